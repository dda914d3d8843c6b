"""The C side of the node grammar: `ast.h` and `ast_schema.c`."""

from __future__ import annotations

import re

from _ast_grammar import Field, Grammar, Record, camel, snake

RESERVED = {
    "auto", "break", "case", "char", "const", "continue", "default", "do", "double",
    "else", "enum", "extern", "float", "for", "goto", "if", "inline", "int", "long",
    "register", "return", "short", "signed", "sizeof", "static", "struct", "switch",
    "typedef", "union", "unsigned", "void", "volatile", "while",
    "tag",  # of the node itself
}  # fmt: skip

C_TYPES = {
    "bool": "bool",
    "enum": "uint8_t",
    "node": "arena_ref",
    "list": "ast_list",
    "text": "arena_text",
    "number": "double",
    "bytes": "ast_bytes",
    "spans": "ast_bytes",
}

GENERATED = "Written by tools/gen_ast.py from ast.asdl; do not edit."

HEADER_TOP = f"""\
/* ast.h - the nodes of the AST, as C structs.  {GENERATED}
 *
 * Every node begins as ast_node does.  A reference is an arena_ref, 0 is None; a
 * list is a run of references, 4 bytes each.  Enumerations are one byte and count
 * from 1; 0 is None.  ast_new_* allocates a node and sets every other field to
 * zero; NULL when the arena is out of memory.  Children may be older or younger
 * than their parent.
 */
#ifndef ARENITE_AST_H
#define ARENITE_AST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"

typedef struct ast_node {{
    uint16_t tag;
    uint8_t small[2]; /* of the node's own small fields */
    uint32_t start, end; /* bytes of the source; end is behind the last one */
}} ast_node;

typedef struct ast_list {{
    arena_ref items; /* arena_ref[length]; 0 when the list is empty */
    uint32_t length;
}} ast_list;

typedef struct ast_bytes {{
    arena_ref ref;
    uint32_t length; /* in bytes; of spans, in numbers of 8 bytes */
}} ast_bytes;
"""

SCHEMA_TOP = f"""\
/* ast_schema.c - the node types as tables.  {GENERATED} */
#include "ast_schema.h"

#include "ast.h"
"""


def identifier(name: str) -> str:
    """A field's name in C; `const_` where C reserves it."""
    return name + "_" if name in RESERVED else name


def c_string(text: str) -> str:
    """The text as C writes it; `?` is escaped because of trigraphs."""
    return '"' + re.sub(r'([\\"?])', r"\\\1", text) + '"'


def header(grammar: Grammar) -> str:
    parts = [HEADER_TOP, _tags(grammar)]
    parts += [_enum(name, grammar) for name in grammar.enums]
    parts += [_struct(record) for record in grammar.records.values()]
    parts.append("#endif\n")
    return "\n".join(parts)


def _tags(grammar: Grammar) -> str:
    records = grammar.records.values()
    lines = [f"    AST_{snake(r.name).upper()} = {r.tag}," for r in records]
    last = f"    AST_TAGS = {len(records) + 1}, /* the first unused */"
    return "\n".join(["typedef enum ast_tag {", *lines, last, "} ast_tag;\n"])


def _enum(name: str, grammar: Grammar) -> str:
    item = grammar.enums[name]
    lines = [f"typedef enum ast_{name} {{"]
    pairs = zip(item.members, item.spellings, strict=True)
    for value, (member, spelling) in enumerate(pairs, 1):
        note = "" if member == spelling else f" /* {spelling} */"
        lines.append(f"    AST_{name.upper()}_{member.upper()} = {value},{note}")
    return "\n".join([*lines, f"}} ast_{name};\n"])


def _struct(record: Record) -> str:
    name = f"ast_{snake(record.name)}"
    lines = [f"typedef struct {name} {{", *_members(record), f"}} {name};"]
    lines += [_assertion(name, item) for item in record.placed()]
    lines.append(f'_Static_assert(sizeof({name}) == {record.size}, "layout");')
    return "\n".join([*lines, *_constructor(name), ""])


def _assertion(name: str, item: Field) -> str:
    where = f"offsetof({name}, {identifier(item.name)})"
    return f'_Static_assert({where} == {item.offset}, "layout");'


def _members(record: Record) -> list[str]:
    placed = [(0, 2, "uint16_t tag;"), (4, 4, "uint32_t start;")]
    placed += [(8, 4, "uint32_t end;")]
    placed += [(item.offset, item.size, _member(item)) for item in record.fields]
    lines = []
    end = 0
    for offset, size, text in [*sorted(placed), (record.size, 0, "")]:
        if offset > end:
            lines.append(f"    uint8_t pad{end}[{offset - end}];")
        if text:
            lines.append(f"    {text}")
        end = offset + size
    return lines


def _member(item: Field) -> str:
    note = "" if item.kind in ("bool", "number") else f" /* {item.type}{item.mark} */"
    return f"{C_TYPES[item.kind]} {identifier(item.name)};{note}"


def _constructor(name: str) -> list[str]:
    return [
        f"static inline {name} *",
        f"ast_new_{name[4:]}(arena *a, uint32_t start, uint32_t end)",
        "{",
        f"    {name} *n = ({name} *)arena_alloc(a, sizeof *n, ARENA_GRANULE);",
        "    if (__builtin_expect(n != NULL, 1)) {",
        f"        *n = ({name}){{.tag = {name.upper()}, .start = start, .end = end}};",
        "    }",
        "    return n;",
        "}",
    ]


def schema(grammar: Grammar) -> str:
    parts = [SCHEMA_TOP]
    parts += [_spellings(name, grammar) for name in grammar.enums]
    parts += [_fields(r) for r in grammar.records.values() if r.fields or r.constants]
    parts += [_children(r) for r in grammar.records.values() if r.children()]
    lines = ["const ast_type ast_types[AST_TAGS] = {"]
    for r in grammar.records.values():
        name = snake(r.name)
        count = len(r.fields) + len(r.constants)
        fields = f"fields_{name}" if count else "NULL"
        opening = f'{{"type":"{r.estree}","start":'
        children = f"children_{name}" if r.children() else "NULL"
        entry = f"{c_string(opening)}, {len(opening)}, {r.size}, {count}, {fields},"
        entry += f" {len(r.children())}, {children}"
        lines.append(f"    [AST_{name.upper()}] = {{{entry}}},")
    return "\n".join([*parts, *lines, "};\n"])


def _spellings(name: str, grammar: Grammar) -> str:
    item = grammar.enums[name]
    words = [c_string(f'"{s}"') for s in item.spellings]
    lines = "".join(f"    {word},\n" for word in ["NULL", *words])
    return (
        f"static const char *const words_{name}[] = {{\n{lines}}};\n"
        f"static const ast_enum enum_{name} = {{{len(words)}, words_{name}}};\n"
    )


def _fields(record: Record) -> str:
    lines = [f"static const ast_field fields_{snake(record.name)}[] = {{"]
    for item in record.fields:
        kind = f"AST_FIELD_{item.kind.upper()}".replace("SPANS", "BYTES")
        members = f"&enum_{item.type}" if item.kind == "enum" else "NULL"
        none = "true" if item.optional or item.holes else "false"
        rest = f"{kind}, {item.offset}, {members}, {none}"
        lines.append(_entry(f',"{camel(item.name)}":', item.dialect, rest))
    for constant in record.constants:
        key = f',"{camel(constant.name)}":{constant.value}'
        rest = "AST_FIELD_CONSTANT, 0, NULL, false"
        lines.append(_entry(key, constant.dialect, rest))
    return "\n".join([*lines, "};\n"])


def _children(record: Record) -> str:
    codes = [f"{2 * item.offset + (item.kind == 'list')}" for item in record.children()]
    return f"static const uint8_t children_{snake(record.name)}[] = {{{', '.join(codes)}}};\n"


def _entry(key: str, dialect: str, rest: str) -> str:
    dialects = f"AST_DIALECT_{dialect.upper() or 'ANY'}"
    return f"    {{{c_string(key)}, {len(key)}, {dialects}, {rest}}},"
