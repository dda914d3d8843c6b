/* json_text.c - JSON values: positions, doubles, strings. */
#include "json_text.h"

#include "number_text.h"
#include "utf8.h"

enum {
    FIRST_CAPACITY = 4096, /* one page: small enough to ask for, large enough to last */
    LONGEST_ESCAPE = 6,    /* \u0001, of one byte */
};

bool
json__grow(estree_buffer *b, size_t size)
{
    size_t needed, doubled;
    if (__builtin_add_overflow(b->length, size, &needed) ||
        __builtin_mul_overflow(b->capacity, 2, &doubled)) {
        return false;
    }
    size_t capacity = doubled > FIRST_CAPACITY ? doubled : FIRST_CAPACITY;
    capacity = capacity > needed ? capacity : needed;
    void *data = b->resize(b->context, b->data, b->capacity, capacity);
    if (data == NULL) {
        return false;
    }
    b->data = data;
    b->capacity = capacity;
    return true;
}

/* Pairs of digits. */
static const char digits[] =
    "00010203040506070809101112131415161718192021222324252627282930313233343536373839"
    "40414243444546474849505152535455565758596061626364656667686970717273747576777879"
    "8081828384858687888990919293949596979899";

void
json_put_u32(estree_buffer *b, uint32_t value)
{
    char text[16]; /* the last ten of them */
    size_t at = sizeof text;
    while (value >= 100) {
        at -= 2;
        memcpy(text + at, digits + 2 * (value % 100), 2);
        value /= 100;
    }
    if (value >= 10) {
        at -= 2;
        memcpy(text + at, digits + 2 * value, 2);
    } else {
        text[--at] = (char)('0' + value);
    }
    json_put(b, text + at, sizeof text - at);
}

bool
json_append(estree_buffer *b, const char *text, size_t length)
{
    if (!json_room(b, length)) {
        return false;
    }
    json_put(b, text, length);
    return true;
}

/* JSON has no infinity and no NaN; JavaScript's JSON.stringify says null. */
bool
json_append_number(estree_buffer *b, double value)
{
    if (value - value != 0) {
        return json_append(b, "null", 4);
    }
    if (!json_room(b, NUMBER_TEXT_MAX)) {
        return false;
    }
    b->length += number_text(value, (char *)b->data + b->length);
    return true;
}

/* ---- Strings ------------------------------------------------------------ */

/* Whether one of 8 bytes needs a look: a control character, a quote, a
 * backslash, or a part of a longer character.  May say yes once too often, never
 * no: a borrow only ever reaches the byte above one that is found. */
static bool
needs_a_look(uint64_t bytes)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), tops = ones << 7;
    uint64_t quote = bytes ^ ones * '"', backslash = bytes ^ ones * '\\';
    uint64_t low = (bytes - ones * 0x20) | (quote - ones) | (backslash - ones);
    return ((low | bytes) & tops) != 0;
}

/* How many bytes of the text can be copied as they are. */
static size_t
plain_length(const uint8_t *text, size_t length)
{
    size_t i = 0;
    while (length - i >= 8) {
        uint64_t bytes;
        memcpy(&bytes, text + i, sizeof bytes);
        if (needs_a_look(bytes)) {
            break;
        }
        i += 8;
    }
    while (i < length && text[i] >= 0x20 && text[i] < 0x80 && text[i] != '"' &&
           text[i] != '\\') {
        i++;
    }
    return i;
}

static void
put_unicode_escape(estree_buffer *b, unsigned unit)
{
    static const char hex[] = "0123456789abcdef";
    json_put(b, "\\u", 2);
    for (int shift = 12; shift >= 0; shift -= 4) {
        json_put_char(b, hex[unit >> shift & 15]);
    }
}

static void
put_ascii_escape(estree_buffer *b, uint8_t byte)
{
    static const char letters[] = "btn\0fr"; /* of 8 ... 13 */
    char letter = byte >= 8 && byte <= 13 ? letters[byte - 8] : 0;
    letter = byte >= 0x20 ? (char)byte : letter;
    if (letter == 0) {
        put_unicode_escape(b, byte);
        return;
    }
    json_put_char(b, '\\');
    json_put_char(b, letter);
}

/* One character that cannot be copied unseen; how many bytes it took.  Needs
 * room for LONGEST_ESCAPE. */
static size_t
put_character(estree_buffer *b, const uint8_t *text, size_t length)
{
    if (text[0] < 0x80) {
        put_ascii_escape(b, text[0]);
        return 1;
    }
    utf8_code c = wtf8_decode(text, length);
    if (c.code == UTF8_INVALID) {
        json_put(b, "\xEF\xBF\xBD", 3);
    } else if (c.code >= 0xD800 && c.code <= 0xDFFF) {
        put_unicode_escape(b, c.code);
    } else {
        json_put(b, (const char *)text, c.length);
    }
    return c.length;
}

bool
json_append_escaped(estree_buffer *b, const uint8_t *text, size_t length)
{
    for (;;) {
        size_t plain = plain_length(text, length);
        if (!json_room(b, plain + LONGEST_ESCAPE)) {
            return false;
        }
        json_put(b, (const char *)text, plain);
        if (plain == length) {
            return true;
        }
        size_t taken = plain + put_character(b, text + plain, length - plain);
        text += taken;
        length -= taken;
    }
}
