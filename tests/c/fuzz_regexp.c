/* fuzz_regexp.c - any bytes, and what patterns are made of, between two slashes.
 *
 *     fuzz_regexp [seed [iterations]]
 *
 * Deterministic: a failure is repeated by its seed.  Meant for a build with
 * sanitizers; what it checks itself is that an error lies within the literal, that
 * the flag u refuses nothing that v accepts outside of classes, and that what is
 * accepted is accepted in brackets of a group as well. */
#include "fuzzing.h"
#include "matching.h"

#include <stdio.h>

enum { MAX_PATTERN = 200, ROOM = MAX_PATTERN + 32 };

static uint64_t accepted;

static const char *const pieces[] = {
    "a", "b", "k", "q", "p", "z", "-", "--", "&", "&&", "&&&", "0", "1", "12", "9", "{", "}", "[",
    "[^", "]", "(", ")", ")", "|", "*", "+", "?", ".", "^", "$", ",", "=", "!", "<", ">", "#", "~",
    "\\", "\\\\", "\\/", "\\d", "\\W", "\\b", "\\B", "\\c", "\\cA", "\\c_", "\\x", "\\x41", "\\u",
    "\\u0061", "\\u{61}", "\\u{1F600}", "\\u{110000}", "\\ud83d", "\\ude00", "\\ud83d\\ude00",
    "\xf0\x9f\x98\x80", "\xf0\x9d\x92\x9c", "\xc3\xa9", "\xe2\x80", "\xff", "\\0", "\\1", "\\12",
    "\\8", "\\k", "\\k<a>", "\\k<b", "(?<a>", "(?<\\u0061>", "(?<b>x)", "(?<", "(?:", "(?=", "(?!",
    "(?<=", "(?<!", "(?i:", "(?i-ms:", "(?-", "a-z", "z-a", "\\p{L}", "\\p{sc=Latn}", "\\P{gc=Lu}",
    "\\p{RGI_Emoji}", "\\P{RGI_Emoji}", "\\p{", "\\q{", "\\q{ab|}", "\\q{a|b}", "\\-", "!!", "{1}",
    "{1,}", "{2,1}", "{,1}", "{99999999999999999999,}",
};

static size_t
random_pattern(char *out)
{
    size_t length = random_below(MAX_PATTERN + 1), at = 0;
    uint32_t style = random_below(6); /* 0: bytes; else pieces and some bytes */
    size_t count = random_below(20);
    for (size_t n = 0; at < length && (style == 0 || n < count); n++) {
        if (style == 0 || random_below(30) == 0) {
            out[at++] = (char)random_below(256);
            continue;
        }
        const char *piece = pieces[random_below(sizeof pieces / sizeof *pieces)];
        for (; *piece && at < length; piece++) {
            out[at++] = *piece;
        }
    }
    return at;
}

/* Whether /pattern/flags is accepted; false as well if it is no literal. */
static bool
check(const char *before, const char *pattern, size_t length, const char *after)
{
    char text[ROOM];
    size_t lead = strlen(before), tail = strlen(after);
    memcpy(text, before, lead);
    memcpy(text + lead, pattern, length);
    memcpy(text + lead + length, after, tail);
    literal a = literal_begin_bytes(text, lead + length + tail);
    bool good = a.is_one;
    if (a.is_one) {
        regexp_result result = literal_check(&a);
        token t = a.x.l.token;
        good = !result.error.message;
        REQUIRE(!result.no_memory);
        REQUIRE(good || (result.error.start > t.start && result.error.start <= result.error.end));
        REQUIRE(good || result.error.end <= t.end);
        good = good && t.end == lead + length + tail; /* else it is a shorter one */
    }
    literal_end(&a);
    return good;
}

static void
run(const char *pattern, size_t length)
{
    static const char *const ends[] = {"/", "/u", "/v"};
    static const char *const group_ends[] = {")/", ")/u", ")/v"};
    bool good[3];
    for (int mode = 0; mode < 3; mode++) {
        good[mode] = check("/", pattern, length, ends[mode]);
        accepted += good[mode];
        if (good[mode] && length) {
            REQUIRE(check("/(?:", pattern, length, group_ends[mode]));
        }
    }
    bool special = memchr(pattern, '[', length) || memchr(pattern, 'p', length);
    if (!special) {
        REQUIRE(good[1] == good[2]);
        REQUIRE(!good[1] || good[0] || memchr(pattern, '{', length)); /* \u{1}* */
    }
}

int
main(int argc, char **argv)
{
    uint64_t seed = argc > 1 ? strtoull(argv[1], NULL, 10) : 1;
    uint64_t iterations = argc > 2 ? strtoull(argv[2], NULL, 10) : 20000;
    for (uint64_t i = 0; i < iterations; i++) {
        char pattern[MAX_PATTERN];
        state = (seed * UINT64_C(1000003) + i) * UINT64_C(0x9e3779b97f4a7c15) | 1;
        size_t length = random_pattern(pattern);
        run(pattern, length);
    }
    printf("%llu patterns from seed %llu, accepted %llu times\n", (unsigned long long)iterations,
           (unsigned long long)seed, (unsigned long long)accepted);
    return 0;
}
