/* early_names.c - texts of the source as numbers.
 *
 * The table has hashes of 64 bits under a seed that nobody knows, so that finding a
 * name reads no other text; texts lie all over the source, and each would be a miss
 * of the cache. */
#include "early_internal.h"

#include "table_find.h"

#include <stdlib.h>
#include <string.h>

static const table_shape shape = {.stride = sizeof(early_name), .key_size = 8};

/* Tunable: bytes of a source for each name of it; fewer names come than that. */
enum { BYTES_A_NAME = 256 };

/* ---- Texts -------------------------------------------------------------- */

static const char *
bytes_of(const early *e, arena_text text)
{
    size_t length = arena_text_length(text);
    return length ? arena_at_position(e->arena, arena_text_position(text), length) : "";
}

arena_text
early__text_of(const void *node)
{
    switch (((const ast_node *)node)->tag) {
    case AST_IDENTIFIER: return ((const ast_identifier *)node)->name;
    case AST_PRIVATE_IDENTIFIER: return ((const ast_private_identifier *)node)->name;
    default: return ((const ast_string_literal *)node)->value;
    }
}

bool
early__is_text(const early *e, arena_text text, const char *word, size_t length)
{
    return arena_text_length(text) == length && memcmp(bytes_of(e, text), word, length) == 0;
}

static bool
is_one_of(const char *const *words, size_t count, const char *word, size_t length)
{
    for (size_t i = 0; i < count; i++) {
        if (strlen(words[i]) == length && memcmp(words[i], word, length) == 0) {
            return true;
        }
    }
    return false;
}

bool
early_is_restricted_word(const char *word, size_t length)
{
    static const char *const words[] = {"eval", "arguments"};
    return is_one_of(words, sizeof words / sizeof *words, word, length);
}

bool
early_is_reserved_word(const char *word, size_t length)
{
    static const char *const words[] = {
        "implements", "interface", "let", "package", "private", "protected", "public",
        "static", "yield",
    };
    return is_one_of(words, sizeof words / sizeof *words, word, length);
}

bool
early__is_restricted(const early *e, arena_text text)
{
    return early_is_restricted_word(bytes_of(e, text), arena_text_length(text));
}

bool
early__is_reserved(const early *e, arena_text text)
{
    return early_is_reserved_word(bytes_of(e, text), arena_text_length(text));
}

void
early__error_same(early *e, early_code code, const void *node, const void *first)
{
    arena_text one = early__text_of(node), other = early__text_of(first);
    if (early__is_text(e, one, bytes_of(e, other), arena_text_length(other))) {
        early__error_with(e, code, early__span(node), early__span(first));
    }
}

/* ---- The table ---------------------------------------------------------- */

static uint32_t
next_capacity(const early *e)
{
    uint32_t capacity = table_next_capacity(e->names.capacity);
    while (capacity != 0 && capacity < e->source_length / BYTES_A_NAME) {
        capacity = table_next_capacity(capacity);
    }
    return capacity;
}

static bool
grow_rare(early *e, uint32_t old, uint32_t capacity)
{
    size_t size;
    early_rare *rare = NULL;
    if (!__builtin_mul_overflow((size_t)capacity, sizeof *rare, &size)) {
        rare = realloc(e->rare, size);
    }
    if (rare == NULL) {
        early__no_memory(e);
        return false;
    }
    memset(rare + old, 0, (capacity - old) * sizeof *rare);
    e->rare = rare;
    return true;
}

static bool
grow(early *e)
{
    uint32_t old = e->names.capacity, capacity = next_capacity(e);
    uint64_t size = capacity ? table_size(shape, capacity) : 0;
    if (e->rare != NULL && size && !grow_rare(e, old, capacity)) {
        return false;
    }
    char *block = size && size <= SIZE_MAX ? malloc((size_t)size) : NULL;
    if (block == NULL) {
        early__no_memory(e);
        return false;
    }
    uint32_t used = e->names.used;
    if (used != 0) {
        table_copy(&e->names, block);
    }
    table_rebuild(&e->names, e->arena, shape, block, used, capacity, e->seed);
    free(e->names_block);
    e->names_block = block;
    return true;
}

static uint32_t
add_name(early *e, const table_key *key)
{
    if (e->names.used == e->names.capacity && !grow(e)) {
        return EARLY_NO_NAME;
    }
    uint32_t name = e->names.used;
    *early__entry_of(e, name) = (early_name){.hash = key->word};
    table_add(&e->names, key);
    return name;
}

uint32_t
early__name_of(early *e, arena_text text)
{
    const char *bytes = bytes_of(e, text);
    table_key key = {.word = hash_bytes(bytes, arena_text_length(text), e->seed)};
    if (e->names_block != NULL) {
        uint32_t found = table__find(&e->names, &key, false, table__has_word8);
        if (found != TABLE_NONE) {
            return found;
        }
    }
    return add_name(e, &key);
}

early_rare *
early__rare_of(early *e, uint32_t name)
{
    if (name == EARLY_NO_NAME || (e->rare == NULL && !grow_rare(e, 0, e->names.capacity))) {
        return NULL;
    }
    return &e->rare[name];
}

void
early__free_names(early *e)
{
    free(e->names_block);
    free(e->rare);
}
