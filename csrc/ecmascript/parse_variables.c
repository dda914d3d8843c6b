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

static bool
is_declared_number(const parser *p, const ast_unary_expression *n)
{
    const ast_node *argument = node_at(p, n->argument);
    return n->operator == AST_UNARY_OPERATOR_MINUS && argument != NULL
           && (argument->tag == AST_NUMERIC_LITERAL || argument->tag == AST_BIGINT_LITERAL);
}

/* `a.b` or `a["b"]`: of an enum, or so it may be. */
static bool
may_be_enum_member(const parser *p, arena_ref value)
{
    const ast_member_expression *n = (const ast_member_expression *)node_at(p, value);
    const ast_node *property = n->computed ? node_at(p, n->property) : NULL;
    return is_dotted_name(p, n->object)
           && (!n->computed || (property != NULL && property->tag == AST_STRING_LITERAL));
}

/* Is it what a constant that is only declared may be said to be? */
static bool
is_declared_value(const parser *p, arena_ref value)
{
    const ast_node *n = node_at(p, value);
    switch (n == NULL ? 0 : n->tag) {
    case AST_STRING_LITERAL: case AST_NUMERIC_LITERAL: case AST_BIGINT_LITERAL:
    case AST_BOOLEAN_LITERAL:
        return true;
    case AST_UNARY_EXPRESSION:
        return is_declared_number(p, (const ast_unary_expression *)n);
    case AST_TEMPLATE_LITERAL:
        return ((const ast_template_literal *)n)->expressions.length == 0;
    case AST_MEMBER_EXPRESSION:
        return may_be_enum_member(p, value);
    default:
        return false;
    }
}

void
check_declared_value(parser *p, arena_ref value, bool constant)
{
    const ast_node *n = node_at(p, value);
    if (n == NULL) {
        return;
    }
    if (!constant) {
        parser_error(p, "A declaration has no initial value", n->start, n->end);
    } else if (!is_declared_value(p, value)) {
        parser_error(p, "A declared constant is a literal or a member of an enum", n->start,
                     n->end);
    }
}

static bool
has_annotation(const parser *p, arena_ref id)
{
    const ast_identifier *n = (const ast_identifier *)node_at(p, id);
    return n != NULL && n->tag == AST_IDENTIFIER && n->type_annotation != 0;
}

static void
check_declared(parser *p, const ast_variable_declarator *d, uint8_t kind)
{
    if (d->definite) {
        parser_error(p, "A declaration has no '!'", d->start, d->end);
    } else if (d->init != 0) {
        bool constant = kind == AST_VARIABLE_KIND_CONST && !has_annotation(p, d->id);
        check_declared_value(p, d->init, constant);
    }
}

void
check_initializers(parser *p, const ast_variable_declaration *n)
{
    bool ambient = has_context(p, CONTEXT_AMBIENT);
    const arena_ref *items = arena_address(p->arena, n->declarations.items);
    for (uint32_t i = 0; i < n->declarations.length && !parser_failed(p); i++) {
        const ast_variable_declarator *d = arena_address(p->arena, items[i]);
        if (ambient) {
            check_declared(p, d, n->kind);
        } else {
            check_declarator(p, d, n->kind);
        }
    }
}

/* ---- Declarations ------------------------------------------------------- */

arena_ref
parse_variable_declaration(parser *p, const declaration_prefix *prefix)
{
    uint8_t kind = take_variable_kind(p);
    if (kind >= AST_VARIABLE_KIND_USING && has_context(p, CONTEXT_AMBIENT)) {
        return parser_error_since(p, "A declaration cannot be of a 'using'", prefix->start);
    }
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
