/* Operators: everything between the comma and the operands.
 *
 *     Expression   := Assignment (, Assignment)*
 *     Assignment   := Binary | Binary ? Assignment : Assignment | Binary op= Assignment
 *     Binary       := Prefix (operator Binary)*    by precedence climbing
 *     Prefix       := operator* Postfix | <Type> Prefix
 *     Postfix      := LeftHandSide (++ | --)?
 *
 * What may be long in a program that a machine wrote costs no stack: chains of
 * operators that associate to the left, of conditionals in the false branch, and
 * of prefixes.  The last two have to be built from their ends, so their links lie
 * on the scratch stack until the last one is read.
 */
#include "parser_internal.h"

/* ---- Prefixes and postfixes --------------------------------------------- */

/* `const` of `as const` and `<const>` is a reference to a type of that name. */
static arena_ref
parse_asserted_type(parser *p)
{
    if (!at(p, TOK_CONST)) {
        return parse_type(p);
    }
    token word = take(p);
    arena_ref name = new_identifier(p, word);
    ast_ts_type_reference *n = NEW_NODE(p, ts_type_reference, word.start, word.end);
    n->type_name = name;
    return ref_of(p, n);
}

static uint8_t
unary_operator_of(token_kind kind)
{
    switch (kind) {
    case TOK_MINUS:
        return AST_UNARY_OPERATOR_MINUS;
    case TOK_PLUS:
        return AST_UNARY_OPERATOR_PLUS;
    case TOK_BANG:
        return AST_UNARY_OPERATOR_NOT;
    case TOK_TILDE:
        return AST_UNARY_OPERATOR_BIT_NOT;
    case TOK_TYPEOF:
        return AST_UNARY_OPERATOR_TYPEOF;
    case TOK_VOID:
        return AST_UNARY_OPERATOR_VOID;
    case TOK_DELETE:
        return AST_UNARY_OPERATOR_DELETE;
    default:
        return 0;
    }
}

static inline bool
is_update(token_kind kind)
{
    return kind == TOK_PLUS_PLUS || kind == TOK_MINUS_MINUS;
}

static inline bool
at_prefix(const parser *p)
{
    token_kind kind = current(p);
    return unary_operator_of(kind) != 0 || is_update(kind) ||
           (kind == TOK_LESS && is_typescript(p) && !p->lex.jsx) ||
           (kind == TOK_AWAIT && at_await_operator(p));
}

static arena_ref
new_update(parser *p, uint32_t start, token_kind kind, bool prefix, arena_ref operand)
{
    ast_update_expression *n = NEW_NODE(p, update_expression, start, end_before(p));
    n->operator = kind == TOK_PLUS_PLUS ? AST_UPDATE_OPERATOR_INCREMENT
                                        : AST_UPDATE_OPERATOR_DECREMENT;
    n->prefix = prefix;
    n->argument = operand;
    return ref_of(p, n);
}

static arena_ref
parse_postfix_rest(parser *p, uint32_t start, arena_ref operand)
{
    if (token_ends_expression(current(p))) {
        return operand;
    }
    if (!is_update(current(p)) || newline_before(p)) {
        return operand;
    }
    operand = to_simple_target(p, operand);
    token_kind kind = current(p);
    next(p);
    return new_update(p, start, kind, false, operand);
}

static arena_ref
parse_postfix_expression(parser *p)
{
    uint32_t start = start_here(p);
    return parse_postfix_rest(p, start, parse_left_hand_side_expression(p));
}

/* ---- await -------------------------------------------------------------- */

/* In what may be a script or a module, `await` is a name unless what follows on its
 * line cannot follow one.  Brackets, signs, slashes and templates can: then it is a
 * name, and if the source turns out to be a module, it is read again as one. */
static bool
is_operator_at_top(const parser *p)
{
    token operand = peek(p);
    token_kind kind = (token_kind)operand.kind;
    if (p->is_module) {
        return begins_expression(p, kind);
    }
    if ((operand.flags & TOKEN_NEWLINE_BEFORE) != 0 || kind == TOK_OF || kind == TOK_AS ||
        kind == TOK_SATISFIES) {
        return false;
    }
    bool literal = kind == TOK_STRING || kind == TOK_NUMBER || kind == TOK_BIGINT;
    return literal || (token_is_name(kind) && begins_expression(p, kind));
}

bool
at_await_operator(const parser *p)
{
    if (!at(p, TOK_AWAIT)) {
        return false;
    }
    return has_context(p, CONTEXT_AWAIT) ||
           (has_context(p, CONTEXT_MAY_BE_MODULE) && is_operator_at_top(p));
}

static void
note_await(parser *p)
{
    if (has_context(p, CONTEXT_NO_OPERATORS)) {
        parser_error_here(p, "'await' is not allowed here");
    }
    p->cover.last_await = start_here(p) + 1;
    p->is_module |= has_context(p, CONTEXT_MAY_BE_MODULE);
}

/* ---- Prefixes ----------------------------------------------------------- */

/* A prefix on the scratch stack; the type is that of an assertion. */
enum { PREFIX_START, PREFIX_KIND, PREFIX_TYPE, PREFIX_ITEMS };

static void
push_prefix(parser *p)
{
    if (at(p, TOK_AWAIT)) {
        note_await(p);
    }
    token operator = take(p);
    arena_ref type = 0;
    if (operator.kind == TOK_LESS) {
        type = parse_asserted_type(p);
        expect_greater(p);
    }
    add(p, operator.start);
    add(p, operator.kind);
    add(p, type);
}

static arena_ref
new_prefixed(parser *p, const arena_ref prefix[PREFIX_ITEMS], arena_ref operand)
{
    uint32_t start = prefix[PREFIX_START];
    token_kind kind = (token_kind)prefix[PREFIX_KIND];
    if (is_update(kind)) {
        operand = to_simple_target(p, operand);
        return new_update(p, start, kind, true, operand);
    }
    if (kind == TOK_AWAIT) {
        ast_await_expression *n = NEW_NODE(p, await_expression, start, end_before(p));
        n->argument = operand;
        return ref_of(p, n);
    }
    if (kind == TOK_LESS) {
        ast_ts_type_assertion *n = NEW_NODE(p, ts_type_assertion, start, end_before(p));
        n->type_annotation = prefix[PREFIX_TYPE];
        n->expression = operand;
        return ref_of(p, n);
    }
    if (kind == TOK_DELETE) {
        doubt_deleted(p, operand);
    }
    ast_unary_expression *n = NEW_NODE(p, unary_expression, start, end_before(p));
    n->operator = unary_operator_of(kind);
    n->argument = operand;
    return ref_of(p, n);
}

static arena_ref
parse_prefixed_expression(parser *p)
{
    size_t mark = begin_list(p);
    while (at_prefix(p)) {
        push_prefix(p);
    }
    arena_ref operand = parse_postfix_expression(p);
    size_t count = scratch_count(&p->children, mark);
    for (size_t i = count - count % PREFIX_ITEMS; i > 0; i -= PREFIX_ITEMS) {
        const arena_ref *prefix = scratch_items(&p->children, mark) + i - PREFIX_ITEMS;
        operand = new_prefixed(p, prefix, operand);
    }
    scratch_rewind(&p->children, mark);
    return operand;
}

arena_ref
parse_unary_expression(parser *p)
{
    bool name = at(p, TOK_IDENTIFIER); /* what most operands begin with */
    return !name && at_prefix(p) ? parse_prefixed_expression(p) : parse_postfix_expression(p);
}

/* ---- Binary operators --------------------------------------------------- */

enum {
    LEVEL_COALESCE = 1, LEVEL_OR, LEVEL_AND, LEVEL_BIT_OR, LEVEL_BIT_XOR, LEVEL_BIT_AND,
    LEVEL_EQUALITY, LEVEL_RELATION, LEVEL_SHIFT, LEVEL_SUM, LEVEL_PRODUCT, LEVEL_POWER,
};

static const uint8_t levels[TOK_COUNT] = {
    [TOK_QUESTION_QUESTION] = LEVEL_COALESCE,
    [TOK_PIPE_PIPE] = LEVEL_OR,
    [TOK_AMP_AMP] = LEVEL_AND,
    [TOK_PIPE] = LEVEL_BIT_OR,
    [TOK_CARET] = LEVEL_BIT_XOR,
    [TOK_AMP] = LEVEL_BIT_AND,
    [TOK_EQ_EQ] = LEVEL_EQUALITY,
    [TOK_BANG_EQ] = LEVEL_EQUALITY,
    [TOK_EQ_EQ_EQ] = LEVEL_EQUALITY,
    [TOK_BANG_EQ_EQ] = LEVEL_EQUALITY,
    [TOK_LESS] = LEVEL_RELATION,
    [TOK_GREATER] = LEVEL_RELATION,
    [TOK_LESS_EQ] = LEVEL_RELATION,
    [TOK_GREATER_EQ] = LEVEL_RELATION,
    [TOK_IN] = LEVEL_RELATION,
    [TOK_INSTANCEOF] = LEVEL_RELATION,
    [TOK_AS] = LEVEL_RELATION,
    [TOK_SATISFIES] = LEVEL_RELATION,
    [TOK_LESS_LESS] = LEVEL_SHIFT,
    [TOK_GREATER_GREATER] = LEVEL_SHIFT,
    [TOK_GREATER_GREATER_GREATER] = LEVEL_SHIFT,
    [TOK_PLUS] = LEVEL_SUM,
    [TOK_MINUS] = LEVEL_SUM,
    [TOK_STAR] = LEVEL_PRODUCT,
    [TOK_SLASH] = LEVEL_PRODUCT,
    [TOK_PERCENT] = LEVEL_PRODUCT,
    [TOK_STAR_STAR] = LEVEL_POWER,
};

/* The nodes' operators are counted in the order of the tokens. */
_Static_assert(TOK_STAR_STAR - TOK_PIPE + AST_BINARY_OPERATOR_BIT_OR ==
                   AST_BINARY_OPERATOR_POWER, "binary operators");
_Static_assert(TOK_AMP_AMP - TOK_QUESTION_QUESTION + AST_LOGICAL_OPERATOR_COALESCE ==
                   AST_LOGICAL_OPERATOR_AND, "logical operators");
_Static_assert(TOK_QUESTION_QUESTION_EQ - TOK_EQ + AST_ASSIGNMENT_OPERATOR_ASSIGN ==
                   AST_ASSIGNMENT_OPERATOR_COALESCE, "assignment operators");

bool
at_binary_operator(const parser *p)
{
    switch (current(p)) {
    case TOK_IN:
        return !has_context(p, CONTEXT_NO_IN);
    case TOK_AS:
    case TOK_SATISFIES:
        return is_typescript(p) && !newline_before(p);
    default:
        return levels[current(p)] != 0;
    }
}

static inline unsigned
level_here(const parser *p)
{
    unsigned level = levels[current(p)];
    return level != LEVEL_RELATION || at_binary_operator(p) ? level : 0;
}

static uint8_t
binary_operator_of(token_kind kind)
{
    if (kind == TOK_IN) {
        return AST_BINARY_OPERATOR_IN;
    }
    if (kind == TOK_INSTANCEOF) {
        return AST_BINARY_OPERATOR_INSTANCEOF;
    }
    return (uint8_t)(kind - TOK_PIPE + AST_BINARY_OPERATOR_BIT_OR);
}

static bool
is_logical_of_other_kind(const parser *p, arena_ref operand)
{
    const ast_node *n = node_at(p, operand);
    return n != NULL && n->tag == AST_LOGICAL_EXPRESSION &&
           ((const ast_logical_expression *)n)->operator != AST_LOGICAL_OPERATOR_COALESCE;
}

static arena_ref
new_logical(parser *p, uint32_t start, token_kind kind, arena_ref left, arena_ref right)
{
    if (kind == TOK_QUESTION_QUESTION &&
        (is_logical_of_other_kind(p, left) || is_logical_of_other_kind(p, right))) {
        return parser_error_since(
            p, "'\?\?' and '||' or '&&' need parentheses between them", start);
    }
    ast_logical_expression *n = NEW_NODE(p, logical_expression, start, end_before(p));
    n->operator = (uint8_t)(kind - TOK_QUESTION_QUESTION + AST_LOGICAL_OPERATOR_COALESCE);
    n->left = left;
    n->right = right;
    return ref_of(p, n);
}

static arena_ref
new_binary(parser *p, uint32_t start, token_kind kind, arena_ref left, arena_ref right)
{
    if (kind <= TOK_AMP_AMP) {
        return new_logical(p, start, kind, left, right);
    }
    ast_binary_expression *n = NEW_NODE(p, binary_expression, start, end_before(p));
    n->operator = binary_operator_of(kind);
    n->left = left;
    n->right = right;
    return ref_of(p, n);
}

/* `as T` or `satisfies T`. */
static arena_ref
parse_type_postfix(parser *p, uint32_t start, arena_ref left)
{
    if (accept(p, TOK_AS)) {
        arena_ref type = parse_asserted_type(p);
        ast_ts_as_expression *n = NEW_NODE(p, ts_as_expression, start, end_before(p));
        n->expression = left;
        n->type_annotation = type;
        return ref_of(p, n);
    }
    next(p);
    arena_ref type = parse_type(p);
    ast_ts_satisfies_expression *n =
        NEW_NODE(p, ts_satisfies_expression, start, end_before(p));
    n->expression = left;
    n->type_annotation = type;
    return ref_of(p, n);
}

/* `-x ** y` could be read in two ways, so it is not read at all. */
static void
refuse_prefix_of_power(parser *p, uint32_t start, arena_ref left)
{
    const ast_node *n = node_at(p, left);
    if (n != NULL && (n->tag == AST_UNARY_EXPRESSION || n->tag == AST_TS_TYPE_ASSERTION ||
                      n->tag == AST_AWAIT_EXPRESSION)) {
        parser_error_since(p, "An operand with a prefix needs parentheses before '**'", start);
    }
}

/* `#x in y`; nothing else may have a private name as its operand. */
static arena_ref
parse_private_operand(parser *p, unsigned above)
{
    arena_ref name = parse_private_identifier(p);
    if (!at(p, TOK_IN) || has_context(p, CONTEXT_NO_IN) || above >= LEVEL_RELATION) {
        return parser_error_since(p, "A private name may stand alone only before 'in'",
                                  end_before(p));
    }
    return name;
}

static arena_ref parse_binary_expression(parser *p, unsigned above);

/* Behind an operand, all operators whose level is above the one given. */
static arena_ref
parse_binary_rest(parser *p, uint32_t start, arena_ref left, unsigned above)
{
    unsigned level;
    while ((level = level_here(p)) > above) {
        token_kind kind = current(p);
        if (kind == TOK_AS || kind == TOK_SATISFIES) {
            left = parse_type_postfix(p, start, left);
            continue;
        }
        if (kind == TOK_STAR_STAR) {
            refuse_prefix_of_power(p, start, left);
            level--; /* it associates to the right */
        }
        next(p);
        arena_ref right = parse_binary_expression(p, level);
        left = new_binary(p, start, kind, left, right);
    }
    return left;
}

static arena_ref
parse_binary_expression(parser *p, unsigned above)
{
    if (depth_exceeded(p->floor)) {
        return parser_too_deep(p);
    }
    uint32_t start = start_here(p);
    arena_ref left = at(p, TOK_PRIVATE_NAME) ? parse_private_operand(p, above)
                                             : parse_unary_expression(p);
    return token_ends_expression(current(p)) ? left : parse_binary_rest(p, start, left, above);
}

/* Most expressions are a name or begin with one, which nothing that stands before an
 * operand can be. */
static arena_ref
parse_expression_from_name(parser *p)
{
    uint32_t start = start_here(p);
    arena_ref name = parse_primary_expression(p);
    if (token_ends_expression(current(p))) {
        return name;
    }
    arena_ref operand = parse_postfix_rest(p, start, parse_chain_rest(p, start, name));
    return parse_binary_rest(p, start, operand, 0);
}

/* ---- Assignments -------------------------------------------------------- */

static inline bool
is_assignment_operator(token_kind kind)
{
    return kind >= TOK_EQ && kind <= TOK_QUESTION_QUESTION_EQ;
}

/* `a as B = c`: without parentheses an assertion is no LeftHandSideExpression. */
static void
refuse_bare_assertion(parser *p, arena_ref left)
{
    const ast_node *n = is_typescript(p) ? node_at(p, left) : NULL;
    if (n != NULL && (n->tag == AST_TS_AS_EXPRESSION || n->tag == AST_TS_TYPE_ASSERTION ||
                      n->tag == AST_TS_SATISFIES_EXPRESSION)) {
        parser_error(p, "An assertion needs parentheses to be assigned to", n->start, n->end);
    }
}

static arena_ref
parse_assignment(parser *p, uint32_t start, arena_ref left)
{
    token_kind kind = current(p);
    refuse_bare_assertion(p, left);
    left = kind == TOK_EQ ? to_assignment_target(p, left) : to_simple_target(p, left);
    next(p);
    arena_ref right = parse_assignment_expression(p);
    ast_assignment_expression *n =
        NEW_NODE(p, assignment_expression, start, end_before(p));
    n->operator = (uint8_t)(kind - TOK_EQ + AST_ASSIGNMENT_OPERATOR_ASSIGN);
    n->left = left;
    n->right = right;
    return ref_of(p, n);
}

/* ---- yield -------------------------------------------------------------- */

static bool
at_yield(const parser *p)
{
    return at(p, TOK_YIELD) && has_context(p, CONTEXT_YIELD);
}

static arena_ref
parse_yield(parser *p)
{
    if (has_context(p, CONTEXT_NO_OPERATORS)) {
        return parser_error_here(p, "'yield' is not allowed here");
    }
    p->cover.last_yield = start_here(p) + 1;
    uint32_t start = take(p).start;
    bool delegate = !newline_before(p) && accept(p, TOK_STAR);
    bool has_argument = delegate || (!newline_before(p) && begins_expression(p, current(p)));
    arena_ref argument = has_argument ? parse_assignment_expression(p) : 0;
    ast_yield_expression *n = NEW_NODE(p, yield_expression, start, end_before(p));
    n->delegate = delegate;
    n->argument = argument;
    return ref_of(p, n);
}

/* ---- Conditionals ------------------------------------------------------- */

/* A link of a chain of conditionals on the scratch stack. */
enum { LINK_START, LINK_TEST, LINK_CONSEQUENT, LINK_ITEMS };

static arena_ref
new_conditional(parser *p, const arena_ref link[LINK_ITEMS], arena_ref alternate)
{
    ast_conditional_expression *n =
        NEW_NODE(p, conditional_expression, link[LINK_START], end_before(p));
    n->test = link[LINK_TEST];
    n->consequent = link[LINK_CONSEQUENT];
    n->alternate = alternate;
    return ref_of(p, n);
}

static void
push_conditional(parser *p, uint32_t start, arena_ref test)
{
    next(p);
    uint32_t outer = enter_brackets(p);
    p->context |= CONTEXT_COLON_ENDS;
    arena_ref consequent = parse_assignment_expression(p);
    leave_brackets(p, outer);
    expect(p, TOK_COLON);
    add(p, start);
    add(p, test);
    add(p, consequent);
}

/* What an AssignmentExpression begins with; *whole if that is all of it. */
static inline arena_ref
parse_assignment_head(parser *p, bool *whole)
{
    token_kind kind = current(p);
    if (kind == TOK_IDENTIFIER) {
        return parse_expression_from_name(p);
    }
    if (kind == TOK_YIELD && at_yield(p)) {
        *whole = true;
        return parse_yield(p);
    }
    if (kind == TOK_LESS && is_typescript(p)) {
        arena_ref arrow = try_generic_arrow(p);
        if (arrow != 0 || parser_failed(p)) {
            *whole = !is_arrow_head(p, arrow);
            return arrow;
        }
    }
    return parse_binary_expression(p, 0);
}

/* Behind the head, but for a `?`. */
static arena_ref
parse_assignment_rest(parser *p, uint32_t start, arena_ref left)
{
    token_kind kind = current(p);
    if (is_assignment_operator(kind)) {
        return parse_assignment(p, start, left);
    }
    return kind == TOK_ARROW ? parse_arrow_rest(p, left) : left;
}

static arena_ref
parse_conditional_rest(parser *p, uint32_t start, arena_ref left)
{
    size_t mark = begin_list(p);
    bool whole = false;
    while (at(p, TOK_QUESTION) && !whole) {
        push_conditional(p, start, left);
        start = start_here(p);
        left = parse_assignment_head(p, &whole);
    }
    left = whole ? left : parse_assignment_rest(p, start, left);
    size_t count = scratch_count(&p->children, mark);
    for (size_t i = count - count % LINK_ITEMS; i > 0; i -= LINK_ITEMS) {
        const arena_ref *link = scratch_items(&p->children, mark) + i - LINK_ITEMS;
        left = new_conditional(p, link, left);
    }
    scratch_rewind(&p->children, mark);
    return left;
}

/* TypeScript: does the `?` say that a parameter is optional?  What follows it then
 * begins no expression. */
static bool
at_optional_parameter(const parser *p, uint32_t start)
{
    if (start != p->item_start || !is_typescript(p)) {
        return false;
    }
    token_kind kind = (token_kind)peek(p).kind;
    return kind == TOK_COLON || kind == TOK_COMMA || kind == TOK_RPAREN || kind == TOK_EQ;
}

/* ---- Expressions -------------------------------------------------------- */

arena_ref
parse_assignment_expression(parser *p)
{
    if (depth_exceeded(p->floor)) {
        return parser_too_deep(p);
    }
    uint32_t start = start_here(p);
    bool whole = false;
    arena_ref left = parse_assignment_head(p, &whole);
    if (token_ends_expression(current(p)) || whole) {
        return left;
    }
    if (at(p, TOK_QUESTION)) {
        return at_optional_parameter(p, start) ? left : parse_conditional_rest(p, start, left);
    }
    return parse_assignment_rest(p, start, left);
}

arena_ref
parse_expression(parser *p)
{
    uint32_t start = start_here(p);
    arena_ref first = parse_assignment_expression(p);
    if (!at(p, TOK_COMMA)) {
        return first;
    }
    size_t mark = begin_list(p);
    add(p, first);
    while (accept(p, TOK_COMMA)) {
        add(p, parse_assignment_expression(p));
    }
    ast_list expressions = finish_list(p, mark);
    ast_sequence_expression *n = NEW_NODE(p, sequence_expression, start, end_before(p));
    n->expressions = expressions;
    return ref_of(p, n);
}
