"""`to_estree`: the dicts are those that `json.loads` makes of `estree_json`, and plain ones."""

from __future__ import annotations

import gc
import itertools
import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arenite import Bump, CorruptArenaError, StaleReferenceError
from arenite.ecmascript import ParsedOutput, ast, estree_json, parse, parse_file, to_estree

CASES = sorted((Path(__file__).parent / "cases").iterdir())
PLAIN = (dict, list, str, int, float, bool, type(None))
FLAGS = ("range", "parentheses", "typescript", "comments", "tokens")
OPTIONS = [
    dict(zip(FLAGS, values, strict=True))
    for values in itertools.product([False, True], repeat=len(FLAGS))
]


def check(node: ast.Node, **options: Any) -> Any:
    """Same values, same types, same order of keys."""
    made = to_estree(node, **options)
    expected = json.loads(estree_json(node, **options))
    assert made == expected
    assert json.dumps(made) == json.dumps(expected)
    return made


def everything(value: Any) -> Any:
    """The value and all in it."""
    yield value
    if isinstance(value, dict):
        for item in value.values():
            yield from everything(item)
    elif isinstance(value, list):
        for item in value:
            yield from everything(item)


# ---- Values ----------------------------------------------------------------------


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_all_syntax_in_all_ways(path: Path) -> None:
    with parse_file(path, comments=True, tokens=True) as out:
        for options in OPTIONS:
            check(out.program, **options)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_values_are_plain_and_containers_are_not_shared(path: Path) -> None:
    with parse_file(path, comments=True) as out:
        found = list(everything(to_estree(out.program, comments=True, range=True)))
    assert {type(value) for value in found} <= set(PLAIN)
    containers = [id(value) for value in found if isinstance(value, dict | list)]
    assert len(containers) == len(set(containers))


@given(st.floats())
def test_numbers(value: float) -> None:
    with Bump() as bump:
        made = check(bump.alloc(ast.NumericLiteral, value))["value"]
    if value - value != 0:
        assert made is None
    else:
        assert made == value or abs(value) > 2**53


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (-0.0, 0),
        (2.0**53, 2**53),
        (-(2.0**53) - 2, -(2**53) - 2),
        (1e20, 10**20),
        (123456789012345680000.0, 123456789012345680000),
        (1e21, 1e21),
        (0.5, 0.5),
        (1e-7, 1e-7),
        (5e-324, 5e-324),
        (float("inf"), None),
    ],
)
def test_numbers_at_the_edges(value: float, expected: float | None) -> None:
    with Bump() as bump:
        made = check(bump.alloc(ast.NumericLiteral, value))["value"]
    assert (made, type(made)) == (expected, type(expected))


pieces = st.sampled_from(
    [
        b"a", b'"', b"\\", b"\0", b"\n", b"\x7f", "é".encode(), "€".encode(), "😀".encode(),
        b"\xef\xbb\xbf", b"\xe2\x80\xa8", b"\xed\xa0\xbd", b"\xed\xb8\x80", b"\xff", b"\x80",
        b"\xc0\x80", b"\xf4\x90\x80\x80", b"\xe2\x82", b"\xf0\x9f\x98", b"name of some length",
    ]
)  # fmt: skip


@given(st.lists(pieces | st.binary(max_size=4), max_size=20).map(b"".join))
def test_any_bytes_as_a_text(text: bytes) -> None:
    """The arena's bytes are overwritten: no str that Python has would have them."""
    with Bump.over(memory := bytearray(1 << 12)) as bump:
        before = "~" * (len(text) + 1)
        name = bump.alloc(ast.Identifier, before)
        regexp = bump.alloc(ast.RegExpLiteral, before, "g")
        memory[:] = memory.replace(before.encode(), text + b"~")
        check(name)
        check(regexp)


def test_halves_of_surrogate_pairs() -> None:
    with parse(r"'\ud83d', '\ud83d\ude00', '\ude00\ud83d', `\ud83d`", language="js") as out:
        (statement,) = check(out.program)["body"]
        values = [literal.get("value") for literal in statement["expression"]["expressions"]]
    assert values[:3] == ["\ud83d", "😀", "\ude00\ud83d"]


def test_places_are_those_of_the_source() -> None:
    source = "/* 𝒳 */ let é = '\ufeff𝒳' // 𝒳"
    with parse(source, comments=True, tokens=True) as out:
        node = out.program.body[0]
        everywhere: list[dict[str, Any]] = [
            {}, {"source": out.program}, {"source": b"abc"}, {"source": source.encode()},
        ]  # fmt: skip
        for options in everywhere:
            check(node, **options)
            check(out.program, comments=True, tokens=True, range=True, **options)
        assert to_estree(node)["start"] == len("/* 𝒳 */ ".encode())
        assert to_estree(node, source=out.program)["start"] == 9


def test_a_source_that_is_no_text() -> None:
    with parse("a") as out, pytest.raises(TypeError, match="bytes-like"):
        to_estree(out.program, source=5)  # type: ignore[arg-type]


# ---- Dicts like any other --------------------------------------------------------

NODES = "let a = b, c = d; e; (a, b); [f, ...g] = h"
names = st.sampled_from(["type", "start", "name", "decorators", "parent", "x", "y", "z"])
changes = st.lists(
    st.tuples(st.integers(0, 30), st.sampled_from(["set", "del", "pop", "clear", "or"]), names),
    max_size=40,
)


def change(node: dict[str, Any], how: str, name: str) -> None:
    if how == "set":
        node[name] = [name]
    elif how == "del":
        node.pop(name, None)
    elif how == "pop" and node:
        node.popitem()
    elif how == "clear" and name == "x":
        node.clear()
    elif how == "or":
        node |= {name: 1, "w": 2}


@given(changes)
def test_a_change_of_one_is_a_change_of_one(program: list[tuple[int, str, str]]) -> None:
    """They share their keys, as the attributes of instances do."""
    with parse(NODES, language="js") as out:
        nodes = [v for v in everything(to_estree(out.program)) if isinstance(v, dict)]
    models = [dict(list(node.items())) for node in nodes]
    for at, how, name in program:
        change(nodes[at % len(nodes)], how, name)
        change(models[at % len(nodes)], how, name)
    for node, model in zip(nodes, models, strict=True):
        assert list(node.items()) == list(model.items())
        assert list(reversed(node)) == list(reversed(model))
        assert node.copy() == model == {**node}


def test_a_cycle_that_the_user_makes_is_collected() -> None:
    class Seen:
        alive = 0

        def __init__(self) -> None:
            Seen.alive += 1

        def __del__(self) -> None:
            Seen.alive -= 1

    with parse("a; b(c)") as out:
        tree = to_estree(out.program)
    for node in [v for v in everything(tree) if isinstance(v, dict)]:
        node["root"], node["seen"] = tree, Seen()
    assert Seen.alive > 5
    del tree, node
    gc.collect()
    assert Seen.alive == 0


# ---- The garbage collector -------------------------------------------------------


def test_no_collection_while_it_is_made() -> None:
    seen: list[str] = []

    def note(phase: str, _info: object) -> None:
        seen.append(phase)

    with parse("f(a, b);" * 2000) as out:
        gc.collect()
        gc.callbacks.append(note)
        try:
            tree = to_estree(out.program)
            during = len(seen)
        finally:
            gc.callbacks.remove(note)
    assert len(tree["body"]) == 2000
    assert during <= 2  # one, behind it


@pytest.mark.parametrize("path", CASES[:6], ids=lambda path: path.name)
def test_the_collector_knows_what_it_knows_of_other_dicts(path: Path) -> None:
    with parse_file(path) as out:
        for options in ({}, {"range": True}, {"typescript": False}):
            made = to_estree(out.program, **options)  # type: ignore[arg-type]
            other = json.loads(estree_json(out.program, **options))  # type: ignore[arg-type]
            pairs = zip(everything(made), everything(other), strict=True)
            assert all(gc.is_tracked(one) == gc.is_tracked(two) for one, two in pairs)


@pytest.mark.parametrize("enabled", [True, False])
def test_the_collector_is_as_it_was(enabled: bool) -> None:
    was = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        with parse("a") as out:
            node = out.program.body[0]
            to_estree(node)
            assert gc.isenabled() == enabled
            out.program.comment_spans = [7]
            with pytest.raises(CorruptArenaError):
                to_estree(out.program, comments=True)
            assert gc.isenabled() == enabled
        with pytest.raises(StaleReferenceError):
            to_estree(node)
        assert gc.isenabled() == enabled
    finally:
        (gc.enable if was else gc.disable)()


# ---- What is wrong ---------------------------------------------------------------


def outcome(out: ParsedOutput, make: Any, **options: Any) -> Any:
    try:
        return make(out.program, **options)
    except CorruptArenaError as error:
        return str(error)


@pytest.mark.parametrize("seed", range(4))
def test_any_bytes_give_what_json_gives(seed: int) -> None:
    """Also in which reference is wrong, and in keys that come twice."""
    source = "class A<T> { @d b: 'x' | 1; c(@e f = `g${h}`): A[] {} } /i/g; label: for (;;) 1n + 2"
    rng = random.Random(seed)
    good = 0
    for _ in range(1000):
        memory = bytearray(1 << 14)
        bump = Bump.over(memory)
        out = parse(source, arena=bump, comments=True, tokens=True)
        used = bump.stats().used
        for _ in range(rng.randint(1, 8)):
            at = rng.randrange(len(source) + 64, used)
            memory[at] = rng.choice([rng.randrange(256), memory[rng.randrange(used)]])
        options = rng.choice(OPTIONS)
        expected = outcome(out, estree_json, **options)
        made = outcome(out, to_estree, **options)
        if isinstance(expected, bytes):
            good += 1
            expected = json.loads(expected)
            assert json.dumps(made) == json.dumps(expected)
        assert made == expected
        bump.close()
    assert 0 < good < 1000


def test_lists_that_hold_themselves_are_no_memory_bomb() -> None:
    """A list is made at its full length: all of them together are bounded too."""
    with Bump.over(memory := bytearray(1 << 20)) as bump:
        leaf = bump.alloc(ast.Identifier, "a")
        array = bump.alloc(ast.ArrayExpression, [leaf] * 20_000)
        outer = bump.alloc(ast.ArrayExpression, [array] * 20_000)
        for make in (estree_json, to_estree):
            with pytest.raises(CorruptArenaError, match="corrupt reference"):
                make(outer)
        inside = bytes(memory)
    assert len(inside) == 1 << 20


# ---- Memory ----------------------------------------------------------------------

FAILURES = """
import _testcapi, sys
from arenite.ecmascript import parse, estree_json, to_estree
source = "class A<T> { @d b: 'x' | 1; c(@e f = `é${h}`) { /i/g } } // c"
with parse(source, comments=True, tokens=True) as out:
    options = {"comments": True, "tokens": True, "range": True}
    failures = 0
    for allowed in range(5000):
        _testcapi.set_nomemory(allowed, allowed + 1)
        try:
            made = to_estree(out.program, **options)
        except MemoryError:
            made = None
        finally:
            _testcapi.remove_mem_hooks()
        failures += made is None
        if made is not None and allowed > failures + 50:
            break
    import json
    assert to_estree(out.program, **options) == json.loads(estree_json(out.program, **options))
    print(failures)
"""


def test_each_allocation_fails_once() -> None:
    """In a new process: what is made once and kept is made here too."""
    pytest.importorskip("_testcapi")
    done = subprocess.run(
        [sys.executable, "-c", FAILURES],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONDEVMODE": "0"},
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 100


@pytest.mark.skipif("ARENITE_SANITIZED" in os.environ, reason="counts blocks of pymalloc")
def test_nothing_is_left_behind() -> None:
    parsed = parse_file(CASES[0], comments=True, tokens=True)
    with parsed as good, parse("a", comments=True) as bad:
        bad.program.comment_spans = [7]

        def run(times: int) -> int:
            for _ in range(times):
                for options in OPTIONS:
                    to_estree(good.program, **options)
                with pytest.raises(CorruptArenaError):
                    to_estree(bad.program, comments=True)
            gc.collect()
            return sys.getallocatedblocks()

        run(10)
        counts = [run(10) for _ in range(8)]
    assert min(b - a for a, b in itertools.pairwise(counts)) < 10, counts
