"""Transformers: a tree becomes another, and what did not change is shared by both.

Only the nodes that are replaced, and those above them, are made anew. The walk is the
one of a Visitor: nodes that no method is for, and that nothing changed below, are never
seen from Python.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, ClassVar, Final, TypeAlias, TypeVar, final

from arenite import Bump, Slice, arena_of, fields, replace
from arenite._core import _ref
from arenite.ecmascript import _origin, ast
from arenite.ecmascript._parser import Traversal
from arenite.ecmascript._visitor import SKIP, Methods
from arenite.ecmascript.ast import Node, Program

N = TypeVar("N", bound=Node)


@final
class Remove:
    """The class of REMOVE."""

    def __repr__(self) -> str:
        return "REMOVE"


REMOVE: Final = Remove()
"""What a `leave_` method of a Transformer returns to take its node out of the tree."""

Change: TypeAlias = "Node | Remove | Iterable[Node] | None"
"""What a `leave_` method returns: None leaves the node as it is."""

_Edit: TypeAlias = "Node | tuple[Node, ...]"

# A shorthand's two sides stand at one place, and only one of them is visited.
_UNSEEN: dict[type[Node], tuple[str, str]] = {
    ast.Property: ("key", "value"),
    ast.ImportSpecifier: ("imported", "local"),
    ast.ExportSpecifier: ("exported", "local"),
}


@cache
def _child_fields(cls: type[Node]) -> tuple[str, ...]:
    """The fields that hold nodes, or slices of them."""
    return tuple(
        member.name
        for member in fields(cls)
        if member.plan.kind == "ref"
        or (member.plan.item is not None and member.plan.item.kind == "ref")
    )


def _may_be_none(cls: type[Node], name: str) -> bool:
    return any(
        member.name == name and getattr(member, "default", ...) is None for member in fields(cls)
    )


class Transformer:
    """Makes a tree of another by methods that are named as those of a `Visitor` are.

    - `enter_X(node)` is called before the children of a node; if it returns `SKIP`,
      nothing below it is changed.
    - `leave_X(node)` is called with the node whose children are those of the new tree. It
      returns None to leave it as it is, a node to put there instead, `REMOVE` to take it
      out of its list or optional field, or several nodes to put them into its list. What
      it returns is not visited again.

    `transform(root)` returns the new root. The old tree stays as it was, and both share
    what did not change: so an edit costs the nodes from it up to the root. With `into`,
    everything is copied to another arena first, and the old arena may be closed.

    New nodes must lie in the arena of the new tree: `self.new(cls, ...)` makes them
    there. Raises TypeError for a node that cannot stand where it is put, LifetimeError
    for one of another arena, and otherwise what `Visitor.visit` does.
    """

    _methods: ClassVar[Methods]
    _arena: Bump | None = None

    def __init_subclass__(cls, **keywords: Any) -> None:
        super().__init_subclass__(**keywords)
        cls._methods = Methods(cls, ("enter", "leave"))

    @property
    def arena(self) -> Bump:
        """The arena of the new tree. ValueError unless `transform` is running."""
        if self._arena is None:
            raise ValueError(f"{type(self).__name__}: transform is not running")
        return self._arena

    def new(self, cls: Callable[..., N], /, *args: Any, **values: Any) -> N:
        """A node in the arena of the new tree: the class, then its fields."""
        return self.arena.alloc(cls, *args, **values)

    def transform(self, root: N, *, into: Bump | None = None) -> N:
        """The root of the new tree: `root` itself if nothing was changed.

        TypeError if the root is removed, or replaced by a node of another class.
        """
        if self._arena is not None:
            raise ValueError(f"{type(self).__name__}: transform is running already")
        arena = arena_of(root)
        if into is not None and into is not arena:
            arena, root = into, into.copy(root)
            _remember(arena, root)
        self._arena = arena
        try:
            changed = self._run(Traversal(root, Node, self._methods.want), root)
        finally:
            self._arena = None
        if not isinstance(changed, type(root)):
            raise TypeError(f"the root, a {type(root).__name__}, became {_shown(changed)}")
        if changed != root:
            _remember(arena, changed)
        return changed

    def _run(self, traversal: Traversal, root: Node) -> _Edit:
        enter = self._methods.bound(self, "enter")
        leave = self._methods.bound(self, "leave")
        edits: dict[int, _Edit] = {}
        for node in traversal:
            cls = type(node)
            if not traversal.leaving:
                if enter[cls](node) is SKIP:
                    traversal.skip()
                continue
            made = _with_edits(node, edits) if edits else node
            edit: _Edit = made
            if cls in leave:
                edit = _edit_of(leave[cls](made), made, leave[cls])
            if edit is not node and (isinstance(edit, tuple) or edit != node):
                edits[_ref(node)] = edit
                traversal.watch_parent()
        return edits.get(_ref(root), root)


Transformer._methods = Methods(Transformer, ("enter", "leave"))


def _remember(arena: Bump, root: Node) -> None:
    """So that the nodes below a new Program know their text."""
    if isinstance(root, Program):
        _origin.remember(arena, root, parsed=False)


def _edit_of(change: object, node: Node, method: Callable[[Any], Any]) -> _Edit:
    if change is None:
        return node
    if isinstance(change, Node):
        return change
    if isinstance(change, Remove):
        return ()
    if isinstance(change, Iterable):
        nodes = tuple(change)
        if all(isinstance(item, Node) for item in nodes):
            return nodes
    name = getattr(method, "__qualname__", "leave")
    raise TypeError(f"{name} returned {change!r}: expected nodes, REMOVE, or None for no change")


def _with_edits(node: Node, edits: dict[int, _Edit]) -> Node:
    """The node with the children that were edited; itself if none were."""
    cls = type(node)
    changes: dict[str, Any] = {}
    unseen = _unseen_field(node)
    for name in _child_fields(cls):
        value = getattr(node, name)
        if value is None or name == unseen:
            continue
        if isinstance(value, Slice):
            items = list(value)
            if any(item is not None and _ref(item) in edits for item in items):
                changes[name] = _edited_list(items, edits)
        elif (edit := edits.get(_ref(value))) is not None:
            changes[name] = _only(edit, cls, name)
    if not changes:
        return node
    if isinstance(node, ast.Property) and node.shorthand and "value" in changes:
        changes["shorthand"] = _still_shorthand(node.key, changes["value"])
    return replace(node, **changes)


def _unseen_field(node: Node) -> str | None:
    """The side of a shorthand that was not visited, and so keeps its name."""
    if type(node) not in _UNSEEN:
        return None
    name, seen = _UNSEEN[type(node)]
    if isinstance(node, ast.Property):
        return name if node.shorthand else None
    one, other = getattr(node, name), getattr(node, seen)
    same = (one.start, one.end) == (other.start, other.end) and one.end != 0
    return name if same or one == other else None


def _still_shorthand(key: Node, value: Node) -> bool:
    target = value.left if isinstance(value, ast.AssignmentPattern) else value
    return (
        isinstance(key, ast.Identifier)
        and isinstance(target, ast.Identifier)
        and key.name == target.name
    )


def _edited_list(items: list[Node | None], edits: dict[int, _Edit]) -> list[Node | None]:
    made: list[Node | None] = []
    for item in items:
        edit = edits.get(_ref(item), item) if item is not None else None
        if isinstance(edit, tuple):
            made += edit
        else:
            made.append(edit)
    return made


def _only(edit: _Edit, cls: type[Node], name: str) -> Node | None:
    if not isinstance(edit, tuple):
        return edit
    if len(edit) == 1:
        return edit[0]
    if edit:
        raise TypeError(f"{cls.__name__}.{name} holds one node, not {len(edit)}")
    if not _may_be_none(cls, name):
        raise TypeError(f"{cls.__name__}.{name} cannot be removed: it must be set")
    return None


def _shown(edit: _Edit) -> str:
    if isinstance(edit, tuple):
        return f"{len(edit)} nodes" if edit else "nothing"
    return f"a {type(edit).__name__}"
