"""Trees of objects, built and dropped: a large one that stays and many that do not."""

import sys

DEEPEST = 10 if "--short" in sys.argv else 16


class Node:
    __slots__ = ("item", "left", "right")

    def __init__(self, item: int, left: "Node | None", right: "Node | None") -> None:
        self.item = item
        self.left = left
        self.right = right

    def check(self) -> int:
        if self.left is None or self.right is None:
            return self.item
        return self.item + self.left.check() - self.right.check()


def build(item: int, depth: int) -> Node:
    if depth == 0:
        return Node(item, None, None)
    return Node(item, build(2 * item - 1, depth - 1), build(2 * item, depth - 1))


def main() -> None:
    lasting = build(1, DEEPEST)
    total = 0
    for depth in range(4, DEEPEST, 2):
        for i in range(2 ** (DEEPEST - depth)):
            total += build(i, depth).check() + build(-i, depth).check()
    print("checksum", total, lasting.check())


main()
