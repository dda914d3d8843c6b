/* Random programs against a model.
 *
 * The model is a stack of what is alive: where it lies, how long it is, and a
 * byte that fills it.  A rewind pops it, taking back pops one.  After every
 * step the structure is checked, and every few steps every byte that lives is
 * read again: two allocations that overlap, or a chunk given back too early,
 * change one of them.  The seeds are fixed, so a failure repeats; a seed given
 * as an argument runs alone. */
#include "check.h"
#include "source.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_ALIVE = 4096, MOST_MARKS = 64, STEPS = 3000, SEEDS = 150 };

typedef struct living {
    unsigned char *start;
    uint64_t position;
    uint32_t size;
    unsigned char fill;
} living;

typedef struct model {
    arena a;
    arena_failing state;
    living alive[MOST_ALIVE];
    unsigned count;
    struct {
        arena_mark mark;
        uint64_t used;
        unsigned count;
    } marks[MOST_MARKS];
    unsigned marked;
    uint64_t peak;
    uint64_t random;
    uint64_t seed;
} model;

static uint64_t
draw(model *m, uint64_t below)
{
    m->random ^= m->random << 13; /* Marsaglia's xorshift64 */
    m->random ^= m->random >> 7;
    m->random ^= m->random << 17;
    return m->random % below;
}

/* Mostly small, sometimes anything. */
static size_t
draw_size(model *m)
{
    switch (draw(m, 16)) {
    case 0: return 0;
    case 1: return (size_t)draw(m, 100 * 1000);
    case 2: return (size_t)1 << draw(m, 15);
    case 3: return (size_t)draw(m, 3000);
    default: return (size_t)draw(m, 100);
    }
}

static bool
as_filled(const living *x)
{
    for (uint32_t i = 0; i < x->size; i++) {
        if (x->start[i] != x->fill) {
            return false;
        }
    }
    return true;
}

static void
check_alive(model *m)
{
    for (unsigned i = 0; i < m->count; i++) {
        const living *x = &m->alive[i];
        CHECK(as_filled(x));
        CHECK(arena_at_position(&m->a, x->position, x->size) == x->start);
        CHECK(i == 0 || x->position >= x[-1].position + x[-1].size);
    }
    CHECK(arena_at_position(&m->a, arena_get_mark(&m->a), 1) == NULL);
    CHECK(arena_at_position(&m->a, arena_get_mark(&m->a) + draw(m, 1 << 20), 1) == NULL);
}

static void
check_chunks(model *m)
{
    uint64_t used = 0, size = 0;
    arena_chunk chunk;
    for (uint32_t i = 0; arena_get_chunk(&m->a, i, &chunk); i++) {
        CHECK(chunk.used <= chunk.size);
        used += chunk.used;
        size += chunk.size;
    }
    CHECK_EQ(used, arena_used(&m->a));
    CHECK(size <= arena_get_stats(&m->a).capacity);
}

static void
check_figures(model *m)
{
    arena_stats stats = arena_get_stats(&m->a);
    if (stats.used > m->peak) {
        m->peak = stats.used;
    }
    CHECK_EQ(stats.peak, m->peak);
    CHECK(stats.capacity >= stats.used);
    CHECK(m->a.one_block || stats.chunks == m->state.outstanding);
    CHECK_SOUND(&m->a);
}

/* Marks above the cursor are of no more use. */
static void
drop_marks(model *m)
{
    while (m->marked && (m->marks[m->marked - 1].mark > arena_get_mark(&m->a)
                         || m->marks[m->marked - 1].count > m->count)) {
        m->marked--;
    }
}

/* ---- The steps ----------------------------------------------------------- */

/* A refusal must have its reason, and leave everything as it was. */
static void
check_refusal(model *m, size_t size, size_t align, uint64_t used, arena_mark mark)
{
    CHECK_EQ(arena_used(&m->a), used);
    CHECK_EQ(arena_get_mark(&m->a), mark);
    switch (m->a.status) {
    case ARENA_OVER_LIMIT: CHECK(used + size + align > m->a.limit); break;
    case ARENA_NO_MEMORY: CHECK(m->state.outstanding >= m->state.allowed
                                || m->state.granted >= m->state.allowed); break;
    case ARENA_FULL: CHECK(m->a.one_block); break;
    default: CHECK(!"a refusal with its reason"); break;
    }
}

static void
step_alloc(model *m)
{
    size_t size = draw_size(m);
    size_t align = (size_t)1 << (draw(m, 8) ? draw(m, 5) : draw(m, 13));
    uint64_t used = arena_used(&m->a);
    arena_mark mark = arena_get_mark(&m->a);
    unsigned char *p = arena_alloc(&m->a, size, align);
    if (!p) {
        check_refusal(m, size, align, used, mark);
        return;
    }
    CHECK_EQ((uintptr_t)p % align, 0);
    CHECK(arena_used(&m->a) >= used + size && arena_used(&m->a) < used + size + align);
    CHECK(arena_used(&m->a) <= m->a.limit || size == 0);
    if (size && m->count < MOST_ALIVE) {
        living x = {p, arena_position(&m->a, p), (uint32_t)size, (unsigned char)draw(m, 256)};
        CHECK(x.position >= mark);
        memset(p, x.fill, size);
        m->alive[m->count++] = x;
    }
}

static void
step_free(model *m)
{
    if (m->count == 0) {
        return;
    }
    living *x = &m->alive[m->count - 1];
    bool newest = x->start + x->size == (unsigned char *)m->a.ptr;
    bool freed = arena_free(&m->a, x->start, x->size);
    CHECK_EQ(freed, newest);
    m->count -= freed;
    drop_marks(m);
}

static void
step_resize(model *m)
{
    if (m->count == 0) {
        return;
    }
    living *x = &m->alive[m->count - 1];
    uint32_t size = (uint32_t)draw_size(m);
    uint64_t used = arena_used(&m->a);
    if (arena_resize(&m->a, x->start, x->size, size)) {
        CHECK_EQ(arena_used(&m->a), used + size - x->size);
        CHECK(size <= x->size || arena_used(&m->a) <= m->a.limit);
        if (size > x->size) {
            memset(x->start + x->size, x->fill, size - x->size);
        }
        x->size = size;
        m->count -= size == 0;
        drop_marks(m);
    } else {
        CHECK_EQ(arena_used(&m->a), used);
    }
}

static void
step_mark(model *m)
{
    if (m->marked < MOST_MARKS) {
        m->marks[m->marked].mark = arena_get_mark(&m->a);
        m->marks[m->marked].used = arena_used(&m->a);
        m->marks[m->marked++].count = m->count;
    }
}

/* What grew in place across a mark has lost that part with the rewind. */
static void
cut_back(model *m)
{
    living *x = m->count ? &m->alive[m->count - 1] : NULL;
    arena_mark mark = arena_get_mark(&m->a);
    if (x && x->position + x->size > mark) {
        x->size = (uint32_t)(mark - x->position);
    }
}

static void
step_rewind(model *m)
{
    uint64_t used = arena_used(&m->a);
    CHECK_EQ(arena_rewind(&m->a, arena_get_mark(&m->a) + 1 + draw(m, 10000)), ARENA_BAD_MARK);
    CHECK_EQ(arena_used(&m->a), used);
    if (m->marked) {
        m->marked = (unsigned)draw(m, m->marked);
        CHECK_EQ(arena_rewind(&m->a, m->marks[m->marked].mark), ARENA_OK);
        CHECK_EQ(arena_used(&m->a), m->marks[m->marked].used);
        CHECK_EQ(arena_get_mark(&m->a), m->marks[m->marked].mark);
        m->count = m->marks[m->marked].count;
        cut_back(m);
    }
}

static void
step_reset(model *m)
{
    const uint64_t keeps[] = {ARENA_KEEP_ALL, ARENA_KEEP_NONE, arena_largest(&m->a),
                              draw(m, 1 << 18)};
    uint64_t keep = keeps[draw(m, 4)], capacity = arena_get_stats(&m->a).capacity;
    arena_reset(&m->a, keep);
    CHECK_EQ(arena_used(&m->a), 0);
    CHECK(m->a.one_block || arena_get_stats(&m->a).capacity <= keep);
    CHECK(keep != ARENA_KEEP_ALL || arena_get_stats(&m->a).capacity == capacity);
    m->count = m->marked = 0;
}

static void
step_limit(model *m)
{
    uint64_t used = arena_used(&m->a);
    arena_set_limit(&m->a, draw(m, 2) ? ARENA_NO_LIMIT : used / 2 + draw(m, used + 5000));
}

static void
step_reserve(model *m)
{
    size_t size = draw_size(m);
    uint64_t used = arena_used(&m->a);
    if (arena_reserve(&m->a, size) == ARENA_OK) {
        uint64_t granted = m->state.granted;
        unsigned char *p = arena_alloc(&m->a, size, 1);
        CHECK(p || m->a.status == ARENA_OVER_LIMIT);
        CHECK_EQ(m->state.granted, granted);
        if (p && size) {
            memset(p, 0, size); /* nobody's: only its bytes must be there */
        }
    } else {
        CHECK_EQ(arena_used(&m->a), used);
    }
}

static void
step_source(model *m)
{
    m->state.allowed = draw(m, 3) ? UINT64_MAX : m->state.granted + draw(m, 3);
}

static void
step(model *m)
{
    uint64_t choice = draw(m, 1000);
    if (choice < 700) {
        step_alloc(m);
    } else if (choice < 780) {
        step_free(m);
    } else if (choice < 860) {
        step_resize(m);
    } else if (choice < 920) {
        step_mark(m);
    } else if (choice < 950) {
        step_rewind(m);
    } else if (choice < 955) {
        step_reset(m);
    } else if (choice < 975) {
        step_limit(m);
    } else if (choice < 990) {
        step_reserve(m);
    } else {
        step_source(m);
    }
}

static void
run(model *m)
{
    for (unsigned i = 0; i < STEPS; i++) {
        step(m);
        check_figures(m);
        if (i % 32 == 0) {
            check_alive(m);
            check_chunks(m);
        }
        if (check_state.failures) {
            printf("seed %" PRIu64 ", step %u\n", m->seed, i);
            break;
        }
    }
    check_alive(m);
    arena_destroy(&m->a);
    CHECK_SOUND(&m->a);
    CHECK_EQ(m->state.outstanding, 0);
}

static model the_model;
static uint64_t first_seed = 1, last_seed = SEEDS;

static model *
start(uint64_t seed)
{
    model *m = &the_model;
    memset(m, 0, sizeof *m);
    m->seed = seed;
    m->random = seed * UINT64_C(0x9e3779b97f4a7c15);
    m->state.allowed = UINT64_MAX;
    return m;
}

static void
over_chunks(void)
{
    for (uint64_t seed = first_seed; seed <= last_seed && !check_state.failures; seed++) {
        model *m = start(seed);
        arena_init(&m->a, arena_source_failing(&m->state), ARENA_NO_LIMIT);
        run(m);
    }
}

static void
over_a_buffer(void)
{
    for (uint64_t seed = first_seed; seed <= last_seed && !check_state.failures; seed++) {
        model *m = start(seed);
        size_t size = (size_t)draw(m, 1 << 20), odd = (size_t)draw(m, 16);
        char *buffer = malloc(size + odd);
        arena_init_block(&m->a, arena_block_over(buffer + odd, size), ARENA_NO_LIMIT);
        run(m);
        free(buffer);
    }
}

static void
over_a_reserved_range(void)
{
    for (uint64_t seed = first_seed; seed <= last_seed && !check_state.failures; seed++) {
        model *m = start(seed);
        arena_init_block(&m->a, arena_block_reserve((size_t)64 << 20), ARENA_NO_LIMIT);
        run(m);
    }
}

int
main(int argc, char **argv)
{
    if (argc > 1) {
        first_seed = last_seed = strtoull(argv[1], NULL, 10);
    }
    RUN(over_chunks);
    RUN(over_a_buffer);
    RUN(over_a_reserved_range);
    return check_report();
}
