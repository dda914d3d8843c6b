"""A function that is given an arena: `with_arena`.

Many functions build a structure, find an answer in it, and throw it away. Decorated, each
call has an arena of its own, which ends with the call; callers do not see it. Only plain
values may come out: a record of the arena as result is an error, not a dangling reference.
"""

from collections.abc import Iterator
from heapq import heappop, heappush
from itertools import count

from arenite import Bump, LifetimeError, Struct, f64, with_arena

Roads = dict[str, dict[str, float]]
ROADS: Roads = {
    "Vienna": {"Linz": 184, "Graz": 200, "Brno": 144},
    "Linz": {"Salzburg": 133, "Graz": 222},
    "Graz": {"Klagenfurt": 135},
    "Brno": {"Prague": 205},
    "Salzburg": {"Munich": 145, "Klagenfurt": 228},
    "Prague": {"Munich": 380},
}


class Visit(Struct):
    """A city, how far it is, and the visit before."""

    city: str
    km: f64
    before: "Visit | None" = None


def shortest(start: str, end: str) -> Visit | None:
    """Dijkstra's algorithm; the visits go into the ambient arena."""
    order = count()  # decides between ways of the same length
    queue = [(0.0, next(order), Visit(start, 0))]
    done: set[str] = set()
    while queue:
        km, _, visit = heappop(queue)
        city = visit.city
        if city == end:
            return visit
        if city not in done:
            done.add(city)
            for target, length in ROADS.get(city, {}).items():
                heappush(queue, (km + length, next(order), Visit(target, km + length, visit)))
    return None


@with_arena
def route(bump: Bump, start: str, end: str) -> str:
    """Describe the shortest way: a text, for which the arena need not live."""
    visit = shortest(start, end)
    if visit is None:
        return f"there is no way from {start} to {end}"
    km, cities = visit.km, [visit.city]
    while visit := visit.before:
        cities.append(visit.city)
    return f"{' - '.join(reversed(cities))}: {km:g} km, found in {bump.stats().used} bytes"


@with_arena
def last_visit(_bump: Bump, start: str, end: str) -> Visit | None:
    """Keep a record of the arena, which ends with the call: an error."""
    return shortest(start, end)


@with_arena
def visits(_bump: Bump, start: str, end: str) -> Iterator[Visit]:
    """Give the visits, the last one first; a generator's arena lasts as long as it runs."""
    visit = shortest(start, end)
    while visit:
        yield visit
        visit = visit.before


def main() -> None:
    """Call them: the arena is no argument."""
    print(route("Vienna", "Munich"))
    print(route("Munich", "Vienna"))
    print(" < ".join(f"{visit.city} {visit.km:g}" for visit in visits("Vienna", "Klagenfurt")))
    try:
        last_visit("Vienna", "Linz")
    except LifetimeError as error:
        print(f"refused: {error}")


if __name__ == "__main__":
    main()
