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

typedef bool (*table__matcher)(const table *t, uint32_t entry, const table_key *key);

/* Inlined for each kind of key, so that comparing one is an instruction or two. */
static inline __attribute__((always_inline)) uint32_t
table__find(const table *t, const table_key *key, uint64_t hash, table__matcher matches)
{
    if (!t->index) {
        for (uint32_t entry = 0; entry < t->used; entry++) {
            if (matches(t, entry, key) && table_is_alive(t, entry)) {
                return entry;
            }
        }
        return TABLE_NONE;
    }
    uint32_t wanted = table__slot_of(t, hash, 0) & ~t->mask, i = (uint32_t)hash & t->mask, slot;
    for (uint32_t n = 0; n <= t->mask && (slot = t->index[i]); n++, i = (i + 1) & t->mask) {
        uint32_t entry = table__entry_of(t, slot);
        if ((slot & ~t->mask) == wanted && entry < t->used && matches(t, entry, key)
            && table_is_alive(t, entry)) {
            return entry;
        }
    }
    return TABLE_NONE;
}

#define TABLE__FIND(t, key, matches) \
    table__find((t), (key), (t)->index ? table__hash_key((t), (key)) : 0, (matches))

/* The entry, or TABLE_NONE. */
static inline uint32_t
table_find(const table *t, const table_key *key)
{
    if (t->shape.is_text) {
        return TABLE__FIND(t, key, table__has_text);
    }
    switch (t->shape.key_size) {
    case 4: return TABLE__FIND(t, key, table__has_word4);
    case 8: return TABLE__FIND(t, key, table__has_word8);
    default: return TABLE__FIND(t, key, table__has_word);
    }
}

#endif
