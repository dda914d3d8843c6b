/* Written by `python -m grove.records`. */
#pragma once
#include <arenite.h>

/* Node: 16 bytes, no family. */
typedef struct Node {
    int32_t value;         /* i32 */
    arena_ref left;        /* Node | None */
    arena_ref right;       /* Node | None */
    uint8_t padding_12[4];
} Node;
static_assert(sizeof(Node) == 16 &&
    offsetof(Node, value) == 0 &&
    offsetof(Node, left) == 4 &&
    offsetof(Node, right) == 8 &&
    offsetof(Node, padding_12) == 12,
    "Node is laid out as its class");
#define Node_LAYOUT "16 bytes, no family: value i32 @0+4, left ref\? @4+4, right ref\? @8+4"

/* Token: 16 bytes, any tag. */
typedef struct Token {
    uint16_t tag;
    uint8_t padding_2[2];
    uint32_t start;        /* u32 */
    arena_ref next;        /* Token | None */
    uint8_t padding_12[4];
} Token;
static_assert(sizeof(Token) == 16 &&
    offsetof(Token, tag) == 0 &&
    offsetof(Token, padding_2) == 2 &&
    offsetof(Token, start) == 4 &&
    offsetof(Token, next) == 8 &&
    offsetof(Token, padding_12) == 12,
    "Token is laid out as its class");
#define Token_LAYOUT "16 bytes, any tag: start u32 @4+4, next ref\? @8+4"

/* Word: 24 bytes, tag 1. */
typedef struct Word {
    uint16_t tag;
    uint8_t padding_2[2];
    uint32_t start;        /* u32 */
    arena_ref next;        /* Token | None */
    arena_text text;       /* str */
    uint8_t padding_20[4];
} Word;
static_assert(sizeof(Word) == 24 &&
    offsetof(Word, tag) == 0 &&
    offsetof(Word, padding_2) == 2 &&
    offsetof(Word, start) == 4 &&
    offsetof(Word, next) == 8 &&
    offsetof(Word, text) == 12 &&
    offsetof(Word, padding_20) == 20,
    "Word is laid out as its class");
#define Word_LAYOUT "24 bytes, tag 1: start u32 @4+4, next ref\? @8+4, text str @12+8"

/* Number: 24 bytes, tag 2. */
typedef struct Number {
    uint16_t tag;
    uint8_t padding_2[2];
    uint32_t start;        /* u32 */
    arena_ref next;        /* Token | None */
    uint8_t padding_12[4];
    double value;          /* f64 */
} Number;
static_assert(sizeof(Number) == 24 &&
    offsetof(Number, tag) == 0 &&
    offsetof(Number, padding_2) == 2 &&
    offsetof(Number, start) == 4 &&
    offsetof(Number, next) == 8 &&
    offsetof(Number, padding_12) == 12 &&
    offsetof(Number, value) == 16,
    "Number is laid out as its class");
#define Number_LAYOUT "24 bytes, tag 2: start u32 @4+4, next ref\? @8+4, value f64 @16+8"

/* Histogram: 8 bytes, no family. */
typedef struct Histogram {
    arenite_span counts; /* Slice[u32] */
} Histogram;
static_assert(sizeof(Histogram) == 8 &&
    offsetof(Histogram, counts) == 0,
    "Histogram is laid out as its class");
#define Histogram_LAYOUT "8 bytes, no family: counts slice[u32] @0+8"
