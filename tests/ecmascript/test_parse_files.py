"""`parse_files`: results in order, errors as values, nothing left behind."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from arenite.ecmascript import ParsedFile, ParseError, ast, parse_files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(40):
        text = f"export const a{number} = {number};\n" + f"f({number});\n" * (number % 7)
        (tmp_path / f"f{number:02}.ts").write_text(text)
    return tmp_path


@pytest.fixture
def paths(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def thread_names() -> list[str]:
    return [t.name for t in threading.enumerate() if t.name.startswith("arenite")]


@pytest.mark.parametrize("workers", [None, 1, 2, 7])
def test_results_in_the_order_of_the_paths(paths: list[Path], workers: int | None) -> None:
    seen = []
    for file in parse_files(paths, workers=workers):
        with file:
            assert file.ok
            assert file.error is None
            out = file.unwrap()
            assert out.filename == file.path
            assert isinstance(out.program.body[0], ast.ExportNamedDeclaration)
            seen.append(file.path)
        assert out.arena.closed
    assert seen == [str(path) for path in paths]
    assert thread_names() == []


@pytest.mark.parametrize("workers", [1, 3])
def test_results_as_they_are_finished(paths: list[Path], workers: int) -> None:
    got = [file.path for file in parse_files(paths, workers=workers, in_order=False)]
    assert sorted(got) == [str(path) for path in paths]


@pytest.mark.parametrize("workers", [1, 3])
def test_errors_are_values(folder: Path, workers: int) -> None:
    (folder / "f05.ts").write_text("let = = ;")
    (folder / "f06.ts").write_bytes(b"\xff\xfe")
    (folder / "f07.ts").unlink()
    (folder / "f08.ts").unlink()
    (folder / "f08.ts").mkdir()
    names = [folder / f"f{number:02}.ts" for number in range(10)]
    files = list(parse_files(names, workers=workers))
    assert [file.ok for file in files] == [True] * 5 + [False] * 4 + [True]
    kinds = [type(file.error) for file in files[5:9]]
    assert kinds == [ParseError, ParseError, FileNotFoundError, IsADirectoryError]
    bad = files[5]
    assert isinstance(bad.error, ParseError)
    assert (bad.error.filename, bad.error.lineno) == (str(names[5]), 1)
    assert bad.error.__traceback__ is None
    with pytest.raises(ParseError):
        bad.unwrap()
    bad.close()
    assert "ParseError" in repr(bad)
    assert repr(files[0]) == f"<ParsedFile {names[0]} {files[0].unwrap().nodes} nodes>"


def test_progress(paths: list[Path]) -> None:
    calls: list[tuple[int, int | None, str]] = []

    def progress(done: int, total: int | None, file: ParsedFile) -> None:
        assert threading.current_thread() is threading.main_thread()
        calls.append((done, total, file.path))

    list(parse_files(paths, workers=2, progress=progress))
    assert calls == [(n, 40, str(path)) for n, path in enumerate(paths, 1)]
    calls.clear()
    list(parse_files(iter(paths), workers=2, progress=progress))
    assert {total for _, total, _ in calls} == {None}


@pytest.mark.parametrize("workers", [1, 2])
def test_paths_may_come_slowly_and_without_end(paths: list[Path], workers: int) -> None:
    taken = 0

    def endless() -> Iterator[Path]:
        nonlocal taken
        while True:
            taken += 1
            yield paths[taken % 40]

    files = parse_files(endless(), workers=workers)
    assert taken == 0
    outputs = [next(files).unwrap() for _ in range(10)]
    assert taken <= 10 + 4 * workers
    assert not any(out.arena.closed for out in outputs)
    assert thread_names() or workers == 1
    files.close()
    assert thread_names() == []
    assert not any(out.arena.closed for out in outputs)


def test_leaving_by_an_exception_ends_the_threads(paths: list[Path]) -> None:
    with pytest.raises(ZeroDivisionError):
        for _ in parse_files(paths, workers=3):
            raise ZeroDivisionError
    assert thread_names() == []


def test_an_iterable_of_paths_that_raises() -> None:
    def broken() -> Iterator[str]:
        yield "nowhere.ts"
        raise LookupError("broken")

    files = parse_files(broken(), workers=2)
    with pytest.raises(LookupError, match="broken"):
        list(files)
    assert thread_names() == []


def test_no_files() -> None:
    assert list(parse_files([])) == []
    assert list(parse_files(iter(()), workers=4)) == []


def test_options_reach_the_parser(folder: Path) -> None:
    path = folder / "x.txt"
    path.write_text("// hello\n<a/>; let b; let b")
    (file,) = parse_files(
        [path], language="jsx", module=True, comments=True, tokens=True, early_errors=False
    )
    with file:
        out = file.unwrap()
        assert [c.value for c in out.comments] == [" hello"]
        assert len(out.tokens) == 10
        assert out.program.source_type == "module"


@pytest.mark.parametrize("workers", [0, -1])
def test_wrong_workers(workers: int) -> None:
    with pytest.raises(ValueError, match=f"workers: {workers} is below 1"):
        next(parse_files(["a.ts"], workers=workers))


def test_wrong_language_and_paths() -> None:
    with pytest.raises(ValueError, match="language 'cobol'"):
        next(parse_files(["a.ts"], language="cobol"))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    with pytest.raises(TypeError):
        next(parse_files([5]))  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
