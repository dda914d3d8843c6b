/* Imports and exports.
 *
 * `type`, `as`, `from`, `defer` and `source` are names and keywords here, both
 * within one clause; each function says what it looks at to tell. */
#include "keywords.h"
#include "parser_internal.h"

/* An import or export makes a module of what might be a script; those in a namespace
 * do not. */
static void
note_module(parser *p)
{
    p->is_module = true;
    if (has_context(p, CONTEXT_MAY_BE_MODULE)) {
        p->context |= CONTEXT_STRICT | CONTEXT_AWAIT | CONTEXT_MODULE;
        p->lex.html_comments = false;
    }
}

/* ---- Parts -------------------------------------------------------------- */

arena_ref
parse_module_export_name(parser *p)
{
    return at(p, TOK_STRING) ? parse_string_literal(p) : parse_identifier_name(p);
}

static arena_ref
parse_from_clause(parser *p)
{
    expect(p, TOK_FROM);
    return parse_string_literal(p);
}

static arena_ref
parse_import_attribute(parser *p)
{
    uint32_t start = start_here(p);
    arena_ref key = parse_module_export_name(p);
    expect(p, TOK_COLON);
    arena_ref value = parse_string_literal(p);
    ast_import_attribute *n = NEW_NODE(p, import_attribute, start, end_before(p));
    n->key = key;
    n->value = value;
    return ref_of(p, n);
}

/* `assert` is what `with` was called first, and needs to be on the same line. */
ast_list
parse_with_clause(parser *p)
{
    size_t mark = begin_list(p);
    if (at(p, TOK_WITH) || (at(p, TOK_ASSERT) && !newline_before(p))) {
        next(p);
        expect(p, TOK_LBRACE);
        while (!at(p, TOK_RBRACE) && !at(p, TOK_EOF)) {
            add(p, parse_import_attribute(p));
            if (!accept(p, TOK_COMMA)) {
                break;
            }
        }
        expect(p, TOK_RBRACE);
    }
    return finish_list(p, mark);
}

/* ---- Specifiers --------------------------------------------------------- */

/* Both sides of `a as b`, and whether `type` stood before. */
typedef struct specifier {
    uint32_t start;
    uint8_t kind; /* import_kind */
    arena_ref name, alias; /* alias 0: none */
    bool is_string; /* name */
    token token; /* of name */
} specifier;

static void
read_name(parser *p, specifier *s)
{
    s->token = p->lex.token;
    s->is_string = at(p, TOK_STRING);
    s->name = parse_module_export_name(p);
}

/* `type` was read and is in `s` as the name; `as` is current.
 *
 *     type as          a type called "as"
 *     type as as       "type", renamed to "as"
 *     type as as x     a type called "as", renamed to x
 *     type as x        "type", renamed to x */
static void
read_type_as(parser *p, specifier *s)
{
    token first = take(p);
    if (at(p, TOK_AS)) {
        token second = take(p);
        if (token_is_name(current(p)) || at(p, TOK_STRING)) {
            s->kind = AST_IMPORT_KIND_TYPE;
            s->token = first;
            s->name = new_identifier(p, first);
            s->alias = parse_module_export_name(p);
        } else {
            s->name = new_identifier(p, s->token);
            s->alias = new_identifier(p, second);
        }
    } else if (token_is_name(current(p)) || at(p, TOK_STRING)) {
        s->name = new_identifier(p, s->token);
        s->alias = parse_module_export_name(p);
    } else {
        s->kind = AST_IMPORT_KIND_TYPE;
        s->token = first;
        s->name = new_identifier(p, first);
    }
}

static specifier
read_specifier(parser *p)
{
    specifier s = {.start = start_here(p), .kind = AST_IMPORT_KIND_VALUE};
    if (at(p, TOK_TYPE) && is_typescript(p)) {
        s.token = take(p);
        if (at(p, TOK_AS)) {
            read_type_as(p, &s);
            return s;
        }
        if (token_is_name(current(p)) || at(p, TOK_STRING)) {
            s.kind = AST_IMPORT_KIND_TYPE;
            read_name(p, &s);
        } else {
            s.name = new_identifier(p, s.token);
        }
    } else {
        read_name(p, &s);
    }
    if (accept(p, TOK_AS)) {
        s.alias = parse_module_export_name(p);
    }
    return s;
}

/* A specifier without an alias has its name twice in the tree. */
static arena_ref
repeat_name(parser *p, const specifier *s)
{
    if (!s->is_string) {
        return new_identifier(p, s->token);
    }
    arena_text value = lexer_string(&p->lex, s->token, p->arena, p->base);
    ast_string_literal *n = NEW_NODE(p, string_literal, s->token.start, s->token.end);
    n->value = value;
    n->raw = source_text(p, s->token.start, s->token.end);
    if (arena_text_is_null(value)) {
        parser__no_memory(p);
    }
    return ref_of(p, n);
}

static arena_ref
parse_import_specifier(parser *p)
{
    specifier s = read_specifier(p);
    if (s.alias == 0) {
        if (s.is_string) {
            return parser_error_since(p, "A string in an import needs 'as' and a name", s.start);
        }
        if (token_is_reserved((token_kind)s.token.kind)) {
            return parser_error_since(
                p, "A reserved word in an import needs 'as' and a name", s.start);
        }
        s.alias = repeat_name(p, &s);
    }
    ast_import_specifier *n = NEW_NODE(p, import_specifier, s.start, end_before(p));
    n->import_kind = s.kind;
    n->imported = s.name;
    n->local = s.alias;
    return ref_of(p, n);
}

static arena_ref
parse_export_specifier(parser *p)
{
    specifier s = read_specifier(p);
    if (s.alias == 0) {
        s.alias = repeat_name(p, &s);
    }
    ast_export_specifier *n = NEW_NODE(p, export_specifier, s.start, end_before(p));
    n->export_kind = s.kind;
    n->local = s.name;
    n->exported = s.alias;
    return ref_of(p, n);
}

/* Without a `from` behind the list, what is exported must be a name here. */
static void
check_local_names(parser *p, ast_list specifiers)
{
    const arena_ref *items =
        specifiers.length == 0 || parser_failed(p) ? NULL : arena_address(p->arena, specifiers.items);
    for (uint32_t i = 0; i < specifiers.length && !parser_failed(p); i++) {
        const ast_export_specifier *s = arena_address(p->arena, items[i]);
        const ast_node *local = arena_address(p->arena, s->local);
        size_t length = local->end - local->start;
        bool reserved = token_is_reserved(keyword_kind(p->lex.source + local->start, length));
        if (local->tag == AST_STRING_LITERAL || reserved) {
            parser_error(p, "What is exported must be a name, but for 'export ... from'",
                         local->start, local->end);
        }
    }
}

/* Adds to the open list. */
static void
parse_specifiers(parser *p, arena_ref (*parse_one)(parser *))
{
    expect(p, TOK_LBRACE);
    while (!at(p, TOK_RBRACE) && !at(p, TOK_EOF)) {
        add(p, parse_one(p));
        if (!accept(p, TOK_COMMA)) {
            break;
        }
    }
    expect(p, TOK_RBRACE);
}

/* ---- Imports ------------------------------------------------------------ */

static arena_ref
parse_namespace_import(parser *p)
{
    uint32_t start = take(p).start;
    expect(p, TOK_AS);
    arena_ref local = parse_binding_identifier(p);
    ast_import_namespace_specifier *n =
        NEW_NODE(p, import_namespace_specifier, start, end_before(p));
    n->local = local;
    return ref_of(p, n);
}

static arena_ref
new_default_specifier(parser *p, token name)
{
    arena_ref local = new_identifier(p, name);
    ast_import_default_specifier *n =
        NEW_NODE(p, import_default_specifier, name.start, name.end);
    n->local = local;
    return ref_of(p, n);
}

/* The token behind the next. */
static token
peek_second(const parser *p)
{
    lexer ahead = p->lex;
    lexer_next(&ahead);
    lexer_next(&ahead);
    return ahead.token;
}

/* Is `type` (or `defer`, `source`), which is current, a keyword?  It is the
 * default binding in `type from "x"`, `type, {...}` and `type = ...`. */
static bool
is_import_keyword(const parser *p)
{
    token after = peek(p);
    if (after.kind == TOK_LBRACE || after.kind == TOK_STAR) {
        return true;
    }
    if (!token_is_identifier((token_kind)after.kind)) {
        return false;
    }
    if (after.kind != TOK_FROM) {
        return true;
    }
    token_kind second = (token_kind)peek_second(p).kind;
    return second == TOK_FROM || second == TOK_EQ || second == TOK_COMMA;
}

static uint8_t
parse_import_phase(parser *p)
{
    uint8_t phase = at(p, TOK_DEFER)    ? AST_IMPORT_PHASE_DEFER
                    : at(p, TOK_SOURCE) ? AST_IMPORT_PHASE_SOURCE
                                        : 0;
    if (phase == 0 || !is_import_keyword(p) || peek(p).kind == TOK_LBRACE) {
        return 0;
    }
    next(p);
    return phase;
}

/* The clause behind a default binding and a comma, or without one. */
static void
parse_named_imports(parser *p)
{
    if (at(p, TOK_STAR)) {
        add(p, parse_namespace_import(p));
    } else {
        parse_specifiers(p, parse_import_specifier);
    }
}

static ast_list
parse_import_clause(parser *p, const token *binding)
{
    size_t mark = begin_list(p);
    if (binding != NULL) {
        add(p, new_default_specifier(p, *binding));
    }
    if (binding == NULL || accept(p, TOK_COMMA)) {
        parse_named_imports(p);
    }
    return finish_list(p, mark);
}

static arena_ref
finish_import(parser *p, uint32_t start, uint8_t kind, uint8_t phase, ast_list specifiers,
              arena_ref source)
{
    ast_list attributes = parse_with_clause(p);
    parse_semicolon(p);
    note_module(p);
    ast_import_declaration *n = NEW_NODE(p, import_declaration, start, end_before(p));
    n->import_kind = kind;
    n->phase = phase;
    n->source = source;
    n->specifiers = specifiers;
    n->attributes = attributes;
    return ref_of(p, n);
}

/* `import type { type a }` */
static void
refuse_inner_types(parser *p, ast_list specifiers)
{
    const arena_ref *items =
        specifiers.length == 0 || parser_failed(p) ? NULL : arena_address(p->arena, specifiers.items);
    for (uint32_t i = 0; i < specifiers.length && !parser_failed(p); i++) {
        const ast_import_specifier *s = arena_address(p->arena, items[i]);
        if (s->tag == AST_IMPORT_SPECIFIER && s->import_kind == AST_IMPORT_KIND_TYPE) {
            parser_error(p, "The import is for types already", s->start, s->end);
        }
    }
}

arena_ref
parse_import_declaration(parser *p, uint32_t start)
{
    next(p);
    if (at(p, TOK_STRING)) {
        arena_ref source = parse_string_literal(p);
        return finish_import(p, start, AST_IMPORT_KIND_VALUE, 0, (ast_list){0, 0}, source);
    }
    uint8_t phase = parse_import_phase(p), kind = AST_IMPORT_KIND_VALUE;
    if (phase == 0 && at(p, TOK_TYPE) && is_typescript(p) && is_import_keyword(p)) {
        next(p);
        kind = AST_IMPORT_KIND_TYPE;
    }
    token binding;
    bool has_binding = !at(p, TOK_LBRACE) && !at(p, TOK_STAR);
    if (has_binding) {
        if (!at_identifier(p)) {
            parser__expected(p, TOK_IDENTIFIER);
            return 0;
        }
        check_identifier(p);
        binding = take(p);
        if (at(p, TOK_EQ) && is_typescript(p)) {
            return parse_import_equals(p, start, binding, kind);
        }
    }
    ast_list specifiers = parse_import_clause(p, has_binding ? &binding : NULL);
    if (kind == AST_IMPORT_KIND_TYPE) {
        refuse_inner_types(p, specifiers);
    }
    arena_ref source = parse_from_clause(p);
    return finish_import(p, start, kind, phase, specifiers, source);
}

static arena_ref
parse_external_module_reference(parser *p)
{
    uint32_t start = take(p).start;
    next(p);
    arena_ref source = parse_string_literal(p);
    expect(p, TOK_RPAREN);
    ast_ts_external_module_reference *n =
        NEW_NODE(p, ts_external_module_reference, start, end_before(p));
    n->expression = source;
    return ref_of(p, n);
}

arena_ref
parse_import_equals(parser *p, uint32_t start, token name, uint8_t import_kind)
{
    arena_ref id = new_identifier(p, name), reference;
    expect(p, TOK_EQ);
    if (at(p, TOK_REQUIRE) && peek(p).kind == TOK_LPAREN) {
        reference = parse_external_module_reference(p);
    } else {
        reference = parse_entity_name(p);
    }
    parse_semicolon(p);
    ast_ts_import_equals_declaration *n =
        NEW_NODE(p, ts_import_equals_declaration, start, end_before(p));
    n->import_kind = import_kind;
    n->id = id;
    n->module_reference = reference;
    return ref_of(p, n);
}

/* ---- Exports ------------------------------------------------------------ */

static arena_ref
parse_export_all(parser *p, uint32_t start, uint8_t kind)
{
    next(p);
    arena_ref exported = accept(p, TOK_AS) ? parse_module_export_name(p) : 0;
    arena_ref source = parse_from_clause(p);
    ast_list attributes = parse_with_clause(p);
    parse_semicolon(p);
    ast_export_all_declaration *n = NEW_NODE(p, export_all_declaration, start, end_before(p));
    n->export_kind = kind;
    n->source = source;
    n->exported = exported;
    n->attributes = attributes;
    return ref_of(p, n);
}

static arena_ref
parse_named_exports(parser *p, uint32_t start, uint8_t kind)
{
    size_t mark = begin_list(p);
    parse_specifiers(p, parse_export_specifier);
    ast_list specifiers = finish_list(p, mark), attributes = {0, 0};
    arena_ref source = 0;
    if (at(p, TOK_FROM)) {
        source = parse_from_clause(p);
        attributes = parse_with_clause(p);
    } else {
        check_local_names(p, specifiers);
    }
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
    ast_ts_export_assignment *n = NEW_NODE(p, ts_export_assignment, start, end_before(p));
    n->expression = expression;
    return ref_of(p, n);
}

/* `export as namespace X`. */
static arena_ref
parse_namespace_export(parser *p, uint32_t start)
{
    next(p);
    expect(p, TOK_NAMESPACE);
    arena_ref id = parse_binding_identifier(p);
    parse_semicolon(p);
    ast_ts_namespace_export_declaration *n =
        NEW_NODE(p, ts_namespace_export_declaration, start, end_before(p));
    n->id = id;
    return ref_of(p, n);
}

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

/* The declarations that `export default` takes may go without a name. */
static arena_ref
parse_default_exported(parser *p, declaration_prefix *prefix)
{
    prefix->start = start_here(p);
    parse_inner_decorators(p, prefix);
    token after = peek(p);
    bool on_line = !(after.flags & TOKEN_NEWLINE_BEFORE);
    if (at(p, TOK_FUNCTION) || (at(p, TOK_ASYNC) && after.kind == TOK_FUNCTION && on_line)) {
        return parse_function_declaration(p, prefix, false);
    }
    if (at(p, TOK_ABSTRACT) && is_typescript(p) && after.kind == TOK_CLASS && on_line) {
        prefix->abstract = true;
        next(p);
    }
    if (at(p, TOK_CLASS)) {
        return parse_class_declaration(p, prefix, false);
    }
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
    token name = take(p);
    return parse_import_equals(p, start, name, kind);
}

static arena_ref
parse_exported_declaration(parser *p, declaration_prefix *prefix)
{
    uint32_t start = prefix->start;
    arena_ref declaration;
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
