/* ambient.c - the arena of the innermost `with`, in which `Node(...)` allocates.
 *
 * It is the value of a context variable, so threads and tasks do not see each
 * other's. */
#include "core.h"

Bump *
bump_ambient(core_state *state)
{
    PyObject *b;
    if (PyContextVar_Get(state->ambient, NULL, &b) < 0) {
        return NULL;
    }
    if (UNLIKELY(!b || !PyObject_TypeCheck(b, state->bump_type))) {
        /* Nothing yet; or what a copy of the context was used to set. */
        Py_XDECREF(b);
        PyErr_SetString(state->no_arena_error,
                        "no arena is entered: use `with Bump():`, or a method of an arena, as "
                        "bump.alloc(Node, ...) or bump.vec(u8)");
        return NULL;
    }
    return (Bump *)b;
}

PyObject *
bump_enter_ambient(Bump *b)
{
    return PyContextVar_Set(b->state->ambient, (PyObject *)b);
}

/* A `with` that ends in another context than it began in (a generator closed
 * elsewhere) has nothing to restore there. */
int
bump_leave_ambient(Bump *b, PyObject *token)
{
    if (PyContextVar_Reset(b->state->ambient, token) < 0) {
        if (!PyErr_ExceptionMatches(PyExc_ValueError)
            && !PyErr_ExceptionMatches(PyExc_RuntimeError)) {
            return -1;
        }
        PyErr_Clear();
    }
    return 0;
}

PyObject *
bump_enter(PyObject *self, PyObject *unused)
{
    (void)unused;
    Bump *b = (Bump *)self;
    if (bump_check_open(b) < 0 || (!b->tokens && !(b->tokens = PyList_New(0)))) {
        return NULL;
    }
    PyObject *token = bump_enter_ambient(b);
    if (!token) {
        return NULL;
    }
    int failed = PyList_Append(b->tokens, token);
    if (failed) {
        (void)bump_leave_ambient(b, token);
    }
    Py_DECREF(token);
    return failed ? NULL : Py_NewRef(self);
}

PyObject *
bump_exit(PyObject *self, PyObject *const *args, Py_ssize_t nargs)
{
    (void)args, (void)nargs;
    Bump *b = (Bump *)self;
    Py_ssize_t depth = b->tokens ? PyList_GET_SIZE(b->tokens) : 0;
    if (depth == 0) {
        PyErr_SetString(PyExc_RuntimeError, "__exit__ without __enter__");
        return NULL;
    }
    PyObject *token = Py_NewRef(PyList_GET_ITEM(b->tokens, depth - 1));
    int failed = PyList_SetSlice(b->tokens, depth - 1, depth, NULL) < 0
                 || bump_leave_ambient(b, token) < 0 || (depth == 1 && bump_close(b) < 0);
    Py_DECREF(token);
    if (failed) {
        return NULL;
    }
    Py_RETURN_NONE;
}
