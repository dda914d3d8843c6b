/* places.c - where things went: a hash table from what lay at a reference, as
 * something of a kind, to its new place. */
#include "core.h"
#include "copy.h"

static moved *
find_place(const places *p, uint64_t key, const void *what)
{
    uint64_t h = (key ^ ((uint64_t)(uintptr_t)what >> 4)) * UINT64_C(0x9E3779B97F4A7C15);
    size_t i = (size_t)(h ^ h >> 32) & p->mask;
    while (p->table[i].what && (p->table[i].key != key || p->table[i].what != what)) {
        i = (i + 1) & p->mask;
    }
    return &p->table[i];
}

static int
grow(places *p)
{
    size_t length = p->table ? p->mask + 1 : 0, room = length ? 2 * length : 64;
    moved *old = p->table, *grown = PyMem_Calloc(room, sizeof *grown);
    if (!grown) {
        PyErr_NoMemory();
        return -1;
    }
    p->table = grown;
    p->mask = room - 1;
    for (size_t i = 0; i < length; i++) {
        if (old[i].what) {
            *find_place(p, old[i].key, old[i].what) = old[i];
        }
    }
    PyMem_Free(old);
    return 0;
}

bool
places_find(const places *p, uint64_t key, const void *what, uint64_t *to)
{
    if (!p->table) {
        return false;
    }
    const moved *m = find_place(p, key, what);
    *to = m->to;
    return m->what != NULL;
}

int
places_note(places *p, uint64_t key, const void *what, uint64_t to)
{
    if ((!p->table || 4 * p->count > 3 * p->mask) && grow(p) < 0) {
        return -1;
    }
    moved *m = find_place(p, key, what);
    p->count += !m->what;
    *m = (moved){key, to, what};
    return 0;
}

void
places_clear(places *p)
{
    PyMem_Free(p->table);
    *p = (places){0};
}
