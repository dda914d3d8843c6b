"""The command line: what it takes. What it does is in the modules beside."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version

from arenite._cli.parse import add_parse_command
from arenite._cli.run import add_run_command


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; the exit status: 0, 1 for input that is wrong, 2 for usage."""
    parser = argparse.ArgumentParser(
        prog="arenite", description="Arenas for Python, and a parser whose AST lives in one."
    )
    parser.add_argument("--version", action="version", version=f"arenite {version('arenite')}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    add_parse_command(commands)
    add_run_command(commands)
    options = parser.parse_args(argv)
    if sys.stdout is None:  # it was closed (`>&-`)
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115  as long as the process
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        _give_up_stdout()  # the reader has seen enough (`| head`)
        return 0
    except KeyboardInterrupt:
        return 130
    except OSError as error:  # errors of files are told one by one: this is one of writing
        _give_up_stdout()
        print(f"arenite: {error}", file=sys.stderr)
        return 1
    return status


def _give_up_stdout() -> None:
    """So that what could not be written does not fail once more at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
