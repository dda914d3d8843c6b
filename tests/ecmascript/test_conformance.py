"""The conformance suites, if there are any here, and how their tests are read."""

from __future__ import annotations

import io
import json
import os
import sys
import tarfile
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import conformance
import conformance_babel
import conformance_test262
from conformance_cases import Case, Run, files_of

# ---- The suites -------------------------------------------------------------------

# The least share, in per cent, of what must be accepted and of what must be refused.
LEAST = {"test262": (100.0, 99.5), "babel": (99.0, 97.0)}


@pytest.mark.slow
@pytest.mark.parametrize("suite", conformance.SUITES)
def test_suite(suite: str) -> None:
    variable = f"ARENITE_{suite.upper()}"
    place = os.environ.get(variable)
    if not place:
        pytest.skip(f"{variable} does not say where the tests are")
    cases = list(conformance.SUITES[suite](Path(place)))
    expected = conformance.expected_failures()
    report = conformance.judge(suite, cases, os.cpu_count() or 1)
    assert cases
    if report.unsupported:
        pytest.skip(f"not supported yet: {', '.join(sorted(report.unsupported))}")
    assert [f"{d.case.path}: {d.reason}" for d in conformance.unexpected(report, expected)] == []
    assert conformance.wrong_expectations(report, cases, expected) == []
    accepts, rejects = LEAST[suite]
    assert report.share(accept=True) >= accepts
    assert report.share(accept=False) >= rejects


# ---- Reading test262 ----------------------------------------------------------------


def matter(text: str) -> conformance_test262.FrontMatter:
    found = conformance_test262.front_matter(text.encode())
    assert found is not None
    return found


def test_front_matter() -> None:
    found = matter(
        "// Copyright\n/*---\nesid: sec-x\ndescription: >\n    Two\n    lines\n"
        "flags: [onlyStrict, async]\nfeatures:\n  - class\n  - Symbol.iterator\n"
        "negative:\n  phase: parse\n  type: SyntaxError\n---*/\nx;\n"
    )
    assert found.flags == {"onlyStrict", "async"}
    assert found.features == {"class", "Symbol.iterator"}
    assert found.negative == {"phase": "parse", "type": "SyntaxError"}
    assert found.description == "Two lines"


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_front_matter_of_other_lines(newline: str) -> None:
    text = "/*---\ndescription: d\nflags: [noStrict]\n---*/\n".replace("\n", newline)
    assert matter(text).flags == {"noStrict"}


def test_a_file_without_front_matter_is_no_test() -> None:
    assert conformance_test262.front_matter(b"export default 1;") is None


@pytest.mark.parametrize(
    ("flags", "modes"),
    [
        (set(), ["sloppy", "strict"]),
        ({"generated", "async"}, ["sloppy", "strict"]),
        ({"onlyStrict"}, ["strict"]),
        ({"noStrict"}, ["sloppy"]),
        ({"raw"}, ["sloppy"]),
        ({"module", "raw"}, ["module"]),
    ],
)
def test_modes(flags: set[str], modes: list[str]) -> None:
    assert [run.mode for run in conformance_test262.runs_of(flags)] == modes


def archive(folder: Path, files: dict[str, str]) -> Path:
    """A .tar.xz with these files."""
    path = folder / "suite.tar.xz"
    with tarfile.open(path, "w:xz") as out:
        for name, text in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(text.encode())
            out.addfile(entry, io.BytesIO(text.encode()))
    return path


def folder_of(folder: Path, files: dict[str, str]) -> Path:
    """A folder with these files."""
    for name, text in files.items():
        path = folder / "suite" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "suite"


NEGATIVE = "/*---\nnegative:\n  phase: {}\n  type: SyntaxError\n---*/\n"


@pytest.mark.parametrize("make", [archive, folder_of])
def test_cases_of_test262(tmp_path: Path, make: object) -> None:
    assert callable(make)
    files = {
        "test262/test/language/a/parse.js": NEGATIVE.format("parse"),
        "test262/test/language/a/resolve.js": NEGATIVE.format("resolution"),
        "test262/test/language/a/run_FIXTURE.js": NEGATIVE.format("parse"),
        "test262/test/built-ins/b.js": NEGATIVE.format("parse"),
        "test262/README.md": "/*---\n---*/",
    }
    found = {case.path: case for case in conformance_test262.cases(make(tmp_path, files))}
    assert list(found) == [f"test262/test/language/a/{n}.js" for n in ("parse", "resolve")]
    assert [case.accept for case in found.values()] == [False, True]


def test_there_must_be_a_place(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list(files_of(tmp_path / "nothing"))


# ---- Reading Babel's fixtures --------------------------------------------------------


def test_cases_of_babel(tmp_path: Path) -> None:
    entries = [
        ("a/input.js", "script", [], {}, "accept"),
        ("b/input.ts", "module", ["typescript"], {"annexB": False}, "reject"),
        ("c/input.tsx", "unambiguous", ["typescript"], {}, "accept"),
        ("d/input.js", "commonjs", ["jsx", "estree"], {}, "accept"),
        ("e/input.d.ts", "module", [["typescript", {"dts": True}]], {}, "accept"),
    ]
    names = ("path", "source_type", "plugins", "options", "expect")
    lines = [json.dumps(dict(zip(names, entry, strict=True))) for entry in entries]
    files = {"manifest.jsonl": "\n".join(lines) + "\n"}
    files |= {f"files/{entry[0]}": "x" for entry in entries}
    found = list(conformance_babel.cases(archive(tmp_path, files)))
    assert [(c.runs[0].language, c.runs[0].module) for c in found] == [
        ("js", False),
        ("ts", True),
        ("tsx", None),
        ("jsx", None),
        ("dts", True),
    ]
    assert [c.path for c in found][:2] == ["babel/a/input.js", "babel/b/input.ts"]
    assert [c.accept for c in found] == [True, False, True, True, True]
    assert found[1].about == "with annexB: False"


# ---- Judging -----------------------------------------------------------------------

TS = Run("ts", "ts", module=True)
GOOD = Case("s/good.ts", b"type A = 1;", (TS,), accept=True)
BAD = Case("s/bad.ts", b"type A = ;", (TS,), accept=False)
REFUSED = Case("s/refused.ts", b"\ntype A = ;", (TS,), accept=True)
ACCEPTED = Case("s/accepted.ts", b"type A = 1;", (TS,), accept=False, about="a test")


def test_a_report() -> None:
    report = conformance.judge("s", [GOOD, BAD, REFUSED, ACCEPTED], 1)
    assert [d.case for d in report.differences] == [REFUSED, ACCEPTED]
    assert report.differences[0].reason.startswith("refused: line 2: ")
    assert report.differences[1].reason == "accepted, but must be refused: a test"
    assert report.share(accept=True) == report.share(accept=False) == 50
    expected = {"s/refused.ts": "why", "s/good.ts": "why", "s/gone.ts": "why", "t/x.ts": "why"}
    assert [d.case for d in conformance.unexpected(report, expected)] == [ACCEPTED]
    assert conformance.wrong_expectations(report, [GOOD, REFUSED], expected) == [
        "s/good.ts: passes, but is listed",
        "s/gone.ts: is not there, but is listed",
    ]


class Bomb(str):
    """Ends the process that unpickles it, as a crash of the parser would."""

    __slots__ = ()

    def __reduce__(self) -> tuple[object, ...]:
        return os._exit, (1,)


def test_a_crash_is_found() -> None:
    deadly = Case("s/deadly.ts", b"", (Run("ts", Bomb("ts"), module=True),), accept=True)
    answers = conformance.answers_of([GOOD, BAD, deadly, GOOD], 1)
    kinds = [answer.kind for [answer] in answers]
    assert kinds == ["accepted", "refused", "died", "accepted"]


def test_a_line_that_was_put_in_front_is_not_counted() -> None:
    run = Run("strict", "ts", module=False, prefix=b"// first\n")
    assert conformance.parse(b"\ntype = ;", run).message.startswith("line 2: ")


def test_a_language_that_is_not_known() -> None:
    answer = conformance.parse(b"", Run("x", "cobol", module=None))
    assert answer.kind == conformance.UNSUPPORTED
    assert "cobol" in answer.message


def test_expected_failures(tmp_path: Path) -> None:
    path = tmp_path / "expected.txt"
    path.write_text("# comment\n\na/b.js: because: so\n")
    assert conformance.expected_failures(path) == {"a/b.js": "because: so"}
    for wrong in ("a/b.js\n", "a/b.js: \n", "a: x\na: y\n"):
        path.write_text(wrong)
        with pytest.raises(ValueError, match=r"expected\.txt:\d: "):
            conformance.expected_failures(path)


def test_the_expected_failures_have_reasons() -> None:
    assert all(conformance.expected_failures().values())


@pytest.mark.parametrize("groups", [False, True])
def test_printing(capsys: pytest.CaptureFixture[str], groups: bool) -> None:
    report = conformance.judge("s", [GOOD, REFUSED, ACCEPTED], 1)
    (conformance.print_groups if groups else conformance.print_differences)(report.differences)
    conformance.print_report(report, {})
    out = capsys.readouterr().out
    assert "s/refused.ts (ts)" in out
    assert "must be refused" in out
    assert "1 of 2 accepted as they must be: 50.00 %" in out
