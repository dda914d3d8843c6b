/* early_scopes.c - scopes and what is declared in them: see early_internal.h. */
#include "early_internal.h"

#include <stdlib.h>

/* ---- Stacks of entries -------------------------------------------------- */

static bool
grow(early *e, early_stack *s)
{
    uint32_t capacity = s->capacity ? s->capacity * 2 : 64;
    size_t size;
    early_entry *items = NULL;
    if (capacity > s->capacity
        && !__builtin_mul_overflow((size_t)capacity, sizeof *items, &size)) {
        items = realloc(s->items, size);
    }
    if (items == NULL) {
        early__no_memory(e);
        return false;
    }
    s->items = items;
    s->capacity = capacity;
    s->count += s->count == 0; /* the one that is none */
    return true;
}

uint32_t
early__add_entry(early *e, early_stack *s, early_entry entry)
{
    if (s->count == s->capacity && !grow(e, s)) {
        return 0;
    }
    s->items[s->count] = entry;
    return s->count++;
}

void
early__free_stack(early_stack *s)
{
    free(s->items);
}

/* ---- Scopes ------------------------------------------------------------- */

void
early__open_scope(early *e)
{
    early__push(e, e->hoisting_scope);
    early__push(e, e->scope_mark);
    early__push(e, e->scope);
    early__push(e, ACTION_CLOSE_SCOPE);
    e->scope = ++e->scopes;
    e->scope_mark = e->bindings.count;
}

void
early__close_scope(early *e)
{
    early_stack *s = &e->bindings;
    for (; s->count > e->scope_mark && s->count > 1; s->count--) {
        const early_entry *b = &s->items[s->count - 1];
        early__entry_of(e, b->name)->bound = b->shadowed;
    }
    e->scope = early__pop(e);
    e->scope_mark = early__pop(e);
    e->hoisting_scope = early__pop(e);
}

void
early__open_function_scope(early *e)
{
    early__push(e, e->context);
    early__push(e, e->function);
    early__push(e, e->function_mark);
    early__push(e, e->label_mark);
    early__push(e, ACTION_LEAVE_FUNCTION);
    early__open_scope(e);
    e->function = e->hoisting_scope = e->scope;
    e->function_mark = e->variables.count;
    e->label_mark = e->labels.count;
}

void
early__leave_function(early *e)
{
    early_stack *s = &e->variables;
    for (; s->count > e->function_mark && s->count > 1; s->count--) {
        const early_entry *v = &s->items[s->count - 1];
        early__entry_of(e, v->name)->variable = v->shadowed;
    }
    e->label_mark = early__pop(e);
    e->function_mark = early__pop(e);
    e->function = early__pop(e);
    e->context = early__pop(e);
}

/* ---- What may stand beside what ----------------------------------------- */

#define BIT(kind) EARLY_BIT(kind)
#define EVERYTHING EARLY_EVERYTHING
#define VALUES \
    (BIT(VAR) | BIT(LEXICAL) | BIT(CLASS) | BIT(FUNCTION) | BIT(PARAMETER) | BIT(CATCH) \
     | BIT(ENUM) | BIT(CONST_ENUM))
#define TYPES (BIT(CLASS) | BIT(ENUM) | BIT(CONST_ENUM) | BIT(INTERFACE) | BIT(TYPE))

static const uint32_t of_javascript[EARLY_KINDS] = {
    [EARLY_LEXICAL] = EVERYTHING,
    [EARLY_CLASS] = EVERYTHING,
    [EARLY_FUNCTION] = EVERYTHING,
    [EARLY_CATCH] = EVERYTHING,
    [EARLY_IMPORT] = EVERYTHING,
};

/* TypeScript merges functions (overloads), classes, interfaces, enums and
 * namespaces; an import may be of a type, which is known elsewhere. */
static const uint32_t of_typescript[EARLY_KINDS] = {
    [EARLY_LEXICAL] = VALUES,
    [EARLY_CLASS] = (VALUES | TYPES) & ~(BIT(INTERFACE) | BIT(FUNCTION)),
    [EARLY_FUNCTION] = VALUES & ~(BIT(FUNCTION) | BIT(CLASS) | BIT(PARAMETER)),
    [EARLY_CATCH] = EVERYTHING,
    [EARLY_IMPORT] = BIT(IMPORT),
    [EARLY_ENUM] = (VALUES | TYPES) & ~BIT(ENUM),
    [EARLY_CONST_ENUM] = (VALUES | TYPES) & ~BIT(CONST_ENUM),
    [EARLY_INTERFACE] = TYPES & ~(BIT(INTERFACE) | BIT(CLASS)),
    [EARLY_TYPE] = TYPES,
};

uint32_t
early_excluded_by(bool typescript, early_kind kind)
{
    return typescript ? of_typescript[kind] : of_javascript[kind];
}

/* That of `catch (x)` lets it through. */
uint32_t
early_excluded_by_variable(bool typescript)
{
    uint32_t excluded = BIT(LEXICAL) | BIT(CLASS) | BIT(FUNCTION) | BIT(ENUM) | BIT(CONST_ENUM);
    return typescript ? excluded : excluded | BIT(IMPORT);
}

static uint32_t
excluded_by(const early *e, early_kind kind)
{
    if (kind == EARLY_FUNCTION && !e->typescript && !early__has(e, EARLY_IN_STRICT)) {
        return EVERYTHING & ~BIT(FUNCTION); /* Annex B.3.2 */
    }
    return early_excluded_by(e->typescript, kind);
}

static uint32_t
excluded_by_variable(const early *e)
{
    return early_excluded_by_variable(e->typescript);
}

/* ---- Declaring ---------------------------------------------------------- */

static void
redeclared(early *e, const ast_identifier *n, const early_entry *first)
{
    early__error_same(e, EARLY_REDECLARED, n, first->node);
}

/* What declares the name in the open scope, or NULL. */
static early_entry *
bound_here(const early *e, uint32_t name)
{
    uint32_t bound = early__entry_of(e, name)->bound;
    early_entry *b = bound != 0 ? &e->bindings.items[bound] : NULL;
    return b != NULL && b->scope == e->scope ? b : NULL;
}

static void
bind_name(early *e, early_kind kind, uint32_t name, const ast_identifier *n)
{
    early_entry entry = {.name = name, .shadowed = early__entry_of(e, name)->bound,
                         .scope = e->scope, .what = 1u << kind, .node = n};
    if (entry.shadowed != 0) {
        const early_entry *below = &e->bindings.items[entry.shadowed];
        bool passed = (below->what & excluded_by_variable(e)) == 0;
        entry.solid = passed ? below->solid : entry.shadowed;
    }
    uint32_t added = early__add_entry(e, &e->bindings, entry);
    early__entry_of(e, name)->bound = added;
}

static void
check_no_variable(early *e, uint32_t name, const ast_identifier *n)
{
    uint32_t variable = early__entry_of(e, name)->variable;
    if (variable == 0 || variable < e->function_mark) {
        return;
    }
    const early_entry *v = &e->variables.items[variable];
    if (v->scope >= e->scope) {
        redeclared(e, n, v);
    }
}

static void
declare_here(early *e, early_kind kind, uint32_t name, const ast_identifier *n)
{
    uint32_t excluded = excluded_by(e, kind);
    early_entry *b = bound_here(e, name);
    if (b != NULL && (b->what & excluded)) {
        redeclared(e, n, b);
        return;
    }
    if (excluded & BIT(VAR)) {
        check_no_variable(e, name, n);
    }
    if (b != NULL) {
        b->what |= 1u << kind;
    } else {
        bind_name(e, kind, name, n);
    }
}

static void
check_way_out(early *e, uint32_t name, const ast_identifier *n)
{
    uint32_t bound = early__entry_of(e, name)->bound, excluded = excluded_by_variable(e);
    for (const early_entry *b; bound != 0; bound = b->solid) {
        b = &e->bindings.items[bound];
        if (b->scope < e->function) {
            return;
        }
        if (b->what & excluded) {
            redeclared(e, n, b);
            return;
        }
    }
}

static void
declare_variable(early *e, uint32_t name, const ast_identifier *n)
{
    check_way_out(e, name, n);
    uint32_t variable = early__entry_of(e, name)->variable;
    if (variable != 0 && variable >= e->function_mark) {
        e->variables.items[variable].scope = e->scopes;
        e->variables.items[variable].node = n;
        return;
    }
    early_entry entry = {
        .name = name, .shadowed = variable, .scope = e->scopes, .node = n};
    uint32_t added = early__add_entry(e, &e->variables, entry);
    early__entry_of(e, name)->variable = added;
}

static void
declare_parameter(early *e, early_kind kind, uint32_t name, const ast_identifier *n)
{
    const early_entry *b = bound_here(e, name);
    if (b == NULL) {
        bind_name(e, EARLY_PARAMETER, name, n);
    } else if (kind == EARLY_UNIQUE_PARAMETER) {
        early__error_same(e, EARLY_DUPLICATE_PARAMETER, n, b->node);
    }
}

/* ---- Names that may not be declared ------------------------------------- */

/* The words by their lengths: other names go by. */
static inline bool
may_be_forbidden(const early *e, uint32_t length)
{
    return length == 3 || (early__has(e, EARLY_IN_STRICT) && (length == 4 || length >= 9))
           || e->may_be_strict;
}

static void
check_forbidden(early *e, early_kind kind, const ast_identifier *n)
{
    bool lexical = kind == EARLY_LEXICAL || kind == EARLY_CLASS;
    if (lexical && EARLY_IS(e, n->name, "let")) {
        early__error(e, EARLY_LET_AS_NAME, early__span(n));
    } else if (kind < EARLY_ENUM) {
        early__check_own_name(e, n);
    }
}

void
early__declare(early *e, early_kind kind, const ast_identifier *n)
{
    uint32_t name = early__name_of(e, n->name);
    if (name == EARLY_NO_NAME) {
        return;
    }
    if (may_be_forbidden(e, (uint32_t)arena_text_length(n->name))
        && !early__has(e, EARLY_IN_AMBIENT)) {
        check_forbidden(e, kind, n);
    }
    if (kind == EARLY_VAR) {
        declare_variable(e, name, n);
    } else if (kind == EARLY_PARAMETER || kind == EARLY_UNIQUE_PARAMETER) {
        declare_parameter(e, kind, name, n);
    } else {
        declare_here(e, kind, name, n);
    }
    if (e->exporting && e->scope == e->module_scope) {
        early__export_name(e, n);
    }
}
