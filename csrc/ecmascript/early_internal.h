/* early_internal.h - what the files of the pass over early errors share.
 *
 * The walk has one stack of 32-bit words (scratch.h), on which lies what is still
 * to do: references of nodes, and actions, which are smaller than any reference.
 * An action takes words of its own from below it:
 *
 *     ... | alternate | saved context | ACTION_CONTEXT | body | test |
 *                       '- put back when the body is done -'      ^ next
 *
 * So a tree of any depth needs no recursion, and entering a scope is pushing what
 * was before it.
 *
 * Names are numbers: the entries of one hash table (table.h) whose keys are hashes of
 * their texts.  An entry says what the name means where the walk is: the newest open
 * declaration of it, label, private name.  Declarations lie on stacks; leaving a
 * scope pops them, and each knows which one it had shadowed.  So whether a name is
 * declared here, and how, is one look at its entry, however deep scopes nest:
 *
 *     function f(a) { let b; { let a; { var b
 *
 *     name a -> let a (scope 3) -> parameter a (scope 1)
 *     name b -> let b (scope 1): not older than the function, so `var b` is an error
 *
 * The other way round, `{ var b } let b`: a variable is kept with the number of the
 * newest scope at that time.  Scopes are numbered as they open, so it was declared
 * inside of the scope s, or deeper, if its number is not below that of s.
 */
#ifndef ARENITE_EARLY_INTERNAL_H
#define ARENITE_EARLY_INTERNAL_H

#include "ast.h"
#include "early.h"
#include "early_kinds.h"
#include "scratch.h"
#include "table.h"

/* What depends on the place, and is put back when it is left. */
enum {
    EARLY_IN_STRICT = 1,
    EARLY_IN_LOOP = 2,
    EARLY_IN_BREAKABLE = 4,   /* a loop or a switch */
    EARLY_HAS_NEW_TARGET = 8,
    EARLY_HAS_SUPER = 16,     /* super.x */
    EARLY_HAS_SUPER_CALL = 32,
    EARLY_NO_ARGUMENTS = 64,  /* the value of a field, a static block */
    EARLY_IN_AMBIENT = 128,   /* declare ...: nothing of it runs */
    EARLY_IN_DERIVED = 256,   /* the members of a class that extends another */
    EARLY_IN_NAMESPACE = 512, /* right in the body of one of TypeScript's */
    EARLY_IN_ABSTRACT = 1024, /* the members of an abstract class */
};

enum {
    ACTION_BIND = 1, /* + early_kind; a binding pattern: declare its names */
    ACTION_CONTEXT = ACTION_BIND + EARLY_KINDS, /* a context: put it back */
    ACTION_CLOSE_SCOPE,
    ACTION_LEAVE_FUNCTION,
    ACTION_FUNCTION_ARM,       /* a function that is an arm of an `if` */
    ACTION_CLASS_BODY,         /* a ClassBody */
    ACTION_DERIVED_CLASS_BODY, /* the same of a class that extends another */
    ACTION_LEAVE_CLASS,
    ACTION_METHOD,             /* a method's function */
    ACTION_CONSTRUCTOR,
    ACTION_FIELD,              /* the value of a field */
    ACTION_POP_LABELS,
    ACTION_END_EXPORT,
    ACTION_END_PROGRAM,
    ACTIONS,
};
_Static_assert(ACTIONS <= 1 << ARENA_NO_CHUNK, "no reference is as small as an action");

/* An entry of the table of names.  The key is the text's hash: an error is certain
 * only when the texts were compared, which happens when there is one to tell of.
 * Numbers of others count from 1; 0 is none. */
typedef struct early_name {
    uint64_t hash;
    uint32_t bound;     /* the newest open declaration, of `bindings` */
    uint32_t variable;  /* of the function that the walk is in, of `variables` */
} early_name;

/* What few names are, in an array beside the table. */
typedef struct early_rare {
    uint32_t label;     /* of `labels` */
    uint32_t private;   /* of `privates` */
    uint32_t exported;  /* of `exports` */
    uint32_t attribute; /* the import that had it last */
} early_rare;

#define EARLY_NO_NAME UINT32_MAX /* no memory */

/* A name that means something while a scope is open. */
typedef struct early_entry {
    uint32_t name;
    uint32_t shadowed; /* what the name meant before */
    uint32_t solid;    /* of a binding, the newest below it that no variable passes */
    uint32_t scope;    /* where; of a variable, the newest scope at that time */
    uint32_t what;     /* kinds as bits; of private names and labels, see there */
    const void *node;  /* an Identifier, PrivateIdentifier or string; its span is told */
} early_entry;

/* Entries; the first is never used, so that 0 is none. */
typedef struct early_stack {
    early_entry *items;
    uint32_t count, capacity;
} early_stack;

typedef struct early {
    const arena *arena;
    uint32_t source_length;
    scratch work;
    bool stopped; /* there is an error, or no memory */
    bool typescript;
    uint32_t context;

    uint32_t scopes;         /* opened so far: the number of the newest */
    uint32_t scope;          /* the number of the open one */
    uint32_t scope_mark;     /* its first binding */
    uint32_t hoisting_scope; /* the open one, if functions in it are variables */
    uint32_t function;       /* the scope of the function around */
    uint32_t function_mark;  /* its first variable, */
    uint32_t label_mark;     /* its first label */
    uint32_t class_mark;     /* the first private name of the class around */
    uint32_t module_scope;
    bool exporting;          /* declarations of the module scope are exported */
    source_span default_export; /* the first one; empty: none yet */

    table names;
    char *names_block;
    early_rare *rare; /* as many as the table's capacity; NULL: none yet */
    uint64_t seed;
    early_stack bindings, variables, labels, privates, exports;
    scratch exported_names; /* that must be declared at the end: name, start, end */
    bool may_be_strict;     /* these parameters were read as sloppy, and are not */

    early_result result;
} early;

/* ---- Nodes and words ---------------------------------------------------- */

static inline const void *
early__node(const early *e, arena_ref ref)
{
    return arena_address(e->arena, ref);
}

static inline uint16_t
early__tag(const early *e, arena_ref ref)
{
    return ((const ast_node *)early__node(e, ref))->tag;
}

static inline const arena_ref *
early__items(const early *e, ast_list list)
{
    return list.length ? (const arena_ref *)early__node(e, list.items) : NULL;
}

/* Of an Identifier, the name without its type. */
static inline source_span
early__span(const void *node)
{
    const ast_identifier *n = node;
    bool typed = n->tag == AST_IDENTIFIER && (n->type_annotation != 0 || n->optional);
    uint32_t length = typed ? (uint32_t)arena_text_length(n->name) : n->end - n->start;
    return (source_span){n->start, n->start + length};
}

static inline bool
early__has(const early *e, uint32_t bits)
{
    return (e->context & bits) != 0;
}

static inline void
early__push(early *e, uint32_t word)
{
    scratch_push(&e->work, word);
}

static inline void
early__push_optional(early *e, arena_ref ref)
{
    if (ref != 0) {
        early__push(e, ref);
    }
}

static inline uint32_t
early__pop(early *e)
{
    return *--e->work.top;
}

/* The first is done first. */
static inline void
early__push_list(early *e, ast_list list)
{
    const arena_ref *items = early__items(e, list);
    for (uint32_t i = list.length; i > 0; i--) {
        early__push_optional(e, items[i - 1]);
    }
}

/* From here on to what lies on the stack now, the context is as it is now. */
static inline void
early__keep_context(early *e)
{
    early__push(e, e->context);
    early__push(e, ACTION_CONTEXT);
}

/* ---- Errors (early.c) --------------------------------------------------- */

void early__error(early *e, early_code code, source_span span);
void early__error_with(early *e, early_code code, source_span span, source_span related);
/* Two that have one name; no error, if it is only their hashes that are equal. */
void early__error_same(early *e, early_code code, const void *node, const void *first);
void early__no_memory(early *e);

/* ---- Names (early_names.c) ---------------------------------------------- */

/* The number of a name's entry. */
uint32_t early__name_of(early *e, arena_text text);
static inline early_name *
early__entry_of(const early *e, uint32_t name)
{
    return (early_name *)(void *)(e->names.entries + (size_t)name * sizeof(early_name));
}
/* NULL when there is no memory, or the name is none. */
early_rare *early__rare_of(early *e, uint32_t name);
void early__free_names(early *e);

bool early__is_text(const early *e, arena_text text, const char *word, size_t length);
#define EARLY_IS(e, text, word) early__is_text(e, text, word, sizeof(word) - 1)
bool early__is_restricted(const early *e, arena_text text); /* eval, arguments */
bool early__is_reserved(const early *e, arena_text text); /* in strict code: let, static ... */
/* The text of an Identifier, PrivateIdentifier or string. */
arena_text early__text_of(const void *node);

/* ---- Scopes (early_scopes.c) -------------------------------------------- */

/* The number of the new entry, or 0 when there is no memory. */
uint32_t early__add_entry(early *e, early_stack *s, early_entry entry);
void early__free_stack(early_stack *s);

void early__open_scope(early *e);
void early__close_scope(early *e);
/* Of a function, static block or namespace: variables end there, too. */
void early__open_function_scope(early *e);
void early__leave_function(early *e);

void early__declare(early *e, early_kind kind, const ast_identifier *n);
void early__export_name(early *e, const ast_identifier *n);

/* ---- Parts of the language ---------------------------------------------- */

/* A visitor has looked at its node, pushed what is in it, and gives a child to go on
 * with, or 0. */
typedef arena_ref early_visitor(early *e, const ast_node *node);

/* early_patterns.c */
void early__bind(early *e, early_kind kind, arena_ref pattern);
early_visitor early__variable_declaration;
void early__declare_variables(early *e, const ast_variable_declaration *n);

/* early_targets.c */
void early__check_target(early *e, arena_ref target);
early_visitor early__assignment, early__update, early__unary, early__array_pattern,
    early__object_pattern, early__assignment_pattern, early__rest_element,
    early__object_expression;

/* early_functions.c */
typedef enum early_flavour {
    EARLY_PLAIN, EARLY_ARROW, EARLY_METHOD, EARLY_CONSTRUCTOR,
} early_flavour;

void early__enter_function(early *e, const ast_node *n, early_flavour flavour);
/* The directive that makes a list of statements strict, or NULL. */
const ast_node *early__use_strict_of(const early *e, ast_list statements);
/* The name of a function or class that is judged by the strictness inside. */
void early__check_own_name(early *e, const ast_identifier *id);
early_visitor early__function_declaration, early__function_expression, early__arrow,
    early__declare_function, early__property, early__super, early__call, early__meta_property,
    early__identifier;

/* early_classes.c */
void early__enter_class_body(early *e, arena_ref body, bool derived);
void early__leave_class(early *e);
void early__enter_field(early *e, arena_ref value);
early_visitor early__class, early__method, early__field, early__static_block, early__member,
    early__private_identifier;

/* early_statements.c */
void early__enter_function_arm(early *e, arena_ref function);
early_visitor early__block, early__if, early__for, early__for_in, early__for_of, early__while,
    early__do_while, early__switch, early__catch, early__with;

/* early_labels.c */
void early__pop_labels(early *e);
early_visitor early__labeled, early__break, early__continue;

/* early_modules.c */
void early__end_program(early *e);
early_visitor early__program, early__import, early__export_named, early__export_default,
    early__export_all;

/* early_typescript.c */
early_visitor early__interface, early__type_alias, early__enum, early__namespace,
    early__import_equals;
/* Of a constructor without a body. */
void early__check_overload(early *e, const ast_node *function);

/* early_walk.c */
void early__walk(early *e, arena_ref root);

#endif
