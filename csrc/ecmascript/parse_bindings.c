/* The patterns and names that declarations and parameters bind, and the names of
 * properties.
 *
 * A binding's node spans its `?` and annotation, and those come behind the name.
 * So the name waits as a token, a pattern's members as a list, until all of it
 * was read. */
#include "parser_internal.h"

/* ---- Names of properties ------------------------------------------------ */

bool
at_property_name(const parser *p)
{
    token_kind kind = current(p);
    return token_is_name(kind) || kind == TOK_STRING || kind == TOK_NUMBER
           || kind == TOK_BIGINT || kind == TOK_LBRACKET;
}

static arena_ref
parse_computed_name(parser *p)
{
    uint32_t outer = enter_brackets(p);
    expect(p, TOK_LBRACKET);
    arena_ref key = parse_assignment_expression(p);
    leave_brackets(p, outer);
    expect(p, TOK_RBRACKET);
    return key;
}

arena_ref
parse_property_name(parser *p, bool *computed)
{
    *computed = at(p, TOK_LBRACKET);
    switch (current(p)) {
    case TOK_LBRACKET:
        return parse_computed_name(p);
    case TOK_STRING:
        return parse_string_literal(p);
    case TOK_NUMBER:
        return parse_numeric_literal(p);
    case TOK_BIGINT:
        return parse_bigint_literal(p);
    case TOK_PRIVATE_NAME:
        return parser_error_here(p, "A private name can only be declared in a class");
    default:
        return parse_identifier_name(p);
    }
}

/* ---- Bindings ----------------------------------------------------------- */

static void
parse_binding_rest(parser *p, binding *b)
{
    if (!is_typescript(p)) {
        return;
    }
    b->optional = b->may_be_optional && accept(p, TOK_QUESTION);
    if (b->may_be_definite && at(p, TOK_BANG) && !newline_before(p)) {
        next(p);
        b->definite = true;
        b->type_annotation = parse_type_annotation(p);
    } else if (b->may_be_annotated) {
        b->type_annotation = parse_optional_type_annotation(p);
    }
}

static uint32_t
binding_start(const binding *b, uint32_t start)
{
    return b->optional ? b->outer : start;
}

/* The name is that of the token, which was not checked: it may be `this`. */
arena_ref
parse_name_binding(parser *p, binding *b)
{
    check_identifier(p);
    token t = take(p);
    arena_text name = name_text(p, t);
    parse_binding_rest(p, b);
    ast_identifier *n = NEW_NODE(p, identifier, binding_start(b, t.start), end_before(p));
    n->name = name;
    n->type_annotation = b->type_annotation;
    n->optional = b->optional;
    return ref_of(p, n);
}

arena_ref
parse_binding_initializer(parser *p, uint32_t start, arena_ref left)
{
    next(p);
    arena_ref right = parse_assignment_expression(p);
    ast_assignment_pattern *n = NEW_NODE(p, assignment_pattern, start, end_before(p));
    n->left = left;
    n->right = right;
    return ref_of(p, n);
}

static arena_ref
parse_optional_initializer(parser *p, uint32_t start, arena_ref left)
{
    return at(p, TOK_EQ) ? parse_binding_initializer(p, start, left) : left;
}

arena_ref
new_rest_element(parser *p, uint32_t start, arena_ref argument, arena_ref type_annotation)
{
    ast_rest_element *n = NEW_NODE(p, rest_element, start, end_before(p));
    n->argument = argument;
    n->type_annotation = type_annotation;
    return ref_of(p, n);
}

/* BindingElement */
static arena_ref
parse_binding_element(parser *p)
{
    uint32_t start = start_here(p);
    arena_ref left = parse_binding_pattern(p);
    return parse_optional_initializer(p, start, left);
}

static void
expect_last(parser *p, token_kind close)
{
    accept(p, TOK_COMMA);
    if (!at(p, close) && !parser_failed(p)) {
        parser_error_here(p, "Nothing can follow a rest element");
    }
}

/* ---- Array patterns ----------------------------------------------------- */

static arena_ref
parse_array_rest(parser *p)
{
    uint32_t start = take(p).start;
    arena_ref argument = parse_binding_pattern(p);
    arena_ref rest = new_rest_element(p, start, argument, 0);
    expect_last(p, TOK_RBRACKET);
    return rest;
}

static ast_list
parse_array_pattern_elements(parser *p)
{
    size_t mark = begin_list(p);
    while (!at(p, TOK_RBRACKET) && !at(p, TOK_EOF)) {
        if (accept(p, TOK_COMMA)) {
            add(p, 0); /* a hole */
            continue;
        }
        if (at(p, TOK_ELLIPSIS)) {
            add(p, parse_array_rest(p));
            break;
        }
        add(p, parse_binding_element(p));
        if (!accept(p, TOK_COMMA)) {
            break;
        }
    }
    return finish_list(p, mark);
}

static arena_ref
parse_array_pattern(parser *p, binding *b)
{
    if (depth_exceeded(p->floor)) {
        return parser_too_deep(p);
    }
    uint32_t start = take(p).start, outer = enter_brackets(p);
    ast_list elements = parse_array_pattern_elements(p);
    leave_brackets(p, outer);
    expect(p, TOK_RBRACKET);
    parse_binding_rest(p, b);
    ast_array_pattern *n =
        NEW_NODE(p, array_pattern, binding_start(b, start), end_before(p));
    n->elements = elements;
    n->type_annotation = b->type_annotation;
    n->optional = b->optional;
    return ref_of(p, n);
}

/* ---- Object patterns ---------------------------------------------------- */

static arena_ref
parse_object_rest(parser *p)
{
    uint32_t start = take(p).start;
    arena_ref argument = parse_binding_identifier(p);
    arena_ref rest = new_rest_element(p, start, argument, 0);
    expect_last(p, TOK_RBRACE);
    return rest;
}

static arena_ref
parse_binding_property(parser *p)
{
    uint32_t start = start_here(p);
    bool may_be_short = at_identifier(p);
    bool computed;
    token name = p->lex.token;
    arena_ref key = parse_property_name(p, &computed);
    bool shorthand = may_be_short && !at(p, TOK_COLON);
    arena_ref value;
    if (shorthand) {
        check_shorthand(p, name);
        value = parse_optional_initializer(p, start, key);
    } else {
        expect(p, TOK_COLON);
        value = parse_binding_element(p);
    }
    ast_property *n = NEW_NODE(p, property, start, end_before(p));
    n->kind = AST_PROPERTY_KIND_INIT;
    n->key = key;
    n->value = value;
    n->shorthand = shorthand;
    n->computed = computed;
    return ref_of(p, n);
}

static ast_list
parse_object_pattern_properties(parser *p)
{
    size_t mark = begin_list(p);
    while (!at(p, TOK_RBRACE) && !at(p, TOK_EOF)) {
        if (at(p, TOK_ELLIPSIS)) {
            add(p, parse_object_rest(p));
            break;
        }
        add(p, parse_binding_property(p));
        if (!accept(p, TOK_COMMA)) {
            break;
        }
    }
    return finish_list(p, mark);
}

static arena_ref
parse_object_pattern(parser *p, binding *b)
{
    if (depth_exceeded(p->floor)) {
        return parser_too_deep(p);
    }
    uint32_t start = take(p).start, outer = enter_brackets(p);
    ast_list properties = parse_object_pattern_properties(p);
    leave_brackets(p, outer);
    expect(p, TOK_RBRACE);
    parse_binding_rest(p, b);
    ast_object_pattern *n =
        NEW_NODE(p, object_pattern, binding_start(b, start), end_before(p));
    n->properties = properties;
    n->type_annotation = b->type_annotation;
    n->optional = b->optional;
    return ref_of(p, n);
}

arena_ref
parse_binding(parser *p, binding *b)
{
    if (at(p, TOK_LBRACE)) {
        return parse_object_pattern(p, b);
    }
    if (at(p, TOK_LBRACKET)) {
        return parse_array_pattern(p, b);
    }
    return at_identifier(p) ? parse_name_binding(p, b) : parse_binding_identifier(p);
}

arena_ref
parse_binding_pattern(parser *p)
{
    binding b = {.outer = start_here(p)};
    return parse_binding(p, &b);
}

arena_ref
parse_binding_with_annotation(parser *p)
{
    binding b = {.outer = start_here(p), .may_be_annotated = true};
    return parse_binding(p, &b);
}

arena_ref
parse_declared_binding(parser *p, bool *definite)
{
    binding b = {.outer = start_here(p), .may_be_annotated = true, .may_be_definite = true};
    arena_ref id = parse_binding(p, &b);
    *definite = b.definite;
    return id;
}
