"""Random programs on a BumpPool against a model: which arenas are out, what is in them."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator
from typing import Any

import pytest
from chunks import settled_chunks
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from arenite import ArenaClosedError, Bump, BumpPool, Struct, _core, is_live, u64


class Point(Struct):
    x: u64


class Block:
    """A `with` block that is open, and what it should have."""

    def __init__(self, lease: Any, bump: Bump) -> None:
        self.lease = lease
        self.bump = bump
        self.points: list[Point] = []
        self.view: memoryview | None = None


@pytest.fixture(autouse=True, scope="module")
def _collecting_is_quick() -> Iterator[None]:
    """The collector, which each example asks, leaves out what is of all the other tests."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


class PoolMachine(RuleBasedStateMachine):
    @initialize(
        max_idle=st.none() | st.integers(0, 3),
        keep=st.sampled_from(["largest", "all", "none", 600]),
        capacity=st.sampled_from([0, 1000]),
    )
    def make(self, max_idle: int | None, keep: Any, capacity: int) -> None:
        self.chunks_before = settled_chunks()
        self.max_idle = 1 << 30 if max_idle is None else max_idle
        self.pool = BumpPool(capacity, keep=keep, max_idle=max_idle)
        self.idle = 0
        self.blocks: list[Block] = []
        self.seen: list[Bump] = []  # kept, so that no other object gets their addresses
        self.dead: list[Point] = []

    @precondition(lambda self: len(self.blocks) < 6)
    @rule()
    def enter(self) -> None:
        if self.pool.closed:
            with pytest.raises(ArenaClosedError):
                self.pool.get()
            return
        lease = self.pool.get()
        bump = lease.__enter__()
        assert not any(bump is other for other in self.seen)
        assert (bump.closed, bump.stats().used) == (False, 0)
        self.seen.append(bump)
        self.blocks.append(Block(lease, bump))
        self.idle = max(0, self.idle - 1)

    @precondition(lambda self: self.blocks)
    @rule(data=st.data(), count=st.integers(1, 100))
    def allocate(self, data: st.DataObject, count: int) -> None:
        block = data.draw(st.sampled_from(self.blocks))
        if block.bump.closed:
            return
        for _ in range(count):
            block.points.append(block.bump.alloc(Point, len(self.seen)))

    @precondition(lambda self: self.blocks)
    @rule(data=st.data())
    def export_or_release(self, data: st.DataObject) -> None:
        block = data.draw(st.sampled_from(self.blocks))
        if block.view is not None:
            block.view.release()
            block.view = None
        elif not block.bump.closed:
            block.view = memoryview(block.bump.zeros(u64, 1))

    @precondition(lambda self: self.blocks)
    @rule(data=st.data())
    def close_one(self, data: st.DataObject) -> None:
        block = data.draw(st.sampled_from(self.blocks))
        if block.view is None:
            block.bump.close()

    @precondition(lambda self: self.blocks)
    @rule(data=st.data(), failing=st.booleans())
    def leave(self, data: st.DataObject, failing: bool) -> None:
        """Blocks end in any order, as those of tasks do."""
        block = data.draw(st.sampled_from(self.blocks))
        self.blocks.remove(block)
        returns = not block.bump.closed and block.view is None
        error = KeyError("mine") if failing else None
        if block.view is not None and error is None:
            with pytest.raises(BufferError, match="does not go back"):
                block.lease.__exit__(None, None, None)
        else:
            block.lease.__exit__(type(error), error, None)
        if block.view is not None:
            assert not failing or hasattr(error, "__notes__")
            block.view.release()
            block.bump.close()
        assert block.bump.closed
        self.dead += block.points[:3]
        if returns and not self.pool.closed:
            self.idle = min(self.max_idle, self.idle + 1)

    @precondition(lambda self: self.blocks)
    @rule(data=st.data())
    def lose(self, data: st.DataObject) -> None:
        block = data.draw(st.sampled_from(self.blocks))
        self.blocks.remove(block)
        del block.lease
        assert block.bump.closed or all(map(is_live, block.points))
        with contextlib.suppress(BufferError):
            block.bump.close()
        if block.view is not None:
            block.view.release()
            block.bump.close()

    @rule(chance=st.integers(0, 9))
    def close(self, chance: int) -> None:
        if chance == 0:
            self.pool.close()
            self.idle = 0

    @invariant()
    def counts_agree(self) -> None:
        if hasattr(self, "pool"):
            stats = self.pool.stats()
            assert (stats.idle, stats.out) == (self.idle, len(self.blocks))
            assert len(set(map(id, self.pool._idle))) == self.idle
            for bump in self.pool._idle:
                bump._check()
                assert bump.stats().used == 0
            for block in self.blocks:
                assert all(map(is_live, [] if block.bump.closed else block.points))
                block.bump._check()
            assert not any(map(is_live, self.dead))

    def teardown(self) -> None:
        if hasattr(self, "pool"):
            while self.blocks:
                block = self.blocks.pop()
                if block.view is not None:
                    block.view.release()
                block.lease.__exit__(None, None, None)
            self.pool.close()
            assert _core._allow_chunks(None) == self.chunks_before
        _core._ambient.set(None)


TestPool = PoolMachine.TestCase
