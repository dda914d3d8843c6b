/* map_copy.c - the entries of a Map in another arena: packed, without room to grow,
 * and with an index of their own, as references of keys change. */
#include "copy.h"
#include "map.h"

/* The block of a head in the arena that is copied from. */
static int
open_old(const copier *c, Plan *p, const head *from, table *t, place where)
{
    table_shape shape = map_shape(p);
    char *block = from->capacity && from->capacity <= TABLE_MAX
                      ? arena_at(&c->from->arena, from->items, table_size(shape, from->capacity))
                      : NULL;
    if (block && table_open(t, &c->from->arena, shape, block, from->length, from->used,
                            from->capacity)) {
        return 0;
    }
    raise_corrupt(c->to->state, where, "no such entries of a Map at reference", from->items);
    return -1;
}

static int
copy_entry(copier *c, Plan *p, const char *from, char *to, uint64_t from_position,
           uint64_t position, place where)
{
    uint32_t at = p->item_offset;
    int failed = p->key->kind == PLAN_REF
                     ? copy_key_ref(c, p->key, from, to, where)
                     : copy_value(c, p->key, from, to, from_position, position, where);
    return failed ? -1 : copy_value(c, p->item, from + at, to + at, from_position + at,
                                    position + at, where);
}

int
copy_map_entries(copier *c, Plan *p, const head *from, head *to, place where)
{
    table old, new;
    uint32_t count = from->length, copied = 0;
    if (count == 0) {
        return 0;
    }
    if (open_old(c, p, from, &old, where) < 0) {
        return -1;
    }
    uint64_t size = table_size(map_shape(p), count), start = (uint64_t)from->items * ARENA_GRANULE;
    char *block = bump_alloc_bytes(c->to, size, ARENA_GRANULE);
    if (!block) {
        return -1;
    }
    uint64_t position = arena_position(&c->to->arena, block);
    memset(block, 0, size);
    for (uint32_t e = table_next(&old, 0); e < old.used && copied < count;
         e = table_next(&old, e + 1), copied++) {
        uint64_t stride = p->entry_stride;
        if (copy_entry(c, p, table_entry(&old, e), block + copied * stride, start + e * stride,
                       position + copied * stride, where) < 0) {
            return -1;
        }
    }
    table_rebuild(&new, &c->to->arena, map_shape(p), block, copied, count,
                  c->to->state->hash_seed);
    *to = (head){(arena_ref)(position / ARENA_GRANULE), copied, count, copied};
    return 0;
}
