/* regexp_internal.h - between the files of the regular expression validator.
 *
 * Each function is entered with `p` where it says and leaves it behind what it
 * read.  It answers false when it has failed; then the error is set, unless it is
 * memory that lacks.  Whoever looks ahead needs no test of the end: the slash there
 * is part of nothing but `\/`. */
#ifndef ARENITE_REGEXP_INTERNAL_H
#define ARENITE_REGEXP_INTERNAL_H

#include "escape.h"
#include "regexp.h"
#include "scratch.h"
#include "utf8.h"

#define REGEXP_NONE UINT32_MAX

typedef struct regexp {
    const uint8_t *p;
    const uint8_t *start, *end; /* of the pattern; *end == '/' */
    bool unicode;               /* u or v */
    bool sets;                  /* v */

    const char *message; /* the error; NULL: none */
    const uint8_t *error_start, *error_end;

    uint64_t groups;                /* capturing ones, so far */
    uint64_t reference;             /* the largest \1 with u or v, */
    const uint8_t *reference_start; /* and where it stands */
    const uint8_t *reference_end;

    /* A \k that names nothing, in Annex B: an error if there is a named group. */
    const uint8_t *loose_k;

    scratch levels; /* groups, and inside a class of v classes, that are open */
    scratch names;  /* regexp_names.c */
    uint32_t root, pending;
} regexp;

static inline bool
regexp__fail(regexp *r, const uint8_t *start, const uint8_t *end, const char *message)
{
    r->message = message;
    r->error_start = start;
    r->error_end = end < r->end ? end : r->end;
    return false;
}

static inline uint32_t
regexp__offset(const regexp *r, const uint8_t *p)
{
    return (uint32_t)(p - r->start);
}

/* The code point at p, which the source has as valid UTF-8; p goes behind it. */
static inline uint32_t
regexp__take(regexp *r)
{
    utf8_code c = utf8_decode(r->p);
    r->p += c.length;
    return c.code;
}

static inline bool
regexp__is_digit(uint8_t byte)
{
    return byte >= '0' && byte <= '9';
}

static inline bool
regexp__is_letter(uint8_t byte)
{
    return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
}

/* ---- regexp_escape.c ------------------------------------------------------- */

/* A CharacterEscape; p is behind the backslash.  Without u and v whatever is no
 * other escape stands for itself; \c without a letter is a backslash that escapes
 * nothing, and p stays. */
bool regexp__character_escape(regexp *r, bool in_class, uint32_t *code);
/* A CharacterClassEscape (\d, \p{...}); p is behind the backslash.  *found: it is
 * one; else nothing was read.  *strings: it may match more than one character. */
bool regexp__class_escape(regexp *r, bool *found, bool *strings);
/* A RegExpUnicodeEscapeSequence[+UnicodeMode], in which two halves of a surrogate
 * pair are one code point; p is at the u. */
escape regexp__read_unicode(const uint8_t *p);

/* ---- regexp_class.c, regexp_sets.c ----------------------------------------- */

/* p is at the bracket. */
bool regexp__class(regexp *r);
bool regexp__class_of_sets(regexp *r); /* v */

/* ---- regexp_names.c -------------------------------------------------------- */

/* The group that opens at `group` has this name; p is behind `(?<`. */
bool regexp__declare_name(regexp *r, const uint8_t *group);
/* A \k: p is behind the k. */
bool regexp__name_reference(regexp *r);
/* At the end: every \k<n> names a group. */
bool regexp__check_references(regexp *r);

/* Could that group, which stands before p, take part in a match of which what
 * stands at p is a part?  In regexp_pattern.c, which keeps the levels. */
bool regexp__may_both_match(const regexp *r, uint32_t group);

/* ---- regexp_pattern.c ------------------------------------------------------ */

bool regexp__pattern(regexp *r);

#endif
