#include "keywords.h"

static const char *const names[TOK_IDENTIFIER + 1] = {
    [TOK_EOF] = "the end of the source",
    [TOK_ERROR] = "an invalid token",
    [TOK_NUMBER] = "a number",
    [TOK_BIGINT] = "a BigInt",
    [TOK_STRING] = "a string",
    [TOK_TEMPLATE] = "a template",
    [TOK_TEMPLATE_HEAD] = "a template",
    [TOK_TEMPLATE_MIDDLE] = "a part of a template",
    [TOK_TEMPLATE_TAIL] = "the end of a template",
    [TOK_REGEXP] = "a regular expression",
    [TOK_PRIVATE_NAME] = "a private name",
    [TOK_HASHBANG] = "a hashbang",
    [TOK_JSX_TEXT] = "JSX text",
    [TOK_LBRACE] = "{", [TOK_RBRACE] = "}", [TOK_LPAREN] = "(", [TOK_RPAREN] = ")",
    [TOK_LBRACKET] = "[", [TOK_RBRACKET] = "]", [TOK_DOT] = ".", [TOK_ELLIPSIS] = "...",
    [TOK_SEMICOLON] = ";", [TOK_COMMA] = ",", [TOK_COLON] = ":", [TOK_QUESTION] = "?",
    [TOK_QUESTION_DOT] = "?.", [TOK_ARROW] = "=>", [TOK_AT] = "@",
    [TOK_QUESTION_QUESTION] = "??", [TOK_PIPE_PIPE] = "||", [TOK_AMP_AMP] = "&&",
    [TOK_PIPE] = "|", [TOK_CARET] = "^", [TOK_AMP] = "&",
    [TOK_EQ_EQ] = "==", [TOK_BANG_EQ] = "!=", [TOK_EQ_EQ_EQ] = "===", [TOK_BANG_EQ_EQ] = "!==",
    [TOK_LESS] = "<", [TOK_GREATER] = ">", [TOK_LESS_EQ] = "<=", [TOK_GREATER_EQ] = ">=",
    [TOK_LESS_LESS] = "<<", [TOK_GREATER_GREATER] = ">>", [TOK_GREATER_GREATER_GREATER] = ">>>",
    [TOK_PLUS] = "+", [TOK_MINUS] = "-", [TOK_STAR] = "*", [TOK_SLASH] = "/",
    [TOK_PERCENT] = "%", [TOK_STAR_STAR] = "**",
    [TOK_BANG] = "!", [TOK_TILDE] = "~", [TOK_PLUS_PLUS] = "++", [TOK_MINUS_MINUS] = "--",
    [TOK_EQ] = "=", [TOK_PLUS_EQ] = "+=", [TOK_MINUS_EQ] = "-=", [TOK_STAR_EQ] = "*=",
    [TOK_SLASH_EQ] = "/=", [TOK_PERCENT_EQ] = "%=", [TOK_STAR_STAR_EQ] = "**=",
    [TOK_LESS_LESS_EQ] = "<<=", [TOK_GREATER_GREATER_EQ] = ">>=",
    [TOK_GREATER_GREATER_GREATER_EQ] = ">>>=", [TOK_AMP_EQ] = "&=", [TOK_PIPE_EQ] = "|=",
    [TOK_CARET_EQ] = "^=", [TOK_AMP_AMP_EQ] = "&&=", [TOK_PIPE_PIPE_EQ] = "||=",
    [TOK_QUESTION_QUESTION_EQ] = "\?\?=",
    [TOK_IDENTIFIER] = "an identifier",
};

/* Keywords are spelled once, in the table that recognises them; an error
 * message can wait for the search. */
static const char *
keyword_name(token_kind kind)
{
    for (unsigned i = 0; i < 1u << KEYWORD__BITS; i++) {
        if (keyword__slots[i].kind == kind) {
            return keyword__slots[i].word;
        }
    }
    return "an unknown token";
}

const char *
token_kind_name(token_kind kind)
{
    return kind <= TOK_IDENTIFIER ? names[kind] : keyword_name(kind);
}
