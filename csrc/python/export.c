/* export.c - the buffer protocol: numbers in the arena as memory of others, pinned
 * while they use it; and which buffers of others hold just such numbers. */
#include "core.h"

static const char *const formats[PLAN_KINDS] = {
    [PLAN_BOOL] = "?", [PLAN_I8] = "b",  [PLAN_I16] = "h", [PLAN_I32] = "i",
    [PLAN_I64] = "q",  [PLAN_U8] = "B",  [PLAN_U16] = "H", [PLAN_U32] = "I",
    [PLAN_U64] = "Q",  [PLAN_F32] = "f", [PLAN_F64] = "d",
};

int
export_fill(Bump *b, PyObject *exporter, Plan *item, char *data, uint64_t position,
            Py_ssize_t length, bool readonly, Py_buffer *view, int flags)
{
    export *e = PyMem_Malloc(sizeof *e);
    if (!e) {
        PyErr_NoMemory();
        return -1;
    }
    uint64_t bytes = (uint64_t)length * item->stride;
    lifetime_pin(b, &e->pin, bytes ? position : 0, bytes ? position + bytes : 0);
    e->shape = length;
    e->stride = item->stride;
    *view = (Py_buffer){
        .buf = data,
        .obj = Py_NewRef(exporter),
        .len = (Py_ssize_t)bytes,
        .itemsize = item->stride,
        .readonly = readonly,
        .ndim = 1,
        .format = flags & PyBUF_FORMAT ? (char *)formats[item->kind] : NULL,
        .shape = (flags & PyBUF_ND) == PyBUF_ND ? &e->shape : NULL,
        .strides = (flags & PyBUF_STRIDES) == PyBUF_STRIDES ? &e->stride : NULL,
        .internal = e,
    };
    return 0;
}

void
export_release(Bump *b, Py_buffer *view)
{
    export *e = view->internal;
    lifetime_unpin(b, &e->pin);
    PyMem_Free(e);
}

/* ---- Buffers of others --------------------------------------------------- */

/* What a struct-module format says of single items: 'i', 'u', 'f', '?', or 0. */
static char
format_class(const char *format)
{
    if (!format) {
        return 'u';
    }
    if (*format == '@' || *format == '=' || *format == '<') {
        format++;
    }
    if (format[0] == '\0' || format[1] != '\0') {
        return 0;
    }
    if (strchr("bhilqn", *format)) {
        return 'i';
    }
    if (strchr("BHILQN", *format)) {
        return 'u';
    }
    return strchr("fd", *format) ? 'f' : *format == '?' ? '?' : 0;
}

static char
plan_class(const Plan *p)
{
    switch ((plan_kind)p->kind) {
    case PLAN_BOOL: return '?';
    case PLAN_F32: case PLAN_F64: return 'f';
    case PLAN_I8: case PLAN_I16: case PLAN_I32: case PLAN_I64: return 'i';
    default: return 'u';
    }
}

bool
plan_matches_buffer(const Plan *p, const Py_buffer *view)
{
    return p->kind <= PLAN_F64 && view->ndim == 1 && view->itemsize == (Py_ssize_t)p->size
           && format_class(view->format) == plan_class(p);
}
