"""Compare our ESTree with oxc-parser's, file by file.

    python tests/ecmascript/compare_estree.py [--driver PROGRAM] [FILE ...]

Without files: all of `lib/*.d.ts` of typescript and of `@types/node` (fetched by
`make corpus`) and the programs in `tests/ecmascript/cases`. Prints the share of
equal files and, for the others, where they first differ. JavaScript is compared
twice: in typescript-estree's shape and in plain ESTree's. The driver is
`tests/c/parse_file.c`, compiled here when it is not given.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
CORPUS = ROOT / ".corpus"
CASES = ROOT / "tests/ecmascript/cases"
COMPARER = ROOT / "tests/ecmascript/oxc_estree.mjs"


@dataclass
class Outcome:
    """What the comparison of one file said."""

    file: str
    status: str
    """`equal`, `differs`, `oxc-error` (oxc refuses the file) or `our-error`."""
    message: str = ""
    nodes: int = 0
    differences: list[dict[str, str]] = field(default_factory=list)


def missing() -> str | None:
    """Why nothing can be compared here, if so."""
    if shutil.which("node") is None:
        return "node is not on the path"
    if not (CORPUS / "node_modules/oxc-parser").exists():
        return "the corpus is not there: make corpus"
    if driver_from_environment() is None and compiler() is None:
        return "no C compiler for the driver"
    return None


def corpus_files() -> list[Path]:
    """The declaration files of typescript and of @types/node."""
    modules = CORPUS / "node_modules"
    files = sorted((modules / "typescript/lib").glob("*.d.ts"))
    return files + sorted((modules / "@types/node").rglob("*.d.ts"))


def case_files() -> list[Path]:
    """Small programs that show one group of features each, and the example."""
    examples = (ROOT / "examples").glob("*.d.ts")
    return sorted([*CASES.iterdir(), *examples])


def driver_from_environment() -> str | None:
    return os.environ.get("ARENITE_PARSE_FILE")


def compiler() -> str | None:
    return shutil.which(os.environ.get("CC", "cc"))


def build_driver(folder: Path) -> Path:
    """Compile the driver with the parser and the allocator."""
    target = folder / "parse_file"
    sources = [ROOT / "tests/c/parse_file.c"]
    for part in ("arena", "ecmascript"):
        sources += sorted((ROOT / "csrc" / part).glob("*.c"))
    sources = [path for path in sources if path.name != "module.c"]
    flags = ["-std=c11", "-O2", f"-I{ROOT}/csrc/arena", f"-I{ROOT}/csrc/ecmascript"]
    command = [compiler() or "cc", *flags, *map(str, sources), "-o", str(target)]
    subprocess.run(command, check=True)
    return target


def compare(files: list[Path], driver: Path | None = None) -> Iterator[Outcome]:
    """Parse and compare each file; yields in the order of the files."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        given = driver or driver_from_environment()
        program = Path(given) if given else build_driver(folder)
        comparer = subprocess.Popen(
            ["node", str(COMPARER), str(CORPUS)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        with comparer:
            for path in files:
                for plain in (False, True)[: 1 + ("js" in path.suffix)]:
                    run = _run_driver(program, path, folder / "ours.json", plain=plain)
                    yield run or _ask(comparer, path, folder / "ours.json", plain=plain)


def _run_driver(program: Path, path: Path, ours: Path, *, plain: bool) -> Outcome | None:
    """Write our JSON of a file; the outcome if that fails."""
    command = [str(program), *["--plain"][:plain], str(path)]
    with ours.open("wb") as out:
        run = subprocess.run(command, stdout=out, stderr=subprocess.PIPE, check=False)
    if run.returncode == 0:
        return None
    message = run.stderr.decode(errors="replace").strip().removeprefix(f"{path}:")
    return Outcome(str(path), "our-error", message or f"exit {run.returncode}")


def _ask(comparer: subprocess.Popen[str], path: Path, ours: Path, *, plain: bool) -> Outcome:
    assert comparer.stdin is not None
    assert comparer.stdout is not None
    question = [str(path), str(ours), "js" if plain else "ts"]
    comparer.stdin.write(json.dumps(question) + "\n")
    comparer.stdin.flush()
    return Outcome(**json.loads(comparer.stdout.readline()))


def _print(outcome: Outcome) -> None:
    name = os.path.relpath(outcome.file, ROOT)
    print(f"{outcome.status}: {name} {outcome.message}")
    for item in outcome.differences[:2]:
        print(f"    {item['path']} in {item['type']}")
        print(f"        ours {item['ours']}")
        print(f"        oxc  {item['oxc']}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--driver", type=Path)
    parser.add_argument("files", nargs="*", type=Path)
    arguments = parser.parse_args()
    why = missing()
    if why:
        sys.exit(why)
    count: Counter[str] = Counter()
    nodes = 0
    files = arguments.files or corpus_files() + case_files()
    for outcome in compare(files, arguments.driver):
        count[outcome.status] += 1
        nodes += outcome.nodes
        if outcome.status != "equal":
            _print(outcome)
    total = count.total() - count["oxc-error"]
    share = 100 * count["equal"] / total if total else 0
    equal = count["equal"]
    print(f"{equal} of {total} files equal ({share:.1f} %), {nodes:,} nodes compared")
    return int(equal != total)


if __name__ == "__main__":
    sys.exit(main())
