/* lexer.h - tokens of ECMAScript, TypeScript and JSX, on the parser's demand.
 *
 * The lexer runs one token ahead of nothing: `token` is the current one and
 * lexer_next replaces it.  What a `/`, `}` or `>` means depends on the grammar,
 * so the lexer takes the plain reading and the parser asks for another:
 *
 *     /  /=     punctuators       lexer_rescan_regexp
 *     }         punctuator        lexer_rescan_template (middle or tail)
 *     >> >>= >= operators         lexer_split_greater, inside types
 *     <         punctuator        lexer_next_jsx_child, lexer_next_jsx_tag
 *
 * The source must be followed by LEXER_PADDING zero bytes (a NUL in the source
 * itself is an error token like any stray character), be valid UTF-8 and under
 * 4 GiB.  All offsets are bytes from its first byte.  No Python.h; no global
 * state; one lexer, one thread.
 */
#ifndef ARENITE_LEXER_H
#define ARENITE_LEXER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"

enum { LEXER_PADDING = 64 }; /* one AVX-512 load behind the last byte */

/* Kinds.  TOK_IDENTIFIER is any IdentifierName that is no keyword of
 * ECMAScript or TypeScript; keywords of either, reserved or contextual, have
 * kinds of their own in one contiguous range, so that "any IdentifierName" is
 * one comparison.  A keyword written with an escape is a TOK_IDENTIFIER with
 * TOKEN_ESCAPED; its spelling is lexer_name's to give. */
typedef enum token_kind {
    TOK_EOF,
    TOK_ERROR, /* lexer.error says what and where */

    TOK_NUMBER,
    TOK_BIGINT,
    TOK_STRING,
    TOK_TEMPLATE,        /* `...` without substitution */
    TOK_TEMPLATE_HEAD,   /* `...${ */
    TOK_TEMPLATE_MIDDLE, /* }...${ */
    TOK_TEMPLATE_TAIL,   /* }...` */
    TOK_REGEXP,
    TOK_PRIVATE_NAME, /* #name */
    TOK_HASHBANG,
    TOK_JSX_TEXT,

    TOK_LBRACE, TOK_RBRACE, TOK_LPAREN, TOK_RPAREN, TOK_LBRACKET, TOK_RBRACKET,
    TOK_DOT, TOK_ELLIPSIS, TOK_SEMICOLON, TOK_COMMA, TOK_COLON, TOK_QUESTION,
    TOK_QUESTION_DOT, TOK_ARROW, TOK_AT,

    /* Binary operators from TOK_QUESTION_QUESTION to TOK_STAR_STAR. */
    TOK_QUESTION_QUESTION, TOK_PIPE_PIPE, TOK_AMP_AMP, TOK_PIPE, TOK_CARET, TOK_AMP,
    TOK_EQ_EQ, TOK_BANG_EQ, TOK_EQ_EQ_EQ, TOK_BANG_EQ_EQ,
    TOK_LESS, TOK_GREATER, TOK_LESS_EQ, TOK_GREATER_EQ,
    TOK_LESS_LESS, TOK_GREATER_GREATER, TOK_GREATER_GREATER_GREATER,
    TOK_PLUS, TOK_MINUS, TOK_STAR, TOK_SLASH, TOK_PERCENT, TOK_STAR_STAR,

    TOK_BANG, TOK_TILDE, TOK_PLUS_PLUS, TOK_MINUS_MINUS,

    /* Assignment operators from TOK_EQ to TOK_QUESTION_QUESTION_EQ. */
    TOK_EQ, TOK_PLUS_EQ, TOK_MINUS_EQ, TOK_STAR_EQ, TOK_SLASH_EQ, TOK_PERCENT_EQ,
    TOK_STAR_STAR_EQ, TOK_LESS_LESS_EQ, TOK_GREATER_GREATER_EQ,
    TOK_GREATER_GREATER_GREATER_EQ, TOK_AMP_EQ, TOK_PIPE_EQ, TOK_CARET_EQ,
    TOK_AMP_AMP_EQ, TOK_PIPE_PIPE_EQ, TOK_QUESTION_QUESTION_EQ,

    /* IdentifierName: everything from here on. */
    TOK_IDENTIFIER,

    /* Contextual keywords of TypeScript and ECMAScript: identifiers unless the
     * grammar says otherwise. */
    TOK_ABSTRACT, TOK_ACCESSOR, TOK_ANY, TOK_AS, TOK_ASSERT, TOK_ASSERTS, TOK_ASYNC,
    TOK_BIGINT_TYPE, TOK_BOOLEAN, TOK_CONSTRUCTOR, TOK_DECLARE, TOK_DEFER, TOK_FROM,
    TOK_GET, TOK_GLOBAL, TOK_INFER, TOK_INTRINSIC, TOK_IS, TOK_KEYOF, TOK_META,
    TOK_MODULE, TOK_NAMESPACE, TOK_NEVER, TOK_NUMBER_TYPE, TOK_OBJECT, TOK_OF,
    TOK_OUT, TOK_OVERRIDE, TOK_READONLY, TOK_REQUIRE, TOK_SATISFIES, TOK_SET,
    TOK_SOURCE, TOK_STRING_TYPE, TOK_SYMBOL, TOK_TARGET, TOK_TYPE, TOK_UNDEFINED,
    TOK_UNIQUE, TOK_UNKNOWN, TOK_USING,

    /* Reserved in strict mode only, or by context. */
    TOK_AWAIT, TOK_IMPLEMENTS, TOK_INTERFACE, TOK_LET, TOK_PACKAGE, TOK_PRIVATE,
    TOK_PROTECTED, TOK_PUBLIC, TOK_STATIC, TOK_YIELD,

    /* Reserved words. */
    TOK_BREAK, TOK_CASE, TOK_CATCH, TOK_CLASS, TOK_CONST, TOK_CONTINUE, TOK_DEBUGGER,
    TOK_DEFAULT, TOK_DELETE, TOK_DO, TOK_ELSE, TOK_ENUM, TOK_EXPORT, TOK_EXTENDS,
    TOK_FALSE, TOK_FINALLY, TOK_FOR, TOK_FUNCTION, TOK_IF, TOK_IMPORT, TOK_IN,
    TOK_INSTANCEOF, TOK_NEW, TOK_NULL, TOK_RETURN, TOK_SUPER, TOK_SWITCH, TOK_THIS,
    TOK_THROW, TOK_TRUE, TOK_TRY, TOK_TYPEOF, TOK_VAR, TOK_VOID, TOK_WHILE, TOK_WITH,

    TOK_COUNT
} token_kind;

static inline bool
token_is_name(token_kind kind) { return kind >= TOK_IDENTIFIER; }
static inline bool
token_is_reserved(token_kind kind) { return kind >= TOK_BREAK; }
/* An Identifier, contextual keywords included. */
static inline bool
token_is_identifier(token_kind kind) { return kind >= TOK_IDENTIFIER && kind < TOK_BREAK; }

enum {
    TOKEN_NEWLINE_BEFORE = 1, /* a line terminator, or a comment with one, stands before it */
    TOKEN_ESCAPED = 2,        /* name, string, template: its value may not be its spelling */
    TOKEN_INVALID_ESCAPE = 4, /* template: cooked value is undefined; an error unless tagged */
    TOKEN_LEGACY_OCTAL = 8,   /* number 017 or 09, string "\1" or "\8": errors in strict code */
    TOKEN_SEPARATOR = 16,     /* number with a numeric separator */
    TOKEN_LONE_SURROGATE = 32,/* string, template: an escape gives half of a surrogate pair */
    TOKEN_JSX = 64,           /* string or text of JSX: holds entities, not escapes */
};

typedef struct token {
    uint32_t start, end; /* bytes; end is behind the last byte */
    uint8_t kind;        /* token_kind */
    uint8_t flags;
} token;

/* What is wrong, and where.  Messages are static and end without a full stop. */
typedef struct syntax_error {
    const char *message;
    uint32_t start, end;
} syntax_error;

typedef struct lexer {
    token token;
    uint32_t previous_end; /* end of the token before: where its node ends */
    const uint8_t *source;
    uint32_t length;
    bool html_comments; /* Annex B: <!-- and --> are comments (scripts, not modules) */
    bool jsx;           /* the language has JSX */
    syntax_error error; /* message NULL: none yet.  The first one stays */
} lexer;

/* Places the lexer before the first token, with both options off: skips a BOM;
 * a hashbang is the first token, TOK_HASHBANG. */
void lexer_init(lexer *l, const uint8_t *source, uint32_t length);
void lexer_next(lexer *l);

/* For bounded lookahead: a lexer is a plain value.  Copy it, go on, copy back. */

/* The current token is TOK_SLASH or TOK_SLASH_EQ: it becomes TOK_REGEXP (body
 * and flags; the pattern itself is not validated here, unknown, duplicate and
 * contradicting flags are) or TOK_ERROR. */
void lexer_rescan_regexp(lexer *l);
/* The current token is TOK_RBRACE: TOK_TEMPLATE_MIDDLE or TOK_TEMPLATE_TAIL. */
void lexer_rescan_template(lexer *l);
/* The current token begins with `>`: it becomes TOK_GREATER alone, and the rest
 * is the next token. */
void lexer_split_greater(lexer *l);
/* The current token begins with `<` (`<<`, `<<=`, `<=`): it becomes TOK_LESS. */
void lexer_split_less(lexer *l);
/* After the `>` of an opening tag or a child: TOK_JSX_TEXT, TOK_LBRACE,
 * TOK_LESS or TOK_EOF.  Nothing is trivia here; > and } in text are errors. */
void lexer_next_jsx_child(lexer *l);
/* Inside a tag: names may hold hyphens and are never keywords (TOK_IDENTIFIER),
 * strings hold entities and line terminators but no escapes, and < > / = are
 * tokens by themselves (`>` is never part of `>=`). */
void lexer_next_jsx_tag(lexer *l);

/* Spelling or value of a token as a text in the arena.  `base` is the position
 * of the source's first byte in that arena: what holds no escape is a part of
 * the source and costs nothing; else a copy with the escapes replaced.  A null
 * text when the arena is out of memory (its status says why) or, for
 * lexer_cooked, the value is undefined.  Lone surrogates are three bytes each,
 * as in WTF-8. */

/* Any token_is_name; of a TOK_PRIVATE_NAME, without the #. */
arena_text lexer_name(const lexer *l, token t, arena *a, uint64_t base);
/* A string, or a TOK_JSX_TEXT: entities of JSX are replaced (XHTML's 253, &#9;,
 * &#x9;), and what is none stays as it stands. */
arena_text lexer_string(const lexer *l, token t, arena *a, uint64_t base);
/* Template element: raw (CRLF and CR are LF) and cooked. */
arena_text lexer_raw(const lexer *l, token t, arena *a, uint64_t base);
arena_text lexer_cooked(const lexer *l, token t, arena *a, uint64_t base);
/* TOK_BIGINT: its digits with any 0x, without the `n` and separators. */
arena_text lexer_bigint(const lexer *l, token t, arena *a, uint64_t base);
/* Exact, round-half-even, for any literal without the `n` of a BigInt; never
 * depends on the locale. */
double lexer_number(const lexer *l, token t);

/* A TOK_IDENTIFIER with TOKEN_ESCAPED: the keyword that it spells, which it may
 * not stand for and, if reserved, not be; TOK_IDENTIFIER if it spells none. */
token_kind lexer_escaped_keyword(const lexer *l, token t);
/* A template element with TOKEN_INVALID_ESCAPE: what is wrong, and where. */
syntax_error lexer_invalid_escape(const lexer *l, token t);
/* A TOK_REGEXP: where its flags begin (the token's end if it has none); the
 * pattern stands between start + 1 and this - 1. */
uint32_t lexer_regexp_flags(const lexer *l, token t);

/* For error messages: how a kind is written ("=>", "interface"), or what it is
 * ("a string"). */
const char *token_kind_name(token_kind kind);

#endif
