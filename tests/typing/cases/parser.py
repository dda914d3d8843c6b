# pyright: strict
"""The parser: what its functions, visitors, transformers and sequences give."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_type

from arenite import Bump, find_all
from arenite.ecmascript import (
    REMOVE,
    SKIP,
    Comment,
    Location,
    ParsedFile,
    ParsedOutput,
    SourceLocation,
    Token,
    Transformer,
    Visitor,
    ast,
    child_nodes,
    parse,
    parse_files,
)


class Calls(Visitor):
    def enter_Function(self, node: ast.Function) -> object:
        return SKIP

    def visit_CallExpression(self, node: ast.CallExpression) -> None:
        assert_type(self.parent(), ast.Node | None)
        self.generic_visit(node)
        for ancestor in self.ancestors():
            assert_type(ancestor, ast.Node)


class Names(Transformer):
    def leave_Identifier(self, node: ast.Identifier) -> ast.Identifier:
        made = self.new(ast.Identifier, node.name, start=node.start)
        assert_type(made, ast.Identifier)
        return made

    def leave_DebuggerStatement(self, node: ast.DebuggerStatement) -> object:
        return REMOVE


with parse("f(a)", comments=True, tokens=True) as out:
    assert_type(out, ParsedOutput)
    assert_type(out.program.text, str)
    assert_type(out.program.loc, SourceLocation)
    assert_type(out.location(1, unit="utf-16"), Location)
    assert_type(list(out.comments), list[Comment])
    assert_type(out.comments.leading(out.program), list[Comment])
    out.to_estree(ranges=True)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    assert_type(out.tokens[0], Token)
    assert_type(out.tokens[0:1], list[Token])
    assert_type(out.tokens.before(out.program), Token | None)
    for call in find_all(out.program, ast.CallExpression):
        assert_type(call, ast.CallExpression)
        for child in child_nodes(call):
            assert_type(child, ast.Node)
    Calls().visit(out.program)
    with Bump() as other:
        assert_type(Names().transform(out.program), ast.Program)
        assert_type(Names().transform(out.program, into=other), ast.Program)

for file in parse_files(["missing.ts"], workers=1):
    assert_type(file, ParsedFile)
    if file.ok:
        assert_type(file.unwrap(), ParsedOutput)

if TYPE_CHECKING:
    parse("", comments=1)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    out.location(0, unit="bytes")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    Visitor().visit(5)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    parse_files("a.ts", workers="2")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
