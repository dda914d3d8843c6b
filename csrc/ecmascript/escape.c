#include "escape.h"

#include <stddef.h>

#include "lexer_internal.h"

static escape
code_escape(const uint8_t *end, uint32_t code)
{
    return (escape){end, code, ESCAPE_CODE, NULL};
}

static escape
invalid_escape(const uint8_t *end, const char *message)
{
    return (escape){end, 0, ESCAPE_INVALID, message};
}

/* Exactly `count` digits from p. */
static escape
read_fixed(const uint8_t *p, int count, const char *message)
{
    uint32_t code = 0;
    for (int i = 0; i < count; i++, p++) {
        int digit = hex_digit(*p);
        if (digit < 0) {
            return invalid_escape(p, message);
        }
        code = code << 4 | (uint32_t)digit;
    }
    return code_escape(p, code);
}

/* Digits and the closing brace; p is behind the opening one. */
static escape
read_braced(const uint8_t *p)
{
    const uint8_t *first = p;
    uint32_t code = 0;
    for (int digit; (digit = hex_digit(*p)) >= 0; p++) {
        code = code << 4 | (uint32_t)digit;
        if (code > 0x10ffff) {
            return invalid_escape(p + 1, "Unicode escape above U+10FFFF");
        }
    }
    if (p == first || *p != '}') {
        return invalid_escape(p, "Hexadecimal digits and '}' expected in a Unicode escape");
    }
    return code_escape(p + 1, code);
}

/* p is behind the u. */
static escape
read_unicode(const uint8_t *p)
{
    return *p == '{' ? read_braced(p + 1)
                     : read_fixed(p, 4, "Four hexadecimal digits expected behind '\\u'");
}

/* Behind the line terminator at p, or p if there is none. */
static const uint8_t *
skip_line_terminator(const uint8_t *p)
{
    if (lexer__is_separator(p)) {
        return p + 3;
    }
    if (p[0] == '\r' && p[1] == '\n') {
        return p + 2;
    }
    return *p == '\n' || *p == '\r' ? p + 1 : p;
}

/* The low half that follows a high one, with nothing but line continuations
 * between them, makes it a code point: a string is a sequence of code units. */
static escape
join_surrogates(escape high)
{
    const uint8_t *p = high.end;
    const uint8_t *behind;
    while (p[0] == '\\' && (behind = skip_line_terminator(p + 1)) != p + 1) {
        p = behind;
    }
    if (p[0] != '\\' || p[1] != 'u') {
        return high;
    }
    escape low = read_unicode(p + 2);
    if (low.kind != ESCAPE_CODE || low.code < 0xdc00 || low.code > 0xdfff) {
        return high;
    }
    return code_escape(low.end, 0x10000 + ((high.code - 0xd800) << 10) + (low.code - 0xdc00));
}

static escape
read_unicode_unit(const uint8_t *p)
{
    escape e = read_unicode(p);
    bool high = e.kind == ESCAPE_CODE && e.code >= 0xd800 && e.code <= 0xdbff;
    return high ? join_surrogates(e) : e;
}

static bool
is_octal(uint8_t byte)
{
    return byte >= '0' && byte <= '7';
}

/* \0 alone is no legacy; \08 is \0 and an 8, and is.  \8 and \9 are themselves. */
static escape
read_octal(const uint8_t *p)
{
    if (*p >= '8') {
        return (escape){p + 1, *p, ESCAPE_LEGACY_OCTAL, NULL};
    }
    if (*p == '0' && (p[1] < '0' || p[1] > '9')) {
        return code_escape(p + 1, 0);
    }
    const uint8_t *limit = p + (*p <= '3' ? 3 : 2);
    uint32_t code = 0;
    while (p < limit && is_octal(*p)) {
        code = code * 8 + (uint32_t)(*p++ - '0');
    }
    return (escape){p, code, ESCAPE_LEGACY_OCTAL, NULL};
}

static uint32_t
single_escape(uint8_t byte)
{
    switch (byte) {
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case 'v': return '\v';
    default: return byte;
    }
}

escape
escape_read(const uint8_t *p)
{
    if (*p >= '0' && *p <= '9') {
        return read_octal(p);
    }
    if (*p == 'u') {
        return read_unicode_unit(p + 1);
    }
    if (*p == 'x') {
        return read_fixed(p + 1, 2, "Two hexadecimal digits expected behind '\\x'");
    }
    const uint8_t *behind = skip_line_terminator(p);
    if (behind != p) {
        return (escape){behind, 0, ESCAPE_NOTHING, NULL};
    }
    if (*p < 0x80) {
        return code_escape(p + 1, single_escape(*p));
    }
    utf8_code c = utf8_decode(p);
    return c.code == UTF8_INVALID ? invalid_escape(p + 1, "Malformed UTF-8")
                                  : code_escape(p + c.length, c.code);
}

escape
escape_read_name(const uint8_t *p)
{
    if (*p != 'u') {
        return invalid_escape(p, "Only a Unicode escape may stand in a name");
    }
    return read_unicode(p + 1);
}
