/* parse_file.c - parses one file and prints it as ESTree's JSON.
 *
 *     parse_file [--plain] [--quiet] [--parse] [--grammar] [--repeat N] file
 *
 * The language follows from the file's name.  A syntax error goes to standard
 * error as file:offset: message, with exit status 1.  --plain prints ESTree as it
 * is without TypeScript.  --quiet prints figures
 * instead of JSON: bytes, nodes, arena bytes, and seconds of the fastest of N.
 * --parse prints them too, and makes no JSON: for profilers.
 * --grammar leaves the early errors out.
 */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "estree.h"
#include "heap_buffer.h"
#include "parser.h"
#include "source.h"

typedef struct input {
    const char *name;
    uint8_t *text;
    size_t length;
    bool plain, only_parse, only_grammar;
} input;

typedef struct figures {
    double parse, write; /* seconds */
    uint64_t arena_bytes, nodes, json_bytes;
} figures;

static double
now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static bool
read_file(input *in)
{
    FILE *file = fopen(in->name, "rb");
    if (file == NULL) {
        return false;
    }
    bool good = fseek(file, 0, SEEK_END) == 0;
    long length = ftell(file);
    rewind(file);
    in->length = length > 0 ? (size_t)length : 0;
    in->text = malloc(in->length + 1);
    good = good && length >= 0 && in->text != NULL &&
           fread(in->text, 1, in->length, file) == in->length;
    fclose(file);
    return good;
}

static bool
ends_with(const char *name, const char *suffix)
{
    size_t n = strlen(name), m = strlen(suffix);
    return n >= m && strcmp(name + n - m, suffix) == 0;
}

static parse_options
options_of(const char *name)
{
    static const struct {
        const char *suffix;
        parse_language language;
        parse_goal goal;
    } rules[] = {
        {".d.ts", PARSE_DTS, PARSE_UNAMBIGUOUS},  {".d.mts", PARSE_DTS, PARSE_MODULE},
        {".d.cts", PARSE_DTS, PARSE_COMMONJS},      {".mts", PARSE_TS, PARSE_MODULE},
        {".cts", PARSE_TS, PARSE_COMMONJS},         {".ts", PARSE_TS, PARSE_UNAMBIGUOUS},
        {".tsx", PARSE_TSX, PARSE_UNAMBIGUOUS},   {".mjs", PARSE_JS, PARSE_MODULE},
        {".cjs", PARSE_JS, PARSE_COMMONJS},         {".jsx", PARSE_JSX, PARSE_UNAMBIGUOUS},
    };
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        if (ends_with(name, rules[i].suffix)) {
            return (parse_options){.language = rules[i].language, .goal = rules[i].goal};
        }
    }
    return (parse_options){.language = PARSE_JS, .goal = PARSE_UNAMBIGUOUS};
}

static int
report(const char *name, const parse_result *result)
{
    bool wrong = result->status == PARSE_SYNTAX_ERROR;
    const char *message = wrong ? result->error.message : "no memory";
    fprintf(stderr, "%s:%u: %s\n", name, wrong ? result->error.start : 0, message);
    return 1;
}

/* Parses and writes once; 0, or the exit status. */
static int
run(const input *in, estree_buffer *out, figures *best)
{
    arena a;
    arena_init(&a, arena_source_malloc(), ARENA_NO_LIMIT);
    double start = now();
    uint8_t *source = parse_allocate_source(&a, in->length);
    if (source == NULL) {
        fprintf(stderr, "%s: no memory\n", in->name);
        return 1;
    }
    memcpy(source, in->text, in->length);
    uint32_t length = (uint32_t)in->length;
    parse_options options = options_of(in->name);
    options.only_grammar = in->only_grammar;
    parse_result result = parse_source(&a, source, length, options);
    double parsed = now();
    int status = result.status == PARSE_OK ? 0 : report(in->name, &result);
    if (status == 0 && !in->only_parse) {
        estree_options written_as = {
            .range = true, .parentheses = true, .typescript = !in->plain};
        estree_result r = estree_write(&a, result.program, source, length, written_as, out);
        status = r.status == ESTREE_OK ? 0 : 2;
        if (status) {
            fprintf(stderr, "%s: estree: %d at %u\n", in->name, (int)r.status, r.wrong);
        }
    }
    double written = now() - parsed;
    parsed -= start;
    best->parse = parsed < best->parse ? parsed : best->parse;
    best->write = written < best->write ? written : best->write;
    best->arena_bytes = arena_used(&a) - in->length;
    best->nodes = result.nodes;
    best->json_bytes = out->length;
    arena_destroy(&a);
    return status;
}

static void
print_figures(const input *in, const figures *f)
{
    double mb = (double)in->length / 1e6, json = (double)f->json_bytes / 1e6;
    printf("%s: %.2f MB, parse %.1f MB/s, estree %.1f MB of JSON, %.0f MB/s, "
           "%llu nodes, %.1f bytes a node\n",
           in->name, mb, mb / f->parse, json, json / f->write,
           (unsigned long long)f->nodes, (double)f->arena_bytes / (double)f->nodes);
}

int
main(int argc, char **argv)
{
    bool quiet = false;
    int repeat = 1;
    input in = {0};
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--quiet") == 0) {
            quiet = true;
        }
        else if (strcmp(argv[i], "--parse") == 0) {
            quiet = in.only_parse = true;
        }
        else if (strcmp(argv[i], "--plain") == 0) {
            in.plain = true;
        }
        else if (strcmp(argv[i], "--grammar") == 0) {
            in.only_grammar = true;
        }
        else if (strcmp(argv[i], "--repeat") == 0 && i + 1 < argc) {
            repeat = atoi(argv[++i]);
        }
        else {
            in.name = argv[i];
        }
    }
    if (in.name == NULL || !read_file(&in)) {
        fprintf(stderr, "usage: parse_file [--plain] [--quiet] [--parse] [--grammar] "
                        "[--repeat N] file\n");
        return 2;
    }
    estree_buffer out = {.resize = resize};
    figures best = {.parse = 1e9, .write = 1e9};
    int status = 0;
    for (int i = 0; i < repeat && status == 0; i++) {
        out.length = 0;
        status = run(&in, &out, &best);
    }
    if (status == 0 && quiet) {
        print_figures(&in, &best);
    }
    else if (status == 0) {
        fwrite(out.data, 1, out.length, stdout);
    }
    free(out.data);
    free(in.text);
    return status;
}
