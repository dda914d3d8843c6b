/* Function and constructor types, and what signatures share with them: type
 * parameters, type arguments, return types. */
#include "parser_internal.h"

/* ---- Is it a function type? --------------------------------------------- */

/* Goes over an object or array pattern.  What stands between the brackets need
 * not be one: what follows decides, and a type in parentheses is never followed
 * by what follows a parameter.  The exception is `=`, which only patterns hold.
 *
 * Tokens that patterns hardly have end it.  The most important one is `(`: so no
 * token is gone over for two of the parentheses it stands in, and the work for
 * nested ones is linear. */
typedef enum pattern_outcome { NO_PATTERN, MAY_BE_PATTERN, SURELY_PATTERN } pattern_outcome;

static bool
pattern_may_hold(token_kind kind)
{
    switch (kind) {
    case TOK_COMMA: case TOK_COLON: case TOK_ELLIPSIS: case TOK_DOT: case TOK_STRING:
    case TOK_NUMBER: case TOK_BIGINT:
        return true;
    default:
        return token_is_name(kind);
    }
}

static pattern_outcome
skip_pattern(lexer *l)
{
    uint32_t depth = 0;
    do {
        switch ((token_kind)l->token.kind) {
        case TOK_LBRACE: case TOK_LBRACKET:
            depth++;
            break;
        case TOK_RBRACE: case TOK_RBRACKET:
            depth--;
            break;
        case TOK_EQ:
            return SURELY_PATTERN;
        default:
            if (!pattern_may_hold((token_kind)l->token.kind)) {
                return NO_PATTERN;
            }
        }
        lexer_next(l);
    } while (depth > 0);
    return MAY_BE_PATTERN;
}

/* Does what stands here, behind the first parameter's name or pattern, say that
 * it is a parameter? */
static bool
parameter_goes_on(lexer *l)
{
    switch ((token_kind)l->token.kind) {
    case TOK_COLON: case TOK_COMMA: case TOK_QUESTION: case TOK_EQ:
        return true;
    case TOK_RPAREN:
        lexer_next(l);
        return l->token.kind == TOK_ARROW;
    default:
        return false;
    }
}

static bool
parenthesis_begins_parameters(const parser *p)
{
    lexer ahead = p->lex;
    lexer_next(&ahead);
    token_kind kind = (token_kind)ahead.token.kind;
    if (kind == TOK_RPAREN || kind == TOK_ELLIPSIS) {
        return true;
    }
    if (kind == TOK_LBRACE || kind == TOK_LBRACKET) {
        pattern_outcome outcome = skip_pattern(&ahead);
        return outcome == SURELY_PATTERN
               || (outcome == MAY_BE_PATTERN && parameter_goes_on(&ahead));
    }
    if (!token_is_name(kind) || (token_is_reserved(kind) && kind != TOK_THIS)) {
        return false;
    }
    lexer_next(&ahead);
    return parameter_goes_on(&ahead);
}

bool
at_function_type(const parser *p)
{
    switch (current(p)) {
    case TOK_LESS: case TOK_NEW:
        return true;
    case TOK_ABSTRACT:
        return peek(p).kind == TOK_NEW;
    case TOK_LPAREN:
        return parenthesis_begins_parameters(p);
    default:
        return false;
    }
}

/* ---- Function types ----------------------------------------------------- */

/* `(...) => R`.  Other than a method's, its result must be given. */
static call_signature
parse_arrow_signature(parser *p)
{
    call_signature s = {.start = start_here(p)};
    s.type_parameters = parse_optional_type_parameters(p, OF_SIGNATURE);
    s.params = parse_formal_parameters(p, OF_TYPE);
    if (at(p, TOK_ARROW)) {
        s.return_type = parse_return_type(p);
    } else {
        parser__expected(p, TOK_ARROW);
    }
    return s;
}

arena_ref
parse_function_type(parser *p)
{
    call_signature s = parse_arrow_signature(p);
    ast_ts_function_type *n = NEW_NODE(p, ts_function_type, s.start, end_before(p));
    n->return_type = s.return_type;
    n->type_parameters = s.type_parameters;
    n->params = s.params;
    return ref_of(p, n);
}

static bool
is_predicate(const parser *p, arena_ref return_type)
{
    const ast_ts_type_annotation *n = (const ast_ts_type_annotation *)node_at(p, return_type);
    const ast_node *type = n == NULL ? NULL : node_at(p, n->type_annotation);
    return type != NULL && type->tag == AST_TS_TYPE_PREDICATE;
}

/* What is constructed says nothing of its arguments. */
void
refuse_predicate(parser *p, const call_signature *s)
{
    if (is_predicate(p, s->return_type)) {
        parser_error_since(p, "Only a function or method can have a type predicate", s->start);
    }
}

arena_ref
parse_constructor_type(parser *p)
{
    uint32_t start = start_here(p);
    bool abstract = accept(p, TOK_ABSTRACT);
    expect(p, TOK_NEW);
    call_signature s = parse_arrow_signature(p);
    refuse_predicate(p, &s);
    ast_ts_constructor_type *n = NEW_NODE(p, ts_constructor_type, start, end_before(p));
    n->return_type = s.return_type;
    n->type_parameters = s.type_parameters;
    n->params = s.params;
    n->abstract = abstract;
    return ref_of(p, n);
}

/* ---- Results ------------------------------------------------------------ */

/* `x is T`, where any type might stand that begins with a name.  Mostly the name
 * is taken and one question asked; in front of operators, which are names too,
 * it must be known before. */
static bool
may_be_operator(token_kind kind)
{
    switch (kind) {
    case TOK_ABSTRACT: case TOK_ASSERTS: case TOK_INFER: case TOK_KEYOF: case TOK_READONLY:
    case TOK_UNIQUE:
        return true;
    default:
        return false;
    }
}

static bool
is_predicate_word(token t)
{
    return t.kind == TOK_IS && (t.flags & TOKEN_NEWLINE_BEFORE) == 0;
}

static arena_ref
parse_name_predicate(parser *p, token name)
{
    arena_ref parameter = new_identifier(p, name);
    return parse_type_predicate(p, name.start, parameter, false);
}

static arena_ref
parse_named_result(parser *p)
{
    token name = take(p);
    if (is_predicate_word(p->lex.token)) {
        return parse_name_predicate(p, name);
    }
    bool outer = p->in_extends;
    p->in_extends = false;
    arena_ref type = parse_named_type(p, name);
    type = parse_type_rest(p, name.start, type);
    p->in_extends = outer;
    return type;
}

arena_ref
parse_return_type(parser *p)
{
    uint32_t start = take(p).start;
    p->result_start = start_here(p);
    bool named = at_identifier(p)
                 && (!may_be_operator(current(p)) || is_predicate_word(peek(p)));
    arena_ref type = named ? parse_named_result(p) : parse_type(p);
    ast_ts_type_annotation *n = NEW_NODE(p, ts_type_annotation, start, end_before(p));
    n->type_annotation = type;
    return ref_of(p, n);
}

/* ---- Type arguments ----------------------------------------------------- */

void
expect_greater(parser *p)
{
    switch (current(p)) {
    case TOK_GREATER_EQ: case TOK_GREATER_GREATER: case TOK_GREATER_GREATER_GREATER:
    case TOK_GREATER_GREATER_EQ: case TOK_GREATER_GREATER_GREATER_EQ:
        lexer_split_greater(&p->lex);
        break;
    default:
        break;
    }
    expect(p, TOK_GREATER);
}

static void
expect_less(parser *p)
{
    if (at(p, TOK_LESS_LESS)) {
        lexer_split_less(&p->lex);
    }
    expect(p, TOK_LESS);
}

arena_ref
parse_type_arguments(parser *p)
{
    uint32_t start = start_here(p);
    size_t mark = begin_list(p);
    expect_less(p);
    if (at(p, TOK_GREATER)) {
        return parser_error_here(p, "Expected a type argument");
    }
    do {
        add(p, parse_type(p));
    } while (accept(p, TOK_COMMA));
    expect_greater(p);
    ast_list params = finish_list(p, mark);
    ast_ts_type_parameter_instantiation *n =
        NEW_NODE(p, ts_type_parameter_instantiation, start, end_before(p));
    n->params = params;
    return ref_of(p, n);
}

/* `<` on the next line begins something else: a signature, for one. */
arena_ref
parse_optional_type_arguments(parser *p)
{
    if ((at(p, TOK_LESS) || at(p, TOK_LESS_LESS)) && !newline_before(p)) {
        return parse_type_arguments(p);
    }
    return 0;
}

/* ---- Type parameters ---------------------------------------------------- */

typedef struct variance {
    bool in, out, constant;
} variance;

/* `out` is a name as well, so that `<out>` is a parameter and `<out T>` is too. */
static bool
at_type_parameter_modifier(const parser *p)
{
    if (at(p, TOK_IN) || at(p, TOK_CONST)) {
        return true;
    }
    if (!at(p, TOK_OUT)) {
        return false;
    }
    token after = peek(p);
    return token_is_name((token_kind)after.kind) && (after.flags & TOKEN_NEWLINE_BEFORE) == 0;
}

static void
check_type_parameter_modifier(parser *p, type_parameter_owner owner, variance v)
{
    bool constant = at(p, TOK_CONST);
    if (constant ? v.constant : at(p, TOK_IN) ? v.in : v.out) {
        parser_error_here(p, "This modifier was given already");
    } else if (!constant && owner == OF_SIGNATURE) {
        parser_error_here(p, "'in' and 'out' are for type parameters of classes, interfaces and "
                             "aliases");
    } else if (at(p, TOK_IN) && v.out) {
        parser_error_here(p, "'in' stands before 'out'");
    }
}

static variance
parse_type_parameter_modifiers(parser *p, type_parameter_owner owner)
{
    variance v = {0};
    while (at_type_parameter_modifier(p)) {
        check_type_parameter_modifier(p, owner, v);
        v.in |= at(p, TOK_IN);
        v.out |= at(p, TOK_OUT);
        v.constant |= at(p, TOK_CONST);
        next(p);
    }
    return v;
}

static arena_ref
parse_type_parameter(parser *p, type_parameter_owner owner)
{
    uint32_t start = start_here(p);
    variance v = parse_type_parameter_modifiers(p, owner);
    check_type_name(p);
    arena_ref name = parse_binding_identifier(p);
    arena_ref constraint = accept(p, TOK_EXTENDS) ? parse_type(p) : 0;
    arena_ref otherwise = accept(p, TOK_EQ) ? parse_type(p) : 0;
    ast_ts_type_parameter *n = NEW_NODE(p, ts_type_parameter, start, end_before(p));
    n->name = name;
    n->constraint = constraint;
    n->default_ = otherwise;
    n->in = v.in;
    n->out = v.out;
    n->const_ = v.constant;
    return ref_of(p, n);
}

static arena_ref
parse_type_parameters(parser *p, type_parameter_owner owner)
{
    uint32_t start = take(p).start;
    size_t mark = begin_list(p);
    if (at(p, TOK_GREATER)) {
        return parser_error_here(p, "Expected a type parameter");
    }
    do {
        add(p, parse_type_parameter(p, owner));
    } while (accept(p, TOK_COMMA) && !at(p, TOK_GREATER));
    expect_greater(p);
    ast_list params = finish_list(p, mark);
    ast_ts_type_parameter_declaration *n =
        NEW_NODE(p, ts_type_parameter_declaration, start, end_before(p));
    n->params = params;
    return ref_of(p, n);
}

arena_ref
parse_optional_type_parameters(parser *p, type_parameter_owner owner)
{
    return at(p, TOK_LESS) && is_typescript(p) ? parse_type_parameters(p, owner) : 0;
}
