/* lead.h - what a token's first byte says.
 *
 * One table for all 256 bytes.  A value below TOK_COUNT is a token kind: the
 * byte is the whole token and nothing else can begin with it.  The others are
 * the leads below, which lexer_next dispatches on.  Leads from LEAD_BLANK on may
 * begin trivia. */
#ifndef ARENITE_LEAD_H
#define ARENITE_LEAD_H

#include "lexer.h"

enum {
    LEAD_NAME = TOK_COUNT, /* A-Z a-z $ _ */
    LEAD_DIGIT,
    LEAD_QUOTE,     /* " ' */
    LEAD_BACKQUOTE,
    LEAD_DOT,
    LEAD_EQUAL,     /* = and ! */
    LEAD_OTHER,     /* & | * + % ^ > ? # \, the end, what begins nothing */

    LEAD_BLANK,     /* space, tab, vertical tab, form feed */
    LEAD_NEWLINE,   /* LF, CR */
    LEAD_SLASH,     /* comments */
    LEAD_LESS,      /* <!-- */
    LEAD_MINUS,     /* --> */
    LEAD_NON_ASCII, /* other white space, LS, PS; else a name */

    LEAD_COUNT
};

_Static_assert(LEAD_COUNT <= 256, "a lead is a byte");

extern const uint8_t lexer__leads[256];

/* Whether the byte continues a name by itself. */
static inline bool
lead_is_name_part(uint8_t byte)
{
    return lexer__leads[byte] == LEAD_NAME || lexer__leads[byte] == LEAD_DIGIT;
}

#endif
