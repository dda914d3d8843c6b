/* lexer_internal.h - between the files of the lexer.
 *
 * Every scanner is called with the address where its token begins (or the one
 * it documents), leaves l->token set and returns nothing.  Scanners may read up
 * to LEXER_PADDING bytes behind the source; the zeros there match nothing that
 * they look for, so most loops need no bound: a NUL stops them, and whoever
 * meets it asks whether it is the end. */
#ifndef ARENITE_LEXER_INTERNAL_H
#define ARENITE_LEXER_INTERNAL_H

#include "lead.h"
#include "lexer.h"
#include "simd.h"
#include "utf8.h"

#define LEXER_LIKELY(x) __builtin_expect(!!(x), 1)
#define LEXER_UNLIKELY(x) __builtin_expect(!!(x), 0)

#define LINE_SEPARATOR UINT32_C(0x2028)
#define PARAGRAPH_SEPARATOR UINT32_C(0x2029)
#define ZERO_WIDTH_NO_BREAK_SPACE UINT32_C(0xfeff)

static inline const uint8_t *
lexer__end(const lexer *l)
{
    return l->source + l->length;
}

static inline uint32_t
lexer__offset(const lexer *l, const uint8_t *p)
{
    return (uint32_t)(p - l->source);
}

static inline void
lexer__emit(lexer *l, const uint8_t *start, const uint8_t *end, unsigned kind, unsigned flags)
{
    l->token = (token){lexer__offset(l, start), lexer__offset(l, end), (uint8_t)kind,
                       (uint8_t)flags};
}

/* The current token becomes TOK_ERROR over [start, end), which is cut at the
 * end of the source.  The first error stays. */
void lexer__fail(lexer *l, const uint8_t *start, const uint8_t *end, const char *message);

/* Whether a line separator or paragraph separator (E2 80 A8, E2 80 A9) stands
 * at p. */
static inline bool
lexer__is_separator(const uint8_t *p)
{
    return p[0] == 0xe2 && p[1] == 0x80 && (p[2] | 1) == 0xa9;
}

/* ---- lexer_trivia.c ------------------------------------------------------ */

/* Behind white space, line terminators and comments; NULL, and the token is an
 * error, if a comment does not end.  *flags gains TOKEN_NEWLINE_BEFORE. */
const uint8_t *lexer__skip_trivia(lexer *l, const uint8_t *p, unsigned *flags);
/* The next line terminator, or the end of the source. */
const uint8_t *lexer__line_end(const lexer *l, const uint8_t *p);

/* ---- lexer_name.c -------------------------------------------------------- */

/* Behind the run of ASCII letters, digits, $ and _ at p. */
static inline const uint8_t *
lexer__ascii_name_end(const uint8_t *p)
{
    for (;; p += SIMD_BYTES) {
        simd_bytes v = simd_load(p);
        simd_bytes part = simd_between(v | 0x20, 'a', 'z') | simd_between(v, '0', '9')
                          | simd_equal(v, '_') | simd_equal(v, '$');
        uint64_t other = simd_bits(part) ^ SIMD_ALL;
        if (LEXER_LIKELY(other != 0)) {
            return p + simd_first(other);
        }
    }
}

/* Behind what of a name stands at p, escapes and any code point included; p
 * itself if nothing does.  `first`: no part of the name stands before p.  NULL,
 * and the token is an error, for a bad escape.  *flags gains TOKEN_ESCAPED. */
const uint8_t *lexer__name_end(lexer *l, const uint8_t *p, bool first, unsigned *flags);
/* A name that is not all ASCII; p is behind what is.  Or a stray character. */
void lexer__scan_name(lexer *l, const uint8_t *start, const uint8_t *p, unsigned flags);
/* #name, #! */
void lexer__scan_hash(lexer *l, const uint8_t *p, unsigned flags);

/* ---- Literals ------------------------------------------------------------ */

void lexer__scan_number(lexer *l, const uint8_t *p, unsigned flags);
void lexer__scan_string(lexer *l, const uint8_t *p, unsigned flags);
/* p is the ` or the } that the element begins with. */
void lexer__scan_template(lexer *l, const uint8_t *p, unsigned flags);

#endif
