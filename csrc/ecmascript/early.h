/* early.h - the early errors of ECMAScript and TypeScript that need no types.
 *
 * The grammar cannot say that a name is declared once, that a label is there to
 * jump to, or what strict mode forbids.  One pass over a finished AST says it:
 * it reads every node once, writes none, takes its memory from malloc and gives
 * all of it back.  Time and memory are linear in the AST; nothing recurses.
 *
 * Of TypeScript it refuses what TypeScript's own parser and binder refuse:
 * declarations that merge are no errors.
 */
#ifndef ARENITE_EARLY_H
#define ARENITE_EARLY_H

#include "early_codes.h"
#include "parser.h"

typedef enum early_status {
    EARLY_OK,
    EARLY_ERROR,
    EARLY_NO_MEMORY, /* malloc's */
} early_status;

typedef struct early_result {
    early_status status;
    early_code code; /* EARLY_ERROR: what is wrong, the first in the source's order */
    source_span span;
    source_span related; /* the other place, if there is one: else empty */
} early_result;

/* `program` is a Program that the parser wrote into the arena.  The parser asks only where
 * it has doubts (parse_doubts.c): if it has none, the answer is EARLY_OK. */
early_result early_check(const arena *a, arena_ref program, parse_options options);

#endif
