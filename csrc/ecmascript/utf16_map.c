/* utf16_map.c - counting UTF-16 units.
 *
 * A character begins with any byte but a continuation (10xxxxxx), and one of four
 * bytes (11110xxx) is two units.
 */
#include "utf16_map.h"

static uint32_t
units(const uint8_t *text, uint32_t length)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < length; i++) {
        count += (uint32_t)((text[i] & 0xC0) != 0x80) + (uint32_t)(text[i] >= 0xF0);
    }
    return count;
}

void
utf16_map_fill(utf16_map *map)
{
    uint32_t before = 0;
    for (size_t i = 0; i < utf16_map_blocks(map->length); i++) {
        map->before[i] = before;
        uint32_t start = (uint32_t)i * 64;
        uint32_t left = map->length - start;
        before += units(map->source + start, left < 64 ? left : 64);
    }
}

uint32_t
utf16__count(const utf16_map *map, uint32_t offset)
{
    uint32_t beyond = offset > map->length ? offset - map->length : 0;
    offset -= beyond;
    uint32_t block = offset / 64;
    uint32_t within = units(map->source + block * 64, offset % 64);
    return map->before[block] + within + beyond;
}
