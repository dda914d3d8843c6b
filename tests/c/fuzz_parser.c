/* fuzz_parser.c - programs broken at random, for as long as it is told.
 *
 *     fuzz_parser SECONDS [SEED [FILE ...]]
 *
 * Starts from the snippets below and the files, mixes and breaks them, parses
 * in every language with memory that is sometimes short, and writes what was
 * parsed as JSON, which reads every node again.  Meant for a build with
 * sanitizers.  The seed of each input is printed when it fails, and the input
 * is left in fuzz_parser.failed. */
#define _POSIX_C_SOURCE 200809L /* alarm */
#include "check.h"
#include "early.h"
#include "estree.h"
#include "heap_buffer.h"
#include "parser.h"
#include "source.h"
#include "token_list.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* What no input needs: more says that the parser does not come to an end. */
enum { MOST_MEMORY = 256 << 20, MOST_SECONDS = 20 };

enum { MOST_INPUT = 1 << 16, MOST_CORPUS = 400, MOST_FILE = 20000 };

typedef struct text {
    const char *start;
    size_t length;
} text;

static const char *const snippets[] = {
    "var a = 1, b = a ? b : c; let [x, , ...y] = z; const { p = 2, [q]: r, ...s } = t;",
    "function f(a, b = 1, ...c) { return a ?? b?.c?.[d]?.(e) } async function* g() { for await (x of y) yield* z }",
    "class A extends B { static #p = 1; get x() { return this.#p } static { super.m() } constructor() { super() } }",
    "if (a) b; else { do c(); while (d) } for (let i = 0; i < 9; i++) continue; for (k in o) { break }",
    "l: switch (a) { case 1: break l; default: throw new Error(`x${y}z${`w${v}`}`) } try { } catch { } finally { }",
    "(a, { b }, [c]) => ({ d: async e => await e, get f() { }, *g() { }, async *h() { }, [i]: 0x1F, 'j': 1n });",
    "import a, { b as c, default as d } from 'm' with { type: 'json' }; export * as e from 'n'; export default class { }",
    "x = /[/\\]]+(?<n>a)\\k<n>/giu.test(y) / 2 ** -3 >>> 4 && !!z || void 0, typeof delete w.v;",
    "type T<A extends B = C> = { readonly [K in keyof A as `x${K}`]+?: A[K] extends infer U extends V ? U : never } | D[];",
    "interface I<in out T> extends J<T>, K { new (a: T): I<T>; (b?: string): void; [k: string]: any; get m(): 1; m?(): this }",
    "abstract class C<T> implements D { private constructor(public readonly a?: T) { super() } declare b: string; abstract c(): asserts this is E; @dec() override d!: F }",
    "enum E { A = 1, B = A << 2, 'C' } declare namespace N.M { export const x: unique symbol } declare global { } declare module 'm';",
    "let f = <T,>(x: T): x is U => x as const satisfies V; let g: typeof import('m').a<B>; a!<C>(); new D<E>;",
    "function h(this: Window, a?: [first: string, second?: number, ...rest: boolean[]]): asserts a; export = h; import k = require('k');",
    "<A.B {...c} d='e' f={g}><h:i j-k/>{/* l */}&amp;{...m}<></></A.B>;",
    "a < b > (c); d < e > f; g<h>(i); async < j > (k); (l < m, n > (o)); x = y as any < z;",
    "let async; async (x); async x => x; await 0; yield; of; get; set; static; type; let\nlet;",
    "a ? (b) : c => d; a ? (b): c => d : e; (a, b?: c, { d }: e = {}, ...f: g) => h; async <T>(a: T) => b; <T>(c)(d); <T,>(e) => f;",
    "({ a = 1, b: [c.d, ...e], ...f } = g); [{ h = 2 } = {}] = i; ([j, { k }]) => l; async (m, n = o) => p; for ({ q } of r); for (s.t in u);",
    "@a @b() class C extends D<E> { @f static accessor g = 1; static { await_; } async *[h]() {} #i?: j; get k() { return #i in l } [m: n]: o }",
    "export default async () => {}; export { a as 'b' } from 'c' with { d: 'e' }; import f, * as g from 'h'; export type { i }; import type j from 'k';",
    "class A { #x; get #y() { } set #y(a) { } m(a, [b]) { this.#x; 'use strict' } constructor() { } static { let a; var a } }",
    "try { } catch (e) { var e; let f } { let g; { var g } } var h; let h; function i(a, a) { let a } for (let j of k) { var j }",
    "l: for (;;) { m: { continue l; break m } continue } n: function o() { } switch (p) { case 0: let q; default: function q() { } }",
    "x = { __proto__: a, '__proto__': b, ['__proto__']: c }; delete x; eval = arguments; new.target; ({ arguments } = d)",
    "export { a as b, c }; export let d, [a, b] = e; import { f as g, f } from 'h' with { i: 'j', i: 'k' }; export default 0",
    "namespace A.B { export = c; import d = require('e') } interface A extends b() { } enum A { } class A { abstract a; }",
    "function s(eval, yield, let) { 'use strict' } (static) => { 'use strict' }; class extends B { constructor() { super(); super.x } a = arguments }",
    "if (a) { var b } else function b() { } if (c) function d(e, e) { let d } else { var d; let e } class F { #g; m() { class H extends (class { #g }) { i = #g in j } } }",
    "accessor; using u = v; await using w = x; for (using y of z); declare; abstract; satisfies; asserts;",
};

static const char *const pieces[] = {
    "(", ")", "[", "]", "{", "}", "<", ">", "=>", "=", "?", ":", ",", ";", ".", "...", "?.", "!", "`", "${", "}`", "'", "\"",
    "/", "/*", "*/", "//", "\n", "\xe2\x80\xa8", "@", "#", "&", "|", "-", "+", "*", "**", "??", "async ", "await ", "yield ",
    "function ", "class ", "extends ", "new ", "import ", "export ", "default ", "from ", "as ", "satisfies ", "type ",
    "interface ", "enum ", "namespace ", "declare ", "abstract ", "keyof ", "typeof ", "infer ", "is ", "asserts ", "in ",
    "of ", "let ", "const ", "var ", "if(", "else ", "for(", "while(", "switch(", "case ", "try{", "catch", "return ", "0",
    "1n", "0x", ".5", "a", "b.c", "\\u0061", "\xf0\x9d\x92\x9c", "\xff", "\\", "<T>", "</", "/>", "<a>", "this", "super",
    "a?(b):", "(a?:", ")=>", "<T>(", "<T,>", "{a=1}", "#x in ", "static{", "get ", "set ", "using ", "for await(", "yield*",
    "import.meta", "new.target", "'use strict';", "with(a)", "a:", "do ", "finally{", "default:", "case (a):", "\\u{61}", "017",
    "#a", "#a in b", "l:", "break ", "continue l", "var a", "let a", "function a(){}", "catch(a){", "delete a", "super.a", "super()",
    "new.target", "eval", "arguments", "'use strict';", "__proto__:0,", "static ", "export{a}", "{", "}",
    "a?b:", "a=>", "[a,", "{a:", "(a,", "a<", "x as ", "|A", "&B", "extends C?D:", "`${", "!a", "-a", "@d ", "!", "a.b?.",
};

static struct {
    text corpus[MOST_CORPUS];
    size_t count;
    uint64_t random, seed;
    char input[MOST_INPUT];
    size_t length;
    uint64_t inputs, parsed, early;
} fuzz;

/* ---- Inputs ---------------------------------------------------------------- */

static size_t
below(size_t limit)
{
    fuzz.random ^= fuzz.random << 13; /* Marsaglia's xorshift64 */
    fuzz.random ^= fuzz.random >> 7;
    fuzz.random ^= fuzz.random << 17;
    return (size_t)(fuzz.random >> 11) % limit;
}

/* Puts some text at an offset, in place of `removed` bytes there. */
static void
splice(size_t at, size_t removed, const char *bytes, size_t length)
{
    size_t tail = fuzz.length - at - removed;
    if (fuzz.length - removed + length > MOST_INPUT) {
        return;
    }
    memmove(fuzz.input + at + length, fuzz.input + at + removed, tail);
    memcpy(fuzz.input + at, bytes, length);
    fuzz.length += length - removed;
}

static void
splice_from_corpus(size_t at, size_t removed)
{
    text other = fuzz.corpus[below(fuzz.count)];
    size_t from = below(other.length + 1), length = below(other.length - from + 1);
    splice(at, removed, other.start + from, length);
}

/* One piece many times over: what nests, nests deep. */
static void
splice_many(size_t at)
{
    static char many[MOST_INPUT / 2];
    const char *piece = pieces[below(sizeof pieces / sizeof *pieces)];
    size_t length = strlen(piece), most = below(8) ? 40 : sizeof many / length;
    size_t count = below(most);
    for (size_t i = 0; i < count; i++) {
        memcpy(many + i * length, piece, length);
    }
    splice(at, 0, many, count * length);
}

static void
mutate(void)
{
    size_t at = below(fuzz.length + 1), rest = fuzz.length - at;
    size_t some = below((rest < 40 ? rest : 40) + 1);
    const char *piece = pieces[below(sizeof pieces / sizeof *pieces)];
    char copy[64], byte = (char)below(256);
    switch (below(16)) {
    case 0: splice(at, some, "", 0); break;
    case 1: splice(at, rest ? 1 : 0, &byte, 1); break;
    case 2: splice_many(at); break;
    case 3: fuzz.length = at; break;
    case 4: case 5: case 6:
        memcpy(copy, fuzz.input + at, some);
        splice(below(fuzz.length + 1), 0, copy, some);
        break;
    case 7: case 8: splice_from_corpus(at, some); break;
    case 9: splice_from_corpus(at, 0); break;
    default: splice(at, below(3) ? 0 : some, piece, strlen(piece)); break;
    }
}

static void
make_input(uint64_t seed)
{
    fuzz.seed = seed;
    fuzz.random = (seed + 1) * UINT64_C(0x9e3779b97f4a7c15);
    fuzz.length = 0;
    text first = fuzz.corpus[below(fuzz.count)];
    splice(0, 0, first.start, first.length);
    for (size_t n = below(12); n > 0; n--) {
        mutate();
    }
}

/* ---- Failing --------------------------------------------------------------- */

static void
keep_input(void)
{
    FILE *file = fopen("fuzz_parser.failed", "wb");
    printf("failed: seed %" PRIu64 ", input in fuzz_parser.failed\n", fuzz.seed);
    if (file) {
        fwrite(fuzz.input, 1, fuzz.length, file);
        fclose(file);
    }
    fflush(stdout);
}

#define REQUIRE(condition) \
    do { \
        if (!CHECK(condition)) { \
            keep_input(); \
            exit(1); \
        } \
    } while (0)

static void
too_slow(int number)
{
    (void)number;
    keep_input(); /* not safe in a handler, but the program ends here */
    _Exit(1);
}

#ifdef ARENA_SANITIZED
void __sanitizer_set_death_callback(void (*callback)(void));
#endif

/* ---- One input -------------------------------------------------------------- */

/* Every node is read again, and must be as the writer expects it. */
static void
write_out(const arena *a, arena_ref program, const uint8_t *source)
{
    estree_buffer out = {.resize = resize};
    estree_options options = {.range = below(2), .parentheses = below(2), .typescript = below(2),
                              .comments = below(2), .tokens = below(2)};
    estree_result result =
        estree_write(a, program, source, (uint32_t)fuzz.length, options, &out);
    REQUIRE(result.status == ESTREE_OK);
    free(out.data);
}

/* Reads two lists of the same source in step: nothing overlaps. */
static void
check_lists(const arena *a, arena_ref program)
{
    const ast_program *n = arena_at(a, program, sizeof *n);
    const uint64_t *comments = arena_at(a, n->comment_spans.ref, 8 * (size_t)n->comment_spans.length);
    const uint64_t *tokens = arena_at(a, n->token_spans.ref, 8 * (size_t)n->token_spans.length);
    uint64_t behind = 0;
    for (uint32_t c = 0, t = 0; c < n->comment_spans.length || t < n->token_spans.length;) {
        bool comment = t == n->token_spans.length
                       || (c < n->comment_spans.length
                           && (uint32_t)comments[c] < (uint32_t)tokens[t]);
        uint64_t span = comment ? comments[c++] : tokens[t++];
        uint64_t start = (uint32_t)span, length = span << 4 >> 36;
        REQUIRE(behind <= start && length > 0);
        behind = start + length;
    }
    REQUIRE(behind <= fuzz.length);
}

/* Whatever was accepted has tokens, wherever they end. */
static void
list_tokens(arena *a, arena_ref program, const uint8_t *source, parse_options options,
            bool short_of_memory)
{
    token_list_options lists = {
        .comments = below(2),
        .tokens = below(2),
        .html_comments = options.language < PARSE_TS && options.goal != PARSE_MODULE,
    };
    token_list_result result =
        token_list_make(a, program, source, (uint32_t)fuzz.length, lists);
    REQUIRE(!arena_check(a));
    if (result.status == TOKEN_LIST_OK) {
        check_lists(a, program);
    } else {
        REQUIRE(short_of_memory && result.status == TOKEN_LIST_NO_MEMORY);
    }
}

static void
check_error(syntax_error error)
{
    REQUIRE(error.message && error.message[0]);
    REQUIRE(error.start <= error.end && error.end <= fuzz.length);
}

/* A parser without doubts has read a program without early errors. */
static void
compare_early_errors(arena *a, const uint8_t *source, parse_options options)
{
    uint32_t length = (uint32_t)fuzz.length;
    parse_result noted = parse_source(a, source, length, options);
    options.only_grammar = true;
    parse_result grammar = parse_source(a, source, length, options);
    if (grammar.status != PARSE_OK) {
        REQUIRE(noted.status == grammar.status);
        return;
    }
    early_result all = early_check(a, grammar.program, options);
    REQUIRE((all.status == EARLY_OK) == (noted.status == PARSE_OK));
    if (all.status == EARLY_ERROR) {
        check_error(noted.error);
        REQUIRE(noted.error.start == all.span.start && noted.error.end == all.span.end);
        REQUIRE(strcmp(noted.code, early_texts[all.code].name) == 0);
        REQUIRE(noted.related.start <= noted.related.end && noted.related.end <= length);
        fuzz.early++;
    }
}

static void
parse(arena *a, bool short_of_memory)
{
    parse_options options = {.language = (parse_language)below(5),
                             .goal = (parse_goal)below(4),
                             .only_grammar = below(4) == 0};
    uint8_t *source = parse_allocate_source(a, fuzz.length);
    if (!source) {
        REQUIRE(short_of_memory);
        return;
    }
    memcpy(source, fuzz.input, fuzz.length);
    if (!short_of_memory && !options.only_grammar) {
        compare_early_errors(a, source, options);
    }
    parse_result result = parse_source(a, source, (uint32_t)fuzz.length, options);
    REQUIRE(!arena_check(a));
    REQUIRE(memcmp(source, fuzz.input, fuzz.length) == 0);
    switch (result.status) {
    case PARSE_OK:
        fuzz.parsed++;
        list_tokens(a, result.program, source, options, short_of_memory);
        write_out(a, result.program, source);
        break;
    case PARSE_SYNTAX_ERROR: check_error(result.error); break;
    case PARSE_NO_MEMORY: REQUIRE(short_of_memory); break;
    }
}

static void
run(uint64_t seed)
{
    arena a;
    arena_failing state = {.allowed = UINT64_MAX};
    make_input(seed);
    alarm(MOST_SECONDS);
    bool short_of_memory = below(8) == 0;
    uint64_t limit = short_of_memory && below(2) ? below(100 * 1000) : MOST_MEMORY;
    if (short_of_memory && limit == MOST_MEMORY) {
        state.allowed = below(10);
    }
    arena_init(&a, arena_source_failing(&state), limit);
    parse(&a, short_of_memory);
    arena_destroy(&a);
    REQUIRE(state.outstanding == 0);
    fuzz.inputs++;
}

/* ---- The corpus -------------------------------------------------------------- */

static void
add(const char *start, size_t length)
{
    if (fuzz.count < MOST_CORPUS && length > 0) {
        fuzz.corpus[fuzz.count++] = (text){start, length};
    }
}

static void
add_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    char *bytes = file ? malloc(MOST_FILE) : NULL;
    if (bytes) {
        add(bytes, fread(bytes, 1, MOST_FILE, file));
    }
    if (file) {
        fclose(file);
    }
}

int
main(int argc, char **argv)
{
    double seconds = argc > 1 ? strtod(argv[1], NULL) : 60;
    uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
    time_t begun = time(NULL);
    signal(SIGALRM, too_slow);
#ifdef ARENA_SANITIZED
    __sanitizer_set_death_callback(keep_input);
#endif
    for (size_t i = 0; i < sizeof snippets / sizeof *snippets; i++) {
        add(snippets[i], strlen(snippets[i]));
    }
    for (int i = 3; i < argc; i++) {
        add_file(argv[i]);
    }
    printf("%zu texts to begin with, from seed %" PRIu64 "\n", fuzz.count, seed);
    while (difftime(time(NULL), begun) < seconds) {
        run(seed++);
    }
    printf("%" PRIu64 " inputs, of which %" PRIu64 " are programs; %" PRIu64 " early errors\n",
           fuzz.inputs, fuzz.parsed, fuzz.early);
    check_state.passed = 1;
    return check_report();
}
