/* arena.c - csrc/arena's side of benchmarks/native.py: `arena CASE MILLISECONDS`
 * prints the nanoseconds of one operation in the fastest run of the case.
 *
 * Case for case the same work as src/main.rs beside it, and under the same names. */
#define _POSIX_C_SOURCE 199309L
#include "arena.h"
#include "source.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MANY = 10000, NODES = 10000000 };

/* The value, after a detour through memory that the compiler cannot see into:
 * what Rust's black_box does.  KEEP drops it there; SEEN leaves a variable where it
 * is, since GCC would copy a large one on each way. */
#define BLACK_BOX(value)                                                      \
    __extension__({                                                           \
        __typeof__(value) box_ = (value);                                     \
        __asm__ volatile("" : : "r"(&box_) : "memory");                       \
        box_;                                                                 \
    })
#define KEEP(value)                                                           \
    do {                                                                      \
        __typeof__(value) kept_ = (value);                                    \
        __asm__ volatile("" : : "r"(&kept_) : "memory");                      \
    } while (0)
#define SEEN(variable) __asm__ volatile("" : : "r"(&(variable)) : "memory")

/* Each case has its loop inside, as it has in Rust once all is inlined. */
#define REPEAT for (; iterations > 0; iterations--)

typedef struct Small {
    uint8_t value;
} Small;

typedef struct Big {
    size_t values[32];
} Big;

static double
now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static void
create(arena *a, size_t room)
{
    arena_init(a, arena_source_malloc(), ARENA_NO_LIMIT);
    if (room && arena_reserve(a, room) != ARENA_OK) {
        abort();
    }
}

static void *
must(void *p)
{
    if (!p) {
        abort();
    }
    return p;
}

#define ALLOC(a, type) ((type *)must(arena_alloc((a), sizeof(type), _Alignof(type))))
#define TRY_ALLOC(a, type) ((type *)arena_alloc((a), sizeof(type), _Alignof(type)))

/* ---- One value at a time, MANY in an arena that is made for them ------------ */

/* The value is made first and then moved to its place. */
#define VALUES(name, type)                                                    \
    static void name##_alloc(uint64_t iterations)                             \
    {                                                                         \
        REPEAT {                                                              \
            arena a;                                                          \
            create(&a, MANY * sizeof(type));                                  \
            for (int i = 0; i < MANY; i++) {                                  \
                type value = {0};                                             \
                SEEN(value);                                                  \
                type *p = ALLOC(BLACK_BOX(&a), type);                         \
                *p = value;                                                   \
                KEEP(p);                                                      \
            }                                                                 \
            arena_destroy(&a);                                                \
        }                                                                     \
    }                                                                         \
    static void name##_alloc_with(uint64_t iterations)                        \
    {                                                                         \
        REPEAT {                                                              \
            arena a;                                                          \
            create(&a, MANY * sizeof(type));                                  \
            for (int i = 0; i < MANY; i++) {                                  \
                type *p = ALLOC(BLACK_BOX(&a), type);                         \
                type value = {0};                                             \
                SEEN(value);                                                  \
                *p = value;                                                   \
                KEEP(p);                                                      \
            }                                                                 \
            arena_destroy(&a);                                                \
        }                                                                     \
    }                                                                         \
    static void name##_try_alloc(uint64_t iterations)                         \
    {                                                                         \
        REPEAT {                                                              \
            arena a;                                                          \
            create(&a, MANY * sizeof(type));                                  \
            for (int i = 0; i < MANY; i++) {                                  \
                type value = {0};                                             \
                SEEN(value);                                                  \
                type *p = TRY_ALLOC(BLACK_BOX(&a), type);                     \
                if (p) {                                                      \
                    *p = value;                                               \
                }                                                             \
                KEEP(p);                                                      \
            }                                                                 \
            arena_destroy(&a);                                                \
        }                                                                     \
    }                                                                         \
    static void name##_try_alloc_with(uint64_t iterations)                    \
    {                                                                         \
        REPEAT {                                                              \
            arena a;                                                          \
            create(&a, MANY * sizeof(type));                                  \
            for (int i = 0; i < MANY; i++) {                                  \
                type *p = TRY_ALLOC(BLACK_BOX(&a), type);                     \
                if (p) {                                                      \
                    type value = {0};                                         \
                SEEN(value);                                                  \
                *p = value;                                                   \
                }                                                             \
                KEEP(p);                                                      \
            }                                                                 \
            arena_destroy(&a);                                                \
        }                                                                     \
    }

VALUES(small, Small)
VALUES(big, Big)

/* A result is made in place.  An error is moved out of it and its memory taken
 * back.  Rust's Result<T, E> in C: which one it is, and then either. */
#define RESULTS(name, T, E, alloc)                                            \
    typedef struct name##_result {                                            \
        uint8_t failed;                                                       \
        union {                                                               \
            T value;                                                          \
            E error;                                                          \
        } is;                                                                 \
    } name##_result;                                                          \
    typedef struct name##_outcome {                                           \
        T *value;                                                             \
        E error;                                                              \
    } name##_outcome;                                                         \
    static inline void name##_make(arena *a, const name##_result *made, name##_outcome *outcome) \
    {                                                                         \
        name##_result *p = alloc(a, name##_result);                           \
        outcome->value = NULL;                                                \
        if (!p) {                                                             \
            return;                                                           \
        }                                                                     \
        *p = *made;                                                           \
        if (!p->failed) {                                                     \
            outcome->value = &p->is.value;                                    \
            return;                                                           \
        }                                                                     \
        outcome->error = p->is.error;                                         \
        arena_free(a, p, sizeof *p);                                          \
    }                                                                         \
    static void name##_ok(uint64_t iterations)                                \
    {                                                                         \
        REPEAT {                                                              \
            arena a;                                                          \
            create(&a, MANY * sizeof(name##_result));                         \
            for (int i = 0; i < MANY; i++) {                                  \
                name##_result made; /* of which the rest stays as it is */    \
                made.failed = 0;                                              \
                made.is.value = (T){0};                                       \
                SEEN(made);                                                   \
                name##_outcome outcome;                                       \
                name##_make(BLACK_BOX(&a), &made, &outcome);                  \
                SEEN(outcome);                                                \
            }                                                                 \
            arena_destroy(&a);                                                \
        }                                                                     \
    }                                                                         \
    static void name##_error(uint64_t iterations)                             \
    {                                                                         \
        REPEAT {                                                              \
            arena a;                                                          \
            create(&a, sizeof(name##_result));                                \
            for (int i = 0; i < MANY; i++) {                                  \
                name##_result made; /* of which the rest stays as it is */    \
                made.failed = 1;                                              \
                made.is.error = (E){0};                                       \
                SEEN(made);                                                   \
                name##_outcome outcome;                                       \
                name##_make(BLACK_BOX(&a), &made, &outcome);                  \
                SEEN(outcome);                                                \
            }                                                                 \
            arena_destroy(&a);                                                \
        }                                                                     \
    }

RESULTS(small_small, Small, Small, ALLOC)
RESULTS(small_big, Small, Big, ALLOC)
RESULTS(big_small, Big, Small, ALLOC)
RESULTS(big_big, Big, Big, ALLOC)
RESULTS(try_small_small, Small, Small, TRY_ALLOC)
RESULTS(try_small_big, Small, Big, TRY_ALLOC)
RESULTS(try_big_small, Big, Small, TRY_ALLOC)
RESULTS(try_big_big, Big, Big, TRY_ALLOC)

static void
alloc_layout(uint64_t iterations, size_t size, size_t align)
{
    REPEAT {
        arena a;
        create(&a, MANY * size);
        for (int i = 0; i < MANY; i++) {
            size_t needed = size, to = align;
            SEEN(needed);
            SEEN(to);
            if (to == 0 || (to & (to - 1)) != 0 || to > ARENA_MAX_ALIGN) {
                abort(); /* what Layout::from_size_align asks */
            }
            KEEP(must(arena_alloc(BLACK_BOX(&a), needed, to)));
        }
        arena_destroy(&a);
    }
}

static void
alloc_layout_24(uint64_t iterations)
{
    alloc_layout(iterations, 24, 8);
}

static void
alloc_layout_48(uint64_t iterations)
{
    alloc_layout(iterations, 48, 16);
}

/* No room is asked for beforehand: chunks come one after another. */
static void
alloc_growing(uint64_t iterations)
{
    REPEAT {
        arena a;
        create(&a, 0);
        for (uint64_t i = 0; i < MANY; i++) {
            uint64_t *p = ALLOC(BLACK_BOX(&a), uint64_t);
            *p = i;
            KEEP(p);
        }
        arena_destroy(&a);
    }
}

/* ---- Bytes and items into an arena that is reset each time ------------------ */

static arena reused;
static size_t length;
static char *bytes;

/* Where source and target lie decides what a copy takes.  Each run of a case has
 * them somewhere else, and the fastest run counts.  What the run before had stays
 * in use, since malloc would give the same again. */
static void
prepare(size_t room, size_t of_bytes)
{
    static unsigned runs;
    runs++;
    length = of_bytes;
    must(malloc(24 + 16 * (runs % 4)));
    bytes = memset(must(malloc(of_bytes + 4096)), 'x', of_bytes + 4096);
    bytes += runs * 576 % 4096;
    create(&reused, room);
}

static void
slice_copy(uint64_t iterations)
{
    REPEAT {
        arena_reset(&reused, ARENA_KEEP_ALL);
        const char *from = BLACK_BOX(bytes);
        size_t n = BLACK_BOX(length);
        char *p = must(arena_alloc(&reused, n, 1));
        memcpy(p, from, n);
        KEEP(p);
    }
}

typedef struct Buffer {
    arena *arena;
    char *start;
    size_t size, room;
} Buffer;

/* Doubles, as Vec and String do; where it stands if nothing came after it. */
static void
buffer_grow(Buffer *b, size_t more, size_t align)
{
    size_t room = 2 * b->room > b->size + more ? 2 * b->room : b->size + more;
    room = room < 8 ? 8 : room;
    if (!b->room || !arena_resize(b->arena, b->start, b->room, room)) {
        char *start = must(arena_alloc(b->arena, room, align));
        if (b->size) {
            memcpy(start, b->start, b->size);
        }
        b->start = start;
    }
    b->room = room;
}

static inline void
buffer_push(Buffer *b, const void *from, size_t n, size_t align)
{
    if (b->room - b->size < n) {
        buffer_grow(b, n, align);
    }
    memcpy(b->start + b->size, from, n);
    b->size += n;
}

static void
push_str(uint64_t iterations)
{
    REPEAT {
        arena_reset(&reused, ARENA_KEEP_ALL);
        const char *from = BLACK_BOX(bytes);
        size_t n = BLACK_BOX(length);
        Buffer text = {.arena = &reused, .room = n, .start = must(arena_alloc(&reused, n, 1))};
        buffer_push(&text, from, n, 1);
        KEEP(text);
    }
}

static void
push_pieces(uint64_t iterations)
{
    REPEAT {
        arena_reset(&reused, ARENA_KEEP_ALL);
        Buffer text = {.arena = &reused};
        for (int i = 0; i < MANY; i++) {
            const char *from = BLACK_BOX(bytes);
            size_t n = BLACK_BOX(length);
            buffer_push(&text, from, n, 1);
        }
        KEEP(text);
    }
}

static void
push_items(uint64_t iterations)
{
    REPEAT {
        arena_reset(&reused, ARENA_KEEP_ALL);
        Buffer items = {.arena = &reused};
        for (uint64_t i = 0; i < MANY; i++) {
            uint64_t item = BLACK_BOX(i);
            buffer_push(&items, &item, sizeof item, sizeof item);
        }
        KEEP(items);
    }
}

/* ---- Life --------------------------------------------------------------------- */

static void
create_drop(uint64_t iterations)
{
    REPEAT {
        arena a;
        create(&a, 0);
        KEEP(&a);
        arena_destroy(&a);
    }
}

static void
create_alloc_drop(uint64_t iterations)
{
    REPEAT {
        arena a;
        create(&a, 0);
        uint64_t value = BLACK_BOX((uint64_t)7);
        uint64_t *p = ALLOC(BLACK_BOX(&a), uint64_t);
        *p = value;
        KEEP(p);
        arena_destroy(&a);
    }
}

static void
reset_alloc(uint64_t iterations)
{
    REPEAT {
        arena_reset(&reused, ARENA_KEEP_ALL);
        uint64_t value = BLACK_BOX((uint64_t)7);
        uint64_t *p = ALLOC(BLACK_BOX(&reused), uint64_t);
        *p = value;
        KEEP(p);
    }
}

/* ---- A tree ------------------------------------------------------------------- */

typedef struct Node {
    uint64_t value;
    const struct Node *left, *right;
} Node;

static const Node *
build(arena *a, uint64_t nodes)
{
    if (nodes == 0) {
        return NULL;
    }
    uint64_t half = (nodes - 1) / 2;
    const Node *left = build(a, half), *right = build(a, nodes - 1 - half);
    Node *node = ALLOC(a, Node);
    *node = (Node){nodes, left, right};
    return node;
}

static uint64_t
sum(const Node *node)
{
    return node ? node->value + sum(node->left) + sum(node->right) : 0;
}

static const Node *root;

static void
tree_build(uint64_t iterations)
{
    REPEAT {
        arena_reset(&reused, ARENA_KEEP_ALL);
        root = BLACK_BOX(build(&reused, NODES));
    }
}

static void
tree_walk(uint64_t iterations)
{
    REPEAT {
        KEEP(sum(BLACK_BOX(root)));
    }
}

/* The same tree with the references that the arena is made for: 16 bytes a node. */
typedef struct Compact {
    uint64_t value;
    arena_ref left, right;
} Compact;

static arena_ref
build_compact(arena *a, uint64_t nodes)
{
    if (nodes == 0) {
        return 0;
    }
    uint64_t half = (nodes - 1) / 2;
    arena_ref left = build_compact(a, half), right = build_compact(a, nodes - 1 - half);
    Compact *node = ALLOC(a, Compact);
    *node = (Compact){nodes, left, right};
    return arena_ref_of(a, node);
}

static uint64_t
sum_compact(const arena *a, arena_ref ref)
{
    if (ref == 0) {
        return 0;
    }
    const Compact *node = arena_address(a, ref);
    return node->value + sum_compact(a, node->left) + sum_compact(a, node->right);
}

/* Each reference could be anything. */
static uint64_t
sum_checked(const arena *a, arena_ref ref)
{
    const Compact *node = ref ? arena_at(a, ref, sizeof(Compact)) : NULL;
    if (!node) {
        return 0;
    }
    return node->value + sum_checked(a, node->left) + sum_checked(a, node->right);
}

static arena_ref compact_root;

static void
compact_build(uint64_t iterations)
{
    REPEAT {
        arena_reset(&reused, ARENA_KEEP_ALL);
        compact_root = BLACK_BOX(build_compact(&reused, NODES));
    }
}

static void
compact_walk(uint64_t iterations)
{
    REPEAT {
        KEEP(sum_compact(&reused, BLACK_BOX(compact_root)));
    }
}

static void
checked_walk(uint64_t iterations)
{
    REPEAT {
        KEEP(sum_checked(&reused, BLACK_BOX(compact_root)));
    }
}

/* ---- All of them -------------------------------------------------------------- */

typedef struct Case {
    const char *name;
    void (*run)(uint64_t iterations);
    double operations; /* of one iteration */
    size_t room;       /* != 0: each run has an arena with room for so much */
    size_t length;     /* of the text or slice */
    void (*before)(uint64_t iterations);
} Case;

static const Case cases[] = {
    {"alloc small", small_alloc, MANY, 0, 0, NULL},
    {"alloc big", big_alloc, MANY, 0, 0, NULL},
    {"alloc_with small", small_alloc_with, MANY, 0, 0, NULL},
    {"alloc_with big", big_alloc_with, MANY, 0, 0, NULL},
    {"try_alloc small", small_try_alloc, MANY, 0, 0, NULL},
    {"try_alloc big", big_try_alloc, MANY, 0, 0, NULL},
    {"try_alloc_with small", small_try_alloc_with, MANY, 0, 0, NULL},
    {"try_alloc_with big", big_try_alloc_with, MANY, 0, 0, NULL},
    {"alloc_try_with small, small", small_small_ok, MANY, 0, 0, NULL},
    {"alloc_try_with small, big", small_big_ok, MANY, 0, 0, NULL},
    {"alloc_try_with big, small", big_small_ok, MANY, 0, 0, NULL},
    {"alloc_try_with big, big", big_big_ok, MANY, 0, 0, NULL},
    {"alloc_try_with error small, small", small_small_error, MANY, 0, 0, NULL},
    {"alloc_try_with error small, big", small_big_error, MANY, 0, 0, NULL},
    {"alloc_try_with error big, small", big_small_error, MANY, 0, 0, NULL},
    {"alloc_try_with error big, big", big_big_error, MANY, 0, 0, NULL},
    {"try_alloc_try_with small, small", try_small_small_ok, MANY, 0, 0, NULL},
    {"try_alloc_try_with small, big", try_small_big_ok, MANY, 0, 0, NULL},
    {"try_alloc_try_with big, small", try_big_small_ok, MANY, 0, 0, NULL},
    {"try_alloc_try_with big, big", try_big_big_ok, MANY, 0, 0, NULL},
    {"try_alloc_try_with error small, small", try_small_small_error, MANY, 0, 0, NULL},
    {"try_alloc_try_with error small, big", try_small_big_error, MANY, 0, 0, NULL},
    {"try_alloc_try_with error big, small", try_big_small_error, MANY, 0, 0, NULL},
    {"try_alloc_try_with error big, big", try_big_big_error, MANY, 0, 0, NULL},
    {"alloc_layout 24, 8", alloc_layout_24, MANY, 0, 0, NULL},
    {"alloc_layout 48, 16", alloc_layout_48, MANY, 0, 0, NULL},
    {"alloc, chunks as needed", alloc_growing, MANY, 0, 0, NULL},
    {"alloc_slice_copy 4", slice_copy, 1, 4, 4, NULL},
    {"alloc_slice_copy 16", slice_copy, 1, 16, 16, NULL},
    {"alloc_slice_copy 64", slice_copy, 1, 64, 64, NULL},
    {"alloc_slice_copy 331", slice_copy, 1, 331, 331, NULL},
    {"alloc_slice_copy 1024", slice_copy, 1, 1024, 1024, NULL},
    {"alloc_slice_copy 16384", slice_copy, 1, 16384, 16384, NULL},
    {"String::from_str_in 16", push_str, 1, 16, 16, NULL},
    {"String::push_str 16384", push_str, 1, 16384, 16384, NULL},
    {"String::push_str, 16 bytes at a time", push_pieces, MANY, 0, 16, NULL},
    {"Vec::push", push_items, MANY, 0, 0, NULL},
    {"create, drop", create_drop, 1, 0, 0, NULL},
    {"create, alloc, drop", create_alloc_drop, 1, 0, 0, NULL},
    {"reset, alloc", reset_alloc, 1, 64, 0, NULL},
    {"tree of 10^7, build", tree_build, NODES, 0, 0, NULL},
    {"tree of 10^7, walk", tree_walk, NODES, 0, 0, tree_build},
    {"tree of 10^7, build, 32-bit references", compact_build, NODES, 0, 0, NULL},
    {"tree of 10^7, walk, 32-bit references", compact_walk, NODES, 0, 0, compact_build},
    {"tree of 10^7, walk, checked references", checked_walk, NODES, 0, 0, compact_build},
};

static const Case *
find(const char *name)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (strcmp(cases[i].name, name) == 0) {
            return &cases[i];
        }
    }
    fprintf(stderr, "no such case: %s\n", name);
    exit(2);
}

static double
timed(const Case *c, uint64_t iterations)
{
    if (c->room) {
        prepare(c->room, c->length);
    }
    double start = now();
    c->run(iterations);
    return now() - start;
}

int
main(int argc, char **argv)
{
    if (argc != 3) {
        return 2;
    }
    const Case *c = find(argv[1]);
    prepare(0, 16);
    if (c->before) {
        c->before(1);
    }
    /* Runs of half a millisecond or one iteration, whichever is more. */
    uint64_t iterations = 1;
    while (timed(c, iterations) < 5e5) {
        iterations *= 2;
    }
    double begin = now(), budget = atof(argv[2]) * 1e6, best = 1e300;
    for (int runs = 0; runs < 3 || now() - begin < budget; runs++) {
        double spent = timed(c, iterations);
        best = spent < best ? spent : best;
    }
    printf("%f\n", best / ((double)iterations * c->operations));
    return 0;
}
