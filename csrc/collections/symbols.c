/* symbols.c - texts and their numbers. */
#include "symbols.h"

#include "table_find.h"

#include <string.h>

static const table_shape shape = {.stride = sizeof(arena_text), .is_text = true};

static uint64_t
block_size(uint32_t capacity)
{
    return capacity ? table_size(shape, capacity) : 0;
}

void
symbols_init(symbols *s, arena_source source, uint64_t seed)
{
    *s = (symbols){.source = source, .seed = seed, .home = &s->texts, .align = 1};
    arena_init(&s->texts, source, ARENA_NO_LIMIT);
}

void
symbols_init_in(symbols *s, arena *home, uint32_t align, uint64_t seed)
{
    *s = (symbols){.seed = seed, .home = home, .align = align};
}

void
symbols_clear(symbols *s)
{
    arena_source source = s->source;
    uint64_t seed = s->seed;
    if (s->block) {
        source.release(source.context, s->block, (size_t)block_size(s->table.capacity));
    }
    arena_destroy(&s->texts);
    symbols_init(s, source, seed);
}

uint32_t
symbols_find(const symbols *s, const char *text, size_t length)
{
    table_key key = {.text = text, .length = length};
    return s->block ? table_find(&s->table, &key) : SYMBOLS_NONE;
}

static bool
is_full(const symbols *s)
{
    return s->table.used == s->table.capacity;
}

static char *
new_block(symbols *s, size_t size)
{
    if (s->home != &s->texts) {
        return arena_alloc(s->home, size, s->align > ARENA_GRANULE ? s->align : ARENA_GRANULE);
    }
    return s->source.acquire(s->source.context, size);
}

static bool
grow(symbols *s)
{
    uint32_t old = s->table.capacity, capacity = table_next_capacity(old);
    char *block = capacity ? new_block(s, (size_t)block_size(capacity)) : NULL;
    if (!block) {
        return false;
    }
    if (s->block) {
        table_copy(&s->table, block);
    }
    table_rebuild(&s->table, s->home, shape, block, s->table.used, capacity, s->seed);
    if (s->block && s->home == &s->texts) {
        s->source.release(s->source.context, s->block, (size_t)block_size(old));
    }
    s->block = block;
    return true;
}

uint32_t
symbols_add(symbols *s, const char *text, size_t length)
{
    table_key key = {.text = text, .length = length};
    char *copy = NULL;
    if (length > ARENA_MAX_TEXT
        || (length && !(copy = arena_alloc(s->home, length, s->align)))) {
        return SYMBOLS_NONE;
    }
    uint64_t position = length ? arena_position(s->home, copy) : 1;
    if (is_full(s) && !grow(s)) {
        if (length) {
            (void)arena_free(s->home, copy, length);
        }
        return SYMBOLS_NONE;
    }
    arena_text entry = arena_text_make(position, length);
    if (length) {
        memcpy(copy, text, length);
    }
    memcpy(table_entry(&s->table, s->table.used), &entry, sizeof entry);
    table_add(&s->table, &key);
    s->bytes += length;
    return s->table.used - 1;
}

void
symbols_drop_newest(symbols *s)
{
    size_t length;
    const char *text = symbols_text(s, s->table.used - 1, &length);
    s->bytes -= length;
    table_delete(&s->table, s->table.used - 1);
    if (length) {
        (void)arena_free(&s->texts, (char *)(uintptr_t)text, length);
    }
}

const char *
symbols_text(const symbols *s, uint32_t symbol, size_t *length)
{
    arena_text entry;
    if (symbol >= s->table.used) {
        return NULL;
    }
    memcpy(&entry, table_entry(&s->table, symbol), sizeof entry);
    *length = arena_text_length(entry);
    return *length ? arena_at_position(s->home, arena_text_position(entry), *length) : "";
}

uint64_t
symbols_block_size(const symbols *s)
{
    return block_size(s->table.capacity);
}

uint64_t
symbols_bytes(const symbols *s)
{
    return s->bytes + symbols_block_size(s);
}

uint64_t
symbols_cost(const symbols *s, size_t length)
{
    uint32_t capacity = s->table.capacity;
    uint32_t next = is_full(s) ? table_next_capacity(capacity) : capacity;
    return length + block_size(next) - block_size(capacity);
}
