"""Tests of test262: what their front matter asks for.

https://github.com/tc39/test262/blob/main/INTERPRETING.md. Only the syntax is asked about: a test
that must fail at run time, or when modules are linked, must be accepted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from conformance_cases import Case, Run, files_of

# Of a whole checkout: the rest tests libraries, whose syntax is plain.
FOLDERS = ("test/language/", "test/annexB/language/")

STRICT = b'"use strict";\n'

SLOPPY_RUN = Run("sloppy", "js", module=False)
STRICT_RUN = Run("strict", "js", module=False, prefix=STRICT)
MODULE_RUN = Run("module", "js", module=True)

FRONT_MATTER = re.compile(rb"/\*---(.*?)---\*/", re.DOTALL)


@dataclass
class FrontMatter:
    """The part of a test's YAML that says how to parse it."""

    flags: set[str] = field(default_factory=set)
    features: set[str] = field(default_factory=set)
    negative: dict[str, str] = field(default_factory=dict)
    description: str = ""


def front_matter(source: bytes) -> FrontMatter | None:
    """Of a test; None for a file that has none, which is no test.

    test262 keeps to a small part of YAML: keys at the left edge, lists in
    brackets or with dashes, one level of nesting.
    """
    found = FRONT_MATTER.search(source)
    if found is None:
        return None
    result = FrontMatter()
    for key, lines in _entries(found[1].decode()):
        if key == "flags":
            result.flags = _list(lines)
        elif key == "features":
            result.features = _list(lines)
        elif key == "negative":
            pairs = [line.split(":", 1) for line in lines if ":" in line]
            result.negative = {name.strip(): value.strip() for name, value in pairs}
        elif key == "description":
            result.description = " ".join(" ".join(lines).strip("|> ").split())
    return result


def _entries(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each key with its lines, the one that it stands in first."""
    key, lines = "", []
    for line in text.splitlines():
        start = re.match(r"(\w+):(.*)", line)
        if start:
            yield key, lines
            key, lines = start[1], [start[2]]
        else:
            lines.append(line)
    yield key, lines


def _list(lines: list[str]) -> set[str]:
    return set(re.findall(r"[\w.-]*\w", " ".join(re.sub(r"^\s*- ", " ", line) for line in lines)))


def runs_of(flags: set[str]) -> tuple[Run, ...]:
    """In which ways a test with these flags runs."""
    if "module" in flags:
        return (MODULE_RUN,)
    if "onlyStrict" in flags:
        return (STRICT_RUN,)
    if flags & {"noStrict", "raw"}:
        return (SLOPPY_RUN,)
    return (SLOPPY_RUN, STRICT_RUN)


def cases(place: Path) -> Iterator[Case]:
    """The tests of a checkout, or of a folder or archive that has `test/language` in it."""
    for path, source in files_of(place):
        start = next((path.find(folder) for folder in FOLDERS if folder in path), None)
        # A _FIXTURE is a module that tests import.
        if start is None or not path.endswith(".js") or "_FIXTURE" in path:
            continue
        matter = front_matter(source)
        if matter is None:
            continue
        yield Case(
            path="test262/" + path[start:],
            source=source,
            runs=runs_of(matter.flags),
            accept=matter.negative.get("phase") not in {"parse", "early"},
            about=matter.description,
        )
