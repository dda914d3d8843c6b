/* estree_sink.h - what the walk over an AST tells to whoever makes something of it.
 *
 * There are two sinks: estree.c writes JSON, module_dicts.c makes Python's objects.
 * Each defines struct estree_sink and the functions below, and includes estree_walk.h,
 * which is a template: so each has the walk as code of its own, with its sink inlined,
 * and what ESTree looks like is said once.
 *
 * All but sink_resize give false when they cannot go on; the walk then ends with
 * ESTREE_NO_MEMORY.  A value belongs to the key that was told last, or is the item of
 * the list that was announced last.
 */
#ifndef ARENITE_ESTREE_SINK_H
#define ARENITE_ESTREE_SINK_H

#include "ast_schema.h"
#include "estree.h"
#include "estree_keys.h"

typedef struct estree_sink estree_sink;

/* UTF-16 units, or bytes when there is no source. */
typedef struct estree_span {
    uint32_t start, end;
} estree_span;

#define ESTREE_TEXT(literal) ((estree_text){(const uint8_t *)(literal), sizeof(literal) - 1})

/* A comment or a token. */
typedef struct estree_entry {
    estree_text type, value;
    estree_span span;
} estree_entry;

/* Memory for the walk itself; as that of estree_buffer. */
static void *sink_resize(estree_sink *s, void *block, size_t old_size, size_t new_size);

/* A node, its type and its place.  What follows of a `usual` one are the fields of the
 * schema that its dialect has, all of them in their order, and of a Program what
 * stands behind them. */
static bool sink_begin_node(estree_sink *s, uint16_t tag, estree_span span, bool usual);
static bool sink_end_node(estree_sink *s);

/* The key of a field, the i-th of its node; of a constant the value too. */
static bool sink_field(estree_sink *s, const ast_field *field, unsigned i);
static bool sink_key(estree_sink *s, estree_key key);

/* An object in a node that is no node; its values are no objects and no lists. */
static bool sink_begin_object(estree_sink *s);
static bool sink_end_object(estree_sink *s);

/* A list of so many items; sink_item comes before each. */
static bool sink_begin_list(estree_sink *s, uint32_t length);
static bool sink_item(estree_sink *s, bool first);
static bool sink_end_list(estree_sink *s);

static bool sink_null(estree_sink *s);
static bool sink_bool(estree_sink *s, bool value);
static bool sink_number(estree_sink *s, double value); /* infinities and NaN are null */
static bool sink_text(estree_sink *s, estree_text text);
static bool sink_regexp(estree_sink *s, estree_text pattern, estree_text flags); /* "/a/g" */
static bool sink_entry(estree_sink *s, const estree_entry *entry);

/* A member of the enum that the field, the i-th of its node, is of. */
static bool sink_member(estree_sink *s, const ast_field *field, unsigned i, uint8_t member);

#endif
