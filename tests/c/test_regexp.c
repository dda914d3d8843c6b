/* Which patterns are accepted, and what is said of the others, in all three modes. */
#include "check.h"
#include "matching.h"

/* The part of the literal that the error is about, and its message. */
typedef struct verdict {
    char message[100], span[100];
} verdict;

static verdict
judge(const char *text)
{
    verdict v = {"", ""};
    literal a = literal_begin_bytes(text, strlen(text));
    regexp_result result = {a.x.l.error, false};
    if (a.is_one) {
        result = literal_check(&a);
    }
    if (result.error.message) {
        CHECK(result.error.start <= result.error.end && result.error.end <= strlen(text));
        snprintf(v.message, sizeof v.message, "%s", result.error.message);
        snprintf(v.span, sizeof v.span, "%.*s", (int)(result.error.end - result.error.start),
                 text + result.error.start);
    }
    CHECK(!result.no_memory);
    literal_end(&a);
    return v;
}

static void
check_accepted(int line, const char *text)
{
    verdict v = judge(text);
    if (!check_that(v.message[0] == '\0', text, __FILE__, line)) {
        printf("    refused: %s, at %s\n", v.message, v.span);
    }
}

static void
check_refused(int line, const char *text, const char *span, const char *message)
{
    verdict v = judge(text);
    if (!check_that(strstr(v.message, message) && v.message[0], text, __FILE__, line)
        || !check_that(strcmp(v.span, span) == 0, text, __FILE__, line)) {
        printf("    %s, at %s\n", v.message, v.span);
    }
}

/* In which modes a pattern is right: without a flag, with u, with v. */
static void
check_modes(int line, const char *pattern, const char *modes)
{
    for (int mode = 0; mode < 3; mode++) {
        char text[200];
        snprintf(text, sizeof text, "/%s/%s", pattern, (const char *[]){"", "u", "v"}[mode]);
        bool accepted = judge(text).message[0] == '\0';
        check_that(accepted == (strchr(modes, "-uv"[mode]) != NULL), text, __FILE__, line);
    }
}

#define ACCEPT(text) check_accepted(__LINE__, text)
#define REFUSE(text, span, message) check_refused(__LINE__, text, span, message)
#define IN(modes, pattern) check_modes(__LINE__, pattern, modes)
#define ALWAYS "-uv"
#define NEVER ""

static void
flags(void)
{
    ACCEPT("/a/");
    ACCEPT("/a/dgimsuy");
    ACCEPT("/a/vysmigd");
    REFUSE("/a/gg", "gg", "Duplicate");
    REFUSE("/a/ga", "ga", "Unknown");
    REFUSE("/a/G", "G", "Unknown");
    REFUSE("/a/uv", "uv", "exclude each other");
    REFUSE("/a/\\u0067", "\\u0067", "Unknown");
}

static void
quantifiers(void)
{
    IN(ALWAYS, "a*b+?c?d{0}e{1,}f{2,3}?(?:g)*");
    IN(ALWAYS, "a{00012345678901234567890,12345678901234567890}");
    IN(ALWAYS, "a{0,0}b{00,0}");
    IN(NEVER, "a{12345678901234567891,12345678901234567890}");
    REFUSE("/xa{2,1}/", "{2,1}", "out of order");
    REFUSE("/a**/", "*", "nothing to repeat");
    REFUSE("/(?:+)/", "+", "nothing to repeat");
    REFUSE("/|{1,2}/", "{1,2}", "nothing to repeat");
    REFUSE("/^?/", "?", "nothing to repeat");
    IN(NEVER, "a{1}{2}");
    IN(NEVER, "a???");
    IN(NEVER, "(?<=a)*");
    IN(NEVER, "\\b+");
    IN("-", "(?=a)*(?!b){2}");
    IN("-", "{a");
    IN("-", "a{");
    IN("-", "a{1");
    IN("-", "a{1,");
    IN("-", "a{,1}");
    IN("-", "x{{1}");
    IN("-", "]}");
    REFUSE("/a{1/u", "{", "not complete");
    REFUSE("/a]/v", "]", "needs a backslash");
}

static void
groups(void)
{
    IN(ALWAYS, "(a|(?:b)|(?=c)|(?!d)|(?<=e)|(?<!f)|)()");
    REFUSE("/a(b(c)/", "(", "not closed");
    REFUSE("/(a))/", ")", "closes no group");
    REFUSE("/(?a)/", "(?", "No kind of group");
    REFUSE("/(?#a)/", "(?", "No kind of group");
    REFUSE("/(?", "/(?", "Unterminated");
    IN(NEVER, "(?");
}

static void
modifiers(void)
{
    IN(ALWAYS, "(?i:a)(?ims:b)(?-s:c)(?i-ms:d)(?i-:e)");
    REFUSE("/(?-:a)/", "-", "Modifiers expected");
    REFUSE("/(?ii:a)/", "i", "once");
    REFUSE("/(?i-i:a)/", "i", "once");
    REFUSE("/(?-mm:a)/", "m", "once");
    REFUSE("/(?g:a)/", "(?", "No kind of group");
    REFUSE("/(?i)/", "(?i", "No kind of group");
    REFUSE("/(?i--s:a)/", "(?i-", "No kind of group");
}

static void
names(void)
{
    IN(ALWAYS, "(?<a>x)(?<$b_1>y)(?<\\u0061b>z)(?<\\u{62}>)(?<\xf0\x9d\x92\x9c>)(?<\\ud835\\udc9e>)");
    REFUSE("/(?<>a)/", "(?<", "A name");
    REFUSE("/(?<1>a)/", "(?<", "A name");
    REFUSE("/(?<a/", "(?<a", "A name");
    REFUSE("/(?<a)/", "(?<a", "A name");
    REFUSE("/(?<a\\u{110000}>)/", "(?<a", "A name");
    IN(NEVER, "(?<\\ud835>a)");
    IN(NEVER, "(?<\\u{d835}\\u{dc9c}>a)");
    IN(NEVER, "(?<\\x61>a)");
    IN(NEVER, "(?<\xe2\x9d\xa4>a)");
}

static void
duplicate_names(void)
{
    IN(ALWAYS, "(?<a>x)|(?<a>y)");
    IN(ALWAYS, "(?:(?<a>x)|(?<a>y))");
    IN(ALWAYS, "(?:(?<a>x)|b)|(?:(?<a>y)|(?<a>z))");
    IN(ALWAYS, "((?<a>1)(?<b>2)|(?<b>3)(?<a>4))|(?<b>5)");
    REFUSE("/(?<a>x)(?<a>y)/", "a", "has this name");
    REFUSE("/(?<a>x)|(?<b>y)(?<\\u{62}>z)/", "\\u{62}", "has this name");
    IN(NEVER, "(?:(?<a>x)|(?<a>y))(?<a>z)");
    IN(NEVER, "(?<a>(?<a>x))");
    IN(NEVER, "(?<a>x|(?<a>y))");
    IN(NEVER, "(?:(?:(?<a>x)|b)|c)(?:d|(?<a>e))");
    IN(NEVER, "(?<\xf0\x9d\x92\x9c>x)(?<\\ud835\\udc9c>y)");
    IN(ALWAYS, "(?<ab>)(?<a>)(?<abc>)(?<b>)");
    IN(ALWAYS, "(?<aaaa>)(?<aaab>)(?<a>)\\k<aaaa>\\k<a>\\k<aaab>");
    REFUSE("/(?<aaaa>)(?<aaab>)(?<a>)(?<a>)/", "a", "has this name");
    REFUSE("/(?<aaaa>)(?<aaab>)\\k<aa>/", "aa", "no group of that name");
}

static void
references(void)
{
    IN(ALWAYS, "\\1(a)");
    IN(ALWAYS, "\\k<a>(?<a>x)\\k<a>");
    IN(ALWAYS, "(?<a>x)\\k<\\u0061>");
    IN(ALWAYS, "(?<a>x)|(?<a>y)\\k<a>");
    IN("-", "\\1\\8\\99999999999999999999");
    IN("-", "\\k\\k<a\\k<a>");
    IN("-", "[\\k]\\k<\\u{1,2}>");
    REFUSE("/(a)\\2\\1/u", "\\2", "no group of that number");
    REFUSE("/\\18446744073709551617(a)/u", "\\18446744073709551617", "of that number");
    REFUSE("/\\k<b>\\k<c>(?<a>x)/", "b", "no group of that name");
    REFUSE("/\\k<a>/u", "a", "no group of that name");
    REFUSE("/(?<a>x)\\k/", "\\k", "name expected");
    REFUSE("/\\k<a(?<a>x)/", "\\k", "name expected");
    REFUSE("/(?<a>x)[\\k]/", "\\k", "name expected");
    REFUSE("/\\k<b/u", "\\k<b", "name expected");
}

static void
escapes(void)
{
    IN(ALWAYS, "\\f\\n\\r\\t\\v\\cA\\cz\\0\\x41\\u0041\\^\\$\\\\\\.\\*\\+\\?\\(\\)\\[\\]\\{\\}\\|\\/");
    IN("-", "\\a");
    IN("-", "\\-");
    IN("-", "\\c");
    IN("-", "\\c1");
    IN("-", "\\x4");
    IN("-", "\\u004");
    IN("-", "\\00");
    IN("-", "\\01");
    IN(ALWAYS, "\\p{Any}");
    IN("-", "\\u{110000}");
    IN(ALWAYS, "[\\u{10ffff}]\\u{0000000000061}\\ud83d\\ude00");
    IN(ALWAYS, "\xc3\xa9");
    IN("-", "\\\xc3\xa9");
    REFUSE("/a\\c/u", "\\c", "letter expected");
    REFUSE("/\\x4g/u", "\\x", "Two hexadecimal digits");
    REFUSE("/\\u12/u", "\\u12", "Four hexadecimal digits");
    REFUSE("/\\u{110000}/u", "\\u{110000", "above U+10FFFF");
    REFUSE("/\\01/u", "\\0", "no octal");
    REFUSE("/\\\xc3\xa9/v", "\\\xc3\xa9", "has no escape");
    REFUSE("/\\-/u", "\\-", "has no escape");
}

static void
classes(void)
{
    IN(ALWAYS, "[][^]");
    IN(ALWAYS, "[^a-z\\d\\b\\cA\\x41\\0]");
    IN("-u", "[-a-][a-a-][--0](?:[+--])[(){}/|][&&]");
    IN(NEVER, "[z-a]");
    IN(NEVER, "[\\u{61}-\\u0060]");
    IN("-", "[\\d-z][a-\\w]");
    IN("-", "[\\c][\\c_][\\c1][\\8][\\07]");
    IN("-", "[\\B]");
    IN(ALWAYS, "[\\-]");
    REFUSE("/[b-a]/", "b-a", "out of order");
    REFUSE("/[\\p{x}]/u", "x", "Unknown Unicode property");
    REFUSE("/[\\d-z]/u", "\\d-z", "cannot bound a range");
    REFUSE("/[\\c]/u", "\\c", "letter expected");
}

static void
surrogates_in_classes(void)
{
    IN("uv", "[\xf0\x9f\x98\x80-\xf0\x9f\x98\x82]"); /* units: a range from DE00 to D83D */
    IN("uv", "[\\ud83d\\ude00-\\ud83d\\ude02]");
    IN(ALWAYS, "[a-\xf0\x9f\x98\x80]");
    IN("u", "[a-\xf0\x9f\x98\x80-z]"); /* units: from DE00 to z */
    IN(NEVER, "[\xf0\x9f\x98\x82-\xf0\x9f\x98\x80]");
    IN(ALWAYS, "[\\ud83d-\\ude00]");
    IN("u", "[\\ud83d\\ude00-\\u{1f602}-]");
}

static void
properties(void)
{
    IN(ALWAYS, "\\p{Lu}\\p{L}\\P{Uppercase_Letter}\\p{General_Category=Lu}\\p{gc=punct}");
    IN(ALWAYS, "\\p{Script=Latin}\\p{sc=Latn}\\p{Script_Extensions=Grek}\\P{scx=Zzzz}\\p{sc=Qaac}");
    IN(ALWAYS, "\\p{ASCII}\\p{Any}\\p{AHex}\\p{space}\\p{XID_Start}[\\p{Emoji}\\P{Dash}]");
    IN(ALWAYS, "\\p{Script=Tolong_Siki}\\p{Script=Seal}\\p{Changes_When_NFKC_Casefolded}");
    REFUSE("/\\p{Latin}/u", "Latin", "Unknown Unicode property");
    REFUSE("/\\p{sc=Lu}/u", "sc=Lu", "Unknown Unicode property");
    REFUSE("/\\p{gc=ASCII}/u", "gc=ASCII", "Unknown Unicode property");
    REFUSE("/\\p{Block=Thai}/u", "Block=Thai", "Unknown Unicode property");
    REFUSE("/\\p{lu}/u", "lu", "Unknown Unicode property");
    REFUSE("/\\p{}/u", "", "Unknown Unicode property");
    REFUSE("/\\p{=Lu}/u", "=Lu", "Unknown Unicode property");
    REFUSE("/\\p{gc=}/u", "gc=", "Unknown Unicode property");
    REFUSE("/\\p{Line_Break}/u", "Line_Break", "Unknown Unicode property");
    REFUSE("/\\p{AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA}/u", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
           "Unknown Unicode property");
    REFUSE("/\\pL/u", "\\p", "'{' expected");
    REFUSE("/\\p{L/u", "\\p{L", "between braces");
    REFUSE("/\\p{ L}/u", "\\p{", "between braces");
    IN("-v", "\\p{RGI_Emoji}\\p{Basic_Emoji}[\\p{RGI_Emoji_Flag_Sequence}]");
    REFUSE("/\\p{RGI_Emoji}/u", "RGI_Emoji", "needs the flag v");
    REFUSE("/\\P{RGI_Emoji}/v", "\\P{RGI_Emoji}", "no complement");
}

static void
sets(void)
{
    ACCEPT("/[[a-z]&&[^aeiou]&&\\w]/v");
    ACCEPT("/[\\w--[0-9]--_]/v");
    ACCEPT("/[[a][b-c]\\d\\q{ab||c}x-z]/v");
    ACCEPT("/[\\&\\-\\!\\#\\%\\,\\:\\;\\<\\=\\>\\@\\`\\~\\(\\)\\[\\]\\{\\}\\/\\|\\b]/v");
    ACCEPT("/[a&b]/v");
    ACCEPT("/[\\q{a\\&\\}|\\u{61}}]/v");
    REFUSE("/[a-z&&b]/v", "&&", "single operands");
    REFUSE("/[ab&&c]/v", "&&", "single operands");
    REFUSE("/[a&&b--c]/v", "--", "single operands");
    REFUSE("/[&&a]/v", "&&", "single operands");
    REFUSE("/[a&&]/v", "]", "operand");
    REFUSE("/[a&&&b]/v", "&&&", "'&' behind '&&'");
    REFUSE("/[a&&bc]/v", "c", "no others beside them");
    REFUSE("/[a--b-c]/v", "b-", "needs brackets");
    REFUSE("/[a!!b]/v", "!!", "reserved");
    REFUSE("/[\\q{a&&b}]/v", "&&", "reserved");
    REFUSE("/[a-]/v", "]", "needs a backslash");
    REFUSE("/[(]/v", "(", "needs a backslash");
    REFUSE("/[a-\\d]/v", "\\d", "no escape");
    REFUSE("/[z-a]/v", "z-a", "out of order");
    REFUSE("/[\\q{a]/v", "]", "needs a backslash");
    REFUSE("/[[a]/v", "[", "not closed");
    REFUSE("/[[]\\q{a/v", "\\q{", "'}' expected");
    REFUSE("/[\\p{x}]/v", "x", "Unknown Unicode property");
    REFUSE("/\\q{a}/v", "\\q", "no escape");
    REFUSE("/[\\a]/v", "\\a", "no escape");
}

static void
strings_in_sets(void)
{
    ACCEPT("/[^\\q{a|b}]/v");
    ACCEPT("/[^\\q{ab}&&a]/v");
    ACCEPT("/[^a--\\q{ab}]/v");
    ACCEPT("/[^[^\\p{L}]]/v");
    REFUSE("/[^\\q{ab}]/v", "[^\\q{ab}]", "no complement");
    REFUSE("/[^\\q{a|}]/v", "[^\\q{a|}]", "no complement");
    REFUSE("/[^\\q{}]/v", "[^\\q{}]", "no complement");
    REFUSE("/[a[^[\\p{RGI_Emoji}]]]/v", "[^[\\p{RGI_Emoji}]]", "no complement");
    REFUSE("/[^\\q{ab}&&\\q{cd}]/v", "[^\\q{ab}&&\\q{cd}]", "no complement");
    REFUSE("/[^\\q{ab}--c]/v", "[^\\q{ab}--c]", "no complement");
    REFUSE("/[^a\\q{bc}d]/v", "[^a\\q{bc}d]", "no complement");
}

/* What the lexer lets nobody see. */
static void
without_the_lexer(void)
{
    static const uint8_t flags_twice[] = "/a/gg", open_class[] = "/[a/";
    regexp_result result = regexp_validate(flags_twice, 1, 3, 5);
    CHECK(result.error.message && result.error.start == 3 && result.error.end == 5);
    result = regexp_validate(open_class, 1, 4, 4);
    CHECK(result.error.message && result.error.start == 1 && result.error.end == 2);
}

/* ---- Size ------------------------------------------------------------------ */

enum { MANY = 1000000 };

/* `/`, each of the parts as often as it says, `/` and flags: the answer. */
typedef struct part {
    const char *text;
    size_t count;
} part;

static regexp_result
judge_large(const part *parts, size_t count, const char *flags_text)
{
    size_t length = 2 + strlen(flags_text);
    for (size_t i = 0; i < count; i++) {
        length += strlen(parts[i].text) * parts[i].count;
    }
    char *text = malloc(length + 1), *p = text;
    if (!text) {
        abort();
    }
    *p++ = '/';
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < parts[i].count; k++) {
            strcpy(p, parts[i].text);
            p += strlen(parts[i].text);
        }
    }
    *p++ = '/';
    strcpy(p, flags_text);
    literal a = literal_begin_bytes(text, length);
    CHECK(a.is_one);
    regexp_result result = literal_check(&a);
    literal_end(&a);
    free(text);
    return result;
}

#define LARGE(flags_text, ...) \
    judge_large((part[]){__VA_ARGS__}, sizeof((part[]){__VA_ARGS__}) / sizeof(part), flags_text)

static void
nesting(void)
{
    CHECK(!LARGE("", {"(", MANY}, {"a", 1}, {")", MANY}).error.message);
    CHECK(!LARGE("v", {"(?:(?=(?<!", MANY / 4}, {")))", MANY / 4}).error.message);
    CHECK_EQ(LARGE("", {"(?<!", MANY}).error.start, 1 + 4 * (MANY - 1));
    CHECK_EQ(LARGE("v", {"[", MANY}, {"]", MANY - 1}).error.start, 1);
    CHECK(!LARGE("v", {"[", MANY}, {"a", 1}, {"]", MANY}).error.message);
    CHECK(!LARGE("v", {"[a--[b&&", MANY}, {"c", 1}, {"]", 2 * MANY}).error.message);
}

static void
length(void)
{
    CHECK(!LARGE("u", {"a|", MANY}).error.message);
    CHECK(!LARGE("u", {"(a)\\1[x-z]*?", MANY / 8}).error.message);
    CHECK(!LARGE("", {"\\k<", MANY}).error.message);
    CHECK(!LARGE("", {"a{", MANY}).error.message);
    CHECK(LARGE("", {"(?<a>)|", MANY}, {"(?<a>)(?<a>)", 1}).error.message);
    /* The alternatives of one name at every depth. */
    CHECK(!LARGE("", {"(?<a>x)|(?:", MANY / 4}, {")", MANY / 4}).error.message);
    CHECK(!LARGE("", {"(?:", MANY / 4}, {"(?<a>x)", 1}, {")|(?<a>y)", MANY / 4}).error.message);
}

/* Many names, each a prefix of the next or with the next in front of it. */
static void
many_names(void)
{
    enum { NAMES = 100000, ROOM = 16 };
    char *text = malloc((size_t)NAMES * 2 * ROOM + 8), *p = text;
    if (!text) {
        abort();
    }
    p += sprintf(p, "/");
    for (int i = 0; i < NAMES; i++) {
        p += sprintf(p, "\\k<n%d>(?<n%d>)", NAMES - 1 - i, i);
    }
    p += sprintf(p, "/");
    literal a = literal_begin_bytes(text, (size_t)(p - text));
    CHECK(!literal_check(&a).error.message);
    literal_end(&a);
    p[-1] = '\0';
    p += sprintf(p - 1, "\\k<n%d>/", NAMES) - 1;
    a = literal_begin_bytes(text, (size_t)(p - text));
    regexp_result result = literal_check(&a);
    CHECK(result.error.message && result.error.end == (size_t)(p - text) - 2);
    literal_end(&a);
    free(text);
}

/* Names that are prefixes of each other, and short ones that look for a place among
 * them. */
static void
names_that_share_beginnings(void)
{
    enum { LONG = 2000, SHORT = 100000 };
    char *text = malloc((size_t)LONG * LONG / 2 + 9 * LONG + (size_t)SHORT * 9 + 9), *p = text;
    if (!text) {
        abort();
    }
    *p++ = '/';
    for (int i = 1; i < LONG; i++) {
        p += sprintf(p, "(?<");
        memset(p, 'a', (size_t)i);
        p += i + sprintf(p + i, ">)");
    }
    for (int i = 0; i < SHORT; i++) {
        p += sprintf(p, "\\k<a>");
    }
    *p++ = '/';
    literal a = literal_begin_bytes(text, (size_t)(p - text));
    CHECK(!literal_check(&a).error.message);
    literal_end(&a);
    free(text);
}

int
main(void)
{
    RUN(flags);
    RUN(quantifiers);
    RUN(groups);
    RUN(modifiers);
    RUN(names);
    RUN(duplicate_names);
    RUN(references);
    RUN(escapes);
    RUN(classes);
    RUN(surrogates_in_classes);
    RUN(properties);
    RUN(sets);
    RUN(strings_in_sets);
    RUN(without_the_lexer);
    RUN(nesting);
    RUN(length);
    RUN(many_names);
    RUN(names_that_share_beginnings);
    return check_report();
}
