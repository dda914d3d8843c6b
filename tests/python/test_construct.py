"""Arguments into fields: every way of giving them makes the same record."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arenite import Bump, LifetimeError, Slice, Struct, field, fields, i32, u8


class Kind(Struct, tag=True):
    pass


class Leaf(Kind):
    name: str


class Other(Kind):
    pass


class Wide(Struct):
    number: i32
    text: str
    flag: bool = False
    link: Kind | None = None
    items: Slice[i32] = ()
    small: u8 = field(default=7, kw_only=True)
    real: float = field(default=0.5, kw_only=True)


DEFAULTS = {"flag": False, "link": None, "items": (), "small": 7, "real": 0.5}


def values(record: Struct) -> dict[str, Any]:
    found = {f.name: getattr(record, f.name) for f in fields(record)}
    if "items" in found:
        found["items"] = tuple(found["items"])
    return found


@given(
    st.integers(0, 5),
    st.permutations(["number", "text", "flag", "items", "small", "real"]),
    st.sets(st.sampled_from(sorted(DEFAULTS.keys() - {"link"}))),
)
def test_any_way_of_giving_arguments(count: int, order: list[str], left_out: set[str]) -> None:
    given = {"number": -5, "text": "ünï", "flag": True, "link": None, "items": (1, 2)}
    given |= {"small": 9, "real": 2.5}
    names = list(given)[:count]
    positional = [given[name] for name in names]
    keywords = {name: given[name] for name in order if name not in {*names, *left_out}}
    expected = DEFAULTS | dict(zip(names, positional, strict=True)) | keywords
    with Bump() as bump:
        assert values(bump.alloc(Wide, *positional, **keywords)) == expected
        assert values(Wide(*positional, **keywords)) == expected
        assert bump.stats().wasted == 0


def test_each_order_of_keywords(bump: Bump) -> None:
    given = {"number": 1, "text": "a", "real": 3.0, "small": 2}
    for order in permutations(given):
        record = bump.alloc(Wide, **{name: given[name] for name in order})
        assert values(record) == DEFAULTS | given


def test_keywords_that_are_not_interned(bump: Bump) -> None:
    name = "xnumber"[1:]
    assert bump.alloc(Wide, text="a", **{name: 3}).number == 3


@pytest.mark.parametrize("text", ["", "a", "ascii", "ünï", "\ud800", "\N{SNAKE}" * 40, "\0"])
def test_texts(bump: Bump, text: str) -> None:
    assert bump.alloc(Leaf, text).name == text
    assert bump.alloc(Leaf, name=text).name == text

    class Text(str):
        __slots__ = ()

    assert bump.alloc(Leaf, Text(text)).name == text


def test_links_of_a_family(bump: Bump) -> None:
    class Holder(Struct):
        leaf: Leaf
        any: Kind | None = None

    leaf, other = bump.alloc(Leaf, "a"), bump.alloc(Other)
    holder = bump.alloc(Holder, leaf, any=other)
    assert (holder.leaf, holder.any) == (leaf, other)
    with pytest.raises(TypeError, match=r"Holder\.leaf: expected Leaf, got .*Other"):
        bump.alloc(Holder, other)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"Holder\.leaf: expected Leaf, got None"):
        bump.alloc(Holder, None)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"Holder\.any: expected Kind \| None, got .*StructMeta"):
        bump.alloc(Holder, leaf, Kind)  # type: ignore[arg-type]
    with Bump() as elsewhere, pytest.raises(LifetimeError, match=r"Holder\.any: .*another arena"):
        bump.alloc(Holder, leaf, any=elsewhere.alloc(Other))


def test_a_link_seen_before_a_rewind(bump: Bump) -> None:
    class Holder(Struct):
        any: Kind

    leaf = bump.alloc(Leaf, "a")
    with bump.scope():
        bump.alloc(Other)
    assert bump.alloc(Holder, leaf).any == leaf


def test_what_is_allocated_for_a_record_belongs_to_its_scope(bump: Bump) -> None:
    with bump.scope():
        record = bump.alloc(Wide, 1, "text", items=[1, 2])
        record.text = "next"
    used = bump.stats().used
    assert used == 0


@pytest.mark.parametrize(
    ("arguments", "keywords", "message"),
    [
        ((1, "a", True, None, (), 7), {}, r"takes at most 5 positional arguments but 6 were given"),
        ((1,), {"small": 3}, r"missing required argument 'text'"),
        ((1, "a"), {"text": "b"}, r"multiple values for argument 'text'"),
        ((1, "a"), {"smalll": 3}, r"unexpected keyword argument 'smalll'"),
        ((1, "a"), {"small": 300}, r"Wide\.small: 300 is out of range for u8"),
        ((1, "a"), {"flag": 1}, r"Wide\.flag: expected bool, got int"),
        ((1, b"a"), {}, r"Wide\.text: expected str, got bytes"),
        ((1, "a"), {"items": ["x"]}, r"expected i32, got str"),
    ],
)
def test_arguments_that_do_not_fit(
    bump: Bump, arguments: tuple[Any, ...], keywords: dict[str, Any], message: str
) -> None:
    before = bump.stats().used
    with pytest.raises((TypeError, OverflowError), match=message):
        bump.alloc(Wide, *arguments, **keywords)
    assert bump.stats().used == before


class Block(Struct):
    items: Slice[Kind]
    maybe: Slice[Leaf | None] = ()


def test_lists_of_records(bump: Bump) -> None:
    leaves = [bump.alloc(Leaf, str(i)) for i in range(100)]
    other = bump.alloc(Other)
    block = bump.alloc(Block, [*leaves, other], maybe=(leaves[0], None))
    assert list(block.items) == [*leaves, other]
    assert list(block.maybe) == [leaves[0], None]
    assert list(bump.alloc(Block, iter(leaves)).items) == leaves
    block.items = leaves[:2]
    assert list(block.items) == leaves[:2]
    assert bump.stats().wasted == 4 * 99


def test_lists_with_something_else_in_them(bump: Bump) -> None:
    leaf, other = bump.alloc(Leaf, "a"), bump.alloc(Other)
    before = bump.stats().used
    with pytest.raises(TypeError, match=r"expected Kind, got int"):
        bump.alloc(Block, [leaf, 1])  # type: ignore[list-item]
    with pytest.raises(TypeError, match=r"expected Kind, got None"):
        bump.alloc(Block, [leaf, None])  # type: ignore[list-item]
    with pytest.raises(TypeError, match=r"expected Leaf \| None, got .*Other"):
        bump.alloc(Block, [], [leaf, other])  # type: ignore[list-item]
    with Bump() as elsewhere, pytest.raises(LifetimeError, match=r"another arena"):
        bump.alloc(Block, [leaf, elsewhere.alloc(Other)])
    assert bump.stats().used == before


@pytest.mark.parametrize("room", range(0, 200, 8))
def test_no_room_for_a_record_or_what_belongs_to_it(room: int) -> None:
    with Bump() as bump:
        leaf = Leaf("a")
        before = bump.stats().used
        bump.limit = before + room
        try:
            block = Block([leaf] * 10, [leaf] * 5)
            text = Leaf("x" * 50)
        except MemoryError:
            assert before <= bump.stats().used <= before + room
        else:
            assert len(block.items) == 10
            assert text.name == "x" * 50
        bump._check()
