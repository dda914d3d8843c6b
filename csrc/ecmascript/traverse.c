/* traverse.c - see traverse.h. */
#include "traverse.h"

#include "ast_schema.h"

#include <stdlib.h>
#include <string.h>

enum {
    FIRST_FRAMES = 64,     /* 2 KiB; few programs are nested deeper */
    SMALLEST_NODE = 16,    /* bytes */
    VISITS_PER_NODE = 2,   /* hand-made trees may share a record or two */
    ITEMS_PER_NODE = SMALLEST_NODE / sizeof(arena_ref), /* of lists, in as many bytes */
    PAUSE_EVERY = 1 << 16, /* nodes */
    BYTES_AHEAD = 4096,    /* what is asked of memory early: nodes lie in the source's order */
};

/* ---- The stack ---------------------------------------------------------- */

/* Room for one more of `size` bytes; the array as it then is, or NULL. */
static void *
grow(void *array, size_t *capacity, size_t size)
{
    size_t wider = *capacity ? *capacity * 2 : FIRST_FRAMES, bytes;
    if (__builtin_mul_overflow(wider, size, &bytes)) {
        return NULL;
    }
    void *grown = realloc(array, bytes);
    if (grown) {
        *capacity = wider;
    }
    return grown;
}

static traverse_frame *
push(traversal *t)
{
    if (__builtin_expect(t->depth == t->capacity, 0)) {
        void *grown = grow(t->frames, &t->capacity, sizeof *t->frames);
        if (!grown) {
            return NULL;
        }
        t->frames = grown;
    }
    return &t->frames[t->depth++];
}

static bool
push_pending(traversal *t, arena_ref ref)
{
    traverse_frame *f = push(t);
    if (f) {
        *f = (traverse_frame){.ref = ref};
    }
    return f != NULL;
}

bool
traverse_begin(traversal *t, const arena *a, arena_ref root, const uint8_t *want)
{
    *t = (traversal){.a = a, .want = want};
    return push_pending(t, root);
}

void
traverse_free(traversal *t)
{
    free(t->frames);
    free(t->queue);
    t->frames = NULL;
    t->queue = NULL;
    t->depth = t->capacity = t->queued = t->queue_capacity = 0;
}

/* ---- Children ----------------------------------------------------------- */

static traverse_event
corrupt(traversal *t, arena_ref wrong)
{
    t->wrong = wrong;
    return TRAVERSE_CORRUPT;
}

/* Whether two nodes stand at the same place of the source, or are one. */
static bool
is_same_place(const traversal *t, arena_ref one, arena_ref other)
{
    const ast_node *a = arena_at(t->a, one, sizeof *a), *b = arena_at(t->a, other, sizeof *b);
    return one == other || (a && b && a->start == b->start && a->end == b->end && a->end != 0);
}

/* Whether the field is the other side of a shorthand, and so not visited. */
static bool
is_twin(const traversal *t, const traverse_frame *f, unsigned offset)
{
    switch (f->tag) {
    case AST_PROPERTY: /* as a byte: any of 256 may stand there */
        return offset == offsetof(ast_property, key)
               && f->node[offsetof(ast_property, shorthand)] != 0;
    case AST_IMPORT_SPECIFIER: {
        const ast_import_specifier *n = (const void *)f->node;
        return offset == offsetof(ast_import_specifier, imported)
               && is_same_place(t, n->imported, n->local);
    }
    case AST_EXPORT_SPECIFIER: {
        const ast_export_specifier *n = (const void *)f->node;
        return offset == offsetof(ast_export_specifier, exported)
               && is_same_place(t, n->exported, n->local);
    }
    default: return false;
    }
}

/* Makes a list field the frame's; false if its items are not in use, or lists have more
 * items together than there can be, as when each node's is as long as the arena. */
static bool
begin_list(traversal *t, traverse_frame *f, const uint8_t *p)
{
    ast_list list;
    memcpy(&list, p, sizeof list);
    uint32_t length = list.length & (UINT32_MAX >> 1); /* the highest bit: see arenite.h */
    if (length == 0) {
        return true;
    }
    f->items = arena_at(t->a, list.items, (size_t)length * sizeof(arena_ref));
    f->left = f->items ? length : 0;
    t->listed += length;
    t->wrong = list.items;
    return f->items != NULL && list.items != 0 && t->listed <= ITEMS_PER_NODE * t->most;
}

typedef enum child_kind { CHILD_NODE, CHILD_NONE, CHILD_CORRUPT } child_kind;

/* The next child that is there. */
static inline child_kind
next_child(traversal *t, traverse_frame *f, arena_ref *ref)
{
    const ast_type *type = &ast_types[f->tag];
    for (;;) {
        while (f->left) {
            f->left--;
            if ((*ref = *f->items++) != 0) {
                return CHILD_NODE;
            }
        }
        if (f->child >= type->child_count) {
            return CHILD_NONE;
        }
        unsigned code = type->children[f->child++], offset = code / 2;
        const uint8_t *p = f->node + offset;
        if (code & 1) {
            if (!begin_list(t, f, p)) {
                return CHILD_CORRUPT;
            }
        } else if ((*ref = ast_ref_at(p)) != 0 && !is_twin(t, f, offset)) {
            return CHILD_NODE;
        }
    }
}

/* ---- Steps -------------------------------------------------------------- */

/* PAUSE: nobody wants to hear of it. */
static inline traverse_event
open_node(traversal *t, arena_ref ref)
{
    const ast_node *node = arena_at(t->a, ref, sizeof *node);
    uint16_t tag = node ? node->tag : 0;
    if (__builtin_expect(tag == 0 || tag >= AST_TAGS || !arena_at(t->a, ref, ast_types[tag].size)
                             || t->opened++ > t->most, 0)) {
        return corrupt(t, ref);
    }
    __builtin_prefetch((const char *)node + BYTES_AHEAD);
    t->highest = ref > t->highest ? ref : t->highest;
    uint8_t want = t->want[tag];
    if (want == 0 && ast_types[tag].child_count == 0) {
        return TRAVERSE_PAUSE;
    }
    traverse_frame *f = push(t);
    if (!f) {
        return TRAVERSE_NO_MEMORY;
    }
    *f = (traverse_frame){.node = (const void *)node, .ref = ref, .tag = tag, .want = want};
    return want & TRAVERSE_WANT_ENTER ? TRAVERSE_ENTER : TRAVERSE_PAUSE;
}

/* What was queued goes on the stack, the first of it on top. */
static bool
flush_queue(traversal *t)
{
    while (t->queued > 0) {
        if (!push_pending(t, t->queue[t->queued - 1])) {
            return false;
        }
        t->queued--;
    }
    return true;
}

/* On from the node on top of the stack. */
static inline traverse_event
step(traversal *t)
{
    traverse_frame *f = &t->frames[t->depth - 1];
    arena_ref ref = f->ref;
    if (f->tag == 0) {
        t->depth--;
        return open_node(t, ref);
    }
    switch (next_child(t, f, &ref)) {
    case CHILD_NODE: return open_node(t, ref);
    case CHILD_CORRUPT: return TRAVERSE_CORRUPT;
    case CHILD_NONE: break;
    }
    if (f->want & TRAVERSE_WANT_LEAVE) {
        t->leaving = true;
        return TRAVERSE_LEAVE;
    }
    t->depth--;
    return TRAVERSE_PAUSE;
}

/* Whether an address that was in use still is. */
static bool
is_in_use(const arena *a, const void *p, size_t size)
{
    for (unsigned k = a->current; k >= ARENA_FIRST_CHUNK; k--) {
        uint64_t position = (uint64_t)((uintptr_t)p - a->bias[k]);
        if (arena_at_position(a, position, size) == p) {
            return true;
        }
    }
    return false;
}

/* A list that is assigned anew may go back to the arena, if nothing was allocated
 * behind it: what was left of it is not visited then. */
static void
check_lists(traversal *t)
{
    for (size_t i = 0; i < t->depth; i++) {
        traverse_frame *f = &t->frames[i];
        if (f->left && !is_in_use(t->a, f->items, f->left * sizeof *f->items)) {
            f->left = 0;
        }
    }
}

/* Many steps, up to an event. */
static traverse_event
advance(traversal *t)
{
    t->most = VISITS_PER_NODE * (arena_used(t->a) / SMALLEST_NODE);
    for (uint32_t fuel = PAUSE_EVERY; fuel && t->depth; fuel--) {
        traverse_event event = step(t);
        if (event != TRAVERSE_PAUSE) {
            return event;
        }
    }
    return t->depth ? TRAVERSE_PAUSE : TRAVERSE_END;
}

traverse_event
traverse_next(traversal *t)
{
    /* Only memory that goes back moves the cursor back.  To look at all open nodes
     * whenever something was allocated would be too much for a Transformer. */
    if (t->a->ptr < t->cursor || t->a->current != t->chunk) {
        check_lists(t);
    }
    t->cursor = t->a->ptr;
    t->chunk = t->a->current;
    /* What was queued while a node was left is visited as its parent's. */
    if (t->leaving) {
        t->leaving = false;
        t->depth--;
    }
    if (t->queued && !flush_queue(t)) {
        return TRAVERSE_NO_MEMORY;
    }
    return advance(t);
}

/* ---- Between two events -------------------------------------------------- */

const traverse_frame *
traverse_current(const traversal *t)
{
    const traverse_frame *top = t->depth ? &t->frames[t->depth - 1] : NULL;
    return top && top->tag != 0 ? top : NULL;
}

traverse_frame *
traverse_above(const traversal *t, const traverse_frame *frame)
{
    size_t at = frame ? (size_t)(frame - t->frames) : 0;
    while (at > 0 && t->frames[at - 1].tag == 0) {
        at--;
    }
    return at > 0 ? &t->frames[at - 1] : NULL;
}

void
traverse_skip(traversal *t)
{
    if (traverse_current(t)) {
        traverse_frame *f = &t->frames[t->depth - 1];
        f->child = ast_types[f->tag].child_count;
        f->left = 0;
    }
}

bool
traverse_queue(traversal *t, arena_ref ref)
{
    if (t->queued == t->queue_capacity) {
        void *grown = grow(t->queue, &t->queue_capacity, sizeof *t->queue);
        if (!grown) {
            return false;
        }
        t->queue = grown;
    }
    t->queue[t->queued++] = ref;
    return true;
}
