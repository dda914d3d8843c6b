"""All of a program's objects from one allocator of this library.

The counterpart of Rust's `#[global_allocator]`, for programs that run, allocate and
end. `python -m arenite run script.py` installs it before the script begins; `install()`
does so from within. Once it is installed it stays so until the process ends.
"""

import sys

from arenite import _global
from arenite._global import GlobalStats

TYPE_CHECKING = False  # as typing has it: importing that takes longer than all of this

if TYPE_CHECKING:
    from collections.abc import Sequence

    from arenite._global import Domain, Policy

__all__ = ["GlobalStats", "install", "installed", "stats"]


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
    tracing = sys.modules.get("_tracemalloc")
    if tracing is not None and tracing.is_tracing():
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
