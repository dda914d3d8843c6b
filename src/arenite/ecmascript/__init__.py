"""A parser of JavaScript, TypeScript and JSX whose AST lives in one arena."""

from __future__ import annotations

from arenite.ecmascript import ast
from arenite.ecmascript._errors import ParseError, Related
from arenite.ecmascript._language import Language
from arenite.ecmascript._parse import ParsedOutput, estree_json, parse, parse_file, to_estree
from arenite.ecmascript._source import Location

__all__ = [
    "Language",
    "Location",
    "ParseError",
    "ParsedOutput",
    "Related",
    "ast",
    "estree_json",
    "parse",
    "parse_file",
    "to_estree",
]

# Where users find them, also in tracebacks and pickles.
for _public in (
    Location,
    ParseError,
    ParsedOutput,
    Related,
    estree_json,
    parse,
    parse_file,
    to_estree,
):
    _public.__module__ = __name__
