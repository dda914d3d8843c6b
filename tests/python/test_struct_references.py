"""Fields that refer to other records: families, unions, forward names."""

from __future__ import annotations

from typing import Any, Optional, Self, Union

import pytest

from arenite import Bump, LifetimeError, Slice, Struct, arena_of, u8, u16, u32


class Node(Struct):
    value: u32
    next: Node | None = None


class Selfish(Struct):
    me: Self | None = None
    mine: Slice[Self] = ()  # type: ignore[assignment]


class Spelled(Struct):
    a: Optional[Node] = None  # noqa: UP045
    b: Union[Node, None] = None  # noqa: UP007
    c: None | Node = None  # noqa: RUF036  in this order too
    d: Optional["Later"] = None  # noqa: UP037, UP045


class Later(Struct):
    node: Node


class Expr(Struct, tag=True):
    start: u32


class Num(Expr):
    value: u8


class Op(Expr, abstract=True):
    kind: u8


class Add(Op):
    left: Expr
    right: Expr


class Neg(Op):
    operand: Num | Add
    sure: Add | None = None


class Tall(Num):
    height: u16


class Other(Struct, tag=True):
    value: u8


class Thing(Other):
    pass


def test_a_record_may_refer_to_itself(bump: Bump) -> None:
    node = bump.alloc(Node, 1)
    node.next = node
    assert node.next.next.next == node  # type: ignore[union-attr]
    selfish = bump.alloc(Selfish)
    selfish.me = selfish
    selfish.mine = [selfish, selfish]  # type: ignore[assignment]
    assert list(selfish.mine) == [selfish, selfish]


def test_older_records_may_refer_to_younger_ones(bump: Bump) -> None:
    first = bump.alloc(Node, 1)
    first.next = bump.alloc(Node, 2)
    assert first.next.value == 2


def test_spellings(bump: Bump) -> None:
    node = bump.alloc(Node, 1)
    record = bump.alloc(Spelled, node, node, node, bump.alloc(Later, node))
    assert record.a == record.b == record.c == node
    assert record.d is not None
    assert record.d.node == node
    assert [getattr(bump.alloc(Spelled), name) for name in "abcd"] == [None] * 4


@pytest.mark.parametrize("value", [1, "x", None, object(), Node, Bump])
def test_what_is_no_record(bump: Bump, value: Any) -> None:
    with pytest.raises(TypeError, match="Later.node: expected Node, got"):
        bump.alloc(Later, value)


def test_records_of_other_classes(bump: Bump) -> None:
    with pytest.raises(TypeError, match="Later.node: expected Node, got Selfish"):
        bump.alloc(Later, bump.alloc(Selfish))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="Add.left: expected Expr, got Thing"):
        bump.alloc(Add, 0, 0, bump.alloc(Thing, 1), bump.alloc(Num, 0, 0))  # type: ignore[arg-type]


def test_families_come_back_as_what_they_are(bump: Bump) -> None:
    num, tall = bump.alloc(Num, 0, 1), bump.alloc(Tall, 0, 2, 3)
    add = bump.alloc(Add, 5, 6, num, tall)
    nested = bump.alloc(Add, 0, 0, add, bump.alloc(Neg, 0, 0, add))
    assert type(add.left) is Num
    assert type(add.right) is Tall
    assert type(nested.left) is Add
    assert isinstance(nested.right, Op)
    match nested:
        case Add(left=Add(left=Num(value=v), right=Tall(height=h))):
            assert (v, h) == (1, 3)
        case _:
            raise AssertionError


def test_unions_allow_their_members_and_subclasses(bump: Bump) -> None:
    num = bump.alloc(Num, 0, 1)
    add = bump.alloc(Add, 0, 0, num, num)
    for good in (num, add, bump.alloc(Tall, 0, 0, 0)):
        assert bump.alloc(Neg, 0, 0, good).operand == good  # type: ignore[arg-type]
    neg = bump.alloc(Neg, 0, 0, num)
    with pytest.raises(TypeError, match="Neg.operand: expected Num | Add, got Neg"):
        bump.alloc(Neg, 0, 0, neg)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="Neg.sure: expected Add | None, got Num"):
        neg.sure = num  # type: ignore[assignment]
    neg.sure = add
    assert neg.sure == add


def test_abstract_classes_have_no_records(bump: Bump) -> None:
    for abstract in (Expr, Op):
        with pytest.raises(TypeError, match=f"{abstract.__name__} is abstract"):
            bump.alloc(abstract, 0)  # type: ignore[arg-type]


def test_a_family_grows(bump: Bump) -> None:
    class Root(Struct, tag=True):
        pass

    class Holder(Struct):
        item: Root

    class A(Root):
        pass

    holder = bump.alloc(Holder, bump.alloc(A))
    assert type(holder.item) is A

    class B(Root):
        pass

    class C(A):
        pass

    for cls in (B, C):
        holder.item = bump.alloc(cls)
        assert type(holder.item) is cls


def test_explicit_tags(bump: Bump) -> None:
    class Root(Struct, tag=True):
        value: u8

    class Hundred(Root, tag=100):
        pass

    class Next(Root):
        pass

    class One(Root, tag=1):
        pass

    class Last(Root, tag=65_535):
        pass

    class Holder(Struct):
        item: Root

    holder = bump.alloc(Holder, bump.alloc(One, 0))
    data = bytearray(bump.chunks()[0])
    assert int.from_bytes(data[:2], "little") == 1
    for cls in (Hundred, Next, One, Last):
        holder.item = bump.alloc(cls, 7)
        assert type(holder.item) is cls
        assert holder.item.value == 7
    with pytest.raises(TypeError, match="tag 100 of family Root is taken by Hundred"):

        class Again(Root, tag=100):
            pass

    with pytest.raises(TypeError, match="tag=65536: expected a number from 1 to 65535"):

        class Full(Root):
            pass


def test_a_reference_stays_in_its_arena(bump: Bump) -> None:
    foreign = Bump().alloc(Node, 1)
    with pytest.raises(LifetimeError, match="Later.node: the value lives in another arena"):
        bump.alloc(Later, foreign)
    node = bump.alloc(Node, 1)
    with pytest.raises(LifetimeError, match="Node.next"):
        node.next = foreign
    with pytest.raises(LifetimeError):
        bump.alloc_slice(Node, [node, foreign])
    assert node.next is None
    assert arena_of(foreign) is not bump


def test_forward_names_of_functions(bump: Bump) -> None:
    class Left(Struct):
        right: Right | None = None

    class Right(Struct):
        left: Left | None = None

    left = bump.alloc(Left)
    left.right = bump.alloc(Right, left)
    assert left.right.left == left


def test_a_name_that_is_never_defined(bump: Bump) -> None:
    class Hopeful(Struct):
        value: u8
        it: Undefined | None = None  # type: ignore[name-defined]  # noqa: F821

    record = bump.alloc(Hopeful, 5)
    assert (record.value, record.it) == (5, None)
    with pytest.raises(NameError, match="Hopeful.it: name 'Undefined' is not defined"):
        record.it = record


def test_a_name_that_is_defined_late(bump: Bump) -> None:
    class Early(Struct):
        it: Soon | None = None

    early = bump.alloc(Early)
    with pytest.raises(NameError):
        early.it = early  # type: ignore[assignment]

    class Soon(Struct):
        pass

    early.it = bump.alloc(Soon)
    assert type(early.it) is Soon


def test_a_function_that_makes_classes_makes_different_ones(bump: Bump) -> None:
    """A name means the class of its own call, even if it is looked up later."""

    def make() -> tuple[Any, Any]:
        class Item(Struct):
            owner: Owner | None = None
            other: Item | None = None

        class Owner(Struct):
            item: Item | None = None

        return Item, Owner

    made = [make() for _ in range(3)]
    for item_class, owner_class in made:
        owner = bump.alloc(owner_class)
        item = bump.alloc(item_class, owner)
        item.other = item
        owner.item = item
        assert type(item.owner) is owner_class
    with pytest.raises(TypeError):
        bump.alloc(made[0][0], bump.alloc(made[1][1]))


@pytest.mark.parametrize("kind", ["int", "str", "Bump", "list[int]", "Other | Node", "Num | Thing"])
def test_unions_that_cannot_be(kind: str) -> None:
    with pytest.raises(TypeError):

        class Wrong(Struct):
            __annotations__ = {"it": f"Node | {kind}"}

        Bump().alloc(Wrong, Bump().alloc(Node, 1))
