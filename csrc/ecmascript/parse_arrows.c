/* Arrow functions, and the parentheses that may be their parameters.
 *
 * `(a, b)` is read once, as expressions.  If `=>` follows they are made parameters
 * (parse_patterns.c) and the head of the function is written at once, without a
 * body; it goes up through the operators as any operand does, and
 * parse_assignment_expression, the one place where an arrow function may stand,
 * gives it its body.  Anywhere else the `=>` is an error, so no head stays.
 *
 * In TypeScript a `:` or `?` behind an item says that it is a parameter: it is
 * converted at once, and the rest are read as parameters.  Behind the `)` a `:`
 * begins the type of the result, but for two places where it ends an expression:
 *
 *     a ? (b) : c => d         a ? (b) : c => d : e        case (a): b
 *
 * There (CONTEXT_COLON_ENDS) the whole function is tried, and it is one if in the
 * end another `:` follows.  Trials are paid for as those of type arguments. */
#include "parser_internal.h"

/* ---- Heads -------------------------------------------------------------- */

typedef struct arrow_head {
    uint32_t start;
    bool async;
    arena_ref type_parameters, return_type;
    ast_list params;
} arrow_head;

static arena_ref
new_arrow(parser *p, const arrow_head *head)
{
    ast_arrow_function_expression *n =
        NEW_NODE(p, arrow_function_expression, head->start, end_before(p));
    n->async = head->async;
    n->type_parameters = head->type_parameters;
    n->params = head->params;
    n->return_type = head->return_type;
    return ref_of(p, n);
}

bool
is_arrow_head(const parser *p, arena_ref expression)
{
    const ast_node *n = node_at(p, expression);
    return n != NULL && n->tag == AST_ARROW_FUNCTION_EXPRESSION &&
           ((const ast_arrow_function_expression *)n)->body == 0;
}

/* `await` and `yield` in parameters that were read as expressions. */
static void
check_operators(parser *p, uint32_t start, bool async)
{
    const cover_state *c = &p->cover;
    if (c->last_await > start || c->last_yield > start) {
        parser_error_since(p, "Parameters cannot hold 'await' or 'yield' expressions", start);
    } else if (async && c->last_await_name > start) {
        parser_error_since(p, "'await' cannot be a name in an async function", start);
    }
}

/* Makes parameters of the items since the mark, of which the first `read` were read as
 * expressions. */
static ast_list
finish_parameters(parser *p, size_t mark, size_t read, uint32_t start, bool async)
{
    size_t count = scratch_count(&p->children, mark);
    to_parameters(p, p->children.bottom + mark, read < count ? read : count);
    check_operators(p, start, async);
    return finish_list(p, mark);
}

static void
expect_arrow(parser *p)
{
    if (!at(p, TOK_ARROW)) {
        parser__expected(p, TOK_ARROW);
    } else if (newline_before(p)) {
        parser_error_here(p, "A line break cannot stand before '=>'");
    }
}

/* ---- Bodies ------------------------------------------------------------- */

/* A body without braces ends where the expression around it does. */
static outer_function
enter_arrow(parser *p, bool async, bool braces)
{
    const uint32_t ends = CONTEXT_NO_IN | CONTEXT_COLON_ENDS;
    const uint32_t around = CONTEXT_NEW_TARGET | CONTEXT_SUPER | CONTEXT_SUPER_CALL |
                            CONTEXT_NO_ARGUMENTS;
    uint32_t kept = p->context & (braces ? around : around | ends);
    outer_function outer = enter_function(p, async, false);
    p->context = (p->context & ~(uint32_t)(CONTEXT_AMBIENT | CONTEXT_NEW_TARGET)) | kept;
    return outer;
}

arena_ref
parse_arrow_body(parser *p, arena_ref head)
{
    expect_arrow(p);
    next(p);
    ast_arrow_function_expression *n = (ast_arrow_function_expression *)node_at(p, head);
    if (n == NULL) {
        return 0;
    }
    bool braces = at(p, TOK_LBRACE);
    outer_function outer = enter_arrow(p, n->async, braces);
    declare_parameters(p, n->params);
    arena_ref body = braces ? parse_function_body(p) : parse_assignment_expression(p);
    leave_function(p, &outer);
    n->body = body;
    n->expression = !braces;
    n->end = end_before(p);
    return head;
}

/* `a => b`: one name that is not in parentheses. */
static arena_ref
head_of_name(parser *p, arena_ref name, uint32_t start, bool async)
{
    size_t mark = begin_list(p);
    add(p, name);
    arrow_head head = {.start = start, .async = async, .params = finish_list(p, mark)};
    return new_arrow(p, &head);
}

arena_ref
parse_arrow_rest(parser *p, arena_ref left)
{
    const ast_node *n = node_at(p, left);
    if (n == NULL) {
        return 0;
    }
    if (n->tag == AST_IDENTIFIER) {
        return parse_arrow_body(p, head_of_name(p, left, n->start, false));
    }
    if (!is_arrow_head(p, left)) {
        return parser_error_here(p, "An arrow function is not allowed here");
    }
    return parse_arrow_body(p, left);
}

/* ---- What stands in the parentheses ------------------------------------- */

/* The items since the mark; they are certain to be parameters when `certain`. */
typedef struct cover_list {
    uint32_t start; /* of the `(` */
    size_t mark;
    size_t read;    /* so many were read as expressions */
    bool certain, async;
} cover_list;

/* At the `:` or `?` behind an item: it gets its annotation in place. */
static void
annotate(parser *p, arena_ref *item)
{
    to_parameters(p, item, 1);
    ast_node *n = node_at(p, *item);
    if (n == NULL) {
        return;
    }
    bool optional = accept(p, TOK_QUESTION);
    arena_ref type = parse_optional_type_annotation(p);
    n->end = end_before(p);
    switch (n->tag) {
    case AST_IDENTIFIER:
        ((ast_identifier *)n)->optional = optional;
        ((ast_identifier *)n)->type_annotation = type;
        break;
    case AST_ARRAY_PATTERN:
        ((ast_array_pattern *)n)->optional = optional;
        ((ast_array_pattern *)n)->type_annotation = type;
        break;
    case AST_OBJECT_PATTERN:
        ((ast_object_pattern *)n)->optional = optional;
        ((ast_object_pattern *)n)->type_annotation = type;
        break;
    case AST_REST_ELEMENT:
        ((ast_rest_element *)n)->type_annotation = type;
        break;
    default:
        parser_error(p, "Expected a parameter: a name or a pattern", n->start, n->end);
    }
}

static arena_ref
parse_default(parser *p, arena_ref left)
{
    const ast_node *n = node_at(p, left);
    uint32_t start = n == NULL ? 0 : n->start;
    next(p);
    arena_ref right = parse_assignment_expression(p);
    ast_assignment_pattern *pattern = NEW_NODE(p, assignment_pattern, start, end_before(p));
    pattern->left = left;
    pattern->right = right;
    return ref_of(p, pattern);
}

/* From here on they are parameters: the newest item, and all that follow. */
static void
parse_as_parameters(parser *p, cover_list *c)
{
    bool optional = at(p, TOK_QUESTION);
    c->read = scratch_count(&p->children, c->mark) - 1;
    c->certain = true;
    arena_ref item = p->children.top[-1];
    annotate(p, &item);
    if (at(p, TOK_EQ)) {
        item = parse_default(p, item);
    }
    if (!parser_failed(p)) {
        p->children.top[-1] = item;
    }
    if (accept(p, TOK_COMMA)) {
        parse_more_parameters(p, optional);
    }
}

static void
parse_rest_item(parser *p, cover_list *c)
{
    c->certain = true;
    c->read = scratch_count(&p->children, c->mark);
    add(p, parse_rest_parameter(p));
    if (at(p, TOK_COMMA)) {
        parser_error_here(p, "Nothing can follow a rest parameter");
    }
}

static bool
at_annotation(const parser *p)
{
    return (at(p, TOK_COLON) || at(p, TOK_QUESTION)) && is_typescript(p);
}

static void
parse_cover_item(parser *p, cover_list *c)
{
    p->item_start = start_here(p);
    add(p, c->async && at(p, TOK_ELLIPSIS) ? parse_spread(p) : parse_assignment_expression(p));
    c->read++;
}

static void
parse_cover_items(parser *p, cover_list *c)
{
    while (!at(p, TOK_RPAREN) && !at(p, TOK_EOF)) {
        if (at(p, TOK_ELLIPSIS) && !c->async) {
            parse_rest_item(p, c);
            return;
        }
        parse_cover_item(p, c);
        if (at_annotation(p) && !parser_failed(p)) {
            parse_as_parameters(p, c);
            return;
        }
        if (!accept(p, TOK_COMMA)) {
            return;
        }
        c->certain = at(p, TOK_RPAREN) && !c->async;
    }
}

/* With the parentheses; the items stay on the open list. */
static cover_list
parse_cover(parser *p, bool async)
{
    cover_list c = {.start = start_here(p), .mark = begin_list(p), .async = async};
    uint32_t outer = enter_brackets(p);
    expect(p, TOK_LPAREN);
    c.certain = at(p, TOK_RPAREN) && !async;
    parse_cover_items(p, &c);
    leave_brackets(p, outer);
    return c;
}

/* ---- Is it an arrow function? ------------------------------------------- */

static arena_ref
head_of_cover(parser *p, const cover_list *c, arrow_head *head)
{
    head->return_type = at(p, TOK_COLON) && is_typescript(p) ? parse_return_type(p) : 0;
    head->params = finish_parameters(p, c->mark, c->read, c->start, head->async);
    expect_arrow(p);
    return new_arrow(p, head);
}

/* The whole function, where a `:` may end the expression instead: 0, and nothing is
 * read, if it does. */
static arena_ref
try_annotated_arrow(parser *p, const cover_list *c, arrow_head *head)
{
    parser_checkpoint checkpoint = parser_save(p);
    head->return_type = parse_return_type(p);
    arena_ref arrow = 0;
    if (at(p, TOK_ARROW) && !newline_before(p) && !parser_failed(p)) {
        arrow = parse_arrow_body(p, new_arrow(p, head));
    }
    if (arrow != 0 && at(p, TOK_COLON) && !parser_failed(p)) {
        ast_list params = finish_parameters(p, c->mark, c->read, c->start, head->async);
        ast_arrow_function_expression *n = (ast_arrow_function_expression *)node_at(p, arrow);
        if (n != NULL) {
            n->params = params;
        }
        doubt(p); /* the parameters were not there when the body was read */
        return arrow;
    }
    uint32_t reached = parser_reached(p);
    parser_restore(p, &checkpoint);
    parser_pay(p, reached, start_here(p));
    return 0;
}

/* Behind the `)`: the head, or the whole function, or 0. */
static arena_ref
parse_arrow_behind(parser *p, const cover_list *c, arrow_head *head)
{
    bool annotated = at(p, TOK_COLON) && is_typescript(p);
    if (c->certain || at(p, TOK_ARROW)) {
        return head_of_cover(p, c, head);
    }
    if (!annotated) {
        return 0;
    }
    return has_context(p, CONTEXT_COLON_ENDS) ? try_annotated_arrow(p, c, head)
                                              : head_of_cover(p, c, head);
}

/* ---- Parentheses -------------------------------------------------------- */

static arena_ref
new_sequence(parser *p, const cover_list *c, uint32_t end)
{
    const ast_node *first = node_at(p, *scratch_items(&p->children, c->mark));
    uint32_t start = first == NULL ? c->start : first->start;
    ast_list expressions = finish_list(p, c->mark);
    ast_sequence_expression *n = NEW_NODE(p, sequence_expression, start, end);
    n->expressions = expressions;
    return ref_of(p, n);
}

static arena_ref
new_parenthesized(parser *p, const cover_list *c, uint32_t end)
{
    arena_ref expression;
    if (scratch_count(&p->children, c->mark) == 1) {
        expression = *scratch_items(&p->children, c->mark);
        scratch_rewind(&p->children, c->mark);
    } else {
        expression = new_sequence(p, c, end);
    }
    ast_parenthesized_expression *n =
        NEW_NODE(p, parenthesized_expression, c->start, end_before(p));
    n->expression = expression;
    return ref_of(p, n);
}

/* Without what a `)` ends, an error: nothing is on the open list then. */
static bool
nothing_was_read(parser *p, const cover_list *c)
{
    if (!parser_failed(p)) {
        return false;
    }
    scratch_rewind(&p->children, c->mark);
    return true;
}

arena_ref
parse_parenthesized_or_arrow(parser *p)
{
    cover_list c = parse_cover(p, false);
    uint32_t end = end_before(p);
    expect(p, TOK_RPAREN);
    if (nothing_was_read(p, &c)) {
        return 0;
    }
    arrow_head head = {.start = c.start};
    arena_ref arrow = parse_arrow_behind(p, &c, &head);
    return arrow != 0 || parser_failed(p) ? arrow : new_parenthesized(p, &c, end);
}

/* ---- Type parameters ---------------------------------------------------- */

/* `<T>(`, `<T,`, `<T extends`, `<const T`: what else begins with `<` is an assertion
 * or, where there is JSX, an element; there `<T>` is an element, too. */
static bool
at_type_parameters(const parser *p)
{
    lexer ahead = p->lex;
    lexer_next(&ahead);
    if (ahead.token.kind == TOK_CONST) {
        lexer_next(&ahead);
    }
    if (!token_is_identifier((token_kind)ahead.token.kind)) {
        return false;
    }
    lexer_next(&ahead);
    token_kind kind = (token_kind)ahead.token.kind;
    if (kind == TOK_EXTENDS && p->lex.jsx) { /* or an attribute of that name */
        lexer_next(&ahead);
        return ahead.token.kind != TOK_EQ && ahead.token.kind != TOK_GREATER &&
               ahead.token.kind != TOK_SLASH;
    }
    if (kind == TOK_GREATER && !p->lex.jsx) {
        lexer_next(&ahead);
        return ahead.token.kind == TOK_LPAREN;
    }
    return kind == TOK_COMMA || kind == TOK_EXTENDS || kind == TOK_EQ;
}

/* ---- async -------------------------------------------------------------- */

/* `async (a)` is a call unless `=>` follows. */
static arena_ref
parse_async_call(parser *p, token async)
{
    cover_list c = parse_cover(p, true);
    expect(p, TOK_RPAREN);
    if (nothing_was_read(p, &c)) {
        return 0;
    }
    arrow_head head = {.start = async.start, .async = true};
    arena_ref arrow = parse_arrow_behind(p, &c, &head);
    if (arrow != 0 || parser_failed(p)) {
        return arrow;
    }
    ast_list arguments = finish_list(p, c.mark);
    return new_call(p, async.start, new_identifier(p, async), arguments);
}

/* `async <T>(a) => b`; 0 if it compares, or calls with type arguments. */
static arena_ref
try_generic(parser *p, uint32_t start, bool async)
{
    parser_checkpoint checkpoint = parser_save(p);
    uint32_t outer = p->context;
    arrow_head head = {.start = start, .async = async};
    head.type_parameters = parse_optional_type_parameters(p, OF_SIGNATURE);
    if (at(p, TOK_LPAREN) && !parser_failed(p)) {
        cover_list c = parse_cover(p, async);
        expect(p, TOK_RPAREN);
        arena_ref arrow =
            parser_failed(p) ? 0 : parse_arrow_behind(p, &c, &head);
        if (arrow != 0 && !parser_failed(p)) {
            return arrow;
        }
    }
    uint32_t reached = parser_reached(p);
    p->context = outer;
    parser_restore(p, &checkpoint);
    parser_pay(p, reached, start_here(p));
    return 0;
}

/* `async a => b` */
static arena_ref
parse_async_name(parser *p, uint32_t start)
{
    if (at(p, TOK_AWAIT)) {
        return parser_error_here(p, "'await' cannot be a name in an async function");
    }
    arena_ref name = take_identifier(p);
    expect_arrow(p);
    return head_of_name(p, name, start, true);
}

/* At `async`, which is a name unless a function follows it on its line. */
arena_ref
parse_async_head(parser *p)
{
    token async = take(p);
    if (newline_before(p)) {
        return new_identifier(p, async);
    }
    if (at(p, TOK_FUNCTION)) {
        return parse_function_expression(p, async.start, true);
    }
    if (at(p, TOK_LPAREN)) {
        return parse_async_call(p, async);
    }
    if (at(p, TOK_LESS) && is_typescript(p) && (!p->lex.jsx || at_type_parameters(p))) {
        arena_ref arrow = try_generic(p, async.start, true);
        return arrow != 0 || parser_failed(p) ? arrow : new_identifier(p, async);
    }
    bool named = token_is_identifier(current(p)) && peek(p).kind == TOK_ARROW;
    return named ? parse_async_name(p, async.start) : new_identifier(p, async);
}

/* ---- Without a name ----------------------------------------------------- */

/* Where there is JSX, nobody goes back: what looks like type parameters is no element. */
arena_ref
try_generic_arrow(parser *p)
{
    if (!at_type_parameters(p)) {
        return 0;
    }
    arena_ref arrow = try_generic(p, start_here(p), false);
    if (arrow == 0 && p->lex.jsx && !parser_failed(p)) {
        return parser_error_here(p, "Expected an arrow function behind the type parameters");
    }
    return arrow;
}
