/* module_values.h - the strings and numbers of ESTree as Python's objects.
 *
 * A program says the same names and the same places again and again: a node begins
 * where its first child does.  What was made lately is kept in tables that are looked
 * at without a search, and is given out again.
 */
#ifndef ARENITE_MODULE_VALUES_H
#define ARENITE_MODULE_VALUES_H

#include "compat.h"

#include "estree.h"

enum {
    KEPT_TEXTS = 1024, /* of 100 short texts of typescript.js, 80 are found; of 4,096, 86 */
    KEPT_PLACES = 256, /* 29 of 100 places; of 4,096 no more */
};

typedef struct kept_place {
    uint32_t place;
    PyObject *value; /* NULL: none yet */
} kept_place;

/* All zero at first. */
typedef struct values {
    PyObject *texts[KEPT_TEXTS]; /* ASCII */
    kept_place places[KEPT_PLACES];
} values;

/* All give a new reference, or NULL with MemoryError, and run no Python code.
 *
 * A text has no errors: what is no UTF-8 is U+FFFD, one for each byte, and the two
 * halves of a surrogate pair are one character, as in JSON. */
PyObject *values_text(values *v, estree_text text);
PyObject *values_regexp(estree_text pattern, estree_text flags);
/* What Python reads in JSON: an int where JavaScript writes neither a point nor an exponent. */
PyObject *values_number(double value);
/* Cold path of values_place. */
PyObject *values__place(kept_place *kept, uint32_t place);

static inline PyObject *
values_place(values *v, uint32_t place)
{
    kept_place *kept = &v->places[place % KEPT_PLACES];
    if (kept->place == place && kept->value) {
        return Py_NewRef(kept->value);
    }
    return values__place(kept, place);
}

/* Lets go of all that is kept. */
void values_clear(values *v);

#endif
