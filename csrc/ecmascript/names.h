/* names.h - the names declared in the scopes that are open: is there one twice?
 *
 * The parser pushes a word for each name that is declared, and asks when a scope ends:
 *
 *     | names of the scopes around | a  b  var c  d |
 *                                  ^ mark           ^ count
 *
 * The upper 48 bits are the name's hash, a bit of the others is its kind.  What is no
 * variable ends with its scope; variables stay, since they are the next scope's, too,
 * up to the function's.  So most scopes cost nothing, and those with names a look at
 * a few words that were just written.
 *
 * Answers are quick: two names may have one hash.  Whoever is told of a conflict looks
 * closer (early.h).  That a name is taken for another which must be there (a private one,
 * or an export's) happens once in 2^48 pairs, and nobody who writes names knows the seed. */
#ifndef ARENITE_NAMES_H
#define ARENITE_NAMES_H

#include "early_kinds.h"

#include <stddef.h>

/* Further kinds.  Exported names are names of their own. */
enum {
    NAME_EXPORTED = EARLY_KINDS,
    NAME_EXPORTED_LOCAL, /* of `export {x}`: it must be declared somewhere */
    NAME_KINDS,
};
_Static_assert(NAME_KINDS <= 16, "a bit for each");

/* Private names are on a stack of their own, also where they are used. */
enum { PRIVATE_USE = 16 };

typedef struct names {
    uint64_t *items;
    uint32_t count, capacity;
    bool failed;      /* malloc gave nothing; whoever asks is then told of a conflict */
    uint32_t solid;   /* of the items, those that are no variables */
    uint32_t excluded[EARLY_KINDS]; /* by each kind */
    uint64_t *slots;  /* room for a table of names */
    size_t room;
    uint64_t seed;    /* of the hashes */
    uint64_t budget;  /* of items that may still be looked at */
} names;

void names_init(names *n, bool typescript, const void *source, uint32_t source_length);
void names_free(names *n);

bool names__grow(names *n);

/* False when there is no memory: see `failed`. */
static inline bool
names_push(names *n, uint64_t hash, uint32_t kinds)
{
    if (n->count == n->capacity && !names__grow(n)) {
        return false;
    }
    n->items[n->count++] = (hash & ~UINT64_C(0xffff)) | kinds;
    return true;
}

/* The names since the mark end, and the variables stay.  False if two of them may be in
 * conflict. */
bool names_end_block(names *n, uint32_t mark);
/* All of them end.  `functions_vary`: functions are variables here. */
bool names_end_function(names *n, uint32_t mark, bool functions_vary);
/* The same of a program: what is exported must be there. */
bool names_end_program(names *n, bool functions_vary);
/* Of a class: what it declares ends; uses of other private names stay. */
bool names_end_class(names *n, uint32_t mark);

#endif
