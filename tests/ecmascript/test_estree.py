"""ESTree from Python: positions, options, and arenas whose bytes are no AST."""

from __future__ import annotations

import json
import random

import pytest

from arenite import Bump, CorruptArenaError, StaleReferenceError
from arenite.ecmascript import ast, estree_json, parse, to_estree


def test_a_tree_of_plain_values() -> None:
    with parse("type T = string;") as out:
        tree = to_estree(out.program)
    (alias,) = tree["body"]
    assert alias["type"] == "TSTypeAliasDeclaration"
    assert alias["id"]["name"] == "T"
    assert alias["typeAnnotation"] == {"type": "TSStringKeyword", "start": 9, "end": 15}


def test_positions_are_utf16_units() -> None:
    with parse("type 𝒳 = 'é';") as out:
        (alias,) = to_estree(out.program)["body"]
        node = out.program.body[0]
        assert (alias["id"]["start"], alias["id"]["end"]) == (5, 7)
        assert alias["end"] == 14
        # Without the source of a node that is not the program they stay bytes.
        assert to_estree(node)["end"] == len("type 𝒳 = 'é';".encode())
        assert to_estree(node, source=out.program)["end"] == 14
        assert to_estree(node, source=out.source)["end"] == 14


def test_ranges() -> None:
    with parse("type T = 1") as out:
        assert to_estree(out.program, range=True)["body"][0]["range"] == [0, 10]
        assert "range" not in to_estree(out.program)["body"][0]


def test_a_node_made_in_python() -> None:
    with Bump() as bump:
        name = bump.alloc(ast.Identifier, "T", start=3, end=4)
        tree = to_estree(name)
    assert (tree["type"], tree["name"], tree["start"]) == ("Identifier", "T", 3)


def test_a_stale_node() -> None:
    with parse("type T = 1") as out:
        node = out.program.body[0]
    with pytest.raises(StaleReferenceError):
        estree_json(node)


def test_something_else_than_a_node() -> None:
    with pytest.raises(TypeError, match="expected a record, got int"):
        estree_json(5)  # type: ignore[arg-type]


def test_any_bytes_give_json_or_an_error() -> None:
    """The arena lies in a buffer that changes behind its back."""
    source = "interface A { b: 'x' | 1; c(d?: number): A[] }"
    rng = random.Random(6)
    outcomes = set()
    for _ in range(2000):
        memory = bytearray(1 << 14)
        bump = Bump.over(memory)
        out = parse(source, arena=bump)
        used = bump.stats().used
        for _ in range(rng.randint(1, 8)):
            memory[rng.randrange(len(source) + 64, used)] = rng.randrange(256)
        try:
            json.loads(estree_json(out.program).decode("utf-8", "replace"))
            outcomes.add("json")
        except CorruptArenaError:
            outcomes.add("error")
        bump.close()
    assert outcomes == {"json", "error"}


def test_lists_and_empty_texts_that_python_made() -> None:
    with Bump() as bump:
        empty = bump.alloc(ast.TemplateElement, "", "", tail=True)
        literal = bump.alloc(ast.TemplateLiteral, [empty], [])
        tree = to_estree(literal)
        assert tree["quasis"][0]["value"] == {"raw": "", "cooked": ""}
        with Bump() as other:
            assert to_estree(other.copy(literal)) == tree


def test_a_result_of_many_megabytes() -> None:
    with parse("f(a, b);\n" * 20_000) as out:
        tree = json.loads(estree_json(out.program, range=True))
    assert len(tree["body"]) == 20_000
    assert tree["body"][-1]["range"] == [19_999 * 9, 19_999 * 9 + 8]


def test_comments_and_tokens() -> None:
    source = '/* ä𝒳 */ f(`"`) // b'
    with parse(source, filename="a.js", comments=True, tokens=True) as out:
        tree = to_estree(out.program, comments=True, tokens=True, range=True)
        assert tree["comments"] == [
            {"type": "Block", "value": " ä𝒳 ", "start": 0, "end": 9, "range": [0, 9]},
            {"type": "Line", "value": " b", "start": 17, "end": 21, "range": [17, 21]},
        ]
        assert [(t["type"], t["value"]) for t in tree["tokens"]] == [
            ("Identifier", "f"), ("Punctuator", "("), ("Template", '`"`'), ("Punctuator", ")"),
        ]  # fmt: skip
        assert [t["start"] for t in tree["tokens"]] == [10, 11, 12, 15]
        assert "comments" not in to_estree(out.program)
        assert "tokens" not in to_estree(out.program, comments=True)
    with parse("// a") as out:
        assert to_estree(out.program, comments=True)["comments"] == []


def test_html_comments_are_lines() -> None:
    with parse("<!-- a\n--> b", filename="a.js", comments=True) as out:
        comments = to_estree(out.program, comments=True)["comments"]
    assert [(c["type"], c["value"]) for c in comments] == [("Line", " a"), ("Line", " b")]


def test_lists_that_are_not_within_the_source() -> None:
    with Bump() as bump:
        program = bump.alloc(ast.Program, "script", comment_spans=[1 << 60 | 4 << 32])
        with pytest.raises(CorruptArenaError):
            estree_json(program, comments=True)
        assert estree_json(program, tokens=True)
    with parse("ab", comments=True) as out:
        for span in (0, 1 << 60, 1 << 60 | 3 << 32, 9 << 60 | 1 << 32, 1 << 60 | 1 << 32 | 5):
            out.program.comment_spans = [span]
            with pytest.raises(CorruptArenaError):
                estree_json(out.program, comments=True)


def test_options_of_an_output() -> None:
    with parse("(a) // b", comments=True) as out:
        tree = out.to_estree(range=True, comments=True, parentheses=False)
    assert tree["range"] == [0, 8]
    assert [comment["value"] for comment in tree["comments"]] == [" b"]
    assert tree["body"][0]["expression"]["type"] == "Identifier"
