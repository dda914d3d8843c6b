/* Functions with bodies: declarations, expressions, methods. */
#include "parser_internal.h"

/* ---- Around a function -------------------------------------------------- */

/* What is outside of a function means nothing inside, but for strictness and the
 * like. */
outer_function
enter_function(parser *p, bool async, bool generator)
{
    const uint32_t kept = CONTEXT_STRICT | CONTEXT_MODULE | CONTEXT_AMBIENT;
    outer_function outer = {p->context, p->cover, open_scope(p), p->labels};
    p->context = (p->context & kept) | CONTEXT_RETURN | CONTEXT_NEW_TARGET |
                 (async ? CONTEXT_AWAIT : 0u) | (generator ? CONTEXT_YIELD : 0u);
    p->cover = (cover_state){0};
    p->labels = NULL;
    return outer;
}

void
leave_function(parser *p, const outer_function *outer)
{
    if (p->cover.defaults != 0) {
        refuse_defaults(p);
    }
    p->context = outer->context;
    p->cover = outer->cover;
    p->labels = outer->labels;
    close_function_scope(p, outer->scope);
}

/* ---- Bodies ------------------------------------------------------------- */

arena_ref
parse_function_body(parser *p)
{
    if (depth_exceeded(p->floor)) {
        return parser_too_deep(p);
    }
    uint32_t start = start_here(p);
    size_t mark = begin_list(p);
    expect(p, TOK_LBRACE);
    parse_directives(p);
    parse_statement_list(p, TOK_RBRACE);
    expect(p, TOK_RBRACE);
    ast_list body = finish_list(p, mark);
    ast_block_statement *n = NEW_NODE(p, block_statement, start, end_before(p));
    n->body = body;
    return ref_of(p, n);
}

/* What is only declared has no body that could be of a special kind. */
static void
check_declared_kind(parser *p, function_kind kind)
{
    if (has_context(p, CONTEXT_AMBIENT) && (kind.async || kind.generator)) {
        parser_error_here(p, kind.async ? "A declaration cannot be async"
                                        : "A declaration cannot be a generator");
    }
}

/* What `await` and `yield` mean in the parameters: they are operators' names, but
 * no parameter may use them. */
static call_signature
parse_signature_of(parser *p, function_kind kind)
{
    uint32_t body = p->context;
    if (kind.async || kind.generator) {
        p->context |= CONTEXT_NO_OPERATORS;
    }
    call_signature signature = parse_call_signature(p, kind.parameters);
    p->context = body;
    declare_parameters(p, signature.params);
    return signature;
}

/* The body, or 0 if there is none, which TypeScript allows. */
static arena_ref
parse_body_or_semicolon(parser *p, function_kind kind, const outer_function *outer)
{
    if (at(p, TOK_LBRACE)) {
        if (has_context(p, CONTEXT_AMBIENT)) {
            return parser_error_here(p, "A declaration cannot have a body");
        }
        return parse_function_body(p);
    }
    if (kind.needs_body || !is_typescript(p)) {
        expect(p, TOK_LBRACE);
        return 0;
    }
    if (kind.generator) {
        return parser_error_here(p, "A generator needs a body");
    }
    forget_scope(p, outer->scope);
    parse_semicolon(p);
    return 0;
}

/* ---- The four kinds of function ----------------------------------------- */

/* Their records are alike, and the tag is set last. */
_Static_assert(sizeof(ast_function_declaration) == sizeof(ast_function_expression) &&
                   sizeof(ast_function_declaration) == sizeof(ast_ts_declare_function),
               "a function of any kind is written as a declaration");

static ast_function_declaration *
new_function(parser *p, uint32_t start, function_kind kind, const call_signature *signature,
             arena_ref body)
{
    ast_function_declaration *n = NEW_NODE(p, function_declaration, start, end_before(p));
    n->async = kind.async;
    n->generator = kind.generator;
    n->type_parameters = signature->type_parameters;
    n->params = signature->params;
    n->return_type = signature->return_type;
    n->body = body;
    return n;
}

arena_ref
parse_method_function(parser *p, function_kind kind, call_signature *signature)
{
    check_declared_kind(p, kind);
    outer_function outer = enter_function(p, kind.async, kind.generator);
    p->context |= CONTEXT_SUPER | (kind.may_call_super ? CONTEXT_SUPER_CALL : 0u);
    *signature = parse_signature_of(p, kind);
    arena_ref body = parse_body_or_semicolon(p, kind, &outer);
    leave_function(p, &outer);
    ast_function_declaration *n = new_function(p, signature->start, kind, signature, body);
    n->tag = body != 0 ? AST_FUNCTION_EXPRESSION : AST_TS_EMPTY_BODY_FUNCTION_EXPRESSION;
    return ref_of(p, n);
}

/* At `function`; its name is the context's that it is declared in. */
arena_ref
parse_function_declaration(parser *p, const declaration_prefix *prefix, bool needs_name)
{
    function_kind kind = {.async = accept(p, TOK_ASYNC)};
    expect(p, TOK_FUNCTION);
    kind.generator = accept(p, TOK_STAR);
    check_declared_kind(p, kind);
    bool named = needs_name || at_identifier(p);
    arena_ref id = named ? parse_binding_identifier(p) : 0;
    declare_name(p, EARLY_FUNCTION, id);
    outer_function outer = enter_function(p, kind.async, kind.generator);
    call_signature signature = parse_signature_of(p, kind);
    arena_ref body = parse_body_or_semicolon(p, kind, &outer);
    leave_function(p, &outer);
    ast_function_declaration *n = new_function(p, prefix->start, kind, &signature, body);
    n->tag = body != 0 ? AST_FUNCTION_DECLARATION : AST_TS_DECLARE_FUNCTION;
    n->id = id;
    n->declare = prefix->declare;
    return ref_of(p, n);
}

/* At `function`; its name is its own. */
arena_ref
parse_function_expression(parser *p, uint32_t start, bool async)
{
    next(p);
    function_kind kind = {.async = async, .needs_body = true};
    kind.generator = accept(p, TOK_STAR);
    outer_function outer = enter_function(p, kind.async, kind.generator);
    p->context &= ~(uint32_t)CONTEXT_AMBIENT;
    arena_ref id = at(p, TOK_LPAREN) || at(p, TOK_LESS) ? 0 : parse_binding_identifier(p);
    doubt_own_name(p, id);
    call_signature signature = parse_signature_of(p, kind);
    arena_ref body = parse_body_or_semicolon(p, kind, &outer);
    leave_function(p, &outer);
    ast_function_declaration *n = new_function(p, start, kind, &signature, body);
    n->tag = AST_FUNCTION_EXPRESSION;
    n->id = id;
    return ref_of(p, n);
}
