/* seen.c - pages of bits, and a hash table beside them: see seen.h. */
#include "seen.h"

#define ONES_8 UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX
#define ONES_64 ONES_8, ONES_8, ONES_8, ONES_8, ONES_8, ONES_8, ONES_8, ONES_8

uint64_t seen_full_page[SEEN_PAGE_WORDS] = {ONES_64, ONES_64, ONES_64, ONES_64,
                                            ONES_64, ONES_64, ONES_64, ONES_64};

enum { FIRST_HOLDERS = 32 }; /* tunable */

_Static_assert(SEEN_PAGE_WORDS == 8 * 64, "as many ones as there are words");

int
seen_cover(seen *s, uint64_t end)
{
    size_t length = (size_t)((end + SEEN_PAGE_BITS - 1) / SEEN_PAGE_BITS);
    if (length <= s->length) {
        return 0;
    }
    uint64_t **pages = PyMem_Realloc(s->pages, length * sizeof *pages);
    if (!pages) {
        PyErr_NoMemory();
        return -1;
    }
    for (size_t i = s->length; i < length; i++) {
        pages[i] = seen_full_page;
    }
    s->pages = pages;
    s->length = length;
    return 0;
}

int
seen_add_page(seen *s, arena_ref ref)
{
    uint64_t **page = &s->pages[ref / SEEN_PAGE_BITS];
    if (*page != seen_full_page) {
        return 0;
    }
    uint64_t *made = PyMem_Calloc(SEEN_PAGE_WORDS, sizeof *made);
    if (!made) {
        PyErr_NoMemory();
        return -1;
    }
    *page = made;
    return 1;
}

int
seen_add(seen *s, arena_ref ref)
{
    if (seen_add_page(s, ref) < 0) {
        return -1;
    }
    uint64_t *word = seen_word(s->pages[ref / SEEN_PAGE_BITS], ref);
    bool is_new = !(*word & seen_bit(ref));
    *word |= seen_bit(ref);
    return is_new;
}

/* ---- Records with parts that begin where they do ------------------------- */

static seen_holder *
find_holder(seen_holder *holders, size_t mask, arena_ref ref, const StructType *type)
{
    uint64_t h = (ref ^ (uint64_t)(uintptr_t)type >> 4) * UINT64_C(0x9E3779B97F4A7C15);
    size_t i = (size_t)(h >> 32) & mask;
    while (holders[i].type && (holders[i].ref != ref || holders[i].type != type)) {
        i = (i + 1) & mask;
    }
    return &holders[i];
}

static int
grow_holders(seen *s)
{
    size_t room = s->holders ? 2 * (s->holders_mask + 1) : FIRST_HOLDERS;
    seen_holder *grown = PyMem_Calloc(room, sizeof *grown);
    if (!grown) {
        PyErr_NoMemory();
        return -1;
    }
    for (size_t i = 0; s->holders && i <= s->holders_mask; i++) {
        seen_holder h = s->holders[i];
        if (h.type) {
            *find_holder(grown, room - 1, h.ref, h.type) = h;
        }
    }
    PyMem_Free(s->holders);
    s->holders = grown;
    s->holders_mask = room - 1;
    return 0;
}

int
seen_add_holder(seen *s, arena_ref ref, const StructType *type)
{
    if (2 * s->holders_count >= s->holders_mask && grow_holders(s) < 0) {
        return -1;
    }
    seen_holder *h = find_holder(s->holders, s->holders_mask, ref, type);
    if (h->type) {
        return 0;
    }
    *h = (seen_holder){type, ref};
    s->holders_count++;
    return 1;
}

static uint64_t
highest_holder(const seen *s)
{
    uint64_t highest = 0;
    for (size_t i = 0; s->holders && i <= s->holders_mask; i++) {
        if (s->holders[i].type && s->holders[i].ref > highest) {
            highest = s->holders[i].ref;
        }
    }
    return highest;
}

/* ---- All of them --------------------------------------------------------- */

static uint64_t
highest_bit(const seen *s)
{
    for (size_t i = s->length; i-- > 0;) {
        for (size_t j = SEEN_PAGE_WORDS; s->pages[i] != seen_full_page && j-- > 0;) {
            uint64_t word = s->pages[i][j];
            if (word) {
                return i * SEEN_PAGE_BITS + j * 64 + 63u - (unsigned)__builtin_clzll(word);
            }
        }
    }
    return 0;
}

uint64_t
seen_highest(const seen *s)
{
    uint64_t bit = highest_bit(s), holder = highest_holder(s);
    return bit > holder ? bit : holder;
}

void
seen_free(seen *s)
{
    for (size_t i = 0; i < s->length; i++) {
        if (s->pages[i] != seen_full_page) {
            PyMem_Free(s->pages[i]);
        }
    }
    PyMem_Free(s->pages);
    PyMem_Free(s->holders);
    *s = (seen){0};
}
