/* regexp_escape.c - what stands behind a backslash in a pattern. */
#include <string.h>

#include "regexp_internal.h"
#include "regexp_property.h"

/* Exactly `count` hexadecimal digits at p, or UTF8_INVALID. */
static uint32_t
hex_at(const uint8_t *p, int count)
{
    uint32_t code = 0;
    for (int i = 0; i < count; i++) {
        int digit = hex_digit(p[i]);
        if (digit < 0) {
            return UTF8_INVALID;
        }
        code = code << 4 | (uint32_t)digit;
    }
    return code;
}

escape
regexp__read_unicode(const uint8_t *p)
{
    escape e = escape_read_name(p);
    /* Only of two escapes with four digits are halves one code point. */
    if (e.kind != ESCAPE_CODE || p[1] == '{' || e.code < 0xd800 || e.code > 0xdbff
        || e.end[0] != '\\' || e.end[1] != 'u') {
        return e;
    }
    uint32_t low = hex_at(e.end + 2, 4);
    if (low >= 0xdc00 && low <= 0xdfff) {
        e.code = 0x10000 + ((e.code - 0xd800) << 10) + (low - 0xdc00);
        e.end += 6;
    }
    return e;
}

/* f n r t v; 0 for any other letter. */
static uint32_t
control_escape(uint8_t letter)
{
    switch (letter) {
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case 'v': return '\v';
    default: return 0;
    }
}

/* An escape of two characters or more that may be incomplete: then Annex B takes
 * the first one for itself, and u and v refuse it. */
static bool
incomplete(regexp *r, const uint8_t *end, const char *message, uint32_t *code)
{
    if (r->unicode) {
        return regexp__fail(r, r->p - 1, end, message);
    }
    *code = *r->p++;
    return true;
}

static bool
hex_escape(regexp *r, uint32_t *code)
{
    *code = hex_at(r->p + 1, 2);
    if (*code == UTF8_INVALID) {
        return incomplete(r, r->p + 1, "Two hexadecimal digits expected behind '\\x'", code);
    }
    r->p += 3;
    return true;
}

static bool
unicode_escape(regexp *r, uint32_t *code)
{
    if (r->unicode) {
        escape e = regexp__read_unicode(r->p);
        if (e.kind != ESCAPE_CODE) {
            return regexp__fail(r, r->p - 1, e.end, e.message);
        }
        *code = e.code;
        r->p = e.end;
        return true;
    }
    *code = hex_at(r->p + 1, 4); /* a code unit; braces are a quantifier there */
    if (*code == UTF8_INVALID) {
        return incomplete(r, r->p, "", code);
    }
    r->p += 5;
    return true;
}

/* \cA.  In a class of Annex B digits and _ are letters too; without one the
 * backslash stands for itself, and the c behind it. */
static bool
letter_escape(regexp *r, bool in_class, uint32_t *code)
{
    uint8_t letter = r->p[1];
    bool more = in_class && !r->unicode && (regexp__is_digit(letter) || letter == '_');
    if (regexp__is_letter(letter) || more) {
        *code = letter % 32u;
        r->p += 2;
        return true;
    }
    if (r->unicode) {
        return regexp__fail(r, r->p - 1, r->p + 1, "A letter expected behind '\\c'");
    }
    *code = '\\';
    return true;
}

/* Annex B: \0 to \377.  \8 and \9 are themselves. */
static uint32_t
octal_escape(regexp *r)
{
    const uint8_t *p = r->p;
    if (*p >= '8') {
        r->p++;
        return *p;
    }
    int most = *p <= '3' ? 3 : 2;
    uint32_t code = 0;
    for (; most > 0 && *r->p >= '0' && *r->p <= '7'; most--) {
        code = code * 8 + (uint32_t)(*r->p++ - '0');
    }
    return code;
}

static bool
digit_escape(regexp *r, uint32_t *code)
{
    if (!r->unicode) {
        *code = octal_escape(r);
        return true;
    }
    if (*r->p != '0' || regexp__is_digit(r->p[1])) {
        return regexp__fail(r, r->p - 1, r->p + 1, "There are no octal escapes with the flag u or v");
    }
    *code = 0;
    r->p++;
    return true;
}

static bool
identity_escape(regexp *r, uint32_t *code)
{
    const uint8_t *start = r->p - 1;
    if (r->unicode && (*r->p == 0 || !strchr("^$\\.*+?()[]{}|/", *r->p))) {
        regexp__take(r);
        return regexp__fail(r, start, r->p, "With the flag u or v this character has no escape");
    }
    if (*r->p == 'k' && !r->loose_k) {
        r->loose_k = start;
    }
    *code = regexp__take(r);
    return true;
}

bool
regexp__character_escape(regexp *r, bool in_class, uint32_t *code)
{
    uint32_t control = control_escape(*r->p);
    if (control) {
        *code = control;
        r->p++;
        return true;
    }
    switch (*r->p) {
    case 'c': return letter_escape(r, in_class, code);
    case 'x': return hex_escape(r, code);
    case 'u': return unicode_escape(r, code);
    default:
        return regexp__is_digit(*r->p) ? digit_escape(r, code) : identity_escape(r, code);
    }
}

/* ---- Classes --------------------------------------------------------------- */

static const uint8_t *
skip_property_characters(const uint8_t *p)
{
    while (regexp__is_letter(*p) || regexp__is_digit(*p) || *p == '_') {
        p++;
    }
    return p;
}

/* \p{Name}, \p{Name=Value}; p is at the p or P. */
static bool
property_escape(regexp *r, bool *strings)
{
    const uint8_t *start = r->p - 1, *name = r->p + 2, *value = NULL, *value_end = NULL;
    bool negated = *r->p == 'P';
    if (r->p[1] != '{') {
        return regexp__fail(r, start, r->p + 1, "'{' expected behind '\\p'");
    }
    const uint8_t *name_end = skip_property_characters(name), *end = name_end;
    if (*end == '=') {
        value = end + 1;
        end = value_end = skip_property_characters(value);
    }
    r->p = end + 1;
    if (*end != '}') {
        return regexp__fail(r, start, end, "A Unicode property expected between braces");
    }
    unsigned kinds = value ? regexp__property_with_value(name, name_end, value, value_end)
                           : regexp__property(name, name_end);
    *strings = kinds == PROPERTY_OF_STRINGS;
    if (!kinds || (*strings && !r->sets)) {
        const char *message = !kinds ? "Unknown Unicode property or value"
                                     : "A property of strings needs the flag v";
        return regexp__fail(r, name, end, message);
    }
    if (*strings && negated) {
        return regexp__fail(r, start, r->p, "A property of strings has no complement");
    }
    return true;
}

bool
regexp__class_escape(regexp *r, bool *found, bool *strings)
{
    *strings = false;
    switch (*r->p) {
    case 'd': case 'D': case 's': case 'S': case 'w': case 'W':
        *found = true;
        r->p++;
        return true;
    case 'p': case 'P':
        *found = r->unicode;
        return !r->unicode || property_escape(r, strings);
    default:
        *found = false;
        return true;
    }
}
