/* lexer_regexp.c - where a regular expression literal ends.
 *
 * The body ends at the first slash that is neither escaped nor in a class; the
 * flags are checked here; the pattern is regexp.h's. */
#include "lexer_internal.h"
#include "regexp.h"

/* Behind the closing slash, or NULL: the line or the source ends before it. */
static const uint8_t *
skip_body(const lexer *l, const uint8_t *p)
{
    bool in_class = false;
    const uint8_t *end = lexer__end(l);
    for (; p < end && *p != '\n' && *p != '\r' && !lexer__is_separator(p); p++) {
        if (*p == '\\') {
            if (p[1] == '\n' || p[1] == '\r' || lexer__is_separator(p + 1)) {
                return NULL;
            }
            p++;
        } else if (*p == '[') {
            in_class = true;
        } else if (*p == ']') {
            in_class = false;
        } else if (*p == '/' && !in_class) {
            return p + 1;
        }
    }
    return NULL;
}

void
lexer_rescan_regexp(lexer *l)
{
    const uint8_t *start = l->source + l->token.start;
    unsigned flags = l->token.flags, set;
    const uint8_t *body_end = skip_body(l, start + 1);
    if (!body_end) {
        lexer__fail(l, start, lexer__line_end(l, start), "Unterminated regular expression");
        return;
    }
    const uint8_t *end = lexer__name_end(l, body_end, false, &flags);
    if (!end) {
        return;
    }
    const char *wrong = regexp_read_flags(body_end, end, &set);
    if (wrong) {
        lexer__fail(l, body_end, end, wrong);
        return;
    }
    lexer__emit(l, start, end, TOK_REGEXP, flags);
}

uint32_t
lexer_regexp_flags(const lexer *l, token t)
{
    uint32_t at = t.end;
    while (l->source[at - 1] != '/') {
        at--;
    }
    return at;
}
