"""The programs of benchmarks/memory.py run, and what they measure can be told apart."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "benchmarks" / "memory.py"
RECORDS = 1000
NAMES = ("arenite", "dataclass slots", "dataclass")


def figures(tool: str, program: str, name: str) -> dict[str, float]:
    command = [sys.executable, str(SCRIPT), "--worker", tool, program, name, str(RECORDS)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


@pytest.mark.slow
@pytest.mark.skipif("ARENITE_SANITIZED" in os.environ, reason="pymalloc is not in use")
@pytest.mark.parametrize("program", ["tree", "table"])
def test_programs(program: str) -> None:
    ours, heap = figures("plain", program, "arenite"), figures("plain", program, "dataclass slots")
    # Of our own there is a block for the arena, the class and the like, but none a record.
    assert ours["blocks"] < RECORDS / 2 < RECORDS <= heap["blocks"]
    assert ours["used"] <= ours["capacity"]
    requested = {name: figures("requested", program, name)["requested"] for name in NAMES}
    assert requested["arenite"] < requested["dataclass slots"] < requested["dataclass"]
