"""The contenders of benchmarks/parse.py do what they are named after, and its tables add up."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

import _report
import parse
import parse_profile
import parse_sizes
import walk_ast
from compare_estree import build_driver, compiler

import fetch_corpus
from fetch_corpus import THE_CORPUS, THE_PEERS, Collection

ROOT = Path(__file__).resolve().parents[2]
SMALL = "schemas.ts"

needs_corpus = pytest.mark.skipif(
    not parse.PACKAGES.is_dir(), reason="the corpus is not there: make corpus"
)
needs_compiler = pytest.mark.skipif(compiler() is None, reason="no C compiler")
needs_node = pytest.mark.skipif(parse.find_node() is None, reason="no Node.js")
# The memory of processes under a sanitizer is not what it says there.
not_sanitized = pytest.mark.skipif(
    "ARENITE_SANITIZED" in os.environ, reason="a sanitizer is in use"
)


def reasons(name: str) -> set[str]:
    """Why a contender may have nothing to say of a TypeScript file."""
    if name.startswith("acorn"):
        return {"acorn reads JavaScript only"}
    if name.startswith(("swc", "tree-sitter")):
        return {"not installed"}
    return {f"no raw transfer in Node.js {parse.node_version(parse.find_node())}"}


# ---- Contenders --------------------------------------------------------------------


@pytest.mark.slow
@not_sanitized
@needs_corpus
@needs_node
@pytest.mark.parametrize("name", parse.CONTENDERS)
def test_a_contender(name: str) -> None:
    time = parse.ask(name, parse.SUBJECTS[SMALL], 0.001)
    if "seconds" in time:
        assert len(time["seconds"]) >= 3
        assert min(time["seconds"]) > 0
    else:
        assert name.partition(" ")[0] != "arenite"
        assert time["unsupported"] in reasons(name)
        return
    memory = parse.ask(name, parse.SUBJECTS[SMALL], 0)
    assert memory["kept"] <= memory["peak"]
    if name.startswith("arenite"):
        assert memory["used"] <= memory["reserved"]


@pytest.mark.slow
@not_sanitized
@needs_corpus
@needs_node
def test_what_is_no_contender_or_no_file() -> None:
    subject = parse.SUBJECTS[SMALL]
    assert "failed" in parse.ask("oxc nothing", subject, 0.001)["unsupported"]
    wrong = parse.Subject(subject.path, "js", module=True)
    assert parse.ask("oxc json", wrong, 0.001)["unsupported"].startswith("refused: ")


@pytest.mark.slow
@not_sanitized
@needs_corpus
@needs_node
def test_everybody_counts_about_as_many_nodes() -> None:
    ours = parse.ask("arenite", parse.SUBJECTS[SMALL], 0)["nodes"]
    for name in ("oxc program", "typescript"):
        assert parse.ask(name, parse.SUBJECTS[SMALL], 0)["nodes"] == pytest.approx(ours, rel=0.2)


def test_the_node_that_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NODE", "/somewhere/node")
    assert parse.find_node() == "/somewhere/node"


# ---- Tables ------------------------------------------------------------------------


@pytest.fixture
def _markdown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_report, "_markdown", True)


@pytest.mark.usefixtures("_markdown")
def test_tables_as_markdown(capsys: pytest.CaptureFixture[str]) -> None:
    _report.table("Title", ["", "words", "ns"], [["a", "b", "1.0"]], left=2)
    lines = ["", "Title", "", "|  | words | ns |", "|---|---|---:|", "| a | b | 1.0 |"]
    assert capsys.readouterr().out.splitlines() == lines


@pytest.mark.usefixtures("_markdown")
@needs_corpus
def test_figures_of_a_run(capsys: pytest.CaptureFixture[str]) -> None:
    figures = parse.Figures(["lib.dom.d.ts", SMALL], ["arenite", "acorn", "tree-sitter"])
    size = parse.SUBJECTS[SMALL].size()
    figures.fastest = {
        (SMALL, "arenite"): [size / 300e6, size / 100e6, size / 200e6],
        (SMALL, "tree-sitter"): [size / 10e6],
    }
    figures.reasons = {(SMALL, "acorn"): "why", ("lib.dom.d.ts", "acorn"): "why"}
    figures.memory = {(SMALL, "tree-sitter"): {"kept": 1, "peak": 1, "errors": True}}
    parse.show_time(figures)
    parse.show_reasons(figures)
    printed = capsys.readouterr().out
    assert "| arenite | - | 200 (1.00) |" in printed
    assert "| tree-sitter | - | 10 (20.00) |" in printed
    assert "| acorn | - | - |" in printed
    assert f"no figure of acorn: why ({SMALL}, lib.dom.d.ts)" in printed
    assert f"tree-sitter: the tree of {SMALL} has errors in it" in printed


@pytest.mark.slow
@not_sanitized
@pytest.mark.parametrize("script", [parse_sizes, walk_ast])
def test_a_script_runs(
    script: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    small = str(ROOT / "examples" / "everything.d.ts")
    arguments = {
        "parse_sizes": ["--kinds", "comments"],
        "walk_ast": [small, "--rounds", "1", "--only", "texts"],
    }[script.__name__]
    monkeypatch.setattr(_report, "_markdown", False)
    monkeypatch.setattr(sys, "argv", ["script", "--markdown", *arguments])
    script.main()
    assert "|---|" in capsys.readouterr().out


# ---- The profile ---------------------------------------------------------------------

CALLGRIND = """\
version: 1
positions: line
events: Ir

fl=(1) /x/csrc/ecmascript/parser.c
fn=(1) parse
10 5
+1 3
fi=(2) /x/csrc/ecmascript/lexer.c
7 2
fe=(1)
* 1
cfi=(3) ./string/memcpy.S
cfn=(2) memcpy
calls=4 1
12 400
fl=(3)
fn=(2)
1 40
"""


def test_instructions_are_those_of_the_file_that_a_line_stands_in() -> None:
    assert parse_profile.read_callgrind(CALLGRIND) == {"parser.c": 9, "lexer.c": 2, "libc": 40}


def test_each_file_of_the_parser_is_in_a_group() -> None:
    part = ROOT / "csrc" / "ecmascript"
    names = {path.name for path in part.glob("*.[ch]")}
    # What parsing does not use.
    others = (
        "estree",
        "json_",
        "token_",
        "traverse",
        "utf16",
        "module",
        "ast_schema",
        "source_file",
    )
    names = {name for name in names if not name.startswith(others)}
    assert [n for n in names if parse_profile.group_of(n) not in parse_profile.GROUPS] == []


@pytest.mark.slow
@not_sanitized
@needs_compiler
def test_both_profiles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    driver = build_driver(tmp_path, *parse_profile.FLAGS, "-O0")
    monkeypatch.setattr(parse_profile, "MEGABYTES", 5)
    example = ROOT / "examples" / "everything.d.ts"
    for tool, groups in parse_profile.measure(driver, example, tmp_path).items():
        known = sum(groups[group] for group in parse_profile.GROUPS)
        assert known >= 0.9 * groups.total()
        assert known > 0 or tool == "perf"  # a machine may let it run and give no samples


def test_groups_add_up() -> None:
    files = Counter({"lexer.c": 2, "lexer_trivia.c": 3, "lead.h": 4, "unknown.c": 1})
    assert parse_profile.grouped(files) == {
        "tokens: what is next": 6,
        "white space and comments": 3,
        "other: unknown.c": 1,
    }


# ---- What is fetched -----------------------------------------------------------------


def put(modules: Path, versions: dict[str, str], *, whole: bool = True) -> None:
    """What npm leaves, which writes its record last."""
    for name in versions:
        (modules / name).mkdir(parents=True)
        (modules / name / "package.json").write_text("{}")
    packages = {f"node_modules/{name}": {"version": versions[name]} for name in versions}
    if whole:
        (modules / ".package-lock.json").write_text(json.dumps({"packages": packages}))


def test_what_is_missing(tmp_path: Path) -> None:
    packages = Collection(tmp_path, {"@a/b": "1.0.0", "c": "2.0.0", "d": "3.0.0", "e": "4.0.0"})
    assert packages.missing() == ["@a/b", "c", "d", "e"]
    put(tmp_path / "node_modules", {"@a/b": "1.0.0", "c": "1.9.9", "e": "4.0.0"})
    assert packages.missing() == ["c", "d"]
    assert packages.installed("d") is None
    (tmp_path / "node_modules" / "e" / "package.json").unlink()
    assert packages.missing() == ["c", "d", "e"]


def test_what_has_stopped_halfway_is_missing(tmp_path: Path) -> None:
    put(tmp_path / "node_modules", {"c": "2.0.0"}, whole=False)
    assert Collection(tmp_path, {"c": "2.0.0"}).missing() == ["c"]


def test_what_npm_does_without_is_missing(tmp_path: Path) -> None:
    put(tmp_path / "node_modules", {"c": "2.0.0"})
    packages = Collection(tmp_path, {"c": "2.0.0"}, native="@c/binding-*")
    assert packages.missing() == ["@c/binding-*"]
    (tmp_path / "node_modules" / "@c" / "binding-linux").mkdir(parents=True)
    assert packages.missing() == []


# Fails with half of it done, then does half of it without saying so, then all.
NPM = """#!/bin/sh
echo "$@" >> calls
calls=$(wc -l < calls)
[ $calls = 1 ] || [ ! -e node_modules ] || exit 3
mkdir -p node_modules/c
[ $calls -gt 1 ] || exit 1
cp ../record node_modules/.package-lock.json
[ $calls -gt 2 ] || exit 0
echo '{}' > node_modules/c/package.json
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a shell stands for npm")
def test_a_network_that_fails_for_a_while(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, {"c": "2.0.0"})
    (tmp_path / ".package-lock.json").rename(tmp_path / "record")
    (tmp_path / "npm").write_text(NPM)
    (tmp_path / "npm").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setattr(fetch_corpus, "PAUSE", 0)
    packages = Collection(tmp_path / "fetched", {"c": "2.0.0"})
    packages.fetch()
    assert packages.missing() == []
    assert len((tmp_path / "fetched" / "calls").read_text().splitlines()) == 3
    monkeypatch.setattr(fetch_corpus, "ATTEMPTS", 1)
    (tmp_path / "fetched" / "calls").unlink()
    packages.fetch()
    assert packages.missing() == ["c"]


def test_peers_are_apart_from_the_corpus() -> None:
    assert THE_PEERS.folder != THE_CORPUS.folder
    assert not THE_PEERS.pinned.keys() & THE_CORPUS.pinned.keys()
    # Exact versions: a run of today can be repeated.
    everything = THE_PEERS.pinned | THE_PEERS.optional | THE_CORPUS.pinned
    assert all(version.replace(".", "").isdigit() for version in everything.values())
