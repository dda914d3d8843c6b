/* json_text.h - JSON values appended to an estree_buffer.
 *
 * A writer asks for room once and then puts what fits into it without further
 * tests.
 */
#ifndef ARENITE_JSON_TEXT_H
#define ARENITE_JSON_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "estree.h"

/* Cold path of json_room. */
bool json__grow(estree_buffer *b, size_t size);

/* Room for `size` more bytes; false when there is no memory. */
static inline bool
json_room(estree_buffer *b, size_t size)
{
    return size <= b->capacity - b->length || json__grow(b, size);
}

/* These need room: `length` bytes, 1 byte, 10 bytes. */
static inline void
json_put(estree_buffer *b, const char *text, size_t length)
{
    memcpy(b->data + b->length, text, length);
    b->length += length;
}

static inline void
json_put_char(estree_buffer *b, char c)
{
    b->data[b->length++] = (uint8_t)c;
}

void json_put_u32(estree_buffer *b, uint32_t value);

/* These make room themselves; false when there is no memory. */
bool json_append(estree_buffer *b, const char *text, size_t length);
bool json_append_number(estree_buffer *b, double value);
/* The inside of a string.  Lone surrogates (three bytes each, as in WTF-8) become
 * \udXXX, and any byte that is not UTF-8 becomes U+FFFD. */
bool json_append_escaped(estree_buffer *b, const uint8_t *text, size_t length);

#endif
