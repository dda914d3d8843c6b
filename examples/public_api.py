"""What does a TypeScript file export?

    python examples/public_api.py [FILE]

Prints each export as its source says it, but without bodies and initial values: the
text from the start of the declaration to the start of what is left out. The comment
that stands before it is printed too.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from arenite.ecmascript import ParsedOutput, ast, parse_file


def head(out: ParsedOutput, node: ast.Node, end: int) -> str:
    """The source from the start of a node to `end`, on one line."""
    text = out.source[node.start : end].decode()
    return " ".join(text.split()).removesuffix("=>").removesuffix("=").rstrip()


def signatures(out: ParsedOutput, node: ast.Node) -> Iterator[str]:
    match node:
        case ast.FunctionDeclaration(body=body):
            yield head(out, node, body.start)
        case ast.ClassDeclaration(body=body):
            yield head(out, node, body.start)
            for member in body.body:
                yield from members(out, member)
        case ast.VariableDeclaration(kind=kind, declarations=declarations):
            for declarator in declarations:
                yield f"{kind} {variable(out, declarator)}"
        case ast.TSInterfaceDeclaration() | ast.TSTypeAliasDeclaration():
            yield head(out, node, node.end)
        case _:
            yield head(out, node, node.end)


def variable(out: ParsedOutput, node: ast.VariableDeclarator) -> str:
    match node.init:
        case None:
            return node.text
        case ast.ArrowFunctionExpression(body=body):
            return head(out, node, body.start)
        case init:
            return head(out, node, init.start)


def members(out: ParsedOutput, node: ast.ClassElement) -> Iterator[str]:
    """The members of a class that are not private."""
    if isinstance(
        node,
        ast.MethodDefinition
        | ast.TSAbstractMethodDefinition
        | ast.PropertyDefinition
        | ast.TSAbstractPropertyDefinition,
    ):
        if isinstance(node.key, ast.PrivateIdentifier) or node.accessibility == "private":
            return
        end = node.end
        if isinstance(node.value, ast.FunctionExpression):
            end = node.value.body.start
        elif isinstance(node.value, ast.Expression) and not isinstance(
            node.value, ast.TSEmptyBodyFunctionExpression
        ):
            end = node.value.start
        yield "    " + head(out, node, end)


def exports(out: ParsedOutput) -> Iterator[tuple[ast.Node, str]]:
    for statement in out.program.body:
        match statement:
            case ast.ExportNamedDeclaration(declaration=None, specifiers=specifiers):
                for specifier in specifiers:
                    yield specifier, specifier.text
            case ast.ExportNamedDeclaration(declaration=declaration) if declaration:
                for line in signatures(out, declaration):
                    yield statement, line
            case ast.ExportDefaultDeclaration(declaration=declaration):
                for line in signatures(out, declaration):
                    yield statement, f"default {line}"
            case ast.ExportAllDeclaration():
                yield statement, statement.text


def main() -> None:
    shop = Path(__file__).parent / "shop"
    paths = [Path(name) for name in sys.argv[1:]] or [shop / "cart.ts", shop / "money.ts"]
    for path in paths:
        with parse_file(path, comments=True) as out:
            print(f"{path.name}:")
            shown = None
            for node, line in exports(out):
                comment = out.comments.before(node)
                between = out.source[comment.end : node.start] if comment else b"-"
                if comment and not between.strip() and comment.start != shown:
                    shown = comment.start
                    print(f"  -- {comment.value.strip('* ')}")
                print(f"  {line}")


if __name__ == "__main__":
    main()
