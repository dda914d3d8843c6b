"""`arenite run`: a program whose objects are in one region, as `python` would run it.

A program that is started this way pays for every import here, so there are few: argparse or
getopt alone would take longer than everything else. What runs the program is arenite._run;
here sys.argv, sys.path and `__main__` become what they are when `python` starts it.
"""

import builtins
import os
import sys

from arenite import _run, global_allocator

TYPE_CHECKING = False  # as typing has it, which is not imported

if TYPE_CHECKING:
    from typing import Any

_SUFFIXES = {"K": 1 << 10, "M": 1 << 20, "G": 1 << 30, "T": 1 << 40}


class _UsageError(Exception):
    pass


class _Options:
    """What the command line says: of the region, of the program."""

    def __init__(self, arguments: list[str]) -> None:
        self.install: dict[str, str] = {}  # of --size, --policy, --domains
        self.stats = self.help = False
        self.kind = "file"
        self.program = ""
        self.argv: list[str] = []  # empty until there is a program
        rest = arguments[::-1]
        while rest and not self.argv:
            self._take(rest.pop(), rest)
        self.argv += rest[::-1]
        if not (self.argv or self.help):
            raise _UsageError("say what to run: a script, - for stdin, -m module or -c code")

    def _take(self, argument: str, rest: list[str]) -> None:
        """An option, with its value from what is left; or the program, which ends them."""
        name, equals, value = argument.partition("=")
        if argument in {"-h", "--help"}:
            self.help = True
            rest.clear()
        elif argument == "--stats":
            self.stats = True
        elif name in {"--size", "--policy", "--domains"}:
            self.install[name[2:]] = value if equals else _value(name, rest)
        elif argument[:2] in {"-m", "-c"}:
            self.kind = "module" if argument[1] == "m" else "command"
            self.program = argument[2:] or _value(argument, rest)
            self.argv = [argument[:2]]
        elif argument[:1] != "-" or argument in {"-", "--"}:
            self.program = _value(argument, rest) if argument == "--" else argument
            self.argv = [self.program]
        else:
            raise _UsageError(
                f"{argument} is no option of it; options of python itself go before -m, as in "
                f"python {argument} -m arenite run"
            )


def _value(option: str, rest: list[str]) -> str:
    if not rest:
        raise _UsageError(f"{option} needs something behind it")
    return rest.pop()


def _size(text: str) -> int:
    number, unit = text, 1
    if text[-1:].upper() in _SUFFIXES:
        number, unit = text[:-1], _SUFFIXES[text[-1].upper()]
    if not (number.isascii() and number.isdecimal() and len(number) < 20 and int(number)):
        raise _UsageError(
            f"--size {text}: a size is a number of bytes above 0, or of K, M, G or T, as in 512M"
        )
    return int(number) * unit


def launch(arguments: list[str]) -> int:
    """Run the program; the exit status if it has ended by itself."""
    try:
        options = _Options(arguments)
        if options.help:
            return _help()
        _install(options.install)
    except _UsageError as error:
        return _refuse(f"{error} (arenite run --help tells more)", 2)
    except (RuntimeError, MemoryError, OverflowError, OSError) as error:
        return _refuse(f"{error}", 1)
    if options.stats:
        _show_stats_at_the_end()
    return _run_program(options.kind, options.program, options.argv)


def _refuse(message: str, status: int) -> int:
    print(f"arenite run: {message}", file=sys.stderr)
    return status


def _help() -> int:
    from arenite._cli.run import HELP

    print(HELP, end="")
    return 0


def _install(given: dict[str, str]) -> None:
    wanted: dict[str, Any] = dict(given)
    if "size" in given:
        wanted["size"] = _size(given["size"])
    if "domains" in given:
        wanted["domains"] = tuple(given["domains"].split(","))
    try:
        global_allocator.install(**wanted)
    except ValueError as error:
        raise _UsageError(f"{error}") from None


def _show_stats_at_the_end() -> None:
    import atexit

    process = os.getpid()

    @atexit.register  # the first to be registered is the last to be called
    def show() -> None:
        if os.getpid() != process or sys.stderr is None:
            return  # a forked child speaks for itself
        stats = global_allocator.stats()
        figures = zip(stats.__match_args__, stats, strict=True)
        lines = [f"  {name:<12} {_figure(value)}\n" for name, value in figures]
        if not sys.stderr.closed:
            sys.stderr.write("".join(["arenite run:\n", *lines]))


def _figure(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(value)
    return f"{value:,}" if type(value) is int else f"{value}"


# ---- As main() of CPython sets things up ------------------------------------


def _run_program(kind: str, program: str, argv: list[str]) -> int:
    found_us_in = _folder_of_this_command()
    sys.argv = argv
    _make_main()
    if kind == "command":
        return _run_command(program, found_us_in)
    if kind == "module":
        _set_path0(found_us_in, _working_directory())
        return _end(_run.module(program, True))
    if program == "-":
        _set_path0(found_us_in, "")
        return _end(_run.file(-1, b"<stdin>"))
    path = _from_root(program)
    if _run.is_import_path(path):  # has a __main__, unlike other paths wherever it is looked for
        _set_path0(found_us_in, None)
        sys.path.insert(0, path)
        return _end(_run.module("__main__", False))
    return _run_file(path, found_us_in)


def _run_command(code: str, found_us_in: str | None) -> int:
    try:
        text = code.encode()
    except UnicodeEncodeError as error:
        print("Unable to decode the command from the command line:", file=sys.stderr)
        print(f"UnicodeEncodeError: {error}", file=sys.stderr)
        return 1
    _set_path0(found_us_in, "")
    if sys.version_info >= (3, 13):  # where tracebacks show lines of it
        import linecache

        linecache.cache["<string>"] = len(code), None, code.splitlines(True), "<string>"
    return _end(_run.command(text))


def _run_file(path: str, found_us_in: str | None) -> int:
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except OSError as error:
        return _refuse(f"can't open file {path!r}: [Errno {error.errno}] {error.strerror}", 2)
    _set_path0(found_us_in, os.path.dirname(os.path.realpath(path)))
    return _end(_run.file(descriptor, os.fsencode(path)))


def _end(failed: bool) -> int:
    return 1 if failed and not sys.flags.inspect else 0  # python -i goes on


def _make_main() -> None:
    main = sys.modules["__main__"] = type(sys)("__main__")
    if sys.version_info < (3, 14):
        vars(main)["__annotations__"] = {}
    vars(main)["__builtins__"] = builtins
    vars(main)["__loader__"] = sys.__spec__.loader


def _from_root(path: str) -> str:
    folder = _working_directory()
    if folder is None or os.path.isabs(path):
        return path
    return os.path.join(folder, path) if path else folder


def _working_directory() -> str | None:
    try:
        return os.getcwd()
    except OSError:
        return None  # it has been removed


def _folder_of_this_command() -> str | None:
    """What python has put first in sys.path, to find arenite or the script of that name."""
    if sys.flags.safe_path:
        return None
    by_module = os.path.basename(sys.argv[0]) == "__main__.py"
    return _working_directory() if by_module else os.path.dirname(os.path.realpath(sys.argv[0]))


def _set_path0(old: str | None, new: str | None) -> None:
    if sys.path[:1] == [old]:
        del sys.path[0]
    if new is not None and not sys.flags.safe_path:
        sys.path.insert(0, new)
