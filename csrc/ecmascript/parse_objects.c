/* Object literals.  What may be a pattern in the end is read as a literal that
 * allows for it: see parse_patterns.c. */
#include "parser_internal.h"

/* The words in front of a method's name. */
typedef struct member {
    uint32_t start;
    uint8_t kind; /* property_kind */
    bool async, generator, computed, shorthand;
    token name;
    arena_ref key;
} member;

static ast_property *
new_property(parser *p, const member *m, arena_ref value)
{
    ast_property *n = NEW_NODE(p, property, m->start, end_before(p));
    n->kind = m->kind;
    n->key = m->key;
    n->value = value;
    n->computed = m->computed;
    return n;
}

static arena_ref parse_property_rest(parser *p, const member *m);

/* ---- Methods ------------------------------------------------------------ */

/* From the parameters on. */
static arena_ref
parse_method(parser *p, const member *m)
{
    call_signature signature;
    function_kind kind = {.async = m->async, .generator = m->generator, .needs_body = true};
    uint32_t outer = p->context;
    p->context &= ~(uint32_t)CONTEXT_AMBIENT;
    arena_ref value = parse_method_function(p, kind, &signature);
    p->context = outer;
    if (m->kind != AST_PROPERTY_KIND_INIT) {
        check_accessor(p, &signature, m->kind == AST_PROPERTY_KIND_SET);
    }
    ast_property *n = new_property(p, m, value);
    n->method = m->kind == AST_PROPERTY_KIND_INIT;
    return ref_of(p, n);
}

/* Is the word that was taken, in front of the current token, a modifier? */
static bool
modifies(const parser *p, token word)
{
    bool name = names_property(p->lex.token);
    if (word.kind == TOK_ASYNC) {
        return (name || at(p, TOK_STAR)) && !newline_before(p);
    }
    return name;
}

static void
note_modifier(parser *p, member *m, token word)
{
    switch ((token_kind)word.kind) {
    case TOK_GET:
        m->kind = AST_PROPERTY_KIND_GET;
        break;
    case TOK_SET:
        m->kind = AST_PROPERTY_KIND_SET;
        break;
    default:
        m->async = true;
        m->generator = accept(p, TOK_STAR);
    }
}

/* `get`, `set`, `async` or `*` is current. */
static arena_ref
parse_modified(parser *p, member *m)
{
    token word = take(p);
    if (word.kind == TOK_STAR) {
        m->generator = true;
    } else if (modifies(p, word)) {
        note_modifier(p, m, word);
    } else {
        m->name = word;
        m->key = new_identifier(p, word);
        return parse_property_rest(p, m);
    }
    m->key = parse_property_name(p, &m->computed);
    return parse_method(p, m);
}

/* ---- Properties --------------------------------------------------------- */

/* `{a = b}` is for patterns only. */
static arena_ref
parse_default(parser *p, const member *m)
{
    next(p);
    arena_ref right = parse_assignment_expression(p);
    ast_assignment_pattern *n = NEW_NODE(p, assignment_pattern, m->start, end_before(p));
    n->left = m->key;
    n->right = right;
    arena_ref pattern = ref_of(p, n);
    note_default(p, pattern);
    return pattern;
}

/* `{a}`: one Identifier is both the key and the value. */
static arena_ref
parse_shorthand(parser *p, const member *m)
{
    if (!is_identifier(p, (token_kind)m->name.kind)) {
        return parser_error(p, "Expected ':' behind a name that cannot stand alone",
                            m->name.start, m->name.end);
    }
    check_shorthand(p, m->name);
    arena_ref value = at(p, TOK_EQ) ? parse_default(p, m) : m->key;
    doubt_own_name(p, m->key);
    ast_property *n = new_property(p, m, value);
    n->shorthand = true;
    return ref_of(p, n);
}

/* Behind the name. */
static arena_ref
parse_property_rest(parser *p, const member *m)
{
    if (at(p, TOK_COLON)) {
        p->protos += !m->computed && is_property_name(p, m->key, "__proto__", 9);
        next(p);
        arena_ref value = parse_assignment_expression(p);
        return ref_of(p, new_property(p, m, value));
    }
    if (at(p, TOK_LPAREN) || (at(p, TOK_LESS) && is_typescript(p))) {
        return parse_method(p, m);
    }
    if (token_is_name((token_kind)m->name.kind)) {
        return parse_shorthand(p, m);
    }
    expect(p, TOK_COLON);
    return 0;
}

static arena_ref
parse_property(parser *p)
{
    member m = {.start = start_here(p), .kind = AST_PROPERTY_KIND_INIT, .name = p->lex.token};
    switch (current(p)) {
    case TOK_GET:
    case TOK_SET:
    case TOK_ASYNC:
    case TOK_STAR:
        return parse_modified(p, &m);
    default:
        m.key = parse_property_name(p, &m.computed);
        return parse_property_rest(p, &m);
    }
}

arena_ref
parse_object_literal(parser *p)
{
    uint32_t start = start_here(p), outer = enter_brackets(p);
    uint32_t protos = p->protos;
    p->protos = 0;
    expect(p, TOK_LBRACE);
    size_t mark = begin_list(p);
    while (!at(p, TOK_RBRACE) && !at(p, TOK_EOF)) {
        add(p, at(p, TOK_ELLIPSIS) ? parse_spread(p) : parse_property(p));
        if (!accept(p, TOK_COMMA)) {
            break;
        }
    }
    leave_brackets(p, outer);
    expect(p, TOK_RBRACE);
    doubt_if(p, p->protos > 1);
    p->protos = protos;
    ast_list properties = finish_list(p, mark);
    ast_object_expression *n = NEW_NODE(p, object_expression, start, end_before(p));
    n->properties = properties;
    return ref_of(p, n);
}
