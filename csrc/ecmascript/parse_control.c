/* Statements that choose and jump: if, switch, try, with, return, break. */
#include "parser_internal.h"

arena_ref
parse_parenthesized(parser *p)
{
    expect(p, TOK_LPAREN);
    arena_ref expression = parse_expression(p);
    expect(p, TOK_RPAREN);
    return expression;
}

/* ---- if ----------------------------------------------------------------- */

/* A link of a chain of `else if` on the scratch stack: such chains are long, so
 * they are a loop. */
enum { LINK_START, LINK_TEST, LINK_CONSEQUENT, LINK_ITEMS };

static void
push_if(parser *p)
{
    add(p, take(p).start);
    add(p, parse_parenthesized(p));
    add(p, parse_statement_or_function(p));
}

static arena_ref
new_if(parser *p, const arena_ref link[LINK_ITEMS], arena_ref alternate)
{
    ast_if_statement *n = NEW_NODE(p, if_statement, link[LINK_START], end_before(p));
    n->test = link[LINK_TEST];
    n->consequent = link[LINK_CONSEQUENT];
    n->alternate = alternate;
    return ref_of(p, n);
}

arena_ref
parse_if_statement(parser *p)
{
    size_t mark = begin_list(p);
    arena_ref alternate = 0;
    bool chained;
    do {
        push_if(p);
        bool otherwise = accept(p, TOK_ELSE);
        chained = otherwise && at(p, TOK_IF);
        if (otherwise && !chained) {
            alternate = parse_statement_or_function(p);
        }
    } while (chained);
    size_t count = scratch_count(&p->children, mark);
    for (size_t i = count - count % LINK_ITEMS; i > 0; i -= LINK_ITEMS) {
        const arena_ref *link = scratch_items(&p->children, mark) + i - LINK_ITEMS;
        alternate = new_if(p, link, alternate);
    }
    scratch_rewind(&p->children, mark);
    return alternate;
}

/* ---- switch ------------------------------------------------------------- */

static arena_ref
parse_case_test(parser *p)
{
    if (accept(p, TOK_DEFAULT)) {
        return 0;
    }
    expect(p, TOK_CASE);
    uint32_t outer = p->context;
    p->context |= CONTEXT_COLON_ENDS;
    arena_ref test = parse_expression(p);
    p->context = outer;
    return test;
}

static arena_ref
parse_case(parser *p)
{
    uint32_t start = start_here(p);
    arena_ref test = parse_case_test(p);
    expect(p, TOK_COLON);
    size_t mark = begin_list(p);
    parse_case_statements(p);
    ast_list consequent = finish_list(p, mark);
    ast_switch_case *n = NEW_NODE(p, switch_case, start, end_before(p));
    n->test = test;
    n->consequent = consequent;
    return ref_of(p, n);
}

static void
refuse_second_default(parser *p, bool *seen)
{
    if (at(p, TOK_DEFAULT) && *seen) {
        parser_error_here(p, "A switch has one 'default' only");
    }
    *seen = *seen || at(p, TOK_DEFAULT);
}

arena_ref
parse_switch_statement(parser *p)
{
    if (depth_exceeded(p->floor)) {
        return parser_too_deep(p);
    }
    uint32_t start = take(p).start;
    arena_ref discriminant = parse_parenthesized(p);
    expect(p, TOK_LBRACE);
    scope s = open_scope(p);
    uint32_t outer = p->context;
    p->context |= CONTEXT_BREAKABLE;
    size_t mark = begin_list(p);
    bool seen = false;
    while (!at(p, TOK_RBRACE) && !at(p, TOK_EOF)) {
        refuse_second_default(p, &seen);
        add(p, parse_case(p));
    }
    expect(p, TOK_RBRACE);
    p->context = outer;
    close_scope(p, s);
    ast_list cases = finish_list(p, mark);
    ast_switch_statement *n = NEW_NODE(p, switch_statement, start, end_before(p));
    n->discriminant = discriminant;
    n->cases = cases;
    return ref_of(p, n);
}

/* ---- try ---------------------------------------------------------------- */

static arena_ref
parse_catch_clause(parser *p)
{
    uint32_t start = take(p).start;
    arena_ref param = 0;
    scope s = open_scope(p);
    if (accept(p, TOK_LPAREN)) {
        early_kind kind = at(p, TOK_LBRACE) || at(p, TOK_LBRACKET) ? EARLY_LEXICAL : EARLY_CATCH;
        param = parse_binding_with_annotation(p);
        declare_pattern(p, kind, param);
        expect(p, TOK_RPAREN);
    }
    arena_ref body = parse_braces(p);
    close_scope(p, s);
    ast_catch_clause *n = NEW_NODE(p, catch_clause, start, end_before(p));
    n->param = param;
    n->body = body;
    return ref_of(p, n);
}

arena_ref
parse_try_statement(parser *p)
{
    uint32_t start = take(p).start;
    arena_ref block = parse_block(p);
    arena_ref handler = at(p, TOK_CATCH) ? parse_catch_clause(p) : 0;
    arena_ref finalizer = accept(p, TOK_FINALLY) ? parse_block(p) : 0;
    if (handler == 0 && finalizer == 0) {
        return parser_error_here(p, "Expected 'catch' or 'finally'");
    }
    ast_try_statement *n = NEW_NODE(p, try_statement, start, end_before(p));
    n->block = block;
    n->handler = handler;
    n->finalizer = finalizer;
    return ref_of(p, n);
}

/* ---- with --------------------------------------------------------------- */

arena_ref
parse_with_statement(parser *p)
{
    if (has_context(p, CONTEXT_STRICT)) {
        return parser_error_here(p, "'with' is not allowed in strict mode");
    }
    p->is_sloppy = true;
    doubt(p);
    uint32_t start = take(p).start;
    arena_ref object = parse_parenthesized(p);
    arena_ref body = parse_statement(p);
    ast_with_statement *n = NEW_NODE(p, with_statement, start, end_before(p));
    n->object = object;
    n->body = body;
    return ref_of(p, n);
}

/* ---- Jumps -------------------------------------------------------------- */

/* Does the statement end here, so that nothing of it follows? */
static bool
at_statement_end(const parser *p)
{
    return at(p, TOK_SEMICOLON) || at(p, TOK_RBRACE) || at(p, TOK_EOF) || newline_before(p);
}

_Static_assert(sizeof(ast_break_statement) == sizeof(ast_continue_statement) &&
                   offsetof(ast_break_statement, label) ==
                       offsetof(ast_continue_statement, label),
               "both are written as one");

arena_ref
parse_jump_statement(parser *p)
{
    token word = take(p);
    arena_ref label = at_statement_end(p) ? 0 : parse_binding_identifier(p);
    doubt_jump(p, (token_kind)word.kind, label);
    parse_semicolon(p);
    ast_break_statement *n = NEW_NODE(p, break_statement, word.start, end_before(p));
    n->tag = word.kind == TOK_BREAK ? AST_BREAK_STATEMENT : AST_CONTINUE_STATEMENT;
    n->label = label;
    return ref_of(p, n);
}

arena_ref
parse_return_statement(parser *p)
{
    if (!has_context(p, CONTEXT_RETURN)) {
        return parser_error_here(p, "'return' is not allowed outside of a function");
    }
    uint32_t start = take(p).start;
    arena_ref argument = at_statement_end(p) ? 0 : parse_expression(p);
    parse_semicolon(p);
    ast_return_statement *n = NEW_NODE(p, return_statement, start, end_before(p));
    n->argument = argument;
    return ref_of(p, n);
}

arena_ref
parse_throw_statement(parser *p)
{
    uint32_t start = take(p).start;
    if (newline_before(p)) {
        return parser_error_here(p, "A line break cannot stand between 'throw' and its value");
    }
    arena_ref argument = parse_expression(p);
    parse_semicolon(p);
    ast_throw_statement *n = NEW_NODE(p, throw_statement, start, end_before(p));
    n->argument = argument;
    return ref_of(p, n);
}
