/* Primary expressions: names, literals, and what is in parentheses.
 *
 * Functions are refused here, wherever they begin: their bodies hold statements,
 * and a declaration file has none.
 */
#include "parser_internal.h"

arena_ref
refuse_function(parser *p)
{
    return parser_error_here(p, "A function is not allowed in a declaration file's expression");
}

/* ---- Literals of one token ---------------------------------------------- */

static arena_ref
new_boolean(parser *p, token t)
{
    ast_boolean_literal *n = NEW_NODE(p, boolean_literal, t.start, t.end);
    n->value = t.kind == TOK_TRUE;
    return ref_of(p, n);
}

static arena_ref
new_null(parser *p, token t)
{
    return ref_of(p, NEW_NODE(p, null_literal, t.start, t.end));
}

static arena_ref
parse_regexp_literal(parser *p)
{
    lexer_rescan_regexp(&p->lex);
    if (!at(p, TOK_REGEXP)) {
        return parser_error_here(p, "Expected a regular expression");
    }
    token t = take(p);
    uint32_t flags = lexer_regexp_flags(&p->lex, t);
    ast_regexp_literal *n = NEW_NODE(p, regexp_literal, t.start, t.end);
    n->pattern = source_text(p, t.start + 1, flags - 1);
    n->flags = source_text(p, flags, t.end);
    return ref_of(p, n);
}

/* ---- Templates ---------------------------------------------------------- */

/* The expression in `${}` and the part of the template behind it. */
static void
parse_template_span(parser *p, bool tagged)
{
    add(p, parse_expression(p));
    if (!at(p, TOK_RBRACE)) {
        parser__expected(p, TOK_RBRACE);
        return;
    }
    lexer_rescan_template(&p->lex);
    if (!at(p, TOK_TEMPLATE_MIDDLE) && !at(p, TOK_TEMPLATE_TAIL)) {
        parser_error_here(p, "The template does not end");
        return;
    }
    add(p, parse_template_element(p, tagged));
}

arena_ref
parse_template_literal(parser *p, bool tagged)
{
    uint32_t start = start_here(p);
    size_t mark = begin_list(p);
    bool outer = p->in_disallowed;
    p->in_disallowed = false;
    add(p, parse_template_element(p, tagged));
    while (at(p, TOK_TEMPLATE_HEAD) || at(p, TOK_TEMPLATE_MIDDLE)) {
        next(p);
        parse_template_span(p, tagged);
    }
    next(p);
    p->in_disallowed = outer;
    ast_list expressions = copy_every_second(p, mark, 1);
    ast_list quasis = copy_every_second(p, mark, 0);
    scratch_rewind(&p->children, mark);
    ast_template_literal *n = NEW_NODE(p, template_literal, start, end_before(p));
    n->quasis = quasis;
    n->expressions = expressions;
    return ref_of(p, n);
}

/* ---- Arrays and objects ------------------------------------------------- */

static arena_ref
parse_array_literal(parser *p)
{
    uint32_t start = take(p).start;
    size_t mark = begin_list(p);
    while (!at(p, TOK_RBRACKET) && !at(p, TOK_EOF)) {
        if (accept(p, TOK_COMMA)) {
            add(p, 0); /* a hole */
            continue;
        }
        add(p, parse_spread_or_assignment(p));
        if (!accept(p, TOK_COMMA)) {
            break;
        }
    }
    expect(p, TOK_RBRACKET);
    ast_list elements = finish_list(p, mark);
    ast_array_expression *n = NEW_NODE(p, array_expression, start, end_before(p));
    n->elements = elements;
    return ref_of(p, n);
}

/* `get x`, `async x`, `*x`: a method, whatever stands behind the name. */
static void
refuse_method(parser *p)
{
    token_kind kind = current(p);
    if (kind == TOK_STAR) {
        refuse_function(p);
    } else if (kind == TOK_GET || kind == TOK_SET || kind == TOK_ASYNC) {
        token_kind name = (token_kind)peek(p).kind;
        if (token_is_name(name) || name == TOK_STRING || name == TOK_NUMBER ||
            name == TOK_BIGINT || name == TOK_LBRACKET || name == TOK_STAR) {
            refuse_function(p);
        }
    }
}

static arena_ref
new_property(parser *p, uint32_t start, arena_ref key, arena_ref value)
{
    ast_property *n = NEW_NODE(p, property, start, end_before(p));
    n->kind = AST_PROPERTY_KIND_INIT;
    n->key = key;
    n->value = value;
    return ref_of(p, n);
}

/* `{a}`: one Identifier is both the key and the value. */
static arena_ref
parse_shorthand(parser *p, uint32_t start, arena_ref name)
{
    if (at(p, TOK_EQ)) {
        return parser_error_here(p, "An object literal has no default values");
    }
    arena_ref property = new_property(p, start, name, name);
    ast_property *n = (ast_property *)node_at(p, property);
    if (n != NULL) {
        n->shorthand = true;
    }
    return property;
}

static arena_ref
parse_property(parser *p)
{
    refuse_method(p);
    uint32_t start = start_here(p);
    bool may_be_shorthand = at_identifier(p), computed = false;
    arena_ref key = parse_property_name(p, &computed);
    if (at(p, TOK_LPAREN) || at(p, TOK_LESS)) {
        refuse_function(p);
    }
    if (may_be_shorthand && !at(p, TOK_COLON)) {
        return parse_shorthand(p, start, key);
    }
    expect(p, TOK_COLON);
    arena_ref value = parse_assignment_expression(p);
    arena_ref property = new_property(p, start, key, value);
    ast_property *n = (ast_property *)node_at(p, property);
    if (n != NULL) {
        n->computed = computed;
    }
    return property;
}

arena_ref
parse_object_literal(parser *p)
{
    uint32_t start = start_here(p);
    expect(p, TOK_LBRACE);
    size_t mark = begin_list(p);
    while (!at(p, TOK_RBRACE) && !at(p, TOK_EOF)) {
        add(p, at(p, TOK_ELLIPSIS) ? parse_spread_or_assignment(p) : parse_property(p));
        if (!accept(p, TOK_COMMA)) {
            break;
        }
    }
    expect(p, TOK_RBRACE);
    ast_list properties = finish_list(p, mark);
    ast_object_expression *n = NEW_NODE(p, object_expression, start, end_before(p));
    n->properties = properties;
    return ref_of(p, n);
}

/* ---- Parentheses -------------------------------------------------------- */

static arena_ref
parse_parenthesized_expression(parser *p)
{
    uint32_t start = take(p).start;
    if (at(p, TOK_RPAREN) || at(p, TOK_ELLIPSIS)) {
        refuse_function(p); /* only an arrow function begins so */
    }
    arena_ref expression = parse_expression(p);
    expect(p, TOK_RPAREN);
    ast_parenthesized_expression *n =
        NEW_NODE(p, parenthesized_expression, start, end_before(p));
    n->expression = expression;
    return ref_of(p, n);
}

/* In brackets of any kind `in` is an operator again. */
static arena_ref
parse_bracketed(parser *p, arena_ref (*parse)(parser *))
{
    bool outer = p->in_disallowed;
    p->in_disallowed = false;
    arena_ref expression = parse(p);
    p->in_disallowed = outer;
    return expression;
}

/* ---- All of them -------------------------------------------------------- */

/* `async` is a name unless a function follows it. */
static arena_ref
parse_identifier_reference(parser *p)
{
    token t = take(p);
    if (t.kind == TOK_ASYNC && !newline_before(p) &&
        (at(p, TOK_FUNCTION) || (at_identifier(p) && !at_binary_operator(p)))) {
        refuse_function(p);
    }
    return new_identifier(p, t);
}

arena_ref
parse_primary_expression(parser *p)
{
    switch (current(p)) {
    case TOK_THIS:
        return new_this_expression(p, take(p));
    case TOK_NUMBER:
        return parse_numeric_literal(p);
    case TOK_BIGINT:
        return parse_bigint_literal(p);
    case TOK_STRING:
        return parse_string_literal(p);
    case TOK_TRUE:
    case TOK_FALSE:
        return new_boolean(p, take(p));
    case TOK_NULL:
        return new_null(p, take(p));
    case TOK_SLASH:
    case TOK_SLASH_EQ:
        return parse_regexp_literal(p);
    case TOK_TEMPLATE:
    case TOK_TEMPLATE_HEAD:
        return parse_template_literal(p, false);
    case TOK_LBRACKET:
        return parse_bracketed(p, parse_array_literal);
    case TOK_LBRACE:
        return parse_bracketed(p, parse_object_literal);
    case TOK_LPAREN:
        return parse_bracketed(p, parse_parenthesized_expression);
    case TOK_CLASS:
    case TOK_AT:
        return parse_class_expression(p);
    case TOK_FUNCTION:
        return refuse_function(p);
    default:
        break;
    }
    return at_identifier(p) ? parse_identifier_reference(p)
                            : parser_error_here(p, "Expected an expression");
}
