/* symbols.h - texts and their numbers: 0, 1, 2, ... in the order in which they came.
 *
 * The texts lie in an arena of their own, one behind the other; the entries and
 * their index (table.h) in a block beside it, from the same source, so that nothing
 * is left behind when they grow. */
#ifndef ARENITE_SYMBOLS_H
#define ARENITE_SYMBOLS_H

#include "table.h"

#define SYMBOLS_NONE UINT32_MAX

typedef struct symbols {
    arena texts;
    char *block; /* the entries and their index; NULL while there are none */
    table table; /* of `block` */
    uint64_t seed;
    uint64_t bytes; /* of the texts */
    arena_source source;
} symbols;

/* Empty; asks the source for nothing.  The struct must stay where it is. */
void symbols_init(symbols *s, arena_source source, uint64_t seed);
/* Gives all memory back: it is as after symbols_init. */
void symbols_clear(symbols *s);

/* The number of a text, or SYMBOLS_NONE. */
uint32_t symbols_find(const symbols *s, const char *text, size_t length);
/* The number of a text that is not there yet, which is the count so far.
 * SYMBOLS_NONE, and nothing has changed, if there is no memory, the text is longer
 * than ARENA_MAX_TEXT, or there are TABLE_MAX texts. */
uint32_t symbols_add(symbols *s, const char *text, size_t length);
/* Takes the newest one back. */
void symbols_drop_newest(symbols *s);
/* The text of a number, or NULL if it is of none. */
const char *symbols_text(const symbols *s, uint32_t symbol, size_t *length);

static inline uint32_t
symbols_count(const symbols *s)
{
    return s->table.used;
}

/* Bytes of the texts and of the block. */
uint64_t symbols_bytes(const symbols *s);
/* How many symbols_bytes will be more when a text of this length is added. */
uint64_t symbols_cost(const symbols *s, size_t length);

#endif
