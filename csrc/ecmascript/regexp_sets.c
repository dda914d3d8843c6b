/* regexp_sets.c - classes of the flag v: nested, with && and --, and strings.
 *
 * A level of the stack is a class that is open around the one being read: where it
 * begins, and its state, which is of these bits. */
#include <string.h>

#include "regexp_internal.h"

enum {
    SET_NEGATED = 1,
    SET_STRINGS = 2,      /* it may match more than one character, so far */
    SET_OPERAND = 4,      /* there is one */
    SET_UNION = 8,        /* several stand beside each other, or a range: no operator may come */
    SET_INTERSECTION = 16, /* &&: nothing else may come */
    SET_SUBTRACTION = 32, /* --: the same */
    SET_PENDING = 64,     /* the operator has no right side yet */
    SET_OPERATORS = SET_INTERSECTION | SET_SUBTRACTION,
};

typedef struct set {
    const uint8_t *start; /* the bracket */
    uint32_t state;
} set;

static bool
out_of_place(regexp *r)
{
    return regexp__fail(r, r->p, r->p + 1, "This character needs a backslash in a class with the flag v");
}

static bool
is_syntax_character(uint8_t byte)
{
    return byte && strchr("()[]{}/-\\|", byte);
}

/* Two of the same, which are reserved. */
static bool
is_double_punctuator(const uint8_t *p)
{
    return p[0] == p[1] && p[0] && strchr("&!#$%*+,.:;<=>?@^`~", p[0]);
}

/* A ClassSetCharacter. */
static bool
set_character(regexp *r, uint32_t *code)
{
    if (*r->p == '\\') {
        r->p++;
        if (*r->p == 'b') {
            r->p++;
            *code = '\b';
            return true;
        }
        if (*r->p && strchr("&-!#%,:;<=>@`~", *r->p)) {
            *code = *r->p++;
            return true;
        }
        return regexp__character_escape(r, true, code);
    }
    if (r->p == r->end || is_syntax_character(*r->p)) {
        return out_of_place(r);
    }
    if (is_double_punctuator(r->p)) {
        return regexp__fail(r, r->p, r->p + 2, "Two of this character are reserved in a class with the flag v");
    }
    *code = regexp__take(r);
    return true;
}

/* \q{abc|d|}; p is at the backslash.  Only characters: no strings. */
static bool
string_disjunction(regexp *r, bool *strings)
{
    const uint8_t *start = r->p;
    uint32_t code;
    size_t length = 0;
    *strings = false;
    for (r->p += 3; r->p < r->end; length++) {
        bool ends = *r->p == '}';
        if (ends || *r->p == '|') {
            *strings |= length != 1;
            length = SIZE_MAX; /* 0 behind the loop's step */
            r->p++;
        } else if (!set_character(r, &code)) {
            return false;
        }
        if (ends) {
            return true;
        }
    }
    return regexp__fail(r, start, start + 3, "'}' expected to end the strings of '\\q{'");
}

/* An operand was read: what the class is now. */
static void
add_operand(set *s, bool strings)
{
    uint32_t before = s->state & SET_STRINGS;
    if (s->state & SET_SUBTRACTION) {
        strings = before != 0;
    } else if (s->state & SET_INTERSECTION) {
        strings = strings && before;
    } else if (s->state & SET_OPERAND) {
        s->state |= SET_UNION;
        strings = strings || before;
    }
    s->state &= ~(uint32_t)(SET_STRINGS | SET_PENDING);
    s->state |= SET_OPERAND | (strings ? SET_STRINGS : 0);
}

/* A character, or a range. */
static bool
character_or_range(regexp *r, set *s)
{
    const uint8_t *start = r->p;
    uint32_t first, last;
    if (!set_character(r, &first)) {
        return false;
    }
    if (r->p[0] == '-' && r->p[1] != '-') {
        if (s->state & SET_OPERATORS) {
            return regexp__fail(r, start, r->p + 1, "A range beside '&&' or '--' needs brackets");
        }
        r->p++;
        if (!set_character(r, &last)) {
            return false;
        }
        if (first > last) {
            return regexp__fail(r, start, r->p, "The bounds of the range are out of order");
        }
        s->state |= SET_UNION;
    }
    add_operand(s, false);
    return true;
}

/* Any operand but a nested class. */
static bool
plain_operand(regexp *r, set *s)
{
    bool found = false, strings = false;
    if (r->p[0] == '\\' && r->p[1] == 'q' && r->p[2] == '{') {
        found = true;
        if (!string_disjunction(r, &strings)) {
            return false;
        }
    } else if (r->p[0] == '\\') {
        r->p++;
        if (!regexp__class_escape(r, &found, &strings)) {
            return false;
        }
        r->p -= !found;
    }
    if (!found) {
        return character_or_range(r, s);
    }
    add_operand(s, strings);
    return true;
}

/* && or --; p is at it. */
static bool
set_operator(regexp *r, set *s)
{
    uint32_t operator = *r->p == '&' ? SET_INTERSECTION : SET_SUBTRACTION;
    uint32_t others = SET_UNION | SET_PENDING | (SET_OPERATORS & ~operator);
    if (!(s->state & SET_OPERAND) || (s->state & others)) {
        return regexp__fail(r, r->p, r->p + 2, "'&&' and '--' stand between two single operands");
    }
    if (operator == SET_INTERSECTION && r->p[2] == '&') {
        return regexp__fail(r, r->p, r->p + 3, "'&' behind '&&' needs a backslash");
    }
    s->state |= operator | SET_PENDING;
    r->p += 2;
    return true;
}

/* p is at the bracket; `s` is the class from now on. */
static void
open_set(regexp *r, set *s)
{
    *s = (set){r->p++, 0};
    if (*r->p == '^') {
        s->state = SET_NEGATED;
        r->p++;
    }
}

/* p is at the bracket. */
static bool
close_set(regexp *r, const set *s)
{
    if (s->state & SET_PENDING) {
        return regexp__fail(r, r->p, r->p + 1, "An operand of '&&' or '--' expected");
    }
    r->p++;
    if ((s->state & SET_NEGATED) && (s->state & SET_STRINGS)) {
        return regexp__fail(r, s->start, r->p, "A class that may match strings has no complement");
    }
    return true;
}

/* One thing of the class; *closed: the bracket that ends it. */
static bool
set_item(regexp *r, set *s, bool *closed)
{
    const uint8_t *p = r->p;
    *closed = *p == ']';
    if (*closed) {
        return close_set(r, s);
    }
    if ((p[0] == '&' || p[0] == '-') && p[0] == p[1]) {
        return set_operator(r, s);
    }
    if ((s->state & SET_OPERATORS) && !(s->state & SET_PENDING)) {
        return regexp__fail(r, p, p + 1, "Operands of '&&' or '--' stand with no others beside them");
    }
    if (*p != '[') {
        return plain_operand(r, s);
    }
    scratch_push(&r->levels, regexp__offset(r, s->start));
    scratch_push(&r->levels, s->state);
    open_set(r, s);
    return !r->levels.failed;
}

bool
regexp__class_of_sets(regexp *r)
{
    size_t mark = scratch_mark(&r->levels);
    set s;
    bool closed;
    open_set(r, &s);
    while (r->p < r->end) {
        if (!set_item(r, &s, &closed)) {
            return false;
        }
        if (closed && scratch_count(&r->levels, mark) == 0) {
            return true;
        }
        if (closed) {
            bool strings = s.state & SET_STRINGS;
            uint32_t state = *--r->levels.top;
            s = (set){r->start + *--r->levels.top, state};
            add_operand(&s, strings);
        }
    }
    return regexp__fail(r, s.start, s.start + 1, "The class is not closed");
}
