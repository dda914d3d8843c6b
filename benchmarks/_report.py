"""What every benchmark here needs: the machine's state, versions, tables, medians."""

from __future__ import annotations

import ctypes
import json
import os
import platform
import statistics
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console


@cache
def console() -> Console:
    """Made late: a worker process must not carry rich's objects in its heap."""
    from rich.console import Console

    # As wide as the tables are when the output is no terminal: nothing is cut off.
    return Console(width=None if sys.stdout.isatty() else 120, highlight=False)


_markdown = False


def print_markdown() -> None:
    """From here on what is printed is what docs/benchmarks.md has."""
    global _markdown  # noqa: PLW0603 - a program prints one way or the other
    _markdown = True


def say(text: str) -> None:
    if _markdown:
        print(text)
    else:
        console().print(text)


def versions(*distributions: str) -> str:
    """`name version` of each installed distribution, with Python's own first."""
    found = [f"CPython {platform.python_version()}"]
    for name in distributions:
        try:
            found.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            found.append(f"{name} (not installed)")
    return ", ".join(found)


def machine() -> str:
    """Processor, cores, load, and what CPython was compiled with."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        for line in cpuinfo.read_text().splitlines():
            if line.startswith("model name"):
                model = line.partition(":")[2].strip()
                break
    load = f", load {os.getloadavg()[0]:.2f}" if hasattr(os, "getloadavg") else ""
    flags = sysconfig.get_config_var("CONFIG_ARGS") or ""
    built = "PGO" if "--enable-optimizations" in flags else "no PGO"
    built += ", LTO" if "--with-lto" in flags else ", no LTO"
    return (
        f"{model}, {os.cpu_count()} cores{load}, {platform.system()} "
        f"{platform.machine()}, CPython built with {platform.python_compiler()}, {built}"
    )


def heading(title: str, *distributions: str) -> None:
    if _markdown:
        print(f"## {title}\n")
    else:
        console().rule(title)
    about("versions", versions("arenite", *distributions))
    about("machine", machine())
    warn_if_editable()


def about(what: str, text: str) -> None:
    """A line of the heading."""
    say(f"- {what}: {text}" if _markdown else f"{what + ':':<10}{text}")


def warn_if_editable() -> None:
    """An editable installation asks the build for news at each import."""
    text = metadata.distribution("arenite").read_text("direct_url.json")
    if text and json.loads(text).get("dir_info", {}).get("editable"):
        say("arenite is installed editable: import time is not measurable")


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]], left: int = 1) -> None:
    """`left` columns of words, then figures."""
    if _markdown:
        rules = ["---" if i < left else "---:" for i in range(len(columns))]
        print(f"\n{title}\n" if title else "")
        print("|", " | ".join(columns), "|")
        print("|" + "|".join(rules) + "|")
        for row in rows:
            print("|", " | ".join(row), "|")
        return
    from rich.table import Table

    out = Table(title=title, title_justify="left", title_style="bold")
    for i, column in enumerate(columns):
        out.add_column(column, justify="left" if i < left else "right", no_wrap=i == 0)
    for row in rows:
        out.add_row(*row)
    console().print()
    console().print(out)


def worker(script: str, *arguments: str, **environment: str) -> Any:
    """The JSON that a fresh interpreter prints last, which ran `script`."""
    done = subprocess.run(
        [sys.executable, script, *arguments],
        env=os.environ | environment,
        check=False,
        stdout=subprocess.PIPE,
        text=True,
    )
    if done.returncode:
        sys.exit(f"{Path(script).name} {' '.join(arguments)}: exit {done.returncode}")
    return json.loads(done.stdout.splitlines()[-1])


def median(values: Iterable[float]) -> float:
    return statistics.median(values)


def resident() -> int:
    """Bytes of memory that the process has touched, or 0 where it cannot be asked.

    /proc/self/statm would be a quarter of a megabyte off: the system counts in batches.
    """
    return _kilobytes("/proc/self/smaps_rollup", "Rss:") * 1024


def forget_peak() -> None:
    """`peak` counts from here on, and free memory that was touched is given back first."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)  # glibc
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def peak() -> int:
    """The most that `resident` was since `forget_peak`, or 0 where it cannot be asked.

    Where the system does not forget, that is the peak of the process' life.
    """
    return max(_kilobytes("/proc/self/status", "VmHWM:") * 1024, resident())


def _kilobytes(path: str, key: str) -> int:
    try:
        return int(Path(path).read_text().partition(key)[2].split()[0])
    except (OSError, IndexError):
        return 0
