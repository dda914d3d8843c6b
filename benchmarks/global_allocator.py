"""What do whole programs take under the global allocator, and under others?

    python benchmarks/global_allocator.py                    every program, five rounds
    python benchmarks/global_allocator.py --rounds 15 --programs trees json_loads
    python benchmarks/global_allocator.py --policy recycle   one policy of ours
    python benchmarks/global_allocator.py --command          as `arenite run`, without python -m
    python benchmarks/global_allocator.py --install          without what either starts with
    python benchmarks/global_allocator.py --bounded          a server's memory over time

Each program of global_allocator/ is a process of its own, as a user starts it. It has to
print the same checksum under every allocator, or nothing is reported.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from statistics import geometric_mean
from typing import Any

from _report import heading, machine, median, say, table, versions
from _spawn import Launcher

FOLDER = Path(__file__).with_suffix("")
PROGRAMS = tuple(sorted(path.stem for path in FOLDER.glob("*.py")))
POLICIES = ("recycle", "last", "leak")

BASE = "pymalloc"
# The base a second time: its ratio is what the machine's noise makes of no difference.
AGAIN = "again"

# So many requests of server_loop.py allocate ten million blocks.
REQUESTS = 125_000

# Does what `arenite run` does, in a program that is there already, and prints what the
# process had taken by then, which is not counted.
INSTALL = """\
import sys, time
policy, size, *sys.argv[:] = sys.argv[1:]
if policy:
    from arenite.global_allocator import install
    install(**({"size": int(size)} if size else {}), policy=policy)
sys.path[0] = sys.argv[0].rpartition("/")[0]
with open(sys.argv[0]) as program:
    code = compile(program.read(), sys.argv[0], "exec")
del policy, size, program
print("started", time.process_time())
exec(code)
"""
# What the interpreter has that runs the programs.
ABOUT = """\
import ctypes.util, json, platform
from importlib.util import find_spec
library = ctypes.util.find_library("mimalloc")
found = {
    "python": f"{platform.python_implementation()} {platform.python_version()}",
    "arenite": bool(find_spec("arenite") and find_spec("arenite.global_allocator")),
    "mimalloc": library,
    "version": ctypes.CDLL(library).mi_version() if library else None,
}
print(json.dumps(found))
"""

# What one process took: seconds, bytes, page faults.
Run = dict[str, Any]
# The runs of each contender, by its name.
Runs = dict[str, list[Run]]
Middle = Callable[[Iterable[float]], float]


# ---- The contenders --------------------------------------------------------------


@dataclass(frozen=True)
class Contender:
    """An allocator: what comes before the program in a command, and the environment."""

    name: str
    prefix: tuple[str, ...] = ()
    environment: dict[str, str] = field(default_factory=dict)
    installed: bool = True


def contenders(options: argparse.Namespace, about: dict[str, Any]) -> list[Contender]:
    base: tuple[str, ...] = ("-c", INSTALL, "", "") if options.install else ()
    malloc = {"PYTHONMALLOC": "malloc"}
    preload = {"LD_PRELOAD": about["mimalloc"] or ""}
    mimalloc = bool(about["mimalloc"])
    return [
        Contender(BASE, base),
        Contender(AGAIN, base),
        Contender("glibc", base, malloc),
        Contender("mimalloc", base, malloc | preload, mimalloc),
        Contender("pymalloc, mimalloc", base, preload, mimalloc),
        *(
            Contender(policy, ours(policy, options), installed=about["arenite"])
            for policy in options.policy
        ),
    ]


def ours(policy: str, options: argparse.Namespace) -> tuple[str, ...]:
    if options.install:
        return ("-c", INSTALL, policy, str(options.size << 20) if options.size else "")
    start: tuple[str, ...] = ("-m", "arenite")
    if options.command:
        start = (str(Path(options.python).with_name("arenite")),)
    size = ("--size", f"{options.size}M") if options.size else ()
    return (*start, "run", *size, "--policy", policy)


def environment_of(contender: Contender) -> dict[str, str]:
    """Without what changes how Python runs; sets have the same order in each run."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "LD_PRELOAD", "MIMALLOC_", "MALLOC_"))
    }
    return kept | {"PYTHONHASHSEED": "0"} | contender.environment


# ---- Runs ------------------------------------------------------------------------


@dataclass
class Bench:
    """Starts programs under contenders."""

    launcher: Launcher
    python: str
    arguments: tuple[str, ...] = ()

    def about(self) -> dict[str, Any]:
        """Which Python it is, and what it finds of the contenders."""
        found = self.launcher.run([self.python, "-c", ABOUT], dict(os.environ))
        if found["status"]:
            sys.exit(f"{self.python}: exit {found['status']}")
        about: dict[str, Any] = json.loads(found["output"])
        return about

    def run(self, contender: Contender, program: str, *arguments: str) -> Run:
        """What one process took, and what it `printed`."""
        script = str(FOLDER / f"{program}.py")
        command = [self.python, *contender.prefix, script, *self.arguments, *arguments]
        found = self.launcher.run(command, environment_of(contender))
        if found["status"]:
            sys.exit(f"{program} under {contender.name}: exit {found['status']}")
        lines = found.pop("output").decode().splitlines()
        started = float(lines.pop(0).split()[1]) if lines[0].startswith("started ") else 0.0
        return found | {"cpu": found["user"] + found["system"] - started, "printed": lines}

    def rounds(self, program: str, everybody: Sequence[Contender], rounds: int) -> Runs:
        """The contenders in turn, another one first in each round.

        Before that the base once, to get warm: files in the system's cache, bytecode compiled.
        """
        there = [contender for contender in everybody if contender.installed]
        runs: Runs = {contender.name: [] for contender in there}
        expected = self.run(there[0], program)["printed"][-1]
        for first in range(rounds):
            turn = first % len(there)
            for contender in there[turn:] + there[:turn]:
                found = self.run(contender, program)
                checksum = found.pop("printed")[-1]
                if checksum != expected:
                    sys.exit(f"{program} under {contender.name}: {checksum}, not {expected}")
                runs[contender.name].append(found)
        return runs


# ---- Tables ----------------------------------------------------------------------


@dataclass(frozen=True)
class Figure:
    """One of the figures of a run: its key, and how it is shown."""

    title: str
    key: str
    unit: float
    digits: int
    of: Middle = median
    # Of the contenders: ratios to the base, or figures where the base's may be near zero.
    ratios: bool = True


FIGURES = (
    Figure("CPU ms, median; the others as ratios to it", "cpu", 1e-3, 0),
    Figure("CPU ms, least; the others as ratios to it", "cpu", 1e-3, 0, of=min),
    Figure("wall-clock ms, median; the others as ratios to it", "wall", 1e-3, 0),
    Figure("peak resident MiB, median; the others as ratios to it", "peak", 1 << 20, 1),
    Figure("system ms, median", "system", 1e-3, 0, ratios=False),
    Figure("page faults, thousands", "faults", 1e3, 1, ratios=False),
)


def show(figure: Figure, measured: dict[str, Runs], everybody: Sequence[Contender]) -> None:
    """A row a program: the base's figure, and the others' ratio to it."""
    ratios: dict[str, list[float]] = {contender.name: [] for contender in everybody[1:]}
    rows = []
    for program, runs in measured.items():
        values = {name: figure.of(run[figure.key] for run in runs[name]) for name in runs}
        row = [program, f"{values[BASE] / figure.unit:,.{figure.digits}f}"]
        for name, found in ratios.items():
            if name not in values:
                row.append("-")
            elif figure.ratios:
                found.append(values[name] / values[BASE])
                row.append(f"{found[-1]:.2f}")
            else:
                row.append(f"{values[name] / figure.unit:,.{figure.digits}f}")
        rows.append(row)
    if figure.ratios:
        for title, middle in (("median", median), ("geometric mean", geometric_mean)):
            cells = [f"{middle(found):.3f}" if found else "-" for found in ratios.values()]
            rows.append([title, "", *cells])
    names = [c.name if c.installed else f"{c.name} (not installed)" for c in everybody]
    table(figure.title, ["", *names], rows)


def show_bounded(bench: Bench, everybody: Sequence[Contender]) -> None:
    rows = []
    for contender in everybody:
        if contender.installed and contender.name != AGAIN:
            requests = ("--requests", str(REQUESTS), "--resident")
            *lines, _ = bench.run(contender, "server_loop", *requests)["printed"]
            sizes = [int(line.split()[2]) / 1024 for line in lines]
            growth = f"{sizes[-1] / sizes[1]:.2f}"
            rows.append([contender.name, *(f"{size:.1f}" for size in sizes), growth])
    table(
        f"server_loop: resident MiB over {REQUESTS:,} requests, ten million blocks",
        ["", *(f"{REQUESTS * i // 10_000}k" for i in range(1, 11)), "last / second"],
        rows,
    )


# ---- All of them -----------------------------------------------------------------


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--programs", nargs="+", choices=PROGRAMS, default=PROGRAMS)
    parser.add_argument("--policy", nargs="+", choices=POLICIES, default=POLICIES)
    parser.add_argument("--size", type=int, help="MiB that ours reserve")
    starts = parser.add_mutually_exclusive_group()
    starts.add_argument("--install", action="store_true", help="install() in the program")
    starts.add_argument("--command", action="store_true", help="the command, not python -m")
    parser.add_argument("--bounded", action="store_true", help="only a server's memory over time")
    parser.add_argument("--short", action="store_true", help="little work, to see that all runs")
    parser.add_argument("--python", default=sys.executable, help="the interpreter that runs them")
    parser.add_argument("--json", type=Path, help="where to write the figures of every run")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> None:
    options = parse(arguments)
    # Before all else: what this process imports later, that one does not carry.
    with closing(Launcher()) as launcher:
        bench = Bench(launcher, options.python, ("--short",) if options.short else ())
        about = bench.about()
        everybody = contenders(options, about)
        heading("The global allocator: whole programs")
        say(f"programs: {about['python']}, {mimalloc_version(about)}")
        if options.bounded:
            show_bounded(bench, everybody)
            return
        measured = {
            program: bench.rounds(program, everybody, options.rounds)
            for program in options.programs
        }
    for figure in FIGURES:
        show(figure, measured, everybody)
    say(f"{options.rounds} rounds")
    if options.json:
        about |= {"machine": machine(), "versions": versions("arenite")}
        options.json.write_text(json.dumps(about | {"programs": measured}, indent=1))


def mimalloc_version(about: dict[str, Any]) -> str:
    if not about["mimalloc"]:
        return "mimalloc not installed"
    return f"mimalloc {'.'.join(str(about['version']))}"


if __name__ == "__main__":
    main()
