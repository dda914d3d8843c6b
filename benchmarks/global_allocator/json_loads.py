"""json.loads of a document of 15 MB, and again while the last result is still in use."""

import json
import sys
import zlib

ROWS = 200 if "--short" in sys.argv else 5_000
COPIES = 2 if "--short" in sys.argv else 16
LOADS = 3


def document() -> str:
    """One part, repeated: making it costs little beside reading it."""
    rows = [
        {
            "id": i,
            "name": f"customer number {i}",
            "email": f"c{i}@example.org",
            "active": i % 3 == 0,
            "balance": i * 1.25,
            "tags": [f"t{i % 17}", f"group {i % 5}"],
            "place": {"lat": i / 7, "lon": -i / 11, "city": f"city {i % 97}"},
        }
        for i in range(ROWS)
    ]
    part = json.dumps(rows)
    return "[" + ",".join([part] * COPIES) + "]"


def summary(parts: list) -> int:
    check = 0
    for part in parts:
        for row in part:
            if row["active"]:
                check += row["id"] + len(row["name"]) + len(row["tags"][0])
    return check


def main() -> None:
    text = document()
    check = zlib.crc32(text.encode())
    result = None
    for _ in range(LOADS):
        result = json.loads(text)
        check += summary(result)
    print("checksum", check)


main()
