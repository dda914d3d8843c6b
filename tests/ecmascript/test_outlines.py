"""Sources of every kind become the trees that are recorded for them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import outlines

BLOCKS = [
    pytest.param(path, source, lines, id=f"{path.stem}: {source}")
    for path in outlines.files()
    for source, lines in outlines.read(path)
]


@pytest.mark.parametrize(("path", "source", "lines"), BLOCKS)
def test_outline(path: Path, source: str, lines: list[str]) -> None:
    assert outlines.lines_of(source, path) == lines
