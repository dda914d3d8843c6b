/* fuzz_texts.h - programs broken at random: what they are made of, and how.
 *
 * A seed is a text.  It begins with one of the snippets below or a piece of a file,
 * which is then mixed with others and broken, by bytes, tokens and whole parts. */
#ifndef ARENITE_TESTS_FUZZ_TEXTS_H
#define ARENITE_TESTS_FUZZ_TEXTS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "parser.h"

enum {
    MOST_INPUT = 1 << 16,
    MOST_CORPUS = 4000,
    MOST_PIECE = 4000, /* bytes of a file, at once */
    ANY_LANGUAGE = -1,
};

typedef struct text {
    const char *start;
    size_t length;
    int language; /* parse_language, of a file whose name says so */
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
    "x = [/(?<y>\\d{4})-(?<m>\\d\\d)|(?<m>a)(?<y>b)/dv, /[\\p{L}--[a-z&&\\q{ab|c}]]/v, /(?i-m:\\u{1F600}|\\k<n>(?<n>.))/u, /\\k<a>[b-\\d]\\8(?=c)*{/];",
    "<></>; <a>{...b}</a>; <this.c.d e:f='&lt;' g=<h/> i={/j/}>k &#x6c; {'m'}</this.c.d>; x = <A<B> c={d}>{e => <f/>}</A>; (<T,>(g) => h);",
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
    "a?b:", "a=>", "[a,", "{a:", "(a,", "a<", "x as ", "|A", "&B", "extends C?D:", "`${", "!a", "-a", "@d ", "!", "a.b?.", "/*a*/",
};

/* What regular expressions are made of. */
static const char *const pattern_pieces[] = {
    "a", "z", "-", "--", "&&", "0", "12", "{", "}", "[", "[^", "]", "(", ")", ")", "|", "*", "+", "?", ".", "^", "$", "<", ">",
    "\\", "\\/", "\\d", "\\W", "\\b", "\\c", "\\cA", "\\x41", "\\u0061", "\\u{61}", "\\u{110000}", "\\ud83d", "\\ude00",
    "\xf0\x9f\x98\x80", "\\0", "\\1", "\\12", "\\8", "\\k", "\\k<a>", "\\k<b", "(?<a>", "(?<\\u0061>", "(?<b>x)", "(?:", "(?=", "(?!",
    "(?<=", "(?i:", "(?i-ms:", "a-z", "z-a", "\\p{L}", "\\P{gc=Lu}", "\\p{RGI_Emoji}", "\\q{ab|}", "\\q{", "\\-", "{1}", "{2,1}",
};

static struct {
    text corpus[MOST_CORPUS];
    size_t count, snippets; /* those are the first */
    uint64_t random, seed;
    char input[MOST_INPUT];
    size_t length;
    int language; /* of what the input began with */
} fuzz;

/* ---- Inputs ---------------------------------------------------------------- */

static inline size_t
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

/* A regular expression of random pieces. */
static void
splice_pattern(size_t at)
{
    static const char *const ends[] = {"/", "/u", "/v", "/v", "/giu.test(a)", "\n"};
    const char *end = ends[below(sizeof ends / sizeof *ends)];
    char literal[256] = "/";
    for (size_t n = 1 + below(12); n > 0; n--) {
        strcat(literal, pattern_pieces[below(sizeof pattern_pieces / sizeof *pattern_pieces)]);
    }
    strcat(literal, end);
    splice(at, 0, literal, strlen(literal));
}

static void
mutate(void)
{
    size_t at = below(fuzz.length + 1), rest = fuzz.length - at;
    size_t some = below((rest < 40 ? rest : 40) + 1);
    const char *piece = pieces[below(sizeof pieces / sizeof *pieces)];
    char copy[64], byte = (char)below(256);
    switch (below(17)) {
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
    case 10: splice_pattern(at); break;
    default: splice(at, below(3) ? 0 : some, piece, strlen(piece)); break;
    }
}

static inline void
make_input(uint64_t seed)
{
    fuzz.seed = seed;
    fuzz.random = (seed + 1) * UINT64_C(0x9e3779b97f4a7c15);
    fuzz.length = 0;
    text first = fuzz.corpus[below(below(2) ? fuzz.count : fuzz.snippets)];
    fuzz.language = first.language;
    splice(0, 0, first.start, first.length);
    for (size_t n = below(12); n > 0; n--) {
        mutate();
    }
}

/* The language of the input: mostly that of the file that it began with. */
static inline parse_language
input_language(void)
{
    bool own = fuzz.language != ANY_LANGUAGE && below(4) != 0;
    return own ? (parse_language)fuzz.language : (parse_language)below(5);
}

/* ---- The corpus -------------------------------------------------------------- */

static void
add(const char *start, size_t length, int language)
{
    if (fuzz.count < MOST_CORPUS && length > 0) {
        fuzz.corpus[fuzz.count++] = (text){start, length, language};
    }
}

static int
language_of(const char *path)
{
    static const char *const ends[] = {
        [PARSE_JS] = "js", [PARSE_JSX] = "jsx", [PARSE_TS] = "ts", [PARSE_TSX] = "tsx"};
    const char *dot = strrchr(path, '.');
    size_t length = dot ? (size_t)(dot - path) : 0;
    if (length >= 2 && memcmp(dot - 2, ".d", 2) == 0) {
        return PARSE_DTS;
    }
    for (int i = PARSE_JS; dot && i <= PARSE_TSX; i++) {
        size_t skip = strlen(ends[i]) == 2 && (dot[1] == 'c' || dot[1] == 'm') ? 2 : 1;
        if (strcmp(dot + skip, ends[i]) == 0) {
            return i;
        }
    }
    return ANY_LANGUAGE;
}

/* A letter in the first column is where most often a statement of a file begins. */
static bool
may_begin(const char *p)
{
    return p[-1] == '\n' && ((*p | 0x20) >= 'a' && (*p | 0x20) <= 'z');
}

/* A long file is many texts. */
static void
add_text(const char *bytes, size_t length, int language)
{
    size_t begun = 0, last = 0; /* of a piece; where it may end */
    for (size_t i = 1; i < length; i++) {
        if (may_begin(bytes + i)) {
            last = i;
        }
        if (i - begun == MOST_PIECE) {
            size_t end = last > begun ? last : i;
            add(bytes + begun, end - begun, language);
            begun = end;
        }
    }
    add(bytes + begun, length - begun, language);
}

static void
add_file(const char *path)
{
    enum { MOST_FILE = 1 << 24 };
    FILE *file = fopen(path, "rb");
    char *bytes = file ? malloc(MOST_FILE) : NULL;
    if (bytes) {
        size_t length = fread(bytes, 1, MOST_FILE, file);
        char *kept = realloc(bytes, length + 1);
        add_text(kept ? kept : bytes, length, language_of(path));
    }
    if (file) {
        fclose(file);
    }
}

/* The snippets, and the files of a command line. */
static inline void
add_texts(char **paths, int count)
{
    for (size_t i = 0; i < sizeof snippets / sizeof *snippets; i++) {
        add(snippets[i], strlen(snippets[i]), ANY_LANGUAGE);
    }
    fuzz.snippets = fuzz.count;
    for (int i = 0; i < count; i++) {
        add_file(paths[i]);
    }
}

#endif
