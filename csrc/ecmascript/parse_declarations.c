/* What begins a declaration, and those of TypeScript: interface, type, enum,
 * namespace, module, global.
 *
 * Most of the words that begin one are names elsewhere.  Each is a keyword if
 * what follows on the same line says so, which one token decides. */
#include "parser_internal.h"

/* ---- What begins a declaration ------------------------------------------ */

static bool
is_name_on_line(token t)
{
    return token_is_identifier((token_kind)t.kind) && (t.flags & TOKEN_NEWLINE_BEFORE) == 0;
}

static bool
is_pattern_start(token t)
{
    return t.kind == TOK_LBRACE || t.kind == TOK_LBRACKET
           || token_is_identifier((token_kind)t.kind);
}

/* Could `t`, on the same line as `declare` or `abstract`, be what it modifies? */
static bool
can_be_modified(token t)
{
    if (t.flags & TOKEN_NEWLINE_BEFORE) {
        return false;
    }
    switch ((token_kind)t.kind) {
    case TOK_VAR: case TOK_LET: case TOK_CONST: case TOK_FUNCTION: case TOK_CLASS:
    case TOK_ENUM: case TOK_INTERFACE: case TOK_TYPE: case TOK_NAMESPACE: case TOK_MODULE:
    case TOK_GLOBAL: case TOK_ABSTRACT: case TOK_ASYNC: case TOK_DECLARE: case TOK_IMPORT:
        return true;
    default:
        return false;
    }
}

bool
at_async_function(const parser *p)
{
    if (!at(p, TOK_ASYNC)) {
        return false;
    }
    token after = peek(p);
    return after.kind == TOK_FUNCTION && !(after.flags & TOKEN_NEWLINE_BEFORE);
}

bool
at_using_declaration(const parser *p)
{
    return at(p, TOK_USING) && is_name_on_line(peek(p));
}

/* `await using x`, where `await` is an operator. */
bool
at_await_using(const parser *p)
{
    if (!at(p, TOK_AWAIT) || !has_context(p, CONTEXT_AWAIT | CONTEXT_MAY_BE_MODULE)) {
        return false;
    }
    lexer ahead = p->lex;
    lexer_next(&ahead);
    if (ahead.token.kind != TOK_USING || (ahead.token.flags & TOKEN_NEWLINE_BEFORE) != 0) {
        return false;
    }
    lexer_next(&ahead);
    return is_name_on_line(ahead.token);
}

/* Those of TypeScript alone. */
static bool
at_typescript_declaration(const parser *p)
{
    switch (current(p)) {
    case TOK_ENUM:
        return true;
    case TOK_TYPE: case TOK_INTERFACE: case TOK_NAMESPACE:
        return is_name_on_line(peek(p));
    case TOK_MODULE: {
        token after = peek(p);
        return is_name_on_line(after)
               || (after.kind == TOK_STRING && !(after.flags & TOKEN_NEWLINE_BEFORE));
    }
    case TOK_GLOBAL:
        return peek(p).kind == TOK_LBRACE;
    case TOK_DECLARE: case TOK_ABSTRACT:
        return can_be_modified(peek(p));
    default:
        return false;
    }
}

bool
at_declaration(parser *p)
{
    switch (current(p)) {
    case TOK_VAR: case TOK_CONST: case TOK_FUNCTION: case TOK_CLASS:
        return true;
    case TOK_LET:
        return is_pattern_start(peek(p));
    case TOK_USING:
        return at_using_declaration(p);
    case TOK_AWAIT:
        return at_await_using(p);
    case TOK_ASYNC:
        return at_async_function(p);
    default:
        return is_typescript(p) && at_typescript_declaration(p);
    }
}

static void
parse_declaration_modifiers(parser *p, declaration_prefix *prefix)
{
    while ((at(p, TOK_DECLARE) && !prefix->declare) || (at(p, TOK_ABSTRACT) && !prefix->abstract)) {
        if (!can_be_modified(peek(p))) {
            return;
        }
        prefix->declare |= at(p, TOK_DECLARE);
        prefix->abstract |= at(p, TOK_ABSTRACT);
        next(p);
    }
}

static arena_ref
dispatch_declaration(parser *p, const declaration_prefix *prefix)
{
    switch (current(p)) {
    case TOK_CONST:
        if (is_typescript(p) && peek(p).kind == TOK_ENUM) {
            return parse_enum_declaration(p, prefix);
        }
        return parse_variable_declaration(p, prefix);
    case TOK_VAR: case TOK_LET: case TOK_USING: case TOK_AWAIT:
        return parse_variable_declaration(p, prefix);
    case TOK_FUNCTION: case TOK_ASYNC:
        return parse_function_declaration(p, prefix, true);
    case TOK_CLASS:
        return parse_class_declaration(p, prefix, true);
    case TOK_ENUM:
        return parse_enum_declaration(p, prefix);
    case TOK_INTERFACE:
        return parse_interface_declaration(p, prefix);
    case TOK_TYPE:
        return parse_type_alias_declaration(p, prefix);
    case TOK_GLOBAL:
        return parse_global_declaration(p, prefix);
    default:
        return parse_namespace_declaration(p, prefix);
    }
}

arena_ref
parse_declaration(parser *p, declaration_prefix *prefix)
{
    if (!at_declaration(p)) {
        return 0;
    }
    parse_declaration_modifiers(p, prefix);
    if (at(p, TOK_DECLARE) || at(p, TOK_ABSTRACT)) {
        return parser_error_here(p, "'declare' and 'abstract' stand before a declaration, once");
    }
    if (!at_declaration(p)) {
        return parser_error_here(p, prefix->abstract ? "Expected a class after 'abstract'"
                                                     : "Expected a declaration after 'declare'");
    }
    if (prefix->decorators.length != 0 && !at(p, TOK_CLASS)) {
        return parser_error_here(p, "Expected a class after the decorators");
    }
    if (prefix->abstract && !at(p, TOK_CLASS)) {
        return parser_error_here(p, "Only a class can be abstract");
    }
    uint32_t outer = p->context;
    p->context |= prefix->declare ? CONTEXT_AMBIENT : 0u;
    arena_ref declaration = dispatch_declaration(p, prefix);
    p->context = outer;
    return declaration;
}

/* ---- Interfaces and aliases --------------------------------------------- */

static arena_ref
parse_interface_heritage(parser *p)
{
    uint32_t start = start_here(p);
    arena_ref type_arguments = 0;
    arena_ref expression = parse_heritage_expression(p, &type_arguments);
    if (!is_dotted_name(p, expression)) {
        parser_error_since(p, "An interface can only extend what has a name", start);
    }
    ast_ts_interface_heritage *n = NEW_NODE(p, ts_interface_heritage, start, end_before(p));
    n->expression = expression;
    n->type_arguments = type_arguments;
    return ref_of(p, n);
}

static ast_list
parse_interface_extends(parser *p)
{
    size_t mark = begin_list(p);
    if (accept(p, TOK_EXTENDS)) {
        do {
            add(p, parse_interface_heritage(p));
        } while (accept(p, TOK_COMMA));
    }
    return finish_list(p, mark);
}

static arena_ref
parse_interface_body(parser *p)
{
    uint32_t start = start_here(p);
    ast_list members = parse_type_members(p);
    ast_ts_interface_body *n = NEW_NODE(p, ts_interface_body, start, end_before(p));
    n->body = members;
    return ref_of(p, n);
}

arena_ref
parse_interface_declaration(parser *p, const declaration_prefix *prefix)
{
    next(p);
    check_type_name(p);
    arena_ref id = parse_binding_identifier(p);
    declare_name(p, EARLY_INTERFACE, id);
    arena_ref type_parameters = parse_optional_type_parameters(p, OF_NAMED_TYPE);
    ast_list extends = parse_interface_extends(p);
    arena_ref body = parse_interface_body(p);
    ast_ts_interface_declaration *n =
        NEW_NODE(p, ts_interface_declaration, prefix->start, end_before(p));
    n->declare = prefix->declare;
    n->id = id;
    n->body = body;
    n->type_parameters = type_parameters;
    n->extends = extends;
    return ref_of(p, n);
}

arena_ref
parse_type_alias_declaration(parser *p, const declaration_prefix *prefix)
{
    next(p);
    check_type_name(p);
    arena_ref id = parse_binding_identifier(p);
    declare_name(p, EARLY_TYPE, id);
    arena_ref type_parameters = parse_optional_type_parameters(p, OF_NAMED_TYPE);
    expect(p, TOK_EQ);
    arena_ref type = parse_aliased_type(p);
    parse_semicolon(p);
    ast_ts_type_alias_declaration *n =
        NEW_NODE(p, ts_type_alias_declaration, prefix->start, end_before(p));
    n->declare = prefix->declare;
    n->id = id;
    n->type_annotation = type;
    n->type_parameters = type_parameters;
    return ref_of(p, n);
}

/* ---- Enums -------------------------------------------------------------- */

/* The name in `["x"]`, which may be any string. */
static arena_ref
parse_computed_enum_name(parser *p)
{
    next(p);
    arena_ref name = 0;
    if (at(p, TOK_TEMPLATE)) {
        name = parse_template_literal(p, false);
    } else if (at(p, TOK_STRING)) {
        name = parse_string_literal(p);
    } else {
        parser_error_here(p, "The computed name of an enum member must be a string");
    }
    expect(p, TOK_RBRACKET);
    return name;
}

static arena_ref
parse_enum_member_name(parser *p)
{
    switch (current(p)) {
    case TOK_STRING:
        return parse_string_literal(p);
    case TOK_LBRACKET:
        return parse_computed_enum_name(p);
    case TOK_NUMBER:
    case TOK_BIGINT:
        return parser_error_here(p, "The name of an enum member cannot be a number");
    default:
        return parse_identifier_name(p);
    }
}

static arena_ref
parse_enum_member(parser *p)
{
    uint32_t start = start_here(p);
    bool computed = at(p, TOK_LBRACKET);
    arena_ref id = parse_enum_member_name(p);
    arena_ref initializer = accept(p, TOK_EQ) ? parse_assignment_expression(p) : 0;
    ast_ts_enum_member *n = NEW_NODE(p, ts_enum_member, start, end_before(p));
    n->computed = computed;
    n->id = id;
    n->initializer = initializer;
    return ref_of(p, n);
}

static arena_ref
parse_enum_body(parser *p)
{
    uint32_t start = start_here(p);
    size_t mark = begin_list(p);
    expect(p, TOK_LBRACE);
    while (!at(p, TOK_RBRACE) && !at(p, TOK_EOF)) {
        add(p, parse_enum_member(p));
        if (!accept(p, TOK_COMMA)) {
            break;
        }
    }
    expect(p, TOK_RBRACE);
    ast_list members = finish_list(p, mark);
    ast_ts_enum_body *n = NEW_NODE(p, ts_enum_body, start, end_before(p));
    n->members = members;
    return ref_of(p, n);
}

arena_ref
parse_enum_declaration(parser *p, const declaration_prefix *prefix)
{
    bool is_const = accept(p, TOK_CONST);
    next(p);
    check_type_name(p);
    arena_ref id = parse_binding_identifier(p);
    declare_name(p, is_const ? EARLY_CONST_ENUM : EARLY_ENUM, id);
    arena_ref body = parse_enum_body(p);
    ast_ts_enum_declaration *n =
        NEW_NODE(p, ts_enum_declaration, prefix->start, end_before(p));
    n->const_ = is_const;
    n->declare = prefix->declare;
    n->id = id;
    n->body = body;
    return ref_of(p, n);
}

/* ---- Namespaces --------------------------------------------------------- */

/* Exports in a namespace do not make the file a module.  `place` is CONTEXT_NAMESPACE
 * or, for the body of a module, 0. */
static arena_ref
parse_module_block(parser *p, uint32_t place)
{
    if (depth_exceeded(p->floor)) {
        return parser_too_deep(p);
    }
    uint32_t start = start_here(p);
    bool is_module = p->is_module;
    uint32_t outer = p->context;
    p->context &= ~(uint32_t)(CONTEXT_MAY_BE_MODULE | CONTEXT_NAMESPACE | CONTEXT_LOOP |
                              CONTEXT_BREAKABLE);
    p->context |= place | CONTEXT_MODULE_BLOCK;
    scope s = open_scope(p);
    const open_label *labels = p->labels;
    p->labels = NULL;
    size_t mark = begin_list(p);
    expect(p, TOK_LBRACE);
    if (!has_context(p, CONTEXT_AMBIENT)) {
        parse_directives(p);
    }
    parse_top_level_list(p, TOK_RBRACE);
    expect(p, TOK_RBRACE);
    p->is_module = is_module;
    p->context = outer;
    p->labels = labels;
    close_function_scope(p, s);
    ast_list body = finish_list(p, mark);
    ast_ts_module_block *n = NEW_NODE(p, ts_module_block, start, end_before(p));
    n->body = body;
    return ref_of(p, n);
}

static arena_ref
new_module_declaration(parser *p, const declaration_prefix *prefix, uint8_t kind, arena_ref id,
                       arena_ref body)
{
    ast_ts_module_declaration *n =
        NEW_NODE(p, ts_module_declaration, prefix->start, end_before(p));
    n->kind = kind;
    n->declare = prefix->declare;
    n->id = id;
    n->body = body;
    return ref_of(p, n);
}

/* `module "name"`, with or without a body. */
static arena_ref
parse_ambient_module(parser *p, const declaration_prefix *prefix)
{
    arena_ref id = parse_string_literal(p), body = 0;
    if (at(p, TOK_LBRACE)) {
        body = parse_module_block(p, 0);
    } else {
        parse_semicolon(p);
    }
    return new_module_declaration(p, prefix, AST_TS_MODULE_KIND_MODULE, id, body);
}

arena_ref
parse_namespace_declaration(parser *p, const declaration_prefix *prefix)
{
    uint8_t kind = at(p, TOK_MODULE) ? AST_TS_MODULE_KIND_MODULE : AST_TS_MODULE_KIND_NAMESPACE;
    next(p);
    if (at(p, TOK_STRING)) {
        return parse_ambient_module(p, prefix);
    }
    uint32_t start = start_here(p);
    arena_ref id = parse_binding_identifier(p);
    declare_name(p, EARLY_NAMESPACE, id);
    id = parse_entity_name_rest(p, start, id);
    arena_ref body = parse_module_block(p, CONTEXT_NAMESPACE);
    return new_module_declaration(p, prefix, kind, id, body);
}

arena_ref
parse_global_declaration(parser *p, const declaration_prefix *prefix)
{
    if (!has_context(p, CONTEXT_AMBIENT)) {
        return parser_error_here(p, "'global' needs 'declare'");
    }
    arena_ref id = new_identifier(p, take(p));
    arena_ref body = parse_module_block(p, 0);
    return new_module_declaration(p, prefix, AST_TS_MODULE_KIND_GLOBAL, id, body);
}
