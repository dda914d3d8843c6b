"""Dicts and sets that come and go: a cache with evictions, an index of sets, mixed lifetimes."""

import random
import sys

STEPS = 10_000 if "--short" in sys.argv else 500_000
ROOM = 500 if "--short" in sys.argv else 10_000


def entry(key: int) -> dict:
    """Some entries are much larger than others, as in any cache."""
    value = {"key": f"k{key}", "seen": key, "parts": [key, key + 1, str(key)]}
    if key % 16 == 0:
        value["body"] = "x" * (key % 5000)
        value["index"] = {f"f{i}": i + key for i in range(key % 40)}
    return value


def main() -> None:
    rng = random.Random(1)
    cache: dict[int, dict] = {}
    groups: dict[int, set[str]] = {}
    hits = check = 0
    for step in range(STEPS):
        # A few keys are asked for again and again, most seldom.
        key = int(rng.paretovariate(0.6)) if step % 3 else rng.randrange(8 * ROOM)
        found = cache.pop(key, None)
        if found is None:
            found = entry(key)
            if len(cache) >= ROOM:
                oldest = next(iter(cache))
                gone = cache.pop(oldest)
                group = groups.get(oldest % 997)
                if group is not None:
                    group.discard(gone["key"])
        else:
            hits += 1
        cache[key] = found
        groups.setdefault(key % 997, set()).add(found["key"])
        if step % 1000 == 999:
            groups.pop(step // 1000 * 31 % 997, None)
            check += len({name for group in groups.values() for name in group})
    print("checksum", check, hits, sum(len(value) for value in cache.values()))


main()
