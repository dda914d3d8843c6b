"""How fast is JavaScript and TypeScript parsed, and how large is the AST?

    python benchmarks/parse.py                              everything
    python benchmarks/parse.py --only arenite 'oxc lazy'    some contenders
    python benchmarks/parse.py --files typescript.js --markdown

The files are those of pinned npm packages, and so are the peers: `make corpus peers`.
A round runs each contender once on each file, each in a fresh process that parses the
file until it is warm and then times some passes. A figure is the median over the
rounds of each round's fastest pass. Memory is measured in processes of its own.
"""

import argparse
import gc
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from _report import (
    about,
    forget_peak,
    heading,
    median,
    peak,
    print_markdown,
    resident,
    say,
    table,
    worker,
)

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
CORPUS = ROOT / ".corpus"
PEERS = ROOT / ".peers"
PACKAGES = CORPUS / "node_modules"
PEER_PACKAGES = PEERS / "node_modules"


@dataclass(frozen=True)
class Subject:
    """A file, and what every contender is told about it."""

    path: Path
    language: str
    module: bool

    def text(self) -> bytes:
        return self.path.read_bytes()

    def size(self) -> int:
        return self.path.stat().st_size


SUBJECTS = {
    "typescript.js": Subject(PACKAGES / "typescript/lib/typescript.js", "js", False),
    "lib.dom.d.ts": Subject(PACKAGES / "typescript/lib/lib.dom.d.ts", "dts", False),
    "three.core.js": Subject(PACKAGES / "three/build/three.core.js", "js", True),
    "schemas.ts": Subject(PACKAGES / "zod/src/v4/classic/schemas.ts", "ts", True),
    "react-dom-client.js": Subject(
        PACKAGES / "react-dom/cjs/react-dom-client.production.js", "js", False
    ),
}
CONTENDERS = {
    "arenite": "AST in a new arena, source copied into it, early errors checked: `parse(source)`",
    "arenite grammar": "the same with `early_errors=False`",
    "arenite json": "arenite, and its ESTree as JSON text: `estree_json`",
    "arenite dicts": "arenite, and its ESTree as Python's dicts and lists: `to_estree`",
    "oxc lazy": "AST in a buffer that is used again, nothing made of it in JavaScript; "
    "from a string; no check of scopes",
    "oxc lazy, semantic": "the same with `showSemanticErrors`: scopes and early errors",
    "oxc raw": "oxc lazy, and all of it made into JavaScript objects",
    "oxc json": "AST, and its JSON text in Rust's memory; nothing made of it in JavaScript yet",
    "oxc program": "the same, and JSON.parse of the text: what `parseSync().program` costs",
    "swc json": "AST, and its JSON text, by the binding that swc calls itself",
    "swc": "the same, and JSON.parse of the text: `parseSync`",
    "acorn": "JavaScript objects with offsets; early errors checked; reads JavaScript only",
    "acorn locations": "the same with lines, columns and ranges",
    "typescript": "`createSourceFile` without parents, as JavaScript objects; comments "
    "parsed as JSDoc",
    "typescript, no JSDoc": "the same without JSDoc",
    "tree-sitter": "its tree of concrete syntax, through the Python binding; from bytes",
}
BASE = "arenite"
IN_PYTHON = ("arenite", "tree-sitter")
SMALLEST = 1_000_000  # bytes of a file whose memory is told from that of the process


# ---- One contender in one process ---------------------------------------------------

Parse = Callable[[], Any]
Free = Callable[[Any], None]


class Handed:
    """A tree of ours, and what was made of it."""

    def __init__(self, out: Any, made: object) -> None:
        self.out, self.made = out, made


def arenite_contender(name: str, subject: Subject, text: bytes) -> tuple[Parse, Free]:
    from arenite import ecmascript

    options: dict[str, Any] = {
        "language": subject.language,
        "module": subject.module,
        "early_errors": name != "arenite grammar",
    }
    makers: dict[str, Callable[[Any], object]] = {
        "arenite json": ecmascript.estree_json,
        "arenite dicts": ecmascript.to_estree,
    }
    make = makers.get(name)

    def parse() -> Handed:
        out = ecmascript.parse(text, **options)
        return Handed(out, make and make(out.program))

    return parse, lambda handed: handed.out.close()


def tree_sitter_contender(subject: Subject, text: bytes) -> tuple[Parse, Free]:
    from tree_sitter import Language, Parser

    if subject.language == "js":
        import tree_sitter_javascript

        grammar = tree_sitter_javascript.language()
    else:
        import tree_sitter_typescript

        grammar = tree_sitter_typescript.language_typescript()
    parser = Parser(Language(grammar))
    return lambda: parser.parse(text), lambda _: None


def contender(name: str, subject: Subject, text: bytes) -> tuple[Parse, Free]:
    if name == "tree-sitter":
        return tree_sitter_contender(subject, text)
    return arenite_contender(name, subject, text)


def passes(parse: Parse, free: Free, seconds: float, at_least: int) -> list[float]:
    """As many as `seconds` have room for."""
    times: list[float] = []
    while sum(times) < seconds or len(times) < at_least:
        start = perf_counter()
        tree = parse()
        times.append(perf_counter() - start)
        free(tree)
        del tree
    return times


def time_here(name: str, subject: Subject, seconds: float) -> dict[str, Any]:
    try:
        parse, free = contender(name, subject, subject.text())
    except ImportError:
        return {"unsupported": "not installed"}
    passes(parse, free, seconds, at_least=1)
    gc.collect()
    return {"seconds": passes(parse, free, seconds, at_least=3)}


def memory_here(name: str, subject: Subject) -> dict[str, Any]:
    """What the process grows by for one tree, and at most while it is made."""
    text = subject.text()
    try:
        parse, free = contender(name, subject, b"let a;")
        free(parse())
        parse, _ = contender(name, subject, text)
    except ImportError:
        return {"unsupported": "not installed"}
    gc.collect()
    forget_peak()
    before = resident()
    tree = parse()
    gc.collect()
    after = resident()
    found = {"kept": after - before, "peak": max(peak(), after) - before}
    if name == "tree-sitter":
        root = tree.root_node
        return {**found, "nodes": root.descendant_count, "errors": root.has_error}
    stats = tree.out.arena.stats()
    return {**found, "nodes": tree.out.nodes, "used": stats.used, "reserved": stats.capacity}


def run(job: dict[str, Any]) -> dict[str, Any]:
    subject = Subject(Path(job["file"]), job["language"], job["module"])
    if job["seconds"]:
        return time_here(job["contender"], subject, job["seconds"])
    return memory_here(job["contender"], subject)


# ---- All of them ----------------------------------------------------------------------


def find_node() -> str | None:
    """Node.js: the one that NODE names, the pinned one of `make peers`, or one on the path."""
    pinned = sorted(PEER_PACKAGES.glob("node-*/bin/node"))
    return os.environ.get("NODE") or (str(pinned[0]) if pinned else shutil.which("node"))


def ask(name: str, subject: Subject, seconds: float) -> dict[str, Any]:
    """What a fresh process says; memory instead of time when there are no seconds."""
    job = {
        **asdict(subject),
        "file": str(subject.path),
        "contender": name,
        "seconds": seconds,
        "corpus": str(CORPUS),
        "peers": str(PEERS),
    }
    del job["path"]
    if name.startswith(IN_PYTHON):
        found: dict[str, Any] = worker(__file__, "--worker", json.dumps(job))
        return found
    node = find_node()
    if node is None:
        return {"unsupported": "no Node.js"}
    command = [node, "--expose-gc", str(HERE / "parse_peers.mjs"), json.dumps(job)]
    done = subprocess.run(command, check=False, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        return {"unsupported": f"Node.js: exit {done.returncode}"}
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


class Figures:
    """What was found, and why nothing was where nothing was."""

    def __init__(self, files: Sequence[str], names: Sequence[str]) -> None:
        self.files, self.names = files, names
        self.fastest: dict[tuple[str, str], list[float]] = {}
        self.memory: dict[tuple[str, str], dict[str, Any]] = {}
        self.reasons: dict[tuple[str, str], str] = {}

    def measure_time(self, rounds: int, seconds: float) -> None:
        for _ in range(rounds):
            for file in self.files:
                for name in self.names:
                    if (file, name) in self.reasons:
                        continue
                    got = ask(name, SUBJECTS[file], seconds)
                    if "seconds" in got:
                        self.fastest.setdefault((file, name), []).append(min(got["seconds"]))
                    else:
                        self.reasons[file, name] = got["unsupported"]

    def measure_memory(self) -> None:
        for file in self.files:
            for name in self.names:
                got = ask(name, SUBJECTS[file], 0)
                if "kept" in got:
                    self.memory[file, name] = got
                else:
                    self.reasons[file, name] = got["unsupported"]

    def seconds(self, file: str, name: str) -> float | None:
        times = self.fastest.get((file, name))
        return median(times) if times else None


def matrix(
    title: str, files: Sequence[str], names: Sequence[str], cell: Callable[[str, str], str]
) -> None:
    """One row a contender, one column a file."""
    rows = [[name, *(cell(file, name) for file in files)] for name in names]
    table(title, ["", *files], rows)


def show_time(figures: Figures) -> None:
    def speed(file: str, name: str) -> str:
        seconds, ours = figures.seconds(file, name), figures.seconds(file, BASE)
        if seconds is None:
            return "-"
        text = f"{SUBJECTS[file].size() / seconds / 1e6:,.0f}"
        return f"{text} ({seconds / ours:.2f})" if ours else text

    def milliseconds(file: str, name: str) -> str:
        seconds = figures.seconds(file, name)
        return "-" if seconds is None else f"{seconds * 1e3:,.2f}"

    files, names = figures.files, figures.names
    matrix("MB of source a second (times the time of arenite)", files, names, speed)
    matrix("The same in milliseconds", files, names, milliseconds)


def show_memory(figures: Figures) -> None:
    large = [file for file in figures.files if SUBJECTS[file].size() >= SMALLEST]

    def resident_bytes(file: str, name: str) -> str:
        got = figures.memory.get((file, name))
        if got is None:
            return "-"
        size = SUBJECTS[file].size()
        return f"{got['kept'] / size:.1f} ({got['peak'] / size:.1f})"

    def a_node(file: str, name: str) -> str:
        got = figures.memory.get((file, name))
        return f"{got['kept'] / got['nodes']:.0f}" if got and got.get("nodes") else "-"

    if not large or not figures.memory:
        return
    title = "Resident bytes a source byte: with the tree (at most)"
    matrix(title, large, figures.names, resident_bytes)
    counted = [name for name in figures.names if any(a_node(file, name) != "-" for file in large)]
    matrix("The same, bytes for each node of the contender's own tree", large, counted, a_node)


def show_our_bytes(figures: Figures) -> None:
    rows = []
    for file in figures.files:
        got = figures.memory.get((file, BASE))
        if got is None:
            continue
        size, nodes, used = SUBJECTS[file].size(), got["nodes"], got["used"]
        rows.append(
            [
                file,
                f"{size / 1e6:.2f}",
                f"{nodes:,}",
                f"{(used - size) / nodes:.1f}",
                f"{used / nodes:.1f}",
                f"{used / size:.2f}",
                f"{got['reserved'] / size:.2f}",
            ]
        )
    if rows:
        columns = ["", "MB", "nodes", "AST bytes a node", "with the source"]
        columns += ["used a source byte", "reserved"]
        table("arenite: bytes in the arena", columns, rows)


def show_reasons(figures: Figures) -> None:
    by_reason: dict[str, list[str]] = {}
    for (file, name), reason in figures.reasons.items():
        by_reason.setdefault(f"{name}: {reason}", []).append(file)
    for what, files in by_reason.items():
        say(f"no figure of {what} ({', '.join(dict.fromkeys(files))})")
    for (file, name), got in figures.memory.items():
        if got.get("errors"):
            say(f"{name}: the tree of {file} has errors in it")


# ---- Heading ----------------------------------------------------------------------------


def npm_version(folder: Path, package: str) -> str:
    manifest = folder / package / "package.json"
    if not manifest.exists():
        return f"{package} (not installed)"
    return f"{package} {json.loads(manifest.read_text())['version']}"


def node_version(node: str | None) -> str:
    if node is None:
        return "none"
    done = subprocess.run([node, "--version"], check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout.strip()


def show_versions() -> None:
    heading("Parsing", "tree-sitter", "tree-sitter-javascript", "tree-sitter-typescript")
    corpus = [npm_version(PACKAGES, name) for name in ("typescript", "oxc-parser", "three", "zod")]
    peers = [npm_version(PEER_PACKAGES, name) for name in ("@swc/core", "acorn")]
    about("npm", f"{', '.join([*corpus, *peers])}, Node.js {node_version(find_node())}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(
        "--seconds", type=float, default=1.0, help="of passes to get warm, and of passes timed"
    )
    parser.add_argument("--only", nargs="+", choices=CONTENDERS, default=list(CONTENDERS))
    parser.add_argument("--files", nargs="+", choices=SUBJECTS, default=list(SUBJECTS))
    parser.add_argument("--no-memory", action="store_true")
    parser.add_argument("--markdown", action="store_true", help="tables as the documents have them")
    parser.add_argument("--worker", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.worker:
        print(json.dumps(run(json.loads(arguments.worker))))
        return
    if not PACKAGES.is_dir():
        sys.exit("the corpus is not there: run `make corpus peers`")
    if arguments.markdown:
        print_markdown()
    show_versions()
    table("", ["", "what is timed"], [[name, CONTENDERS[name]] for name in arguments.only], left=2)
    figures = Figures(arguments.files, arguments.only)
    figures.measure_time(arguments.rounds, arguments.seconds)
    if not arguments.no_memory:
        figures.measure_memory()
    show_time(figures)
    show_our_bytes(figures)
    show_memory(figures)
    show_reasons(figures)


if __name__ == "__main__":
    main()
