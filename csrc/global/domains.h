/* domains.h - CPython's memory domains, routed through the allocator. */
#ifndef ARENITE_GLOBAL_DOMAINS_H
#define ARENITE_GLOBAL_DOMAINS_H

#include "../python/compat.h"
#include "global.h"

enum { DOMAINS = 3 }; /* PYMEM_DOMAIN_RAW, _MEM and _OBJ, as bits 1 << domain */

typedef struct domains_state {
    bool installed;
    global_policy policy;
    unsigned domains; /* which are routed */
    _Atomic uint64_t fallbacks; /* blocks from the wrapped allocators since the region is used up */
} domains_state;

/* CPython's allocators are the process's; so is this. */
extern domains_state the_domains;

/* Whether the debug hooks are in: they mark each new block. */
bool domains_are_debugged(void);

/* Wraps the allocators that are there.  After global_open, with the GIL held, once. */
void domains_install(global_policy policy, unsigned domains);

/* Blocks for C code without the GIL: from the region if it is open, else from malloc. */
void *domains_take_block(size_t size);
void domains_give_block(void *block);

#endif
