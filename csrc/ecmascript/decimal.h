/* decimal.h - the double nearest to a number written in digits.
 *
 * Everything here is exact until the one rounding at the end: to nearest, ties
 * to even. */
#ifndef ARENITE_DECIMAL_H
#define ARENITE_DECIMAL_H

#include <stdbool.h>
#include <stdint.h>

/* (significand + something below 1 if `sticky`) * 2^exponent; a significand of
 * 0 is 0 and is never sticky. */
double decimal_round(uint64_t significand, bool sticky, int64_t exponent);

/* The digits at [p, end), with numeric separators and at most one point among
 * them, times ten to the power of `exponent`. */
double decimal_to_double(const uint8_t *p, const uint8_t *end, int64_t exponent);

/* For decimal_to_double: the same for any number of digits. */
double decimal_to_double_exact(const uint8_t *p, const uint8_t *end, int64_t exponent);

#endif
