"""Which language a file is in."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

Language: TypeAlias = Literal["js", "jsx", "ts", "tsx", "dts"]

# In the order of parse_language in parser.h.
LANGUAGES: tuple[Language, ...] = get_args(Language)

# In the order of parse_goal in parser.h.
Goal: TypeAlias = Literal["unambiguous", "script", "module", "commonjs"]
GOALS: tuple[Goal, ...] = get_args(Goal)

# By what stands behind the last dot, and that of declarations: behind `.d.`.
_KINDS: dict[str, tuple[Language, Goal]] = {
    "js": ("js", "unambiguous"),
    "mjs": ("js", "module"),
    "cjs": ("js", "commonjs"),
    "jsx": ("jsx", "unambiguous"),
    "ts": ("ts", "unambiguous"),
    "mts": ("ts", "module"),
    "cts": ("ts", "commonjs"),
    "tsx": ("tsx", "unambiguous"),
}
_UNKNOWN: tuple[Language, Goal] = ("ts", "unambiguous")


def kind_of(
    filename: str | None, language: str | None, module: bool | None
) -> tuple[Language, int]:
    """Language, and the number of the goal: as asked for, or by the file's name.

    ValueError for a language that is not known.
    """
    chosen, goal = _by_name(filename) if filename else _UNKNOWN
    if module is not None:
        goal = "module" if module else "script"
    return (chosen if language is None else checked(language)), GOALS.index(goal)


def checked(language: str) -> Language:
    """The language of that name. ValueError if there is none."""
    for known in LANGUAGES:
        if language == known:
            return known
    raise ValueError(f"language {language!r} is none of {', '.join(LANGUAGES)}")


def has_language(filename: str) -> bool:
    """Whether the name of a file says that it is JavaScript or TypeScript."""
    _, dot, suffix = filename.rpartition(".")
    return bool(dot) and suffix.lower() in _KINDS


def _by_name(filename: str) -> tuple[Language, Goal]:
    before, _, suffix = filename.rpartition(".")
    language, goal = _KINDS.get(suffix.lower(), _UNKNOWN)
    if language == "ts" and before[-2:].lower() == ".d":
        return "dts", goal
    return language, goal
