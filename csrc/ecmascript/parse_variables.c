/* var, let, const, using, await using. */
#include "parser_internal.h"

static uint8_t
take_variable_kind(parser *p)
{
    switch ((token_kind)take(p).kind) {
    case TOK_VAR:
        return AST_VARIABLE_KIND_VAR;
    case TOK_LET:
        return AST_VARIABLE_KIND_LET;
    case TOK_CONST:
        return AST_VARIABLE_KIND_CONST;
    case TOK_AWAIT:
        next(p);
        p->is_module |= has_context(p, CONTEXT_MAY_BE_MODULE);
        return AST_VARIABLE_KIND_AWAIT_USING;
    default:
        return AST_VARIABLE_KIND_USING;
    }
}

static arena_ref
parse_variable_declarator(parser *p, uint8_t kind)
{
    uint32_t start = start_here(p);
    if (kind >= AST_VARIABLE_KIND_USING && !at_identifier(p)) {
        parser__expected(p, TOK_IDENTIFIER);
    }
    bool definite = false;
    arena_ref id = parse_declared_binding(p, &definite);
    declare_pattern(p, kind == AST_VARIABLE_KIND_VAR ? EARLY_VAR : EARLY_LEXICAL, id);
    arena_ref init = accept(p, TOK_EQ) ? parse_assignment_expression(p) : 0;
    ast_variable_declarator *n = NEW_NODE(p, variable_declarator, start, end_before(p));
    n->definite = definite;
    n->id = id;
    n->init = init;
    return ref_of(p, n);
}

static ast_list
parse_declarators(parser *p, uint8_t kind)
{
    size_t mark = begin_list(p);
    do {
        add(p, parse_variable_declarator(p, kind));
    } while (accept(p, TOK_COMMA));
    return finish_list(p, mark);
}

static arena_ref
new_variables(parser *p, const declaration_prefix *prefix, uint8_t kind, ast_list declarations)
{
    ast_variable_declaration *n =
        NEW_NODE(p, variable_declaration, prefix->start, end_before(p));
    n->kind = kind;
    n->declare = prefix->declare;
    n->declarations = declarations;
    return ref_of(p, n);
}

/* ---- Initial values ----------------------------------------------------- */

static void
check_declarator(parser *p, const ast_variable_declarator *d, uint8_t kind)
{
    const ast_node *id = arena_address(p->arena, d->id);
    if (d->init != 0) {
        if (d->definite) {
            parser_error(p, "A variable with '!' has no initial value", d->start, d->end);
        }
        return;
    }
    if (id->tag != AST_IDENTIFIER) {
        parser_error(p, "A destructuring declaration needs an initial value", d->start, d->end);
    } else if (kind >= AST_VARIABLE_KIND_CONST) {
        parser_error(p, "A constant needs an initial value", d->start, d->end);
    }
}

void
check_initializers(parser *p, const ast_variable_declaration *n)
{
    bool ambient = has_context(p, CONTEXT_AMBIENT);
    const arena_ref *items = arena_address(p->arena, n->declarations.items);
    for (uint32_t i = 0; i < n->declarations.length && !parser_failed(p); i++) {
        const ast_variable_declarator *d = arena_address(p->arena, items[i]);
        if (!ambient) {
            check_declarator(p, d, n->kind);
        } else if (d->init != 0 && n->kind != AST_VARIABLE_KIND_CONST) {
            parser_error(p, "A declaration has no initial value", d->start, d->end);
        }
    }
}

/* ---- Declarations ------------------------------------------------------- */

arena_ref
parse_variable_declaration(parser *p, const declaration_prefix *prefix)
{
    uint8_t kind = take_variable_kind(p);
    ast_list declarations = parse_declarators(p, kind);
    parse_semicolon(p);
    arena_ref declaration = new_variables(p, prefix, kind, declarations);
    const ast_node *n = node_at(p, declaration);
    if (n != NULL) {
        check_initializers(p, (const ast_variable_declaration *)n);
    }
    return declaration;
}

arena_ref
parse_for_declaration(parser *p)
{
    declaration_prefix prefix = {.start = start_here(p)};
    uint8_t kind = take_variable_kind(p);
    ast_list declarations = parse_declarators(p, kind);
    return new_variables(p, &prefix, kind, declarations);
}
