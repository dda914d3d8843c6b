"""Building text: a `String` that grows in the arena.

Python's `str` is copied by each `+`, and a list of parts holds an object for each of them. A
`String` is UTF-8 bytes that grow in place while nothing else is allocated. It can be written
to like a file, so `print`, `csv` and templates need not know of it; `freeze()` gives a text
that no longer changes, `str()` one that needs no arena.
"""

import csv

from arenite import Bump, String, Struct, field, u16


class Planet(Struct):
    """A row of the report."""

    name: str
    moons: u16
    notes: String = field(default="")


def table(bump: Bump, planets: list[Planet]) -> String:
    """A page of HTML, as a template engine builds it."""
    page = bump.string("<table>\n")
    for planet in planets:
        page.format("  <tr><td>{}</td><td>{:>3}</td></tr>\n", planet.name, planet.moons)
    page += "</table>"
    return page


def main() -> None:
    """Build texts in several ways."""
    with Bump() as bump:
        planets = [Planet("Earth", 1), Planet("Mars", 2), Planet("Saturn", 274)]
        page = table(bump, planets)
        print(page)
        print(f"{len(page)} characters, room for {page.capacity} bytes")

        notes = planets[2].notes  # the field's own, not a copy
        notes += "has rings; "
        notes.append("would float in water")
        print(f"{planets[2].name} {planets[2].notes}")

        out = bump.string()
        writer = csv.writer(out)
        writer.writerow(["planet", "moons"])
        writer.writerows([planet.name, planet.moons] for planet in planets)
        print("Σ", sum(planet.moons for planet in planets), sep=",", file=out)
        print(str(out).replace("\r\n", "\n"), end="")

        text = out.freeze()  # what follows cannot change it
        out.clear()
        out += "used again"
        print(f"frozen: {text.nbytes} bytes; the builder: {out}")


if __name__ == "__main__":
    main()
