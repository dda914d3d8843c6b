/* reserve.c - a reserved address range as the one block of an arena. */
#include "source.h"
#include "vmem.h"

static bool
commit(void *context, void *base, size_t size)
{
    (void)context;
    return vmem_commit(base, size);
}

static void
decommit(void *context, void *base, size_t from, size_t size)
{
    (void)context;
    size_t page = vmem_page();
    size_t start = (from + page - 1) / page * page;
    if (start < size) {
        vmem_decommit((char *)base + start, size - start);
    }
}

static void
release(void *context, void *base, size_t size)
{
    (void)context;
    vmem_release(base, size);
}

arena_block
arena_block_reserve(size_t size)
{
    size_t page = vmem_page();
    size_t pages = size / page + (size % page != 0);
    arena_block block = {.commit = commit, .decommit = decommit, .release = release};
    if (pages > 0 && !__builtin_mul_overflow(pages, page, &block.size)) {
        block.base = vmem_reserve(block.size);
    }
    return block;
}
