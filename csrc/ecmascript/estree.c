/* estree.c - the walk over an AST that writes ESTree's JSON.
 *
 * ast_schema.c says what each node has; the few types whose JSON is not what they
 * store are in "Special cases" below, and nowhere else.  The walk keeps its own
 * stack.  A frame is a node that is open: the next of its fields to print, and the
 * rest of the list that is being printed.
 *
 *     open          {"type":"Call","start":0,"end":4        push
 *     scalar field  ,"optional":false
 *     node field    ,"callee":                              open it
 *     list field    ,"arguments":[                          set the frame's list
 *     list element  , or nothing, or ]                      open it
 *     no field left }                                       pop
 */
#include "estree.h"

#include "ast.h"
#include "ast_schema.h"
#include "estree_lists.h"
#include "json_text.h"
#include "utf16_map.h"

enum {
    FIRST_FRAMES = 128, /* 4 KiB; few programs are nested deeper */
    SMALLEST_NODE = 16, /* bytes: tag and span, rounded to a granule */
    /* A shorthand property's key and value may be one record.  Beyond twice as
     * many nodes as fit into the arena there is a cycle, or malice. */
    PRINTS_PER_NODE = 2,
    /* Texts and lists may be shared as well, and what nobody meant to share is what a
     * length says that is wrong: one each for every node, as long as the arena. */
    PRINTS_PER_BYTE = 32, FREE_TEXT = 1 << 24,
    ROOM_FOR_SPAN = 128, /* an opening, four positions, and their keys */
};

typedef struct frame {
    const uint8_t *node;
    const arena_ref *items; /* what is left of the current list */
    uint32_t left;
    uint32_t skip;          /* bit i: field i is not printed by the table */
    uint16_t tag;
    uint8_t field;          /* the next one */
    bool in_list, first;
} frame;

typedef struct span {
    uint32_t start, end;
} span;

typedef struct writer {
    const arena *a;
    estree_buffer *out;
    estree_options options;
    uint8_t dialect; /* ast_dialect */
    utf16_map map;
    frame *frames;
    size_t depth, capacity;
    uint64_t budget; /* nodes that may still be printed, */
    uint64_t holes;  /* and places in lists that have none, */
    uint64_t text;   /* and bytes of text */
    estree_result result;
} writer;

/* ---- Errors and checked reads ------------------------------------------- */

static bool
fail(writer *w, estree_status status, arena_ref wrong)
{
    w->result = (estree_result){status, wrong};
    return false;
}

static bool
no_memory(writer *w)
{
    return fail(w, ESTREE_NO_MEMORY, 0);
}

/* The reference of an open node, for errors about its fields. */
static bool
corrupt_field(writer *w, const frame *f)
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
checked_node(const writer *w, arena_ref ref)
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

static bool
append(writer *w, const char *text, size_t length)
{
    return json_append(w->out, text, length) || no_memory(w);
}

#define APPEND(w, literal) append(w, literal, sizeof(literal) - 1)

static bool
append_bool(writer *w, bool value)
{
    return value ? APPEND(w, "true") : APPEND(w, "false");
}

/* The inside of the string; an unset text is an empty one here. */
static bool
append_text(writer *w, const frame *f, const ast_field *field)
{
    arena_text text;
    memcpy(&text, f->node + field->offset, sizeof text);
    size_t length = arena_text_length(text);
    const uint8_t *bytes = arena_at_position(w->a, arena_text_position(text), length);
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
    return json_append_escaped(w->out, bytes, length) || no_memory(w);
}

static bool
write_text(writer *w, const frame *f, const ast_field *field)
{
    const uint8_t *p = f->node + field->offset;
    if (field->may_be_none && ast_ref_at(p) == 0 && ast_ref_at(p + 4) == 0) {
        return APPEND(w, "null");
    }
    return APPEND(w, "\"") && append_text(w, f, field) && APPEND(w, "\"");
}

static bool
write_number(writer *w, const frame *f, const ast_field *field)
{
    double value;
    memcpy(&value, f->node + field->offset, sizeof value);
    return json_append_number(w->out, value) || no_memory(w);
}

static bool
write_enum(writer *w, const frame *f, const ast_field *field)
{
    uint8_t member = f->node[field->offset];
    if (member == 0 && field->may_be_none) {
        return APPEND(w, "null");
    }
    if (member == 0 || member > field->members->count) {
        return corrupt_field(w, f);
    }
    const char *text = field->members->json[member];
    return append(w, text, strlen(text));
}

/* ---- Special cases ------------------------------------------------------ */

/* "value": {"raw": ..., "cooked": ...} */
static bool
begin_template_element(writer *w, frame *f)
{
    const ast_field *raw = &ast_types[f->tag].fields[0], *cooked = raw + 1;
    f->skip = 1u << 0 | 1u << 1;
    return APPEND(w, ",\"value\":{\"raw\":") && write_text(w, f, raw) &&
           APPEND(w, ",\"cooked\":") && write_text(w, f, cooked) &&
           APPEND(w, "}");
}

/* A RegExp object prints as {} in JSON; raw is the pattern between slashes. */
static bool
begin_regexp(writer *w, frame *f)
{
    const ast_field *pattern = &ast_types[f->tag].fields[0], *flags = pattern + 1;
    f->skip = 1u << 0 | 1u << 1;
    return APPEND(w, ",\"value\":{},\"regex\":{\"pattern\":") && write_text(w, f, pattern) &&
           APPEND(w, ",\"flags\":") && write_text(w, f, flags) &&
           APPEND(w, "},\"raw\":\"/") && append_text(w, f, pattern) && APPEND(w, "/") &&
           append_text(w, f, flags) && APPEND(w, "\"");
}

/* The bare modifier is `true`; without one, `optional` is false and `readonly`
 * is null. */
static bool
append_modifier(writer *w, const frame *f, uint8_t modifier, bool optional)
{
    switch (modifier) {
    case 0: return optional ? APPEND(w, "false") : APPEND(w, "null");
    case AST_TS_MAPPED_MODIFIER_TRUE: return APPEND(w, "true");
    case AST_TS_MAPPED_MODIFIER_PLUS: return APPEND(w, "\"+\"");
    case AST_TS_MAPPED_MODIFIER_MINUS: return APPEND(w, "\"-\"");
    default: return corrupt_field(w, f);
    }
}

static bool
begin_mapped_type(writer *w, frame *f)
{
    const ast_ts_mapped_type *n = (const void *)f->node;
    f->skip = 1u << 4 | 1u << 5;
    return APPEND(w, ",\"optional\":") && append_modifier(w, f, n->optional, true) &&
           APPEND(w, ",\"readonly\":") && append_modifier(w, f, n->readonly, false);
}

static bool
begin_boolean(writer *w, const frame *f)
{
    bool value = f->node[offsetof(ast_boolean_literal, value)] != 0;
    return APPEND(w, ",\"raw\":\"") && append_bool(w, value) && APPEND(w, "\"");
}

/* `declare module "x";` has no field `body` at all. */
static bool
begin_module(writer *w, frame *f)
{
    const ast_ts_module_declaration *n = (const void *)f->node;
    f->skip = n->body == 0 ? 1u << 2 : 0;
    return APPEND(w, ",\"global\":") &&
           append_bool(w, n->kind == AST_TS_MODULE_KIND_GLOBAL);
}

/* What a type prints before its fields, and which of them it replaces. */
static bool
begin_special(writer *w, frame *f)
{
    switch (f->tag) {
    case AST_TEMPLATE_ELEMENT: return begin_template_element(w, f);
    case AST_REGEXP_LITERAL: return begin_regexp(w, f);
    case AST_TS_MAPPED_TYPE: return begin_mapped_type(w, f);
    case AST_BOOLEAN_LITERAL: return begin_boolean(w, f);
    case AST_TS_MODULE_DECLARATION: return begin_module(w, f);
    /* JSON has no BigInt */
    case AST_BIGINT_LITERAL: return APPEND(w, ",\"value\":null");
    default: return true;
    }
}

/* ---- Opening nodes ------------------------------------------------------ */

static frame *
push(writer *w)
{
    if (w->depth == w->capacity) {
        size_t size, old = w->capacity * sizeof(frame);
        size_t capacity = w->capacity ? w->capacity * 2 : FIRST_FRAMES;
        if (__builtin_mul_overflow(capacity, sizeof(frame), &size)) {
            return NULL;
        }
        frame *frames = w->out->resize(w->out->context, w->frames, old, size);
        if (frames == NULL) {
            return NULL;
        }
        w->frames = frames;
        w->capacity = capacity;
    }
    return &w->frames[w->depth++];
}

/* Plain ESTree leaves the delimiters of a template's text outside. */
static span
plain_span(const frame *f)
{
    const ast_node *node = (const void *)f->node;
    if (f->tag != AST_TEMPLATE_ELEMENT) {
        return (span){node->start, node->end};
    }
    bool tail = f->node[offsetof(ast_template_element, tail)] != 0;
    return (span){node->start + 1, node->end - (tail ? 1 : 2)};
}

/* {"type":"X","start":0,"end":1,"range":[0,1] */
static bool
write_opening(writer *w, const frame *f)
{
    const ast_node *node = (const void *)f->node;
    const ast_type *type = &ast_types[f->tag];
    estree_buffer *out = w->out;
    if (!json_room(out, (size_t)type->opening_length + ROOM_FOR_SPAN)) {
        return no_memory(w);
    }
    span s = w->options.typescript ? (span){node->start, node->end} : plain_span(f);
    uint32_t start = utf16_offset(&w->map, s.start);
    uint32_t end = utf16_offset(&w->map, s.end);
    json_put(out, type->opening, type->opening_length);
    json_put_u32(out, start);
    json_put(out, ",\"end\":", 7);
    json_put_u32(out, end);
    if (w->options.range) {
        json_put(out, ",\"range\":[", 10);
        json_put_u32(out, start);
        json_put_char(out, ',');
        json_put_u32(out, end);
        json_put_char(out, ']');
    }
    return true;
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
begin_list(writer *w, frame *f, const uint8_t *p)
{
    ast_list list;
    size_t size;
    memcpy(&list, p, sizeof list);
    list.length &= UINT32_MAX >> 1; /* the highest bit: items that Python has copied there */
    if (__builtin_mul_overflow((size_t)list.length, sizeof(arena_ref), &size)) {
        return corrupt_field(w, f);
    }
    const arena_ref *items = size ? arena_at(w->a, list.items, size) : NULL;
    if (size && (items == NULL || list.items == 0)) {
        return fail(w, ESTREE_CORRUPT, list.items);
    }
    f->items = items;
    f->left = list.length;
    f->in_list = f->first = true;
    return APPEND(w, "[");
}

/* Skips what is not to be printed: parentheses, when the options say so, and the
 * wrapper of decorated parameters, which it hands out.  NULL: corrupt. */
static const uint8_t *
printed_node(writer *w, arena_ref ref, const ast_decorated_parameter **decorated)
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
open_node(writer *w, arena_ref ref)
{
    const ast_decorated_parameter *decorated = NULL;
    const uint8_t *node = printed_node(w, ref, &decorated);
    if (node == NULL) {
        return fail(w, ESTREE_CORRUPT, w->result.wrong);
    }
    frame *f = push(w);
    if (f == NULL) {
        return no_memory(w);
    }
    *f = (frame){.node = node, .tag = tag_of(node)};
    if (!write_opening(w, f) || !begin_special(w, f)) {
        return false;
    }
    if (decorated == NULL) {
        return true;
    }
    f->skip |= decorators_bit(&ast_types[f->tag]);
    return APPEND(w, ",\"decorators\":") &&
           begin_list(w, f, (const uint8_t *)&decorated->decorators);
}

/* ---- The walk ----------------------------------------------------------- */

static bool
write_node_field(writer *w, const frame *f, const ast_field *field)
{
    arena_ref ref = ast_ref_at(f->node + field->offset);
    if (ref != 0) {
        return open_node(w, ref);
    }
    return field->may_be_none ? APPEND(w, "null") : corrupt_field(w, f);
}

static bool
write_field(writer *w, frame *f, const ast_field *field)
{
    if (field->kind == AST_FIELD_BYTES || !(field->dialects & w->dialect)) {
        return true;
    }
    if (!append(w, field->key, field->key_length)) {
        return false;
    }
    switch ((ast_field_kind)field->kind) {
    case AST_FIELD_BOOL: return append_bool(w, f->node[field->offset] != 0);
    case AST_FIELD_ENUM: return write_enum(w, f, field);
    case AST_FIELD_NODE: return write_node_field(w, f, field);
    case AST_FIELD_LIST: return begin_list(w, f, f->node + field->offset);
    case AST_FIELD_TEXT: return write_text(w, f, field);
    case AST_FIELD_NUMBER: return write_number(w, f, field);
    case AST_FIELD_CONSTANT:
    case AST_FIELD_BYTES: break;
    }
    return true;
}

static bool
write_item(writer *w, frame *f)
{
    if (f->left == 0) {
        f->in_list = false;
        return APPEND(w, "]");
    }
    if (!f->first && !APPEND(w, ",")) {
        return false;
    }
    f->first = false;
    f->left--;
    arena_ref ref = *f->items++;
    if (ref != 0) {
        return open_node(w, ref);
    }
    bool holes = f->field > 0 && ast_types[f->tag].fields[f->field - 1].may_be_none;
    return holes && w->holes-- > 0 ? APPEND(w, "null") : corrupt_field(w, f);
}

/* The comments and tokens of the Program, if they are asked for. */
static bool
write_lists(writer *w, const frame *f)
{
    if (w->depth > 0 || f->tag != AST_PROGRAM || !(w->options.comments || w->options.tokens)) {
        return true;
    }
    const ast_program *n = (const void *)f->node;
    estree_status status = estree_write_lists(w->a, n, &w->map, w->options, w->out);
    return status == ESTREE_OK || fail(w, status, n->comment_spans.ref);
}

static bool
step(writer *w)
{
    frame *f = &w->frames[w->depth - 1];
    const ast_type *type = &ast_types[f->tag];
    if (f->in_list) {
        return write_item(w, f);
    }
    if (f->field == type->field_count) {
        w->depth--;
        return write_lists(w, f) && APPEND(w, "}");
    }
    uint8_t field = f->field++;
    return (f->skip >> field & 1) || write_field(w, f, &type->fields[field]);
}

static bool
walk(writer *w, arena_ref node)
{
    bool good = open_node(w, node);
    while (good && w->depth > 0) {
        good = step(w);
    }
    return good;
}

static bool
fill_map(writer *w)
{
    utf16_map *map = &w->map;
    if (map->source == NULL || utf16_is_ascii(map->source, map->length)) {
        return true;
    }
    size_t size = utf16_map_blocks(map->length) * sizeof *map->before;
    map->before = w->out->resize(w->out->context, NULL, 0, size);
    if (map->before == NULL) {
        return no_memory(w);
    }
    utf16_map_fill(map);
    return true;
}

estree_result
estree_write(const arena *a, arena_ref node, const uint8_t *source,
             uint32_t source_length, estree_options options, estree_buffer *out)
{
    writer w = {
        .a = a,
        .out = out,
        .options = options,
        .dialect = options.typescript ? AST_DIALECT_TS : AST_DIALECT_JS,
        .map = {.source = source, .length = source_length},
        .budget = PRINTS_PER_NODE * (arena_used(a) / SMALLEST_NODE) + 1,
        .holes = PRINTS_PER_NODE * (arena_used(a) / sizeof(arena_ref)),
        .text = PRINTS_PER_BYTE * arena_used(a) + FREE_TEXT,
    };
    if (fill_map(&w) && walk(&w, node)) {
        w.result = (estree_result){ESTREE_OK, 0};
    }
    if (w.frames) {
        out->resize(out->context, w.frames, w.capacity * sizeof(frame), 0);
    }
    if (w.map.before) {
        size_t size = utf16_map_blocks(source_length) * sizeof *w.map.before;
        out->resize(out->context, w.map.before, size, 0);
    }
    return w.result;
}
