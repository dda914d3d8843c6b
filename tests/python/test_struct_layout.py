"""First-fit packing: every layout against a model of bytes."""

from __future__ import annotations

from typing import Any, Literal

from hypothesis import given
from hypothesis import strategies as st

from arenite import Bump, Slice, Struct, fields, i64, sizeof, u8, u16, u32

SIZES: dict[Any, tuple[int, int]] = {
    bool: (1, 1),
    u8: (1, 1),
    u16: (2, 2),
    u32: (4, 4),
    i64: (8, 8),
    float: (8, 8),
    str: (8, 4),
    bytes: (8, 4),
    Slice[u8]: (8, 4),
    Literal["a", "b"]: (1, 1),
    Struct | None: (4, 4),
}
VALUES: dict[Any, list[Any]] = {
    bool: [True, False],
    u8: [0, 255],
    u16: [0, 65_535],
    u32: [0, 2**32 - 1],
    i64: [-1, -(2**63), 0],
    float: [-0.0, 1e300],
    str: ["", "x", "\U0001f40d"],
    bytes: [b"", b"\xff"],
    Slice[u8]: [[], [255]],
    Literal["a", "b"]: ["a", "b"],
    Struct | None: [None],
}
KINDS = st.lists(st.sampled_from(list(SIZES)), max_size=12)


def make(base: Any, kinds: list[Any], prefix: str, **keywords: Any) -> Any:
    annotations = {f"{prefix}{i}": kind for i, kind in enumerate(kinds)}
    namespace = {"__annotations__": annotations, "__module__": __name__}
    return type(Struct)("Made", (base,), namespace, **keywords)


def model(kinds: list[Any], taken: set[int]) -> list[int]:
    """Each field at the lowest offset of its alignment whose bytes are free."""
    offsets = []
    for kind in kinds:
        size, align = SIZES[kind]
        offset = 0
        while not taken.isdisjoint(range(offset, offset + size)):
            offset += align
        taken.update(range(offset, offset + size))
        offsets.append(offset)
    return offsets


@given(KINDS, KINDS, st.booleans())
def test_layouts(kinds: list[Any], more: list[Any], tagged: bool) -> None:
    base = make(Struct, kinds, "a", **({"tag": True} if tagged else {}))
    derived = make(base, more, "b")
    taken = {0, 1} if tagged else set()
    expected = model(kinds, taken)
    assert [f.offset for f in fields(base)] == expected
    assert sizeof(base) == max(8, (max(taken, default=0) + 8) // 8 * 8)
    expected += model(more, taken)
    assert [f.offset for f in fields(derived)] == expected
    assert [f.size for f in fields(derived)] == [SIZES[kind][0] for kind in kinds + more]
    assert sizeof(derived) == max(8, (max(taken, default=0) + 8) // 8 * 8)


@given(KINDS, st.data())
def test_fields_do_not_disturb_each_other(kinds: list[Any], data: st.DataObject) -> None:
    cls = make(Struct, kinds, "a")
    drawn = [data.draw(st.sampled_from(VALUES[kind])) for kind in kinds]
    record = Bump().alloc(cls, *drawn)
    names = [f.name for f in fields(cls)]
    for index in data.draw(st.lists(st.integers(0, max(len(kinds) - 1, 0)), max_size=5)):
        if kinds:
            drawn[index] = data.draw(st.sampled_from(VALUES[kinds[index]]))
            setattr(record, names[index], drawn[index])
    for name, value in zip(names, drawn, strict=True):
        assert getattr(record, name) == value


def test_holes_are_filled() -> None:
    class Holey(Struct):
        a: u8
        b: i64
        c: u32
        d: u16
        e: u8

    assert {f.name: f.offset for f in fields(Holey)} == {"a": 0, "b": 8, "c": 4, "d": 2, "e": 1}
    assert sizeof(Holey) == 16
