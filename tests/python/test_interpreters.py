"""Processes and interpreters: shutdown with handles alive, imports in several."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap

import pytest

PRELUDE = """
import gc, sys, weakref
from arenite import *

class Node(Struct):
    value: u64
    name: str = "x"
    next: "Node | None" = None

class Expr(Struct, tag=True):
    pass

class Num(Expr):
    value: u8
"""


def run(code: str, first: str = "") -> str:
    """What the program prints; it must end well and say nothing else."""
    program = first + PRELUDE + textwrap.dedent(code)
    done = subprocess.run(
        [sys.executable, "-X", "dev", "-W", "ignore", "-c", program],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done.stdout


def test_the_end_with_everything_alive() -> None:
    out = run("""
        bump = Bump()
        node = bump.alloc(Node, 1)
        node.next = node
        text, items, view = bump.alloc_str("x"), bump.alloc_slice(u8, [1]), bump.alloc_layout(8)
        mark, scope, walker = bump.mark(), bump.scope(), walk(node)
        scope.__enter__()
        bump.__enter__()
        next(walker)
        iterator = iter(items)
        print(node.value)
        """)
    assert out == "1\n"


@pytest.mark.parametrize("collect", ["", "gc.disable()", "gc.set_threshold(1)"])
def test_the_end_with_cycles_through_the_arena(collect: str) -> None:
    """The last collection frees types, module and arenas in any order."""
    out = run(f"""
        {collect}
        class Tree(Bump):
            pass

        class Cycle:
            pass

        for i in range(20):
            tree = Tree()
            tree.itself = tree
            tree.cls = Node
            cycle = Cycle()
            cycle.itself = cycle
            cycle.node = tree.alloc(Node, i)
            cycle.num = tree.alloc(Num, 1)
            cycle.items = tree.alloc_slice(u8, range(i))
            cycle.text = tree.alloc_str("text")
            cycle.scope = tree.scope()
            cycle.scope.__enter__()
            cycle.walker = walk(cycle.node)
            cycle.bump = Bump.over(bytearray(100))
        print("end")
        """)
    assert out == "end\n"


def test_the_end_with_a_finalizer_that_reads() -> None:
    out = run("""
        class Last:
            def __init__(self, node):
                self.node = node
                self.itself = self

            def __del__(self):
                print(self.node.value, self.node.next)

        last = Last(Bump().alloc(Node, 7))
        del last
        """)
    assert out == "7 None\n"


@pytest.mark.parametrize("first", ["", "import gc\ngc.disable()\n"])
def test_the_end_with_a_module_that_is_gone(first: str) -> None:
    """Arena, classes and module are one garbage, whose parts go in any order."""
    code = """
        class Tree(Bump):
            pass

        tree = Tree()
        tree.itself = tree
        tree.alloc(Node, 1)
        for name in [n for n in sys.modules if n.startswith("arenite")]:
            del sys.modules[name]
        for name in [n for n in globals() if not n.startswith("__")]:
            if name not in ("gc", "name"):
                del globals()[name]
        """
    run(code, first)


def test_an_import_that_is_repeated() -> None:
    out = run("""
        old = Bump().alloc(Node, 1)
        for name in [n for n in sys.modules if n.startswith("arenite")]:
            del sys.modules[name]
        import arenite as again
        assert again.Bump is not Bump
        for call in (
            lambda: again.to_heap(old),
            lambda: again.Bump().alloc(Node, 1),
            lambda: again.walk(old),
            lambda: again.fields(Node),
        ):
            try:
                call()
            except TypeError:
                print("refused")
        class Mine(again.Struct):
            value: again.u8
        assert again.Bump().alloc(Mine, 1).value == 1
        assert old.value == 1
        """)
    assert out == "refused\n" * 4


def test_a_thread_that_is_still_running() -> None:
    run("""
        import threading, time

        def work():
            while True:
                with Bump() as bump:
                    for i in range(100):
                        Node(i)

        threading.Thread(target=work, daemon=True).start()
        time.sleep(0.05)
        """)


INTERPRETERS = """
newer = sys.version_info >= (3, 13)
if newer:
    import _interpreters as interpreters
else:
    import _xxsubinterpreters as interpreters

code = '''
import arenite, gc
class Local(arenite.Struct):
    value: arenite.u8
    name: str = "x"
bump = arenite.Bump()
kept = [bump.alloc(Local, i) for i in range(200)]
bump.__enter__()
assert sum(k.value for k in kept) == 19900
print("inside", flush=True)
'''
node = Bump().alloc(Node, 5)
for _ in range(3):
    one = interpreters.create(CONFIG) if newer else interpreters.create(isolated=CONFIG)
    result = interpreters.run_string(one, code)
    if result is not None:
        raise RuntimeError(result.formatted)
    interpreters.destroy(one)
assert node.value == 5
print("outside")
"""


@pytest.mark.parametrize("kind", ["legacy", "isolated"])
def test_interpreters_beside_each_other(kind: str) -> None:
    if sys.version_info < (3, 12) and kind == "isolated":
        pytest.skip("an interpreter has a GIL of its own from 3.12 on")
    if "ARENITE_SANITIZED" in os.environ and kind == "isolated":
        pytest.skip("PYTHONMALLOC=malloc is not for interpreters with a GIL of their own")
    if sys.version_info >= (3, 13):
        config = repr(kind)
    else:
        config = repr(kind == "isolated")
    try:
        out = run(f"CONFIG = {config}\n" + INTERPRETERS)
    except AssertionError as error:
        if "subprocess not supported" in str(error):
            pytest.skip("an editable installation builds in a process, which is not to be had")
        raise
    assert out == "inside\n" * 3 + "outside\n"
