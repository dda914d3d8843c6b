"""Which files the arguments of a command stand for: files, folders, patterns."""

from __future__ import annotations

import fnmatch
import glob
import os
from collections.abc import Iterable, Iterator

from arenite.ecmascript._language import has_language

_LEFT_OUT = "node_modules"
"""A folder of other people's files. It is searched if an argument names it."""


def find_sources(arguments: Iterable[str], exclude: Iterable[str] = ()) -> Iterator[str]:
    """The files that arguments stand for, each once, folders in the order of names.

    A file is taken as it is. Of a folder, and of a pattern (`*`, `?`, `[`, and `**` for
    any number of folders), only names that a language is known of; hidden ones and
    `node_modules` are left out unless the argument names them, and so is whatever a
    pattern of `exclude` matches, by its name or by its path.
    """
    seen: set[str] = set()
    excluded = list(exclude)
    for argument in arguments:
        for path in _of_argument(argument, excluded):
            key = path if path == "-" else os.path.realpath(path)
            if key not in seen:
                seen.add(key)
                yield path


def _of_argument(argument: str, exclude: list[str]) -> Iterator[str]:
    if os.path.isdir(argument):
        yield from _of_folder(argument, exclude)
    elif glob.has_magic(argument) and not os.path.exists(argument):
        yield from _of_pattern(argument, exclude)
    else:
        yield argument  # what is not there is an error of this file


def _of_folder(folder: str, exclude: list[str]) -> Iterator[str]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(
            name for name in folders if not _is_left_out(os.path.join(parent, name), exclude)
        )
        for name in sorted(names):
            path = os.path.join(parent, name)
            if has_language(name) and not _is_hidden(name) and not _matches(path, exclude):
                yield path


def _of_pattern(pattern: str, exclude: list[str]) -> Iterator[str]:
    named = set(pattern.split("/"))
    for path in sorted(glob.iglob(pattern, recursive=True)):
        inside = set(path.split(os.sep)[:-1])
        if _LEFT_OUT in inside - named or _matches(path, exclude):
            continue
        if os.path.isfile(path) and has_language(path):
            yield path


def _is_hidden(name: str) -> bool:
    return name.startswith(".")


def _is_left_out(folder: str, exclude: list[str]) -> bool:
    name = os.path.basename(folder)
    return name == _LEFT_OUT or _is_hidden(name) or _matches(folder, exclude)


def _matches(path: str, exclude: list[str]) -> bool:
    name = os.path.basename(path)
    return any(fnmatch.fnmatch(name, e) or fnmatch.fnmatch(path, e) for e in exclude)
