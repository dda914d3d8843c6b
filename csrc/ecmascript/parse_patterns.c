/* Patterns that were read as expressions.
 *
 * `[a, {b}] = c` and `([a, {b}]) => c` begin like array literals, and only the
 * token behind tells.  So they are read as literals and made patterns in place:
 * the records of both have the same layout, and the tag is all that changes.
 *
 *     ArrayExpression       -> ArrayPattern
 *     ObjectExpression      -> ObjectPattern
 *     AssignmentExpression  -> AssignmentPattern
 *     SpreadElement         -> RestElement, which is larger: a new node
 *
 * The other way round, `{a = b}` is a pattern that no literal can be.  Such
 * AssignmentPatterns are chained through their type annotation, which they have
 * none of, the newest first: p->cover.defaults.  Lists are gone through from
 * their ends, so that each default met is the newest; what is left on the chain
 * when the statement ends was no pattern. */
#include "parser_internal.h"

/* ---- Defaults in object literals ---------------------------------------- */

void
note_default(parser *p, arena_ref pattern)
{
    ast_assignment_pattern *n = (ast_assignment_pattern *)node_at(p, pattern);
    if (n != NULL) {
        n->type_annotation = p->cover.defaults;
        p->cover.defaults = pattern;
    }
}

static void
allow_default(parser *p, arena_ref pattern)
{
    ast_assignment_pattern *n = (ast_assignment_pattern *)node_at(p, pattern);
    if (n != NULL && p->cover.defaults == pattern) {
        p->cover.defaults = n->type_annotation;
        n->type_annotation = 0;
    }
}

void
refuse_defaults(parser *p)
{
    const ast_node *n = node_at(p, p->cover.defaults);
    if (n != NULL) {
        parser_error(p, "An object literal has no default values", n->start, n->end);
    }
    p->cover.defaults = 0;
}

/* ---- Simple targets ----------------------------------------------------- */

/* Behind the parentheses: ESTree has none around what is assigned to.  Their nodes
 * stay in the arena, but are part of no tree. */
static arena_ref
unparenthesized(parser *p, arena_ref expression)
{
    const ast_node *n = node_at(p, expression);
    while (n != NULL && n->tag == AST_PARENTHESIZED_EXPRESSION) {
        expression = ((const ast_parenthesized_expression *)n)->expression;
        n = node_at(p, expression);
        p->nodes--;
    }
    return expression;
}

/* What a wrapper of TypeScript's or parentheses hold; 0 if it is neither. */
static arena_ref
wrapped_expression(const ast_node *n)
{
    switch (n->tag) {
    case AST_PARENTHESIZED_EXPRESSION:
        return ((const ast_parenthesized_expression *)n)->expression;
    case AST_TS_AS_EXPRESSION:
        return ((const ast_ts_as_expression *)n)->expression;
    case AST_TS_SATISFIES_EXPRESSION:
        return ((const ast_ts_satisfies_expression *)n)->expression;
    case AST_TS_TYPE_ASSERTION:
        return ((const ast_ts_type_assertion *)n)->expression;
    case AST_TS_NON_NULL_EXPRESSION:
        return ((const ast_ts_non_null_expression *)n)->expression;
    default:
        return 0;
    }
}

static bool
is_simple_target(const parser *p, arena_ref expression)
{
    const ast_node *n = node_at(p, expression);
    while (n != NULL && n->tag != AST_IDENTIFIER && n->tag != AST_MEMBER_EXPRESSION) {
        n = node_at(p, wrapped_expression(n));
    }
    return n != NULL;
}

static arena_ref
refuse_target(parser *p, arena_ref expression)
{
    const ast_node *n = node_at(p, expression);
    return n == NULL ? 0 : parser_error(p, "This cannot be assigned to", n->start, n->end);
}

arena_ref
to_simple_target(parser *p, arena_ref expression)
{
    if (!is_simple_target(p, expression)) {
        return refuse_target(p, expression);
    }
    expression = unparenthesized(p, expression);
    doubt_target(p, node_at(p, expression));
    return expression;
}

/* ---- Conversion --------------------------------------------------------- */

/* What the pattern is for: assigning takes members and parentheses, binding takes
 * names alone.  What an inner assignment has converted already, `[(a)] = b` in
 * `([(a)] = b) => c`, has lost its parentheses: TO_BIND_AGAIN looks into the source. */
typedef enum pattern_use { TO_ASSIGN, TO_BIND, TO_BIND_AGAIN } pattern_use;

static arena_ref to_pattern(parser *p, arena_ref expression, pattern_use use);

_Static_assert(sizeof(ast_array_expression) == sizeof(ast_array_pattern) &&
                   offsetof(ast_array_expression, elements) ==
                       offsetof(ast_array_pattern, elements),
               "an array literal becomes a pattern in place");
_Static_assert(sizeof(ast_object_expression) == sizeof(ast_object_pattern) &&
                   offsetof(ast_object_expression, properties) ==
                       offsetof(ast_object_pattern, properties),
               "an object literal becomes a pattern in place");
_Static_assert(sizeof(ast_assignment_expression) == sizeof(ast_assignment_pattern) &&
                   offsetof(ast_assignment_expression, left) ==
                       offsetof(ast_assignment_pattern, left) &&
                   offsetof(ast_assignment_expression, right) ==
                       offsetof(ast_assignment_pattern, right),
               "an assignment becomes a default value in place");

/* For what is not in the tree: `...a,` and `(a)`. */
static bool
is_followed_by(const parser *p, const ast_node *n, token_kind kind)
{
    lexer ahead = p->lex;
    ahead.token.end = n->end;
    lexer_next(&ahead);
    return ahead.token.kind == kind;
}

static pattern_use
again(pattern_use use)
{
    return use == TO_ASSIGN ? TO_ASSIGN : TO_BIND_AGAIN;
}

static arena_ref
to_rest_element(parser *p, const ast_spread_element *spread, pattern_use use)
{
    uint32_t start = spread->start, end = spread->end;
    const ast_node *argument = node_at(p, spread->argument);
    if (argument != NULL && argument->tag == AST_ASSIGNMENT_EXPRESSION) {
        return parser_error(p, "A rest element cannot have a default value", start, end);
    }
    if (is_followed_by(p, (const ast_node *)spread, TOK_COMMA)) {
        return parser_error(p, "Nothing can follow a rest element", start, end);
    }
    arena_ref target = to_pattern(p, spread->argument, use);
    p->nodes--; /* the other node is given up */
    ast_rest_element *n = NEW_NODE(p, rest_element, start, end);
    n->argument = target;
    return ref_of(p, n);
}

static arena_ref
to_element(parser *p, arena_ref element, pattern_use use, bool last)
{
    const ast_node *n = node_at(p, element);
    if (n == NULL || n->tag != AST_SPREAD_ELEMENT) {
        return to_pattern(p, element, use);
    }
    if (!last) {
        return parser_error(p, "Nothing can follow a rest element", n->start, n->end);
    }
    return to_rest_element(p, (const ast_spread_element *)n, use);
}

static void
to_elements(parser *p, arena_ref *items, size_t count, pattern_use use)
{
    for (size_t i = count; i > 0 && !parser_failed(p); i--) {
        if (items[i - 1] != 0) {
            items[i - 1] = to_element(p, items[i - 1], use, i == count);
        }
    }
}

static void
to_property_pattern(parser *p, ast_property *n, pattern_use use)
{
    if (n->kind != AST_PROPERTY_KIND_INIT || n->method) {
        parser_error(p, "A method cannot be assigned to", n->start, n->end);
        return;
    }
    const ast_node *value = node_at(p, n->value);
    if (n->shorthand && value != NULL && value->tag == AST_ASSIGNMENT_PATTERN) {
        allow_default(p, n->value);
        return;
    }
    n->value = to_pattern(p, n->value, use);
}

/* `{...a}` takes a name, or when assigning a member. */
static void
check_object_rest(parser *p, arena_ref rest)
{
    const ast_rest_element *n = (const ast_rest_element *)node_at(p, rest);
    if (n != NULL && !is_simple_target(p, n->argument)) {
        parser_error(p, "The rest of an object needs a name", n->start, n->end);
    }
}

static void
to_members(parser *p, ast_list list, pattern_use use)
{
    arena_ref *items = items_of(p, list);
    for (size_t i = list.length; i > 0 && !parser_failed(p); i--) {
        ast_node *n = node_at(p, items[i - 1]);
        if (n == NULL) {
            return;
        }
        if (n->tag == AST_PROPERTY) {
            to_property_pattern(p, (ast_property *)n, use);
        } else if (n->tag == AST_SPREAD_ELEMENT) {
            items[i - 1] = to_element(p, items[i - 1], use, i == list.length);
            check_object_rest(p, items[i - 1]);
        } else { /* it was converted for an assignment */
            check_object_rest(p, items[i - 1]);
        }
    }
}

static void
to_array_pattern(parser *p, ast_array_expression *n, pattern_use use)
{
    n->tag = AST_ARRAY_PATTERN;
    if (n->elements.length > 0) {
        to_elements(p, arena_address(p->arena, n->elements.items), n->elements.length, use);
    }
}

static void
to_default(parser *p, ast_assignment_expression *n, pattern_use use)
{
    if (n->operator != AST_ASSIGNMENT_OPERATOR_ASSIGN) {
        parser_error(p, "Only '=' gives a default value", n->start, n->end);
        return;
    }
    n->tag = AST_ASSIGNMENT_PATTERN;
    n->operator = 0;
    n->left = to_pattern(p, n->left, again(use));
}

/* What an inner assignment has converted already must be looked at again when it
 * shall be bound: `({a: [b.c] = d}) => e`. */
static bool
convert_in_place(parser *p, ast_node *n, pattern_use use)
{
    switch (n->tag) {
    case AST_ARRAY_EXPRESSION:
        to_array_pattern(p, (ast_array_expression *)n, use);
        return true;
    case AST_OBJECT_EXPRESSION:
        n->tag = AST_OBJECT_PATTERN;
        to_members(p, ((ast_object_expression *)n)->properties, use);
        return true;
    case AST_ASSIGNMENT_EXPRESSION:
        to_default(p, (ast_assignment_expression *)n, use);
        return true;
    case AST_ARRAY_PATTERN:
        if (use != TO_ASSIGN) {
            to_array_pattern(p, (ast_array_expression *)n, TO_BIND_AGAIN);
        }
        return true;
    case AST_OBJECT_PATTERN:
        if (use != TO_ASSIGN) {
            to_members(p, ((ast_object_expression *)n)->properties, TO_BIND_AGAIN);
        }
        return true;
    case AST_ASSIGNMENT_PATTERN:
    case AST_REST_ELEMENT:
        if (use != TO_ASSIGN) { /* both have what is bound first */
            ast_assignment_pattern *inner = (ast_assignment_pattern *)n;
            inner->left = to_pattern(p, inner->left, TO_BIND_AGAIN);
        }
        return true;
    case AST_IDENTIFIER:
        doubt_target(p, n);
        return use != TO_BIND_AGAIN || !is_followed_by(p, n, TOK_RPAREN);
    default:
        return false;
    }
}

_Static_assert(offsetof(ast_assignment_pattern, left) == offsetof(ast_rest_element, argument),
               "both have what is bound first");

static arena_ref
to_pattern(parser *p, arena_ref expression, pattern_use use)
{
    if (depth_exceeded(p->floor)) {
        return parser_too_deep(p);
    }
    ast_node *n = node_at(p, expression);
    if (n == NULL) {
        return 0;
    }
    if (convert_in_place(p, n, use)) {
        return expression;
    }
    if (use != TO_ASSIGN) {
        return parser_error(p, "Expected a parameter: a name or a pattern", n->start, n->end);
    }
    return to_simple_target(p, expression);
}

arena_ref
to_assignment_target(parser *p, arena_ref expression)
{
    const ast_node *n = node_at(p, expression);
    if (n != NULL && (n->tag == AST_ARRAY_EXPRESSION || n->tag == AST_OBJECT_EXPRESSION)) {
        return to_pattern(p, expression, TO_ASSIGN);
    }
    return to_simple_target(p, expression);
}

void
to_parameters(parser *p, arena_ref *items, size_t count)
{
    to_elements(p, items, count, TO_BIND);
}
