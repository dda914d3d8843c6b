/* map.h - what the files of Map share.
 *
 * A Map is a head (views.h) whose items are the block of a table (table.h): entries
 * of key and value in insertion order, and an index.  An entry is as wide as the
 * plan's entry_stride, with the value at item_offset.
 *
 * What reads or changes a Map opens it first; after anything that may have run
 * Python code it must be opened again. */
#ifndef ARENITE_MAP_H
#define ARENITE_MAP_H

#include "core.h"

#include "table_find.h"

/* ---- Keys (map_key.c) --------------------------------------------------- */

/* A Python object as a key.  `keep` holds the UTF-8 of a str that is not ASCII. */
typedef struct map_key {
    table_key key;
    PyObject *object;
    PyObject *keep;
} map_key;

typedef enum key_result {
    KEY_OK,
    KEY_ABSENT,  /* no such key can be in the map; no exception */
    KEY_CONVERT, /* only Python code can tell: see key_convert */
    KEY_ERROR,   /* an exception is set */
} key_result;

/* Runs no Python code.  Anything but KEY_OK needs no key_done. */
key_result key_parse(Bump *b, Plan *plan, PyObject *object, map_key *out);
/* What key_parse takes as it is: may run Python code.  New reference. */
PyObject *key_convert(Bump *b, Plan *plan, PyObject *object);
/* Writes the key of a new entry; runs no Python code. */
store_result key_store(Bump *b, Plan *plan, char *data, uint64_t position, const map_key *key);
/* The key that an entry has in memory. */
bool key_at(const Bump *b, const Plan *plan, const char *data, table_key *key);
/* key_parse of a key to be stored: a symbol that is not there yet is made, and what
 * cannot be a key is an error, whose message may run Python code. */
key_result key_parse_to_store(Bump *b, Plan *plan, PyObject *object, map_key *out);

static inline void
key_done(map_key *key)
{
    Py_XDECREF(key->keep);
}

/* ---- Maps in memory (map_store.c) --------------------------------------- */

typedef struct map {
    Bump *bump;
    Plan *plan;
    View *view;        /* NULL: a map that is being made */
    uint64_t holder;   /* position that all of it must outlive */
    head *head;        /* NULL: not made yet */
    uint64_t position; /* of the block */
    table table;
} map;

static inline uint64_t
map_entry_position(const map *m, uint32_t entry)
{
    return m->position + (uint64_t)entry * m->plan->entry_stride;
}

static inline char *
map_value(const map *m, uint32_t entry)
{
    return table_entry(&m->table, entry) + m->plan->item_offset;
}

static inline uint64_t
map_value_position(const map *m, uint32_t entry)
{
    return map_entry_position(m, entry) + m->plan->item_offset;
}

static inline table_shape
map_shape(const Plan *plan)
{
    bool is_text = plan->key->kind == PLAN_STR || plan->key->kind == PLAN_BYTES;
    return (table_shape){plan->entry_stride, (uint8_t)plan->key->size, is_text};
}

int map_open_slowly(map *m, View *v);

/* False if it takes more to open it, or to say why that fails. */
static inline bool
map_open_quickly(map *m, View *v)
{
    Bump *b = v->bump;
    m->bump = b;
    m->plan = v->plan;
    m->view = v;
    m->holder = v->position;
    if (LIKELY(!v->unmade && lifetime_is_live(b, v->position, &v->epoch))) {
        head *h = arena_at_position(&b->arena, v->position, sizeof *h);
        if (LIKELY(h && h->capacity && h->capacity <= TABLE_MAX)) {
            table_shape shape = map_shape(v->plan);
            char *block = arena_at(&b->arena, h->items, table_size(shape, h->capacity));
            m->head = h;
            m->position = (uint64_t)h->items * ARENA_GRANULE;
            if (LIKELY(block && table_open(&m->table, &b->arena, shape, block, h->length, h->used,
                                           h->capacity))) {
                return true;
            }
        }
    }
    return false;
}

/* 0, or -1 with an exception. */
static inline int
map_open(map *m, View *v)
{
    return LIKELY(map_open_quickly(m, v)) ? 0 : map_open_slowly(m, v);
}

/* Whether entries are still where they were, after what may have run Python code. */
static inline bool
map_is_unchanged(const map *m)
{
    return LIKELY(m->view->epoch == m->bump->epoch)
           && (uint64_t)m->head->items * ARENA_GRANULE == m->position
           && m->head->used == m->table.used && m->head->length == m->table.length;
}

/* The same, in an arena that must be open. */
int map_open_to_change(map *m, View *v);
/* A new one, whose head is made already. */
void map_open_new(map *m, Bump *b, Plan *plan, arena_ref ref);
/* After the table was changed. */
void map_write_head(map *m);
PyObject *map_load_key(const map *m, uint32_t entry);
PyObject *map_load_value(const map *m, uint32_t entry);

/* A key's entry: 1, with the map open, or 0, or -1 with an exception. */
int map_find(map *m, View *v, PyObject *key, uint32_t *entry);
/* The value of a key: 1, or 0, or -1 with an exception; the first without a value. */
int map_look_up(View *v, PyObject *key, PyObject **value);
/* Sets a value: 0, or -1 with an exception and nothing changed. */
int map_set(View *v, PyObject *key, PyObject *value);
/* value_store for an entry. */
store_result map_store_value(Bump *b, Plan *item, char *data, uint64_t position, PyObject *value);
/* Deletes an entry of a map that is open.  Runs Python code last. */
int map_delete(map *m, uint32_t entry);
int map_clear(View *v);
/* Room for so many entries in all.  What it allocated stays until value_undo if it
 * fails; so of the next. */
int map_reserve(map *m, uint64_t count);
/* Packs what is alive, or grows, so that `more` entries can be added. */
int map_make_room(map *m, uint32_t more);

/* ---- Many at once (map_update.c) ---------------------------------------- */

/* All items of a mapping or of an iterable of pairs: 0, or -1 with an exception and
 * nothing changed. */
int map_update(View *v, PyObject *items);
/* A new map of an exact dict, or of an empty tuple, for a holder at `position`; runs no Python code. */
store_result map_make(Bump *b, Plan *plan, uint64_t position, PyObject *dict, place where,
                      arena_ref *ref);
/* A dict of which map_make takes every key and value as it is. */
PyObject *map_convert_items(Bump *b, Plan *plan, PyObject *items);

/* ---- Views (map_view.c) ------------------------------------------------- */

typedef enum map_part { MAP_KEYS, MAP_VALUES, MAP_ITEMS } map_part;

PyObject *map_view_new(View *v, map_part part);
PyObject *map_iterate(View *v, map_part part, bool backwards);

#endif
