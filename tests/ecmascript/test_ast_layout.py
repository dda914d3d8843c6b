"""The record core lays the node classes out as the parser's C structs are."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import arenite
from arenite.ecmascript import ast

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))

import _ast_grammar as grammar
import _ast_python as writer

RECORDS = grammar.read().records


@pytest.mark.parametrize("name", RECORDS)
def test_same_offsets_in_python_and_in_c(name: str) -> None:
    record = RECORDS[name]
    node = getattr(ast, name)
    offsets = {f.name: f.offset for f in arenite.fields(node)}
    expected = {writer.identifier(f.name): f.offset for f in record.fields}
    assert offsets == expected | {"start": 4, "end": 8}
    assert arenite.sizeof(node) == record.size


def test_every_name_is_exported() -> None:
    assert set(ast.__all__) >= {*RECORDS, "Node", "Expression", "Pattern"}
    assert all(hasattr(ast, name) for name in ast.__all__)


def test_a_node_by_hand() -> None:
    with arenite.Bump() as bump:
        name = bump.alloc(ast.Identifier, "a")
        member = bump.alloc(ast.MemberExpression, name, name, computed=True, end=4)
        assert member.type == "MemberExpression"
        assert (member.start, member.end) == (0, 4)
        assert isinstance(member, ast.Expression)
        literal = bump.alloc(ast.StringLiteral, "x")
        assert literal.type == "Literal"
        assert literal.raw is None
        operator = bump.alloc(ast.BinaryExpression, name, ">>>", literal).operator
        assert operator == ">>>"
