/* test_collections_table.c - the table under Map: against a plain model, and over
 * bytes that are no table's. */
#include "check.h"
#include "hash.h"
#include "source.h"
#include "table_find.h"

#include <stdlib.h>
#include <string.h>

enum { KEYS = 700 };

static const table_shape numbers = {.stride = 16, .key_size = 8};

typedef struct model {
    table table;
    char *block;
    uint64_t keys[KEYS * 40]; /* those that are there, in order */
    uint32_t length;
} model;

static uint64_t state;

static uint32_t
random_below(uint32_t bound)
{
    state += HASH_A;
    return (uint32_t)(hash_word(state, 0) >> 32) % bound;
}

static table_key
number(uint64_t word)
{
    return (table_key){.word = word};
}

static void
resize(model *m, uint32_t capacity)
{
    char *block = malloc(table_size(numbers, capacity));
    if (m->block) {
        table_copy(&m->table, block);
    }
    table_rebuild(&m->table, NULL, numbers, block, m->table.length, capacity, 42);
    free(m->block);
    m->block = block;
}

static void
add(model *m, uint64_t key)
{
    if (m->table.used == m->table.capacity) {
        bool full = m->table.length > m->table.capacity / 4 * 3;
        resize(m, full || !m->block ? table_next_capacity(m->table.capacity) : m->table.capacity);
    }
    char *entry = table_entry(&m->table, m->table.used);
    uint64_t value = ~key;
    memcpy(entry, &key, 8);
    memcpy(entry + 8, &value, 8);
    table_add(&m->table, &(table_key){.word = key});
    m->keys[m->length++] = key;
}

static void
drop(model *m, uint32_t i)
{
    table_key key = number(m->keys[i]);
    uint32_t entry = table_find(&m->table, &key);
    CHECK(entry != TABLE_NONE);
    table_delete(&m->table, entry);
    memmove(&m->keys[i], &m->keys[i + 1], (m->length - i - 1) * sizeof *m->keys);
    m->length--;
    if (table_is_sparse(&m->table)) {
        table_copy(&m->table, m->block);
        table_rebuild(&m->table, NULL, numbers, m->block, m->table.length, m->table.capacity, 7);
    }
}

static void
compare(const model *m)
{
    CHECK(table_check(&m->table) == NULL);
    CHECK_EQ(m->table.length, m->length);
    uint32_t entry = table_next(&m->table, 0);
    for (uint32_t i = 0; i < m->length; i++, entry = table_next(&m->table, entry + 1)) {
        CHECK(entry < m->table.used && memcmp(table_entry(&m->table, entry), &m->keys[i], 8) == 0);
    }
    CHECK_EQ(entry, m->table.used);
    entry = table_previous(&m->table, m->table.used);
    for (uint32_t i = m->length; i-- > 0; entry = table_previous(&m->table, entry)) {
        CHECK(entry != TABLE_NONE && memcmp(table_entry(&m->table, entry), &m->keys[i], 8) == 0);
    }
    CHECK_EQ(entry, TABLE_NONE);
}

static void
random_programs(void)
{
    for (uint32_t seed = 0; seed < 60; seed++) {
        model *m = calloc(1, sizeof *m);
        uint32_t keys = 1 + random_below(KEYS), deletes = random_below(10), ends = random_below(4);
        for (uint32_t step = 0; step < 3000; step++) {
            table_key key = number(random_below(keys));
            uint32_t entry = m->block ? table_find(&m->table, &key) : TABLE_NONE;
            if (entry == TABLE_NONE) {
                add(m, key.word);
            } else if (random_below(10) < deletes) {
                uint32_t i = ends == 0 ? m->length - 1 : ends == 1 ? 0 : random_below(m->length);
                drop(m, i);
            }
            if (step % 250 == 0) {
                compare(m);
            }
        }
        compare(m);
        free(m->block);
        free(m);
    }
}

static void
used_as_a_stack_it_stays_packed(void)
{
    model *m = calloc(1, sizeof *m);
    for (uint64_t i = 0; i < 100; i++) {
        add(m, i);
    }
    uint32_t capacity = m->table.capacity;
    for (uint64_t i = 100; i < 10000; i++) {
        add(m, i);
        drop(m, m->length - 1);
    }
    CHECK_EQ(m->table.capacity, capacity);
    CHECK_EQ(m->table.used, 100);
    while (m->length) {
        drop(m, m->length - 1);
    }
    CHECK_EQ(m->table.used, 0);
    compare(m);
    free(m->block);
    free(m);
}

static void
keys_of_every_size(void)
{
    for (uint8_t size = 1; size <= 8; size = (uint8_t)(size * 2)) {
        table_shape shape = {.stride = size, .key_size = size};
        char *block = calloc(1, table_size(shape, 200));
        table t;
        table_rebuild(&t, NULL, shape, block, 0, 200, 1);
        for (uint64_t i = 0; i < 200; i++) {
            memcpy(table_entry(&t, t.used), &i, size);
            table_add(&t, &(table_key){.word = i});
        }
        for (uint64_t i = 0; i < 256; i++) {
            CHECK_EQ(table_find(&t, &(table_key){.word = i}), i < 200 ? i : TABLE_NONE);
        }
        CHECK(table_check(&t) == NULL);
        free(block);
    }
}

static void
capacities(void)
{
    uint32_t capacity = 0, previous = 0;
    while ((capacity = table_next_capacity(capacity))) {
        CHECK(capacity > previous && capacity <= TABLE_MAX * UINT64_C(2));
        CHECK(table_size(numbers, capacity) % 8 == 0);
        previous = capacity;
    }
    CHECK(previous > TABLE_MAX / 2);
    CHECK_EQ(table_size(numbers, 8), 8 * 16 + 8);
    CHECK_EQ(table_size(numbers, 24), 24 * 16 + 8 + 8 + 32 * 4);
}

/* Any bytes: no answer is outside of the block, and everything ends. */
static void
bytes_that_are_no_table(void)
{
    arena texts;
    arena_init(&texts, arena_source_malloc(), ARENA_NO_LIMIT);
    for (uint32_t seed = 0; seed < 3000; seed++) {
        uint32_t capacity = random_below(60);
        table_shape shape = {.stride = 8, .key_size = 8, .is_text = seed % 2};
        size_t size = table_size(shape, capacity);
        char *block = malloc(size ? size : 1);
        uint32_t small = random_below(2);
        for (size_t i = 0; i < size; i++) {
            block[i] = (char)(small && i % 4 ? 0 : random_below(small ? 64 : 256));
        }
        table t;
        uint32_t used = random_below(64), length = random_below(64);
        bool good = table_open(&t, &texts, shape, block, length, used, capacity);
        CHECK_EQ(good, length <= used && used <= capacity);
        if (good) {
            table_key key = {.word = random_below(256), .text = "word", .length = 4};
            uint32_t entry = table_find(&t, &key);
            CHECK(entry == TABLE_NONE || entry < used);
            entry = table_next(&t, random_below(64));
            CHECK(entry <= used);
            if (entry < used) {
                table_delete(&t, entry);
            }
            entry = table_previous(&t, random_below(64));
            CHECK(entry == TABLE_NONE || entry < used);
            if (t.used < t.capacity && t.length < t.capacity) {
                memset(table_entry(&t, t.used), 0, 8);
                table_add(&t, &key);
            }
            (void)table_check(&t);
            table_copy(&t, block);
            table_rebuild(&t, &texts, shape, block, t.length, capacity, seed);
        }
        free(block);
    }
    arena_destroy(&texts);
}

static void
hashes_differ(void)
{
    char bytes[64] = {0};
    uint64_t seen[64 * 2 + 64];
    size_t count = 0;
    for (size_t length = 0; length < 64; length++) { /* every length counts */
        seen[count++] = hash_bytes(bytes, length, 5);
    }
    for (size_t i = 0; i < 64; i++) { /* and every byte */
        bytes[i] ^= 1;
        seen[count++] = hash_bytes(bytes, 64, 5);
        bytes[i] ^= 1;
        seen[count++] = hash_word(UINT64_C(1) << i, 5);
    }
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < i; j++) {
            CHECK(seen[i] != seen[j]);
        }
    }
    CHECK(hash_bytes("abc", 3, 1) != hash_bytes("abc", 3, 2));
    CHECK(hash_word(1, 1) != hash_word(1, 2));
}

int
main(void)
{
    RUN(random_programs);
    RUN(used_as_a_stack_it_stays_packed);
    RUN(keys_of_every_size);
    RUN(capacities);
    RUN(bytes_that_are_no_table);
    RUN(hashes_differ);
    return check_report();
}
