/* Loops.
 *
 * The head of a `for` is read as a declaration or an expression in which `in` is
 * no operator; the token behind it tells which of the three loops it is. */
#include "parser_internal.h"

static arena_ref
parse_loop_body(parser *p)
{
    uint32_t outer = p->context;
    p->context |= CONTEXT_LOOP | CONTEXT_BREAKABLE;
    arena_ref body = parse_statement(p);
    p->context = outer;
    return body;
}

/* ---- The head ----------------------------------------------------------- */

typedef struct for_head {
    uint32_t start;
    bool await;
    bool declared;     /* init is a VariableDeclaration */
    token_kind first;  /* of init's tokens */
    bool single;       /* init is that token alone */
    arena_ref init;
} for_head;

/* `let` begins a declaration if what follows can be bound. */
static bool
at_let_declaration(const parser *p)
{
    if (!at(p, TOK_LET)) {
        return false;
    }
    token_kind after = (token_kind)peek(p).kind;
    return after == TOK_LBRACE || after == TOK_LBRACKET || is_identifier(p, after);
}

/* `using of` is the declaration of a variable "of" only where it gets a value. */
static bool
at_using_head(const parser *p)
{
    lexer ahead = p->lex;
    if (at(p, TOK_AWAIT)) {
        return at_await_using(p);
    }
    if (!at_using_declaration(p)) {
        return false;
    }
    lexer_next(&ahead);
    bool of = ahead.token.kind == TOK_OF;
    lexer_next(&ahead);
    return !of || ahead.token.kind == TOK_EQ || ahead.token.kind == TOK_SEMICOLON ||
           ahead.token.kind == TOK_COLON;
}

static bool
at_for_declaration(const parser *p)
{
    switch (current(p)) {
    case TOK_VAR:
    case TOK_CONST:
        return true;
    case TOK_LET:
        return at_let_declaration(p);
    case TOK_USING:
    case TOK_AWAIT:
        return at_using_head(p);
    default:
        return false;
    }
}

static void
parse_for_init(parser *p, for_head *head)
{
    uint32_t outer = p->context;
    p->context |= CONTEXT_NO_IN;
    head->first = current(p);
    head->declared = at_for_declaration(p);
    token first = p->lex.token;
    if (head->declared) {
        head->init = parse_for_declaration(p);
    } else if (!at(p, TOK_SEMICOLON)) {
        head->init = parse_expression(p);
    }
    head->single = end_before(p) == first.end;
    p->context = outer;
}

/* ---- The three of them -------------------------------------------------- */

/* Nothing but its value says what a variable of these loops is. */
static bool
is_annotated(const ast_node *id)
{
    switch (id->tag) {
    case AST_IDENTIFIER:
        return ((const ast_identifier *)id)->type_annotation != 0;
    case AST_ARRAY_PATTERN:
        return ((const ast_array_pattern *)id)->type_annotation != 0;
    default:
        return ((const ast_object_pattern *)id)->type_annotation != 0;
    }
}

static void
check_declarator(parser *p, const for_head *head, const ast_variable_declaration *n)
{
    bool of = at(p, TOK_OF);
    const arena_ref *items = arena_address(p->arena, n->declarations.items);
    const ast_variable_declarator *d = arena_address(p->arena, items[0]);
    const ast_node *id = arena_address(p->arena, d->id);
    bool legacy = !of && n->kind == AST_VARIABLE_KIND_VAR && id->tag == AST_IDENTIFIER &&
                  !has_context(p, CONTEXT_STRICT);
    if (n->declarations.length != 1) {
        parser_error_since(p, "A loop of this kind declares one variable", n->start);
    } else if (d->init != 0 && !legacy) {
        parser_error_since(p, "A variable of this loop gets no initial value", d->start);
    } else if (is_annotated(id)) {
        parser_error_since(p, "A variable of this loop gets no type annotation", d->start);
    } else if (!of && n->kind >= AST_VARIABLE_KIND_USING) {
        parser_error_since(p, "'using' is for loops with 'of'", head->start);
    }
}

/* At `in` or `of`: the left side as a pattern, if it was read as an expression. */
static arena_ref
for_left(parser *p, const for_head *head)
{
    if (head->declared) {
        const ast_node *n = node_at(p, head->init);
        if (n != NULL) {
            check_declarator(p, head, (const ast_variable_declaration *)n);
        }
        return head->init;
    }
    if (at(p, TOK_OF) && head->first == TOK_LET) {
        return parser_error_here(p, "The left side of 'of' cannot begin with 'let'");
    }
    if (at(p, TOK_OF) && head->first == TOK_ASYNC && head->single && !head->await) {
        return parser_error_here(p, "The left side of 'of' cannot be 'async'");
    }
    return to_assignment_target(p, head->init);
}

static arena_ref
parse_for_in(parser *p, const for_head *head)
{
    arena_ref left = for_left(p, head);
    next(p);
    arena_ref right = parse_expression(p);
    expect(p, TOK_RPAREN);
    arena_ref body = parse_loop_body(p);
    ast_for_in_statement *n = NEW_NODE(p, for_in_statement, head->start, end_before(p));
    n->left = left;
    n->right = right;
    n->body = body;
    return ref_of(p, n);
}

static arena_ref
parse_for_of(parser *p, const for_head *head)
{
    arena_ref left = for_left(p, head);
    next(p);
    arena_ref right = parse_assignment_expression(p);
    expect(p, TOK_RPAREN);
    arena_ref body = parse_loop_body(p);
    ast_for_of_statement *n = NEW_NODE(p, for_of_statement, head->start, end_before(p));
    n->await = head->await;
    n->left = left;
    n->right = right;
    n->body = body;
    return ref_of(p, n);
}

static arena_ref
parse_for_rest(parser *p, const for_head *head)
{
    if (p->cover.defaults != 0) {
        refuse_defaults(p);
    }
    const ast_node *init = head->declared ? node_at(p, head->init) : NULL;
    if (init != NULL) {
        check_initializers(p, (const ast_variable_declaration *)init);
    }
    expect(p, TOK_SEMICOLON);
    arena_ref test = at(p, TOK_SEMICOLON) ? 0 : parse_expression(p);
    expect(p, TOK_SEMICOLON);
    arena_ref update = at(p, TOK_RPAREN) ? 0 : parse_expression(p);
    expect(p, TOK_RPAREN);
    arena_ref body = parse_loop_body(p);
    ast_for_statement *n = NEW_NODE(p, for_statement, head->start, end_before(p));
    n->init = head->init;
    n->test = test;
    n->update = update;
    n->body = body;
    return ref_of(p, n);
}

/* `for await`, in an async function or at the top level of a module. */
static bool
parse_for_await(parser *p)
{
    if (!at(p, TOK_AWAIT)) {
        return false;
    }
    if (!has_context(p, CONTEXT_AWAIT | CONTEXT_MAY_BE_MODULE) ||
        has_context(p, CONTEXT_NO_OPERATORS)) {
        parser_error_here(p, "'for await' is for async functions and modules");
    }
    p->is_module |= has_context(p, CONTEXT_MAY_BE_MODULE);
    next(p);
    return true;
}

static arena_ref
parse_for_behind_head(parser *p, const for_head *head)
{
    if (at(p, TOK_OF)) {
        return parse_for_of(p, head);
    }
    if (head->await) {
        return parser_error_here(p, "Expected 'of' in a 'for await'");
    }
    return at(p, TOK_IN) ? parse_for_in(p, head) : parse_for_rest(p, head);
}

arena_ref
parse_for_statement(parser *p)
{
    for_head head = {.start = take(p).start};
    head.await = parse_for_await(p);
    expect(p, TOK_LPAREN);
    scope s = open_scope(p);
    parse_for_init(p, &head);
    arena_ref loop = parse_for_behind_head(p, &head);
    close_scope(p, s);
    return loop;
}

/* ---- while -------------------------------------------------------------- */

arena_ref
parse_while_statement(parser *p)
{
    uint32_t start = take(p).start;
    arena_ref test = parse_parenthesized(p);
    arena_ref body = parse_loop_body(p);
    ast_while_statement *n = NEW_NODE(p, while_statement, start, end_before(p));
    n->test = test;
    n->body = body;
    return ref_of(p, n);
}

/* Its semicolon may be missing without a line break, too. */
arena_ref
parse_do_while_statement(parser *p)
{
    uint32_t start = take(p).start;
    arena_ref body = parse_loop_body(p);
    expect(p, TOK_WHILE);
    arena_ref test = parse_parenthesized(p);
    accept(p, TOK_SEMICOLON);
    ast_do_while_statement *n = NEW_NODE(p, do_while_statement, start, end_before(p));
    n->body = body;
    n->test = test;
    return ref_of(p, n);
}
