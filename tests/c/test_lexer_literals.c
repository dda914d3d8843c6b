/* Which numbers, strings, templates and regular expressions there are. */
#include "expect_tokens.h"

static void
numbers(void)
{
    static const char *const good[] = {"0", "1", "10", "1.", "1.5", ".5", "0.5", "1e1", "1E+1",
                                       "1.e-1", ".5e5", "0xfF", "0Xa", "0b1", "0B0", "0o7", "0O1",
                                       "0e1", "0.0"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        WHOLE(good[i], TOK_NUMBER, 0);
    }
    WHOLE("1_0.0_1e1_0", TOK_NUMBER, TOKEN_SEPARATOR);
    WHOLE("0x1_F", TOK_NUMBER, TOKEN_SEPARATOR);
    WHOLE("017", TOK_NUMBER, TOKEN_LEGACY_OCTAL);
    WHOLE("00", TOK_NUMBER, TOKEN_LEGACY_OCTAL);
    WHOLE("089.5e1", TOK_NUMBER, TOKEN_LEGACY_OCTAL);
    WHOLE("0n", TOK_BIGINT, 0);
    WHOLE("1_0n", TOK_BIGINT, TOKEN_SEPARATOR);
    WHOLE("0xFn", TOK_BIGINT, 0);
    KINDS("1..a", TOK_NUMBER, TOK_DOT, TOK_IDENTIFIER);
    KINDS("017.a", TOK_NUMBER, TOK_DOT, TOK_IDENTIFIER);
    KINDS("017.5", TOK_NUMBER, TOK_NUMBER);
    KINDS("1 if", TOK_NUMBER, TOK_IF);
}

static void
wrong_numbers(void)
{
    ERROR("1_", 1, 2, "separator");
    ERROR("1__0", 1, 2, "separator");
    ERROR("1_.5", 1, 2, "separator");
    ERROR("1._5", 2, 3, "separator");
    ERROR("1e_5", 2, 3, "separator");
    ERROR("1_e5", 1, 2, "separator");
    ERROR("1_n", 1, 2, "separator");
    ERROR("0_1", 1, 2, "separator");
    ERROR("0x_1", 2, 3, "separator");
    ERROR("01_1", 2, 3, "separator");
    ERROR("09_1", 2, 3, "separator");
    ERROR("0x", 2, 2, "digit");
    ERROR("0b2", 2, 3, "digit");
    ERROR("1e", 2, 2, "digit");
    ERROR("1e+;", 3, 4, "digit");
    ERROR("3in []", 0, 2, "directly");
    ERROR("3\\u0061", 0, 2, "directly");
    ERROR("3\xc3\xa9", 0, 3, "directly");
    ERROR("0b12", 0, 4, "directly");
    ERROR("0xg", 2, 3, "digit");
    ERROR("01n", 0, 3, "directly");
    ERROR("09n", 0, 3, "directly");
    ERROR("1.5n", 0, 4, "directly");
    ERROR("1e1n", 0, 4, "directly");
    ERROR("1nn", 0, 3, "directly");
    ERROR("1n1", 0, 3, "directly");
}

static void
strings(void)
{
    WHOLE("''", TOK_STRING, 0);
    WHOLE("\"'\"", TOK_STRING, 0);
    WHOLE("'0123456789abcdef0123456789abcdef'", TOK_STRING, 0);
    WHOLE("'\xe2\x80\xa8\xe2\x80\xa9'", TOK_STRING, 0);
    WHOLE("'\\''", TOK_STRING, TOKEN_ESCAPED);
    WHOLE("'\\\r\n\\\n\\\r\\\xe2\x80\xa8'", TOK_STRING, TOKEN_ESCAPED);
    WHOLE("'\\0'", TOK_STRING, TOKEN_ESCAPED);
    WHOLE("'\\00'", TOK_STRING, TOKEN_ESCAPED | TOKEN_LEGACY_OCTAL);
    WHOLE("'\\08'", TOK_STRING, TOKEN_ESCAPED | TOKEN_LEGACY_OCTAL);
    WHOLE("'\\8'", TOK_STRING, TOKEN_ESCAPED | TOKEN_LEGACY_OCTAL);
    WHOLE("'\\uD83D\\uDE00'", TOK_STRING, TOKEN_ESCAPED);
    WHOLE("'\\uD83D\\\n\\uDE00'", TOK_STRING, TOKEN_ESCAPED);
    WHOLE("'\\uD83D'", TOK_STRING, TOKEN_ESCAPED | TOKEN_LONE_SURROGATE);
    WHOLE("'\\uDE00\\uD83D'", TOK_STRING, TOKEN_ESCAPED | TOKEN_LONE_SURROGATE);
    WHOLE("'\\uD83Dx\\uDE00'", TOK_STRING, TOKEN_ESCAPED | TOKEN_LONE_SURROGATE);
    ERROR("'abc", 0, 4, "Unterminated string");
    ERROR("'abc\n'", 0, 4, "Unterminated string");
    ERROR("'abc\r'", 0, 4, "Unterminated string");
    ERROR("'abc\\", 0, 4, "Unterminated string");
    ERROR("'\\", 0, 1, "Unterminated string");
    ERROR("'\\x4'", 1, 4, "'\\x'");
    ERROR("'\\u004'", 1, 6, "'\\u'");
    ERROR("'\\u{'", 1, 4, "'}'");
    ERROR("'\\\xff'", 1, 3, "Malformed UTF-8");
}

static void
templates(void)
{
    WHOLE("``", TOK_TEMPLATE, 0);
    WHOLE("`a$b$$`", TOK_TEMPLATE, 0);
    WHOLE("`more than one vector of text`", TOK_TEMPLATE, 0);
    WHOLE("`\n'\"`", TOK_TEMPLATE, 0);
    WHOLE("`\r\n`", TOK_TEMPLATE, TOKEN_ESCAPED);
    WHOLE("`\\``", TOK_TEMPLATE, TOKEN_ESCAPED);
    WHOLE("`\\${`", TOK_TEMPLATE, TOKEN_ESCAPED);
    WHOLE("`$${", TOK_TEMPLATE_HEAD, 0);
    WHOLE("`\\u{`", TOK_TEMPLATE, TOKEN_ESCAPED | TOKEN_INVALID_ESCAPE);
    WHOLE("`\\01`", TOK_TEMPLATE, TOKEN_ESCAPED | TOKEN_INVALID_ESCAPE);
    WHOLE("`\\9`", TOK_TEMPLATE, TOKEN_ESCAPED | TOKEN_INVALID_ESCAPE);
    WHOLE("`\\xg`", TOK_TEMPLATE, TOKEN_ESCAPED | TOKEN_INVALID_ESCAPE);
    ERROR("`a\n", 0, 1, "Unterminated template");
    ERROR("`\\", 0, 1, "Unterminated template");
    ERROR("`$", 0, 1, "Unterminated template");
}

static void
template_parts(void)
{
    lexing x = lexing_begin("`a${b}c${d}\\n`e");
    static const struct { uint8_t kind, flags; uint32_t start, end; } wanted[] = {
        {TOK_TEMPLATE_HEAD, 0, 0, 4}, {TOK_IDENTIFIER, 0, 4, 5},
        {TOK_TEMPLATE_MIDDLE, 0, 5, 9}, {TOK_IDENTIFIER, 0, 9, 10},
        {TOK_TEMPLATE_TAIL, TOKEN_ESCAPED, 10, 14}, {TOK_IDENTIFIER, 0, 14, 15},
    };
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        lexer_next(&x.l);
        if (x.l.token.kind == TOK_RBRACE) {
            lexer_rescan_template(&x.l);
        }
        CHECK_EQ(x.l.token.kind, wanted[i].kind);
        CHECK_EQ(x.l.token.flags, wanted[i].flags);
        CHECK_EQ(x.l.token.start, wanted[i].start);
        CHECK_EQ(x.l.token.end, wanted[i].end);
    }
    lexing_end(&x);
}

/* `message` NULL: a regular expression of the whole text; its flags begin at
 * `flags`. */
static void
regexp(const char *text, uint32_t flags, const char *message)
{
    lexing x = lexing_begin(text);
    lexer_next(&x.l);
    lexer_rescan_regexp(&x.l);
    if (message) {
        CHECK_EQ(x.l.token.kind, TOK_ERROR);
        CHECK(x.l.error.message && strstr(x.l.error.message, message));
    } else {
        CHECK_EQ(x.l.token.kind, TOK_REGEXP);
        CHECK_EQ(x.l.token.end, strlen(text));
        CHECK_EQ(lexer_regexp_flags(&x.l, x.l.token), flags);
    }
    lexing_end(&x);
}

static void
regexps(void)
{
    regexp("/a/", 3, NULL);
    regexp("/=/dgimsuy", 3, NULL);
    regexp("/[/]/v", 5, NULL);
    regexp("/\\//", 4, NULL);
    regexp("/\\[/", 4, NULL);
    regexp("/[\\]/]/g", 7, NULL);
    regexp("/\xc3\xa9/", 4, NULL);
    regexp("/a", 0, "Unterminated regular");
    regexp("/[/", 0, "Unterminated regular");
    regexp("/a\n/", 0, "Unterminated regular");
    regexp("/\\\n/", 0, "Unterminated regular");
    regexp("/a\xe2\x80\xa8/", 0, "Unterminated regular");
    regexp("/\\", 0, "Unterminated regular");
    regexp("/a/gg", 0, "Duplicate");
    regexp("/a/x", 0, "Unknown");
    regexp("/a/\xc3\xa9", 0, "Unknown");
    regexp("/a/\\u0067", 0, "Unknown");
    regexp("/a/uv", 0, "exclude");
    regexp("/a/\\u{", 0, "'}'");
}

int
main(void)
{
    RUN(numbers);
    RUN(wrong_numbers);
    RUN(strings);
    RUN(templates);
    RUN(template_parts);
    RUN(regexps);
    return check_report();
}
