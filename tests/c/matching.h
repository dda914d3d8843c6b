/* matching.h - a regular expression literal for the validator in a test: by way of
 * the lexer, which finds its end. */
#ifndef ARENITE_TESTS_MATCHING_H
#define ARENITE_TESTS_MATCHING_H

#include "lexing.h"
#include "regexp.h"

typedef struct literal {
    lexing x;
    uint32_t flags; /* where they begin */
    bool is_one;    /* it ends, and its flags are flags */
} literal;

static inline literal
literal_begin_bytes(const void *bytes, size_t length)
{
    literal a = {.x = lexing_begin_bytes(bytes, length)};
    lexer_next(&a.x.l);
    if (a.x.l.token.kind == TOK_SLASH || a.x.l.token.kind == TOK_SLASH_EQ) {
        lexer_rescan_regexp(&a.x.l);
    }
    a.is_one = a.x.l.token.kind == TOK_REGEXP && a.x.l.token.start == 0; /* or // stands there */
    if (a.is_one) {
        a.flags = lexer_regexp_flags(&a.x.l, a.x.l.token);
    }
    return a;
}

static inline regexp_result
literal_check(const literal *a)
{
    token t = a->x.l.token;
    return regexp_validate(a->x.source, t.start + 1, a->flags, t.end);
}

static inline void
literal_end(literal *a)
{
    lexing_end(&a->x);
}

#endif
