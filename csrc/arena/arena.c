/* arena.c - life of an arena, and the cold path of allocation: which chunk
 * comes next.
 *
 * The next chunk is the smallest one above the current that holds the request;
 * chunks kept from before a rewind or reset are used up first.  Bigger chunks
 * exist only as address space until they are touched, so a request that skips
 * some costs nothing but numbers: the references of the chunks between are not
 * used until the next rewind.  Rejected: a separate list for oversize blocks,
 * which every reference would have to be tested for. */
#include "internal.h"

/* An empty arena points here, so that the fast path has no test for NULL. */
static _Alignas(ARENA_CHUNK_ALIGN) char nothing[ARENA_CHUNK_ALIGN];

void
arena__apply_limit(arena *a)
{
    uint64_t used = arena_used(a);
    uint64_t left = a->limit > used ? a->limit - used : 0;
    uint64_t room = (uint64_t)(a->chunk_end - a->ptr);
    a->end = a->ptr + (left < room ? left : room);
}

void
arena__note_peak(arena *a)
{
    uint64_t used = arena_used(a);
    if (used > a->peak) {
        a->peak = used;
    }
}

/* No chunk at all. */
static void
be_empty(arena *a)
{
    a->ptr = a->end = a->chunk_start = a->chunk_end = nothing;
    a->current = 0;
    a->used_before = 0;
}

/* The tables say of chunks [from, to) that they are not in use.  Out of line:
 * seldom is one skipped, and a compiler makes much of such a loop. */
__attribute__((noinline)) static void
skip_chunks(arena *a, unsigned from, unsigned to)
{
    for (unsigned k = from; k < to; k++) {
        a->bias[k] = ARENA__NOWHERE;
        a->top[k] = 0;
    }
}

/* Makes chunk k, which is held, the current one, with nothing used in it.  Of
 * the chunks from `next` on to it none is in use. */
static void
enter_chunk(arena *a, unsigned next, unsigned k, char *start)
{
    if (next < k) {
        skip_chunks(a, next, k);
    }
    a->current = k;
    a->bias[k] = (uintptr_t)start - arena__chunk_size(k);
    a->ptr = a->chunk_start = start;
    a->end = a->chunk_end = start + arena__chunk_size(k);
    if (a->limit != ARENA_NO_LIMIT) {
        arena__apply_limit(a);
    }
}

/* From the current chunk to k, above it, which is the block at `start`. */
static void
enter_next_chunk(arena *a, unsigned k, char *start)
{
    unsigned next = ARENA_FIRST_CHUNK;
    if (a->current) {
        next = a->current + 1;
        a->used_before += (uint64_t)(a->ptr - a->chunk_start);
        a->top[a->current] = (uintptr_t)a->ptr;
    }
    enter_chunk(a, next, k, start);
}

/* Entering the smallest chunk at once, instead of at the next allocation, keeps
 * a loop that resets its arena each time off the cold path. */
void
arena__start_over(arena *a)
{
    if (!a->held) {
        be_empty(a);
        return;
    }
    a->used_before = 0;
    unsigned k = (unsigned)__builtin_ctz(a->held);
    enter_chunk(a, ARENA_FIRST_CHUNK, k, a->chunks[k]);
}

void
arena__init(arena *a, uint64_t limit)
{
    a->one_block = false;
    a->status = ARENA_OK;
    a->held = 0;
    a->limit = limit;
    a->peak = a->capacity = 0;
    be_empty(a);
    a->bias[ARENA_NO_CHUNK] = ARENA__NOWHERE;
    a->top[ARENA_NO_CHUNK] = 0;
}

void
arena_init_block(arena *a, arena_block block, uint64_t limit)
{
    const uint64_t most = ARENA_MAX_POSITION - ARENA_GRANULE * (uint64_t)ARENA__FIRST_REF;
    size_t skip = (size_t)(-(uintptr_t)block.base & (ARENA_CHUNK_ALIGN - 1));
    uint64_t size = block.size > skip ? block.size - skip : 0;
    arena_init(a, (arena_source){0}, limit);
    a->one_block = true;
    a->block = block;
    a->current = ARENA_FIRST_CHUNK;
    a->chunk_start = a->chunk_end = a->ptr = (char *)block.base + (size ? skip : 0);
    for (unsigned k = ARENA_FIRST_CHUNK; k < ARENA_CHUNKS; k++) {
        a->bias[k] = (uintptr_t)a->chunk_start - arena__chunk_size(ARENA_FIRST_CHUNK);
    }
    a->block_room = size < most ? size : most;
    if (!block.commit) {
        a->chunk_end += a->block_room;
        a->capacity = a->block_room;
    }
    arena__poison(a, a->ptr, (uint64_t)(a->chunk_end - a->ptr));
    arena__apply_limit(a);
}

static void
release_chunk(arena *a, unsigned k)
{
    uint64_t size = arena__chunk_size(k);
    ARENA_UNPOISON(a->chunks[k], size);
    a->source.release(a->source.context, a->chunks[k], (size_t)size);
    a->held &= ~(UINT32_C(1) << k);
    a->capacity -= size;
}

static void
release_all(arena *a)
{
    for (uint32_t left = a->held; left; left &= left - 1) {
        unsigned k = (unsigned)__builtin_ctz(left);
        size_t size = (size_t)arena__chunk_size(k);
        ARENA_UNPOISON(a->chunks[k], size);
        a->source.release(a->source.context, a->chunks[k], size);
    }
    a->held = 0;
    a->capacity = 0;
}

/* Gives back the chunks that a keep of so many bytes does not cover, the
 * largest first: they are the warm ones, and one of them makes do for all. */
static void
release_chunks(arena *a, uint64_t keep)
{
    for (uint32_t left = a->held; left;) {
        unsigned k = arena_chunk_of(left);
        left &= ~(UINT32_C(1) << k);
        if (arena__chunk_size(k) <= keep) {
            keep -= arena__chunk_size(k);
        } else {
            release_chunk(a, k);
        }
    }
}

static void
reset_block(arena *a, uint64_t keep)
{
    char *start = a->chunk_start;
    uint64_t committed = (uint64_t)(a->chunk_end - start);
    arena__poison(a, start, committed);
    if (a->block.decommit && keep < committed) {
        a->block.decommit(a->block.context, start, (size_t)keep, (size_t)committed);
        a->chunk_end = start + keep;
        a->capacity = keep;
    }
    a->ptr = start;
}

static void
poison_chunks(const arena *a)
{
    if (ARENA_POISONS) {
        for (uint32_t left = a->held; left; left &= left - 1) {
            unsigned k = (unsigned)__builtin_ctz(left);
            ARENA_POISON(a->chunks[k], (size_t)arena__chunk_size(k));
        }
    }
}

void
arena__reset(arena *a, uint64_t keep)
{
    arena__note_peak(a);
    if (a->one_block) {
        reset_block(a, keep);
        arena__apply_limit(a);
        return;
    }
    if (keep < a->capacity) {
        release_chunks(a, keep);
    }
    poison_chunks(a);
    arena__start_over(a);
}

/* What was decommitted is poisoned too, and whoever gets these addresses from
 * the system next must find them open. */
static void
unpoison_block(const arena *a)
{
    const char *end = a->chunk_end, *last = a->chunk_start + a->block_room;
    while (last - end >= ARENA_GRANULE && ARENA_IS_POISONED(end)) {
        end += ARENA_GRANULE;
    }
    ARENA_UNPOISON(a->chunk_start, (size_t)(end - a->chunk_start));
}

void
arena_destroy(arena *a)
{
    if (a->one_block) {
        arena_block block = a->block;
        unpoison_block(a);
        if (block.release) {
            block.release(block.context, block.base, block.size);
        }
        uint64_t peak = a->peak;
        arena_init(a, (arena_source){0}, 0);
        a->peak = peak;
        return;
    }
    arena__note_peak(a);
    release_all(a);
    be_empty(a);
}

/* ---- The cold path of allocation ---------------------------------------- */

/* The block of chunk k, from the source if it is not held; or NULL. */
static char *
hold_chunk(arena *a, unsigned k)
{
    if (a->held >> k & 1) {
        return a->chunks[k];
    }
    uint64_t size = arena__chunk_size(k);
    char *block = a->source.acquire ? a->source.acquire(a->source.context, (size_t)size) : NULL;
    if (!block) {
        a->status = ARENA_NO_MEMORY;
        return NULL;
    }
    ARENA_POISON(block, (size_t)size);
    a->chunks[k] = block;
    a->held |= UINT32_C(1) << k;
    a->capacity += size;
    return block;
}

/* The smallest chunk above the current one that holds `size` bytes at `align`
 * wherever its block lies, of those that are held already if one does;
 * ARENA_CHUNKS when there is none. */
static unsigned
next_chunk(const arena *a, size_t size, size_t align)
{
    unsigned k = a->current ? a->current + 1 : ARENA_FIRST_CHUNK;
    uint64_t need;
    if (__builtin_add_overflow(size, align < ARENA_CHUNK_ALIGN ? 0 : align - ARENA_CHUNK_ALIGN,
                               &need)) {
        return ARENA_CHUNKS;
    }
    while (k < ARENA_CHUNKS && arena__chunk_size(k) < need) {
        k++;
    }
    uint64_t held = (uint64_t)a->held >> k << k;
    return held ? (unsigned)__builtin_ctzll(held) : k;
}

/* Bytes that the request takes from the limit when it goes to a block at
 * `start`; saturates. */
static uint64_t
cost_at(uintptr_t start, size_t size, size_t align)
{
    uint64_t padding = -start & (align - 1);
    return size > UINT64_MAX - padding ? UINT64_MAX : size + padding;
}

static bool
within_limit(const arena *a, uint64_t cost)
{
    uint64_t used = arena_used(a);
    return a->limit == ARENA_NO_LIMIT || (used <= a->limit && cost <= a->limit - used);
}

/* Whether the current chunk has room: then only the limit can have refused. */
static bool
fits_here(const arena *a, size_t size, size_t align)
{
    return cost_at((uintptr_t)a->ptr, size, align) <= (uint64_t)(a->chunk_end - a->ptr);
}

static void *
refuse(arena *a, arena_status status)
{
    a->status = (uint8_t)status;
    return NULL;
}

static void *
take(arena *a, char *cursor, size_t size, size_t align)
{
    char *start = cursor + (-(uintptr_t)cursor & (align - 1));
    ARENA_UNPOISON(cursor, (size_t)(start - cursor) + size);
    a->ptr = start + size;
    return start;
}

/* The tail of the block is committed in steps that double, as chunks do. */
static bool
commit_more(arena *a, uint64_t cost)
{
    uint64_t done = (uint64_t)(a->chunk_end - a->chunk_start);
    uint64_t need = (uint64_t)(a->ptr - a->chunk_start) + cost;
    uint64_t step = done < arena__chunk_size(13) ? arena__chunk_size(13) : 2 * done;
    uint64_t size = need > step ? need : step;
    if (size > a->block_room) {
        size = a->block_room;
    }
    if (!a->block.commit
        || !a->block.commit(a->block.context, a->chunk_start, (size_t)size)) {
        a->status = ARENA_NO_MEMORY;
        return false;
    }
    arena__poison(a, a->chunk_end, size - done);
    a->chunk_end = a->chunk_start + size;
    a->capacity = size;
    arena__apply_limit(a);
    return true;
}

static void *
alloc_in_block(arena *a, size_t size, size_t align)
{
    uint64_t cost = cost_at((uintptr_t)a->ptr, size, align);
    uint64_t left = a->block_room - (uint64_t)(a->ptr - a->chunk_start);
    if (!within_limit(a, cost)) {
        return refuse(a, ARENA_OVER_LIMIT);
    }
    if (cost > left) {
        return refuse(a, ARENA_FULL);
    }
    if (cost > (uint64_t)(a->chunk_end - a->ptr) && !commit_more(a, cost)) {
        return NULL;
    }
    return take(a, a->ptr, size, align);
}

void *
arena__alloc_slow(arena *a, size_t size, size_t align)
{
    if (a->one_block) {
        return alloc_in_block(a, size, align);
    }
    if (a->limit != ARENA_NO_LIMIT && (fits_here(a, size, align) || !within_limit(a, size))) {
        return refuse(a, ARENA_OVER_LIMIT);
    }
    unsigned k = next_chunk(a, size, align);
    if (k == ARENA_CHUNKS) {
        return refuse(a, ARENA_FULL);
    }
    char *start = hold_chunk(a, k);
    if (!start) {
        return NULL;
    }
    if (a->limit != ARENA_NO_LIMIT && !within_limit(a, cost_at((uintptr_t)start, size, align))) {
        return refuse(a, ARENA_OVER_LIMIT); /* the chunk stays held: the next may fit */
    }
    enter_next_chunk(a, k, start);
    return take(a, start, size, align);
}

arena_status
arena_reserve(arena *a, size_t size)
{
    if (size <= (size_t)(a->chunk_end - a->ptr)) {
        return ARENA_OK;
    }
    if (a->one_block) {
        uint64_t left = a->block_room - (uint64_t)(a->ptr - a->chunk_start);
        if (size > left) {
            return (arena_status)(a->status = ARENA_FULL);
        }
        return commit_more(a, size) ? ARENA_OK : ARENA_NO_MEMORY;
    }
    unsigned k = next_chunk(a, size, 1);
    if (k == ARENA_CHUNKS) {
        return (arena_status)(a->status = ARENA_FULL);
    }
    char *start = hold_chunk(a, k);
    if (!start) {
        return ARENA_NO_MEMORY;
    }
    /* Where there is a current chunk, it still has room for what is smaller. */
    if (!a->current) {
        enter_next_chunk(a, k, start);
    }
    return ARENA_OK;
}

/* ---- The newest allocation ---------------------------------------------- */

bool
arena__shrink(arena *a, char *to)
{
    arena__note_peak(a);
    arena__poison(a, to, (uint64_t)(a->ptr - to));
    a->ptr = to;
    arena__apply_limit(a);
    return true;
}

/* More of a block than is committed. */
static bool
commit_behind(arena *a, size_t more)
{
    uint8_t status = a->status;
    uint64_t left = a->block_room - (uint64_t)(a->ptr - a->chunk_start);
    bool done = more <= left && within_limit(a, more) && commit_more(a, more);
    a->status = status;
    return done;
}

bool
arena_resize(arena *a, void *p, size_t old_size, size_t new_size)
{
    if (!arena__is_newest(a, p, old_size)) {
        return false;
    }
    if (new_size <= old_size) {
        return arena__shrink(a, (char *)p + new_size);
    }
    size_t more = new_size - old_size;
    if (more > (size_t)(a->end - a->ptr) && !(a->one_block && commit_behind(a, more))) {
        return false;
    }
    ARENA_UNPOISON(a->ptr, more);
    a->ptr += more;
    return true;
}

/* ---- References --------------------------------------------------------- */

bool
arena_move_window(const arena *a, arena_window *window, arena_ref ref)
{
    size_t room;
    const char *data = arena_look(a, ref, &room);
    if (room < ARENA_GRANULE) {
        return false;
    }
    unsigned k = arena_chunk_of(ref);
    uintptr_t top = (uintptr_t)data + room;
    window->first = a->one_block ? ARENA__FIRST_REF : UINT32_C(1) << k;
    window->bias = a->bias[k];
    window->top = top;
    window->length = (uint32_t)((top - a->bias[k]) / ARENA_GRANULE) - window->first;
    return true;
}
