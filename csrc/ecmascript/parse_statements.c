/* Statements and their lists.  Those that hold other statements are in
 * parse_control.c and parse_loops.c. */
#include "parser_internal.h"

#include <string.h>

/* ---- Expression statements and labels ----------------------------------- */

static arena_ref
finish_expression_statement(parser *p, uint32_t start, arena_ref expression)
{
    parse_semicolon(p);
    ast_expression_statement *n = NEW_NODE(p, expression_statement, start, end_before(p));
    n->expression = expression;
    return ref_of(p, n);
}

static bool
at_loop(const parser *p)
{
    return at(p, TOK_FOR) || at(p, TOK_WHILE) || at(p, TOK_DO);
}

static arena_ref
parse_labeled_statement(parser *p, uint32_t start, arena_ref name)
{
    next(p);
    open_label l = {.outer = p->labels, .name = name, .loop = at_loop(p)};
    doubt_if(p, at(p, TOK_FUNCTION) || find_label(p, name) != NULL);
    p->labels = &l;
    arena_ref body = parse_statement_or_function(p);
    p->labels = l.outer;
    ast_labeled_statement *n = NEW_NODE(p, labeled_statement, start, end_before(p));
    n->label = name;
    n->body = body;
    return ref_of(p, n);
}

/* One Identifier and nothing around it: in parentheses it begins later. */
static bool
is_label(const parser *p, uint32_t start, arena_ref expression)
{
    const ast_node *n = node_at(p, expression);
    return n != NULL && n->tag == AST_IDENTIFIER && n->start == start;
}

static arena_ref
parse_expression_statement(parser *p)
{
    uint32_t start = start_here(p);
    arena_ref expression = parse_expression(p);
    if (at(p, TOK_COLON) && is_label(p, start, expression)) {
        return parse_labeled_statement(p, start, expression);
    }
    return finish_expression_statement(p, start, expression);
}

/* ---- Directives --------------------------------------------------------- */

/* Is the expression that one token, without parentheses? */
static bool
is_token(const parser *p, arena_ref expression, token t)
{
    const ast_node *n = node_at(p, expression);
    return n != NULL && n->tag == AST_STRING_LITERAL && n->start == t.start && n->end == t.end;
}

static bool
is_use_strict(const parser *p, token t)
{
    static const char text[] = "use strict";
    const size_t length = sizeof text - 1;
    return t.end - t.start == length + 2 &&
           memcmp(p->lex.source + t.start + 1, text, length) == 0;
}

static arena_ref
finish_directive(parser *p, token t, arena_ref literal)
{
    if (is_use_strict(p, t)) {
        p->context |= CONTEXT_STRICT;
        doubt_if(p, p->complex_params);
    }
    parse_semicolon(p);
    ast_directive *n = NEW_NODE(p, directive, t.start, end_before(p));
    n->expression = literal;
    n->directive = source_text(p, t.start + 1, t.end - 1);
    return ref_of(p, n);
}

static arena_ref
refuse_statement(parser *p)
{
    return parser_error_here(p, "Statements are not allowed in a declaration file");
}

/* Strings that are whole statements; an expression that only begins with one ends
 * them. */
void
parse_directives(parser *p)
{
    token octal = {0};
    while (at(p, TOK_STRING)) {
        token t = p->lex.token;
        octal = t.flags & TOKEN_LEGACY_OCTAL ? t : octal;
        arena_ref expression = parse_expression(p);
        if (!is_token(p, expression, t)) {
            if (has_context(p, CONTEXT_AMBIENT) && !parser_failed(p)) {
                parser_error(p, "Statements are not allowed in a declaration file", t.start,
                             t.end);
            }
            add(p, finish_expression_statement(p, t.start, expression));
            return;
        }
        add(p, finish_directive(p, t, expression));
        if (octal.end != 0 && has_context(p, CONTEXT_STRICT)) {
            parser_error(p, "Octal escapes are not allowed in strict mode", octal.start,
                         octal.end);
        }
    }
}

/* ---- Small statements --------------------------------------------------- */

static arena_ref
parse_empty_statement(parser *p)
{
    token t = take(p);
    return ref_of(p, NEW_NODE(p, empty_statement, t.start, t.end));
}

static arena_ref
parse_debugger_statement(parser *p)
{
    uint32_t start = take(p).start;
    parse_semicolon(p);
    return ref_of(p, NEW_NODE(p, debugger_statement, start, end_before(p)));
}

arena_ref
parse_block(parser *p)
{
    scope s = open_scope(p);
    arena_ref block = parse_braces(p);
    close_scope(p, s);
    return block;
}

arena_ref
parse_braces(parser *p)
{
    if (depth_exceeded(p->floor)) {
        return parser_too_deep(p);
    }
    uint32_t start = start_here(p);
    size_t mark = begin_list(p);
    expect(p, TOK_LBRACE);
    parse_statement_list(p, TOK_RBRACE);
    expect(p, TOK_RBRACE);
    ast_list body = finish_list(p, mark);
    ast_block_statement *n = NEW_NODE(p, block_statement, start, end_before(p));
    n->body = body;
    return ref_of(p, n);
}

/* ---- Any statement but declarations ------------------------------------- */

static arena_ref
parse_keyword_statement(parser *p)
{
    switch (current(p)) {
    case TOK_LBRACE:
        return parse_block(p);
    case TOK_SEMICOLON:
        return parse_empty_statement(p);
    case TOK_IF:
        return parse_if_statement(p);
    case TOK_FOR:
        return parse_for_statement(p);
    case TOK_WHILE:
        return parse_while_statement(p);
    case TOK_DO:
        return parse_do_while_statement(p);
    case TOK_RETURN:
        return parse_return_statement(p);
    case TOK_BREAK:
    case TOK_CONTINUE:
        return parse_jump_statement(p);
    case TOK_THROW:
        return parse_throw_statement(p);
    case TOK_TRY:
        return parse_try_statement(p);
    case TOK_SWITCH:
        return parse_switch_statement(p);
    case TOK_WITH:
        return parse_with_statement(p);
    case TOK_DEBUGGER:
        return parse_debugger_statement(p);
    default:
        return parse_expression_statement(p);
    }
}

/* What no statement may begin with that stands alone, other than in a list. */
static void
refuse_declaration(parser *p)
{
    bool lexical = at(p, TOK_CONST) || at(p, TOK_CLASS) || at(p, TOK_AT) ||
                   (at(p, TOK_LET) && peek(p).kind == TOK_LBRACKET);
    bool function = at(p, TOK_FUNCTION) || at_async_function(p);
    bool typescript = is_typescript(p) && !at(p, TOK_VAR) && !at(p, TOK_LET) && at_declaration(p);
    if (lexical || function || typescript) {
        parser_error_here(p, "A declaration needs a block around it here");
    }
}

arena_ref
parse_statement(parser *p)
{
    if (depth_exceeded(p->floor)) {
        return parser_too_deep(p);
    }
    refuse_declaration(p);
    if (at(p, TOK_VAR)) {
        declaration_prefix prefix = {.start = start_here(p)};
        return parse_declaration(p, &prefix);
    }
    return parse_keyword_statement(p);
}

/* Annex B.3: a function, neither async nor a generator. */
arena_ref
parse_statement_or_function(parser *p)
{
    if (!at(p, TOK_FUNCTION) || has_context(p, CONTEXT_STRICT) || peek(p).kind == TOK_STAR) {
        return parse_statement(p);
    }
    if (depth_exceeded(p->floor)) {
        return parser_too_deep(p);
    }
    declaration_prefix prefix = {.start = start_here(p)};
    scope s = open_scope(p);
    arena_ref function = parse_function_declaration(p, &prefix, true);
    close_scope(p, s);
    return function;
}

/* ---- Lists -------------------------------------------------------------- */

/* What decorators may stand before: a class, with its own modifiers. */
static arena_ref
parse_decorated(parser *p, declaration_prefix *prefix, bool top)
{
    prefix->decorators = parse_decorators(p);
    if (top && at(p, TOK_EXPORT)) {
        return parse_export_declaration(p, prefix);
    }
    bool modified = is_typescript(p) && (at(p, TOK_ABSTRACT) || at(p, TOK_DECLARE));
    if ((!at(p, TOK_CLASS) && !modified) || !at_declaration(p)) {
        return parser_error_here(p, "Expected a class after the decorators");
    }
    return parse_declaration(p, prefix);
}

static arena_ref
refuse_module_item(parser *p)
{
    return parser_error_here(p, "Imports and exports can only be at the top level of a module");
}

/* In JavaScript only a module has them; TypeScript makes of them what it is told. */
static bool
may_import_here(const parser *p, bool top)
{
    return top && (is_typescript(p) || p->options.goal == PARSE_UNAMBIGUOUS ||
                   p->options.goal == PARSE_MODULE);
}

static arena_ref
parse_import_statement(parser *p, bool top)
{
    token_kind after = (token_kind)peek(p).kind;
    if (after == TOK_LPAREN || after == TOK_DOT) {
        return has_context(p, CONTEXT_AMBIENT) ? refuse_statement(p)
                                               : parse_expression_statement(p);
    }
    return may_import_here(p, top) ? parse_import_declaration(p, start_here(p))
                                   : refuse_module_item(p);
}

static arena_ref
parse_ambient_statement(parser *p)
{
    if (at(p, TOK_SEMICOLON)) {
        return parse_empty_statement(p);
    }
    if (at(p, TOK_EOF)) {
        return parser_error_here(p, "Expected a declaration, but the file ends here");
    }
    return refuse_statement(p);
}

/* `using` is for blocks, functions and modules. */
static void
refuse_using_at_top(parser *p)
{
    if ((at(p, TOK_USING) || at(p, TOK_AWAIT)) && !is_typescript(p) &&
        p->options.goal == PARSE_SCRIPT) {
        parser_error_here(p, "'using' is not allowed at the top level of a script");
    }
}

/* In blocks and functions nothing is that others could see. */
static void
refuse_module_in_block(parser *p)
{
    if (at(p, TOK_NAMESPACE) || at(p, TOK_MODULE) || at(p, TOK_GLOBAL)) {
        parser_error_here(p, "A namespace or module stands at the top level of a file or of "
                             "another");
    } else if (at(p, TOK_DECLARE)) {
        parser_error_here(p, "'declare' is for the top level of a file or of a namespace");
    }
}

static arena_ref
parse_list_item(parser *p, bool top)
{
    declaration_prefix prefix = {.start = start_here(p)};
    switch (current(p)) {
    case TOK_IDENTIFIER:
        break;
    case TOK_IMPORT:
        return parse_import_statement(p, top);
    case TOK_EXPORT:
        return may_import_here(p, top) ? parse_export_declaration(p, &prefix)
                                       : refuse_module_item(p);
    case TOK_AT:
        return parse_decorated(p, &prefix, top);
    default:
        if (at_declaration(p)) {
            if (top) {
                refuse_using_at_top(p);
            } else {
                refuse_module_in_block(p);
            }
            return parse_declaration(p, &prefix);
        }
    }
    if (has_context(p, CONTEXT_AMBIENT)) {
        return parse_ambient_statement(p);
    }
    return parse_keyword_statement(p);
}

static void
add_item(parser *p, bool top)
{
    add(p, parse_list_item(p, top));
    if (p->cover.defaults != 0) {
        refuse_defaults(p);
    }
}

void
parse_top_level_list(parser *p, token_kind close)
{
    while (!at(p, close) && !at(p, TOK_EOF)) {
        add_item(p, true);
    }
}

void
parse_statement_list(parser *p, token_kind close)
{
    while (!at(p, close) && !at(p, TOK_EOF)) {
        add_item(p, false);
    }
}

void
parse_case_statements(parser *p)
{
    while (!at(p, TOK_CASE) && !at(p, TOK_DEFAULT) && !at(p, TOK_RBRACE) && !at(p, TOK_EOF)) {
        if (at_using_declaration(p) || at_await_using(p)) {
            parser_error_here(p, "'using' needs a block around it in a switch");
        }
        add_item(p, false);
    }
}
