/* lexer_text.c - what names, strings and templates stand for.
 *
 * No replacement is longer than what it replaces, so the room for a value is
 * the token's length, and what is left over goes back to the arena. */
#include "escape.h"
#include "jsx_entities.h"
#include "keywords.h"
#include "lexer_internal.h"

typedef enum text_mode {
    TEXT_ESCAPES,  /* names, strings, cooked templates: escapes; CRLF and CR are LF */
    TEXT_RAW,      /* raw templates: CRLF and CR are LF */
    TEXT_ENTITIES, /* JSX */
} text_mode;

static arena_text
slice(uint32_t from, uint32_t to, arena *a, uint64_t base)
{
    if (to - from > ARENA_MAX_TEXT) {
        a->status = ARENA_FULL;
        return (arena_text){0, 0};
    }
    return arena_text_make(base + from, to - from);
}

/* ---- One replacement: writes it at *out, gives where the source goes on --- */

static const uint8_t *
replace_escape(const uint8_t *p, uint8_t **out)
{
    escape e = escape_read(p + 1);
    if (e.kind == ESCAPE_CODE || e.kind == ESCAPE_LEGACY_OCTAL) {
        *out += utf8_encode(e.code, *out);
    }
    return e.end;
}

static const uint8_t *
replace_return(const uint8_t *p, uint8_t **out)
{
    *(*out)++ = '\n';
    return p + (p[1] == '\n' ? 2 : 1);
}

static const uint8_t *
replace_entity(const uint8_t *p, uint8_t **out)
{
    jsx_entity e = jsx_entity_read(p);
    *out += utf8_encode(e.code, *out);
    return e.end;
}

static bool
is_replaced(uint8_t byte, text_mode mode)
{
    switch (mode) {
    case TEXT_ESCAPES: return byte == '\\' || byte == '\r';
    case TEXT_RAW: return byte == '\r';
    default: return byte == '&';
    }
}

static const uint8_t *
replace(const uint8_t *p, uint8_t **out)
{
    switch (*p) {
    case '\\': return replace_escape(p, out);
    case '\r': return replace_return(p, out);
    default: return replace_entity(p, out);
    }
}

/* Bytes written at `out`, which has room for end - p. */
static size_t
replace_all(const uint8_t *p, const uint8_t *end, text_mode mode, uint8_t *out)
{
    uint8_t *start = out;
    while (p < end) {
        if (is_replaced(*p, mode)) {
            p = replace(p, &out);
        } else {
            *out++ = *p++;
        }
    }
    return (size_t)(out - start);
}

static arena_text
replaced(const lexer *l, uint32_t from, uint32_t to, text_mode mode, arena *a)
{
    size_t room = to - from;
    if (room > ARENA_MAX_TEXT) {
        a->status = ARENA_FULL;
        return (arena_text){0, 0};
    }
    uint8_t *out = arena_alloc(a, room, 1);
    if (!out) {
        return (arena_text){0, 0};
    }
    size_t length = replace_all(l->source + from, l->source + to, mode, out);
    arena_text text = arena_text_make(arena_position(a, out), length);
    arena_resize(a, out, room, length);
    return text;
}

/* ---- Texts of tokens ----------------------------------------------------- */

static arena_text
text_between(const lexer *l, token t, uint32_t from, uint32_t to, text_mode mode, arena *a,
             uint64_t base)
{
    return t.flags & TOKEN_ESCAPED ? replaced(l, from, to, mode, a) : slice(from, to, a, base);
}

arena_text
lexer_name(const lexer *l, token t, arena *a, uint64_t base)
{
    uint32_t from = t.start + (t.kind == TOK_PRIVATE_NAME);
    return text_between(l, t, from, t.end, TEXT_ESCAPES, a, base);
}

arena_text
lexer_string(const lexer *l, token t, arena *a, uint64_t base)
{
    uint32_t quote = t.kind != TOK_JSX_TEXT;
    text_mode mode = t.flags & TOKEN_JSX ? TEXT_ENTITIES : TEXT_ESCAPES;
    return text_between(l, t, t.start + quote, t.end - quote, mode, a, base);
}

/* Where the text of a template element ends: before its ` or ${. */
static uint32_t
element_end(token t)
{
    return t.end - (t.kind == TOK_TEMPLATE || t.kind == TOK_TEMPLATE_TAIL ? 1 : 2);
}

arena_text
lexer_raw(const lexer *l, token t, arena *a, uint64_t base)
{
    uint32_t from = t.start + 1;
    uint32_t to = element_end(t);
    if (!(t.flags & TOKEN_ESCAPED) || !memchr(l->source + from, '\r', to - from)) {
        return slice(from, to, a, base);
    }
    return replaced(l, from, to, TEXT_RAW, a);
}

arena_text
lexer_cooked(const lexer *l, token t, arena *a, uint64_t base)
{
    if (t.flags & TOKEN_INVALID_ESCAPE) {
        return (arena_text){0, 0};
    }
    return text_between(l, t, t.start + 1, element_end(t), TEXT_ESCAPES, a, base);
}

arena_text
lexer_bigint(const lexer *l, token t, arena *a, uint64_t base)
{
    if (!(t.flags & TOKEN_SEPARATOR)) {
        return slice(t.start, t.end - 1, a, base);
    }
    size_t room = t.end - t.start;
    uint8_t *out = room <= ARENA_MAX_TEXT ? arena_alloc(a, room, 1) : NULL;
    if (!out) {
        a->status = room > ARENA_MAX_TEXT ? ARENA_FULL : a->status;
        return (arena_text){0, 0};
    }
    size_t length = 0;
    for (uint32_t i = t.start; i < t.end - 1; i++) {
        out[length] = l->source[i];
        length += l->source[i] != '_';
    }
    arena_text text = arena_text_make(arena_position(a, out), length);
    arena_resize(a, out, room, length);
    return text;
}

/* ---- Questions about escapes --------------------------------------------- */

token_kind
lexer_escaped_keyword(const lexer *l, token t)
{
    uint8_t word[SIMD_BYTES] = {0};
    size_t length = 0;
    const uint8_t *end = l->source + t.end;
    for (const uint8_t *p = l->source + t.start; p < end; length++) {
        uint32_t code = *p;
        if (*p == '\\') {
            escape e = escape_read_name(p + 1);
            code = e.code;
            p = e.end;
        } else {
            p++;
        }
        if (code >= 0x80 || length == sizeof word) {
            return TOK_IDENTIFIER;
        }
        word[length] = (uint8_t)code;
    }
    return keyword_kind(word, length);
}

syntax_error
lexer_invalid_escape(const lexer *l, token t)
{
    const uint8_t *end = l->source + element_end(t);
    const uint8_t *p = l->source + t.start + 1;
    while (p < end && (p = memchr(p, '\\', (size_t)(end - p)))) {
        escape e = escape_read(p + 1);
        const char *message = e.kind == ESCAPE_LEGACY_OCTAL
                                  ? "A template may not hold an octal escape" : e.message;
        if (message) {
            return (syntax_error){message, lexer__offset(l, p), lexer__offset(l, e.end)};
        }
        p = e.end;
    }
    return (syntax_error){NULL, t.start, t.end};
}
