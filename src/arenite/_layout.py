"""Where the fields of a record go: first-fit packing.

Each field takes the lowest free offset of its alignment. Fields of the base
class come first and keep their places, so a record of a subclass can be read
as one of its base; holes that alignment left are filled by later fields. The
rule is the same for the classes that users write and for the C structs that
`tools/gen_ast.py` writes, which is why this module imports nothing of the
package.
"""

from __future__ import annotations

from collections.abc import Iterable

GRANULE = 8
"""Bytes a reference counts in; the size of a record is a multiple of it."""

MAX_RECORD = 65_536
"""Bytes of the largest record: offsets are 16 bits wide in the core."""


class Layout:
    """The bytes of a record that are taken, grown field by field."""

    __slots__ = ("_free", "end")

    def __init__(self, base: Layout | None = None) -> None:
        self._free: list[tuple[int, int]] = list(base._free) if base else []
        self.end: int = base.end if base else 0
        """Bytes up to the end of the last field, before rounding."""

    @property
    def size(self) -> int:
        """Bytes of the record: `end` rounded up to a granule, at least one."""
        return max(GRANULE, -(-self.end // GRANULE) * GRANULE)

    def place(self, size: int, align: int) -> int:
        """Take `size` bytes at the lowest free offset of `align`; return the offset."""
        for index, (start, stop) in enumerate(self._free):
            offset = -(-start // align) * align
            if offset + size <= stop:
                self._free[index : index + 1] = _nonempty((start, offset), (offset + size, stop))
                return offset
        offset = -(-self.end // align) * align
        self._free += _nonempty((self.end, offset))
        self.end = offset + size
        return offset


def _nonempty(*spans: tuple[int, int]) -> Iterable[tuple[int, int]]:
    return [(start, stop) for start, stop in spans if start < stop]
