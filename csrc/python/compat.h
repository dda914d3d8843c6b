/* compat.h - the only place that asks which CPython this is. */
#ifndef ARENITE_COMPAT_H
#define ARENITE_COMPAT_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <stdbool.h>
#include <stdint.h>

#if PY_VERSION_HEX < 0x030B0000
#error "Arenite needs CPython 3.11 or later"
#endif

#ifdef Py_GIL_DISABLED
#error "Arenite relies on the GIL; build it with a CPython that has one"
#endif

/* 3.12: an interpreter may have a GIL of its own.  All state is the module's. */
#if PY_VERSION_HEX >= 0x030C0000
#define COMPAT_MODULE_SLOTS {Py_mod_multiple_interpreters, Py_MOD_PER_INTERPRETER_GIL_SUPPORTED},
#else
#define COMPAT_MODULE_SLOTS
#endif

/* 3.12 made member and flag names of <structmember.h> public. */
#if PY_VERSION_HEX < 0x030C0000
#include <structmember.h>
#define Py_T_PYSSIZET T_PYSSIZET
#define Py_T_OBJECT_EX T_OBJECT_EX
#define Py_T_UINT T_UINT
#define Py_T_BOOL T_BOOL
#define Py_READONLY READONLY
#endif

/* PyObject_Init of memory from a free list, inline where a build keeps no books
 * of its objects: it is made a hundred million times a second. */
static inline void
compat_init(PyObject *o, PyTypeObject *type)
{
#if defined(Py_REF_DEBUG) || defined(Py_TRACE_REFS)
    (void)PyObject_Init(o, type);
#else
    Py_SET_REFCNT(o, 1);
    Py_SET_TYPE(o, type);
    Py_INCREF(type);
#endif
}

#define COMPAT_TWO_DIGITS(digit) \
    ((int64_t)((uint64_t)(digit)[0] | (uint64_t)(digit)[1] << PyLong_SHIFT))

/* The value of an int of at most two digits (60 bits), without a call. */
static inline bool
compat_small_int(PyObject *value, int64_t *number)
{
    PyLongObject *i = (PyLongObject *)value;
#if PY_VERSION_HEX >= 0x030C0000
    if (PyUnstable_Long_IsCompact(i)) {
        *number = PyUnstable_Long_CompactValue(i);
        return true;
    }
    if (i->long_value.lv_tag >> _PyLong_NON_SIZE_BITS != 2) {
        return false;
    }
    *number = COMPAT_TWO_DIGITS(i->long_value.ob_digit);
    *number = (i->long_value.lv_tag & _PyLong_SIGN_MASK) == 2 ? -*number : *number;
    return true;
#else
    Py_ssize_t size = Py_SIZE(value); /* digits, with the sign of the number */
    if (size >= -1 && size <= 1) {
        *number = size ? (int64_t)size * (int64_t)i->ob_digit[0] : 0;
        return true;
    }
    if (size < -2 || size > 2) {
        return false;
    }
    *number = size > 0 ? COMPAT_TWO_DIGITS(i->ob_digit) : -COMPAT_TWO_DIGITS(i->ob_digit);
    return true;
#endif
}

/* Little-endian two's complement, as the machine's. */
static inline PyObject *
compat_long_from_16_bytes(const char *data, bool is_signed)
{
#if PY_VERSION_HEX >= 0x030D0000
    int flags = Py_ASNATIVEBYTES_NATIVE_ENDIAN;
    return is_signed ? PyLong_FromNativeBytes(data, 16, flags)
                     : PyLong_FromUnsignedNativeBytes(data, 16, flags);
#else
    return _PyLong_FromByteArray((const unsigned char *)data, 16, 1, is_signed);
#endif
}

/* False, and nothing written, if the int does not fit. */
static inline bool
compat_long_as_16_bytes(PyObject *value, char *data, bool is_signed)
{
    unsigned char bytes[17] = {0}; /* one more than an unsigned value has, for its sign */
#if PY_VERSION_HEX >= 0x030D0000
    Py_ssize_t size = is_signed ? 16 : 17;
    Py_ssize_t needed = PyLong_AsNativeBytes(value, bytes, size, Py_ASNATIVEBYTES_NATIVE_ENDIAN);
    if (needed < 0 || needed > size || (!is_signed && bytes[16])) {
        PyErr_Clear();
        return false;
    }
#else
    if (_PyLong_AsByteArray((PyLongObject *)value, bytes, 16, 1, is_signed) < 0) {
        PyErr_Clear();
        return false;
    }
#endif
    memcpy(data, bytes, 16);
    return true;
}

/* The exception that is set, out of the way; owned.  And back. */
static inline PyObject *
compat_take_exception(void)
{
#if PY_VERSION_HEX >= 0x030C0000
    return PyErr_GetRaisedException();
#else
    PyObject *type, *error, *traceback;
    PyErr_Fetch(&type, &error, &traceback);
    PyErr_NormalizeException(&type, &error, &traceback);
    if (traceback) {
        (void)PyException_SetTraceback(error, traceback);
    }
    Py_XDECREF(type);
    Py_XDECREF(traceback);
    return error;
#endif
}

static inline void
compat_give_exception(PyObject *error)
{
#if PY_VERSION_HEX >= 0x030C0000
    PyErr_SetRaisedException(error);
#else
    PyErr_Restore(Py_NewRef(Py_TYPE(error)), error, PyException_GetTraceback(error));
#endif
}

/* The innermost frame of a thread, and how deep it may yet recurse; all may be set. */
#if PY_VERSION_HEX >= 0x030D0000
#define COMPAT_FRAME(thread) ((thread)->current_frame)
#else
#define COMPAT_FRAME(thread) ((thread)->cframe->current_frame)
#endif

#if PY_VERSION_HEX >= 0x030C0000
#define COMPAT_RECURSION_LIMIT(thread) ((thread)->py_recursion_limit)
#define COMPAT_RECURSION_REMAINING(thread) ((thread)->py_recursion_remaining)
#else
#define COMPAT_RECURSION_LIMIT(thread) ((thread)->recursion_limit)
#define COMPAT_RECURSION_REMAINING(thread) ((thread)->recursion_remaining)
#endif

/* Whether a memoryview was released.  Here, since CPython has no function that says
 * it, or how many others there are of the same buffer. */
static inline bool
compat_view_is_released(PyObject *view)
{
    const PyMemoryViewObject *v = (PyMemoryViewObject *)view;
    return !v->mbuf || v->flags & _Py_MEMORYVIEW_RELEASED
           || v->mbuf->flags & _Py_MANAGED_BUFFER_RELEASED;
}

/* Other memoryviews of the buffer, and buffers got from this one, of a memoryview
 * that is not released. */
static inline Py_ssize_t
compat_view_users(PyObject *view)
{
    const PyMemoryViewObject *v = (PyMemoryViewObject *)view;
    return v->mbuf->exports - 1 + v->exports;
}

/* An int that fits 64 bits. */
static inline int64_t
compat_long_as_int64(PyObject *value, int *overflow)
{
    int64_t number;
    if (compat_small_int(value, &number)) {
        *overflow = 0;
        return number;
    }
    return PyLong_AsLongLongAndOverflow(value, overflow);
}

#endif
