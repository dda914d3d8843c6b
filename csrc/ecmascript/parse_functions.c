/* What functions, methods and signatures have in common: parameters, the signature
 * around them, and what accessors may not have. */
#include "parser_internal.h"

#include <string.h>

/* ---- Parameters --------------------------------------------------------- */

/* The modifiers that make a parameter a property of its class. */
typedef struct property_modifiers {
    uint8_t accessibility;
    bool override, readonly, any;
} property_modifiers;

static uint8_t
accessibility_of(token_kind kind)
{
    switch (kind) {
    case TOK_PRIVATE:
        return AST_ACCESSIBILITY_PRIVATE;
    case TOK_PROTECTED:
        return AST_ACCESSIBILITY_PROTECTED;
    case TOK_PUBLIC:
        return AST_ACCESSIBILITY_PUBLIC;
    default:
        return 0;
    }
}

/* All of the modifiers are names, too: what follows on the same line decides. */
static bool
at_parameter_modifier(const parser *p)
{
    token_kind kind = current(p);
    if (accessibility_of(kind) == 0 && kind != TOK_OVERRIDE && kind != TOK_READONLY) {
        return false;
    }
    if (!is_typescript(p)) {
        return false;
    }
    token after = peek(p);
    bool binds = token_is_name((token_kind)after.kind) || after.kind == TOK_LBRACE
                 || after.kind == TOK_LBRACKET || after.kind == TOK_ELLIPSIS;
    return binds && (after.flags & TOKEN_NEWLINE_BEFORE) == 0;
}

static void
add_modifier(parser *p, property_modifiers *m)
{
    token_kind kind = current(p);
    uint8_t accessibility = accessibility_of(kind);
    bool twice = (kind == TOK_READONLY && m->readonly) || (kind == TOK_OVERRIDE && m->override)
                 || (accessibility != 0 && m->accessibility != 0);
    if (twice) {
        parser_error_here(p, "This modifier was given already");
        return;
    }
    if ((accessibility != 0 && (m->override || m->readonly))
        || (kind == TOK_OVERRIDE && m->readonly)) {
        parser_error_here(p, "Modifiers must be in the order accessibility, override, readonly");
        return;
    }
    m->accessibility |= accessibility;
    m->readonly |= kind == TOK_READONLY;
    m->override |= kind == TOK_OVERRIDE;
    m->any = true;
    next(p);
}

static property_modifiers
parse_parameter_modifiers(parser *p, bool allowed)
{
    property_modifiers m = {0};
    while (at_parameter_modifier(p)) {
        if (!allowed) {
            parser_error_here(p, "Only a parameter of a constructor can have modifiers");
            break;
        }
        add_modifier(p, &m);
    }
    return m;
}

/* What the list must know of the parameters before. */
typedef struct parameter_state {
    parameter_owner owner;
    bool first, after_optional, after_rest;
} parameter_state;

static arena_ref
parse_rest_behind(parser *p, uint32_t outer)
{
    next(p);
    arena_ref argument = parse_binding_pattern(p);
    if (at(p, TOK_QUESTION)) {
        return parser_error_here(p, "A rest parameter cannot be optional");
    }
    arena_ref type_annotation = parse_optional_type_annotation(p);
    if (at(p, TOK_EQ)) {
        return parser_error_here(p, "A rest parameter cannot have an initializer");
    }
    return new_rest_element(p, outer, argument, type_annotation);
}

arena_ref
parse_rest_parameter(parser *p)
{
    return parse_rest_behind(p, start_here(p));
}

static arena_ref
parse_this_parameter(parser *p, uint32_t outer)
{
    binding b = {.outer = outer, .may_be_annotated = true};
    return parse_name_binding(p, &b);
}

/* The decorators are then the initializer's, not what it initializes. */
static arena_ref
parse_initial_value(parser *p, uint32_t outer, uint32_t start, arena_ref left)
{
    ast_node *written = node_at(p, left);
    if (written != NULL) {
        written->start = start;
    }
    return parse_binding_initializer(p, outer, left);
}

/* A parameter without decorators and modifiers. */
static arena_ref
parse_plain_parameter(parser *p, uint32_t outer, parameter_state *state)
{
    binding b = {.outer = outer, .may_be_annotated = true, .may_be_optional = true};
    uint32_t start = start_here(p);
    arena_ref left = parse_binding(p, &b);
    if (at(p, TOK_EQ)) {
        if (b.optional) {
            return parser_error_here(p, "An optional parameter cannot have an initializer");
        }
        if (state->owner == OF_TYPE || has_context(p, CONTEXT_AMBIENT)) {
            return parser_error_here(p, "A parameter of a declaration has no initial value");
        }
        return parse_initial_value(p, outer, start, left);
    }
    if (state->after_optional && !b.optional) {
        return parser_error_since(p, "A required parameter cannot follow an optional one", start);
    }
    state->after_optional |= b.optional;
    return left;
}

static arena_ref
parse_parameter_property(parser *p, uint32_t start, const property_modifiers *m,
                         ast_list decorators, parameter_state *state)
{
    if (!at_identifier(p)) {
        return parser_error_here(p, "A parameter property must have a name of its own");
    }
    arena_ref parameter = parse_plain_parameter(p, start_here(p), state);
    ast_ts_parameter_property *n = NEW_NODE(p, ts_parameter_property, start, end_before(p));
    n->parameter = parameter;
    n->decorators = decorators;
    n->accessibility = m->accessibility;
    n->override = m->override;
    n->readonly = m->readonly;
    return ref_of(p, n);
}

static arena_ref
parse_undecorated_parameter(parser *p, uint32_t outer, parameter_state *state)
{
    if (at(p, TOK_ELLIPSIS)) {
        state->after_rest = true;
        return parse_rest_behind(p, outer);
    }
    if (at(p, TOK_THIS) && state->first && is_typescript(p)) {
        return parse_this_parameter(p, outer);
    }
    return parse_plain_parameter(p, outer, state);
}

static arena_ref
decorate(parser *p, uint32_t start, arena_ref parameter, ast_list decorators)
{
    ast_decorated_parameter *n = NEW_NODE(p, decorated_parameter, start, end_before(p));
    n->parameter = parameter;
    n->decorators = decorators;
    return ref_of(p, n);
}

static void
check_parameter_decorators(parser *p, parameter_owner owner, ast_list decorators)
{
    if (owner == OF_FUNCTION || owner == OF_TYPE || !is_typescript(p)) {
        refuse_decorators(p, decorators,
                          "Decorators of parameters are for methods of TypeScript's classes");
    } else if (at(p, TOK_THIS)) {
        refuse_decorators(p, decorators, "'this' is no parameter that could be decorated");
    }
}

static arena_ref
parse_formal_parameter(parser *p, parameter_state *state)
{
    uint32_t start = start_here(p);
    bool decorated = at(p, TOK_AT);
    ast_list decorators = decorated ? parse_decorators(p) : (ast_list){0, 0};
    check_parameter_decorators(p, state->owner, decorators);
    property_modifiers m = parse_parameter_modifiers(p, state->owner == OF_CONSTRUCTOR);
    if (m.any) {
        return parse_parameter_property(p, start, &m, decorators, state);
    }
    arena_ref parameter = parse_undecorated_parameter(p, start, state);
    return decorated ? decorate(p, start, parameter, decorators) : parameter;
}

static void
parse_parameter_list(parser *p, parameter_state *state)
{
    while (!at(p, TOK_RPAREN) && !at(p, TOK_EOF)) {
        if (state->after_rest) {
            parser_error_here(p, "Nothing can follow a rest parameter");
            break;
        }
        add(p, parse_formal_parameter(p, state));
        state->first = false;
        if (!accept(p, TOK_COMMA)) {
            break;
        }
        if (state->after_rest && !has_context(p, CONTEXT_AMBIENT)) {
            parser_error_here(p, "Nothing can follow a rest parameter");
        }
    }
}

void
parse_more_parameters(parser *p, bool after_optional)
{
    parameter_state state = {.owner = OF_FUNCTION, .after_optional = after_optional};
    parse_parameter_list(p, &state);
}

ast_list
parse_formal_parameters(parser *p, parameter_owner owner)
{
    parameter_state state = {.owner = owner, .first = true};
    size_t mark = begin_list(p);
    expect(p, TOK_LPAREN);
    parse_parameter_list(p, &state);
    expect(p, TOK_RPAREN);
    return finish_list(p, mark);
}

/* ---- Signatures --------------------------------------------------------- */

/* The first parameter of TypeScript that is none: `this`. */
static bool
begins_with_this(const parser *p, const arena_ref *params)
{
    const ast_identifier *n = (const ast_identifier *)node_at(p, params[0]);
    return n != NULL && n->tag == AST_IDENTIFIER && arena_text_length(n->name) == 4 &&
           memcmp(p->lex.source + n->start, "this", 4) == 0;
}

static bool
is_optional(const ast_node *parameter)
{
    switch (parameter->tag) {
    case AST_IDENTIFIER:
        return ((const ast_identifier *)parameter)->optional;
    case AST_ARRAY_PATTERN:
        return ((const ast_array_pattern *)parameter)->optional;
    case AST_OBJECT_PATTERN:
        return ((const ast_object_pattern *)parameter)->optional;
    default:
        return false;
    }
}

static void
check_setter(parser *p, const call_signature *s, uint32_t count)
{
    const arena_ref *params = items_of(p, s->params);
    const ast_node *value = params == NULL ? NULL : node_at(p, params[s->params.length - 1]);
    if (count != 1) {
        parser_error_since(p, "A setter has one parameter", s->start);
    } else if (s->return_type != 0) {
        parser_error_since(p, "A setter has no return type", s->start);
    } else if (value != NULL && value->tag == AST_REST_ELEMENT) {
        parser_error_since(p, "The parameter of a setter cannot be a rest parameter", s->start);
    } else if (value != NULL && is_optional(value)) {
        parser_error_since(p, "The parameter of a setter cannot be optional", s->start);
    }
}

void
check_accessor(parser *p, const call_signature *s, bool setter)
{
    const arena_ref *params = items_of(p, s->params);
    uint32_t count = s->params.length - (params != NULL && begins_with_this(p, params) ? 1 : 0);
    if (s->type_parameters != 0) {
        parser_error_since(p, "An accessor has no type parameters", s->start);
    } else if (setter) {
        check_setter(p, s, count);
    } else if (count != 0) {
        parser_error_since(p, "A getter has no parameters", s->start);
    } else {
        refuse_predicate(p, s);
    }
}

call_signature
parse_call_signature(parser *p, parameter_owner owner)
{
    call_signature s = {.start = start_here(p)};
    s.type_parameters = parse_optional_type_parameters(p, OF_SIGNATURE);
    s.params = parse_formal_parameters(p, owner);
    s.return_type = at(p, TOK_COLON) && is_typescript(p) ? parse_return_type(p) : 0;
    return s;
}
