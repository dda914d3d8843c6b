/* keywords.h - which token kind a word is, without a branch on its letters.
 *
 * A slot is sixteen bytes: up to fifteen letters, zeros, the kind.  A word is
 * loaded with what follows it, cut to its length by a mask, and compared with
 * the one slot that it can be in.  Most identifiers are no keywords, and which
 * are cannot be predicted: so there is nothing to predict. */
#ifndef ARENITE_KEYWORDS_H
#define ARENITE_KEYWORDS_H

#include "lexer.h"
#include "simd.h"

enum { KEYWORD__BITS = 9 };

/* Found by tools/gen_keywords.py, whose output asserts that it is this one. */
#define KEYWORD__MULTIPLIER UINT64_C(0x2684822021426ae9)

typedef struct keyword_slot {
    char word[15];
    uint8_t kind;
} keyword_slot;

extern const keyword_slot keyword__slots[1 << KEYWORD__BITS];
extern const uint8_t keyword__mask[2 * SIMD_BYTES];

/* The kind of the word of `length` bytes at p, from which SIMD_BYTES may be
 * read: a keyword's, or TOK_IDENTIFIER.  A slot in use ends in zeros before its
 * kind, so a word of more than fifteen bytes equals none. */
static inline token_kind
keyword_kind(const uint8_t *p, size_t length)
{
    size_t kept = length < SIMD_BYTES ? length : SIMD_BYTES;
    simd_bytes word = simd_load(p) & simd_load(keyword__mask + SIMD_BYTES - kept);
    uint64_t first;
    memcpy(&first, &word, sizeof first);
    const keyword_slot *slot =
        &keyword__slots[first * KEYWORD__MULTIPLIER >> (64 - KEYWORD__BITS)];
    uint64_t letters = SIMD_ALL >> SIMD_BITS;
    uint64_t same = simd_bits((simd_bytes)(word == simd_load(slot))) & letters;
    return same == letters ? (token_kind)slot->kind : TOK_IDENTIFIER;
}

#endif
