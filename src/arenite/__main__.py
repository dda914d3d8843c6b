"""The command line: `arenite`, or `python -m arenite`."""

import sys


def main() -> int:
    """Run a command; the exit status: 0, 1 for input that is wrong, 2 for usage."""
    if sys.argv[1:2] == ["run"]:  # before the imports that the other commands need
        from arenite._launch import launch

        return launch(sys.argv[2:])
    from arenite._cli import main

    return main()


if __name__ == "__main__":
    status = main()
    if status:  # with python -i, SystemExit(0) would be shown
        sys.exit(status)
