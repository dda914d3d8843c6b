r"""The outlines in `tests/ecmascript/outlines`: what a source must be parsed to.

A file holds blocks with an empty line between them. A block is a source on one line
(`\n` stands for a line break) and, indented, one line for each of its statements: the
ESTree without positions and without what is null, false or empty. The name of the file
says the language and the module goal: `statements.js.txt`, `modules.mjs.txt`.

    python tests/ecmascript/outlines.py    write them again, from the sources in them
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from arenite.ecmascript import parse, to_estree

FOLDER = Path(__file__).parent / "outlines"
HIDDEN = {"type", "start", "end", "raw", "regex", "directive"}


def files() -> list[Path]:
    return sorted(FOLDER.glob("*.txt"))


def read(path: Path) -> list[tuple[str, list[str]]]:
    """Source and lines of each block."""
    blocks = path.read_text(encoding="utf-8").strip().split("\n\n")
    parts = [block.split("\n") for block in blocks]
    return [(first, [line.strip() for line in rest]) for first, *rest in parts]


def outline(value: Any) -> str:
    """One line that says what a piece of ESTree is."""
    if isinstance(value, list):
        return "[" + ", ".join(map(outline, value)) + "]"
    if not isinstance(value, dict):
        return repr(value)
    if "type" not in value:  # of a TemplateElement
        return repr(value["cooked"])
    if value["type"] == "Literal":
        return str(value["raw"]).replace("\n", "\\n")
    fields = [f"{k}={outline(v)}" for k, v in value.items() if _shown(k, v)]
    if value["type"] == "Identifier" and len(fields) == 1:
        return str(value["name"])
    return f"{value['type']}({', '.join(fields)})"


def _shown(key: str, value: Any) -> bool:
    return key not in HIDDEN and value is not None and value is not False and value != []


def lines_of(source: str, path: Path) -> list[str]:
    """The outline of each statement of a source."""
    with parse(source.replace("\\n", "\n"), filename=path.stem) as out:
        return [outline(statement) for statement in to_estree(out.program)["body"]]


def main() -> None:
    for path in files():
        blocks = [(source, lines_of(source, path)) for source, _ in read(path)]
        text = "\n\n".join("\n    ".join([source, *lines]) for source, lines in blocks)
        path.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
