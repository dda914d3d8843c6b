/* wide.c - scalars that the buffer protocol does not know: 128-bit integers and
 * single characters. */
#include "core.h"

/* ---- i128, u128 --------------------------------------------------------- */

static PyObject *
load_i128(Bump *b, Plan *p, const char *data, uint64_t position, place where)
{
    (void)b, (void)p, (void)position, (void)where;
    return compat_long_from_16_bytes(data, true);
}

static PyObject *
load_u128(Bump *b, Plan *p, const char *data, uint64_t position, place where)
{
    (void)b, (void)p, (void)position, (void)where;
    return compat_long_from_16_bytes(data, false);
}

static store_result
store_128(Bump *b, Plan *p, char *data, uint64_t position, PyObject *value, place where)
{
    (void)b, (void)position;
    bool is_signed = p->kind == PLAN_I128;
    if (!PyLong_Check(value)) {
        return STORE_NEEDS_CONVERSION;
    }
    if (compat_long_as_16_bytes(value, data, is_signed)) {
        return STORE_OK;
    }
    PyObject *text = scalar_text(value);
    if (text) {
        place_raise(PyExc_OverflowError, where,
                    is_signed ? "%U is out of range for i128 (-2**127 to 2**127 - 1)"
                              : "%U is out of range for u128 (0 to 2**128 - 1)", text);
        Py_DECREF(text);
    }
    return STORE_ERROR;
}

static PyObject *
convert_128(Bump *b, Plan *p, PyObject *value, place where)
{
    (void)b;
    return scalar_convert(p, value, where);
}

const plan_ops i128_ops = {"i128", 16, 8, load_i128, store_128, convert_128};
const plan_ops u128_ops = {"u128", 16, 8, load_u128, store_128, convert_128};

/* ---- char --------------------------------------------------------------- */

enum { MAX_CODE_POINT = 0x10FFFF };

static PyObject *
load_char(Bump *b, Plan *p, const char *data, uint64_t position, place where)
{
    (void)p, (void)position;
    uint32_t code;
    memcpy(&code, data, sizeof code);
    return code <= MAX_CODE_POINT ? PyUnicode_FromOrdinal((int)code)
                                  : raise_corrupt(b->state, where, "no such character", code);
}

static store_result
store_char(Bump *b, Plan *p, char *data, uint64_t position, PyObject *value, place where)
{
    (void)b, (void)position;
    if (!PyUnicode_Check(value)) {
        return raise_type(p, value, where);
    }
    if (PyUnicode_GET_LENGTH(value) != 1) {
        place_raise(PyExc_ValueError, where, "expected one character, got %zd",
                    PyUnicode_GET_LENGTH(value));
        return STORE_ERROR;
    }
    uint32_t code = PyUnicode_READ_CHAR(value, 0);
    memcpy(data, &code, sizeof code);
    return STORE_OK;
}

const plan_ops char_ops = {"char", 4, 4, load_char, store_char, NULL};
