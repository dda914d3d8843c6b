"""Where nodes stand: `text`, `loc`, `location`, in code points, UTF-16 and bytes."""

from __future__ import annotations

import gc
import pickle
import re
import weakref
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arenite import Bump, StaleReferenceError, arena_of, walk
from arenite.ecmascript import Location, ParsedOutput, SourceLocation, ast, parse
from arenite.ecmascript._source import Unit

LINE_END = re.compile("\r\n|[\n\r\u2028\u2029]")


def test_text_and_loc_of_a_node() -> None:
    with parse("type A = 1;\ntype 𝒳 = 'ä';") as out:
        _, alias = out.program.body
        assert isinstance(alias, ast.TSTypeAliasDeclaration)
        assert alias.text == out.text(alias) == "type 𝒳 = 'ä';"
        assert alias.id.text == "𝒳"
        assert alias.loc == SourceLocation(Location(2, 0), Location(2, 13))
        assert alias.loc == out.loc(alias)
        assert out.loc(alias, unit="utf-16").end == (2, 14)
        assert out.loc(alias, unit="utf-8").end == (2, 17)
        assert out.program.text == out.source.decode()


def model(source: str, offset: int, unit: Unit) -> tuple[int, int]:
    before = source.encode()[:offset].decode()
    ends = [m.end() for m in LINE_END.finditer(source) if m.end() <= len(before)]
    column = before[ends[-1] if ends else 0 :]
    size = {"utf-32": len(column), "utf-16": len(column.encode("utf-16-le")) // 2}
    return len(ends) + 1, size.get(unit, len(column.encode()))


@given(st.text(st.sampled_from("a \n\r\u2028\u2029ä€𝒳*"), max_size=40))
def test_places_are_what_a_simple_count_says(text: str) -> None:
    source = f"/*{text.replace('*/', '')}*/"
    with parse(source) as out:
        size = 0
        for character in source:
            for unit in get_args(Unit):
                assert out.location(size, unit=unit) == model(source, size, unit)
            size += len(character.encode())
        assert out.location(10**12) == model(source, size, "utf-32")


def test_wrong_arguments() -> None:
    with parse("a") as out:
        with pytest.raises(ValueError, match="offset -1 is negative"):
            out.location(-1)
        with pytest.raises(ValueError, match="unit 'bytes' is none of utf-32, utf-16, utf-8"):
            out.location(0, unit="bytes")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def test_several_programs_in_one_arena() -> None:
    with Bump() as bump:
        outs = [parse(f"{name};\n{name} + 1", arena=bump) for name in ("a", "bb", "ccc")]
        for out, name in zip(outs, ("a", "bb", "ccc"), strict=True):
            assert out.program.text == f"{name};\n{name} + 1"
            for node in walk(out.program):
                assert isinstance(node, ast.Node)
                assert node.text == out.text(node)
                assert node.loc == out.loc(node)
        made = bump.alloc(ast.Identifier, "x", start=0, end=1)
        with pytest.raises(ValueError, match=r"Identifier: which source it is of is not known"):
            _ = made.text


def test_a_node_that_was_made_beside_one_program() -> None:
    with parse("abc") as out:
        made = out.arena.alloc(ast.Identifier, "x", start=1, end=3)
        assert made.text == "bc"
        wrong = out.arena.alloc(ast.Identifier, "x", start=1, end=9)
        with pytest.raises(ValueError, match=r"the span 1..9 is not within a source of 3 bytes"):
            _ = wrong.text
        assert wrong.loc.end == (1, 3)


def test_a_node_without_a_source() -> None:
    with Bump() as bump:
        made = bump.alloc(ast.Identifier, "x")
        for use in (lambda: made.text, lambda: made.loc):
            with pytest.raises(ValueError, match="slice `source` of its Program"):
                use()


def test_an_arena_that_is_used_again() -> None:
    with Bump() as bump:
        for source in ("first + 1", "second", "third - 2"):
            out = parse(source, arena=bump)
            assert out.program.text == source
            statement = out.program.body[0]
            bump.reset()
            with pytest.raises(StaleReferenceError):
                _ = statement.text


def test_a_program_that_is_gone_and_a_node_where_it_was() -> None:
    with Bump() as bump:
        parse("some + source", arena=bump)
        bump.reset()
        made = [bump.alloc(ast.Identifier, "x", end=1) for _ in range(50)]
        for node in made:
            with pytest.raises(ValueError, match="is gone"):
                _ = node.text


def test_scopes_take_programs_away() -> None:
    with Bump() as bump:
        outer = parse("outer", arena=bump)
        with bump.scope():
            inner = parse("inner", arena=bump)
            assert inner.program.body[0].text == "inner"
        assert outer.program.body[0].text == "outer"
        again = parse("again", arena=bump)
        assert again.program.body[0].text == "again"
        assert outer.program.body[0].text == "outer"


def test_arenas_are_not_kept_alive() -> None:
    out = parse("a")
    arena = weakref.ref(arena_of(out.program))
    assert out.program.body[0].loc.start == (1, 0)
    del out
    gc.collect()
    assert arena() is None


def test_a_source_of_one_long_line() -> None:
    with parse("ä;" * 50_000) as out:
        last = out.program.body[-1]
        assert last.loc.start == (1, 99_998)


def test_locations_are_plain_tuples() -> None:
    with parse("a") as out:
        loc = out.program.loc
    assert pickle.loads(pickle.dumps(loc)) == loc
    assert loc.start.line == 1


def test_the_output_of_a_closed_arena() -> None:
    out: ParsedOutput = parse("a")
    out.close()
    for use in (lambda: out.location(0), lambda: out.source, lambda: out.text(out.program)):
        with pytest.raises(StaleReferenceError):
            use()
