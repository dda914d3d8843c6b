"""Which language a file is in."""

from __future__ import annotations

import os
from typing import Literal, TypeAlias, get_args

Language: TypeAlias = Literal["js", "jsx", "ts", "tsx", "dts"]

# In the order of parse_language in parser.h.
LANGUAGES: tuple[Language, ...] = get_args(Language)

# In the order of parse_goal in parser.h.
Goal: TypeAlias = Literal["unambiguous", "script", "module", "commonjs"]
GOALS: tuple[Goal, ...] = get_args(Goal)

_SUFFIXES: tuple[tuple[str, Language, Goal], ...] = (
    (".d.ts", "dts", "unambiguous"),
    (".d.mts", "dts", "module"),
    (".d.cts", "dts", "commonjs"),
    (".ts", "ts", "unambiguous"),
    (".mts", "ts", "module"),
    (".cts", "ts", "commonjs"),
    (".tsx", "tsx", "unambiguous"),
    (".js", "js", "unambiguous"),
    (".mjs", "js", "module"),
    (".cjs", "js", "commonjs"),
    (".jsx", "jsx", "unambiguous"),
)


def language_of(filename: str | None, language: str | None) -> Language:
    """The language asked for, or the one of the file's name. ValueError if unknown."""
    if language is None:
        language = _by_name(filename)[0]
    for known in LANGUAGES:
        if language == known:
            return known
    raise ValueError(f"language {language!r} is none of {', '.join(LANGUAGES)}")


def goal_of(filename: str | None, module: bool | None) -> Goal:
    """Module or script as asked for, or by the file's name."""
    if module is None:
        return _by_name(filename)[1]
    return "module" if module else "script"


def has_language(filename: str) -> bool:
    """Whether the name of a file says that it is JavaScript or TypeScript."""
    return filename.lower().endswith(tuple(suffix for suffix, _, _ in _SUFFIXES))


def _by_name(filename: str | None) -> tuple[Language, Goal]:
    name = os.path.basename(filename or "").lower()
    for suffix, language, goal in _SUFFIXES:
        if name.endswith(suffix):
            return language, goal
    return "ts", "unambiguous"
