"""Our ESTree is oxc-parser's, but for at most one file of a hundred."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import compare_estree

pytestmark = pytest.mark.skipif(
    compare_estree.missing() is not None, reason=str(compare_estree.missing())
)


def _report(outcomes: list[compare_estree.Outcome]) -> str:
    wrong = [o for o in outcomes if o.status != "equal"]
    return "\n".join(f"{o.file}: {o.message} {o.differences[:1]}" for o in wrong)


def test_declaration_files() -> None:
    outcomes = list(compare_estree.compare(compare_estree.corpus_files()))
    equal = sum(o.status == "equal" for o in outcomes)
    assert equal >= 0.99 * len(outcomes), _report(outcomes)


def test_cases() -> None:
    outcomes = list(compare_estree.compare(compare_estree.case_files()))
    assert all(o.status == "equal" for o in outcomes), _report(outcomes)
