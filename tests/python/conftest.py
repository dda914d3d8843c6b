"""What the tests of the record core share."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest

from arenite import Bump, _core


@pytest.fixture
def bump() -> Iterator[Bump]:
    """An arena whose structure is checked when the test is over."""
    arena = Bump()
    yield arena
    arena._check()


@pytest.fixture(autouse=True)
def _chunks_are_allowed() -> Iterator[None]:
    """A test that makes chunks scarce must not starve the next one."""
    yield
    _core._allow_chunks(None)


SANITIZER_SAYS = "AddressSanitizer failed to allocate"
"""Of sizes that malloc refuses; NULL is what comes back."""


@pytest.fixture
def globally() -> Callable[..., str]:
    """Runs a program in a process of its own under the global allocator, and gives what it
    prints. It must end with `status` and write `errors` to stderr. `install` is arguments; None
    installs nothing. `first` runs before.
    """

    def run(
        program: str,
        *,
        first: str = "",
        install: str | None = "",
        options: tuple[str, ...] = (),
        status: int = 0,
        errors: str | None = "",
        **environment: str,
    ) -> str:
        code = first + "\nfrom arenite import global_allocator\n"
        code += "" if install is None else f"global_allocator.install({install})\n"
        done = subprocess.run(
            [sys.executable, *options, "-W", "ignore", "-c", code + textwrap.dedent(program)],
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
            env={**os.environ, **environment},
        )
        assert done.returncode == status, (done.returncode, done.stdout, done.stderr)
        if errors is not None:
            lines = done.stderr.splitlines(keepends=True)
            assert "".join(line for line in lines if SANITIZER_SAYS not in line) == errors
        return done.stdout

    return run


@pytest.fixture
def growth() -> Callable[[Callable[[], object]], int]:
    """Blocks of the interpreter that calling a function twenty times leaves behind.

    The least of five times: what leaks does so in each, what CPython keeps does not.
    """

    def measure(once: Callable[[], object]) -> int:
        for _ in range(3):
            once()
        gc.collect()
        chunks = _core._allow_chunks(None)
        blocks = [sys.getallocatedblocks()]
        for _ in range(5):
            for _ in range(20):
                once()
            gc.collect()
            assert _core._allow_chunks(None) == chunks
            blocks.append(sys.getallocatedblocks())
        return min(after - before for before, after in pairwise(blocks))

    return measure
