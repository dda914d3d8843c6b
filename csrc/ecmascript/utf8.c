#include "utf8.h"

#include "simd.h"

enum { ASCII_STRIDE = 64 }; /* four loads, one branch: more is no faster from memory */

static bool
is_continuation(uint8_t byte)
{
    return (byte & 0xc0) == 0x80;
}

static utf8_code
decode_two(const uint8_t *p)
{
    if (!is_continuation(p[1])) {
        return (utf8_code){UTF8_INVALID, 1};
    }
    return (utf8_code){(p[0] & 0x1fu) << 6 | (p[1] & 0x3fu), 2};
}

static utf8_code
decode_three(const uint8_t *p)
{
    if (!is_continuation(p[1]) || !is_continuation(p[2])) {
        return (utf8_code){UTF8_INVALID, 1};
    }
    uint32_t code = (p[0] & 0x0fu) << 12 | (p[1] & 0x3fu) << 6 | (p[2] & 0x3fu);
    bool good = code >= 0x800 && (code < 0xd800 || code > 0xdfff);
    return good ? (utf8_code){code, 3} : (utf8_code){UTF8_INVALID, 1};
}

static utf8_code
decode_four(const uint8_t *p)
{
    if (!is_continuation(p[1]) || !is_continuation(p[2]) || !is_continuation(p[3])) {
        return (utf8_code){UTF8_INVALID, 1};
    }
    uint32_t code = (p[0] & 0x07u) << 18 | (p[1] & 0x3fu) << 12 | (p[2] & 0x3fu) << 6
                    | (p[3] & 0x3fu);
    bool good = code >= 0x10000 && code <= 0x10ffff;
    return good ? (utf8_code){code, 4} : (utf8_code){UTF8_INVALID, 1};
}

utf8_code
utf8_decode(const uint8_t *p)
{
    if (p[0] < 0x80) {
        return (utf8_code){p[0], 1};
    }
    if (p[0] >= 0xc2 && p[0] < 0xe0) {
        return decode_two(p);
    }
    if (p[0] >= 0xe0 && p[0] < 0xf0) {
        return decode_three(p);
    }
    if (p[0] >= 0xf0 && p[0] < 0xf5) {
        return decode_four(p);
    }
    return (utf8_code){UTF8_INVALID, 1};
}

utf8_code
wtf8_decode(const uint8_t *p, size_t length)
{
    size_t most = p[0] >= 0xf0 ? 4 : p[0] >= 0xe0 ? 3 : p[0] >= 0x80 ? 2 : 1;
    if (most > length) {
        return (utf8_code){UTF8_INVALID, 1};
    }
    if (p[0] == 0xed && p[1] >= 0xa0 && is_continuation(p[1]) && is_continuation(p[2])) {
        return (utf8_code){0xd000u | (p[1] & 0x3fu) << 6 | (p[2] & 0x3fu), 3};
    }
    return utf8_decode(p);
}

unsigned
utf8_encode(uint32_t code, uint8_t *out)
{
    if (code < 0x80) {
        out[0] = (uint8_t)code;
        return 1;
    }
    if (code < 0x800) {
        out[0] = (uint8_t)(0xc0 | code >> 6);
        out[1] = (uint8_t)(0x80 | (code & 0x3f));
        return 2;
    }
    if (code < 0x10000) {
        out[0] = (uint8_t)(0xe0 | code >> 12);
        out[1] = (uint8_t)(0x80 | (code >> 6 & 0x3f));
        out[2] = (uint8_t)(0x80 | (code & 0x3f));
        return 3;
    }
    out[0] = (uint8_t)(0xf0 | code >> 18);
    out[1] = (uint8_t)(0x80 | (code >> 12 & 0x3f));
    out[2] = (uint8_t)(0x80 | (code >> 6 & 0x3f));
    out[3] = (uint8_t)(0x80 | (code & 0x3f));
    return 4;
}

/* The first stride that is not all ASCII, or where fewer bytes than one remain. */
static size_t
skip_ascii(const uint8_t *text, size_t from, size_t length)
{
    while (length - from >= ASCII_STRIDE) {
        const uint8_t *p = text + from;
        simd_bytes any = simd_load(p);
        for (int i = SIMD_BYTES; i < ASCII_STRIDE; i += SIMD_BYTES) {
            any |= simd_load(p + i);
        }
        if (simd_bits((simd_bytes)(any >= 0x80))) {
            break;
        }
        from += ASCII_STRIDE;
    }
    return from;
}

/* Behind a run of three-byte sequences whose lead allows every continuation:
 * nearly all of Chinese, Japanese and Korean, which has no ASCII in between. */
static size_t
skip_plain_threes(const uint8_t *text, size_t at, size_t length)
{
    for (; length - at >= 3; at += 3) {
        const uint8_t *p = text + at;
        bool plain = p[0] > 0xe0 && p[0] < 0xed && is_continuation(p[1]) && is_continuation(p[2]);
        if (!plain) {
            break;
        }
    }
    return at;
}

/* Behind the sequence at `at`; SIZE_MAX if it is malformed. */
static size_t
check_sequence(const uint8_t *text, size_t at, size_t length, size_t *bad_offset)
{
    uint8_t tail[4] = {0};
    const uint8_t *p = text + at;
    if (length - at < sizeof tail) {
        memcpy(tail, p, length - at);
        p = tail;
    }
    utf8_code c = utf8_decode(p);
    if (c.code == UTF8_INVALID) {
        *bad_offset = at;
        return SIZE_MAX;
    }
    return at + c.length;
}

bool
utf8_validate(const uint8_t *text, size_t length, size_t *bad_offset)
{
    size_t at = 0;
    while ((at = skip_ascii(text, at, length)) < length) {
        size_t stop = length - at < ASCII_STRIDE ? length : at + ASCII_STRIDE;
        while (at < stop) {
            if (text[at] < 0x80) {
                at++;
                continue;
            }
            size_t run = skip_plain_threes(text, at, length);
            at = run > at ? run : check_sequence(text, at, length, bad_offset);
            if (at == SIZE_MAX) {
                return false;
            }
        }
    }
    return true;
}
