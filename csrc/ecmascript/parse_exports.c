/* Exports. */
#include "keywords.h"
#include "parser_internal.h"

/* ---- Names and everything ----------------------------------------------- */

static arena_ref
parse_export_all(parser *p, uint32_t start, uint8_t kind)
{
    next(p);
    arena_ref exported = accept(p, TOK_AS) ? parse_module_export_name(p) : 0;
    if (exported != 0) {
        declare_exported(p, exported);
    }
    arena_ref source = parse_from_clause(p);
    ast_list attributes = parse_with_clause(p);
    parse_semicolon(p);
    refuse_in_namespace(p, start, "An export in a namespace cannot name a module");
    ast_export_all_declaration *n = NEW_NODE(p, export_all_declaration, start, end_before(p));
    n->export_kind = kind;
    n->source = source;
    n->exported = exported;
    n->attributes = attributes;
    return ref_of(p, n);
}

/* `export type { type a }` */
static void
refuse_inner_types(parser *p, ast_list specifiers)
{
    const arena_ref *items = items_of(p, specifiers);
    for (uint32_t i = 0; i < specifiers.length && !parser_failed(p); i++) {
        const ast_export_specifier *s = arena_address(p->arena, items[i]);
        if (s->export_kind == AST_IMPORT_KIND_TYPE) {
            parser_error(p, "The export is for types already", s->start, s->end);
        }
    }
}

/* Without a `from` behind the list, what is exported must be a name here. */
static void
check_local_names(parser *p, ast_list specifiers)
{
    const arena_ref *items = items_of(p, specifiers);
    for (uint32_t i = 0; i < specifiers.length && !parser_failed(p); i++) {
        const ast_export_specifier *s = arena_address(p->arena, items[i]);
        const ast_node *local = arena_address(p->arena, s->local);
        size_t length = local->end - local->start;
        token_kind kind = keyword_kind(p->lex.source + local->start, length);
        bool reserved = kind != TOK_IDENTIFIER && !is_identifier(p, kind);
        if (local->tag == AST_STRING_LITERAL || reserved) {
            parser_error(p, "What is exported must be a name, but for 'export ... from'",
                         local->start, local->end);
        }
    }
}

static void
declare_specifiers(parser *p, ast_list specifiers, bool local)
{
    const arena_ref *items = items_of(p, specifiers);
    for (uint32_t i = 0; i < specifiers.length && !parser_failed(p); i++) {
        const ast_export_specifier *s = arena_address(p->arena, items[i]);
        declare_exported(p, s->exported);
        if (local && !is_typescript(p)) {
            declare_name(p, NAME_EXPORTED_LOCAL, s->local);
        }
    }
}

static arena_ref
parse_named_exports(parser *p, uint32_t start, uint8_t kind)
{
    size_t mark = begin_list(p);
    parse_specifiers(p, parse_export_specifier);
    ast_list specifiers = finish_list(p, mark), attributes = {0, 0};
    arena_ref source = 0;
    if (kind == AST_IMPORT_KIND_TYPE) {
        refuse_inner_types(p, specifiers);
    }
    if (at(p, TOK_FROM)) {
        source = parse_from_clause(p);
        attributes = parse_with_clause(p);
        refuse_in_namespace(p, start, "An export in a namespace cannot name a module");
    } else {
        check_local_names(p, specifiers);
        doubt_if(p, has_context(p, CONTEXT_NAMESPACE) && !has_context(p, CONTEXT_AMBIENT));
    }
    declare_specifiers(p, specifiers, source == 0);
    parse_semicolon(p);
    ast_export_named_declaration *n =
        NEW_NODE(p, export_named_declaration, start, end_before(p));
    n->export_kind = kind;
    n->specifiers = specifiers;
    n->source = source;
    n->attributes = attributes;
    return ref_of(p, n);
}

static arena_ref
parse_export_assignment(parser *p, uint32_t start)
{
    next(p);
    arena_ref expression = parse_expression(p);
    parse_semicolon(p);
    refuse_in_namespace(p, start, "'export =' is for modules");
    ast_ts_export_assignment *n = NEW_NODE(p, ts_export_assignment, start, end_before(p));
    n->expression = expression;
    return ref_of(p, n);
}

/* ---- Of TypeScript ------------------------------------------------------ */

/* `export as namespace X`. */
static arena_ref
parse_namespace_export(parser *p, uint32_t start)
{
    if (has_context(p, CONTEXT_MODULE_BLOCK)) {
        return parser_error_since(p, "'export as namespace' is for the top level of a file", start);
    }
    next(p);
    expect(p, TOK_NAMESPACE);
    arena_ref id = parse_binding_identifier(p);
    parse_semicolon(p);
    ast_ts_namespace_export_declaration *n =
        NEW_NODE(p, ts_namespace_export_declaration, start, end_before(p));
    n->id = id;
    return ref_of(p, n);
}

/* ---- Declarations ------------------------------------------------------- */

/* Those of the class behind `export`, unless they stand before it. */
static void
parse_inner_decorators(parser *p, declaration_prefix *prefix)
{
    if (!at(p, TOK_AT)) {
        return;
    }
    if (prefix->decorators.length != 0) {
        parser_error_here(p, "Decorators stand before 'export' or behind it, not both");
    }
    prefix->decorators = parse_decorators(p);
    if (!at(p, TOK_CLASS) && !at(p, TOK_ABSTRACT) && !at(p, TOK_DECLARE)) {
        parser_error_here(p, "Expected a class after the decorators");
    }
}

static void
refuse_outer_decorators(parser *p, const declaration_prefix *prefix)
{
    refuse_decorators(p, prefix->decorators, "Decorators stand before classes only");
}

/* The declarations that `export default` takes may go without a name. */
static arena_ref
parse_default_exported(parser *p, declaration_prefix *prefix)
{
    prefix->start = start_here(p);
    parse_inner_decorators(p, prefix);
    token after = peek(p);
    bool on_line = !(after.flags & TOKEN_NEWLINE_BEFORE);
    if (at(p, TOK_FUNCTION) || at_async_function(p)) {
        refuse_outer_decorators(p, prefix);
        return parse_function_declaration(p, prefix, false);
    }
    if (at(p, TOK_ABSTRACT) && is_typescript(p) && after.kind == TOK_CLASS && on_line) {
        prefix->abstract = true;
        next(p);
    }
    if (at(p, TOK_CLASS)) {
        return parse_class_declaration(p, prefix, false);
    }
    refuse_outer_decorators(p, prefix);
    if (at(p, TOK_INTERFACE) && at_declaration(p)) {
        return parse_interface_declaration(p, prefix);
    }
    arena_ref expression = parse_assignment_expression(p);
    parse_semicolon(p);
    return expression;
}

static arena_ref
parse_export_default(parser *p, declaration_prefix *prefix)
{
    uint32_t start = prefix->start;
    next(p);
    arena_ref declaration = parse_default_exported(p, prefix);
    const ast_node *exported = node_at(p, declaration);
    if (exported != NULL && exported->tag != AST_TS_INTERFACE_DECLARATION &&
        exported->tag != AST_TS_DECLARE_FUNCTION) {
        declare_exported(p, 0);
    }
    refuse_in_namespace(p, start, "'export default' is for modules");
    ast_export_default_declaration *n =
        NEW_NODE(p, export_default_declaration, start, end_before(p));
    n->declaration = declaration;
    return ref_of(p, n);
}

/* What oxc and typescript-estree call "type": what leaves no trace at run time. */
static uint8_t
export_kind_of(const parser *p, const declaration_prefix *prefix, arena_ref declaration)
{
    ast_node *n = node_at(p, declaration);
    bool type = prefix->declare
                || (n != NULL && (n->tag == AST_TS_INTERFACE_DECLARATION
                                  || n->tag == AST_TS_TYPE_ALIAS_DECLARATION));
    return type ? AST_IMPORT_KIND_TYPE : AST_IMPORT_KIND_VALUE;
}

static arena_ref
parse_exported_import(parser *p)
{
    uint32_t start = take(p).start;
    uint8_t kind = AST_IMPORT_KIND_VALUE;
    if (at(p, TOK_TYPE) && is_import_keyword(p)) {
        next(p);
        kind = AST_IMPORT_KIND_TYPE;
    }
    if (!at_identifier(p)) {
        parser__expected(p, TOK_IDENTIFIER);
        return 0;
    }
    check_identifier(p);
    token name = take(p);
    return parse_import_equals(p, start, name, kind);
}

static arena_ref
parse_exported_declaration(parser *p, declaration_prefix *prefix)
{
    uint32_t start = prefix->start;
    arena_ref declaration;
    scope s = open_scope(p);
    prefix->start = start_here(p);
    parse_inner_decorators(p, prefix);
    if (at_using_declaration(p) || at_await_using(p)) {
        return parser_error_here(p, "'using' cannot be exported");
    }
    if (at(p, TOK_IMPORT) && is_typescript(p)) {
        declaration = parse_exported_import(p);
    } else {
        declaration = parse_declaration(p, prefix);
        if (declaration == 0) {
            return parser_error_here(p, "Expected a declaration, '{', '*', '=' or 'default' "
                                        "after 'export'");
        }
    }
    if (!is_typescript(p)) {
        declare_exports_since(p, s);
    }
    ast_export_named_declaration *n =
        NEW_NODE(p, export_named_declaration, start, end_before(p));
    n->export_kind = export_kind_of(p, prefix, declaration);
    n->declaration = declaration;
    return ref_of(p, n);
}

/* `export type {` and `export type *`; `type` is current. */
static bool
at_type_export(const parser *p)
{
    token_kind after = (token_kind)peek(p).kind;
    return after == TOK_LBRACE || after == TOK_STAR;
}

arena_ref
parse_export_declaration(parser *p, declaration_prefix *prefix)
{
    uint32_t start = prefix->start = start_here(p); /* decorators are the class's */
    uint8_t kind = AST_IMPORT_KIND_VALUE;
    note_module(p);
    next(p);
    if (at(p, TOK_TYPE) && is_typescript(p) && at_type_export(p)) {
        next(p);
        kind = AST_IMPORT_KIND_TYPE;
    }
    if (!at(p, TOK_DEFAULT) && !at_declaration(p)) {
        refuse_outer_decorators(p, prefix);
    }
    switch (current(p)) {
    case TOK_STAR:
        return parse_export_all(p, start, kind);
    case TOK_LBRACE:
        return parse_named_exports(p, start, kind);
    case TOK_EQ:
        if (is_typescript(p)) {
            return parse_export_assignment(p, start);
        }
        break;
    case TOK_DEFAULT:
        return parse_export_default(p, prefix);
    case TOK_AS:
        if (is_typescript(p) && peek(p).kind == TOK_NAMESPACE) {
            return parse_namespace_export(p, start);
        }
        break;
    default:
        break;
    }
    return parse_exported_declaration(p, prefix);
}
