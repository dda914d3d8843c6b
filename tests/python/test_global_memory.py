"""Blocks of the global allocator, asked for as C asks: sizes, contents, and whose they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Run = Callable[..., str]

EACH = pytest.mark.parametrize(
    "install",
    [
        "policy='leak'",
        "policy='last'",
        "policy='recycle'",
        "policy='recycle', domains=('obj',)",
        "policy='last', domains=('mem',)",
        "policy='leak', domains=('raw', 'mem', 'obj')",
        "policy='last', domains=('raw', 'mem', 'obj')",
        "policy='recycle', domains=('raw', 'mem', 'obj')",
        "1 << 16, policy='recycle'",
        "1 << 20, policy='last'",
        "1 << 20, policy='recycle', domains=('raw', 'mem', 'obj')",
    ],
)

# The functions of each domain: plain addresses, None for NULL.
PYMEM = """
import ctypes
from ctypes import c_size_t, c_void_p
class Domain:
    def __init__(self, prefix):
        def function(name, result, *arguments):
            f = getattr(ctypes.pythonapi, prefix + name)
            f.restype, f.argtypes = result, arguments
            return f
        self.malloc = function("Malloc", c_void_p, c_size_t)
        self.calloc = function("Calloc", c_void_p, c_size_t, c_size_t)
        self.realloc = function("Realloc", c_void_p, c_void_p, c_size_t)
        self.free = function("Free", None, c_void_p)
DOMAINS = [Domain("PyMem_Raw"), Domain("PyMem_"), Domain("PyObject_")]
read = ctypes.string_at
def write(address, data): ctypes.memmove(address, data, len(data))
def fill(size, seed): return (bytes(range(251)) * (size // 251 + 2))[seed % 251:][:size]
SIZES = [0, 1, 2, 15, 16, 17, 31, 32, 100, 511, 512, 513, 640, 1000, 1024, 1025, 2047, 2048, 2049,
         4096, 16_384, 65_536, 100_000, 300_000]
"""


@EACH
def test_each_size(globally: Run, install: str) -> None:
    program = """
        for d in DOMAINS:
            kept = {}
            for size in SIZES:
                for address in d.malloc(size), d.calloc(1, size), d.calloc(size, 1):
                    assert address and address % 16 == 0
                    assert address not in kept
                    kept[address] = fill(size, address >> 4)
                    write(address, kept[address])
            for address, data in kept.items():
                assert read(address, len(data)) == data
                d.free(address)
            d.free(None)
        print("end")
        """
    assert globally(program, first=PYMEM, install=install) == "end\n"


@EACH
def test_zero_bytes_are_distinct(globally: Run, install: str) -> None:
    program = """
        for d in DOMAINS:
            blocks = [f() for _ in range(300) for f in (
                lambda: d.malloc(0), lambda: d.calloc(0, 8), lambda: d.calloc(8, 0),
                lambda: d.realloc(None, 0))]
            assert all(blocks) and len(set(blocks)) == len(blocks)
            blocks = [d.realloc(b, 0) for b in blocks]
            assert all(blocks) and len(set(blocks)) == len(blocks)
            for b in blocks: d.free(b)
        print("end")
        """
    assert globally(program, first=PYMEM, install=install) == "end\n"


@EACH
def test_calloc_is_zero_where_blocks_were_used(globally: Run, install: str) -> None:
    program = """
        for d in DOMAINS:
            for _ in range(5):
                for size in SIZES[:-3]:
                    blocks = [d.malloc(size) for _ in range(4)]
                    for b in blocks: write(b, b"\\xff" * size)
                    for b in blocks: d.free(b)
                    for count, each in (size, 1), (1, size), (size // 3, 3):
                        b = d.calloc(count, each)
                        assert read(b, count * each) == bytes(count * each)
                        write(b, b"\\xff" * (count * each))
                        d.free(b)
        print("end")
        """
    assert globally(program, first=PYMEM, install=install) == "end\n"


@EACH
def test_sizes_that_no_system_has(globally: Run, install: str) -> None:
    program = """
        MOST = 2**64 - 1
        for d in DOMAINS:
            kept = d.malloc(40)
            write(kept, fill(40, 1))
            for size in MOST, MOST - 7, MOST - 15, MOST - 4095, 2**63, 2**63 - 1, 2**62, 2**61:
                assert d.malloc(size) is None
                assert d.calloc(1, size) is None and d.calloc(size, 1) is None
                assert d.realloc(kept, size) is None
                assert d.realloc(None, size) is None
            for count, size in (2**32, 2**32), (2**63, 2), (MOST, MOST), (2**61 + 1, 8):
                assert d.calloc(count, size) is None
            assert read(kept, 40) == fill(40, 1)
            d.free(kept)
        print("end")
        """
    assert globally(program, first=PYMEM, install=install) == "end\n"


@EACH
def test_realloc_keeps_contents(globally: Run, install: str) -> None:
    program = """
        for d in DOMAINS:
            for old in SIZES:
                for new in SIZES:
                    block, behind = d.malloc(old), None
                    data = fill(old, new)
                    write(block, data)
                    if new % 2:
                        behind = d.malloc(16)
                        write(behind, b"b" * 16)
                    block = d.realloc(block, new)
                    both = min(old, new)
                    assert block % 16 == 0 and read(block, both) == data[:both]
                    write(block, b"x" * new)
                    if behind:
                        assert read(behind, 16) == b"b" * 16
                        d.free(behind)
                    d.free(block)
        print("end")
        """
    assert globally(program, first=PYMEM, install=install) == "end\n"


@EACH
def test_blocks_from_before(globally: Run, install: str) -> None:
    # Freed, grown and shrunk afterwards, also over the bounds of both allocators' sizes.
    program = f"""
        early = []
        for d in DOMAINS:
            for old in SIZES:
                for new in SIZES:
                    block = d.malloc(old)
                    write(block, fill(old, new))
                    early.append((d, block, old, new))
        global_allocator.install({install})
        late = []
        for i, (d, block, old, new) in enumerate(early):
            assert read(block, old) == fill(old, new)
            if i % 3:
                block = d.realloc(block, new)
                assert read(block, min(old, new)) == fill(old, new)[:new]
                write(block, fill(new, i))
                late.append((d, block, new, i))
            else:
                d.free(block)
        for d, block, size, i in late:
            assert read(block, size) == fill(size, i)
            d.free(block)
        print("end")
        """
    assert globally(program, first=PYMEM, install=None) == "end\n"


@EACH
def test_objects_from_before(globally: Run, install: str) -> None:
    program = f"""
        import collections, io
        early = {{
            "lists": [list(range(i)) for i in range(500)],
            "arrays": [bytearray(i) for i in range(0, 5000, 7)],
            "dicts": [dict.fromkeys(range(i)) for i in range(300)],
            "sets": [set(range(i)) for i in range(300)],
            "texts": ["x" * i for i in range(2000)],
            "deque": collections.deque(range(10_000)),
            "file": io.BytesIO(b"x" * 1000),
            "ints": [7 ** i for i in range(300)],
        }}
        global_allocator.install({install})
        for i, each in enumerate(early["lists"]):
            each.extend(range(i * 3))
            assert len(each) == i * 4
            del each[i // 2:]
        for i, each in enumerate(early["arrays"]):
            each += b"y" * i
            each[:] = each[:100]
            each.extend(b"z" * 5000)
        for i, each in enumerate(early["dicts"]):
            each.update((str(j), j) for j in range(300))
        for i, each in enumerate(early["sets"]):
            each.update(range(1000))
            each.clear()
        assert len("".join(early["texts"])) == sum(range(2000))
        early["deque"].extend(range(10_000)); early["deque"].rotate(777)
        early["file"].seek(0, 2); early["file"].write(b"y" * 100_000); early["file"].truncate(10)
        assert [i * 7 for i in early["ints"]] == [7 ** (i + 1) for i in range(300)]
        late = {{name: [each] * 2 for name, each in early.items()}}
        early.clear(); late.clear()
        print("end")
        """
    assert globally(program, install=None) == "end\n"


# A random program of calls against a dict: what is alive is what was written.  What may be alive
# is bounded, so that it is used again; hypothesis makes programs that fail small.
MODEL = """
from hypothesis import HealthCheck, given, settings, strategies as st
size = st.one_of(st.sampled_from(SIZES[:-2]), st.integers(0, 600), st.integers(0, 5000))
which = st.integers(0, 60)
step = st.one_of(
    st.tuples(st.just("malloc"), which, size),
    st.tuples(st.just("calloc"), which, size),
    st.tuples(st.just("realloc"), which, size),
    st.tuples(st.just("free"), which, st.just(0)),
)
alive = {}
@settings(max_examples=150, database=None, deadline=None, derandomize=True,
          suppress_health_check=list(HealthCheck))
@given(st.lists(step, max_size=150), st.integers(0, 250))
def test(steps, seed):
    for n, (what, key, size) in enumerate(steps):
        d = DOMAINS[key % 3]
        address, data = alive.pop(key, (None, b""))
        if address:
            assert read(address, len(data)) == data, (what, key, size)
        if what == "realloc":
            new = d.realloc(address, size)
            assert read(new, min(size, len(data))) == data[:size]
        else:
            d.free(address)
            if what == "free":
                continue
            new = d.malloc(size) if what == "malloc" else d.calloc(size, 1)
            assert what == "malloc" or read(new, size) == bytes(size)
        assert new % 16 == 0
        alive[key] = new, fill(size, seed + n)
        write(new, alive[key][1])
    for address, data in alive.values():
        assert read(address, len(data)) == data
test()
for key, (address, data) in alive.items():
    DOMAINS[key % 3].free(address)
print("end")
"""


@pytest.mark.slow
@EACH
def test_calls_agree_with_a_model(globally: Run, install: str) -> None:
    assert globally(MODEL, first=PYMEM, install=install) == "end\n"


@EACH
def test_blocks_cross_threads(globally: Run, install: str) -> None:
    # The raw domain is called without the GIL: ctypes.CDLL gives it up around each call.
    program = """
        import queue, random, threading
        raw = ctypes.CDLL(None)
        raw.PyMem_RawMalloc.restype = raw.PyMem_RawRealloc.restype = c_void_p
        raw.PyMem_RawMalloc.argtypes = [c_size_t]
        raw.PyMem_RawRealloc.argtypes = [c_void_p, c_size_t]
        raw.PyMem_RawFree.argtypes = [c_void_p]
        places, wrong = queue.SimpleQueue(), []
        def work(seed):
            draw = random.Random(seed)
            try:
                for n in range(1500):
                    size = draw.choice(SIZES[:20])
                    block = raw.PyMem_RawMalloc(size)
                    write(block, fill(size, size))
                    places.put((block, size))
                    block, size = places.get()
                    assert read(block, size) == fill(size, size)
                    if n % 3 == 0:
                        size, old = draw.choice(SIZES[:20]), size
                        block = raw.PyMem_RawRealloc(block, size)
                        assert read(block, min(old, size)) == fill(old, old)[:size]
                    raw.PyMem_RawFree(block)
            except BaseException as error:
                wrong.append(error)
        for _ in range(3):
            threads = [threading.Thread(target=work, args=(i,)) for i in range(4)]
            for t in threads: t.start()
            for t in threads: t.join()
        assert not wrong, wrong
        print("end")
        """
    assert globally(program, first=PYMEM, install=install) == "end\n"
