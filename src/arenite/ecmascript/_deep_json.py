"""JSON of any depth. The `json` module recurses: in C, and without a look at the stack."""

from __future__ import annotations

import json
from typing import Any, TypeAlias

from arenite.ecmascript import _parser

SHALLOW = 500
"""Levels that `json` may be given: some 50 KiB of the C stack, and half of what Python
allows for recursion. Few programs are nested deeper."""

_Open: TypeAlias = "dict[str, Any] | list[Any]"


def loads(text: bytes) -> Any:
    """What JSON of the ESTree writer says, as `json.loads`; depth costs memory only."""
    if _parser.json_depth(text) <= SHALLOW:
        try:
            return json.loads(text)
        except RecursionError:  # the caller is deep already
            pass
    return _loads_deep(text.decode())


def _loads_deep(text: str) -> Any:
    scalar = json.JSONDecoder().raw_decode
    root: list[Any] = []
    inner: _Open = root  # what is being read,
    outer: list[_Open] = []  # and what is around it
    key = ""
    at = 0
    while at < len(text):
        char = text[at]
        if char in ",:]}":
            at += 1
            if char in "]}":
                inner = outer.pop()
            continue
        value: Any
        if char == "{":
            value, at = {}, at + 1
        elif char == "[":
            value, at = [], at + 1
        else:
            value, at = scalar(text, at)
            if text.startswith(":", at):
                key = value
                continue
        if isinstance(inner, list):
            inner.append(value)
        else:
            inner[key] = value
        if char in "{[":
            outer.append(inner)
            inner = value
    return root[0]
