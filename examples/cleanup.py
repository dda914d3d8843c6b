"""Cleaning up: files and callbacks that end with the memory beside them.

Records have no destructors; nothing looks at them when they go. What does need closing,
a file, a lock, a temporary folder, is registered with the arena: `own` enters a context
manager, `callback` remembers a call. They run newest first at the end of the scope, or of
the arena, that they were registered in, also when an exception ends it.
"""

from heapq import merge
from pathlib import Path
from tempfile import TemporaryDirectory

from arenite import Bump, Struct

LOGS = {
    "database.log": ["08:02 ready", "08:17 slow query", "09:30 backup"],
    "server.log": ["08:03 listening", "08:16 request", "08:18 answered"],
}


class Entry(Struct):
    """A line of a log."""

    time: str
    message: str


def merged(bump: Bump, folder: Path) -> list[Entry]:
    """All lines of a folder's logs in order; the end of the scope closes the files.

    How many files there are does not matter, nor does an error halfway: what was opened
    will be closed, without an ExitStack that is handed around beside the arena.
    """
    files = []
    for path in sorted(folder.iterdir()):
        bump.callback(print, f"closed {path.name}")  # after the file, which is newer
        files.append(bump.own(path.open(encoding="utf-8")))
    return [Entry(*line.rstrip().split(" ", 1)) for line in merge(*files)]


def main() -> None:
    """Files are closed with a scope, the folder is removed with the arena."""
    with Bump() as bump:
        folder = Path(bump.own(TemporaryDirectory()))
        for name, lines in LOGS.items():
            (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")

        with bump.scope():
            for entry in merged(bump, folder):
                print(f"{entry.time}  {entry.message}")

        print(f"the folder is there after the scope: {folder.exists()}")
    print(f"the folder is there after the arena: {folder.exists()}")


if __name__ == "__main__":
    main()
