"""ASTs in a buffer that others write to: whatever they leave there, an exception or a value.

`tests/c/fuzz_corrupt.c` does the same to the traversal and the ESTree writer, and faster.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import pytest

from arenite import (
    ArenaLimitError,
    Bump,
    CorruptArenaError,
    asdict,
    find_all,
    structurally_equal,
    to_heap,
    walk,
)
from arenite._cli.tree import tree_lines
from arenite.ecmascript import (
    SKIP,
    ParsedOutput,
    Transformer,
    Visitor,
    ast,
    estree_json,
    parse,
    to_estree,
)

SOURCE = """\
// a comment
import a, { b as c } from 'd' with { e: 'f' };
const { g = 1, ...h } = `i${j}k`, [l, , m] = /n/gu;
class O<P> extends Q { #r = 1n; @s static async *t(this: U, v?: W) { return this.#r } }
label: for (const x of [1, 2.5, "three", null, true]) { if (x) continue label; else break; }
type Y = { readonly [K in keyof Z]?: Z[K] } | (new () => string) | `a${number}`; /* end */
"""
SPACE = 1 << 15
ROUNDS = 400


class Seen(Visitor):
    """Looks at all that there is of each node, and leaves some out."""

    def __init__(self) -> None:
        self.nodes = 0

    def enter_Node(self, node: ast.Node) -> Any:
        self.nodes += 1
        attempt(lambda: (node.text, node.loc, repr(node), asdict(node), node.end))
        attempt(lambda: [type(above) for above in islice(self.ancestors(), 5)])
        return SKIP if node.start % 7 == 3 else None

    def visit_CallExpression(self, node: ast.CallExpression) -> None:
        self.generic_visit(node)


class Change(Transformer):
    def leave_Identifier(self, node: ast.Identifier) -> Any:
        return self.new(ast.Identifier, node.name + "_", start=node.start, end=node.end)

    def leave_NumericLiteral(self, node: ast.NumericLiteral) -> Any:
        return self.new(ast.NumericLiteral, node.value + 1)


def attempt(action: Callable[[], Any]) -> Any:
    """What an action gives, unless the bytes are refused, or the buffer is full."""
    try:
        return action()
    except (ValueError, ArenaLimitError, MemoryError) as error:
        assert str(error)
        return error


def exhaust(nodes: Iterator[Any]) -> int:
    """No node comes twice, and each takes 16 bytes at least."""
    count = sum(1 for _ in nodes)
    assert count <= SPACE // 16
    return count


def positions(out: ParsedOutput) -> None:
    for node in islice(walk(out.program), 40):
        attempt(lambda: out.text(node))  # noqa: B023
        attempt(lambda: out.loc(node, unit="utf-16"))  # noqa: B023


def lists(out: ParsedOutput) -> None:
    for entries in (out.comments, out.tokens):
        assert len(entries) <= SPACE // 8
        for entry in islice(entries, 200):
            attempt(lambda: (entry.text, repr(entry)))  # noqa: B023
        for statement in islice(out.program.body, 3):
            attempt(lambda: entries.of(statement))  # noqa: B023
            attempt(lambda: entries.before(statement))  # noqa: B023
            attempt(lambda: entries.after(statement))  # noqa: B023
        attempt(lambda: [c.value for c in out.comments])


def transform(out: ParsedOutput) -> None:
    with Bump() as other:
        Change().transform(out.program, into=other)


def copy(out: ParsedOutput) -> None:
    with Bump() as other:
        structurally_equal(out.program, other.copy(out.program))


def write(out: ParsedOutput) -> None:
    text = estree_json(out.program, comments=True, tokens=True, range=True)
    assert len(text) < 1 << 25
    json.loads(text)


ACTIONS: list[Callable[[ParsedOutput], Any]] = [
    lambda out: exhaust(walk(out.program)),
    lambda out: exhaust(find_all(out.program, ast.Identifier, ast.Statement)),
    lambda out: find_all(out.program, ast.Expression).count(),
    lambda out: Seen().visit(out.program),
    lambda out: estree_json(out.program, source=out.source, typescript=False),
    lambda out: to_estree(out.program),
    lambda out: repr(out.program),
    lambda out: sum(1 for _ in islice(tree_lines(out.program), 2000)),
    lambda out: to_heap(out.program),
    lambda out: out.location(10),
    write, positions, lists, transform, copy,
]  # fmt: skip


def use(out: ParsedOutput) -> int:
    """Does all that can be done; how much of it was refused."""
    return sum(isinstance(attempt(lambda: action(out)), Exception) for action in ACTIONS)  # noqa: B023


@pytest.fixture
def buffer() -> bytearray:
    return bytearray(SPACE)


def parse_into(buffer: bytearray) -> tuple[ParsedOutput, int]:
    bump = Bump.over(buffer)
    out = parse(SOURCE, language="ts", comments=True, tokens=True, arena=bump)
    return out, bump.stats().used


def test_nothing_is_refused_of_what_is_good(buffer: bytearray) -> None:
    out, _ = parse_into(buffer)
    assert use(out) == 0


def put(buffer: bytearray, at: int, word: int) -> None:
    buffer[at : at + 4] = word.to_bytes(4, "little")


def damage(buffer: bytearray, used: int, chance: random.Random) -> None:
    """Bytes anywhere behind the source; references, lengths, tags as they are elsewhere."""
    begin = len(SOURCE) if chance.random() < 0.9 else 0
    for _ in range(chance.choice((1, 1, 2, 8))):
        at = chance.randrange(begin, used - 4)
        word = at & ~3
        match chance.randrange(6):
            case 0:
                buffer[at] = chance.randrange(256)
            case 1:
                buffer[at] ^= 1 << chance.randrange(8)
            case 2:
                buffer[word : word + 4] = chance.choice((0, 1, 2**31 - 1, 2**32 - 1)).to_bytes(
                    4, "little"
                )
            case 3:
                buffer[word : word + 4] = chance.randrange(64, used // 8 + 64).to_bytes(4, "little")
            case _:
                other = chance.randrange(begin, used - 4) & ~3
                buffer[word : word + 4] = buffer[other : other + 4]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_bytes_that_others_change(buffer: bytearray, seed: int) -> None:
    out, used = parse_into(buffer)
    good = bytes(buffer)
    chance = random.Random(seed)
    refused = 0
    for _ in range(ROUNDS):
        damage(buffer, used, chance)
        refused += use(out)
        buffer[:] = good
    assert refused > ROUNDS
    assert use(out) == 0
    out.arena._check()


def test_a_cycle_is_an_error(buffer: bytearray) -> None:
    """Each node's fields that hold references, turned to the program, its body, or itself."""
    out, used = parse_into(buffer)
    program = used  # the youngest node; where it is exactly does not matter
    good = bytes(buffer)
    refused = 0
    for at in range(len(SOURCE) & ~7, used - 8, 8):
        for ref in (64 + at // 8 - 2, 64 + program // 8 - 6):
            put(buffer, at, ref)
            for action in (ACTIONS[0], ACTIONS[4], lambda out: Visitor().visit(out.program)):
                refused += isinstance(attempt(lambda: action(out)), CorruptArenaError)  # noqa: B023
            buffer[:] = good
    assert refused > 100


def test_lists_of_comments_and_tokens(buffer: bytearray) -> None:
    out, _ = parse_into(buffer)
    spans = out.program.token_spans
    for kind in (0, 14, 15):
        for comments in (False, True):
            entries = out.comments if comments else out.tokens
            target = out.program.comment_spans if comments else spans
            first = target[0]
            target[0] = (first & ~(15 << 60)) | kind << 60
            with pytest.raises(CorruptArenaError, match=r"kind|type"):
                entries[0]
            with pytest.raises(CorruptArenaError):
                estree_json(out.program, comments=True, tokens=True)
            target[0] = first
    assert use(out) == 0
