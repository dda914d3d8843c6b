/* lexer_string.c - where strings and template elements end.
 *
 * A vector compare finds the next byte that is not plain text.  NUL is one, as
 * the end of the source, so that no loop counts. */
#include "escape.h"
#include "lexer_internal.h"

/* ---- Strings ------------------------------------------------------------- */

static const uint8_t *
skip_string_text(const uint8_t *p, uint8_t quote)
{
    for (;; p += SIMD_BYTES) {
        simd_bytes v = simd_load(p);
        uint64_t bits = simd_bits(simd_equal(v, quote) | simd_equal(v, '\\')
                                  | simd_equal(v, '\n') | simd_equal(v, '\r')
                                  | simd_equal(v, 0));
        if (LEXER_LIKELY(bits != 0)) {
            return p + simd_first(bits);
        }
    }
}

static unsigned
escape_flags(escape e)
{
    if (e.kind == ESCAPE_LEGACY_OCTAL) {
        return TOKEN_ESCAPED | TOKEN_LEGACY_OCTAL;
    }
    bool lone = e.kind == ESCAPE_CODE && escape_is_surrogate(e.code);
    return lone ? TOKEN_ESCAPED | TOKEN_LONE_SURROGATE : TOKEN_ESCAPED;
}

/* Behind the backslash at p and what it escapes; NULL: the token is an error. */
static const uint8_t *
skip_string_escape(lexer *l, const uint8_t *p, unsigned *flags)
{
    escape e = escape_read(p + 1);
    if (e.kind == ESCAPE_INVALID) {
        lexer__fail(l, p, e.end, e.message);
        return NULL;
    }
    *flags |= escape_flags(e);
    return e.end;
}

void
lexer__scan_string(lexer *l, const uint8_t *start, unsigned flags)
{
    const uint8_t *p = start + 1;
    for (;;) {
        p = skip_string_text(p, *start);
        if (*p == *start) {
            lexer__emit(l, start, p + 1, TOK_STRING, flags);
            return;
        }
        bool ends = p + (*p == '\\') >= lexer__end(l);
        if (ends || *p == '\n' || *p == '\r') {
            lexer__fail(l, start, p, "Unterminated string");
            return;
        }
        p = *p == '\\' ? skip_string_escape(l, p, &flags) : p + 1;
        if (!p) {
            return;
        }
    }
}

/* ---- Templates ----------------------------------------------------------- */

static const uint8_t *
skip_template_text(const uint8_t *p)
{
    for (;; p += SIMD_BYTES) {
        simd_bytes v = simd_load(p);
        uint64_t bits = simd_bits(simd_equal(v, '`') | simd_equal(v, '$') | simd_equal(v, '\\')
                                  | simd_equal(v, '\r') | simd_equal(v, 0));
        if (LEXER_LIKELY(bits != 0)) {
            return p + simd_first(bits);
        }
    }
}

/* An escape that is invalid is no error before the parser knows that no tag
 * stands before the template.  Text goes on behind what was understood of it. */
static const uint8_t *
skip_template_escape(const uint8_t *p, unsigned *flags)
{
    escape e = escape_read(p + 1);
    if (e.kind == ESCAPE_INVALID || e.kind == ESCAPE_LEGACY_OCTAL) {
        *flags |= TOKEN_ESCAPED | TOKEN_INVALID_ESCAPE;
        return e.end;
    }
    *flags |= escape_flags(e);
    return e.end;
}

/* The kind of an element by how it begins and ends. */
static token_kind
element_kind(bool head, bool last)
{
    if (head) {
        return last ? TOK_TEMPLATE : TOK_TEMPLATE_HEAD;
    }
    return last ? TOK_TEMPLATE_TAIL : TOK_TEMPLATE_MIDDLE;
}

void
lexer__scan_template(lexer *l, const uint8_t *start, unsigned flags)
{
    bool head = *start == '`';
    const uint8_t *p = start + 1;
    for (;;) {
        p = skip_template_text(p);
        if (*p == '`' || (*p == '$' && p[1] == '{')) {
            bool last = *p == '`';
            lexer__emit(l, start, p + 2 - last, element_kind(head, last), flags);
            return;
        }
        if (p + (*p == '\\') >= lexer__end(l)) {
            lexer__fail(l, start, start + 1, "Unterminated template");
            return;
        }
        if (*p == '\\') {
            p = skip_template_escape(p, &flags);
        } else {
            flags |= *p == '\r' ? TOKEN_ESCAPED : 0u; /* its value has LF there */
            p++;
        }
    }
}

void
lexer_rescan_template(lexer *l)
{
    lexer__scan_template(l, l->source + l->token.start, l->token.flags);
}
