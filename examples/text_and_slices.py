"""Text, and runs of items of one type: copied into the arena, read without a copy.

A `Slice` holds its items as C would, so a million samples are four megabytes and not a
million objects. It has the methods of a sequence, and gives its memory to whoever
understands buffers: NumPy, `struct`, `hashlib`, a file. While such a view is alive the
arena refuses to free what it shows.
"""

from io import BytesIO
from zlib import crc32

from arenite import Bump, Slice, Struct, f32, field, i16, u32


class Recording(Struct):
    """A field takes any iterable, and copies its items into the arena."""

    title: str
    rate: u32
    samples: Slice[i16]
    tags: Slice[str] = field(default=())

    def seconds(self) -> float:
        """How long it plays."""
        return len(self.samples) / self.rate


def main() -> None:
    """Make a recording, a slice on its own, and look at both without copying them."""
    with Bump() as bump:
        greeting = bump.alloc_str("grüß Gott")
        print(f"{greeting}: {len(greeting)} characters in {greeting.nbytes} bytes of UTF-8")

        wave = [(i % 100 - 50) * 200 for i in range(4_000)]
        tone = Recording("sawtooth", 8_000, wave, tags=["synthetic", "mono"])
        print(f"{tone.title}: {tone.seconds()} s, tagged {', '.join(tone.tags)}")
        print(f"loudest {max(tone.samples)}, first {tone.samples[:3]}")

        tone.samples[0] = 0  # in place
        try:
            tone.samples[1] = 40_000
        except OverflowError as error:
            print(f"refused: {error}")

        with memoryview(tone.samples) as view:
            print(f"crc32 of {view.nbytes} bytes, not copied: {crc32(view):08x}")
            try:
                bump.reset()
            except BufferError as error:
                print(f"refused: {error}")

        # A file reads straight into arena memory: no bytes object in between.
        file = BytesIO(bytes.fromhex("cdcc 8c3f cdcc 0c40 3333 5340"))
        levels = bump.zeros(f32, 3)
        file.readinto(levels)
        print(f"read from a file: {[round(level, 3) for level in levels]}")


if __name__ == "__main__":
    main()
