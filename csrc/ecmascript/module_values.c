/* module_values.c - see module_values.h. */
#include "module_values.h"

#include "number_text.h"
#include "utf8.h"

#include <string.h>

enum {
    LONGEST_KEPT = 32, /* bytes: longer texts are seldom said twice */
    REPLACEMENT = 0xFFFD,
};

/* ---- Texts -------------------------------------------------------------- */

/* Fewer than 8 bytes, each at least once. */
static uint64_t
few_bytes(const uint8_t *p, size_t length)
{
    if (length >= 4) {
        uint32_t first, last;
        memcpy(&first, p, 4);
        memcpy(&last, p + length - 4, 4);
        return (uint64_t)last << 32 | first;
    }
    return length ? p[0] | (uint64_t)p[length / 2] << 8 | (uint64_t)p[length - 1] << 16 : 0;
}

/* A hash of the text, and in *bits which bits its bytes have. */
static uint64_t
look_at(estree_text text, uint64_t *bits)
{
    const uint64_t factor = UINT64_C(0x9E3779B97F4A7C15);
    uint64_t hash = text.length * factor, seen = 0;
    size_t i = 0;
    for (; text.length - i >= 8; i += 8) {
        uint64_t word;
        memcpy(&word, text.bytes + i, sizeof word);
        seen |= word;
        hash = (hash ^ word) * factor;
        hash ^= hash >> 32;
    }
    uint64_t rest = few_bytes(text.bytes + i, text.length - i);
    *bits = seen | rest;
    hash = (hash ^ rest) * factor;
    return hash ^ hash >> 32;
}

static bool
is_ascii(uint64_t bits)
{
    return (bits & UINT64_C(0x8080808080808080)) == 0;
}

static PyObject *
ascii_text(estree_text text)
{
    PyObject *made = PyUnicode_New((Py_ssize_t)text.length, 127);
    if (made && text.length) {
        memcpy(PyUnicode_1BYTE_DATA(made), text.bytes, text.length);
    }
    return made;
}

/* The code of the character at *at, which is moved behind it. */
static Py_UCS4
next_half(estree_text text, size_t *at)
{
    utf8_code c = wtf8_decode(text.bytes + *at, text.length - *at);
    *at += c.length;
    return c.code == UTF8_INVALID ? REPLACEMENT : c.code;
}

/* The same, of both halves of a surrogate pair. */
static Py_UCS4
next_character(estree_text text, size_t *at)
{
    Py_UCS4 code = next_half(text, at);
    if (Py_UNICODE_IS_HIGH_SURROGATE(code) && *at < text.length) {
        size_t behind = *at;
        Py_UCS4 low = next_half(text, &behind);
        if (Py_UNICODE_IS_LOW_SURROGATE(low)) {
            *at = behind;
            return Py_UNICODE_JOIN_SURROGATES(code, low);
        }
    }
    return code;
}

static PyObject *
wide_text(estree_text text)
{
    Py_ssize_t count = 0;
    Py_UCS4 most = 0;
    for (size_t at = 0; at < text.length; count++) {
        Py_UCS4 code = next_character(text, &at);
        most = code > most ? code : most;
    }
    PyObject *made = PyUnicode_New(count, most);
    if (made) {
        size_t at = 0;
        for (Py_ssize_t i = 0; i < count; i++) {
            PyUnicode_WRITE(PyUnicode_KIND(made), PyUnicode_DATA(made), i,
                            next_character(text, &at));
        }
    }
    return made;
}

static PyObject *
kept_text(PyObject **kept, estree_text text)
{
    PyObject *found = *kept;
    if (found && (size_t)PyUnicode_GET_LENGTH(found) == text.length &&
        memcmp(PyUnicode_1BYTE_DATA(found), text.bytes, text.length) == 0) {
        return Py_NewRef(found);
    }
    PyObject *made = ascii_text(text);
    if (made) {
        Py_XSETREF(*kept, Py_NewRef(made));
    }
    return made;
}

PyObject *
values_text(values *v, estree_text text)
{
    uint64_t bits, hash = look_at(text, &bits);
    if (!is_ascii(bits)) {
        return wide_text(text);
    }
    bool keep = text.length <= LONGEST_KEPT;
    return keep ? kept_text(&v->texts[hash % KEPT_TEXTS], text) : ascii_text(text);
}

static PyObject *
any_text(estree_text text)
{
    uint64_t bits;
    look_at(text, &bits);
    return is_ascii(bits) ? ascii_text(text) : wide_text(text);
}

PyObject *
values_regexp(estree_text pattern, estree_text flags)
{
    PyObject *before = any_text(pattern), *behind = before ? any_text(flags) : NULL;
    PyObject *made = behind ? PyUnicode_FromFormat("/%U/%U", before, behind) : NULL;
    Py_XDECREF(before);
    Py_XDECREF(behind);
    return made;
}

/* ---- Numbers ------------------------------------------------------------ */

PyObject *
values_number(double value)
{
    if (value - value != 0) {
        return Py_NewRef(Py_None);
    }
    if (value > -0x1p53 && value < 0x1p53 && (double)(long long)value == value) {
        return PyLong_FromLongLong((long long)value);
    }
    char text[NUMBER_TEXT_MAX + 1];
    size_t length = number_text(value, text);
    text[length] = 0;
    return strpbrk(text, ".e") ? PyFloat_FromDouble(value) : PyLong_FromString(text, NULL, 10);
}

PyObject *
values__place(kept_place *kept, uint32_t place)
{
    PyObject *made = PyLong_FromUnsignedLong(place);
    if (made) {
        kept->place = place;
        Py_XSETREF(kept->value, Py_NewRef(made));
    }
    return made;
}

void
values_clear(values *v)
{
    for (size_t i = 0; i < KEPT_TEXTS; i++) {
        Py_CLEAR(v->texts[i]);
    }
    for (size_t i = 0; i < KEPT_PLACES; i++) {
        Py_CLEAR(v->places[i].value);
    }
}
