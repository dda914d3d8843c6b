/* test_estree.c - the ESTree writer on trees made by hand: what it prints, and
 * what it does with bytes that no parser wrote. */
#include <stdlib.h>
#include <string.h>

#include "ast.h"
#include "check.h"
#include "estree.h"
#include "source.h"

static arena a;
static estree_buffer out;
static uint64_t resizes_allowed;

static void *
resize(void *context, void *block, size_t old_size, size_t new_size)
{
    (void)context;
    (void)old_size;
    if (new_size == 0) {
        free(block);
        return NULL;
    }
    return resizes_allowed-- > 0 ? realloc(block, new_size) : NULL;
}

static void
begin(void)
{
    arena_init(&a, arena_source_malloc(), ARENA_NO_LIMIT);
    out = (estree_buffer){.resize = resize};
    resizes_allowed = 1000;
}

static void
finish(void)
{
    arena_destroy(&a);
    free(out.data);
}

static arena_ref
ref(const void *node)
{
    return arena_ref_of(&a, node);
}

static arena_text
text(const char *bytes, size_t length)
{
    char *copy = arena_alloc(&a, length, 1);
    memcpy(copy, bytes, length);
    return arena_text_make(arena_position(&a, copy), length);
}

static ast_identifier *
identifier(const char *name)
{
    arena_text t = text(name, strlen(name));
    ast_identifier *n = ast_new_identifier(&a, 0, 1);
    n->name = t;
    return n;
}

static estree_result
write(arena_ref node, const char *source)
{
    estree_options options = {.parentheses = true, .typescript = true};
    uint32_t length = source ? (uint32_t)strlen(source) : 0;
    out.length = 0;
    return estree_write(&a, node, (const uint8_t *)source, length, options, &out);
}

static bool
prints(const void *node, const char *source, const char *json)
{
    estree_result r = write(ref(node), source);
    bool same = r.status == ESTREE_OK && out.length == strlen(json) &&
                memcmp(out.data, json, out.length) == 0;
    if (!same) {
        printf("%d: %.*s\n", (int)r.status, (int)out.length, (const char *)out.data);
    }
    return same;
}

static void
prints_fields_and_constants(void)
{
    begin();
    ast_identifier *n = identifier("x");
    CHECK(prints(n, NULL,
                 "{\"type\":\"Identifier\",\"start\":0,\"end\":1,\"name\":\"x\","
                 "\"typeAnnotation\":null,\"optional\":false,\"decorators\":[]}"));
    finish();
}

static void
counts_utf16_units(void)
{
    begin();
    ast_this_expression *n = ast_new_this_expression(&a, 11, 15);
    CHECK(prints(n, "/*\xC3\xA9*/\xF0\x9F\x98\x80 this",
                 "{\"type\":\"ThisExpression\",\"start\":8,\"end\":12}"));
    CHECK(prints(n, "ascii", "{\"type\":\"ThisExpression\",\"start\":11,\"end\":15}"));
    finish();
}

static void
escapes_strings(void)
{
    begin();
    arena_text t = text("\"\\\n\x01\xED\xA0\x80\xFF\xC3\xA9", 10);
    ast_private_identifier *n = ast_new_private_identifier(&a, 0, 0);
    n->name = t;
    CHECK(prints(n, NULL,
                 "{\"type\":\"PrivateIdentifier\",\"start\":0,\"end\":0,\"name\":"
                 "\"\\\"\\\\\\n\\u0001\\ud800\xEF\xBF\xBD\xC3\xA9\"}"));
    finish();
}

static void
hands_decorators_to_the_parameter(void)
{
    begin();
    ast_identifier *x = identifier("x");
    ast_super *e = ast_new_super(&a, 0, 0);
    ast_decorator *d = ast_new_decorator(&a, 0, 0);
    d->expression = ref(e);
    arena_ref *items = arena_alloc_array(&a, 1, sizeof *items, ARENA_GRANULE);
    items[0] = ref(d);
    ast_decorated_parameter *n = ast_new_decorated_parameter(&a, 0, 1);
    n->parameter = ref(x);
    n->decorators = (ast_list){ref(items), 1};
    CHECK(prints(n, NULL,
                 "{\"type\":\"Identifier\",\"start\":0,\"end\":1,\"decorators\":["
                 "{\"type\":\"Decorator\",\"start\":0,\"end\":0,\"expression\":"
                 "{\"type\":\"Super\",\"start\":0,\"end\":0}}],\"name\":\"x\","
                 "\"typeAnnotation\":null,\"optional\":false}"));
    finish();
}

static void
writes_any_depth(void)
{
    begin();
    arena_ref inner = ref(ast_new_this_expression(&a, 0, 0));
    for (int i = 0; i < 1000000; i++) {
        ast_await_expression *n = ast_new_await_expression(&a, 0, 0);
        n->argument = inner;
        inner = ref(n);
    }
    CHECK_EQ(write(inner, NULL).status, ESTREE_OK);
    finish();
}

static void
refuses_cycles_and_bombs(void)
{
    begin();
    ast_await_expression *n = ast_new_await_expression(&a, 0, 0);
    n->argument = ref(n);
    CHECK_EQ(write(ref(n), NULL).status, ESTREE_CORRUPT);
    arena_ref inner = ref(ast_new_this_expression(&a, 0, 0));
    for (int i = 0; i < 60; i++) {
        ast_ts_indexed_access_type *t = ast_new_ts_indexed_access_type(&a, 0, 0);
        t->object_type = t->index_type = inner;
        inner = ref(t);
    }
    CHECK_EQ(write(inner, NULL).status, ESTREE_CORRUPT);
    finish();
}

/* Many nodes, and each has a text or a list as long as the arena. */
static void
refuses_what_all_have_in_common(void)
{
    enum { COUNT = 20000 };
    begin();
    uint8_t *bytes = arena_alloc(&a, 1 << 18, ARENA_GRANULE);
    memset(bytes, 0, 1 << 18);
    arena_text all = arena_text_make(arena_position(&a, bytes), 1 << 18);
    ast_array_expression *holes = ast_new_array_expression(&a, 0, 0);
    ast_array_expression *names = ast_new_array_expression(&a, 0, 0);
    names->elements.length = holes->elements.length = COUNT;
    arena_ref *items = arena_alloc_array(&a, 2 * COUNT, sizeof *items, ARENA_GRANULE);
    names->elements.items = ref(items);
    holes->elements.items = ref(items + COUNT);
    for (int i = 0; i < COUNT; i++) {
        ast_identifier *n = ast_new_identifier(&a, 0, 0);
        n->name = all;
        items[i] = ref(n);
        ast_array_expression *h = ast_new_array_expression(&a, 0, 0);
        h->elements = (ast_list){ref(bytes), (1 << 18) / sizeof *items};
        items[COUNT + i] = ref(h);
    }
    CHECK_EQ(write(ref(names), NULL).status, ESTREE_CORRUPT);
    CHECK(out.length < 200 << 20);
    CHECK_EQ(write(ref(holes), NULL).status, ESTREE_CORRUPT);
    CHECK(out.length < 100 << 20);
    finish();
}

/* Entries of comments stand in order, and apart; those of a Program that is no root are
 * not written. */
static void
refuses_comments_that_overlap(void)
{
    const char *source = "/*a*//*b*/";
    const uint64_t spans[][2] = {{0, 5}, {5, 0}, {0, 0}, {0, 4}};
    for (int i = 0; i < 4; i++) {
        begin();
        arena_text t = text(source, strlen(source));
        uint64_t *items = arena_alloc_array(&a, 2, sizeof *items, ARENA_GRANULE);
        for (int k = 0; k < 2; k++) {
            items[k] = UINT64_C(2) << 60 | UINT64_C(5) << 32 | spans[i][k];
        }
        ast_program *n = ast_new_program(&a, 0, 10);
        n->source_type = AST_SOURCE_TYPE_SCRIPT;
        n->source.ref = (arena_ref)(arena_text_position(t) / ARENA_GRANULE);
        n->source.length = 10;
        n->comment_spans.ref = ref(items);
        n->comment_spans.length = 2;
        estree_options options = {.comments = true};
        out.length = 0;
        estree_result r = estree_write(&a, ref(n), (const uint8_t *)source, 10, options, &out);
        CHECK_EQ(r.status, i == 0 ? ESTREE_OK : ESTREE_CORRUPT);
        finish();
    }
}

static void
names_the_wrong_reference(void)
{
    begin();
    ast_await_expression *n = ast_new_await_expression(&a, 0, 0);
    CHECK_EQ(write(ref(n), NULL).wrong, ref(n)); /* argument was never set */
    n->argument = 0x7FFFFFFF;
    estree_result r = write(ref(n), NULL);
    CHECK_EQ(r.status, ESTREE_CORRUPT);
    CHECK_EQ(r.wrong, 0x7FFFFFFF);
    CHECK_EQ(write(0, NULL).status, ESTREE_CORRUPT);
    ast_property *p = ast_new_property(&a, 0, 0);
    p->kind = 200;
    r = write(ref(p), NULL);
    CHECK_EQ(r.status, ESTREE_CORRUPT);
    CHECK_EQ(r.wrong, ref(p));
    finish();
}

/* One record of every tag, with random bytes behind the header. */
static void
survives_random_bytes(void)
{
    begin();
    srand(1);
    unsigned char *bytes = arena_alloc(&a, 1 << 16, ARENA_GRANULE);
    memset(bytes, 0, 1 << 16); /* random, but the same for everyone, and valgrind */
    unsigned good = 0;
    for (int round = 0; round < 3000; round++) {
        for (int i = 0; i < 1 << 10; i++) {
            int r = rand();
            bytes[i] = (unsigned char)(r & 64 ? 0 : r >> 8);
        }
        for (unsigned i = 0; i < 1 << 10; i += 16) {
            bytes[i] = (unsigned char)(rand() % AST_TAGS);
            bytes[i + 1] = 0;
        }
        good += write(ref(bytes), NULL).status == ESTREE_OK;
    }
    CHECK(good > 0);
    finish();
}

static void
reports_no_memory(void)
{
    enum { REQUESTS = 3 }; /* the map of positions, the stack, the output */
    for (uint64_t allowed = 0; allowed <= REQUESTS; allowed++) {
        begin();
        ast_identifier *n = identifier("x");
        resizes_allowed = allowed;
        estree_status expected = allowed < REQUESTS ? ESTREE_NO_MEMORY : ESTREE_OK;
        CHECK_EQ(write(ref(n), "\xC3\xA9").status, expected);
        finish();
    }
}

int
main(void)
{
    RUN(prints_fields_and_constants);
    RUN(counts_utf16_units);
    RUN(escapes_strings);
    RUN(hands_decorators_to_the_parameter);
    RUN(writes_any_depth);
    RUN(refuses_cycles_and_bombs);
    RUN(refuses_what_all_have_in_common);
    RUN(refuses_comments_that_overlap);
    RUN(names_the_wrong_reference);
    RUN(survives_random_bytes);
    RUN(reports_no_memory);
    return check_report();
}
