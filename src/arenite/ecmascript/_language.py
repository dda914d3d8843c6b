"""Which language a file is in."""

from __future__ import annotations

import os
from typing import Literal, TypeAlias, get_args

Language: TypeAlias = Literal["js", "jsx", "ts", "tsx", "dts"]

# In the order of parse_language in parser.h.
LANGUAGES: tuple[Language, ...] = get_args(Language)

# What this version reads: declarations, without statements, function bodies or JSX.
SUPPORTED: tuple[Language, ...] = ("ts", "dts")

_SUFFIXES: tuple[tuple[str, Language, bool | None], ...] = (
    (".d.ts", "dts", None),
    (".d.mts", "dts", True),
    (".d.cts", "dts", False),
    (".ts", "ts", None),
    (".mts", "ts", True),
    (".cts", "ts", False),
    (".tsx", "tsx", None),
    (".js", "js", None),
    (".mjs", "js", True),
    (".cjs", "js", False),
    (".jsx", "jsx", None),
)


def language_of(filename: str | None, language: str | None) -> Language:
    """The language asked for, or the one of the file's name. ValueError if unknown."""
    if language is None:
        language = _by_name(filename)[0]
    for known in LANGUAGES:
        if language == known:
            return known
    raise ValueError(f"language {language!r} is none of {', '.join(LANGUAGES)}")


def is_module(filename: str | None, module: bool | None) -> bool | None:
    """Module or script as asked for, or by the file's name; None: as the source says."""
    return _by_name(filename)[1] if module is None else module


def _by_name(filename: str | None) -> tuple[Language, bool | None]:
    name = os.path.basename(filename or "").lower()
    for suffix, language, module in _SUFFIXES:
        if name.endswith(suffix):
            return language, module
    return "ts", None
