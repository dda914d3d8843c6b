"""Many records of one class: a table whose columns NumPy computes on in place.

The records of a `TypedArena` lie side by side. So the table is a sequence of records, which
have methods and refer to one another, and an array of numbers as well: `column("height")` is
a NumPy array of the same memory. What moves all of them is vectorized, what concerns one of
them is plain Python, and nothing is copied between the two. Needs NumPy: arenite[numpy].
"""

import numpy as np

from arenite import Struct, TypedArena, f64, u32

GRAVITY = -9.81  # metres per second, each second


class Ball(Struct):
    height: f64
    speed: f64 = 0.0
    bounces: u32 = 0
    below: "Ball | None" = None

    def describe(self) -> str:
        state = "rises" if self.speed > 0 else "falls"
        return f"at {self.height:.2f} m, {state}, bounces: {self.bounces}"


def move(balls: TypedArena[Ball], seconds: float) -> None:
    """One step for all balls; a bounce takes a fifth of the speed."""
    height, speed = balls.column("height"), balls.column("speed")
    speed += GRAVITY * seconds
    height += speed * seconds
    hit = height < 0
    height[hit] *= -1
    speed[hit] *= -0.8
    balls.column("bounces")[hit] += 1


def main() -> None:
    """Drop a thousand balls, follow two of them."""
    with TypedArena(Ball, capacity=1_000) as balls:
        # A row refers to the one before it: a reference is given as an index, -1 is None.
        balls.alloc_columns(height=np.linspace(1, 10, 1_000), below=(balls, np.arange(-1, 999)))
        lowest, highest = balls[0], balls[-1]
        for second in range(1, 4):
            for _ in range(100):
                move(balls, 0.01)
            print(f"after {second} s the lowest is {lowest.describe()}")
            print(f"            the highest is {highest.describe()}")

        print(f"bounces of all balls: {balls.column('bounces').sum()}")
        top = max(balls, key=lambda ball: ball.height)
        print(f"ball {balls.index(top)} is on top, and began above ball {balls.index(top.below)}")
        print(f"{balls.bump.stats().used} bytes")


if __name__ == "__main__":
    main()
