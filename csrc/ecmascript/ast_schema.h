/* ast_schema.h - the node types as tables, for code that treats all alike.
 *
 * ast_schema.c is generated from ast.asdl.  ast_types is indexed by tag; entry 0
 * is empty.  Fields stand in ESTree's vocabulary, constants after them; children
 * are those fields that are nodes or lists, as they stand in the source.
 */
#ifndef ARENITE_AST_SCHEMA_H
#define ARENITE_AST_SCHEMA_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "ast.h"

typedef enum ast_field_kind {
    AST_FIELD_CONSTANT, /* not stored: the key holds the value too */
    AST_FIELD_BOOL,
    AST_FIELD_ENUM,
    AST_FIELD_NODE,
    AST_FIELD_LIST,
    AST_FIELD_TEXT,
    AST_FIELD_NUMBER,
    AST_FIELD_BYTES, /* not part of ESTree */
} ast_field_kind;

typedef enum ast_dialect {
    AST_DIALECT_JS = 1,
    AST_DIALECT_TS = 2,
    AST_DIALECT_ANY = AST_DIALECT_JS | AST_DIALECT_TS,
} ast_dialect;

typedef struct ast_enum {
    uint32_t count;
    const char *const *json; /* json[1 ... count], quoted */
} ast_enum;

typedef struct ast_field {
    const char *key; /* as JSON, with the comma before and the colon: ,"typeName": */
    uint8_t key_length;
    uint8_t dialects; /* ast_dialect: in which languages ESTree has it */
    uint8_t kind;     /* ast_field_kind */
    uint16_t offset;
    const ast_enum *members; /* of an AST_FIELD_ENUM */
    bool may_be_none;        /* the field; of a list, its elements */
} ast_field;

typedef struct ast_type {
    const char *opening; /* as JSON, up to the first position: {"type":"Super","start": */
    uint16_t opening_length;
    uint16_t size; /* bytes of the record */
    uint16_t field_count;
    const ast_field *fields;
    uint8_t child_count;
    const uint8_t *children; /* twice the offset, plus one for a list */
} ast_type;

extern const ast_type ast_types[AST_TAGS];

/* What a field holds that is a node. */
static inline arena_ref
ast_ref_at(const uint8_t *field)
{
    arena_ref ref;
    memcpy(&ref, field, sizeof ref);
    return ref;
}

#endif
