"""Numbers: planets in floats, digits of pi in large ints, sorting of both by keys."""

import math
import random
import sys

SHORT = "--short" in sys.argv
STEPS, DIGITS, ITEMS = (500, 100, 2_000) if SHORT else (30_000, 3_000, 200_000)


def planets(steps: int) -> float:
    """The energy of bodies that pull at each other, after so many steps."""
    bodies = [
        (
            [math.cos(i) * (i + 1), math.sin(i) * (i + 1), 0.1 * i],
            [0.01 * i, -0.02, 0.0],
            1 / (i + 1),
        )
        for i in range(5)
    ]
    for _ in range(steps):
        for i, (p, v, m) in enumerate(bodies):
            for q, w, n in bodies[i + 1 :]:
                dx, dy, dz = p[0] - q[0], p[1] - q[1], p[2] - q[2]
                pull = 0.001 / (dx * dx + dy * dy + dz * dz + 0.1) ** 1.5
                v[0] -= dx * n * pull
                v[1] -= dy * n * pull
                v[2] -= dz * n * pull
                w[0] += dx * m * pull
                w[1] += dy * m * pull
                w[2] += dz * m * pull
        for p, v, _ in bodies:
            p[0] += 0.001 * v[0]
            p[1] += 0.001 * v[1]
            p[2] += 0.001 * v[2]
    return sum(m * (v[0] ** 2 + v[1] ** 2 + v[2] ** 2) for _, v, m in bodies) / 2


def pi(digits: int) -> int:
    """Machin's formula in whole numbers: ints of a few kilobytes that live for one step."""

    def arctan_of_inverse(x: int) -> int:
        term = total = one // x
        n, sign = 3, -1
        while term:
            term //= x * x
            total += sign * (term // n)
            n, sign = n + 2, -sign
        return total

    one = 10 ** (digits + 10)
    return 4 * (4 * arctan_of_inverse(5) - arctan_of_inverse(239)) // 10**10


def sort(items: int) -> int:
    rng = random.Random(7)
    values = [rng.random() * 1e6 for _ in range(items)]
    ranks = sorted(range(items), key=values.__getitem__)
    pairs = sorted((round(value, 2), -rank) for rank, value in zip(ranks, values, strict=True))
    squares = sorted(int(value) ** 2 % 1_000_003 for value in values)
    return pairs[items // 2][1] + sum(squares[::100])


def main() -> None:
    print("checksum", f"{planets(STEPS):.9f}", pi(DIGITS) % 10**12, sort(ITEMS))


main()
