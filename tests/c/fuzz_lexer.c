/* fuzz_lexer.c - any bytes, any rescan that the contract allows.
 *
 *     fuzz_lexer [seed [iterations]]
 *
 * Deterministic: a failure is repeated by its seed.  Meant for a build with
 * sanitizers; what it checks itself is that tokens follow each other, end within
 * the source, come to an end, and have texts no longer than themselves. */
#include "fuzzing.h"
#include "lexing.h"
#include "source.h"
#include "utf8.h"

#include <stdio.h>

enum { MAX_SOURCE = 300, TEXT_BASE = 8 };

/* ---- Sources ------------------------------------------------------------- */

/* What the lexer treats in ways of its own, and halves of it. */
static const char *const pieces[] = {
    "\\", "u", "\\u", "\\u{", "}", "{", "\\u0061", "\\u{1F600}", "\\uD83D", "\\uDE00", "\\x4",
    "\\x41", "\\0", "\\08", "\\777", "\\\r\n", "\\\xe2\x80\xa8", "\xe2\x80\xa8", "\xe2\x80\xa9",
    "\xe2\x80", "\xe2", "\xef\xbb\xbf", "\xc2\xa0", "\xe3\x80\x80", "\xf0\x9d\x92\x9c",
    "\xf0\x9f\x98\x80", "\xff", "\xc3\xa9", "'", "\"", "`", "${", "$", "/", "/*", "*/", "//",
    "\n", "\r", "\r\n", " ", "\t", "    ", "<!--", "-->", "#", "#!", "#a", "@", ">>", ">>>=",
    ">>=", "<<=", "=>", "===", "!==", "**=", "\?\?=", "?.", "?.5", "...", "..", ".", "0", "0x",
    "0XfF", "0b1", "0o7", "017", "089", "1_0", "1__0", "_", "1e", "1e+5", "e", "n", "0n", ".5",
    "5.", "[", "]", "(", ")", "[/]", "gimsuvyd", "&amp;", "&#x41;", "&#65;", "&", ";",
    "&thetasym;", "function", "instanceof", "constructor", "abcdefghijklmnopqrstuvwxyz", "a", "-",
    "--", "++", "<", ">", "</",
};

static size_t
random_source(uint8_t *out)
{
    size_t length = random_below(MAX_SOURCE + 1);
    size_t at = 0;
    uint32_t style = random_below(4); /* 0: bytes; else pieces and some bytes */
    while (at < length) {
        if (style == 0 || random_below(12) == 0) {
            out[at++] = (uint8_t)random_below(256);
            continue;
        }
        const char *piece = pieces[random_below(sizeof pieces / sizeof *pieces)];
        for (; *piece && at < length; piece++) {
            out[at++] = (uint8_t)*piece;
        }
    }
    return length;
}

/* ---- Driving ------------------------------------------------------------- */

static void
rescan(lexer *l)
{
    switch (l->token.kind) {
    case TOK_SLASH: case TOK_SLASH_EQ:
        lexer_rescan_regexp(l);
        break;
    case TOK_RBRACE:
        lexer_rescan_template(l);
        break;
    case TOK_GREATER: case TOK_GREATER_GREATER: case TOK_GREATER_EQ: case TOK_GREATER_GREATER_EQ:
    case TOK_GREATER_GREATER_GREATER: case TOK_GREATER_GREATER_GREATER_EQ:
        lexer_split_greater(l);
        break;
    case TOK_LESS: case TOK_LESS_LESS: case TOK_LESS_EQ: case TOK_LESS_LESS_EQ:
        lexer_split_less(l);
        break;
    default:
        break;
    }
}

static void
check_text(token t, arena_text text, bool may_be_null)
{
    REQUIRE(may_be_null || !arena_text_is_null(text));
    REQUIRE(arena_text_length(text) <= t.end - t.start);
}

static void
check_texts(const lexer *l, arena *a)
{
    token t = l->token;
    switch (t.kind) {
    case TOK_STRING: case TOK_JSX_TEXT:
        check_text(t, lexer_string(l, t, a, TEXT_BASE), false);
        break;
    case TOK_TEMPLATE: case TOK_TEMPLATE_HEAD: case TOK_TEMPLATE_MIDDLE: case TOK_TEMPLATE_TAIL:
        check_text(t, lexer_raw(l, t, a, TEXT_BASE), false);
        check_text(t, lexer_cooked(l, t, a, TEXT_BASE), t.flags & TOKEN_INVALID_ESCAPE);
        REQUIRE(!(t.flags & TOKEN_INVALID_ESCAPE) == !lexer_invalid_escape(l, t).message);
        break;
    case TOK_NUMBER:
        REQUIRE(lexer_number(l, t) >= 0.0);
        break;
    case TOK_BIGINT:
        check_text(t, lexer_bigint(l, t, a, TEXT_BASE), false);
        break;
    case TOK_REGEXP:
        REQUIRE(lexer_regexp_flags(l, t) > t.start + 1 && lexer_regexp_flags(l, t) <= t.end);
        break;
    case TOK_IDENTIFIER:
        REQUIRE((t.flags & TOKEN_ESCAPED) || lexer_escaped_keyword(l, t) == TOK_IDENTIFIER
                || (t.flags & TOKEN_JSX) || l->jsx);
        break;
    default:
        break;
    }
    if (token_is_name(t.kind) || t.kind == TOK_PRIVATE_NAME) {
        check_text(t, lexer_name(l, t, a, TEXT_BASE), false);
    }
}

static void
advance(lexer *l)
{
    uint32_t choice = l->jsx ? random_below(4) : 3;
    uint32_t before = l->token.end;
    if (choice == 0) {
        lexer_next_jsx_child(l);
    } else if (choice == 1) {
        lexer_next_jsx_tag(l);
    } else {
        lexer_next(l);
    }
    REQUIRE(l->previous_end == before);
    if (random_below(2)) {
        rescan(l);
    }
    REQUIRE(l->token.start >= before && l->token.end >= l->token.start);
    REQUIRE(l->token.end <= l->length);
    REQUIRE((l->token.kind == TOK_ERROR) <= (l->error.message != NULL));
    REQUIRE(l->token.end > before || l->token.start == l->length);
    REQUIRE(l->token.kind != TOK_EOF || l->token.start == l->length);
}

static void
run(const uint8_t *bytes, size_t length, arena *a)
{
    lexing x = lexing_begin_bytes(bytes, length);
    x.l.html_comments = random_below(2);
    x.l.jsx = random_below(2);
    do {
        advance(&x.l);
        check_texts(&x.l, a);
    } while (x.l.token.end < x.l.length);
    lexing_end(&x);
    arena_reset(a, ARENA_KEEP_ALL);
}

/* The fast validation against the decoder, one sequence after another. */
static void
check_validation(const uint8_t *bytes, size_t length)
{
    lexing x = lexing_begin_bytes(bytes, length);
    size_t bad = SIZE_MAX;
    bool valid = utf8_validate(x.source, length, &bad);
    size_t at = 0;
    while (at < length && utf8_decode(x.source + at).code != UTF8_INVALID) {
        at += utf8_decode(x.source + at).length;
    }
    REQUIRE(valid == (at == length));
    REQUIRE(valid || bad == at);
    lexing_end(&x);
}

int
main(int argc, char **argv)
{
    uint64_t seed = argc > 1 ? strtoull(argv[1], NULL, 10) : 1;
    uint64_t iterations = argc > 2 ? strtoull(argv[2], NULL, 10) : 20000;
    arena a;
    arena_init(&a, arena_source_malloc(), ARENA_NO_LIMIT);
    for (uint64_t i = 0; i < iterations; i++) {
        uint8_t bytes[MAX_SOURCE];
        state = (seed * UINT64_C(1000003) + i) * UINT64_C(0x9e3779b97f4a7c15) | 1;
        size_t length = random_source(bytes);
        run(bytes, length, &a);
        check_validation(bytes, length);
    }
    arena_destroy(&a);
    printf("%llu sources from seed %llu\n", (unsigned long long)iterations,
           (unsigned long long)seed);
    return 0;
}
