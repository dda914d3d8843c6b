/* table.c - entries in order, and an open-addressing index of them. */
#include "table.h"

#include "hash.h"

/* ---- The block ---------------------------------------------------------- */

/* Tunable: an index of at most three quarters: a miss then looks at 8 slots, which
 * are half a line of cache, and a slot costs an entry 5 to 11 bytes. */
static uint32_t
slots_for(uint32_t capacity)
{
    if (capacity <= TABLE_LINEAR) {
        return 0;
    }
    uint32_t least = capacity + (capacity + 2) / 3;
    return UINT32_C(1) << (32 - __builtin_clz(least - 1));
}

static uint64_t
dead_offset(table_shape shape, uint32_t capacity)
{
    return (uint64_t)shape.stride * capacity;
}

static uint64_t
seed_offset(table_shape shape, uint32_t capacity)
{
    return (dead_offset(shape, capacity) + (capacity + 7) / 8 + 7) & ~UINT64_C(7);
}

uint64_t
table_size(table_shape shape, uint32_t capacity)
{
    uint32_t slots = slots_for(capacity);
    return seed_offset(shape, capacity)
           + (slots ? sizeof(uint64_t) + sizeof(uint32_t) * (uint64_t)slots : 0);
}

/* The capacity that fills an index of twice the slots. */
uint32_t
table_next_capacity(uint32_t capacity)
{
    if (capacity < TABLE_LINEAR) {
        return capacity ? TABLE_LINEAR : 4;
    }
    if (capacity > TABLE_MAX / 2) {
        return 0;
    }
    uint32_t slots = slots_for(capacity);
    return slots ? slots / 4 * 3 * 2 : 24;
}

static void
locate(table *t, char *block)
{
    uint32_t slots = slots_for(t->capacity);
    char *behind = block + seed_offset(t->shape, t->capacity);
    t->entries = block;
    t->dead = (uint8_t *)block + dead_offset(t->shape, t->capacity);
    t->index = NULL;
    t->mask = 0;
    t->seed = 0;
    if (slots) {
        memcpy(&t->seed, behind, sizeof t->seed);
        t->index = (uint32_t *)(void *)(behind + sizeof t->seed);
        t->mask = slots - 1;
    }
}

bool
table_open(table *t, const arena *texts, table_shape shape, char *block, uint32_t length,
           uint32_t used, uint32_t capacity)
{
    if (length > used || used > capacity || capacity > TABLE_MAX) {
        return false;
    }
    t->texts = texts;
    t->shape = shape;
    t->length = length;
    t->used = used;
    t->capacity = capacity;
    locate(t, block);
    return true;
}

/* ---- Keys --------------------------------------------------------------- */

/* A text that is not all in the arena is none, and equal to no key. */
static const char *
text_at(const table *t, uint32_t entry, size_t *length)
{
    arena_text text;
    memcpy(&text, table_entry(t, entry), sizeof text);
    *length = arena_text_length(text);
    return *length ? arena_at_position(t->texts, arena_text_position(text), *length) : "";
}

static uint64_t
read_word(const char *at, uint8_t size)
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

static bool
has_text(const table *t, uint32_t entry, const table_key *key)
{
    size_t length;
    const char *text = text_at(t, entry, &length);
    return length == key->length && text && memcmp(text, key->text, length) == 0;
}

static inline bool
has_key(const table *t, uint32_t entry, const table_key *key)
{
    if (!table_is_alive(t, entry)) {
        return false;
    }
    return t->shape.is_text ? has_text(t, entry, key)
                            : read_word(table_entry(t, entry), t->shape.key_size) == key->word;
}

static inline uint64_t
hash_key(const table *t, const table_key *key)
{
    return t->shape.is_text ? hash_bytes(key->text, key->length, t->seed)
                            : hash_word(key->word, t->seed);
}

static uint64_t
hash_entry(const table *t, uint32_t entry)
{
    table_key key = {0};
    if (t->shape.is_text) {
        key.text = text_at(t, entry, &key.length);
        key.length = key.text ? key.length : 0;
    } else {
        key.word = read_word(table_entry(t, entry), t->shape.key_size);
    }
    return hash_key(t, &key);
}

/* ---- The index ---------------------------------------------------------- */

/* The low bits of the hash say where a slot is, the high ones what is in it. */
static inline uint32_t
slot_of(const table *t, uint64_t hash, uint32_t entry)
{
    return ((uint32_t)(hash >> 32) & ~t->mask) | (entry + 1);
}

static inline uint32_t
entry_of(const table *t, uint32_t slot)
{
    return (slot & t->mask) - 1;
}

uint32_t
table_find(const table *t, const table_key *key)
{
    if (!t->index) {
        for (uint32_t entry = 0; entry < t->used; entry++) {
            if (has_key(t, entry, key)) {
                return entry;
            }
        }
        return TABLE_NONE;
    }
    uint64_t hash = hash_key(t, key);
    uint32_t wanted = slot_of(t, hash, 0) & ~t->mask, i = (uint32_t)hash & t->mask;
    for (uint32_t n = 0; n <= t->mask && t->index[i]; n++, i = (i + 1) & t->mask) {
        uint32_t slot = t->index[i], entry = entry_of(t, slot);
        if ((slot & ~t->mask) == wanted && entry < t->used && has_key(t, entry, key)) {
            return entry;
        }
    }
    return TABLE_NONE;
}

/* In a table of sound bytes a quarter of the slots is free. */
static void
put(table *t, uint64_t hash, uint32_t entry)
{
    uint32_t i = (uint32_t)hash & t->mask;
    for (uint32_t n = 0; n < t->mask && t->index[i]; n++) {
        i = (i + 1) & t->mask;
    }
    t->index[i] = slot_of(t, hash, entry);
}

void
table_add(table *t, const table_key *key)
{
    if (t->index) {
        put(t, hash_key(t, key), t->used);
    }
    if (t->used != t->length) {
        t->dead[t->used / 8] &= (uint8_t)~(1u << t->used % 8);
    }
    t->used++;
    t->length++;
}

static void
set_seed(table *t, uint64_t seed)
{
    t->seed = seed;
    memcpy((char *)t->index - sizeof seed, &seed, sizeof seed);
}

void
table_rebuild(table *t, const arena *texts, table_shape shape, char *block, uint32_t length,
              uint32_t capacity, uint64_t seed)
{
    (void)table_open(t, texts, shape, block, length, length, capacity);
    if (!t->index) {
        return;
    }
    set_seed(t, seed);
    memset(t->index, 0, ((size_t)t->mask + 1) * sizeof *t->index);
    for (uint32_t entry = 0; entry < length; entry++) {
        put(t, hash_entry(t, entry), entry);
    }
}

/* ---- Deleting ----------------------------------------------------------- */

/* Where the slot of an entry is; mask + 1 if there is none. */
static uint32_t
find_slot(const table *t, uint32_t entry)
{
    uint32_t i = (uint32_t)hash_entry(t, entry) & t->mask;
    for (uint32_t n = 0; n <= t->mask && t->index[i]; n++, i = (i + 1) & t->mask) {
        if (entry_of(t, t->index[i]) == entry) {
            return i;
        }
    }
    return t->mask + 1;
}

/* Frees a slot: those behind it that probing would not find any more move up.
 * A dead one cannot be hashed, as its text may be gone: it blocks the way. */
static bool
free_slot(table *t, uint32_t hole)
{
    uint32_t end = hole;
    for (uint32_t n = 0;; n++) {
        end = (end + 1) & t->mask;
        if (!t->index[end]) {
            break;
        }
        uint32_t entry = entry_of(t, t->index[end]);
        if (n == t->mask || entry >= t->used || !table_is_alive(t, entry)) {
            return false;
        }
    }
    for (uint32_t i = (hole + 1) & t->mask; i != end; i = (i + 1) & t->mask) {
        uint32_t home = (uint32_t)hash_entry(t, entry_of(t, t->index[i])) & t->mask;
        if (((i - home) & t->mask) >= ((i - hole) & t->mask)) {
            t->index[hole] = t->index[i];
            hole = i;
        }
    }
    t->index[hole] = 0;
    return true;
}

void
table_delete(table *t, uint32_t entry)
{
    if (entry == t->used - 1) {
        uint32_t slot = t->index ? find_slot(t, entry) : 0;
        if (!t->index || (slot <= t->mask && free_slot(t, slot))) {
            t->used--;
            t->length--;
            return;
        }
    }
    if (t->used == t->length) {
        memset(t->dead, 0, (t->capacity + 7) / 8);
    }
    t->dead[entry / 8] |= (uint8_t)(1u << entry % 8);
    t->length--;
}

/* ---- Going through ------------------------------------------------------ */

uint32_t
table_next(const table *t, uint32_t entry)
{
    if (t->used == t->length) {
        return entry < t->used ? entry : t->used;
    }
    while (entry < t->used && !table_is_alive(t, entry)) {
        bool skip = entry % 64 == 0 && t->used - entry >= 64
                    && hash__read8((const char *)t->dead + entry / 8) == UINT64_MAX;
        entry += skip ? 64 : 1;
    }
    return entry < t->used ? entry : t->used;
}

uint32_t
table_previous(const table *t, uint32_t entry)
{
    entry = entry < t->used ? entry : t->used;
    while (entry > 0 && !table_is_alive(t, entry - 1)) {
        bool skip = entry % 64 == 0
                    && hash__read8((const char *)t->dead + entry / 8 - 8) == UINT64_MAX;
        entry -= skip ? 64 : 1;
    }
    return entry - 1; /* TABLE_NONE if there is none */
}

void
table_copy(const table *t, char *to)
{
    size_t stride = t->shape.stride;
    if (t->used == t->length) {
        memmove(to, t->entries, stride * t->used);
        return;
    }
    uint32_t copied = 0;
    for (uint32_t i = table_next(t, 0); i < t->used && copied < t->length;
         i = table_next(t, i + 1), copied++) {
        memmove(to + stride * copied, table_entry(t, i), stride);
    }
    memset(to + stride * copied, 0, stride * (t->length - copied));
}

/* ---- For tests ---------------------------------------------------------- */

static const char *
check_index(const table *t)
{
    uint32_t slots = 0;
    for (uint32_t i = 0; i <= t->mask; i++) {
        slots += t->index[i] != 0;
        if (t->index[i] && entry_of(t, t->index[i]) >= t->used) {
            return "a slot of no entry";
        }
    }
    if (slots > t->capacity) {
        return "more slots in use than entries";
    }
    for (uint32_t e = table_next(t, 0); e < t->used; e = table_next(t, e + 1)) {
        if (find_slot(t, e) > t->mask) {
            return "an entry that is not found";
        }
    }
    return NULL;
}

const char *
table_check(const table *t)
{
    uint32_t alive = 0;
    for (uint32_t e = table_next(t, 0); e < t->used; e = table_next(t, e + 1)) {
        alive++;
    }
    if (alive != t->length) {
        return "length is not the number of entries that are alive";
    }
    return t->index ? check_index(t) : NULL;
}
