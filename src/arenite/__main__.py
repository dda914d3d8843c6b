"""The command line: `arenite`, or `python -m arenite`."""

from __future__ import annotations

import sys

from arenite._cli import main

if __name__ == "__main__":
    sys.exit(main())
