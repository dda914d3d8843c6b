"""How fast is the C core, next to bumpalo on the cases of bumpalo's own benchmarks?

    python benchmarks/native.py             all cases
    python benchmarks/native.py reset tree  those whose name contains one of these

Both sides are built here from `native/`: bumpalo by cargo, offline, against the
sources that Debian's `librust-bumpalo-dev` installs; the C core by `CC` or cc.  A
round runs each case once on each side, each in a fresh process that repeats it in
short runs and tells the fastest.  A figure is the median over the rounds.
"""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from _report import heading, median, say, table

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "native"
ARENA = HERE.parent / "csrc" / "arena"
BUILT = HERE.parent / "build" / "native"
REGISTRY = Path("/usr/share/cargo/registry")

# GCC's generic tuning copies 256 bytes by `rep movsq`, where LLVM calls memcpy: on
# many processors 20 ns instead of 4, which is neither allocator's doing.
FLAGS = ["-O3", "-DNDEBUG", "-std=gnu11", "-mtune=native"]

PAIRS = ["small, small", "small, big", "big, small", "big, big"]
SUITE = [
    *[f"{how} {size}" for how in ("alloc", "alloc_with") for size in ("small", "big")],
    *[f"{how} {size}" for how in ("try_alloc", "try_alloc_with") for size in ("small", "big")],
    *[f"alloc_try_with {pair}" for pair in PAIRS],
    *[f"alloc_try_with error {pair}" for pair in PAIRS],
    *[f"try_alloc_try_with {pair}" for pair in PAIRS],
    *[f"try_alloc_try_with error {pair}" for pair in PAIRS],
    "String::from_str_in 16",
    "String::push_str 16384",
]
LEFT_OUT = {
    "format-realloc 10, 80, 270, 640": "the C core does not format text",
    "Vec::extend, extend_from_slice": "they clone item by item; C has the copy only, see "
    "alloc_slice_copy",
    "Vec::extend_from_slice_copy": "not in bumpalo 3.12; the same work as alloc_slice_copy",
}
OURS = [
    "alloc_layout 24, 8",
    "alloc_layout 48, 16",
    "alloc, chunks as needed",
    *[f"alloc_slice_copy {length}" for length in (4, 16, 64, 331, 1024, 16384)],
    "String::push_str, 16 bytes at a time",
    "Vec::push",
    "reset, alloc",
    "create, drop",
    "create, alloc, drop",
    "tree of 10^7, build",
    "tree of 10^7, walk",
]
# The same tree with what Rust has no counterpart of.
REFERENCES = {
    "tree of 10^7, build, 32-bit references": "tree of 10^7, build",
    "tree of 10^7, walk, 32-bit references": "tree of 10^7, walk",
    "tree of 10^7, walk, checked references": "tree of 10^7, walk",
}
TITLES = {
    "bumpalo's suite, ns an operation": SUITE,
    "Further cases, ns an operation": OURS,
}


# ---- Building both ---------------------------------------------------------------


def missing() -> str | None:
    """Why nothing can be measured, or None."""
    if not shutil.which("cargo"):
        return "cargo is not installed"
    if not list(REGISTRY.glob("bumpalo-3*")):
        return "Debian's librust-bumpalo-dev is not installed"
    return None if shutil.which(compiler()) else f"there is no C compiler {compiler()}"


def compiler() -> str:
    return os.environ.get("CC", "cc")


def build_bumpalo() -> Path:
    package = BUILT / "package"
    shutil.copytree(SOURCES, package, dirs_exist_ok=True)
    settings = [
        'source.crates-io.replace-with="debian"',
        f'source.debian.directory="{REGISTRY}"',
    ]
    options = [part for setting in settings for part in ("--config", setting)]
    command = ["cargo", "build", "--quiet", "--release", "--offline", *options]
    subprocess.run([*command, "--target-dir", str(BUILT / "target")], check=True, cwd=package)
    return BUILT / "target" / "release" / "native-bumpalo"


def build_arena() -> Path:
    program = BUILT / "arena"
    files = [str(SOURCES / "arena.c"), *sorted(map(str, ARENA.glob("*.c")))]
    subprocess.run([compiler(), *FLAGS, f"-I{ARENA}", *files, "-o", str(program)], check=True)
    return program


def first_line(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\n")[0]


# ---- Measuring ---------------------------------------------------------------------


def run(program: Path, case: str, milliseconds: int) -> float:
    done = subprocess.run(
        [str(program), case, str(milliseconds)], check=True, stdout=subprocess.PIPE, text=True
    )
    return float(done.stdout)


def measure(
    programs: Sequence[Path], cases: Sequence[str], rounds: int, milliseconds: int
) -> dict[str, list[list[float]]]:
    """For each case the figures of each program, one a round."""
    got: dict[str, list[list[float]]] = {case: [[] for _ in programs] for case in cases}
    for i in range(rounds):
        order = range(len(programs)) if i % 2 == 0 else reversed(range(len(programs)))
        turns = list(order)
        for case in cases:
            for turn in turns:
                got[case][turn].append(run(programs[turn], case, milliseconds))
    return got


def row(case: str, bumpalo: Sequence[float], arena: Sequence[float]) -> list[str]:
    ratios = sorted(b / a for a, b in zip(bumpalo, arena, strict=True))
    theirs, ours = median(bumpalo), median(arena)
    spread = f"{ratios[0]:.2f} to {ratios[-1]:.2f}"
    return [case, f"{theirs:,.2f}", f"{ours:,.2f}", f"{ours / theirs:.2f}", spread]


def wanted(cases: Sequence[str], parts: Sequence[str]) -> list[str]:
    return [case for case in cases if not parts or any(part in case for part in parts)]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", help="parts of the names of the cases to run")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--milliseconds", type=int, default=40, help="of each process")
    args = parser.parse_args()
    heading("The C core against bumpalo")
    why = missing()
    if why:
        say(f"skipped: {why}")
        return
    BUILT.mkdir(parents=True, exist_ok=True)
    sides = [build_bumpalo(), build_arena()]
    found = " ".join(sorted(path.name for path in REGISTRY.glob("bumpalo-3*")))
    say(f"bumpalo:  {found}, {first_line('rustc', '--version')}, fat LTO")
    say(f"C:        {first_line(compiler(), '--version')}, {' '.join(FLAGS)}, no LTO")

    theirs: dict[str, list[float]] = {}
    columns = ["", "bumpalo", "arenite", "ratio", "in the rounds"]
    for title, cases in TITLES.items():
        got = measure(sides, wanted(cases, args.parts), args.rounds, args.milliseconds)
        theirs.update((case, pair[0]) for case, pair in got.items())
        rows = [row(case, *pair) for case, pair in got.items()]
        if cases is SUITE:
            rows += [[case, "-", "-", "-", why] for case, why in LEFT_OUT.items()]
        if got:
            table(title, columns, rows)
    cases = [case for case, peer in REFERENCES.items() if peer in theirs]
    got = measure(sides[1:], wanted(cases, args.parts), args.rounds, args.milliseconds)
    rows = [row(case, theirs[REFERENCES[case]], pair[0]) for case, pair in got.items()]
    if got:
        table("The tree with 16 bytes a node, next to bumpalo's of 24", columns, rows)


if __name__ == "__main__":
    sys.exit(main())
