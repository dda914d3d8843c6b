/* test_collections_symbols.c - texts and their numbers. */
#include "check.h"
#include "source.h"
#include "symbols.h"

#include <stdio.h>
#include <string.h>

enum { COUNT = 5000 };

static size_t
name(uint32_t i, char *text)
{
    return (size_t)sprintf(text, i % 3 ? "name_%u" : "%u_a_name_that_is_longer_than_others", i);
}

static void
each_text_has_one_number(void)
{
    char text[64];
    symbols s;
    symbols_init(&s, arena_source_malloc(), 99);
    CHECK_EQ(symbols_find(&s, "", 0), SYMBOLS_NONE);
    CHECK_EQ(symbols_bytes(&s), 0);
    CHECK_EQ(symbols_add(&s, "", 0), 0);
    for (uint32_t i = 1; i < COUNT; i++) {
        size_t length = name(i, text);
        CHECK_EQ(symbols_find(&s, text, length), SYMBOLS_NONE);
        uint64_t before = symbols_bytes(&s), cost = symbols_cost(&s, length);
        CHECK_EQ(symbols_add(&s, text, length), i);
        CHECK_EQ(symbols_bytes(&s), before + cost);
    }
    CHECK_EQ(symbols_count(&s), COUNT);
    CHECK(table_check(&s.table) == NULL);
    CHECK_SOUND(&s.texts);
    for (uint32_t i = 1; i < COUNT; i++) {
        size_t length = name(i, text), found;
        CHECK_EQ(symbols_find(&s, text, length), i);
        const char *at = symbols_text(&s, i, &found);
        CHECK(at && found == length && memcmp(at, text, length) == 0);
    }
    size_t length;
    CHECK(symbols_text(&s, COUNT, &length) == NULL);
    CHECK(symbols_text(&s, SYMBOLS_NONE, &length) == NULL);
    symbols_clear(&s);
    CHECK_EQ(symbols_count(&s), 0);
    CHECK_EQ(symbols_bytes(&s), 0);
    CHECK_EQ(symbols_add(&s, "again", 5), 0);
    symbols_clear(&s);
}

static void
the_newest_is_taken_back(void)
{
    symbols s;
    symbols_init(&s, arena_source_malloc(), 1);
    for (uint32_t i = 0; i < 100; i++) {
        char text[64];
        size_t length = name(i, text);
        CHECK_EQ(symbols_add(&s, text, length), i);
        uint64_t bytes = symbols_bytes(&s);
        CHECK_EQ(symbols_add(&s, "one too many", 12), i + 1);
        symbols_drop_newest(&s);
        CHECK(symbols_bytes(&s) >= bytes);
        CHECK_EQ(symbols_find(&s, "one too many", 12), SYMBOLS_NONE);
        CHECK_EQ(symbols_count(&s), i + 1);
    }
    symbols_clear(&s);
}

static void
every_allocation_fails_once(void)
{
    for (uint64_t allowed = 0;; allowed++) {
        arena_failing failing = {.allowed = allowed};
        symbols s;
        symbols_init(&s, arena_source_failing(&failing), 3);
        uint32_t next = 0;
        char text[64];
        for (uint32_t i = 0; i < COUNT; i++) {
            uint64_t bytes = symbols_bytes(&s);
            if (symbols_add(&s, text, name(i, text)) == SYMBOLS_NONE) {
                CHECK_EQ(symbols_bytes(&s), bytes);
                CHECK_EQ(symbols_count(&s), next);
                failing.allowed = UINT64_MAX;
                CHECK_EQ(symbols_add(&s, text, name(i, text)), next);
            }
            next++;
        }
        for (uint32_t i = 0; i < COUNT; i++) {
            CHECK_EQ(symbols_find(&s, text, name(i, text)), i);
        }
        bool refused = failing.refused > 0;
        symbols_clear(&s);
        CHECK_EQ(failing.outstanding, 0);
        if (!refused) {
            break;
        }
    }
}

/* In an arena of others everything is left to it, and what is left behind is known. */
static void
in_an_arena_of_others(void)
{
    char text[64];
    for (uint32_t align = 1; align <= 32; align *= 32) {
        arena a;
        symbols s;
        uint64_t left = 0;
        arena_init(&a, arena_source_malloc(), ARENA_NO_LIMIT);
        symbols_init_in(&s, &a, align, 7);
        for (uint32_t i = 0; i < COUNT; i++) {
            uint64_t before = symbols_block_size(&s);
            CHECK_EQ(symbols_add(&s, text, name(i, text)), i);
            left += symbols_block_size(&s) != before ? before : 0;
        }
        for (uint32_t i = 0; i < COUNT; i++) {
            CHECK_EQ(symbols_find(&s, text, name(i, text)), i);
        }
        CHECK(table_check(&s.table) == NULL);
        CHECK_SOUND(&a);
        CHECK(arena_used(&a) >= symbols_bytes(&s) + left);
        CHECK(align > 1 || arena_used(&a) <= symbols_bytes(&s) + left + 8 * 32);
        arena_destroy(&a);
    }
}

/* A limit refuses one text after another; those that are there stay. */
static void
a_limit_of_others(void)
{
    char text[64];
    for (uint64_t limit = 0; limit < 5000; limit += 7) {
        arena a;
        symbols s;
        arena_init(&a, arena_source_malloc(), limit);
        symbols_init_in(&s, &a, 1, 7);
        uint32_t count = 0;
        while (symbols_add(&s, text, name(count, text)) != SYMBOLS_NONE) {
            count++;
        }
        CHECK_EQ(a.status, ARENA_OVER_LIMIT);
        CHECK_EQ(symbols_count(&s), count);
        CHECK(arena_used(&a) <= limit);
        for (uint32_t i = 0; i < count; i++) {
            CHECK_EQ(symbols_find(&s, text, name(i, text)), i);
        }
        CHECK_SOUND(&a);
        arena_destroy(&a);
    }
}

static void
texts_that_are_too_long(void)
{
    symbols s;
    symbols_init(&s, arena_source_malloc(), 3);
    CHECK_EQ(symbols_add(&s, "x", ARENA_MAX_TEXT + 1), SYMBOLS_NONE);
    CHECK_EQ(symbols_count(&s), 0);
    CHECK_EQ(symbols_bytes(&s), 0);
    symbols_clear(&s);
}

int
main(void)
{
    RUN(each_text_has_one_number);
    RUN(the_newest_is_taken_back);
    RUN(every_allocation_fails_once);
    RUN(in_an_arena_of_others);
    RUN(a_limit_of_others);
    RUN(texts_that_are_too_long);
    return check_report();
}
