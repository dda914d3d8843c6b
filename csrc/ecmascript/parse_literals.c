/* Primary expressions: names, literals, and what else one token begins. */
#include "parser_internal.h"

#include <string.h>
#include "regexp.h"

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

static void
check_pattern(parser *p, token t, uint32_t flags)
{
    regexp_result r = regexp_validate(p->lex.source, t.start + 1, flags, t.end);
    if (r.no_memory) {
        p->arena->status = ARENA_NO_MEMORY; /* malloc's, not the arena's */
        parser__no_memory(p);
    } else if (r.error.message != NULL) {
        parser_error(p, r.error.message, r.error.start, r.error.end);
    }
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
    check_pattern(p, t, flags);
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
    uint32_t outer = enter_brackets(p);
    add(p, parse_template_element(p, tagged));
    while (at(p, TOK_TEMPLATE_HEAD) || at(p, TOK_TEMPLATE_MIDDLE)) {
        next(p);
        parse_template_span(p, tagged);
    }
    next(p);
    leave_brackets(p, outer);
    ast_list expressions = copy_every_second(p, mark, 1);
    ast_list quasis = copy_every_second(p, mark, 0);
    scratch_rewind(&p->children, mark);
    ast_template_literal *n = NEW_NODE(p, template_literal, start, end_before(p));
    n->quasis = quasis;
    n->expressions = expressions;
    return ref_of(p, n);
}

/* ---- Arrays ------------------------------------------------------------- */

static arena_ref
parse_array_literal(parser *p)
{
    uint32_t start = take(p).start, outer = enter_brackets(p);
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
    leave_brackets(p, outer);
    expect(p, TOK_RBRACKET);
    ast_list elements = finish_list(p, mark);
    ast_array_expression *n = NEW_NODE(p, array_expression, start, end_before(p));
    n->elements = elements;
    return ref_of(p, n);
}

/* ---- All of them -------------------------------------------------------- */

/* What is no name and no literal that one token makes. */
static arena_ref
parse_other_primary(parser *p)
{
    switch (current(p)) {
    case TOK_SLASH:
    case TOK_SLASH_EQ:
        return parse_regexp_literal(p);
    case TOK_TEMPLATE:
    case TOK_TEMPLATE_HEAD:
        return parse_template_literal(p, false);
    case TOK_CLASS:
    case TOK_AT:
        return parse_class_expression(p);
    case TOK_LESS:
        if (p->lex.jsx) {
            return parse_jsx_element(p);
        }
        break;
    default:
        break;
    }
    return at_identifier(p) ? take_identifier(p)
                            : parser_error_here(p, "Expected an expression");
}

static bool
is_arguments(const parser *p, token name)
{
    static const char word[] = "arguments";
    return (name.flags & TOKEN_ESCAPED) != 0 ||
           (name.end - name.start == sizeof word - 1 &&
            memcmp(p->lex.source + name.start, word, sizeof word - 1) == 0);
}

/* At an identifier, which is read or assigned to here. */
arena_ref
parse_identifier_reference(parser *p)
{
    doubt_if(p, has_context(p, CONTEXT_NO_ARGUMENTS) && is_arguments(p, p->lex.token));
    return take_identifier(p);
}

arena_ref
parse_primary_expression(parser *p)
{
    switch (current(p)) {
    case TOK_IDENTIFIER:
        return parse_identifier_reference(p);
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
    case TOK_LBRACKET:
        return parse_array_literal(p);
    case TOK_LBRACE:
        return parse_object_literal(p);
    case TOK_LPAREN:
        return parse_parenthesized_or_arrow(p);
    case TOK_FUNCTION:
        return parse_function_expression(p, start_here(p), false);
    default:
        return parse_other_primary(p);
    }
}
