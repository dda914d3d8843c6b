/* bump_recycle.c - the chunks of an arena that ends, in one that begins.
 *
 * A pool hands memory on, never a Bump: whoever keeps the old one, or has it as
 * the ambient arena still, finds it closed instead of another's records. */
#include "core.h"

/* Chunks move by copying the arena's header; nothing in them holds an address. */
static int
check_movable(const Bump *from, const Bump *to)
{
    bool fits = from != to && !from->arena.one_block && !to->arena.one_block
                && arena_used(&from->arena) == 0 && to->arena.capacity == 0
                && from->pin_count == 0 && to->pin_count == 0 && from->source == to->source;
    if (!fits) {
        PyErr_SetString(PyExc_ValueError,
                        "chunks move from an arena that was reset to one that was never used");
        return -1;
    }
    return 0;
}

PyObject *
bump_take_chunks(PyObject *self, PyObject *other)
{
    Bump *to = (Bump *)self, *from = (Bump *)other;
    if (!PyObject_TypeCheck(other, to->state->bump_type)) {
        PyErr_Format(PyExc_TypeError, "expected a Bump, got %s", Py_TYPE(other)->tp_name);
        return NULL;
    }
    if (bump_check_open(to) < 0 || bump_check_open(from) < 0 || check_movable(from, to) < 0) {
        return NULL;
    }
    arena moved = from->arena;
    uint64_t limit = to->arena.limit;
    from->arena = to->arena;
    to->arena = moved;
    to->arena.peak = 0;
    to->min_align = from->min_align;
    arena_set_limit(&to->arena, limit);
    arena_set_limit(&from->arena, moved.limit);
    Py_RETURN_NONE;
}
