"""Whole programs under the global allocator: to the end, in threads, interpreters and processes,
without room, without memory, and killed.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., str]

POLICIES = ["leak", "last", "recycle"]
DOMAINS = [
    "('mem', 'obj')",
    "('raw', 'mem', 'obj')",
    pytest.param("('obj',)", marks=pytest.mark.slow),
    pytest.param("('mem',)", marks=pytest.mark.slow),
    pytest.param("('raw',)", marks=pytest.mark.slow),
]

each_policy = pytest.mark.parametrize("policy", POLICIES)
each_domains = pytest.mark.parametrize("domains", DOMAINS)

# A little of everything, as a function; what it gives is the same each time.
MIXED = """
import collections, decimal, functools, gc, io, itertools, json, re, struct, weakref
class Node:
    def __init__(self, value): self.value, self.next, self.made = value, None, []
class Slotted:
    __slots__ = "a", "b", "__weakref__"
def generate(n):
    for i in range(n):
        try: yield i
        finally: pass
def raising(depth):
    if depth == 0: raise ValueError("x" * 100)
    try: raising(depth - 1)
    except ValueError as error:
        raise KeyError(depth) from error
def mixed(scale=1):
    total, died = 0, []
    for i in range(200 * scale):  # cycles that the collector takes
        a, b = Node(i), Node(i)
        a.next, b.next = b, a
        a.made.append(weakref.ref(b, lambda _: died.append(1)))
    gc.collect()
    s = Slotted(); s.a = weakref.WeakSet([s]); s.b = s
    total += sum(generate(1000 * scale)) + len(str(3 ** (1000 * scale)))
    total += sum(7 ** i % 1000003 for i in range(0, 2000, 17))
    for depth in range(30):
        try: raising(depth)
        except (KeyError, ValueError) as error: total += len(repr(error))
    text = json.dumps([{"k%d" % i: [i, str(i), None, i / 3]} for i in range(500 * scale)])
    total += len(json.loads(text)) + len(re.findall(r"k(\\d+)", text))
    parts = text.split(","); total += len("".join(parts)) + len(set(parts))
    d = {i: str(i) for i in range(3000 * scale)}
    for i in range(0, 3000 * scale, 2): del d[i]
    d.update((str(i), i) for i in range(500)); total += len(d)
    q = collections.deque(range(1000), 100); q.rotate(3); total += q[0]
    array = bytearray()
    for i in range(2000): array += b"x" * (i % 50)
    del array[100:-100]; total += len(array)
    out = io.StringIO()
    for i in range(1000): out.write(str(i))
    total += len(out.getvalue()) + sum(struct.unpack("100i", struct.pack("100i", *range(100))))
    lists = sorted((list(range(i)) for i in range(300)), key=len, reverse=True)
    for i, each in enumerate(lists): each.extend(range(i)); del each[::2]
    total += sum(map(len, lists)) + int(decimal.Decimal(2) ** 50 % 1000)
    exec(compile("\\n".join("def f%d(a, *b, c=1): return [a + x for x in b]" % i
                           for i in range(50)), "<f>", "exec"), space := {})
    total += sum(len(space["f%d" % i](1, 2, 3)) for i in range(50))
    kind = type("Made", (Node,), {"x%d" % i: i for i in range(100)})
    total += kind(1).x7 + len(functools.reduce(lambda a, b: a + b, [(i,) for i in range(300)]))
    return total + len(b"".join(bytes([i % 256]) * i for i in range(700)))
"""


@pytest.fixture(scope="module")
def expected() -> str:
    done = subprocess.run(
        [sys.executable, "-c", MIXED + "print(mixed())"], capture_output=True, text=True, check=True
    )
    return done.stdout


@each_policy
@each_domains
def test_to_the_end(globally: Run, policy: str, domains: str, expected: str) -> None:
    # With all of it alive at shutdown: in globals, in a cycle, in a thread's locals, at exit.
    program = """
        import atexit, sys, threading
        sys.kept = [Node(i) for i in range(1000)]
        sys.kept.append(sys)
        first = mixed()
        assert mixed() == first
        class Last:
            def __del__(self): self.x = [str(i) for i in range(1000)]
        last = Last(); last.me = last
        atexit.register(mixed)
        print(first)
        """
    install = f"policy={policy!r}, domains={domains}"
    assert globally(program, first=MIXED, install=install) == expected


@each_policy
@pytest.mark.parametrize("size", [1 << 16, (1 << 16) + 4096, 1 << 18, 3 << 20, 1 << 24])
def test_the_region_is_used_up(globally: Run, policy: str, size: int, expected: str) -> None:
    program = """
        import sys
        kept = [(i, str(i), [i]) for i in range(300_000)]  # 100 MB with the lists
        kept.append(bytearray(30 << 20))
        s = global_allocator.stats()
        assert s.exhausted and s.fallbacks > 100_000, s
        assert s.peak <= s.size and s.used <= s.size, s
        assert all(k[1] == str(k[0]) and k[2] == [k[0]] for k in kept[:-1])
        del kept[::2]
        kept.extend([i] for i in range(100_000))
        kept.clear()
        print(mixed())
        """
    assert globally(program, first=MIXED, install=f"{size}, policy={policy!r}") == expected


def test_room_that_is_free_again_is_used_again(globally: Run) -> None:
    program = """
        kept = [(i, i + 1) for i in range(200_000)]
        assert global_allocator.stats().exhausted
        kept.clear()
        before = global_allocator.stats()
        kept = [(i, i + 1) for i in range(50_000)]
        after = global_allocator.stats()
        assert after.fallbacks - before.fallbacks < 1000, (before, after)
        assert after.live - before.live > 49_000
        print("end")
        """
    assert globally(program, install="1 << 23") == "end\n"


# ---- Threads -------------------------------------------------------------------


@each_policy
@each_domains
def test_threads(globally: Run, policy: str, domains: str) -> None:
    program = """
        import concurrent.futures, queue, threading
        expected, wrong = mixed(), []
        def work():
            try: assert mixed() == expected
            except BaseException as error: wrong.append(error)
        threads = [threading.Thread(target=work) for _ in range(6)]
        for t in threads: t.start()
        for t in threads: t.join()
        with concurrent.futures.ThreadPoolExecutor(4) as pool:  # results cross threads
            made = list(pool.map(lambda n: {str(i): [i] * 5 for i in range(n)}, range(200)))
            more = list(pool.map(lambda d: d.clear(), made))
        for i in range(300):  # short ones
            t = threading.Thread(target=made.append, args=([str(i)] * 10,))
            t.start(); t.join()
        threading.Thread(target=threading.Event().wait, daemon=True).start()
        def spin():
            while True: [str(i) for i in range(100)]
        for _ in range(3): threading.Thread(target=spin, daemon=True).start()
        assert not wrong, wrong
        print("end")
        """
    install = f"1 << 32, policy={policy!r}, domains={domains}"
    assert globally(program, first=MIXED, install=install) == "end\n"


def test_install_while_threads_run(globally: Run) -> None:
    # hashlib and zlib call the raw domain without the GIL; others hold blocks from before.
    program = """
        import hashlib, threading, zlib
        stop, wrong = threading.Event(), []
        def work():
            data = bytes(range(256)) * 400
            try:
                while not stop.is_set():
                    assert zlib.decompress(zlib.compress(data)) == data
                    hashlib.sha256(data).hexdigest(); [str(i) for i in range(50)]
            except BaseException as error: wrong.append(error)
        threads = [threading.Thread(target=work) for _ in range(4)]
        for t in threads: t.start()
        mixed()
        global_allocator.install(domains=("raw", "mem", "obj"))
        mixed()
        stop.set()
        for t in threads: t.join()
        assert not wrong, wrong
        print("end")
        """
    assert globally(program, first=MIXED, install=None) == "end\n"


def test_short_threads_and_hand_over_stay_bounded(globally: Run) -> None:
    program = """
        import queue, threading
        places = queue.Queue(50)
        def produce(n):
            for i in range(n): places.put([str(i)] * 20)
            places.put(None)
        def consume():
            while places.get() is not None: pass
        def round():
            for job in (produce, 5000), (consume,):
                threads.append(threading.Thread(target=job[0], args=job[1:])); threads[-1].start()
            for _ in range(100):
                t = threading.Thread(target=lambda: [str(i) for i in range(500)])
                t.start(); t.join()
            while threads: threads.pop().join()
        threads = []
        for _ in range(3): round()
        early = global_allocator.stats().peak
        for _ in range(12): round()
        s = global_allocator.stats()
        assert s.peak <= early + (1 << 20), (early, s)
        assert s.threads < 100, s  # of 1,500; one that was joined may still be on its way out
        print("end")
        """
    assert globally(program) == "end\n"


# ---- Interpreters ---------------------------------------------------------------

INTERPRETERS = """
try:
    import _interpreters as interpreters
    create = lambda own: interpreters.create("isolated" if own else "legacy")
except ImportError:
    import _xxsubinterpreters as interpreters
    create = lambda own: interpreters.create(isolated=own)
def run(own, code):
    which = create(own)
    failed = interpreters.run_string(which, code)
    assert not failed, failed
    interpreters.destroy(which)
"""


@each_policy
@pytest.mark.parametrize("domains", ["('mem', 'obj')", "('raw', 'mem', 'obj')"])
@pytest.mark.parametrize("own", [False, True])
def test_interpreters(globally: Run, policy: str, domains: str, own: bool) -> None:
    code = MIXED + "assert mixed() == mixed()"
    # decimal is not for interpreters with a GIL of their own.
    code = code.replace("decimal, ", "").replace("int(decimal.Decimal(2) ** 50 % 1000)", "0")
    program = f"""
        import threading
        code = {code!r}
        wrong = []
        def work():
            try: run({own}, code)
            except BaseException as error: wrong.append(error)
        work()
        threads = [threading.Thread(target=work) for _ in range(3)]
        for t in threads: t.start()
        for t in threads: t.join()
        assert not wrong, wrong
        left = create({own})  # to the end of the process
        interpreters.run_string(left, "kept = [str(i) for i in range(10000)]")
        if {sys.version_info < (3, 13) or not own}: interpreters.destroy(left)
        print("end")
        """
    install = f"policy={policy!r}, domains={domains}"
    assert globally(program, first=INTERPRETERS, install=install) == "end\n"


# ---- Processes ------------------------------------------------------------------


@each_policy
@pytest.mark.parametrize("domains", ["('mem', 'obj')", "('raw', 'mem', 'obj')"])
def test_forks_under_load(globally: Run, policy: str, domains: str) -> None:
    program = """
        import os, threading, time
        stop, shared, wrong = threading.Event(), {}, []
        def load(me):
            n = 0
            while not stop.is_set():
                n += 1
                shared[me, n % 500] = [str(i) for i in range(n % 60)]
                if n % 100 == 0: time.sleep(0.001)
        def fork():
            child = os.fork()
            if child == 0:
                status = 1
                try:
                    for key in list(shared)[::2]: del shared[key]  # others' blocks
                    made = [[str(i)] for i in range(3000)]
                    t = threading.Thread(target=made.extend, args=([["x"] for _ in range(1000)],))
                    t.start(); t.join()
                    shared.clear()
                    status = 0 if len(made) == 4000 else 2
                finally: os._exit(status)
            status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            if status: wrong.append(status)
        def forks():
            for _ in range(10): fork()
        threads = [threading.Thread(target=load, args=(i,)) for i in range(3)]
        for t in threads: t.start()
        worker = threading.Thread(target=forks)
        worker.start()
        forks()
        worker.join(); stop.set()
        for t in threads: t.join()
        assert not wrong, wrong
        print("end")
        """
    install = f"1 << 32, policy={policy!r}, domains={domains}"
    assert globally(program, install=install) == "end\n"


@each_policy
@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_multiprocessing(tmp_path: Path, policy: str, method: str) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        textwrap.dedent(f"""
        import multiprocessing, os, subprocess, sys
        from arenite import global_allocator
        def work(n):
            return n, global_allocator.installed(), {{str(i): [i] for i in range(n)}}
        if __name__ == "__main__":
            global_allocator.install(policy={policy!r})
            context = multiprocessing.get_context({method!r})
            with context.Pool(2) as pool:
                for n, installed, made in pool.imap_unordered(work, [10, 1000, 5000] * 3):
                    assert len(made) == n and installed == ({method!r} == "fork")
            queue = context.Queue()
            process = context.Process(target=queue.put, args=(["x"] * 1000,))
            process.start()
            assert len(queue.get()) == 1000
            process.join()
            assert process.exitcode == 0
            said = subprocess.run([sys.executable, "-c", "print(5)"], capture_output=True,
                                  preexec_fn=lambda: [str(i) for i in range(1000)], check=True)
            print(said.stdout)
        """)
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", str(script)],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "b'5\\n'\n", "")


# ---- Without memory --------------------------------------------------------------

LIMIT = """
import resource
def limit(more):
    with open("/proc/self/statm") as file:
        used = int(file.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + more, used + more))
"""

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")


@linux
def test_install_above_the_limit(globally: Run) -> None:
    program = """
        limit(200 << 20)
        try: global_allocator.install(1 << 30)
        except MemoryError as error: print(error)
        global_allocator.install(64 << 20)
        print(len([str(i) for i in range(100_000)]))
        """
    error, made = globally(program, first=LIMIT, install=None).splitlines()
    assert error == (
        "the system refuses to reserve 1073741824 bytes of address space: ask for a smaller size, "
        "or raise the limit (ulimit -v)"
    )
    assert made == "100000"


@linux
@pytest.mark.skipif("ARENITE_SANITIZED" in os.environ, reason="the sanitizer takes what is left")
@each_policy
@each_domains
def test_memory_errors(globally: Run, policy: str, domains: str) -> None:
    program = """
        mixed()
        limit(30 << 20)
        def small(kept):
            while True: kept.append((len(kept), str(len(kept))))
        def lists(kept):
            while True: kept.append([0] * 1000)
        def large(kept):
            while True: kept.append(bytes(1 << 20))
        def growing(kept):
            kept.append(bytearray())
            while True: kept[0] += b"x" * 100_000
        def texts(kept):
            while True: kept.append("x" * 3000 + str(len(kept)))
        for grow in (small, lists, large, growing, texts) * 2:
            kept = []
            try: grow(kept)
            except MemoryError: pass
            assert kept
            del kept
            if global_allocator.stats().policy == "recycle": mixed()
        print("end")
        """
    install = f"1 << 22, policy={policy!r}, domains={domains}"
    assert globally(program, first=LIMIT + MIXED, install=install) == "end\n"


# ---- Killed ----------------------------------------------------------------------

WRITER = """
import json, os, sys, threading
from arenite import global_allocator
global_allocator.install(policy=sys.argv[1])
def churn():
    while True: [str(i) * 3 for i in range(500)]
threading.Thread(target=churn, daemon=True).start()
with open(sys.argv[2], "wb", buffering=0) as file:
    print("ready", flush=True)
    n = 0
    while True:
        n += 1
        file.write(json.dumps({"n": n, "data": [n] * (n % 50)}).encode().ljust(512) + b"\\n")
        if n % 100 == 0 and os.fork() == 0:
            made = [str(i) for i in range(1000)]
            os._exit(0)
        while n % 100 == 0:
            try: os.wait()
            except ChildProcessError: break
"""


@each_policy
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_killed_at_random(tmp_path: Path, policy: str, number: signal.Signals) -> None:
    draw = random.Random(f"{policy}{number}")
    for n in range(4):
        path = tmp_path / f"out{n}"
        with subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", WRITER, policy, str(path)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            assert process.stdout.readline() == b"ready\n"
            time.sleep(draw.random() / 5)
            process.send_signal(number)
            _, errors = process.communicate(timeout=600)
        assert process.returncode == -number
        assert b"KeyboardInterrupt" in errors if number == signal.SIGINT else errors == b""
        lines = path.read_bytes().split(b"\n")
        for i, line in enumerate(lines[:-1]):
            assert len(line) == 512
            assert line.startswith(b'{"n": %d,' % (i + 1))


# ---- For a long time ---------------------------------------------------------------

SERVER = """
import collections, sys
def serve(requests):
    sessions, log = collections.OrderedDict(), collections.deque(maxlen=500)
    for n in range(requests):  # some twenty allocations each
        headers = {"h%d" % i: str(n + i) for i in range(n % 7)}
        sessions[n % 1000 if n % 3 else n] = [n, headers, "x" * (n % 300)]
        if len(sessions) > 2000: sessions.popitem(last=False)
        log.append((n, " ".join(headers.values()), n * 1.5))
"""


@pytest.mark.parametrize(
    "requests", [40_000, pytest.param(500_000, marks=pytest.mark.slow)], ids=["short", "long"]
)
def test_a_server_stays_bounded(globally: Run, requests: int) -> None:
    # The long one makes more than ten million blocks.
    program = f"""
        serve(10_000)
        early = global_allocator.stats()
        serve({requests})
        late = global_allocator.stats()
        assert late.peak <= early.peak * 1.25 + (1 << 18), (early, late)
        assert not late.exhausted
        print("end")
        """
    assert globally(program, first=SERVER) == "end\n"


def test_a_server_grows_under_leak(globally: Run) -> None:
    program = """
        serve(10_000)
        early = global_allocator.stats().peak
        serve(40_000)
        late = global_allocator.stats().peak
        assert late > 3 * early, (early, late)
        print("end")
        """
    assert globally(program, first=SERVER, install="policy='leak'") == "end\n"


def test_phases_of_other_sizes_stay_bounded(globally: Run) -> None:
    program = """
        most = 0
        for round in range(60):
            size = (round * 97) % 2000
            kept = [bytes(size) for _ in range(4_000_000 // (size + 50))]
            del kept
            if round == 20: most = global_allocator.stats().peak
        assert global_allocator.stats().peak <= most * 1.3, (most, global_allocator.stats())
        print("end")
        """
    assert globally(program) == "end\n"


# ---- Others' extension modules -------------------------------------------------------


@each_policy
@each_domains
def test_numpy(globally: Run, policy: str, domains: str) -> None:
    pytest.importorskip("numpy")
    program = """
        import numpy as np
        total = 0
        for i in range(1, 200):
            a = np.arange(i * 10, dtype=np.float64).reshape(10, i)
            total += int((a @ a.T).sum() % 97) + len(np.unique(a % 7))
            kept = np.array([str(n) for n in range(i)], dtype=object)
        print(total > 0, len(kept))
        """
    assert globally(program, install=f"policy={policy!r}, domains={domains}") == "True 199\n"


@each_policy
def test_arenite_itself(globally: Run, policy: str) -> None:
    program = """
        from arenite import Bump, Struct, Vec, u64
        class Node(Struct):
            value: u64
            name: str = "x"
        bump = Bump()
        nodes = [bump.alloc(Node, i, str(i)) for i in range(10_000)]
        assert sum(n.value for n in nodes) == sum(range(10_000))
        with bump.scope():
            [bump.alloc(Node, i) for i in range(1000)]
        print(nodes[77].name)
        """
    assert globally(program, install=f"policy={policy!r}") == "77\n"
