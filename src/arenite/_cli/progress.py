"""A progress bar on standard error, by rich if that is installed: `arenite[cli]`."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any, Self


class Progress:
    """How many files are done. Shows nothing without rich, a terminal or a reason."""

    def __init__(self, total: int, *, wanted: bool) -> None:
        self._bar: Any = None
        self._task: Any = None
        if wanted and total > 1 and sys.stderr.isatty():
            self._bar = _bar()
        if self._bar is not None:
            self._task = self._bar.add_task("parsing", total=total)

    def advance(self) -> None:
        if self._bar is not None:
            self._bar.advance(self._task)

    def __enter__(self) -> Self:
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(self, *exception: object) -> None:
        if self._bar is not None:
            self._bar.stop()


def _bar() -> Any:
    try:
        rich = import_module("rich.progress")
        console = import_module("rich.console").Console(stderr=True)
    except ImportError:
        return None
    columns = (
        rich.TextColumn("{task.description}"),
        rich.BarColumn(),
        rich.MofNCompleteColumn(),
        rich.TimeRemainingColumn(),
    )
    # rich would print what goes to stdout beside the bar, instead of where it belongs.
    return rich.Progress(*columns, console=console, transient=True, redirect_stdout=False)
