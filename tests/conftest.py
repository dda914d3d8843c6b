"""What all tests share."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# How long an example takes is the machine's matter: no test asserts a time.  The parent is
# what hypothesis chose by itself, which under CI is the same examples in every run.
settings.register_profile(
    "arenite", settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("arenite")
