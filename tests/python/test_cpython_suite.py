"""A handful of CPython's own tests under the global allocator, and how their runner judges."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

RUNNER = Path(__file__).parent.parent / "cpython_suite.py"
HANDFUL = ["test_dict", "test_generators", "test_gc", "test_json", "test_fork1"]


@pytest.fixture(scope="module")
def suite() -> ModuleType:
    spec = importlib.util.spec_from_file_location("cpython_suite", RUNNER)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
@pytest.mark.parametrize("policy", ["recycle", "last", "leak"])
def test_a_handful(policy: str, suite: ModuleType) -> None:
    if os.environ.get("PYTHONMALLOC"):
        pytest.skip("the global allocator is not for these hooks")
    if not all(suite.is_shipped(module) for module in HANDFUL):
        pytest.skip("CPython's tests are not installed with this interpreter")
    done = subprocess.run(
        [sys.executable, RUNNER, "--policy", policy, *HANDFUL],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 differ" in done.stdout


def test_modules_are_listed_once(suite: ModuleType) -> None:
    quick, thorough = suite.QUICK.split(), suite.THOROUGH.split()
    assert len({*quick, *thorough}) == len(quick) + len(thorough)
    assert len(quick) >= 70
    assert set(suite.OPTIONS) <= {*quick, *thorough}


def test_what_is_not_installed_is_said(suite: ModuleType) -> None:
    done = subprocess.run(
        [sys.executable, RUNNER, "test_that_is_nowhere", "test_no.package"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("not installed with this interpreter, skipped") == 2
    assert "2 are not installed, 0 differ" in done.stdout


def test_what_makes_a_difference(suite: ModuleType) -> None:
    def outcome(status: str, *failures: str) -> object:
        return suite.Outcome(status, frozenset(failures), 1.0, "")

    passed, failed = outcome("passed"), outcome("failed", "a")
    crashed = outcome("crashed")
    for under, again, without, differs in (
        (passed, None, None, False),
        (failed, passed, None, False),  # it depends on the machine's load
        (failed, passed, passed, False),
        (failed, failed, failed, False),
        (failed, outcome("failed", "a", "b"), failed, True),
        (failed, failed, passed, True),
        (failed, crashed, passed, True),
        (crashed, passed, passed, True),
        (crashed, crashed, crashed, False),
        (outcome("timeout"), outcome("timeout"), failed, True),
    ):
        row = suite.Row("module", under, again, without)
        assert row.differs() is differs, row


@pytest.mark.parametrize(
    ("under", "without", "runs", "differs"),
    [
        (["passed"], "-", 1, False),
        (["failed", "passed"], "-", 2, False),
        (["failed", "failed", "timeout", "passed"], "passed", 4, False),
        (["failed"] * 4, "passed", 4, True),
        (["timeout"] * 4, "passed", 4, True),
        (["failed"] * 2, "failed", 2, False),
        (["crashed", "passed"], "passed", 2, True),
        (["failed", "failed", "crashed"], "passed", 3, True),
    ],
)
def test_how_often_a_module_runs(
    under: list[str],
    without: str,
    runs: int,
    differs: bool,
    suite: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    left = list(under)

    def run(module: str, prefix: list[str], limit: float, *, verbose: bool = False) -> object:
        return suite.Outcome(left.pop(0) if prefix else without, frozenset(), 1.0, "")

    monkeypatch.setattr(suite, "run", run)
    row = suite.examine("module", "recycle", 1)
    assert (len(under) - len(left), row.differs()) == (runs, differs)
    assert (row.without is None) == (without == "-")


def test_how_a_run_has_ended(suite: ModuleType) -> None:
    assert suite.status_of(0, b"Result: SUCCESS") == "passed"
    assert suite.status_of(2, b"Result: FAILURE") == "failed"
    assert suite.status_of(4, b"Result: NO TESTS RAN") == "skipped"
    assert suite.status_of(-11, b"") == "crashed"
    text = "FAIL: test_a (test.x.A.test_a)\nnothing\nERROR: test_b (test.x.A)  \n"
    assert suite.failures_in(text) == {"test_a (test.x.A.test_a)", "test_b (test.x.A)"}
