"""A scope for temporaries: working memory that is free again at the end of the block.

What is allocated inside `with bump.scope():` dies with it, in constant time; what is older
stays. So a function can take a large table from its caller's arena without leaving a trace.
The one rule is checked: what lives longer must not refer to what dies sooner.
"""

from arenite import Bump, LifetimeError, Slice, Struct, u16


class Match(Struct):
    """The longest common subsequence of two texts."""

    first: str
    second: str
    common: str = ""
    positions: Slice[u16] | None = None


def common_subsequence(bump: Bump, a: str, b: str) -> str:
    """Dynamic programming on a table that only this function needs."""
    with bump.scope():
        width = len(b) + 1
        length = bump.zeros(u16, (len(a) + 1) * width)
        for i in reversed(range(len(a))):
            for j in reversed(range(len(b))):
                length[i * width + j] = (
                    length[(i + 1) * width + j + 1] + 1
                    if a[i] == b[j]
                    else max(length[(i + 1) * width + j], length[i * width + j + 1])
                )
        common, i, j = "", 0, 0
        while i < len(a) and j < len(b):
            if a[i] == b[j]:
                common, i, j = common + a[i], i + 1, j + 1
            elif length[(i + 1) * width + j] >= length[i * width + j + 1]:
                i += 1
            else:
                j += 1
        return common


def main() -> None:
    """Compare words; the tables come and go, the results stay."""
    pairs = [("bumping", "jumpsuit"), ("arenite", "granite"), ("chimpanzee", "human")]
    with Bump() as bump:
        for first, second in pairs:
            match = Match(first, second)
            match.common = common_subsequence(bump, first, second)
            print(f"{match.first} and {match.second} share {match.common!r}")
        stats = bump.stats()
        print(f"{stats.used} bytes in use, with the tables up to {stats.peak}")

        match = Match("longer", "lived")
        with bump.scope():
            positions = bump.alloc_slice(u16, [0, 3])
            try:
                match.positions = positions
            except LifetimeError as error:
                print(f"refused: {error}")


if __name__ == "__main__":
    main()
