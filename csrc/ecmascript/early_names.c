/* early_names.c - texts of the source as numbers. */
#include "early_internal.h"

#include "table_find.h"

#include <stdlib.h>
#include <string.h>

static const table_shape shape = {.stride = sizeof(early_name), .is_text = true};

/* ---- Texts -------------------------------------------------------------- */

static const char *
bytes_of(const early *e, arena_text text)
{
    size_t length = arena_text_length(text);
    return length ? arena_at_position(e->arena, arena_text_position(text), length) : "";
}

bool
early__is_text(const early *e, arena_text text, const char *word, size_t length)
{
    return arena_text_length(text) == length && memcmp(bytes_of(e, text), word, length) == 0;
}

bool
early__is_restricted(const early *e, arena_text text)
{
    return EARLY_IS(e, text, "eval") || EARLY_IS(e, text, "arguments");
}

static bool
is_reserved(const char *bytes, size_t length)
{
    static const char *const words[] = {
        "implements", "interface", "let", "package", "private", "protected", "public",
        "static", "yield",
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strlen(words[i]) == length && memcmp(words[i], bytes, length) == 0) {
            return true;
        }
    }
    return false;
}

static uint32_t
flags_of(const early *e, arena_text text)
{
    uint32_t flags = early__is_restricted(e, text) ? EARLY_NAME_RESTRICTED : 0u;
    size_t length = arena_text_length(text);
    if (length >= 3 && length <= 10 && is_reserved(bytes_of(e, text), length)) {
        flags |= EARLY_NAME_RESERVED;
        flags |= length == 3 ? EARLY_NAME_LET : 0u;
    }
    return flags;
}

/* ---- The table ---------------------------------------------------------- */

static bool
grow(early *e)
{
    uint32_t capacity = table_next_capacity(e->names.capacity);
    uint64_t size = capacity ? table_size(shape, capacity) : 0;
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
add_name(early *e, arena_text text, const table_key *key)
{
    if (e->names.used == e->names.capacity && !grow(e)) {
        return EARLY_NO_NAME;
    }
    uint32_t name = e->names.used;
    *early__entry_of(e, name) = (early_name){.text = text, .flags = flags_of(e, text)};
    table_add(&e->names, key);
    return name;
}

uint32_t
early__name_of(early *e, arena_text text)
{
    table_key key = {.text = bytes_of(e, text), .length = arena_text_length(text)};
    if (e->names_block != NULL) {
        uint32_t found = table__find(&e->names, &key, true, table__has_text);
        if (found != TABLE_NONE) {
            return found;
        }
    }
    return add_name(e, text, &key);
}

void
early__free_names(early *e)
{
    free(e->names_block);
}
