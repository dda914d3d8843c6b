"""The programs of benchmarks/global_allocator run, and print the same under each allocator."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

import global_allocator as benchmark
from _spawn import Launcher

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif("ARENITE_SANITIZED" in os.environ, reason="the sanitizer's is in use"),
]


@pytest.fixture
def bench() -> Iterator[benchmark.Bench]:
    with closing(Launcher()) as launcher:
        yield benchmark.Bench(launcher, sys.executable, ("--short",))


def test_there_are_enough_programs() -> None:
    assert len(benchmark.PROGRAMS) >= 12


@pytest.mark.parametrize(
    "start", [[], ["--command"], ["--install"]], ids=["-m", "command", "install"]
)
@pytest.mark.parametrize("program", benchmark.PROGRAMS)
def test_a_program(program: str, start: list[str], bench: benchmark.Bench) -> None:
    everybody = benchmark.contenders(benchmark.parse(start), bench.about())
    runs = bench.rounds(program, everybody, rounds=1)
    assert list(runs) == [contender.name for contender in everybody if contender.installed]
    for (run,) in runs.values():
        assert 0 < run["cpu"] <= run["user"] + run["system"]
        assert run["wall"] > 0
        assert run["peak"] > 1 << 20
        assert run["faults"] > 0


def with_program(text: str, folder: Path, patch: pytest.MonkeyPatch) -> None:
    (folder / "tried.py").write_text(text)
    patch.setattr(benchmark, "FOLDER", folder)


def test_another_checksum_ends_the_run(
    bench: benchmark.Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_program("import os; print('checksum', os.getpid())", tmp_path, monkeypatch)
    everybody = [benchmark.Contender("one"), benchmark.Contender("other")]
    with pytest.raises(SystemExit, match=r"tried under one: checksum \d+, not checksum \d+"):
        bench.rounds("tried", everybody, rounds=1)


def test_a_program_that_fails_ends_the_run(
    bench: benchmark.Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_program("raise SystemExit(7)", tmp_path, monkeypatch)
    with pytest.raises(SystemExit, match="tried under one: exit 7"):
        bench.run(benchmark.Contender("one"), "tried")


def test_tables_and_figures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    path = tmp_path / "figures.json"
    programs = ["--programs", "short_script", "trees"]
    benchmark.main(["--short", "--rounds", "2", "--json", str(path), *programs])
    shown = capsys.readouterr().out
    for figure in benchmark.FIGURES:
        assert figure.title in shown
    found = json.loads(path.read_text())
    assert list(found["programs"]) == programs[1:]
    assert all(len(runs) == 2 for runs in found["programs"]["trees"].values())


@pytest.mark.skipif(
    not os.access("/proc/self/smaps_rollup", os.R_OK), reason="the system does not say"
)
def test_memory_over_time(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(benchmark, "REQUESTS", 100)
    benchmark.main(["--bounded"])
    assert "last / second" in capsys.readouterr().out
