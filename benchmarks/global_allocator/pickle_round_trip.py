"""pickle there and back: a graph of objects, three times, the last copy kept."""

import pickle
import sys
import zlib

ITEMS = 1_000 if "--short" in sys.argv else 20_000


class Item:
    def __init__(self, number: int) -> None:
        self.number = number
        self.name = f"item {number}"
        self.price = number / 3
        self.parts: list[Item] = []
        self.labels = {"kind": f"k{number % 31}", "shelf": (number % 7, number % 13)}


def graph() -> list[Item]:
    items = [Item(i) for i in range(ITEMS)]
    for i, item in enumerate(items):
        item.parts.extend(items[(i * 17 + k) % ITEMS] for k in range(i % 3))
    return items


def main() -> None:
    # Recursion through `parts` would be deep: the links are pickled as numbers.
    items, check = graph(), 0
    for _ in range(3):
        links = [[part.number for part in item.parts] for item in items]
        for item in items:
            item.parts = []
        data = pickle.dumps((items, links), protocol=5)
        check = zlib.crc32(data, check)
        items, links = pickle.loads(data)
        for item, numbers in zip(items, links, strict=True):
            item.parts = [items[number] for number in numbers]
    print("checksum", check, sum(len(item.name) + len(item.parts) for item in items))


main()
