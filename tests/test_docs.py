"""Every snippet of the documentation runs, in order, as a reader would type them.

Those in C and Cython are parts of sources that tests/cython builds and runs.
"""

from __future__ import annotations

import re
import subprocess
import sys
import types
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = sorted(
    [ROOT / "README.md", *(ROOT / "docs").rglob("*.md"), ROOT / "benchmarks" / "README.md"]
)
SNIPPET = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)


def snippets(page: Path) -> Iterator[tuple[int, str]]:
    text = page.read_text(encoding="utf-8")
    for match in SNIPPET.finditer(text):
        yield text.count("\n", 0, match.start(1)), match.group(1)


def has_snippets(page: Path) -> bool:
    return any(True for _ in snippets(page))


@pytest.mark.parametrize(
    "page", list(filter(has_snippets, PAGES)), ids=lambda page: str(page.relative_to(ROOT))
)
def test_snippets_run(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if page.name == "global-allocator.md":  # which is installed for good
        code = "\n".join(code for _, code in snippets(page))
        subprocess.run([sys.executable, "-c", code], check=True)
        return
    # Annotations are looked up in the module of their class, so a page is one.
    module = types.ModuleType(f"page_{page.stem}")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    for line, code in snippets(page):
        if "import numpy" in code:
            pytest.importorskip("numpy")
        exec(compile("\n" * line + code, str(page), "exec"), vars(module))


@pytest.mark.parametrize("language", ["c", "cython", "meson"])
def test_other_snippets_are_of_sources_that_are_tested(language: str) -> None:
    grove = ROOT / "tests" / "cython" / "grove"
    sources = [path.read_text() for path in grove.rglob("*") if path.suffix in TESTED[language]]
    pattern = re.compile(rf"^```{language}\n(.*?)^```", re.MULTILINE | re.DOTALL)
    found = [code for page in PAGES for code in pattern.findall(page.read_text(encoding="utf-8"))]
    assert found
    assert [code for code in found if not any(code in source for source in sources)] == []


TESTED = {"c": {".c", ".h"}, "cython": {".pyx"}, "meson": {".build"}}


def test_the_codes_of_errors_are_listed() -> None:
    header = (ROOT / "csrc" / "ecmascript" / "early_codes.h").read_text(encoding="utf-8")
    codes = re.findall(r'^    X\(\w+, "([a-z-]+)"', header, re.MULTILINE)
    section = (ROOT / "docs" / "parser.md").read_text(encoding="utf-8").partition("| | codes |")[2]
    table = section.partition("\n\n")[0]
    assert codes
    assert sorted(re.findall(r"`([a-z-]+)`", table)) == sorted(codes)


def test_pages_have_snippets() -> None:
    assert sum(len(list(snippets(page))) for page in PAGES) >= 10


def anchors(page: Path) -> set[str]:
    """The headings of a page as a link names them."""
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_links_lead_somewhere() -> None:
    for page in PAGES:
        text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
        for link in re.findall(r"\]\(([^)\s]+)\)", text):
            if not link.startswith("https:"):
                file, _, anchor = link.partition("#")
                target = page.parent / file if file else page
                assert target.exists(), (page.name, link)
                assert not anchor or anchor in anchors(target), (page.name, link)
