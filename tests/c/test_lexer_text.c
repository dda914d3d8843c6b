/* What names, strings, templates and JSX stand for, and what that costs. */
#include "check.h"
#include "lexing.h"
#include "source.h"
#include "utf8.h"


typedef arena_text (*text_of)(const lexer *, token, arena *, uint64_t);

/* The source is in the arena, as the parser has it: what needs no replacement
 * is a part of it. */
typedef struct sourced {
    arena a;
    lexer l;
    uint64_t base;
} sourced;

static sourced
open_source(const char *text, size_t length)
{
    sourced s;
    arena_init(&s.a, arena_source_malloc(), ARENA_NO_LIMIT);
    uint8_t *source = arena_alloc(&s.a, length + LEXER_PADDING, 1);
    memset(source, 0, length + LEXER_PADDING);
    memcpy(source, text, length);
    s.base = arena_position(&s.a, source);
    lexer_init(&s.l, source, (uint32_t)length);
    return s;
}

static bool
text_equals(const arena *a, arena_text text, const char *wanted, size_t length)
{
    const void *bytes = arena_at_position(a, arena_text_position(text), length);
    return !arena_text_is_null(text) && arena_text_length(text) == length && bytes
           && !memcmp(bytes, wanted, length);
}

typedef enum from { FROM_NEXT, FROM_CHILD, FROM_TAG } from;

static void
check_value(int line, text_of read, from where, const char *text, const char *wanted,
            size_t length)
{
    sourced s = open_source(text, strlen(text));
    if (where == FROM_NEXT) {
        lexer_next(&s.l);
    } else {
        (where == FROM_CHILD ? lexer_next_jsx_child : lexer_next_jsx_tag)(&s.l);
    }
    uint64_t used = arena_used(&s.a);
    arena_text value = read(&s.l, s.l.token, &s.a, s.base);
    uint64_t cost = s.l.token.flags & TOKEN_ESCAPED ? length : 0;
    check_that(text_equals(&s.a, value, wanted, length), text, __FILE__, line);
    check_that(arena_used(&s.a) - used <= cost, "the cost of the text", __FILE__, line);
    CHECK_SOUND(&s.a);
    arena_destroy(&s.a);
}

#define VALUE(read, text, wanted) \
    check_value(__LINE__, read, FROM_NEXT, text, wanted, sizeof(wanted) - 1)
#define JSX_CHILD(text, wanted) \
    check_value(__LINE__, lexer_string, FROM_CHILD, text, wanted, sizeof(wanted) - 1)
#define JSX_STRING(text, wanted) \
    check_value(__LINE__, lexer_string, FROM_TAG, text, wanted, sizeof(wanted) - 1)

static void
names(void)
{
    VALUE(lexer_name, "abc", "abc");
    VALUE(lexer_name, "if", "if");
    VALUE(lexer_name, "#abc", "abc");
    VALUE(lexer_name, "#\\u0061", "a");
    VALUE(lexer_name, "\\u{1D49C}x\xc3\xa9", "\xf0\x9d\x92\x9cx\xc3\xa9");
}

static void
strings(void)
{
    VALUE(lexer_string, "''", "");
    VALUE(lexer_string, "'a\"'", "a\"");
    VALUE(lexer_string, "'\\b\\f\\n\\r\\t\\v\\0\\'\\\"\\\\'", "\b\f\n\r\t\v\0'\"\\");
    VALUE(lexer_string, "'\\a\\z\\\xc3\xa9'", "az\xc3\xa9");
    VALUE(lexer_string, "'\\x41\\u0042\\u{43}'", "ABC");
    VALUE(lexer_string, "'\\xe9'", "\xc3\xa9");
    VALUE(lexer_string, "'\\101\\7\\377\\400\\08\\8\\9'", "A\7\xc3\xbf 0\0008" "89");
    VALUE(lexer_string, "'a\\\r\nb\\\nc\\\rd\\\xe2\x80\xa8" "e'", "abcde");
    VALUE(lexer_string, "'\\\n'", "");
    VALUE(lexer_string, "'\xe2\x80\xa8'", "\xe2\x80\xa8");
    VALUE(lexer_string, "'\\u{1F600}'", "\xf0\x9f\x98\x80");
}

static void
surrogates(void)
{
    VALUE(lexer_string, "'\\uD83D\\uDE00'", "\xf0\x9f\x98\x80");
    VALUE(lexer_string, "'\\u{D83D}\\u{DE00}'", "\xf0\x9f\x98\x80");
    VALUE(lexer_string, "'\\uD83D\\\n\\\r\n\\uDE00'", "\xf0\x9f\x98\x80");
    VALUE(lexer_string, "'\\uD83D'", "\xed\xa0\xbd");
    VALUE(lexer_string, "'\\uDE00\\uD83D'", "\xed\xb8\x80\xed\xa0\xbd");
    VALUE(lexer_string, "'\\uD83D\\uD83D\\uDE00'", "\xed\xa0\xbd\xf0\x9f\x98\x80");
    VALUE(lexer_string, "'\\uD83D\\n'", "\xed\xa0\xbd\n");
}

static void
templates(void)
{
    VALUE(lexer_cooked, "`a\nb`", "a\nb");
    VALUE(lexer_raw, "`a\nb`", "a\nb");
    VALUE(lexer_cooked, "`a${", "a");
    VALUE(lexer_raw, "`a${", "a");
    VALUE(lexer_cooked, "`\r\n\r\\\r\n\\n$`", "\n\n\n$");
    VALUE(lexer_raw, "`\r\n\r\\\r\n\\n$`", "\n\n\\\n\\n$");
    VALUE(lexer_raw, "`\\u{`", "\\u{");
    VALUE(lexer_raw, "``", "");
}

static void
invalid_escape(const char *text, uint32_t start, uint32_t end)
{
    sourced s = open_source(text, strlen(text));
    lexer_next(&s.l);
    CHECK(arena_text_is_null(lexer_cooked(&s.l, s.l.token, &s.a, s.base)));
    CHECK_EQ(s.a.status, ARENA_OK);
    syntax_error e = lexer_invalid_escape(&s.l, s.l.token);
    CHECK(e.message != NULL);
    CHECK_EQ(e.start, start);
    CHECK_EQ(e.end, end);
    arena_destroy(&s.a);
}

static void
invalid_escapes(void)
{
    invalid_escape("`\\n\\x4`", 3, 6);
    invalid_escape("`\\\\\\7${", 3, 5);
    invalid_escape("`\\u{110000}`", 1, 10);
}

static void
bigints(void)
{
    VALUE(lexer_bigint, "10n", "10");
    VALUE(lexer_bigint, "0xFfn", "0xFf");
}

static void
separated_bigints(void)
{
    sourced s = open_source("1_000_0n", 8);
    lexer_next(&s.l);
    arena_text text = lexer_bigint(&s.l, s.l.token, &s.a, s.base);
    CHECK(text_equals(&s.a, text, "10000", 5));
    arena_destroy(&s.a);
}

static void
jsx(void)
{
    JSX_CHILD(" a\\n\r\n", " a\\n\r\n");
    JSX_CHILD("&lt;a&amp;&gt;<", "<a&>");
    JSX_CHILD("&apos;&eacute;&thetasym;&hearts;", "'\xc3\xa9\xcf\x91\xe2\x99\xa5");
    JSX_CHILD("&#65;&#x41;&#X1f600;", "AA\xf0\x9f\x98\x80");
    JSX_CHILD("&nope; & &; &# &#; &#x; &amp &#x110000; &#xD800;{",
              "&nope; & &; &# &#; &#x; &amp &#x110000; &#xD800;");
    JSX_STRING("'a\\n&quot;\n'", "a\\n\"\n");
    JSX_STRING("\"\"", "");
}

/* A null text, the reason in the arena, and nothing used. */
static void
out_of_memory(void)
{
    sourced s = open_source("'\\n' `\r` #\\u0061 1_0n", 21);
    arena_set_limit(&s.a, arena_used(&s.a));
    static const text_of readers[] = {lexer_string, lexer_cooked, lexer_name, lexer_bigint};
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        uint64_t used = arena_used(&s.a);
        lexer_next(&s.l);
        s.a.status = ARENA_OK;
        CHECK(arena_text_is_null(readers[i](&s.l, s.l.token, &s.a, s.base)));
        CHECK_EQ(s.a.status, ARENA_OVER_LIMIT);
        CHECK_EQ(arena_used(&s.a), used);
    }
    arena_destroy(&s.a);
}

/* ---- UTF-8 --------------------------------------------------------------- */

/* Where the first malformed sequence is, or the length. */
static size_t
valid_prefix(const char *text, size_t length)
{
    size_t bad = length;
    return utf8_validate((const uint8_t *)text, length, &bad) ? length : bad;
}

#define PREFIX(text, wanted) CHECK_EQ(valid_prefix(text, sizeof(text) - 1), wanted)

static void
utf8(void)
{
    PREFIX("", 0);
    PREFIX("a\0b", 3);
    PREFIX("\x7f\xc2\x80\xdf\xbf\xe0\xa0\x80\xed\x9f\xbf\xee\x80\x80\xf0\x90\x80\x80"
           "\xf4\x8f\xbf\xbf", 22);
    PREFIX("a\x80", 1);
    PREFIX("\xc0\x80", 0);
    PREFIX("\xc1\xbf", 0);
    PREFIX("\xe0\x9f\xbf", 0);
    PREFIX("ab\xed\xa0\x80", 2);
    PREFIX("\xf0\x8f\xbf\xbf", 0);
    PREFIX("\xf4\x90\x80\x80", 0);
    PREFIX("\xf5\x80\x80\x80", 0);
    PREFIX("\xff", 0);
    PREFIX("a\xc2", 1);
    PREFIX("a\xe2\x80", 1);
    PREFIX("a\xf0\x9f\x98", 1);
}

/* At each place of a text longer than a stride. */
static void
utf8_at_each_place(void)
{
    char text[200];
    for (size_t i = 0; i + 3 <= sizeof text; i++) {
        memset(text, 'a', sizeof text);
        memcpy(text + i, "\xe2\x82\xac", 3);
        CHECK_EQ(valid_prefix(text, sizeof text), sizeof text);
        CHECK_EQ(valid_prefix(text, i + 2), i);
        text[i + 1] = 'a';
        CHECK_EQ(valid_prefix(text, sizeof text), i);
    }
}

static void
utf8_round_trip(void)
{
    for (uint32_t code = 0; code <= 0x10ffff; code += code < 0x11000 ? 1 : 251) {
        uint8_t bytes[5] = {0};
        unsigned length = utf8_encode(code, bytes);
        utf8_code c = utf8_decode(bytes);
        bool surrogate = code >= 0xd800 && code <= 0xdfff;
        if (c.code != (surrogate ? UTF8_INVALID : code) || (!surrogate && c.length != length)) {
            CHECK_EQ(c.code, code);
        }
    }
}

int
main(void)
{
    RUN(names);
    RUN(strings);
    RUN(surrogates);
    RUN(templates);
    RUN(invalid_escapes);
    RUN(bigints);
    RUN(separated_bigints);
    RUN(jsx);
    RUN(out_of_memory);
    RUN(utf8);
    RUN(utf8_at_each_place);
    RUN(utf8_round_trip);
    return check_report();
}
