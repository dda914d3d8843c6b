/* lexer_jsx.c - the two places where JSX has tokens of its own. */
#include "lexer_internal.h"

/* ---- Children ------------------------------------------------------------ */

static const uint8_t *
skip_child_text(const uint8_t *p)
{
    for (;; p += SIMD_BYTES) {
        simd_bytes v = simd_load(p);
        uint64_t bits = simd_bits(simd_equal(v, '<') | simd_equal(v, '{') | simd_equal(v, '>')
                                  | simd_equal(v, '}') | simd_equal(v, '&') | simd_equal(v, 0));
        if (LEXER_LIKELY(bits != 0)) {
            return p + simd_first(bits);
        }
    }
}

static void
scan_child_text(lexer *l, const uint8_t *start)
{
    unsigned flags = TOKEN_JSX;
    const uint8_t *p = start;
    while (*(p = skip_child_text(p)) != '<' && *p != '{' && p < lexer__end(l)) {
        if (*p == '>' || *p == '}') {
            lexer__fail(l, p, p + 1,
                        *p == '>' ? "Write '&gt;' or {'>'} for a '>' in JSX text"
                                  : "Write '&rbrace;' or {'}'} for a '}' in JSX text");
            return;
        }
        flags |= *p == '&' ? TOKEN_ESCAPED : 0u;
        p++;
    }
    lexer__emit(l, start, p, TOK_JSX_TEXT, flags);
}

void
lexer_next_jsx_child(lexer *l)
{
    const uint8_t *p = l->source + l->token.end;
    l->previous_end = l->token.end;
    if (p >= lexer__end(l)) {
        lexer__emit(l, p, p, TOK_EOF, 0);
    } else if (*p == '<') {
        lexer__emit(l, p, p + 1, TOK_LESS, 0);
    } else if (*p == '{') {
        lexer__emit(l, p, p + 1, TOK_LBRACE, 0);
    } else {
        scan_child_text(l, p);
    }
}

/* ---- Inside a tag -------------------------------------------------------- */

/* Any name with hyphens and without escapes; keywords are names like others. */
static void
scan_tag_name(lexer *l, const uint8_t *start, unsigned flags)
{
    const uint8_t *p = start;
    const uint8_t *from;
    do {
        from = p;
        p += p != start && *p == '-';
        p = *p == '\\' ? p : lexer__name_end(l, p, p == start, &flags);
    } while (p && p != from);
    if (!p) {
        return;
    }
    if (*p == '\\' || (flags & TOKEN_ESCAPED)) {
        lexer__fail(l, start, p + (*p == '\\'), "A JSX name may not hold an escape");
    } else if (p == start) {
        lexer__scan_name(l, start, start, flags); /* says what is wrong with it */
    } else {
        lexer__emit(l, start, p, TOK_IDENTIFIER, flags);
    }
}

/* Up to the same quote, over line terminators and backslashes. */
static void
scan_tag_string(lexer *l, const uint8_t *start, unsigned flags)
{
    const uint8_t *end = lexer__end(l);
    size_t left = (size_t)(end - start) - 1;
    const uint8_t *close = memchr(start + 1, *start, left);
    if (!close) {
        lexer__fail(l, start, start + 1, "Unterminated string");
        return;
    }
    bool entities = memchr(start + 1, '&', (size_t)(close - start) - 1) != NULL;
    flags |= TOKEN_JSX | (entities ? TOKEN_ESCAPED : 0u);
    lexer__emit(l, start, close + 1, TOK_STRING, flags);
}

/* < > / = alone: in a tag no operator begins with them; else TOK_ERROR. */
static token_kind
tag_punctuator(uint8_t byte)
{
    switch (byte) {
    case '<': return TOK_LESS;
    case '>': return TOK_GREATER;
    case '/': return TOK_SLASH;
    case '=': return TOK_EQ;
    default: return TOK_ERROR;
    }
}

void
lexer_next_jsx_tag(lexer *l)
{
    unsigned flags = 0;
    const uint8_t *p = l->source + l->token.end;
    l->previous_end = l->token.end;
    p = lexer__skip_trivia(l, p, &flags);
    if (!p) {
        return;
    }
    uint8_t lead = lexer__leads[*p];
    token_kind punctuator = tag_punctuator(*p);
    if (lead == LEAD_NAME || lead == LEAD_NON_ASCII || *p == '\\') {
        scan_tag_name(l, p, flags);
    } else if (lead == LEAD_QUOTE) {
        scan_tag_string(l, p, flags);
    } else if (punctuator != TOK_ERROR) {
        lexer__emit(l, p, p + 1, punctuator, flags);
    } else {
        lexer_next(l);
    }
}
