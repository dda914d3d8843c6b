"""What `arenite run --help` says. The command itself is arenite._launch, which starts sooner."""

from __future__ import annotations

from typing import Any

HELP = """\
usage: arenite run [--size SIZE] [--policy POLICY] [--domains LIST] [--stats] PROGRAM [ARG ...]

Run a program as python does, with its objects in one region of memory.
`python -m arenite run` does the same, and takes options of python before -m.

PROGRAM is one of
  FILE             a script, or a folder or zip file that has a __main__.py
  -                a script from the standard input
  -m MODULE        a module, as python -m runs it
  -c CODE          code, as python -c runs it
What stands behind it is the program's own.

options, all before PROGRAM:
  --size SIZE      of the region: bytes, or K, M, G, T of 1024, 1024 ** 2, ... bytes as in 512M;
                   address space is reserved, memory is taken as it is used; when it is used up,
                   the allocator that python had goes on (default 1G)
  --policy POLICY  of freed memory:
                     recycle  it is used again, at once for its size, and for others when a
                              chunk has no live block left (default)
                     last     the newest block is taken back and grown in place
                     leak     nothing is taken back: for programs that end soon
  --domains LIST   of python's memory: obj (objects), mem (their buffers), raw (what needs no
                   interpreter), with commas between (default mem,obj)
  --stats          when the program has ended, print the figures of the region to stderr
  -h, --help       print this

The exit status is the program's; 2 if a file cannot be opened or the options are wrong, 1 if the
allocator cannot be installed. Processes that the program starts run without it, unless it forks.
"""


def add_run_command(commands: Any) -> None:
    """List it beside the others: by the time there is a parser, `run` was something else."""
    commands.add_parser("run", add_help=False, help="run a program with its objects in one region")
