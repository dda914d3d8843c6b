"""What the tests of the record core share."""

from __future__ import annotations

from collections.abc import Iterator

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
