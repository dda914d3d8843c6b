"""`parse_files`: results in order, errors as values, nothing left behind."""

from __future__ import annotations

import gc
import itertools
import os
import pkgutil
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import pytest

from arenite.ecmascript import ParsedFile, ParseError, _files, ast, parse_files

if TYPE_CHECKING:
    from _typeshed import TraceFunction


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
    assert taken <= 10 + 64 * 16 * workers
    assert not any(out.arena.closed for out in outputs)
    assert thread_names() or workers == 1
    files.close()
    assert thread_names() == []
    assert not any(out.arena.closed for out in outputs)


def call_before_parsing(
    monkeypatch: pytest.MonkeyPatch, function: Callable[[Sequence[str]], object]
) -> None:
    """In the thread that parses, with the names of its next files."""
    parse_some = _files._parse_some

    def watched(names: Sequence[str], options: _files.FileOptions) -> list[ParsedFile]:
        function(names)
        return parse_some(names, options)

    monkeypatch.setattr(_files, "_parse_some", watched)


@pytest.mark.parametrize("workers", [2, 3, 5])
def test_the_callers_thread_is_one_of_them(
    paths: list[Path], monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    caller = threading.current_thread()
    seen = set[threading.Thread]()
    both = threading.Event()

    def wait_for_each_other(_names: Sequence[str]) -> None:
        seen.add(threading.current_thread())
        if caller in seen and len(seen) > 1:
            both.set()
        assert both.wait(60)

    call_before_parsing(monkeypatch, wait_for_each_other)
    files = list(parse_files(paths * 3, workers=workers))
    assert [file.path for file in files] == [str(path) for path in paths] * 3
    assert all(file.ok for file in files)
    assert caller in seen
    assert 2 <= len(seen) <= workers


def test_an_interrupt_of_the_callers_thread_as_it_parses(
    paths: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It does not wait for the files that are before its own."""
    caller = threading.current_thread()
    interrupted = threading.Event()

    def interrupt(_names: Sequence[str]) -> None:
        if threading.current_thread() is not caller:
            assert interrupted.wait(60)
            return
        interrupted.set()
        raise KeyboardInterrupt

    call_before_parsing(monkeypatch, interrupt)
    files = parse_files(paths * 3, workers=3)
    with pytest.raises(KeyboardInterrupt):
        next(files)
    assert thread_names() == []
    assert list(files) == []


def test_what_fails_in_a_thread_is_raised_in_its_turn(
    paths: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    caller = threading.current_thread()
    other = threading.Event()

    def fail(_names: Sequence[str]) -> None:
        if threading.current_thread() is not caller:
            other.set()
            raise RuntimeError("broken")
        assert other.wait(60)

    call_before_parsing(monkeypatch, fail)
    got: list[str] = []
    with pytest.raises(RuntimeError, match="broken"):
        got.extend(file.path for file in parse_files(paths, workers=2))
    assert got == [str(path) for path in paths[: len(got)]]
    assert thread_names() == []


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_outputs_outlive_the_run(paths: list[Path], workers: int) -> None:
    """They are closed, or dropped, in any order and by any thread."""
    generator = parse_files(paths * 2, workers=workers)
    files = [next(generator) for _ in range(60)]
    generator.close()
    del generator
    random.Random(workers).shuffle(files)
    parts = [files[i::4] for i in range(4)]
    del files

    def look_and_close(some: list[ParsedFile]) -> None:
        for number, file in enumerate(some):
            assert file.unwrap().program.body[0].start == 0
            if number % 3:
                file.close()
                assert file.unwrap().arena.closed
        some.clear()
        gc.collect()

    threads = [threading.Thread(target=look_and_close, args=(part,)) for part in parts[1:]]
    for thread in threads:
        thread.start()
    look_and_close(parts[0])
    for thread in threads:
        thread.join()
    assert parts == [[]] * 4


@pytest.mark.parametrize("in_order", [True, False])
@pytest.mark.parametrize("held", [0, 1 << 16])
def test_memory_for_few_files_is_enough(
    paths: list[Path], monkeypatch: pytest.MonkeyPatch, held: int, in_order: bool
) -> None:
    """However little may be held, the files that are next are begun."""
    monkeypatch.setattr("arenite.ecmascript._workers._HELD_BYTES", held)
    monkeypatch.setattr("arenite.ecmascript._workers._GROUP_FILES", 3)
    for workers in (2, 5):
        got = [file.path for file in parse_files(paths * 3, workers=workers, in_order=in_order)]
        assert sorted(got) == sorted([str(path) for path in paths] * 3)
        files = parse_files(paths * 3, workers=workers, in_order=in_order)
        next(files)
        files.close()  # while threads wait for room
        assert thread_names() == []


def test_a_slow_caller_holds_little(paths: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("arenite.ecmascript._workers._HELD_BYTES", 1)
    begun: list[str] = []
    call_before_parsing(monkeypatch, begun.extend)
    named = 0

    def endless() -> Iterator[Path]:
        nonlocal named
        for named in itertools.count(1):
            yield paths[named % 40]

    files = parse_files(endless(), workers=2)
    for number in range(1, 200):
        next(files).close()
        assert len(begun) <= number + 4 * 16
        assert named <= number + 34 * 16
    files.close()


def test_a_large_file_among_small_ones(tmp_path: Path) -> None:
    names = []
    for number in range(100):
        path = tmp_path / f"{number:03}.js"
        path.write_text("f(a, b.c);\n" * (30_000 if number in {3, 4} else 2))
        names.append(path)
    for in_order in (True, False):
        got = [f.unwrap().nodes for f in parse_files(names, workers=2, in_order=in_order)]
        assert sorted(got)[-3:] == [15, 210_001, 210_001]
        if in_order:
            assert got.index(210_001) == 3


def test_an_interrupt_ends_the_threads(paths: list[Path]) -> None:
    def progress(done: int, _total: int | None, _file: ParsedFile) -> None:
        if done == 5:
            signal.raise_signal(signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        list(parse_files(paths, workers=2, progress=progress))
    assert thread_names() == []


class Interrupt(BaseException):
    """Of a signal's handler."""


def may_be_interrupted(frame: FrameType) -> bool:
    """Not the inside of a Thread, which an exception may leave half done, nor finalizers."""
    parts = {threading.Thread.__init__.__code__, threading.Thread.start.__code__,
             threading.Thread.join.__code__}  # fmt: skip
    if frame.f_globals["__name__"].partition(".")[0] not in {"arenite", "threading"}:
        return False
    outer: FrameType | None = frame
    while outer is not None and outer.f_code not in parts:
        outer = outer.f_back
    return outer is None


def interrupt_at(step: int, run: Callable[[], object]) -> bool:
    """Run it in this thread; an exception comes at that step of it. Whether it came so far.

    Steps are the beginnings and ends of functions of this package and of the locks that it
    uses; a signal may come there, but not before every line.
    """
    steps = 0

    def trace(frame: FrameType, event: str, _argument: object) -> TraceFunction | None:
        nonlocal steps
        if event == "call" and not may_be_interrupted(frame):
            return None
        frame.f_trace_lines = False
        steps += 1
        if steps == step:
            sys.settrace(None)
            raise Interrupt
        return None if frame.f_code is _files._report.__code__ else trace

    sys.settrace(trace)
    try:
        run()
    except Interrupt:
        return True
    finally:
        sys.settrace(None)
    return False


@pytest.mark.parametrize("in_order", [True, False])
def test_an_interrupt_at_any_step_of_the_caller(paths: list[Path], *, in_order: bool) -> None:
    """Nobody waits for ever, and no thread is left."""

    def run() -> None:
        for file in parse_files(paths[:5], workers=3, in_order=in_order):
            file.close()

    run()  # imports, which an exception may leave half done, too
    stopped_at = 0

    def interrupt_everywhere() -> None:
        nonlocal stopped_at
        while interrupt_at(stopped_at + 1, run):
            stopped_at += 1
            for thread in threading.enumerate():
                if thread.name.startswith("arenite"):
                    thread.join(60)
            assert thread_names() == []

    with ThreadPoolExecutor(1) as pool:
        pool.submit(interrupt_everywhere).result(60)
    assert stopped_at > 50


class Alarm:
    """Handlers of all kinds, that raise what files may raise, too."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def method(self, _number: int, _frame: object) -> None:
        raise self.error

    def any_arguments(self, *_arguments: object) -> None:
        raise self.error

    def by_another(self, number: int, frame: object) -> None:
        self.method(number, frame)


@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="the system has no alarms")
@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("error", [TimeoutError("late"), ValueError("late"), MemoryError("late")])
@pytest.mark.parametrize("kind", ["method", "any_arguments", "by_another"])
@pytest.mark.parametrize("where", ["_parser.parse_files", "_parser.parse"])
def test_what_a_handler_raises_is_not_a_files(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    workers: int,
    error: Exception,
    kind: str,
    where: str,
) -> None:
    (tmp_path / "wrong.js").write_text("f(")
    caller = threading.current_thread()
    rung = threading.Event()
    target = f"arenite.ecmascript._parse.{where}"
    parse = pkgutil.resolve_name(target)

    def interrupted(*arguments: object) -> object:
        if threading.current_thread() is caller:
            rung.set()
            signal.raise_signal(signal.SIGALRM)
        else:
            assert rung.wait(60)
        return parse(*arguments)

    monkeypatch.setattr(target, interrupted)
    before = signal.signal(signal.SIGALRM, getattr(Alarm(error), kind))
    try:
        with pytest.raises(type(error), match="late"):
            list(parse_files([tmp_path / "wrong.js"] * 9, workers=workers))
    finally:
        signal.signal(signal.SIGALRM, before)
    assert thread_names() == []


@pytest.mark.parametrize("workers", [1, 2, 4])
def test_the_end_of_python_does_not_wait_for_an_iterator(paths: list[Path], workers: int) -> None:
    """Which is collected when the threads run no more, and do not end either."""
    program = f"""
import builtins
from arenite.ecmascript import parse_files

class Holder: pass

paths = {[str(path) for path in paths]!r} * 8
for name in "abc":
    holder = Holder()
    holder.itself = holder
    holder.files = parse_files(paths, workers={workers}, in_order=name != "a")
    next(holder.files)
    setattr(builtins, name, holder)
print("end")
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=600, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "end\n", "")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
@pytest.mark.skipif(
    "ARENITE_SANITIZED" in os.environ, reason="AddressSanitizer's own locks do not survive it"
)
@pytest.mark.parametrize("in_order", [True, False])
def test_a_child_does_not_wait_for_threads_that_it_has_not(
    paths: list[Path], in_order: bool
) -> None:
    program = f"""
import os, sys, warnings
from arenite.ecmascript import parse_files
warnings.simplefilter("ignore")  # of threads and fork
paths = {[str(p) for p in paths] * 20!r}
files = parse_files(paths, workers=2, in_order={in_order})
next(files).unwrap()
if os.fork() == 0:
    try:
        list(files)
    except RuntimeError as error:
        assert "forked" in str(error), error
        assert all(file.ok for file in parse_files(paths, workers=2))
        os._exit(0)
    os._exit(1)
assert all(file.ok for file in files)
assert os.waitstatus_to_exitcode(os.wait()[1]) == 0
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=600, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
@pytest.mark.parametrize("workers", [1, 2])
def test_what_is_no_regular_file(tmp_path: Path, workers: int) -> None:
    pipe = tmp_path / "pipe.ts"
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_text("const a: 1 = 1"))
    writer.start()
    loop = tmp_path / "loop.ts"
    loop.symlink_to(loop)
    empty = tmp_path / "empty.ts"
    empty.touch()
    names = [pipe, loop, empty, empty, "", "nul\0.ts"]
    files = list(parse_files(names, workers=workers))
    writer.join()
    assert files[0].unwrap().source == b"const a: 1 = 1"
    kinds = [type(file.error) for file in files[1:]]
    assert kinds == [OSError, type(None), type(None), FileNotFoundError, ValueError]
    assert [file.unwrap().nodes for file in files[2:4]] == [1, 1]


def test_files_that_do_not_say_their_size() -> None:
    path = Path("/proc/self/status")
    if not path.exists():
        pytest.skip("there is no /proc")
    (file,) = parse_files([path], language="js")
    assert isinstance(file.error, ParseError)
    assert file.error.lineno is not None
    assert file.error.lineno > 1  # what stands before the numbers are labels


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


def test_what_is_wrong_with_one_file_is_not_the_next_ones(tmp_path: Path) -> None:
    """A thread reads several at once, and a name may be wrong before any is read."""
    names = [str(tmp_path / f"{number:03}.js") for number in range(120)]
    for number, name in enumerate(names):
        Path(name).write_text("f(" if number % 7 == 3 else "f()")
        if number % 11 == 5:
            names[number] += "\0"
    kinds = [ValueError if "\0" in n else ParseError if i % 7 == 3 else None
             for i, n in enumerate(names)]  # fmt: skip
    files = list(parse_files(names, workers=3))
    assert [type(file.error) if file.error else None for file in files] == kinds
    assert [file.path for file in files] == names
    for file in files:
        file.close()


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
