"""What does it cost to look at a program's nodes from Python?

    python benchmarks/walk_ast.py [FILE]

The file is npm's typescript.js (see `make corpus`) unless another one is given. Each row
is measured in a process of its own, which parses the file once; a figure is the median
over the rounds of each round's fastest pass. The last table parses the JavaScript files
of the corpus in threads: medians of turns, for two threads are not as even as one.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

from _report import heading, median, print_markdown, say, table, worker

HERE = Path(__file__).resolve().parent
CORPUS = HERE.parent / ".corpus"
FILE = CORPUS / "node_modules" / "typescript" / "lib" / "typescript.js"
PASSES = 5
WORKERS = 1, 2, 4
TURNS = 9


def fastest(function: Callable[[], object], passes: int = PASSES) -> float:
    times = []
    for _ in range(passes):
        begin = perf_counter()
        function()
        times.append(perf_counter() - begin)
    return min(times)


# ---- One row in one process -------------------------------------------------------


def of_walks(path: Path) -> dict[str, float]:
    """Seconds for all nodes."""
    from arenite import ecmascript, find_all, walk
    from arenite.ecmascript import ast

    out = ecmascript.parse_file(path)

    class Calls(ecmascript.Visitor):
        found = 0

        def enter_CallExpression(self, node: ast.CallExpression) -> None:
            self.found += not node.optional

    class Everything(ecmascript.Visitor):
        def enter_Node(self, node: ast.Node) -> None: ...

    class Unchanged(ecmascript.Transformer):
        def leave_CallExpression(self, node: ast.CallExpression) -> None: ...

    def read_all() -> None:
        for node in walk(out.program):
            node.start  # type: ignore[attr-defined]  # noqa: B018  it is what is measured

    rows: dict[str, Callable[[], object]] = {
        "for node in walk(program): node.start": read_all,
        "for node in find_all(program, CallExpression)": lambda: sum(
            1 for _ in find_all(out.program, ast.CallExpression)
        ),
        "find_all(program, ClassDeclaration).count()": lambda: find_all(
            out.program, ast.ClassDeclaration
        ).count(),
        "Visitor with enter_CallExpression": lambda: Calls().visit(out.program),
        "Visitor with enter_Node": lambda: Everything().visit(out.program),
        "Transformer that changes nothing": lambda: Unchanged().transform(out.program),
    }
    return {"nodes": out.nodes, **{name: fastest(row) for name, row in rows.items()}}


def of_tree_sitter(path: Path) -> dict[str, float]:
    """The peer: a cursor over the tree of concrete syntax, which has more nodes."""
    from tree_sitter import Language, Parser

    if path.suffix in {".js", ".mjs", ".cjs"}:
        from tree_sitter_javascript import language
    else:
        from tree_sitter_typescript import language_typescript as language

    tree = Parser(Language(language())).parse(path.read_bytes())
    count = 0

    def walk() -> None:
        nonlocal count
        count = 0
        cursor = tree.walk()
        while True:
            count += 1
            cursor.node.start_byte  # noqa: B018  it is what is measured
            if cursor.goto_first_child():
                continue
            while not cursor.goto_next_sibling():
                if not cursor.goto_parent():
                    return

    seconds = fastest(walk, 1)
    return {"nodes": count, "tree-sitter: TreeCursor, node.start_byte": seconds}


def of_texts(path: Path) -> dict[str, float]:
    """Seconds for 10,000 nodes."""
    from arenite import ecmascript, walk
    from arenite.ecmascript import ast

    out = ecmascript.parse_file(path)
    leaves = [n for n in walk(out.program) if isinstance(n, ast.Identifier)][:10_000]
    return {
        "node.text": fastest(lambda: [n.text for n in leaves]) / len(leaves),
        "out.text(node)": fastest(lambda: [out.text(n) for n in leaves]) / len(leaves),
        "node.loc": fastest(lambda: [n.loc for n in leaves]) / len(leaves),
    }


def of_bytes(path: Path) -> dict[str, float]:
    """Seconds for the whole, and the bytes of JSON."""
    import json

    from arenite import ecmascript

    source = path.read_bytes()

    def parse(**options: bool) -> None:
        ecmascript.parse(source, filename=path.name, **options).close()  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

    out = ecmascript.parse(source, filename=path.name)
    return {
        "parse": fastest(parse),
        "parse, comments=True": fastest(lambda: parse(comments=True)),
        "parse, comments=True, tokens=True": fastest(lambda: parse(comments=True, tokens=True)),
        "estree_json": fastest(lambda: ecmascript.estree_json(out.program)),
        "to_estree: dicts and lists": fastest(lambda: ecmascript.to_estree(out.program)),
        "json.loads of estree_json": fastest(
            lambda: json.loads(ecmascript.estree_json(out.program)), 1
        ),
        "json": len(ecmascript.estree_json(out.program)),
    }


def of_files(_path: Path) -> dict[str, float]:
    """Seconds for all JavaScript and declarations of the corpus, by threads.

    They take turns, and the first is not counted: malloc has to learn what it is asked for.
    """
    from arenite import ecmascript

    suffixes = (".js", ".mjs", ".cjs", ".ts")
    paths = [p for p in sorted(CORPUS.rglob("*")) if p.name.endswith(suffixes) and p.is_file()]

    def run(workers: int) -> None:
        for file in ecmascript.parse_files(paths, workers=workers):
            file.close()

    turns = [[fastest(partial(run, n), 1) for n in WORKERS] for _ in range(1 + TURNS)]
    times = {f"{n}": median(turn[i] for turn in turns[1:]) for i, n in enumerate(WORKERS)}
    return {"files": len(paths), "bytes": sum(p.stat().st_size for p in paths), **times}


ROWS: dict[str, Callable[[Path], dict[str, float]]] = {
    "walks": of_walks,
    "tree-sitter": of_tree_sitter,
    "texts": of_texts,
    "bytes": of_bytes,
    "files": of_files,
}

# ---- All of them ------------------------------------------------------------------


def measure(name: str, path: Path, rounds: int) -> dict[str, float]:
    runs: list[dict[str, Any]] = [
        worker(__file__, "--worker", name, str(path)) for _ in range(rounds)
    ]
    return {key: median(run[key] for run in runs) for key in runs[0]}


def show_walks(path: Path, rounds: int) -> None:
    rows = []
    for name in ("walks", "tree-sitter"):
        got = measure(name, path, rounds)
        nodes = got.pop("nodes")
        rows += [[key, f"{nodes:,.0f}", f"{1e9 * s / nodes:.1f}"] for key, s in got.items()]
    table(path.name, ["", "nodes", "ns a node"], rows)


def show_texts(path: Path, rounds: int) -> None:
    got = measure("texts", path, rounds)
    table("an Identifier's", ["", "ns"], [[key, f"{1e9 * s:.0f}"] for key, s in got.items()])


def show_bytes(path: Path, rounds: int) -> None:
    got = measure("bytes", path, rounds)
    size, json_size = path.stat().st_size, got.pop("json")
    rows = []
    for key, seconds in got.items():
        count = json_size if "estree" in key else size
        rows.append([key, f"{1e3 * seconds:.1f}", f"{count / seconds / 1e6:,.0f}"])
    table(f"{path.name}: bytes read; of estree, those of the JSON", ["", "ms", "MB/s"], rows)


def show_files(path: Path, rounds: int) -> None:
    got = measure("files", path, rounds)
    files, size = got.pop("files"), got.pop("bytes")
    rows = [
        [key, f"{s:.2f}", f"{size / s / 1e6:,.0f}", f"{got['1'] / s:.2f}"] for key, s in got.items()
    ]
    title = f"parse_files: {files:,.0f} files, {size / 1e6:.0f} MB, {os.cpu_count()} processors"
    table(title, ["threads", "s", "MB/s", "times as fast as one"], rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("file", nargs="?", type=Path, default=FILE)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="+", choices=["walks", "texts", "bytes", "files"])
    parser.add_argument("--markdown", action="store_true", help="tables as the documents have them")
    # A worker is given its row and the file.
    if sys.argv[1:2] == ["--worker"]:
        print(json.dumps(ROWS[sys.argv[2]](Path(sys.argv[3]))))
        return
    arguments = parser.parse_args()
    if not arguments.file.exists():
        sys.exit("the corpus is not there: run `make corpus`")
    if arguments.markdown:
        print_markdown()
    heading("Nodes from Python", "tree-sitter", "tree-sitter-javascript", "tree-sitter-typescript")
    shown = {"walks": show_walks, "texts": show_texts, "bytes": show_bytes, "files": show_files}
    for name in arguments.only or shown:
        shown[name](arguments.file, arguments.rounds)
    say("")


if __name__ == "__main__":
    main()
