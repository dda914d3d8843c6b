"""Two type checkers agree about the files in cases/.

What should be accepted is asserted there with `assert_type`. A line that must be
an error has an ignore comment for each checker; one that nothing needs is an
error itself, so that an error that goes missing fails here.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

import arenite

ROOT = Path(__file__).parents[2]
CASES = sorted((Path(__file__).parent / "cases").glob("*.py"))
STUBS = sorted((ROOT / "src").rglob("*.pyi"))

NOT_AT_RUNTIME = """\
arenite._global.Domain
arenite._global.Policy
arenite._core.Slice.__buffer__
arenite._core.Slice.__release_buffer__
arenite._core.Map.__get__
arenite._core.Map.__set__
arenite._core.Slice.__get__
arenite._core.Slice.__set__
arenite._core.String.__get__
arenite._core.String.__set__
arenite._core.Vec.__buffer__
arenite._core.Vec.__release_buffer__
arenite._core.Vec.__get__
arenite._core.Vec.__set__
arenite._core.TypedArena.__buffer__
arenite._core.TypedArena.__release_buffer__
"""
"""The buffer protocol has methods from CPython 3.12 on; for __get__ see the stub."""


def run(module: str, *args: str | Path) -> None:
    pytest.importorskip(module.partition(".")[0], reason="make lint installs it")
    done = subprocess.run(
        [sys.executable, "-m", module, *map(str, args)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("checker", ["mypy", "pyright"])
def test_cases(checker: str) -> None:
    run(checker, *CASES)


@pytest.mark.slow
@pytest.mark.parametrize("checker", ["mypy", "pyright"])
def test_a_missing_error_fails(checker: str, tmp_path: Path) -> None:
    for ignore in ("type: ignore[arg-type]", "pyright: ignore[reportArgumentType]"):
        text = CASES[0].read_text().splitlines()[0] + f"\nprint(1)  # {ignore}\n"
        (tmp_path / f"{ignore[:4]}.py").write_text(text)
    with pytest.raises(AssertionError, match=r"(?i)unnecessary|unused"):
        run(checker, *tmp_path.glob("*.py"))


@pytest.mark.slow
@pytest.mark.parametrize("checker", ["mypy", "pyright"])
def test_all_public_names_have_types(checker: str, tmp_path: Path) -> None:
    file = tmp_path / "names.py"
    names = sorted(arenite.__all__)
    file.write_text(f"from arenite import {', '.join(names)}\n__all__ = {names!r}\n")
    run(checker, file)


@pytest.mark.slow
def test_stubs_are_true(tmp_path: Path) -> None:
    """mypy.stubtest compares the stubs with what can be imported."""
    allowed = tmp_path / "allowed"
    allowed.write_text(NOT_AT_RUNTIME)
    modules = [".".join(stub.relative_to(ROOT / "src").with_suffix("").parts) for stub in STUBS]
    modules = [module for module in modules if importlib.util.find_spec(module)]
    assert "arenite._core" in modules
    options = ["--mypy-config-file", "pyproject.toml", "--allowlist", allowed]
    run("mypy.stubtest", "--concise", "--ignore-unused-allowlist", *options, *modules)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_cases_are_true_at_run_time(case: Path) -> None:
    """The classes in them can be made, unless their names say that they cannot."""
    source = case.read_text().partition("\nclass Wrong")[0]
    spec = importlib.util.spec_from_loader(f"arenite_typing_{case.stem}", loader=None)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    try:
        exec(compile(source, case, "exec"), vars(module))
    finally:
        del sys.modules[spec.name]
