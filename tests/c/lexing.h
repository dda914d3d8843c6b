/* lexing.h - a source for the lexer in a test.
 *
 * The bytes stand in a block of exactly their length and the padding, so that a
 * sanitizer sees a read behind it. */
#ifndef ARENITE_LEXING_H
#define ARENITE_LEXING_H

#include "lexer.h"

#include <stdlib.h>
#include <string.h>

typedef struct lexing {
    lexer l;
    uint8_t *source;
} lexing;

static inline lexing
lexing_begin_bytes(const void *bytes, size_t length)
{
    lexing x;
    x.source = calloc(1, length + LEXER_PADDING);
    if (!x.source) {
        abort();
    }
    memcpy(x.source, bytes, length);
    lexer_init(&x.l, x.source, (uint32_t)length);
    return x;
}

static inline lexing
lexing_begin(const char *text)
{
    return lexing_begin_bytes(text, strlen(text));
}

static inline void
lexing_end(lexing *x)
{
    free(x->source);
}

#endif
