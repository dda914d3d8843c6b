#include "parser_internal.h"

/* From here on there is only the end of the source: everything unwinds. */
static void
stop(parser *p)
{
    uint32_t end = p->lex.length;
    p->lex.token = (token){end, end, TOK_EOF, TOKEN_NEWLINE_BEFORE};
}

arena_ref
parser_error(parser *p, const char *message, uint32_t start, uint32_t end)
{
    if (p->lex.error.message == NULL) {
        p->lex.error = (syntax_error){message, start, end};
    }
    stop(p);
    return 0;
}

arena_ref
parser_error_here(parser *p, const char *message)
{
    return parser_error(p, message, p->lex.token.start, p->lex.token.end);
}

arena_ref
parser_error_since(parser *p, const char *message, uint32_t start)
{
    return parser_error(p, message, start, end_before(p));
}

arena_ref
parser_fatal(parser *p, const char *message)
{
    p->fatal = true;
    return parser_error_here(p, message);
}

arena_ref
parser_too_deep(parser *p)
{
    return parser_fatal(p, "nested too deeply");
}

void *
parser__no_memory(parser *p)
{
    p->no_memory = true;
    stop(p);
    return p->spill;
}

/* Two messages for each token that a production may insist on. */
#define EXPECTED(what) \
    {"Expected " what, "Expected " what ", but the file ends here"}

typedef struct expected_message {
    const char *here, *at_end;
} expected_message;

static const expected_message expected_messages[TOK_COUNT] = {
    [TOK_LBRACE] = EXPECTED("'{'"),
    [TOK_RBRACE] = EXPECTED("'}'"),
    [TOK_LPAREN] = EXPECTED("'('"),
    [TOK_RPAREN] = EXPECTED("')'"),
    [TOK_LBRACKET] = EXPECTED("'['"),
    [TOK_RBRACKET] = EXPECTED("']'"),
    [TOK_COMMA] = EXPECTED("','"),
    [TOK_COLON] = EXPECTED("':'"),
    [TOK_SEMICOLON] = EXPECTED("';' or a line break"),
    [TOK_QUESTION] = EXPECTED("'?' after the 'extends' of a conditional type"),
    [TOK_ARROW] = EXPECTED("'=>'"),
    [TOK_EQ] = EXPECTED("'='"),
    [TOK_LESS] = EXPECTED("'<'"),
    [TOK_GREATER] = EXPECTED("'>'"),
    [TOK_STAR] = EXPECTED("'*'"),
    [TOK_STRING] = EXPECTED("a string"),
    [TOK_IDENTIFIER] = EXPECTED("a name"),
    [TOK_AS] = EXPECTED("'as'"),
    [TOK_CLASS] = EXPECTED("'class'"),
    [TOK_FROM] = EXPECTED("'from'"),
    [TOK_FUNCTION] = EXPECTED("'function'"),
    [TOK_IN] = EXPECTED("'in'"),
    [TOK_NAMESPACE] = EXPECTED("'namespace'"),
    [TOK_NEW] = EXPECTED("'new'"),
};

void
parser__expected(parser *p, token_kind kind)
{
    const expected_message *m = &expected_messages[kind];
    if (m->here == NULL) {
        parser_error_here(p, "Unexpected token");
    } else {
        parser_error_here(p, at(p, TOK_EOF) ? m->at_end : m->here);
    }
}

void
parse_semicolon(parser *p)
{
    if (at(p, TOK_SEMICOLON)) {
        next(p);
    } else if (!newline_before(p) && !at(p, TOK_RBRACE) && !at(p, TOK_EOF)) {
        parser__expected(p, TOK_SEMICOLON);
    }
}
