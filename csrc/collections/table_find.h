/* table_find.h - looking a key up in a table, inline: in most programs that is what
 * is done with one. */
#ifndef ARENITE_TABLE_FIND_H
#define ARENITE_TABLE_FIND_H

#include "hash.h"
#include "table.h"

/* A text that is not all in the arena is none, and equal to no key. */
static inline const char *
table__text_at(const table *t, uint32_t entry, size_t *length)
{
    arena_text text;
    memcpy(&text, table_entry(t, entry), sizeof text);
    *length = arena_text_length(text);
    return *length ? arena_at_position(t->texts, arena_text_position(text), *length) : "";
}

static inline uint64_t
table__read_word(const char *at, uint8_t size)
{
    uint64_t word = 0;
    switch (size) { /* a size that the compiler knows is one load */
    case 1: memcpy(&word, at, 1); break;
    case 2: memcpy(&word, at, 2); break;
    case 4: memcpy(&word, at, 4); break;
    default: memcpy(&word, at, 8);
    }
    return word;
}

static inline bool
table__has_text(const table *t, uint32_t entry, const table_key *key)
{
    size_t length;
    const char *text = table__text_at(t, entry, &length);
    return length == key->length && text && memcmp(text, key->text, length) == 0;
}

static inline bool
table__has_word(const table *t, uint32_t entry, const table_key *key)
{
    return table__read_word(table_entry(t, entry), t->shape.key_size) == key->word;
}

static inline bool
table__has_word4(const table *t, uint32_t entry, const table_key *key)
{
    return table__read_word(table_entry(t, entry), 4) == key->word;
}

static inline bool
table__has_word8(const table *t, uint32_t entry, const table_key *key)
{
    return table__read_word(table_entry(t, entry), 8) == key->word;
}

static inline uint64_t
table__hash_key(const table *t, const table_key *key)
{
    return t->shape.is_text ? hash_bytes(key->text, key->length, t->seed)
                            : hash_word(key->word, t->seed);
}

/* The low bits of the hash say where a slot is, the high ones what is in it. */
static inline uint32_t
table__slot_of(const table *t, uint64_t hash, uint32_t entry)
{
    return ((uint32_t)(hash >> 32) & ~t->mask) | (entry + 1);
}

static inline uint32_t
table__entry_of(const table *t, uint32_t slot)
{
    return (slot & t->mask) - 1;
}

/* Where a key is looked for, one slot after another until a free one.  A number
 * begins at the slot of its own low bits: numbers that were counted up, as ids are,
 * then lie in the index as in memory, and are found without hashing.  What does not
 * find its place there goes on by its hash, in steps of its own, so that numbers
 * chosen to fall into one slot gain nothing, and runs of full slots are no matter.
 * A text begins at its hash and goes on to the next slot, in the same line of cache. */
typedef struct table__probe {
    uint32_t at, then, step;
} table__probe;

static inline table__probe
table__start(const table *t, uint64_t hash, uint64_t word)
{
    uint32_t home = (uint32_t)hash;
    if (t->shape.is_text) {
        return (table__probe){home & t->mask, (home + 1) & t->mask, 1};
    }
    return (table__probe){(uint32_t)word & t->mask, home & t->mask, (uint32_t)(hash >> 32) | 1};
}

static inline void
table__go_on(const table *t, table__probe *p)
{
    p->at = p->then;
    p->then = (p->then + p->step) & t->mask;
}

typedef bool (*table__matcher)(const table *t, uint32_t entry, const table_key *key);

static inline __attribute__((always_inline)) bool
table__is_at(const table *t, uint32_t entry, const table_key *key, table__matcher matches)
{
    return entry < t->used && matches(t, entry, key) && table_is_alive(t, entry);
}

static inline __attribute__((always_inline)) uint32_t
table__find_linearly(const table *t, const table_key *key, table__matcher matches)
{
    for (uint32_t entry = 0; entry < t->used; entry++) {
        if (matches(t, entry, key) && table_is_alive(t, entry)) {
            return entry;
        }
    }
    return TABLE_NONE;
}

/* Inlined for each kind of key, so that comparing one is an instruction or two. */
static inline __attribute__((always_inline)) uint32_t
table__find(const table *t, const table_key *key, bool is_text, table__matcher matches)
{
    if (!t->index) {
        return table__find_linearly(t, key, matches);
    }
    uint32_t slot;
    if (!is_text) {
        slot = t->index[(uint32_t)key->word & t->mask];
        uint32_t entry = table__entry_of(t, slot);
        if (!slot || table__is_at(t, entry, key, matches)) {
            return slot ? entry : TABLE_NONE;
        }
    }
    uint64_t hash = table__hash_key(t, key);
    table__probe p = table__start(t, hash, key->word);
    uint32_t wanted = table__slot_of(t, hash, 0) & ~t->mask;
    if (!is_text) {
        table__go_on(t, &p);
    }
    for (uint32_t n = 0; n <= t->mask && (slot = t->index[p.at]); n++, table__go_on(t, &p)) {
        uint32_t entry = table__entry_of(t, slot);
        if ((slot & ~t->mask) == wanted && table__is_at(t, entry, key, matches)) {
            return entry;
        }
    }
    return TABLE_NONE;
}

/* The entry, or TABLE_NONE. */
static inline uint32_t
table_find(const table *t, const table_key *key)
{
    if (t->shape.is_text) {
        return table__find(t, key, true, table__has_text);
    }
    switch (t->shape.key_size) {
    case 4: return table__find(t, key, false, table__has_word4);
    case 8: return table__find(t, key, false, table__has_word8);
    default: return table__find(t, key, false, table__has_word);
    }
}

#endif
