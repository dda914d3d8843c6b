"""A value and a record: what every other example is made of.

A `Bump` hands out memory by moving a cursor. `alloc` with a number gives a box with a
`value`; `alloc` with a class gives a record, whose fields are read and written as those
of a dataclass. Nothing is freed one by one: everything goes at once, when the arena does,
and whoever kept a record gets an error instead of somebody else's bytes.
"""

from arenite import Bump, StaleReferenceError, Struct, sizeof, u8, u64


class Doggo(Struct):
    """Fields have the width that their annotations say, and lie side by side in memory."""

    cuteness: u64
    age: u8
    scritches_required: bool = True

    def describe(self) -> str:
        """Methods are those of any class; they are not stored in the record."""
        wish = "wants scritches" if self.scritches_required else "is asleep"
        return f"a doggo of {self.age} with cuteness {self.cuteness:,} {wish}"


def main() -> None:
    """Allocate a number and two records, change them, and let all of them go."""
    with Bump() as bump:
        answer = bump.alloc(41)
        answer.value += 1
        print(f"the answer is {answer.value}")

        scooter = bump.alloc(Doggo, cuteness=2**64 - 1, age=8)
        scooter.age += 1
        print(f"scooter: {scooter.describe()}")

        # In the block the class itself allocates in the arena: what was written for
        # dataclasses needs another base class, no other calls.
        rex = Doggo(1_000, 3, scritches_required=False)
        print(f"rex: {rex.describe()}")

        try:
            rex.age = 300
        except OverflowError as error:
            print(f"refused: {error}")

        print(f"a Doggo takes {sizeof(Doggo)} bytes, all of this {bump.stats().used}")

    try:
        print(scooter.age)
    except StaleReferenceError as error:
        print(f"after the arena: {error}")


if __name__ == "__main__":
    main()
