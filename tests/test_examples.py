"""Every program of examples/ runs, prints what it should, and is in the list of its README.

What it should print is beside this file, in examples/. A new example is run once by hand,
and its output read, before it is put there.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent.parent / "examples"
EXPECTED = Path(__file__).parent / "examples"
EXAMPLES = sorted(FOLDER.glob("*.py"))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_example(example: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-X", "utf8", "-B", example],
        cwd=tmp_path,  # it must not matter, and nothing is left there
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr == ""
    assert done.returncode == 0
    assert done.stdout == (EXPECTED / f"{example.stem}.txt").read_text(encoding="utf-8")
    assert list(tmp_path.iterdir()) == []


def test_readme_lists_each_example_once() -> None:
    listed = re.findall(
        r"^\d+\. \[(\w+\.py)\]\(\1\): ", (FOLDER / "README.md").read_text(), re.MULTILINE
    )
    assert sorted(listed) == [example.name for example in EXAMPLES]


def test_each_output_is_of_an_example() -> None:
    outputs = {output.stem for output in EXPECTED.iterdir()}
    assert outputs == {example.stem for example in EXAMPLES}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_example_uses_public_names_only(example: Path) -> None:
    source = example.read_text(encoding="utf-8")
    assert not re.search(r"arenite\.\w*\b_|arenite import[^)]*\b_\w|\._[a-z]", source)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_example_is_short(example: Path) -> None:
    assert 30 <= len(example.read_text(encoding="utf-8").splitlines()) <= 180
