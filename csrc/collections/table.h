/* table.h - the hash table under Map and symbols: entries in the order in which
 * they came, and an index of them.
 *
 * All of it is one block of memory, which the caller has got somewhere and whose
 * size follows from the capacity:
 *
 *     [ entry 0 | entry 1 | ... ] [ dead: a bit an entry ] [ seed ] [ index: u32 ... ]
 *
 * An entry begins with its key: a number of 1, 2, 4 or 8 bytes, or an arena_text.
 * What is behind it is the caller's.  Up to TABLE_LINEAR entries there is neither
 * seed nor index, and keys are compared one by one: most scopes of a program have
 * few names.  Of a larger table the index is a power of two of slots, at most three
 * quarters in use, probed as table_find.h says:
 *
 *     slot = 1 + entry, in as many low bits as the index has, and bits of the key's
 *            hash in those above; 0: free
 *
 * so that a slot of another key is mostly told by the slot itself.  An entry that
 * is deleted keeps its place and its slot until the table is packed: its bit in
 * `dead` is set (while none is, the bits are not kept at all).  Only of the newest
 * entry are place and slot given back at once, so that a table used as a stack stays
 * packed.
 *
 * Nothing in the block is an address, and the seed lies in it: it can be moved.
 * Its bytes are not trusted: whatever they are, what these functions read and write
 * is in the block, and texts are read through the arena.
 *
 * Rejected: a hash beside each entry, as dict has it (8 bytes an entry, and numbers
 * are hashed in a nanosecond); entries in the index itself (no order, and the third
 * of free slots is of whole entries); control bytes a group (another array to keep,
 * where the bits in the slot do the same). */
#ifndef ARENITE_TABLE_H
#define ARENITE_TABLE_H

#include "arena.h"

#include <string.h>

enum { TABLE_LINEAR = 8 }; /* entries without an index: a line of cache or two */

#define TABLE_MAX (UINT32_C(1) << 30) /* entries */
#define TABLE_NONE UINT32_MAX

/* What the entries of a table are. */
typedef struct table_shape {
    uint32_t stride;  /* bytes of an entry, a multiple of the key's alignment */
    uint8_t key_size; /* of a number: 1, 2, 4, 8 */
    bool is_text;     /* the key is an arena_text */
} table_shape;

/* A key that is looked for: `word`, or `text` and `length`. */
typedef struct table_key {
    uint64_t word;
    const char *text;
    size_t length;
} table_key;

/* A block, and how far it is in use: `length` entries are alive of the first `used`
 * of `capacity`. */
typedef struct table {
    const arena *texts; /* where arena_texts are */
    char *entries;
    uint8_t *dead;
    uint32_t *index; /* NULL: none */
    uint64_t seed;
    uint32_t mask; /* slots - 1 */
    uint32_t length, used, capacity;
    table_shape shape;
} table;

/* Tunable: an index of at most three quarters: a miss then looks at 8 slots, which
 * are half a line of cache, and a slot costs an entry 5 to 11 bytes. */
static inline uint32_t
table_slots(uint32_t capacity)
{
    if (capacity <= TABLE_LINEAR) {
        return 0;
    }
    uint32_t least = capacity + (capacity + 2) / 3;
    return UINT32_C(1) << (32 - __builtin_clz(least - 1));
}

/* Where the seed is. */
static inline uint64_t
table_index_offset(table_shape shape, uint32_t capacity)
{
    return ((uint64_t)shape.stride * capacity + (capacity + 7) / 8 + 7) & ~UINT64_C(7);
}

/* Bytes of a block, a multiple of 8.  capacity <= TABLE_MAX. */
static inline uint64_t
table_size(table_shape shape, uint32_t capacity)
{
    uint32_t slots = table_slots(capacity);
    return table_index_offset(shape, capacity)
           + (slots ? sizeof(uint64_t) + sizeof(uint32_t) * (uint64_t)slots : 0);
}

/* The capacity to grow to when one more entry is needed; 0 if there is none. */
uint32_t table_next_capacity(uint32_t capacity);

/* Fills `t` from a block in use, aligned to 8, of table_size bytes; false if the
 * numbers cannot be those of a table. */
static inline bool
table_open(table *t, const arena *texts, table_shape shape, char *block, uint32_t length,
           uint32_t used, uint32_t capacity)
{
    if (length > used || used > capacity || capacity > TABLE_MAX) {
        return false;
    }
    uint32_t slots = table_slots(capacity);
    char *behind = block + table_index_offset(shape, capacity);
    *t = (table){.texts = texts, .entries = block, .length = length, .used = used,
                 .capacity = capacity, .shape = shape};
    t->dead = (uint8_t *)block + (uint64_t)shape.stride * capacity;
    if (slots) {
        memcpy(&t->seed, behind, sizeof t->seed);
        t->index = (uint32_t *)(void *)(behind + sizeof t->seed);
        t->mask = slots - 1;
    }
    return true;
}

/* The same of a block whose index is not made yet, or is of another capacity: all
 * entries are alive.  The index is made under `seed`. */
void table_rebuild(table *t, const arena *texts, table_shape shape, char *block, uint32_t length,
                   uint32_t capacity, uint64_t seed);

/* table_find is in table_find.h. */
/* Adds the entry `used`, which the caller has written; its key is in no other. */
void table_add(table *t, const table_key *key);
/* Deletes an entry that is alive; its bytes stay for the caller to read until the
 * next change. */
void table_delete(table *t, uint32_t entry);
/* The first entry from `entry` on that is alive, or `used`. */
uint32_t table_next(const table *t, uint32_t entry);
/* The last one before `entry`, or TABLE_NONE. */
uint32_t table_previous(const table *t, uint32_t entry);
/* Copies what is alive to `to`, packed; which may be the block itself. */
void table_copy(const table *t, char *to);
/* Whether packing pays: most entries are dead. */
static inline bool
table_is_sparse(const table *t)
{
    uint32_t dead = t->used - t->length;
    return dead > t->used / 2 && dead > t->capacity / 8;
}

static inline char *
table_entry(const table *t, uint32_t entry)
{
    return t->entries + (size_t)entry * t->shape.stride;
}

static inline bool
table_is_alive(const table *t, uint32_t entry)
{
    return t->used == t->length || !(t->dead[entry / 8] >> entry % 8 & 1);
}

/* NULL, or what is wrong with the table.  For tests. */
const char *table_check(const table *t);

#endif
