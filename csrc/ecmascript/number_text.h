/* number_text.h - a double as JavaScript prints it.
 *
 * ECMA-262 Number::toString(x, 10): the fewest digits that give the same double
 * back, of those the ones nearest to it; 1e21, 1e-7.  No locale, no allocation.
 */
#ifndef ARENITE_NUMBER_TEXT_H
#define ARENITE_NUMBER_TEXT_H

#include <stddef.h>

enum { NUMBER_TEXT_MAX = 32 }; /* -1.7976931348623157e+308 has 24 characters */

/* Writes at most NUMBER_TEXT_MAX characters, no terminator; how many.  NaN and
 * infinities as JavaScript names them. */
size_t number_text(double value, char *out);

#endif
