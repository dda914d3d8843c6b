/* What imports and exports have in common: their specifiers, sources, attributes.
 *
 * `type` and `as` are names and keywords here, both within one clause; each function
 * says what it looks at to tell. */
#include "parser_internal.h"

/* An import or export makes a module of what might be a script; those in a namespace
 * do not. */
void
note_module(parser *p)
{
    p->is_module = true;
    if (has_context(p, CONTEXT_MAY_BE_MODULE)) {
        p->context |= CONTEXT_STRICT | CONTEXT_AWAIT | CONTEXT_MODULE;
        p->lex.html_comments = false;
    }
}

void
refuse_in_namespace(parser *p, uint32_t start, const char *message)
{
    if (has_context(p, CONTEXT_NAMESPACE)) {
        parser_error_since(p, message, start);
    }
}

/* ---- Parts -------------------------------------------------------------- */

arena_ref
parse_module_export_name(parser *p)
{
    doubt_if(p, (p->lex.token.flags & TOKEN_LONE_SURROGATE) != 0);
    return at(p, TOK_STRING) ? parse_string_literal(p) : parse_identifier_name(p);
}

arena_ref
parse_from_clause(parser *p)
{
    expect(p, TOK_FROM);
    return parse_string_literal(p);
}

arena_ref
parse_attribute_key_value(parser *p, arena_ref *value)
{
    arena_ref key = parse_module_export_name(p);
    expect(p, TOK_COLON);
    *value = parse_string_literal(p);
    return key;
}

static arena_ref
parse_import_attribute(parser *p)
{
    uint32_t start = start_here(p);
    arena_ref value, key = parse_attribute_key_value(p, &value);
    ast_import_attribute *n = NEW_NODE(p, import_attribute, start, end_before(p));
    n->key = key;
    n->value = value;
    return ref_of(p, n);
}

/* `assert` is what `with` was called first, and needs to be on the same line. */
ast_list
parse_with_clause(parser *p)
{
    size_t mark = begin_list(p);
    if (at(p, TOK_WITH) || (at(p, TOK_ASSERT) && !newline_before(p))) {
        next(p);
        expect(p, TOK_LBRACE);
        while (!at(p, TOK_RBRACE) && !at(p, TOK_EOF)) {
            add(p, parse_import_attribute(p));
            if (!accept(p, TOK_COMMA)) {
                break;
            }
        }
        expect(p, TOK_RBRACE);
    }
    doubt_if(p, scratch_count(&p->children, mark) > 1); /* one of them twice */
    return finish_list(p, mark);
}

/* ---- Specifiers --------------------------------------------------------- */

/* Both sides of `a as b`, and whether `type` stood before. */
typedef struct specifier {
    uint32_t start;
    uint8_t kind; /* import_kind */
    arena_ref name, alias; /* alias 0: none */
    bool binds;     /* an import: what it calls the name is a binding */
    bool is_string; /* name */
    token token; /* of name */
} specifier;

static arena_ref
read_alias(parser *p, const specifier *s)
{
    return s->binds ? parse_binding_identifier(p) : parse_module_export_name(p);
}

static void
read_name(parser *p, specifier *s)
{
    s->token = p->lex.token;
    s->is_string = at(p, TOK_STRING);
    s->name = parse_module_export_name(p);
}

/* `type` was read and is in `s` as the name; `as` is current.
 *
 *     type as          a type called "as"
 *     type as as       "type", renamed to "as"
 *     type as as x     a type called "as", renamed to x
 *     type as x        "type", renamed to x */
static void
read_type_as(parser *p, specifier *s)
{
    token first = take(p);
    if (at(p, TOK_AS)) {
        token second = take(p);
        if (token_is_name(current(p)) || at(p, TOK_STRING)) {
            s->kind = AST_IMPORT_KIND_TYPE;
            s->token = first;
            s->name = new_identifier(p, first);
            s->alias = read_alias(p, s);
        } else {
            s->name = new_identifier(p, s->token);
            s->alias = new_identifier(p, second);
        }
    } else if (token_is_name(current(p)) || at(p, TOK_STRING)) {
        s->name = new_identifier(p, s->token);
        s->alias = read_alias(p, s);
    } else {
        s->kind = AST_IMPORT_KIND_TYPE;
        s->token = first;
        s->name = new_identifier(p, first);
    }
}

static specifier
read_specifier(parser *p, bool binds)
{
    specifier s = {.start = start_here(p), .kind = AST_IMPORT_KIND_VALUE, .binds = binds};
    if (at(p, TOK_TYPE) && is_typescript(p)) {
        s.token = take(p);
        if (at(p, TOK_AS)) {
            read_type_as(p, &s);
            return s;
        }
        if (token_is_name(current(p)) || at(p, TOK_STRING)) {
            s.kind = AST_IMPORT_KIND_TYPE;
            read_name(p, &s);
        } else {
            s.name = new_identifier(p, s.token);
        }
    } else {
        read_name(p, &s);
    }
    if (accept(p, TOK_AS)) {
        s.alias = read_alias(p, &s);
    }
    return s;
}

/* A specifier without an alias has its name twice in the tree. */
static arena_ref
repeat_name(parser *p, const specifier *s)
{
    if (!s->is_string) {
        return new_identifier(p, s->token);
    }
    arena_text value = lexer_string(&p->lex, s->token, p->arena, p->base);
    ast_string_literal *n = NEW_NODE(p, string_literal, s->token.start, s->token.end);
    n->value = value;
    n->raw = source_text(p, s->token.start, s->token.end);
    if (arena_text_is_null(value)) {
        parser__no_memory(p);
    }
    return ref_of(p, n);
}

arena_ref
parse_import_specifier(parser *p)
{
    specifier s = read_specifier(p, true);
    if (s.alias == 0) {
        if (s.is_string) {
            return parser_error_since(p, "A string in an import needs 'as' and a name", s.start);
        }
        if (!is_identifier(p, (token_kind)s.token.kind)) {
            return parser_error_since(
                p, "A reserved word in an import needs 'as' and a name", s.start);
        }
        check_shorthand(p, s.token);
        s.alias = repeat_name(p, &s);
    }
    ast_import_specifier *n = NEW_NODE(p, import_specifier, s.start, end_before(p));
    n->import_kind = s.kind;
    n->imported = s.name;
    n->local = s.alias;
    declare_name(p, EARLY_IMPORT, s.alias);
    return ref_of(p, n);
}

arena_ref
parse_export_specifier(parser *p)
{
    specifier s = read_specifier(p, false);
    if (s.alias == 0) {
        s.alias = repeat_name(p, &s);
    }
    ast_export_specifier *n = NEW_NODE(p, export_specifier, s.start, end_before(p));
    n->export_kind = s.kind;
    n->local = s.name;
    n->exported = s.alias;
    return ref_of(p, n);
}

/* Adds to the open list. */
void
parse_specifiers(parser *p, arena_ref (*parse_one)(parser *))
{
    expect(p, TOK_LBRACE);
    while (!at(p, TOK_RBRACE) && !at(p, TOK_EOF)) {
        add(p, parse_one(p));
        if (!accept(p, TOK_COMMA)) {
            break;
        }
    }
    expect(p, TOK_RBRACE);
}
