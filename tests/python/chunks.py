"""How many chunks are out, for the tests of what gives them back."""

from __future__ import annotations

import gc

from arenite import _core


def chunks_out() -> int:
    return _core._allow_chunks(None)


def settled_chunks() -> int:
    """As chunks_out, when what earlier tests left is gone."""
    gc.collect()
    return chunks_out()
