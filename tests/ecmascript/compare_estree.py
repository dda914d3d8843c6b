"""Compare our ESTree with oxc-parser's, file by file.

    python tests/ecmascript/compare_estree.py [--driver PROGRAM] [--all] [FILE or PACKAGE ...]

Without files: every source of the packages that `make corpus` fetches, and the
programs in `tests/ecmascript/cases`. A package's name stands for its sources.
Prints what differs, in groups of files that first differ at the same field of the
same node (`--all`: each file), and a summary of each package. JavaScript is
compared twice: in typescript-estree's shape and in plain ESTree's. The driver is
`tests/c/parse_file.c`, compiled here when it is not given.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent / "tools"))

from fetch_corpus import CORPUS, SOURCES

ROOT = Path(__file__).resolve().parent.parent.parent
MODULES = CORPUS / "node_modules"
CASES = ROOT / "tests/ecmascript/cases"
COMPARER = ROOT / "tests/ecmascript/oxc_estree.mjs"

SUFFIXES = {".js", ".mjs", ".cjs", ".jsx", ".ts", ".mts", ".cts", ".tsx"}
OURS = "cases"
"""The package of files that are none of a package."""

SECONDS = 300  # of the driver for a file: more is a hang
MOST_WORKERS = 8  # each may take a gigabyte
LARGEST_HEAP = 6000  # MB, of Node.js: both trees of typescript.js


@dataclass
class Outcome:
    """What the comparison of one file said."""

    file: str
    status: str
    """`equal`, `differs`, `oxc-error` (oxc refuses the file) or `our-error`."""
    message: str = ""
    nodes: int = 0
    differences: list[dict[str, str]] = field(default_factory=list)

    @property
    def group(self) -> str:
        """What files that differ alike have in common."""
        if self.differences:
            first = self.differences[0]
            named = re.findall(r"[.]([a-zA-Z]+)", first["path"])
            return f"{first['type']}: {named[-1] if named else 'all'}"
        message = re.sub(r"^\d+: ", "", self.message)
        return f"{self.status}: {message}"


def missing() -> str | None:
    """Why nothing can be compared here, if so."""
    if shutil.which("node") is None:
        return "node is not on the path"
    if not (MODULES / "oxc-parser").exists():
        return "the corpus is not there: make corpus"
    if driver_from_environment() is None and compiler() is None:
        return "no C compiler for the driver"
    return None


# ---- Files ------------------------------------------------------------------------


def package_files(package: str) -> list[Path]:
    """The sources of a package of the corpus, without what it depends on."""
    folder = MODULES / package
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix in SUFFIXES
        and path.is_file()
        and "node_modules" not in path.relative_to(folder).parts
    )


def corpus_files() -> list[Path]:
    """The sources of all packages."""
    return [path for package in SOURCES for path in package_files(package)]


def declaration_files() -> list[Path]:
    """The files of the corpus that hold declarations only."""
    return [path for path in corpus_files() if re.search(r"\.d\.[mc]?ts$", path.name)]


def case_files() -> list[Path]:
    """Small programs that show one group of features each, and the example."""
    examples = (ROOT / "examples").glob("*.d.ts")
    return sorted([*CASES.iterdir(), *examples])


def package_of(file: str) -> str:
    """The package that a file is of."""
    for package in SOURCES:
        if Path(file).is_relative_to(MODULES / package):
            return package
    return OURS


# ---- Comparing --------------------------------------------------------------------


def driver_from_environment() -> str | None:
    return os.environ.get("ARENITE_PARSE_FILE")


def compiler() -> str | None:
    return shutil.which(os.environ.get("CC", "cc"))


def build_driver(folder: Path, *more_flags: str) -> Path:
    """Compile the driver with the parser and the allocator."""
    target = folder / "parse_file"
    sources = [ROOT / "tests/c/parse_file.c"]
    parts = [ROOT / "csrc" / part for part in ("arena", "collections", "ecmascript")]
    for part in parts:
        sources += sorted(path for path in part.glob("*.c") if not path.name.startswith("module"))
    flags = ["-std=c11", "-O2", *more_flags, *(f"-I{part}" for part in parts)]
    command = [compiler() or "cc", *flags, *map(str, sources), "-o", str(target), "-lm", "-pthread"]
    subprocess.run(command, check=True)
    return target


class Comparer:
    """A Node.js with oxc-parser, and a file that our JSON goes through."""

    def __init__(self, program: Path, ours: Path) -> None:
        self.program = program
        self.ours = ours
        self.process = subprocess.Popen(
            ["node", f"--max-old-space-size={LARGEST_HEAP}", str(COMPARER), str(CORPUS)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def compare(self, path: Path) -> list[Outcome]:
        """The outcome of each shape that the file is compared in."""
        shapes = (False, True)[: 1 + ("js" in path.suffix)]
        return [self._write_ours(path, plain) or self._ask(path, plain) for plain in shapes]

    def close(self) -> None:
        """End the process."""
        self.process.communicate()

    def _write_ours(self, path: Path, plain: bool) -> Outcome | None:
        """Write our JSON of a file; the outcome if that fails."""
        command = [str(self.program), *["--plain"][:plain], str(path)]
        with self.ours.open("wb") as out:
            try:
                run = subprocess.run(
                    command, stdout=out, stderr=subprocess.PIPE, check=False, timeout=SECONDS
                )
            except subprocess.TimeoutExpired:
                return Outcome(str(path), "our-error", f"not done after {SECONDS} s")
        if run.returncode == 0:
            return None
        message = run.stderr.decode(errors="replace").strip().removeprefix(f"{path}:")
        return Outcome(str(path), "our-error", message or f"exit status {run.returncode}")

    def _ask(self, path: Path, plain: bool) -> Outcome:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        question = [str(path), str(self.ours), "js" if plain else "ts"]
        self.process.stdin.write(json.dumps(question) + "\n")
        self.process.stdin.flush()
        return Outcome(**json.loads(self.process.stdout.readline()))


def compare(
    files: list[Path], driver: Path | None = None, workers: int | None = None
) -> Iterator[Outcome]:
    """Parse and compare each file; yields in the order of the files."""
    own = threading.local()
    with ExitStack() as cleanup:
        folder = Path(cleanup.enter_context(tempfile.TemporaryDirectory()))
        given = driver or driver_from_environment()
        program = Path(given) if given else build_driver(folder)
        comparers: list[Comparer] = []

        def one(path: Path) -> list[Outcome]:
            if not hasattr(own, "comparer"):
                own.comparer = Comparer(program, folder / f"{threading.get_ident()}.json")
                comparers.append(own.comparer)
            return own.comparer.compare(path)

        cleanup.callback(lambda: [comparer.close() for comparer in comparers])
        pool = cleanup.enter_context(
            ThreadPoolExecutor(workers or min(os.cpu_count() or 1, MOST_WORKERS))
        )
        for outcomes in pool.map(one, files):
            yield from outcomes


# ---- Printing ---------------------------------------------------------------------


def print_outcome(outcome: Outcome, most: int = 2) -> None:
    """The first differences of a file."""
    name = os.path.relpath(outcome.file, ROOT)
    print(f"{outcome.status}: {name} {outcome.message}")
    for item in outcome.differences[:most]:
        print(f"    {item['path']} in {item['type']}")
        print(f"        ours {item['ours']}")
        print(f"        oxc  {item['oxc']}")


def print_groups(outcomes: list[Outcome]) -> None:
    """Groups of files that differ alike, the largest first, each with its smallest file."""
    groups: defaultdict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        if outcome.status in {"differs", "our-error"}:
            groups[outcome.group].append(outcome)
    for group, members in sorted(groups.items(), key=lambda item: -len(item[1])):
        print(f"== {len(members)} x {group}")
        print_outcome(min(members, key=lambda member: Path(member.file).stat().st_size), 1)


def print_summary(outcomes: list[Outcome]) -> None:
    """A line a package, and one for all."""
    of_package: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for outcome in outcomes:
        of_package[package_of(outcome.file)][outcome.status] += 1
    wide = max(map(len, of_package), default=0) + 2
    numbers = f"{'equal':>8}{'differ':>8}{'refused':>8}{'oxc refuses':>13}{'equal of all':>14}"
    print(f"{'':{wide}}{numbers}")
    for package, count in of_package.items():
        _print_line(f"{package:{wide}}", count)
    _print_line(f"{'all':{wide}}", sum(of_package.values(), Counter()))
    files = len({outcome.file for outcome in outcomes})
    print(f"{files:,} files, {sum(o.nodes for o in outcomes):,} nodes compared")


def _print_line(name: str, count: Counter[str]) -> None:
    compared = count.total() - count["oxc-error"]
    numbers = f"{count['equal']:8,}{count['differs']:8,}{count['our-error']:8,}"
    share = 100 * count["equal"] / compared if compared else 100.0
    print(f"{name}{numbers}{count['oxc-error']:13,}{share:12.2f} %")


def main() -> int:
    """The exit status: 1 if any file is refused or different."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--driver", type=Path)
    parser.add_argument("--all", action="store_true", help="each file, not groups")
    parser.add_argument("--workers", type=int)
    parser.add_argument("files", nargs="*")
    arguments = parser.parse_args()
    why = missing()
    if why:
        sys.exit(why)
    files: list[Path] = []
    for name in arguments.files:
        files += package_files(name) if name in SOURCES else [Path(name)]
    outcomes = list(
        compare(files or corpus_files() + case_files(), arguments.driver, arguments.workers)
    )
    if arguments.all or len(outcomes) < 10:
        for outcome in outcomes:
            if outcome.status != "equal":
                print_outcome(outcome)
    else:
        print_groups(outcomes)
    print_summary(outcomes)
    return int(any(outcome.status in {"differs", "our-error"} for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main())
