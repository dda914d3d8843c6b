/* lexer_name.c - names that are not plain ASCII, private names, hashbang. */
#include "escape.h"
#include "keywords.h"
#include "lexer_internal.h"
#include "unicode_id.h"

static bool
is_name_code(uint32_t code, bool first)
{
    return first ? unicode_id_start(code) : unicode_id_continue(code);
}

/* Behind the escape at p, which must stand for a part of a name. */
static const uint8_t *
escaped_part(lexer *l, const uint8_t *p, bool first)
{
    escape e = escape_read_name(p + 1);
    if (e.kind == ESCAPE_INVALID) {
        lexer__fail(l, p, e.end, e.message);
        return NULL;
    }
    if (!is_name_code(e.code, first)) {
        lexer__fail(l, p, e.end, "The escape stands for a character that no name has there");
        return NULL;
    }
    return e.end;
}

/* Behind the code point at p, or p. */
static const uint8_t *
plain_part(const uint8_t *p, bool first)
{
    utf8_code c = utf8_decode(p);
    return is_name_code(c.code, first) ? p + c.length : p;
}

const uint8_t *
lexer__name_end(lexer *l, const uint8_t *p, bool first, unsigned *flags)
{
    for (;;) {
        const uint8_t *from = p;
        if (*p == '\\') {
            p = escaped_part(l, p, first);
            *flags |= TOKEN_ESCAPED;
        } else if (*p >= 0x80) {
            p = plain_part(p, first);
        } else if (!first || lexer__leads[*p] == LEAD_NAME) {
            p = lexer__ascii_name_end(p);
        }
        if (p == from || !p) {
            return p;
        }
        first = false;
    }
}

void
lexer__scan_name(lexer *l, const uint8_t *start, const uint8_t *p, unsigned flags)
{
    const uint8_t *end = lexer__name_end(l, p, p == start, &flags);
    if (!end) {
        return;
    }
    if (end == start) {
        utf8_code c = utf8_decode(p);
        lexer__fail(l, p, p + c.length,
                    c.code == UTF8_INVALID ? "Malformed UTF-8" : "Unexpected character");
        return;
    }
    /* A keyword may stand directly before other white space than ASCII's. */
    token_kind kind = flags & TOKEN_ESCAPED ? TOK_IDENTIFIER
                                            : keyword_kind(start, (size_t)(end - start));
    lexer__emit(l, start, end, kind, flags);
}

/* Before the first token the current one is TOK_EOF, at the first byte. */
static bool
is_hashbang(const lexer *l, const uint8_t *p)
{
    return p[1] == '!' && l->token.kind == TOK_EOF && l->token.end == lexer__offset(l, p);
}

void
lexer__scan_hash(lexer *l, const uint8_t *p, unsigned flags)
{
    if (is_hashbang(l, p)) {
        lexer__emit(l, p, lexer__line_end(l, p + 2), TOK_HASHBANG, flags);
        return;
    }
    const uint8_t *end = lexer__name_end(l, p + 1, true, &flags);
    if (!end) {
        return;
    }
    if (end == p + 1) {
        lexer__fail(l, p, end, "A name expected directly behind '#'");
        return;
    }
    lexer__emit(l, p, end, TOK_PRIVATE_NAME, flags);
}
