/* early_typescript.c - the declarations that only TypeScript has. */
#include "early_internal.h"

arena_ref
early__interface(early *e, const ast_node *node)
{
    early__declare(e, EARLY_INTERFACE,
                   early__node(e, ((const ast_ts_interface_declaration *)node)->id));
    return 0;
}

arena_ref
early__type_alias(early *e, const ast_node *node)
{
    early__declare(e, EARLY_TYPE,
                   early__node(e, ((const ast_ts_type_alias_declaration *)node)->id));
    return 0;
}

arena_ref
early__enum(early *e, const ast_node *node)
{
    const ast_ts_enum_declaration *n = (const void *)node;
    early__declare(e, n->const_ ? EARLY_CONST_ENUM : EARLY_ENUM, early__node(e, n->id));
    return n->body;
}

/* `a` of `namespace a.b.c`; NULL of a module that has a string for a name. */
static const ast_identifier *
first_name(const early *e, arena_ref id)
{
    const ast_node *n = early__node(e, id);
    while (n->tag == AST_TS_QUALIFIED_NAME) {
        n = early__node(e, ((const ast_ts_qualified_name *)n)->left);
    }
    return n->tag == AST_IDENTIFIER ? (const void *)n : NULL;
}

/* Its body is a function's when it runs. */
arena_ref
early__namespace(early *e, const ast_node *node)
{
    const ast_ts_module_declaration *n = (const void *)node;
    const ast_identifier *name = first_name(e, n->id);
    if (name != NULL && n->kind != AST_TS_MODULE_KIND_GLOBAL) {
        early__declare(e, EARLY_NAMESPACE, name);
    }
    if (n->body == 0) {
        return 0;
    }
    early__open_function_scope(e);
    bool named = name != NULL && n->kind != AST_TS_MODULE_KIND_GLOBAL;
    e->context &= ~(uint32_t)(EARLY_IN_LOOP | EARLY_IN_BREAKABLE | EARLY_IN_NAMESPACE);
    e->context |= (n->declare ? EARLY_IN_AMBIENT : 0u) | (named ? EARLY_IN_NAMESPACE : 0u);
    early__push_list(e, ((const ast_ts_module_block *)early__node(e, n->body))->body);
    return 0;
}

arena_ref
early__import_equals(early *e, const ast_node *node)
{
    early__declare(e, EARLY_IMPORT,
                   early__node(e, ((const ast_ts_import_equals_declaration *)node)->id));
    return 0;
}

/* Overloads, and constructors of declarations, have no parameter properties. */
void
early__check_overload(early *e, const ast_node *function)
{
    ast_list params = ((const ast_ts_empty_body_function_expression *)function)->params;
    const arena_ref *items = early__items(e, params);
    for (uint32_t i = 0; i < params.length; i++) {
        const ast_node *n = early__node(e, items[i]);
        if (n->tag == AST_TS_PARAMETER_PROPERTY) {
            early__error(e, EARLY_PARAMETER_PROPERTY, early__span(n));
        }
    }
}
