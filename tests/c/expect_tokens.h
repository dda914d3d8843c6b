/* expect_tokens.h - what a test says of a source in one line. */
#ifndef ARENITE_EXPECT_TOKENS_H
#define ARENITE_EXPECT_TOKENS_H

#include "check.h"
#include "lexing.h"

#include <stdarg.h>

enum { PLAIN = 0, HTML = 1, JSX = 2 };

static inline lexing
lexing_begin_mode(const char *text, int mode)
{
    lexing x = lexing_begin(text);
    x.l.html_comments = mode == HTML;
    x.l.jsx = mode == JSX;
    return x;
}

/* The kinds of all tokens but the last, TOK_EOF, which ends the list too. */
static inline void
check_kinds(const char *file, int line, int mode, const char *text, ...)
{
    lexing x = lexing_begin_mode(text, mode);
    va_list kinds;
    va_start(kinds, text);
    int wanted;
    do {
        wanted = va_arg(kinds, int);
        lexer_next(&x.l);
        if (!check_that(x.l.token.kind == wanted, text, file, line)) {
            printf("    %s, not %s\n", token_kind_name((token_kind)x.l.token.kind),
                   token_kind_name((token_kind)wanted));
            break;
        }
    } while (wanted != TOK_EOF);
    va_end(kinds);
    lexing_end(&x);
}

#define KINDS(text, ...) check_kinds(__FILE__, __LINE__, PLAIN, text, __VA_ARGS__, TOK_EOF)
#define NOTHING(text, mode) check_kinds(__FILE__, __LINE__, mode, text, TOK_EOF)

/* The first token is of this kind, has these flags and is the whole text. */
static inline void
check_whole(const char *file, int line, const char *text, token_kind kind, unsigned flags)
{
    lexing x = lexing_begin(text);
    lexer_next(&x.l);
    check_that(x.l.token.kind == kind && x.l.token.start == 0
               && x.l.token.end == strlen(text) && x.l.token.flags == flags,
               text, file, line);
    lexing_end(&x);
}

#define WHOLE(text, kind, flags) check_whole(__FILE__, __LINE__, text, kind, flags)

/* The source has an error at [start, end) whose message holds `part`. */
static inline void
check_error(const char *file, int line, const char *text, uint32_t start, uint32_t end, const char *part)
{
    lexing x = lexing_begin(text);
    do {
        lexer_next(&x.l);
    } while (x.l.token.kind != TOK_ERROR && x.l.token.kind != TOK_EOF);
    const syntax_error *e = &x.l.error;
    if (!check_that(e->message && strstr(e->message, part) && e->start == start && e->end == end,
                    text, file, line)) {
        printf("    %s at %u to %u\n", e->message ? e->message : "none", e->start, e->end);
    }
    lexing_end(&x);
}

#define ERROR(text, start, end, part) check_error(__FILE__, __LINE__, text, start, end, part)

#endif
