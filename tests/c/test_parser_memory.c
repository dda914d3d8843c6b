/* Every request for memory fails once: the parser's, that of the early errors, of the
 * patterns of regular expressions, of comments and tokens, the traversal's and the ESTree
 * writer's.  Alone, and with all that follow.  See wrapped_heap.h. */
#include "check.h"
#include "estree.h"
#include "heap_buffer.h"
#include "parser.h"
#include "regexp.h"
#include "token_list.h"
#include "traverse.h"
#include "wrapped_heap.h"

enum { MOST_REQUESTS = 500 };

typedef struct sample {
    parse_language language;
    const char *code; /* of its early error; NULL: it has none */
    const char *before;
    /* Both of them TIMES, which is more than lies in a frame; # is the number. */
    const char *open, *close;
    const char *after;
} sample;

enum { TIMES = 400 };

static const sample samples[] = {
    {PARSE_JS, NULL, "/* a */ f(`b${c}d`, /e/g, 1 / 2) // g\n<!-- h\n", "", "", ""},
    {PARSE_JS, NULL, "l: for (;;) { m: { continue l; break m } } switch (a) { case 0: let b; default: c() }", "", "", ""},
    {PARSE_JS, NULL, "class A { #a; get #b() {} set #b(v) {} static { this.#a } c() { #a in this.#b } }", "", "", ""},
    {PARSE_JS, NULL, "export { a as b, c }; let a, [c, { d }] = e; import f, { g as h } from 'i' with { j: 'k' }", "", "", ""},
    {PARSE_JS, NULL, "({ a = 1, b: [c, ...d] } = e); (f, { g = 2 }) => async h => { var g }; x = { __proto__: y }", "", "", ""},
    {PARSE_JS, NULL, "var \\u0061b = 0x1fffffffffffffffffffn + '\\x41' + 1e400; `\\u{62}`; /(?<c>d)\\k<c>/v", "", "", ""},
    {PARSE_JS, NULL, "await (a); import.meta; with_", "", "", ""}, /* read twice */
    {PARSE_JS, NULL, "'use strict'; function f(a, [b]) { let c; { var d; } } function g() { return eval }", "", "", ""},
    {PARSE_JS, "redeclared", "let a; { let a; { var a } }", "", "", ""},
    {PARSE_JS, "unknown-private-name", "class A { #a; m() { this.#b } }", "", "", ""},
    {PARSE_JS, NULL, "[", "a,", "", "]"},
    {PARSE_JS, NULL, "", "{", "}", ""},
    {PARSE_JS, NULL, "", "{ let a, b; { var c }", "}", ""},
    {PARSE_JS, "undeclared-export", "let a0;", "export { a# }; ", "", ""},
    {PARSE_JS, NULL, "", "a#: {", "break a# }", ""},
    {PARSE_JS, NULL, "", "class A { get a#() {", "} }", ""},
    {PARSE_JS, NULL, "/", "\\k<a#>(?<a#>", ")", "/u"},
    {PARSE_JS, NULL, "/", "(", ")", "/"},
    {PARSE_JS, NULL, "/[", "[", "]", "]/v"},
    {PARSE_JS, NULL, "x = /(?<a>b)(?<c>d)|(?<a>e)\\k<c>\\k<a>/u", "", "", ""},
    {PARSE_TS, NULL, "namespace A.B { export enum C { D = 1, 'E' } } @f abstract class G<H> implements I { @j() accessor k: L }", "", "", ""},
    {PARSE_TS, NULL, "type A = { readonly [B in C as `x${B}`]?: D } & (new () => E) | [f: G, ...H[]]; let x = <T,>(a: T) => a as U", "", "", ""},
    {PARSE_TS, NULL, "declare module 'a'; import type b from 'c'; export = d; function f(this: A, b?: C): asserts b is D; ", "", "", ""},
    {PARSE_TSX, NULL, "<A.B c='d&amp;e' f={g} {...h}>i &#106; {/* k */}<></></A.B>; (<T,>(x: T) => x); a ? (b) : c => d", "", "", ""},
    {PARSE_JSX, NULL, "", "<a>", "</a>", ""},
    {PARSE_DTS, NULL, "interface A<T> { (a: T): void; readonly [k: string]: unique symbol; m?(): this } declare global {}", "", "", ""},
};

static char text[1 << 16];
static size_t length;

static void
add_text(const char *part, int number)
{
    for (; *part; part++) {
        int wide = *part == '#' && number >= 0 ? snprintf(text + length, 8, "%d", number) : 0;
        text[length] = wide ? text[length] : *part;
        length += wide ? (size_t)wide : 1;
    }
}

static void
write_text(const sample *s)
{
    length = 0;
    add_text(s->before, -1);
    for (int i = 0; i < TIMES; i++) {
        add_text(s->open, i);
    }
    for (int i = TIMES; i-- > 0;) {
        add_text(s->close, i);
    }
    add_text(s->after, -1);
    text[length] = 0;
}

/* ---- One try --------------------------------------------------------------- */

typedef enum outcome { DONE, NO_MEMORY, WRONG } outcome;

static outcome
traverse_all(const arena *a, arena_ref program)
{
    static const uint8_t want[AST_TAGS];
    traversal t;
    traverse_event event = TRAVERSE_PAUSE;
    bool begun = traverse_begin(&t, a, program, want);
    while (begun && event == TRAVERSE_PAUSE) {
        event = traverse_next(&t);
    }
    traverse_free(&t);
    return event == TRAVERSE_END ? DONE
           : !begun || event == TRAVERSE_NO_MEMORY ? NO_MEMORY : WRONG;
}

static outcome
write_all(const arena *a, arena_ref program, const uint8_t *source)
{
    estree_options options = {.typescript = true, .comments = true, .tokens = true};
    estree_buffer out = {.resize = resize};
    estree_result r = estree_write(a, program, source, (uint32_t)length, options, &out);
    free(out.data);
    return r.status == ESTREE_OK ? DONE : r.status == ESTREE_NO_MEMORY ? NO_MEMORY : WRONG;
}

static outcome
list_all(arena *a, arena_ref program, const uint8_t *source, parse_language language)
{
    token_list_options options = {
        .comments = true, .tokens = true, .html_comments = language < PARSE_TS};
    token_list_result r = token_list_make(a, program, source, (uint32_t)length, options);
    return r.status == TOKEN_LIST_OK ? DONE : r.status == TOKEN_LIST_NO_MEMORY ? NO_MEMORY : WRONG;
}

static outcome
outcome_of(const sample *s, const parse_result *r)
{
    if (r->status == PARSE_NO_MEMORY) {
        return NO_MEMORY;
    }
    bool as_expected = s->code ? r->status == PARSE_SYNTAX_ERROR && strcmp(r->code, s->code) == 0
                               : r->status == PARSE_OK;
    if (!as_expected) {
        printf("%.60s: %s\n", text, r->error.message ? r->error.message : "fine");
    }
    return as_expected ? DONE : WRONG;
}

/* All that can be done with a source; the first that fails ends it. */
static outcome
do_all(arena *a, const sample *s)
{
    uint8_t *source = parse_allocate_source(a, length);
    if (!source) {
        return NO_MEMORY;
    }
    memcpy(source, text, length);
    parse_result r =
        parse_source(a, source, (uint32_t)length, (parse_options){.language = s->language});
    outcome result = outcome_of(s, &r);
    if (result == DONE && r.status == PARSE_OK) {
        result = list_all(a, r.program, source, s->language);
        result = result == DONE ? traverse_all(a, r.program) : result;
        result = result == DONE ? write_all(a, r.program, source) : result;
    }
    return result;
}

/* ---- Every request ---------------------------------------------------------- */

static outcome
try_with(const sample *s, uint64_t allowed, uint64_t refused)
{
    arena a;
    uint64_t blocks = heap.blocks;
    arena_init(&a, arena_source_malloc(), ARENA_NO_LIMIT);
    heap_allow(allowed, refused);
    outcome result = do_all(&a, s);
    heap_allow(UINT64_MAX, 0);
    CHECK_SOUND(&a);
    arena_destroy(&a);
    CHECK_EQ(heap.blocks, blocks);
    return result;
}

static void
check_sample(const sample *s, uint64_t refused)
{
    write_text(s);
    CHECK_EQ(try_with(s, UINT64_MAX, 0), DONE);
    uint64_t allowed = 0;
    outcome result = NO_MEMORY;
    for (; result == NO_MEMORY && CHECK(allowed < MOST_REQUESTS); allowed++) {
        result = try_with(s, allowed, refused);
    }
    CHECK_EQ(result, DONE);
    CHECK(allowed > 3); /* the arena's chunk, the names, the lists, the writer */
}

static void
check_samples(uint64_t refused)
{
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        check_sample(&samples[i], refused);
    }
}

static void
one_request_fails(void)
{
    check_samples(1);
}

static void
all_requests_fail_from_one_on(void)
{
    check_samples(UINT64_MAX);
}

/* Each limit of bytes: what asks the arena for little may be refused as well. */
static void
the_limit_is_reached_anywhere(void)
{
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        arena a;
        outcome result = NO_MEMORY;
        arena_init(&a, arena_source_malloc(), ARENA_NO_LIMIT);
        write_text(&samples[i]);
        uint64_t step = samples[i].open[0] ? 397 : 4, limit = 0;
        for (; result == NO_MEMORY && CHECK(limit < 1 << 20); limit += step) {
            arena_reset(&a, ARENA_KEEP_ALL);
            arena_set_limit(&a, limit);
            result = do_all(&a, &samples[i]);
            CHECK(arena_used(&a) <= limit);
            CHECK_SOUND(&a);
        }
        CHECK_EQ(result, DONE);
        arena_destroy(&a);
    }
}

int
main(void)
{
#ifdef HEAP_IS_WRAPPED
    RUN(one_request_fails);
    RUN(all_requests_fail_from_one_on);
#endif
    RUN(the_limit_is_reached_anywhere);
    return check_report();
}
