"""Sources of every kind become the trees that are recorded for them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import outlines

from arenite import walk
from arenite.ecmascript import parse

BLOCKS = [
    pytest.param(path, source, lines, id=f"{path.stem}: {source}")
    for path in outlines.files()
    for source, lines in outlines.read(path)
]


@pytest.mark.parametrize(("path", "source", "lines"), BLOCKS)
def test_outline(path: Path, source: str, lines: list[str]) -> None:
    assert outlines.lines_of(source, path) == lines


@pytest.mark.parametrize(("path", "source", "lines"), BLOCKS)
def test_nodes_that_were_given_up_are_not_counted(
    path: Path, source: str, lines: list[str]
) -> None:
    with parse(source.replace("\\n", "\n"), filename=path.stem) as out:
        assert walk(out.program).count() == out.nodes
