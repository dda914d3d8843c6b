/* unicode_id.h - which code points may begin and continue an identifier.
 *
 * ID_Start and ID_Continue with what ECMAScript adds ($, _, ZWNJ, ZWJ), in a
 * table of two levels: code / 256 -> page -> bit.  Both properties share one
 * pool of pages.  The generated file says which version of Unicode it holds. */
#ifndef ARENITE_UNICODE_ID_H
#define ARENITE_UNICODE_ID_H

#include <stdbool.h>
#include <stdint.h>

enum { UNICODE__PAGE = 256 };

extern const char unicode_version[];

extern const uint32_t unicode__start_limit;
extern const uint32_t unicode__continue_limit;
extern const uint8_t unicode__start_pages[];
extern const uint8_t unicode__continue_pages[];
extern const uint8_t unicode__pages[][UNICODE__PAGE / 8];

static inline bool
unicode__test(uint8_t page, uint32_t code)
{
    return unicode__pages[page][code % UNICODE__PAGE / 8] >> (code % 8) & 1;
}

/* Any value may be asked about; one that is no code point is neither. */
static inline bool
unicode_id_start(uint32_t code)
{
    return code < unicode__start_limit
           && unicode__test(unicode__start_pages[code / UNICODE__PAGE], code);
}

static inline bool
unicode_id_continue(uint32_t code)
{
    return code < unicode__continue_limit
           && unicode__test(unicode__continue_pages[code / UNICODE__PAGE], code);
}

#endif
