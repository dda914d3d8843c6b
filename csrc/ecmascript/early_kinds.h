/* early_kinds.h - what the parser's doubts and the pass over early errors both know: the
 * kinds of declarations, which of them exclude each other, which names strict code has
 * not. */
#ifndef ARENITE_EARLY_KINDS_H
#define ARENITE_EARLY_KINDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum early_kind {
    EARLY_VAR,
    EARLY_LEXICAL,
    EARLY_CLASS,
    EARLY_FUNCTION,
    EARLY_PARAMETER,
    EARLY_UNIQUE_PARAMETER, /* that may not be there twice, even in sloppy code */
    EARLY_CATCH,  /* `catch (x)`; of a pattern the names are lexical */
    EARLY_IMPORT,
    EARLY_ENUM,
    EARLY_CONST_ENUM,
    EARLY_INTERFACE,
    EARLY_TYPE,
    EARLY_NAMESPACE,
    EARLY_KINDS,
} early_kind;

#define EARLY_BIT(kind) (1u << EARLY_##kind)
#define EARLY_EVERYTHING (~0u)

/* The kinds that a declaration may not meet in its scope, in strict code. */
uint32_t early_excluded_by(bool typescript, early_kind kind);
/* The kinds that a variable may not meet on its way out to its function. */
uint32_t early_excluded_by_variable(bool typescript);

/* What a private name is declared as, in bits.  A getter and a setter may share one. */
enum { PRIVATE_GET = 1, PRIVATE_SET = 2, PRIVATE_OTHER = 4, PRIVATE_STATIC = 8 };

static inline bool
early_is_accessor_pair(uint32_t one, uint32_t other)
{
    return ((one | other) & PRIVATE_OTHER) == 0 && (one & other & (PRIVATE_GET | PRIVATE_SET)) == 0
           && ((one ^ other) & PRIVATE_STATIC) == 0;
}

bool early_is_restricted_word(const char *word, size_t length); /* eval, arguments */
bool early_is_reserved_word(const char *word, size_t length); /* let, static ... */

#endif
