"""The package grove, built against the Arenite that is installed."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

GROVE = Path(__file__).parent / "grove"
SANITIZED = "ARENITE_SANITIZED" in os.environ


def missing() -> str | None:
    """What the build needs and is not there."""
    for module in ("Cython", "mesonpy", "pip"):
        if importlib.util.find_spec(module) is None:
            return module
    compiler = os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc"
    if shutil.which(compiler.split()[0]) is None and shutil.which("cc") is None:
        return "a C compiler"
    if not (Path(sysconfig.get_path("include")) / "Python.h").exists():
        return "Python.h"
    return None


def install(source: Path, target: Path) -> None:
    """As a user would with pip, but without the network: all that it needs is here."""
    command = [sys.executable, "-m", "pip", "install", "--no-index", "--no-deps"]
    command += ["--no-build-isolation", "--disable-pip-version-check", "--target", str(target)]
    if SANITIZED:  # an extension must be built as the core is
        command += ["-Csetup-args=-Db_sanitize=address", "-Csetup-args=-Db_lundef=false"]
    # The programs meson, ninja and cython are in this environment.
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    done = subprocess.run(
        [*command, str(source)],
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that grove is installed in; its sources are copied, to stay clean."""
    lacking = missing()
    if lacking:
        pytest.skip(f"{lacking} is needed to build an extension, and is not installed")
    folder = tmp_path_factory.mktemp("downstream")
    shutil.copytree(
        GROVE, folder / "grove", ignore=shutil.ignore_patterns("__pycache__", ".mesonpy*")
    )
    install(folder / "grove", folder / "site")
    return folder / "site"


@pytest.fixture(scope="session")
def _grove(site: Path) -> None:
    """Makes `import grove` work in this process."""
    sys.path.insert(0, str(site))
    importlib.invalidate_caches()
