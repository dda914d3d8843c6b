"""A parser of JavaScript, TypeScript and JSX whose AST lives in one arena."""

from __future__ import annotations

from arenite.ecmascript import ast
from arenite.ecmascript._errors import ParseError, Related
from arenite.ecmascript._files import ParsedFile, parse_files
from arenite.ecmascript._language import Language
from arenite.ecmascript._parse import ParsedOutput, estree_json, parse, parse_file, to_estree
from arenite.ecmascript._source import Location, SourceLocation
from arenite.ecmascript._tokens import Comment, Comments, Token, Tokens
from arenite.ecmascript._transformer import REMOVE, Transformer
from arenite.ecmascript._visitor import SKIP, Visitor, child_nodes

__all__ = [
    "REMOVE",
    "SKIP",
    "Comment",
    "Comments",
    "Language",
    "Location",
    "ParseError",
    "ParsedFile",
    "ParsedOutput",
    "Related",
    "SourceLocation",
    "Token",
    "Tokens",
    "Transformer",
    "Visitor",
    "ast",
    "child_nodes",
    "estree_json",
    "parse",
    "parse_file",
    "parse_files",
    "to_estree",
]

# Where users find them, also in tracebacks and pickles.
for _public in (
    Comment,
    Comments,
    Location,
    ParseError,
    ParsedFile,
    ParsedOutput,
    Related,
    SourceLocation,
    Token,
    Tokens,
    Transformer,
    Visitor,
    child_nodes,
    estree_json,
    parse,
    parse_file,
    parse_files,
    to_estree,
):
    _public.__module__ = __name__
