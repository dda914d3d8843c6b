/* fuzz_parser.c - programs broken at random, for as long as it is told.
 *
 *     fuzz_parser SECONDS [SEED [FILE ...]]
 *
 * Starts from the snippets of fuzz_texts.h and the files, mixes and breaks them, parses
 * in every language and goal, with memory that is sometimes short, lists comments and
 * tokens, and then reads every node twice: as the traversal meets them, and as JSON.
 * What a parse takes of the arena, of the heap, and of time, is bounded by a line over
 * the length of the input.  Meant for a build with sanitizers.  The seed of an input is
 * printed when it fails, and the input is left in fuzz_parser.failed. */
#define _POSIX_C_SOURCE 200809L /* alarm, clock_gettime */
#include "check.h"
#include "early.h"
#include "estree.h"
#include "fuzz_texts.h"
#include "heap_buffer.h"
#include "parser.h"
#include "token_list.h"
#include "traverse.h"
#include "wrapped_heap.h"

#include <signal.h>
#include <time.h>
#include <unistd.h>

/* What a source of n bytes may take at most: a * n + b. */
enum {
    ARENA_A = 128, ARENA_B = 1 << 12, /* bytes of the arena: `@` takes 96 */
    HEAP_A = 64, HEAP_B = 1 << 16,   /* bytes of the heap beside it, while it is parsed */
    /* Microseconds of processor time, for all that is done: many times what is needed,
     * but text may be read 17 times (parser_nodes.c), and sanitizers are slow.  Not so
     * slow as with detect_stack_use_after_return, which is quadratic in depth. */
    TIME_A = 50, TIME_B = 6000 * 1000,
};

enum { MOST_SECONDS = 60 }; /* and then it is stopped: it does not come to an end */

static struct {
    uint64_t inputs, parsed, early, short_of_memory, bytes;
    double arena, heap, time; /* the most that was seen, of what is allowed */
} count;

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

/* Remembers the largest part of what is allowed; false if it is more. */
static bool
within(double *most, uint64_t taken, uint64_t a, uint64_t b)
{
    double part = (double)taken / (double)(a * fuzz.length + b);
    *most = part > *most ? part : *most;
    return part <= 1;
}

#ifdef ARENA_SANITIZED
void __sanitizer_set_death_callback(void (*callback)(void));
#endif

/* ---- One input -------------------------------------------------------------- */

/* Strings end, brackets are in pairs, and nothing stands behind the value. */
static bool
is_json_object(const uint8_t *p, size_t length)
{
    size_t depth = 0, i = 0;
    bool in_string = false;
    do {
        if (i >= length || p[i] < ' ') {
            return false;
        }
        if (in_string) {
            in_string = p[i] != '"';
            i += p[i] == '\\';
        } else {
            in_string = p[i] == '"';
            depth += p[i] == '{' || p[i] == '[';
            depth -= p[i] == '}' || p[i] == ']';
        }
        i++;
    } while (depth > 0);
    return i == length && p[0] == '{';
}

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
    REQUIRE(is_json_object(out.data, out.length));
    free(out.data);
}

/* May the node's two names be two nodes at one place, of which one is visited? */
static bool
may_have_twins(uint16_t tag)
{
    return tag == AST_PROPERTY || tag == AST_IMPORT_SPECIFIER || tag == AST_EXPORT_SPECIFIER;
}

/* Each node is entered and left once, and lies in the source. */
static void
check_traversal(const arena *a, arena_ref program, uint32_t nodes)
{
    uint8_t want[AST_TAGS];
    memset(want, TRAVERSE_WANT_ENTER | TRAVERSE_WANT_LEAVE, sizeof want);
    traversal t;
    traverse_event event;
    uint32_t entered = 0, left = 0, twins = 0;
    REQUIRE(traverse_begin(&t, a, program, want));
    while ((event = traverse_next(&t)) != TRAVERSE_END) {
        REQUIRE(event == TRAVERSE_ENTER || event == TRAVERSE_LEAVE || event == TRAVERSE_PAUSE);
        if (event == TRAVERSE_PAUSE) {
            continue;
        }
        const ast_node *node = (const void *)traverse_current(&t)->node;
        REQUIRE(node->start <= node->end && node->end <= fuzz.length);
        entered += event == TRAVERSE_ENTER;
        left += event == TRAVERSE_LEAVE;
        twins += event == TRAVERSE_LEAVE && may_have_twins(node->tag);
    }
    REQUIRE(entered == left && entered <= nodes && nodes - entered <= twins);
    traverse_free(&t);
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

/* A parse, with the arena and the heap watched. */
static parse_result
parse_watched(arena *a, const uint8_t *source, parse_options options)
{
    uint64_t used = arena_used(a), live = heap.live;
    heap_watch();
    parse_result result = parse_source(a, source, (uint32_t)fuzz.length, options);
    REQUIRE(!arena_check(a));
    REQUIRE(within(&count.arena, arena_get_stats(a).peak - used, ARENA_A, ARENA_B));
    REQUIRE(within(&count.heap, heap.peak - live, HEAP_A, HEAP_B));
    REQUIRE(heap.live == live);
    return result;
}

/* A parser without doubts has read a program without early errors. */
static void
compare_early_errors(arena *a, const uint8_t *source, parse_options options)
{
    parse_result noted = parse_watched(a, source, options);
    options.only_grammar = true;
    parse_result grammar = parse_watched(a, source, options);
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
        REQUIRE(noted.related.start <= noted.related.end && noted.related.end <= fuzz.length);
        count.early++;
    }
}

static void
read_all(arena *a, parse_result result, const uint8_t *source, parse_options options,
         bool short_of_memory)
{
    count.parsed++;
    list_tokens(a, result.program, source, options, short_of_memory);
    heap_allow(UINT64_MAX, 0);
    check_traversal(a, result.program, result.nodes);
    write_out(a, result.program, source);
}

static void
parse(arena *a, bool short_of_memory)
{
    parse_options options = {.language = input_language(),
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
    parse_result result = parse_watched(a, source, options);
    REQUIRE(memcmp(source, fuzz.input, fuzz.length) == 0);
    switch (result.status) {
    case PARSE_OK: read_all(a, result, source, options, short_of_memory); break;
    case PARSE_SYNTAX_ERROR: check_error(result.error); break;
    case PARSE_NO_MEMORY: REQUIRE(short_of_memory); break;
    }
}

/* Of the arena's limit, its chunks, the heap: one comes to an end soon. */
static uint64_t
run_short(arena_failing *state)
{
    count.short_of_memory++;
    switch (below(3)) {
    case 0: return below(100 * 1000);
    case 1: state->allowed = below(10); break;
    default: heap_allow(below(12), below(2) ? 1 : UINT64_MAX); break;
    }
    return ARENA_NO_LIMIT;
}

static volatile sig_atomic_t interrupted;

static void
interrupt(int number)
{
    interrupted = number;
}

static uint64_t
microseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

static void
run(uint64_t seed)
{
    arena a;
    arena_failing state = {.allowed = UINT64_MAX};
    uint64_t begun = microseconds();
    make_input(seed);
    alarm(MOST_SECONDS);
    bool short_of_memory = below(8) == 0;
    uint64_t limit = short_of_memory ? run_short(&state) : ARENA_NO_LIMIT;
    arena_init(&a, chunks(&state), limit);
    parse(&a, short_of_memory);
    heap_allow(UINT64_MAX, 0);
    arena_destroy(&a);
    REQUIRE(state.outstanding == 0);
    REQUIRE(within(&count.time, microseconds() - begun, TIME_A, TIME_B));
    count.inputs++;
    count.bytes += fuzz.length;
}

int
main(int argc, char **argv)
{
    double seconds = argc > 1 ? strtod(argv[1], NULL) : 60;
    uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
    time_t begun = time(NULL);
    signal(SIGALRM, too_slow);
    signal(SIGINT, interrupt); /* it ends with its figures */
    signal(SIGTERM, interrupt);
#ifdef ARENA_SANITIZED
    __sanitizer_set_death_callback(keep_input);
#endif
    add_texts(argv + 3, argc > 3 ? argc - 3 : 0);
    printf("%zu texts to begin with, from seed %" PRIu64 "\n", fuzz.count, seed);
    while (difftime(time(NULL), begun) < seconds && !interrupted) {
        run(seed++);
    }
    printf("to seed %" PRIu64 ": %" PRIu64 " inputs of %.0f bytes, of which %" PRIu64 " are programs; %" PRIu64
           " early errors; %" PRIu64 " short of memory\n",
           seed, count.inputs, (double)count.bytes / (double)count.inputs, count.parsed,
           count.early, count.short_of_memory);
    printf("at most, of what is allowed: arena %.2f, heap %.2f, time %.2f\n", count.arena,
           count.heap, count.time);
    check_state.passed = 1;
    return check_report();
}
