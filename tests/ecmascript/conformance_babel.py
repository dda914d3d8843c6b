"""Tests of Babel's parser, by a manifest.

`manifest.jsonl` has a line a fixture: `path` below `files/`, `source_type`, `plugins`, `options`,
and `expect`, which is `accept` or `reject`. Options of Babel's that we have not are not looked at:
the fixtures for which they matter are among the expected failures.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from conformance_cases import Case, Run, files_of

MODULES = {"script": False, "module": True, "unambiguous": None, "commonjs": None}


def run_of(entry: dict[str, Any]) -> Run:
    """How a fixture is parsed; of typescript/dts, with an option that the manifest has not."""
    plugins = {plugin if isinstance(plugin, str) else plugin[0] for plugin in entry["plugins"]}
    path: str = entry["path"]
    jsx = "jsx" in plugins or path.endswith((".jsx", ".tsx"))
    if path.endswith(".d.ts") or path.startswith("typescript/dts/"):
        language = "dts"
    elif "typescript" in plugins:
        language = "tsx" if jsx else "ts"
    else:
        language = "jsx" if jsx else "js"
    kind: str = entry["source_type"]
    name = "input.cjs" if kind == "commonjs" else None
    return Run(f"{language} {kind}", language, MODULES[kind], filename=name)


def cases(place: Path) -> Iterator[Case]:
    """The fixtures of a folder or archive that has the manifest and `files/` in it."""
    files = dict(files_of(place))
    for entry in map(json.loads, files["manifest.jsonl"].decode().splitlines()):
        options = ", ".join(f"{key}: {value}" for key, value in entry["options"].items())
        yield Case(
            path="babel/" + entry["path"],
            source=files["files/" + entry["path"]],
            runs=(run_of(entry),),
            accept=entry["expect"] == "accept",
            about=f"with {options}" if options else "",
        )
