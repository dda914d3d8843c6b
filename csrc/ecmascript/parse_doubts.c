/* parse_doubts.c - see parse_doubts.h. */
#include "hash.h"
#include "parser_internal.h"

#include <string.h>

enum { MANY_LABELS = 64 }; /* to look through, one inside the other */

/* ---- Texts -------------------------------------------------------------- */

static const char *
bytes_of(const parser *p, arena_text text)
{
    uint64_t offset = arena_text_position(text) - p->base;
    size_t length = arena_text_length(text);
    if (offset <= p->lex.length && length <= p->lex.length - offset) {
        return (const char *)p->lex.source + offset;
    }
    return arena_at_position(p->arena, arena_text_position(text), length);
}

static bool
is_text(const parser *p, arena_text text, const char *word, size_t length)
{
    return arena_text_length(text) == length && memcmp(bytes_of(p, text), word, length) == 0;
}

/* Of an Identifier, PrivateIdentifier or string. */
static arena_text
text_of(const ast_node *n)
{
    switch (n->tag) {
    case AST_IDENTIFIER: return ((const ast_identifier *)n)->name;
    case AST_PRIVATE_IDENTIFIER: return ((const ast_private_identifier *)n)->name;
    case AST_STRING_LITERAL: return ((const ast_string_literal *)n)->value;
    default: return (arena_text){0, 0};
    }
}

static uint64_t
hash_of(const parser *p, arena_text text)
{
    return hash_bytes(bytes_of(p, text), arena_text_length(text), p->declared.seed);
}

bool
is_property_name(const parser *p, arena_ref key, const char *word, size_t length)
{
    const ast_node *n = node_at(p, key);
    return n != NULL && n->tag != AST_PRIVATE_IDENTIFIER && is_text(p, text_of(n), word, length);
}

/* ---- Names that strict code cannot bind or assign to -------------------- */

/* Most other names are told by their length and first letter. */
static inline bool
may_be_forbidden(const parser *p, arena_text text)
{
#define LETTER(c) (1u << ((c) - 'a'))
    static const uint32_t first_letters[] = {
        [3] = LETTER('l'), [4] = LETTER('e'), [5] = LETTER('y'),
        [6] = LETTER('p') | LETTER('s'), [7] = LETTER('p'),
        [9] = LETTER('a') | LETTER('i') | LETTER('p'), [10] = LETTER('i'),
    };
#undef LETTER
    size_t length = arena_text_length(text);
    if (length >= sizeof first_letters / sizeof *first_letters || first_letters[length] == 0) {
        return false;
    }
    const char *word = bytes_of(p, text);
    uint8_t letter = (uint8_t)(*word - 'a');
    return letter < 26 && (first_letters[length] >> letter & 1) != 0
           && (early_is_restricted_word(word, length) || early_is_reserved_word(word, length));
}

void
doubt_own_name(parser *p, arena_ref identifier)
{
    const ast_node *n = node_at(p, identifier);
    doubt_if(p, n != NULL && may_be_forbidden(p, text_of(n)));
}

void
doubt_target(parser *p, const ast_node *target)
{
    if (target != NULL && target->tag == AST_IDENTIFIER) {
        arena_text name = text_of(target);
        doubt_if(p, early_is_restricted_word(bytes_of(p, name), arena_text_length(name)));
    }
}

void
doubt_deleted(parser *p, arena_ref operand)
{
    const ast_node *n = node_at(p, operand);
    while (n != NULL && (n->tag == AST_PARENTHESIZED_EXPRESSION || n->tag == AST_CHAIN_EXPRESSION)) {
        n = node_at(p, n->tag == AST_CHAIN_EXPRESSION
                           ? ((const ast_chain_expression *)n)->expression
                           : ((const ast_parenthesized_expression *)n)->expression);
    }
    if (n == NULL || n->tag == AST_IDENTIFIER) {
        doubt(p);
    } else if (n->tag == AST_MEMBER_EXPRESSION) {
        const ast_node *name = node_at(p, ((const ast_member_expression *)n)->property);
        doubt_if(p, name == NULL || name->tag == AST_PRIVATE_IDENTIFIER);
    }
}

/* ---- Labels ------------------------------------------------------------- */

const open_label *
find_label(parser *p, arena_ref name)
{
    const ast_node *n = node_at(p, name);
    unsigned depth = 0;
    for (const open_label *l = p->labels; l != NULL && n != NULL; l = l->outer) {
        const ast_node *other = node_at(p, l->name);
        arena_text text = text_of(other);
        if (is_text(p, text_of(n), bytes_of(p, text), arena_text_length(text))) {
            return l;
        }
        if (++depth == MANY_LABELS) {
            doubt(p);
            return NULL;
        }
    }
    return NULL;
}

void
doubt_jump(parser *p, token_kind word, arena_ref target)
{
    if (target != 0) {
        const open_label *l = find_label(p, target);
        doubt_if(p, l == NULL || (word == TOK_CONTINUE && !l->loop));
    } else {
        uint32_t around = word == TOK_CONTINUE ? CONTEXT_LOOP : CONTEXT_BREAKABLE;
        doubt_if(p, !has_context(p, around));
    }
}

/* ---- Scopes ------------------------------------------------------------- */

void
parser__close_scope(parser *p, scope s)
{
    doubt_if(p, !p->doubt && !names_end_block(&p->declared, s.names));
    p->declared.solid = s.solid;
}

void
close_function_scope(parser *p, scope s)
{
    doubt_if(p, !p->doubt && !names_end_function(&p->declared, s.names, !is_typescript(p)));
    p->declared.solid = s.solid;
}

void
forget_scope(parser *p, scope s)
{
    if (!p->doubt) {
        p->declared.count = s.names;
        p->declared.solid = s.solid;
    }
}

void
close_program_scope(parser *p)
{
    bool module = p->options.goal == PARSE_MODULE || p->is_module;
    bool functions_vary = !is_typescript(p) && !module;
    doubt_if(p, !p->doubt && (!names_end_program(&p->declared, functions_vary) ||
                              p->privates.count != 0));
}

/* ---- Declarations ------------------------------------------------------- */

static void
push(parser *p, uint64_t hash, unsigned kind)
{
    p->declared.solid += kind != EARLY_VAR;
    doubt_if(p, !names_push(&p->declared, hash, 1u << kind));
}

static void
declare(parser *p, unsigned kind, const ast_node *n)
{
    arena_text name = text_of(n);
    doubt_if(p, !has_context(p, CONTEXT_AMBIENT) && may_be_forbidden(p, name));
    push(p, hash_of(p, name), kind);
}

void
declare_name(parser *p, unsigned kind, arena_ref identifier)
{
    const ast_node *n = node_at(p, identifier);
    if (n != NULL && !p->doubt) {
        declare(p, kind, n);
    }
}

static void
declare_all(parser *p, early_kind kind, ast_list patterns)
{
    const arena_ref *items = items_of(p, patterns);
    for (uint32_t i = 0; i < patterns.length && items != NULL; i++) {
        declare_pattern(p, kind, items[i]);
    }
}

static void
declare_parts(parser *p, early_kind kind, const ast_node *n)
{
    const void *pattern = n;
    switch (n->tag) {
    case AST_ARRAY_PATTERN:
        declare_all(p, kind, ((const ast_array_pattern *)pattern)->elements);
        break;
    case AST_OBJECT_PATTERN:
        declare_all(p, kind, ((const ast_object_pattern *)pattern)->properties);
        break;
    case AST_PROPERTY:
        declare_pattern(p, kind, ((const ast_property *)pattern)->value);
        break;
    case AST_ASSIGNMENT_PATTERN:
        declare_pattern(p, kind, ((const ast_assignment_pattern *)pattern)->left);
        break;
    case AST_REST_ELEMENT:
        declare_pattern(p, kind, ((const ast_rest_element *)pattern)->argument);
        break;
    case AST_TS_PARAMETER_PROPERTY:
        declare_pattern(p, kind, ((const ast_ts_parameter_property *)pattern)->parameter);
        break;
    case AST_DECORATED_PARAMETER:
        declare_pattern(p, kind, ((const ast_decorated_parameter *)pattern)->parameter);
        break;
    default:
        break;
    }
}

void
declare_pattern(parser *p, early_kind kind, arena_ref pattern)
{
    const ast_node *n = p->doubt ? NULL : node_at(p, pattern);
    if (n == NULL) {
        return;
    }
    if (n->tag == AST_IDENTIFIER) {
        declare(p, kind, n);
    } else if (depth_exceeded(p->floor)) {
        doubt(p);
    } else {
        declare_parts(p, kind, n);
    }
}

static bool
is_simple(const parser *p, arena_ref param)
{
    const ast_node *n = node_at(p, param);
    if (n != NULL && n->tag == AST_TS_PARAMETER_PROPERTY) {
        n = node_at(p, ((const ast_ts_parameter_property *)n)->parameter);
    } else if (n != NULL && n->tag == AST_DECORATED_PARAMETER) {
        n = node_at(p, ((const ast_decorated_parameter *)n)->parameter);
    }
    return n != NULL && n->tag == AST_IDENTIFIER;
}

void
declare_parameters(parser *p, ast_list params)
{
    const arena_ref *items = items_of(p, params);
    p->complex_params = false;
    for (uint32_t i = 0; i < params.length && items != NULL; i++) {
        p->complex_params |= !is_simple(p, items[i]);
        declare_pattern(p, EARLY_PARAMETER, items[i]);
    }
}

void
doubt_parameter_properties(parser *p, ast_list params)
{
    const arena_ref *items = items_of(p, params);
    for (uint32_t i = 0; i < params.length && items != NULL; i++) {
        const ast_node *n = node_at(p, items[i]);
        doubt_if(p, n == NULL || n->tag == AST_TS_PARAMETER_PROPERTY);
    }
}

/* ---- Exports ------------------------------------------------------------ */

/* So that they are not those of declarations. */
#define EXPORTED UINT64_C(0x5bd1e995a5a50000)

void
declare_exported(parser *p, arena_ref name)
{
    const ast_node *n = node_at(p, name);
    if (!p->doubt) {
        uint64_t hash = n != NULL ? hash_of(p, text_of(n)) : hash_bytes("default", 7, p->declared.seed);
        push(p, hash ^ EXPORTED, NAME_EXPORTED);
    }
}

void
declare_exports_since(parser *p, scope s)
{
    uint32_t end = p->declared.count;
    for (uint32_t i = s.names; i < end && !p->doubt; i++) {
        push(p, p->declared.items[i] ^ EXPORTED, NAME_EXPORTED);
    }
}

/* ---- Private names ------------------------------------------------------ */

void
use_private_name(parser *p, arena_ref identifier)
{
    const ast_node *n = node_at(p, identifier);
    if (n != NULL && !p->doubt) {
        doubt_if(p, !names_push(&p->privates, hash_of(p, text_of(n)), PRIVATE_USE));
    }
}

void
declare_private_name(parser *p, uint32_t pushed, const ast_node *key, uint32_t what)
{
    if (!p->doubt) {
        doubt_if(p, is_text(p, text_of(key), "constructor", 11));
        p->privates.items[pushed] ^= PRIVATE_USE ^ what;
    }
}

void
close_class_scope(parser *p, uint32_t mark)
{
    if (!p->doubt && p->privates.count != mark) {
        doubt_if(p, !names_end_class(&p->privates, mark));
    }
}
