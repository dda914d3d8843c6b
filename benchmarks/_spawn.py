"""Runs commands, and says what each took: time, peak memory, page faults.

A process of its own, which imports next to nothing: Linux counts the memory of the
process that starts another to the peak of the one it starts, so a small one has to.
`Launcher` is what a benchmark uses; it talks with that process in marshal's format.
"""

from __future__ import annotations

import marshal
import os
import sys
import time

TYPE_CHECKING = False  # typing's own would bring in typing
if TYPE_CHECKING:
    from typing import Any

KIB = 1 if sys.platform == "darwin" else 1024


class Launcher:
    """Starts commands from a small process, which it keeps until `close`."""

    def __init__(self) -> None:
        import subprocess

        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def run(self, command: list[str], environment: dict[str, str]) -> dict[str, Any]:
        """`status` as os.waitstatus_to_exitcode has it, `output` in bytes, seconds of `user`,
        `system` and `wall`, `peak` in bytes, and page `faults` that read no file. What the
        command complains about is seen where the benchmark's own errors are.
        """
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(marshal.dumps((command, environment)))
        stdin.flush()
        found: dict[str, Any] = marshal.load(stdout)
        return found

    def close(self) -> None:
        self._process.communicate()


def run(command: list[str], environment: dict[str, str]) -> dict[str, Any]:
    read, write = os.pipe()
    actions = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_DUP2, write, 1),
    ]
    start = time.perf_counter()
    child = os.posix_spawn(command[0], command, environment, file_actions=actions)
    os.close(write)
    with open(read, "rb") as stream:  # noqa: PTH123 - a descriptor, and pathlib is large
        output = stream.read()
    _, status, used = os.wait4(child, 0)
    return {
        "wall": time.perf_counter() - start,
        "status": os.waitstatus_to_exitcode(status),
        "output": output,
        "user": used.ru_utime,
        "system": used.ru_stime,
        "peak": used.ru_maxrss * KIB,
        "faults": used.ru_minflt,
    }


def main() -> None:
    while True:
        try:
            command, environment = marshal.load(sys.stdin.buffer)
        except EOFError:
            return
        sys.stdout.buffer.write(marshal.dumps(run(command, environment)))
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
