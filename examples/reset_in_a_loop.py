"""Reset and reuse: one arena for a loop that builds something in each turn.

`reset()` frees everything in constant time and keeps the largest chunk, so from the second
turn on nothing is asked of the system. Here each maze is solved by a search whose steps are
records that point back to where they came from; of thousands of them a handful is the answer.
"""

from collections import deque

from arenite import Bump, Struct, u16

MAZES = {
    "straight": """
        #########
        #S     E#
        #########""",
    "winding": """
        #########
        #S  #   #
        ### # # #
        #   # # #
        # ##### #
        #       #
        ##### ###
        #E      #
        #########""",
    "walled in": """
        #########
        #S#    E#
        #########""",
}


class Step(Struct):
    """A field of the maze, and the step that led to it: 8 bytes."""

    x: u16
    y: u16
    came_from: "Step | None" = None


def solve(maze: list[str]) -> Step | None:
    """The last step of a shortest way from S to E: breadth first."""
    y, x = next((y, row.index("S")) for y, row in enumerate(maze) if "S" in row)
    queue = deque([Step(x, y)])
    seen = {(x, y)}
    while queue:
        step = queue.popleft()
        x, y = step.x, step.y
        if maze[y][x] == "E":
            return step
        for place in ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)):
            if maze[place[1]][place[0]] != "#" and place not in seen:
                seen.add(place)
                queue.append(Step(*place, step))
    return None


def draw(maze: list[str], last: Step | None) -> str:
    """The maze with the way to this step."""
    rows = [list(row) for row in maze]
    while last:
        if rows[last.y][last.x] == " ":
            rows[last.y][last.x] = "."
        last = last.came_from
    return "\n".join("".join(row) for row in rows)


def main() -> None:
    """Solve all mazes in one arena."""
    with Bump() as bump:
        for name, text in MAZES.items():
            maze = [row.strip() for row in text.strip().split("\n")]
            last = solve(maze)
            stats = bump.stats()
            print(f"{name}: {stats.used} bytes in {stats.chunks} chunk")
            print(draw(maze, last) if last else "there is no way")
            bump.reset()  # `last` is stale from here on: the answer was drawn before
        print(f"{bump.stats().capacity} bytes reserved, since the first maze")


if __name__ == "__main__":
    main()
