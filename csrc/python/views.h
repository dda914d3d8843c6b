/* views.h - handles of what lies in the arena and is no record. */
#ifndef ARENITE_VIEWS_H
#define ARENITE_VIEWS_H

#include "core.h"

/* ---- Text (text.c) ------------------------------------------------------ */

typedef struct Text {
    PyObject_HEAD
    Bump *bump;
    uint64_t position;
    size_t length; /* bytes */
    uint32_t epoch;
} Text;

PyObject *text_new(Bump *b, uint64_t position, size_t length);
/* The text's first byte, or NULL with an exception. */
const char *text_data(Text *t);
/* str of UTF-8 that comes from anywhere; CorruptArenaError. */
PyObject *text_decode(core_state *state, const char *data, size_t length, place where);
/* Copies a str into the arena; its position, or 0 with an exception. */
uint64_t text_copy(Bump *b, PyObject *text, size_t *length);
/* The UTF-8 of a str: valid while both `text` and *keep live; *keep, which may be
 * NULL, is to be dropped.  NULL with an exception. */
const char *text_utf8(PyObject *text, size_t *length, PyObject **keep);

/* ---- Slice (slice.c) ---------------------------------------------------- */

typedef struct Slice {
    PyObject_HEAD
    Bump *bump;
    uint64_t position; /* of the first item; EMPTY_POSITION of none */
    uint32_t epoch;
    bool readonly;
    bool owned; /* a field's own: another one that is given it gets a copy */
    Plan *item;
    Py_ssize_t length;
} Slice;

PyObject *slice_new(Bump *b, uint64_t position, size_t length, Plan *item, bool readonly);
char *slice_data(Slice *s);
/* An array of values copied in from an exact list or tuple; runs no Python code. */
store_result slice_copy(Bump *b, Plan *item, PyObject *items, span *out, place where);
/* Room for `count` items, not zeroed, in a new allocation; *position is
 * EMPTY_POSITION for none.  NULL with an exception. */
char *items_alloc(Bump *b, const Plan *item, size_t count, uint64_t *position);
/* Whether the items of a buffer are stored just as the plan's. */
bool plan_matches_buffer(const Plan *p, const Py_buffer *view);

/* One exported buffer: what a Py_buffer points to, and its pin. */
typedef struct export {
    pin pin;
    Py_ssize_t shape, stride;
} export;

/* Fills a one-dimensional view of numbers and pins them: 0, or -1 with an
 * exception.  export_release undoes it. */
int export_fill(Bump *b, PyObject *exporter, Plan *item, char *data, uint64_t position,
                Py_ssize_t length, bool readonly, Py_buffer *view, int flags);
void export_release(Bump *b, Py_buffer *view);

/* ---- Box, Vec, String, Map (view.c) ------------------------------------- */

/* A handle of a value in place.  Those of Vec, String and Map refer to a head,
 * which stays where it is when the items move; as long as nobody has put
 * anything in, a field has none, and the position is that of the reference. */
typedef struct View {
    PyObject_HEAD
    Bump *bump;
    uint64_t position;
    Plan *plan;
    uint32_t epoch;
    bool unmade; /* the head, if there is one by now, is behind a reference at `position` */
} View;

/* What is behind the reference in a field that is a Vec, String or Map. */
typedef struct head {
    arena_ref items; /* capacity of them; 0: none */
    uint32_t length;
    uint32_t capacity;
    uint32_t used; /* Map: entries with those that were deleted */
} head;

PyObject *view_new(PyTypeObject *type, Bump *b, uint64_t position, Plan *plan);
void view_dealloc(PyObject *self);
/* Whether the value is there; no exception. */
bool view_is_live(View *v);
/* `size` bytes of a value in place, or NULL with an exception. */
char *view_data(View *v, size_t size);
/* The head, to read: all zero while there is none.  NULL with an exception. */
const head *view_head(View *v);
/* The head, to change: made if there is none.  NULL with an exception; the arena
 * must be open. */
head *view_make_head(View *v);
/* Allocates an empty head for a holder at `position`, which must not outlive it;
 * 0 with an exception. */
arena_ref head_new(Bump *b, uint64_t holder, place where);
/* A new collection, with an empty head that may refer to all that is alive. */
PyObject *head_view_new(PyTypeObject *type, Bump *b, Plan *plan);
/* Drops such a view that nobody has seen, and frees its head, which must be empty, if
 * that is the newest allocation; `since`: the mark before it. */
void head_view_discard(PyObject *view, arena_mark since);
/* load of a field of kind VEC, STRING, MAP. */
PyObject *head_load(PyTypeObject *type, Bump *b, Plan *p, const char *data, uint64_t position,
                    place where);
/* Lets a field refer to the head of `value`, a view of an equal plan; one that has no
 * head needs conversion. */
store_result head_share(Bump *b, char *data, uint64_t position, View *value, place where);
/* The conversion: makes the head. */
PyObject *head_convert(Bump *b, View *value);
/* Whether `value` is a view of `type` in `b` that such a field can share. */
bool head_is_shareable(Bump *b, PyTypeObject *type, Plan *p, PyObject *value);

PyObject *box_new(Bump *b, uint64_t position, Plan *plan);

#endif
