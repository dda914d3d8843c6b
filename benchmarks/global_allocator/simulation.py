"""A simulation in dataclasses: orders in queues, events in a heap, records of what happened."""

import heapq
import random
import sys
from dataclasses import dataclass, field, replace
from enum import Enum

EVENTS = 3_000 if "--short" in sys.argv else 200_000


class Kind(Enum):
    ARRIVE = 1
    FINISH = 2


@dataclass(frozen=True)
class Place:
    x: float
    y: float

    def moved(self, dx: float, dy: float) -> "Place":
        return replace(self, x=(self.x + dx) % 100, y=(self.y + dy) % 100)


@dataclass(order=True)
class Event:
    time: float
    number: int
    kind: Kind = field(compare=False)
    order: "Order" = field(compare=False)


@dataclass
class Order:
    number: int
    made: float
    place: Place
    items: list[str] = field(default_factory=list)
    steps: list[tuple[float, str]] = field(default_factory=list)


@dataclass
class Station:
    name: str
    waiting: list[Order] = field(default_factory=list)
    busy: bool = False
    done: dict[int, float] = field(default_factory=dict)


class World:
    def __init__(self) -> None:
        self.rng = random.Random(3)
        self.events: list[Event] = []
        self.stations = [Station(f"station {i}") for i in range(40)]
        self.number = 0
        self.place = Place(50.0, 50.0)

    def at(self, time: float, kind: Kind, order: Order) -> None:
        self.number += 1
        heapq.heappush(self.events, Event(time, self.number, kind, order))

    def arrive(self, time: float) -> None:
        self.place = self.place.moved(self.rng.random() - 0.5, self.rng.random() - 0.5)
        order = Order(self.number, time, self.place)
        order.items.extend(f"item {self.rng.randrange(500)}" for _ in range(self.number % 4))
        self.at(time, Kind.ARRIVE, order)

    def run(self, events: int) -> float:
        waited = 0.0
        self.arrive(0.0)
        for _ in range(events):
            event = heapq.heappop(self.events)
            order, time = event.order, event.time
            station = self.stations[order.number % len(self.stations)]
            order.steps.append((time, f"{event.kind.name} at {station.name}"))
            if event.kind is Kind.ARRIVE:
                self.arrive(time + self.rng.expovariate(1.0))
                station.waiting.append(order)
            elif event.kind is Kind.FINISH:
                station.busy = False
                station.done[order.number] = time - order.made
                waited += time - order.made
            if station.waiting and not station.busy:
                station.busy = True
                self.at(time + self.rng.uniform(1.0, 30.0), Kind.FINISH, station.waiting.pop(0))
        return waited


def main() -> None:
    world = World()
    waited = world.run(EVENTS)
    print("checksum", f"{waited:.6f}", sum(len(s.done) for s in world.stations), len(world.events))


main()
