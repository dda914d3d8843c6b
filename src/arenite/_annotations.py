"""Annotations to plans: how values of a type are stored in a record.

An annotation may name classes that do not exist yet. Strings are evaluated in
the namespace of their module with unknown names standing for themselves
(`Forward`), which is enough to know the layout, as every reference is four
bytes; the classes are looked up when the first value is stored or read.
"""

from __future__ import annotations

import builtins
import sys
import typing
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from types import CodeType, NoneType, UnionType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeGuard
from weakref import WeakSet, WeakValueDictionary

from arenite._core import Map, Plan, Slice, String, StructMeta, Vec
from arenite._types import Array, Embedded, Scalar

if TYPE_CHECKING:
    from enum import EnumMeta

_ADVICE = (
    "use bool, int, float, i8 to u128, f32, f64, char, str, bytes, an Enum, a Literal of "
    "strings, Symbol, a Struct class, a union of classes of one family, Slice[T], Vec[T], "
    "String, Map[K, V], Array[T, n], Inline[T], one of them `| None`, or object"
)

_INSTEAD: dict[object, str] = {
    list: "use Vec[T], or Slice[T] for items whose number does not change",
    tuple: "use Slice[T], or Array[T, n] for just n items",
    dict: "use Map[K, V]",
    set: "use Map[T, bool], or object for a set on the heap",
}

_BUILTINS = {bool: "bool", int: "i64", float: "f64", str: "str", bytes: "bytes"}


class Place(NamedTuple):
    """Where an annotation was written: names in it are looked up from there."""

    module: str
    qualname: str
    field: str = ""

    def __str__(self) -> str:
        name = self.qualname.rpartition(".")[2]
        return f"{name}.{self.field}" if self.field else name


class Forward:
    """A name that had no meaning when its annotation was evaluated."""

    __slots__ = ("__weakref__", "meaning", "name")

    def __init__(self, name: str) -> None:
        self.name = name
        self.meaning: type | None = None
        """The class of this name that was made next in the same scope."""

    def __repr__(self) -> str:
        return self.name

    def __getattr__(self, name: str) -> object:
        raise AttributeError(f"name {self.name!r} is not defined", name=name, obj=self)

    def __getitem__(self, item: object) -> object:
        raise NameError(f"name {self.name!r} is not defined", name=self.name)

    def __or__(self, other: object) -> _Union:
        return _Union((self, other))

    def __ror__(self, other: object) -> _Union:
        return _Union((other, self))


class _Union:
    """A union with a `Forward` in it, which `types.UnionType` does not take."""

    __slots__ = ("members",)

    def __init__(self, members: tuple[object, ...]) -> None:
        self.members = members

    def __repr__(self) -> str:
        return " | ".join(map(_label, self.members))

    def __or__(self, other: object) -> _Union:
        return _Union((*self.members, other))

    def __ror__(self, other: object) -> _Union:
        return _Union((other, *self.members))


class _Names(dict[str, object]):
    """Locals for `eval`: the class body's names, and Forwards for unknown ones.

    The name of the class itself is unknown even where another class of that name
    is to be replaced, as in a notebook.
    """

    def __init__(
        self, own: str, local: Mapping[str, object], globals_: Mapping[str, object]
    ) -> None:
        super().__init__(local)
        self[own] = Forward(own)
        self._globals = globals_

    def __missing__(self, name: str) -> object:
        if name in self._globals or hasattr(builtins, name):
            raise KeyError(name)
        return Forward(name)


# ---- Classes by name --------------------------------------------------------

_classes: WeakValueDictionary[tuple[str, str], type] = WeakValueDictionary()


def register(cls: type) -> None:
    """Let annotations find a class that is not a global of its module."""
    key = cls.__module__, cls.__qualname__
    _classes[key] = cls
    for forward in _waiting.pop(key, ()):
        forward.meaning = cls


_waiting: dict[tuple[str, str], WeakSet[Forward]] = {}
"""Names by the class that is meant if it comes next: a function that is called
twice makes two classes of one name, and a notebook's cell does."""


def _wait(forward: Forward, place: Place) -> None:
    scope = place.qualname.rpartition(".")[0]
    key = place.module, f"{scope}.{forward.name}" if scope else forward.name
    _waiting.setdefault(key, WeakSet()).add(forward)


def _lookup(name: str, place: Place) -> object:
    scope = place.qualname
    while scope:
        scope = scope.rpartition(".")[0]
        found = _classes.get((place.module, f"{scope}.{name}" if scope else name))
        if found is not None:
            return found
    module = sys.modules.get(place.module)
    try:
        return getattr(module, name)
    except AttributeError:
        raise NameError(f"{place}: name {name!r} is not defined", name=name) from None


class Target(NamedTuple):
    """What a reference may point to, before the classes are looked up."""

    members: tuple[object, ...]
    place: Place | None


def resolve(target: Target) -> tuple[object, ...]:
    """The classes that a reference may point to. NameError if one is unknown."""
    return tuple(_resolve(target))


def _resolve(target: Target) -> Iterator[object]:
    for member in target.members:
        found = member
        if isinstance(member, Forward):
            assert target.place is not None
            found = member.meaning or _lookup(member.name, target.place)
        if isinstance(found, StructMeta):
            yield found
            continue
        parts, optional = _union_members(found, target.place)
        if optional or parts == (found,):
            raise TypeError(f"{target.place}: {found!r} is not a Struct class")
        yield from _resolve(Target(parts, target.place))


# ---- From annotations to plans ----------------------------------------------


def evaluate(text: str, place: Place | None, local: Mapping[str, object] | None = None) -> object:
    """What an annotation written as a string means where it stands."""
    if place is None:
        raise TypeError(f"{text!r}: only the annotation of a field can be a string")
    module = sys.modules.get(place.module)
    globals_: dict[str, Any] = vars(module) if module else {}
    try:
        own = place.qualname.rpartition(".")[2]
        return eval(_compiled(text), globals_, _Names(own, local or {}, globals_))
    except Exception as error:
        raise TypeError(f"{place}: cannot evaluate the annotation {text!r}: {error}") from error


@lru_cache(maxsize=256)
def _compiled(text: str) -> CodeType:
    """Classes of one module write the same annotations again and again."""
    return compile(text.strip(), "<annotation>", "eval")


def plan_of(annotation: object) -> Plan:
    """The plan of a type given at run time, as to `alloc_slice`."""
    try:
        return _plans[annotation]
    except KeyError:
        pass
    except TypeError:
        return make_plan(annotation, None)
    plan = make_plan(annotation, None)
    if len(_plans) >= _PLANS_KEPT:
        _plans.clear()
    _plans[annotation] = plan
    return plan


_plans: dict[object, Plan] = {}
_PLANS_KEPT = 256
"""Enough for a program's types, and a bound for one that makes them up."""


def make_plan(
    annotation: object, place: Place | None, local: Mapping[str, object] | None = None
) -> Plan:
    """The plan of an annotation. TypeError if it is no field type."""
    if isinstance(annotation, typing.ForwardRef):
        annotation = annotation.__forward_arg__
    if isinstance(annotation, str):
        annotation = evaluate(annotation, place, local)
    members, optional = _union_members(annotation, place)
    if len(members) == 1:
        return _single(members[0], annotation, place, optional)
    for member in members:
        if not isinstance(member, StructMeta | Forward):
            raise TypeError(_complaint(annotation, place))
    return _ref(members, annotation, place, optional)


def _union_members(annotation: object, place: Place | None) -> tuple[tuple[object, ...], bool]:
    """The members of a union, flat and without None, and whether None was one."""
    if isinstance(annotation, str | typing.ForwardRef):
        text = annotation if isinstance(annotation, str) else annotation.__forward_arg__
        annotation = evaluate(text, place)
    alias = getattr(annotation, "__value__", None)
    if alias is not None and type(annotation).__name__ == "TypeAliasType":
        return _union_members(alias, place)
    if isinstance(annotation, _Union):
        parts: tuple[object, ...] = annotation.members
    elif isinstance(annotation, UnionType) or typing.get_origin(annotation) is typing.Union:
        parts = typing.get_args(annotation)
    else:
        return (annotation,), False
    members: list[object] = []
    optional = False
    for part in parts:
        if part is None or part is NoneType:
            optional = True
            continue
        inner, inner_optional = _union_members(part, place)
        members += inner
        optional |= inner_optional
    return tuple(members), optional


def _single(annotation: object, whole: object, place: Place | None, optional: bool) -> Plan:
    if isinstance(annotation, StructMeta | Forward):
        return _ref((annotation,), whole, place, optional)
    if annotation is typing.Self and place:
        own = Forward(place.qualname.rpartition(".")[2])
        return _ref((own,), whole, place, optional)
    if annotation is object or annotation is Any:
        return Plan("object", whole, _label(whole), optional)
    if annotation is String:
        return Plan("string", whole, _label(whole), optional)
    if _is_embedded(annotation):
        return _inline(annotation, whole, place, optional)
    kind = _scalar_name(annotation)
    if kind is not None:
        return _scalar(kind, annotation, whole, optional)
    make = _GENERIC.get(typing.get_origin(annotation))
    if make is not None:
        return make(annotation, whole, place, optional)
    if _is_enum(annotation):
        return Plan("member", whole, _label(whole), optional, members=tuple(annotation))
    raise TypeError(_complaint(whole, place))


def _ref(members: tuple[object, ...], whole: object, place: Place | None, optional: bool) -> Plan:
    for member in members:
        if isinstance(member, Forward) and place is not None:
            _wait(member, place)
    return Plan("ref", whole, _label(whole), optional, target=Target(members, place))


def _scalar_name(annotation: Any) -> str | None:
    for extra in getattr(annotation, "__metadata__", ()):
        if isinstance(extra, Scalar):
            return extra.name
    if hasattr(annotation, "__metadata__"):
        return _scalar_name(annotation.__origin__)
    try:
        return _BUILTINS.get(annotation)
    except TypeError:
        return None


def _scalar(kind: str, annotation: object, whole: object, optional: bool) -> Plan:
    if not optional or kind in ("str", "bytes", "symbol"):
        return Plan(kind, whole, _label(whole), optional)
    return _option(Plan(kind, annotation, _label(annotation)), whole)


def _option(item: Plan, whole: object) -> Plan:
    """A value that has no form of its own for None has a byte behind it that tells."""
    return Plan("option", whole, _label(whole), True, item=item)


def _is_embedded(annotation: Any) -> bool:
    return any(isinstance(extra, Embedded) for extra in getattr(annotation, "__metadata__", ()))


def _inline(annotation: Any, whole: object, place: Place | None, optional: bool) -> Plan:
    cls = annotation.__origin__
    if isinstance(cls, str | typing.ForwardRef):
        cls = evaluate(cls if isinstance(cls, str) else cls.__forward_arg__, place)
    if not isinstance(cls, StructMeta):
        prefix = f"{place}: " if place else ""
        raise TypeError(
            f"{prefix}Inline[{_label(cls)}] embeds a record of a Struct class, which must be "
            "complete already"
        )
    if optional:
        return _option(Plan("inline", annotation, _label(annotation), target=cls), whole)
    return Plan("inline", whole, _label(whole), target=cls)


def _slice(annotation: object, whole: object, place: Place | None, optional: bool) -> Plan:
    (item_type,) = typing.get_args(annotation)
    return Plan("slice", whole, _label(whole), optional, item=make_plan(item_type, place))


def _vec(annotation: object, whole: object, place: Place | None, optional: bool) -> Plan:
    (item_type,) = typing.get_args(annotation)
    item = make_plan(item_type, place)
    if not item.movable:
        prefix = f"{place}: " if place else ""
        raise TypeError(
            f"{prefix}{_label(annotation)}: {item.label} cannot be moved, and the items of a Vec "
            f"are when it grows; use Slice[{item.label}]"
        )
    return Plan("vec", whole, _label(whole), optional, item=item)


def _map(annotation: object, whole: object, place: Place | None, optional: bool) -> Plan:
    key, value = typing.get_args(annotation)
    plans = make_plan(key, place), make_plan(value, place)
    return Plan("map", whole, _label(whole), optional, key=plans[0], item=plans[1])


def _array(annotation: object, whole: object, place: Place | None, optional: bool) -> Plan:
    item_type, count = typing.get_args(annotation)
    if typing.get_origin(count) is typing.Literal:
        (count,) = typing.get_args(count)
    if not isinstance(count, int) or isinstance(count, bool) or count < 0:
        prefix = f"{place}: " if place else ""
        raise TypeError(f"{prefix}{_label(whole)}: {count!r} is no number of items")
    item = make_plan(item_type, place)
    plan = Plan("array", annotation, _label(annotation), item=item, count=count)
    if optional:
        return _option(plan, whole)
    return plan


def _literal(annotation: object, whole: object, place: Place | None, optional: bool) -> Plan:
    values = typing.get_args(annotation)
    members = tuple(sys.intern(v) for v in values if isinstance(v, str))
    others = [v for v in values if not isinstance(v, str)]
    if any(v is not None for v in others):
        raise TypeError(_complaint(whole, place))
    return Plan("member", whole, _label(whole), optional or bool(others), members=members)


_GENERIC: dict[object, Callable[[Any, object, Place | None, bool], Plan]] = {
    Slice: _slice,
    Vec: _vec,
    Array: _array,
    Map: _map,
    typing.Literal: _literal,
}
"""How the plan of a generic type is made, by its origin."""


def _is_enum(annotation: object) -> TypeGuard[EnumMeta]:
    # An Enum class can exist only if somebody has imported enum.
    enum = sys.modules.get("enum")
    return enum is not None and isinstance(annotation, enum.EnumMeta)


# ---- Messages ---------------------------------------------------------------


def _complaint(annotation: object, place: Place | None) -> str:
    prefix = f"{place}: " if place else ""
    written = typing.get_origin(annotation) or annotation
    advice = _INSTEAD.get(written, _ADVICE) if isinstance(written, type) else _ADVICE
    return f"{prefix}{_label(annotation)} is no field type; {advice}"


def _label(annotation: object) -> str:
    """The annotation as a user would write it."""
    if annotation is None or annotation is NoneType:
        return "None"
    if _is_embedded(annotation):
        return f"Inline[{_label(getattr(annotation, '__origin__', None))}]"
    kind = _scalar_name(annotation)
    if kind is not None:
        if kind == "symbol":
            return "Symbol"
        return getattr(annotation, "__name__", kind) if isinstance(annotation, type) else kind
    if isinstance(annotation, type):
        return annotation.__name__
    if isinstance(annotation, UnionType) or typing.get_origin(annotation) is typing.Union:
        return " | ".join(map(_label, typing.get_args(annotation)))
    origin: Any = typing.get_origin(annotation)
    if origin is not typing.Literal and origin in _GENERIC:
        return f"{origin.__name__}[{', '.join(map(_label, typing.get_args(annotation)))}]"
    if isinstance(annotation, typing.ForwardRef):
        return annotation.__forward_arg__
    return annotation if isinstance(annotation, str) else repr(annotation).removeprefix("typing.")
