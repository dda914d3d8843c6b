"""Arenas and blocks whose memory comes from the global allocator, installed and not."""

from __future__ import annotations

import subprocess
import sys
import textwrap

import pytest

PRELUDE = """
import gc, os, sys, threading
from arenite import *
from arenite import _core, ecmascript, global_allocator

class Node(Struct):
    value: u64
    name: str = "x"

def use(allocator):
    vec = Vec(u64, range(5000), allocator=allocator)
    table = SymbolTable(allocator=allocator)
    rows = TypedArena(Node, 10, allocator=allocator)
    for i in range(300):
        assert table.intern(str(i)) == i
        rows.alloc(i)
    assert sum(vec) == sum(range(5000)) and list(table)[299] == "299" and rows[299].value == 299
    memories = []
    for size in range(0, 20_000, 777):
        memory = allocator.grow(allocator.allocate(size, 64), 2 * size + 1)
        memory[-1] = size % 256
        memories.append(memory)
    for memory in memories:
        assert memory[-1] == (len(memory) - 1) // 2 % 256
        allocator.deallocate(allocator.shrink(memory, len(memory) // 3))
"""


def run(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", PRELUDE + textwrap.dedent(code)],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done.stdout


def test_before_it_is_installed_it_is_malloc() -> None:
    run("""
        assert not global_allocator.installed()
        use(global_allocator)
        memory = global_allocator.allocate(10)
        try:
            system_allocator.deallocate(memory)
        except LifetimeError as error:
            assert "another allocator" in str(error)
        global_allocator.deallocate(memory)
        assert type(global_allocator.arena()) is Bump
        assert not global_allocator.installed()
        """)


POLICIES = pytest.mark.parametrize("policy", ["recycle", "last", "leak"])


@POLICIES
def test_after_it_is_installed(policy: str) -> None:
    """Also of what was there before: each block goes back to where it is from."""
    run(f"""
        before = [global_allocator.allocate(100), Vec(u64, range(100), allocator=global_allocator)]
        global_allocator.install(1 << 26, policy={policy!r})
        used = global_allocator.stats().used
        small = [global_allocator.allocate(1000) for _ in range(1000)]
        assert global_allocator.stats().used - used >= 1_000_000
        use(global_allocator)
        for memory in [before[0], *small]:
            global_allocator.deallocate(memory)
        before[1].extend(range(1000))
        assert list(before[1])[-1] == 999
        if {policy!r} == "recycle":
            gc.collect()
            assert global_allocator.stats().used - used < 1_000_000
        """)


@POLICIES
def test_a_region_that_runs_out(policy: str) -> None:
    run(f"""
        global_allocator.install(1 << 20, policy={policy!r})
        kept = [global_allocator.allocate(900) for _ in range(3000)]
        use(global_allocator)
        assert global_allocator.stats().exhausted
        arenas = [global_allocator.arena() for _ in range(50)]
        for arena in arenas:
            use(arena)
        """)


@POLICIES
def test_arenas_of_it_in_threads_without_the_gil(policy: str) -> None:
    """The parser has the arena while it parses, and asks for chunks without the GIL."""
    run(f"""
        global_allocator.install(1 << 27, policy={policy!r})
        sys.setswitchinterval(1e-5)
        source = "".join(f"declare const a{{i}}: Map<string, number>;" for i in range(2000))
        failed = []
        def work():
            try:
                for _ in range(5):
                    with global_allocator.arena() as bump:
                        output = ecmascript.parse(source, filename="a.d.ts", arena=bump)
                        assert len(output.program.body) == 2000
                        use(bump)
                    use(global_allocator)
            except BaseException as error:
                failed.append(error)
        threads = [threading.Thread(target=work) for _ in range(4)]
        [thread.start() for thread in threads]
        [thread.join() for thread in threads]
        print(failed)
        """)


@POLICIES
def test_a_block_that_moves_with_free_memory_of_an_arena_behind_it(policy: str) -> None:
    """Blocks that bear no size are copied with what lies behind them. AddressSanitizer knows
    that nobody may read there.
    """
    run(f"""
        global_allocator.install(1 << 26, policy={policy!r})
        tables, arenas = [], [global_allocator.arena() for _ in range(100)]
        some, more, words = bytes(16), bytes(300), [str(i) for i in range(1000)]
        for arena in arenas:
            tables.append(SymbolTable())
            tables[-1].intern("a")
            arena.alloc_bytes(some)
            with arena.scope():
                arena.alloc_bytes(more)
        for table in tables:
            for word in words:
                table.intern(word)
            assert list(table)[1:] == words
        """)


@pytest.mark.skipif(not hasattr(__import__("os"), "fork"), reason="no fork")
@POLICIES
def test_after_a_fork(policy: str) -> None:
    out = run(f"""
        global_allocator.install(1 << 26, policy={policy!r})
        vec, memory = Vec(u64, [1, 2, 3], allocator=global_allocator), global_allocator.allocate(9)
        child = os.fork()
        vec.extend(range(1000))
        global_allocator.deallocate(memory)
        use(global_allocator)
        if child == 0:
            os._exit(0)
        print(os.waitpid(child, 0)[1])
        """)
    assert out == "0\n"


def test_at_the_end_of_the_interpreter() -> None:
    run("""
        global_allocator.install(1 << 26)
        kept = [Vec(u64, range(100), allocator=global_allocator), global_allocator.allocate(100),
                global_allocator.arena().alloc(Node, 1)]
        kept.append(kept)
        cycle = type("C", (), {})()
        cycle.it = cycle, memoryview(kept[0])[1:], global_allocator.allocate(1 << 20)
        """)
