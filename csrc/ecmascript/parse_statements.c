/* Lists of statements, as far as declaration files have them: directives, empty
 * statements, declarations, imports and exports.  */
#include "parser_internal.h"

/* An expression statement, `if`, a block: not here. */
static arena_ref
refuse_statement(parser *p)
{
    if (at(p, TOK_EOF)) {
        return parser_error_here(p, "Expected a declaration, but the file ends here");
    }
    if (p->options.language == PARSE_DTS) {
        return parser_error_here(p, "Statements are not allowed in a declaration file");
    }
    return parser_error_here(p, "Expected a declaration: this version reads no statements");
}

/* ---- Directives --------------------------------------------------------- */

/* Is the string that is current a whole statement? */
static bool
at_directive(const parser *p)
{
    if (!at(p, TOK_STRING)) {
        return false;
    }
    token after = peek(p);
    return after.kind == TOK_SEMICOLON || after.kind == TOK_EOF
           || (after.flags & TOKEN_NEWLINE_BEFORE) != 0;
}

static arena_ref
parse_directive(parser *p)
{
    token t = p->lex.token;
    arena_ref literal = parse_string_literal(p);
    parse_semicolon(p);
    ast_directive *n = NEW_NODE(p, directive, t.start, end_before(p));
    n->expression = literal;
    n->directive = source_text(p, t.start + 1, t.end - 1);
    return ref_of(p, n);
}

void
parse_directives(parser *p)
{
    while (at_directive(p)) {
        add(p, parse_directive(p));
    }
}

/* ---- Statements --------------------------------------------------------- */

static arena_ref
parse_empty_statement(parser *p)
{
    token t = take(p);
    return ref_of(p, NEW_NODE(p, empty_statement, t.start, t.end));
}

/* What decorators may stand before: a class, with its own modifiers. */
static arena_ref
parse_decorated(parser *p, declaration_prefix *prefix)
{
    prefix->decorators = parse_decorators(p);
    if (at(p, TOK_EXPORT)) {
        return parse_export_declaration(p, prefix);
    }
    if (!at(p, TOK_CLASS) && !at(p, TOK_ABSTRACT) && !at(p, TOK_DECLARE)) {
        return parser_error_here(p, "Expected a class after the decorators");
    }
    return parse_declaration(p, prefix);
}

arena_ref
parse_statement_list_item(parser *p)
{
    declaration_prefix prefix = {.start = start_here(p)};
    switch (current(p)) {
    case TOK_SEMICOLON:
        return parse_empty_statement(p);
    case TOK_IMPORT: {
        token_kind after = (token_kind)peek(p).kind;
        if (after == TOK_LPAREN || after == TOK_DOT) {
            return refuse_statement(p);
        }
        return parse_import_declaration(p, prefix.start);
    }
    case TOK_EXPORT:
        return parse_export_declaration(p, &prefix);
    case TOK_AT:
        return parse_decorated(p, &prefix);
    default:
        break;
    }
    arena_ref declaration = parse_declaration(p, &prefix);
    /* Also behind an error of the lexer, which does not stand at the end yet. */
    return declaration != 0 ? declaration : refuse_statement(p);
}

void
parse_statement_list(parser *p, token_kind close)
{
    while (!at(p, close) && !at(p, TOK_EOF)) {
        add(p, parse_statement_list_item(p));
    }
}
