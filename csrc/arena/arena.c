/* arena.c - life of an arena, and the cold path of allocation: which chunk
 * comes next.
 *
 * The next chunk is the smallest one above the current that holds the request;
 * chunks kept from before a rewind or reset are used up first.  Bigger chunks exist only as address space until they are touched, so a
 * request that skips some costs nothing but numbers: the references of the
 * chunks between are not used until the next rewind.  Rejected: a separate list
 * for oversize blocks, which every reference would have to be tested for. */
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

void
arena__leave_chunks(arena *a)
{
    for (unsigned k = 0; k < ARENA_CHUNKS; k++) {
        a->bias[k] = ARENA__NOWHERE;
        a->top[k] = 0;
    }
    a->current = 0;
    a->used_before = 0;
    a->ptr = a->end = a->chunk_start = a->chunk_end = nothing;
}

void
arena__enter_chunk(arena *a, unsigned k)
{
    if (!arena__is_empty(a)) {
        a->used_before += (uint64_t)(a->ptr - a->chunk_start);
        a->top[a->current] = (uintptr_t)a->ptr;
    }
    a->current = k;
    a->bias[k] = (uintptr_t)a->chunks[k] - arena__chunk_size(k);
    a->ptr = a->chunk_start = a->chunks[k];
    a->chunk_end = a->chunk_start + arena__chunk_size(k);
    arena__apply_limit(a);
}

void
arena_init(arena *a, arena_source source, uint64_t limit)
{
    *a = (arena){.source = source, .limit = limit};
    arena__leave_chunks(a);
}

void
arena_init_block(arena *a, arena_block block, uint64_t limit)
{
    const uint64_t most = ARENA_MAX_POSITION - ARENA_GRANULE * (uint64_t)ARENA__FIRST_REF;
    size_t skip = (size_t)(-(uintptr_t)block.base & (ARENA_CHUNK_ALIGN - 1));
    uint64_t size = block.size > skip ? block.size - skip : 0;
    *a = (arena){.block = block, .limit = limit, .one_block = true};
    arena__leave_chunks(a);
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
    a->chunks[k] = NULL;
    a->capacity -= size;
}

/* Gives back the chunks that a keep of so many bytes does not cover, the
 * largest first: they are the warm ones, and one of them makes do for all. */
static void
release_chunks(arena *a, uint64_t keep)
{
    for (unsigned k = ARENA_CHUNKS; k-- > ARENA_FIRST_CHUNK;) {
        if (!a->chunks[k]) {
            continue;
        }
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

void
arena_reset(arena *a, uint64_t keep)
{
    arena__note_peak(a);
    if (a->one_block) {
        reset_block(a, keep);
        arena__apply_limit(a);
        return;
    }
    arena__leave_chunks(a);
    release_chunks(a, keep);
    for (unsigned k = ARENA_FIRST_CHUNK; k < ARENA_CHUNKS; k++) {
        if (a->chunks[k]) {
            ARENA_POISON(a->chunks[k], (size_t)arena__chunk_size(k));
        }
    }
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
        *a = (arena){.peak = a->peak};
        arena__leave_chunks(a);
        return;
    }
    arena_reset(a, ARENA_KEEP_NONE);
}

/* ---- The cold path of allocation ---------------------------------------- */

static bool
hold_chunk(arena *a, unsigned k)
{
    if (a->chunks[k]) {
        return true;
    }
    uint64_t size = arena__chunk_size(k);
    char *block = a->source.acquire ? a->source.acquire(a->source.context, (size_t)size) : NULL;
    if (!block) {
        a->status = ARENA_NO_MEMORY;
        return false;
    }
    ARENA_POISON(block, (size_t)size);
    a->chunks[k] = block;
    a->capacity += size;
    return true;
}

/* The smallest chunk above the current one that holds `size` bytes at `align`
 * wherever its block lies, of those that are held already if one does;
 * ARENA_CHUNKS when there is none. */
static unsigned
next_chunk(const arena *a, size_t size, size_t align)
{
    unsigned k = a->current ? a->current + 1 : ARENA_FIRST_CHUNK;
    uint64_t padding = align > ARENA_CHUNK_ALIGN ? align - ARENA_CHUNK_ALIGN : 0;
    while (k < ARENA_CHUNKS
           && (arena__chunk_size(k) < padding || arena__chunk_size(k) - padding < size)) {
        k++;
    }
    for (unsigned held = k; held < ARENA_CHUNKS; held++) {
        if (a->chunks[held]) {
            return held;
        }
    }
    return k;
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

static void *
take(arena *a, size_t size, size_t align)
{
    char *start = a->ptr + (-(uintptr_t)a->ptr & (align - 1));
    ARENA_UNPOISON(a->ptr, (size_t)(start - a->ptr) + size);
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
        a->status = ARENA_OVER_LIMIT;
        return NULL;
    }
    if (cost > left) {
        a->status = ARENA_FULL;
        return NULL;
    }
    if (cost > (uint64_t)(a->chunk_end - a->ptr) && !commit_more(a, cost)) {
        return NULL;
    }
    return take(a, size, align);
}

void *
arena__alloc_slow(arena *a, size_t size, size_t align)
{
    if (a->one_block) {
        return alloc_in_block(a, size, align);
    }
    uint64_t here = cost_at((uintptr_t)a->ptr, size, align);
    if (here <= (uint64_t)(a->chunk_end - a->ptr)) {
        a->status = ARENA_OVER_LIMIT; /* it fits, so only the limit can refuse it */
        return NULL;
    }
    unsigned k = next_chunk(a, size, align);
    if (!within_limit(a, size)) {
        a->status = ARENA_OVER_LIMIT;
        return NULL;
    }
    if (k == ARENA_CHUNKS) {
        a->status = ARENA_FULL;
        return NULL;
    }
    if (!hold_chunk(a, k)) {
        return NULL;
    }
    if (!within_limit(a, cost_at((uintptr_t)a->chunks[k], size, align))) {
        a->status = ARENA_OVER_LIMIT; /* the chunk stays held: the next request may fit */
        return NULL;
    }
    arena__enter_chunk(a, k);
    return take(a, size, align);
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
    if (!hold_chunk(a, k)) {
        return ARENA_NO_MEMORY;
    }
    /* Only an empty arena may enter it now: elsewhere the current chunk still
     * has room for what is smaller. */
    if (arena__is_empty(a)) {
        arena__enter_chunk(a, k);
    }
    return ARENA_OK;
}

/* ---- The newest allocation ---------------------------------------------- */

/* It ends at the cursor.  So may, by its address alone, one in another chunk whose
 * block happens to lie just before the current one's. */
static bool
is_newest(const arena *a, const char *p, size_t size)
{
    return p + size == a->ptr && size != 0 && p >= a->chunk_start;
}

bool
arena_free(arena *a, void *p, size_t size)
{
    if (!is_newest(a, p, size)) {
        return false;
    }
    arena__note_peak(a);
    a->ptr = p;
    arena__poison(a, p, size);
    arena__apply_limit(a);
    return true;
}

bool
arena_resize(arena *a, void *p, size_t old_size, size_t new_size)
{
    if (!is_newest(a, p, old_size)) {
        return false;
    }
    if (new_size > old_size) {
        size_t more = new_size - old_size;
        if (more > (size_t)(a->end - a->ptr)) {
            return false;
        }
        ARENA_UNPOISON(a->ptr, more);
        a->ptr += more;
        return true;
    }
    arena__note_peak(a);
    a->ptr -= old_size - new_size;
    arena__poison(a, a->ptr, old_size - new_size);
    arena__apply_limit(a);
    return true;
}
