/* lexer.c - the next token: one table look-up, one dispatch.
 *
 *     trivia?  -> lexer_trivia.c     (leads from LEAD_BLANK on)
 *     one byte -> its kind is its lead
 *     a name   -> one vector compare for its end, one for its keyword
 *     the rest -> an operator here, or a scanner of its own
 */
#include "lexer_internal.h"

#include "keywords.h"

void
lexer_init(lexer *l, const uint8_t *source, uint32_t length)
{
    bool mark = length >= 3 && source[0] == 0xef && source[1] == 0xbb && source[2] == 0xbf;
    *l = (lexer){.source = source, .length = length};
    lexer__emit(l, source + (mark ? 3 : 0), source + (mark ? 3 : 0), TOK_EOF, 0);
    l->previous_end = l->token.end;
}

void
lexer__fail(lexer *l, const uint8_t *start, const uint8_t *end, const char *message)
{
    const uint8_t *limit = lexer__end(l);
    start = start < limit ? start : limit;
    end = end < limit ? end : limit;
    lexer__emit(l, start, end, TOK_ERROR, 0);
    if (!l->error.message) {
        l->error = (syntax_error){message, l->token.start, l->token.end};
    }
}

/* ---- Operators ----------------------------------------------------------- */

/* Alone, with =; twice, twice with =. */
static void
scan_repeated(lexer *l, const uint8_t *p, const uint8_t kinds[4], unsigned flags)
{
    unsigned twice = p[1] == p[0];
    unsigned assigns = p[1 + twice] == '=';
    lexer__emit(l, p, p + 1 + twice + assigns, kinds[2 * twice + assigns], flags);
}

static const uint8_t and_kinds[] = {TOK_AMP, TOK_AMP_EQ, TOK_AMP_AMP, TOK_AMP_AMP_EQ};
static const uint8_t or_kinds[] = {TOK_PIPE, TOK_PIPE_EQ, TOK_PIPE_PIPE, TOK_PIPE_PIPE_EQ};
static const uint8_t star_kinds[] = {TOK_STAR, TOK_STAR_EQ, TOK_STAR_STAR, TOK_STAR_STAR_EQ};
static const uint8_t less_kinds[] = {TOK_LESS, TOK_LESS_EQ, TOK_LESS_LESS, TOK_LESS_LESS_EQ};

/* % ^ /, alone or with =. */
static void
scan_modified(lexer *l, const uint8_t *p, unsigned kind, unsigned assign_kind, unsigned flags)
{
    bool assigns = p[1] == '=';
    lexer__emit(l, p, p + 1 + assigns, assigns ? assign_kind : kind, flags);
}

/* + and -: twice, with =, alone. */
static void
scan_additive(lexer *l, const uint8_t *p, const uint8_t kinds[3], unsigned flags)
{
    unsigned form = p[1] == p[0] ? 2 : p[1] == '=';
    lexer__emit(l, p, p + 1 + (form != 0), kinds[form], flags);
}

static const uint8_t plus_kinds[] = {TOK_PLUS, TOK_PLUS_EQ, TOK_PLUS_PLUS};
static const uint8_t minus_kinds[] = {TOK_MINUS, TOK_MINUS_EQ, TOK_MINUS_MINUS};

/* = ==  === => and ! != !==. */
static void
scan_equal(lexer *l, const uint8_t *p, unsigned flags)
{
    static const uint8_t kinds[2][3] = {{TOK_BANG, TOK_BANG_EQ, TOK_BANG_EQ_EQ},
                                        {TOK_EQ, TOK_EQ_EQ, TOK_EQ_EQ_EQ}};
    if (p[0] == '=' && p[1] == '>') {
        lexer__emit(l, p, p + 2, TOK_ARROW, flags);
        return;
    }
    unsigned more = p[1] != '=' ? 0 : p[2] != '=' ? 1 : 2;
    lexer__emit(l, p, p + 1 + more, kinds[p[0] == '='][more], flags);
}

/* > >> >>>, each with =. */
static void
scan_greater(lexer *l, const uint8_t *p, unsigned flags)
{
    static const uint8_t kinds[3][2] = {
        {TOK_GREATER, TOK_GREATER_EQ},
        {TOK_GREATER_GREATER, TOK_GREATER_GREATER_EQ},
        {TOK_GREATER_GREATER_GREATER, TOK_GREATER_GREATER_GREATER_EQ},
    };
    unsigned more = p[1] != '>' ? 0 : p[2] != '>' ? 1 : 2;
    unsigned assigns = p[1 + more] == '=';
    lexer__emit(l, p, p + 1 + more + assigns, kinds[more][assigns], flags);
}

static bool
is_digit(uint8_t byte)
{
    return byte >= '0' && byte <= '9';
}

/* ? ?? ??= and ?. unless a digit follows: a?.5:1 is a conditional. */
static void
scan_question(lexer *l, const uint8_t *p, unsigned flags)
{
    if (p[1] == '?') {
        scan_modified(l, p + 1, TOK_QUESTION_QUESTION, TOK_QUESTION_QUESTION_EQ, flags);
        l->token.start--;
    } else if (p[1] == '.' && !is_digit(p[2])) {
        lexer__emit(l, p, p + 2, TOK_QUESTION_DOT, flags);
    } else {
        lexer__emit(l, p, p + 1, TOK_QUESTION, flags);
    }
}

static void
scan_dot(lexer *l, const uint8_t *p, unsigned flags)
{
    if (is_digit(p[1])) {
        lexer__scan_number(l, p, flags);
    } else if (p[1] == '.' && p[2] == '.') {
        lexer__emit(l, p, p + 3, TOK_ELLIPSIS, flags);
    } else {
        lexer__emit(l, p, p + 1, TOK_DOT, flags);
    }
}

/* ---- The next token ------------------------------------------------------ */

static void
scan_end(lexer *l, const uint8_t *p, unsigned flags)
{
    if (p < lexer__end(l)) {
        lexer__fail(l, p, p + 1, "Unexpected NUL character");
        return;
    }
    lexer__emit(l, lexer__end(l), lexer__end(l), TOK_EOF, flags);
}

static inline void
scan_ascii_name(lexer *l, const uint8_t *p, unsigned flags)
{
    const uint8_t *end = lexer__ascii_name_end(p);
    if (LEXER_UNLIKELY(*end == '\\' || *end >= 0x80)) {
        lexer__scan_name(l, p, end, flags);
        return;
    }
    lexer__emit(l, p, end, keyword_kind(p, (size_t)(end - p)), flags);
}

/* What lexer_next does not treat itself. */
static void
scan_other(lexer *l, const uint8_t *p, unsigned flags)
{
    switch (*p) {
    case '&': scan_repeated(l, p, and_kinds, flags); return;
    case '|': scan_repeated(l, p, or_kinds, flags); return;
    case '*': scan_repeated(l, p, star_kinds, flags); return;
    case '<': scan_repeated(l, p, less_kinds, flags); return;
    case '+': scan_additive(l, p, plus_kinds, flags); return;
    case '-': scan_additive(l, p, minus_kinds, flags); return;
    case '%': scan_modified(l, p, TOK_PERCENT, TOK_PERCENT_EQ, flags); return;
    case '^': scan_modified(l, p, TOK_CARET, TOK_CARET_EQ, flags); return;
    case '/': scan_modified(l, p, TOK_SLASH, TOK_SLASH_EQ, flags); return;
    case '>': scan_greater(l, p, flags); return;
    case '?': scan_question(l, p, flags); return;
    case '#': lexer__scan_hash(l, p, flags); return;
    case '\0': scan_end(l, p, flags); return;
    default: lexer__scan_name(l, p, p, flags); return;
    }
}

void
lexer_next(lexer *l)
{
    const uint8_t *p = l->source + l->token.end;
    unsigned flags = 0;
    l->previous_end = l->token.end;
    /* One space is what mostly stands between tokens.  A branch, and meant as
     * one: the processor guesses it and goes on, where arithmetic would wait. */
    if (LEXER_UNLIKELY(*p == ' ')) {
        p++;
    }
    if (lexer__leads[*p] >= LEAD_BLANK) {
        p = lexer__skip_trivia(l, p, &flags);
        if (!p) {
            return;
        }
    }
    unsigned lead = lexer__leads[*p];
    switch (lead) {
    case LEAD_NAME: scan_ascii_name(l, p, flags); return;
    case LEAD_DIGIT: lexer__scan_number(l, p, flags); return;
    case LEAD_QUOTE: lexer__scan_string(l, p, flags); return;
    case LEAD_BACKQUOTE: lexer__scan_template(l, p, flags); return;
    case LEAD_DOT: scan_dot(l, p, flags); return;
    case LEAD_EQUAL: scan_equal(l, p, flags); return;
    case LEAD_OTHER: case LEAD_LESS: case LEAD_SLASH: case LEAD_MINUS: case LEAD_NON_ASCII:
        scan_other(l, p, flags);
        return;
    default: lexer__emit(l, p, p + 1, lead, flags); return;
    }
}

/* ---- On the parser's demand ---------------------------------------------- */

static void
shorten(lexer *l, token_kind kind)
{
    l->token.kind = (uint8_t)kind;
    l->token.end = l->token.start + 1;
}

void
lexer_split_greater(lexer *l)
{
    shorten(l, TOK_GREATER);
}

void
lexer_split_less(lexer *l)
{
    shorten(l, TOK_LESS);
}
