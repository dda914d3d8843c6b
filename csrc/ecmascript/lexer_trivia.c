/* lexer_trivia.c - white space, line terminators and comments. */
#include "lexer_internal.h"

/* Behind spaces and line terminators.  Runs are nearly always a line break and
 * an indentation, so one load sees the whole. */
static const uint8_t *
skip_white(const uint8_t *p)
{
    for (;; p += SIMD_BYTES) {
        simd_bytes v = simd_load(p);
        simd_bytes white = simd_equal(v, ' ') | simd_between(v, '\t', '\r');
        uint64_t other = simd_bits(white) ^ SIMD_ALL;
        if (LEXER_LIKELY(other != 0)) {
            return p + simd_first(other);
        }
    }
}

static const uint8_t *
skip_blanks(const uint8_t *p)
{
    while (lexer__leads[*p] == LEAD_BLANK) {
        p++;
    }
    return p;
}

/* The first line terminator in [p, end), or, when there is none, end or what follows
 * it in the same vector. */
static inline const uint8_t *
find_line_end(const uint8_t *p, const uint8_t *end)
{
    for (; p < end; p += SIMD_BYTES) {
        simd_bytes v = simd_load(p);
        simd_bytes separator = simd_equal(v, 0xe2) & simd_equal(simd_load(p + 1), 0x80)
                               & simd_equal(simd_load(p + 2) | 1, 0xa9);
        uint64_t bits = simd_bits(simd_equal(v, '\n') | simd_equal(v, '\r') | separator);
        if (bits) {
            return p + simd_first(bits);
        }
    }
    return end;
}

const uint8_t *
lexer__line_end(const lexer *l, const uint8_t *p)
{
    return find_line_end(p, lexer__end(l));
}

/* Behind the next star and slash, or NULL. */
static const uint8_t *
find_comment_end(const lexer *l, const uint8_t *p)
{
    for (; p < lexer__end(l); p += SIMD_BYTES) {
        uint64_t bits = simd_bits(simd_equal(simd_load(p), '*')
                                  & simd_equal(simd_load(p + 1), '/'));
        if (bits) {
            return p + simd_first(bits) + 2;
        }
    }
    return NULL;
}

/* Most comments stand on a line of their own: then the flag is set already and
 * the text is read once, for its end alone.  Else it is read to its end, and not to that
 * of its line: a bundle may be one line, with a comment before each call. */
static const uint8_t *
skip_block_comment(lexer *l, const uint8_t *p, unsigned *flags)
{
    const uint8_t *end = find_comment_end(l, p + 2);
    if (!end) {
        lexer__fail(l, p, p + 2, "Unterminated comment, '*/' expected");
        return NULL;
    }
    if (!(*flags & TOKEN_NEWLINE_BEFORE) && find_line_end(p + 2, end) < end) {
        *flags |= TOKEN_NEWLINE_BEFORE;
    }
    return end;
}

static const uint8_t *
skip_comment(lexer *l, const uint8_t *p, unsigned *flags)
{
    if (p[1] == '*') {
        return skip_block_comment(l, p, flags);
    }
    return p[1] == '/' ? lexer__line_end(l, p + 2) : p;
}

/* Annex B.1.1: <!-- begins a comment anywhere. */
static const uint8_t *
skip_html_open(const lexer *l, const uint8_t *p)
{
    bool opens = l->html_comments && p[1] == '!' && p[2] == '-' && p[3] == '-';
    return opens ? lexer__line_end(l, p + 4) : p;
}

/* --> does where only white space and comments precede it on its line. */
static const uint8_t *
skip_html_close(const lexer *l, const uint8_t *p, unsigned flags)
{
    bool line_start = (flags & TOKEN_NEWLINE_BEFORE) || l->token.kind == TOK_EOF;
    bool closes = l->html_comments && line_start && p[1] == '-' && p[2] == '>';
    return closes ? lexer__line_end(l, p + 3) : p;
}

/* The general category Zs and the byte order mark. */
static bool
is_white(uint32_t code)
{
    return code == 0xa0 || code == 0x1680 || (code >= 0x2000 && code <= 0x200a)
           || code == 0x202f || code == 0x205f || code == 0x3000
           || code == ZERO_WIDTH_NO_BREAK_SPACE;
}

static const uint8_t *
skip_unicode_white(const uint8_t *p, unsigned *flags)
{
    if (lexer__is_separator(p)) {
        *flags |= TOKEN_NEWLINE_BEFORE;
        return p + 3;
    }
    utf8_code c = utf8_decode(p);
    return is_white(c.code) ? p + c.length : p;
}

const uint8_t *
lexer__skip_trivia(lexer *l, const uint8_t *p, unsigned *flags)
{
    for (;;) {
        const uint8_t *from = p;
        switch (lexer__leads[*p]) {
        case LEAD_BLANK:
            p = skip_blanks(p + 1);
            break;
        case LEAD_NEWLINE:
            *flags |= TOKEN_NEWLINE_BEFORE;
            p = skip_white(p + 1);
            break;
        case LEAD_SLASH:
            p = skip_comment(l, p, flags);
            break;
        case LEAD_LESS:
            p = skip_html_open(l, p);
            break;
        case LEAD_MINUS:
            p = skip_html_close(l, p, *flags);
            break;
        case LEAD_NON_ASCII:
            p = skip_unicode_white(p, flags);
            break;
        default:
            return p;
        }
        if (p == from || !p) {
            return p;
        }
    }
}
