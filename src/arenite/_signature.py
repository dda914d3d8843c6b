"""What help() and editors show as the parameters of a record class."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from arenite._core import Field, StructMeta, fields
from arenite._schema import is_implicit

if TYPE_CHECKING:
    import inspect


def signature_of(cls: StructMeta) -> inspect.Signature:
    """The constructor's signature. A default that a factory makes shows as Ellipsis."""
    import inspect  # an import that takes longer than that of arenite

    def parameter(field: Field) -> inspect.Parameter:
        kind = "KEYWORD_ONLY" if field.kw_only else "POSITIONAL_OR_KEYWORD"
        default = ... if hasattr(field, "default_factory") else inspect.Parameter.empty
        if not (is_implicit(field) and field.name in required):
            default = getattr(field, "default", default)
        return inspect.Parameter(
            field.name,
            getattr(inspect.Parameter, kind),
            default=default,
            annotation=field.plan.label,
        )

    required = _before_required(fields(cls))
    return inspect.Signature([parameter(field) for field in fields(cls)])


def _before_required(members: Sequence[Field]) -> set[str]:
    """Names of positional fields before one without a default: a signature shows none."""
    positional = [field for field in members if not field.kw_only]
    last = -1
    for i, field in enumerate(positional):
        if not hasattr(field, "default") and not hasattr(field, "default_factory"):
            last = i
    return {field.name for field in positional[: last + 1]}
