"""What a test of a conformance suite is, and where its files are read from."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Run:
    """One way in which a test wants to be parsed."""

    mode: str
    """`sloppy`, `strict`, `module`, ...: how a report calls it."""
    language: str
    module: bool | None
    prefix: bytes = b""
    """Stands in front of the source."""
    filename: str | None = None


@dataclass(frozen=True)
class Case:
    """A test: what to parse, in which ways, and what must come of it."""

    path: str
    """As the expectations and the report call it; begins with the suite's name."""
    source: bytes
    runs: tuple[Run, ...]
    accept: bool
    about: str = ""
    """The test's own description."""


def files_of(place: Path) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of each file of a folder or an archive, sorted by path.

    Paths are relative to the folder, or as the archive has them, with slashes.
    Raises FileNotFoundError if there is neither.
    """
    if place.is_dir():
        for path in sorted(place.rglob("*")):
            if path.is_file() and ".git" not in path.parts:
                yield path.relative_to(place).as_posix(), path.read_bytes()
        return
    with tarfile.open(place) as archive:
        files = {}
        for member in archive:
            stream = archive.extractfile(member) if member.isfile() else None
            if stream is not None:
                files[member.name.removeprefix("./")] = stream.read()
    yield from sorted(files.items())
