/* estree_walk.h - the walk over an AST that tells what ESTree has, in its order.
 *
 * A template over the sink of whoever includes it: estree_sink.h.
 *
 * ast_schema.c says what each node has; the few types whose ESTree is not what they
 * store are in "Special cases" below, and nowhere else.  The walk keeps its own
 * stack.  A frame is a node that is open: the next of its fields to tell, and the
 * rest of the list that is being told.  In JSON:
 *
 *     open          {"type":"Call","start":0,"end":4        push
 *     scalar field  ,"optional":false
 *     node field    ,"callee":                              open it
 *     list field    ,"arguments":[                          set the frame's list
 *     list element  , or nothing, or ]                      open it
 *     no field left }                                       pop
 */
#ifndef ARENITE_ESTREE_WALK_H
#define ARENITE_ESTREE_WALK_H

#include "ast.h"
#include "ast_schema.h"
#include "estree_lists.h"
#include "estree_sink.h"
#include "utf16_map.h"

enum {
    FIRST_FRAMES = 128, /* 4 KiB; few programs are nested deeper */
    SMALLEST_NODE = 16, /* bytes: tag and span, rounded to a granule */
    /* A shorthand property's key and value may be one record.  Beyond twice as
     * many nodes as fit into the arena there is a cycle, or malice. */
    TOLD_PER_NODE = 2,
    /* Texts and lists may be shared as well, and what nobody meant to share is what a
     * length says that is wrong: one each for every node, as long as the arena. */
    TOLD_PER_BYTE = 32, FREE_TEXT = 1 << 24,
};

typedef struct frame {
    const uint8_t *node;
    const arena_ref *items; /* what is left of the current list */
    uint32_t left;
    uint32_t skip;          /* bit i: field i is not told by the table */
    uint16_t tag;
    uint8_t field;          /* the next one */
    bool in_list, first;
} frame;

typedef struct walker {
    const arena *a;
    estree_sink *sink;
    estree_options options;
    uint8_t dialect; /* ast_dialect */
    utf16_map map;
    frame *frames;
    size_t depth, capacity;
    uint64_t budget; /* nodes that may still be told, */
    uint64_t holes;  /* and places in lists that have none, */
    uint64_t items;  /* and both, of lists that are begun: room is made for all of one, */
    uint64_t text;   /* and bytes of text */
    estree_result result;
} walker;

/* ---- Errors and checked reads ------------------------------------------- */

static bool
fail(walker *w, estree_status status, arena_ref wrong)
{
    w->result = (estree_result){status, wrong};
    return false;
}

/* The reference of an open node, for errors about its fields. */
static bool
corrupt_field(walker *w, const frame *f)
{
    const arena *a = w->a;
    for (unsigned k = ARENA_FIRST_CHUNK; k <= a->current; k++) {
        uintptr_t position = (uintptr_t)f->node - a->bias[k];
        arena_ref ref = (arena_ref)(position / ARENA_GRANULE);
        if (position < ARENA_MAX_POSITION && arena_at(a, ref, 1) == (void *)f->node) {
            return fail(w, ESTREE_CORRUPT, ref);
        }
    }
    return fail(w, ESTREE_CORRUPT, 0);
}

static const uint8_t *
checked_node(const walker *w, arena_ref ref)
{
    const ast_node *node = arena_at(w->a, ref, sizeof *node);
    if (ref == 0 || node == NULL || node->tag == 0 || node->tag >= AST_TAGS) {
        return NULL;
    }
    return arena_at(w->a, ref, ast_types[node->tag].size);
}

static uint16_t
tag_of(const uint8_t *node)
{
    return ((const ast_node *)(const void *)node)->tag;
}

/* ---- Scalars ------------------------------------------------------------ */

/* For what the sink says. */
static inline bool
told(walker *w, bool good)
{
    return good || fail(w, ESTREE_NO_MEMORY, 0);
}

/* An unset text is an empty one here. */
static bool
read_text(walker *w, const frame *f, const ast_field *field, estree_text *out)
{
    arena_text text;
    memcpy(&text, f->node + field->offset, sizeof text);
    size_t length = arena_text_length(text);
    const uint8_t *bytes = arena_at_position(w->a, arena_text_position(text), length);
    *out = ESTREE_TEXT("");
    if (arena_text_is_null(text)) {
        return field->may_be_none || corrupt_field(w, f);
    }
    if (length == 0) {
        return true; /* wherever it is said to be */
    }
    if (bytes == NULL || length > w->text) {
        return corrupt_field(w, f);
    }
    w->text -= length;
    *out = (estree_text){bytes, length};
    return true;
}

static bool
tell_text(walker *w, const frame *f, const ast_field *field)
{
    const uint8_t *p = f->node + field->offset;
    estree_text text;
    if (field->may_be_none && ast_ref_at(p) == 0 && ast_ref_at(p + 4) == 0) {
        return told(w, sink_null(w->sink));
    }
    return read_text(w, f, field, &text) && told(w, sink_text(w->sink, text));
}

static bool
tell_number(walker *w, const frame *f, const ast_field *field)
{
    double value;
    memcpy(&value, f->node + field->offset, sizeof value);
    return told(w, sink_number(w->sink, value));
}

static bool
tell_enum(walker *w, const frame *f, const ast_field *field, unsigned i)
{
    uint8_t member = f->node[field->offset];
    if (member == 0 && field->may_be_none) {
        return told(w, sink_null(w->sink));
    }
    if (member == 0 || member > field->members->count) {
        return corrupt_field(w, f);
    }
    return told(w, sink_member(w->sink, field, i, member));
}

static bool
tell_key(walker *w, estree_key key)
{
    return told(w, sink_key(w->sink, key));
}

static bool
tell_bool(walker *w, bool value)
{
    return told(w, sink_bool(w->sink, value));
}

/* ---- Special cases ------------------------------------------------------ */

/* "value": {"raw": ..., "cooked": ...} */
static bool
begin_template_element(walker *w, frame *f)
{
    const ast_field *raw = &ast_types[f->tag].fields[0], *cooked = raw + 1;
    f->skip = 1u << 0 | 1u << 1;
    return tell_key(w, ESTREE_KEY_VALUE) && told(w, sink_begin_object(w->sink)) &&
           tell_key(w, ESTREE_KEY_RAW) && tell_text(w, f, raw) &&
           tell_key(w, ESTREE_KEY_COOKED) && tell_text(w, f, cooked) &&
           told(w, sink_end_object(w->sink));
}

/* "regex": {"pattern": ..., "flags": ...} */
static bool
tell_regex(walker *w, const frame *f, const ast_field *pattern, const ast_field *flags)
{
    return tell_key(w, ESTREE_KEY_REGEX) && told(w, sink_begin_object(w->sink)) &&
           tell_key(w, ESTREE_KEY_PATTERN) && tell_text(w, f, pattern) &&
           tell_key(w, ESTREE_KEY_FLAGS) && tell_text(w, f, flags) &&
           told(w, sink_end_object(w->sink));
}

/* A RegExp object prints as {} in JSON; raw is the pattern between slashes. */
static bool
begin_regexp(walker *w, frame *f)
{
    const ast_field *pattern = &ast_types[f->tag].fields[0], *flags = pattern + 1;
    estree_text before, behind;
    f->skip = 1u << 0 | 1u << 1;
    return tell_key(w, ESTREE_KEY_VALUE) && told(w, sink_begin_object(w->sink)) &&
           told(w, sink_end_object(w->sink)) && tell_regex(w, f, pattern, flags) &&
           tell_key(w, ESTREE_KEY_RAW) && read_text(w, f, pattern, &before) &&
           read_text(w, f, flags, &behind) && told(w, sink_regexp(w->sink, before, behind));
}

/* The bare modifier is `true`; without one, `optional` is false and `readonly`
 * is null. */
static bool
tell_modifier(walker *w, const frame *f, uint8_t modifier, bool optional)
{
    switch (modifier) {
    case 0: return optional ? tell_bool(w, false) : told(w, sink_null(w->sink));
    case AST_TS_MAPPED_MODIFIER_TRUE: return tell_bool(w, true);
    case AST_TS_MAPPED_MODIFIER_PLUS: return told(w, sink_text(w->sink, ESTREE_TEXT("+")));
    case AST_TS_MAPPED_MODIFIER_MINUS: return told(w, sink_text(w->sink, ESTREE_TEXT("-")));
    default: return corrupt_field(w, f);
    }
}

static bool
begin_mapped_type(walker *w, frame *f)
{
    const ast_ts_mapped_type *n = (const void *)f->node;
    f->skip = 1u << 4 | 1u << 5;
    return tell_key(w, ESTREE_KEY_OPTIONAL) && tell_modifier(w, f, n->optional, true) &&
           tell_key(w, ESTREE_KEY_READONLY) && tell_modifier(w, f, n->readonly, false);
}

static bool
begin_boolean(walker *w, frame *f)
{
    bool value = f->node[offsetof(ast_boolean_literal, value)] != 0;
    return tell_key(w, ESTREE_KEY_RAW) &&
           told(w, sink_text(w->sink, value ? ESTREE_TEXT("true") : ESTREE_TEXT("false")));
}

/* `declare module "x";` has no field `body` at all. */
static bool
begin_module(walker *w, frame *f)
{
    const ast_ts_module_declaration *n = (const void *)f->node;
    f->skip = n->body == 0 ? 1u << 2 : 0;
    return tell_key(w, ESTREE_KEY_GLOBAL) && tell_bool(w, n->kind == AST_TS_MODULE_KIND_GLOBAL);
}

/* JSON has no BigInt. */
static bool
begin_bigint(walker *w, frame *f)
{
    (void)f;
    return tell_key(w, ESTREE_KEY_VALUE) && told(w, sink_null(w->sink));
}

/* What a special type has before its fields; it says which of them that replaces. */
static bool (*const begin_special[AST_TAGS])(walker *w, frame *f) = {
    [AST_TEMPLATE_ELEMENT] = begin_template_element,
    [AST_REGEXP_LITERAL] = begin_regexp,
    [AST_TS_MAPPED_TYPE] = begin_mapped_type,
    [AST_BOOLEAN_LITERAL] = begin_boolean,
    [AST_TS_MODULE_DECLARATION] = begin_module,
    [AST_BIGINT_LITERAL] = begin_bigint,
};

/* ---- Opening nodes ------------------------------------------------------ */

static frame *
push_frame(walker *w)
{
    if (w->depth == w->capacity) {
        size_t size, old = w->capacity * sizeof(frame);
        size_t capacity = w->capacity ? w->capacity * 2 : FIRST_FRAMES;
        if (__builtin_mul_overflow(capacity, sizeof(frame), &size)) {
            return NULL;
        }
        frame *frames = sink_resize(w->sink, w->frames, old, size);
        if (frames == NULL) {
            return NULL;
        }
        w->frames = frames;
        w->capacity = capacity;
    }
    return &w->frames[w->depth++];
}

/* Plain ESTree leaves the delimiters of a template's text outside. */
static estree_span
plain_span(const frame *f)
{
    const ast_node *node = (const void *)f->node;
    if (f->tag != AST_TEMPLATE_ELEMENT) {
        return (estree_span){node->start, node->end};
    }
    bool tail = f->node[offsetof(ast_template_element, tail)] != 0;
    return (estree_span){node->start + 1, node->end - (tail ? 1 : 2)};
}

static bool
tell_opening(walker *w, const frame *f, bool usual)
{
    const ast_node *node = (const void *)f->node;
    estree_span s = w->options.typescript ? (estree_span){node->start, node->end} : plain_span(f);
    s = (estree_span){utf16_offset(&w->map, s.start), utf16_offset(&w->map, s.end)};
    return told(w, sink_begin_node(w->sink, f->tag, s, usual));
}

/* The bit of the constant "decorators":[] of a pattern, which others replace. */
static uint32_t
decorators_bit(const ast_type *type)
{
    for (uint32_t i = 0; i < type->field_count; i++) {
        const ast_field *field = &type->fields[i];
        if (field->kind == AST_FIELD_CONSTANT &&
            strcmp(field->key, ",\"decorators\":[]") == 0) {
            return 1u << i;
        }
    }
    return 0;
}

static bool
begin_list(walker *w, frame *f, const uint8_t *p)
{
    ast_list list;
    size_t size;
    memcpy(&list, p, sizeof list);
    list.length &= UINT32_MAX >> 1; /* the highest bit: items that Python has copied there */
    if (__builtin_mul_overflow((size_t)list.length, sizeof(arena_ref), &size)) {
        return corrupt_field(w, f);
    }
    const arena_ref *items = size ? arena_at(w->a, list.items, size) : NULL;
    if ((size && (items == NULL || list.items == 0)) || list.length > w->items) {
        return fail(w, ESTREE_CORRUPT, list.items);
    }
    w->items -= list.length;
    f->items = items;
    f->left = list.length;
    f->in_list = f->first = true;
    return told(w, sink_begin_list(w->sink, list.length));
}

/* Skips what is not to be told: parentheses, when the options say so, and the
 * wrapper of decorated parameters, which it hands out.  NULL: corrupt. */
static const uint8_t *
told_node(walker *w, arena_ref ref, const ast_decorated_parameter **decorated)
{
    while (w->budget-- > 0) {
        const uint8_t *node = checked_node(w, ref);
        uint16_t tag = node ? tag_of(node) : 0;
        w->result.wrong = ref;
        if (tag == AST_DECORATED_PARAMETER && *decorated == NULL) {
            *decorated = (const void *)node;
            ref = (*decorated)->parameter;
        }
        else if (tag == AST_PARENTHESIZED_EXPRESSION && !w->options.parentheses) {
            ref = ((const ast_parenthesized_expression *)(const void *)node)->expression;
        }
        else if (tag == AST_TS_PARENTHESIZED_TYPE && !w->options.parentheses) {
            ref = ((const ast_ts_parenthesized_type *)(const void *)node)->type_annotation;
        }
        else {
            return node;
        }
    }
    return NULL;
}

static bool
open_node(walker *w, arena_ref ref)
{
    const ast_decorated_parameter *decorated = NULL;
    const uint8_t *node = told_node(w, ref, &decorated);
    if (node == NULL) {
        return fail(w, ESTREE_CORRUPT, w->result.wrong);
    }
    frame *f = push_frame(w);
    if (f == NULL) {
        return fail(w, ESTREE_NO_MEMORY, 0);
    }
    *f = (frame){.node = node, .tag = tag_of(node)};
    bool (*special)(walker *, frame *) = begin_special[f->tag];
    if (!tell_opening(w, f, !special && !decorated) || (special && !special(w, f))) {
        return false;
    }
    if (decorated == NULL) {
        return true;
    }
    f->skip |= decorators_bit(&ast_types[f->tag]);
    return tell_key(w, ESTREE_KEY_DECORATORS) &&
           begin_list(w, f, (const uint8_t *)&decorated->decorators);
}

/* ---- The walk ----------------------------------------------------------- */

static bool
tell_node_field(walker *w, const frame *f, const ast_field *field)
{
    arena_ref ref = ast_ref_at(f->node + field->offset);
    if (ref != 0) {
        return open_node(w, ref);
    }
    return field->may_be_none ? told(w, sink_null(w->sink)) : corrupt_field(w, f);
}

static bool
tell_field(walker *w, frame *f, unsigned i)
{
    const ast_field *field = &ast_types[f->tag].fields[i];
    if (field->kind == AST_FIELD_BYTES || !(field->dialects & w->dialect)) {
        return true;
    }
    if (!sink_field(w->sink, field, i)) {
        return fail(w, ESTREE_NO_MEMORY, 0);
    }
    switch ((ast_field_kind)field->kind) {
    case AST_FIELD_BOOL: return tell_bool(w, f->node[field->offset] != 0);
    case AST_FIELD_ENUM: return tell_enum(w, f, field, i);
    case AST_FIELD_NODE: return tell_node_field(w, f, field);
    case AST_FIELD_LIST: return begin_list(w, f, f->node + field->offset);
    case AST_FIELD_TEXT: return tell_text(w, f, field);
    case AST_FIELD_NUMBER: return tell_number(w, f, field);
    case AST_FIELD_CONSTANT:
    case AST_FIELD_BYTES: break;
    }
    return true;
}

static bool
tell_item(walker *w, frame *f)
{
    if (f->left == 0) {
        f->in_list = false;
        return told(w, sink_end_list(w->sink));
    }
    if (!sink_item(w->sink, f->first)) {
        return fail(w, ESTREE_NO_MEMORY, 0);
    }
    f->first = false;
    f->left--;
    arena_ref ref = *f->items++;
    if (ref != 0) {
        return open_node(w, ref);
    }
    bool holes = f->field > 0 && ast_types[f->tag].fields[f->field - 1].may_be_none;
    return holes && w->holes-- > 0 ? told(w, sink_null(w->sink)) : corrupt_field(w, f);
}

/* The comments and tokens of the Program, if they are asked for. */
static bool
tell_program_lists(walker *w, const frame *f)
{
    if (w->depth > 0 || f->tag != AST_PROGRAM || !(w->options.comments || w->options.tokens)) {
        return true;
    }
    const ast_program *n = (const void *)f->node;
    estree_status status = tell_lists(w->a, n, &w->map, w->options, w->sink);
    return status == ESTREE_OK || fail(w, status, n->comment_spans.ref);
}

static bool
step(walker *w)
{
    frame *f = &w->frames[w->depth - 1];
    const ast_type *type = &ast_types[f->tag];
    if (f->in_list) {
        return tell_item(w, f);
    }
    if (f->field == type->field_count) {
        w->depth--;
        return tell_program_lists(w, f) && told(w, sink_end_node(w->sink));
    }
    uint8_t field = f->field++;
    return (f->skip >> field & 1) || tell_field(w, f, field);
}

static bool
walk(walker *w, arena_ref node)
{
    bool good = open_node(w, node);
    while (good && w->depth > 0) {
        good = step(w);
    }
    return good;
}

static bool
fill_map(walker *w)
{
    utf16_map *map = &w->map;
    if (map->source == NULL || utf16_is_ascii(map->source, map->length)) {
        return true;
    }
    size_t size = utf16_map_blocks(map->length) * sizeof *map->before;
    map->before = sink_resize(w->sink, NULL, 0, size);
    if (map->before == NULL) {
        return fail(w, ESTREE_NO_MEMORY, 0);
    }
    utf16_map_fill(map);
    return true;
}

/* Tells the sink of a node and all below it; see estree_write. */
static estree_result
estree_walk(const arena *a, arena_ref node, const uint8_t *source, uint32_t source_length,
            estree_options options, estree_sink *sink)
{
    walker w = {
        .a = a,
        .sink = sink,
        .options = options,
        .dialect = options.typescript ? AST_DIALECT_TS : AST_DIALECT_JS,
        .map = {.source = source, .length = source_length},
        .budget = TOLD_PER_NODE * (arena_used(a) / SMALLEST_NODE) + 1,
        .holes = TOLD_PER_NODE * (arena_used(a) / sizeof(arena_ref)),
        .text = TOLD_PER_BYTE * arena_used(a) + FREE_TEXT,
    };
    w.items = w.budget + w.holes;
    if (fill_map(&w) && walk(&w, node)) {
        w.result = (estree_result){ESTREE_OK, 0};
    }
    if (w.frames) {
        sink_resize(sink, w.frames, w.capacity * sizeof(frame), 0);
    }
    if (w.map.before) {
        size_t size = utf16_map_blocks(source_length) * sizeof *w.map.before;
        sink_resize(sink, w.map.before, size, 0);
    }
    return w.result;
}

#endif
