"""A million levels of whatever nests: an AST or a ParseError, and an AST can be used, and freed."""

from __future__ import annotations

import copy
import json
import os
import pickle
import sys
import threading
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from nestings import ALL, DEEP, Nesting

from arenite import Bump, find_all, structurally_equal, to_heap, walk
from arenite._cli.tree import tree_lines
from arenite.ecmascript import (
    ParsedOutput,
    ParseError,
    Transformer,
    Visitor,
    ast,
    estree_json,
    parse,
    to_estree,
)

SANITIZED = "ARENITE_SANITIZED" in os.environ
MILLION = 100_000 if SANITIZED else 1_000_000  # each allocation takes several times as long
SMALL_STACK = 256 * 1024
TOO_MANY = "Too many '<' could begin type arguments; use parentheses"

CASES = [(nesting, names) for group, names in ALL for nesting in group]
DEEP_CASES = [(nesting, names[0]) for group, names in DEEP for nesting in group]


def name_of(case: object) -> str | None:
    return f"{case.before}{case.open}".strip() if isinstance(case, Nesting) else None


def outcome(nesting: Nesting, depth: int, language: Any, **options: Any) -> str:
    """What became of a source: ok, or the message. Every node of an AST is met once."""
    try:
        with parse(nesting.source(depth), language=language, **options) as out:
            assert find_all(out.program, ast.Node).count() == out.nodes
            return "ok"
    except ParseError as error:
        return error.msg or ""


def on_a_small_stack(work: Callable[[], None]) -> None:
    """In a thread of 256 KiB; what is raised there is raised here."""
    errors: list[BaseException] = []

    def run() -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001  it is raised below
            errors.append(error)

    before = threading.stack_size(SMALL_STACK)
    try:
        thread = threading.Thread(target=run)
        thread.start()
    finally:
        threading.stack_size(before)
    thread.join()
    if errors:
        raise errors[0]


@pytest.mark.parametrize(("nesting", "names"), CASES, ids=name_of)
def test_few_levels_are_programs(nesting: Nesting, names: tuple[str, ...]) -> None:
    for language in names:
        for depth in (1, 2, 20):
            assert outcome(nesting, depth, language, early_errors=False) == "ok"


@pytest.mark.slow
@pytest.mark.parametrize(("nesting", "names"), CASES, ids=name_of)
def test_a_million_levels(nesting: Nesting, names: tuple[str, ...]) -> None:
    results = {
        outcome(nesting, MILLION, names[0], early_errors=False),
        outcome(nesting, MILLION, names[0], comments=True, tokens=True),
        *(outcome(nesting, MILLION // 20, name, comments=True, tokens=True) for name in names),
    }
    if any(nesting is deep for deep, _ in DEEP_CASES):
        assert results == {"ok"}
    else:
        assert results <= {"ok", "nested too deeply", TOO_MANY}


@pytest.mark.slow
def test_any_depth_on_a_small_stack() -> None:
    def work() -> None:
        for nesting, names in CASES:
            assert outcome(nesting, MILLION // 10, names[-1], early_errors=False)
            assert outcome(nesting, MILLION // 20, names[0], comments=True, tokens=True)

    on_a_small_stack(work)


def test_a_source_that_ends_below_a_million_levels() -> None:
    for nesting, names in CASES[::4]:
        source = nesting.before + nesting.open * MILLION
        try:
            parse(source, language=names[0], early_errors=False).close()  # type: ignore[arg-type]
        except ParseError:
            pass


# ---- What can be done with a deep AST -----------------------------------------


class Count(Visitor):
    entered = left = deepest = 0

    def enter_Node(self, node: ast.Node) -> None:
        self.entered += 1

    def leave_Node(self, node: ast.Node) -> None:
        if self.entered > self.left + self.deepest:
            self.deepest = self.entered - self.left
        self.left += 1


class Rename(Transformer):
    def leave_Identifier(self, node: ast.Identifier) -> ast.Identifier | None:
        if node.name == "b":
            return self.new(ast.Identifier, "renamed", start=node.start, end=node.end)
        return None


def use_in_c(out: ParsedOutput) -> None:
    """What does its work in C, and is quick."""
    program = out.program
    nodes = out.nodes
    assert sum(1 for _ in walk(program)) == nodes
    assert len(repr(program)) < 10_000
    assert len(str(program.body[0])) < 10_000
    assert program.body[0].text == out.text(program.body[0])
    assert out.location(program.body[0].start) == program.body[0].loc.start
    assert len(out.comments) + len(out.tokens) > 0
    text = estree_json(program, comments=True, tokens=True)
    assert (text[:1], text[-1:]) == (b"{", b"}")
    with Bump() as other:
        copied = other.copy(program)
        assert find_all(copied, ast.Node).count() == nodes
        transformed = Rename().transform(program, into=other)
        assert find_all(transformed, ast.Node).count() == nodes
    transformed = Rename().transform(program)
    assert find_all(transformed, ast.Node).count() == nodes
    for forbidden in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="to_heap"):
            forbidden(program)  # type: ignore[operator]


def use_in_python(out: ParsedOutput) -> None:
    """What costs microseconds a node."""
    program = out.program
    count = Count()
    count.visit(program)
    assert count.entered == count.left
    assert out.nodes // 2 < count.entered <= out.nodes
    # Both sides of a shorthand are one node, or stand at one place.
    assert out.nodes <= sum(1 for _ in tree_lines(program)) <= 2 * out.nodes
    with Bump() as other:
        assert structurally_equal(program, other.copy(program))
    heap = to_heap(program)
    assert heap.end == program.end
    del heap
    tree = to_estree(program)
    assert tree["end"] == program.end
    del tree


@pytest.mark.slow
@pytest.mark.parametrize(("nesting", "language"), DEEP_CASES, ids=name_of)
def test_an_ast_of_any_depth_can_be_used(nesting: Nesting, language: Any) -> None:
    with parse(nesting.source(50_000), language=language, comments=True, tokens=True) as out:
        use_in_c(out)
    with parse(nesting.source(2_000), language=language) as out:
        use_in_python(out)


@pytest.mark.slow
def test_an_ast_of_a_million_levels_can_be_used() -> None:
    source = "x = " + "a + " * MILLION + "b"
    with parse(source, language="js", comments=True, tokens=True) as out:
        use_in_c(out)


@pytest.mark.slow
def test_a_deep_ast_can_be_used_on_a_small_stack() -> None:
    def work() -> None:
        for nesting in chain(DEEP[0][0][:3], DEEP[0][0][10:12]):
            with parse(nesting.source(20_000), language="js", comments=True, tokens=True) as out:
                use_in_c(out)
            # CPython 3.13 frees nested dicts by recursion, up to 10,000 levels of it: more than
            # these would be a crash of its own on such a stack.
            with parse(nesting.source(1_000), language="js") as out:
                use_in_python(out)

    on_a_small_stack(work)


# ---- Plain Python objects ------------------------------------------------------


DETAILS = r"""'\"}{[é\n' + `${{}}` + 1.5e3 + null + [, true, []]"""


def test_dicts_are_those_of_json() -> None:
    """Also where `json` is not asked, because it would recurse too deeply."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(10_000)
    try:
        for depth in (0, 100, 480, *range(485, 500), 600):
            with parse("x = " + "a + " * depth + DETAILS, language="js") as out:
                text = estree_json(out.program, range=True)
                assert to_estree(out.program, range=True) == json.loads(text)
    finally:
        sys.setrecursionlimit(limit)


@pytest.mark.parametrize("levels", [20_000, pytest.param(1_000_000, marks=pytest.mark.slow)])
def test_dicts_of_any_depth(levels: int) -> None:
    with parse("x = " + "a + " * levels + "b", language="js") as out:
        node = to_estree(out.program)["body"][0]["expression"]["right"]
    depth = 0
    while node["type"] == "BinaryExpression":
        depth += 1
        node = node["left"]
    assert depth == levels
    assert (node["name"], node["start"], node["end"]) == ("a", 4, 5)


@pytest.mark.parametrize("levels", [3, 300, 3_000])
def test_the_tree_is_printed_in_linear_space(levels: int) -> None:
    with parse("x = " + "- " * levels + "a", language="js") as out:
        lines = list(tree_lines(out.program))
        assert len(lines) == out.nodes
        assert sum(map(len, lines)) < 300 * out.nodes
        assert lines[-1].lstrip().startswith(f"({levels + 3}) " if levels > 100 else "argument")
