/* estree_lists.h - a Program's comments and tokens, as espree has them.
 *
 * A part of the template estree_walk.h.  Comments that are written as in HTML are
 * lines, as everywhere in ESTree. */
#ifndef ARENITE_ESTREE_LISTS_H
#define ARENITE_ESTREE_LISTS_H

#include "ast.h"
#include "estree_sink.h"
#include "token_list.h"
#include "utf16_map.h"

/* How a kind is called, and how much of its text is no value. */
typedef struct list_kind {
    estree_text type;
    uint8_t before, behind;
} list_kind;

#define KIND(type, before, behind) \
    {{(const uint8_t *)(type), sizeof(type) - 1}, before, behind}

static const list_kind comment_kinds[] = {
    [LISTED_LINE] = KIND("Line", 2, 0),
    [LISTED_BLOCK] = KIND("Block", 2, 2),
    [LISTED_HTML_OPEN] = KIND("Line", 4, 0),
    [LISTED_HTML_CLOSE] = KIND("Line", 3, 0),
};

static const list_kind token_kinds[] = {
    [LISTED_KEYWORD] = KIND("Keyword", 0, 0),
    [LISTED_IDENTIFIER] = KIND("Identifier", 0, 0),
    [LISTED_PRIVATE_IDENTIFIER] = KIND("PrivateIdentifier", 0, 0),
    [LISTED_PUNCTUATOR] = KIND("Punctuator", 0, 0),
    [LISTED_STRING] = KIND("String", 0, 0),
    [LISTED_NUMERIC] = KIND("Numeric", 0, 0),
    [LISTED_TEMPLATE] = KIND("Template", 0, 0),
    [LISTED_REGULAR_EXPRESSION] = KIND("RegularExpression", 0, 0),
    [LISTED_BOOLEAN] = KIND("Boolean", 0, 0),
    [LISTED_NULL] = KIND("Null", 0, 0),
    [LISTED_JSX_IDENTIFIER] = KIND("JSXIdentifier", 0, 0),
    [LISTED_JSX_TEXT] = KIND("JSXText", 0, 0),
    [LISTED_HASHBANG] = KIND("Hashbang", 0, 0),
};

#undef KIND

enum {
    COMMENT_KINDS = sizeof comment_kinds / sizeof *comment_kinds,
    TOKEN_KINDS = sizeof token_kinds / sizeof *token_kinds,
};

typedef struct list_walk {
    const uint8_t *source;
    uint32_t length;
    const utf16_map *map;
    uint32_t behind; /* the entry before: they stand in order, and apart */
    estree_sink *sink;
} list_walk;

static estree_status
tell_entry(list_walk *w, uint64_t span, const list_kind *kind)
{
    uint32_t start = (uint32_t)span;
    uint32_t length = (uint32_t)(span >> 32) & ((UINT32_C(1) << LISTED_LENGTH_BITS) - 1);
    uint32_t outside = (uint32_t)kind->before + kind->behind;
    if (start > w->length || length > w->length - start || length < outside || length == 0
        || start < w->behind) {
        return ESTREE_CORRUPT;
    }
    w->behind = start + length;
    estree_entry entry = {
        .type = kind->type,
        .value = {w->source + start + kind->before, length - outside},
        .span = {utf16_offset(w->map, start), utf16_offset(w->map, start + length)},
    };
    return sink_entry(w->sink, &entry) ? ESTREE_OK : ESTREE_NO_MEMORY;
}

static estree_status
tell_list(list_walk *w, const arena *a, ast_bytes spans, estree_key key,
          const list_kind *kinds, size_t kind_count)
{
    uint32_t count = spans.length & (UINT32_MAX >> 1); /* the highest bit: see arenite.h */
    const uint64_t *items = arena_at(a, spans.ref, (size_t)count * sizeof *items);
    if (count && !items) {
        return ESTREE_CORRUPT;
    }
    if (!sink_key(w->sink, key) || !sink_begin_list(w->sink, count)) {
        return ESTREE_NO_MEMORY;
    }
    w->behind = 0;
    for (uint32_t i = 0; i < count; i++) {
        size_t kind = (size_t)(items[i] >> 60);
        if (kind == 0 || kind >= kind_count) {
            return ESTREE_CORRUPT;
        }
        if (!sink_item(w->sink, i == 0)) {
            return ESTREE_NO_MEMORY;
        }
        estree_status status = tell_entry(w, items[i], &kinds[kind]);
        if (status != ESTREE_OK) {
            return status;
        }
    }
    return sink_end_list(w->sink) ? ESTREE_OK : ESTREE_NO_MEMORY;
}

/* Those of the two that the options ask for, of what was listed when the Program was
 * parsed.  ESTREE_CORRUPT if they are not within its source. */
static estree_status
tell_lists(const arena *a, const ast_program *program, const utf16_map *map,
           estree_options options, estree_sink *sink)
{
    list_walk w = {.map = map, .sink = sink};
    estree_status status = ESTREE_OK;
    w.length = program->source.length & (UINT32_MAX >> 1);
    w.source = arena_at(a, program->source.ref, w.length);
    if (!w.source) {
        w.length = 0; /* a Program made by hand: entries are an error then */
    }
    if (options.comments) {
        status = tell_list(&w, a, program->comment_spans, ESTREE_KEY_COMMENTS, comment_kinds,
                           COMMENT_KINDS);
    }
    if (options.tokens && status == ESTREE_OK) {
        status = tell_list(&w, a, program->token_spans, ESTREE_KEY_TOKENS, token_kinds,
                           TOKEN_KINDS);
    }
    return status;
}

#endif
