"""The parsers of benchmarks/arena_vs_heap.py: one tree, of whichever classes it is."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import arenite
from arenite import Bump

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

import arena_vs_heap
from parsers import config, config_arena, config_heap, types, types_arena, types_heap

PARSERS: dict[str, tuple[Callable[[str, Any], Any], Any, Any]] = {
    "config": (config.parse, config_heap, config_arena),
    "types": (types.parse, types_heap, types_arena),
}


def plain(value: Any) -> Any:
    """A tree as tuples that begin with the name of their class."""
    if isinstance(value, list | arenite.Slice):
        return [plain(item) for item in value]
    if dataclasses.is_dataclass(value):
        return (type(value).__name__, *(plain(getattr(value, name)) for name in names(value)))
    if isinstance(value, arenite.Struct):
        return (type(value).__name__, *(plain(getattr(value, name)) for name in names(value)))
    return value


def names(node: Any) -> Iterator[str]:
    described = dataclasses.fields(node) if dataclasses.is_dataclass(node) else arenite.fields(node)
    return (field.name for field in described)


def both(parser: str, source: str) -> Any:
    """The tree of a source as tuples, which is the same of both kinds of classes."""
    parse, heap, arena = PARSERS[parser]
    expected = plain(parse(source, heap))
    with Bump():
        found = plain(parse(source, arena))
    assert found == expected
    return expected


def expression(source: str) -> Any:
    """The type that is written in `source`, without where it stands."""
    file = both("types", f"type T = {source};")
    return without_places(file[-1][0][-1])


def without_places(tree: Any) -> Any:
    if isinstance(tree, list):
        return [without_places(item) for item in tree]
    if isinstance(tree, tuple):
        return (tree[0], *(without_places(part) for part in tree[3:]))
    return tree


def entries(source: str) -> list[tuple[str, Any]]:
    file = without_places(both("config", source))
    return [(entry[1], entry[2]) for entry in file[1] if entry[0] == "Entry"]


# ---- The same tree -------------------------------------------------------------


@pytest.mark.parametrize("parser", PARSERS)
def test_the_samples(parser: str) -> None:
    both(parser, arena_vs_heap.sample(parser).read_text(encoding="utf-8"))


def test_real_inputs() -> None:
    for tried in arena_vs_heap.inputs([]):
        source = tried.read()
        assert source.count("\n") >= 10_000
        both(tried.parser, source)


@pytest.mark.parametrize("parser", PARSERS)
def test_of_nothing(parser: str) -> None:
    assert both(parser, "")[:3] == ("File", 0, 0)


def test_both_modules_say_the_same_of_each_class() -> None:
    for _, heap, arena in PARSERS.values():
        for name, cls in vars(heap).items():
            if dataclasses.is_dataclass(cls):
                of_heap = [field.name for field in dataclasses.fields(cls)]
                assert [f.name for f in arenite.fields(getattr(arena, name))] == of_heap


# ---- Configuration files -------------------------------------------------------


def test_values() -> None:
    source = "a = plain text # and more\nb = \"x\\ty\"\nc = 'C:\\n'\nd = -1.5e2\ne = true\nf =\n"
    assert entries(source) == [
        ("a", ("Text", "plain text # and more", False)),
        ("b", ("Text", "x\ty", True)),
        ("c", ("Text", "C:\\n", True)),
        ("d", ("Number", -150.0)),
        ("e", ("Boolean", True)),
        ("f", ("Text", "", False)),
    ]


def test_what_only_begins_like_a_value_is_text() -> None:
    source = "a = true story\nb = 1st\nc = +\n"
    assert [value[1] for _, value in entries(source)] == ["true story", "1st", "+"]


def test_arrays_and_tables() -> None:
    ((_, value),) = entries('a = [1, [], # one\n  { x = "y", "p q" = [false] },\n] # end')
    one = ("Number", 1.0)
    table = (
        "Table",
        [
            ("Entry", "x", ("Text", "y", True)),
            ("Entry", "p q", ("Array", [("Boolean", False)])),
        ],
    )
    assert value == ("Array", [one, ("Array", []), table])


def test_sections_and_comments() -> None:
    file = without_places(both("config", "; first\n[a] # of a\nx = 1\n[[b.c]]\n"))
    assert file == (
        "File",
        [("Comment", "first")],
        [
            ("Section", "a", [("Comment", "of a"), ("Entry", "x", ("Number", 1.0))], False),
            ("Section", "b.c", [], True),
        ],
    )


def test_places_of_configuration() -> None:
    source = '  key = "välue" # comment\n'
    file = both("config", source)
    entry, comment = file[3]
    assert source[entry[1] : entry[2]] == 'key = "välue"'
    assert source[entry[4][1] : entry[4][2]] == '"välue"'
    assert source[comment[1] : comment[2]] == "# comment"


# ---- Type expressions ----------------------------------------------------------


def reference(name: str, *arguments: Any) -> Any:
    return ("Reference", name, list(arguments))


def test_operators_bind_as_in_typescript() -> None:
    a, b, c = reference("A"), reference("B"), reference("C")
    assert expression("A | B & C[]") == (
        "Union",
        [a, ("Intersection", [b, ("ArrayOf", c)])],
    )
    assert expression("(A | B)[]") == ("ArrayOf", ("Union", [a, b]))
    assert expression("keyof A[B]") == ("Operator", "keyof", ("Indexed", a, b))
    assert expression("A extends B ? C : A extends C ? A : B")[-1][0] == "Conditional"


def test_functions_and_parentheses() -> None:
    parameter = ("Parameter", "x", reference("A"), True, False)
    function = ("Function", [], [parameter], reference("B"), False)
    assert expression("(x?: A) => B") == function
    assert expression("(A)") == reference("A")
    assert expression("((x?: A) => B) | A") == ("Union", [function, reference("A")])
    assert expression("new (...x: A) => B") == (
        "Function",
        [],
        [("Parameter", "x", reference("A"), False, True)],
        reference("B"),
        True,
    )


def test_objects() -> None:
    assert expression("{ readonly a?: A, get: B; get b(): A; [k: string]: A }") == (
        "Object",
        [
            ("Property", "a", reference("A"), True, True),
            ("Property", "get", reference("B"), False, False),
            ("Method", "get", "b", [], [], reference("A"), False),
            ("Index", ("Parameter", "k", reference("string"), False, False), reference("A"), False),
        ],
    )


def test_mapped_types_templates_and_literals() -> None:
    assert expression("{ -readonly [K in keyof T as U]+?: 1 }") == (
        "Mapped",
        "K",
        ("Operator", "keyof", reference("T")),
        reference("U"),
        ("Constant", "1"),
        "-readonly",
        "+?",
    )
    assert expression("`a${B}`") == ("Template", [("Constant", "a"), reference("B")])
    assert expression("-1 | null") == ("Union", [("Constant", "-1"), ("Constant", "null")])


def test_places_of_types() -> None:
    source = "interface A {\n  m(x: Map<K, V>): void; // text\n}"
    file = both("types", source)
    method = file[3][0][-1][-1][0]
    assert source[method[1] : method[2]] == "m(x: Map<K, V>): void"
    parameter = method[6][0]
    assert source[parameter[4][1] : parameter[4][2]] == "Map<K, V>"


# ---- Errors --------------------------------------------------------------------

CONFIG_ERRORS = {
    "[a": "expected [section] and the end of the line at line 1, column 1",
    "[a]]": "expected [section]",
    "[[a]": "expected [section]",
    "x = 1\nwhat is this": "expected [section] or key = value at line 2, column 1",
    "= 1": "expected [section] or key = value",
    'x = "open': "a string without an end at line 1, column 5",
    "x = 'open": "a string without an end",
    'x = "a" b': "expected the end of the line at line 1, column 8",
    "x = ['a' 2]": "expected , or ] at line 1, column 10",
    "x = [a]": "text in an array or table needs quotes",
    "x = [1, ,]": "text in an array or table needs quotes",
    "x = [1,": "text in an array or table needs quotes",
    "x = {1}": "expected key = value or }",
    "x = {a = 1": "expected , or }",
}

TYPES_ERRORS = {
    "type A = ;": "expected a type, got ';' at line 1, column 10",
    "interface A {\n  b: \n}": "expected a type, got '}' at line 3, column 1",
    "type = A": "expected a name, got '='",
    "type A": "expected '=', got ''",
    "type A = B<C": "expected '>', got ''",
    "type A = { b c }": "expected ';' or '}', got 'c'",
    "type A = [B": "expected ']', got ''",
    "type A = `x": "a template without an end",
    "type A = `${B`": "expected '}'",
    "type A = B extends C": "expected '?', got ''",
    "class A {}": "expected a declaration, got 'class'",
    "type A = #;": "a character that no token begins with",
    "namespace A {": "expected '}', got ''",
}


@pytest.mark.parametrize("kind", [1, 2], ids=["heap", "arena"])
@pytest.mark.parametrize(
    ("parser", "source", "message"),
    [("config", *error) for error in CONFIG_ERRORS.items()]
    + [("types", *error) for error in TYPES_ERRORS.items()],
)
def test_errors(parser: str, source: str, message: str, kind: int) -> None:
    with Bump(), pytest.raises(SyntaxError) as raised:
        PARSERS[parser][0](source, PARSERS[parser][kind])
    assert message in str(raised.value)
    assert " at line " in str(raised.value)


# ---- The benchmark -------------------------------------------------------------


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("name", [arena_vs_heap.ARENA, arena_vs_heap.HEAP, arena_vs_heap.NOTHING])
def test_a_contender(name: str, parser: str) -> None:
    source = arena_vs_heap.sample(parser).read_text(encoding="utf-8")
    figures = arena_vs_heap.run(name, source, parser)
    assert figures["total"] == figures["parse"] + figures["free"]
    assert {"resident", "blocks"} <= figures.keys()
    assert ("used" in figures) == (name == arena_vs_heap.ARENA)
