"""Which imports of a TypeScript project are not used?

    python examples/unused_imports.py [FOLDER]

Each file is parsed in a thread of its own, and a Visitor collects the names that are
used. It decides itself which children of a node it looks at: `price` in `item.price`
and in `{price: 1}` is no use of an import. Scopes are left out: a parameter of the same
name counts as a use.
"""

from __future__ import annotations

import sys
from pathlib import Path

from arenite.ecmascript import ParsedOutput, Visitor, ast, parse_files


class Names(Visitor):
    """Collects what is imported, with the node to show, and what is used."""

    def __init__(self) -> None:
        self.imported: dict[str, ast.Node] = {}
        self.used: set[str] = set()

    def visit_ImportSpecifier(self, node: ast.ImportSpecifier) -> None:
        self.imported[node.local.name] = node

    def visit_ImportDefaultSpecifier(self, node: ast.ImportDefaultSpecifier) -> None:
        self.imported[node.local.name] = node

    def visit_ImportNamespaceSpecifier(self, node: ast.ImportNamespaceSpecifier) -> None:
        self.imported[node.local.name] = node

    def visit_MemberExpression(self, node: ast.MemberExpression) -> None:
        self.visit(node.object)
        if node.computed:
            self.visit(node.property)

    def visit_TSQualifiedName(self, node: ast.TSQualifiedName) -> None:
        self.visit(node.left)

    def visit_Property(self, node: ast.Property) -> None:
        self.visit(node.value)
        if node.computed:
            self.visit(node.key)

    def visit_MethodDefinition(self, node: ast.MethodDefinition) -> None:
        self.visit(node.value)
        if node.computed:
            self.visit(node.key)

    def enter_Identifier(self, node: ast.Identifier) -> None:
        self.used.add(node.name)

    def enter_JSXIdentifier(self, node: ast.JSXIdentifier) -> None:
        self.used.add(node.name)


def unused(out: ParsedOutput) -> list[ast.Node]:
    names = Names()
    names.visit(out.program)
    return [node for name, node in names.imported.items() if name not in names.used]


def main() -> None:
    default = Path(__file__).parent / "shop"
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else default
    paths = sorted(path for path in folder.rglob("*.ts*") if "node_modules" not in path.parts)
    for path, file in zip(paths, parse_files(paths), strict=True):
        with file:
            if file.error is not None:
                print(f"{path.name}: {file.error}")
            else:
                for node in unused(file.unwrap()):
                    print(f"{path.name}:{node.loc.start.line}: {node.text} is not used")


if __name__ == "__main__":
    main()
