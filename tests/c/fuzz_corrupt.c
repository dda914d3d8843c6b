/* fuzz_corrupt.c - ASTs of which some bytes are not what the parser wrote.
 *
 *     fuzz_corrupt SECONDS [SEED [FILE ...]]
 *
 * Parses the inputs of fuzz_texts.h, changes bytes of the arena at random (nodes, lists,
 * texts, the source), and reads it as any AST that comes from a buffer of somebody's:
 * as the traversal meets it, and as JSON.  Either ends, with an error or without, within
 * a bound that is linear in the arena.  The bytes stand in a block of just their size,
 * so that a sanitizer sees a read behind it. */
#define _POSIX_C_SOURCE 200809L /* alarm */
#include "check.h"
#include "estree.h"
#include "fuzz_texts.h"
#include "heap_buffer.h"
#include "source.h"
#include "token_list.h"
#include "traverse.h"

#include <signal.h>
#include <time.h>
#include <unistd.h>

enum {
    TRIES = 30,        /* of one AST */
    MOST_SECONDS = 60, /* of one input: it does not come to an end */
};

/* What is read of an arena of n bytes: a * n + b. */
enum {
    EVENTS_A = 1, EVENTS_B = 16,
    JSON_A = 500, JSON_B = 1 << 27, /* what estree.c lets texts have, each byte six */
};

static struct {
    uint64_t asts, read, refused_nodes, refused_json;
} count;

/* The bytes of an AST, good and as they are read. */
static struct {
    uint8_t *good, *bytes;
    size_t size;
    arena_ref program;
    uint8_t *source;
} ast;

static void
stop(int number)
{
    (void)number;
    printf("seed %" PRIu64 " does not end\n", fuzz.seed); /* not safe here, but the last */
    fflush(stdout);
    abort();
}

#define REQUIRE(condition) \
    do { \
        if (!CHECK(condition)) { \
            printf("failed: seed %" PRIu64 "\n", fuzz.seed); \
            fflush(stdout); \
            abort(); \
        } \
    } while (0)

#ifdef ARENA_SANITIZED
void __sanitizer_set_death_callback(void (*callback)(void));

static void
tell_seed(void)
{
    printf("failed: seed %" PRIu64 "\n", fuzz.seed);
    fflush(stdout);
}
#endif

/* ---- An AST ------------------------------------------------------------------ */

/* Parses into a block, and keeps what was used of it.  False: it is no program. */
static bool
make_ast(void)
{
    static char block[1 << 24];
    arena a;
    parse_options options = {.language = input_language(), .goal = (parse_goal)below(4),
                             .only_grammar = true};
    token_list_options lists = {.comments = below(2), .tokens = below(2)};
    arena_init_block(&a, arena_block_over(block, sizeof block), ARENA_NO_LIMIT);
    uint8_t *source = parse_allocate_source(&a, fuzz.length);
    REQUIRE(source != NULL);
    memcpy(source, fuzz.input, fuzz.length);
    parse_result result = parse_source(&a, source, (uint32_t)fuzz.length, options);
    if (result.status != PARSE_OK) {
        return false;
    }
    (void)token_list_make(&a, result.program, source, (uint32_t)fuzz.length, lists);
    ast.size = (size_t)arena_used(&a);
    ast.program = result.program;
    ast.good = malloc(ast.size);
    ast.bytes = malloc(ast.size);
    ast.source = malloc(fuzz.length + 1);
    REQUIRE(ast.good && ast.bytes && ast.source);
    memcpy(ast.good, block, ast.size);
    memcpy(ast.source, fuzz.input, fuzz.length);
    return true;
}

static void
free_ast(void)
{
    free(ast.good);
    free(ast.bytes);
    free(ast.source);
}

/* ---- Changes ----------------------------------------------------------------- */

/* Mostly not in the source, of which any bytes are as good. */
static size_t
some_place(void)
{
    size_t from = below(8) && fuzz.length < ast.size ? fuzz.length : 0;
    return from + below(ast.size - from);
}

/* A word: of the AST itself, of a reference, of a length, or none of these. */
static uint32_t
some_word(void)
{
    static const uint32_t words[] = {0, 1, UINT32_MAX, UINT32_MAX >> 1, 1u << 28, 63, 64};
    uint32_t word;
    switch (below(4)) {
    case 0: return words[below(sizeof words / sizeof *words)];
    case 1: return 64 + (uint32_t)below(ast.size / ARENA_GRANULE + 1);
    case 2: return (uint32_t)below(ast.size);
    default:
        memcpy(&word, ast.good + (some_place() & ~(size_t)3) % (ast.size - 3), sizeof word);
        return word;
    }
}

static void
change(void)
{
    size_t at = some_place();
    uint32_t word = some_word();
    switch (below(4)) {
    case 0: ast.bytes[at] = (uint8_t)below(256); break;
    case 1: ast.bytes[at] ^= (uint8_t)(1 << below(8)); break;
    default:
        at = (at & ~(size_t)3) % (ast.size - 3);
        memcpy(ast.bytes + (at & ~(size_t)3), &word, sizeof word);
        break;
    }
}

/* ---- Reading ------------------------------------------------------------------ */

static void
traverse_all(const arena *a)
{
    uint8_t want[AST_TAGS];
    memset(want, TRAVERSE_WANT_ENTER | TRAVERSE_WANT_LEAVE, sizeof want);
    traversal t;
    traverse_event event;
    uint64_t events = 0;
    REQUIRE(traverse_begin(&t, a, ast.program, want));
    do {
        event = traverse_next(&t);
        REQUIRE(event != TRAVERSE_NO_MEMORY);
        REQUIRE(++events <= EVENTS_A * ast.size + EVENTS_B);
        if (event == TRAVERSE_ENTER && below(100) == 0) {
            traverse_skip(&t);
        }
    } while (event != TRAVERSE_END && event != TRAVERSE_CORRUPT);
    count.refused_nodes += event == TRAVERSE_CORRUPT;
    traverse_free(&t);
}

static void
write_all(const arena *a)
{
    estree_options options = {.range = below(2), .parentheses = below(2), .typescript = below(2),
                              .comments = below(2), .tokens = below(2)};
    estree_buffer out = {.resize = resize};
    const uint8_t *source = below(4) ? ast.source : NULL;
    estree_result result = estree_write(a, ast.program, source, source ? (uint32_t)fuzz.length : 0,
                                        options, &out);
    REQUIRE(result.status == ESTREE_OK || result.status == ESTREE_CORRUPT);
    REQUIRE(out.length <= (uint64_t)JSON_A * ast.size + JSON_B);
    count.refused_json += result.status == ESTREE_CORRUPT;
    free(out.data);
}

static void
read_corrupt(void)
{
    arena a;
    memcpy(ast.bytes, ast.good, ast.size);
    for (size_t n = 1 + below(6); n > 0; n--) {
        change();
    }
    arena_init_block(&a, arena_block_over(ast.bytes, ast.size), ARENA_NO_LIMIT);
    REQUIRE(arena_alloc(&a, ast.size, 1) != NULL); /* all of it is in use */
    traverse_all(&a);
    write_all(&a);
    count.read++;
}

static void
run(uint64_t seed)
{
    make_input(seed);
    alarm(MOST_SECONDS);
    if (make_ast()) {
        for (int i = 0; i < TRIES; i++) {
            read_corrupt();
        }
        free_ast();
        count.asts++;
    }
}

int
main(int argc, char **argv)
{
    double seconds = argc > 1 ? strtod(argv[1], NULL) : 60;
    uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
    time_t begun = time(NULL);
    signal(SIGALRM, stop);
#ifdef ARENA_SANITIZED
    __sanitizer_set_death_callback(tell_seed);
#endif
    add_texts(argv + 3, argc > 3 ? argc - 3 : 0);
    while (difftime(time(NULL), begun) < seconds) {
        run(seed++);
    }
    printf("%" PRIu64 " ASTs, read %" PRIu64 " times; refused by the traversal %" PRIu64
           ", by the ESTree writer %" PRIu64 "\n",
           count.asts, count.read, count.refused_nodes, count.refused_json);
    check_state.passed = 1;
    return check_report();
}
