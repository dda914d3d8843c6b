"""A control-flow graph: blocks that lead to one another, in cycles.

References are 32 bits wide and nothing counts them, so a cycle costs nothing and leaks
nothing. Blocks are equal if they are the same block, which makes them keys of sets and dicts
for the time of a pass. What all passes want to know, the dominator, is a field like any other.
"""

from arenite import Bump, Struct, Vec, field, u32


class Block(Struct):
    """Instructions that run one after the other, and where it goes on."""

    name: str
    successors: Vec["Block"] = field(default=())
    predecessors: Vec["Block"] = field(default=())
    order: u32 = 0
    dominator: "Block | None" = None

    def to(self, *targets: "Block") -> None:
        """Lead to these blocks, which learn it."""
        for target in targets:
            self.successors.append(target)
            target.predecessors.append(self)


def build() -> Block:
    """The graph of `while a: if b: c else: continue; d` and what follows."""
    entry, loop, test, then, done, leave = map(
        Block, ("entry", "loop", "test", "then", "done", "leave")
    )
    entry.to(loop)
    loop.to(test, leave)
    test.to(then, loop)  # continue: back to the start of the loop
    then.to(done)
    done.to(loop)
    return entry


def number(entry: Block) -> list[Block]:
    """Blocks in reverse postorder: each one before those it leads to, but for loops."""
    postorder: list[Block] = []
    seen = {entry}
    stack = [(entry, iter(entry.successors))]
    while stack:
        block, rest = stack[-1]
        for target in rest:
            if target not in seen:
                seen.add(target)
                stack.append((target, iter(target.successors)))
                break
        else:
            postorder.append(block)
            stack.pop()
    blocks = postorder[::-1]
    for i, block in enumerate(blocks):
        block.order = i
    return blocks


def nearest_common(a: Block, b: Block) -> Block:
    """The last block that every way to both of them leads through."""
    while a != b:
        later, other = (a, b) if a.order > b.order else (b, a)
        assert later.dominator  # only the entry has none, and nothing comes before it
        a, b = later.dominator, other
    return a


def find_dominators(blocks: list[Block]) -> None:
    """Give each block its immediate dominator: Cooper, Harvey and Kennedy's algorithm."""
    changed = True
    while changed:
        changed = False
        for block in blocks[1:]:
            known = [p for p in block.predecessors if p.dominator or p == blocks[0]]
            found = known[0]
            for predecessor in known[1:]:
                found = nearest_common(found, predecessor)
            if block.dominator != found:
                block.dominator, changed = found, True


def dominates(a: Block, b: Block | None) -> bool:
    """Whether every way to `b` leads through `a`."""
    while b and b != a:
        b = b.dominator
    return b == a


def main() -> None:
    """Find dominators and loops of a graph."""
    with Bump() as bump:
        blocks = number(build())
        find_dominators(blocks)
        for block in blocks:
            targets = ", ".join(target.name for target in block.successors) or "nowhere"
            dominator = block.dominator.name if block.dominator else "nothing"
            print(f"{block.name:5} leads to {targets}; dominated by {dominator}")
            for target in block.successors:
                if dominates(target, block):
                    print(f"      jumps back: {target.name} is a loop")
        print(f"{bump.stats().used} bytes")


if __name__ == "__main__":
    main()
