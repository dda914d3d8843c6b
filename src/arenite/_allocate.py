"""What `arenite.global_allocator` gives blocks and arenas from, once somebody asks for some."""

from __future__ import annotations

from arenite import _global
from arenite._core import Source

source = Source(_global.source())
