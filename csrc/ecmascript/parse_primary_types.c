/* Types that are no operators: keywords, references, literals, templates, `typeof`,
 * `import()`, tuples, parentheses; and the names in them. */
#include "parser_internal.h"

/* ---- Names -------------------------------------------------------------- */

arena_ref
parse_entity_name_rest(parser *p, uint32_t start, arena_ref left)
{
    while (accept(p, TOK_DOT)) {
        arena_ref right = parse_identifier_name(p);
        ast_ts_qualified_name *n = NEW_NODE(p, ts_qualified_name, start, end_before(p));
        n->left = left;
        n->right = right;
        left = ref_of(p, n);
    }
    return left;
}

arena_ref
parse_entity_name(parser *p)
{
    uint32_t start = start_here(p);
    arena_ref left = parse_binding_identifier(p);
    return parse_entity_name_rest(p, start, left);
}

/* ---- Keywords and references -------------------------------------------- */

/* The tags of the types that are one word.  The records are all alike. */
static const uint8_t keyword_types[TOK_COUNT] = {
    [TOK_ANY] = AST_TS_ANY_KEYWORD,
    [TOK_BIGINT_TYPE] = AST_TS_BIGINT_KEYWORD,
    [TOK_BOOLEAN] = AST_TS_BOOLEAN_KEYWORD,
    [TOK_NEVER] = AST_TS_NEVER_KEYWORD,
    [TOK_NULL] = AST_TS_NULL_KEYWORD,
    [TOK_NUMBER_TYPE] = AST_TS_NUMBER_KEYWORD,
    [TOK_OBJECT] = AST_TS_OBJECT_KEYWORD,
    [TOK_STRING_TYPE] = AST_TS_STRING_KEYWORD,
    [TOK_SYMBOL] = AST_TS_SYMBOL_KEYWORD,
    [TOK_UNDEFINED] = AST_TS_UNDEFINED_KEYWORD,
    [TOK_UNKNOWN] = AST_TS_UNKNOWN_KEYWORD,
    [TOK_VOID] = AST_TS_VOID_KEYWORD,
};
_Static_assert(AST_TS_VOID_KEYWORD < 256, "tags in a byte");
_Static_assert(sizeof(ast_ts_void_keyword) == sizeof(ast_ts_any_keyword), "one layout");

void
check_type_name(parser *p)
{
    if (keyword_types[current(p)] != 0) {
        parser_error_here(p, "A declaration cannot have the name of a predefined type");
    }
}

static arena_ref
new_keyword_type(parser *p, token t, uint16_t tag)
{
    ast_ts_any_keyword *n = NEW_NODE(p, ts_any_keyword, t.start, t.end);
    n->tag = tag;
    return ref_of(p, n);
}

static arena_ref
new_type_reference(parser *p, uint32_t start, arena_ref name)
{
    arena_ref arguments = parse_optional_type_arguments(p);
    ast_ts_type_reference *n = NEW_NODE(p, ts_type_reference, start, end_before(p));
    n->type_name = name;
    n->type_arguments = arguments;
    return ref_of(p, n);
}

/* Keywords are names, too: `any.x` is a reference. */
arena_ref
parse_named_type(parser *p, token first)
{
    uint8_t keyword = keyword_types[first.kind];
    if (keyword != 0 && !at(p, TOK_DOT)) {
        return new_keyword_type(p, first, keyword);
    }
    arena_ref name = new_identifier(p, first);
    name = parse_entity_name_rest(p, first.start, name);
    return new_type_reference(p, first.start, name);
}

arena_ref
parse_aliased_type(parser *p)
{
    if (at(p, TOK_INTRINSIC) && peek(p).kind != TOK_DOT) {
        return new_keyword_type(p, take(p), AST_TS_INTRINSIC_KEYWORD);
    }
    return parse_type(p);
}

/* ---- Predicates --------------------------------------------------------- */

/* Its annotation has no colon and the span of the type alone. */
static arena_ref
parse_predicate_annotation(parser *p)
{
    uint32_t start = start_here(p);
    arena_ref type = parse_type(p);
    ast_ts_type_annotation *n = NEW_NODE(p, ts_type_annotation, start, end_before(p));
    n->type_annotation = type;
    return ref_of(p, n);
}

arena_ref
parse_type_predicate(parser *p, uint32_t start, arena_ref name, bool asserts)
{
    if (start != p->result_start) {
        return parser_error_since(p, "A type predicate is the whole result of a function", start);
    }
    arena_ref type_annotation = accept(p, TOK_IS) ? parse_predicate_annotation(p) : 0;
    ast_ts_type_predicate *n = NEW_NODE(p, ts_type_predicate, start, end_before(p));
    n->parameter_name = name;
    n->type_annotation = type_annotation;
    n->asserts = asserts;
    return ref_of(p, n);
}

static arena_ref
new_this_type(parser *p, token t)
{
    return ref_of(p, NEW_NODE(p, ts_this_type, t.start, t.end));
}

static arena_ref
parse_this_type(parser *p)
{
    token t = take(p);
    arena_ref type = new_this_type(p, t);
    if (at(p, TOK_IS) && !newline_before(p)) {
        return parse_type_predicate(p, t.start, type, false);
    }
    return type;
}

/* `asserts` is a name unless another follows on its line. */
static arena_ref
parse_asserts_type(parser *p)
{
    token asserts = take(p);
    bool named = at_identifier_on_line(p);
    if (!named && !(at(p, TOK_THIS) && !newline_before(p))) {
        return parse_named_type(p, asserts);
    }
    token t = take(p);
    arena_ref name = named ? new_identifier(p, t) : new_this_type(p, t);
    return parse_type_predicate(p, asserts.start, name, true);
}

/* ---- Literals ----------------------------------------------------------- */

static arena_ref
new_literal_type(parser *p, uint32_t start, arena_ref literal)
{
    ast_ts_literal_type *n = NEW_NODE(p, ts_literal_type, start, end_before(p));
    n->literal = literal;
    return ref_of(p, n);
}

static arena_ref
parse_boolean_literal(parser *p)
{
    token t = take(p);
    ast_boolean_literal *n = NEW_NODE(p, boolean_literal, t.start, t.end);
    n->value = t.kind == TOK_TRUE;
    return ref_of(p, n);
}

static arena_ref
parse_negative_number(parser *p)
{
    uint32_t start = take(p).start;
    if (!at(p, TOK_NUMBER) && !at(p, TOK_BIGINT)) {
        return parser_error_here(p, "Expected a number after '-' in a type");
    }
    arena_ref number = at(p, TOK_NUMBER) ? parse_numeric_literal(p) : parse_bigint_literal(p);
    ast_unary_expression *n = NEW_NODE(p, unary_expression, start, end_before(p));
    n->operator = AST_UNARY_OPERATOR_MINUS;
    n->argument = number;
    return ref_of(p, n);
}

static arena_ref
parse_literal_type(parser *p)
{
    uint32_t start = start_here(p);
    arena_ref literal;
    switch (current(p)) {
    case TOK_STRING:
        literal = parse_string_literal(p);
        break;
    case TOK_NUMBER:
        literal = parse_numeric_literal(p);
        break;
    case TOK_BIGINT:
        literal = parse_bigint_literal(p);
        break;
    case TOK_MINUS:
        literal = parse_negative_number(p);
        break;
    case TOK_TEMPLATE:
        literal = parse_template_literal(p, false);
        break;
    default:
        literal = parse_boolean_literal(p);
    }
    return new_literal_type(p, start, literal);
}

/* ---- Templates ---------------------------------------------------------- */

/* Adds `${` Type, and the quasi behind it; false behind the last one. */
static bool
parse_template_span(parser *p)
{
    next(p);
    add(p, parse_type(p));
    if (!at(p, TOK_RBRACE)) {
        parser__expected(p, TOK_RBRACE);
        return false;
    }
    lexer_rescan_template(&p->lex);
    if (!at(p, TOK_TEMPLATE_MIDDLE) && !at(p, TOK_TEMPLATE_TAIL)) {
        return false;
    }
    bool last = at(p, TOK_TEMPLATE_TAIL);
    add(p, parse_template_element(p, false));
    return !last;
}

static arena_ref
parse_template_literal_type(parser *p)
{
    uint32_t start = start_here(p);
    size_t mark = begin_list(p);
    add(p, parse_template_element(p, false));
    while (parse_template_span(p)) {
    }
    next(p);
    ast_list types = copy_every_second(p, mark, 1);
    ast_list quasis = copy_every_second(p, mark, 0);
    scratch_rewind(&p->children, mark);
    ast_ts_template_literal_type *n =
        NEW_NODE(p, ts_template_literal_type, start, end_before(p));
    n->quasis = quasis;
    n->types = types;
    return ref_of(p, n);
}

/* ---- Import types ------------------------------------------------------- */

/* Their nodes are those of an object literal, their grammar is TypeScript's own:
 * `{with: {name: "value"}}`. */
static arena_ref
new_option(parser *p, uint32_t start, arena_ref key, arena_ref value)
{
    ast_property *n = NEW_NODE(p, property, start, end_before(p));
    n->kind = AST_PROPERTY_KIND_INIT;
    n->key = key;
    n->value = value;
    return ref_of(p, n);
}

static arena_ref
parse_attribute_option(parser *p)
{
    uint32_t start = start_here(p);
    arena_ref value, key = parse_attribute_key_value(p, &value);
    return new_option(p, start, key, value);
}

static arena_ref parse_option_list(parser *p, arena_ref (*parse_one)(parser *), bool one);

static arena_ref
parse_import_option(parser *p)
{
    uint32_t start = start_here(p);
    if (!at(p, TOK_WITH) && !at(p, TOK_ASSERT)) {
        return parser_error_here(p, "The options of an import type are 'with' and what it needs");
    }
    arena_ref key = parse_identifier_name(p);
    expect(p, TOK_COLON);
    arena_ref value = parse_option_list(p, parse_attribute_option, false);
    return new_option(p, start, key, value);
}

static arena_ref
parse_option_list(parser *p, arena_ref (*parse_one)(parser *), bool one)
{
    uint32_t start = start_here(p);
    size_t mark = begin_list(p);
    expect(p, TOK_LBRACE);
    while ((one || !at(p, TOK_RBRACE)) && !at(p, TOK_EOF)) {
        add(p, parse_one(p));
        if (!accept(p, TOK_COMMA) || one) {
            break;
        }
    }
    expect(p, TOK_RBRACE);
    ast_list properties = finish_list(p, mark);
    ast_object_expression *n = NEW_NODE(p, object_expression, start, end_before(p));
    n->properties = properties;
    return ref_of(p, n);
}

static arena_ref
parse_import_qualifier(parser *p)
{
    uint32_t start = start_here(p);
    arena_ref first = parse_identifier_name(p);
    return parse_entity_name_rest(p, start, first);
}

static arena_ref
parse_import_type(parser *p)
{
    uint32_t start = take(p).start;
    expect(p, TOK_LPAREN);
    arena_ref source = parse_string_literal(p);
    arena_ref options =
        accept(p, TOK_COMMA) ? parse_option_list(p, parse_import_option, true) : 0;
    expect(p, TOK_RPAREN);
    arena_ref qualifier = accept(p, TOK_DOT) ? parse_import_qualifier(p) : 0;
    arena_ref arguments = parse_optional_type_arguments(p);
    ast_ts_import_type *n = NEW_NODE(p, ts_import_type, start, end_before(p));
    n->source = source;
    n->options = options;
    n->qualifier = qualifier;
    n->type_arguments = arguments;
    return ref_of(p, n);
}

/* ---- Queries ------------------------------------------------------------ */

/* Of values, so that `this` may begin it, and reserved words that name exports. */
static arena_ref
parse_query_name(parser *p)
{
    uint32_t start = start_here(p);
    arena_ref first = at(p, TOK_THIS) ? new_this_expression(p, take(p)) : parse_identifier_name(p);
    return parse_entity_name_rest(p, start, first);
}

static arena_ref
parse_type_query(parser *p)
{
    uint32_t start = take(p).start;
    bool imported = at(p, TOK_IMPORT);
    arena_ref name = imported ? parse_import_type(p) : parse_query_name(p);
    /* An import type has taken them. */
    arena_ref arguments = imported ? 0 : parse_optional_type_arguments(p);
    ast_ts_type_query *n = NEW_NODE(p, ts_type_query, start, end_before(p));
    n->expr_name = name;
    n->type_arguments = arguments;
    return ref_of(p, n);
}

/* ---- Tuples ------------------------------------------------------------- */

/* `name:` or `name?:`.  Any type that begins with a name may stand here as well,
 * keyof included, so the tokens behind it decide. */
static bool
at_tuple_label(const parser *p)
{
    if (!token_is_name(current(p))) {
        return false;
    }
    lexer ahead = p->lex;
    lexer_next(&ahead);
    if (ahead.token.kind == TOK_QUESTION) {
        lexer_next(&ahead);
    }
    return ahead.token.kind == TOK_COLON;
}

static arena_ref
parse_named_member(parser *p, bool *optional)
{
    uint32_t start = start_here(p);
    arena_ref label = parse_identifier_name(p);
    *optional = accept(p, TOK_QUESTION);
    expect(p, TOK_COLON);
    arena_ref type = parse_type(p);
    ast_ts_named_tuple_member *n = NEW_NODE(p, ts_named_tuple_member, start, end_before(p));
    n->label = label;
    n->element_type = type;
    n->optional = *optional;
    return ref_of(p, n);
}

/* What stood before a member of a tuple. */
typedef struct tuple_state {
    bool optional, array; /* `a?`; `...a[]` */
} tuple_state;

/* How many items it stands for is not known, other than of `...T`. */
static bool
is_array(const parser *p, arena_ref type)
{
    const ast_node *n = node_at(p, type);
    if (n != NULL && n->tag == AST_TS_NAMED_TUPLE_MEMBER) {
        n = node_at(p, ((const ast_ts_named_tuple_member *)n)->element_type);
    }
    return n != NULL && n->tag == AST_TS_ARRAY_TYPE;
}

static arena_ref
parse_rest_member(parser *p, tuple_state *state)
{
    uint32_t start = take(p).start;
    bool optional = false;
    arena_ref type = at_tuple_label(p) ? parse_named_member(p, &optional) : parse_type(p);
    if (optional) {
        return parser_error_since(p, "A tuple's rest element cannot be optional", start);
    }
    if (is_array(p, type)) {
        if (state->array) {
            return parser_error_since(p, "A tuple has one rest element that is an array", start);
        }
        state->array = true;
    }
    ast_ts_rest_type *n = NEW_NODE(p, ts_rest_type, start, end_before(p));
    n->type_annotation = type;
    return ref_of(p, n);
}

/* The `?` binds like `[]`: behind an operator's operand it would be the operand's,
 * which is no element. */
static bool
may_be_optional(const parser *p, arena_ref type)
{
    const ast_node *node = node_at(p, type);
    switch (node == NULL ? 0 : node->tag) {
    case AST_TS_UNION_TYPE: case AST_TS_INTERSECTION_TYPE: case AST_TS_CONDITIONAL_TYPE:
    case AST_TS_FUNCTION_TYPE: case AST_TS_CONSTRUCTOR_TYPE: case AST_TS_TYPE_OPERATOR:
    case AST_TS_INFER_TYPE: case AST_TS_TYPE_PREDICATE:
        return false;
    default:
        return true;
    }
}

static arena_ref
parse_unnamed_member(parser *p, bool *optional)
{
    uint32_t start = start_here(p);
    arena_ref type = parse_type(p);
    *optional = at(p, TOK_QUESTION) && !newline_before(p);
    if (!*optional) {
        return type;
    }
    if (!may_be_optional(p, type)) {
        return parser_error_here(p, "An optional element of this type needs parentheses");
    }
    next(p);
    ast_ts_optional_type *n = NEW_NODE(p, ts_optional_type, start, end_before(p));
    n->type_annotation = type;
    return ref_of(p, n);
}

static arena_ref
parse_tuple_member(parser *p, tuple_state *state)
{
    if (at(p, TOK_ELLIPSIS)) {
        return parse_rest_member(p, state);
    }
    uint32_t start = start_here(p);
    bool optional;
    arena_ref member = at_tuple_label(p) ? parse_named_member(p, &optional)
                                         : parse_unnamed_member(p, &optional);
    if (state->optional && !optional) {
        return parser_error_since(p, "A required element cannot follow an optional one", start);
    }
    if (state->array && optional) {
        return parser_error_since(p, "An optional element cannot follow a rest element", start);
    }
    state->optional |= optional;
    return member;
}

arena_ref
parse_tuple_type(parser *p)
{
    uint32_t start = take(p).start;
    tuple_state state = {0};
    size_t mark = begin_list(p);
    while (!at(p, TOK_RBRACKET) && !at(p, TOK_EOF)) {
        add(p, parse_tuple_member(p, &state));
        if (!accept(p, TOK_COMMA)) {
            break;
        }
    }
    expect(p, TOK_RBRACKET);
    ast_list element_types = finish_list(p, mark);
    ast_ts_tuple_type *n = NEW_NODE(p, ts_tuple_type, start, end_before(p));
    n->element_types = element_types;
    return ref_of(p, n);
}

/* ---- All of them -------------------------------------------------------- */

static arena_ref
parse_parenthesized_type(parser *p)
{
    uint32_t start = take(p).start;
    arena_ref type = parse_type(p);
    expect(p, TOK_RPAREN);
    ast_ts_parenthesized_type *n = NEW_NODE(p, ts_parenthesized_type, start, end_before(p));
    n->type_annotation = type;
    return ref_of(p, n);
}

static arena_ref
parse_parenthesis(parser *p)
{
    return at_function_type(p) ? parse_function_type(p) : parse_parenthesized_type(p);
}

static arena_ref
refuse_type(parser *p)
{
    if (at(p, TOK_QUESTION) || at(p, TOK_BANG) || at(p, TOK_STAR)) {
        return parser_error_here(p, "Types of JSDoc are for comments only");
    }
    if (token_is_reserved(current(p))) {
        return parser_error_here(p, "A reserved word cannot be a type");
    }
    return parser_error_here(p, at(p, TOK_EOF) ? "Expected a type, but the file ends here"
                                               : "Expected a type");
}

static arena_ref
parse_other_type(parser *p)
{
    switch (current(p)) {
    case TOK_LBRACE:
        return parse_type_literal_or_mapped_type(p);
    case TOK_LPAREN:
        return parse_parenthesis(p);
    case TOK_LESS:
        return parse_function_type(p);
    case TOK_NEW:
        return parse_constructor_type(p);
    case TOK_LBRACKET:
        return parse_tuple_type(p);
    case TOK_STRING: case TOK_NUMBER: case TOK_BIGINT: case TOK_MINUS: case TOK_TEMPLATE:
    case TOK_TRUE: case TOK_FALSE:
        return parse_literal_type(p);
    case TOK_TEMPLATE_HEAD:
        return parse_template_literal_type(p);
    case TOK_VOID: case TOK_NULL: {
        token t = take(p);
        return new_keyword_type(p, t, keyword_types[t.kind]);
    }
    case TOK_THIS:
        return parse_this_type(p);
    case TOK_TYPEOF:
        return parse_type_query(p);
    case TOK_IMPORT:
        return parse_import_type(p);
    default:
        return refuse_type(p);
    }
}

arena_ref
parse_primary_type(parser *p)
{
    if (!at_identifier(p)) {
        return parse_other_type(p);
    }
    if (at(p, TOK_ASSERTS)) {
        return parse_asserts_type(p);
    }
    if (at(p, TOK_ABSTRACT) && at_function_type(p)) {
        return parse_constructor_type(p);
    }
    token first = take(p);
    return parse_named_type(p, first);
}
