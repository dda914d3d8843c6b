/* scalar.c - numbers in memory: little cases, one a kind. */
#include "core.h"

typedef struct int_range {
    const char *name;
    int64_t low;
    uint64_t high;
} int_range;

static const int_range ranges[] = {
    [PLAN_I8] = {"i8", INT8_MIN, INT8_MAX},
    [PLAN_I16] = {"i16", INT16_MIN, INT16_MAX},
    [PLAN_I32] = {"i32", INT32_MIN, INT32_MAX},
    [PLAN_I64] = {"i64", INT64_MIN, INT64_MAX},
    [PLAN_U8] = {"u8", 0, UINT8_MAX},
    [PLAN_U16] = {"u16", 0, UINT16_MAX},
    [PLAN_U32] = {"u32", 0, UINT32_MAX},
    [PLAN_U64] = {"u64", 0, UINT64_MAX},
};

#define READ(T, data) \
    ({ T value_; memcpy(&value_, (data), sizeof value_); value_; })
#define WRITE(T, data, value) \
    do { T value_ = (T)(value); memcpy((data), &value_, sizeof value_); } while (0)

PyObject *
scalar_load(core_state *state, plan_kind kind, const char *data)
{
    switch (kind) {
    case PLAN_BOOL: return PyBool_FromLong(*data != 0);
    case PLAN_I8: return scalar_from_int64(state, READ(int8_t, data));
    case PLAN_I16: return scalar_from_int64(state, READ(int16_t, data));
    case PLAN_I32: return scalar_from_int64(state, READ(int32_t, data));
    case PLAN_I64: return scalar_from_int64(state, READ(int64_t, data));
    case PLAN_U8: return scalar_from_int64(state, READ(uint8_t, data));
    case PLAN_U16: return scalar_from_int64(state, READ(uint16_t, data));
    case PLAN_U32: return scalar_from_int64(state, READ(uint32_t, data));
    case PLAN_U64: return PyLong_FromUnsignedLongLong(READ(uint64_t, data));
    case PLAN_F32: return PyFloat_FromDouble((double)READ(float, data));
    case PLAN_F64: return PyFloat_FromDouble(READ(double, data));
    default: Py_UNREACHABLE();
    }
}

/* How an int or float prints, not how a subclass would have it print: that is
 * Python code.  Python refuses to print an int of too many digits. */
PyObject *
scalar_text(PyObject *value)
{
    PyObject *text = (PyLong_Check(value) ? &PyLong_Type : &PyFloat_Type)->tp_repr(value);
    if (!text && PyErr_ExceptionMatches(PyExc_ValueError)) {
        PyErr_Clear();
        text = PyUnicode_FromString("a number of thousands of digits");
    }
    return text;
}

static store_result
raise_range(plan_kind kind, PyObject *value, place where)
{
    PyObject *text = scalar_text(value);
    if (text && kind >= PLAN_F32) {
        place_raise(PyExc_OverflowError, where, "%U is out of range for %s", text,
                    kind == PLAN_F32 ? "f32" : "f64");
    } else if (text) {
        place_raise(PyExc_OverflowError, where, "%U is out of range for %s (%lld to %llu)", text,
                    ranges[kind].name, (long long)ranges[kind].low,
                    (unsigned long long)ranges[kind].high);
    }
    Py_XDECREF(text);
    return STORE_ERROR;
}

static void
write_int(plan_kind kind, char *data, uint64_t bits)
{
    switch (kind) {
    case PLAN_I8: case PLAN_U8: WRITE(uint8_t, data, bits); break;
    case PLAN_I16: case PLAN_U16: WRITE(uint16_t, data, bits); break;
    case PLAN_I32: case PLAN_U32: WRITE(uint32_t, data, bits); break;
    default: WRITE(uint64_t, data, bits); break;
    }
}

static store_result
store_int(plan_kind kind, char *data, PyObject *value, place where)
{
    const int_range *r = &ranges[kind];
    int overflow;
    if (!PyLong_Check(value)) {
        return STORE_NEEDS_CONVERSION;
    }
    int64_t v = compat_long_as_int64(value, &overflow);
    if (LIKELY(!overflow)) {
        if (v < r->low || (v > 0 && (uint64_t)v > r->high)) {
            return raise_range(kind, value, where);
        }
        write_int(kind, data, (uint64_t)v);
        return STORE_OK;
    }
    if (overflow < 0 || kind != PLAN_U64) {
        return raise_range(kind, value, where);
    }
    uint64_t big = PyLong_AsUnsignedLongLong(value);
    if (big == UINT64_MAX && PyErr_Occurred()) {
        PyErr_Clear();
        return raise_range(kind, value, where);
    }
    WRITE(uint64_t, data, big);
    return STORE_OK;
}

static store_result
store_float(plan_kind kind, char *data, PyObject *value, place where)
{
    double v;
    if (LIKELY(PyFloat_Check(value))) {
        v = PyFloat_AS_DOUBLE(value);
    } else if (PyLong_Check(value)) {
        v = PyLong_AsDouble(value);
        if (v == -1.0 && PyErr_Occurred()) {
            PyErr_Clear();
            return raise_range(kind, value, where);
        }
    } else {
        return STORE_NEEDS_CONVERSION;
    }
    if (kind == PLAN_F64) {
        WRITE(double, data, v);
        return STORE_OK;
    }
    if (Py_IS_FINITE(v) && !Py_IS_FINITE((float)v)) {
        return raise_range(kind, value, where);
    }
    WRITE(float, data, v);
    return STORE_OK;
}

store_result
scalar_store(plan_kind kind, char *data, PyObject *value, place where)
{
    if (kind == PLAN_BOOL) {
        if (value != Py_True && value != Py_False) {
            return STORE_NEEDS_CONVERSION;
        }
        *data = value == Py_True;
        return STORE_OK;
    }
    return kind >= PLAN_F32 ? store_float(kind, data, value, where)
                            : store_int(kind, data, value, where);
}

PyObject *
scalar_convert(Plan *p, PyObject *value, place where)
{
    PyObject *converted = NULL;
    if (p->kind == PLAN_BOOL) {
        if (PyBool_Check(value)) {
            return Py_NewRef(value);
        }
        (void)raise_type(p, value, where);
        return NULL;
    }
    if (p->kind == PLAN_F32 || p->kind == PLAN_F64) {
        if (PyFloat_Check(value) || PyLong_Check(value)) {
            return Py_NewRef(value);
        }
        double number = PyFloat_AsDouble(value);
        if (number != -1.0 || !PyErr_Occurred()) {
            converted = PyFloat_FromDouble(number);
        }
    } else {
        converted = PyNumber_Index(value);
    }
    if (!converted && PyErr_ExceptionMatches(PyExc_TypeError)) {
        PyErr_Clear();
        (void)raise_type(p, value, where);
    }
    return converted;
}
