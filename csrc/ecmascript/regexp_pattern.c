/* regexp_pattern.c - alternatives, groups, assertions, quantifiers.
 *
 * A level of the stack is a group that is open: where it begins, and where the
 * alternative begins that is being read.  The pattern itself is the first. */
#include "regexp_internal.h"

enum { LEVEL_GROUP, LEVEL_ALTERNATIVE, LEVEL_WORDS };

static uint32_t *
level(const regexp *r, size_t index)
{
    return r->levels.bottom + index * LEVEL_WORDS;
}

static size_t
depth(const regexp *r)
{
    return scratch_mark(&r->levels) / LEVEL_WORDS;
}

/* The group at `group` takes up the text up to p from now on. */
static bool
open_level(regexp *r, const uint8_t *group)
{
    scratch_push(&r->levels, regexp__offset(r, group));
    scratch_push(&r->levels, regexp__offset(r, r->p));
    return !r->levels.failed;
}

/* Of two groups in the same alternative of the innermost group around both, both
 * may match; in different ones, at most one.  The innermost group around one that
 * was read before is the last open one that begins before it. */
bool
regexp__may_both_match(const regexp *r, uint32_t group)
{
    size_t low = 0, high = depth(r); /* low: the pattern begins before each group */
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (level(r, middle)[LEVEL_GROUP] < group) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return group >= level(r, low)[LEVEL_ALTERNATIVE];
}

/* ---- Quantifiers ----------------------------------------------------------- */

/* A quantifier in braces: `{`, digits, and maybe a comma and digits, `}`. */
typedef struct bounds {
    const uint8_t *low, *low_end, *high, *high_end; /* high NULL: there is no limit */
    const uint8_t *end;                             /* NULL: these are no bounds */
} bounds;

static const uint8_t *
skip_digits(const uint8_t *p)
{
    while (regexp__is_digit(*p)) {
        p++;
    }
    return p;
}

static bounds
read_bounds(const uint8_t *p)
{
    bounds b = {.low = p + 1, .low_end = skip_digits(p + 1)};
    const uint8_t *q = b.low_end;
    if (q == b.low) {
        return b;
    }
    if (*q == ',') {
        const uint8_t *digits = q + 1;
        q = skip_digits(digits);
        b.high = q == digits ? NULL : digits;
        b.high_end = q;
    }
    b.end = *q == '}' ? q + 1 : NULL;
    return b;
}

/* Numbers of any size: by the count of digits, then digit by digit. */
static bool
out_of_order(const bounds *b)
{
    const uint8_t *low = b->low, *high = b->high;
    if (!high) {
        return false;
    }
    while (low < b->low_end && *low == '0') {
        low++;
    }
    while (high < b->high_end && *high == '0') {
        high++;
    }
    ptrdiff_t more = (b->low_end - low) - (b->high_end - high);
    for (; more == 0 && low < b->low_end; low++, high++) {
        more = *low - *high;
    }
    return more > 0;
}

/* What may stand behind an atom. */
static bool
quantifier(regexp *r)
{
    if (*r->p == '*' || *r->p == '+' || *r->p == '?') {
        r->p++;
    } else if (*r->p == '{') {
        bounds b = read_bounds(r->p);
        if (!b.end) {
            return true; /* a literal brace, or an error by itself */
        }
        if (out_of_order(&b)) {
            return regexp__fail(r, r->p, b.end, "The bounds of the quantifier are out of order");
        }
        r->p = b.end;
    } else {
        return true;
    }
    r->p += *r->p == '?';
    return true;
}

static bool
nothing_to_repeat(regexp *r, const uint8_t *end)
{
    return regexp__fail(r, r->p, end, "The quantifier has nothing to repeat");
}

/* A brace behind no atom: literal in Annex B, unless it is a quantifier. */
static bool
brace(regexp *r, bool *atom)
{
    const uint8_t *end = read_bounds(r->p).end;
    if (end) {
        return nothing_to_repeat(r, end);
    }
    if (r->unicode) {
        return regexp__fail(r, r->p, r->p + 1, "The quantifier is not complete");
    }
    r->p++;
    *atom = true;
    return true;
}

/* ---- Groups ---------------------------------------------------------------- */

/* i, m and s at p, each once in `seen`; false if one comes twice. */
static bool
read_modifiers(regexp *r, unsigned *seen)
{
    for (;; r->p++) {
        unsigned bit = *r->p == 'i' ? 1 : *r->p == 'm' ? 2 : *r->p == 's' ? 4 : 0;
        if (bit == 0) {
            return true;
        }
        if (*seen & bit) {
            return false;
        }
        *seen |= bit;
    }
}

/* `ims-ims:`; p is behind `(?`. */
static bool
modifiers(regexp *r)
{
    const uint8_t *first = r->p;
    unsigned seen = 0;
    bool once = read_modifiers(r, &seen);
    bool removes = once && *r->p == '-';
    if (removes) {
        r->p++;
        once = read_modifiers(r, &seen);
    }
    if (!once) {
        return regexp__fail(r, r->p, r->p + 1, "A modifier may stand once in a group");
    }
    if (*r->p != ':' || r->p == first) {
        return regexp__fail(r, first - 2, r->p, "No kind of group begins like this");
    }
    if (removes && seen == 0) {
        return regexp__fail(r, first, r->p, "Modifiers expected before or behind '-'");
    }
    r->p++;
    return true;
}

/* p is behind `(?`, which begins at `group`. */
static bool
special_group(regexp *r, const uint8_t *group)
{
    if (*r->p == ':' || *r->p == '=' || *r->p == '!') {
        r->p++;
        return true;
    }
    if (*r->p != '<') {
        return modifiers(r);
    }
    r->p++;
    if (*r->p == '=' || *r->p == '!') {
        r->p++;
        return true;
    }
    r->groups++;
    return regexp__declare_name(r, group);
}

static bool
open_group(regexp *r)
{
    const uint8_t *group = r->p++;
    if (*r->p == '?') {
        r->p++;
        if (!special_group(r, group)) {
            return false;
        }
    } else {
        r->groups++;
    }
    return open_level(r, group);
}

/* Of assertions, Annex B lets lookaheads be repeated. */
static bool
is_atom(const regexp *r, const uint8_t *group)
{
    if (group[1] != '?') {
        return true;
    }
    if (group[2] == '=' || group[2] == '!') {
        return !r->unicode;
    }
    return group[2] != '<' || (group[3] != '=' && group[3] != '!');
}

static bool
close_group(regexp *r, bool *atom)
{
    if (depth(r) == 1) {
        return regexp__fail(r, r->p, r->p + 1, "')' closes no group");
    }
    r->p++;
    *atom = is_atom(r, r->start + level(r, depth(r) - 1)[LEVEL_GROUP]);
    scratch_rewind(&r->levels, scratch_mark(&r->levels) - LEVEL_WORDS);
    return true;
}

/* ---- Terms ----------------------------------------------------------------- */

/* A reference with u or v: the largest has to be a group's. */
static bool
decimal_escape(regexp *r)
{
    const uint8_t *start = r->p - 1;
    uint64_t number = 0;
    for (; regexp__is_digit(*r->p); r->p++) {
        number = number * 10 + (uint64_t)(*r->p - '0');
        number = number < UINT32_MAX ? number : UINT32_MAX; /* more than there can be */
    }
    if (number > r->reference) {
        r->reference = number;
        r->reference_start = start;
        r->reference_end = r->p;
    }
    return true;
}

static bool
atom_escape(regexp *r, bool *atom)
{
    uint32_t code;
    bool found, strings;
    uint8_t escaped = *++r->p;
    *atom = true;
    if (escaped == 'b' || escaped == 'B') {
        r->p++;
        *atom = false;
        return true;
    }
    if (escaped == 'k') {
        r->p++;
        return regexp__name_reference(r);
    }
    /* In Annex B a number that no group has is an octal escape or itself, and what
     * is left of its digits are characters: whatever it is, it is right. */
    if (r->unicode && escaped >= '1' && escaped <= '9') {
        return decimal_escape(r);
    }
    return regexp__class_escape(r, &found, &strings)
           && (found || regexp__character_escape(r, false, &code));
}

/* One thing of an alternative; *atom: it can be repeated. */
static bool
term(regexp *r, bool *atom)
{
    *atom = false;
    switch (*r->p) {
    case '(': return open_group(r);
    case ')': return close_group(r, atom);
    case '\\': return atom_escape(r, atom);
    case '{': return brace(r, atom);
    case '*': case '+': case '?': return nothing_to_repeat(r, r->p + 1);
    case '[':
        *atom = true;
        return r->sets ? regexp__class_of_sets(r) : regexp__class(r);
    case '|':
        r->p++;
        level(r, depth(r) - 1)[LEVEL_ALTERNATIVE] = regexp__offset(r, r->p);
        return true;
    case '^': case '$':
        r->p++;
        return true;
    case ']': case '}':
        if (r->unicode) {
            return regexp__fail(r, r->p, r->p + 1, "A bracket that closes nothing needs a backslash");
        }
        break;
    default:
        break;
    }
    *atom = true;
    regexp__take(r);
    return true;
}

bool
regexp__pattern(regexp *r)
{
    bool atom;
    if (!open_level(r, r->start)) {
        return false;
    }
    while (r->p < r->end) {
        if (!term(r, &atom) || (atom && !quantifier(r))) {
            return false;
        }
    }
    if (depth(r) > 1) {
        const uint8_t *group = r->start + level(r, depth(r) - 1)[LEVEL_GROUP];
        return regexp__fail(r, group, group + 1, "The group is not closed");
    }
    return true;
}
