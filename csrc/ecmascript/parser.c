/* parser.c - from a source to a Program. */
#include "parser.h"

#include "early.h"
#include "parser_internal.h"
#include "utf8.h"

#include <string.h>

uint8_t *
parse_allocate_source(arena *a, size_t length)
{
    size_t size;
    if (__builtin_add_overflow(length, (size_t)LEXER_PADDING, &size)) {
        a->status = ARENA_NO_MEMORY;
        return NULL;
    }
    uint8_t *source = arena_alloc(a, size, ARENA_GRANULE);
    if (source != NULL) {
        memset(source + length, 0, LEXER_PADDING);
    }
    return source;
}

/* The position of an address in any chunk: the source's may be full by now. */
static uint64_t
position_in(const arena *a, const void *address)
{
    for (uint32_t k = a->current; k >= ARENA_FIRST_CHUNK; k--) {
        uint64_t position = (uint64_t)((uintptr_t)address - a->bias[k]);
        if (arena_at_position(a, position, 1) == address) {
            return position;
        }
    }
    return arena_position(a, address);
}

static uint32_t
context_of(parse_options options)
{
    if (options.language == PARSE_DTS) {
        return CONTEXT_AMBIENT;
    }
    switch (options.goal) {
    case PARSE_MODULE:
        return CONTEXT_AWAIT | CONTEXT_STRICT | CONTEXT_MODULE;
    case PARSE_COMMONJS: /* its text becomes a function's body */
        return CONTEXT_RETURN | CONTEXT_NEW_TARGET;
    case PARSE_SCRIPT:
        return 0;
    default:
        return CONTEXT_MAY_BE_MODULE;
    }
}

static void
parser_init(parser *p, arena *a, const uint8_t *source, uint32_t length, parse_options options)
{
    memset(p, 0, offsetof(parser, spill));
    scratch_init(&p->children);
    lexer_init(&p->lex, source, length);
    p->lex.html_comments = options.language < PARSE_TS && options.goal != PARSE_MODULE;
    p->lex.jsx = options.language == PARSE_JSX || options.language == PARSE_TSX;
    p->arena = a;
    p->base = position_in(a, source);
    p->floor = depth_floor();
    p->options = options;
    p->context = context_of(options);
    p->doubt = options.only_grammar;
    names_init(&p->declared, options.language >= PARSE_TS, source, length);
    names_init(&p->privates, false, source, length);
    p->item_start = UINT32_MAX;
}

/* The source_type of the Program, once all of it was read. */
static uint8_t
source_type(const parser *p)
{
    switch (p->options.goal) {
    case PARSE_MODULE:
        return AST_SOURCE_TYPE_MODULE;
    case PARSE_SCRIPT:
        return AST_SOURCE_TYPE_SCRIPT;
    case PARSE_COMMONJS:
        return AST_SOURCE_TYPE_COMMONJS;
    default:
        return p->is_module ? AST_SOURCE_TYPE_MODULE : AST_SOURCE_TYPE_SCRIPT;
    }
}

static arena_ref
parse_hashbang(parser *p)
{
    if (!at(p, TOK_HASHBANG)) {
        return 0;
    }
    token t = take(p);
    ast_hashbang *n = NEW_NODE(p, hashbang, t.start, t.end);
    n->value = source_text(p, t.start + 2, t.end);
    return ref_of(p, n);
}

static arena_ref
parse_program(parser *p)
{
    next(p);
    arena_ref hashbang = parse_hashbang(p);
    size_t mark = begin_list(p);
    parse_directives(p);
    parse_top_level_list(p, TOK_EOF);
    close_program_scope(p);
    ast_list body = finish_list(p, mark);
    ast_program *n = NEW_NODE(p, program, 0, p->lex.length);
    n->source_type = source_type(p);
    n->body = body;
    n->hashbang = hashbang;
    n->source.ref = (arena_ref)(p->base / ARENA_GRANULE);
    n->source.length = p->lex.length;
    return ref_of(p, n);
}

static parse_result
result_of(const parser *p, arena_ref program)
{
    bool no_heap = p->children.failed || p->declared.failed || p->privates.failed;
    if (no_heap) {
        p->arena->status = ARENA_NO_MEMORY; /* malloc's, not the arena's */
    }
    if (p->no_memory || no_heap) {
        return (parse_result){.status = PARSE_NO_MEMORY};
    }
    if (p->lex.error.message != NULL) {
        return (parse_result){
            .status = PARSE_SYNTAX_ERROR, .error = p->lex.error, .code = "syntax"};
    }
    return (parse_result){.status = PARSE_OK, .program = program, .nodes = p->nodes};
}

/* `await (x)` is a call in a script and an operator in a module, `with` an error in
 * the one.  Which of them this is may be known only behind it. */
static bool
was_module_after_all(const parser *p)
{
    return p->options.goal == PARSE_UNAMBIGUOUS && p->options.language != PARSE_DTS &&
           p->is_module && p->is_sloppy;
}

static parse_result
early_error_of(const early_result *early)
{
    const early_text *text = &early_texts[early->code];
    return (parse_result){
        .status = PARSE_SYNTAX_ERROR,
        .error = {text->message, early->span.start, early->span.end},
        .code = text->name,
        .related = early->related,
        .related_note = text->related,
    };
}

static parse_result
check_early_errors(const parser *p, parse_result parsed)
{
    if (parsed.status != PARSE_OK || p->options.only_grammar || !p->doubt) {
        return parsed;
    }
    early_result early = early_check(p->arena, parsed.program, p->options);
    switch (early.status) {
    case EARLY_ERROR: return early_error_of(&early);
    case EARLY_NO_MEMORY:
        p->arena->status = ARENA_NO_MEMORY; /* malloc's, not the arena's */
        return (parse_result){.status = PARSE_NO_MEMORY};
    default: return parsed;
    }
}

static parse_result
parse_once(arena *a, const uint8_t *source, uint32_t length, parse_options options,
           bool *again)
{
    parser p;
    parser_init(&p, a, source, length, options);
    /* Without memory every token is the last one, and here they have not begun. */
    arena_ref program = p.no_memory ? 0 : parse_program(&p);
    scratch_free(&p.children);
    *again = was_module_after_all(&p) && !p.no_memory;
    parse_result result = result_of(&p, program);
    if (!*again) {
        result = check_early_errors(&p, result);
    }
    names_free(&p.declared);
    names_free(&p.privates);
    return result;
}

/* Of a source whose first byte that is no UTF-8 is `bad`. */
static parse_result
encoding_error(const uint8_t *source, uint32_t length, uint32_t bad)
{
    bool utf16 = length >= 2 && (memcmp(source, "\xff\xfe", 2) == 0
                                 || memcmp(source, "\xfe\xff", 2) == 0);
    const char *message = utf16 ? "The source is not valid UTF-8 but UTF-16; convert it to UTF-8"
                                : "The source is not valid UTF-8";
    syntax_error error = {message, bad, bad + 1};
    return (parse_result){.status = PARSE_SYNTAX_ERROR, .error = error, .code = "encoding"};
}

parse_result
parse_source(arena *a, const uint8_t *source, uint32_t length, parse_options options)
{
    size_t bad;
    if (!utf8_validate(source, length, &bad)) {
        return encoding_error(source, length, (uint32_t)bad);
    }
    arena_mark mark = arena_get_mark(a);
    bool again;
    parse_result result = parse_once(a, source, length, options, &again);
    if (again) {
        arena_rewind(a, mark);
        options.goal = PARSE_MODULE;
        result = parse_once(a, source, length, options, &again);
    }
    return result;
}
