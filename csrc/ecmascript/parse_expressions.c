/* Left-hand-side expressions: an operand and all that may hang on it.
 *
 *     LeftHandSide := (Primary | new ... | import(...) | super) Link*
 *     Link         := .name | [x] | (x) | `x` | ! | ?.Link | <T>
 *
 * A `?.` anywhere among the links puts the whole chain into one ChainExpression,
 * as ESTree has it; parentheses end a chain.
 *
 * Whether a `<` begins type arguments or compares is known only at the `>` and
 * what follows it: `f<T>(x)` is a call, `f<T>x` two comparisons.  So they are
 * tried, and taken back if they do not fit.  A trial nearly always ends a few
 * bytes on.  But `a<a<a<...` is read again from each `<`, and `a<{[a<{[...` twice
 * as often with each level; remembering what failed would make the second
 * quadratic like the first.  Both are bounded by what they cost: when more bytes
 * were read again than a base and some times the source (parser_pay), the source
 * is refused.  In a heritage clause nothing is compared: no trial.
 */
#include "parser_internal.h"

typedef enum chain_place {
    PLACE_EXPRESSION,
    PLACE_CALLEE,    /* behind `new`: the first arguments are not a link */
    PLACE_HERITAGE,  /* type arguments at the end are not a link */
    PLACE_DECORATOR, /* names only, and a `[` begins what is decorated: parse_decorators.c */
} chain_place;

typedef struct chain {
    uint32_t start;
    chain_place place;
    bool optional;
    arena_ref expression;     /* all that was read so far */
    arena_ref type_arguments; /* that end the chain and belong to what is around it */
} chain;

/* ---- Type arguments ----------------------------------------------------- */

bool
begins_expression(const parser *p, token_kind kind)
{
    switch (kind) {
    case TOK_NUMBER: case TOK_BIGINT: case TOK_STRING: case TOK_PRIVATE_NAME:
    case TOK_LBRACE: case TOK_LBRACKET: case TOK_LPAREN: case TOK_TEMPLATE:
    case TOK_TEMPLATE_HEAD: case TOK_SLASH: case TOK_SLASH_EQ: case TOK_AT: case TOK_BANG:
    case TOK_TILDE: case TOK_PLUS: case TOK_MINUS: case TOK_PLUS_PLUS: case TOK_MINUS_MINUS:
    case TOK_CLASS: case TOK_DELETE: case TOK_FALSE: case TOK_FUNCTION: case TOK_IMPORT:
    case TOK_NEW: case TOK_NULL: case TOK_SUPER: case TOK_THIS: case TOK_TRUE:
    case TOK_TYPEOF: case TOK_VOID: case TOK_LESS: case TOK_AWAIT: case TOK_YIELD:
        return true;
    default:
        return is_identifier(p, kind);
    }
}

/* Does what follows `f<T>` say that it was type arguments? */
static bool
follows_type_arguments(const parser *p)
{
    uint8_t after = p->lex.source[end_before(p)];
    if (after == '>' || after == '=') {
        return false; /* it was a part of `>>` or `>=` */
    }
    switch (current(p)) {
    case TOK_LPAREN:
    case TOK_TEMPLATE:
    case TOK_TEMPLATE_HEAD:
        return true;
    case TOK_LESS:
    case TOK_GREATER:
    case TOK_PLUS:
    case TOK_MINUS:
        return false;
    default:
        return newline_before(p) || at_binary_operator(p) || !begins_expression(p, current(p));
    }
}

static arena_ref
parse_chain_type_arguments(parser *p)
{
    if (at(p, TOK_LESS_LESS)) {
        lexer_split_less(&p->lex);
    }
    return parse_type_arguments(p);
}

/* 0, and nothing is read, if there are none. */
static arena_ref
try_type_arguments(parser *p)
{
    parser_checkpoint checkpoint = parser_save(p);
    arena_ref arguments = parse_chain_type_arguments(p);
    if (!parser_failed(p) && follows_type_arguments(p)) {
        return arguments;
    }
    uint32_t reached = parser_reached(p);
    parser_restore(p, &checkpoint);
    parser_pay(p, reached, start_here(p));
    return 0;
}

/* ---- Links -------------------------------------------------------------- */

arena_ref
parse_private_identifier(parser *p)
{
    token t = take(p);
    arena_text name = t.flags & TOKEN_ESCAPED ? parser__escaped_name(p, t)
                                              : source_text(p, t.start + 1, t.end);
    ast_private_identifier *n = NEW_NODE(p, private_identifier, t.start, t.end);
    n->name = name;
    use_private_name(p, ref_of(p, n));
    return ref_of(p, n);
}

static arena_ref
new_member(parser *p, const chain *c, arena_ref property, bool computed, bool optional)
{
    ast_member_expression *n = NEW_NODE(p, member_expression, c->start, end_before(p));
    n->object = c->expression;
    n->property = property;
    n->computed = computed;
    n->optional = optional;
    return ref_of(p, n);
}

static arena_ref
parse_named_member(parser *p, const chain *c, bool optional)
{
    arena_ref name = at(p, TOK_PRIVATE_NAME) ? parse_private_identifier(p)
                                             : parse_identifier_name(p);
    return new_member(p, c, name, false, optional);
}

static arena_ref
parse_computed_member(parser *p, const chain *c, bool optional)
{
    next(p);
    uint32_t outer = enter_brackets(p);
    arena_ref property = parse_expression(p);
    leave_brackets(p, outer);
    expect(p, TOK_RBRACKET);
    return new_member(p, c, property, true, optional);
}

arena_ref
new_call(parser *p, uint32_t start, arena_ref callee, ast_list arguments)
{
    ast_call_expression *n = NEW_NODE(p, call_expression, start, end_before(p));
    n->callee = callee;
    n->arguments = arguments;
    return ref_of(p, n);
}

static arena_ref
parse_call(parser *p, const chain *c, arena_ref type_arguments, bool optional)
{
    ast_list arguments = parse_arguments(p);
    ast_call_expression *n = NEW_NODE(p, call_expression, c->start, end_before(p));
    n->callee = c->expression;
    n->arguments = arguments;
    n->type_arguments = type_arguments;
    n->optional = optional;
    return ref_of(p, n);
}

static arena_ref
parse_tagged_template(parser *p, const chain *c, arena_ref type_arguments)
{
    if (c->optional) {
        return parser_error_here(p, "A template cannot be tagged with an optional chain");
    }
    arena_ref quasi = parse_template_literal(p, true);
    ast_tagged_template_expression *n =
        NEW_NODE(p, tagged_template_expression, c->start, end_before(p));
    n->tag_ = c->expression;
    n->quasi = quasi;
    n->type_arguments = type_arguments;
    return ref_of(p, n);
}

static arena_ref
parse_non_null(parser *p, const chain *c)
{
    next(p);
    ast_ts_non_null_expression *n =
        NEW_NODE(p, ts_non_null_expression, c->start, end_before(p));
    n->expression = c->expression;
    return ref_of(p, n);
}

static bool
at_template(const parser *p)
{
    return at(p, TOK_TEMPLATE) || at(p, TOK_TEMPLATE_HEAD);
}

static arena_ref
parse_optional_generic_call(parser *p, const chain *c)
{
    arena_ref type_arguments = is_typescript(p) ? parse_chain_type_arguments(p) : 0;
    return parse_call(p, c, type_arguments, true);
}

/* Behind a `?.`. */
static arena_ref
parse_optional_link(parser *p, chain *c)
{
    c->optional = true;
    switch (current(p)) {
    case TOK_LPAREN:
        return parse_call(p, c, 0, true);
    case TOK_LESS:
    case TOK_LESS_LESS:
        return parse_optional_generic_call(p, c);
    case TOK_LBRACKET:
        return parse_computed_member(p, c, true);
    case TOK_TEMPLATE:
    case TOK_TEMPLATE_HEAD:
        return parse_tagged_template(p, c, 0);
    default:
        return parse_named_member(p, c, true);
    }
}

/* `f<T>.x`; only calls may follow type arguments. */
static void
refuse_property(parser *p)
{
    if (at(p, TOK_DOT) || (at(p, TOK_QUESTION_DOT) && peek(p).kind != TOK_LPAREN)) {
        parser_error_here(p, "Type arguments cannot be followed by a property");
    }
}

/* Around the links that were read: a `?.` was one of them. */
static void
close_optional_chain(parser *p, chain *c, uint32_t end)
{
    ast_chain_expression *n = NEW_NODE(p, chain_expression, c->start, end);
    n->expression = c->expression;
    c->expression = ref_of(p, n);
    c->optional = false;
}

static arena_ref
new_instantiation(parser *p, chain *c, arena_ref type_arguments)
{
    const ast_node *last = c->optional ? node_at(p, c->expression) : NULL;
    if (last != NULL) {
        close_optional_chain(p, c, last->end);
    }
    ast_ts_instantiation_expression *n =
        NEW_NODE(p, ts_instantiation_expression, c->start, end_before(p));
    n->expression = c->expression;
    n->type_arguments = type_arguments;
    return ref_of(p, n);
}

/* At `<`.  False: the chain ends in front of it, or with type_arguments. */
static bool
parse_type_arguments_link(parser *p, chain *c)
{
    if (!is_typescript(p)) {
        return false;
    }
    arena_ref arguments = c->place == PLACE_HERITAGE ? parse_chain_type_arguments(p)
                                                     : try_type_arguments(p);
    if (arguments == 0) {
        return false;
    }
    refuse_property(p);
    if (c->place == PLACE_DECORATOR && at(p, TOK_LPAREN)) {
        c->type_arguments = arguments;
        return false;
    }
    if (at_template(p)) {
        c->expression = parse_tagged_template(p, c, arguments);
    } else if (at(p, TOK_LPAREN) && c->place != PLACE_CALLEE) {
        c->expression = parse_call(p, c, arguments, false);
    } else if (c->place == PLACE_CALLEE || c->place == PLACE_HERITAGE) {
        c->type_arguments = arguments;
        return false;
    } else {
        c->expression = new_instantiation(p, c, arguments);
    }
    return true;
}

/* False: the current token is no link of this chain. */
static bool
parse_link(parser *p, chain *c)
{
    switch (current(p)) {
    case TOK_DOT:
        next(p);
        c->expression = parse_named_member(p, c, false);
        return true;
    case TOK_LBRACKET:
        if (c->place == PLACE_DECORATOR) {
            return false;
        }
        c->expression = parse_computed_member(p, c, false);
        return true;
    case TOK_LPAREN:
        if (c->place == PLACE_CALLEE || c->place == PLACE_DECORATOR) {
            return false;
        }
        c->expression = parse_call(p, c, 0, false);
        return true;
    case TOK_QUESTION_DOT:
        if (c->place == PLACE_DECORATOR) {
            return false;
        }
        if (c->place == PLACE_CALLEE) {
            parser_error_here(p, "An optional chain cannot be constructed with 'new'");
            return false;
        }
        next(p);
        c->expression = parse_optional_link(p, c);
        return true;
    case TOK_TEMPLATE:
    case TOK_TEMPLATE_HEAD:
        if (c->place == PLACE_DECORATOR) {
            return false;
        }
        c->expression = parse_tagged_template(p, c, 0);
        return true;
    case TOK_BANG:
        if (newline_before(p) || !is_typescript(p)) {
            return false;
        }
        c->expression = parse_non_null(p, c);
        return true;
    case TOK_LESS:
    case TOK_LESS_LESS:
        return parse_type_arguments_link(p, c);
    default:
        return false;
    }
}

static arena_ref
parse_links(parser *p, chain *c)
{
    uint32_t end = end_before(p);
    while (parse_link(p, c)) {
        end = end_before(p);
    }
    if (c->optional) {
        close_optional_chain(p, c, end);
    }
    return c->expression;
}

/* ---- What begins a chain ------------------------------------------------ */

static arena_ref parse_chain_head(parser *p);

/* Is it `import.meta`, and not a dynamic import? */
static bool
is_import_meta(const parser *p)
{
    lexer ahead = p->lex;
    lexer_next(&ahead);
    bool dot = ahead.token.kind == TOK_DOT;
    lexer_next(&ahead);
    return dot && ahead.token.kind == TOK_META;
}

/* The current token is behind `new`. */
static void
refuse_callee(parser *p)
{
    if (at(p, TOK_IMPORT) && !is_import_meta(p)) {
        parser_error_here(p, "'import' cannot be constructed with 'new'");
    }
}

static arena_ref
new_meta_property(parser *p, token meta_word)
{
    arena_ref meta = new_identifier(p, meta_word);
    arena_ref property = new_identifier(p, take(p));
    ast_meta_property *n = NEW_NODE(p, meta_property, meta_word.start, end_before(p));
    n->meta = meta;
    n->property = property;
    return ref_of(p, n);
}

/* Behind the `new` of `new.target`. */
static arena_ref
parse_new_target(parser *p, token new_word)
{
    doubt_if(p, !has_context(p, CONTEXT_NEW_TARGET));
    next(p);
    if (!at(p, TOK_TARGET)) {
        return parser_error_here(p, "Expected 'target' behind 'new.'");
    }
    return new_meta_property(p, new_word);
}

static arena_ref
parse_new_expression(parser *p)
{
    if (depth_exceeded(p->floor)) {
        return parser_too_deep(p);
    }
    token word = take(p);
    uint32_t start = word.start;
    if (at(p, TOK_DOT)) {
        return parse_new_target(p, word);
    }
    refuse_callee(p);
    chain c = {.start = start_here(p), .place = PLACE_CALLEE};
    c.expression = parse_chain_head(p);
    arena_ref callee = parse_links(p, &c);
    ast_list arguments = {0, 0};
    if (at(p, TOK_LPAREN)) {
        arguments = parse_arguments(p);
    }
    ast_new_expression *n = NEW_NODE(p, new_expression, start, end_before(p));
    n->callee = callee;
    n->arguments = arguments;
    n->type_arguments = c.type_arguments;
    return ref_of(p, n);
}

static arena_ref
parse_import_meta(parser *p, token import)
{
    if (p->options.goal == PARSE_SCRIPT || p->options.goal == PARSE_COMMONJS) {
        if (!is_typescript(p)) {
            return parser_error_here(p, "'import.meta' is for modules");
        }
    }
    p->is_module = true; /* nothing else has it */
    return new_meta_property(p, import);
}

/* At the `(`. */
static arena_ref
parse_import_call(parser *p, uint32_t start, uint8_t phase)
{
    expect(p, TOK_LPAREN);
    uint32_t outer = enter_brackets(p);
    arena_ref source = parse_assignment_expression(p), options = 0;
    if (accept(p, TOK_COMMA) && !at(p, TOK_RPAREN)) {
        options = parse_assignment_expression(p);
        accept(p, TOK_COMMA);
    }
    leave_brackets(p, outer);
    expect(p, TOK_RPAREN);
    ast_import_expression *n = NEW_NODE(p, import_expression, start, end_before(p));
    n->source = source;
    n->options = options;
    n->phase = phase;
    return ref_of(p, n);
}

static arena_ref
parse_import_expression(parser *p)
{
    token import = take(p);
    if (!accept(p, TOK_DOT)) {
        return parse_import_call(p, import.start, 0);
    }
    switch (current(p)) {
    case TOK_META:
        return parse_import_meta(p, import);
    case TOK_SOURCE:
        next(p);
        return parse_import_call(p, import.start, AST_IMPORT_PHASE_SOURCE);
    case TOK_DEFER:
        next(p);
        return parse_import_call(p, import.start, AST_IMPORT_PHASE_DEFER);
    default:
        return parser_error_here(p, "Expected 'meta', 'source' or 'defer'");
    }
}

static arena_ref
parse_super(parser *p)
{
    token t = take(p);
    doubt_if(p, !has_context(p, at(p, TOK_LPAREN) ? CONTEXT_SUPER_CALL : CONTEXT_SUPER));
    doubt_if(p, at(p, TOK_DOT) && peek(p).kind == TOK_PRIVATE_NAME);
    if (!at(p, TOK_DOT) && !at(p, TOK_LBRACKET) && !at(p, TOK_LPAREN)) {
        return parser_error(p, "'super' must be called or have a property", t.start, t.end);
    }
    return ref_of(p, NEW_NODE(p, super, t.start, t.end));
}

static arena_ref
parse_chain_head(parser *p)
{
    switch (current(p)) {
    case TOK_NEW:
        return parse_new_expression(p);
    case TOK_IMPORT:
        return parse_import_expression(p);
    case TOK_SUPER:
        return parse_super(p);
    case TOK_ASYNC:
        return at_async_function(p) ? parse_async_head(p) : parse_primary_expression(p);
    default:
        return parse_primary_expression(p);
    }
}

arena_ref
parse_left_hand_side_expression(parser *p)
{
    chain c = {.start = start_here(p), .place = PLACE_EXPRESSION};
    c.expression = at(p, TOK_ASYNC) ? parse_async_head(p) : parse_chain_head(p);
    if (token_ends_expression(current(p))) {
        return c.expression; /* also if a `:` ends a whole arrow function */
    }
    return parse_links(p, &c);
}

arena_ref
parse_chain_rest(parser *p, uint32_t start, arena_ref head)
{
    chain c = {.start = start, .place = PLACE_EXPRESSION, .expression = head};
    return parse_links(p, &c);
}

arena_ref
parse_heritage_expression(parser *p, arena_ref *type_arguments)
{
    chain c = {.start = start_here(p), .place = PLACE_HERITAGE};
    c.expression = parse_chain_head(p);
    arena_ref expression = parse_links(p, &c);
    *type_arguments = c.type_arguments;
    return expression;
}

/* Behind `@`. */
arena_ref
parse_decorator_expression(parser *p)
{
    if (at(p, TOK_LPAREN)) {
        return parse_chain_head(p);
    }
    if (!at_identifier(p)) {
        return parser_error_here(p, "A decorator is a name, or stands in parentheses");
    }
    chain c = {.start = start_here(p), .place = PLACE_DECORATOR};
    c.expression = parse_identifier_reference(p);
    parse_links(p, &c);
    return at(p, TOK_LPAREN) ? parse_call(p, &c, c.type_arguments, false) : c.expression;
}

/* ---- Arguments ---------------------------------------------------------- */

arena_ref
parse_spread(parser *p)
{
    uint32_t start = take(p).start;
    arena_ref argument = parse_assignment_expression(p);
    ast_spread_element *n = NEW_NODE(p, spread_element, start, end_before(p));
    n->argument = argument;
    return ref_of(p, n);
}

arena_ref
parse_spread_or_assignment(parser *p)
{
    return at(p, TOK_ELLIPSIS) ? parse_spread(p) : parse_assignment_expression(p);
}

ast_list
parse_arguments(parser *p)
{
    expect(p, TOK_LPAREN);
    uint32_t outer = enter_brackets(p);
    size_t mark = begin_list(p);
    while (!at(p, TOK_RPAREN) && !at(p, TOK_EOF)) {
        add(p, parse_spread_or_assignment(p));
        if (!accept(p, TOK_COMMA)) {
            break;
        }
    }
    leave_brackets(p, outer);
    expect(p, TOK_RPAREN);
    return finish_list(p, mark);
}
