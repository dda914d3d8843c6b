/* utf16_map.h - from byte offsets in UTF-8 to offsets in UTF-16 units.
 *
 * Of a source that is ASCII they are the same and nothing is stored.  Of any
 * other, for each block of 64 bytes how many units stand before it; the rest is
 * counted when asked for.
 */
#ifndef ARENITE_UTF16_MAP_H
#define ARENITE_UTF16_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct utf16_map {
    const uint8_t *source;
    uint32_t length;
    uint32_t *before; /* units before block i; NULL when the source is ASCII */
} utf16_map;

static inline bool
utf16_is_ascii(const uint8_t *source, uint32_t length)
{
    uint8_t all = 0;
    for (uint32_t i = 0; i < length; i++) {
        all |= source[i];
    }
    return all < 0x80;
}

/* Entries that `before` must have room for. */
static inline size_t
utf16_map_blocks(uint32_t length)
{
    return (size_t)length / 64 + 1;
}

/* Fills map->before, which has room for utf16_map_blocks entries. */
void utf16_map_fill(utf16_map *map);

/* Cold path of utf16_offset. */
uint32_t utf16__count(const utf16_map *map, uint32_t offset);

/* Units before a byte.  Offsets behind the end count a unit for a byte. */
static inline uint32_t
utf16_offset(const utf16_map *map, uint32_t offset)
{
    return map->before == NULL ? offset : utf16__count(map, offset);
}

#endif
