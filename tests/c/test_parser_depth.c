/* How deep a program may be nested: as deep as the thread's stack allows, and not
 * one level more.  What is merely long is never too deep. */
#include "check.h"
#include "parser.h"
#include "source.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#ifdef ARENA_SANITIZED
enum { LEVELS = 200000 }; /* it is slow there, and its frames are large */
#else
enum { LEVELS = 1000000 };
#endif

enum {
    FEW_LEVELS = 50, /* what any stack must have room for */
    SMALL_STACK = 256 * 1024,
};

/* before + open * n + middle + close * n + after */
typedef struct nesting {
    const char *before, *open, *middle, *close, *after;
} nesting;

static const nesting dts_nestings[] = {
    {"type A = ", "(", "b", ")", ";"},
    {"type A = ", "[", "b", "]", ";"},
    {"type A = ", "[a: ", "b", "]", ";"},
    {"type A = ", "[...", "b", "]", ";"},
    {"type A = ", "{ a: ", "b", "}", ";"},
    {"type A = ", "{ a(): ", "b", "}", ";"},
    {"type A = ", "{ [a: string]: ", "b", "}", ";"},
    {"type A = ", "{ [a in ", "b", "]: c }", ";"},
    {"type A = ", "{ [a in b as ", "c", "]: c }", ";"},
    {"type A = ", "B<", "c", ">", ";"},
    {"type A = ", "typeof b<", "c", ">", ";"},
    {"type A = ", "import('a').b<", "c", ">", ";"},
    {"type A = ", "b[", "c", "]", ";"},
    {"type A = ", "`${", "b", "}`", ";"},
    {"type A = ", "keyof ", "b", "", ";"},
    {"type A = ", "readonly [", "b", "]", ";"},
    {"type A = ", "(a: ", "b", ") => c", ";"},
    {"type A = ", "(a?: ", "b", ") => c", ";"},
    {"type A = ", "({ a: b }: ", "b", ") => c", ";"},
    {"type A = ", "() => ", "b", "", ";"},
    {"type A = ", "() => asserts a is ", "b", "", ";"},
    {"type A = ", "() => a is ", "b", "", ";"},
    {"type A = ", "new () => ", "b", "", ";"},
    {"type A = ", "abstract new () => ", "b", "", ";"},
    {"type A = ", "<T extends ", "b", ">() => c", ";"},
    {"type A = ", "<T = ", "b", ">() => c", ";"},
    {"type A = ", "b extends c ? ", "d", " : e", ";"},
    {"type A = ", "b extends (", "c", ") ? d : e", ";"},
    {"type A = b extends ", "infer C extends ", "d", "", " ? e : f;"},
    {"type A = b extends ", "(infer C extends ", "d", " ? e : f)", " ? g : h;"},
    {"type A = ", "({ a: ", "b", "})", ";"},
    {"type A = ", "([", "b", "])", ";"},
    {"type A = ", "({ [", "b", "]: c })", ";"},
    {"type A = ", "{ [b<", "c", ">()]: d }", ";"},
    {"", "namespace A { ", "", "}", ""},
    {"", "declare module A { ", "", "}", ""},
    {"enum A { a = ", "(", "b", ")", "}"},
    {"enum A { a = ", "[", "b", "]", "}"},
    {"enum A { a = ", "{ b: ", "c", "}", "}"},
    {"enum A { a = ", "({ [", "c", "]: d })", "}"},
    {"enum A { a = ", "b(", "c", ")", "}"},
    {"enum A { a = ", "b[", "c", "]", "}"},
    {"enum A { a = ", "b?.(", "c", ")", "}"},
    {"enum A { a = ", "new b(", "c", ")", "}"},
    {"enum A { a = ", "new ", "b", "", "}"},
    {"enum A { a = ", "import(", "b", ")", "}"},
    {"enum A { a = ", "`${", "b", "}`", "}"},
    {"enum A { a = ", "b`${", "c", "}`", "}"},
    {"enum A { a = ", "- ", "b", "", "}"},
    {"enum A { a = ", "!", "b", "", "}"},
    {"enum A { a = ", "~", "b", "", "}"},
    {"enum A { a = ", "typeof ", "b", "", "}"},
    {"enum A { a = ", "void ", "b", "", "}"},
    {"enum A { a = ", "<b>", "c", "", "}"},
    {"enum A { a = ", "b ** ", "c", "", "}"},
    {"enum A { a = ", "b = ", "c", "", "}"},
    {"enum A { a = ", "b ? ", "c", " : d", "}"},
    {"enum A { a = ", "b + (", "c", ")", "}"},
    {"enum A { a = b as ", "{ [c as ", "d", "]: e }", "}"},
    {"enum A { a = ", "b<", "c", ">", "}"},
    {"enum A { a = ", "b<{ [", "c", "]: d }>()", "}"},
    {"enum A { a = ", "[...", "b", "]", "}"},
    {"let ", "[", "a", "]", ";"},
    {"let ", "{ a: ", "b", "}", ";"},
    {"let ", "[a = [", "b", "]]", ";"},
    {"declare function a(", "[", "b", "]", ");"},
    {"declare function a(b: ", "(c: ", "d", ") => e", ");"},
    {"enum A { a = ", "class { [", "b", "]: c }", "}"},
    {"enum A { a = ", "class extends ", "b", " {}", "}"},
    {"@a(", "b(", "c", ")", ") class D {}"},
    {"@a(class { ", "@a(class { ", "b", "}) c", "}) class D {}"},
    {"enum A { b = ", "(", "c", ")", "}"},
    {"interface A extends ", "B<", "c", ">", "{}"},
};

static const nesting js_nestings[] = {
    {"", "{", "", "}", ""},
    {"", "if (a) ", "b", "", ""},
    {"", "if (a) { ", "b", "}", ""},
    {"", "if (a) b; else { ", "c", "}", ""},
    {"", "for (;;) ", ";", "", ""},
    {"", "for (a in b) ", ";", "", ""},
    {"", "for (const a of b) ", ";", "", ""},
    {"", "while (a) ", ";", "", ""},
    {"", "do ", ";", " while (a);", ""},
    {"", "with (a) ", ";", "", ""},
    {"", "a: ", ";", "", ""},
    {"", "try { ", "", "} catch {}", ""},
    {"", "try {} finally { ", "", "}", ""},
    {"", "switch (a) { case b: ", "", "}", ""},
    {"", "switch (a) { default: { ", "", "} }", ""},
    {"", "function a() { ", "", "}", ""},
    {"", "async function* a() { ", "", "}", ""},
    {"", "function a(b = ", "c", ") {}", ""},
    {"", "class A { a() { ", "", "} }", ""},
    {"", "class A { static { ", "", "} }", ""},
    {"", "class A { a = ", "b", "}", ""},
    {"a = ", "function() { return ", "b", "}", ""},
    {"a = ", "{ b() { return ", "c", "} }", ""},
    {"a = ", "{ get [", "b", "]() {} }", ""},
    {"a = ", "() => ", "b", "", ""},
    {"a = ", "b => ", "b", "", ""},
    {"a = ", "async b => ", "b", "", ""},
    {"a = ", "async (b, c) => ", "b", "", ""},
    {"a = ", "() => { return ", "b", "}", ""},
    {"a = ", "async (", "b", ")", ""},
    {"a = ", "(b = ", "c", ") => d", ""},
    {"a = ", "async (b = ", "c", ") => d", ""},
    {"a = ", "(", "b", ", c)", ""},
    {"", "[", "a", "]", " = b"},
    {"", "[", "a", "] = b", ""},
    {"(", "{ a: ", "b", "}", " = c)"},
    {"(", "{ a: ", "b", "} = {}", " = c)"},
    {"(", "[", "a", "]", ") => b"},
    {"(", "{ a: [", "b", "] = c }", ") => d"},
    {"(", "{ a: [", "b", "] = c }", " = d)"},
    {"for (", "[", "a", "]", " of b);"},
    {"function* a() { ", "yield ", "b", "", "}"},
    {"async function a() { ", "await ", "b", "", "}"},
    {"async function a() { ", "for await (b of c) ", ";", "", "}"},
    {"", "import(", "a", ")", ""},
    {"", "`${", "a", "}`", ""},
    {"", "(class extends ", "a", " {})", ""},
    {"", "@(", "a", ") class B {}", ""},
};

static const nesting ts_nestings[] = {
    {"", "namespace A { ", "", "}", ""},
    {"a = ", "(b: c) => ", "d", "", ""},
    {"a = ", "<T>(b: T): T => ", "c", "", ""},
    {"a = ", "(b: typeof c = ", "d", ") => e", ""},
    {"a = ", "b ? (c): d => ", "e", " : f", ""},
    {"a = b as ", "(c: ", "d", ") => e", ""},
    {"function a(b: ", "{ c(d: ", "e", "): f }", ") {}"},
};

static const nesting jsx_nestings[] = {
    {"", "<a>", "", "</a>", ""},
    {"", "<>", "b", "</>", ""},
    {"", "<a>{", "b", "}</a>", ""},
    {"", "<a b={", "c", "}/>", ""},
    {"", "<a b=", "<c/>", "/>", ""},
    {"", "<a {...", "b", "}/>", ""},
    {"", "<a>b {c => ", "d", "}</a>", ""},
};

/* Long, not deep: loops, not recursion, read these. */
static const nesting dts_chains[] = {
    {"type A = b", "[]", "", "", ";"},
    {"type A = b", "['c']", "", "", ";"},
    {"type A = b", "| c", "", "", ";"},
    {"type A = b", "& c", "", "", ";"},
    {"type A = b", ".c", "", "", ";"},
    {"type A = ", "b extends c ? d : ", "e", "", ";"},
    {"type A = [", "b, ", "", "", "];"},
    {"enum A { a = b", ".c", "", "", "}"},
    {"enum A { a = b", "?.c", "", "", "}"},
    {"enum A { a = b", "()", "", "", "}"},
    {"enum A { a = b", "!", "", "", "}"},
    {"enum A { a = b", "[c]", "", "", "}"},
    {"enum A { a = b", "+ c", "", "", "}"},
    {"enum A { a = b", "|| c", "", "", "}"},
    {"enum A { a = b", " as c", "", "", "}"},
    {"enum A { a = ", "b ? c : ", "d", "", "}"},
    {"let a", ", b", "", "", ";"},
    {"", "namespace A {}", "", "", ""},
    {"namespace A", ".b", "", "", "{}"},
    {"", "@a ", "", "", "class B {}"},
    {"class A {", "b;", "", "", "}"},
    {"type A = `", "${b}", "", "", "`;"},
    {"", ";", "", "", ""},
};

static const nesting js_chains[] = {
    {"", "if (a) b; else ", "c", "", ""},
    {"a", ", b", "", "", ""},
    {"async function a() { ", "await ", "b", "", "}"},
    {"switch (a) { ", "case b: ", "", "", "}"},
};

static const nesting jsx_chains[] = {
    {"<a>", "<b/>", "", "", "</a>"},
    {"<a>", "{b}", "", "", "</a>"},
    {"<a", " b", "", "", "/>"},
    {"<a", ".b", "", "", "/>"},
    {"", "<a>", "", "</a>", ""},
    {"", "<>", "", "</>", ""},
};

typedef struct suite {
    const nesting *items;
    size_t count;
    parse_language language;
} suite;

#define SUITE(items, language) {items, sizeof items / sizeof *items, language}

static const suite nestings[] = {
    SUITE(dts_nestings, PARSE_DTS), SUITE(js_nestings, PARSE_JS),
    SUITE(ts_nestings, PARSE_TS),   SUITE(jsx_nestings, PARSE_JSX),
};

static const suite chains[] = {
    SUITE(dts_chains, PARSE_DTS), SUITE(js_chains, PARSE_JS), SUITE(jsx_chains, PARSE_JSX),
};

/* ---- Texts ---------------------------------------------------------------- */

static char *
put(char *at, const char *part, size_t times)
{
    size_t length = strlen(part);
    for (size_t i = 0; i < times; i++) {
        memcpy(at, part, length);
        at += length;
    }
    return at;
}

static size_t
length_of(const nesting *n, size_t levels)
{
    return strlen(n->before) + strlen(n->middle) + strlen(n->after)
           + levels * (strlen(n->open) + strlen(n->close));
}

static parse_result
parse_nested(arena *a, const nesting *n, parse_language language, size_t levels, bool closed)
{
    size_t length = length_of(n, levels);
    uint8_t *source = parse_allocate_source(a, length);
    if (source == NULL) {
        return (parse_result){.status = PARSE_NO_MEMORY};
    }
    memset(source, ' ', length);
    char *at = put((char *)source, n->before, 1);
    at = put(at, n->open, levels);
    if (closed) {
        at = put(at, n->middle, 1);
        at = put(at, n->close, levels);
        put(at, n->after, 1);
    }
    parse_options options = {.language = language, .only_grammar = true};
    return parse_source(a, source, (uint32_t)length, options);
}

/* ---- Checks --------------------------------------------------------------- */

static bool
is_too_deep(const parse_result *r)
{
    return r->status == PARSE_SYNTAX_ERROR
           && strcmp(r->error.message, "nested too deeply") == 0;
}

static void
show(const nesting *n, const parse_result *r)
{
    printf("  %s%s...: %s at %u\n", n->before, n->open,
           r->error.message ? r->error.message : "-", r->error.start);
}

static void
check_nesting(arena *a, const nesting *n, parse_language language)
{
    arena_reset(a, arena_largest(a));
    parse_result few = parse_nested(a, n, language, FEW_LEVELS, true);
    if (!CHECK(few.status == PARSE_OK || is_too_deep(&few))) {
        show(n, &few);
    }
    arena_reset(a, arena_largest(a));
    parse_result many = parse_nested(a, n, language, LEVELS, true);
    if (!CHECK(many.status == PARSE_OK || is_too_deep(&many))) {
        show(n, &many);
    }
    arena_reset(a, arena_largest(a));
    parse_result open = parse_nested(a, n, language, LEVELS, false);
    CHECK_EQ(open.status, PARSE_SYNTAX_ERROR);
}

static void
check_nestings(void)
{
    arena a;
    arena_init(&a, arena_source_malloc(), ARENA_NO_LIMIT);
    for (size_t i = 0; i < sizeof nestings / sizeof *nestings; i++) {
        for (size_t k = 0; k < nestings[i].count; k++) {
            check_nesting(&a, &nestings[i].items[k], nestings[i].language);
        }
    }
    CHECK_SOUND(&a);
    arena_destroy(&a);
}

/* With so many levels, all of them are programs. */
static void
check_all(arena *a, const suite *s, size_t levels)
{
    for (size_t k = 0; k < s->count; k++) {
        arena_reset(a, arena_largest(a));
        parse_result r = parse_nested(a, &s->items[k], s->language, levels, true);
        if (!CHECK_EQ(r.status, PARSE_OK)) {
            show(&s->items[k], &r);
        }
    }
}

static void
check_chains(void)
{
    arena a;
    arena_init(&a, arena_source_malloc(), ARENA_NO_LIMIT);
    for (size_t i = 0; i < sizeof chains / sizeof *chains; i++) {
        check_all(&a, &chains[i], LEVELS);
    }
    arena_destroy(&a);
}

/* ---- Threads -------------------------------------------------------------- */

static void *
with_a_fresh_stack(void *unused)
{
    (void)unused;
    check_nestings();
    check_chains();
    return NULL;
}

/* Uses the stack up to the given number of bytes before it goes on, as an
 * interpreter above the parser would have. */
static void
with_stack_used(size_t bytes)
{
    volatile char used[4096];
    used[0] = (char)bytes;
    if (bytes > sizeof used) {
        with_stack_used(bytes - sizeof used);
        used[1] = 0;
        return;
    }
    check_nestings();
    used[1] = 0;
}

static void *
with_little_left(void *unused)
{
    (void)unused;
    with_stack_used(SMALL_STACK / 2);
    return NULL;
}

static void
run_in_small_thread(void *(*body)(void *))
{
    pthread_t thread;
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, SMALL_STACK);
    if (CHECK_EQ(pthread_create(&thread, &attributes, body, NULL), 0)) {
        pthread_join(thread, NULL);
    }
    pthread_attr_destroy(&attributes);
}

static void
nesting_on_the_main_thread(void)
{
    check_nestings();
}

static void
chains_on_the_main_thread(void)
{
    check_chains();
}

static void
nesting_on_a_small_thread(void)
{
    run_in_small_thread(with_a_fresh_stack);
}

static void
nesting_with_little_stack_left(void)
{
    run_in_small_thread(with_little_left);
}

/* A main thread has megabytes: what programs write must fit. */
static void
a_thousand_levels_fit(void)
{
    arena a;
    arena_init(&a, arena_source_malloc(), ARENA_NO_LIMIT);
    for (size_t i = 0; i < sizeof nestings / sizeof *nestings; i++) {
        check_all(&a, &nestings[i], 1000);
    }
    arena_destroy(&a);
}

int
main(void)
{
    RUN(nesting_on_the_main_thread);
    RUN(chains_on_the_main_thread);
    RUN(nesting_on_a_small_thread);
    RUN(nesting_with_little_stack_left);
    RUN(a_thousand_levels_fit);
    return check_report();
}
