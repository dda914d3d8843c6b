"""Write what depends on the node grammar, or check that it is up to date.

python tools/gen_ast.py            write the files that changed
python tools/gen_ast.py --check    exit with 1, naming the files that would
python tools/gen_ast.py --sizes    bytes of each record
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import _ast_c
import _ast_grammar
import _ast_python


def outputs() -> dict[Path, str]:
    """Every generated file with the text it should have."""
    grammar = _ast_grammar.read()
    csrc = _ast_grammar.ROOT / "csrc/ecmascript"
    package = _ast_grammar.ROOT / "src/arenite/ecmascript"
    return {
        csrc / "ast.h": _ast_c.header(grammar),
        csrc / "ast_schema.c": _ast_c.schema(grammar),
        package / "ast.py": _ast_python.module(grammar),
    }


def stale() -> list[Path]:
    """The generated files that are missing or out of date."""
    return [path for path, text in outputs().items() if _read(path) != text]


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


def print_sizes() -> None:
    """Bytes, tag and name of each record."""
    for record in _ast_grammar.read().records.values():
        print(f"{record.size:4} {record.tag:4} {record.name}")


def main() -> int:
    """The exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--sizes", action="store_true")
    arguments = parser.parse_args()
    if arguments.sizes:
        print_sizes()
        return 0
    wrong = stale()
    for path in wrong:
        print(path.relative_to(_ast_grammar.ROOT))
        if not arguments.check:
            path.write_text(outputs()[path], encoding="utf-8")
    return int(arguments.check and bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
