"""What help() and editors show of a record class."""

from __future__ import annotations

import inspect
import pydoc

import pytest

from arenite import Slice, Struct, field, i32


class Base(Struct):
    number: i32
    text: str = "x"


class Derived(Base):
    """A record with every kind of parameter."""

    items: Slice[i32] = field(default_factory=list)
    other: Base | None = field(default=None, kw_only=True)


def test_parameters_are_the_fields() -> None:
    assert str(inspect.signature(Derived)) == (
        "(number: 'i32', text: 'str' = 'x', items: 'Slice[i32]' = Ellipsis, "
        "*, other: 'Base | None' = None)"
    )


def test_struct_has_none() -> None:
    assert str(inspect.signature(Struct)) == "()"


def test_binding_is_that_of_the_constructor() -> None:
    signature = inspect.signature(Derived)
    assert signature.bind(1, items=[2]).arguments == {"number": 1, "items": [2]}
    with pytest.raises(TypeError, match="number"):
        signature.bind(text="y")


def test_help() -> None:
    text = pydoc.plain(pydoc.render_doc(Derived))
    assert "A record with every kind of parameter" in text
    assert "number: 'i32'" in text  # from 3.13 on, on a line of its own
    assert "text: 'str' = 'x'" in text
