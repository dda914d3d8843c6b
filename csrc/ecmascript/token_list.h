/* token_list.h - the comments and the tokens of a source that was parsed.
 *
 * They are found by reading the source once more, behind the parser: it costs
 * nothing when nobody asks, and what the parser tried and took back leaves no trace.
 * What a `/`, `}`, `>` or a word of JSX is, the AST says.
 *
 * Both lists are arrays of 64-bit numbers in the arena, in the order of the source:
 *
 *      60     32               0
 *     kind | length in bytes | start in bytes
 */
#ifndef ARENITE_TOKEN_LIST_H
#define ARENITE_TOKEN_LIST_H

#include "ast.h"
#include "lexer.h"

/* The names are typescript-estree's; in the order of _tokens.py. */
typedef enum listed_token {
    LISTED_KEYWORD = 1, /* a reserved word where it is no name */
    LISTED_IDENTIFIER,
    LISTED_PRIVATE_IDENTIFIER,
    LISTED_PUNCTUATOR,
    LISTED_STRING,
    LISTED_NUMERIC,
    LISTED_TEMPLATE,
    LISTED_REGULAR_EXPRESSION,
    LISTED_BOOLEAN,
    LISTED_NULL,
    LISTED_JSX_IDENTIFIER,
    LISTED_JSX_TEXT, /* attributes' strings too */
    LISTED_HASHBANG,
} listed_token;

typedef enum listed_comment {
    LISTED_LINE = 1,
    LISTED_BLOCK,
    LISTED_HTML_OPEN, /* <!-- and --> of scripts, to the end of the line */
    LISTED_HTML_CLOSE,
} listed_comment;

enum { LISTED_LENGTH_BITS = 28 };

typedef struct token_list_options {
    bool comments, tokens;
    bool html_comments; /* the language has them: of a script, not of a module */
} token_list_options;

typedef enum token_list_status {
    TOKEN_LIST_OK,
    TOKEN_LIST_NO_MEMORY, /* the arena's status says why */
    TOKEN_LIST_TOO_LONG,  /* a comment or token of 256 MiB */
    TOKEN_LIST_MISMATCH,  /* the source is not that of the AST */
} token_list_status;

typedef struct token_list_result {
    token_list_status status;
    uint32_t where; /* TOO_LONG, MISMATCH: a byte of the source */
} token_list_result;

/* Lays what is asked for behind a Program, and lets it refer to that.  The source is
 * what parse_source was given: followed by its padding, valid UTF-8.  Unless the
 * status is TOKEN_LIST_OK the caller rewinds the arena. */
token_list_result token_list_make(arena *a, arena_ref program, const uint8_t *source,
                                  uint32_t length, token_list_options options);

#endif
