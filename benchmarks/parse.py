"""How fast are TypeScript's declaration files parsed, and how large is the AST?

    python benchmarks/parse.py              lib.dom.d.ts, then all lib/*.d.ts
    NODE=/path/to/node python benchmarks/parse.py

The files are those of the pinned npm package `typescript`: see `make corpus`. A
round runs each contender once, each in a fresh process that reads all files,
parses them until it is warm and then times some passes. A figure is the median
over the rounds of each round's fastest pass.
"""

import argparse
import gc
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter_ns
from typing import Any

from _report import heading, median, say, table, worker

HERE = Path(__file__).resolve().parent
CORPUS = HERE.parent / ".corpus"
LIB = CORPUS / "node_modules" / "typescript" / "lib"
FILES = {
    "lib.dom.d.ts": [LIB / "lib.dom.d.ts"],
    "all lib/*.d.ts": sorted(LIB.glob("*.d.ts")),
}
# Each JavaScript contender is one of parse_oxc.mjs' variants.
CONTENDERS = {
    "arenite": "AST in an arena, source copied into it, a handle of the Program",
    "tree-sitter": "its tree of concrete syntax, through the Python binding, from bytes",
    "oxc lazy": "AST in oxc's own memory, nothing made of it in JavaScript; from a string",
    "oxc raw": "the same, and all of it made into JavaScript objects",
    "oxc json": "AST, and its JSON text; no JavaScript objects yet",
    "oxc program": "the same, and JSON.parse of the text: what `parseSync().program` costs",
}
BASE = "arenite"
WARM = 3


# ---- One contender in one process -----------------------------------------------


def parse_with_arenite(texts: Sequence[bytes]) -> Callable[[], int]:
    from arenite import ecmascript

    def one_pass() -> int:
        spent = 0
        for text in texts:
            start = perf_counter_ns()
            out = ecmascript.parse(text, language="dts")
            spent += perf_counter_ns() - start
            out.close()
        return spent

    return one_pass


def parse_with_tree_sitter(texts: Sequence[bytes]) -> Callable[[], int]:
    import tree_sitter_typescript
    from tree_sitter import Language, Parser

    parser = Parser(Language(tree_sitter_typescript.language_typescript()))

    def one_pass() -> int:
        spent = 0
        for text in texts:
            start = perf_counter_ns()
            tree = parser.parse(text)
            spent += perf_counter_ns() - start
            del tree
        return spent

    return one_pass


def run(name: str, corpus: str, passes: int) -> dict[str, Any]:
    texts = [path.read_bytes() for path in FILES[corpus]]
    makers = {"arenite": parse_with_arenite, "tree-sitter": parse_with_tree_sitter}
    one_pass = makers[name](texts)
    for _ in range(WARM):
        one_pass()
    gc.collect()
    return {"seconds": [one_pass() / 1e9 for _ in range(passes)]}


def run_oxc(node: str, variant: str, corpus: str, passes: int) -> dict[str, Any]:
    script, package = str(HERE / "parse_oxc.mjs"), str(CORPUS / "package.json")
    files = [str(path) for path in FILES[corpus]]
    command = [node, script, package, variant, str(passes), *files]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def sizes(corpus: str) -> dict[str, int]:
    """What our ASTs of the files take."""
    from arenite import ecmascript

    total = {"source": 0, "nodes": 0, "used": 0, "capacity": 0}
    for path in FILES[corpus]:
        with ecmascript.parse(path.read_bytes(), language="dts") as out:
            total["source"] += path.stat().st_size
            total["nodes"] += out.nodes
            total["used"] += out.arena.stats().used
            total["capacity"] += out.arena.stats().capacity
    return total


def nodes_of(program: Any) -> Any:
    from arenite import walk

    return walk(program)


def walks(corpus: str) -> dict[str, float]:
    """ns a node to see all nodes of the largest file from Python."""
    from arenite import ecmascript, find_all

    path = max(FILES[corpus], key=lambda path: path.stat().st_size)
    out = ecmascript.parse(path.read_bytes(), language="dts")
    reference = ecmascript.ast.TSTypeReference

    def only_walk() -> int:
        return sum(1 for _ in nodes_of(out.program))

    def with_spans() -> int:
        return sum(node.end - node.start >= 0 for node in nodes_of(out.program))

    def references() -> int:
        return sum(1 for _ in find_all(out.program, reference))

    def to_json() -> int:
        return len(ecmascript.estree_json(out.program))

    nodes = only_walk()
    figures: dict[str, float] = {"nodes": nodes, "found": references()}
    for function in (only_walk, with_spans, references, to_json):
        times = []
        for _ in range(7):
            start = perf_counter_ns()
            function()
            times.append((perf_counter_ns() - start) / nodes)
        figures[function.__name__] = min(times)
    return figures


# ---- All of them -------------------------------------------------------------------


def find_node() -> str | None:
    return os.environ.get("NODE") or shutil.which("node")


def measure(corpus: str, names: Sequence[str], rounds: int, passes: int) -> dict[str, list[float]]:
    node = find_node()
    fastest: dict[str, list[float]] = {name: [] for name in names}
    for _ in range(rounds):
        for name in names:
            if not name.startswith("oxc"):
                got = worker(__file__, "--worker", name, corpus, str(passes))
            elif node is None:
                got = {"unsupported": "no Node.js"}
            else:
                got = run_oxc(node, name.removeprefix("oxc "), corpus, passes)
            if "seconds" in got:
                fastest[name].append(min(got["seconds"]))
    return fastest


def show(corpus: str, fastest: dict[str, list[float]]) -> None:
    size = sum(path.stat().st_size for path in FILES[corpus])
    ours = median(fastest[BASE]) if fastest.get(BASE) else None
    rows = []
    for name, times in fastest.items():
        if not times:
            rows.append([name, "-", "-", "-", "not supported by this Node.js"])
            continue
        seconds = median(times)
        ratio = f"{seconds / ours:.2f}" if ours else "-"
        rows.append(
            [name, f"{seconds * 1e3:,.2f}", f"{size / seconds / 1e6:,.0f}", ratio, CONTENDERS[name]]
        )
    table(
        f"{corpus}: {len(FILES[corpus])} files, {size / 1e6:.2f} MB",
        ["", "ms", "MB/s", "time / ours", "what is included"],
        rows,
    )


def show_sizes(corpus: str) -> None:
    total = worker(__file__, "--sizes", corpus)
    source, nodes, used = total["source"], total["nodes"], total["used"]
    say(
        f"arenite: {nodes:,} nodes; the AST without the source {(used - source) / nodes:.1f} bytes "
        f"a node, {(used - source) / source:.2f} a source byte; with the copy of the source "
        f"{used / nodes:.1f} and {used / source:.2f}; held by the arenas {total['capacity']:,}"
    )


def show_walks(corpus: str) -> None:
    got = worker(__file__, "--walks", corpus)
    table(
        f"{corpus}: all {got['nodes']:,.0f} nodes from Python, fastest of 7",
        ["", "ns a node"],
        [
            ["for node in walk(program)", f"{got['only_walk']:.0f}"],
            ["the same, node.start and node.end read", f"{got['with_spans']:.0f}"],
            [
                f"find_all(program, TSTypeReference): {got['found']:,.0f}",
                f"{got['references']:.0f}",
            ],
            ["estree_json(program)", f"{got['to_json']:.0f}"],
        ],
    )


def npm_version(package: str) -> str:
    manifest = CORPUS / "node_modules" / package / "package.json"
    return f"{package} {json.loads(manifest.read_text())['version']}"


def node_version(node: str | None) -> str:
    if node is None:
        return "none"
    done = subprocess.run([node, "--version"], check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout.strip()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--passes", type=int, default=7)
    parser.add_argument("--only", nargs="+", choices=CONTENDERS, default=list(CONTENDERS))
    parser.add_argument("--worker", nargs=3, help=argparse.SUPPRESS)
    parser.add_argument("--sizes", help=argparse.SUPPRESS)
    parser.add_argument("--walks", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.worker:
        name, corpus, passes = arguments.worker
        print(json.dumps(run(name, corpus, int(passes))))
    elif arguments.sizes:
        print(json.dumps(sizes(arguments.sizes)))
    elif arguments.walks:
        print(json.dumps(walks(arguments.walks)))
    elif not LIB.is_dir():
        sys.exit("the corpus is not there: run `make corpus`")
    else:
        heading("Parsing TypeScript declarations", "tree-sitter", "tree-sitter-typescript")
        packages = ", ".join(map(npm_version, ("typescript", "oxc-parser")))
        say(f"npm:      {packages}, Node.js {node_version(find_node())}")
        for corpus in FILES:
            show(corpus, measure(corpus, arguments.only, arguments.rounds, arguments.passes))
            show_sizes(corpus)
        show_walks("lib.dom.d.ts")


if __name__ == "__main__":
    main()
