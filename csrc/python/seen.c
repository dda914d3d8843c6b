/* seen.c - pages of bits: see seen.h. */
#include "seen.h"

#define ONES_8 UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX
#define ONES_64 ONES_8, ONES_8, ONES_8, ONES_8, ONES_8, ONES_8, ONES_8, ONES_8

uint64_t seen_full_page[SEEN_PAGE_WORDS] = {ONES_64, ONES_64, ONES_64, ONES_64,
                                            ONES_64, ONES_64, ONES_64, ONES_64};

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

uint64_t
seen_highest(const seen *s)
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

void
seen_free(seen *s)
{
    for (size_t i = 0; i < s->length; i++) {
        if (s->pages[i] != seen_full_page) {
            PyMem_Free(s->pages[i]);
        }
    }
    PyMem_Free(s->pages);
    *s = (seen){0};
}
