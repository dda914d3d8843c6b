/* rewind.c - back to a mark, and what the arena can tell of itself.
 *
 * A mark is a position.  The chunk that it names is the current one, or one
 * below, with one exception: at the very end of a chunk the position is also
 * the first of the next, which may have been skipped or never entered.  Then
 * the chunk below it is meant. */
#include "internal.h"

/* The newest chunk in use that begins at or below the position; 0: none. */
static unsigned
chunk_at_or_below(const arena *a, uint64_t position)
{
    unsigned k = a->current;
    while (k >= ARENA_FIRST_CHUNK) {
        bool in_use = k == a->current || arena__in_use(a, k);
        if (in_use && arena__chunk_size(k) <= position) {
            return k;
        }
        k--;
    }
    return 0;
}

static uint64_t
used_in(const arena *a, unsigned k)
{
    uintptr_t top = k == a->current ? (uintptr_t)a->ptr : a->top[k];
    return top - (a->bias[k] + arena__chunk_size(k));
}

/* Leaves the current chunk for the next one in use below it. */
static void
leave_chunk(arena *a)
{
    unsigned k = a->current;
    arena__poison(a, a->chunks[k], arena__chunk_size(k));
    do {
        k--;
    } while (!arena__in_use(a, k));
    a->current = k;
    a->chunk_start = a->chunks[k];
    a->chunk_end = a->chunk_start + arena__chunk_size(k);
    a->ptr = (char *)a->top[k];
    a->used_before -= (uint64_t)(a->ptr - a->chunk_start);
}

static arena_status
rewind_block(arena *a, arena_mark mark)
{
    uint64_t start = arena__chunk_size(ARENA_FIRST_CHUNK);
    if (mark != 0 && (mark < start || mark > arena_get_mark(a))) {
        return ARENA_BAD_MARK;
    }
    char *cursor = a->chunk_start + (mark ? mark - start : 0);
    arena__poison(a, cursor, (uint64_t)(a->chunk_end - cursor));
    a->ptr = cursor;
    arena__apply_limit(a);
    return ARENA_OK;
}

/* Everything goes, and every chunk stays. */
static void
rewind_all(arena *a)
{
    for (unsigned k = a->current; ARENA_POISONS && k >= ARENA_FIRST_CHUNK; k--) {
        if (k == a->current || arena__in_use(a, k)) {
            arena__poison(a, a->chunks[k], arena__chunk_size(k));
        }
    }
    arena__start_over(a);
}

arena_status
arena_rewind(arena *a, arena_mark mark)
{
    arena__note_peak(a);
    if (a->one_block) {
        return rewind_block(a, mark);
    }
    if (mark == 0) {
        rewind_all(a);
        return ARENA_OK;
    }
    unsigned k = mark > arena_get_mark(a) ? 0 : chunk_at_or_below(a, mark);
    if (k == 0 || mark - arena__chunk_size(k) > used_in(a, k)) {
        return ARENA_BAD_MARK;
    }
    while (a->current != k) {
        leave_chunk(a);
    }
    a->ptr = a->chunk_start + (mark - arena__chunk_size(k));
    arena__poison(a, a->ptr, (uint64_t)(a->chunk_end - a->ptr));
    arena__apply_limit(a);
    return ARENA_OK;
}

/* ---- Figures ------------------------------------------------------------ */

uint64_t
arena_largest(const arena *a)
{
    if (a->one_block) {
        return (uint64_t)(a->chunk_end - a->chunk_start);
    }
    return a->held ? arena__chunk_size(arena_chunk_of(a->held)) : 0;
}

void
arena_set_limit(arena *a, uint64_t limit)
{
    a->limit = limit;
    arena__apply_limit(a);
}

arena_stats
arena_get_stats(const arena *a)
{
    arena_stats s = {.used = arena_used(a), .capacity = a->capacity};
    s.peak = s.used > a->peak ? s.used : a->peak;
    s.chunks = a->one_block ? 1 : 0;
    for (uint32_t left = a->held; left; left &= left - 1) {
        s.chunks++;
    }
    return s;
}

bool
arena_get_chunk(const arena *a, uint32_t i, arena_chunk *chunk)
{
    if (a->one_block || (i == 0 && a->current)) {
        *chunk = (arena_chunk){a->chunk_start, (uint64_t)(a->ptr - a->chunk_start),
                               (uint64_t)(a->chunk_end - a->chunk_start)};
        return i == 0;
    }
    for (unsigned k = a->current; k-- > ARENA_FIRST_CHUNK;) {
        if (arena__in_use(a, k) && --i == 0) {
            *chunk = (arena_chunk){a->chunks[k], used_in(a, k), arena__chunk_size(k)};
            return true;
        }
    }
    return false;
}

/* ---- Invariants --------------------------------------------------------- */

static bool
holds(const arena *a, unsigned k)
{
    return a->held >> k & 1;
}

static const char *
check_current(const arena *a, unsigned k)
{
    if (!holds(a, k) || a->chunks[k] != a->chunk_start) {
        return "the current chunk is not held";
    }
    if ((uint64_t)(a->chunk_end - a->chunk_start) != arena__chunk_size(k)) {
        return "the current chunk has another size";
    }
    if (a->bias[k] != (uintptr_t)a->chunk_start - arena__chunk_size(k)) {
        return "the bias of the current chunk is wrong";
    }
    return NULL;
}

static const char *
check_chunk(const arena *a, unsigned k, uint64_t *used)
{
    if (k == a->current) {
        return check_current(a, k);
    }
    if (!arena__in_use(a, k)) {
        return a->bias[k] != ARENA__NOWHERE ? "a chunk not in use has a bias" : NULL;
    }
    if (!holds(a, k)) {
        return "a chunk in use is not held";
    }
    if (a->bias[k] != (uintptr_t)a->chunks[k] - arena__chunk_size(k)) {
        return "the bias of a chunk in use is wrong";
    }
    if (used_in(a, k) > arena__chunk_size(k)) {
        return "more is used of a chunk than it has";
    }
    *used += used_in(a, k);
    return NULL;
}

static const char *
check_chunks(const arena *a)
{
    uint64_t used = 0, held = 0;
    for (unsigned k = ARENA_FIRST_CHUNK; k < ARENA_CHUNKS; k++) {
        const char *broken = k <= a->current ? check_chunk(a, k, &used) : NULL;
        if (broken) {
            return broken;
        }
        held += holds(a, k) ? arena__chunk_size(k) : 0;
    }
    if (used != a->used_before) {
        return "used_before is not the sum over the chunks below";
    }
    return held != a->capacity ? "capacity is not the sum over the chunks held" : NULL;
}

static const char *
check_block(const arena *a)
{
    for (unsigned k = ARENA_FIRST_CHUNK; k < ARENA_CHUNKS; k++) {
        if (a->bias[k] != (uintptr_t)a->chunk_start - arena__chunk_size(ARENA_FIRST_CHUNK)) {
            return "a bias does not point into the block";
        }
    }
    uint64_t size = (uint64_t)(a->chunk_end - a->chunk_start);
    return size != a->capacity || size > a->block_room ? "the block has another size" : NULL;
}

const char *
arena_check(const arena *a)
{
    uint64_t used = arena_used(a);
    uint64_t left = a->limit > used ? a->limit - used : 0;
    uint64_t room = (uint64_t)(a->chunk_end - a->ptr);
    if (!(a->chunk_start <= a->ptr && a->ptr <= a->end && a->end <= a->chunk_end)) {
        return "the cursor is outside its chunk";
    }
    if ((uint64_t)(a->end - a->ptr) != (left < room ? left : room)) {
        return "the free range is not what limit and chunk leave";
    }
    if (a->bias[ARENA_NO_CHUNK] != ARENA__NOWHERE || a->top[ARENA_NO_CHUNK] != 0
        || a->held % ARENA__FIRST_REF != 0) {
        return "a chunk below the first is in use";
    }
    return a->one_block ? check_block(a) : check_chunks(a);
}
