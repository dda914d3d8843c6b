"""Collections that grow: `Vec`, `Map` and `String`, which behave as list, dict and io.StringIO.

On their own they are numbers side by side in memory: a `Vec` of a million `i32` is four
megabytes and no objects. As fields they belong to a record and are empty at first. Whatever
reads them has the same collection, as with lists; assigning a list to a field copies it.
"""

from arenite import Bump, Map, String, Struct, Vec, field, u32


class Ship(Struct):
    name: str
    cargo: Map[str, u32] = field(default=())
    route: Vec[str] = field(default=())
    log: String = field(default="")

    def load(self, port: str, **goods: int) -> None:
        """Note where it was, and what it has taken or left there."""
        self.route.append(port)
        for what, tons in goods.items():
            self.cargo[what] = self.cargo.get(what, 0) + tons
            print(f"  in {port} {tons:+} t of {what}", file=self.log)


def primes(bump: Bump, below: int) -> Vec[int]:
    """A list in all but memory: four bytes a number."""
    found = bump.vec(u32)
    for n in range(2, below):
        if all(n % p for p in found):
            found.append(n)
    return found


def main() -> None:
    """Use collections on their own and as fields."""
    with Bump() as bump:
        numbers = primes(bump, 50)
        print(f"{len(numbers)} primes, from {numbers[0]} to {numbers[-1]}, the middle {numbers[7]}")
        numbers.reverse()
        numbers[3:] = []
        numbers.extend([2, 3])
        print(f"cut to {list(numbers)}, sum {sum(numbers)}, 43 in it: {43 in numbers}")

        letters = bump.map(str, u32)
        for letter in "mississippi":
            letters[letter] = letters.get(letter, 0) + 1
        most = max(letters, key=letters.__getitem__)
        print(f"letters {dict(letters)}, most often {most!r}")

        ship = Ship("Beagle", route=["Plymouth"])
        ship.load("Bahia", water=20, fruit=2)
        ship.load("Galapagos", fruit=-2, tortoises=1)
        print(f"{ship.name} went {' - '.join(ship.route)} and has {dict(ship.cargo)}")
        print(ship.log, end="")

        try:
            for what in ship.cargo:
                ship.cargo[f"more {what}"] = 1
        except RuntimeError as error:
            print(f"refused: {error}")


if __name__ == "__main__":
    main()
