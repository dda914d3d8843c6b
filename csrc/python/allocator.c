/* allocator.c - which Bump the argument `allocator=` of a collection means.
 *
 * A collection needs more of an allocator than blocks: references into its memory,
 * marks, lifetimes.  So what it asks for is an arena, once, when it is made: a Bump
 * gives itself, the system's allocator a new one, and one that is written in Python
 * whatever Bump it likes, over memory of its own if it has some.
 *
 * Rejected: a Bump that takes each chunk from methods written in Python.  Chunks are
 * needed where no Python code may run: while a native parser has the arena, or a
 * record is half written. */
#include "memory.h"

static PyObject *
call_arena(core_state *state, PyObject *allocator)
{
    PyObject *method = PyObject_GetAttr(allocator, state->arena_name);
    if (!method) {
        if (PyErr_ExceptionMatches(PyExc_AttributeError)) {
            PyErr_Clear();
            PyErr_Format(PyExc_TypeError,
                         "allocator: %R has no arena(); give a Bump, arenite.system_allocator, or "
                         "what else is an arenite.Allocator", allocator);
        }
        return NULL;
    }
    PyObject *bump = PyObject_CallNoArgs(method);
    Py_DECREF(method);
    return bump;
}

Bump *
bump_for_allocator(core_state *state, PyObject *allocator)
{
    if (!allocator || allocator == Py_None) {
        return bump_ambient(state);
    }
    if (Py_IS_TYPE(allocator, state->bump_type)) {
        return (Bump *)Py_NewRef(allocator);
    }
    PyObject *bump = call_arena(state, allocator);
    if (bump && !PyObject_TypeCheck(bump, state->bump_type)) {
        PyErr_Format(PyExc_TypeError, "allocator: arena() of %R gave %s, not a Bump", allocator,
                     Py_TYPE(bump)->tp_name);
        Py_CLEAR(bump);
    }
    return (Bump *)bump;
}
