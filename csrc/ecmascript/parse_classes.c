/* Classes, with members as declarations hold them: without bodies.
 *
 * A word such as `static` or `readonly` is a modifier only if what follows can be
 * what it modifies; else it is the member's name.  So a word is taken first and
 * judged by the token behind it:
 *
 *     static x      static(): void      static        readonly
 *     ^ modifier    ^ name              ^ modifier    x
 *                                       x             ^ two names, two members
 *
 * The nodes of one shape are written as one of them, and the tag is set last.
 */
#include "parser_internal.h"

#include <string.h>

/* ---- Modifiers ---------------------------------------------------------- */

enum {
    DECLARE = 1, ACCESSIBILITY = 2, ABSTRACT = 4, STATIC = 8, OVERRIDE = 16,
    READONLY = 32, ACCESSOR = 64, ASYNC = 128,
};

typedef struct modifier {
    uint8_t bit, not_behind;
    const char *misplaced;
} modifier;

static const modifier modifiers[TOK_COUNT - TOK_IDENTIFIER] = {
#define MODIFIER(word) [TOK_##word - TOK_IDENTIFIER]
#define ACCESS_MODIFIER                                                       \
    {ACCESSIBILITY,                                                           \
     ACCESSIBILITY | ABSTRACT | STATIC | OVERRIDE | READONLY | ACCESSOR | ASYNC, \
     "An accessibility modifier must stand before all others but 'declare', and once"}
    MODIFIER(PUBLIC) = ACCESS_MODIFIER,
    MODIFIER(PROTECTED) = ACCESS_MODIFIER,
    MODIFIER(PRIVATE) = ACCESS_MODIFIER,
    MODIFIER(DECLARE) = {DECLARE, DECLARE | OVERRIDE | ACCESSOR | ASYNC,
        "'declare' cannot stand behind 'override', 'accessor', 'async' or itself"},
    MODIFIER(ABSTRACT) = {ABSTRACT, ABSTRACT | STATIC | OVERRIDE | ASYNC,
        "'abstract' cannot stand behind 'static', 'override', 'async' or itself"},
    MODIFIER(STATIC) = {STATIC, ABSTRACT | OVERRIDE | READONLY | ACCESSOR | ASYNC,
        "'static' cannot stand behind 'abstract', 'override', 'readonly', 'accessor' or 'async'"},
    MODIFIER(OVERRIDE) = {OVERRIDE, DECLARE | OVERRIDE | READONLY | ACCESSOR | ASYNC,
        "'override' cannot stand behind 'declare', 'readonly', 'accessor', 'async' or itself"},
    MODIFIER(READONLY) = {READONLY, READONLY | ACCESSOR | ASYNC,
        "'readonly' cannot stand behind 'accessor', 'async' or itself"},
    MODIFIER(ACCESSOR) = {ACCESSOR, DECLARE | READONLY | ACCESSOR | ASYNC,
        "'accessor' cannot stand behind 'declare', 'readonly', 'async' or itself"},
    MODIFIER(ASYNC) = {ASYNC, DECLARE | ABSTRACT | READONLY | ACCESSOR | ASYNC,
        "'async' cannot stand behind 'declare', 'abstract', 'readonly', 'accessor' or itself"},
#undef ACCESS_MODIFIER
#undef MODIFIER
};

typedef struct class_member {
    uint32_t start;
    uint8_t modifiers, accessibility, kind;
    bool generator, computed, optional, is_block;
    ast_list decorators;
    arena_ref key; /* 0 while it is not read */
} class_member;

static inline bool
has(const class_member *m, uint8_t modifier_bit)
{
    return (m->modifiers & modifier_bit) != 0;
}

/* NULL if the kind is no modifier in this language. */
static inline const modifier *
modifier_of(const parser *p, token_kind kind)
{
    if (!token_is_name(kind) || modifiers[kind - TOK_IDENTIFIER].bit == 0) {
        return NULL;
    }
    const modifier *found = &modifiers[kind - TOK_IDENTIFIER];
    return is_typescript(p) || (found->bit & (STATIC | ACCESSOR | ASYNC)) ? found : NULL;
}

static inline bool
at_member_name(const parser *p)
{
    return at_property_name(p) || at(p, TOK_PRIVATE_NAME);
}

/* The word was taken: does the current token let it be a modifier? */
static bool
is_modifier_here(const parser *p, const class_member *m, token word)
{
    if (word.kind == TOK_STATIC) {
        return !has(m, STATIC) && (at_member_name(p) || at(p, TOK_STAR));
    }
    return !newline_before(p) && (at_member_name(p) || at(p, TOK_STAR));
}

static void
note_modifier(parser *p, class_member *m, token word)
{
    const modifier *found = modifier_of(p, (token_kind)word.kind);
    if (m->modifiers & found->not_behind) {
        parser_error(p, found->misplaced, word.start, word.end);
    }
    m->modifiers |= found->bit;
    if (word.kind == TOK_PUBLIC) {
        m->accessibility = AST_ACCESSIBILITY_PUBLIC;
    } else if (word.kind == TOK_PROTECTED) {
        m->accessibility = AST_ACCESSIBILITY_PROTECTED;
    } else if (word.kind == TOK_PRIVATE) {
        m->accessibility = AST_ACCESSIBILITY_PRIVATE;
    }
}

/* Up to the name, or through it if it was a word that could have been more. */
static void
parse_modifiers(parser *p, class_member *m)
{
    while (modifier_of(p, current(p)) != NULL) {
        token word = take(p);
        if (word.kind == TOK_STATIC && at(p, TOK_LBRACE)) {
            m->is_block = true;
            return;
        }
        if (!is_modifier_here(p, m, word)) {
            m->key = new_identifier(p, word);
            return;
        }
        note_modifier(p, m, word);
    }
}

/* ---- Names -------------------------------------------------------------- */

/* At `get` or `set`, each of which may be a name too. */
static void
parse_accessor_word(parser *p, class_member *m)
{
    token word = take(p);
    if (!at_member_name(p)) {
        m->key = new_identifier(p, word);
        return;
    }
    m->kind = word.kind == TOK_GET ? AST_METHOD_KIND_GET : AST_METHOD_KIND_SET;
}

/* What is left of the name behind the modifiers. */
static void
parse_member_key(parser *p, class_member *m)
{
    if (m->key == 0 && accept(p, TOK_STAR)) {
        m->generator = true;
    } else if (m->key == 0 && (at(p, TOK_GET) || at(p, TOK_SET))) {
        parse_accessor_word(p, m);
    }
    if (m->key == 0) {
        m->key = at(p, TOK_PRIVATE_NAME) ? parse_private_identifier(p)
                                         : parse_property_name(p, &m->computed);
    }
    m->optional = is_typescript(p) && m->kind == AST_METHOD_KIND_METHOD && accept(p, TOK_QUESTION);
}

static bool
is_named_constructor(const parser *p, const class_member *m)
{
    return !m->computed && is_property_name(p, m->key, "constructor", 11);
}

/* ---- Members ------------------------------------------------------------ */

static arena_ref
new_method(parser *p, const class_member *m, arena_ref value)
{
    ast_method_definition *n = NEW_NODE(p, method_definition, m->start, end_before(p));
    if (has(m, ABSTRACT)) {
        n->tag = AST_TS_ABSTRACT_METHOD_DEFINITION;
    }
    n->kind = m->kind;
    n->key = m->key;
    n->value = value;
    n->decorators = m->decorators;
    n->accessibility = m->accessibility;
    n->computed = m->computed;
    n->static_ = has(m, STATIC);
    n->override = has(m, OVERRIDE);
    n->optional = m->optional;
    return ref_of(p, n);
}

static void
check_constructor(parser *p, class_member *m)
{
    if (m->kind != AST_METHOD_KIND_METHOD || m->generator || has(m, ASYNC)) {
        parser_error_since(p, "A constructor cannot be a getter, setter, generator or async",
                           m->start);
    }
    if (m->optional) {
        parser_error_since(p, "A constructor cannot be optional", m->start);
    }
    if (has(m, ABSTRACT | OVERRIDE)) {
        parser_error_since(p, "A constructor cannot be abstract or override another", m->start);
    }
    refuse_decorators(p, m->decorators, "A constructor has no decorators");
    m->kind = AST_METHOD_KIND_CONSTRUCTOR;
}

static void
check_method_modifiers(parser *p, const class_member *m)
{
    if (has(m, DECLARE)) {
        parser_error_since(p, "'declare' is for properties, not for methods", m->start);
    } else if (has(m, READONLY)) {
        parser_error_since(p, "'readonly' is for properties, not for methods", m->start);
    } else if (has(m, ACCESSOR)) {
        parser_error_since(p, "'accessor' is for properties, not for methods", m->start);
    } else if (has(m, ASYNC) && m->kind != AST_METHOD_KIND_METHOD) {
        parser_error_since(p, "A getter or setter cannot be async", m->start);
    }
}

static void
check_signature(parser *p, const class_member *m, const call_signature *s)
{
    if (m->kind == AST_METHOD_KIND_CONSTRUCTOR && s->return_type != 0) {
        parser_error_since(p, "A constructor has no return type", s->start);
    } else if (m->kind == AST_METHOD_KIND_CONSTRUCTOR && s->type_parameters != 0) {
        parser_error_since(p, "A constructor has no type parameters", s->start);
    } else if (m->kind == AST_METHOD_KIND_GET || m->kind == AST_METHOD_KIND_SET) {
        check_accessor(p, s, m->kind == AST_METHOD_KIND_SET);
    }
}

/* What TypeScript's modifiers mean for others is private to the class anyway. */
static void
check_private_name(parser *p, const class_member *m)
{
    const ast_node *key = node_at(p, m->key);
    if (key != NULL && key->tag == AST_PRIVATE_IDENTIFIER &&
        has(m, ABSTRACT | ACCESSIBILITY | DECLARE)) {
        parser_error_since(p, "A private name cannot be abstract, declared or have an "
                              "accessibility modifier", m->start);
    }
}

/* One constructor with a body, parameter properties only in it. */
static void
doubt_method(parser *p, const class_member *m, const call_signature *signature, arena_ref value)
{
    const ast_node *n = node_at(p, value);
    if (n == NULL || m->kind != AST_METHOD_KIND_CONSTRUCTOR) {
        return;
    }
    if (n->tag == AST_FUNCTION_EXPRESSION) {
        doubt_if(p, ++p->constructors > 1);
    } else {
        doubt_parameter_properties(p, signature->params);
    }
}

static void
doubt_member(parser *p, const class_member *m)
{
    doubt_if(p, has(m, ABSTRACT) && !has_context(p, CONTEXT_ABSTRACT));
    doubt_if(p, has(m, STATIC) && !m->computed && is_property_name(p, m->key, "prototype", 9));
}

/* From the parameters on. */
static arena_ref
parse_method(parser *p, class_member *m)
{
    if (!has(m, STATIC) && is_named_constructor(p, m)) {
        check_constructor(p, m);
    }
    check_method_modifiers(p, m);
    function_kind kind = {
        .async = has(m, ASYNC),
        .generator = m->generator,
        .parameters = m->kind == AST_METHOD_KIND_CONSTRUCTOR ? OF_CONSTRUCTOR : OF_METHOD,
        .may_call_super = m->kind == AST_METHOD_KIND_CONSTRUCTOR &&
                          has_context(p, CONTEXT_DERIVED),
    };
    call_signature signature;
    arena_ref value = parse_method_function(p, kind, &signature);
    check_signature(p, m, &signature);
    const ast_node *function = node_at(p, value);
    if (function != NULL && function->tag == AST_TS_EMPTY_BODY_FUNCTION_EXPRESSION) {
        refuse_decorators(p, m->decorators, "A method without a body has no decorators");
    }
    doubt_method(p, m, &signature, value);
    return new_method(p, m, value);
}

static uint16_t
property_tag(const class_member *m)
{
    if (has(m, ACCESSOR)) {
        return has(m, ABSTRACT) ? AST_TS_ABSTRACT_ACCESSOR_PROPERTY : AST_ACCESSOR_PROPERTY;
    }
    return has(m, ABSTRACT) ? AST_TS_ABSTRACT_PROPERTY_DEFINITION : AST_PROPERTY_DEFINITION;
}

static arena_ref
parse_initializer(parser *p)
{
    if (!accept(p, TOK_EQ)) {
        return 0;
    }
    outer_function outer = enter_function(p, false, false);
    p->context &= ~(uint32_t)CONTEXT_RETURN;
    p->context |= CONTEXT_SUPER | CONTEXT_NO_ARGUMENTS;
    arena_ref value = parse_assignment_expression(p);
    leave_function(p, &outer);
    return value;
}

static bool
is_declared(const parser *p, const class_member *m)
{
    return has(m, DECLARE) || has_context(p, CONTEXT_AMBIENT);
}

/* `!` says that others will set the field, which must be one that could be set. */
static void
check_definite_field(parser *p, const class_member *m, const ast_property_definition *n)
{
    if (n->value != 0) {
        parser_error_since(p, "A field with '!' has no initial value", m->start);
    } else if (n->type_annotation == 0) {
        parser_error_since(p, "A field with '!' needs a type", m->start);
    } else if (m->optional) {
        parser_error_since(p, "A field has '?' or '!', not both", m->start);
    } else if (has(m, STATIC | ABSTRACT) || is_declared(p, m)) {
        parser_error_since(p, "A static, abstract or declared field has no '!'", m->start);
    }
}

static void
check_field(parser *p, const class_member *m, const ast_property_definition *n)
{
    if (n->definite) {
        check_definite_field(p, m, n);
    } else if (m->optional && has(m, ACCESSOR)) {
        parser_error_since(p, "An accessor cannot be optional", m->start);
    } else if (n->value == 0) {
        return;
    } else if (has(m, ABSTRACT)) {
        parser_error_since(p, "An abstract field has no initial value", m->start);
    } else if (is_declared(p, m)) {
        bool constant = has(m, READONLY) && n->type_annotation == 0;
        check_declared_value(p, n->value, constant);
    }
}

/* From behind the name and a `?` on. */
static arena_ref
parse_property(parser *p, const class_member *m)
{
    if (has(m, ASYNC)) {
        parser_error_since(p, "'async' is for methods, not for properties", m->start);
    }
    if (is_named_constructor(p, m)) {
        parser_error_since(p, "A property cannot be named 'constructor'", m->start);
    }
    bool definite = is_typescript(p) && !newline_before(p) && accept(p, TOK_BANG);
    arena_ref type = parse_optional_type_annotation(p);
    arena_ref value = parse_initializer(p);
    parse_semicolon(p);
    ast_property_definition *n =
        NEW_NODE(p, property_definition, m->start, end_before(p));
    n->tag = property_tag(m);
    n->key = m->key;
    n->value = value;
    n->type_annotation = type;
    n->decorators = m->decorators;
    n->accessibility = m->accessibility;
    n->computed = m->computed;
    n->static_ = has(m, STATIC);
    n->declare = has(m, DECLARE);
    n->override = has(m, OVERRIDE);
    n->readonly = has(m, READONLY);
    n->optional = m->optional;
    n->definite = definite;
    check_field(p, m, n);
    return ref_of(p, n);
}

static arena_ref
parse_class_index_signature(parser *p, const class_member *m)
{
    if (m->modifiers & ~(STATIC | READONLY)) {
        parser_error_here(p, "An index signature can be 'static' and 'readonly' only");
    }
    refuse_decorators(p, m->decorators, "An index signature has no decorators");
    return parse_index_signature(p, m->start, has(m, READONLY), has(m, STATIC));
}

/* A function's body, but for what may be in it; at the brace. */
static arena_ref
parse_static_block(parser *p, const class_member *m)
{
    if (m->modifiers != 0 || m->decorators.length != 0) {
        parser_error_here(p, "A static block has no modifiers or decorators");
    }
    if (has_context(p, CONTEXT_AMBIENT) || depth_exceeded(p->floor)) {
        return has_context(p, CONTEXT_AMBIENT)
                   ? parser_error_here(p, "A declaration cannot have a body")
                   : parser_too_deep(p);
    }
    outer_function outer = enter_function(p, true, false);
    p->context = (p->context & ~(uint32_t)CONTEXT_RETURN) | CONTEXT_NO_OPERATORS |
                 CONTEXT_SUPER | CONTEXT_NO_ARGUMENTS;
    size_t mark = begin_list(p);
    next(p);
    parse_statement_list(p, TOK_RBRACE);
    expect(p, TOK_RBRACE);
    leave_function(p, &outer);
    ast_list body = finish_list(p, mark);
    ast_static_block *n = NEW_NODE(p, static_block, m->start, end_before(p));
    n->body = body;
    return ref_of(p, n);
}

/* What a private name is of; an overload of TypeScript declares none. */
static uint32_t
what_of(const parser *p, const class_member *m, arena_ref element)
{
    const ast_method_definition *n = (const ast_method_definition *)node_at(p, element);
    bool method = n != NULL && n->tag == AST_METHOD_DEFINITION;
    const ast_node *value = method ? node_at(p, n->value) : NULL;
    if (value != NULL && value->tag == AST_TS_EMPTY_BODY_FUNCTION_EXPRESSION) {
        return PRIVATE_USE;
    }
    return (has(m, STATIC) ? PRIVATE_STATIC : 0u) |
           (m->kind == AST_METHOD_KIND_GET   ? PRIVATE_GET
            : m->kind == AST_METHOD_KIND_SET ? PRIVATE_SET
                                             : PRIVATE_OTHER);
}

static arena_ref
parse_class_element(parser *p)
{
    class_member m = {.start = start_here(p), .kind = AST_METHOD_KIND_METHOD};
    m.decorators = parse_decorators(p);
    parse_modifiers(p, &m);
    if (m.is_block) {
        return parse_static_block(p, &m);
    }
    if (m.key == 0 && at(p, TOK_LBRACKET) && is_typescript(p) && at_index_signature(p)) {
        return parse_class_index_signature(p, &m);
    }
    parse_member_key(p, &m);
    if ((m.modifiers & (ABSTRACT | ACCESSIBILITY | DECLARE)) != 0) {
        check_private_name(p, &m);
    }
    doubt_member(p, &m);
    uint32_t key = p->privates.count;
    bool must_be_method = m.generator || m.kind != AST_METHOD_KIND_METHOD;
    bool method = must_be_method || at(p, TOK_LPAREN) || at(p, TOK_LESS);
    arena_ref element = method ? parse_method(p, &m) : parse_property(p, &m);
    const ast_node *name = node_at(p, m.key);
    if (name != NULL && name->tag == AST_PRIVATE_IDENTIFIER) {
        declare_private_name(p, key - 1, name, what_of(p, &m, element));
    }
    return element;
}

arena_ref
parse_class_body(parser *p)
{
    uint32_t start = start_here(p);
    uint32_t constructors = p->constructors, privates = p->privates.count;
    p->constructors = 0;
    expect(p, TOK_LBRACE);
    size_t mark = begin_list(p);
    while (!at(p, TOK_RBRACE) && !at(p, TOK_EOF)) {
        if (!accept(p, TOK_SEMICOLON)) {
            add(p, parse_class_element(p));
        }
    }
    expect(p, TOK_RBRACE);
    p->constructors = constructors;
    close_class_scope(p, privates);
    ast_list body = finish_list(p, mark);
    ast_class_body *n = NEW_NODE(p, class_body, start, end_before(p));
    n->body = body;
    return ref_of(p, n);
}

/* ---- Heads -------------------------------------------------------------- */

/* `implements` begins a clause if a name follows it, and is the name if not. */
static bool
at_class_name(const parser *p)
{
    if (at(p, TOK_IMPLEMENTS) && is_typescript(p)) {
        return !token_is_name((token_kind)peek(p).kind) && at_identifier(p);
    }
    return at_identifier(p);
}

static arena_ref
parse_class_name(parser *p, bool needs_name)
{
    if (at_class_name(p)) {
        if (is_typescript(p)) {
            check_type_name(p);
        }
        return take_identifier(p);
    }
    if (needs_name) {
        parser__expected(p, TOK_IDENTIFIER);
    }
    return 0;
}

bool
is_dotted_name(const parser *p, arena_ref expression)
{
    const ast_node *n = node_at(p, expression);
    while (n != NULL && n->tag == AST_MEMBER_EXPRESSION) {
        const ast_member_expression *member = (const ast_member_expression *)n;
        n = member->computed ? NULL : node_at(p, member->object);
    }
    return n != NULL && n->tag == AST_IDENTIFIER;
}

static arena_ref
parse_implemented(parser *p)
{
    uint32_t start = start_here(p);
    arena_ref type_arguments = 0;
    arena_ref expression = parse_heritage_expression(p, &type_arguments);
    if (!is_dotted_name(p, expression)) {
        parser_error_since(p, "A class can only implement what has a name", start);
    }
    ast_ts_class_implements *n = NEW_NODE(p, ts_class_implements, start, end_before(p));
    n->expression = expression;
    n->type_arguments = type_arguments;
    return ref_of(p, n);
}

static ast_list
parse_implements_clause(parser *p)
{
    if (!is_typescript(p) || !accept(p, TOK_IMPLEMENTS)) {
        return (ast_list){0, 0};
    }
    size_t mark = begin_list(p);
    do {
        add(p, parse_implemented(p));
    } while (accept(p, TOK_COMMA));
    return finish_list(p, mark);
}

static arena_ref
parse_extends_clause(parser *p, arena_ref *type_arguments)
{
    if (!accept(p, TOK_EXTENDS)) {
        return 0;
    }
    arena_ref expression = parse_heritage_expression(p, type_arguments);
    if (at(p, TOK_COMMA)) {
        parser_error_here(p, "A class can extend one class only");
    }
    return expression;
}

_Static_assert(sizeof(ast_class_declaration) == sizeof(ast_class_expression) &&
                   offsetof(ast_class_declaration, implements) ==
                       offsetof(ast_class_expression, implements),
               "a class of either kind is written as a declaration");

/* From `class` on. */
static arena_ref
parse_class(parser *p, const declaration_prefix *prefix, uint16_t tag, bool needs_name)
{
    if (depth_exceeded(p->floor)) {
        return parser_too_deep(p);
    }
    expect(p, TOK_CLASS);
    uint32_t outer = p->context;
    p->context |= CONTEXT_STRICT;
    arena_ref super_type_arguments = 0;
    arena_ref id = parse_class_name(p, needs_name);
    if (tag == AST_CLASS_DECLARATION) {
        declare_name(p, EARLY_CLASS, id);
    } else {
        doubt_own_name(p, id);
    }
    arena_ref type_parameters = parse_optional_type_parameters(p, OF_NAMED_TYPE);
    arena_ref super_class = parse_extends_clause(p, &super_type_arguments);
    ast_list implements = parse_implements_clause(p);
    if (at(p, TOK_EXTENDS)) {
        parser_error_here(p, "'extends' must stand before 'implements', and once");
    }
    p->context &= ~(uint32_t)(CONTEXT_DERIVED | CONTEXT_ABSTRACT);
    p->context |= (super_class != 0 ? CONTEXT_DERIVED : 0u) |
                  (prefix->abstract ? CONTEXT_ABSTRACT : 0u);
    arena_ref body = parse_class_body(p);
    p->context = outer;
    ast_class_declaration *n =
        NEW_NODE(p, class_declaration, prefix->start, end_before(p));
    n->tag = tag;
    n->id = id;
    n->type_parameters = type_parameters;
    n->super_class = super_class;
    n->super_type_arguments = super_type_arguments;
    n->implements = implements;
    n->body = body;
    n->decorators = prefix->decorators;
    n->abstract = prefix->abstract;
    n->declare = prefix->declare;
    return ref_of(p, n);
}

arena_ref
parse_class_declaration(parser *p, const declaration_prefix *prefix, bool needs_name)
{
    return parse_class(p, prefix, AST_CLASS_DECLARATION, needs_name);
}

arena_ref
parse_class_expression(parser *p)
{
    /* `@@@...` comes here without passing `class`. */
    if (depth_exceeded(p->floor)) {
        return parser_too_deep(p);
    }
    declaration_prefix prefix = {.start = start_here(p)};
    prefix.decorators = parse_decorators(p);
    return parse_class(p, &prefix, AST_CLASS_EXPRESSION, false);
}
