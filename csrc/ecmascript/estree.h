/* estree.h - an AST in an arena as ESTree's JSON.
 *
 * Names and shape are typescript-estree's or, for JavaScript, plain ESTree's, both
 * as oxc-parser gives them (its astType 'ts' and 'js').  Positions
 * are UTF-16 units, as everywhere in ESTree; the arena holds UTF-8 bytes.
 *
 * The arena is not trusted: its bytes may come from a file or have been written
 * through a buffer.  Every reference is checked before it is read, and more nodes
 * than the arena can hold (a cycle, or a bomb of shared references) are an error.
 * Depth costs heap memory, not C stack.
 */
#ifndef ARENITE_ESTREE_H
#define ARENITE_ESTREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"

typedef enum estree_status {
    ESTREE_OK,
    ESTREE_NO_MEMORY, /* the buffer could not grow */
    ESTREE_CORRUPT,   /* `wrong` is the reference that cannot be right */
} estree_status;

typedef struct estree_options {
    bool range;       /* "range": [start, end] too */
    bool parentheses; /* print ParenthesizedExpression and TSParenthesizedType */
    bool typescript;  /* typescript-estree's shape; else plain ESTree's, without the
                       * fields that are always false, null or empty in JavaScript */
    bool comments, tokens; /* of a Program, those that were listed: token_list.h */
} estree_options;

/* resize(context, NULL, 0, n) gives n bytes, resize(context, p, m, n) moves m of
 * them into n, resize(context, p, m, 0) frees and gives NULL.  NULL when there is
 * no memory; p is then as it was.  The writer's own memory comes from it too. */
typedef struct estree_buffer {
    uint8_t *data;
    size_t length, capacity;
    void *(*resize)(void *context, void *block, size_t old_size, size_t new_size);
    void *context;
} estree_buffer;

/* Bytes of anyone; meant is UTF-8 with lone surrogates, as in WTF-8. */
typedef struct estree_text {
    const uint8_t *bytes;
    size_t length;
} estree_text;

typedef struct estree_result {
    estree_status status;
    arena_ref wrong;
} estree_result;

/* Appends the JSON of a node and all below it.  `source` is the text that the
 * node was parsed from, for its positions; NULL leaves them in bytes.  Unless
 * the status is ESTREE_OK, `out` holds as much as was written. */
estree_result estree_write(const arena *a, arena_ref node, const uint8_t *source,
                           uint32_t source_length, estree_options options,
                           estree_buffer *out);

#endif
