/* names.c - conflicts among names: few are compared with each other, many go through
 * a table. */
#include "names.h"

#include <stdlib.h>
#include <string.h>

enum {
    FEW = 12,            /* 66 comparisons take as long as to clear a table */
    PROBES = 32,         /* in a half-full table nobody needs so many by chance */
    LOOKS_PER_BYTE = 8,  /* a name is two bytes or more, and passes out of a few blocks */
};

#define KINDS(item) ((uint32_t)((item) & 0xffff))

void
names_init(names *n, bool typescript, const void *source, uint32_t source_length)
{
    *n = (names){.budget = (uint64_t)LOOKS_PER_BYTE * source_length};
    /* Where the source lies is known to nobody who writes names. */
    n->seed = (uint64_t)(uintptr_t)source * UINT64_C(0x9E3779B97F4A7C15);
    for (early_kind kind = 0; kind < EARLY_KINDS; kind++) {
        n->excluded[kind] = early_excluded_by(typescript, kind);
    }
    n->excluded[EARLY_VAR] = early_excluded_by_variable(typescript);
    n->excluded[EARLY_PARAMETER] = EARLY_BIT(PARAMETER);
}

void
names_free(names *n)
{
    free(n->items);
    free(n->slots);
}

bool
names__grow(names *n)
{
    uint32_t capacity = n->capacity ? n->capacity * 2 : 256;
    uint64_t *items = capacity > n->capacity ? realloc(n->items, capacity * sizeof *items) : NULL;
    if (items == NULL) {
        n->failed = true;
        return false;
    }
    n->items = items;
    n->capacity = capacity;
    return true;
}

/* ---- Two names ---------------------------------------------------------- */

static inline bool
same_name(uint64_t one, uint64_t other)
{
    return (one ^ other) <= 0xffff;
}

static inline bool
excludes(const names *n, uint64_t later, uint32_t kinds)
{
    uint32_t kind = (uint32_t)__builtin_ctz(KINDS(later));
    return kind < EARLY_KINDS ? (n->excluded[kind] & kinds) != 0 : kind == NAME_EXPORTED;
}

static bool
few_conflict(const names *n, const uint64_t *items, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        for (uint32_t k = 0; k < i; k++) {
            if (same_name(items[i], items[k]) && excludes(n, items[i], KINDS(items[k]))) {
                return true;
            }
        }
    }
    return false;
}

/* ---- Many names --------------------------------------------------------- */

/* An empty table of at least twice as many slots; their number's logarithm, or 0 when
 * there is no memory. */
static unsigned
clear_table(names *n, uint32_t count)
{
    unsigned bits = 33u - (unsigned)__builtin_clz(count | 1);
    size_t size = (size_t)1 << bits;
    if (size > n->room) {
        free(n->slots);
        n->slots = malloc(size * sizeof *n->slots);
        n->room = n->slots != NULL ? size : 0;
    }
    if (n->slots == NULL) {
        n->failed = true;
        return 0;
    }
    memset(n->slots, 0, size * sizeof *n->slots);
    return bits;
}

/* The slot of the name, or the free one for it; NULL if it is too far. */
static inline uint64_t *
find_slot(const names *n, unsigned bits, uint64_t item)
{
    size_t mask = ((size_t)1 << bits) - 1, at = (size_t)(item >> (64 - bits));
    for (unsigned i = 0; i < PROBES; i++, at = (at + 1) & mask) {
        uint64_t *slot = &n->slots[at];
        if (*slot == 0 || same_name(*slot, item)) {
            return slot;
        }
    }
    return NULL;
}

static inline bool
must_be_declared(uint64_t item)
{
    return KINDS(item) == 1u << NAME_EXPORTED_LOCAL;
}

/* Puts the names into the table; false if there is a conflict, or no way to know. */
static bool
put_all(names *n, unsigned bits, const uint64_t *items, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (must_be_declared(items[i])) {
            continue;
        }
        uint64_t *slot = find_slot(n, bits, items[i]);
        if (slot == NULL || (*slot != 0 && excludes(n, items[i], KINDS(*slot)))) {
            return false;
        }
        *slot |= items[i];
    }
    return true;
}

/* Names that pass out of block after block are looked at in each. */
static bool
may_work(names *n, uint32_t count)
{
    if (count > n->budget) {
        return false;
    }
    n->budget -= count;
    return true;
}

static bool
are_distinct(names *n, uint32_t mark)
{
    uint32_t count = n->count - mark;
    if (count < 2) {
        return true;
    }
    const uint64_t *items = n->items + mark;
    if (count <= FEW) {
        return !few_conflict(n, items, count);
    }
    unsigned bits = clear_table(n, count);
    return bits != 0 && put_all(n, bits, items, count);
}

/* ---- Ends --------------------------------------------------------------- */

bool
names_end_block(names *n, uint32_t mark)
{
    if (!may_work(n, n->count - mark) || !are_distinct(n, mark)) {
        return false;
    }
    uint32_t kept = mark;
    for (uint32_t i = mark; i < n->count; i++) {
        n->items[kept] = n->items[i];
        kept += (KINDS(n->items[i]) & EARLY_BIT(VAR)) != 0;
    }
    n->count = kept;
    return true;
}

static void
make_variables_of_functions(names *n, uint32_t mark)
{
    for (uint32_t i = mark; i < n->count; i++) {
        uint64_t function = n->items[i] & EARLY_BIT(FUNCTION);
        n->items[i] ^= function | (function >> EARLY_FUNCTION);
    }
}
_Static_assert(EARLY_VAR == 0, "which makes it a shift");

bool
names_end_function(names *n, uint32_t mark, bool functions_vary)
{
    if (functions_vary) {
        make_variables_of_functions(n, mark);
    }
    bool good = are_distinct(n, mark);
    n->count = mark;
    return good;
}

static bool
are_declared(const names *n, unsigned bits)
{
    for (uint32_t i = 0; i < n->count; i++) {
        if (must_be_declared(n->items[i])) {
            const uint64_t *slot = find_slot(n, bits, n->items[i]);
            if (slot == NULL || *slot == 0) {
                return false;
            }
        }
    }
    return true;
}

static bool
exports_locals(const names *n)
{
    for (uint32_t i = 0; i < n->count; i++) {
        if (must_be_declared(n->items[i])) {
            return true;
        }
    }
    return false;
}

bool
names_end_program(names *n, bool functions_vary)
{
    if (functions_vary) {
        make_variables_of_functions(n, 0);
    }
    if (!exports_locals(n)) {
        return are_distinct(n, 0);
    }
    unsigned bits = clear_table(n, n->count);
    return bits != 0 && put_all(n, bits, n->items, n->count) && are_declared(n, bits);
}

/* ---- Private names ------------------------------------------------------ */

static bool
put_members(names *n, unsigned bits, uint32_t mark)
{
    for (uint32_t i = mark; i < n->count; i++) {
        uint64_t item = n->items[i];
        if (KINDS(item) & PRIVATE_USE) {
            continue;
        }
        uint64_t *slot = find_slot(n, bits, item);
        if (slot == NULL || (*slot != 0 && !early_is_accessor_pair(KINDS(*slot), KINDS(item)))) {
            return false;
        }
        *slot |= item;
    }
    return true;
}

bool
names_end_class(names *n, uint32_t mark)
{
    uint32_t count = n->count - mark;
    unsigned bits = may_work(n, count) ? clear_table(n, count) : 0;
    if (bits == 0 || !put_members(n, bits, mark)) {
        return false;
    }
    uint32_t kept = mark;
    for (uint32_t i = mark; i < n->count; i++) {
        const uint64_t *slot = find_slot(n, bits, n->items[i]);
        if (slot == NULL) {
            return false;
        }
        n->items[kept] = n->items[i];
        kept += (KINDS(n->items[i]) & PRIVATE_USE) && *slot == 0;
    }
    n->count = kept;
    return true;
}
