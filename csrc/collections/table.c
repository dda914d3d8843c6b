/* table.c - entries in order, and an open-addressing index of them. */
#include "table.h"

#include "table_find.h"

/* ---- The block ---------------------------------------------------------- */

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
    uint32_t slots = table_slots(capacity);
    return slots ? slots / 4 * 3 * 2 : 24;
}

/* ---- The index ---------------------------------------------------------- */

static table_key
key_of(const table *t, uint32_t entry)
{
    table_key key = {0};
    if (t->shape.is_text) {
        key.text = table__text_at(t, entry, &key.length);
        key.length = key.text ? key.length : 0;
    } else {
        key.word = table__read_word(table_entry(t, entry), t->shape.key_size);
    }
    return key;
}

/* In a table of sound bytes a quarter of the slots is free. */
static void
put(table *t, const table_key *key, uint32_t entry)
{
    uint64_t hash = table__hash_key(t, key);
    table__probe p = table__start(t, hash, key->word);
    for (uint32_t n = 0; n <= t->mask && t->index[p.at]; n++) {
        table__go_on(t, &p);
    }
    t->index[p.at] = table__slot_of(t, hash, entry);
}

void
table_add(table *t, const table_key *key)
{
    if (t->index) {
        put(t, key, t->used);
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
        table_key key = key_of(t, entry);
        put(t, &key, entry);
    }
}

/* ---- Deleting ----------------------------------------------------------- */

/* The slot of an entry, or NULL if there is none. */
static uint32_t *
find_slot(const table *t, uint32_t entry)
{
    table_key key = key_of(t, entry);
    table__probe p = table__start(t, table__hash_key(t, &key), key.word);
    for (uint32_t n = 0; n <= t->mask + 1 && t->index[p.at]; n++, table__go_on(t, &p)) {
        if (table__entry_of(t, t->index[p.at]) == entry) {
            return &t->index[p.at];
        }
    }
    return NULL;
}

/* Its slot was free when those of all older entries were looked for, so none of
 * them lies behind it: it can be free again. */
static bool
take_newest_back(table *t)
{
    if (t->index) {
        uint32_t *slot = find_slot(t, t->used - 1);
        if (!slot) {
            return false;
        }
        *slot = 0;
    }
    t->used--;
    t->length -= t->length > 0;
    return true;
}

void
table_delete(table *t, uint32_t entry)
{
    if (entry == t->used - 1 && take_newest_back(t)) {
        return;
    }
    if (t->used == t->length) {
        memset(t->dead, 0, (t->capacity + 7) / 8);
    }
    t->dead[entry / 8] |= (uint8_t)(1u << entry % 8);
    t->length -= t->length > 0; /* it is 0 if the bytes are no table's */
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
    if (t->used == 0) {
        return; /* there may be no block */
    }
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
        if (t->index[i] && table__entry_of(t, t->index[i]) >= t->used) {
            return "a slot of no entry";
        }
    }
    if (slots > t->capacity) {
        return "more slots in use than entries";
    }
    for (uint32_t e = table_next(t, 0); e < t->used; e = table_next(t, e + 1)) {
        if (!find_slot(t, e)) {
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
