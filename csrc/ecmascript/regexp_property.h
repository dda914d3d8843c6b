/* regexp_property.h - which Unicode properties \p{...} may name.
 *
 * Names only: which characters have them is the engine's.  The names of each length
 * lie sorted one behind the other, so that a name needs neither pointer nor length. */
#ifndef ARENITE_REGEXP_PROPERTY_H
#define ARENITE_REGEXP_PROPERTY_H

#include <stdint.h>

enum {
    PROPERTY_BINARY = 1,
    PROPERTY_CATEGORY = 2, /* a value of General_Category */
    PROPERTY_SCRIPT = 4,   /* a value of Script and Script_Extensions */
    PROPERTY_OF_STRINGS = 8,
};

/* What \p{name} is: PROPERTY_BINARY, PROPERTY_CATEGORY or PROPERTY_OF_STRINGS; 0 for
 * no property. */
unsigned regexp__property(const uint8_t *name, const uint8_t *end);
/* The same for \p{name=value}. */
unsigned regexp__property_with_value(const uint8_t *name, const uint8_t *name_end,
                                     const uint8_t *value, const uint8_t *value_end);

/* ---- The tables (generated: tools/gen_properties.py) ------------------------ */

/* The names of one length. */
typedef struct property_names {
    uint16_t first, count; /* in property__kinds */
    uint16_t at;           /* in property__text */
} property_names;

enum { PROPERTY__LONGEST = 28 };

extern const property_names property__names[PROPERTY__LONGEST + 1];
extern const uint8_t property__kinds[];
extern const char property__text[];

#endif
