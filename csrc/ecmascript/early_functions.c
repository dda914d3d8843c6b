/* early_functions.c - functions, and what is only in some: super, new.target, arguments. */
#include "early_internal.h"

/* What all kinds of function have, whose records differ. */
typedef struct function_parts {
    arena_ref body;
    ast_list params;
    const ast_identifier *id; /* of an expression: its own; else NULL */
    bool braces;
} function_parts;

static function_parts
parts_of(const early *e, const ast_node *node)
{
    if (node->tag == AST_ARROW_FUNCTION_EXPRESSION) {
        const ast_arrow_function_expression *n = (const void *)node;
        return (function_parts){n->body, n->params, NULL, !n->expression};
    }
    const ast_function_expression *n = (const void *)node;
    bool own_name = n->tag == AST_FUNCTION_EXPRESSION && n->id != 0;
    return (function_parts){n->body, n->params, own_name ? early__node(e, n->id) : NULL, true};
}

/* ---- Strictness --------------------------------------------------------- */

static bool
is_use_strict(const early *e, arena_ref statement)
{
    const ast_directive *n = early__node(e, statement);
    return EARLY_IS(e, n->directive, "use strict");
}

const ast_node *
early__use_strict_of(const early *e, ast_list statements)
{
    const arena_ref *items = early__items(e, statements);
    for (uint32_t i = 0; i < statements.length; i++) {
        if (early__tag(e, items[i]) != AST_DIRECTIVE) {
            return NULL;
        }
        if (is_use_strict(e, items[i])) {
            return early__node(e, items[i]);
        }
    }
    return NULL;
}

/* What a parameter binds, without decorators and modifiers. */
static const ast_node *
binding_of(const early *e, arena_ref param)
{
    const ast_node *n = early__node(e, param);
    switch (n->tag) {
    case AST_TS_PARAMETER_PROPERTY:
        return early__node(e, ((const ast_ts_parameter_property *)n)->parameter);
    case AST_DECORATED_PARAMETER:
        return early__node(e, ((const ast_decorated_parameter *)n)->parameter);
    default: return n;
    }
}

/* The first parameter that is not simple, that is, binds more than a name; or NULL. */
static const ast_node *
first_complex(const early *e, ast_list params)
{
    const arena_ref *items = early__items(e, params);
    for (uint32_t i = 0; i < params.length; i++) {
        const ast_node *n = binding_of(e, items[i]);
        if (n->tag != AST_IDENTIFIER) {
            return n;
        }
    }
    return NULL;
}

static void
enter_strictness(early *e, const function_parts *f, const ast_node *complex)
{
    const ast_block_statement *body = f->braces ? early__node(e, f->body) : NULL;
    const ast_node *directive = body != NULL ? early__use_strict_of(e, body->body) : NULL;
    if (directive == NULL) {
        return;
    }
    e->may_be_strict = !early__has(e, EARLY_IN_STRICT);
    e->context |= EARLY_IN_STRICT;
    if (complex != NULL) {
        early__error_with(e, EARLY_USE_STRICT, early__span(directive), early__span(complex));
    }
}

void
early__check_own_name(early *e, const ast_identifier *id)
{
    if (id == NULL || !early__has(e, EARLY_IN_STRICT)) {
        return;
    }
    if (early__is_restricted(e, id->name)) {
        early__error(e, EARLY_STRICT_NAME, early__span(id));
    } else if (early__is_reserved(e, id->name)) {
        early__error(e, EARLY_STRICT_RESERVED, early__span(id));
    }
}

/* ---- Entering ----------------------------------------------------------- */

static uint32_t
context_of(uint32_t outer, early_flavour flavour)
{
    const uint32_t kept = EARLY_IN_STRICT;
    switch (flavour) {
    case EARLY_ARROW: return outer & ~(uint32_t)(EARLY_IN_LOOP | EARLY_IN_BREAKABLE);
    case EARLY_METHOD: return (outer & kept) | EARLY_HAS_NEW_TARGET | EARLY_HAS_SUPER;
    case EARLY_CONSTRUCTOR:
        return (outer & kept) | EARLY_HAS_NEW_TARGET | EARLY_HAS_SUPER
               | (outer & EARLY_IN_DERIVED ? EARLY_HAS_SUPER_CALL : 0u);
    default: return (outer & kept) | EARLY_HAS_NEW_TARGET;
    }
}

/* The names in front are declared at once; patterns, what is in them, and what is
 * behind them when their turn comes. */
static void
declare_parameters(early *e, ast_list params, early_kind kind)
{
    const arena_ref *items = early__items(e, params);
    uint32_t names = 0;
    while (names < params.length && early__tag(e, items[names]) == AST_IDENTIFIER) {
        early__declare(e, kind, early__node(e, items[names++]));
    }
    for (uint32_t i = params.length; i > names; i--) {
        early__push(e, items[i - 1]);
        early__push(e, ACTION_BIND + (uint32_t)kind);
    }
}

void
early__enter_function(early *e, const ast_node *n, early_flavour flavour)
{
    function_parts f = parts_of(e, n);
    if (f.body == 0) {
        return; /* an overload, or a head of a declaration: it binds nothing */
    }
    early__open_function_scope(e);
    e->context = context_of(e->context, flavour);
    const ast_node *complex = first_complex(e, f.params);
    enter_strictness(e, &f, complex);
    early__check_own_name(e, f.id);
    if (f.braces) {
        early__push_list(e, ((const ast_block_statement *)early__node(e, f.body))->body);
    } else {
        early__push(e, f.body);
    }
    bool unique = complex != NULL || flavour != EARLY_PLAIN || e->typescript
                  || early__has(e, EARLY_IN_STRICT);
    declare_parameters(e, f.params, unique ? EARLY_UNIQUE_PARAMETER : EARLY_PARAMETER);
    e->may_be_strict = false;
}

/* ---- Functions of all kinds --------------------------------------------- */

/* Is the function strict by itself, and what is around it not? */
static bool
becomes_strict(const early *e, const ast_function_declaration *n)
{
    if (n->body == 0 || early__has(e, EARLY_IN_STRICT)) {
        return false;
    }
    const ast_block_statement *body = early__node(e, n->body);
    return early__use_strict_of(e, body->body) != NULL;
}

/* A function at the top of a function or script is a variable. */
static early_kind
kind_of(const early *e, const ast_function_declaration *n)
{
    if (e->typescript) {
        return EARLY_FUNCTION;
    }
    if (e->scope == e->hoisting_scope) {
        return EARLY_VAR;
    }
    return n->async || n->generator ? EARLY_LEXICAL : EARLY_FUNCTION;
}

arena_ref
early__function_declaration(early *e, const ast_node *node)
{
    const ast_function_declaration *n = (const void *)node;
    if (n->id != 0) {
        const ast_identifier *id = early__node(e, n->id);
        early__declare(e, kind_of(e, n), id);
        if (becomes_strict(e, n)) {
            uint32_t outer = e->context;
            e->context |= EARLY_IN_STRICT;
            early__check_own_name(e, id);
            e->context = outer;
        }
    }
    early__enter_function(e, node, EARLY_PLAIN);
    return 0;
}

arena_ref
early__declare_function(early *e, const ast_node *node)
{
    const ast_ts_declare_function *n = (const void *)node;
    uint32_t outer = e->context;
    e->context |= n->declare ? EARLY_IN_AMBIENT : 0u;
    if (n->id != 0) {
        early__declare(e, EARLY_FUNCTION, early__node(e, n->id));
    }
    e->context = outer;
    return 0;
}

arena_ref
early__function_expression(early *e, const ast_node *node)
{
    early__enter_function(e, node, EARLY_PLAIN);
    return 0;
}

arena_ref
early__arrow(early *e, const ast_node *node)
{
    early__enter_function(e, node, EARLY_ARROW);
    return 0;
}

/* A property of an object literal, or of a pattern that is assigned to. */
arena_ref
early__property(early *e, const ast_node *node)
{
    const ast_property *n = (const void *)node;
    bool method = n->method || n->kind != AST_PROPERTY_KIND_INIT;
    if (!n->computed) {
        if (!method) {
            return n->value;
        }
        early__enter_function(e, early__node(e, n->value), EARLY_METHOD);
        return 0;
    }
    early__push(e, n->value);
    if (method) {
        early__push(e, ACTION_METHOD);
    }
    return n->key;
}

/* ---- What only some functions have -------------------------------------- */

arena_ref
early__super(early *e, const ast_node *node)
{
    if (!early__has(e, EARLY_HAS_SUPER)) {
        early__error(e, EARLY_SUPER_PROPERTY, early__span(node));
    }
    return 0;
}

arena_ref
early__call(early *e, const ast_node *node)
{
    const ast_call_expression *n = (const void *)node;
    early__push_list(e, n->arguments);
    const ast_node *callee = early__node(e, n->callee);
    if (callee->tag != AST_SUPER) {
        return n->callee;
    }
    if (!early__has(e, EARLY_HAS_SUPER_CALL)) {
        early__error(e, EARLY_SUPER_CALL, early__span(callee));
    }
    return 0;
}

arena_ref
early__meta_property(early *e, const ast_node *node)
{
    const ast_meta_property *n = (const void *)node;
    const ast_identifier *meta = early__node(e, n->meta);
    if (!early__has(e, EARLY_HAS_NEW_TARGET) && EARLY_IS(e, meta->name, "new")) {
        early__error(e, EARLY_NEW_TARGET, early__span(node));
    }
    return 0;
}

arena_ref
early__identifier(early *e, const ast_node *node)
{
    const ast_identifier *n = (const void *)node;
    if (EARLY_IS(e, n->name, "arguments")) {
        early__error(e, EARLY_ARGUMENTS, early__span(node));
    }
    return 0;
}
