"""What a class statement means: from annotations to fields and a layout.

`prepare` is called by the metaclass, once for each record class, before the
class exists; the core makes the class out of what it returns.
"""

from __future__ import annotations

import sys
import typing
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import Any, Literal, NamedTuple, TypeVar, overload

from arenite._annotations import Place, evaluate, make_plan
from arenite._core import Field, Plan, Slice, Struct, StructMeta, _family, _last_tag, fields
from arenite._layout import MAX_RECORD, Layout

T = TypeVar("T")

_FORBIDDEN = {
    "__init__": "records are built from their fields; put code that follows into __post_init__",
    "__new__": "records are built from their fields; put code that follows into __post_init__",
    "__del__": "a handle is not the record: it comes and goes while the record stays",
    "__getattribute__": "fields are read in native code",
}

_DEFERRED: bool = sys.hexversion >= 0x030E0000
"""From 3.14 on a class body holds a function that makes its annotations (PEP 649)."""

EMPTY: dict[str, object] = {"vec": (), "string": "", "map": ()}
"""What a collection without a default is, by its kind; storing it allocates nothing."""

_TAG_SIZE = 2
_MAX_TAG = 65_535


class _FieldSpec(NamedTuple):
    """What `field()` was told."""

    options: dict[str, Any]


# Type checkers compare what field() returns with the annotation. A field cannot
# be a tuple or a list: one as a default stands for the Slice it is copied into,
# and an empty one for any collection, a String for an empty str.
@overload
def field(*, default: tuple[()] | Literal[""], kw_only: bool = ...) -> Any: ...
@overload
def field(*, default: tuple[T, ...], kw_only: bool = ...) -> Slice[T]: ...
@overload
def field(*, default: T, kw_only: bool = ...) -> T: ...
@overload
def field(
    *, default_factory: Callable[[], list[T] | tuple[T, ...]], kw_only: bool = ...
) -> Slice[T]: ...
@overload
def field(*, default_factory: Callable[[], T], kw_only: bool = ...) -> T: ...
@overload
def field(*, kw_only: bool = ...) -> Any: ...
def field(**options: Any) -> Any:
    """Options of a field, in place of its default.

    `default`: the value of a missing argument. `default_factory`: called for
    it, without arguments. `kw_only`: the constructor takes it by keyword only.
    """
    unknown = options.keys() - {"default", "default_factory", "kw_only"}
    if unknown:
        raise TypeError(f"field() got an unexpected keyword argument {min(unknown)!r}")
    if "default" in options and "default_factory" in options:
        raise TypeError("field() takes a default or a default_factory, not both")
    if "default_factory" in options and not callable(options["default_factory"]):
        raise TypeError(
            f"field(): default_factory must be callable, not {options['default_factory']!r}"
        )
    return _FieldSpec(options)


class Outcome(NamedTuple):
    """What the core needs to make the class; see structmeta.c."""

    namespace: dict[str, Any]
    keywords: dict[str, Any]
    fields: tuple[Field, ...]
    size: int
    positional: int
    tag: int
    abstract: bool
    root: bool
    post_init: bool


def prepare(
    name: str, bases: tuple[type, ...], namespace: dict[str, Any], keywords: dict[str, Any] | None
) -> Outcome:
    """Work out fields, layout and tag of a record class. TypeError if it cannot be one."""
    rest = dict(keywords or {})
    tag = rest.pop("tag", None)
    abstract = bool(rest.pop("abstract", False))
    kw_only = bool(rest.pop("kw_only", False))
    _check_body(name, namespace)
    base = _layout_base(name, bases)
    root = tag is True
    if root and _family(base) is not None:
        raise TypeError(f"{name}: {base.__name__} is of a family already; tag=True makes a new one")
    layout = Layout(getattr(base, "__layout__", None))
    if root:
        if fields(base):
            raise TypeError(f"{name}: tag=True must stand on the first class that has fields")
        layout.place(_TAG_SIZE, _TAG_SIZE)
    body = dict(namespace)
    if "__module__" not in body:  # made by a call of the metaclass
        body["__module__"] = sys._getframe(1).f_globals.get("__name__", "")
    names = _names_around(body)
    members = _merge(fields(base), list(_own_fields(name, body, names, base, layout, kw_only)))
    positional = sum(not f.kw_only for f in members)
    _check_order(name, members[:positional])
    if layout.size > MAX_RECORD:
        raise TypeError(f"{name}: {layout.size} bytes are more than the {MAX_RECORD} of a record")
    number = _tag_number(name, base, tag, abstract or root)
    body["__slots__"] = ()
    body["__layout__"] = layout
    body.setdefault("__match_args__", tuple(f.name for f in members[:positional]))
    return Outcome(
        body,
        rest,
        members,
        layout.size,
        positional,
        number,
        abstract or root,
        root,
        "__post_init__" in namespace or any(hasattr(b, "__post_init__") for b in bases),
    )


# ---- The bases --------------------------------------------------------------


def _layout_base(name: str, bases: Iterable[type]) -> StructMeta:
    """The base whose layout the class extends: it has the fields of all the others."""
    structs = [base for base in bases if isinstance(base, StructMeta)]
    if not structs:
        raise TypeError(f"{name}: a record class derives from Struct")
    best = max(structs, key=lambda base: len(fields(base)))
    for other in structs:
        if not set(fields(other)) <= set(fields(best)):
            raise TypeError(
                f"{name}: {other.__name__} and {best.__name__} both bring fields; a record has "
                "one layout, so only one base class may add to it"
            )
        if _family(other) is not _family(best) and other is not Struct:
            raise TypeError(
                f"{name}: {other.__name__} and {best.__name__} are of different families"
            )
    return best


def _tag_number(name: str, base: StructMeta, tag: Any, abstract: bool) -> int:
    family = _family(base)
    if family is None or abstract:
        if tag not in (None, False, True):
            what = "an abstract class" if abstract else "a class in no family"
            raise TypeError(f"{name}: tag={tag!r}: {what} has no tag")
        return 0
    number = _last_tag(family) + 1 if tag is None else tag
    if not isinstance(number, int) or isinstance(number, bool) or not 0 < number <= _MAX_TAG:
        raise TypeError(f"{name}: tag={number!r}: expected a number from 1 to {_MAX_TAG}")
    return number


# ---- The body ---------------------------------------------------------------


def _check_body(name: str, namespace: dict[str, Any]) -> None:
    for method, advice in _FORBIDDEN.items():
        if method in namespace:
            raise TypeError(f"{name} cannot define {method}: {advice}")
    if namespace.get("__slots__"):
        raise TypeError(f"{name}: a record has fields, not __slots__; annotate the names")


def _names_around(body: dict[str, Any]) -> dict[str, Any]:
    """What annotations see besides globals: the body, and around it a function."""
    if "<locals>" not in body.get("__qualname__", ""):
        return dict(body)
    return {**sys._getframe(2).f_locals, **body}


def _annotations_in(body: dict[str, Any]) -> dict[str, Any]:
    """The annotations of a class body; from 3.14 on they are a function in it."""
    found: dict[str, Any] | None = body.get("__annotations__")
    if found is not None or not _DEFERRED:
        return found or {}
    library = import_module("annotationlib")
    annotate = library.get_annotate_from_class_namespace(body)
    if annotate is None:
        return {}
    made: dict[str, Any] = library.call_annotate_function(annotate, library.Format.FORWARDREF)
    return made


def _own_fields(
    name: str,
    body: dict[str, Any],
    names: dict[str, Any],
    base: StructMeta,
    layout: Layout,
    kw_only: bool,
) -> Iterator[Field]:
    """The fields that the body annotates; each takes its default's place in `body`."""
    inherited = {f.name: f for f in fields(base)}
    module = body["__module__"]
    qualname = body.get("__qualname__", name)
    for attribute, annotation in _annotations_in(body).items():
        place = Place(module, qualname, attribute)
        if _is_class_var(annotation, place, names):
            continue
        if _is_kw_only_marker(annotation):
            kw_only = True
            continue
        plan = make_plan(annotation, place, names)
        made = _make_field(place, plan, body, layout, inherited.get(attribute), kw_only)
        body[attribute] = made
        yield made
    for attribute, value in body.items():
        if isinstance(value, _FieldSpec):
            raise TypeError(f"{name}.{attribute} is a field() but has no annotation")


def _make_field(
    place: Place,
    plan: Plan,
    body: dict[str, Any],
    layout: Layout,
    inherited: Field | None,
    kw_only: bool,
) -> Field:
    if inherited is None:
        offset = layout.place(plan.size, plan.align)
    elif _stored_as(inherited.plan) == _stored_as(plan):
        offset = inherited.offset
    else:
        raise TypeError(
            f"{place}: the base class has this field as {inherited.plan.label}; a record can be "
            f"read as one of its base class, so it cannot become {plan.label}"
        )
    options = _options(place, body)
    options.setdefault("kw_only", kw_only)
    if plan.kind in EMPTY and not plan.optional and "default_factory" not in options:
        options.setdefault("default", EMPTY[plan.kind])
    return Field(place.field, plan, offset, **options)


def _stored_as(plan: Plan) -> tuple[str, bool, int]:
    return plan.kind, plan.optional, plan.size


_MISSING = object()


def _options(place: Place, body: dict[str, Any]) -> dict[str, Any]:
    value = body.get(place.field, _MISSING)
    if value is _MISSING:
        return {}
    options = dict(value.options) if isinstance(value, _FieldSpec) else {"default": value}
    default = options.get("default")
    if isinstance(default, list | dict | set | bytearray):
        raise ValueError(
            f"{place}: a mutable default, {type(default).__name__}, would be shared: "
            "use field(default_factory=...), or a tuple"
        )
    return options


def _is_class_var(annotation: object, place: Place, names: dict[str, Any]) -> bool:
    if isinstance(annotation, str):
        if "ClassVar" not in annotation:
            return False
        annotation = evaluate(annotation, place, names)
    return annotation is typing.ClassVar or typing.get_origin(annotation) is typing.ClassVar


def _is_kw_only_marker(annotation: object) -> bool:
    if isinstance(annotation, str):
        return annotation in ("KW_ONLY", "dataclasses.KW_ONLY")
    dataclasses = sys.modules.get("dataclasses")
    return dataclasses is not None and annotation is dataclasses.KW_ONLY


def _merge(inherited: Iterable[Field], own: Iterable[Field]) -> tuple[Field, ...]:
    """Fields in the order of the constructor: positional ones first, base class first."""
    members = {f.name: f for f in inherited}
    members.update((f.name, f) for f in own)
    return tuple(sorted(members.values(), key=lambda f: f.kw_only))


def is_implicit(member: Field) -> bool:
    """Whether a field need not be given, and yet others that must may follow it."""
    empty = EMPTY.get(member.plan.kind)
    return empty is not None and getattr(member, "default", None) == empty


def _check_order(name: str, positional: Iterable[Field]) -> None:
    defaulted = None
    for member in positional:
        if is_implicit(member):
            continue
        if hasattr(member, "default") or hasattr(member, "default_factory"):
            defaulted = member
        elif defaulted is not None:
            raise TypeError(
                f"{name}: field {member.name!r} without a default follows {defaulted.name!r} "
                "with one; reorder them, or make it keyword-only"
            )
