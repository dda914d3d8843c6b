/* symbols.h - texts and their numbers: 0, 1, 2, ... in the order in which they came.
 *
 * The texts lie in an arena of their own, one behind the other; the entries and
 * their index (table.h) in a block beside it, from the same source, so that nothing
 * is left behind when they grow.  Or all of it lies in an arena of others, which frees
 * it: then each block is left behind when the next one is made. */
#ifndef ARENITE_SYMBOLS_H
#define ARENITE_SYMBOLS_H

#include "table.h"

#define SYMBOLS_NONE UINT32_MAX

typedef struct symbols {
    arena texts;
    arena *home; /* where the texts are: `texts`, or an arena of others */
    uint32_t align; /* of texts there */
    char *block; /* the entries and their index; NULL while there are none */
    table table; /* of `block` */
    uint64_t seed;
    uint64_t bytes; /* of the texts */
    arena_source source;
} symbols;

/* Empty; asks the source for nothing.  The struct must stay where it is. */
void symbols_init(symbols *s, arena_source source, uint64_t seed);
/* The same in an arena of others.  Once it has freed their memory, nothing may be
 * asked of them but symbols_count. */
void symbols_init_in(symbols *s, arena *home, uint32_t align, uint64_t seed);
/* Gives all memory back: it is as after symbols_init.  Not in an arena of others. */
void symbols_clear(symbols *s);

/* The number of a text, or SYMBOLS_NONE. */
uint32_t symbols_find(const symbols *s, const char *text, size_t length);
/* The number of a text that is not there yet, which is the count so far.
 * SYMBOLS_NONE, and nothing has changed, if there is no memory, the text is longer
 * than ARENA_MAX_TEXT, or there are TABLE_MAX texts. */
uint32_t symbols_add(symbols *s, const char *text, size_t length);
/* Takes the newest one back.  Not in an arena of others. */
void symbols_drop_newest(symbols *s);
/* The text of a number, or NULL if it is of none. */
const char *symbols_text(const symbols *s, uint32_t symbol, size_t *length);

static inline uint32_t
symbols_count(const symbols *s)
{
    return s->table.used;
}

/* Bytes of the block; 0 while there is none. */
uint64_t symbols_block_size(const symbols *s);
/* Bytes of the texts and of the block. */
uint64_t symbols_bytes(const symbols *s);
/* How many symbols_bytes will be more when a text of this length is added. */
uint64_t symbols_cost(const symbols *s, size_t length);

#endif
