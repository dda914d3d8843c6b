/* domains.c - the hooks.
 *
 * CPython's rule is to wrap, never to replace: what the allocators that were found have
 * handed out, before or after, goes back to them, whichever function is asked to
 * free it.  The address tells.
 *
 * There are four functions for each pair of a policy and a domain, so that the policy is
 * known when they are compiled.  They find the wrapped allocator by the domain and
 * not through their context: while one thread installs them, another one, which calls the
 * raw domain without the GIL, may read one member of the old PyMemAllocatorEx and
 * another one of the new. */
#include "domains.h"

#include <stdlib.h>

#define INLINE static inline __attribute__((always_inline))
#define COLD __attribute__((noinline, cold))

domains_state the_domains;
static PyMemAllocatorEx wrapped[DOMAINS];

/* ---- The wrapped allocators --------------------------------------------- */

INLINE void
count_fallback(global_policy policy, size_t size)
{
    if (policy != GLOBAL_RECYCLE || size <= CHUNK_BLOCK_MAX) {
        atomic_fetch_add_explicit(&the_domains.fallbacks, 1, memory_order_relaxed);
    }
}

COLD static void *
next_malloc(global_policy policy, int domain, size_t size)
{
    count_fallback(policy, size);
    return wrapped[domain].malloc(wrapped[domain].ctx, size);
}

COLD static void *
next_calloc(global_policy policy, int domain, size_t count, size_t size)
{
    count_fallback(policy, count * size);
    return wrapped[domain].calloc(wrapped[domain].ctx, count, size);
}

COLD static void *
next_realloc(int domain, void *block, size_t size)
{
    return wrapped[domain].realloc(wrapped[domain].ctx, block, size);
}

COLD static void
next_free(int domain, void *block)
{
    wrapped[domain].free(wrapped[domain].ctx, block);
}

/* ---- The hooks ---------------------------------------------------------- */

INLINE void *
hook_malloc(global_policy policy, int domain, size_t size)
{
    void *block = global_take(policy, size);
    return block ? block : next_malloc(policy, domain, size);
}

INLINE void *
hook_calloc(global_policy policy, int domain, size_t count, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes)) {
        return NULL;
    }
    void *block = global_take(policy, bytes);
    if (!block) {
        return next_calloc(policy, domain, count, size);
    }
    return global_is_zero(policy) ? block : memset(block, 0, bytes);
}

INLINE void
hook_free(global_policy policy, int domain, void *block)
{
    if (region_holds(block)) {
        global_give(policy, block);
    } else {
        next_free(domain, block); /* NULL too */
    }
}

static inline void *
move(global_policy policy, int domain, void *block, size_t size)
{
    void *made = hook_malloc(policy, domain, size);
    if (!made) {
        /* To shrink must not fail where the size is known. */
        return policy == GLOBAL_RECYCLE && size <= recycle_room(block) ? block : NULL;
    }
    size_t bytes = global_bytes_to_copy(policy, block, made, size);
    if (policy == GLOBAL_RECYCLE) {
        memcpy(made, block, bytes);
    } else {
        bump_copy(made, block, bytes);
    }
    global_give(policy, block);
    return made;
}

INLINE void *
hook_realloc(global_policy policy, int domain, void *block, size_t size)
{
    if (!block) {
        return hook_malloc(policy, domain, size);
    }
    if (!region_holds(block)) {
        return next_realloc(domain, block, size);
    }
    return global_resize(policy, block, size) ? block : move(policy, domain, block, size);
}

#define HOOKS(name, policy, domain)                                                       \
    static void *name##_malloc(void *context, size_t size)                                \
    {                                                                                     \
        (void)context;                                                                    \
        return hook_malloc(policy, domain, size);                                         \
    }                                                                                     \
    static void *name##_calloc(void *context, size_t count, size_t size)                  \
    {                                                                                     \
        (void)context;                                                                    \
        return hook_calloc(policy, domain, count, size);                                  \
    }                                                                                     \
    static void *name##_realloc(void *context, void *block, size_t size)                  \
    {                                                                                     \
        (void)context;                                                                    \
        return hook_realloc(policy, domain, block, size);                                 \
    }                                                                                     \
    static void name##_free(void *context, void *block)                                   \
    {                                                                                     \
        (void)context;                                                                    \
        hook_free(policy, domain, block);                                                 \
    }

#define HOOKS_OF_EACH_DOMAIN(name, policy)    \
    HOOKS(name##_raw, policy, PYMEM_DOMAIN_RAW) \
    HOOKS(name##_mem, policy, PYMEM_DOMAIN_MEM) \
    HOOKS(name##_obj, policy, PYMEM_DOMAIN_OBJ)

HOOKS_OF_EACH_DOMAIN(leak, GLOBAL_LEAK)
HOOKS_OF_EACH_DOMAIN(last, GLOBAL_LAST)
HOOKS_OF_EACH_DOMAIN(recycle, GLOBAL_RECYCLE)

#define ALLOCATOR(name) {NULL, name##_malloc, name##_calloc, name##_realloc, name##_free}
#define ALLOCATORS(name) {ALLOCATOR(name##_raw), ALLOCATOR(name##_mem), ALLOCATOR(name##_obj)}

static const PyMemAllocatorEx hooks[][DOMAINS] = {
    [GLOBAL_LEAK] = ALLOCATORS(leak),
    [GLOBAL_LAST] = ALLOCATORS(last),
    [GLOBAL_RECYCLE] = ALLOCATORS(recycle),
};

/* ---- Installing --------------------------------------------------------- */

/* CPython documents the byte that its debug hooks fill a new block with. */
static bool
is_marked(unsigned char *block, size_t size)
{
    bool marked = block != NULL;
    for (size_t i = 0; marked && i < size; i++) {
        marked = block[i] == 0xCD;
    }
    return marked;
}

bool
domains_are_debugged(void)
{
    enum { SIZE = 48 };
    unsigned char *object = PyObject_Malloc(SIZE), *raw = PyMem_RawMalloc(SIZE);
    bool marked = is_marked(object, SIZE) || is_marked(raw, SIZE);
    PyObject_Free(object);
    PyMem_RawFree(raw);
    return marked;
}

/* Step by step: what a new function has given a new one must resize and free, in other threads
 * too.  The context stays; the new functions have no use for one. */
static void
route(int domain, const PyMemAllocatorEx *hook)
{
    PyMemAllocatorEx mixed;
    PyMem_GetAllocator((PyMemAllocatorDomain)domain, &wrapped[domain]);
    mixed = wrapped[domain];
    mixed.free = hook->free;
    PyMem_SetAllocator((PyMemAllocatorDomain)domain, &mixed);
    mixed.realloc = hook->realloc;
    PyMem_SetAllocator((PyMemAllocatorDomain)domain, &mixed);
    mixed.malloc = hook->malloc;
    mixed.calloc = hook->calloc;
    PyMem_SetAllocator((PyMemAllocatorDomain)domain, &mixed);
}

void
domains_install(global_policy policy, unsigned domains)
{
    the_domains.policy = policy;
    the_domains.domains = domains;
    the_domains.installed = true;
    for (int domain = 0; domain < DOMAINS; domain++) {
        if (domains & (1u << domain)) {
            route(domain, &hooks[policy][domain]);
        }
    }
}

/* ---- Blocks for C code -------------------------------------------------- */

void *
domains_take_block(size_t size)
{
    void *block = NULL;
    if (the_domains.installed) {
        switch (the_domains.policy) {
        case GLOBAL_LEAK: block = global_take(GLOBAL_LEAK, size); break;
        case GLOBAL_LAST: block = global_take(GLOBAL_LAST, size); break;
        case GLOBAL_RECYCLE: block = global_take(GLOBAL_RECYCLE, size); break;
        }
    }
    return block ? block : malloc(size);
}

void
domains_give_block(void *block)
{
    if (!region_holds(block)) {
        free(block);
        return;
    }
    switch (the_domains.policy) {
    case GLOBAL_LEAK: global_give(GLOBAL_LEAK, block); break;
    case GLOBAL_LAST: global_give(GLOBAL_LAST, block); break;
    case GLOBAL_RECYCLE: global_give(GLOBAL_RECYCLE, block); break;
    }
}
