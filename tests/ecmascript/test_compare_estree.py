"""Our ESTree is oxc-parser's, but for at most one file of a hundred."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import compare_estree

needs_corpus = pytest.mark.skipif(
    compare_estree.missing() is not None, reason=str(compare_estree.missing())
)


def _report(outcomes: list[compare_estree.Outcome]) -> str:
    wrong = [o for o in outcomes if o.status != "equal"]
    return "\n".join(f"{o.file}: {o.message} {o.differences[:1]}" for o in wrong)


def _equal(outcomes: list[compare_estree.Outcome]) -> float:
    """The share of outcomes that are equal, of those that oxc reads."""
    compared = [o for o in outcomes if o.status != "oxc-error"]
    return sum(o.status == "equal" for o in compared) / len(compared)


@needs_corpus
def test_declaration_files() -> None:
    outcomes = list(compare_estree.compare(compare_estree.declaration_files()))
    assert _equal(outcomes) >= 0.99, _report(outcomes)


@needs_corpus
@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_corpus() -> None:
    files = compare_estree.corpus_files()
    assert len(files) >= 3000
    assert sum(path.suffix == ".tsx" for path in files) >= 100
    if "ARENITE_SANITIZED" in os.environ:  # ten times slower
        files = files[::10]
    outcomes = list(compare_estree.compare(files))
    # Early errors are on: what others ship has none.
    assert [o.file for o in outcomes if o.status == "our-error"] == []
    assert _equal(outcomes) >= 0.99, _report(outcomes)


@needs_corpus
def test_cases() -> None:
    outcomes = list(compare_estree.compare(compare_estree.case_files()))
    assert all(o.status == "equal" for o in outcomes), _report(outcomes)


def test_groups() -> None:
    difference = {"path": "program.body.0.id.name", "type": "Identifier", "ours": "1", "oxc": "2"}
    differs = compare_estree.Outcome("a.ts", "differs", differences=[difference])
    assert differs.group == "Identifier: name"
    refused = compare_estree.Outcome("a.ts", "our-error", message="12: Expected ';'")
    assert refused.group == "our-error: Expected ';'"


def test_packages() -> None:
    modules = compare_estree.MODULES
    assert compare_estree.package_of(str(modules / "@types/node/a.d.ts")) == "@types/node"
    assert compare_estree.package_of(str(modules / "react-dom/a.js")) == "react-dom"
    assert compare_estree.package_of("a.ts") == compare_estree.OURS
