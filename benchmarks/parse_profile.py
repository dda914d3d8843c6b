"""Where do the parser's time and instructions go?

    python benchmarks/parse_profile.py [FILE ...]

The files are those of parse.py (see `make corpus`) unless others are given. The driver
tests/c/parse_file.c is compiled with debug information and run under Linux's perf, which
samples the processor's time, and under valgrind's callgrind, which counts the instructions
of parse_source; what of the two is not installed is left out. Both are told by the source
file that a line stands in, also where the compiler put it into a function of another file.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from fnmatch import fnmatch
from pathlib import Path

from _report import heading, print_markdown, say, table

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "ecmascript"))

from compare_estree import build_driver

PACKAGES = Path(__file__).resolve().parents[1] / ".corpus" / "node_modules"
FILES = [
    PACKAGES / name
    for name in (
        "typescript/lib/typescript.js",
        "typescript/lib/lib.dom.d.ts",
        "three/build/three.core.js",
        "zod/src/v4/classic/schemas.ts",
    )
]
FLAGS = ("-O3", "-g", "-no-pie")  # -O3 as in a release; addresses are those of the file
MEGABYTES = 500  # that are parsed while samples are taken
SAMPLES_A_SECOND = 2000
# The first pattern that a file's name matches says what its lines do.
GROUPS = {
    "white space and comments": ["lexer_trivia.c"],
    "names and keywords": ["lexer_name.c", "keywords.*", "unicode_id.*"],
    "strings, numbers, patterns": [
        *("lexer_string.c", "lexer_number.c", "lexer_regexp.c", "lexer_jsx.c", "regexp*"),
        *("escape.*", "number*", "decimal*", "bigint*", "jsx_*"),
    ],
    "tokens: what is next": ["lexer*", "simd.h", "lead.*", "*intrin.h"],
    "UTF-8 checked": ["utf8.*"],
    "early errors: names and doubts": ["names.*", "parse_doubts.*", "hash*"],
    "early errors: the pass": ["early*", "table*"],
    "nodes and lists": ["parser_nodes.c", "scratch.*", "ast.h", "arena*", "internal.h"],
    "operators and expressions": [
        *("parse_expressions.c", "parse_operators.c", "parse_literals.c", "parse_objects.c"),
        *("parse_arrows.c", "parse_patterns.c", "parse_functions.c"),
    ],
    "other productions": ["parse*", "depth.*"],
    "memcpy, memset": ["libc", "mem*", "*/string/*", "string_fortified.h"],
    "the system: pages": ["kernel", "source.[ch]", "vmem*", "heap_buffer.*"],
}


def group_of(file: str) -> str:
    for group, patterns in GROUPS.items():
        if any(fnmatch(file, pattern) for pattern in patterns):
            return group
    return f"other: {file}"


def grouped(files: Counter[str]) -> Counter[str]:
    groups: Counter[str] = Counter()
    for file, count in files.items():
        groups[group_of(file)] += count
    return groups


# ---- Time ---------------------------------------------------------------------------


def sample(driver: Path, file: Path, folder: Path) -> Counter[str]:
    """How often each source file was found at work."""
    data = str(folder / "perf.data")
    record = ["perf", "record", "-q", "-e", "cpu-clock", "-F", str(SAMPLES_A_SECOND), "-o", data]
    repeat = max(1, MEGABYTES * 1_000_000 // file.stat().st_size)
    run = [str(driver), "--parse", "--repeat", str(repeat), str(file)]
    subprocess.run([*record, "--", *run], check=True, stdout=subprocess.DEVNULL)
    script = ["perf", "script", "-i", data, "-F", "ip,dso"]
    lines = subprocess.run(script, check=True, capture_output=True, text=True).stdout.splitlines()
    found: Counter[str] = Counter()
    addresses: Counter[str] = Counter()
    for line in lines:
        address, _, where = line.strip().partition(" ")
        if str(driver) in where:
            addresses[address] += 1
        else:
            found["kernel" if "kernel" in where else "libc"] += 1
    for address, file_name in zip(addresses, files_of(driver, list(addresses)), strict=True):
        found[file_name] += addresses[address]
    return found


def files_of(driver: Path, addresses: list[str]) -> list[str]:
    ask = ["addr2line", "-e", str(driver)]
    text = "\n".join(addresses)
    done = subprocess.run(ask, check=True, input=text, capture_output=True, text=True)
    # A jump into the C library has no line.
    names = [Path(line.rpartition(":")[0]).name for line in done.stdout.splitlines()]
    return [name if name != "??" else "libc" for name in names]


# ---- Instructions -------------------------------------------------------------------


def count(driver: Path, file: Path, folder: Path) -> Counter[str]:
    """How many instructions each source file has that were executed."""
    out = folder / "callgrind.out"
    options = [f"--callgrind-out-file={out}", "--toggle-collect=parse_source"]
    subprocess.run(
        ["valgrind", "--quiet", "--tool=callgrind", *options, str(driver), "--parse", str(file)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return read_callgrind(out.read_text())


def read_callgrind(text: str) -> Counter[str]:
    """Instructions by file: https://valgrind.org/docs/manual/cl-format.html.

    `fl`, `fi` and `fe` name the file of the lines that follow, once as `(id) name` and then
    as `(id)`. The line behind `calls` is what the called function took, which is counted there.
    """
    names: dict[str, str] = {}
    found: Counter[str] = Counter()
    file, called = "", False
    for line in text.splitlines():
        if names_file := re.match(r"(c?)f[lie]=\((\d+)\)(?: (.*))?", line):
            of_callee, number, name = names_file.groups()
            if name:
                names[number] = Path(name).name if "csrc" in name or "intrin" in name else "libc"
            if not of_callee:
                file = names[number]
        elif line.startswith("calls="):
            called = True
        elif re.match(r"[+*\d-]", line):
            if not called:
                found[file] += int(line.split()[1])
            called = False
    return found


# ---- Both ---------------------------------------------------------------------------


TOOLS = {"perf": sample, "valgrind": count}


def measure(driver: Path, path: Path, folder: Path) -> dict[str, Counter[str]]:
    """By tool, what each group has; a tool that is not there or may not work has nothing."""
    found: dict[str, Counter[str]] = {}
    for tool, function in TOOLS.items():
        if shutil.which(tool) is None:
            say(f"{tool} is not installed")
            continue
        try:
            found[tool] = grouped(function(driver, path, folder))
        except subprocess.CalledProcessError as error:
            say(f"{tool} failed: exit {error.returncode}")
    return found


def show(title: str, found: dict[str, Counter[str]], cell: Callable[[str, str], str]) -> None:
    """One row a group, one column a file; what takes most is first."""
    total = sum(found.values(), Counter[str]())
    groups = [group for group, _ in total.most_common() if total[group] > total.total() / 1000]
    rows = [[group, *(cell(group, file) for file in found)] for group in groups]
    table(title, ["", *found], rows)


def profile(paths: Sequence[Path]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        driver = build_driver(folder, *FLAGS)
        found = {path.name: measure(driver, path, folder) for path in paths}
    sizes = {path.name: path.stat().st_size for path in paths}
    times = {file: of["perf"] for file, of in found.items() if "perf" in of}
    executed = {file: of["valgrind"] for file, of in found.items() if "valgrind" in of}
    show(
        "Share of the processor's time",
        times,
        lambda group, file: f"{times[file][group] / times[file].total():.1%}",
    )
    for of in executed.values():
        of["all"] = of.total()
    show(
        "Instructions a source byte",
        executed,
        lambda group, file: f"{executed[file][group] / sizes[file]:.2f}",
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("files", nargs="*", type=Path, default=FILES)
    parser.add_argument("--markdown", action="store_true", help="tables as the documents have them")
    arguments = parser.parse_args()
    if not all(path.exists() for path in arguments.files):
        sys.exit("a file is not there; those of the corpus come by `make corpus`")
    if arguments.markdown:
        print_markdown()
    heading("Where the parser's time goes")
    profile([path.resolve() for path in arguments.files])


if __name__ == "__main__":
    main()
