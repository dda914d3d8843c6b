/* token_list.c - reads a source again, with the AST at hand.
 *
 * Most tokens are what the lexer says without knowing where it is.  The others are
 * marked before: a mark is a token that the AST tells of, with its place.
 *
 *     a < b / c          no marks
 *     f(/b/)             the RegExpLiteral
 *     `a${b}c`           the element that begins with a brace
 *     x: A<B<C>>= d      each > that ends type arguments and has > or = behind it
 *     <a b-c="d">e</a>   names, strings, text; and such a >
 *     a.class            the word, which is no keyword here
 *
 * So one loop does: at a mark it takes that, elsewhere it asks the lexer. */
#include "token_list.h"

#include "ast_schema.h"
#include "keywords.h"
#include "lexer_internal.h"
#include "traverse.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_ROOM = 256 };

typedef struct spans {
    uint64_t *items;
    size_t count, room;
} spans;

/* A token that the AST tells of.  Sorted by `start`. */
typedef struct mark {
    uint32_t start, end;
    uint8_t kind; /* listed_token */
} mark;

typedef struct marks {
    mark *items;
    size_t count, room;
    bool unsorted;
} marks;

typedef struct lister {
    lexer lex;
    arena *a;
    token_list_options options;
    uint32_t html_end; /* from here on `<!--` is no comment */
    spans comments, tokens;
    marks marks;
    size_t next_mark;
    token_list_result result;
} lister;

static bool
fail(lister *l, token_list_status status, uint32_t where)
{
    l->result = (token_list_result){status, where};
    return false;
}

static bool
no_memory(lister *l)
{
    l->a->status = ARENA_NO_MEMORY; /* malloc's, not the arena's */
    return fail(l, TOKEN_LIST_NO_MEMORY, 0);
}

/* Room for one more of `size` bytes in an array that is full. */
static bool
grow(void **items, size_t *room, size_t size)
{
    size_t wider = *room ? *room * 2 : FIRST_ROOM, bytes;
    void *grown = NULL;
    if (!__builtin_mul_overflow(wider, size, &bytes)) {
        grown = realloc(*items, bytes);
    }
    if (grown) {
        *items = grown;
        *room = wider;
    }
    return grown != NULL;
}

static bool
add_span(lister *l, spans *s, uint32_t start, uint32_t end, unsigned kind)
{
    uint64_t length = end - start;
    if (length >> LISTED_LENGTH_BITS) {
        return fail(l, TOKEN_LIST_TOO_LONG, start);
    }
    if (LEXER_UNLIKELY(s->count == s->room)) {
        void *items = s->items;
        if (!grow(&items, &s->room, sizeof *s->items)) {
            return no_memory(l);
        }
        s->items = items;
    }
    s->items[s->count++] = (uint64_t)kind << 60 | length << 32 | start;
    return true;
}

/* ---- Marks --------------------------------------------------------------- */

static bool
add_mark(lister *l, uint32_t start, uint32_t end, listed_token kind)
{
    marks *m = &l->marks;
    if (start >= end || end > l->lex.length) {
        return fail(l, TOKEN_LIST_MISMATCH, start);
    }
    if (m->count == m->room) {
        void *items = m->items;
        if (!grow(&items, &m->room, sizeof *m->items)) {
            return no_memory(l);
        }
        m->items = items;
    }
    m->unsorted |= m->count > 0 && m->items[m->count - 1].start > start;
    m->items[m->count++] = (mark){start, end, (uint8_t)kind};
    return true;
}

/* The > that a node ends with, where the lexer would make more of it. */
static bool
mark_greater(lister *l, const ast_node *n)
{
    if (n->end == 0 || n->end > l->lex.length) {
        return fail(l, TOKEN_LIST_MISMATCH, n->end);
    }
    const uint8_t *p = l->lex.source + n->end - 1;
    bool more = *p == '>' && (p[1] == '>' || p[1] == '=');
    return !more || add_mark(l, n->end - 1, n->end, LISTED_PUNCTUATOR);
}

/* Also the < that it begins with: `f<<T>(x: T) => T>(g)`. */
static bool
mark_angles(lister *l, const ast_node *n)
{
    if (n->start + (uint64_t)2 > l->lex.length) {
        return fail(l, TOKEN_LIST_MISMATCH, n->start);
    }
    const uint8_t *p = l->lex.source + n->start;
    bool more = p[0] == '<' && p[1] == '<';
    return (!more || add_mark(l, n->start, n->start + 1, LISTED_PUNCTUATOR))
           && mark_greater(l, n);
}

static bool
mark_template(lister *l, const ast_node *n)
{
    bool behind_brace = n->start < l->lex.length && l->lex.source[n->start] == '}';
    return !behind_brace || add_mark(l, n->start, n->end, LISTED_TEMPLATE);
}

static bool
mark_attribute(lister *l, const ast_jsx_attribute *n)
{
    const ast_node *value = arena_at(l->a, n->value, sizeof *value);
    return n->value == 0 || value == NULL || value->tag != AST_STRING_LITERAL
           || add_mark(l, value->start, value->end, LISTED_JSX_TEXT);
}

static bool
is_keyword(unsigned kind)
{
    return kind >= TOK_IMPLEMENTS;
}

/* A reserved word that is a name.  `this` stays what it is also as a parameter. */
static bool
mark_identifier(lister *l, const ast_identifier *n)
{
    size_t length = arena_text_length(n->name);
    if (n->start >= l->lex.length || length == 0 || length > 15
        || length > l->lex.length - n->start) {
        return true;
    }
    token_kind kind = keyword_kind(l->lex.source + n->start, length);
    return !is_keyword(kind) || kind == TOK_THIS
           || add_mark(l, n->start, n->start + (uint32_t)length, LISTED_IDENTIFIER);
}

static bool
mark_node(lister *l, traversal *t, const ast_node *n)
{
    switch (n->tag) {
    case AST_IDENTIFIER: return mark_identifier(l, (const void *)n);
    case AST_REGEXP_LITERAL: return add_mark(l, n->start, n->end, LISTED_REGULAR_EXPRESSION);
    case AST_TEMPLATE_ELEMENT: return mark_template(l, n);
    case AST_JSX_IDENTIFIER: return add_mark(l, n->start, n->end, LISTED_JSX_IDENTIFIER);
    case AST_JSX_TEXT: return add_mark(l, n->start, n->end, LISTED_JSX_TEXT);
    case AST_JSX_ATTRIBUTE: return mark_attribute(l, (const void *)n);
    case AST_META_PROPERTY: traverse_skip(t); return true; /* `new` stays a keyword */
    case AST_TS_TYPE_ASSERTION: case AST_TS_TYPE_PARAMETER_INSTANTIATION:
    case AST_TS_TYPE_PARAMETER_DECLARATION: return mark_angles(l, n);
    default: return mark_greater(l, n); /* of JSX */
    }
}

static const uint8_t marked[AST_TAGS] = {
    [AST_IDENTIFIER] = TRAVERSE_WANT_ENTER,
    [AST_META_PROPERTY] = TRAVERSE_WANT_ENTER,
    [AST_REGEXP_LITERAL] = TRAVERSE_WANT_ENTER,
    [AST_TEMPLATE_ELEMENT] = TRAVERSE_WANT_ENTER,
    [AST_TS_TYPE_ASSERTION] = TRAVERSE_WANT_ENTER,
    [AST_TS_TYPE_PARAMETER_INSTANTIATION] = TRAVERSE_WANT_ENTER,
    [AST_TS_TYPE_PARAMETER_DECLARATION] = TRAVERSE_WANT_ENTER,
    [AST_JSX_IDENTIFIER] = TRAVERSE_WANT_ENTER,
    [AST_JSX_TEXT] = TRAVERSE_WANT_ENTER,
    [AST_JSX_ATTRIBUTE] = TRAVERSE_WANT_ENTER,
    [AST_JSX_OPENING_ELEMENT] = TRAVERSE_WANT_ENTER,
    [AST_JSX_CLOSING_ELEMENT] = TRAVERSE_WANT_ENTER,
    [AST_JSX_OPENING_FRAGMENT] = TRAVERSE_WANT_ENTER,
    [AST_JSX_CLOSING_FRAGMENT] = TRAVERSE_WANT_ENTER,
};

static int
compare_marks(const void *left, const void *right)
{
    uint32_t a = ((const mark *)left)->start, b = ((const mark *)right)->start;
    return (a > b) - (a < b);
}

static bool
collect_marks(lister *l, arena_ref program)
{
    uint8_t want[AST_TAGS];
    memcpy(want, marked, sizeof want);
    if (!l->options.tokens) {
        want[AST_IDENTIFIER] = 0; /* a word hides no comment */
    }
    traversal t;
    bool good = traverse_begin(&t, l->a, program, want) || no_memory(l);
    traverse_event event = TRAVERSE_PAUSE;
    while (good && (event == TRAVERSE_PAUSE || event == TRAVERSE_ENTER)) {
        event = traverse_next(&t);
        if (event == TRAVERSE_ENTER) {
            good = mark_node(l, &t, (const void *)traverse_current(&t)->node);
        }
    }
    traverse_free(&t);
    if (good && event == TRAVERSE_NO_MEMORY) {
        return no_memory(l);
    }
    if (good && event == TRAVERSE_CORRUPT) {
        return fail(l, TOKEN_LIST_MISMATCH, 0);
    }
    if (good && l->marks.unsorted) {
        qsort(l->marks.items, l->marks.count, sizeof *l->marks.items, compare_marks);
    }
    return good;
}

/* ---- Comments ------------------------------------------------------------ */

/* Behind the next star and slash, which are there. */
static const uint8_t *
block_end(const uint8_t *p, const uint8_t *end)
{
    while ((p = memchr(p, '*', (size_t)(end - p))) != NULL && p[1] != '/') {
        p++;
    }
    return p ? p + 2 : end;
}

/* The comments in a stretch that holds nothing but them and white space. */
static bool
list_comments(lister *l, const uint8_t *p, const uint8_t *end)
{
    while (p < end) {
        const uint8_t *from = p;
        listed_comment kind = LISTED_LINE;
        switch (*p) {
        case '/':
            kind = p[1] == '*' ? LISTED_BLOCK : LISTED_LINE;
            p = p[1] == '*' ? block_end(p + 2, end) : lexer__line_end(&l->lex, p + 2);
            break;
        case '<': kind = LISTED_HTML_OPEN; p = lexer__line_end(&l->lex, p + 4); break;
        case '-': kind = LISTED_HTML_CLOSE; p = lexer__line_end(&l->lex, p + 3); break;
        default: p++; continue;
        }
        if (!add_span(l, &l->comments, lexer__offset(&l->lex, from), lexer__offset(&l->lex, p),
                      kind)) {
            return false;
        }
    }
    return true;
}

/* ---- Tokens -------------------------------------------------------------- */

static listed_token
listed_kind(unsigned kind)
{
    switch (kind) {
    case TOK_NUMBER: case TOK_BIGINT: return LISTED_NUMERIC;
    case TOK_STRING: return LISTED_STRING;
    case TOK_TEMPLATE: case TOK_TEMPLATE_HEAD: return LISTED_TEMPLATE;
    case TOK_PRIVATE_NAME: return LISTED_PRIVATE_IDENTIFIER;
    case TOK_HASHBANG: return LISTED_HASHBANG;
    case TOK_TRUE: case TOK_FALSE: return LISTED_BOOLEAN;
    case TOK_NULL: return LISTED_NULL;
    default:
        if (is_keyword(kind)) {
            return LISTED_KEYWORD;
        }
        return token_is_name((token_kind)kind) ? LISTED_IDENTIFIER : LISTED_PUNCTUATOR;
    }
}

/* The mark at a place, or NULL.  Those before it were for what is none any more. */
static const mark *
mark_at(lister *l, const uint8_t *p)
{
    const marks *m = &l->marks;
    uint32_t offset = lexer__offset(&l->lex, p);
    while (l->next_mark < m->count && m->items[l->next_mark].start < offset) {
        l->next_mark++;
    }
    bool here = l->next_mark < m->count && m->items[l->next_mark].start == offset;
    return here ? &m->items[l->next_mark] : NULL;
}

/* Behind what stands between two tokens; NULL if a comment there does not end. */
static const uint8_t *
skip_trivia(lister *l, const uint8_t *p)
{
    unsigned flags = 0;
    if (*p == ' ') { /* what mostly stands between tokens; a branch, as in lexer_next */
        p++;
    }
    if (lexer__leads[*p] < LEAD_BLANK) {
        return p;
    }
    l->lex.html_comments = lexer__offset(&l->lex, p) < l->html_end;
    const uint8_t *end = lexer__skip_trivia(&l->lex, p, &flags);
    l->lex.html_comments = false; /* lexer_next is to see what is left of a line */
    bool good = end != NULL && (!l->options.comments || list_comments(l, p, end));
    return good ? end : NULL;
}

/* One token, by its mark or else the lexer: false at the end, or with an error. */
static bool
list_token(lister *l)
{
    lexer *lex = &l->lex;
    const uint8_t *p = lex->source + lex->token.end;
    const mark *m = mark_at(l, p);
    if (m == NULL) { /* text of JSX begins without trivia */
        p = skip_trivia(l, p);
        m = p ? mark_at(l, p) : NULL;
    }
    if (p == NULL) {
        return l->result.status == TOKEN_LIST_OK
               && fail(l, TOKEN_LIST_MISMATCH, lex->token.end);
    }
    unsigned kind = m ? m->kind : 0;
    if (m) {
        lex->token = (token){m->start, m->end, TOK_IDENTIFIER, 0};
    } else {
        lex->token.end = lexer__offset(lex, p);
        lexer_next(lex);
        kind = listed_kind(lex->token.kind);
    }
    if (lex->token.kind == TOK_EOF) {
        return false;
    }
    if (lex->token.kind == TOK_ERROR) {
        return fail(l, TOKEN_LIST_MISMATCH, lex->token.start);
    }
    return !l->options.tokens
           || add_span(l, &l->tokens, lex->token.start, lex->token.end, kind);
}

/* ---- The whole ----------------------------------------------------------- */

/* Where the first import or export makes a module of the source. */
static uint32_t
module_start(const arena *a, const ast_program *n)
{
    const arena_ref *items = arena_at(a, n->body.items, n->body.length * sizeof *items);
    for (uint32_t i = 0; items && i < n->body.length; i++) {
        const ast_node *node = arena_at(a, items[i], sizeof *node);
        if (node && (node->tag == AST_IMPORT_DECLARATION || node->tag == AST_EXPORT_ALL_DECLARATION
                     || node->tag == AST_EXPORT_NAMED_DECLARATION
                     || node->tag == AST_EXPORT_DEFAULT_DECLARATION)) {
            return node->start;
        }
    }
    return 0;
}

static bool
store(lister *l, const spans *s, ast_bytes *where)
{
    size_t size = s->count * sizeof *s->items;
    if (size == 0) {
        *where = (ast_bytes){0, 0};
        return true;
    }
    uint64_t *items = arena_alloc(l->a, size, ARENA_GRANULE);
    if (items == NULL) {
        return fail(l, TOKEN_LIST_NO_MEMORY, 0);
    }
    memcpy(items, s->items, size);
    *where = (ast_bytes){arena_ref_of(l->a, items), (uint32_t)s->count};
    return true;
}

token_list_result
token_list_make(arena *a, arena_ref program, const uint8_t *source, uint32_t length,
                token_list_options options)
{
    lister l = {.a = a, .options = options, .result = {TOKEN_LIST_OK, 0}};
    ast_program *n = arena_at(a, program, sizeof *n);
    if (n == NULL || n->tag != AST_PROGRAM) {
        return (token_list_result){TOKEN_LIST_MISMATCH, 0};
    }
    bool module = n->source_type == AST_SOURCE_TYPE_MODULE;
    l.html_end = !options.html_comments ? 0 : module ? module_start(a, n) : UINT32_MAX;
    lexer_init(&l.lex, source, length);
    if (collect_marks(&l, program)) {
        while (list_token(&l)) {
        }
    }
    if (l.result.status == TOKEN_LIST_OK && store(&l, &l.comments, &n->comment_spans)) {
        (void)store(&l, &l.tokens, &n->token_spans);
    }
    free(l.marks.items);
    free(l.comments.items);
    free(l.tokens.items);
    return l.result;
}
