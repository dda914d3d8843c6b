"""`parse(..., comments=True)`: all comments, and nothing that only looks like one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arenite import (
    ArenaClosedError,
    ArenaLimitError,
    Bump,
    StaleReferenceError,
    find_all,
    walk,
)
from arenite.ecmascript import Comment, ParsedOutput, ParseError, ast, parse


def found(source: str, filename: str = "a.tsx") -> list[tuple[str, str]]:
    with parse(source, filename=filename, comments=True) as out:
        for comment in out.comments:
            assert out.source[comment.start : comment.end].decode() == comment.text
        return [(comment.type, comment.value) for comment in out.comments]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", []),
        ("// a", [("Line", " a")]),
        ("//", [("Line", "")]),
        ("/**/", [("Block", "")]),
        ("/***/ /* * / */", [("Block", "*"), ("Block", " * / ")]),
        ("a // b\r\nc // d\u2028e", [("Line", " b"), ("Line", " d")]),
        ("/* ä\n𝒳 */ // é", [("Block", " ä\n𝒳 "), ("Line", " é")]),
        ("f(/* 1 */ a /* 2 */, // 3\n b) /* 4 */; /* 5 */", "12345"),
        ("'// no' + \"/* no */\" + `// no ${a /* 1 */} /* no */`", "1"),
        ("/[/*]\\/\\/*/.test(a) // 1", "1"),
        ("a /* 1 */ / b /* 2 */ / c", "12"),
        ("a = b /* 1 */ /c/ /* 2 */ d", "12"),
        ("x = <a /* 1 */ b='/* no */' // 2\n>// no {/* 3 */} /* no */</a> // 4", "1234"),
        ("x = <>{/* 1 */ a // 2\n}// no</>", "12"),
        ("let x: A<B /* 1 */ <C>>= /* 2 */ d", "12"),
        ("type A = `// no ${B /* 1 */}// no`", "1"),
        ("class A { /* 1 */ b /* 2 */ () /* 3 */ { /* 4 */ } // 5\n }", "12345"),
        ("#!/usr/bin/env node // no\n// 1", "1"),
    ],
)
def test_comments(source: str, expected: list[tuple[str, str]] | str) -> None:
    got = found(source)
    if isinstance(expected, str):
        assert "".join(value.strip() for _, value in got) == expected
    else:
        assert got == expected


SOURCE = """\
/* licence */

/** of a */ // and this
export function a() {} // behind a
function b() {}

const c = 1; /* behind c */ // this, too
// of d
/** é */ const d = [1, // one
  2, /* of 3 */ 3 /* behind 3 */, 4, // four
  5 // five
]; /* of e */ e(); // behind e
// left over
"""


def test_leading_and_trailing_comments() -> None:
    with parse(SOURCE, comments=True) as out:
        body = out.program.body

        def around(node: ast.Node) -> tuple[list[str], list[str]]:
            before, behind = out.comments.leading(node), out.comments.trailing(node)
            return [c.value.strip() for c in before], [c.value.strip() for c in behind]

        assert [around(node) for node in body] == [
            (["licence", "* of a", "and this"], ["behind a"]),
            ([], []),
            ([], ["behind c", "this, too"]),
            (["of d", "* é"], ["of e"]),
            (["of e"], ["behind e"]),
        ]
        items = next(n.init for n in find_all(body[3], ast.VariableDeclarator))
        assert isinstance(items, ast.ArrayExpression)
        assert [around(item) for item in items.elements if item is not None] == [
            ([], ["one"]),
            ([], []),
            (["of 3"], ["behind 3"]),
            ([], ["four"]),
            ([], ["five"]),
        ]


PARTS = ["/*1*/", "//2\n", "a;", "{", "}", "f(b, c)", "\n", " ", "\ufeff"]


@given(st.lists(st.sampled_from(PARTS)))
def test_comments_around_any_nodes(parts: list[str]) -> None:
    try:
        out = parse("".join(parts), comments=True)
    except ParseError:
        return
    with out:
        for node in walk(out.program):
            if not isinstance(node, ast.Node):
                continue
            before, behind = out.comments.leading(node), out.comments.trailing(node)
            assert all(one.end <= other.start for one, other in pairwise(before))
            assert all(one.end <= other.start for one, other in pairwise(behind))
            assert all(comment.end <= node.start for comment in before)
            assert all(comment.start >= node.end for comment in behind)
            assert not any(out.text(node).startswith("/*") for _ in before)


def test_html_like_comments_are_of_scripts() -> None:
    source = "a <!-- b\n--> c\n/* */ --> d\n"
    assert found(source, "a.js") == [
        ("HTMLOpen", " b"), ("HTMLClose", " c"), ("Block", " "), ("HTMLClose", " d"),
    ]  # fmt: skip
    assert found("a <!--b\n;x --> c", "a.mjs") == []
    assert found("<!-- a\nimport 'b'; c <!--d\n", "a.js") == [("HTMLOpen", " a")]


def test_what_the_parser_took_back_leaves_nothing() -> None:
    assert found("a < b /* 1 */ > (c /* 2 */); (d /* 3 */, e) => f; (g /* 4 */)", "a.ts") == [
        ("Block", f" {n} ") for n in range(1, 5)
    ]


def test_a_sequence() -> None:
    with parse("/* a */ b /* c */", comments=True) as out:
        comments = out.comments
        assert len(comments) == 2
        assert comments[-1].text == "/* c */"
        assert [c.start for c in comments[:1]] == [0]
        assert repr(comments) == "<Comments: 2>"
        assert repr(comments[0]) == "<Comment Block 0..7>"
        with pytest.raises(IndexError):
            comments[2]
        assert isinstance(comments[0], Comment)


def test_beside_nodes() -> None:
    source = "// 1\nf(/* 2 */ a) // 3\n// 4\ng"
    with parse(source, comments=True) as out:
        f, g = out.program.body
        comments = out.comments
        assert [c.value.strip() for c in comments.of(f)] == ["2"]

        def value(comment: Comment | None) -> str | None:
            return comment.value.strip() if comment else None

        assert (value(comments.before(f)), value(comments.after(f))) == ("1", "3")
        assert (value(comments.before(g)), value(comments.after(g))) == ("4", None)
        assert value(comments.at(source.index("2"))) == "2"
        assert comments.at(f.start) is None
        assert [c.value.strip() for c in comments.within(0, source.index("g"))] == list("1234")
        assert comments.within(1, 4) == []


def test_they_are_8_bytes_each() -> None:
    source = "/**/" * 100 + "a"
    with parse(source) as without, parse(source, comments=True) as out:
        assert out.arena.stats().used - without.arena.stats().used == 800


def test_they_must_be_asked_for() -> None:
    with parse("// a") as out, pytest.raises(ValueError, match="call parse with comments=True"):
        _ = out.comments


def read(out: ParsedOutput) -> list[str]:
    return [comment.text for comment in out.comments]


def test_after_the_arena_is_gone() -> None:
    out = parse("// a", comments=True)
    comments, comment = out.comments, out.comments[0]
    assert read(out) == ["// a"]
    out.close()
    for use in (
        lambda: comments[0],
        lambda: comment.text,
        lambda: read(out),
        lambda: len(comments),
    ):
        with pytest.raises((StaleReferenceError, ArenaClosedError)):
            use()


def test_no_room_for_them() -> None:
    source = "/**/" * 1000
    with parse(source) as out:
        used = out.arena.stats().used
    with Bump(limit=used + 4000) as bump:
        before = bump.stats().used
        with pytest.raises(ArenaLimitError):
            parse(source, comments=True, arena=bump)
        assert bump.stats().used == before
        parse(source, arena=bump)


def test_copies_have_them_too() -> None:
    with parse("/* a */ b", comments=True) as out, Bump() as other:
        copy = other.copy(out.program)
        assert list(copy.comment_spans) == list(out.program.comment_spans)
        assert isinstance(copy, ast.Program)


PIECES = st.sampled_from(
    ["//a\n", "/*b*/", "/**\n*/", "'//'", '"/*"', "`/*${", "}*/`", "/x*/", "/", "a", "<b>", "</b>",
     "{", "}", "(", ")", ";", "\n", "<!--", "-->", "=", "<", ">", "ä", "\\", "*/", "=>", "let "]
)  # fmt: skip


@given(st.lists(PIECES, max_size=12), st.sampled_from(["js", "jsx", "ts", "tsx", "dts"]))
def test_any_source(pieces: list[str], language: str) -> None:
    """With comments and tokens the same sources are accepted, and nothing overlaps."""
    source = "".join(pieces)
    try:
        parse(source, language=language).close()  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    except ParseError:
        return
    with parse(source, language=language, comments=True, tokens=True) as out:  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        spans = sorted((s.start, s.end) for s in [*out.comments, *out.tokens])
        behind = 0
        for start, end in spans:
            assert behind <= start < end
            assert out.source[behind:start].decode().strip("\ufeff \t\n\r\v\f\u2028\u2029") == ""
            behind = end
        assert out.source[behind:].strip() == b""
