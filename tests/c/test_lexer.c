/* Kinds, spans and flags of names, punctuators, trivia and JSX.  Literals are in
 * test_lexer_literals.c, their values in test_lexer_text.c and _number.c. */
#include "expect_tokens.h"
#include "unicode_id.h"

/* ---- Names and keywords -------------------------------------------------- */

static void
keywords(void)
{
    for (int kind = TOK_IDENTIFIER + 1; kind < TOK_COUNT; kind++) {
        char text[32];
        WHOLE(token_kind_name((token_kind)kind), (token_kind)kind, 0);
        snprintf(text, sizeof text, "%sx", token_kind_name((token_kind)kind));
        WHOLE(text, TOK_IDENTIFIER, 0);
        snprintf(text, sizeof text, "%s", token_kind_name((token_kind)kind));
        text[strlen(text) - 1] = '$';
        WHOLE(text, TOK_IDENTIFIER, 0);
    }
    WHOLE("string", TOK_STRING_TYPE, 0);
    WHOLE("instanceof", TOK_INSTANCEOF, 0);
    CHECK(token_is_reserved(TOK_WITH) && !token_is_reserved(TOK_YIELD));
    CHECK(token_is_name(TOK_IDENTIFIER) && !token_is_name(TOK_QUESTION_QUESTION_EQ));
}

static void
names(void)
{
    WHOLE("a", TOK_IDENTIFIER, 0);
    WHOLE("$_09azAZ", TOK_IDENTIFIER, 0);
    WHOLE("abcdefghijklmnop", TOK_IDENTIFIER, 0); /* 16, and more than one load */
    WHOLE("abcdefghijklmnopqrstuvwxyz0123456789", TOK_IDENTIFIER, 0);
    WHOLE("caf\xc3\xa9", TOK_IDENTIFIER, 0);
    WHOLE("\xc3\xa9t\xc3\xa9", TOK_IDENTIFIER, 0);
    WHOLE("\xf0\x9d\x92\x9c", TOK_IDENTIFIER, 0);          /* U+1D49C */
    WHOLE("a\xe2\x80\x8d", TOK_IDENTIFIER, 0);             /* ZWJ */
    WHOLE("\xe2\x84\x98", TOK_IDENTIFIER, 0);              /* U+2118, Other_ID_Start */
    WHOLE("a\xc2\xb7", TOK_IDENTIFIER, 0);                 /* U+00B7, Other_ID_Continue */
    WHOLE("\\u0061b", TOK_IDENTIFIER, TOKEN_ESCAPED);
    WHOLE("a\\u{1D49C}", TOK_IDENTIFIER, TOKEN_ESCAPED);
    WHOLE("a\\u{00000000062}", TOK_IDENTIFIER, TOKEN_ESCAPED);
    WHOLE("cl\\u0061ss", TOK_IDENTIFIER, TOKEN_ESCAPED);
    KINDS("if\xc2\xa0x", TOK_IF, TOK_IDENTIFIER); /* a keyword before NBSP is one */
    ERROR("\xe2\x80\x8d", 0, 3, "Unexpected character");
    ERROR("a\xe2\x86\x92", 1, 4, "Unexpected character");
    ERROR("\\u0030", 0, 6, "no name has there");
    ERROR("a\\u002d", 1, 7, "no name has there");
    ERROR("\\x61", 0, 1, "Only a Unicode escape");
    ERROR("\\u00g1", 0, 4, "Four hexadecimal digits");
    ERROR("\\u{110000}", 0, 9, "above U+10FFFF");
    ERROR("\\u{}", 0, 3, "'}'");
    ERROR("\\uD835\\uDC9C", 0, 6, "no name has there"); /* halves do not join in a name */
    ERROR("a \x7f", 2, 3, "Unexpected character");
    ERROR("\xff", 0, 1, "Malformed UTF-8");
}

static void
escaped_keyword(const char *text, token_kind kind)
{
    lexing x = lexing_begin(text);
    lexer_next(&x.l);
    CHECK_EQ(x.l.token.kind, TOK_IDENTIFIER);
    CHECK_EQ(lexer_escaped_keyword(&x.l, x.l.token), kind);
    lexing_end(&x);
}

static void
escaped_keywords(void)
{
    escaped_keyword("cl\\u0061ss", TOK_CLASS);
    escaped_keyword("\\u{63}lass", TOK_CLASS);
    escaped_keyword("\\u0061sync", TOK_ASYNC);
    escaped_keyword("\\u0061bc", TOK_IDENTIFIER);
    escaped_keyword("class\\u00e9", TOK_IDENTIFIER);
    escaped_keyword("abcdefghijklmnopqrstuv\\u0061", TOK_IDENTIFIER);
}

static void
private_names(void)
{
    WHOLE("#a", TOK_PRIVATE_NAME, 0);
    WHOLE("#if", TOK_PRIVATE_NAME, 0);
    WHOLE("#\xc3\xa9", TOK_PRIVATE_NAME, 0);
    WHOLE("#\\u0061", TOK_PRIVATE_NAME, TOKEN_ESCAPED);
    ERROR("# a", 0, 1, "directly behind '#'");
    ERROR("#1", 0, 1, "directly behind '#'");
    ERROR("#\\u0031", 1, 7, "no name has there");
}

static void
unicode_tables(void)
{
    CHECK(unicode_id_start('a') && unicode_id_start('$') && unicode_id_start('_'));
    CHECK(!unicode_id_start('0') && unicode_id_continue('0'));
    CHECK(unicode_id_start(0x4e00) && unicode_id_start(0x2a6d0) && unicode_id_start(0x10000));
    CHECK(!unicode_id_start(0x2e2f) && !unicode_id_continue(0x2e2f));
    CHECK(!unicode_id_start(0x300) && unicode_id_continue(0x300));
    CHECK(unicode_id_continue(0x200c) && !unicode_id_start(0x200c));
    CHECK(unicode_id_continue(0xe0100) && unicode_id_continue(0x30fb));
    CHECK(!unicode_id_continue(0xd800) && !unicode_id_continue(0x10ffff));
    CHECK(!unicode_id_continue(UINT32_MAX) && !unicode_id_start(UINT32_MAX));
}

/* ---- Punctuators --------------------------------------------------------- */

static void
punctuators(void)
{
    for (int kind = TOK_LBRACE; kind < TOK_IDENTIFIER; kind++) {
        WHOLE(token_kind_name((token_kind)kind), (token_kind)kind, 0);
    }
    KINDS("a?.b", TOK_IDENTIFIER, TOK_QUESTION_DOT, TOK_IDENTIFIER);
    KINDS("a?.5:1", TOK_IDENTIFIER, TOK_QUESTION, TOK_NUMBER, TOK_COLON, TOK_NUMBER);
    KINDS("a?\?=b??c", TOK_IDENTIFIER, TOK_QUESTION_QUESTION_EQ, TOK_IDENTIFIER,
          TOK_QUESTION_QUESTION, TOK_IDENTIFIER);
    KINDS("..", TOK_DOT, TOK_DOT);
    KINDS("....5", TOK_ELLIPSIS, TOK_NUMBER);
    KINDS("+++", TOK_PLUS_PLUS, TOK_PLUS);
    KINDS("--=", TOK_MINUS_MINUS, TOK_EQ);
    KINDS("====", TOK_EQ_EQ_EQ, TOK_EQ);
    KINDS("!==>", TOK_BANG_EQ_EQ, TOK_GREATER);
    KINDS(">>>>=", TOK_GREATER_GREATER_GREATER, TOK_GREATER_EQ);
    KINDS("***=", TOK_STAR_STAR, TOK_STAR_EQ);
    KINDS("&&&", TOK_AMP_AMP, TOK_AMP);
    KINDS("a-->b", TOK_IDENTIFIER, TOK_MINUS_MINUS, TOK_GREATER, TOK_IDENTIFIER);
    KINDS("a<!--b", TOK_IDENTIFIER, TOK_LESS, TOK_BANG, TOK_MINUS_MINUS, TOK_IDENTIFIER);
}

static void
split(const char *text, void (*shorten)(lexer *), token_kind first, token_kind second)
{
    lexing x = lexing_begin(text);
    lexer_next(&x.l);
    shorten(&x.l);
    CHECK_EQ(x.l.token.kind, first);
    CHECK_EQ(x.l.token.end, 1);
    lexer_next(&x.l);
    CHECK_EQ(x.l.token.kind, second);
    CHECK_EQ(x.l.token.start, 1);
    CHECK_EQ(x.l.previous_end, 1);
    lexing_end(&x);
}

static void
splits(void)
{
    split(">>", lexer_split_greater, TOK_GREATER, TOK_GREATER);
    split(">>>=", lexer_split_greater, TOK_GREATER, TOK_GREATER_GREATER_EQ);
    split(">=", lexer_split_greater, TOK_GREATER, TOK_EQ);
    split("<<", lexer_split_less, TOK_LESS, TOK_LESS);
    split("<<=", lexer_split_less, TOK_LESS, TOK_LESS_EQ);
}

/* ---- Trivia -------------------------------------------------------------- */

static void
white_space(void)
{
    NOTHING("", PLAIN);
    NOTHING(" \t\v\f\r\n\xc2\xa0\xef\xbb\xbf\xe1\x9a\x80\xe2\x80\x80\xe2\x80\x8a\xe2\x80\xaf"
            "\xe2\x81\x9f\xe3\x80\x80\xe2\x80\xa8\xe2\x80\xa9", PLAIN);
    NOTHING("\n                                                        \n", PLAIN);
    NOTHING("// a\r// b\xe2\x80\xa8// c\xe2\x80\xa9// d\r\n/* e */ /***/ /**/ /* * / */", PLAIN);
    NOTHING("\xef\xbb\xbf", PLAIN);
    ERROR("\xe2\x80\x8b", 0, 3, "Unexpected character"); /* zero width space is none */
    ERROR("a /* *", 2, 4, "Unterminated comment");
    ERROR("/*/", 0, 2, "Unterminated comment");
}

/* Whether a line terminator is seen between two tokens that `between` parts. */
static bool
breaks(const char *between)
{
    char text[64];
    snprintf(text, sizeof text, "a%sb", between);
    lexing x = lexing_begin(text);
    lexer_next(&x.l);
    CHECK_EQ(x.l.token.flags, 0);
    lexer_next(&x.l);
    CHECK_EQ(x.l.token.kind, TOK_IDENTIFIER);
    CHECK_EQ(x.l.previous_end, 1);
    bool answer = x.l.token.flags & TOKEN_NEWLINE_BEFORE;
    lexing_end(&x);
    return answer;
}

static void
newlines_before(void)
{
    CHECK(breaks("\n") && breaks("\r") && breaks("\r\n") && breaks(" \n "));
    CHECK(breaks("\xe2\x80\xa8") && breaks("\xe2\x80\xa9"));
    CHECK(breaks("//\n") && breaks("//\xe2\x80\xa8"));
    CHECK(breaks("/*\n*/") && breaks("/* \xe2\x80\xa9 */") && breaks("/*0123456789012345\r*/"));
    CHECK(breaks("/**/\n"));
    CHECK(!breaks(" ") && !breaks("\t  \t") && !breaks("/**/") && !breaks("\xc2\xa0"));
    CHECK(!breaks("/* \xe2\x80\xa7 */") && !breaks("/**//* */"));
}

static void
html_comments(void)
{
    NOTHING("<!-- a", HTML);
    NOTHING("--> a", HTML);
    NOTHING("/* */ --> a", HTML);
    NOTHING("<!-- a\n--> b\n /**/ --> c", HTML);
    check_kinds(__FILE__, __LINE__, HTML, "a <!-- b\nc", TOK_IDENTIFIER, TOK_IDENTIFIER, TOK_EOF);
    check_kinds(__FILE__, __LINE__, HTML, "a\n--> b", TOK_IDENTIFIER, TOK_EOF);
    check_kinds(__FILE__, __LINE__, HTML, "a/*\n*/--> b", TOK_IDENTIFIER, TOK_EOF);
    check_kinds(__FILE__, __LINE__, HTML, "a-->b", TOK_IDENTIFIER, TOK_MINUS_MINUS, TOK_GREATER,
                TOK_IDENTIFIER, TOK_EOF);
    check_kinds(__FILE__, __LINE__, HTML, "a /**/-->b", TOK_IDENTIFIER, TOK_MINUS_MINUS,
                TOK_GREATER, TOK_IDENTIFIER, TOK_EOF);
}

static void
hashbangs(void)
{
    KINDS("#!/bin/x\na", TOK_HASHBANG, TOK_IDENTIFIER);
    KINDS("\xef\xbb\xbf#!x\xe2\x80\xa8" "a", TOK_HASHBANG, TOK_IDENTIFIER);
    WHOLE("#!", TOK_HASHBANG, 0);
    ERROR(" #!x", 1, 2, "directly behind '#'");
    ERROR("\n#!x", 1, 2, "directly behind '#'");
    ERROR("/**/#!x", 4, 5, "directly behind '#'");
    ERROR("#!x\n#!x", 4, 5, "directly behind '#'");
}

static void
stray_nul(void)
{
    lexing x = lexing_begin_bytes("a\0b", 3);
    lexer_next(&x.l);
    lexer_next(&x.l);
    CHECK_EQ(x.l.token.kind, TOK_ERROR);
    CHECK_EQ(x.l.error.start, 1);
    lexing_end(&x);
    x = lexing_begin_bytes("'\0' /*\0*/ `\0`", 14);
    lexer_next(&x.l);
    CHECK_EQ(x.l.token.kind, TOK_STRING);
    lexer_next(&x.l);
    CHECK_EQ(x.l.token.kind, TOK_TEMPLATE);
    lexing_end(&x);
}

/* ---- JSX ----------------------------------------------------------------- */

static void
jsx_children(void)
{
    lexing x = lexing_begin_mode("a > <", JSX);
    lexer_next(&x.l);
    lexer_next(&x.l); /* the > of an opening tag */
    lexer_next_jsx_child(&x.l);
    CHECK_EQ(x.l.token.kind, TOK_JSX_TEXT);
    CHECK_EQ(x.l.token.start, 3);
    CHECK_EQ(x.l.token.end, 4);
    CHECK_EQ(x.l.token.flags, TOKEN_JSX);
    lexer_next_jsx_child(&x.l);
    CHECK_EQ(x.l.token.kind, TOK_LESS);
    lexer_next_jsx_child(&x.l);
    CHECK_EQ(x.l.token.kind, TOK_EOF);
    CHECK_EQ(x.l.previous_end, 5);
    lexing_end(&x);
}

static void
jsx_child(const char *text, token_kind kind, uint32_t end, unsigned flags)
{
    lexing x = lexing_begin_mode(text, JSX);
    lexer_next_jsx_child(&x.l);
    CHECK_EQ(x.l.token.kind, kind);
    CHECK_EQ(x.l.token.end, end);
    CHECK_EQ(x.l.token.flags, flags);
    lexing_end(&x);
}

static void
jsx_texts(void)
{
    jsx_child("{a}", TOK_LBRACE, 1, 0);
    jsx_child("it's // \n a{", TOK_JSX_TEXT, 11, TOKEN_JSX);
    jsx_child("&lt;<", TOK_JSX_TEXT, 4, TOKEN_JSX | TOKEN_ESCAPED);
    jsx_child("abc", TOK_JSX_TEXT, 3, TOKEN_JSX);
    jsx_child("more than one vector of text<", TOK_JSX_TEXT, 28, TOKEN_JSX);
    jsx_child("a>b", TOK_ERROR, 2, 0);
    jsx_child("a}b", TOK_ERROR, 2, 0);
}

static void
jsx_tag(const char *text, token_kind kind, uint32_t end, unsigned flags)
{
    lexing x = lexing_begin_mode(text, JSX);
    lexer_next_jsx_tag(&x.l);
    CHECK_EQ(x.l.token.kind, kind);
    CHECK_EQ(x.l.token.end, end);
    CHECK_EQ(x.l.token.flags, flags);
    lexing_end(&x);
}

static void
jsx_tags(void)
{
    jsx_tag("data-a-1--b=", TOK_IDENTIFIER, 11, 0);
    jsx_tag("class=", TOK_IDENTIFIER, 5, 0);
    jsx_tag("\xc3\xa9-\xc3\xa9 ", TOK_IDENTIFIER, 5, 0);
    jsx_tag(" /*a*/ a:b", TOK_IDENTIFIER, 8, 0);
    jsx_tag("a.b", TOK_IDENTIFIER, 1, 0);
    jsx_tag(">=", TOK_GREATER, 1, 0);
    jsx_tag(">>", TOK_GREATER, 1, 0);
    jsx_tag("/>", TOK_SLASH, 1, 0);
    jsx_tag("==", TOK_EQ, 1, 0);
    jsx_tag("<<", TOK_LESS, 1, 0);
    jsx_tag("{", TOK_LBRACE, 1, 0);
    jsx_tag("'\\'", TOK_STRING, 3, TOKEN_JSX);
    jsx_tag("\"a\nb\"", TOK_STRING, 5, TOKEN_JSX);
    jsx_tag("\n'&amp;'", TOK_STRING, 8, TOKEN_JSX | TOKEN_ESCAPED | TOKEN_NEWLINE_BEFORE);
    jsx_tag("'a", TOK_ERROR, 1, 0);
    jsx_tag("a\\u0062", TOK_ERROR, 7, 0);
    jsx_tag("\\u0062", TOK_ERROR, 1, 0);
    jsx_tag("a-\\u00g", TOK_ERROR, 3, 0);
    jsx_tag("\xe2\x86\x92", TOK_ERROR, 3, 0);
    jsx_tag(" /*", TOK_ERROR, 3, 0);
    jsx_tag("", TOK_EOF, 0, 0);
}

/* ---- Copies and errors --------------------------------------------------- */

static void
copies(void)
{
    lexing x = lexing_begin("a ' b");
    lexer_next(&x.l);
    lexer ahead = x.l;
    lexer_next(&ahead);
    CHECK_EQ(ahead.token.kind, TOK_ERROR);
    CHECK(ahead.error.message != NULL);
    CHECK(x.l.error.message == NULL); /* what is only looked at is no error */
    lexing_end(&x);
}

static void
first_error_stays(void)
{
    lexing x = lexing_begin("0x; 'a");
    do {
        lexer_next(&x.l);
    } while (x.l.token.kind != TOK_EOF);
    CHECK_EQ(x.l.error.start, 2);
    lexing_end(&x);
}

int
main(void)
{
    RUN(keywords);
    RUN(names);
    RUN(escaped_keywords);
    RUN(private_names);
    RUN(unicode_tables);
    RUN(punctuators);
    RUN(splits);
    RUN(white_space);
    RUN(newlines_before);
    RUN(html_comments);
    RUN(hashbangs);
    RUN(stray_nul);
    RUN(jsx_children);
    RUN(jsx_texts);
    RUN(jsx_tags);
    RUN(copies);
    RUN(first_error_stays);
    return check_report();
}
