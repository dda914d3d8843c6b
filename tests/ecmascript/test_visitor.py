"""`Visitor` and `child_nodes`: which methods are called, for which nodes, in which order."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from arenite import Bump, CorruptArenaError, StaleReferenceError, walk
from arenite.ecmascript import SKIP, Visitor, ast, child_nodes, parse, parse_file

CASES = sorted((Path(__file__).parent / "cases").iterdir())


class Trace(Visitor):
    """Writes down what is called."""

    def __init__(self) -> None:
        self.calls: list[str] = []

    def enter_Node(self, node: ast.Node) -> None:
        self.calls.append(f"+{type(node).__name__}")

    def leave_Node(self, node: ast.Node) -> None:
        self.calls.append(f"-{type(node).__name__}")


def trace(source: str) -> list[str]:
    visitor = Trace()
    with parse(source) as out:
        visitor.visit(out.program)
    return visitor.calls


def test_nodes_are_entered_and_left() -> None:
    assert trace("f(a)") == [
        "+Program", "+ExpressionStatement", "+CallExpression", "+Identifier", "-Identifier",
        "+Identifier", "-Identifier", "-CallExpression", "-ExpressionStatement", "-Program",
    ]  # fmt: skip


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_every_node_is_visited_once_and_children_follow_the_source(path: Path) -> None:
    class Order(Visitor):
        def __init__(self) -> None:
            self.nodes: set[tuple[int, int, str]] = set()
            self.count = 0

        def enter_Node(self, node: ast.Node) -> None:
            self.count += 1
            self.nodes.add((node.start, node.end, type(node).__name__))
            starts = [child.start for child in child_nodes(node)]
            if not isinstance(node, ast.TemplateLiteral | ast.TSTemplateLiteralType):
                assert starts == sorted(starts), (type(node), node.text)

    order = Order()
    with parse_file(path, early_errors=False) as out:
        order.visit(out.program)
        nodes = [node for node in walk(out.program) if isinstance(node, ast.Node)]
        walked = [(n.start, n.end, type(n).__name__) for n in nodes]
        assert order.nodes == set(walked)
        # What the parser reads as one record for both sides of a shorthand is met once.
        assert len(walked) <= order.count + len(order.nodes)


def test_the_method_for_the_fewest_classes_is_called() -> None:
    class Names(Visitor):
        def __init__(self) -> None:
            self.calls: list[tuple[str, str]] = []

        def enter_Node(self, node: ast.Node) -> None:
            self.calls.append(("node", node.type))

        def enter_Expression(self, node: ast.Expression) -> None:
            self.calls.append(("expression", node.type))

        def enter_Literal(self, node: ast.Literal) -> None:
            self.calls.append(("literal", node.text))

        def enter_NumericLiteral(self, node: ast.NumericLiteral) -> None:
            self.calls.append(("number", node.text))

        def enter_Function(self, node: ast.Function) -> None:
            self.calls.append(("function", node.type))

    names = Names()
    with parse("function f() { return [a, 'b', 1] }") as out:
        names.visit(out.program)
    assert names.calls == [
        ("node", "Program"), ("function", "FunctionDeclaration"), ("expression", "Identifier"),
        ("node", "BlockStatement"), ("node", "ReturnStatement"),
        ("expression", "ArrayExpression"), ("expression", "Identifier"), ("literal", "'b'"),
        ("number", "1"),
    ]  # fmt: skip


def test_skip_leaves_children_out_and_still_leaves_the_node() -> None:
    class Outer(Visitor):
        def __init__(self) -> None:
            self.calls: list[str] = []

        def enter_Function(self, node: ast.Function) -> object:
            self.calls.append("function")
            return SKIP

        def leave_Function(self, node: ast.Function) -> None:
            self.calls.append("left")

        def enter_Identifier(self, node: ast.Identifier) -> None:
            self.calls.append(node.name)

    outer = Outer()
    with parse("a; function b() { c } d") as out:
        outer.visit(out.program)
    assert outer.calls == ["a", "function", "left", "d"]
    assert repr(SKIP) == "SKIP"


def test_visit_methods_decide_about_children() -> None:
    class Deciding(Visitor):
        def __init__(self) -> None:
            self.calls: list[str] = []

        def visit_FunctionDeclaration(self, node: ast.FunctionDeclaration) -> None:
            self.calls.append("function")
            self.visit(node.body)
            if node.id is not None:
                self.visit(node.id)

        def visit_CallExpression(self, node: ast.CallExpression) -> None:
            self.calls.append("call")
            self.generic_visit(node)

        def visit_ClassDeclaration(self, node: ast.ClassDeclaration) -> None:
            self.calls.append("class")

        def visit_IfStatement(self, node: ast.IfStatement) -> None:
            self.generic_visit(node.consequent)

        def enter_Identifier(self, node: ast.Identifier) -> None:
            self.calls.append(node.name)

    deciding = Deciding()
    with parse("function f(x) { g(y) } class C { z() {} } if (q) { r }", filename="a.js") as out:
        deciding.visit(out.program)
    assert deciding.calls == ["function", "call", "g", "y", "f", "class", "r"]


def test_parents_and_ancestors() -> None:
    class Up(Visitor):
        def __init__(self) -> None:
            self.found: list[list[str]] = []

        def enter_Identifier(self, node: ast.Identifier) -> None:
            assert self.parent() == next(self.ancestors())
            self.found.append([type(n).__name__ for n in self.ancestors()])

        def leave_CallExpression(self, node: ast.CallExpression) -> None:
            assert isinstance(self.parent(), ast.ExpressionStatement)
            assert self.parent(9) is None

    up = Up()
    with parse("f()") as out:
        up.visit(out.program)
        with pytest.raises(ValueError, match="generic_visit is for methods"):
            up.generic_visit(out.program)
    assert up.found == [["CallExpression", "ExpressionStatement", "Program"]]
    assert up.parent() is None


def test_stop() -> None:
    class First(Visitor):
        found: str | None = None

        def enter_Identifier(self, node: ast.Identifier) -> None:
            assert self.found is None
            self.found = node.name
            self.stop()

    first = First()
    with parse("a; b; c") as out:
        first.visit(out.program)
        assert first.found == "a"
        first.found = None
        first.visit(out.program.body[2])
        assert first.found == "c"


def test_shorthands_are_visited_once() -> None:
    class Names(Visitor):
        def __init__(self) -> None:
            self.names: list[str] = []

        def enter_Identifier(self, node: ast.Identifier) -> None:
            self.names.append(node.name)

    names = Names()
    source = "import {a, b as c} from ''; export {d, e as f}; ({g, h: i}); ({j = 1} = k)"
    with parse(source, filename="a.mjs", early_errors=False) as out:
        names.visit(out.program)
    assert names.names == list("abcdefghijk")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("enter_CallExpresion", "did you mean enter_CallExpression"),
        ("visit_SourceType", "ast has no node type SourceType"),
        ("leave_Zzzzzz", "ast has no node type Zzzzzz$"),
    ],
)
def test_names_that_are_wrong(name: str, message: str) -> None:
    with pytest.raises(TypeError, match=message):
        type("Wrong", (Visitor,), {name: lambda self, node: None})


def test_helpers_may_be_called_anything_else() -> None:
    class Helped(Visitor):
        visit_count = 0

        def enter_all(self) -> None: ...

        def visit_Identifier(self, node: ast.Identifier) -> None:
            self.visit_count += 1

    helped = Helped()
    with parse("a + b") as out:
        helped.visit(out.program)
    assert helped.visit_count == 2


def test_two_methods_for_the_same_class() -> None:
    # Both unions have the same number of members.
    with pytest.raises(TypeError, match="both are for"):
        type(
            "Two",
            (Visitor,),
            {"enter_Argument": lambda s, n: None, "enter_ArrayElement": lambda s, n: None},
        )


def test_depth_costs_no_stack() -> None:
    depth = 100_000
    with Bump() as bump:
        node: ast.Expression = bump.alloc(ast.Identifier, "x")
        for _ in range(depth):
            node = bump.alloc(ast.UnaryExpression, "!", node)

        class Deep(Visitor):
            entered = left = 0

            def enter_UnaryExpression(self, node: ast.UnaryExpression) -> None:
                self.entered += 1

            def leave_UnaryExpression(self, node: ast.UnaryExpression) -> None:
                self.left += 1

        deep = Deep()
        deep.visit(node)
        assert (deep.entered, deep.left) == (depth, depth)


def test_a_cycle_is_an_error() -> None:
    with Bump() as bump:
        node = bump.alloc(ast.UnaryExpression, "!", bump.alloc(ast.Identifier, "x"))
        node.argument = node
        with pytest.raises(CorruptArenaError, match="cycle"):
            Trace().visit(node)


def test_freeing_the_tree_that_is_visited() -> None:
    class Closes(Visitor):
        def __init__(self, arena: Bump) -> None:
            self.arena = arena

        def enter_Identifier(self, node: ast.Identifier) -> None:
            self.arena.reset()

    with parse("f(a, b)") as out, pytest.raises(StaleReferenceError):
        Closes(out.arena).visit(out.program)
    with pytest.raises(StaleReferenceError):
        Trace().visit(out.program)


def test_younger_nodes_that_are_freed_while_they_are_visited() -> None:
    """The root lives on, but what it leads to does not."""
    with Bump() as bump:
        root = bump.alloc(ast.ArrayExpression)

        class Frees(Visitor):
            def enter_ArrayExpression(self, node: ast.ArrayExpression) -> None:
                with bump.scope():
                    self.visit(bump.alloc(ast.Identifier, "a"))

        with pytest.raises(StaleReferenceError):
            Frees().visit(root)


def test_a_node_of_another_arena_cannot_be_visited_along() -> None:
    class Strays(Visitor):
        def __init__(self, other: ast.Node) -> None:
            self.other = other

        def enter_Program(self, node: ast.Program) -> None:
            self.visit(self.other)

    with parse("a") as one, parse("b") as two, pytest.raises(ValueError, match="another arena"):
        Strays(two.program).visit(one.program)


def test_the_tree_below_may_be_changed() -> None:
    class Changes(Visitor):
        def __init__(self, arena: Bump) -> None:
            self.arena = arena
            self.names: list[str] = []

        def enter_CallExpression(self, node: ast.CallExpression) -> None:
            node.arguments = [self.arena.alloc(ast.Identifier, n) for n in ("x", "y", "z")]

        def enter_Identifier(self, node: ast.Identifier) -> None:
            self.names.append(node.name)

    with parse("f(a); g") as out:
        changes = Changes(out.arena)
        changes.visit(out.program)
    assert changes.names == ["f", "x", "y", "z", "g"]


class Assigns(Visitor):
    """Gives the root other items as soon as it sees one of them."""

    def __init__(self, root: ast.ArrayExpression, items: list[ast.Identifier]) -> None:
        self.root = root
        self.items = items
        self.names: list[str] = []

    def enter_Identifier(self, node: ast.Identifier) -> None:
        self.names.append(node.name)
        self.root.elements = self.items


@pytest.mark.parametrize("count", [0, 1, 2, 8])
def test_lists_that_are_assigned_while_they_are_visited(count: int) -> None:
    """Where the old items were may be free memory, or another list."""
    with Bump() as bump:
        others = [bump.alloc(ast.Identifier, f"a{i}") for i in range(count)]
        root = bump.alloc(ast.ArrayExpression)
        root.elements = [bump.alloc(ast.Identifier, f"b{i}") for i in range(6)]
        assigns = Assigns(root, others)
        assigns.visit(root)
        assert assigns.names[0] == "b0"
        assert set(assigns.names) <= {f"{x}{i}" for x in "ab" for i in range(8)}


def test_what_is_no_node() -> None:
    with pytest.raises(TypeError, match="expected a record"):
        Visitor().visit(5)  # type: ignore[arg-type]


def test_child_nodes() -> None:
    with parse("for (a; b; c) d", filename="a.js") as out:
        (loop,) = out.program.body
        assert [child.text for child in child_nodes(loop)] == ["a", "b", "c", "d"]
        assert list(child_nodes(next(child_nodes(loop)))) == []


def test_any_bytes_give_visits_or_an_error() -> None:
    source = "interface A { b: 'x' | 1; c(d?: number): A[] } f({a, b: [c]})"
    rng = random.Random(7)
    outcomes = set()
    for _ in range(1000):
        memory = bytearray(1 << 14)
        bump = Bump.over(memory)
        out = parse(source, arena=bump)
        used = bump.stats().used
        for _ in range(rng.randint(1, 8)):
            memory[rng.randrange(len(source) + 64, used)] = rng.randrange(256)
        try:
            Trace().visit(out.program)
            outcomes.add("visited")
        except CorruptArenaError:
            outcomes.add("error")
        bump.close()
    assert outcomes == {"visited", "error"}
