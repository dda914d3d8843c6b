"""Which kinds of nodes do the files of a folder consist of?

    python examples/count_nodes.py [FOLDER]

`parse_files` parses in several threads, without the GIL, and gives each file in order
while the next ones are being parsed. Of a kind that is rare, `find_all(...).count()`
would be quicker: it looks at a node in a few nanoseconds and makes no objects.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from arenite import find_all, walk
from arenite.ecmascript import ParsedFile, ast, parse_files

SUFFIXES = {".js", ".jsx", ".mjs", ".cjs", ".ts", ".tsx", ".mts", ".cts"}


def show_progress(done: int, total: int | None, file: ParsedFile) -> None:
    """Where somebody may look, and output is not read by a program."""
    if sys.stderr.isatty():
        print(f"\r{done} of {total}: {file.path}\033[K", end="", file=sys.stderr)


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "shop"
    paths = sorted(path for path in folder.rglob("*") if path.suffix in SUFFIXES)
    kinds: Counter[str] = Counter()
    functions = failed = size = 0
    for file in parse_files(paths, progress=show_progress):
        with file:
            if not file.ok:
                failed += 1
                continue
            program = file.unwrap().program
            size += len(program.source)
            kinds.update(type(node).__name__ for node in walk(program))
            functions += find_all(
                program,
                ast.FunctionDeclaration,
                ast.FunctionExpression,
                ast.ArrowFunctionExpression,
            ).count()
    print(f"{len(paths)} files, {failed} with errors: {kinds.total()} nodes of {size} bytes")
    for kind, count in sorted(kinds.items(), key=lambda item: (-item[1], item[0]))[:10]:
        print(f"{count:6} {kind}")
    print(f"{functions} functions")


if __name__ == "__main__":
    main()
