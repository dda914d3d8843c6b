/* arena.h - the contract of the allocator.
 *
 * An arena is an address space of its own.  A reference is 32 bits wide and
 * counts granules of 8 bytes; 0 is null.  Chunk k holds the references from
 * 2^k to 2^(k+1)-1, so the chunk of a reference is its highest set bit, and
 *
 *     address = bias[k] + 8 * reference
 *
 *      reference   64      128             256                          512
 *                  |chunk 6|    chunk 7    |           chunk 8          | ...
 *      bytes       512      1,024           2,048                         ...
 *
 * An arena over one block (a reserved address range, a caller's buffer) is the
 * same thing with every bias pointing into that block.  References only grow
 * between rewinds: "younger than" is ">".  Nothing in an arena holds an
 * address, so its bytes can be written out, mapped, sent or shared.
 *
 * A position is the same address space counted in bytes (8 * reference +
 * offset); it is what marks and texts are made of.
 *
 * This header needs nothing but a freestanding C11 compiler.  No function is
 * safe to call on one arena from two threads at once.
 */
#ifndef ARENITE_ARENA_H
#define ARENITE_ARENA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "poison.h"

/* ---- Tunables and bounds ------------------------------------------------ */

enum {
    ARENA_GRANULE = 8,      /* alignment of every record; a 64-bit scalar needs no more */
    ARENA_CHUNKS = 32,      /* one for each bit of a reference */
    ARENA_FIRST_CHUNK = 6,  /* 512 bytes: an arena of a few records costs one small block */
    ARENA_NO_CHUNK = ARENA_FIRST_CHUNK - 1, /* of the references below the first chunk */
    ARENA_MAX_ALIGN = 4096, /* a page: the most that I/O and SIMD ask for */
    ARENA_CHUNK_ALIGN = 16, /* what every chunk source promises, as malloc does */
};

#define ARENA_NO_LIMIT UINT64_MAX
#define ARENA_MAX_POSITION (UINT64_C(1) << 35) /* 32 GiB */
#define ARENA_MAX_TEXT ((UINT64_C(1) << 28) - 1)

typedef uint32_t arena_ref;
typedef uint64_t arena_mark; /* the position of the cursor; 0 while nothing is used */

typedef enum arena_status {
    ARENA_OK,
    ARENA_NO_MEMORY, /* the chunk source gave nothing */
    ARENA_OVER_LIMIT,/* the request would take used bytes over the limit */
    ARENA_FULL,      /* the block, or the 32 GiB of references, is used up */
    ARENA_BAD_MARK,  /* a mark that is not a position of this arena */
} arena_status;

/* ---- Where chunks come from --------------------------------------------- */

/* acquire: a block of at least `size` bytes aligned to ARENA_CHUNK_ALIGN, or
 * NULL.  release: takes back such a block, with the size it was asked for.
 * Neither may touch the arena.  See source.h for those that come with it. */
typedef struct arena_source {
    void *(*acquire)(void *context, size_t size);
    void (*release)(void *context, void *block, size_t size);
    void *context;
} arena_source;

/* One block instead of chunks.  `commit` makes the first `size` bytes of the
 * block usable and answers false if it cannot; `decommit` gives the pages
 * behind the first `size` bytes back and leaves their contents undefined;
 * `release` ends it.  Each may be NULL: nothing is to be done then. */
typedef struct arena_block {
    void *base;
    size_t size;
    bool (*commit)(void *context, void *base, size_t size);
    void (*decommit)(void *context, void *base, size_t from, size_t size);
    void (*release)(void *context, void *base, size_t size);
    void *context;
} arena_block;

/* ---- The arena ---------------------------------------------------------- */

/* What is not said to be valid is not even initialised: an arena of a few
 * records must not pay for tables of 32. */
typedef struct arena {
    /* The fast path: [ptr, end) is free and within the limit.  ptr <= end <=
     * chunk_end.  Without a chunk, ptr == end == a static address. */
    char *ptr;
    char *end;

    char *chunk_start; /* of the current chunk, or of the block */
    char *chunk_end;   /* chunk_start + its size; of a block: + what is committed */

    uint32_t current;  /* the chunk of ptr; 0: none yet; the first in a one-block arena */
    uint32_t held;     /* bit k: chunk k is held from the source, in use or kept for later */
    bool one_block;
    uint8_t status;    /* arena_status of the last failure */

    uint64_t limit;       /* on used bytes */
    uint64_t used_before; /* bytes used in chunks below the current one */
    uint64_t peak;        /* the most bytes used before the last time they shrank */
    uint64_t capacity;    /* bytes held from the source, in use or kept */
    arena_source source;  /* valid unless one_block */

    /* Valid for ARENA_NO_CHUNK <= k <= current, in a one-block arena for every k.
     * Of a chunk in use, bias[k] = address - 8 * 2^k; of any other, a value that
     * puts every reference beyond every top, so that one comparison refuses it. */
    uintptr_t bias[ARENA_CHUNKS];
    /* Valid for ARENA_NO_CHUNK <= k < current: the address behind the last used
     * byte of chunk k; 0 when k is not in use. */
    uintptr_t top[ARENA_CHUNKS];
    char *chunks[ARENA_CHUNKS]; /* the block of each k in held */

    arena_block block;   /* valid if one_block */
    uint64_t block_room; /* the same: bytes of the block behind chunk_start */
} arena;

typedef struct arena_stats {
    uint64_t used;     /* bytes handed out, with the padding between them */
    uint64_t capacity; /* bytes held from the source */
    uint64_t peak;     /* the most that used has been */
    uint32_t chunks;   /* blocks held */
} arena_stats;

typedef struct arena_chunk {
    const char *start;
    uint64_t used;
    uint64_t size;
} arena_chunk;

/* ---- Life --------------------------------------------------------------- */

/* The rest of arena_init. */
void arena__init(arena *a, uint64_t limit);

/* An empty arena; asks the source for nothing until the first allocation. */
static inline void
arena_init(arena *a, arena_source source, uint64_t limit)
{
    a->source = source; /* here, since it would be passed through memory */
    arena__init(a, limit);
}

/* An arena over one block.  A base that is not aligned to ARENA_CHUNK_ALIGN is
 * rounded up.  Of a block over 32 GiB the rest stays unused. */
void arena_init_block(arena *a, arena_block block, uint64_t limit);

/* Gives every block back.  The arena is empty after it and may be used again
 * (an arena over a block may not).  O(chunks). */
void arena_destroy(arena *a);

/* Makes sure that `size` bytes can be allocated without asking the source
 * again.  ARENA_OK, or the arena is as it was. */
arena_status arena_reserve(arena *a, size_t size);

/* ---- Allocation --------------------------------------------------------- */

/* Cold path of arena_alloc; the same contract. */
void *arena__alloc_slow(arena *a, size_t size, size_t align);

/* `size` bytes aligned to `align`, a power of two of at most ARENA_MAX_ALIGN;
 * not zeroed.  NULL when it cannot be: `status` says why and the arena is as it
 * was.  A request of 0 bytes gives an address that must not be read. */
static inline void *
arena_alloc(arena *a, size_t size, size_t align)
{
    uintptr_t start, behind;
    bool wraps = false;
    if (__builtin_constant_p(size) && size <= UINT32_MAX && size % align == 0) {
        /* The cursor of the next allocation is two instructions away from that of
         * this one, not three; and no address comes near 2^64. */
        behind = ((uintptr_t)a->ptr + size + (align - 1)) & -(uintptr_t)align;
        start = behind - size;
    } else {
        start = ((uintptr_t)a->ptr + (align - 1)) & -(uintptr_t)align;
        wraps = __builtin_add_overflow(start, size, &behind);
    }
    if (__builtin_expect(wraps || behind > (uintptr_t)a->end, 0)) {
        return arena__alloc_slow(a, size, align);
    }
    if (start == 0) {
        __builtin_unreachable(); /* so that the caller's test for NULL is off this path */
    }
    ARENA_UNPOISON(a->ptr, behind - (uintptr_t)a->ptr);
    a->ptr = (char *)behind;
    return (void *)start;
}

/* count * size bytes; ARENA_NO_MEMORY also when the product overflows. */
static inline void *
arena_alloc_array(arena *a, size_t count, size_t size, size_t align)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes)) {
        a->status = ARENA_NO_MEMORY;
        return NULL;
    }
    return arena_alloc(a, bytes, align);
}

/* Bytes handed out, with the padding between them. */
static inline uint64_t
arena_used(const arena *a)
{
    return a->used_before + (uint64_t)(a->ptr - a->chunk_start);
}

/* Whether `end` may have to move when the cursor goes back within its chunk: not
 * while something is free behind it, for then `end` is the chunk's or the limit's
 * own; but with the cursor at it, more may be used than the limit allows. */
static inline bool
arena__end_moves(const arena *a)
{
    return a->ptr == a->end && a->limit != ARENA_NO_LIMIT;
}

/* It ends at the cursor.  So may, by its address alone, one in another chunk whose
 * block happens to lie just before the current one's. */
static inline bool
arena__is_newest(const arena *a, const void *p, size_t size)
{
    return (uintptr_t)p + size == (uintptr_t)a->ptr && size != 0
           && (uintptr_t)p >= (uintptr_t)a->chunk_start;
}

/* Cold path of arena_free: the cursor goes back to `to` in the current chunk.
 * True, unless it is out of reach, as it may be in an extension of others. */
bool arena__shrink(arena *a, char *to);

/* The newest allocation [p, p + size) is taken back; of any other the answer is
 * false and nothing happens. */
static inline bool
arena_free(arena *a, void *p, size_t size)
{
    if (!arena__is_newest(a, p, size)) {
        return false;
    }
    if (ARENA_POISONS || arena__end_moves(a)) {
        return arena__shrink(a, (char *)p);
    }
    uint64_t used = arena_used(a);
    if (used > a->peak) {
        a->peak = used;
    }
    a->ptr = (char *)p;
    return true;
}

/* The newest allocation gets new_size bytes where it stands; false, and nothing
 * happens, for any other allocation or when there is no room.  Its alignment
 * stays what it is.  Of 0 bytes there is no allocation: what was resized to 0 is
 * freed. */
bool arena_resize(arena *a, void *p, size_t old_size, size_t new_size);

/* ---- References --------------------------------------------------------- */

static inline unsigned
arena_chunk_of(arena_ref ref)
{
    /* ^ where - would do: on x86-64 both then are one instruction. */
    return 31u ^ (unsigned)__builtin_clz(ref | 1u << ARENA_NO_CHUNK);
}

/* The address of a reference that is known to be good. */
static inline void *
arena_address(const arena *a, arena_ref ref)
{
    return (void *)(a->bias[arena_chunk_of(ref)] + (uintptr_t)ref * ARENA_GRANULE);
}

/* The position of an address in the current chunk (what was just allocated). */
static inline uint64_t
arena_position(const arena *a, const void *p)
{
    return (uint64_t)((uintptr_t)p - a->bias[a->current]);
}

static inline arena_ref
arena_ref_of(const arena *a, const void *p)
{
    return (arena_ref)(arena_position(a, p) / ARENA_GRANULE);
}

/* The address of `size` bytes at a position that comes from anywhere, or NULL
 * if they are not all in use. */
static inline void *
arena_at_position(const arena *a, uint64_t position, size_t size)
{
    if (position >= ARENA_MAX_POSITION) {
        return NULL;
    }
    unsigned k = arena_chunk_of((arena_ref)(position / ARENA_GRANULE));
    uintptr_t top = (uintptr_t)a->ptr;
    if (k < a->current) {
        top = a->top[k];
    } else if (k > a->current && !a->one_block) {
        return NULL;
    }
    uintptr_t address = a->bias[k] + (uintptr_t)position;
    return address <= top && size <= top - address ? (void *)address : NULL;
}

/* The same for a reference. */
static inline void *
arena_at(const arena *a, arena_ref ref, size_t size)
{
    return arena_at_position(a, (uint64_t)ref * ARENA_GRANULE, size);
}

/* The address of a reference that comes from anywhere, and how many bytes from
 * there on are in use: for what says its size itself.  Where none are, the address
 * is any: above the current chunk it comes of a bias that nobody has set, or of a
 * chunk that a rewind has left. */
static inline const char *
arena_look(const arena *a, arena_ref ref, size_t *room)
{
    unsigned k = arena_chunk_of(ref);
    uintptr_t address = a->bias[k] + (uintptr_t)ref * ARENA_GRANULE;
    uintptr_t top = k < a->current ? a->top[k] : (uintptr_t)a->ptr;
    bool reached = k <= a->current || a->one_block;
    *room = reached && address <= top ? top - address : 0;
    return (const char *)address;
}

/* The chunk that was last looked into.  References from one record to the next are
 * mostly into the same one, and to follow those takes neither a search for the highest
 * bit nor a table.  All zeros at first, and again when anything was freed. */
typedef struct arena_window {
    arena_ref first;
    uint32_t length; /* references from `first` on of which a granule is in use */
    uintptr_t bias, top;
} arena_window;

/* The window goes to the chunk of `ref`: false, and it stays, if less than a granule is
 * in use there. */
bool arena_move_window(const arena *a, arena_window *window, arena_ref ref);

/* As arena_look, for one reference after the other: where less than a granule is in use,
 * NULL and 0. */
static inline const char *
arena_look_near(const arena *a, arena_window *window, arena_ref ref, size_t *room)
{
    bool inside = ref - window->first < window->length;
    if (__builtin_expect(!inside, 0) && !arena_move_window(a, window, ref)) {
        *room = 0;
        return NULL;
    }
    uintptr_t address = window->bias + (uintptr_t)ref * ARENA_GRANULE;
    *room = window->top - address;
    return (const char *)address;
}

/* ---- Texts -------------------------------------------------------------- */

/* Bytes anywhere in the arena: 35 bits of position, 28 of length, so that a
 * text may begin at any byte: a part of a longer text needs no copy.  All zero
 * is null; an empty text has a position that is not 0.  The bit between the two
 * says that nothing else refers to the bytes, so that they can be overwritten. */
typedef struct arena_text {
    uint32_t lo, hi;
} arena_text;

#define ARENA_TEXT_OWNED (UINT32_C(1) << 28)

static inline arena_text
arena_text_make(uint64_t position, size_t length)
{
    uint64_t bits = position << 29 | (uint64_t)length;
    return (arena_text){(uint32_t)bits, (uint32_t)(bits >> 32)};
}

static inline uint64_t
arena_text_position(arena_text t)
{
    return ((uint64_t)t.hi << 32 | t.lo) >> 29;
}

static inline size_t
arena_text_length(arena_text t)
{
    return t.lo & (uint32_t)ARENA_MAX_TEXT;
}

static inline bool
arena_text_is_null(arena_text t)
{
    return (t.lo | t.hi) == 0;
}

static inline bool
arena_text_is_owned(arena_text t)
{
    return (t.lo & ARENA_TEXT_OWNED) != 0;
}

/* ---- Marks, rewind, reset ----------------------------------------------- */

static inline arena_mark
arena_get_mark(const arena *a)
{
    return arena_used(a) != 0 ? arena_position(a, a->ptr) : 0;
}

/* Frees all that was allocated since the mark; chunks are kept for later.
 * ARENA_BAD_MARK, and nothing happens, if the mark is above the cursor or
 * between chunks. */
arena_status arena_rewind(arena *a, arena_mark mark);

#define ARENA_KEEP_ALL UINT64_MAX
#define ARENA_KEEP_NONE UINT64_C(0)

/* Cold path of arena_reset; the same contract. */
void arena__reset(arena *a, uint64_t keep);

/* Frees everything.  Of the blocks held, the largest ones that together take at
 * most `keep` bytes stay for reuse.  What is allocated next comes from the block
 * that is current, if nothing was used below it, else from the smallest. */
static inline void
arena_reset(arena *a, uint64_t keep)
{
    if (ARENA_POISONS || keep < a->capacity || a->used_before != 0 || arena__end_moves(a)) {
        arena__reset(a, keep);
        return;
    }
    uint64_t used = arena_used(a);
    if (used > a->peak) {
        a->peak = used;
    }
    a->ptr = a->chunk_start;
}

/* Bytes of the largest block held: arena_reset(a, this) keeps just that one. */
uint64_t arena_largest(const arena *a);

/* ---- Figures ------------------------------------------------------------ */

/* The limit binds exactly: an allocation that takes used bytes to it succeeds,
 * one byte more fails.  It may be below what is used already. */
void arena_set_limit(arena *a, uint64_t limit);

arena_stats arena_get_stats(const arena *a);

/* The i-th chunk in use, newest first; false when there is none. */
bool arena_get_chunk(const arena *a, uint32_t i, arena_chunk *chunk);

/* NULL, or which invariant of the structure does not hold.  For tests. */
const char *arena_check(const arena *a);

#endif
