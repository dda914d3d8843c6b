"""An arena for each thread: `BumpPool` hands them out and takes them back reset.

An arena has no lock and needs none when each worker has its own. A pool keeps the memory of
those that came back, so that after the first few documents nothing is asked of the system.
In the block the arena is also the ambient one, for that thread alone.
"""

from concurrent.futures import ThreadPoolExecutor

from arenite import BumpPool, Struct, u32

DOCUMENTS = {
    "nursery.txt": "the cow jumped over the moon the dish ran away with the spoon",
    "proverb.txt": "who sees the light in the dark sees more than the light",
    "counting.txt": "one potato two potato three potato four",
    "echo.txt": "no no no no",
}


class Word(Struct):
    """A node of a binary search tree of words."""

    text: str
    count: u32 = 1
    left: "Word | None" = None
    right: "Word | None" = None


def insert(node: Word | None, text: str) -> Word:
    """Count a word; the root of the tree with it."""
    if node is None:
        return Word(text)
    known = node.text
    if text == known:
        node.count += 1
    elif text < known:
        node.left = insert(node.left, text)
    else:
        node.right = insert(node.right, text)
    return node


def most_frequent(node: Word | None) -> tuple[int, str]:
    """The largest count, and its word."""
    if node is None:
        return 0, ""
    return max((node.count, node.text), most_frequent(node.left), most_frequent(node.right))


def analyse(pool: BumpPool, text: str) -> str:
    """What a worker does: build a tree in an arena of its own, return a plain answer."""
    with pool.get() as bump:
        root = None
        for word in text.split():
            root = insert(root, word)
        count, word = most_frequent(root)
        return f"{word!r} {count} times, found in {bump.stats().used} bytes"


def main() -> None:
    """Read all documents, three at a time."""
    pool = BumpPool(capacity=1 << 16, limit=1 << 20)
    with ThreadPoolExecutor(max_workers=3) as threads:
        answers = threads.map(lambda text: analyse(pool, text), DOCUMENTS.values())
        for name, answer in zip(DOCUMENTS, answers, strict=True):
            print(f"{name}: {answer}")
    stats = pool.stats()
    print(f"at most one arena for each thread: {0 < stats.idle <= 3}; out: {stats.out}")
    pool.close()


if __name__ == "__main__":
    main()
