/* JSX: elements, fragments, attributes, children.
 *
 * The lexer reads names, strings and text in it in other ways than elsewhere, so
 * each step asks for the token behind it in the mode that holds there.  An element
 * is entered with its `<` current and leaves its last `>` current: what follows
 * is the business of whoever holds the element, text or code.
 *
 * Elements nest in a loop: the open ones lie on the scratch stack, because the
 * trees that programs make of them are deep. */
#include "parser_internal.h"

#include <string.h>

static arena_ref parse_jsx_tree(parser *p);

static void
next_in_tag(parser *p)
{
    lexer_next_jsx_tag(&p->lex);
}

static void
expect_in_tag(parser *p, token_kind kind)
{
    if (at(p, kind)) {
        next_in_tag(p);
    } else {
        parser__expected(p, kind);
    }
}

/* The `>` stays current. */
static void
expect_tag_end(parser *p)
{
    if (!at(p, TOK_GREATER)) {
        parser__expected(p, TOK_GREATER);
    }
}

/* Where the current token ends, which no node has left behind yet. */
static uint32_t
end_here(const parser *p)
{
    return p->lex.token.end;
}

/* ---- Names -------------------------------------------------------------- */

static arena_ref
parse_jsx_identifier(parser *p)
{
    if (!at(p, TOK_IDENTIFIER)) {
        parser__expected(p, TOK_IDENTIFIER);
        return 0;
    }
    token t = p->lex.token;
    next_in_tag(p);
    ast_jsx_identifier *n = NEW_NODE(p, jsx_identifier, t.start, t.end);
    n->name = source_text(p, t.start, t.end);
    return ref_of(p, n);
}

static arena_ref
parse_namespaced_rest(parser *p, uint32_t start, arena_ref namespace)
{
    if (!at(p, TOK_COLON)) {
        return namespace;
    }
    next_in_tag(p);
    arena_ref name = parse_jsx_identifier(p);
    ast_jsx_namespaced_name *n = NEW_NODE(p, jsx_namespaced_name, start, end_before(p));
    n->namespace = namespace;
    n->name = name;
    return ref_of(p, n);
}

static arena_ref
parse_member_rest(parser *p, uint32_t start, arena_ref object)
{
    while (at(p, TOK_DOT)) {
        next_in_tag(p);
        arena_ref property = parse_jsx_identifier(p);
        ast_jsx_member_expression *n =
            NEW_NODE(p, jsx_member_expression, start, end_before(p));
        n->object = object;
        n->property = property;
        object = ref_of(p, n);
    }
    return object;
}

static arena_ref
parse_element_name(parser *p)
{
    uint32_t start = start_here(p);
    arena_ref name = parse_jsx_identifier(p);
    return at(p, TOK_COLON) ? parse_namespaced_rest(p, start, name)
                            : parse_member_rest(p, start, name);
}

/* ---- Braces ------------------------------------------------------------- */

/* `{` is current.  Leaves the `}` current. */
static arena_ref
parse_braces_content(parser *p, bool *spread)
{
    uint32_t outer = enter_brackets(p), start = end_here(p);
    next(p);
    *spread = accept(p, TOK_ELLIPSIS);
    arena_ref expression;
    if (at(p, TOK_RBRACE) && !*spread) {
        expression = ref_of(p, NEW_NODE(p, jsx_empty_expression, start, start_here(p)));
    } else {
        expression = parse_assignment_expression(p);
    }
    leave_brackets(p, outer);
    if (!at(p, TOK_RBRACE)) {
        parser__expected(p, TOK_RBRACE);
    }
    return expression;
}

/* The `}` stays current. */
static arena_ref
parse_expression_container(parser *p)
{
    uint32_t start = start_here(p);
    bool spread;
    arena_ref expression = parse_braces_content(p, &spread);
    if (spread) {
        ast_jsx_spread_child *n = NEW_NODE(p, jsx_spread_child, start, end_here(p));
        n->expression = expression;
        return ref_of(p, n);
    }
    ast_jsx_expression_container *n =
        NEW_NODE(p, jsx_expression_container, start, end_here(p));
    n->expression = expression;
    return ref_of(p, n);
}

/* ---- Attributes --------------------------------------------------------- */

/* The string stays current. */
static arena_ref
parse_jsx_string(parser *p)
{
    token t = p->lex.token;
    arena_text raw = source_text(p, t.start, t.end);
    if (arena_text_is_null(raw)) {
        return 0;
    }
    arena_text value = lexer_string(&p->lex, t, p->arena, p->base);
    if (arena_text_is_null(value)) {
        parser__no_memory(p);
    }
    ast_string_literal *n = NEW_NODE(p, string_literal, t.start, t.end);
    n->value = value;
    n->raw = raw;
    return ref_of(p, n);
}

static void
refuse_empty_container(parser *p, arena_ref container)
{
    const ast_jsx_expression_container *n =
        (const ast_jsx_expression_container *)node_at(p, container);
    const ast_node *inner = n == NULL ? NULL : node_at(p, n->expression);
    bool spread = n != NULL && n->tag == AST_JSX_SPREAD_CHILD;
    if (inner != NULL && (spread || inner->tag == AST_JSX_EMPTY_EXPRESSION)) {
        parser_error(p, "The value of an attribute must be an expression", n->start, n->end);
    }
}

static arena_ref
parse_attribute_value(parser *p)
{
    arena_ref value;
    switch (current(p)) {
    case TOK_STRING:
        value = parse_jsx_string(p);
        break;
    case TOK_LBRACE:
        value = parse_expression_container(p);
        refuse_empty_container(p, value);
        break;
    case TOK_LESS:
        value = parse_jsx_tree(p);
        break;
    default:
        return parser_error_here(p, "Expected a string, an element or '{' behind '='");
    }
    next_in_tag(p);
    return value;
}

static arena_ref
parse_named_attribute(parser *p)
{
    uint32_t start = start_here(p);
    arena_ref name = parse_jsx_identifier(p);
    name = parse_namespaced_rest(p, start, name);
    arena_ref value = 0;
    if (at(p, TOK_EQ)) {
        next_in_tag(p);
        value = parse_attribute_value(p);
    }
    ast_jsx_attribute *n = NEW_NODE(p, jsx_attribute, start, end_before(p));
    n->name = name;
    n->value = value;
    return ref_of(p, n);
}

static arena_ref
parse_spread_attribute(parser *p)
{
    uint32_t start = start_here(p);
    bool spread;
    arena_ref argument = parse_braces_content(p, &spread);
    if (!spread) {
        return parser_error_here(p, "Expected '...' in the braces of an attribute");
    }
    next_in_tag(p);
    ast_jsx_spread_attribute *n = NEW_NODE(p, jsx_spread_attribute, start, end_before(p));
    n->argument = argument;
    return ref_of(p, n);
}

static ast_list
parse_attributes(parser *p)
{
    size_t mark = begin_list(p);
    while (!at(p, TOK_SLASH) && !at(p, TOK_GREATER) && !at(p, TOK_EOF)) {
        add(p, at(p, TOK_LBRACE) ? parse_spread_attribute(p) : parse_named_attribute(p));
    }
    return finish_list(p, mark);
}

/* ---- Tags --------------------------------------------------------------- */

/* Type arguments have tokens of code; behind them the tag goes on. */
static arena_ref
parse_tag_type_arguments(parser *p)
{
    if (!is_typescript(p) || !at(p, TOK_LESS)) {
        return 0;
    }
    uint32_t start = start_here(p);
    size_t mark = begin_list(p);
    next(p);
    do {
        add(p, parse_type(p));
    } while (accept(p, TOK_COMMA) && !at(p, TOK_GREATER));
    if (at(p, TOK_GREATER_GREATER) || at(p, TOK_GREATER_EQ)) {
        lexer_split_greater(&p->lex);
    }
    expect_in_tag(p, TOK_GREATER);
    ast_list params = finish_list(p, mark);
    ast_ts_type_parameter_instantiation *n =
        NEW_NODE(p, ts_type_parameter_instantiation, start, end_before(p));
    n->params = params;
    return ref_of(p, n);
}

/* An open element or fragment, on the scratch stack below its children: OPEN_OUTER
 * is where the one around it lies. */
enum { OPEN_OUTER, OPEN_START, OPEN_TAG, OPEN_NAME, OPEN_ITEMS };
#define NO_FRAME UINT32_MAX

/* Behind the `<`.  Leaves the `>` current.  *closed: it was `/>`. */
static arena_ref
parse_opening_element(parser *p, uint32_t start, arena_ref *name, bool *closed)
{
    *name = parse_element_name(p);
    arena_ref type_arguments = parse_tag_type_arguments(p);
    ast_list attributes = parse_attributes(p);
    *closed = at(p, TOK_SLASH);
    if (*closed) {
        next_in_tag(p);
    }
    expect_tag_end(p);
    ast_jsx_opening_element *n = NEW_NODE(p, jsx_opening_element, start, end_here(p));
    n->name = *name;
    n->type_arguments = type_arguments;
    n->attributes = attributes;
    n->self_closing = *closed;
    return ref_of(p, n);
}

static arena_ref
new_element(parser *p, uint32_t start, arena_ref opening, ast_list children, arena_ref closing)
{
    ast_jsx_element *n = NEW_NODE(p, jsx_element, start, end_here(p));
    n->opening_element = opening;
    n->children = children;
    n->closing_element = closing;
    return ref_of(p, n);
}

static void
push_open(parser *p, uint32_t *frame, uint32_t start, arena_ref tag, arena_ref name)
{
    uint32_t outer = *frame;
    *frame = (uint32_t)begin_list(p);
    add(p, outer);
    add(p, start);
    add(p, tag);
    add(p, name);
}

/* Behind the `<`: 0 if an element or fragment was opened, or one without children. */
static arena_ref
parse_opening(parser *p, uint32_t *frame, uint32_t start)
{
    if (at(p, TOK_GREATER)) {
        arena_ref tag = ref_of(p, NEW_NODE(p, jsx_opening_fragment, start, end_here(p)));
        push_open(p, frame, start, tag, 0);
        return 0;
    }
    arena_ref name;
    bool closed;
    arena_ref opening = parse_opening_element(p, start, &name, &closed);
    if (closed) {
        return new_element(p, start, opening, (ast_list){0, 0}, 0);
    }
    push_open(p, frame, start, opening, name);
    return 0;
}

/* ---- Closing ------------------------------------------------------------ */

/* Do both spell the same name, white space aside?  Names are made of few tokens. */
static bool
same_name(const parser *p, arena_ref left, arena_ref right)
{
    const ast_node *a = node_at(p, left), *b = node_at(p, right);
    if (a == NULL || b == NULL) {
        return a == b;
    }
    lexer la = p->lex, lb = p->lex;
    la.token.end = a->start;
    lb.token.end = b->start;
    lexer_next_jsx_tag(&la);
    lexer_next_jsx_tag(&lb);
    while (la.token.end <= a->end && lb.token.end <= b->end) {
        uint32_t length = la.token.end - la.token.start;
        if (length != lb.token.end - lb.token.start ||
            memcmp(la.source + la.token.start, lb.source + lb.token.start, length) != 0) {
            return false;
        }
        lexer_next_jsx_tag(&la);
        lexer_next_jsx_tag(&lb);
    }
    return la.token.start >= a->end && lb.token.start >= b->end;
}

static arena_ref
new_fragment(parser *p, uint32_t start, arena_ref opening, ast_list children,
             uint32_t closing_start)
{
    arena_ref closing =
        ref_of(p, NEW_NODE(p, jsx_closing_fragment, closing_start, end_here(p)));
    ast_jsx_fragment *n = NEW_NODE(p, jsx_fragment, start, end_here(p));
    n->opening_fragment = opening;
    n->closing_fragment = closing;
    n->children = children;
    return ref_of(p, n);
}

static arena_ref
new_closing_element(parser *p, uint32_t start, arena_ref name)
{
    ast_jsx_closing_element *n = NEW_NODE(p, jsx_closing_element, start, end_here(p));
    n->name = name;
    return ref_of(p, n);
}

/* Behind `</`: the element whose frame lies at `frame`, below its children. */
static arena_ref
parse_closing(parser *p, uint32_t *frame, uint32_t closing_start)
{
    size_t here = *frame;
    const arena_ref *open = scratch_items(&p->children, here);
    uint32_t start = open[OPEN_START];
    arena_ref tag = open[OPEN_TAG], opened = open[OPEN_NAME];
    *frame = open[OPEN_OUTER];
    arena_ref name = at(p, TOK_GREATER) ? 0 : parse_element_name(p);
    if (!parser_failed(p) && !same_name(p, opened, name)) {
        return parser_error_since(p, "The closing tag does not fit the opening one",
                                  closing_start);
    }
    expect_tag_end(p);
    ast_list children = finish_list(p, here + OPEN_ITEMS);
    scratch_rewind(&p->children, here);
    if (opened == 0) {
        return new_fragment(p, start, tag, children, closing_start);
    }
    arena_ref closing = new_closing_element(p, closing_start, name);
    return new_element(p, start, tag, children, closing);
}

/* ---- Children ----------------------------------------------------------- */

static arena_ref
new_text(parser *p)
{
    token t = p->lex.token;
    arena_text value = lexer_string(&p->lex, t, p->arena, p->base);
    if (arena_text_is_null(value)) {
        parser__no_memory(p);
    }
    ast_jsx_text *n = NEW_NODE(p, jsx_text, t.start, t.end);
    n->value = value;
    n->raw = source_text(p, t.start, t.end);
    return ref_of(p, n);
}

/* A tag that is a child: the node of an element that is complete, or 0. */
static arena_ref
parse_inner_tag(parser *p, uint32_t *frame)
{
    uint32_t start = start_here(p);
    next_in_tag(p);
    if (at(p, TOK_SLASH)) {
        next_in_tag(p);
        return parse_closing(p, frame, start);
    }
    return parse_opening(p, frame, start);
}

/* A child, or 0 if a tag opened an element. */
static arena_ref
parse_child(parser *p, uint32_t *frame)
{
    lexer_next_jsx_child(&p->lex);
    switch (current(p)) {
    case TOK_JSX_TEXT:
        return new_text(p);
    case TOK_LBRACE:
        return parse_expression_container(p);
    case TOK_LESS:
        return parse_inner_tag(p, frame);
    default:
        return parser_error_here(p, "The JSX element is not closed");
    }
}

/* At `<`; its last `>` stays current. */
static arena_ref
parse_jsx_tree(parser *p)
{
    if (depth_exceeded(p->floor)) {
        return parser_too_deep(p);
    }
    size_t mark = begin_list(p);
    uint32_t frame = NO_FRAME, start = start_here(p);
    next_in_tag(p);
    arena_ref tree = parse_opening(p, &frame, start);
    while (frame != NO_FRAME && !parser_failed(p)) {
        tree = parse_child(p, &frame);
        if (tree != 0 && frame != NO_FRAME) {
            add(p, tree);
        }
    }
    scratch_rewind(&p->children, mark);
    return tree;
}

arena_ref
parse_jsx_element(parser *p)
{
    arena_ref tree = parse_jsx_tree(p);
    next(p);
    if (at(p, TOK_LESS) && !parser_failed(p)) {
        return parser_error_here(p, "Elements side by side need one around them");
    }
    return tree;
}
