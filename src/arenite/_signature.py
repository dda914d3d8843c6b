"""What help() and editors show as the parameters of a record class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arenite._core import Field, StructMeta, fields

if TYPE_CHECKING:
    import inspect


def signature_of(cls: StructMeta) -> inspect.Signature:
    """The constructor's signature. A default that a factory makes shows as Ellipsis."""
    import inspect  # an import that takes longer than that of arenite

    def parameter(field: Field) -> inspect.Parameter:
        kind = "KEYWORD_ONLY" if field.kw_only else "POSITIONAL_OR_KEYWORD"
        default = ... if hasattr(field, "default_factory") else inspect.Parameter.empty
        return inspect.Parameter(
            field.name,
            getattr(inspect.Parameter, kind),
            default=getattr(field, "default", default),
            annotation=field.plan.label,
        )

    return inspect.Signature([parameter(field) for field in fields(cls)])
