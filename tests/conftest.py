"""What all tests share."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes is the machine's matter: no test asserts a time.  The parent is
# what hypothesis chose by itself, which under CI is the same examples in every run.
settings.register_profile(
    "arenite", settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("arenite")


@pytest.fixture
def _no_collector() -> Iterator[None]:
    """The collector has callbacks of others, in which an allocation that fails would be theirs."""
    gc.disable()
    yield
    gc.enable()
