/* regexp.h - whether ECMAScript accepts a regular expression literal.
 *
 * The grammar of ECMAScript 2026 with its early errors, in three modes: the one
 * without a flag, as Annex B has it, `u`, and `v`.  Nothing is built: a pattern is
 * read once, from left to right.  Groups and nested classes are levels of a stack,
 * not of recursion, so that a pattern may nest as deep as it is long; the time is
 * that of its length (times the logarithm of its depth, if a name is repeated).
 *
 * What the result of a pattern depends on before it is known:
 *
 *   \3         with u or v: there are three groups, maybe further on
 *   \k<n>      in Annex B: an identity escape, unless there is any named group
 *   (?<n>...)  may stand twice, if not both can take part in one match
 *
 * The first two are noted and judged at the end; see regexp_names.c for the last. */
#ifndef ARENITE_REGEXP_H
#define ARENITE_REGEXP_H

#include <stdbool.h>
#include <stdint.h>

#include "lexer.h"

enum { REGEXP_U = 1 << 5, REGEXP_V = 1 << 6 }; /* of regexp_read_flags */

/* NULL, and which of the letters "dgimsuvy" stand there as a bit each; or what is
 * wrong with them.  (NULL, and no flags, for an empty span.) */
const char *regexp_read_flags(const uint8_t *p, const uint8_t *end, unsigned *flags);

typedef struct regexp_result {
    syntax_error error; /* message NULL: the literal is one.  Offsets as in the source */
    bool no_memory;     /* nothing was found out */
} regexp_result;

/* The literal that ends at `end` and has its pattern in [start, flags - 1) and its
 * flags in [flags, end), as a TOK_REGEXP has them: a slash stands behind the
 * pattern, which ends with no half of an escape. */
regexp_result regexp_validate(const uint8_t *source, uint32_t start, uint32_t flags,
                              uint32_t end);

#endif
