"""`structurally_equal`: whether two record graphs are the same to whoever reads them.

Two records are equal unless a difference can be reached from them, so a pair
that is being compared counts as equal meanwhile. Such pairs are merged into sets
by union-find, as in Hopcroft and Karp's test for equivalent automata: what is
equal to the same is equal. So there are never more comparisons than records;
remembering the pairs alone would make the product of their lengths out of two
cycles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from arenite._core import Struct, StructMeta, _ref, arena_of, fields

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Literal, TypeAlias

    _Pairs: TypeAlias = Iterator[tuple[Any, Any]]
    _Kind: TypeAlias = Literal["plain", "record", "sequence", "mapping"]

_OTHER_ARENA = 1 << 32
"""Above every reference: tells those of the second arena from those of the first."""


def structurally_equal(a: Struct, b: Struct) -> bool:
    """Whether two records, of one arena or of two, lead to equal graphs.

    Equal are records of the same class with equal fields: references are
    followed, slices compared item by item, mappings by key (in their order, if
    the keys are records), all other values by `==`. But NaN equals NaN,
    whatever its bits: a record that holds one is equal to its copy. As for
    `==`, 0.0 equals -0.0. What `object` fields hold is not followed.

    Sharing makes no difference: two references to one record are equal to two
    references to equal records. Cycles are followed once, and depth is not
    limited. TypeError for what is no record; StaleReferenceError and
    CorruptArenaError as any access.
    """
    for root in (a, b):
        if not isinstance(root, Struct):
            raise TypeError(f"structurally_equal() takes two records, not {type(root).__name__}")
    return _Comparison(a, b).run()


class _Comparison:
    """Two graphs, and what of them was found equal so far."""

    def __init__(self, a: Struct, b: Struct) -> None:
        self._offset = 0 if arena_of(a) is arena_of(b) else _OTHER_ARENA
        # By class: a record embedded in another can begin where that one does.
        self._parents: defaultdict[StructMeta, dict[int, int]] = defaultdict(dict)
        self._kinds: dict[type, _Kind] = {}
        self._getters: dict[StructMeta, Callable[[Struct], tuple[Any, ...]]] = {}
        self._records: list[tuple[Struct, Struct]] = []  # merged, and to be compared
        # Containers on the way down. They are read as they are compared: a long
        # one never has handles of all its items.
        self._containers: list[_Pairs] = [iter([(a, b)])]

    def run(self) -> bool:
        while self._records or self._containers:
            if self._records:
                for x, y in self._fields(*self._records.pop()):
                    if x is not y and not self._equal(x, y):  # None and small numbers are one
                        return False
                continue
            top = self._containers[-1]
            for pair in top:
                if not self._equal(*pair):
                    return False
                if self._records or self._containers[-1] is not top:
                    break
            else:
                self._containers.pop()
        return True

    def _equal(self, x: Any, y: Any) -> bool:
        """Whether no difference can be seen here; what is below is put off."""
        kind = self._kinds.get(type(x)) or self._kind_of(x)
        if kind == "plain":
            return _plainly_equal(x, y)
        if type(x) is not type(y):
            return False
        if kind == "record":
            if self._merge(x, y):
                self._records.append((x, y))
            return True
        if len(x) != len(y):
            return False
        if len(x):
            self._containers.append(self._entries(x, y) if kind == "mapping" else _items(x, y))
        return True

    def _kind_of(self, value: object) -> _Kind:
        kind: _Kind = "plain"
        if isinstance(value, Struct):
            kind = "record"
        elif _is_handle(value):
            if isinstance(value, Mapping):
                kind = "mapping"
            elif isinstance(value, Sequence):
                kind = "sequence"
        self._kinds[type(value)] = kind
        return kind

    # ---- Sets of equal records ----------------------------------------------

    def _merge(self, x: Struct, y: Struct) -> bool:
        """Count two records as equal. False if they did already."""
        parents = self._parents[type(x)]
        a, b = _find(parents, _ref(x)), _find(parents, _ref(y) | self._offset)
        if a == b:
            return False
        parents[a] = b
        return True

    # ---- What is in them ----------------------------------------------------

    def _fields(self, x: Struct, y: Struct) -> _Pairs:
        get = self._getters.get(type(x))
        if get is None:
            get = self._getters[type(x)] = _getter(type(x))
        return zip(get(x), get(y), strict=True)

    def _entries(self, x: Mapping[Any, Any], y: Mapping[Any, Any]) -> _Pairs:
        if isinstance(next(iter(x)), Struct):
            flat = chain.from_iterable
            yield from zip(flat(x.items()), flat(y.items()), strict=True)
            return
        for key, value in x.items():
            yield (value, y[key]) if key in y else (True, False)


def _items(x: Sequence[Any], y: Sequence[Any]) -> _Pairs:
    if getattr(x, "item_type", None) is object:
        return zip(map(_Opaque, x), map(_Opaque, y), strict=True)
    # Numbers and texts are compared in one go. What is unequal there may still
    # be records, or NaN.
    if not isinstance(x[0], Struct) and x == y:
        return iter(())
    return zip(x, y, strict=True)


def _find(parents: dict[int, int], node: int) -> int:
    """The one that stands for the set; halves the way there."""
    while (above := parents.get(node, node)) != node:
        parents[node] = node = parents.get(above, above)
    return node


def _plainly_equal(x: Any, y: Any) -> bool:
    return bool(x == y) or (x != x and y != y)  # noqa: PLR0124  NaN is what differs from itself


def _is_handle(value: Any) -> bool:
    try:
        arena_of(value)
    except TypeError:
        return False
    return True


class _Opaque:
    """What an `object` field holds: anybody's, so nothing here looks into it."""

    __slots__ = ("value",)
    __hash__ = None  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType]

    def __init__(self, value: object) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Opaque):
            return NotImplemented
        return self.value is other.value or bool(self.value == other.value)


def _getter(cls: StructMeta) -> Callable[[Struct], tuple[Any, ...]]:
    """All fields of a record at once."""
    members = [(field.name, field.plan.kind == "object") for field in fields(cls)]
    if len(members) > 1 and not any(opaque for _, opaque in members):
        return attrgetter(*(name for name, _ in members))

    def get(record: Struct) -> tuple[Any, ...]:
        values = ((getattr(record, name), opaque) for name, opaque in members)
        return tuple(_Opaque(value) if opaque else value for value, opaque in values)

    return get
