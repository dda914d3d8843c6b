/* estree_lists.c - see estree_lists.h.
 *
 *     {"type":"Line","value":" a","start":0,"end":4}
 *
 * Comments that are written as in HTML are lines, as everywhere in ESTree. */
#include "estree_lists.h"

#include "json_text.h"
#include "token_list.h"

#include <string.h>

enum { ROOM_FOR_ENTRY = 128 }; /* all but the value: keys, a type, four positions */

/* How a kind is written, and how much of its text is no value. */
typedef struct list_kind {
    const char *opening;
    uint8_t before, behind;
} list_kind;

#define OPENING(type) "{\"type\":\"" type "\",\"value\":\""

static const list_kind comment_kinds[] = {
    [LISTED_LINE] = {OPENING("Line"), 2, 0},
    [LISTED_BLOCK] = {OPENING("Block"), 2, 2},
    [LISTED_HTML_OPEN] = {OPENING("Line"), 4, 0},
    [LISTED_HTML_CLOSE] = {OPENING("Line"), 3, 0},
};

static const list_kind token_kinds[] = {
    [LISTED_KEYWORD] = {OPENING("Keyword"), 0, 0},
    [LISTED_IDENTIFIER] = {OPENING("Identifier"), 0, 0},
    [LISTED_PRIVATE_IDENTIFIER] = {OPENING("PrivateIdentifier"), 0, 0},
    [LISTED_PUNCTUATOR] = {OPENING("Punctuator"), 0, 0},
    [LISTED_STRING] = {OPENING("String"), 0, 0},
    [LISTED_NUMERIC] = {OPENING("Numeric"), 0, 0},
    [LISTED_TEMPLATE] = {OPENING("Template"), 0, 0},
    [LISTED_REGULAR_EXPRESSION] = {OPENING("RegularExpression"), 0, 0},
    [LISTED_BOOLEAN] = {OPENING("Boolean"), 0, 0},
    [LISTED_NULL] = {OPENING("Null"), 0, 0},
    [LISTED_JSX_IDENTIFIER] = {OPENING("JSXIdentifier"), 0, 0},
    [LISTED_JSX_TEXT] = {OPENING("JSXText"), 0, 0},
    [LISTED_HASHBANG] = {OPENING("Hashbang"), 0, 0},
};

enum {
    COMMENT_KINDS = sizeof comment_kinds / sizeof *comment_kinds,
    TOKEN_KINDS = sizeof token_kinds / sizeof *token_kinds,
};

typedef struct list_writer {
    const uint8_t *source;
    uint32_t length;
    const utf16_map *map;
    uint32_t behind; /* the entry before: they stand in order, and apart */
    bool range;
    estree_buffer *out;
} list_writer;

static void
put_text(estree_buffer *out, const char *text)
{
    json_put(out, text, strlen(text));
}

/* Behind the value, with room for it. */
static void
put_places(list_writer *w, uint32_t start, uint32_t end)
{
    put_text(w->out, "\",\"start\":");
    json_put_u32(w->out, start);
    put_text(w->out, ",\"end\":");
    json_put_u32(w->out, end);
    if (w->range) {
        put_text(w->out, ",\"range\":[");
        json_put_u32(w->out, start);
        json_put_char(w->out, ',');
        json_put_u32(w->out, end);
        json_put_char(w->out, ']');
    }
    json_put_char(w->out, '}');
}

static estree_status
write_entry(list_writer *w, uint64_t span, const list_kind *kind)
{
    uint32_t start = (uint32_t)span;
    uint32_t length = (uint32_t)(span >> 32) & ((UINT32_C(1) << LISTED_LENGTH_BITS) - 1);
    uint32_t outside = (uint32_t)kind->before + kind->behind;
    if (start > w->length || length > w->length - start || length < outside || length == 0
        || start < w->behind) {
        return ESTREE_CORRUPT;
    }
    w->behind = start + length;
    if (!json_room(w->out, ROOM_FOR_ENTRY)) {
        return ESTREE_NO_MEMORY;
    }
    put_text(w->out, kind->opening);
    if (!json_append_escaped(w->out, w->source + start + kind->before, length - outside)
        || !json_room(w->out, ROOM_FOR_ENTRY)) {
        return ESTREE_NO_MEMORY;
    }
    put_places(w, utf16_offset(w->map, start), utf16_offset(w->map, start + length));
    return ESTREE_OK;
}

static estree_status
write_list(list_writer *w, const arena *a, ast_bytes spans, const char *key,
           const list_kind *kinds, size_t kind_count)
{
    uint32_t count = spans.length & (UINT32_MAX >> 1); /* the highest bit: see arenite.h */
    const uint64_t *items = arena_at(a, spans.ref, (size_t)count * sizeof *items);
    if (count && !items) {
        return ESTREE_CORRUPT;
    }
    if (!json_append(w->out, key, strlen(key))) {
        return ESTREE_NO_MEMORY;
    }
    w->behind = 0;
    for (uint32_t i = 0; i < count; i++) {
        size_t kind = (size_t)(items[i] >> 60);
        if (kind == 0 || kind >= kind_count) {
            return ESTREE_CORRUPT;
        }
        if (i > 0 && !json_append(w->out, ",", 1)) {
            return ESTREE_NO_MEMORY;
        }
        estree_status status = write_entry(w, items[i], &kinds[kind]);
        if (status != ESTREE_OK) {
            return status;
        }
    }
    return json_append(w->out, "]", 1) ? ESTREE_OK : ESTREE_NO_MEMORY;
}

estree_status
estree_write_lists(const arena *a, const ast_program *program, const utf16_map *map,
                   estree_options options, estree_buffer *out)
{
    list_writer w = {.map = map, .range = options.range, .out = out};
    estree_status status = ESTREE_OK;
    w.length = program->source.length & (UINT32_MAX >> 1);
    w.source = arena_at(a, program->source.ref, w.length);
    if (!w.source) {
        w.length = 0; /* a Program made by hand: entries are an error then */
    }
    if (options.comments) {
        status = write_list(&w, a, program->comment_spans, ",\"comments\":[", comment_kinds,
                            COMMENT_KINDS);
    }
    if (options.tokens && status == ESTREE_OK) {
        status = write_list(&w, a, program->token_spans, ",\"tokens\":[", token_kinds,
                            TOKEN_KINDS);
    }
    return status;
}
