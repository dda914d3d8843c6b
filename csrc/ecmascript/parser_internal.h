/* parser_internal.h - what the files of the parser share.
 *
 * A production is a function named as the specification names it.  It is
 * entered with its first token current, leaves behind its last one, and gives
 * the reference of its node.  Children are written before their parents, so
 * that every node is written once, whole.
 *
 * Errors are sticky.  The first one is kept in the lexer, the lexer then stands
 * at the end of the source, and all productions unwind over TOK_EOF; nobody
 * checks after a call.  Two consequences that every function must respect:
 *
 *   - a loop ends at TOK_EOF;
 *   - after an error references mean nothing: a node is read back only behind a
 *     test of parser_failed.
 *
 * The same holds when memory runs out: nodes then go to `spill`.
 */
#ifndef ARENITE_PARSER_INTERNAL_H
#define ARENITE_PARSER_INTERNAL_H

#include "ast.h"
#include "depth.h"
#include "lexer.h"
#include "names.h"
#include "parse_doubts.h"
#include "parser.h"
#include "scratch.h"

/* The parameters of the grammar, as the specification has them ([Yield, Await, Return,
 * In]), and what depends on the place in the same way.  Whoever sets one puts
 * p->context back as it was. */
enum {
    CONTEXT_NO_IN = 1,        /* `in` ends the expression: the head of a `for` */
    CONTEXT_COLON_ENDS = 2,   /* so does `:`, which thus begins no return type */
    CONTEXT_AWAIT = 4,        /* `await` is an operator */
    CONTEXT_YIELD = 8,        /* `yield` is an operator */
    CONTEXT_RETURN = 16,      /* `return` is a statement */
    CONTEXT_STRICT = 32,
    CONTEXT_AMBIENT = 64,     /* declarations only: declare ..., and files of them */
    CONTEXT_NO_OPERATORS = 128, /* `await` and `yield` are words that cannot be used: the
                                 * parameters of a function whose body has them */
    CONTEXT_MAY_BE_MODULE = 256, /* outside of all functions: `await x` makes it a module */
    CONTEXT_MODULE = 512,     /* `await` is no name, wherever */
    CONTEXT_NAMESPACE = 1024, /* directly in a namespace, which names no other files */
    CONTEXT_INFER = 1 << 19,  /* `infer X` may stand here: behind a type's `extends` */
    CONTEXT_MODULE_BLOCK = 1 << 20, /* in the body of a namespace or module, not of a file */

    /* What is no error of the grammar, but an early one: see parse_doubts.h. */
    CONTEXT_LOOP = 1 << 11,
    CONTEXT_BREAKABLE = 1 << 12, /* a loop or a switch */
    CONTEXT_NEW_TARGET = 1 << 13,
    CONTEXT_SUPER = 1 << 14,     /* super.x */
    CONTEXT_SUPER_CALL = 1 << 15,
    CONTEXT_NO_ARGUMENTS = 1 << 16, /* the value of a field, a static block */
    CONTEXT_DERIVED = 1 << 17,   /* the members of a class that extends another */
    CONTEXT_ABSTRACT = 1 << 18,  /* of an abstract one */
};

/* What is known of an expression that may turn out to be a pattern: parse_patterns.c. */
typedef struct cover_state {
    arena_ref defaults;   /* the newest `a = b` that only a pattern can have */
    uint32_t last_await, last_yield; /* where the last such expression begins, */
    uint32_t last_await_name;        /* and the last use of `await` as a name; + 1 */
} cover_state;

struct parser {
    lexer lex;
    arena *arena;
    uint64_t base;      /* position of the source's first byte */
    uint32_t nodes;     /* written so far */
    uintptr_t floor;    /* of the stack: depth.h */
    scratch children;   /* of the nodes that are not finished */

    bool no_memory;
    bool fatal;         /* the error must survive a rewind: see parser_fatal */
    bool is_module;     /* an import or export was seen at the top level */
    bool in_extends;    /* `extends` ends the type here: see parse_types.c */
    arena_ref infer_extends; /* what followed `infer X extends`: see parse_types.c */
    uint32_t result_start;   /* where the last result type begins, which may be `x is T` */

    uint32_t context;   /* CONTEXT_*: the parameters of the grammar */
    cover_state cover;
    uint32_t item_start; /* TypeScript: where what may be a parameter begins, see parse_arrows.c */
    bool is_sloppy;     /* something was read that a module cannot have */

    /* Bytes read again because they were no type arguments.  Bounded, or else
     * `a<{[a<{[a<...` would take 2^n steps: see parse_expressions.c. */
    uint64_t reread;

    parse_options options;

    /* Early errors: parse_doubts.h. */
    bool doubt;         /* there may be one, or nobody asks */
    bool complex_params; /* of the function whose body begins */
    uint32_t constructors; /* of the class around, so far */
    uint32_t protos;    /* `__proto__: x` of the object literal around, so far */
    const open_label *labels; /* of the statements around, up to the function */
    names declared, privates;
    uint64_t spill[32]; /* larger than any node */
};

/* ---- Tokens ------------------------------------------------------------- */

static inline token_kind
current(const parser *p)
{
    return (token_kind)p->lex.token.kind;
}

static inline bool
at(const parser *p, token_kind kind)
{
    return p->lex.token.kind == (uint8_t)kind;
}

static inline void
next(parser *p)
{
    lexer_next(&p->lex);
}

static inline bool
accept(parser *p, token_kind kind)
{
    if (!at(p, kind)) {
        return false;
    }
    next(p);
    return true;
}

static inline token
take(parser *p)
{
    token t = p->lex.token;
    next(p);
    return t;
}

static inline uint32_t
start_here(const parser *p)
{
    return p->lex.token.start;
}

static inline uint32_t
end_before(const parser *p)
{
    return p->lex.previous_end;
}

static inline bool
newline_before(const parser *p)
{
    return (p->lex.token.flags & TOKEN_NEWLINE_BEFORE) != 0;
}

/* May a word that is reserved in some places be a name here? */
bool parser__is_name_here(const parser *p, token_kind kind);

static inline bool
is_identifier(const parser *p, token_kind kind)
{
    return token_is_identifier(kind) && (kind < TOK_AWAIT || parser__is_name_here(p, kind));
}

/* An Identifier, contextual keywords included. */
static inline bool
at_identifier(const parser *p)
{
    return is_identifier(p, current(p));
}

/* The same, and no line terminator before it. */
static inline bool
at_identifier_on_line(const parser *p)
{
    return at_identifier(p) && !newline_before(p);
}

static inline bool
is_typescript(const parser *p)
{
    return p->options.language >= PARSE_TS;
}

static inline bool
has_context(const parser *p, uint32_t bits)
{
    return (p->context & bits) != 0;
}

/* In brackets of any kind `in` and `:` mean again what they mean.  Gives the
 * context to put back. */
static inline uint32_t
enter_brackets(parser *p)
{
    uint32_t outer = p->context;
    p->context = outer & ~(uint32_t)(CONTEXT_NO_IN | CONTEXT_COLON_ENDS);
    return outer;
}

static inline void
leave_brackets(parser *p, uint32_t outer)
{
    p->context = outer;
}

/* The few tokens that end any expression; nearly always it is one of them. */
static inline bool
token_ends_expression(token_kind kind)
{
    const uint64_t ends = UINT64_C(1) << TOK_RPAREN | UINT64_C(1) << TOK_RBRACKET |
                          UINT64_C(1) << TOK_RBRACE | UINT64_C(1) << TOK_COMMA |
                          UINT64_C(1) << TOK_SEMICOLON | UINT64_C(1) << TOK_COLON;
    return kind < 64 && (ends >> kind & 1) != 0;
}
_Static_assert(TOK_COLON < 64 && TOK_RBRACKET < 64 && TOK_SEMICOLON < 64, "one word of bits");

/* The token behind the current one; for the places that one token does not
 * decide and that are rare enough to lex a token twice. */
token peek(const parser *p);

/* ---- Errors (parser_errors.c) ------------------------------------------- */

static inline bool
parser_failed(const parser *p)
{
    return p->lex.error.message != NULL || p->no_memory;
}

/* All answer 0, so that a production can end with one. */
arena_ref parser_error(parser *p, const char *message, uint32_t start, uint32_t end);
arena_ref parser_error_here(parser *p, const char *message); /* at the current token */
arena_ref parser_error_since(parser *p, const char *message, uint32_t start);
/* An error that trying another reading of the text cannot cure. */
arena_ref parser_fatal(parser *p, const char *message);
arena_ref parser_too_deep(parser *p);

/* "Expected ')'" and the like, at the current token. */
void parser__expected(parser *p, token_kind kind);

static inline void
expect(parser *p, token_kind kind)
{
    if (__builtin_expect(at(p, kind), 1)) {
        next(p);
    } else {
        parser__expected(p, kind);
    }
}

/* The `;` that ends a declaration, or what may stand for it. */
void parse_semicolon(parser *p);

/* ---- Nodes -------------------------------------------------------------- */

/* Notes that memory ran out; the node's place is then `spill`. */
void *parser__no_memory(parser *p);

static inline void *
parser__written(parser *p, void *node)
{
    p->nodes++;
    return __builtin_expect(node != NULL, 1) ? node : parser__no_memory(p);
}

/* A node of this type, its own fields zero.  Never NULL. */
#define NEW_NODE(p, type, start, end) \
    ((ast_##type *)parser__written((p), ast_new_##type((p)->arena, (start), (end))))

/* The reference of a node that was just written. */
static inline arena_ref
ref_of(const parser *p, const void *node)
{
    return arena_ref_of(p->arena, node);
}

/* A node that an earlier reference is of; NULL if that cannot be known. */
static inline ast_node *
node_at(const parser *p, arena_ref ref)
{
    return parser_failed(p) || ref == 0 ? NULL : (ast_node *)arena_address(p->arena, ref);
}

/* The items of a list; NULL if it has none, or that cannot be known. */
static inline arena_ref *
items_of(const parser *p, ast_list list)
{
    return parser_failed(p) || list.length == 0 ? NULL : arena_address(p->arena, list.items);
}

/* The children pushed since the mark, as a list in the arena. */
ast_list finish_list(parser *p, size_t mark);
/* Of children of two kinds that take turns, as in a template, one kind: every
 * second one since the mark, from the first (0) or the second (1) on.  They stay
 * on the stack: scratch_rewind when both lists are made. */
ast_list copy_every_second(parser *p, size_t mark, size_t first);

static inline size_t
begin_list(const parser *p)
{
    return scratch_mark(&p->children);
}

/* Room for one more child; false, and everything unwinds, when there is none. */
bool parser__grow_children(parser *p);

static inline void
add(parser *p, arena_ref child)
{
    scratch *s = &p->children;
    if (__builtin_expect(s->top == s->end, 0) && !parser__grow_children(p)) {
        return;
    }
    *s->top++ = child;
}

/* ---- Trying (parser_nodes.c) -------------------------------------------- */

typedef struct parser_checkpoint {
    lexer lex;
    arena_mark mark;
    size_t children;
    uint32_t nodes;
    cover_state cover;
    bool is_module, is_sloppy, doubt;
    uint32_t declared, solid, privates;
} parser_checkpoint;

parser_checkpoint parser_save(const parser *p);
/* Everything is as it was then, but for a fatal error. */
void parser_restore(parser *p, const parser_checkpoint *checkpoint);

/* Notes what a trial that began at `start` has cost, once it was taken back. */
void parser_pay(parser *p, uint32_t end_of_trial, uint32_t start);
/* How far a trial has read. */
uint32_t parser_reached(const parser *p);

/* ---- Leaves (parser_nodes.c) -------------------------------------------- */

/* An error, for a text that is longer than an arena_text can say. */
arena_text parser__text_too_long(parser *p, uint32_t start, uint32_t end);

static inline arena_text
source_text(parser *p, uint32_t start, uint32_t end)
{
    if (__builtin_expect(end - start > ARENA_MAX_TEXT, 0)) {
        return parser__text_too_long(p, start, end);
    }
    return arena_text_make(p->base + start, end - start);
}

/* The spelling of a name without its escapes. */
arena_text parser__escaped_name(parser *p, token t);

static inline arena_text
name_text(parser *p, token t)
{
    if (__builtin_expect((t.flags & TOKEN_ESCAPED) != 0, 0)) {
        return parser__escaped_name(p, t);
    }
    return source_text(p, t.start, t.end);
}

/* An Identifier of a token that is a name. */
static inline arena_ref
new_identifier(parser *p, token t)
{
    arena_text name = name_text(p, t);
    ast_identifier *n = NEW_NODE(p, identifier, t.start, t.end);
    n->name = name;
    return ref_of(p, n);
}

arena_ref new_this_expression(parser *p, token t);
/* What the name may not be although its token is an identifier's: a reserved word
 * with an escape in it.  Also notes a name that a module cannot have. */
void parser__check_identifier(parser *p, token t);
static inline bool
needs_check(token t)
{
    return (t.kind >= TOK_AWAIT && t.kind < TOK_BREAK) || (t.flags & TOKEN_ESCAPED) != 0;
}
static inline void
check_identifier(parser *p)
{
    if (__builtin_expect(needs_check(p->lex.token), 0)) {
        parser__check_identifier(p, p->lex.token);
    }
}
/* An Identifier of the current token, for which at_identifier holds. */
static inline arena_ref
take_identifier(parser *p)
{
    check_identifier(p);
    return new_identifier(p, take(p));
}
/* The name of `{a}`, which was read as any property's. */
static inline void
check_shorthand(parser *p, token name)
{
    if (__builtin_expect(needs_check(name), 0)) {
        parser__check_identifier(p, name);
    }
}
arena_ref parse_identifier_name(parser *p);     /* any IdentifierName */
arena_ref parse_binding_identifier(parser *p);  /* not a reserved word */
arena_ref parse_string_literal(parser *p);
arena_ref parse_numeric_literal(parser *p);
arena_ref parse_bigint_literal(parser *p);
arena_ref parse_template_element(parser *p, bool tagged); /* of the current token */

/* ---- Doubts (parse_doubts.h) -------------------------------------------- */

static inline void
doubt_if(parser *p, bool doubtful)
{
    p->doubt |= doubtful;
}

static inline void
doubt(parser *p)
{
    p->doubt = true;
}

static inline scope
open_scope(const parser *p)
{
    return (scope){p->declared.count, p->declared.solid};
}

static inline void
close_scope(parser *p, scope s)
{
    if (p->declared.solid != s.solid) {
        parser__close_scope(p, s);
    }
}

/* ---- Statements --------------------------------------------------------- */

/* The modifiers in front of a declaration. */
typedef struct declaration_prefix {
    uint32_t start; /* of the first modifier, or of the declaration */
    bool declare, abstract;
    ast_list decorators;
} declaration_prefix;

/* These add to the open list. */
void parse_directives(parser *p);
void parse_top_level_list(parser *p, token_kind close); /* of a program or a namespace */
void parse_statement_list(parser *p, token_kind close);
void parse_case_statements(parser *p);
/* The statement that is a part of another. */
arena_ref parse_statement(parser *p);
/* The same behind `if` and labels, where sloppy code may have a function. */
arena_ref parse_statement_or_function(parser *p);
arena_ref parse_block(parser *p);
arena_ref parse_braces(parser *p); /* a block without a scope of its own */
arena_ref parse_for_statement(parser *p);
arena_ref parse_while_statement(parser *p);
arena_ref parse_do_while_statement(parser *p);
arena_ref parse_if_statement(parser *p);
arena_ref parse_switch_statement(parser *p);
arena_ref parse_try_statement(parser *p);
arena_ref parse_with_statement(parser *p);
arena_ref parse_jump_statement(parser *p); /* break, continue */
arena_ref parse_return_statement(parser *p);
arena_ref parse_throw_statement(parser *p);
arena_ref parse_parenthesized(parser *p); /* `(Expression)` of a statement: no node of its own */

/* ---- Declarations ------------------------------------------------------- */

/* 0, and nothing is read, if the current token begins no declaration. */
arena_ref parse_declaration(parser *p, declaration_prefix *prefix);
bool at_declaration(parser *p);

arena_ref parse_variable_declaration(parser *p, const declaration_prefix *prefix);
/* Up to the `;`, `in` or `of` behind it, which a head of a `for` has. */
arena_ref parse_for_declaration(parser *p);
/* An error, if one that must have an initial value has none. */
void check_initializers(parser *p, const ast_variable_declaration *n);
/* An error, unless a declaration may have the value, which only a constant may. */
void check_declared_value(parser *p, arena_ref value, bool constant);
bool at_await_using(const parser *p);
bool at_async_function(const parser *p);
bool at_using_declaration(const parser *p);
arena_ref parse_interface_declaration(parser *p, const declaration_prefix *prefix);
arena_ref parse_type_alias_declaration(parser *p, const declaration_prefix *prefix);
arena_ref parse_enum_declaration(parser *p, const declaration_prefix *prefix);
arena_ref parse_namespace_declaration(parser *p, const declaration_prefix *prefix);
arena_ref parse_global_declaration(parser *p, const declaration_prefix *prefix);

arena_ref parse_import_declaration(parser *p, uint32_t start);
arena_ref parse_export_declaration(parser *p, declaration_prefix *prefix);
/* `import a = ...`, the current token is `a`. */
arena_ref parse_import_equals(parser *p, uint32_t start, token name, uint8_t import_kind);
ast_list parse_with_clause(parser *p);
arena_ref parse_module_export_name(parser *p);
/* What an import attribute says; returns the key. */
arena_ref parse_attribute_key_value(parser *p, arena_ref *value);
arena_ref parse_from_clause(parser *p);
/* In braces; adds to the open list. */
void parse_specifiers(parser *p, arena_ref (*parse_one)(parser *));
arena_ref parse_import_specifier(parser *p);
arena_ref parse_export_specifier(parser *p);
/* In a namespace, an error: what is there belongs to modules. */
void refuse_in_namespace(parser *p, uint32_t start, const char *message);
/* Is the `type`, `defer` or `source` that is current a keyword? */
bool is_import_keyword(const parser *p);
/* An import or export makes a module of what might be a script. */
void note_module(parser *p);

/* ---- Classes ------------------------------------------------------------ */

arena_ref parse_class_declaration(parser *p, const declaration_prefix *prefix,
                                  bool needs_name);
arena_ref parse_class_expression(parser *p);
arena_ref parse_class_body(parser *p);
ast_list parse_decorators(parser *p);
/* An error at the first, if there are any. */
void refuse_decorators(parser *p, ast_list decorators, const char *message);
bool is_dotted_name(const parser *p, arena_ref expression); /* `a` or `a.b.c` */

/* ---- Functions ---------------------------------------------------------- */

/* What a function, method, signature or function type has between its name and
 * its body. */
typedef struct call_signature {
    uint32_t start;
    arena_ref type_parameters, return_type;
    ast_list params;
} call_signature;

/* In TypeScript those of a class's methods have decorators, those of its constructor
 * modifiers as well.  Those of types have no initial values. */
typedef enum parameter_owner { OF_FUNCTION, OF_TYPE, OF_METHOD, OF_CONSTRUCTOR } parameter_owner;

call_signature parse_call_signature(parser *p, parameter_owner owner);
ast_list parse_formal_parameters(parser *p, parameter_owner owner);
/* An error, if it cannot be a getter's or setter's. */
void check_accessor(parser *p, const call_signature *s, bool setter);
/* The parameters behind some that are on the open list, up to the `)`. */
void parse_more_parameters(parser *p, bool after_optional);
arena_ref parse_rest_parameter(parser *p);

/* What may follow a name or pattern, and what did. */
typedef struct binding {
    uint32_t outer; /* an optional parameter's node begins with its decorators */
    bool may_be_annotated, may_be_optional, may_be_definite;
    bool optional, definite;
    arena_ref type_annotation;
} binding;

arena_ref parse_binding(parser *p, binding *b);
/* The name is that of the token, which was not checked: it may be `this`. */
arena_ref parse_name_binding(parser *p, binding *b);
arena_ref parse_binding_initializer(parser *p, uint32_t start, arena_ref left); /* at `=` */
arena_ref new_rest_element(parser *p, uint32_t start, arena_ref argument,
                           arena_ref type_annotation);
arena_ref parse_binding_pattern(parser *p); /* without annotation */
arena_ref parse_binding_with_annotation(parser *p);
/* The same of a variable, whose annotation may be `!: T`. */
arena_ref parse_declared_binding(parser *p, bool *definite);

/* A PropertyName; `computed` says whether it stood in brackets. */
arena_ref parse_property_name(parser *p, bool *computed);
/* Can the current token begin a PropertyName? */
bool at_property_name(const parser *p);
bool names_property(token t);

/* What a function's parameters and body change, and what it was around them. */
typedef struct outer_function {
    uint32_t context;
    cover_state cover;
    scope scope;
    const open_label *labels;
} outer_function;

outer_function enter_function(parser *p, bool async, bool generator);
void leave_function(parser *p, const outer_function *outer);

typedef struct function_kind {
    bool async, generator;
    parameter_owner parameters;
    bool needs_body; /* also in TypeScript */
    bool may_call_super; /* a constructor of a class that extends another */
} function_kind;

/* From the parameters on: a FunctionExpression, or in TypeScript a
 * TSEmptyBodyFunctionExpression. */
arena_ref parse_method_function(parser *p, function_kind kind, call_signature *signature);
arena_ref parse_function_declaration(parser *p, const declaration_prefix *prefix,
                                     bool needs_name);
arena_ref parse_function_expression(parser *p, uint32_t start, bool async);
/* A BlockStatement; the function was entered. */
arena_ref parse_function_body(parser *p);

/* ---- Arrow functions and patterns that were read as expressions --------- */

arena_ref parse_parenthesized_or_arrow(parser *p); /* at `(` */
arena_ref parse_async_head(parser *p);             /* at `async` */
arena_ref try_generic_arrow(parser *p);            /* at `<`; 0 if it is none */
/* The whole function of a head. */
arena_ref parse_arrow_body(parser *p, arena_ref head);
/* At `=>`: the arrow function whose parameters are `left`. */
arena_ref parse_arrow_rest(parser *p, arena_ref left);
/* Is this the head of an arrow function, which needs a `=>` behind it? */
bool is_arrow_head(const parser *p, arena_ref expression);

/* The target of an assignment that an expression is: a pattern or a simple one. */
arena_ref to_assignment_target(parser *p, arena_ref expression);
arena_ref to_simple_target(parser *p, arena_ref expression);
/* Makes parameters of the expressions; one that is none is an error. */
void to_parameters(parser *p, arena_ref *items, size_t count);
void note_default(parser *p, arena_ref pattern); /* of `{a = b}` */
void refuse_defaults(parser *p); /* an error if one is left */

/* ---- Types -------------------------------------------------------------- */

arena_ref parse_type(parser *p);
/* What may stand behind the `=` of a type alias alone: `intrinsic`. */
arena_ref parse_aliased_type(parser *p);
/* An error if the current token, a name to declare, is that of a predefined type. */
void check_type_name(parser *p);
void refuse_predicate(parser *p, const call_signature *s);
arena_ref parse_type_annotation(parser *p);          /* at `:` */
arena_ref parse_optional_type_annotation(parser *p); /* 0 if there is none */
arena_ref parse_return_type(parser *p);              /* at `:` or `=>` */
arena_ref parse_type_arguments(parser *p);           /* at `<` */
arena_ref parse_optional_type_arguments(parser *p);  /* 0 if there are none */
/* Whose they are says which modifiers they may have. */
typedef enum type_parameter_owner { OF_SIGNATURE, OF_NAMED_TYPE } type_parameter_owner;
arena_ref parse_optional_type_parameters(parser *p, type_parameter_owner owner); /* or 0 */
arena_ref parse_type_operand(parser *p);             /* an operator's operand */
arena_ref parse_type_rest(parser *p, uint32_t start, arena_ref left);
/* The `is T` of `x is T`; of `asserts x`, if it is there. */
arena_ref parse_type_predicate(parser *p, uint32_t start, arena_ref name, bool asserts);
arena_ref parse_entity_name(parser *p);
arena_ref parse_entity_name_rest(parser *p, uint32_t start, arena_ref left);
arena_ref parse_primary_type(parser *p);
arena_ref parse_named_type(parser *p, token first); /* the token was taken */
arena_ref parse_tuple_type(parser *p);
arena_ref parse_type_literal_or_mapped_type(parser *p);
ast_list parse_type_members(parser *p); /* with the braces */
arena_ref parse_index_signature(parser *p, uint32_t start, bool readonly, bool is_static);
bool at_index_signature(const parser *p);
arena_ref parse_function_type(parser *p);
arena_ref parse_constructor_type(parser *p);
bool at_function_type(const parser *p); /* with `(`, `<`, `new` or `abstract` current */
void expect_greater(parser *p);         /* the `>` that ends type arguments */

/* ---- Expressions -------------------------------------------------------- */

arena_ref parse_expression(parser *p);            /* with the comma operator */
arena_ref parse_assignment_expression(parser *p);
arena_ref parse_unary_expression(parser *p);
arena_ref parse_left_hand_side_expression(parser *p);
/* What hangs on the operand that begins there. */
arena_ref parse_chain_rest(parser *p, uint32_t start, arena_ref head);
/* The same in a heritage clause: type arguments at the end are not part of it. */
arena_ref parse_heritage_expression(parser *p, arena_ref *type_arguments);
arena_ref parse_decorator_expression(parser *p);
arena_ref parse_primary_expression(parser *p);
arena_ref parse_identifier_reference(parser *p);
arena_ref parse_object_literal(parser *p);
arena_ref parse_template_literal(parser *p, bool tagged);
ast_list parse_arguments(parser *p);
arena_ref new_call(parser *p, uint32_t start, arena_ref callee, ast_list arguments);
arena_ref parse_spread_or_assignment(parser *p); /* `...x` or `x` */
arena_ref parse_spread(parser *p);
bool begins_expression(const parser *p, token_kind kind);
bool at_await_operator(const parser *p);
arena_ref parse_jsx_element(parser *p); /* at `<` */
arena_ref parse_private_identifier(parser *p);
bool at_binary_operator(const parser *p);

#endif
