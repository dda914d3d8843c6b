/* Types, from `extends ? :` down to the operators.
 *
 *     Type          := Union | Union extends Type ? Type : Type
 *     Union         := |? Intersection (| Intersection)*
 *     Intersection  := &? Operator (& Operator)*
 *     Operator      := keyof Operator | infer X | Postfix
 *     Postfix       := Primary ([] | [Type])*
 *
 * Nearly every type in a declaration file is one primary, so parse_type reads an
 * operand first and asks one question, "does the next token go on?".  Only then
 * the levels are gone through, from the tightest to the loosest, each with what
 * the one before has made as its left operand.
 *
 * `infer X extends Y` has an ambiguity: if a `?` follows, and a conditional type
 * may stand here, then `infer X` was the checked type and Y the type it is
 * checked against.  TypeScript reads Y, sees the `?` and goes back.  Here nobody
 * goes back: Y was read as it would be read the second time, so it waits in
 * `infer_extends` for parse_conditional_rest, which is the next to look at the
 * token behind it.  Going back would take 2^n steps for n nested ones.
 */
#include "parser_internal.h"

#define BIT(kind) (UINT64_C(1) << (kind))
#define GOES_ON (BIT(TOK_LBRACKET) | BIT(TOK_PIPE) | BIT(TOK_AMP) | BIT(TOK_QUESTION))
_Static_assert(TOK_LBRACKET < 64 && TOK_PIPE < 64 && TOK_AMP < 64 && TOK_QUESTION < 64,
               "one word of bits");

static inline bool
type_goes_on(const parser *p)
{
    token_kind kind = current(p);
    return (kind < 64 && (BIT(kind) & GOES_ON) != 0) || kind == TOK_EXTENDS;
}

/* ---- Operators and postfixes -------------------------------------------- */

/* Function types take all that follows into their return type, so one in a list or
 * behind an operator would not mean what it looks like. */
static void
refuse_bare_function_type(parser *p, const char *message)
{
    if (at_function_type(p)) {
        parser_error_here(p, message);
    }
}

static void
check_operand(parser *p, uint8_t operator, const ast_node *operand)
{
    if (operand == NULL) {
        return;
    }
    if (operator == AST_TS_OPERATOR_UNIQUE && operand->tag != AST_TS_SYMBOL_KEYWORD) {
        parser_error(p, "Expected 'symbol' behind 'unique'", operand->start, operand->end);
    } else if (operator == AST_TS_OPERATOR_READONLY && operand->tag != AST_TS_ARRAY_TYPE
               && operand->tag != AST_TS_TUPLE_TYPE) {
        parser_error(p, "'readonly' is for arrays and tuples", operand->start, operand->end);
    }
}

static arena_ref
parse_type_operator(parser *p, uint8_t operator)
{
    if (depth_exceeded(p->floor)) {
        return parser_too_deep(p);
    }
    uint32_t start = take(p).start;
    refuse_bare_function_type(p, "A function type needs parentheses behind an operator");
    arena_ref operand = parse_type_operand(p);
    check_operand(p, operator, node_at(p, operand));
    ast_ts_type_operator *n = NEW_NODE(p, ts_type_operator, start, end_before(p));
    n->operator = operator;
    n->type_annotation = operand;
    return ref_of(p, n);
}

static arena_ref
new_type_parameter(parser *p, uint32_t start, arena_ref name, arena_ref constraint)
{
    ast_ts_type_parameter *n = NEW_NODE(p, ts_type_parameter, start, end_before(p));
    n->name = name;
    n->constraint = constraint;
    return ref_of(p, n);
}

static arena_ref parse_extends_type(parser *p);

/* The constraint, or 0 if there is none or it turned out to be what a
 * conditional type compares with.  In that case all that ends here, `infer X` and
 * what it stands in, ends behind the name. */
static arena_ref
parse_infer_constraint(parser *p)
{
    uint32_t name_end = end_before(p);
    if (!at(p, TOK_EXTENDS) || newline_before(p)) {
        return 0;
    }
    next(p);
    arena_ref constraint = parse_extends_type(p);
    if (!at(p, TOK_QUESTION) || p->in_extends) {
        return constraint;
    }
    p->infer_extends = constraint;
    p->lex.previous_end = name_end;
    return 0;
}

static arena_ref
parse_infer_type(parser *p)
{
    if (!has_context(p, CONTEXT_INFER)) {
        return parser_error_here(p, "'infer' is for what a conditional type compares with");
    }
    uint32_t start = take(p).start;
    uint32_t name_start = start_here(p);
    arena_ref name = parse_binding_identifier(p);
    arena_ref constraint = parse_infer_constraint(p);
    if (at(p, TOK_LBRACKET) && !newline_before(p)) {
        return parser_error_here(p, "'infer' and its name need parentheses here");
    }
    arena_ref parameter = new_type_parameter(p, name_start, name, constraint);
    ast_ts_infer_type *n = NEW_NODE(p, ts_infer_type, start, end_before(p));
    n->type_parameter = parameter;
    return ref_of(p, n);
}

static arena_ref
parse_postfix_type(parser *p, uint32_t start, arena_ref left)
{
    while (at(p, TOK_LBRACKET) && !newline_before(p)) {
        next(p);
        if (accept(p, TOK_RBRACKET)) {
            ast_ts_array_type *n = NEW_NODE(p, ts_array_type, start, end_before(p));
            n->element_type = left;
            left = ref_of(p, n);
            continue;
        }
        arena_ref index = parse_type(p);
        expect(p, TOK_RBRACKET);
        ast_ts_indexed_access_type *n =
            NEW_NODE(p, ts_indexed_access_type, start, end_before(p));
        n->object_type = left;
        n->index_type = index;
        left = ref_of(p, n);
    }
    return left;
}

arena_ref
parse_type_operand(parser *p)
{
    switch (current(p)) {
    case TOK_KEYOF:
        return parse_type_operator(p, AST_TS_OPERATOR_KEYOF);
    case TOK_UNIQUE:
        return parse_type_operator(p, AST_TS_OPERATOR_UNIQUE);
    case TOK_READONLY:
        return parse_type_operator(p, AST_TS_OPERATOR_READONLY);
    case TOK_INFER:
        return parse_infer_type(p);
    default:
        break;
    }
    uint32_t start = start_here(p);
    arena_ref type = parse_primary_type(p);
    return at(p, TOK_LBRACKET) ? parse_postfix_type(p, start, type) : type;
}

/* ---- Unions and intersections ------------------------------------------- */

static arena_ref
parse_list_operand(parser *p)
{
    refuse_bare_function_type(
        p, "A function type must be in parentheses in a union or intersection");
    return parse_type_operand(p);
}

/* `left` is the first member, or 0 in front of a leading `&`. */
static arena_ref
parse_intersection_rest(parser *p, uint32_t start, arena_ref left, bool leading)
{
    if (!at(p, TOK_AMP) && !leading) {
        return left;
    }
    size_t mark = begin_list(p);
    add(p, left);
    while (accept(p, TOK_AMP)) {
        add(p, parse_list_operand(p));
    }
    ast_list types = finish_list(p, mark);
    ast_ts_intersection_type *n = NEW_NODE(p, ts_intersection_type, start, end_before(p));
    n->types = types;
    return ref_of(p, n);
}

static arena_ref
parse_intersection(parser *p)
{
    uint32_t start = start_here(p);
    bool leading = accept(p, TOK_AMP);
    arena_ref first = parse_list_operand(p);
    return parse_intersection_rest(p, start, first, leading);
}

static arena_ref
parse_union_rest(parser *p, uint32_t start, arena_ref left, bool leading)
{
    if (!at(p, TOK_PIPE) && !leading) {
        return left;
    }
    size_t mark = begin_list(p);
    add(p, left);
    while (accept(p, TOK_PIPE)) {
        add(p, parse_intersection(p));
    }
    ast_list types = finish_list(p, mark);
    ast_ts_union_type *n = NEW_NODE(p, ts_union_type, start, end_before(p));
    n->types = types;
    return ref_of(p, n);
}

/* A type that begins with `|` or `&`. */
static arena_ref
parse_leading_operator(parser *p)
{
    uint32_t start = start_here(p);
    bool leading = accept(p, TOK_PIPE);
    arena_ref first = parse_intersection(p);
    return parse_union_rest(p, start, first, leading);
}

static arena_ref
parse_union(parser *p)
{
    uint32_t start = start_here(p);
    if (at(p, TOK_PIPE) || at(p, TOK_AMP)) {
        return parse_leading_operator(p);
    }
    arena_ref left = parse_type_operand(p);
    left = parse_postfix_type(p, start, left);
    left = parse_intersection_rest(p, start, left, false);
    return parse_union_rest(p, start, left, false);
}

/* ---- Conditional types -------------------------------------------------- */

/* The type behind `extends`: a conditional type in it needs parentheses. */
static arena_ref
parse_extends_type(parser *p)
{
    if (depth_exceeded(p->floor)) {
        return parser_too_deep(p);
    }
    bool outer = p->in_extends;
    p->in_extends = true;
    arena_ref type = parse_union(p);
    p->in_extends = outer;
    return type;
}

/* The type behind the `extends` that follows here, or 0. */
static arena_ref
parse_conditional_extends(parser *p)
{
    arena_ref type = p->infer_extends;
    if (type != 0) {
        p->infer_extends = 0;
        return type;
    }
    if (!at(p, TOK_EXTENDS) || newline_before(p) || p->in_extends) {
        return 0;
    }
    next(p);
    uint32_t outer = p->context;
    p->context |= CONTEXT_INFER;
    type = parse_extends_type(p);
    p->context = outer;
    return type;
}

static arena_ref
new_conditional_type(parser *p, const arena_ref part[4], arena_ref otherwise)
{
    ast_ts_conditional_type *n =
        NEW_NODE(p, ts_conditional_type, part[0], end_before(p));
    n->check_type = part[1];
    n->extends_type = part[2];
    n->true_type = part[3];
    n->false_type = otherwise;
    return ref_of(p, n);
}

/* A chain in the false branch is a loop: its links lie on the scratch stack, four
 * items each (the first is an offset, not a reference), until the last is read. */
static arena_ref
parse_conditional_rest(parser *p, uint32_t start, arena_ref left)
{
    size_t mark = begin_list(p);
    arena_ref extends;
    while ((extends = parse_conditional_extends(p)) != 0) {
        add(p, start);
        add(p, left);
        add(p, extends);
        expect(p, TOK_QUESTION);
        add(p, parse_type(p));
        expect(p, TOK_COLON);
        start = start_here(p);
        left = parse_union(p);
    }
    size_t count = scratch_count(&p->children, mark);
    for (size_t i = count - count % 4; i > 0; i -= 4) {
        const arena_ref *link = scratch_items(&p->children, mark) + i - 4;
        left = new_conditional_type(p, link, left);
    }
    scratch_rewind(&p->children, mark);
    return left;
}

arena_ref
parse_type_rest(parser *p, uint32_t start, arena_ref left)
{
    if (!type_goes_on(p)) {
        return left;
    }
    left = parse_postfix_type(p, start, left);
    left = parse_intersection_rest(p, start, left, false);
    left = parse_union_rest(p, start, left, false);
    return parse_conditional_rest(p, start, left);
}

arena_ref
parse_type(parser *p)
{
    if (depth_exceeded(p->floor)) {
        return parser_too_deep(p);
    }
    bool outer = p->in_extends;
    p->in_extends = false;
    uint32_t start = start_here(p);
    arena_ref type;
    if (at(p, TOK_PIPE) || at(p, TOK_AMP)) {
        type = parse_leading_operator(p);
        type = parse_conditional_rest(p, start, type);
    } else {
        type = parse_type_operand(p);
        type = parse_type_rest(p, start, type);
    }
    p->in_extends = outer;
    return type;
}

/* ---- Annotations -------------------------------------------------------- */

arena_ref
parse_type_annotation(parser *p)
{
    uint32_t start = start_here(p);
    expect(p, TOK_COLON);
    arena_ref type = parse_type(p);
    ast_ts_type_annotation *n = NEW_NODE(p, ts_type_annotation, start, end_before(p));
    n->type_annotation = type;
    return ref_of(p, n);
}

arena_ref
parse_optional_type_annotation(parser *p)
{
    return at(p, TOK_COLON) && is_typescript(p) ? parse_type_annotation(p) : 0;
}
