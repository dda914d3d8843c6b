/* What the parser promises whatever it is given: an AST or an error in its place,
 * with little memory too.  Whether the AST is the right one, the comparison with
 * oxc-parser says; how deep a program may be nested, test_parser_depth.c. */
#include "check.h"
#include "estree.h"
#include "heap_buffer.h"
#include "parser.h"
#include "source.h"

#include <stdlib.h>
#include <string.h>

static const parse_options declarations = {.language = PARSE_DTS};

/* A little of everything, so that every kind of allocation happens: texts with
 * escapes, lists of all lengths, what is tried and taken back. */
static const char everything[] =
    "\"use strict\"; import a, { type b as c } from \"\\x61\" with { type: 'json' };\n"
    "export * as d from 'e'; export = f; export as namespace G; import h = require('h');\n"
    "interface I<in out T = 1> extends J<T>, k.L { new (): I; (m: n): o; [p: string]: q;\n"
    "  get r(): s; t?(this: u): asserts this is v; readonly [w.x]: unique symbol }\n"
    "type M<T> = T extends (infer U extends `a${T}\\u{62}`) ? { -readonly [K in T as L]+?: U }\n"
    "  : [x: 1, y?: -2n, ...z: typeof import('a', { with: { b: 'c' } }).d<E>[]] | 0x1_Fn;\n"
    "type N = abstract new ({ a, b: [c] }, ...d: e) => (f & keyof g)[][h] | `i`;\n"
    "declare const o = -1, p = f.g, q: (h) => h is i;\n"
    "declare namespace A.B { enum C { D = ~1 << 2 ** 3, 'E' = \"\\n\".length,\n"
    "  F = a<B>(c)?.d![e], G = f < g } }\n"
    "@a.b(1, ...[, 2]) export declare abstract class F<T> extends m(T)<U> implements V {\n"
    "  constructor(a?: b, @c d?); static #e; abstract accessor f: \\u0067;\n"
    "  protected get h(): i; declare readonly ['j']: { k: 1n }; m(): n }\n"
    "declare module \"m\"; declare global { var \\u{1d49c}: \xf0\x9d\x92\x9c }\n";

static const char code[] =
    "#!a\n'use strict'; import b, * as c from 'd' with { e: 'f' }; export default async () => {};\n"
    "export const { g, h: [i = 1, , ...j], ...k } = l ?? m?.n?.[o]?.(p)!, q = `r${s}\\x41${`t`}`;\n"
    "function* u<V>(this: W, x?: Y, ...z: A[]): B { const C = yield* D; ({ a: b.c, d = 1, ...e } = f) }\n"
    "async function E() { for await (const F of G) await H; using I = J, K = L; return <M,>(N) => O }\n"
    "abstract class P<Q> extends R<S> implements T { static { this.#U ||= #V in W } static #U = /[/]x/gi;\n"
    "  constructor(private X, readonly Y?: Z) { super() } get a() { return new.target } abstract b(): c;\n"
    "  @d accessor e = 1n; async *[f]() {} declare g: h; [i: string]: j; k(l): void; k(m) {} }\n"
    "enum n { o = 1 } namespace p.q { export type r = s } import t = require('u'); type v = w;\n"
    "label: for (var x = 0, y; x in y; x++) { if (a) b; else if (c) continue label; else break }\n"
    "switch (z) { case (A): (B, C); default: try { throw D } catch ({ E }) { } finally { debugger } }\n"
    "F = G ? (H) : I => J; K = L ? (M): N => O : P; Q = async <R,>(S: T = U) => ({ V, W() {}, get X() { return 1 } });\n"
    "do ; while (Y as Z satisfies a); while (tag`\\u`) var b = import.meta.c, d = import('e', {});\n"
    "f = <g.h i-j:k='l &amp; m' {...n} o={p} q=<r/>>s {t}{/**/}&copy;<></>{...u}</g.h>;\n";

static const struct program {
    const char *text;
    size_t length;
    parse_options options;
} programs[] = {
    {everything, sizeof everything - 1, {.language = PARSE_DTS}},
    {code, sizeof code - 1, {.language = PARSE_TSX, .goal = PARSE_MODULE, .only_grammar = true}},
};
enum { PROGRAMS = sizeof programs / sizeof *programs };

static parse_result
parse_bytes(arena *a, const char *text, size_t length, parse_options options)
{
    uint8_t *source = parse_allocate_source(a, length);
    if (source == NULL) {
        return (parse_result){.status = PARSE_NO_MEMORY};
    }
    memcpy(source, text, length);
    return parse_source(a, source, (uint32_t)length, options);
}

static parse_result
parse_text(arena *a, const char *text)
{
    return parse_bytes(a, text, strlen(text), declarations);
}

static parse_result
parse_program(arena *a, const struct program *p)
{
    return parse_bytes(a, p->text, p->length, p->options);
}

/* Reads every node again: the JSON of the whole, which the caller frees. */
static char *
json_of(const arena *a, arena_ref program)
{
    estree_buffer out = {.resize = resize};
    estree_options options = {.range = true, .parentheses = true, .typescript = true};
    estree_result r = estree_write(a, program, NULL, 0, options, &out);
    CHECK_EQ(r.status, ESTREE_OK);
    char *text = calloc(out.length + 1, 1);
    if (text != NULL && out.length > 0) {
        memcpy(text, out.data, out.length);
    }
    free(out.data);
    return text;
}

/* ---- Programs ------------------------------------------------------------- */

static void
a_program_is_read(void)
{
    for (size_t i = 0; i < PROGRAMS; i++) {
        arena a;
        arena_init(&a, arena_source_malloc(), ARENA_NO_LIMIT);
        parse_result r = parse_program(&a, &programs[i]);
        if (!CHECK_EQ(r.status, PARSE_OK)) {
            printf("  %s at %u\n", r.error.message, r.error.start);
        }
        CHECK(r.error.message == NULL);
        CHECK(r.nodes > 250);
        CHECK_SOUND(&a);
        free(json_of(&a, r.program));
        arena_destroy(&a);
    }
}

static void
the_empty_program_is_one(void)
{
    static const char *const texts[] = {"", " ", "\n", "// x", "/**/", "\xef\xbb\xbf", "#!x"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        arena a;
        arena_init(&a, arena_source_malloc(), ARENA_NO_LIMIT);
        parse_result r = parse_text(&a, texts[i]);
        CHECK_EQ(r.status, PARSE_OK);
        free(json_of(&a, r.program));
        arena_destroy(&a);
    }
}

/* The same tree, wherever in an arena it is put and whatever is there already. */
static void
the_place_in_the_arena_changes_nothing(void)
{
    arena a;
    arena_init(&a, arena_source_malloc(), ARENA_NO_LIMIT);
    char *first = json_of(&a, parse_text(&a, everything).program);
    for (int i = 0; i < 20; i++) {
        CHECK(arena_alloc(&a, 1 + (size_t)i * 97, 1) != NULL);
        char *again = json_of(&a, parse_text(&a, everything).program);
        CHECK(strcmp(first, again) == 0);
        free(again);
    }
    arena_destroy(&a);

    static char block[1 << 16];
    arena_init_block(&a, arena_block_over(block + 3, sizeof block - 3), ARENA_NO_LIMIT);
    char *inside = json_of(&a, parse_text(&a, everything).program);
    CHECK(strcmp(first, inside) == 0);
    free(inside);
    free(first);
    arena_destroy(&a);
}

/* What was allocated since may have filled the source's chunk. */
static void
the_source_may_be_in_an_older_chunk(void)
{
    arena a;
    arena_init(&a, arena_source_malloc(), ARENA_NO_LIMIT);
    size_t length = sizeof everything - 1;
    uint8_t *source = parse_allocate_source(&a, length);
    CHECK(source != NULL);
    memcpy(source, everything, length);
    CHECK(arena_alloc(&a, 1 << 20, 1) != NULL);
    parse_result r = parse_source(&a, source, (uint32_t)length, declarations);
    CHECK_EQ(r.status, PARSE_OK);
    char *json = json_of(&a, r.program);
    CHECK(strstr(json, "\"name\":\"I\"") != NULL);
    free(json);
    arena_destroy(&a);
}

/* ---- Errors --------------------------------------------------------------- */

typedef struct wrong_text {
    const char *text, *message;
    uint32_t start, end;
} wrong_text;

static const wrong_text wrong_texts[] = {
    {"type A = ;", "Expected a type", 9, 10},
    {"type A", "Expected '=', but the file ends here", 6, 6},
    {"type A = {", "Expected '}', but the file ends here", 10, 10},
    {"type A = (b", "Expected ')', but the file ends here", 11, 11},
    {"type A = b c", "Expected ';' or a line break", 11, 12},
    {"interface A { b: 1 c: 2 }", NULL, 19, 20},
    {"interface class {}", NULL, 0, 9},
    {"type A = B<>;", NULL, 11, 12},
    {"type A = b | () => c", NULL, 13, 14},
    {"type A = b extends c;", "Expected '?' after the 'extends' of a conditional type", 20, 21},
    {"type A = -b", NULL, 10, 11},
    {"if (a) b", "Statements are not allowed in a declaration file", 0, 2},
    {"a = 1", "Statements are not allowed in a declaration file", 0, 1},
    {"declare function f() { }", "A declaration cannot have a body", 21, 22},
    {"declare class A { f() { } }", "A declaration cannot have a body", 22, 23},
    {"declare enum A { b = ?? }", "Expected an expression", 21, 23},
    {"import a b", NULL, 9, 10},
    {"import { a } from b", "Expected a string", 18, 19},
    {"export { a", NULL, 10, 10},
    {"declare var a: 'b", NULL, 15, 17},
    {"declare var a: `b${c", NULL, 20, 20},
    {"/* a", NULL, 0, 2},
    {"type A = \xff", "The source is not valid UTF-8", 9, 10},
    {"type A = '\\u{110000}'", NULL, 0, 0},
};

static void
an_error_has_a_message_and_a_place(void)
{
    for (size_t i = 0; i < sizeof wrong_texts / sizeof *wrong_texts; i++) {
        const wrong_text *w = &wrong_texts[i];
        arena a;
        arena_init(&a, arena_source_malloc(), ARENA_NO_LIMIT);
        parse_result r = parse_text(&a, w->text);
        bool place_matters = w->end != 0;
        bool good = CHECK_EQ(r.status, PARSE_SYNTAX_ERROR) && CHECK(r.error.message != NULL);
        good = good && (w->message == NULL || CHECK(strcmp(r.error.message, w->message) == 0));
        good = good && (!place_matters || CHECK_EQ(r.error.start, w->start));
        good = good && (!place_matters || CHECK_EQ(r.error.end, w->end));
        if (!good) {
            printf("  %s\n  %s [%u, %u)\n", w->text, r.error.message ? r.error.message : "-",
                   r.error.start, r.error.end);
        }
        arena_destroy(&a);
    }
}

static void
check_beginnings(arena *a, const struct program *p)
{
    for (size_t length = 0; length <= p->length; length++) {
        arena_reset(a, ARENA_KEEP_ALL);
        parse_result r = parse_bytes(a, p->text, length, p->options);
        if (r.status == PARSE_OK) {
            free(json_of(a, r.program));
            continue;
        }
        CHECK_EQ(r.status, PARSE_SYNTAX_ERROR);
        CHECK(r.error.start <= r.error.end && r.error.end <= length);
        size_t end = strlen(r.error.message);
        CHECK(end > 0 && r.error.message[end - 1] != '.');
    }
}

static void
every_beginning_of_a_program_is_one_or_an_error(void)
{
    arena a;
    arena_init(&a, arena_source_malloc(), ARENA_NO_LIMIT);
    for (size_t i = 0; i < PROGRAMS; i++) {
        check_beginnings(&a, &programs[i]);
    }
    arena_destroy(&a);
}

/* With each byte replaced by each of those that mean something. */
static void
check_bytes(arena *a, const struct program *p)
{
    static const char bytes[] = "\0(){}[]<>`'\"/\\?:;,.=@#!\n\xe2\x80\xff";
    char *text = malloc(p->length);
    for (size_t i = 0; text != NULL && i < p->length; i++) {
        for (size_t k = 0; k + 1 < sizeof bytes; k++) {
            arena_reset(a, ARENA_KEEP_ALL);
            memcpy(text, p->text, p->length);
            text[i] = bytes[k];
            parse_result r = parse_bytes(a, text, p->length, p->options);
            CHECK(r.status == PARSE_OK || r.status == PARSE_SYNTAX_ERROR);
        }
    }
    free(text);
}

static void
no_byte_in_the_middle_is_fatal(void)
{
    arena a;
    arena_init(&a, arena_source_malloc(), ARENA_NO_LIMIT);
    for (size_t i = 0; i < PROGRAMS; i++) {
        check_bytes(&a, &programs[i]);
    }
    CHECK_SOUND(&a);
    arena_destroy(&a);
}

/* ---- Memory --------------------------------------------------------------- */

static void
check_source_of_memory(const struct program *p)
{
    parse_status status = PARSE_NO_MEMORY;
    for (uint64_t allowed = 0; status == PARSE_NO_MEMORY && CHECK(allowed < 100); allowed++) {
        arena a;
        arena_failing state = {.allowed = allowed};
        arena_init(&a, arena_source_failing(&state), ARENA_NO_LIMIT);
        status = parse_program(&a, p).status;
        CHECK_SOUND(&a);
        CHECK(status == PARSE_OK || a.status == ARENA_NO_MEMORY);
        arena_destroy(&a);
        CHECK_EQ(state.outstanding, 0);
    }
    CHECK_EQ(status, PARSE_OK);
}

static void
the_source_of_memory_may_fail_at_any_time(void)
{
    for (size_t i = 0; i < PROGRAMS; i++) {
        check_source_of_memory(&programs[i]);
    }
}

/* A limit refuses what a source would only refuse at the end of a chunk: every
 * allocation of the parser is the first that fails, for one limit or another. */
static void
check_limits(arena *a, const struct program *p)
{
    arena_set_limit(a, ARENA_NO_LIMIT);
    arena_reset(a, ARENA_KEEP_ALL);
    CHECK_EQ(parse_program(a, p).status, PARSE_OK);
    uint64_t enough = arena_used(a);
    for (uint64_t limit = 0; limit < enough; limit++) {
        arena_reset(a, ARENA_KEEP_ALL);
        arena_set_limit(a, limit);
        CHECK_EQ(parse_program(a, p).status, PARSE_NO_MEMORY);
        CHECK_EQ(a->status, ARENA_OVER_LIMIT);
        CHECK(arena_used(a) <= limit);
    }
}

static void
every_allocation_may_fail(void)
{
    arena a;
    arena_init(&a, arena_source_malloc(), ARENA_NO_LIMIT);
    for (size_t i = 0; i < PROGRAMS; i++) {
        check_limits(&a, &programs[i]);
    }
    CHECK_SOUND(&a);
    arena_destroy(&a);
}

static void
a_failed_parse_can_be_taken_back(void)
{
    arena a;
    arena_init(&a, arena_source_malloc(), ARENA_NO_LIMIT);
    CHECK(arena_alloc(&a, 100, 1) != NULL);
    arena_mark mark = arena_get_mark(&a);
    uint64_t used = arena_used(&a);
    CHECK_EQ(parse_text(&a, "type A = { b: [c, `d${e}`").status, PARSE_SYNTAX_ERROR);
    CHECK_EQ(arena_rewind(&a, mark), ARENA_OK);
    CHECK_EQ(arena_used(&a), used);
    CHECK_EQ(parse_text(&a, everything).status, PARSE_OK);
    CHECK_SOUND(&a);
    arena_destroy(&a);
}

int
main(void)
{
    RUN(a_program_is_read);
    RUN(the_empty_program_is_one);
    RUN(the_place_in_the_arena_changes_nothing);
    RUN(the_source_may_be_in_an_older_chunk);
    RUN(an_error_has_a_message_and_a_place);
    RUN(every_beginning_of_a_program_is_one_or_an_error);
    RUN(no_byte_in_the_middle_is_fatal);
    RUN(the_source_of_memory_may_fail_at_any_time);
    RUN(every_allocation_may_fail);
    RUN(a_failed_parse_can_be_taken_back);
    return check_report();
}
