"""All of a program's objects from one allocator of this library.

The counterpart of Rust's `#[global_allocator]`, for programs that run, allocate and
end. `python -m arenite run script.py` installs it before the script begins; `install()`
does so from within. Once it is installed it stays so until the process ends.

The module is an `arenite.Allocator`, too: `Vec(u64, allocator=global_allocator)` lies in a
`Bump` whose chunks come from the same region, and `allocate()` gives blocks of it. Before
`install()` both come from the system's malloc.
"""

import _tracemalloc  # built in, and may trace before anything imports it

from arenite import _global
from arenite._global import GlobalStats

TYPE_CHECKING = False  # as typing has it: importing that takes longer than all of this

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import SupportsIndex

    from arenite._core import Bump, Source
    from arenite._global import Domain, Policy

__all__ = [
    "GlobalStats",
    "allocate",
    "arena",
    "deallocate",
    "grow",
    "install",
    "installed",
    "shrink",
    "stats",
]


def install(
    size: int = 1 << 30,
    *,
    policy: "Policy" = "recycle",
    domains: "Sequence[Domain]" = ("mem", "obj"),
) -> None:
    """Route CPython's memory domains through one region of `size` bytes.

    The region is reserved address space; memory is used only as it fills. When it is
    used up the allocator that was there before goes on: nothing fails. What that one
    has given, before or after, goes back to it.

    `policy` says what becomes of a block that is freed:

    - `"recycle"`: it is used again. A chunk of 16 KiB holds blocks of one size and counts
      those that are live; when there are none it is used again for any size. Blocks above
      2,048 bytes are left to the allocator that was there before, as pymalloc leaves those above
      512.
    - `"last"`: nothing, unless it is the newest block of its thread, which is taken back, and
      resized in place.
    - `"leak"`: nothing. For programs that end before that hurts.

    `domains` are CPython's: `"mem"` and `"obj"`, and `"raw"`, which is called without the GIL.

    Raises RuntimeError if an allocator is installed already, where one cannot be (under
    CPython's debug hooks, from a subinterpreter) and while tracemalloc traces, which
    would take it out again when it stops; ValueError for another policy or domain and for a size
    below 64 KiB; MemoryError if the system refuses to reserve `size` bytes.
    """
    if isinstance(domains, str):
        raise TypeError(f"domains must be a sequence of names, as ({domains!r},), not a str")
    if _tracemalloc.is_tracing():
        raise RuntimeError(
            "tracemalloc is tracing, and would take the global allocator out when it stops: "
            "install first, then start tracemalloc"
        )
    _global.install(size, policy, tuple(domains))


def installed() -> bool:
    """Whether install() was called in this process."""
    return _global.installed()


def stats() -> GlobalStats:
    """What the allocator does now. RuntimeError if it is not installed."""
    return _global.stats()


def _blocks() -> "Source":
    from arenite._allocate import source  # who only installs the allocator needs no arenas

    return source


def arena() -> "Bump":
    """Make a new `Bump`, whose chunks come from here."""
    return _blocks().arena()


def allocate(size: "SupportsIndex", align: "SupportsIndex" = 8) -> memoryview:
    """Give a writable memoryview of `size` bytes, whose address is a multiple of `align`.

    What is in them is unspecified. `align` is a power of two of at most 4096, else
    ValueError. MemoryError if there is no such block.
    """
    return _blocks().allocate(size, align)


def grow(memory: memoryview, size: "SupportsIndex", /) -> memoryview:
    """Move the memory that `allocate` gave to a block of `size` bytes; `memory` is released.

    The first bytes are as they were, the rest is unspecified. Errors are those of
    `allocate` and `deallocate`; after one, all is as it was.
    """
    return _blocks().grow(memory, size)


def shrink(memory: memoryview, size: "SupportsIndex", /) -> memoryview:
    """Move the first `size` bytes of what `allocate` gave to a block of that size.

    `memory` is released. Errors are those of `grow`.
    """
    return _blocks().shrink(memory, size)


def deallocate(memory: memoryview, /) -> None:
    """Free what `allocate` gave, and release `memory`.

    What becomes of the memory is a matter of the policy. ValueError for a part, a cast or
    a read-only view, LifetimeError for memory of another allocator, BufferError while
    there are slices of the memoryview or NumPy arrays over it.
    """
    _blocks().deallocate(memory)
