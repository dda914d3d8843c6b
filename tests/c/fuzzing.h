/* fuzzing.h - random numbers that a seed repeats, and what must hold or the run ends. */
#ifndef ARENITE_FUZZING_H
#define ARENITE_FUZZING_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static uint64_t state; /* of the generator (Marsaglia's xorshift64); never 0 */

static inline uint32_t
random_below(uint32_t limit)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)((state >> 16) % limit);
}

#define REQUIRE(condition) \
    do { \
        if (!(condition)) { \
            fprintf(stderr, "line %d: not so: %s\n", __LINE__, #condition); \
            abort(); \
        } \
    } while (0)

#endif
