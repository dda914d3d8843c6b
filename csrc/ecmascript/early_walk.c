/* early_walk.c - the walk over the AST, parents first, in the order of the source.
 *
 * Most nodes only have children, and the table below says where.  Types are not
 * looked at, nor names of properties: nothing in them can be an early error. */
#include "early_internal.h"

typedef enum shape_kind {
    SHAPE_LEAF,
    SHAPE_ONE,   /* references, one behind the other, each of which may be 0 */
    SHAPE_TWO,
    SHAPE_THREE,
    SHAPE_LIST,
    SHAPE_NAME,  /* an Identifier that is used */
    SHAPE_VISIT, /* has a visitor */
} shape_kind;

typedef struct shape {
    early_visitor *visit;
    uint8_t kind, offset;
} shape;

#define REFS(shape, type, field) \
    {.kind = SHAPE_##shape, .offset = offsetof(ast_##type, field)}
#define ONE(type, field) REFS(ONE, type, field)
#define TWO(type, field) REFS(TWO, type, field)
#define THREE(type, field) REFS(THREE, type, field)
#define LIST(type, field) REFS(LIST, type, field)
#define VISIT(visitor) {.visit = early__##visitor, .kind = SHAPE_VISIT}
#define FOLLOWS(type, first, second) \
    _Static_assert(offsetof(ast_##type, first) + sizeof(arena_ref) == \
                       offsetof(ast_##type, second), "references in a row")

FOLLOWS(binary_expression, left, right);
FOLLOWS(logical_expression, left, right);
FOLLOWS(conditional_expression, test, consequent);
FOLLOWS(conditional_expression, consequent, alternate);
FOLLOWS(tagged_template_expression, tag_, quasi);
FOLLOWS(import_expression, source, options);
FOLLOWS(try_statement, block, handler);
FOLLOWS(try_statement, handler, finalizer);

static early_visitor visit_new, visit_case, visit_element;

static const shape shapes[AST_TAGS] = {
    [AST_PROGRAM] = VISIT(program),
    [AST_IDENTIFIER] = {.kind = SHAPE_NAME},
    [AST_SUPER] = VISIT(super),
    [AST_ARRAY_EXPRESSION] = LIST(array_expression, elements),
    [AST_OBJECT_EXPRESSION] = VISIT(object_expression),
    [AST_FUNCTION_EXPRESSION] = VISIT(function_expression),
    [AST_ARROW_FUNCTION_EXPRESSION] = VISIT(arrow),
    [AST_CLASS_EXPRESSION] = VISIT(class),
    [AST_UNARY_EXPRESSION] = VISIT(unary),
    [AST_UPDATE_EXPRESSION] = VISIT(update),
    [AST_BINARY_EXPRESSION] = TWO(binary_expression, left),
    [AST_LOGICAL_EXPRESSION] = TWO(logical_expression, left),
    [AST_ASSIGNMENT_EXPRESSION] = VISIT(assignment),
    [AST_CONDITIONAL_EXPRESSION] = THREE(conditional_expression, test),
    [AST_CALL_EXPRESSION] = VISIT(call),
    [AST_NEW_EXPRESSION] = {.visit = visit_new, .kind = SHAPE_VISIT},
    [AST_MEMBER_EXPRESSION] = VISIT(member),
    [AST_CHAIN_EXPRESSION] = ONE(chain_expression, expression),
    [AST_SEQUENCE_EXPRESSION] = LIST(sequence_expression, expressions),
    [AST_PARENTHESIZED_EXPRESSION] = ONE(parenthesized_expression, expression),
    [AST_YIELD_EXPRESSION] = ONE(yield_expression, argument),
    [AST_AWAIT_EXPRESSION] = ONE(await_expression, argument),
    [AST_IMPORT_EXPRESSION] = TWO(import_expression, source),
    [AST_META_PROPERTY] = VISIT(meta_property),
    [AST_TEMPLATE_LITERAL] = LIST(template_literal, expressions),
    [AST_TAGGED_TEMPLATE_EXPRESSION] = TWO(tagged_template_expression, tag_),
    [AST_JSX_ELEMENT] = {.visit = visit_element, .kind = SHAPE_VISIT},
    [AST_JSX_FRAGMENT] = LIST(jsx_fragment, children),
    [AST_TS_AS_EXPRESSION] = ONE(ts_as_expression, expression),
    [AST_TS_SATISFIES_EXPRESSION] = ONE(ts_satisfies_expression, expression),
    [AST_TS_TYPE_ASSERTION] = ONE(ts_type_assertion, expression),
    [AST_TS_NON_NULL_EXPRESSION] = ONE(ts_non_null_expression, expression),
    [AST_TS_INSTANTIATION_EXPRESSION] = ONE(ts_instantiation_expression, expression),
    [AST_SPREAD_ELEMENT] = ONE(spread_element, argument),
    [AST_PRIVATE_IDENTIFIER] = VISIT(private_identifier),
    [AST_PROPERTY] = VISIT(property),
    [AST_ARRAY_PATTERN] = VISIT(array_pattern),
    [AST_OBJECT_PATTERN] = VISIT(object_pattern),
    [AST_ASSIGNMENT_PATTERN] = VISIT(assignment_pattern),
    [AST_REST_ELEMENT] = VISIT(rest_element),
    [AST_DECORATOR] = ONE(decorator, expression),
    [AST_BLOCK_STATEMENT] = VISIT(block),
    [AST_EXPRESSION_STATEMENT] = ONE(expression_statement, expression),
    [AST_IF_STATEMENT] = VISIT(if),
    [AST_FOR_STATEMENT] = VISIT(for),
    [AST_FOR_IN_STATEMENT] = VISIT(for_in),
    [AST_FOR_OF_STATEMENT] = VISIT(for_of),
    [AST_WHILE_STATEMENT] = VISIT(while),
    [AST_DO_WHILE_STATEMENT] = VISIT(do_while),
    [AST_CONTINUE_STATEMENT] = VISIT(continue),
    [AST_BREAK_STATEMENT] = VISIT(break),
    [AST_RETURN_STATEMENT] = ONE(return_statement, argument),
    [AST_THROW_STATEMENT] = ONE(throw_statement, argument),
    [AST_TRY_STATEMENT] = THREE(try_statement, block),
    [AST_SWITCH_STATEMENT] = VISIT(switch),
    [AST_LABELED_STATEMENT] = VISIT(labeled),
    [AST_WITH_STATEMENT] = VISIT(with),
    [AST_VARIABLE_DECLARATION] = VISIT(variable_declaration),
    [AST_FUNCTION_DECLARATION] = VISIT(function_declaration),
    [AST_TS_DECLARE_FUNCTION] = VISIT(declare_function),
    [AST_CLASS_DECLARATION] = VISIT(class),
    [AST_IMPORT_DECLARATION] = VISIT(import),
    [AST_EXPORT_NAMED_DECLARATION] = VISIT(export_named),
    [AST_EXPORT_DEFAULT_DECLARATION] = VISIT(export_default),
    [AST_EXPORT_ALL_DECLARATION] = VISIT(export_all),
    [AST_TS_TYPE_ALIAS_DECLARATION] = VISIT(type_alias),
    [AST_TS_INTERFACE_DECLARATION] = VISIT(interface),
    [AST_TS_ENUM_DECLARATION] = VISIT(enum),
    [AST_TS_MODULE_DECLARATION] = VISIT(namespace),
    [AST_TS_IMPORT_EQUALS_DECLARATION] = VISIT(import_equals),
    [AST_TS_EXPORT_ASSIGNMENT] = ONE(ts_export_assignment, expression),
    [AST_CATCH_CLAUSE] = VISIT(catch),
    [AST_SWITCH_CASE] = {.visit = visit_case, .kind = SHAPE_VISIT},
    [AST_METHOD_DEFINITION] = VISIT(method),
    [AST_TS_ABSTRACT_METHOD_DEFINITION] = VISIT(method),
    [AST_PROPERTY_DEFINITION] = VISIT(field),
    [AST_TS_ABSTRACT_PROPERTY_DEFINITION] = VISIT(field),
    [AST_ACCESSOR_PROPERTY] = VISIT(field),
    [AST_TS_ABSTRACT_ACCESSOR_PROPERTY] = VISIT(field),
    [AST_STATIC_BLOCK] = VISIT(static_block),
    [AST_JSX_OPENING_ELEMENT] = LIST(jsx_opening_element, attributes),
    [AST_JSX_ATTRIBUTE] = ONE(jsx_attribute, value),
    [AST_JSX_SPREAD_ATTRIBUTE] = ONE(jsx_spread_attribute, argument),
    [AST_JSX_EXPRESSION_CONTAINER] = ONE(jsx_expression_container, expression),
    [AST_JSX_SPREAD_CHILD] = ONE(jsx_spread_child, expression),
    [AST_TS_ENUM_BODY] = LIST(ts_enum_body, members),
    [AST_TS_ENUM_MEMBER] = ONE(ts_enum_member, initializer),
};

/* ---- Nodes with a reference and a list ---------------------------------- */

static arena_ref
visit_new(early *e, const ast_node *node)
{
    const ast_new_expression *n = (const void *)node;
    early__push_list(e, n->arguments);
    return n->callee;
}

static arena_ref
visit_case(early *e, const ast_node *node)
{
    const ast_switch_case *n = (const void *)node;
    early__push_list(e, n->consequent);
    return n->test;
}

static arena_ref
visit_element(early *e, const ast_node *node)
{
    const ast_jsx_element *n = (const void *)node;
    early__push_list(e, n->children);
    return n->opening_element;
}

/* ---- One node ----------------------------------------------------------- */

static inline const arena_ref *
refs_of(const ast_node *n, const shape *s)
{
    return (const arena_ref *)(const void *)((const char *)n + s->offset);
}

/* The node, its first child, that one's first child, and so on; what else is in
 * them is pushed. */
static void
visit(early *e, arena_ref ref)
{
    while (ref != 0) {
        const ast_node *n = early__node(e, ref);
        const shape *s = &shapes[n->tag];
        const arena_ref *refs = refs_of(n, s);
        switch ((shape_kind)s->kind) {
        case SHAPE_LEAF: return;
        case SHAPE_ONE: ref = refs[0]; break;
        case SHAPE_TWO:
            early__push_optional(e, refs[1]);
            ref = refs[0];
            break;
        case SHAPE_THREE:
            early__push_optional(e, refs[2]);
            early__push_optional(e, refs[1]);
            ref = refs[0];
            break;
        case SHAPE_LIST: early__push_list(e, *(const ast_list *)(const void *)refs); return;
        case SHAPE_NAME:
            if (early__has(e, EARLY_NO_ARGUMENTS)) {
                early__identifier(e, n);
            }
            return;
        case SHAPE_VISIT: ref = s->visit(e, n); break;
        }
    }
}

/* ---- The walk ----------------------------------------------------------- */

static void
act(early *e, uint32_t action)
{
    switch (action) {
    case ACTION_CONTEXT: e->context = early__pop(e); break;
    case ACTION_CLOSE_SCOPE: early__close_scope(e); break;
    case ACTION_LEAVE_FUNCTION: early__leave_function(e); break;
    case ACTION_FUNCTION_ARM: early__enter_function_arm(e, early__pop(e)); break;
    case ACTION_CLASS_BODY: early__enter_class_body(e, early__pop(e), false); break;
    case ACTION_DERIVED_CLASS_BODY: early__enter_class_body(e, early__pop(e), true); break;
    case ACTION_LEAVE_CLASS: early__leave_class(e); break;
    case ACTION_METHOD:
        early__enter_function(e, early__node(e, early__pop(e)), EARLY_METHOD);
        break;
    case ACTION_CONSTRUCTOR:
        early__enter_function(e, early__node(e, early__pop(e)), EARLY_CONSTRUCTOR);
        break;
    case ACTION_FIELD: early__enter_field(e, early__pop(e)); break;
    case ACTION_POP_LABELS: early__pop_labels(e); break;
    case ACTION_END_EXPORT: e->exporting = false; break;
    case ACTION_END_PROGRAM: early__end_program(e); break;
    default: early__bind(e, (early_kind)(action - ACTION_BIND), early__pop(e)); break;
    }
}

void
early__walk(early *e, arena_ref root)
{
    visit(e, root);
    while (!e->stopped && !e->work.failed && e->work.top != e->work.bottom) {
        uint32_t word = early__pop(e);
        if (word < ACTIONS) {
            act(e, word);
        } else {
            visit(e, word);
        }
    }
}
