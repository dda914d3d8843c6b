"""Boxes: single values in an arena, of any type that a field can have.

A `Box` is a cell that several functions can hold and change, where a whole record would be
too much: a counter, a flag, the best result so far. Its type is kept, so that 256 in a `u8`
is an error where it happens. Boxes are as cheap as the value: those of one phase go with it.
"""

from collections.abc import Callable
from enum import Enum

from arenite import Box, Bump, i32, u8, u128


class Light(Enum):
    """The members of an enum take a byte."""

    RED = 1
    GREEN = 2


def solutions(queens: int, row: int, taken: list[int], count: Box[int]) -> None:
    """Count the ways to put so many queens on a board: an out parameter."""
    if row == queens:
        count.value += 1
    for column in range(queens):
        if all(c != column and abs(c - column) != row - r for r, c in enumerate(taken)):
            solutions(queens, row + 1, [*taken, column], count)


def switch(light: Box[Light]) -> Callable[[], None]:
    """A function that keeps a box and changes what others see in it."""

    def press() -> None:
        light.value = Light.GREEN if light.value is Light.RED else Light.RED

    return press


def main() -> None:
    """Use boxes of several types."""
    with Bump() as bump:
        count = bump.alloc(i32, 0)
        solutions(6, 0, [], count)
        print(f"six queens stand in {count.value} ways")

        light = bump.alloc(Light, Light.RED)
        press = switch(light)
        press()
        print(f"the light is {light.value.name}")

        address = bump.alloc(u128, 0x20010DB8_00000000_00000000_00000001)
        address.value += 1
        print(f"the next address is {address.value:#x}")

        level = bump.alloc(u8, 255)
        try:
            level.value += 1
        except OverflowError as error:
            print(f"refused: {error}; it stays {level.value}")

        with bump.scope():
            best = bump.alloc("")
            for word in ("arena", "bump", "allocator"):
                best.value = max(best.value, word, key=len)
            print(f"the longest is {best.value}")


if __name__ == "__main__":
    main()
