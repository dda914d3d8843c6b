"""Memory that runs out anywhere in what Python asks of the parser: MemoryError, and nothing lost.

Each chunk of the arena fails once, and each of the first hundreds of requests that are made of
Python's allocators. What the parser asks of malloc fails in `tests/c/test_parser_memory.c`.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from typing import Any

import pytest

from arenite import Bump, _core, find_all, structurally_equal, walk
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

SOURCES = {
    "js": """\
        label: for (const [a, { b = 1, ...c }] of d) { if (a) continue label; else break label }
        class E extends F { #g = 1; get #h() { return this.#g } static { let i; var j } }
        export { k as l, m }; let k, m; export default async function* n(o, ...p) { yield* o }
        import q, { r as s } from 't' with { u: 'v' }; // comment
        x = [/(?<y>\\d{4})|(?<y>z)\\k<y>/dv, `a${b}c`, 0xffn, '\\u{61}', async e => await e];
        """,
    "ts": """\
        namespace A.B { export enum C { D = 1, E } } declare module 'f' { const g: unique symbol }
        abstract class H<I extends J = K> extends Q { constructor(readonly l?: M) { super() } }
        type N<O> = { readonly [P in keyof O as `q${P}`]?: O[P] } | (new () => R) | [s: T, ...U[]];
        function v(this: W, x?: Y): asserts x is Z; // comment
        let a = <T,>(b: T): b is U => b as any satisfies V; @d() class E { @f accessor g = 1 }
        """,
    "jsx": "x = <a.b {...c} d='&amp;e' f={g => <h/>}>i &#106; {/* k */}<></></a.b>; // comment\n"
    * 20,
    "error": "let a; function f() { try { } catch (b) { let c } } class C { m() { this.#d } }",
}


class Names(Visitor):
    def __init__(self) -> None:
        self.found: list[str] = []

    def enter_Identifier(self, node: ast.Identifier) -> None:
        self.found.append(node.name)
        assert self.parent() is not None

    def visit_CallExpression(self, node: ast.CallExpression) -> None:
        self.generic_visit(node)


class Longer(Transformer):
    def leave_Identifier(self, node: ast.Identifier) -> ast.Identifier:
        return self.new(ast.Identifier, node.name + "_" * 30, start=node.start, end=node.end)


def use(out: ParsedOutput) -> None:
    for comment in out.comments:
        assert comment.text
    assert len(out.tokens) > 10
    assert sum(1 for _ in walk(out.program)) == find_all(out.program, ast.Node).count()
    names = Names()
    names.visit(out.program)
    assert estree_json(out.program, comments=True, tokens=True)
    assert to_estree(out.program.body[0])
    assert out.program.body[0].loc.start.line == 1
    assert out.program.body[0].text
    changed = Longer().transform(out.program)
    with Bump() as other:
        assert structurally_equal(changed, other.copy(changed))


def parse_all(name: str, bump: Bump) -> ParsedOutput:
    language: Any = "js" if name == "error" else name
    return parse(SOURCES[name], language=language, comments=True, tokens=True, arena=bump)


def work(language: str, bump: Bump) -> bool:
    """All that can be done with a source; whether there was an early error."""
    try:
        out = parse_all(language, bump)
    except ParseError as error:
        assert (language, error.code) == ("error", "unknown-private-name")
        return True
    use(out)
    return False


@pytest.mark.parametrize("language", SOURCES)
def test_every_chunk_fails_once(language: str) -> None:
    work(language, Bump())
    gc.collect()
    before = _core._allow_chunks(None)
    for failures in range(200):
        bump = Bump()
        _core._allow_chunks(failures)
        try:
            work(language, bump)
        except MemoryError as error:
            assert "no memory for a chunk" in str(error)
            done = False
        else:
            done = True
        finally:
            _core._allow_chunks(None)
            bump._check()
        bump.reset()
        work(language, bump)
        bump._check()
        bump.close()
        assert _core._allow_chunks(None) == before
        if done:
            break
    assert failures >= 2


@pytest.mark.parametrize("language", SOURCES)
def test_every_limit_of_the_arena(language: str) -> None:
    """A parse that is over the limit leaves the arena as it was."""
    with Bump() as bump:
        work(language, bump)
        needed = bump.stats().peak
    done = 0
    for limit in range(0, needed + 64, max(needed // 250, 8)):
        with Bump(limit=limit) as bump:
            try:
                work(language, bump)
                done += 1
            except MemoryError:
                assert bump.stats().used <= limit
            bump._check()
    assert done >= 1


STEPS: dict[str, Callable[[ParsedOutput], object]] = {
    "walk": lambda out: list(walk(out.program)),
    "find_all": lambda out: list(find_all(out.program, ast.Identifier)),
    "visit": lambda out: Names().visit(out.program),
    "transform": lambda out: Longer().transform(out.program),
    "json": lambda out: estree_json(out.program, comments=True, tokens=True, range=True),
    "dicts": lambda out: to_estree(out.program, comments=True, tokens=True, range=True),
    "lists": lambda out: ([c.text for c in out.comments], [t.text for t in out.tokens]),
    "places": lambda out: [(n.loc, n.text) for n in walk(out.program)],
}


# A generator that is dropped when there is no memory to close it: CPython's own.
no_memory_to_close = pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning",
)


@pytest.mark.slow
@no_memory_to_close
@pytest.mark.parametrize("step", STEPS)
def test_every_allocation_of_python_fails_once(step: str) -> None:
    testing = pytest.importorskip("_testcapi")
    if sys.version_info >= (3, 13) and step not in ("walk", "find_all", "json", "dicts"):
        pytest.skip("CPython 3.13 crashes where it has no memory for a function or generator")
    action = STEPS[step]
    with parse(SOURCES["js"], language="js", comments=True, tokens=True) as out:
        action(out)
        failures = 0
        for allowed in range(400):
            testing.set_nomemory(allowed, allowed + 1)
            try:
                action(out)
            except MemoryError:
                failures += 1
            finally:
                testing.remove_mem_hooks()
            out.arena._check()
        action(out)
        assert failures > 3


@pytest.mark.slow
@pytest.mark.usefixtures("_no_collector")
@pytest.mark.parametrize("language", ["js", "ts", "jsx"])
def test_every_allocation_of_a_parse_fails_once(language: str) -> None:
    testing = pytest.importorskip("_testcapi")
    bump = Bump()
    work(language, bump)
    used = bump.stats().used
    failures = 0
    for allowed in range(120):
        testing.set_nomemory(allowed, allowed + 1)
        try:
            parse_all(language, bump)
        except MemoryError:
            failures += 1
        finally:
            testing.remove_mem_hooks()
        bump._check()
    assert failures > 3
    assert bump.stats().used >= used
    bump.close()
