"""What an AST takes grows with the source and with nothing else, whatever the source is made of."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from arenite import ecmascript

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from parse import SUBJECTS, Subject
from parse_sizes import KINDS, TYPESCRIPT, Taken, real_functions, taken

# 10 KB to 1 MB in every run; the last step takes a second for some kinds.
SMALL = (10_000, 100_000, 1_000_000)
ALL = (*SMALL, 10_000_000)

# The Program, and what is written once: 200 bytes of 10,000.
LEVEL = 1.03

# Chunks double. The worst is a source that fills the first chunk to the last byte and has
# next to no AST: the next chunk is twice as large, and empty.
RESERVED = 3

needs_corpus = pytest.mark.skipif(
    not TYPESCRIPT.exists(), reason="the corpus is not there: make corpus"
)
every_kind = pytest.mark.parametrize(
    "kind",
    [pytest.param(k, marks=needs_corpus) if k == "real code" else k for k in KINDS],
)


def ratio(figures: Sequence[float]) -> float:
    return max(figures) / min(figures)


def is_level(all_taken: Sequence[Taken]) -> None:
    assert ratio([t.used_a_byte for t in all_taken]) <= LEVEL
    for t in all_taken:
        assert t.used <= t.reserved <= RESERVED * t.used


@every_kind
def test_bytes_a_source_byte_stay_level(kind: str) -> None:
    is_level([taken(KINDS[kind](size)) for size in SMALL])


@pytest.mark.slow
@every_kind
def test_bytes_a_source_byte_stay_level_to_the_largest(kind: str) -> None:
    is_level([taken(KINDS[kind](size)) for size in ALL])


@every_kind
def test_a_source_is_as_large_as_asked_for(kind: str) -> None:
    for size in SMALL:
        assert len(KINDS[kind](size).encode()) == pytest.approx(
            size, rel=0.5 if size < 1e5 else 0.05
        )


@every_kind
def test_early_errors_leave_nothing_in_the_arena(kind: str) -> None:
    source = KINDS[kind](100_000)
    assert taken(source) == taken(source, early_errors=False)


def test_a_source_that_fills_its_chunk() -> None:
    # Sizes around 64 KiB: what the last byte of a chunk, or the first of the next one, changes.
    for size in range(65_536 - 300, 65_536 + 300, 7):
        t = taken("// " + "x" * (size - 3))
        assert t.used <= t.source + 300
        assert t.reserved <= RESERVED * t.used


@needs_corpus
@pytest.mark.parametrize("subject", SUBJECTS.values(), ids=list(SUBJECTS))
def test_bytes_a_node_of_real_files(subject: Subject) -> None:
    with ecmascript.parse(subject.text(), language=subject.language, module=subject.module) as out:  # type: ignore[arg-type]
        ast = out.arena.stats().used - subject.size()
        assert ast / out.nodes <= 32


@needs_corpus
def test_real_code_is_real() -> None:
    functions = real_functions()
    assert len(functions) > 10_000
    assert all(text.startswith(("function", "async function")) for text in functions)
