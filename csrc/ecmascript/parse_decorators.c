/* Decorators, and what they may stand before.
 *
 *     Decorator := @ Name (. Name)* Arguments?  |  @ ( Expression )
 *
 * What else an expression may be needs the parentheses, so that `@a [b]` is a
 * decorator and the member it stands before. */
#include "parser_internal.h"

static void
refuse_longer(parser *p)
{
    switch (current(p)) {
    case TOK_LPAREN: case TOK_DOT: case TOK_QUESTION_DOT: case TOK_TEMPLATE:
    case TOK_TEMPLATE_HEAD:
        parser_error_here(p, "A decorator that is more than a name and a call needs parentheses");
        break;
    default:
        break;
    }
}

static arena_ref
parse_decorator(parser *p)
{
    uint32_t start = take(p).start;
    arena_ref expression = parse_decorator_expression(p);
    refuse_longer(p);
    ast_decorator *n = NEW_NODE(p, decorator, start, end_before(p));
    n->expression = expression;
    return ref_of(p, n);
}

ast_list
parse_decorators(parser *p)
{
    if (!at(p, TOK_AT)) {
        return (ast_list){0, 0};
    }
    size_t mark = begin_list(p);
    while (at(p, TOK_AT)) {
        add(p, parse_decorator(p));
    }
    return finish_list(p, mark);
}

void
refuse_decorators(parser *p, ast_list decorators, const char *message)
{
    const arena_ref *items = items_of(p, decorators);
    const ast_node *first = items == NULL ? NULL : node_at(p, items[0]);
    if (first != NULL) {
        parser_error(p, message, first->start, first->end);
    }
}
