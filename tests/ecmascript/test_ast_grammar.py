"""The reader of the node grammar: what it understands and what it refuses."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))

import _ast_grammar as grammar


def read(tmp_path: Path, text: str) -> grammar.Grammar:
    path = tmp_path / "small.asdl"
    path.write_text("module Small { " + text + " }", encoding="utf-8")
    return grammar.read(path)


def test_records_families_unions_and_enumerations(tmp_path: Path) -> None:
    small = read(
        tmp_path,
        """
        Shape = Circle(number radius) | Polygon
        Polygon = Square "Rect" (number side) constant (sides "4")  -- a subfamily
        colour = red | dark_red "dark red"
        Label = (colour colour, text? text, Shape?* shapes)
        Anything = Shape | Label
        """,
    )
    assert list(small.records) == ["Circle", "Square", "Label"]
    assert [r.tag for r in small.records.values()] == [1, 2, 3]
    assert small.records["Square"].estree == "Rect"
    assert small.records["Square"].constants == [grammar.Constant("sides", '"4"')]
    assert small.families["Polygon"].family == "Shape"
    assert small.enums["colour"].spellings == ["red", "dark red"]
    assert grammar.union_members(small, "Anything") == list(small.records)
    assert small.records["Label"].fields[2].holes


def test_small_fields_fill_the_hole_behind_the_tag(tmp_path: Path) -> None:
    small = read(tmp_path, "Small = (Small a, text b, bool c, bool d, bool e)")
    offsets = {f.name: f.offset for f in small.records["Small"].fields}
    assert offsets == {"a": 12, "b": 16, "c": 2, "d": 3, "e": 24}
    assert small.records["Small"].size == 32


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("A = (B b)", "A.b: no type B"),
        ("A = (bool a, text b)", "must be set come first"),
        ("A = () A = ()", "A is defined twice"),
        ("A = B() | C", "C is not defined"),
        ("A = (text", "expected a name"),
        ("A = ; B", "unexpected ';'"),
    ],
)
def test_errors_say_where(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(grammar.GrammarError, match=message):
        read(tmp_path, text)


def test_no_record_of_the_ast_is_large() -> None:
    records = grammar.read().records.values()
    assert max(record.size for record in records) <= 48
    assert len(records) < 255


def test_siblings_lie_in_the_same_places() -> None:
    """A parser may write one and then set the tag of another."""
    records = grammar.read().records

    def places(name: str) -> list[tuple[str, int]]:
        return [(f.name, f.offset) for f in records[name].fields]

    function = places("FunctionDeclaration")
    assert function == places("FunctionExpression")
    assert function == places("TSDeclareFunction")
    assert function == places("TSEmptyBodyFunctionExpression")
    assert places("ClassDeclaration") == places("ClassExpression")
    assert places("MethodDefinition") == places("TSAbstractMethodDefinition")
    assert places("PropertyDefinition") == places("TSAbstractPropertyDefinition")
    assert places("AccessorProperty") == places("TSAbstractAccessorProperty")
    assert places("PropertyDefinition") == places("AccessorProperty")
