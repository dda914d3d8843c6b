"""What is installed is what lies in the repository, and says its version once."""

from __future__ import annotations

import importlib.metadata
import re
import tomllib
from pathlib import Path

import arenite

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = Path(arenite.__file__).parent
SUFFIXES = {".py", ".pyi", ".pxd", ".asdl"}


def in_repository() -> set[str]:
    package = ROOT / "src" / "arenite"
    files = (path.relative_to(package) for path in package.rglob("*") if path.is_file())
    return {path.as_posix() for path in files if "__pycache__" not in path.parts}


def test_every_file_of_the_package_is_installed() -> None:
    assert {name for name in in_repository() if not (PACKAGE / name).exists()} == set()


def test_the_build_knows_every_kind_of_file() -> None:
    names = in_repository() - {"py.typed", "ecmascript/py.typed"}
    assert {Path(name).suffix for name in names} <= SUFFIXES


def test_versions_agree() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    build = re.search(r"version: '([^']+)'", (ROOT / "meson.build").read_text())
    assert build is not None
    assert build[1] == project["version"] == importlib.metadata.version("arenite")
    assert arenite.__version__ == project["version"]


def test_nothing_else_is_required() -> None:
    required = importlib.metadata.requires("arenite") or []
    assert [name for name in required if "extra ==" not in name] == []
