#include "escape.h"
#include "jsx_entities.h"

#include <stdlib.h>
#include <string.h>

static const jsx_entity no_entity = {NULL, 0};

/* Digits and a semicolon; surrogates and what is above U+10FFFF are none. */
static jsx_entity
read_numeric(const uint8_t *p, uint32_t radix)
{
    const uint8_t *first = p;
    uint32_t code = 0;
    for (int digit; (digit = hex_digit(*p)) >= 0 && digit < (int)radix; p++) {
        code = code * radix + (uint32_t)digit;
        if (code > 0x10ffff) {
            return no_entity;
        }
    }
    bool good = p > first && *p == ';' && !escape_is_surrogate(code);
    return good ? (jsx_entity){p + 1, code} : no_entity;
}

static int
compare_names(const void *key, const void *entity)
{
    return strcmp(key, ((const jsx__named_entity *)entity)->name);
}

static jsx_entity
read_named(const uint8_t *p)
{
    char name[JSX__ENTITY_NAME + 1] = {0};
    size_t length = 0;
    while (p[length] != ';') {
        if (length == JSX__ENTITY_NAME || !p[length]) {
            return no_entity;
        }
        name[length] = (char)p[length];
        length++;
    }
    const jsx__named_entity *found = bsearch(name, jsx__named_entities, JSX__ENTITIES,
                                             sizeof *jsx__named_entities, compare_names);
    return found ? (jsx_entity){p + length + 1, found->code} : no_entity;
}

jsx_entity
jsx_entity_read(const uint8_t *p)
{
    jsx_entity e;
    if (p[1] != '#') {
        e = read_named(p + 1);
    } else if ((p[2] | 0x20) == 'x') {
        e = read_numeric(p + 3, 16);
    } else {
        e = read_numeric(p + 2, 10);
    }
    return e.end ? e : (jsx_entity){p + 1, '&'};
}
