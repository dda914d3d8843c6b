"""Fetch the files that the parser is measured on into `.corpus/`.

    python tools/fetch_corpus.py           install what is missing
    python tools/fetch_corpus.py --check   exit with 1 when something is missing

The packages come from npm with these exact versions; nothing of them is part of
this repository. `oxc-parser` is the peer whose ESTree ours must equal.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from pathlib import Path

CORPUS = Path(__file__).resolve().parent.parent / ".corpus"

PEER = {"oxc-parser": "0.158.0"}

# Programs and declarations in all the dialects, as their authors or their bundlers wrote them.
SOURCES = {
    "typescript": "6.0.3",
    "@types/node": "26.6.6",
    "zod": "4.6.7",
    "rxjs": "7.8.2",
    "three": "0.187.0",
    "react": "19.3.1",
    "react-dom": "19.3.1",
    "preact": "11.2.0",
    "svelte": "5.57.3",
    "vue": "3.5.45",
    "eslint": "10.15.0",
    "prettier": "3.10.1",
    "webpack": "5.112.2",
    "undici": "8.12.4",
}

PINNED = {**PEER, **SOURCES}


def missing() -> list[str]:
    """The packages that are not there in their pinned version."""
    return [name for name, version in PINNED.items() if installed(name) != version]


def installed(name: str) -> str | None:
    """The version of a package that is there, if any."""
    path = CORPUS / "node_modules" / name / "package.json"
    if not path.exists():
        return None
    version: str = json.loads(path.read_text(encoding="utf-8"))["version"]
    return version


def fetch() -> None:
    """Install the pinned packages with npm; their scripts do not run."""
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("npm is not on the path; the corpus needs Node.js 20 or later")
    CORPUS.mkdir(exist_ok=True)
    manifest = {"private": True, "dependencies": PINNED}
    (CORPUS / "package.json").write_text(json.dumps(manifest, indent=2) + "\n")
    flags = ["--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
    subprocess.run([npm, "install", *flags], cwd=CORPUS, check=True)


def main() -> int:
    """The exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    names = missing()
    if names and not arguments.check:
        fetch()
        names = missing()
    for name in names:
        print(f"missing: {name} {PINNED[name]}")
    return int(bool(names))


if __name__ == "__main__":
    sys.exit(main())
