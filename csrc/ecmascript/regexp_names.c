/* regexp_names.c - names of groups.
 *
 * The names lie in a crit-bit tree: each node knows the first bit in which the
 * names below it differ, with those that have it clear on one side and the others on
 * the other.  Finding a name takes the time of reading it, whatever the others are;
 * a hash would need a seed that nobody knows to promise that.  (D. J. Bernstein,
 * "Crit-bit trees".)  A name is a sequence of code points, escapes replaced, that
 * ends in zeros.  The tree lies on the scratch stack `names`:
 *
 *     leaf   the offset of the last group with that name
 *     node   code point, bit in it, any leaf below, link for 0, link for 1
 *
 * and so does the list of references to names that had not been there:
 *
 *     reference   offset of the name, link to the one before
 *
 * A name may stand twice if not both groups can take part in one match.  It is
 * enough to ask that of each group and the last one before it: if two conflict, the
 * innermost alternative around both holds all groups between them, and of these two
 * neighbours stand in different terms of it. */
#include "regexp_internal.h"
#include "unicode_id.h"

enum { NODE_INDEX, NODE_BIT, NODE_ANY, NODE_LINKS, NODE_WORDS = NODE_LINKS + 2 };
enum { LINK_LEAF = 1 };                /* a link is twice the place on the stack, and this */
enum { MOST_WORDS = INT32_MAX - 8 };   /* so that a link has 32 bits */
enum { REFERENCE_NAME, REFERENCE_NEXT, REFERENCE_WORDS };
enum { GROUP_PREFIX = 3 };             /* "(?<" */

static uint32_t *
words_at(const regexp *r, uint32_t place)
{
    return r->names.bottom + place;
}

/* Where they are on the stack; REGEXP_NONE without memory. */
static uint32_t
push(regexp *r, const uint32_t *words, size_t count)
{
    size_t place = scratch_mark(&r->names);
    if (place > MOST_WORDS) {
        return REGEXP_NONE;
    }
    for (size_t i = 0; i < count; i++) {
        scratch_push(&r->names, words[i]);
    }
    return r->names.failed ? REGEXP_NONE : (uint32_t)place;
}

/* ---- Reading names --------------------------------------------------------- */

/* A code point of a name, or UTF8_INVALID; p goes behind it. */
static uint32_t
take_code(const uint8_t **p, bool first)
{
    utf8_code c = utf8_decode(*p);
    const uint8_t *end = *p + c.length;
    if (**p == '\\') {
        escape e = regexp__read_unicode(*p + 1);
        end = e.end;
        c.code = e.kind == ESCAPE_CODE ? e.code : UTF8_INVALID;
    }
    if (!(first ? unicode_id_start(c.code) : unicode_id_continue(c.code))) {
        return UTF8_INVALID;
    }
    *p = end;
    return c.code;
}

/* Behind the `>` of the GroupName of which p is behind the `<`.  If it is none, NULL;
 * *wrong is where it ceases to be one. */
static const uint8_t *
name_end(const uint8_t *p, const uint8_t **wrong)
{
    for (bool first = true; *p != '>' || first; first = false) {
        if (take_code(&p, first) == UTF8_INVALID) {
            *wrong = p;
            return NULL;
        }
    }
    return p + 1;
}

/* A name as a sequence of code points that is asked for them in order. */
typedef struct name_reader {
    const uint8_t *p;
    uint32_t next;   /* the index of the code point at p */
    uint32_t length; /* UINT32_MAX until it is known */
    uint32_t code;   /* the last one that was asked for */
} name_reader;

static name_reader
read_name(const uint8_t *name)
{
    return (name_reader){name, 0, UINT32_MAX, 0};
}

/* 0 from the end on. */
static uint32_t
code_at(name_reader *n, uint32_t index)
{
    for (; n->next <= index && n->length == UINT32_MAX; n->next++) {
        n->code = take_code(&n->p, n->next == 0);
        if (n->code == UTF8_INVALID) { /* the `>` */
            n->length = n->next;
            n->code = 0;
        }
    }
    return n->code;
}

static const uint8_t *
name_of_leaf(const regexp *r, uint32_t link)
{
    return r->start + *words_at(r, link >> 1) + GROUP_PREFIX;
}

/* ---- The tree -------------------------------------------------------------- */

/* A bit of a name: the first in which two differ. */
typedef struct name_bit {
    uint32_t index, bit;
    bool value; /* of the first of the two */
} name_bit;

/* False if the names are equal. */
static bool
first_difference(const uint8_t *name, const uint8_t *other, name_bit *difference)
{
    name_reader a = read_name(name), b = read_name(other);
    for (uint32_t i = 0;; i++) {
        uint32_t code = code_at(&a, i), differs = code ^ code_at(&b, i);
        if (differs) {
            uint32_t bit = 31 - (uint32_t)__builtin_clz(differs);
            *difference = (name_bit){i, bit, code >> bit & 1};
            return true;
        }
        if (code == 0) {
            return false;
        }
    }
}

/* The leaf of the name, if there is one; else one that begins as the name does as
 * far as any.  The tree is not empty. */
static uint32_t
nearest_leaf(const regexp *r, const uint8_t *name)
{
    name_reader reader = read_name(name);
    uint32_t link = r->root;
    while (!(link & LINK_LEAF)) {
        const uint32_t *node = words_at(r, link >> 1);
        uint32_t code = code_at(&reader, node[NODE_INDEX]);
        if (node[NODE_INDEX] > reader.length) {
            return node[NODE_ANY]; /* all names below are longer */
        }
        link = node[NODE_LINKS + (code >> node[NODE_BIT] & 1)];
    }
    return link;
}

static bool
is_known(const regexp *r, const uint8_t *name)
{
    name_bit difference;
    return r->root != REGEXP_NONE
           && !first_difference(name, name_of_leaf(r, nearest_leaf(r, name)), &difference);
}

/* The link that a node for this bit of the name has to take the place of. */
static uint32_t *
place_of_node(regexp *r, const uint8_t *name, name_bit at)
{
    name_reader reader = read_name(name);
    uint32_t *link = &r->root;
    while (!(*link & LINK_LEAF)) {
        uint32_t *node = words_at(r, *link >> 1);
        bool above = node[NODE_INDEX] < at.index
                     || (node[NODE_INDEX] == at.index && node[NODE_BIT] > at.bit);
        if (!above) {
            break;
        }
        uint32_t code = code_at(&reader, node[NODE_INDEX]);
        link = &node[NODE_LINKS + (code >> node[NODE_BIT] & 1)];
    }
    return link;
}

static bool
insert_name(regexp *r, uint32_t group, name_bit at)
{
    uint32_t leaf = push(r, &group, 1);
    uint32_t words[NODE_WORDS] = {at.index, at.bit, leaf << 1 | LINK_LEAF, 0, 0};
    uint32_t place = leaf == REGEXP_NONE ? leaf : push(r, words, NODE_WORDS);
    if (place == REGEXP_NONE) {
        return false;
    }
    uint32_t *link = place_of_node(r, r->start + group + GROUP_PREFIX, at);
    uint32_t *node = words_at(r, place);
    node[NODE_LINKS + at.value] = leaf << 1 | LINK_LEAF;
    node[NODE_LINKS + !at.value] = *link;
    *link = place << 1;
    return true;
}

/* ---- Groups and references ------------------------------------------------- */

static bool
add_name(regexp *r, const uint8_t *group, const uint8_t *name)
{
    uint32_t offset = regexp__offset(r, group);
    name_bit difference;
    if (r->root == REGEXP_NONE) {
        uint32_t leaf = push(r, &offset, 1);
        r->root = leaf == REGEXP_NONE ? leaf : leaf << 1 | LINK_LEAF;
        return leaf != REGEXP_NONE;
    }
    uint32_t leaf = nearest_leaf(r, name);
    if (first_difference(name, name_of_leaf(r, leaf), &difference)) {
        return insert_name(r, offset, difference);
    }
    uint32_t *last = words_at(r, leaf >> 1);
    if (regexp__may_both_match(r, *last)) {
        return regexp__fail(r, name, r->p - 1, "Another group that may match has this name");
    }
    *last = offset;
    return true;
}

bool
regexp__declare_name(regexp *r, const uint8_t *group)
{
    const uint8_t *name = r->p, *wrong;
    const uint8_t *end = name_end(name, &wrong);
    if (!end) {
        return regexp__fail(r, group, wrong, "A name and '>' expected behind '(?<'");
    }
    r->p = end;
    return add_name(r, group, name);
}

bool
regexp__name_reference(regexp *r)
{
    const uint8_t *start = r->p - 2, *name = r->p + 1, *wrong = r->p;
    const uint8_t *end = *r->p == '<' ? name_end(name, &wrong) : NULL;
    if (!end) {
        if (r->unicode) {
            return regexp__fail(r, start, wrong, "A group's name expected behind '\\k'");
        }
        r->loose_k = r->loose_k ? r->loose_k : start;
        return true;
    }
    r->p = end;
    if (is_known(r, name)) {
        return true;
    }
    uint32_t words[REFERENCE_WORDS] = {regexp__offset(r, name), r->pending};
    r->pending = push(r, words, REFERENCE_WORDS);
    return r->pending != REGEXP_NONE;
}

bool
regexp__check_references(regexp *r)
{
    const uint8_t *unknown = NULL, *wrong;
    while (r->pending != REGEXP_NONE) {
        const uint32_t *reference = words_at(r, r->pending);
        const uint8_t *name = r->start + reference[REFERENCE_NAME];
        r->pending = reference[REFERENCE_NEXT];
        unknown = is_known(r, name) ? unknown : name; /* the list begins with the last */
    }
    return !unknown
           || regexp__fail(r, unknown, name_end(unknown, &wrong) - 1, "The pattern has no group of that name");
}
