"""The global allocator: install, what it refuses, and what stats() says.

An allocator is a whole process's, so each test runs a program in a process of its own.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

Run = Callable[..., str]

POLICIES = ["leak", "last", "recycle"]

TRY = """
from arenite import global_allocator
def attempt(*arguments, **named):
    try:
        global_allocator.install(*arguments, **named)
    except BaseException as error:
        print(type(error).__name__, error, flush=True)
    else:
        print("installed", flush=True)
"""


def errors(globally: Run, *calls: str) -> list[str]:
    """What each call of install() says; none may install anything."""
    program = TRY + "".join(f"attempt({call})\n" for call in calls)
    lines = globally(program + "print(global_allocator.installed())", install=None).splitlines()
    assert len(lines) == len(calls) + 1
    assert lines.pop() == "False"
    return lines


def test_errors_of_size(globally: Run) -> None:
    calls = ["0", "-1", "65535", "True", "-(2**70)", "1.5", "'1G'", "None"]
    *small, real, text, none = errors(globally, *calls)
    for call, message in zip(calls, small, strict=False):
        value = eval(call)
        assert message == f"ValueError size is {value}: the least is 65536 bytes"
    assert real == "TypeError size must be an int, a number of bytes, not float"
    assert text == "TypeError size must be an int, a number of bytes, not str"
    assert none == "TypeError size must be an int, a number of bytes, not NoneType"


def test_a_size_that_raises(globally: Run) -> None:
    program = TRY + "class Size:\n    def __index__(self): raise KeyError('mine')\nattempt(Size())"
    assert globally(program, install=None) == "KeyError 'mine'\n"


def test_a_size_that_installs(globally: Run) -> None:
    program = """
        class Size:
            def __index__(self):
                attempt(1 << 20)
                return 1 << 30
        attempt(Size())
        print(global_allocator.stats().size < 1 << 20)
        """
    said = globally(program, first=TRY, install=None).splitlines()
    assert said == [
        "installed",
        "RuntimeError the global allocator is installed already, and stays so",
        "True",
    ]


@pytest.mark.parametrize("size", ["1 << 50", "1 << 62", "1 << 63", "10**100"])
@pytest.mark.parametrize("policy", POLICIES)
def test_a_size_that_the_system_refuses(globally: Run, size: str, policy: str) -> None:
    (message,) = errors(globally, f"{size}, policy={policy!r}")
    assert message.startswith("MemoryError the system refuses to reserve ")
    assert str(min(eval(size), sys.maxsize)) in message
    assert "smaller size" in message
    assert "ulimit -v" in message


def test_errors_of_policy(globally: Run) -> None:
    policies = ["'Leak'", "''", "'recycle\\0'", "'\\ud800'", "None", "0", "b'leak'"]
    for policy, message in zip(
        policies, errors(globally, *(f"policy={p}" for p in policies)), strict=True
    ):
        kind = "ValueError" if policy.startswith("'") else "TypeError"
        assert (
            message
            == f"{kind} policy must be one of 'leak', 'last' and 'recycle', not {policy}".replace(
                "\\0", "\\x00"
            )
        )


def test_errors_of_domains(globally: Run) -> None:
    empty, text, number, none, wrong, nul, mixed = errors(
        globally,
        "domains=()",
        "domains='mem'",
        "domains=5",
        "domains=None",
        "domains=['mem', 'object']",
        "domains=['mem\\0']",
        "domains=['mem', 3]",
    )
    assert empty == "ValueError domains is empty: name 'mem', 'obj' or both"
    assert text == "TypeError domains must be a sequence of names, as ('mem',), not a str"
    assert number == "TypeError 'int' object is not iterable"
    assert none == "TypeError 'NoneType' object is not iterable"
    assert wrong == "ValueError a domain must be one of 'raw', 'mem' and 'obj', not 'object'"
    assert nul == "ValueError a domain must be one of 'raw', 'mem' and 'obj', not 'mem\\x00'"
    assert mixed == "TypeError a domain must be one of 'raw', 'mem' and 'obj', not 3"


def test_domains_may_be_any_iterable_and_come_twice(globally: Run) -> None:
    said = globally(
        "print(global_allocator.stats().domains)", install="domains=['obj','raw','obj']"
    )
    assert said == "('raw', 'obj')\n"


def test_once_installed_it_stays(globally: Run) -> None:
    program = TRY + "for _ in range(3): attempt()\nprint(global_allocator.installed())"
    again = "RuntimeError the global allocator is installed already, and stays so\n"
    assert globally(program, install=None) == f"installed\n{again}{again}True\n"


def test_after_a_size_that_was_refused_a_smaller_one(globally: Run) -> None:
    # The handlers of fork() were registered twice, and stood still.
    program = """
        for size in 1 << 60, 1 << 50, 1 << 20: attempt(size)
        import os
        child = os.fork()
        if not child:
            os._exit(len([object() for _ in range(100000)]) % 7)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
        """
    *refused, installed, status = globally(program, first=TRY, install=None).splitlines()
    assert all("refuses" in line for line in refused)
    assert (installed, status) == ("installed", str(100000 % 7))


@pytest.mark.parametrize(
    ("options", "environment"),
    [
        ((), {"PYTHONMALLOC": "debug"}),
        ((), {"PYTHONMALLOC": "pymalloc_debug"}),
        ((), {"PYTHONMALLOC": "malloc_debug"}),
        ((), {"PYTHONDEVMODE": "1", "PYTHONMALLOC": ""}),
        (("-X", "dev"), {"PYTHONMALLOC": ""}),
    ],
)
def test_debug_hooks_refuse(
    globally: Run, options: tuple[str, ...], environment: dict[str, str]
) -> None:
    for domains in ["('raw',)", "('mem', 'obj')"]:
        program = TRY + f"attempt(domains={domains})\nprint(global_allocator.installed())"
        message, installed = globally(
            program, install=None, options=options, **environment
        ).splitlines()
        assert message.startswith("RuntimeError CPython's debug hooks check each block")
        assert "PYTHONMALLOC=debug, -X dev" in message
        assert installed == "False"


@pytest.mark.parametrize("malloc", ["malloc", "pymalloc"])
def test_over_another_allocator(globally: Run, malloc: str) -> None:
    program = "x = [str(i) * 100 for i in range(10000)]; del x; print(len(str(10**4000)))"
    assert globally(program, PYTHONMALLOC=malloc) == "4001\n"


@pytest.mark.parametrize("start", ["-X", "environment", "start"])
def test_tracing_refuses(globally: Run, start: str) -> None:
    program = TRY + "import tracemalloc\n"
    program += "tracemalloc.start()\n" if start == "start" else ""
    program += "attempt()\ntracemalloc.stop()\nattempt()\n"
    first, second = globally(
        program,
        install=None,
        options=("-X", "tracemalloc") if start == "-X" else (),
        **({"PYTHONTRACEMALLOC": "5"} if start == "environment" else {}),
    ).splitlines()
    assert first.startswith("RuntimeError tracemalloc is tracing")
    assert "install first, then start tracemalloc" in first
    assert second == "installed"


SUBINTERPRETER = """
try:
    import _interpreters as interpreters
except ImportError:
    import _xxsubinterpreters as interpreters
def run(code):
    try:
        which = interpreters.create("legacy")  # 3.13
    except TypeError:
        which = interpreters.create(isolated=False)
    failed = interpreters.run_string(which, code)
    assert not failed, failed
    interpreters.destroy(which)
"""


def test_a_subinterpreter_refuses_and_sees(globally: Run) -> None:
    code = TRY.replace('"""', "'''") + "attempt()\nprint(global_allocator.installed())"
    program = f"{SUBINTERPRETER}\nrun({code!r})\n{TRY}\nattempt()\nrun({code!r})\n"
    said = globally(program, install=None).splitlines()
    assert said[0].startswith("RuntimeError the global allocator is the whole process's")
    assert said[1:] == [
        "False",
        "installed",
        "RuntimeError the global allocator is installed already, and stays so",
        "True",
    ]


# ---- What it says ------------------------------------------------------------


def test_stats_before_install(globally: Run) -> None:
    program = """
        print(global_allocator.installed())
        try: global_allocator.stats()
        except RuntimeError as error: print(error)
        """
    said = globally(program, install=None)
    assert said == "False\nthe global allocator is not installed\n"


@pytest.mark.parametrize("policy", POLICIES)
def test_stats(globally: Run, policy: str) -> None:
    program = """
        before = global_allocator.stats()
        objects = [object() for _ in range(100_000)]
        during = global_allocator.stats()
        del objects
        after = global_allocator.stats()
        for s in before, during, after:
            print(dict(zip(s.__match_args__, s)))
        """
    said = globally(program, install=f"1 << 26, policy={policy!r}").splitlines()
    before, during, after = map(eval, said)
    for s in (before, during, after):
        assert s["policy"] == policy
        assert s["domains"] == ("mem", "obj")
        assert (1 << 26) * 0.99 < s["size"] <= 1 << 26
        assert s["used"] <= s["peak"] <= s["size"]
        assert (s["fallbacks"], s["exhausted"]) == (0, False)
    assert (before["threads"], during["threads"], after["threads"]) in {(0, 1, 1), (1, 1, 1)}
    assert 1_600_000 <= during["used"] - before["used"] <= 20_000_000
    assert before["peak"] <= during["peak"] <= after["peak"]
    if policy == "recycle":
        assert 100_000 <= during["live"] - before["live"] <= 101_000
        assert after["live"] - before["live"] <= 1000
        assert after["used"] - before["used"] <= 800_000
    else:
        assert before["live"] is during["live"] is after["live"] is None
        assert after["used"] > during["used"] - 4_000_000
    assert repr(during).startswith("{")


def test_stats_is_a_struct_sequence(globally: Run) -> None:
    program = """
        s = global_allocator.stats()
        print(type(s) is global_allocator.GlobalStats, len(s), s[0] == s.policy, repr(s)[:36])
        """
    assert globally(program) == "True 9 True arenite.global_allocator.GlobalStats\n"


def test_threads_are_counted_at_a_time(globally: Run) -> None:
    program = """
        import threading
        def run(n):
            gate = threading.Barrier(n)
            def work():
                objects = [object() for _ in range(1000)]
                gate.wait()
            threads = [threading.Thread(target=work) for _ in range(n)]
            for t in threads: t.start()
            for t in threads: t.join()
        run(10)
        for _ in range(100): run(3)
        print(global_allocator.stats().threads)
        """
    # A thread that was joined may still be on its way out when the next ones begin.
    assert 11 <= int(globally(program)) < 60


# ---- Others that look at CPython's memory --------------------------------------


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("domains", ["('mem', 'obj')", "('raw', 'mem', 'obj')"])
def test_tracemalloc_after_install(globally: Run, policy: str, domains: str) -> None:
    program = """
        import tracemalloc
        kept = [[i] for i in range(1000)]
        for _ in range(3):
            tracemalloc.start(5)
            new = [bytes(i) for i in range(3000)]
            kept.append(bytearray(new[7]) * 1000)
            current, peak = tracemalloc.get_traced_memory()
            assert current > 3000 * 1500, current
            snapshot = tracemalloc.take_snapshot()
            assert snapshot.statistics("lineno")
            tracemalloc.stop()
            assert global_allocator.installed()
            new.extend(kept)
            before = global_allocator.stats().used
            kept.append([object() for _ in range(50_000)])
            assert global_allocator.stats().used > before
        print("end")
        """
    assert globally(program, install=f"policy={policy!r}, domains={domains}") == "end\n"


@pytest.mark.parametrize("policy", POLICIES)
def test_allocations_that_fail(globally: Run, policy: str) -> None:
    pytest.importorskip("_testcapi")
    program = """
        import _testcapi
        def work(): return [str(i) + "x" * i for i in range(50)]
        failed = 0
        for start in range(1, 300):
            try:
                _testcapi.set_nomemory(start, start + 1)
                work()
            except MemoryError:
                failed += 1
            finally:
                _testcapi.remove_mem_hooks()
        assert len(work()) == 50
        print(failed > 50)
        """
    assert globally(program, install=f"policy={policy!r}") == "True\n"


def test_what_reports_on_pymalloc(globally: Run) -> None:
    program = """
        import gc, sys
        assert sys.getallocatedblocks() >= 0
        sys._debugmallocstats()
        gc.collect()
        print(sys.getsizeof([1, 2, 3]) > 0)
        """
    assert globally(program, errors=None) == "True\n"


def test_with_importtime(globally: Run) -> None:
    program = "import json, decimal, sqlite3.dbapi2; print(json.loads('[1]'))"
    assert globally(program, options=("-X", "importtime"), errors=None) == "[1]\n"


def test_with_faulthandler(globally: Run) -> None:
    program = "import faulthandler, sys; faulthandler.dump_traceback(sys.stdout); print('end')"
    assert globally(program, options=("-X", "faulthandler")).endswith("end\n")
