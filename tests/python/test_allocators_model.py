"""Random programs on several allocators: what is in each block, and the figures of the arenas."""

from __future__ import annotations

import contextvars
import ctypes
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from arenite import (
    ArenaLimitError,
    Bump,
    LifetimeError,
    StaleReferenceError,
    Struct,
    Vec,
    system_allocator,
    u64,
)

SIZES = st.sampled_from([0, 1, 3, 8, 16, 24, 100]) | st.integers(0, 3000)
ALIGNS = st.sampled_from([1, 8, 8, 8, 16, 64])
LIMIT = 30_000


class Node(Struct):
    value: u64


def address(memory: memoryview) -> int:
    return ctypes.addressof(ctypes.c_char.from_buffer(memory)) if len(memory) else 0


class Block:
    """A memoryview beside the bytes that should be in it, and the scope that it lies in."""

    def __init__(self, memory: memoryview, depth: int, align: int) -> None:
        self.memory = memory
        self.depth = depth
        self.align = align
        self.bytes = bytearray(memory)


class Allocators(RuleBasedStateMachine):
    """An arena of chunks, one of a block, one with a limit, and the system's malloc."""

    def __init__(self) -> None:
        super().__init__()
        self.bumps = [Bump(), Bump.reserve(1 << 22), Bump(limit=LIMIT, min_align=2)]
        self.all: list[Any] = [*self.bumps, system_allocator]
        self.blocks: dict[int, list[Block]] = {i: [] for i in range(4)}
        self.scopes: dict[int, list[Any]] = {i: [] for i in range(4)}
        self.nodes: dict[int, list[tuple[Node, int, int]]] = {i: [] for i in range(4)}
        self.newest: dict[int, Block | None] = dict.fromkeys(range(4))
        self.count = 0

    def figures(self, i: int) -> tuple[int, int]:
        if i == 3:
            return 0, 0
        stats = self.bumps[i].stats()
        return stats.used, stats.wasted

    def fill(self, block: Block, start: int = 0) -> None:
        self.count += 1
        block.bytes[start:] = bytes((self.count + j) % 256 for j in range(start, len(block.bytes)))
        block.memory[:] = block.bytes

    @rule(i=st.integers(0, 3), size=SIZES, align=ALIGNS)
    def allocate(self, i: int, size: int, align: int) -> None:
        used, wasted = self.figures(i)
        try:
            memory = self.all[i].allocate(size, align)
        except ArenaLimitError:
            assert i == 2
            assert used + size + 8 + align > LIMIT
            assert self.figures(i) == (used, wasted)
            return
        block = Block(memory, len(self.scopes[i]), align)
        assert len(memory) == size
        assert address(memory) % align == 0
        if i < 3:
            assert used + size <= self.figures(i)[0] < used + size + max(8, align)
            assert self.figures(i)[1] == wasted
        self.fill(block)
        self.blocks[i].append(block)
        self.newest[i] = block if size else None

    def pick(self, data: st.DataObject, i: int) -> Block | None:
        """Mostly one of the newest, which is where something happens."""
        blocks = self.blocks[i]
        if not blocks:
            return None
        back = data.draw(st.sampled_from([1, 1, 1, 2, 3]) | st.integers(1, len(blocks)))
        return blocks[-min(back, len(blocks))]

    @rule(data=st.data(), i=st.integers(0, 3), more=SIZES)
    def grow(self, data: st.DataObject, i: int, more: int) -> None:
        block = self.pick(data, i)
        if not block:
            return
        used, wasted = self.figures(i)
        old, size, place = len(block.bytes), len(block.bytes) + more, address(block.memory)
        try:
            memory = self.all[i].grow(block.memory, size)
        except ArenaLimitError:
            assert used + more + 8 > LIMIT or used + size + block.align > LIMIT
            assert self.figures(i) == (used, wasted)
            assert block.memory == block.bytes
            return
        in_place = old and address(memory) == place
        assert in_place or i != 1 or not old or self.newest[i] is not block
        if i < 3 and in_place:
            assert self.figures(i) == (used + more, wasted)
        elif i < 3:
            assert used + size <= self.figures(i)[0] < used + size + max(8, block.align)
            assert self.figures(i)[1] == wasted + old
            block.depth = len(self.scopes[i])
        assert address(memory) % block.align == 0
        assert memory[:old] == block.bytes
        block.memory = memory
        block.bytes.extend(bytes(more))
        self.fill(block, old)
        if not in_place:
            self.newest[i] = block if size else None
        self.blocks[i].remove(block)
        self.blocks[i].append(block)

    @rule(data=st.data(), i=st.integers(0, 3))
    def shrink(self, data: st.DataObject, i: int) -> None:
        block = self.pick(data, i)
        if not block:
            return
        used, wasted = self.figures(i)
        size = data.draw(st.integers(0, len(block.bytes)))
        less, place = len(block.bytes) - size, address(block.memory)
        block.memory = self.all[i].shrink(block.memory, size)
        del block.bytes[size:]
        assert i == 3 or not size or address(block.memory) == place
        self.check_freed(i, block, less, used, wasted)

    @rule(data=st.data(), i=st.integers(0, 3))
    def deallocate(self, data: st.DataObject, i: int) -> None:
        block = self.pick(data, i)
        if not block:
            return
        used, wasted = self.figures(i)
        size = len(block.bytes)
        self.all[i].deallocate(block.memory)
        self.blocks[i].remove(block)
        block.bytes.clear()
        self.check_freed(i, block, size, used, wasted)

    def check_freed(self, i: int, block: Block, size: int, used: int, wasted: int) -> None:
        """It is taken back if it is known to be the newest; of another only the figures change."""
        freed = [(used - size, wasted)]
        if self.newest[i] is not block:
            freed.append((used, wasted + size))
        elif not block.bytes:
            self.newest[i] = None
        assert i == 3 or self.figures(i) in freed

    @rule(data=st.data(), i=st.integers(0, 3), j=st.integers(0, 3))
    def deallocate_elsewhere(self, data: st.DataObject, i: int, j: int) -> None:
        block = self.pick(data, i)
        if block and i != j:
            with pytest.raises(LifetimeError, match="another allocator"):
                self.all[j].deallocate(block.memory)

    @rule(i=st.integers(0, 2))
    def record(self, i: int) -> None:
        self.count += 1
        self.newest[i] = None
        try:
            node = self.bumps[i].alloc(Node, self.count)
        except ArenaLimitError:
            return
        self.nodes[i].append((node, self.count, len(self.scopes[i])))

    @rule(i=st.integers(0, 3), items=st.lists(st.integers(0, 99), max_size=30))
    def collection(self, i: int, items: list[int]) -> None:
        self.newest[i] = None
        try:
            vec = Vec(u64, items, allocator=self.all[i])
        except ArenaLimitError:
            return
        assert list(vec) == items

    @rule(i=st.integers(0, 2))
    def enter(self, i: int) -> None:
        self.newest[i] = None
        scope = self.bumps[i].scope()
        scope.__enter__()
        self.scopes[i].append(scope)

    @rule(i=st.integers(0, 2))
    def leave(self, i: int) -> None:
        if not self.scopes[i]:
            return
        self.newest[i] = None
        depth = len(self.scopes[i])
        inner = [block for block in self.blocks[i] if block.depth == depth]
        if any(block.bytes for block in inner):
            with pytest.raises(BufferError):
                self.scopes[i][-1].close()
        for block in inner:
            block.memory.release()
            self.blocks[i].remove(block)
        self.scopes[i].pop().close()
        for node, _, at in self.nodes[i]:
            if at == depth:
                with pytest.raises(StaleReferenceError):
                    node.value
        self.nodes[i] = [entry for entry in self.nodes[i] if entry[2] < depth]

    @invariant()
    def contents(self) -> None:
        for i, blocks in self.blocks.items():
            for block in blocks:
                assert block.memory == block.bytes
            assert [node.value for node, _, _ in self.nodes[i]] == [n for _, n, _ in self.nodes[i]]
        for bump in self.bumps:
            bump._check()

    def teardown(self) -> None:
        for i in range(3):
            while self.scopes[i]:
                self.leave(i)
            for block in self.blocks[i]:
                block.memory.release()
            self.bumps[i].close()
        for block in self.blocks[3]:
            system_allocator.deallocate(block.memory)


SETTINGS = settings(
    max_examples=100,
    stateful_step_count=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.mark.slow
def test_random_programs() -> None:
    """In a context of its own: scopes of several arenas do not end in the order they began."""
    context = contextvars.copy_context()
    context.run(run_state_machine_as_test, Allocators, settings=SETTINGS)
