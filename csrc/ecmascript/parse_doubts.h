/* parse_doubts.h - what the parser notes, so that early errors need no second look.
 *
 * Hardly a program has an early error, and nearly all that have none can be told by
 * what the parser knows anyway: its context, and the names of the scopes that are open
 * (names.h).  Where that is not enough it has a doubt, and then the pass over the AST
 * (early.h) is asked, which knows for certain and says what is wrong:
 *
 *     no doubt   -> no early error
 *     a doubt    -> perhaps one
 *
 * So what is here may err on one side.  It takes two names with one hash for the same,
 * all code for strict where it is about `eval`, `arguments` and reserved words, and does
 * not look closely at what hardly anybody writes.
 *
 * A trial of the parser that goes back takes doubts and names with it.  Once there is a
 * doubt nothing more is noted. */
#ifndef ARENITE_PARSE_DOUBTS_H
#define ARENITE_PARSE_DOUBTS_H

#include "ast.h"
#include "lexer.h"
#include "names.h"

typedef struct parser parser;

/* ---- Scopes ------------------------------------------------------------- */

/* Where the names of a scope begin: open_scope, close_scope. */
typedef struct scope {
    uint32_t names, solid;
} scope;

void parser__close_scope(parser *p, scope s);
/* Of a function, static block or namespace, where variables end, too. */
void close_function_scope(parser *p, scope s);
/* Of parameters without a body. */
void forget_scope(parser *p, scope s);
void close_program_scope(parser *p);

/* A kind is an early_kind, or one of names.h. */
void declare_name(parser *p, unsigned kind, arena_ref identifier);
void declare_pattern(parser *p, early_kind kind, arena_ref pattern);
void declare_parameters(parser *p, ast_list params);
/* A ModuleExportName; 0: `default`. */
void declare_exported(parser *p, arena_ref name);
/* Of what was declared since the mark. */
void declare_exports_since(parser *p, scope s);

/* ---- Names and targets -------------------------------------------------- */

/* The name of a function or class that is no declaration. */
void doubt_own_name(parser *p, arena_ref identifier);
void doubt_target(parser *p, const ast_node *target);
void doubt_deleted(parser *p, arena_ref operand);
void doubt_parameter_properties(parser *p, ast_list params);
/* Is the key a name or string of this value? */
bool is_property_name(const parser *p, arena_ref key, const char *word, size_t length);

/* ---- Private names ------------------------------------------------------ */

void use_private_name(parser *p, arena_ref identifier);
/* The use that was pushed is a declaration. */
void declare_private_name(parser *p, uint32_t pushed, const ast_node *key, uint32_t what);
void close_class_scope(parser *p, uint32_t mark);

/* ---- Labels ------------------------------------------------------------- */

/* Of a statement around. */
typedef struct open_label {
    const struct open_label *outer;
    arena_ref name;
    bool loop;
} open_label;

/* The one of this name in this function, or NULL. */
const open_label *find_label(parser *p, arena_ref name);
/* `target` is the name behind it, or 0. */
void doubt_jump(parser *p, token_kind word, arena_ref target);

#endif
