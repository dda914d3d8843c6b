"""ast.parse of modules of the standard library: each tree is walked; every fourth is kept."""

import ast
import sys
import sysconfig
from pathlib import Path

BYTES = 60_000 if "--short" in sys.argv else 3_500_000


def sources() -> list[str]:
    texts, size = [], 0
    for path in sorted(Path(sysconfig.get_path("stdlib")).glob("*.py")):
        text = path.read_text(encoding="utf-8")
        texts.append(text)
        size += len(text)
        if size > BYTES:
            break
    return texts


class Names(ast.NodeVisitor):
    def __init__(self) -> None:
        self.found: dict[str, int] = {}

    def visit_Name(self, node: ast.Name) -> None:
        self.found[node.id] = self.found.get(node.id, 0) + node.lineno


def main() -> None:
    names, kept, nodes = Names(), [], 0
    for i, text in enumerate(sources()):
        tree = ast.parse(text)
        names.visit(tree)
        nodes += sum(1 for _ in ast.walk(tree))
        if i % 4 == 0:
            kept.append(tree)
    print("checksum", nodes, len(kept), sum(names.found.values()))


main()
