"""Visitors: methods that are called for the nodes of a tree, by their names.

Which nodes are looked at is decided in C: all that no method is for are passed by
there. Nothing recurses, so a tree may be as deep as it likes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, ClassVar, Final, Literal, TypeAlias, final, get_args

from arenite._core import _tag
from arenite.ecmascript import ast
from arenite.ecmascript._parser import TAGS, Traversal
from arenite.ecmascript.ast import Node


@final
class Skip:
    """The class of SKIP."""

    def __repr__(self) -> str:
        return "SKIP"


SKIP: Final = Skip()
"""What an `enter_` method returns so that the children of its node are not visited."""

Method: TypeAlias = Callable[[Any, Any], Any]
Prefix: TypeAlias = Literal["enter", "visit", "leave"]
_PREFIXES: tuple[Prefix, ...] = get_args(Prefix)

_WANT_ENTER = 1
_WANT_LEAVE = 2


def _members(name: str) -> list[type[Node]] | None:
    """The node classes that a name of `ast` stands for; None if it names none."""
    found = getattr(ast, name, None) if name in ast.__all__ else None
    parts = [found] if isinstance(found, type) else list(get_args(found))
    if not parts or not all(isinstance(p, type) and issubclass(p, Node) for p in parts):
        return None
    return [c for c in CLASSES if any(issubclass(c, part) for part in parts)]


CLASSES: tuple[type[Node], ...] = tuple(
    cls
    for name in ast.__all__
    if isinstance(cls := getattr(ast, name), type) and issubclass(cls, Node) and _tag(cls)
)
"""The classes that nodes are of, without the families."""


class Methods:
    """What a class has methods for: by node class, the method's name."""

    def __init__(self, owner: type, prefixes: tuple[Prefix, ...]) -> None:
        self.names: dict[Prefix, dict[type[Node], str]] = {p: {} for p in prefixes}
        found: list[tuple[int, Prefix, str, list[type[Node]]]] = []
        for name in dir(owner):
            for prefix in _PREFIXES:
                target = name.removeprefix(f"{prefix}_")
                if target != name and target[:1].isupper():
                    found.append(_resolve(owner, name, prefix, target, prefixes))
        # The most general first, so that those for fewer classes overrule them.
        found.sort(key=lambda item: -item[0])
        sizes: dict[tuple[str, type[Node]], int] = {}
        for size, prefix, name, classes in found:
            for cls in classes:
                if sizes.get((prefix, cls)) == size:
                    other = self.names[prefix][cls]
                    raise TypeError(
                        f"{owner.__name__}: {other} and {name} both are for {cls.__name__}"
                    )
                sizes[prefix, cls] = size
                self.names[prefix][cls] = name
        self.want = self._want()

    def bound(self, visitor: object, prefix: Prefix) -> dict[type[Node], Callable[[Any], Any]]:
        """The bound methods, by the class of the node."""
        return {cls: getattr(visitor, name) for cls, name in self.names[prefix].items()}

    def _want(self) -> bytes:
        """For each tag, whether its nodes are to be entered and left."""
        wanted = bytearray(TAGS)
        for prefix, names in self.names.items():
            for cls in names:
                wanted[_tag(cls) or 0] |= _WANT_LEAVE if prefix == "leave" else _WANT_ENTER
        return bytes(wanted)


def _resolve(
    owner: type, name: str, prefix: Prefix, target: str, prefixes: tuple[Prefix, ...]
) -> tuple[int, Prefix, str, list[type[Node]]]:
    classes = _members(target)
    if classes is None:
        import difflib  # an import that only this needs

        close = difflib.get_close_matches(target, ast.__all__, n=1)
        hint = f"; did you mean {prefix}_{close[0]}?" if close else ""
        raise TypeError(f"{owner.__name__}.{name}: ast has no node type {target}{hint}")
    if prefix not in prefixes:
        allowed = " or ".join(f"{p}_{target}" for p in prefixes)
        raise TypeError(f"{owner.__name__}.{name}: call it {allowed}")
    return len(classes), prefix, name, classes


class Visitor:
    """Calls methods for the nodes of a tree, in the order of the source.

    A subclass has methods that are named after node classes, families or unions of
    `ecmascript.ast`; of several that would do, the one for the fewest classes is called.

    - `enter_X(node)` is called before the children of a node are visited; if it returns
      `SKIP`, they are not.
    - `visit_X(node)` instead decides which children are visited, as in `ast.NodeVisitor`:
      all if it calls `self.generic_visit(node)`, those that it gives to `self.visit`, or
      none. Nothing recurses: they are visited when the method has returned.
    - `leave_X(node)` is called when the children have been visited.

    The two sides of a shorthand (`{a}`, `import {a}`) are visited once, as the value or
    local name. Depth is not limited. A method whose name is not right is a TypeError when
    its class is made. Methods may change the tree below the node that they are called
    for; StaleReferenceError if they free it, CorruptArenaError if the arena's bytes are
    no AST or the tree has a cycle. A Visitor may be used again, but not by two threads at
    once.
    """

    _methods: ClassVar[Methods]
    _traversal: Traversal | None = None
    _current: Node | None = None
    _descend = True
    _stopped = False

    def __init_subclass__(cls, **keywords: Any) -> None:
        super().__init_subclass__(**keywords)
        cls._methods = Methods(cls, ("enter", "visit", "leave"))

    def visit(self, node: Node) -> None:
        """Visit a node and all below it; called by a method, after that has returned."""
        if self._traversal is not None:
            self._traversal.visit(node)
            return
        methods = self._methods
        self._traversal = Traversal(node, Node, methods.want)
        self._stopped = False
        try:
            self._run(
                self._traversal,
                methods.bound(self, "enter"),
                methods.bound(self, "visit"),
                methods.bound(self, "leave"),
            )
        finally:
            self._traversal = self._current = None

    def _run(
        self,
        traversal: Traversal,
        enter: dict[type[Node], Callable[[Any], Any]],
        visit: dict[type[Node], Callable[[Any], Any]],
        leave: dict[type[Node], Callable[[Any], Any]],
    ) -> None:
        for node in traversal:
            self._current = node
            cls = type(node)
            if traversal.leaving:
                leave[cls](node)
            else:
                skip = cls in enter and enter[cls](node) is SKIP
                if not skip and cls in visit:
                    self._descend = False
                    visit[cls](node)
                    skip = not self._descend
                if skip:
                    traversal.skip()
            if self._stopped:
                return

    def generic_visit(self, node: Node) -> None:
        """Visit all children of a node, after the method that calls this has returned."""
        if self._traversal is None:
            raise ValueError("generic_visit is for methods of a Visitor; call visit")
        if node == self._current:
            self._descend = True
        else:
            for child in child_nodes(node):
                self._traversal.visit(child)

    def parent(self, level: int = 1) -> Node | None:
        """The parent of the node that a method was called for, or one above that.

        None above the node that `visit` began with.
        """
        return self._traversal.parent(level) if self._traversal else None

    def ancestors(self) -> Iterator[Node]:
        """The parent, its parent, and so on, to the node that `visit` began with."""
        level = 1
        while (node := self.parent(level)) is not None:
            yield node
            level += 1

    def stop(self) -> None:
        """Visit no more nodes: `visit` returns when the method does."""
        self._stopped = True


Visitor._methods = Methods(Visitor, ("enter", "visit", "leave"))

_EVERY_CHILD = bytes([_WANT_ENTER]) * TAGS


def child_nodes(node: Node) -> Iterator[Node]:
    """The children of a node in the order of the source, as a `Visitor` visits them."""
    traversal = Traversal(node, Node, _EVERY_CHILD)
    next(traversal)
    for child in traversal:
        traversal.skip()
        yield child
