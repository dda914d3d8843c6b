/* early_classes.c - classes, their members and private names.
 *
 * The private names of a class are declared before its members are looked at, so
 * that each use finds them, wherever it stands. */
#include "early_internal.h"

/* ---- Classes ------------------------------------------------------------ */

/* All of a class is strict; its name is not in scope of what it extends, but that is
 * no matter here. */
arena_ref
early__class(early *e, const ast_node *node)
{
    const ast_class_declaration *n = (const void *)node;
    early__keep_context(e);
    e->context |= EARLY_IN_STRICT | (n->declare ? EARLY_IN_AMBIENT : 0u);
    if (n->id != 0 && n->tag == AST_CLASS_DECLARATION) {
        early__declare(e, EARLY_CLASS, early__node(e, n->id));
    } else if (n->id != 0) {
        early__check_own_name(e, early__node(e, n->id));
    }
    e->context &= ~(uint32_t)EARLY_IN_ABSTRACT;
    e->context |= n->abstract ? EARLY_IN_ABSTRACT : 0u;
    early__push(e, n->body);
    early__push(e, n->super_class != 0 ? ACTION_DERIVED_CLASS_BODY : ACTION_CLASS_BODY);
    early__push_optional(e, n->super_class);
    early__push_list(e, n->decorators);
    return 0;
}

/* ---- Private names ------------------------------------------------------ */

static void
declare_private(early *e, const ast_private_identifier *n, uint32_t what)
{
    uint32_t name = early__name_of(e, n->name);
    early_rare *rare = early__rare_of(e, name);
    if (rare == NULL) {
        return;
    }
    if (EARLY_IS(e, n->name, "constructor")) {
        early__error(e, EARLY_PRIVATE_CONSTRUCTOR, early__span(n));
    }
    uint32_t known = rare->private;
    if (known == 0 || known < e->class_mark) {
        early_entry entry = {.name = name, .shadowed = known, .what = what, .node = n};
        rare->private = early__add_entry(e, &e->privates, entry);
        return;
    }
    early_entry *other = &e->privates.items[known];
    if (!early_is_accessor_pair(what, other->what)) {
        early__error_same(e, EARLY_PRIVATE_REDECLARED, n, other->node);
    }
    other->what |= what;
}

static uint32_t
what_of(const ast_method_definition *n)
{
    uint32_t what = n->static_ ? PRIVATE_STATIC : 0;
    switch (n->kind) {
    case AST_METHOD_KIND_GET: return what | PRIVATE_GET;
    case AST_METHOD_KIND_SET: return what | PRIVATE_SET;
    default: return what | PRIVATE_OTHER;
    }
}

static void
use_private(early *e, const ast_private_identifier *n)
{
    const early_rare *rare = early__rare_of(e, early__name_of(e, n->name));
    if (rare != NULL && rare->private == 0) {
        early__error(e, EARLY_PRIVATE_UNKNOWN, early__span(n));
    }
}

arena_ref
early__private_identifier(early *e, const ast_node *node)
{
    use_private(e, (const void *)node);
    return 0;
}

arena_ref
early__member(early *e, const ast_node *node)
{
    const ast_member_expression *n = (const void *)node;
    if (n->computed) {
        early__push(e, n->property);
        return n->object;
    }
    const ast_node *property = early__node(e, n->property);
    if (property->tag == AST_PRIVATE_IDENTIFIER) {
        use_private(e, (const void *)property);
        if (early__tag(e, n->object) == AST_SUPER) {
            early__error(e, EARLY_PRIVATE_OF_SUPER, early__span(property));
        }
    }
    return n->object;
}

/* ---- Bodies ------------------------------------------------------------- */

/* Overloads of TypeScript are no members of their own. */
static bool
is_overload(const early *e, const ast_method_definition *n)
{
    return n->tag == AST_METHOD_DEFINITION
           && early__tag(e, n->value) == AST_TS_EMPTY_BODY_FUNCTION_EXPRESSION;
}

static void
declare_method(early *e, const ast_method_definition *n, const ast_node **constructor)
{
    if (is_overload(e, n)) {
        if (n->kind == AST_METHOD_KIND_CONSTRUCTOR) {
            early__check_overload(e, early__node(e, n->value));
        }
        return;
    }
    const ast_node *key = early__node(e, n->key);
    if (key->tag == AST_PRIVATE_IDENTIFIER) {
        declare_private(e, (const void *)key, what_of(n));
    }
    if (n->kind != AST_METHOD_KIND_CONSTRUCTOR) {
        return;
    }
    if (*constructor != NULL) {
        early__error_with(e, EARLY_CONSTRUCTOR_TWICE, early__span(key),
                          early__span(*constructor));
    }
    *constructor = key;
}

static void
declare_field(early *e, const ast_property_definition *n)
{
    const ast_node *key = early__node(e, n->key);
    if (key->tag == AST_PRIVATE_IDENTIFIER) {
        uint32_t what = PRIVATE_OTHER | (n->static_ ? PRIVATE_STATIC : 0u);
        declare_private(e, (const void *)key, what);
    }
}

static void
check_abstract(early *e, const ast_node *member)
{
    switch (member->tag) {
    case AST_TS_ABSTRACT_METHOD_DEFINITION:
    case AST_TS_ABSTRACT_PROPERTY_DEFINITION:
    case AST_TS_ABSTRACT_ACCESSOR_PROPERTY:
        if (!early__has(e, EARLY_IN_ABSTRACT)) {
            early__error(e, EARLY_ABSTRACT_MEMBER, early__span(member));
        }
        break;
    default: break;
    }
}

static void
declare_members(early *e, ast_list members)
{
    const arena_ref *items = early__items(e, members);
    const ast_node *constructor = NULL;
    for (uint32_t i = 0; i < members.length && !e->stopped; i++) {
        const void *member = early__node(e, items[i]);
        check_abstract(e, member);
        switch (((const ast_node *)member)->tag) {
        case AST_METHOD_DEFINITION:
        case AST_TS_ABSTRACT_METHOD_DEFINITION:
            declare_method(e, member, &constructor);
            break;
        case AST_PROPERTY_DEFINITION:
        case AST_TS_ABSTRACT_PROPERTY_DEFINITION:
        case AST_ACCESSOR_PROPERTY:
        case AST_TS_ABSTRACT_ACCESSOR_PROPERTY: declare_field(e, member); break;
        default: break;
        }
    }
}

void
early__enter_class_body(early *e, arena_ref body, bool derived)
{
    const ast_class_body *n = early__node(e, body);
    early__keep_context(e);
    early__push(e, e->class_mark);
    early__push(e, ACTION_LEAVE_CLASS);
    e->class_mark = e->privates.count;
    e->context &= ~(uint32_t)EARLY_IN_DERIVED;
    e->context |= derived ? EARLY_IN_DERIVED : 0u;
    declare_members(e, n->body);
    early__push_list(e, n->body);
}

void
early__leave_class(early *e)
{
    early_stack *s = &e->privates;
    for (; s->count > e->class_mark && s->count > 1; s->count--) {
        const early_entry *p = &s->items[s->count - 1];
        e->rare[p->name].private = p->shadowed;
    }
    e->class_mark = early__pop(e);
}

/* ---- Members ------------------------------------------------------------ */

static bool
is_prototype(const early *e, arena_ref key)
{
    const ast_identifier *n = early__node(e, key);
    if (n->tag == AST_IDENTIFIER) {
        return EARLY_IS(e, n->name, "prototype");
    }
    return n->tag == AST_STRING_LITERAL
           && EARLY_IS(e, ((const ast_string_literal *)n)->value, "prototype");
}

static void
check_static(early *e, arena_ref key)
{
    if (!early__has(e, EARLY_IN_AMBIENT) && is_prototype(e, key)) {
        early__error(e, EARLY_STATIC_PROTOTYPE, early__span(early__node(e, key)));
    }
}

arena_ref
early__method(early *e, const ast_node *node)
{
    const ast_method_definition *n = (const void *)node;
    bool constructor = n->kind == AST_METHOD_KIND_CONSTRUCTOR;
    if (n->static_ && !n->computed) {
        check_static(e, n->key);
    }
    if (!n->computed && n->decorators.length == 0) {
        early__enter_function(e, early__node(e, n->value),
                              constructor ? EARLY_CONSTRUCTOR : EARLY_METHOD);
        return 0;
    }
    early__push(e, n->value);
    early__push(e, constructor ? ACTION_CONSTRUCTOR : ACTION_METHOD);
    if (n->computed) {
        early__push(e, n->key);
    }
    early__push_list(e, n->decorators);
    return 0;
}

arena_ref
early__field(early *e, const ast_node *node)
{
    const ast_property_definition *n = (const void *)node;
    if (n->static_ && !n->computed) {
        check_static(e, n->key);
    }
    if (n->value != 0) {
        early__push(e, n->value);
        early__push(e, ACTION_FIELD);
    }
    if (n->computed) {
        early__push(e, n->key);
    }
    early__push_list(e, n->decorators);
    return 0;
}

/* A field's value is a method's body; a static block is one that has variables. */
static uint32_t
context_of_field(const early *e)
{
    uint32_t ambient = e->context & EARLY_IN_AMBIENT;
    return EARLY_IN_STRICT | EARLY_HAS_NEW_TARGET | EARLY_HAS_SUPER | ambient
           | (ambient ? 0u : EARLY_NO_ARGUMENTS);
}

void
early__enter_field(early *e, arena_ref value)
{
    early__keep_context(e);
    e->context = context_of_field(e);
    early__push(e, value);
}

arena_ref
early__static_block(early *e, const ast_node *node)
{
    early__open_function_scope(e);
    e->context = context_of_field(e);
    early__push_list(e, ((const ast_static_block *)node)->body);
    return 0;
}
