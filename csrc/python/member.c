/* member.c - values of a Literal or an Enum: an index into a tuple. */
#include "core.h"

static PyObject *
load_member(Bump *b, Plan *p, const char *data, uint64_t position, place where)
{
    (void)position;
    uint16_t index = (uint8_t)*data;
    if (p->size == 2) {
        memcpy(&index, data, sizeof index);
    }
    if (index == 0 && p->optional) {
        Py_RETURN_NONE;
    }
    if (index == 0 || index > PyTuple_GET_SIZE(p->members)) {
        return raise_corrupt(b->state, where, "no such member", index);
    }
    return Py_NewRef(PyTuple_GET_ITEM(p->members, index - 1));
}

/* Members are few and mostly interned: identity first, and then equality of
 * strings, neither of which runs Python code. */
static Py_ssize_t
find_member(Plan *p, PyObject *value)
{
    Py_ssize_t count = PyTuple_GET_SIZE(p->members);
    for (Py_ssize_t i = 0; i < count; i++) {
        if (PyTuple_GET_ITEM(p->members, i) == value) {
            return i;
        }
    }
    for (Py_ssize_t i = 0; PyUnicode_CheckExact(value) && i < count; i++) {
        PyObject *member = PyTuple_GET_ITEM(p->members, i);
        if (PyUnicode_CheckExact(member) && PyUnicode_Compare(member, value) == 0) {
            return i;
        }
    }
    return -1;
}

static store_result
store_member(Bump *b, Plan *p, char *data, uint64_t position, PyObject *value, place where)
{
    (void)b, (void)position, (void)where;
    Py_ssize_t i = find_member(p, value);
    if (i < 0) {
        return STORE_NEEDS_CONVERSION; /* the message runs __repr__ */
    }
    uint16_t index = (uint16_t)(i + 1);
    if (p->size == 2) {
        memcpy(data, &index, sizeof index);
    } else {
        *data = (char)(uint8_t)index;
    }
    return STORE_OK;
}

/* Nothing can be converted to a member: what is none is refused here. */
static PyObject *
convert_member(Bump *b, Plan *p, PyObject *value, place where)
{
    (void)b;
    if (find_member(p, value) >= 0) {
        return Py_NewRef(value);
    }
    place_raise(PyUnicode_Check(value) ? PyExc_ValueError : PyExc_TypeError, where,
                "%R is none of %R", value, p->members);
    return NULL;
}

const plan_ops member_ops = {"member", 1, 1, load_member, store_member, convert_member};
