/* simd.h - sixteen bytes at a time, on any machine.
 *
 * The vector types of GCC and Clang give loads, comparisons and logic on SSE2,
 * NEON and plain registers from one spelling.  What they lack is the way from a
 * vector of answers to a number: simd_bits has one body a machine, and gives
 * SIMD_BITS bits a byte because NEON has no cheap way to one.
 *
 * AVX2 is not used: see docs/notes/lexer.md. */
#ifndef ARENITE_SIMD_H
#define ARENITE_SIMD_H

#include <stdint.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

enum { SIMD_BYTES = 16 };

typedef uint8_t simd_bytes __attribute__((vector_size(SIMD_BYTES)));

static inline simd_bytes
simd_load(const void *p)
{
    simd_bytes v;
    memcpy(&v, p, sizeof v);
    return v;
}

/* Answers are vectors of 0x00 and 0xff. */
static inline simd_bytes
simd_equal(simd_bytes v, uint8_t byte)
{
    return (simd_bytes)(v == byte);
}

static inline simd_bytes
simd_between(simd_bytes v, uint8_t low, uint8_t high)
{
    return (simd_bytes)((simd_bytes)(v - low) <= (uint8_t)(high - low));
}

#if defined(__SSE2__)

#define SIMD_BITS 1
#define SIMD_ALL UINT64_C(0xffff)

static inline uint64_t
simd_bits(simd_bytes answers)
{
    return (uint64_t)(unsigned)_mm_movemask_epi8((__m128i)answers);
}

#elif defined(__aarch64__)

#define SIMD_BITS 4
#define SIMD_ALL UINT64_MAX

static inline uint64_t
simd_bits(simd_bytes answers)
{
    uint16x8_t pairs = vreinterpretq_u16_u8((uint8x16_t)answers);
    return vget_lane_u64(vreinterpret_u64_u8(vshrn_n_u16(pairs, 4)), 0);
}

#else

#define SIMD_BITS 1
#define SIMD_ALL UINT64_C(0xffff)

static inline uint64_t
simd_bits(simd_bytes answers)
{
    uint64_t bits = 0;
    for (unsigned i = 0; i < SIMD_BYTES; i++) {
        bits |= (uint64_t)(answers[i] & 1u) << i;
    }
    return bits;
}

#endif

/* Index of the first byte that answered; `bits` is not 0. */
static inline unsigned
simd_first(uint64_t bits)
{
    return (unsigned)__builtin_ctzll(bits) / SIMD_BITS;
}

#endif
