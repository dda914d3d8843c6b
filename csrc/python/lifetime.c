/* lifetime.c - which views are good, and what a scope forbids.
 *
 * The arena counts epochs.  A view remembers the epoch in which it was last
 * found good; while that is the arena's, it is good: one comparison.  A rewind
 * to mark m starts epoch e and is remembered as (e, m).  A view of epoch v is
 * dead if some rewind with e > v had m at or below it.  Of two rewinds the
 * later one with the lower mark says all that the earlier one did, so the
 * history is kept with rising marks, and the first entry younger than the view
 * decides:
 *
 *     history   (3, 100) (7, 480) (9, 512)
 *     a view of epoch 5 at 490: first entry with e > 5 is (7, 480): dead
 *     a view of epoch 8 at 490: (9, 512): alive, takes the arena's epoch
 *
 * Each entry is above the one before by at least one byte that stayed
 * allocated, so the history is never larger than twice the arena; with no view
 * alive there is nothing to remember, and it is emptied.
 *
 * Rejected: a list of all views (two pointers more in each handle), and a
 * generation number a record (memory in the arena, and none for texts). */
#include "core.h"

/* With no view alive epochs start again, but not before half of them are used
 * up: an operation that asks whether Python code rewound the arena meanwhile
 * compares epochs too. */
#define FIRST_HALF (UINT32_MAX / 2)

/* The first entry whose epoch is above `epoch`; history_length if none. */
static size_t
first_younger(const Bump *b, uint32_t epoch)
{
    size_t low = 0, high = b->history_length;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (b->history[middle].epoch > epoch) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

bool
lifetime_refresh(Bump *b, uint64_t position, uint32_t *epoch)
{
    if (b->epoch == 0) {
        return false;
    }
    if (*epoch == b->epoch) {
        return true;
    }
    size_t i = first_younger(b, *epoch);
    if (i < b->history_length && b->history[i].mark <= position) {
        return false;
    }
    *epoch = b->epoch;
    return true;
}

int
lifetime_prepare(Bump *b)
{
    if (b->views == 0) {
        return 0;
    }
    if (b->epoch == UINT32_MAX) {
        PyErr_SetString(PyExc_OverflowError,
                        "Bump was rewound 2**31 times while handles into it were kept: "
                        "drop them all once, or use another Bump");
        return -1;
    }
    if (b->history_length < b->history_room) {
        return 0;
    }
    rewind_entry *grown = array_grow(b->history, &b->history_room, 8, sizeof *grown);
    if (!grown) {
        return -1;
    }
    b->history = grown;
    return 0;
}

void
lifetime_advance(Bump *b, arena_mark from)
{
    if (UNLIKELY(b->tables != NULL)) {
        typed_cut(b, from);
    }
    if (b->views == 0) {
        b->history_length = 0;
        b->epoch = b->epoch < FIRST_HALF ? b->epoch + 1 : 1;
        return;
    }
    while (b->history_length && b->history[b->history_length - 1].mark >= from) {
        b->history_length--;
    }
    b->epoch++;
    b->history[b->history_length++] = (rewind_entry){b->epoch, from};
}

/* What was wasted above the mark is free now, and so is counted no more. */
static void
drop_marks_above(Bump *b, arena_mark mark)
{
    while (b->marks_length && b->marks[b->marks_length - 1].mark > mark) {
        b->marks_length--;
    }
    for (size_t i = b->marks_length; i > 0 && b->marks[i - 1].mark == mark; i--) {
        b->marks[i - 1].wasted = 0;
    }
    b->wasted = mark ? b->wasted : 0;
}

int
lifetime_rewind(Bump *b, arena_mark mark)
{
    if (lifetime_check_pins(b, mark, "rewind") < 0 || lifetime_prepare(b) < 0) {
        return -1;
    }
    if (arena_rewind(&b->arena, mark) != ARENA_OK) {
        PyErr_SetString(PyExc_ValueError, "the mark is not a position of this arena");
        return -1;
    }
    drop_marks_above(b, mark);
    lifetime_advance(b, mark);
    held_release_above(b, mark);
    return 0;
}

int
lifetime_reset(Bump *b, uint64_t keep)
{
    if (lifetime_check_pins(b, 0, "reset the arena") < 0 || lifetime_prepare(b) < 0) {
        return -1;
    }
    arena_reset(&b->arena, keep);
    bump_empty_symbols(b);
    drop_marks_above(b, 0);
    lifetime_advance(b, 0);
    held_release_above(b, 0);
    return 0;
}

int
lifetime_before(Bump *b, arena_mark mark, const char *what)
{
    if (b->cleaning && mark < b->floor) {
        PyErr_Format(PyExc_RuntimeError, "cannot %s: the arena is being freed already", what);
        return -1;
    }
    return lifetime_check_pins(b, mark, what);
}

int
lifetime_after(PyObject *error, int result)
{
    if (!error) {
        return result;
    }
    if (result < 0) {
        PyErr_Clear(); /* the memory stays; the callbacks have run, and are the first to know */
    }
    compat_give_exception(error);
    return -1;
}

void
lifetime_end(Bump *b)
{
    b->epoch = 0;
    b->history_length = b->marks_length = 0;
}

/* ---- Marks -------------------------------------------------------------- */

int
lifetime_add_mark(Bump *b, arena_mark mark)
{
    if (b->marks_length == b->marks_room) {
        live_mark *grown = array_grow(b->marks, &b->marks_room, 8, sizeof *grown);
        if (!grown) {
            return -1;
        }
        b->marks = grown;
    }
    b->marks[b->marks_length++] = (live_mark){mark, 0};
    return 0;
}

/* Of the marks at or below a position, the highest, behind its index; 0: none. */
static size_t
marks_up_to(const Bump *b, uint64_t position)
{
    size_t i = b->marks_length;
    while (i > 0 && b->marks[i - 1].mark > position) {
        i--;
    }
    return i;
}

void
lifetime_drop_mark(Bump *b, arena_mark mark)
{
    size_t i = marks_up_to(b, mark);
    if (i > 0 && b->marks[i - 1].mark == mark) {
        *(i > 1 ? &b->marks[i - 2].wasted : &b->wasted) += b->marks[i - 1].wasted;
        memmove(&b->marks[i - 1], &b->marks[i], (b->marks_length - i) * sizeof *b->marks);
        b->marks_length--;
    }
}

void
bump_waste(Bump *b, uint64_t position, uint64_t bytes)
{
    size_t i = marks_up_to(b, position);
    *(i ? &b->marks[i - 1].wasted : &b->wasted) += bytes;
}

bool
lifetime_outlives(const Bump *b, uint64_t holder, uint64_t target)
{
    size_t i = marks_up_to(b, target);
    return i == 0 || b->marks[i - 1].mark <= holder;
}

int
check_reference(Bump *b, uint64_t holder, Bump *other, uint64_t target, place where)
{
    if (UNLIKELY(other != b)) {
        place_raise(b->state->lifetime_error, where,
                    "the value lives in another arena; copy it into this one");
        return -1;
    }
    if (LIKELY(target < holder || b->marks_length == 0) || lifetime_outlives(b, holder, target)) {
        return 0;
    }
    place_raise(b->state->lifetime_error, where,
                "the value was allocated in a scope that ends before what would refer to it; "
                "allocate it outside of the scope");
    return -1;
}

int
check_copy(Bump *b, uint64_t holder, uint64_t target, place where)
{
    if (LIKELY(b->marks_length == 0) || lifetime_outlives(b, holder, target)) {
        return 0;
    }
    place_raise(b->state->lifetime_error, where,
                "a copy of the value would be allocated in a scope that ends before what "
                "refers to it; do it outside of the scope");
    return -1;
}

/* ---- Pins --------------------------------------------------------------- */

void
lifetime_pin(Bump *b, pin *p, uint64_t start, uint64_t end)
{
    p->start = start;
    p->end = end;
    p->next = &b->pins;
    p->previous = b->pins.previous;
    p->previous->next = p;
    b->pins.previous = p;
    b->pin_count++;
}

void
lifetime_unpin(Bump *b, pin *p)
{
    p->previous->next = p->next;
    p->next->previous = p->previous;
    b->pin_count--;
}

size_t
lifetime_count_pins_in(const Bump *b, uint64_t start, uint64_t end)
{
    size_t count = 0;
    for (const pin *p = b->pins.next; p != &b->pins; p = p->next) {
        count += p->end > start && p->start < end;
    }
    return count;
}

bool
lifetime_is_pinned_in(const Bump *b, uint64_t start, uint64_t end)
{
    return lifetime_count_pins_in(b, start, end) != 0;
}

int
lifetime_check_pins_in(Bump *b, uint64_t start, uint64_t end, const char *what)
{
    if (LIKELY(!lifetime_is_pinned_in(b, start, end))) {
        return 0;
    }
    bool one = b->pin_count == 1;
    PyErr_Format(PyExc_BufferError,
                 "cannot %s: %zu exported buffer%s (memoryview, NumPy array) still "
                 "use%s the arena's memory; release %s first",
                 what, b->pin_count, one ? "" : "s", one ? "s" : "", one ? "it" : "them");
    return -1;
}

int
lifetime_check_pins(Bump *b, arena_mark mark, const char *what)
{
    return lifetime_check_pins_in(b, mark, UINT64_MAX, what);
}
