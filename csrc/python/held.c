/* held.c - the Python objects that an arena holds: values of `object` fields, and
 * callbacks.
 *
 * A field has an index into the table, never a pointer: whatever bytes the arena
 * has, what comes out is an object or none.  Each entry knows the position of its
 * holder and the list is in order of registration, so that a rewind looks only at
 * what was registered since its mark.  Of that, what older records hold stays, and
 * counts as registered at the mark from then on.
 *
 *     newest -> (holder 480, at 512) -> (holder 96, at 500) -> (holder 72, at 80)
 *     rewind to 400:  dies              at 400                 not looked at
 */
#include "core.h"
#include "docs.h"

/* ---- The table ---------------------------------------------------------- */

static int
grow(Bump *b)
{
    uint32_t room = b->held_room ? 2 * b->held_room : 16;
    held *grown = room > b->held_room ? PyMem_Realloc(b->held, room * sizeof *grown) : NULL;
    if (!grown) {
        PyErr_NoMemory();
        return -1;
    }
    b->held = grown;
    b->held_room = room;
    b->held_length = b->held_length ? b->held_length : 1;
    return 0;
}

static uint32_t
take_entry(Bump *b)
{
    uint32_t index = b->held_free;
    if (index) {
        b->held_free = b->held[index].older;
        return index;
    }
    if (b->held_length == b->held_room && grow(b) < 0) {
        return 0;
    }
    return b->held_length++;
}

/* An empty arena has one place; a mark of it is 0, whether a chunk is entered or not. */
static uint64_t
cursor(const Bump *b)
{
    return arena_used(&b->arena) ? arena_get_mark(&b->arena) : 0;
}

static uint32_t
add(Bump *b, PyObject *object, uint64_t holder, bool callback)
{
    uint32_t index = take_entry(b);
    if (index) {
        b->held[index] = (held){Py_NewRef(object), holder, cursor(b), b->held_newest, 0, callback};
        if (b->held_newest) {
            b->held[b->held_newest].newer = index;
        }
        b->held_newest = index;
        b->callbacks += callback;
    }
    return index;
}

/* Out of the list; the object is the caller's now. */
static PyObject *
take_out(Bump *b, uint32_t index)
{
    held *h = &b->held[index];
    if (h->older) {
        b->held[h->older].newer = h->newer;
    }
    if (h->newer) {
        b->held[h->newer].older = h->older;
    } else {
        b->held_newest = h->older;
    }
    b->callbacks -= h->callback;
    PyObject *object = h->object;
    h->object = NULL;
    h->older = b->held_free;
    b->held_free = index;
    return object;
}

uint32_t
held_add(Bump *b, PyObject *object, uint64_t holder)
{
    return add(b, object, holder, false);
}

PyObject *
held_get(const Bump *b, uint32_t index)
{
    return index && index < b->held_length && !b->held[index].callback ? b->held[index].object
                                                                       : NULL;
}

static bool
is_held_for(const Bump *b, uint32_t index, uint64_t holder)
{
    return held_get(b, index) && b->held[index].holder == holder;
}

void
held_release(Bump *b, uint32_t index, uint64_t holder)
{
    if (is_held_for(b, index, holder)) {
        Py_DECREF(take_out(b, index));
    }
}

bool
held_move(Bump *b, uint32_t index, uint64_t from, uint64_t to)
{
    bool is_here = is_held_for(b, index, from);
    if (is_here) {
        b->held[index].holder = to;
    }
    return is_here;
}

void
held_undo(Bump *b, uint32_t newest)
{
    while (b->held_newest != newest) {
        Py_DECREF(take_out(b, b->held_newest)); /* never the last reference: nobody knew yet */
    }
}

/* ---- The end of their holders ------------------------------------------- */

/* Takes the dead out and links them through `newer`, the oldest last. */
static uint32_t
take_dead(Bump *b, arena_mark mark)
{
    uint32_t first = 0, last = 0, next;
    for (uint32_t i = b->held_newest; i && b->held[i].registered >= mark; i = next) {
        held *h = &b->held[i];
        next = h->older;
        if (h->holder < mark) {
            h->registered = mark;
            continue;
        }
        PyObject *object = take_out(b, i);
        b->held_free = h->older; /* not free before the object is let go */
        *h = (held){.object = object, .callback = true};
        if (last) {
            b->held[last].newer = i;
        } else {
            first = i;
        }
        last = i;
    }
    return first;
}

void
held_release_above(Bump *b, arena_mark mark)
{
    for (uint32_t i = take_dead(b, mark), next; i; i = next) {
        held *h = &b->held[i];
        PyObject *object = h->object;
        next = h->newer;
        *h = (held){.older = b->held_free};
        b->held_free = i;
        Py_DECREF(object);
    }
}

/* ---- Callbacks ---------------------------------------------------------- */

/* The newest callback of what dies, out of the list, or NULL. */
static PyObject *
take_callback(Bump *b, arena_mark mark)
{
    for (uint32_t i = b->held_newest; i && b->held[i].registered >= mark; i = b->held[i].older) {
        if (b->held[i].callback && b->held[i].holder >= mark) {
            return take_out(b, i);
        }
    }
    return NULL;
}

/* Keeps an exception for later; without memory for that it is reported at once. */
static void
collect_error(PyObject **errors)
{
    PyObject *error = compat_take_exception();
    if ((*errors || (*errors = PyList_New(0))) && PyList_Append(*errors, error) == 0) {
        Py_DECREF(error);
        return;
    }
    PyErr_Clear();
    compat_give_exception(error);
    PyErr_WriteUnraisable(NULL);
}

/* One exception as it is, several as a group. */
static PyObject *
collected(PyObject *errors)
{
    PyObject *error = PyList_GET_SIZE(errors) == 1 ? Py_NewRef(PyList_GET_ITEM(errors, 0)) : NULL;
    if (!error) {
        error = PyObject_CallFunction(PyExc_BaseExceptionGroup, "sO",
                                      "callbacks of an arena failed", errors);
    }
    Py_DECREF(errors);
    return error ? error : compat_take_exception();
}

PyObject *
held_run_callbacks(Bump *b, arena_mark mark)
{
    if (LIKELY(b->callbacks == 0) || b->cleaning) {
        return NULL;
    }
    PyObject *callback, *errors = NULL;
    b->cleaning = true;
    b->floor = cursor(b);
    while ((callback = take_callback(b, mark))) {
        PyObject *result = PyObject_CallNoArgs(callback);
        Py_DECREF(callback);
        Py_XDECREF(result);
        if (!result) {
            collect_error(&errors);
        }
    }
    b->cleaning = false;
    return errors ? collected(errors) : NULL;
}

void
held_finalize(Bump *b)
{
    PyObject *pending = compat_take_exception();
    PyObject *error = held_run_callbacks(b, 0);
    if (error) {
        compat_give_exception(error);
        PyErr_WriteUnraisable((PyObject *)b);
    }
    if (pending) {
        compat_give_exception(pending);
    }
}

void
held_clear(Bump *b)
{
    while (b->held_newest) {
        Py_DECREF(take_out(b, b->held_newest));
    }
}

int
held_traverse(Bump *b, visitproc visit, void *arg)
{
    for (uint32_t i = 1; i < b->held_length; i++) {
        Py_VISIT(b->held[i].object);
    }
    return 0;
}

/* A callback takes a granule of its own, so that it is known which of two scopes
 * without anything else in them it belongs to. */
static int
register_callback(Bump *b, PyObject *callback)
{
    if (bump_check_open(b) < 0) {
        return -1;
    }
    if (b->cleaning) {
        PyErr_SetString(PyExc_RuntimeError, "the arena is being freed: no callback can be added");
        return -1;
    }
    undo_point since = bump_undo_point(b);
    char *cell = bump_alloc_bytes(b, ARENA_GRANULE, ARENA_GRANULE);
    if (!cell) {
        return -1;
    }
    memset(cell, 0, ARENA_GRANULE);
    if (!add(b, callback, arena_position(&b->arena, cell), true)) {
        bump_undo(b, since);
        return -1;
    }
    return 0;
}

/* An attribute by a name that is one object each time: the interpreter's cache of
 * attributes keeps those that it has seen. */
static PyObject *
attribute(PyObject *o, const char *name)
{
    PyObject *interned = PyUnicode_InternFromString(name);
    PyObject *value = interned ? PyObject_GetAttr(o, interned) : NULL;
    Py_XDECREF(interned);
    return value;
}

/* function(*args, **kwargs) as something to call without arguments. */
static PyObject *
bind(PyObject *function, PyObject *args, PyObject *kwargs)
{
    if (PyTuple_GET_SIZE(args) == 0 && !kwargs) {
        return Py_NewRef(function);
    }
    PyObject *all = PyTuple_New(PyTuple_GET_SIZE(args) + 1);
    if (!all) {
        return NULL;
    }
    PyTuple_SET_ITEM(all, 0, Py_NewRef(function));
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(args); i++) {
        PyTuple_SET_ITEM(all, i + 1, Py_NewRef(PyTuple_GET_ITEM(args, i)));
    }
    PyObject *functools = PyImport_ImportModule("functools");
    PyObject *partial = functools ? attribute(functools, "partial") : NULL;
    PyObject *bound = partial ? PyObject_Call(partial, all, kwargs) : NULL;
    Py_XDECREF(functools);
    Py_XDECREF(partial);
    Py_DECREF(all);
    return bound;
}

static PyObject *
register_bound(Bump *b, PyObject *function, PyObject *args, PyObject *kwargs)
{
    PyObject *callback = bind(function, args, kwargs);
    int failed = callback ? register_callback(b, callback) : -1;
    Py_XDECREF(callback);
    return failed ? NULL : Py_NewRef(function);
}

PyObject *
bump_callback(PyObject *self, PyObject *args, PyObject *kwargs)
{
    if (PyTuple_GET_SIZE(args) == 0 || !PyCallable_Check(PyTuple_GET_ITEM(args, 0))) {
        PyErr_SetString(PyExc_TypeError, "callback() takes a function and its arguments");
        return NULL;
    }
    PyObject *rest = PyTuple_GetSlice(args, 1, PY_SSIZE_T_MAX);
    PyObject *result =
        rest ? register_bound((Bump *)self, PyTuple_GET_ITEM(args, 0), rest, kwargs) : NULL;
    Py_XDECREF(rest);
    return result;
}

/* manager.__exit__(None, None, None) as something to call, and *enter. */
static PyObject *
bind_exit(PyObject *manager, PyObject **enter)
{
    PyObject *type = (PyObject *)Py_TYPE(manager);
    *enter = attribute(type, "__enter__");
    PyObject *leave = *enter ? attribute(type, "__exit__") : NULL;
    if (!leave) {
        if (PyErr_ExceptionMatches(PyExc_AttributeError)) {
            PyErr_Clear();
            PyErr_Format(PyExc_TypeError, "own() takes a context manager, not %s",
                         Py_TYPE(manager)->tp_name);
        }
        return NULL;
    }
    PyObject *args = PyTuple_Pack(4, manager, Py_None, Py_None, Py_None);
    PyObject *callback = args ? bind(leave, args, NULL) : NULL;
    Py_DECREF(leave);
    Py_XDECREF(args);
    return callback;
}

/* The manager was entered, but the arena cannot own it: it is left at once. */
static void
leave_now(PyObject *callback)
{
    PyObject *error = compat_take_exception();
    PyObject *result = PyObject_CallNoArgs(callback);
    if (!result) {
        PyErr_WriteUnraisable(callback);
    }
    Py_XDECREF(result);
    compat_give_exception(error);
}

PyObject *
bump_own(PyObject *self, PyObject *manager)
{
    Bump *b = (Bump *)self;
    PyObject *enter, *value = NULL, *callback = bind_exit(manager, &enter);
    if (callback && bump_check_open(b) == 0) {
        value = PyObject_CallOneArg(enter, manager);
    }
    if (value && register_callback(b, callback) < 0) {
        leave_now(callback);
        Py_CLEAR(value);
    }
    Py_XDECREF(enter);
    Py_XDECREF(callback);
    return value;
}

/* ---- `object` fields ---------------------------------------------------- */

static PyObject *
load_object(Bump *b, Plan *p, const char *data, uint64_t position, place where)
{
    (void)p, (void)position;
    uint32_t index;
    memcpy(&index, data, sizeof index);
    PyObject *object = index ? held_get(b, index) : Py_None;
    return object ? Py_NewRef(object) : raise_corrupt(b->state, where, "no such object", index);
}

static store_result
store_object(Bump *b, Plan *p, char *data, uint64_t position, PyObject *value, place where)
{
    (void)p, (void)where;
    uint32_t index = value == Py_None ? 0 : held_add(b, value, position);
    if (value != Py_None && !index) {
        return STORE_ERROR;
    }
    memcpy(data, &index, sizeof index);
    return STORE_OK;
}

const plan_ops object_ops = {"object", 4, 4, load_object, store_object, NULL};
