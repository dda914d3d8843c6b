/* regexp_class.c - classes without nesting: no flag, or u.
 *
 * Without a flag a pattern is a sequence of UTF-16 units, and so is a class: an
 * astral character is two atoms there, and [a-😀-z] two ranges, of which both
 * have a half for one end. */
#include "regexp_internal.h"

typedef struct class_atom {
    uint32_t first, last; /* code points, or units without u; the same, unless astral */
    const uint8_t *start;
    bool is_class; /* \d and the like */
} class_atom;

/* An escape; p is at the backslash. */
static bool
escaped_atom(regexp *r, class_atom *atom, uint32_t *code)
{
    bool strings;
    r->p++;
    if (!regexp__class_escape(r, &atom->is_class, &strings)) {
        return false;
    }
    if (atom->is_class) {
        return true;
    }
    if (*r->p == 'b' || (*r->p == '-' && r->unicode)) {
        *code = *r->p++ == 'b' ? '\b' : '-';
        return true;
    }
    return regexp__character_escape(r, true, code);
}

static bool
read_atom(regexp *r, class_atom *atom)
{
    uint32_t code = 0;
    *atom = (class_atom){.start = r->p};
    if (*r->p != '\\') {
        code = regexp__take(r);
    } else if (!escaped_atom(r, atom, &code)) {
        return false;
    }
    atom->first = atom->last = code;
    if (!r->unicode && code > 0xffff) {
        atom->first = 0xd800 + ((code - 0x10000) >> 10);
        atom->last = 0xdc00 + (code & 0x3ff);
    }
    return true;
}

/* A range is an error if its ends are out of order, or if one is a class; that,
 * Annex B takes for three atoms. */
static bool
check_range(regexp *r, const class_atom *left, const class_atom *right)
{
    if (left->is_class || right->is_class) {
        return !r->unicode
               || regexp__fail(r, left->start, r->p, "A class of characters cannot bound a range");
    }
    return left->last <= right->first
           || regexp__fail(r, left->start, r->p, "The bounds of the range are out of order");
}

bool
regexp__class(regexp *r)
{
    const uint8_t *open = r->p++;
    class_atom left, right;
    r->p += *r->p == '^';
    while (r->p < r->end && *r->p != ']') {
        if (!read_atom(r, &left)) {
            return false;
        }
        while (r->p[0] == '-' && r->p[1] != ']' && r->p + 1 < r->end) {
            r->p++;
            if (!read_atom(r, &right) || !check_range(r, &left, &right)) {
                return false;
            }
            if (right.first == right.last) {
                break;
            }
            left = right; /* its second half may begin a range of its own */
        }
    }
    if (r->p >= r->end) {
        return regexp__fail(r, open, open + 1, "The class is not closed");
    }
    r->p++;
    return true;
}
