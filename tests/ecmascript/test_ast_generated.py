"""The files that tools/gen_ast.py writes are those in the repository."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def test_generated_files_are_up_to_date() -> None:
    command = [sys.executable, str(ROOT / "tools/gen_ast.py"), "--check"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, "run python tools/gen_ast.py\n" + run.stdout + run.stderr
