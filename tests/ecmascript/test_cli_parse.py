"""`arenite parse` over files, folders and patterns: what it takes, prints and returns."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import types
from pathlib import Path

import pytest

from arenite._cli.progress import Progress


@pytest.fixture
def project(tmp_path: Path) -> Path:
    files = {
        "a.ts": "export const a = 1;\n",
        "lib/b.js": "f();\n",
        "lib/c.tsx": "x = <a/>;\n",
        "lib/readme.md": "# no source\n",
        "lib/node_modules/d.js": "d;\n",
        ".hidden/e.js": "e;\n",
        "lib/.eslintrc.js": "e;\n",
        "lib/deep/er/f.mts": "export {};\n",
        "lib/deep/er/g.gen.ts": "g;\n",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


def arenite(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "arenite", "parse", *args],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )


def parsed(folder: Path, *args: str) -> list[str]:
    done = arenite(folder, *args, "--format", "json")
    assert done.returncode == 0, done.stderr
    return [json.loads(line)["path"].replace(os.sep, "/") for line in done.stdout.splitlines()]


def test_a_folder(project: Path) -> None:
    assert parsed(project, ".") == [
        "./a.ts", "./lib/b.js", "./lib/c.tsx", "./lib/deep/er/f.mts", "./lib/deep/er/g.gen.ts",
    ]  # fmt: skip


def test_what_is_named_is_not_left_out(project: Path) -> None:
    assert parsed(project, "lib/node_modules") == ["lib/node_modules/d.js"]
    assert parsed(project, ".hidden") == [".hidden/e.js"]
    assert parsed(project, "lib/.eslintrc.js") == ["lib/.eslintrc.js"]


def test_patterns(project: Path) -> None:
    assert parsed(project, "lib/*") == ["lib/b.js", "lib/c.tsx"]
    assert parsed(project, "**/*.ts") == ["a.ts", "lib/deep/er/g.gen.ts"]
    assert parsed(project, "lib/node_modules/*") == ["lib/node_modules/d.js"]


def test_each_file_once(project: Path) -> None:
    assert parsed(project, "a.ts", ".", "*.ts", "--exclude", "lib") == ["a.ts"]


def test_exclude(project: Path) -> None:
    names = parsed(project, "lib", "--exclude", "*.gen.ts", "--exclude", "lib/b.*")
    assert names == ["lib/c.tsx", "lib/deep/er/f.mts"]


def test_a_line_a_file_and_a_summary(project: Path) -> None:
    done = arenite(project, "lib", "--jobs", "2")
    lines = done.stdout.splitlines()
    assert lines[0].endswith("b.js: 4 nodes")
    assert lines[-1].startswith("4 files, 0 with errors: ")
    assert done.returncode == 0
    assert arenite(project, "lib", "--quiet").stdout == ""


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_errors(project: Path, jobs: str) -> None:
    (project / "lib/b.js").write_text("let ä = ;\n")
    (project / "lib/c.tsx").write_bytes(b"\xff")
    done = arenite(project, "lib", "gone.ts", "--jobs", jobs)
    assert done.returncode == 1
    assert "let ä = ;" in done.stderr
    assert "not valid UTF-8" in done.stderr
    assert "gone.ts: [Errno 2]" in done.stderr
    assert "5 files, 3 with errors" in done.stdout


def test_errors_as_json(project: Path) -> None:
    (project / "a.ts").write_text("\nlet a = ;\n")
    done = arenite(project, "a.ts", "lib/b.js", "gone.ts", "--format", "json")
    bad, good, gone = map(json.loads, done.stdout.splitlines())
    error = bad["error"]
    assert (error["type"], error["line"], error["column"]) == ("ParseError", 2, 8)
    assert (error["start"], error["end"]) == (9, 10)
    assert good == {"path": "lib/b.js", "language": "js", "bytes": 5, "nodes": 4}
    assert gone["error"]["type"] == "FileNotFoundError"
    assert (done.returncode, done.stderr) == (1, "")


def test_estree_of_several_files(project: Path) -> None:
    done = arenite(project, "lib/b.js", "a.ts", "--format", "estree")
    first, second = map(json.loads, done.stdout.splitlines())
    assert first["body"][0]["type"] == "ExpressionStatement"
    assert second["body"][0]["type"] == "ExportNamedDeclaration"


def test_language_of_all(project: Path) -> None:
    assert arenite(project, "lib/c.tsx", "--language", "ts").returncode == 1
    assert arenite(project, "lib/readme.md", "--language", "js").returncode == 1


def test_nothing_to_parse(project: Path) -> None:
    for arguments in (["no/*.ts"], ["lib", "--exclude", "*"]):
        done = arenite(project, *arguments)
        assert (done.returncode, done.stderr) == (2, "arenite: no source files there\n")


@pytest.mark.parametrize("arguments", [["--jobs", "0"], ["--format", "xml"], []])
def test_usage(project: Path, arguments: list[str]) -> None:
    assert arenite(project, *(["a.ts", *arguments] if arguments else [])).returncode == 2


def test_early_errors(project: Path) -> None:
    (project / "a.ts").write_text("let b;\nlet b;\n")
    done = arenite(project, "a.ts")
    assert done.returncode == 1
    assert "declared already" in done.stderr
    assert "(line 1)" in done.stderr
    done = arenite(project, "a.ts", "--format", "json")
    error = json.loads(done.stdout)["error"]
    assert (error["code"], error["related"]["lineno"]) == ("redeclared", 1)
    assert parsed(project, "a.ts", "--no-early-errors") == ["a.ts"]
    assert arenite(project, "a.ts", "--no-early-errors", "--stats").returncode == 0


class FakeBar:
    """Stands for rich's, and writes down what is asked of it."""

    def __init__(self, *columns: object, **options: object) -> None:
        self.calls: list[object] = []
        BARS.append(self)

    def add_task(self, name: str, total: int) -> int:
        self.calls.append(total)
        return 7

    def advance(self, task: int) -> None:
        self.calls.append(task)

    def start(self) -> None:
        self.calls.append("start")

    def stop(self) -> None:
        self.calls.append("stop")


BARS: list[FakeBar] = []


def test_a_progress_bar_by_rich(monkeypatch: pytest.MonkeyPatch) -> None:
    rich = types.ModuleType("rich.progress")
    for name in ("TextColumn", "BarColumn", "MofNCompleteColumn", "TimeRemainingColumn"):
        setattr(rich, name, lambda *arguments: None)
    vars(rich)["Progress"] = FakeBar
    console = types.ModuleType("rich.console")
    vars(console)["Console"] = lambda stderr: None
    monkeypatch.setitem(sys.modules, "rich", types.ModuleType("rich"))
    monkeypatch.setitem(sys.modules, "rich.progress", rich)
    monkeypatch.setitem(sys.modules, "rich.console", console)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    BARS.clear()
    with Progress(2, wanted=True) as progress:
        progress.advance()
        progress.advance()
    assert BARS[0].calls == [2, "start", 7, 7, "stop"]
    for total, wanted in ((1, True), (2, False)):
        with Progress(total, wanted=wanted) as progress:
            progress.advance()
    assert len(BARS) == 1


def test_no_progress_bar_without_rich(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rich.progress", None)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    with Progress(9, wanted=True) as progress:
        progress.advance()
