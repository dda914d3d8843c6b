/* early_statements.c - statements that have a scope, or parts of their own kind. */
#include "early_internal.h"

arena_ref
early__block(early *e, const ast_node *node)
{
    early__open_scope(e);
    e->hoisting_scope = 0;
    early__push_list(e, ((const ast_block_statement *)node)->body);
    return 0;
}

/* Annex B allows `l: function f() {}` in lists of statements only. */
static void
check_body(early *e, arena_ref body)
{
    const ast_node *n = early__node(e, body);
    if (n->tag != AST_LABELED_STATEMENT) {
        return;
    }
    while (n->tag == AST_LABELED_STATEMENT) {
        n = early__node(e, ((const ast_labeled_statement *)n)->body);
    }
    if (n->tag == AST_FUNCTION_DECLARATION) {
        early__error(e, EARLY_LABELED_FUNCTION, early__span(n));
    }
}

/* A function that is an arm of an `if` is as if in a block of its own. */
static void
push_arm(early *e, arena_ref arm)
{
    uint16_t tag = early__tag(e, arm);
    early__push(e, arm);
    if (tag == AST_FUNCTION_DECLARATION || tag == AST_TS_DECLARE_FUNCTION) {
        early__push(e, ACTION_FUNCTION_ARM);
    }
}

void
early__enter_function_arm(early *e, arena_ref function)
{
    early__open_scope(e);
    e->hoisting_scope = 0;
    early__push(e, function);
}

arena_ref
early__if(early *e, const ast_node *node)
{
    const ast_if_statement *n = (const void *)node;
    check_body(e, n->consequent);
    if (n->alternate != 0) {
        check_body(e, n->alternate);
        push_arm(e, n->alternate);
    }
    push_arm(e, n->consequent);
    return n->test;
}

/* ---- Loops -------------------------------------------------------------- */

static void
enter_loop(early *e, arena_ref body)
{
    const uint32_t loop = EARLY_IN_LOOP | EARLY_IN_BREAKABLE;
    if ((e->context & loop) != loop) {
        early__keep_context(e);
        e->context |= loop;
    }
    check_body(e, body);
}

/* Does what stands in the head of a loop declare names for the loop alone? */
static bool
has_scope(const early *e, arena_ref head)
{
    const ast_variable_declaration *n = head != 0 ? early__node(e, head) : NULL;
    return n != NULL && n->tag == AST_VARIABLE_DECLARATION && n->kind != AST_VARIABLE_KIND_VAR;
}

static void
open_head(early *e, arena_ref head)
{
    if (has_scope(e, head)) {
        early__open_scope(e);
        e->hoisting_scope = 0;
    }
}

arena_ref
early__for(early *e, const ast_node *node)
{
    const ast_for_statement *n = (const void *)node;
    enter_loop(e, n->body);
    open_head(e, n->init);
    early__push(e, n->body);
    early__push_optional(e, n->update);
    early__push_optional(e, n->test);
    return n->init;
}

static arena_ref
visit_for(early *e, arena_ref left, arena_ref right, arena_ref body)
{
    enter_loop(e, body);
    open_head(e, left);
    early__push(e, body);
    early__push(e, right);
    const ast_variable_declaration *declaration = early__node(e, left);
    if (declaration->tag == AST_VARIABLE_DECLARATION) {
        early__declare_variables(e, declaration);
        return 0;
    }
    early__check_target(e, left);
    return left;
}

arena_ref
early__for_in(early *e, const ast_node *node)
{
    const ast_for_in_statement *n = (const void *)node;
    return visit_for(e, n->left, n->right, n->body);
}

arena_ref
early__for_of(early *e, const ast_node *node)
{
    const ast_for_of_statement *n = (const void *)node;
    return visit_for(e, n->left, n->right, n->body);
}

arena_ref
early__while(early *e, const ast_node *node)
{
    const ast_while_statement *n = (const void *)node;
    enter_loop(e, n->body);
    early__push(e, n->body);
    return n->test;
}

arena_ref
early__do_while(early *e, const ast_node *node)
{
    const ast_do_while_statement *n = (const void *)node;
    enter_loop(e, n->body);
    early__push(e, n->test);
    return n->body;
}

/* ---- switch, catch, with ------------------------------------------------ */

arena_ref
early__switch(early *e, const ast_node *node)
{
    const ast_switch_statement *n = (const void *)node;
    if (!early__has(e, EARLY_IN_BREAKABLE)) {
        early__keep_context(e);
        e->context |= EARLY_IN_BREAKABLE;
    }
    early__open_scope(e);
    e->hoisting_scope = 0;
    early__push_list(e, n->cases);
    return n->discriminant;
}

/* The parameter and the block are one scope here: no name may be in both. */
arena_ref
early__catch(early *e, const ast_node *node)
{
    const ast_catch_clause *n = (const void *)node;
    early__open_scope(e);
    e->hoisting_scope = 0;
    early__push_list(e, ((const ast_block_statement *)early__node(e, n->body))->body);
    if (n->param != 0) {
        bool simple = early__tag(e, n->param) == AST_IDENTIFIER;
        early__bind(e, simple ? EARLY_CATCH : EARLY_LEXICAL, n->param);
    }
    return 0;
}

arena_ref
early__with(early *e, const ast_node *node)
{
    const ast_with_statement *n = (const void *)node;
    if (early__has(e, EARLY_IN_STRICT)) {
        early__error(e, EARLY_STRICT_WITH, (source_span){n->start, n->start + 4});
    }
    check_body(e, n->body);
    early__push(e, n->body);
    return n->object;
}
