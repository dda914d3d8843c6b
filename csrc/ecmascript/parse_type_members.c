/* What stands in the braces of an interface or a type: signatures, or a mapped
 * type.  A signature spans the `;` or `,` behind it. */
#include "parser_internal.h"

/* What was read in front of the part that tells what a member is. */
typedef struct member_head {
    uint32_t start;
    bool readonly;
} member_head;

/* The `;` or `,` that ends a member, or what may stand for it. */
static void
parse_member_end(parser *p)
{
    if (!accept(p, TOK_COMMA)) {
        parse_semicolon(p);
    }
}

/* ---- Index signatures --------------------------------------------------- */

bool
at_index_signature(const parser *p)
{
    if (!at(p, TOK_LBRACKET)) {
        return false;
    }
    lexer ahead = p->lex;
    lexer_next(&ahead);
    if (!token_is_name((token_kind)ahead.token.kind)) {
        return false;
    }
    lexer_next(&ahead);
    return ahead.token.kind == TOK_COLON;
}

static arena_ref
parse_index_parameter(parser *p)
{
    token name = p->lex.token;
    if (!token_is_name(current(p))) {
        return parse_identifier_name(p);
    }
    next(p);
    arena_text text = name_text(p, name);
    arena_ref type_annotation = parse_type_annotation(p);
    ast_identifier *n = NEW_NODE(p, identifier, name.start, end_before(p));
    n->name = text;
    n->type_annotation = type_annotation;
    return ref_of(p, n);
}

static void
refuse_more_parameters(parser *p)
{
    if (at(p, TOK_COMMA)) {
        parser_error_here(p, "An index signature has one parameter");
    }
}

arena_ref
parse_index_signature(parser *p, uint32_t start, bool readonly, bool is_static)
{
    size_t mark = begin_list(p);
    expect(p, TOK_LBRACKET);
    add(p, parse_index_parameter(p));
    refuse_more_parameters(p);
    expect(p, TOK_RBRACKET);
    arena_ref type_annotation = parse_type_annotation(p);
    parse_member_end(p);
    ast_list parameters = finish_list(p, mark);
    ast_ts_index_signature *n = NEW_NODE(p, ts_index_signature, start, end_before(p));
    n->type_annotation = type_annotation;
    n->parameters = parameters;
    n->readonly = readonly;
    n->static_ = is_static;
    return ref_of(p, n);
}

/* ---- Call and construct signatures -------------------------------------- */

static arena_ref
parse_call_member(parser *p)
{
    call_signature s = parse_call_signature(p, OF_TYPE);
    parse_member_end(p);
    ast_ts_call_signature_declaration *n =
        NEW_NODE(p, ts_call_signature_declaration, s.start, end_before(p));
    n->type_parameters = s.type_parameters;
    n->params = s.params;
    n->return_type = s.return_type;
    return ref_of(p, n);
}

static arena_ref
parse_construct_member(parser *p)
{
    uint32_t start = take(p).start;
    call_signature s = parse_call_signature(p, OF_TYPE);
    refuse_predicate(p, &s);
    parse_member_end(p);
    ast_ts_construct_signature_declaration *n =
        NEW_NODE(p, ts_construct_signature_declaration, start, end_before(p));
    n->type_parameters = s.type_parameters;
    n->params = s.params;
    n->return_type = s.return_type;
    return ref_of(p, n);
}

/* ---- Properties and methods --------------------------------------------- */

static ast_ts_method_signature *
new_method(parser *p, uint32_t start, arena_ref key, bool computed, const call_signature *s)
{
    ast_ts_method_signature *n = NEW_NODE(p, ts_method_signature, start, end_before(p));
    n->kind = AST_TS_METHOD_KIND_METHOD;
    n->key = key;
    n->computed = computed;
    n->type_parameters = s->type_parameters;
    n->params = s->params;
    n->return_type = s->return_type;
    return n;
}

static arena_ref
parse_method(parser *p, const member_head *head, arena_ref key, bool computed, bool optional)
{
    if (head->readonly) {
        return parser_error_since(p, "A method cannot be readonly", head->start);
    }
    call_signature s = parse_call_signature(p, OF_TYPE);
    parse_member_end(p);
    ast_ts_method_signature *n = new_method(p, head->start, key, computed, &s);
    n->optional = optional;
    return ref_of(p, n);
}

static arena_ref
parse_property_or_method(parser *p, const member_head *head)
{
    bool computed;
    arena_ref key = parse_property_name(p, &computed);
    bool optional = accept(p, TOK_QUESTION);
    if (at(p, TOK_LPAREN) || at(p, TOK_LESS)) {
        return parse_method(p, head, key, computed, optional);
    }
    arena_ref type_annotation = parse_optional_type_annotation(p);
    parse_member_end(p);
    ast_ts_property_signature *n =
        NEW_NODE(p, ts_property_signature, head->start, end_before(p));
    n->key = key;
    n->type_annotation = type_annotation;
    n->computed = computed;
    n->optional = optional;
    n->readonly = head->readonly;
    return ref_of(p, n);
}

/* ---- Accessors ---------------------------------------------------------- */

bool
names_property(token t)
{
    switch ((token_kind)t.kind) {
    case TOK_STRING: case TOK_NUMBER: case TOK_BIGINT: case TOK_LBRACKET: case TOK_PRIVATE_NAME:
        return true;
    default:
        return token_is_name((token_kind)t.kind);
    }
}

static bool
at_accessor(const parser *p)
{
    return (at(p, TOK_GET) || at(p, TOK_SET)) && names_property(peek(p));
}

static arena_ref
parse_accessor(parser *p, const member_head *head)
{
    bool setter = at(p, TOK_SET);
    next(p);
    bool computed;
    arena_ref key = parse_property_name(p, &computed);
    call_signature s = parse_call_signature(p, OF_TYPE);
    check_accessor(p, &s, setter);
    parse_member_end(p);
    ast_ts_method_signature *n = new_method(p, head->start, key, computed, &s);
    n->kind = setter ? AST_TS_METHOD_KIND_SET : AST_TS_METHOD_KIND_GET;
    return ref_of(p, n);
}

/* ---- Members ------------------------------------------------------------ */

/* `readonly` is a name as well; a modifier has what it modifies on its line. */
static bool
at_readonly_modifier(const parser *p)
{
    if (!at(p, TOK_READONLY)) {
        return false;
    }
    token after = peek(p);
    return names_property(after) && (after.flags & TOKEN_NEWLINE_BEFORE) == 0;
}

static bool
at_construct_signature(const parser *p)
{
    if (!at(p, TOK_NEW)) {
        return false;
    }
    token after = peek(p);
    return after.kind == TOK_LPAREN || after.kind == TOK_LESS;
}

static arena_ref
parse_type_member(parser *p)
{
    if (at(p, TOK_LPAREN) || at(p, TOK_LESS)) {
        return parse_call_member(p);
    }
    if (at_construct_signature(p)) {
        return parse_construct_member(p);
    }
    member_head head = {.start = start_here(p), .readonly = at_readonly_modifier(p)};
    if (head.readonly) {
        next(p);
    }
    if (at_accessor(p)) {
        if (head.readonly) {
            return parser_error_here(p, "An accessor cannot be readonly");
        }
        return parse_accessor(p, &head);
    }
    if (at_index_signature(p)) {
        return parse_index_signature(p, head.start, head.readonly, false);
    }
    return parse_property_or_method(p, &head);
}

/* The opening brace was taken. */
static ast_list
parse_members_behind_brace(parser *p)
{
    size_t mark = begin_list(p);
    while (!at(p, TOK_RBRACE) && !at(p, TOK_EOF)) {
        add(p, parse_type_member(p));
    }
    expect(p, TOK_RBRACE);
    return finish_list(p, mark);
}

ast_list
parse_type_members(parser *p)
{
    expect(p, TOK_LBRACE);
    return parse_members_behind_brace(p);
}

/* ---- Mapped types ------------------------------------------------------- */

/* Behind the brace: `[K in`, with or without what may stand before it. */
static bool
at_mapped_type(const parser *p)
{
    if (at(p, TOK_PLUS) || at(p, TOK_MINUS)) {
        return true;
    }
    if (!at(p, TOK_LBRACKET) && !at(p, TOK_READONLY)) {
        return false;
    }
    lexer ahead = p->lex;
    if (ahead.token.kind == TOK_READONLY) {
        lexer_next(&ahead);
    }
    if (ahead.token.kind != TOK_LBRACKET) {
        return false;
    }
    lexer_next(&ahead);
    if (!token_is_name((token_kind)ahead.token.kind)) {
        return false;
    }
    lexer_next(&ahead);
    return ahead.token.kind == TOK_IN;
}

/* A modifier of the mapped type, with or without its sign; 0 if there is none. */
static uint8_t
parse_mapped_modifier(parser *p, token_kind modifier)
{
    if (accept(p, modifier)) {
        return AST_TS_MAPPED_MODIFIER_TRUE;
    }
    if (!at(p, TOK_PLUS) && !at(p, TOK_MINUS)) {
        return 0;
    }
    uint8_t sign = at(p, TOK_PLUS) ? AST_TS_MAPPED_MODIFIER_PLUS : AST_TS_MAPPED_MODIFIER_MINUS;
    next(p);
    expect(p, modifier);
    return sign;
}

static arena_ref
parse_mapped_type(parser *p, uint32_t start)
{
    uint8_t readonly = parse_mapped_modifier(p, TOK_READONLY);
    expect(p, TOK_LBRACKET);
    arena_ref key = parse_binding_identifier(p);
    expect(p, TOK_IN);
    arena_ref constraint = parse_type(p);
    arena_ref name_type = accept(p, TOK_AS) ? parse_type(p) : 0;
    expect(p, TOK_RBRACKET);
    uint8_t optional = parse_mapped_modifier(p, TOK_QUESTION);
    arena_ref type_annotation = accept(p, TOK_COLON) ? parse_type(p) : 0;
    parse_semicolon(p);
    expect(p, TOK_RBRACE);
    ast_ts_mapped_type *n = NEW_NODE(p, ts_mapped_type, start, end_before(p));
    n->key = key;
    n->constraint = constraint;
    n->name_type = name_type;
    n->type_annotation = type_annotation;
    n->optional = optional;
    n->readonly = readonly;
    return ref_of(p, n);
}

arena_ref
parse_type_literal_or_mapped_type(parser *p)
{
    uint32_t start = start_here(p);
    expect(p, TOK_LBRACE);
    if (at_mapped_type(p)) {
        return parse_mapped_type(p, start);
    }
    ast_list members = parse_members_behind_brace(p);
    ast_ts_type_literal *n = NEW_NODE(p, ts_type_literal, start, end_before(p));
    n->members = members;
    return ref_of(p, n);
}
