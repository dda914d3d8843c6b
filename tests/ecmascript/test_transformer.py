"""`Transformer`: new trees that share what did not change with the old ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from arenite import ArenaLimitError, Bump, LifetimeError, StaleReferenceError, arena_of, find_all
from arenite.ecmascript import (
    REMOVE,
    SKIP,
    Transformer,
    ast,
    estree_json,
    parse,
    parse_file,
    to_estree,
)

CASES = sorted((Path(__file__).parent / "cases").iterdir())


class Rename(Transformer):
    def __init__(self, old: str, new: str) -> None:
        self.names = old, new

    def leave_Identifier(self, node: ast.Identifier) -> ast.Identifier | None:
        old, new = self.names
        if node.name != old:
            return None
        return self.new(
            ast.Identifier, new, node.type_annotation, node.optional,
            start=node.start, end=node.end,
        )  # fmt: skip


def with_methods(**methods: Callable[..., Any]) -> Transformer:
    transformer = type("With", (Transformer,), methods)()
    assert isinstance(transformer, Transformer)
    return transformer


def names(node: ast.Node) -> list[str]:
    return sorted(found.name for found in find_all(node, ast.Identifier))


def test_nothing_changes_and_nothing_is_allocated() -> None:
    with parse("f(a, [b])") as out:
        before = out.arena.stats().used
        assert Rename("zz", "x").transform(out.program) == out.program
        assert out.arena.stats().used == before


def test_only_what_is_above_a_change_is_made_anew() -> None:
    with parse("f(a); g(b)") as out:
        old = out.program
        json = estree_json(old)
        new = Rename("a", "c").transform(old)
        assert new != old
        assert names(new) == ["b", "c", "f", "g"]
        assert new.body[1] == old.body[1]
        assert new.body[0] != old.body[0]
        assert estree_json(old) == json
        call = next(iter(find_all(new.body[0], ast.CallExpression)))
        assert call.callee == next(iter(find_all(old.body[0], ast.CallExpression))).callee
        # The source is shared: the new nodes are a few records.
        assert bytes(new.source) == bytes(old.source)


def test_a_change_costs_what_lies_above_it() -> None:
    with parse("a;" + "b;" * 10_000) as out:
        before = out.arena.stats().used
        Rename("a", "c").transform(out.program)
        assert out.arena.stats().used - before < 4 * 10_001 + 400


def test_removal() -> None:
    class NoDebugger(Transformer):
        def leave_DebuggerStatement(self, node: ast.DebuggerStatement) -> object:
            return REMOVE

    with parse("debugger; a; { debugger; b } debugger") as out:
        new = NoDebugger().transform(out.program)
        assert [s.type for s in new.body] == ["ExpressionStatement", "BlockStatement"]
        assert names(new) == ["a", "b"]
    assert repr(REMOVE) == "REMOVE"


def test_removal_from_optional_fields_and_required_ones() -> None:
    with parse("function f(): T { if (a) debugger; }") as out:
        new = with_methods(leave_TSTypeAnnotation=lambda self, node: REMOVE).transform(out.program)
        (function,) = new.body
        assert isinstance(function, ast.FunctionDeclaration)
        assert function.return_type is None
        remove = with_methods(leave_DebuggerStatement=lambda self, node: REMOVE)
        with pytest.raises(TypeError, match=r"IfStatement.consequent cannot be removed"):
            remove.transform(out.program)


def test_insertion() -> None:
    class Twice(Transformer):
        def leave_ExpressionStatement(self, node: ast.ExpressionStatement) -> object:
            return [node, self.new(ast.EmptyStatement), node]

    several = pytest.raises(TypeError, match=r"IfStatement.consequent holds one node, not 3")
    with parse("a; if (b) c") as out, several:
        Twice().transform(out.program)
    with parse("a; b") as out:
        new = Twice().transform(out.program)
        assert [s.type[0] for s in new.body] == ["E"] * 6
        assert [s.start for s in new.body] == [0, 0, 0, 3, 0, 3]


def test_a_method_sees_the_children_that_were_changed() -> None:
    class Fold(Transformer):
        def leave_BinaryExpression(self, node: ast.BinaryExpression) -> ast.Expression | None:
            match node:
                case ast.BinaryExpression(
                    left=ast.NumericLiteral(value=left),
                    operator="+",
                    right=ast.NumericLiteral(value=right),
                ):
                    return self.new(
                        ast.NumericLiteral, left + right, start=node.start, end=node.end
                    )
            return None

    with parse("x = 1 + 2 + 3 + y") as out:
        new = Fold().transform(out.program)
        assert [n.value for n in find_all(new, ast.NumericLiteral)] == [6]


def test_enter_skips() -> None:
    class Outside(Rename):
        def enter_Function(self, node: ast.Function) -> object:
            return SKIP

    with parse("a; function f() { a }") as out:
        assert names(Outside("a", "b").transform(out.program)) == ["a", "b", "f"]


@pytest.mark.parametrize(
    ("source", "old", "json"),
    [
        ("({a})", "a", '"shorthand":false'),
        ("({a = 1} = {})", "a", '"shorthand":false'),
    ],
)
def test_a_shorthand_that_is_renamed_keeps_its_key(source: str, old: str, json: str) -> None:
    with parse(source, filename="a.js") as out:
        new = Rename(old, "b").transform(out.program)
        (member,) = find_all(new, ast.Property)
        assert isinstance(member.key, ast.Identifier)
        assert member.key.name == old
        assert names(member.value)[-1:] == ["b"]
        assert json.encode() in estree_json(member)
        # Renamed to the same name it stays a shorthand.
        same = Rename(old, old).transform(out.program)
        assert next(iter(find_all(same, ast.Property))).shorthand


def test_imports_and_exports_that_are_renamed_keep_the_outer_name() -> None:
    with parse("import {a} from ''; export {a}", filename="a.mjs") as out:
        new = Rename("a", "b").transform(out.program)
        (imported,) = find_all(new, ast.ImportSpecifier)
        (exported,) = find_all(new, ast.ExportSpecifier)
        assert names(imported.imported) == names(exported.exported) == ["a"]
        assert names(imported.local) == names(exported.local) == ["b"]


def test_into_another_arena() -> None:
    with Bump() as other:
        out = parse("f(a)")
        new = Rename("a", "b").transform(out.program, into=other)
        assert arena_of(new) is other
        assert names(out.program) == ["a", "f"]
        out.close()
        assert names(new) == ["b", "f"]
        assert new.body[0].text == "f(a)"
    with pytest.raises(StaleReferenceError):
        names(new)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_a_tree_that_is_copied_is_the_same(path: Path) -> None:
    """Every node is made anew, and again from the copy in another arena."""
    copy = with_methods(leave_Expression=lambda self, node: self.arena.copy(node))
    with parse_file(path, early_errors=False) as out, Bump() as other:
        expected = to_estree(out.program)
        assert to_estree(copy.transform(out.program)) == expected
        assert to_estree(copy.transform(out.program, into=other)) == expected


def test_nodes_of_a_new_tree_know_their_text() -> None:
    with parse("f(a); g(b)") as out:
        new = Rename("a", "c").transform(out.program)
        assert new.body[0].text == "f(a);"
        assert new.body[1].loc.start == (1, 6)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (5, "leave_Identifier|lambda.* returned 5: expected nodes, REMOVE, or None"),
        ([5], "expected nodes, REMOVE"),
    ],
)
def test_what_methods_may_not_return(change: object, message: str) -> None:
    with parse("a") as out, pytest.raises(TypeError, match=message):
        with_methods(leave_Identifier=lambda self, node: change).transform(out.program)


def test_a_node_that_cannot_stand_there() -> None:
    statement = with_methods(leave_Identifier=lambda self, node: self.new(ast.EmptyStatement))
    with parse("a + b") as out, pytest.raises(TypeError, match="BinaryExpression"):
        statement.transform(out.program)


def test_a_node_of_another_arena() -> None:
    with parse("a") as out, Bump() as other:
        stray = other.alloc(ast.Identifier, "b")
        transformer = with_methods(leave_Identifier=lambda self, node: stray)
        with pytest.raises(LifetimeError):
            transformer.transform(out.program)


def test_the_root() -> None:
    with parse("a") as out:
        remove = with_methods(leave_Program=lambda self, node: REMOVE)
        with pytest.raises(TypeError, match="the root, a Program, became nothing"):
            remove.transform(out.program)
        identifier = next(iter(find_all(out.program, ast.Identifier)))
        assert Rename("a", "b").transform(identifier).name == "b"


def test_misuse() -> None:
    with pytest.raises(TypeError, match="call it enter_Identifier or leave_Identifier"):
        type("Wrong", (Transformer,), {"visit_Identifier": lambda self, node: None})
    with pytest.raises(ValueError, match="transform is not running"):
        Transformer().new(ast.EmptyStatement)
    again = with_methods(leave_Identifier=lambda self, node: self.transform(node))
    with parse("a") as out, pytest.raises(ValueError, match="is running already"):
        again.transform(out.program)


def test_an_error_leaves_the_old_tree() -> None:
    with Bump(limit=3000) as bump:
        out = parse("a;" * 20, arena=bump)
        json = estree_json(out.program)
        grow = with_methods(leave_Identifier=lambda self, node: self.new(ast.Identifier, "x" * 500))
        with pytest.raises(ArenaLimitError):
            grow.transform(out.program)
        assert estree_json(out.program) == json


def test_depth_costs_no_stack() -> None:
    with Bump() as bump:
        node: ast.Expression = bump.alloc(ast.Identifier, "a")
        for _ in range(20_000):
            node = bump.alloc(ast.UnaryExpression, "!", node)
        new = Rename("a", "b").transform(node)
        assert names(new) == ["b"]
        assert names(node) == ["a"]
