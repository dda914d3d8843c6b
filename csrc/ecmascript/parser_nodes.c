/* Nodes without children, and what all nodes need: lists, names, a way back. */
#include "bigint.h"
#include "parser_internal.h"

#include <string.h>

/* How much may be read again: see parse_expressions.c. */
enum {
    REREAD_BASE = 1 << 16, /* a chain of 256 comparisons in a source of one line */
    REREAD_FACTOR = 16,    /* source that people write stays under 1 */
};

token
peek(const parser *p)
{
    lexer ahead = p->lex;
    lexer_next(&ahead);
    return ahead.token;
}

ast_list
finish_list(parser *p, size_t mark)
{
    size_t count = scratch_count(&p->children, mark);
    if (count == 0) {
        return (ast_list){0, 0};
    }
    size_t size = count * sizeof(arena_ref);
    arena_ref *items = arena_alloc(p->arena, size, ARENA_GRANULE);
    if (items == NULL) {
        parser__no_memory(p);
        scratch_rewind(&p->children, mark);
        return (ast_list){0, 0};
    }
    memcpy(items, scratch_items(&p->children, mark), size);
    scratch_rewind(&p->children, mark);
    return (ast_list){ref_of(p, items), (uint32_t)count};
}

bool
parser__grow_children(parser *p)
{
    if (scratch__grow(&p->children)) {
        return true;
    }
    parser__no_memory(p);
    return false;
}

ast_list
copy_every_second(parser *p, size_t mark, size_t first)
{
    size_t count = scratch_count(&p->children, mark);
    size_t chosen = begin_list(p);
    for (size_t i = first; i < count; i += 2) {
        add(p, scratch_items(&p->children, mark)[i]);
    }
    return finish_list(p, chosen);
}

/* ---- Trying ------------------------------------------------------------- */

parser_checkpoint
parser_save(const parser *p)
{
    return (parser_checkpoint){
        .lex = p->lex,
        .mark = arena_get_mark(p->arena),
        .children = scratch_mark(&p->children),
        .nodes = p->nodes,
        .cover = p->cover,
        .is_module = p->is_module,
        .is_sloppy = p->is_sloppy,
        .doubt = p->doubt,
        .declared = p->declared.count,
        .solid = p->declared.solid,
        .privates = p->privates.count,
    };
}

void
parser_restore(parser *p, const parser_checkpoint *checkpoint)
{
    scratch_rewind(&p->children, checkpoint->children);
    p->infer_extends = 0;
    if (p->fatal || p->no_memory) {
        return; /* everything is given up anyway */
    }
    p->lex = checkpoint->lex;
    p->nodes = checkpoint->nodes;
    p->cover = checkpoint->cover;
    p->is_module = checkpoint->is_module;
    p->is_sloppy = checkpoint->is_sloppy;
    p->doubt = checkpoint->doubt;
    p->declared.count = checkpoint->declared;
    p->declared.solid = checkpoint->solid;
    p->privates.count = checkpoint->privates;
    arena_rewind(p->arena, checkpoint->mark);
}

uint32_t
parser_reached(const parser *p)
{
    return parser_failed(p) ? p->lex.error.end : end_before(p);
}

void
parser_pay(parser *p, uint32_t reached, uint32_t start)
{
    p->reread += reached > start ? reached - start : 0;
    if (p->reread > REREAD_BASE + (uint64_t)REREAD_FACTOR * p->lex.length) {
        parser_fatal(p, "Too much of this can be read in two ways: use parentheses");
    }
}

/* ---- Names -------------------------------------------------------------- */

arena_text
parser__text_too_long(parser *p, uint32_t start, uint32_t end)
{
    parser_error(p, "A name or literal cannot be longer than 256 MiB", start, end);
    return (arena_text){0, 0};
}

arena_text
parser__escaped_name(parser *p, token t)
{
    if (arena_text_is_null(source_text(p, t.start, t.end))) {
        return (arena_text){0, 0};
    }
    arena_text name = lexer_name(&p->lex, t, p->arena, p->base);
    if (arena_text_is_null(name)) {
        parser__no_memory(p);
    }
    return name;
}

arena_ref
new_this_expression(parser *p, token t)
{
    return ref_of(p, NEW_NODE(p, this_expression, t.start, t.end));
}

arena_ref
parse_identifier_name(parser *p)
{
    if (!token_is_name(current(p))) {
        parser__expected(p, TOK_IDENTIFIER);
        return 0;
    }
    return new_identifier(p, take(p));
}

bool
parser__is_name_here(const parser *p, token_kind kind)
{
    switch (kind) {
    case TOK_AWAIT:
        return !has_context(p, CONTEXT_AWAIT | CONTEXT_MODULE);
    case TOK_YIELD:
        return !has_context(p, CONTEXT_YIELD | CONTEXT_STRICT);
    default:
        return !has_context(p, CONTEXT_STRICT) || has_context(p, CONTEXT_AMBIENT);
    }
}

void
parser__check_identifier(parser *p, token t)
{
    token_kind kind = (token_kind)t.kind;
    if (kind == TOK_IDENTIFIER) {
        kind = lexer_escaped_keyword(&p->lex, t);
    }
    if (kind < TOK_AWAIT) {
        return;
    }
    if (!is_identifier(p, kind)) {
        parser_error(p, "A reserved word cannot be used as a name here", t.start, t.end);
    }
    p->is_sloppy = true;
    if (kind == TOK_AWAIT) {
        p->cover.last_await_name = t.start + 1;
    }
}

arena_ref
parse_binding_identifier(parser *p)
{
    if (at_identifier(p)) {
        return take_identifier(p);
    }
    if (token_is_name(current(p))) {
        return parser_error_here(p, "A reserved word cannot be used as a name here");
    }
    parser__expected(p, TOK_IDENTIFIER);
    return 0;
}

/* ---- Literals ----------------------------------------------------------- */

/* An octal literal or escape, which strict mode and TypeScript do not have. */
static inline bool
is_forbidden_octal(parser *p)
{
    if (__builtin_expect((p->lex.token.flags & TOKEN_LEGACY_OCTAL) == 0, 1)) {
        return false;
    }
    p->is_sloppy = true;
    return has_context(p, CONTEXT_STRICT) || is_typescript(p);
}

static arena_ref
refuse_octal(parser *p)
{
    return parser_error_here(p, is_typescript(p)
                                    ? "TypeScript has no octal literals and escapes like this"
                                    : "Octal literals and escapes are not allowed in strict mode");
}

arena_ref
parse_string_literal(parser *p)
{
    if (!at(p, TOK_STRING)) {
        parser__expected(p, TOK_STRING);
        return 0;
    }
    if (is_forbidden_octal(p)) {
        return refuse_octal(p);
    }
    token t = p->lex.token;
    arena_text raw = source_text(p, t.start, t.end);
    if (arena_text_is_null(raw)) {
        return 0;
    }
    arena_text value = lexer_string(&p->lex, t, p->arena, p->base);
    if (arena_text_is_null(value)) {
        parser__no_memory(p);
        return 0;
    }
    next(p);
    ast_string_literal *n = NEW_NODE(p, string_literal, t.start, t.end);
    n->value = value;
    n->raw = raw;
    return ref_of(p, n);
}

arena_ref
parse_numeric_literal(parser *p)
{
    if (is_forbidden_octal(p)) {
        return refuse_octal(p);
    }
    token t = take(p);
    double value = lexer_number(&p->lex, t);
    ast_numeric_literal *n = NEW_NODE(p, numeric_literal, t.start, t.end);
    n->value = value;
    n->raw = source_text(p, t.start, t.end);
    return ref_of(p, n);
}

/* Is it one run of decimal digits and `n`?  Then its digits are its value. */
static bool
is_plain_decimal(const uint8_t *digits, uint32_t length)
{
    for (uint32_t i = 0; i < length; i++) {
        if (digits[i] < '0' || digits[i] > '9') {
            return false;
        }
    }
    return true;
}

static arena_text
bigint_text(parser *p, token t)
{
    const uint8_t *digits = p->lex.source + t.start;
    uint32_t length = t.end - t.start - 1;
    if (is_plain_decimal(digits, length)) {
        return source_text(p, t.start, t.end - 1);
    }
    if (length > BIGINT_MAX_DIGITS) {
        parser_error(p, "A BigInt of this length must be written in decimal digits only",
                     t.start, t.end);
        return (arena_text){0, 0};
    }
    arena_text text = bigint_digits((const char *)digits, length, p->arena);
    if (arena_text_is_null(text)) {
        parser__no_memory(p);
    }
    return text;
}

arena_ref
parse_bigint_literal(parser *p)
{
    token t = take(p);
    arena_text text = bigint_text(p, t);
    ast_bigint_literal *n = NEW_NODE(p, bigint_literal, t.start, t.end);
    n->bigint = text;
    n->raw = source_text(p, t.start, t.end);
    return ref_of(p, n);
}

arena_ref
parse_template_element(parser *p, bool tagged)
{
    token t = p->lex.token;
    if ((t.flags & TOKEN_INVALID_ESCAPE) && !tagged) {
        return parser_error_here(p, "Invalid escape sequence in a template");
    }
    if (arena_text_is_null(source_text(p, t.start, t.end))) {
        return 0;
    }
    arena_text raw = lexer_raw(&p->lex, t, p->arena, p->base);
    arena_text cooked = lexer_cooked(&p->lex, t, p->arena, p->base);
    bool undefined = (t.flags & TOKEN_INVALID_ESCAPE) != 0;
    if (arena_text_is_null(raw) || (arena_text_is_null(cooked) && !undefined)) {
        parser__no_memory(p);
        return 0;
    }
    ast_template_element *n = NEW_NODE(p, template_element, t.start, t.end);
    n->raw = raw;
    n->cooked = cooked;
    n->tail = t.kind == TOK_TEMPLATE || t.kind == TOK_TEMPLATE_TAIL;
    return ref_of(p, n);
}
