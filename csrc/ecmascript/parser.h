/* parser.h - source text in, AST in an arena out.
 *
 * The parser is a recursive descent over the lexer with precedence climbing for
 * operators.  Nodes (ast.h, generated from ast.asdl) are written once, bottom
 * up; child lists are gathered on a scratch stack and copied once.  It never
 * recurses deeper than the thread's stack allows: see depth.h.
 */
#ifndef ARENITE_PARSER_H
#define ARENITE_PARSER_H

#include "arena.h"
#include "lexer.h"

typedef enum parse_language {
    PARSE_JS, PARSE_JSX, PARSE_TS, PARSE_TSX, PARSE_DTS,
} parse_language;

typedef enum parse_goal {
    PARSE_UNAMBIGUOUS, PARSE_SCRIPT, PARSE_MODULE, PARSE_COMMONJS,
} parse_goal;

typedef enum parse_status {
    PARSE_OK,
    PARSE_SYNTAX_ERROR, /* error says what and where */
    PARSE_NO_MEMORY,    /* the arena's, or the scratch stack's: arena.status says which */
} parse_status;

typedef struct parse_options {
    parse_language language;
    parse_goal goal;
    bool only_grammar; /* no early errors: see early.h */
} parse_options;

typedef struct source_span {
    uint32_t start, end; /* bytes; both 0: there is none */
} source_span;

typedef struct parse_result {
    parse_status status;
    arena_ref program;  /* the Program node */
    uint32_t nodes;     /* how many were written */
    syntax_error error;
    const char *code;         /* the kind of error, a name that stays: early_codes.h */
    source_span related;      /* the other place that an error is about, */
    const char *related_note; /* and what is there; NULL: there is none */
} parse_result;

/* Room for a source of `length` bytes with the padding that the lexer needs
 * behind it (already zeroed), allocated in the arena; NULL as for arena_alloc.
 * The caller copies the text in. */
uint8_t *parse_allocate_source(arena *a, size_t length);

/* Parses a source that parse_allocate_source made room for.  Valid UTF-8 is
 * required and checked (an error, not undefined behaviour).  Unless the status
 * is PARSE_OK the caller rewinds the arena. */
parse_result parse_source(arena *a, const uint8_t *source, uint32_t length,
                          parse_options options);

#endif
