"""Print the files of a folder whose names match a pattern, for meson.build.

    list_files.py FOLDER PATTERN [--without NAME ...]

One path a line, relative to FOLDER, sorted, so that a build is the same on
every machine.  Meson has no glob, because a build that is merely re-run would
not see a new file; here `make` re-runs Meson's configuration whenever a source
folder has changed, and every list in the repository is what lies in the folder.
"""

from __future__ import annotations

import argparse
from pathlib import Path


def main() -> None:
    """Print the list."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("pattern")
    parser.add_argument("--without", nargs="*", default=[])
    options = parser.parse_args()
    for path in sorted(options.folder.glob(options.pattern)):
        if path.is_file() and path.name not in options.without:
            print(path.relative_to(options.folder).as_posix())


if __name__ == "__main__":
    main()
