/* hash.h - a fast hash of bytes and of numbers, under a seed.
 *
 * Folded multiplication, as in wyhash (Wang Yi, public domain): two 64-bit words
 * are multiplied to 128 bits, and the halves are joined by exclusive or.  Every
 * factor has the seed in it, so that nobody who does not know the seed can choose
 * bytes that make a factor zero, or numbers that fall into one slot.  It is no
 * cryptographic hash: whoever can measure single lookups may learn the seed. */
#ifndef ARENITE_HASH_H
#define ARENITE_HASH_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Odd, half of the bits set, in no simple relation: digits of the golden ratio and
 * of the square roots of 3 and 5. */
#define HASH_A UINT64_C(0x9E3779B97F4A7C15)
#define HASH_B UINT64_C(0xBB67AE8584CAA73B)
#define HASH_C UINT64_C(0x3C6EF372FE94F82B)

static inline uint64_t
hash_fold(uint64_t a, uint64_t b)
{
    __extension__ typedef unsigned __int128 wide;
    wide product = (wide)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static inline uint64_t
hash__read8(const char *p)
{
    uint64_t word;
    memcpy(&word, p, sizeof word);
    return word;
}

static inline uint64_t
hash__read4(const char *p)
{
    uint32_t word;
    memcpy(&word, p, sizeof word);
    return word;
}

static inline uint64_t
hash_word(uint64_t word, uint64_t seed)
{
    return hash_fold(word ^ seed ^ HASH_A, (seed ^ HASH_B) | 1);
}

/* Up to 16 bytes are two words that overlap; of more, 16 at a time go into the
 * state, and the last 16 are those two words. */
static inline uint64_t
hash_bytes(const char *p, size_t length, uint64_t seed)
{
    uint64_t state = seed ^ HASH_C ^ length, a = 0, b = 0;
    size_t left = length;
    for (; left > 16; left -= 16, p += 16) {
        state = hash_fold(hash__read8(p) ^ seed ^ HASH_A, hash__read8(p + 8) ^ state);
    }
    if (left >= 8) {
        a = hash__read8(p);
        b = hash__read8(p + left - 8);
    } else if (left >= 4) {
        a = hash__read4(p);
        b = hash__read4(p + left - 4);
    } else if (left > 0) {
        a = (uint64_t)(uint8_t)p[0] << 16 | (uint64_t)(uint8_t)p[left / 2] << 8
            | (uint8_t)p[left - 1];
    }
    return hash_fold(hash_fold(a ^ seed ^ HASH_A, b ^ state ^ HASH_B), (seed ^ HASH_B) | 1);
}

#endif
