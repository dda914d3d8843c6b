/* test_traverse.c - the traversal of trees made by hand: events and their order, what
 * is skipped and queued between them, and bytes that no parser wrote. */
#include <string.h>

#include "ast.h"
#include "check.h"
#include "source.h"
#include "traverse.h"

static arena a;
static traversal t;
static uint8_t want[AST_TAGS];

static arena_ref
ref(const void *node)
{
    return arena_ref_of(&a, node);
}

static arena_ref
identifier(uint32_t start)
{
    return ref(ast_new_identifier(&a, start, start + 1));
}

static ast_list
list(const arena_ref *items, uint32_t count)
{
    arena_ref *copy = arena_alloc(&a, count * sizeof *copy, ARENA_GRANULE);
    memcpy(copy, items, count * sizeof *copy);
    return (ast_list){ref(copy), count};
}

/* 0(1, 2, <hole>, 3): the reference of the call. */
static arena_ref
call(void)
{
    arena_ref callee = identifier(0);
    arena_ref items[] = {identifier(1), identifier(2), 0, identifier(3)};
    ast_list arguments = list(items, 4);
    ast_call_expression *n = ast_new_call_expression(&a, 0, 9);
    n->callee = callee;
    n->arguments = arguments;
    return ref(n);
}

static void
begin(uint8_t all)
{
    arena_init(&a, arena_source_malloc(), ARENA_NO_LIMIT);
    memset(want, all, sizeof want);
}

static void
finish(void)
{
    traverse_free(&t);
    arena_destroy(&a);
}

/* The next event is this one, of a node that begins there. */
#define CHECK_NEXT(event, place) \
    do { \
        CHECK_EQ(traverse_next(&t), event); \
        const traverse_frame *f_ = traverse_current(&t); \
        if (CHECK(f_ != NULL)) { \
            CHECK_EQ(((const ast_node *)(const void *)f_->node)->start, place); \
        } \
    } while (0)

static void
enters_and_leaves(void)
{
    begin(TRAVERSE_WANT_ENTER | TRAVERSE_WANT_LEAVE);
    CHECK(traverse_begin(&t, &a, call(), want));
    CHECK(traverse_current(&t) == NULL);
    CHECK_NEXT(TRAVERSE_ENTER, 0);
    for (uint32_t i = 0; i < 4; i++) {
        CHECK_NEXT(TRAVERSE_ENTER, i);
        CHECK(traverse_above(&t, traverse_current(&t))->tag == AST_CALL_EXPRESSION);
        CHECK_NEXT(TRAVERSE_LEAVE, i);
    }
    CHECK_NEXT(TRAVERSE_LEAVE, 0);
    CHECK(traverse_above(&t, traverse_current(&t)) == NULL);
    CHECK_EQ(traverse_next(&t), TRAVERSE_END);
    CHECK_EQ(traverse_next(&t), TRAVERSE_END);
    finish();
}

static void
tells_of_what_is_wanted(void)
{
    begin(0);
    arena_ref root = call();
    CHECK(traverse_begin(&t, &a, root, want));
    CHECK_EQ(traverse_next(&t), TRAVERSE_END);
    traverse_free(&t);
    want[AST_CALL_EXPRESSION] = TRAVERSE_WANT_LEAVE;
    CHECK(traverse_begin(&t, &a, root, want));
    CHECK_NEXT(TRAVERSE_LEAVE, 0);
    CHECK_EQ(traverse_next(&t), TRAVERSE_END);
    CHECK_EQ(t.highest, root);
    finish();
}

static void
skips(void)
{
    begin(TRAVERSE_WANT_ENTER | TRAVERSE_WANT_LEAVE);
    CHECK(traverse_begin(&t, &a, call(), want));
    CHECK_NEXT(TRAVERSE_ENTER, 0);
    traverse_skip(&t);
    CHECK_NEXT(TRAVERSE_LEAVE, 0);
    CHECK_EQ(traverse_next(&t), TRAVERSE_END);
    traverse_skip(&t);
    finish();
}

static void
visits_what_is_queued_first(void)
{
    begin(TRAVERSE_WANT_ENTER);
    arena_ref root = call();
    arena_ref more[] = {identifier(50), identifier(60)};
    CHECK(traverse_begin(&t, &a, root, want));
    CHECK_NEXT(TRAVERSE_ENTER, 0);
    CHECK(traverse_queue(&t, more[0]) && traverse_queue(&t, more[1]));
    CHECK_NEXT(TRAVERSE_ENTER, 50);
    CHECK(traverse_above(&t, traverse_current(&t))->ref == root);
    CHECK_NEXT(TRAVERSE_ENTER, 60);
    CHECK_NEXT(TRAVERSE_ENTER, 0);
    CHECK_NEXT(TRAVERSE_ENTER, 1);
    finish();
}

static void
follows_the_source(void)
{
    begin(TRAVERSE_WANT_ENTER);
    arena_ref refs[] = {identifier(1), identifier(2), identifier(3),
                        ref(ast_new_empty_statement(&a, 4, 5))};
    ast_for_statement *n = ast_new_for_statement(&a, 0, 9);
    n->init = refs[0];
    n->test = refs[1];
    n->update = refs[2];
    n->body = refs[3];
    CHECK(traverse_begin(&t, &a, ref(n), want));
    for (uint32_t i = 0; i < 5; i++) {
        CHECK_NEXT(TRAVERSE_ENTER, i);
    }
    CHECK_EQ(traverse_next(&t), TRAVERSE_END);
    finish();
}

static void
visits_a_shorthand_once(void)
{
    begin(0);
    want[AST_IDENTIFIER] = TRAVERSE_WANT_ENTER;
    arena_ref name = identifier(5);
    ast_property *n = ast_new_property(&a, 5, 6);
    n->key = n->value = name;
    n->shorthand = true;
    CHECK(traverse_begin(&t, &a, ref(n), want));
    CHECK_NEXT(TRAVERSE_ENTER, 5);
    CHECK_EQ(traverse_next(&t), TRAVERSE_END);
    finish();
}

static void
refuses_references_that_lead_nowhere(void)
{
    begin(TRAVERSE_WANT_ENTER);
    ast_spread_element *n = ast_new_spread_element(&a, 0, 1);
    arena_ref wrong[] = {ref(n) + 100, UINT32_MAX, 1};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        n->argument = wrong[i];
        CHECK(traverse_begin(&t, &a, ref(n), want));
        CHECK_NEXT(TRAVERSE_ENTER, 0);
        CHECK_EQ(traverse_next(&t), TRAVERSE_CORRUPT);
        CHECK_EQ(t.wrong, wrong[i]);
        traverse_free(&t);
    }
    finish();
}

static void
refuses_cycles(void)
{
    begin(0);
    ast_spread_element *n = ast_new_spread_element(&a, 0, 1);
    n->argument = ref(n);
    CHECK(traverse_begin(&t, &a, ref(n), want));
    CHECK_EQ(traverse_next(&t), TRAVERSE_CORRUPT);
    finish();
}

/* Each list is as long as the arena. */
static void
refuses_lists_of_more_than_there_is(void)
{
    enum { COUNT = 2000 };
    begin(0);
    arena_ref nothing[COUNT] = {0}, items[COUNT];
    ast_list holes = list(nothing, COUNT);
    for (int i = 0; i < COUNT; i++) {
        ast_array_expression *n = ast_new_array_expression(&a, 0, 1);
        n->elements = holes;
        items[i] = ref(n);
    }
    ast_list all = list(items, COUNT);
    ast_array_expression *n = ast_new_array_expression(&a, 0, 1);
    n->elements = all;
    CHECK(traverse_begin(&t, &a, ref(n), want));
    CHECK_EQ(traverse_next(&t), TRAVERSE_CORRUPT);
    finish();
}

/* The items of a list were the newest allocation, and are taken back. */
static void
leaves_out_a_list_that_is_gone(void)
{
    begin(TRAVERSE_WANT_ENTER);
    ast_sequence_expression *n = ast_new_sequence_expression(&a, 0, 9);
    arena_ref root = ref(n);
    arena_ref items[] = {identifier(1), identifier(2), identifier(3)};
    n->expressions = list(items, 3);
    CHECK(traverse_begin(&t, &a, root, want));
    CHECK_NEXT(TRAVERSE_ENTER, 0);
    CHECK_NEXT(TRAVERSE_ENTER, 1);
    CHECK(arena_free(&a, arena_address(&a, n->expressions.items), 3 * sizeof *items));
    CHECK_EQ(traverse_next(&t), TRAVERSE_END);
    finish();
}

static void
goes_as_deep_as_memory_does(void)
{
    enum { DEPTH = 200000 };
    begin(0);
    want[AST_IDENTIFIER] = TRAVERSE_WANT_ENTER;
    arena_ref node = identifier(7);
    for (int i = 0; i < DEPTH; i++) {
        ast_spread_element *n = ast_new_spread_element(&a, 0, 1);
        n->argument = node;
        node = ref(n);
    }
    CHECK(traverse_begin(&t, &a, node, want));
    traverse_event event;
    do {
        event = traverse_next(&t);
    } while (event == TRAVERSE_PAUSE);
    CHECK_EQ(event, TRAVERSE_ENTER);
    CHECK_EQ(t.depth, DEPTH + 1);
    finish();
}

int
main(void)
{
    RUN(enters_and_leaves);
    RUN(tells_of_what_is_wanted);
    RUN(skips);
    RUN(visits_what_is_queued_first);
    RUN(follows_the_source);
    RUN(visits_a_shorthand_once);
    RUN(refuses_references_that_lead_nowhere);
    RUN(refuses_cycles);
    RUN(refuses_lists_of_more_than_there_is);
    RUN(leaves_out_a_list_that_is_gone);
    RUN(goes_as_deep_as_memory_does);
    return check_report();
}
