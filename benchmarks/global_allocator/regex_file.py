"""Regular expressions over a file: matches with groups, substitution, findall and split."""

import re
import sys
import tempfile
from collections import Counter
from pathlib import Path

LINES = 1_000 if "--short" in sys.argv else 80_000

ENTRY = re.compile(
    r'(?P<host>[\d.]+) \S+ \S+ \[(?P<time>[^\]]+)\] "(?P<verb>[A-Z]+) (?P<path>\S+)[^"]*" '
    r"(?P<status>\d{3}) (?P<size>\d+|-)"
)
QUERY = re.compile(r"[?&](\w+)=(\w*)")
WORD = re.compile(r"[A-Za-z]{3,}")


def log() -> Path:
    """Kept from run to run, so that the program is what is measured."""
    path = Path(tempfile.gettempdir(), f"arenite-requests-{LINES}.log")
    if not path.exists():
        lines = [
            f"10.{i % 7}.{i % 251}.{i * 7 % 253} - user{i % 89} [12/Mar:{i % 24:02}:{i % 60:02}]"
            f' "{"GET" if i % 5 else "POST"} /shop/item{i * 31 % 4099}?page={i % 40}&sort=a{i % 3}'
            f' HTTP/1.1" {200 if i % 11 else 404} {i * 977 % 60000}'
            for i in range(LINES)
        ]
        made = path.with_suffix(".new")
        made.write_text("\n".join(lines))
        made.replace(path)
    return path


def main() -> None:
    paths: Counter[str] = Counter()
    hosts: dict[str, list[tuple[str, int]]] = {}
    check = 0
    with log().open() as file:
        for line in file:
            found = ENTRY.match(line)
            if found is None:
                continue
            fields = found.groupdict()
            path = fields["path"]
            for name, value in QUERY.findall(path):
                paths[f"{name}:{value}"] += 1
            plain = QUERY.sub("", path)
            paths[plain] += 1
            hosts.setdefault(fields["host"], []).append((fields["time"], int(fields["size"])))
            check += len(WORD.findall(line)) + len(plain)
    sizes = sum(size for entries in hosts.values() for _, size in entries)
    print("checksum", check, len(paths), len(hosts), sizes)


main()
