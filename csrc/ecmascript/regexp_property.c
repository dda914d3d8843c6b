#include "regexp_property.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* The kinds of a name; 0 if there is none. */
static unsigned
kinds_of(const uint8_t *name, const uint8_t *end)
{
    size_t length = (size_t)(end - name);
    if (length > PROPERTY__LONGEST) {
        return 0;
    }
    const property_names *names = &property__names[length];
    size_t low = 0, high = names->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = memcmp(name, property__text + names->at + middle * length, length);
        if (order == 0) {
            return property__kinds[names->first + middle];
        }
        if (order < 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return 0;
}

unsigned
regexp__property(const uint8_t *name, const uint8_t *end)
{
    return kinds_of(name, end) & ~(unsigned)PROPERTY_SCRIPT;
}

static bool
is(const uint8_t *name, const uint8_t *end, const char *word)
{
    size_t length = (size_t)(end - name);
    return length == strlen(word) && memcmp(name, word, length) == 0;
}

unsigned
regexp__property_with_value(const uint8_t *name, const uint8_t *name_end,
                            const uint8_t *value, const uint8_t *value_end)
{
    unsigned kind = 0;
    if (is(name, name_end, "General_Category") || is(name, name_end, "gc")) {
        kind = PROPERTY_CATEGORY;
    } else if (is(name, name_end, "Script") || is(name, name_end, "sc")
               || is(name, name_end, "Script_Extensions") || is(name, name_end, "scx")) {
        kind = PROPERTY_SCRIPT;
    }
    return kinds_of(value, value_end) & kind;
}
