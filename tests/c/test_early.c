/* What the pass over early errors promises whatever it is given.  What it refuses and
 * where, tests/ecmascript/test_early_errors.py says in a table. */
#include "check.h"
#include "early.h"
#include "source.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MANY = 1000 * 1000, NAMES = 20 * 1000 };

/* ---- Texts ---------------------------------------------------------------- */

typedef struct text {
    char *bytes;
    size_t length, room;
} text;

static void
add(text *t, const char *part)
{
    size_t length = strlen(part);
    if (t->length + length >= t->room) {
        t->room = 2 * (t->room + length);
        t->bytes = realloc(t->bytes, t->room);
        if (t->bytes == NULL) {
            abort();
        }
    }
    memcpy(t->bytes + t->length, part, length);
    t->length += length;
}

static void
add_many(text *t, const char *part, size_t times)
{
    for (size_t i = 0; i < times; i++) {
        add(t, part);
    }
}

/* before, `names` with a number each, after. */
static void
add_names(text *t, const char *before, size_t names, const char *after)
{
    char part[64];
    for (size_t i = 0; i < names; i++) {
        (void)snprintf(part, sizeof part, "%sname_%zu%s", before, i, after);
        add(t, part);
    }
}

static parse_result
parse_in(arena *a, const text *t, parse_options options)
{
    uint8_t *source = parse_allocate_source(a, t->length);
    if (source == NULL) {
        return (parse_result){.status = PARSE_NO_MEMORY};
    }
    memcpy(source, t->bytes, t->length);
    return parse_source(a, source, (uint32_t)t->length, options);
}

/* The code of the error, or "ok". */
static const char *
code_of(const text *t, parse_options options)
{
    arena a;
    arena_init(&a, arena_source_malloc(), ARENA_NO_LIMIT);
    parse_result r = parse_in(&a, t, options);
    arena_destroy(&a);
    return r.status == PARSE_OK ? "ok" : r.status == PARSE_SYNTAX_ERROR ? r.code : "memory";
}

static void
check_code(text *t, const char *code)
{
    const char *found = code_of(t, (parse_options){.language = PARSE_JS});
    if (!CHECK(strcmp(found, code) == 0)) {
        printf("  %s, not %s: %.60s...\n", found, code, t->bytes);
    }
    free(t->bytes);
    *t = (text){0};
}

/* ---- Depth and length ------------------------------------------------------ */

/* What the parser reads in loops is as deep as the source is long. */
static void
chains_of_a_million_are_walked(void)
{
    static const struct {
        const char *before, *part, *after, *code;
    } chains[] = {
        {"a", "+a", "", "ok"},
        {"a", ".a", ";", "ok"},
        {"a", "()", ";", "ok"},
        {"", "if (a) b; else ", "c", "ok"},
        {"", "if (a) { let b } else ", "{ let b, b }", "redeclared"},
        {"", "a ? b : ", "() => { break }", "break-outside"},
        {"class A { m() { a", ".a", ".#b } }", "unknown-private-name"},
        {"'use strict'; ", "!", "delete a", "strict-delete"},
        {"[", "a,", "function (b, b, ...c) {}]", "duplicate-parameter"},
    };
    for (size_t i = 0; i < sizeof chains / sizeof *chains; i++) {
        text t = {0};
        add(&t, chains[i].before);
        add_many(&t, chains[i].part, MANY);
        add(&t, chains[i].after);
        check_code(&t, chains[i].code);
    }
}

/* Scopes as deep as the parser goes: an answer, in linear time. */
static void
deep_scopes_have_an_answer(void)
{
    static const char *const parts[][2] = {
        {"{ let a; ", "}"},
        {"function f() { ", "}"},
        {"try { } catch (a) { var a; ", "}"},
        {"a => { ", "}"},
        {"class A { #a; static { ", "} }"},
        {"l: { ", "}"},
        {"for (let a;;) { ", "}"},
        {"switch (0) { case 1: ", "}"},
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        text t = {0};
        add_many(&t, parts[i][0], 200);
        add_many(&t, "var b;", MANY / 10);
        add_many(&t, parts[i][1], 200);
        const char *code = code_of(&t, (parse_options){.language = PARSE_JS});
        CHECK(strcmp(code, "ok") == 0 || strcmp(code, "syntax") == 0
              || strcmp(code, "duplicate-label") == 0);
        free(t.bytes);
    }
}

/* Variables pass any number of catch clauses at once. */
static void
variables_pass_what_they_may(void)
{
    text t = {0};
    add_many(&t, "try { } catch (a) { var a; ", 300);
    add_many(&t, "}", 300);
    check_code(&t, "ok");
    add(&t, "let a; ");
    add_many(&t, "try { } catch (a) { ", 300);
    add(&t, "var a");
    add_many(&t, "}", 300);
    check_code(&t, "redeclared");
}

/* ---- Names ----------------------------------------------------------------- */

static void
the_table_of_names_grows(void)
{
    text t = {0};
    add_names(&t, "let ", NAMES, ";");
    check_code(&t, "ok");
    add_names(&t, "let ", NAMES, ";");
    add(&t, "let name_7;");
    check_code(&t, "redeclared");
}

static void
private_names_and_labels_grow_too(void)
{
    text t = {0};
    add(&t, "class A {");
    add_names(&t, "#", NAMES, ";");
    add_names(&t, "m() { this.#", NAMES, "; }");
    add(&t, "}");
    check_code(&t, "ok");
    add_names(&t, "", 200, ": ");
    add(&t, "for (;;) { continue name_0; break name_199 }");
    check_code(&t, "ok");
}

static void
names_are_what_they_spell(void)
{
    text t = {0};
    add(&t, "let a; let \\u0061;");
    check_code(&t, "redeclared");
    add(&t, "let \xf0\x9d\x92\x9c; let \\u{1d49c};");
    check_code(&t, "redeclared");
    add(&t, "let ab; { let b } let a; let A;");
    check_code(&t, "ok");
}

/* ---- Doubts ---------------------------------------------------------------- */

/* Two names that are one at every distance from each other and from the end of a
 * scope: few are compared, many are looked for in a table. */
static void
scopes_of_every_size_are_searched(void)
{
    for (size_t names = 0; names < 40; names++) {
        for (int twice = 0; twice < 2; twice++) {
            text t = {0};
            add(&t, "function f(a) { let first;");
            add_names(&t, "{ var v; } let ", names, ";");
            add(&t, "{ let first; { var first_of_all } }");
            add(&t, twice ? "var first; }" : "}");
            check_code(&t, twice ? "redeclared" : "ok");
        }
    }
}

static void
check_typescript(const char *source, const char *code)
{
    text t = {0};
    add(&t, source);
    CHECK(strcmp(code_of(&t, (parse_options){.language = PARSE_TS}), code) == 0);
    free(t.bytes);
}

/* What was read in a trial and given up declares nothing. */
static void
trials_declare_nothing(void)
{
    check_typescript("x ? (function () { let a; { let b } }) : c => d; let a; let b;"
                     "x ? (y) : (z => { let a, b; }); f < (function () { let e }) > (g); let e;",
                     "ok");
    check_typescript("x ? (y, z) : number => { let y; } : w;", "redeclared");
}

/* ---- Codes ------------------------------------------------------------------ */

static void
codes_are_names_and_messages_say_what_to_do(void)
{
    for (size_t i = 0; i < EARLY_CODE_COUNT; i++) {
        const early_text *x = &early_texts[i];
        size_t length = strlen(x->message);
        CHECK(isupper((unsigned char)x->message[0]) || x->message[0] == '\'');
        CHECK(length > 20 && x->message[length - 1] != '.');
        CHECK(strspn(x->name, "abcdefghijklmnopqrstuvwxyz-") == strlen(x->name));
        for (size_t k = 0; k < i; k++) {
            CHECK(strcmp(x->name, early_texts[k].name) != 0);
        }
    }
}

static void
grammar_alone_is_an_option(void)
{
    text t = {0};
    add(&t, "let a, a; break;");
    parse_options options = {.language = PARSE_JS, .only_grammar = true};
    CHECK(strcmp(code_of(&t, options), "ok") == 0);
    check_code(&t, "redeclared");
}

int
main(void)
{
    RUN(chains_of_a_million_are_walked);
    RUN(deep_scopes_have_an_answer);
    RUN(variables_pass_what_they_may);
    RUN(the_table_of_names_grows);
    RUN(private_names_and_labels_grow_too);
    RUN(names_are_what_they_spell);
    RUN(scopes_of_every_size_are_searched);
    RUN(trials_declare_nothing);
    RUN(codes_are_names_and_messages_say_what_to_do);
    RUN(grammar_alone_is_an_option);
    return check_report();
}
