"""Allocators: code that makes collections, and leaves it to its caller where they lie.

A `Bump` is an allocator, whether it has chunks, one reserved range or a buffer of the
caller's; so is the module `system_allocator`, and so is an object with the same methods.
Each of them also gives raw memory, as a memoryview: `read_all` below fills one that grows.
"""

from io import BytesIO
from typing import BinaryIO

from arenite import (
    Allocator,
    ArenaLimitError,
    Bump,
    Map,
    StaleReferenceError,
    Vec,
    arena_of,
    system_allocator,
    u32,
)


def count_words(text: str, allocator: Allocator) -> Map[str, int]:
    """Count words, wherever the caller wants the result."""
    counts = Map(str, u32, allocator=allocator)
    for word in text.split():
        counts[word] = counts.get(word, 0) + 1
    return counts


def read_all(file: BinaryIO, allocator: Allocator) -> memoryview:
    """Read a file of unknown length into one block of memory."""
    memory = allocator.allocate(16)
    length = 0
    while part := file.read(10):
        if length + len(part) > len(memory):
            memory = allocator.grow(memory, 2 * len(memory))  # in place, if it can be
        memory[length : length + len(part)] = part
        length += len(part)
    return allocator.shrink(memory, length)


class Quota:
    """An allocator of the caller's: all that is made with it may use so many bytes together.

    A collection asks for `arena()` alone. The rest is for who wants raw memory.
    """

    def __init__(self, size: int) -> None:
        self.bump = Bump(limit=size)

    def arena(self) -> Bump:
        """Say where a new collection lies."""
        return self.bump

    def allocate(self, size: int, align: int = 8) -> memoryview:
        """Give memory, here of the same arena."""
        return self.bump.allocate(size, align)

    def grow(self, memory: memoryview, size: int, /) -> memoryview:
        """Give more of it."""
        return self.bump.grow(memory, size)

    def shrink(self, memory: memoryview, size: int, /) -> memoryview:
        """Give less of it."""
        return self.bump.shrink(memory, size)

    def deallocate(self, memory: memoryview, /) -> None:
        """Take it back."""
        self.bump.deallocate(memory)


TEXT = "to be or not to be that is the question " * 3


def main() -> None:
    """Do the same with several allocators."""
    with Bump() as bump, Bump.reserve(1 << 20) as reserved:
        quota = Quota(400)
        allocators: dict[str, Allocator] = {
            "chunks": bump,
            "one reserved range": reserved,
            "the system's malloc": system_allocator,
            "a quota": quota,
        }
        for name, allocator in allocators.items():
            assert isinstance(allocator, Allocator)
            memory = read_all(BytesIO(TEXT.encode()), allocator)
            counts = count_words(bytes(memory).decode(), allocator)
            print(f"{name}: {len(memory)} bytes, {counts['be']} times 'be'")
            allocator.deallocate(memory)

        memory = bump.allocate(100)
        used = bump.stats().used
        bump.deallocate(memory)  # the newest: the arena has it again
        print(f"given back: {used - bump.stats().used} bytes")

        try:
            count_words("many words that are not there yet " * 20, quota)
            Vec(u32, range(1000), allocator=quota)
        except ArenaLimitError as error:
            print(f"refused: {error}")

        alone = count_words(TEXT, system_allocator)
        owner = arena_of(alone)  # a Bump of its own: it ends with the Map, or now
        print(f"alone: {owner.stats().used} bytes")
        owner.close()
        try:
            print(len(alone))
        except StaleReferenceError as error:
            print(f"gone: {error}")


if __name__ == "__main__":
    main()
