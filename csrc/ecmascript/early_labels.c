/* early_labels.c - labels, break and continue. */
#include "early_internal.h"

enum { LABEL_OTHER, LABEL_LOOP }; /* early_entry.what of a label */

static bool
is_loop(const ast_node *n)
{
    switch (n->tag) {
    case AST_FOR_STATEMENT:
    case AST_FOR_IN_STATEMENT:
    case AST_FOR_OF_STATEMENT:
    case AST_WHILE_STATEMENT:
    case AST_DO_WHILE_STATEMENT: return true;
    default: return false;
    }
}

/* The label's entry if it is of a statement around the walk's place, or NULL. */
static const early_entry *
find_label(const early *e, const early_rare *name)
{
    uint32_t label = name->label;
    return label != 0 && label >= e->label_mark ? &e->labels.items[label] : NULL;
}

static void
add_label(early *e, const ast_identifier *n)
{
    uint32_t name = early__name_of(e, n->name);
    early_rare *rare = early__rare_of(e, name);
    if (rare == NULL) {
        return;
    }
    const early_entry *outer = find_label(e, rare);
    if (outer != NULL) {
        early__error_same(e, EARLY_LABEL_REDECLARED, n, outer->node);
    }
    early_entry entry = {
        .name = name, .shadowed = rare->label, .what = LABEL_OTHER, .node = n};
    rare->label = early__add_entry(e, &e->labels, entry);
}

/* All labels of one statement at once: `a: b: while ...` labels a loop twice. */
arena_ref
early__labeled(early *e, const ast_node *node)
{
    early__push(e, e->labels.count);
    early__push(e, ACTION_POP_LABELS);
    uint32_t first = e->labels.count;
    arena_ref body = 0;
    for (const ast_node *n = node; n->tag == AST_LABELED_STATEMENT; n = early__node(e, body)) {
        const ast_labeled_statement *labeled = (const void *)n;
        add_label(e, early__node(e, labeled->label));
        body = labeled->body;
    }
    if (is_loop(early__node(e, body))) {
        for (uint32_t i = first > 0 ? first : 1; i < e->labels.count; i++) {
            e->labels.items[i].what = LABEL_LOOP;
        }
    }
    return body;
}

void
early__pop_labels(early *e)
{
    early_stack *s = &e->labels;
    uint32_t mark = early__pop(e);
    for (; s->count > mark && s->count > 1; s->count--) {
        const early_entry *l = &s->items[s->count - 1];
        e->rare[l->name].label = l->shadowed;
    }
}

/* NULL, and an error, if there is no such label. */
static const early_entry *
target_of(early *e, arena_ref label)
{
    const ast_identifier *n = early__node(e, label);
    const early_rare *name = early__rare_of(e, early__name_of(e, n->name));
    const early_entry *found = name == NULL ? NULL : find_label(e, name);
    if (found == NULL) {
        early__error(e, EARLY_LABEL_UNKNOWN, early__span(n));
    }
    return found;
}

arena_ref
early__break(early *e, const ast_node *node)
{
    const ast_break_statement *n = (const void *)node;
    if (n->label != 0) {
        (void)target_of(e, n->label);
    } else if (!early__has(e, EARLY_IN_BREAKABLE)) {
        early__error(e, EARLY_BREAK_OUTSIDE, early__span(n));
    }
    return 0;
}

arena_ref
early__continue(early *e, const ast_node *node)
{
    const ast_continue_statement *n = (const void *)node;
    if (n->label != 0) {
        const early_entry *target = target_of(e, n->label);
        if (target != NULL && target->what != LABEL_LOOP) {
            early__error_with(e, EARLY_LABEL_NO_LOOP, early__span(early__node(e, n->label)),
                              early__span(target->node));
        }
    } else if (!early__has(e, EARLY_IN_LOOP)) {
        early__error(e, EARLY_CONTINUE_OUTSIDE, early__span(n));
    }
    return 0;
}
