"""`arenite parse` over files, folders and patterns: what it takes, prints and returns."""

from __future__ import annotations

import contextlib
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
        message = f"arenite: no source files in {arguments[0]}\n"
        assert (done.returncode, done.stderr) == (2, message)


@pytest.mark.parametrize(
    "arguments",
    [["--jobs", "0"], ["--jobs", "x"], ["--lines", "-1"], ["--format", "xml"], []],
)
def test_usage(project: Path, arguments: list[str]) -> None:
    done = arenite(project, *(["a.ts", *arguments] if arguments else []))
    assert done.returncode == 2
    if arguments[:1] in (["--jobs"], ["--lines"]):
        least = "1" if arguments[0] == "--jobs" else "0"
        assert f"{arguments[1]!r} is no number of {least} or more" in done.stderr


@pytest.mark.parametrize(
    ("name", "data", "status", "shown"),
    [
        ("empty.js", b"", 0, "empty.js: 1 node\n"),
        ("mark.js", b"\xef\xbb\xbfa;", 0, "mark.js: 3 nodes\n"),
        ("wide.js", "a;".encode("utf-16"), 1, "not valid UTF-8 but UTF-16"),
        ("wide.js", b"\xfe\xff\0a", 1, "not valid UTF-8 but UTF-16"),
        ("binary.js", b"\x7fELF\x1b[31m\0\xff", 1, "\ufffdELF\ufffd[31m\ufffd"),
        ("escape.js", b"var a = \x1b]0;title\x07;", 1, "var a = \ufffd]0;title\ufffd;"),
        ("loop.js", None, 1, "loop.js: [Errno "),
    ],
)
def test_files_of_all_sorts(
    tmp_path: Path, name: str, data: bytes | None, status: int, shown: str
) -> None:
    path = tmp_path / name
    if data is None:
        path.symlink_to(path)
    else:
        path.write_bytes(data)
    done = arenite(tmp_path, name)
    assert done.returncode == status
    assert shown in done.stdout + done.stderr
    assert "\x1b" not in done.stderr
    assert "Traceback" not in done.stderr


def test_a_loop_of_folders(project: Path) -> None:
    (project / "lib/again").symlink_to(project / "lib", target_is_directory=True)
    assert len(parsed(project, "lib")) == len(parsed(project, "lib/*.*", "lib/deep")) == 4


def test_the_standard_input(project: Path) -> None:
    command = [sys.executable, "-m", "arenite", "parse"]
    for source, status, shown in (
        (b"a;", 0, b"-: 3 nodes"),
        (b"", 0, b"-: 1 node\n"),
        (b"let a = ;", 1, b'File "<stdin>", line 1'),
    ):
        done = subprocess.run([*command, "-"], input=source, capture_output=True, check=False)
        assert done.returncode == status
        assert shown in done.stdout + done.stderr
    both = [*command, "-", "a.ts", "-"]
    done = subprocess.run(both, input=b"a;", capture_output=True, check=False, cwd=project)
    assert b"2 files, 0 with errors" in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="it has no /dev/full, no shell of POSIX")
@pytest.mark.parametrize(
    ("command", "status"),
    [
        ("{} lib | head -n 1", 0),
        ("{} lib --tree --lines 0 | head -c 5", 0),
        ("{} lib >&-", 0),
        ("{} lib --format estree >&-", 0),
        pytest.param(
            "{} lib > /dev/full", 1, marks=pytest.mark.skipif(
                not Path("/dev/full").exists(), reason="a device of Linux"
            ),
        ),
    ],
)  # fmt: skip
def test_outputs_that_end_early(project: Path, command: str, status: int) -> None:
    command = command.format(f"'{sys.executable}' -m arenite parse")
    done = subprocess.run(
        ["sh", "-c", f"({command}); echo status $? >&2"],
        cwd=project,
        stdout=subprocess.DEVNULL if "/dev" in command else subprocess.PIPE,
        stderr=subprocess.PIPE,
        check=True,
        text=True,
    )
    assert f"status {status}" in done.stderr
    assert "Traceback" not in done.stderr
    assert ("No space left" in done.stderr) == (status == 1)


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


def test_the_progress_bar_of_rich_itself(tmp_path: Path) -> None:
    """On a terminal, beside an output that goes elsewhere and errors that go there, too."""
    pytest.importorskip("rich")
    pty = pytest.importorskip("pty")
    for number in range(30):
        (tmp_path / f"{number:02}.ts").write_text("let = = ;" if number == 7 else "f();")
    terminal, other_end = pty.openpty()
    command = [sys.executable, "-m", "arenite", "parse", "."]
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=other_end,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "100"},
    ) as process:  # fmt: skip
        os.close(other_end)
        shown = b""
        with contextlib.suppress(OSError):  # when nobody is at the other end
            while chunk := os.read(terminal, 1 << 16):
                shown += chunk
        os.close(terminal)
        output, _ = process.communicate()
    assert process.returncode == 1
    lines = output.decode().splitlines()
    assert sum(line.endswith(": 4 nodes") for line in lines) == 29
    assert lines[-1].startswith("30 files, 1 with errors")
    assert b"parsing" in shown
    assert b"30/30" in shown
    assert b"let = = ;" in shown
    assert b"4 nodes" not in shown


def test_no_progress_bar_without_rich(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rich.progress", None)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    with Progress(9, wanted=True) as progress:
        progress.advance()
