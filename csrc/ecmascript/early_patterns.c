/* early_patterns.c - the names that binding patterns and declarations declare. */
#include "early_internal.h"

static void
push_pattern(early *e, early_kind kind, arena_ref pattern)
{
    if (pattern != 0) {
        early__push(e, pattern);
        early__push(e, ACTION_BIND + (uint32_t)kind);
    }
}

static void
bind_elements(early *e, early_kind kind, ast_list list)
{
    const arena_ref *items = early__items(e, list);
    for (uint32_t i = list.length; i > 0; i--) {
        push_pattern(e, kind, items[i - 1]);
    }
}

/* A property of an object pattern: its value is bound, its key may be computed. */
static void
bind_property(early *e, early_kind kind, const ast_property *n)
{
    push_pattern(e, kind, n->value);
    if (n->computed) {
        early__push(e, n->key);
    }
}

static void
bind_default(early *e, early_kind kind, const ast_assignment_pattern *n)
{
    early__push(e, n->right);
    push_pattern(e, kind, n->left);
}

static void
bind_property_of_class(early *e, early_kind kind, const ast_ts_parameter_property *n)
{
    push_pattern(e, kind, n->parameter);
    early__push_list(e, n->decorators);
}

static void
bind_decorated(early *e, early_kind kind, const ast_decorated_parameter *n)
{
    push_pattern(e, kind, n->parameter);
    early__push_list(e, n->decorators);
}

void
early__bind(early *e, early_kind kind, arena_ref pattern)
{
    const void *n = early__node(e, pattern);
    switch (((const ast_node *)n)->tag) {
    case AST_IDENTIFIER: early__declare(e, kind, n); break;
    case AST_ARRAY_PATTERN: bind_elements(e, kind, ((const ast_array_pattern *)n)->elements); break;
    case AST_OBJECT_PATTERN:
        bind_elements(e, kind, ((const ast_object_pattern *)n)->properties);
        break;
    case AST_PROPERTY: bind_property(e, kind, n); break;
    case AST_ASSIGNMENT_PATTERN: bind_default(e, kind, n); break;
    case AST_REST_ELEMENT: push_pattern(e, kind, ((const ast_rest_element *)n)->argument); break;
    case AST_TS_PARAMETER_PROPERTY: bind_property_of_class(e, kind, n); break;
    case AST_DECORATED_PARAMETER: bind_decorated(e, kind, n); break;
    default: break;
    }
}

/* ---- Variables ---------------------------------------------------------- */

/* Names at once, in order; what is in patterns and values later. */
void
early__declare_variables(early *e, const ast_variable_declaration *n)
{
    early_kind kind = n->kind != AST_VARIABLE_KIND_VAR ? EARLY_LEXICAL : EARLY_VAR;
    const arena_ref *items = early__items(e, n->declarations);
    for (uint32_t i = 0; i < n->declarations.length; i++) {
        const ast_variable_declarator *d = early__node(e, items[i]);
        if (early__tag(e, d->id) == AST_IDENTIFIER) {
            early__declare(e, kind, early__node(e, d->id));
        }
    }
    for (uint32_t i = n->declarations.length; i > 0; i--) {
        const ast_variable_declarator *d = early__node(e, items[i - 1]);
        early__push_optional(e, d->init);
        if (early__tag(e, d->id) != AST_IDENTIFIER) {
            push_pattern(e, kind, d->id);
        }
    }
}

arena_ref
early__variable_declaration(early *e, const ast_node *node)
{
    const ast_variable_declaration *n = (const void *)node;
    if (n->declare) {
        early__keep_context(e);
        e->context |= EARLY_IN_AMBIENT;
    }
    early__declare_variables(e, n);
    return 0;
}
