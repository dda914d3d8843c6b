/* Imports.  `type`, `defer` and `source` are names and keywords, too. */
#include "parser_internal.h"

static arena_ref
parse_namespace_import(parser *p)
{
    uint32_t start = take(p).start;
    expect(p, TOK_AS);
    arena_ref local = parse_binding_identifier(p);
    declare_name(p, EARLY_IMPORT, local);
    ast_import_namespace_specifier *n =
        NEW_NODE(p, import_namespace_specifier, start, end_before(p));
    n->local = local;
    return ref_of(p, n);
}

static arena_ref
new_default_specifier(parser *p, token name)
{
    arena_ref local = new_identifier(p, name);
    declare_name(p, EARLY_IMPORT, local);
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
bool
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

/* `import defer * as a` and `import source a` are all there is of them. */
static void
check_phase(parser *p, uint8_t phase)
{
    if (phase == AST_IMPORT_PHASE_DEFER && !at(p, TOK_STAR)) {
        parser_error_here(p, "'import defer' takes all of a module: '* as' and a name");
    } else if (phase == AST_IMPORT_PHASE_SOURCE && at(p, TOK_STAR)) {
        parser_error_here(p, "'import source' takes one name");
    }
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
    check_phase(p, phase);
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
parse_import_clause(parser *p, const token *first)
{
    size_t mark = begin_list(p);
    if (first != NULL) {
        add(p, new_default_specifier(p, *first));
    }
    if (first == NULL || accept(p, TOK_COMMA)) {
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
    refuse_in_namespace(p, start, "An import in a namespace cannot name a module");
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
    const arena_ref *items = items_of(p, specifiers);
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
    token first;
    bool has_binding = !at(p, TOK_LBRACE) && !at(p, TOK_STAR);
    if (has_binding) {
        if (!at_identifier(p)) {
            parser__expected(p, TOK_IDENTIFIER);
            return 0;
        }
        check_identifier(p);
        first = take(p);
        if (at(p, TOK_EQ) && is_typescript(p)) {
            return parse_import_equals(p, start, first, kind);
        }
        if (at(p, TOK_COMMA) && phase != 0) {
            return parser_error_here(p, "'import source' takes one name");
        }
        if (at(p, TOK_COMMA) && kind == AST_IMPORT_KIND_TYPE) {
            return parser_error_here(
                p, "An import of types has a default binding or others, not both");
        }
    }
    ast_list specifiers = parse_import_clause(p, has_binding ? &first : NULL);
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
    declare_name(p, EARLY_IMPORT, id);
    expect(p, TOK_EQ);
    if (at(p, TOK_REQUIRE) && peek(p).kind == TOK_LPAREN) {
        reference = parse_external_module_reference(p);
        refuse_in_namespace(p, start, "An import in a namespace cannot name a module");
    } else if (import_kind == AST_IMPORT_KIND_TYPE) {
        return parser_error_since(p, "'import type' is for modules", start);
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
