/* early_targets.c - what is assigned to, deleted, or set in an object literal.
 *
 * Patterns that the walk meets are those of assignments; binding patterns are
 * early_patterns.c's. */
#include "early_internal.h"

void
early__check_target(early *e, arena_ref target)
{
    const ast_identifier *n = early__node(e, target);
    if (n->tag == AST_IDENTIFIER && early__has(e, EARLY_IN_STRICT)
        && early__is_restricted(e, n->name)) {
        early__error(e, EARLY_STRICT_TARGET, early__span(n));
    }
}

arena_ref
early__assignment(early *e, const ast_node *node)
{
    const ast_assignment_expression *n = (const void *)node;
    early__check_target(e, n->left);
    early__push(e, n->right);
    return n->left;
}

arena_ref
early__update(early *e, const ast_node *node)
{
    const ast_update_expression *n = (const void *)node;
    early__check_target(e, n->argument);
    return n->argument;
}

arena_ref
early__assignment_pattern(early *e, const ast_node *node)
{
    const ast_assignment_pattern *n = (const void *)node;
    early__check_target(e, n->left);
    early__push(e, n->right);
    return n->left;
}

arena_ref
early__rest_element(early *e, const ast_node *node)
{
    const ast_rest_element *n = (const void *)node;
    early__check_target(e, n->argument);
    return n->argument;
}

arena_ref
early__array_pattern(early *e, const ast_node *node)
{
    const ast_array_pattern *n = (const void *)node;
    const arena_ref *items = early__items(e, n->elements);
    for (uint32_t i = 0; i < n->elements.length; i++) {
        if (items[i] != 0) {
            early__check_target(e, items[i]);
        }
    }
    early__push_list(e, n->elements);
    return 0;
}

arena_ref
early__object_pattern(early *e, const ast_node *node)
{
    const ast_object_pattern *n = (const void *)node;
    const arena_ref *items = early__items(e, n->properties);
    for (uint32_t i = 0; i < n->properties.length; i++) {
        const ast_property *p = early__node(e, items[i]);
        if (p->tag == AST_PROPERTY) {
            early__check_target(e, p->value);
        }
    }
    early__push_list(e, n->properties);
    return 0;
}

/* ---- delete ------------------------------------------------------------- */

/* What is deleted, behind parentheses and a `?.`. */
static const ast_node *
deleted(const early *e, arena_ref ref)
{
    for (;;) {
        const ast_node *n = early__node(e, ref);
        if (n->tag == AST_PARENTHESIZED_EXPRESSION) {
            ref = ((const ast_parenthesized_expression *)n)->expression;
        } else if (n->tag == AST_CHAIN_EXPRESSION) {
            ref = ((const ast_chain_expression *)n)->expression;
        } else {
            return n;
        }
    }
}

static void
check_delete(early *e, const ast_unary_expression *unary)
{
    const ast_node *n = deleted(e, unary->argument);
    if (n->tag == AST_IDENTIFIER && early__has(e, EARLY_IN_STRICT)) {
        early__error(e, EARLY_STRICT_DELETE, early__span(unary));
    } else if (n->tag == AST_MEMBER_EXPRESSION
               && early__tag(e, ((const ast_member_expression *)n)->property)
                      == AST_PRIVATE_IDENTIFIER) {
        early__error(e, EARLY_DELETE_PRIVATE, early__span(unary));
    }
}

arena_ref
early__unary(early *e, const ast_node *node)
{
    const ast_unary_expression *n = (const void *)node;
    if (n->operator == AST_UNARY_OPERATOR_DELETE) {
        check_delete(e, n);
    }
    return n->argument;
}

/* ---- __proto__ ---------------------------------------------------------- */

static bool
sets_proto(const early *e, const ast_property *n)
{
    if (n->tag != AST_PROPERTY || n->kind != AST_PROPERTY_KIND_INIT || n->computed || n->shorthand
        || n->method) {
        return false;
    }
    const ast_identifier *key = early__node(e, n->key);
    if (key->tag == AST_IDENTIFIER) {
        return EARLY_IS(e, key->name, "__proto__");
    }
    return key->tag == AST_STRING_LITERAL
           && EARLY_IS(e, ((const ast_string_literal *)key)->value, "__proto__");
}

arena_ref
early__object_expression(early *e, const ast_node *node)
{
    const ast_object_expression *n = (const void *)node;
    const arena_ref *items = early__items(e, n->properties);
    const ast_property *first = NULL;
    for (uint32_t i = 0; i < n->properties.length; i++) {
        const ast_property *p = early__node(e, items[i]);
        if (!sets_proto(e, p)) {
            continue;
        }
        if (first != NULL) {
            early__error_with(e, EARLY_PROTO_TWICE, early__span(early__node(e, p->key)),
                              early__span(early__node(e, first->key)));
        }
        first = p;
    }
    early__push_list(e, n->properties);
    return 0;
}
