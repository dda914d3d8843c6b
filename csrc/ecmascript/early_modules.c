/* early_modules.c - programs, imports and exports. */
#include "early_internal.h"

#include <string.h>

/* ---- Exported names ----------------------------------------------------- */

/* TypeScript's declarations of one name may merge, also across exports; two
 * specifiers may not. */
static void
export_name(early *e, const void *node)
{
    uint32_t name = early__name_of(e, early__text_of(node));
    early_rare *rare = early__rare_of(e, name);
    if (rare == NULL) {
        return;
    }
    if (rare->exported != 0) {
        early__error_same(e, EARLY_EXPORT_TWICE, node, e->exports.items[rare->exported].node);
        return;
    }
    early_entry entry = {.name = name, .node = node};
    rare->exported = early__add_entry(e, &e->exports, entry);
}

void
early__export_name(early *e, const ast_identifier *n)
{
    if (!e->typescript) {
        export_name(e, n);
    }
}

static void
export_default(early *e, source_span span)
{
    if (e->default_export.end != 0) {
        early__error_with(e, EARLY_EXPORT_TWICE, span, e->default_export);
        return;
    }
    e->default_export = span;
}

/* Half of a surrogate pair is three bytes, of which the first two say what it is. */
static void
check_surrogates(early *e, const ast_string_literal *n)
{
    size_t length = arena_text_length(n->value);
    const uint8_t *bytes = arena_at_position(e->arena, arena_text_position(n->value), length);
    for (size_t i = 0; bytes != NULL && i + 1 < length; i++) {
        if (bytes[i] == 0xED && bytes[i + 1] >= 0xA0) {
            early__error(e, EARLY_EXPORT_SURROGATE, early__span(n));
            return;
        }
    }
}

/* The text of a ModuleExportName. */
static arena_text
name_text(early *e, arena_ref name)
{
    const ast_identifier *n = early__node(e, name);
    if (n->tag == AST_IDENTIFIER) {
        return n->name;
    }
    check_surrogates(e, (const void *)n);
    return ((const ast_string_literal *)n)->value;
}

static void
export_as(early *e, arena_ref exported)
{
    const void *n = early__node(e, exported);
    if (EARLY_IS(e, name_text(e, exported), "default")) {
        export_default(e, early__span(n));
    } else {
        export_name(e, n);
    }
}

/* ---- Names that must be declared ---------------------------------------- */

/* The declaration may stand behind the export: it is looked for at the end. */
static void
note_local(early *e, arena_ref local)
{
    const ast_identifier *n = early__node(e, local);
    if (e->typescript || n->tag != AST_IDENTIFIER) {
        return; /* it may be a global type */
    }
    uint32_t name = early__name_of(e, n->name);
    if (name == EARLY_NO_NAME) {
        return;
    }
    scratch_push(&e->exported_names, name);
    scratch_push(&e->exported_names, n->start);
    scratch_push(&e->exported_names, n->end);
}

void
early__end_program(early *e)
{
    size_t count = e->exported_names.failed ? 0 : scratch_count(&e->exported_names, 0);
    const arena_ref *items = scratch_items(&e->exported_names, 0);
    for (size_t i = 0; i + 2 < count && !e->stopped; i += 3) {
        const early_name *name = early__entry_of(e, items[i]);
        if (name->bound == 0 && name->variable == 0) {
            early__error(e, EARLY_EXPORT_UNKNOWN, (source_span){items[i + 1], items[i + 2]});
        }
    }
}

/* ---- Attributes --------------------------------------------------------- */

/* The key of the first attribute of this name. */
static const void *
first_attribute(early *e, ast_list attributes, uint32_t name)
{
    const arena_ref *items = early__items(e, attributes);
    uint32_t i = 0;
    for (; i + 1 < attributes.length; i++) {
        const ast_import_attribute *n = early__node(e, items[i]);
        if (early__name_of(e, name_text(e, n->key)) == name) {
            break;
        }
    }
    return early__node(e, ((const ast_import_attribute *)early__node(e, items[i]))->key);
}

static void
check_attributes(early *e, uint32_t import, ast_list attributes)
{
    const arena_ref *items = early__items(e, attributes);
    for (uint32_t i = 0; i < attributes.length && !e->stopped; i++) {
        const ast_import_attribute *n = early__node(e, items[i]);
        uint32_t name = early__name_of(e, name_text(e, n->key));
        early_rare *rare = early__rare_of(e, name);
        if (rare == NULL) {
            return;
        }
        if (rare->attribute == import) {
            early__error_same(e, EARLY_ATTRIBUTE_TWICE, early__node(e, n->key),
                              first_attribute(e, attributes, name));
        }
        rare->attribute = import;
    }
}

/* ---- Imports and exports ------------------------------------------------ */

static void
import_specifier(early *e, const ast_node *n)
{
    switch (n->tag) {
    case AST_IMPORT_SPECIFIER: {
        const ast_import_specifier *s = (const void *)n;
        (void)name_text(e, s->imported);
        early__declare(e, EARLY_IMPORT, early__node(e, s->local));
        break;
    }
    case AST_IMPORT_DEFAULT_SPECIFIER:
        early__declare(e, EARLY_IMPORT,
                       early__node(e, ((const ast_import_default_specifier *)n)->local));
        break;
    default:
        early__declare(e, EARLY_IMPORT,
                       early__node(e, ((const ast_import_namespace_specifier *)n)->local));
        break;
    }
}

arena_ref
early__import(early *e, const ast_node *node)
{
    const ast_import_declaration *n = (const void *)node;
    const arena_ref *items = early__items(e, n->specifiers);
    for (uint32_t i = 0; i < n->specifiers.length; i++) {
        import_specifier(e, early__node(e, items[i]));
    }
    check_attributes(e, n->start + 1, n->attributes);
    return 0;
}

static void
export_specifiers(early *e, const ast_export_named_declaration *n)
{
    const arena_ref *items = early__items(e, n->specifiers);
    for (uint32_t i = 0; i < n->specifiers.length && !e->stopped; i++) {
        const ast_export_specifier *s = early__node(e, items[i]);
        if (n->source == 0) {
            note_local(e, s->local);
        } else {
            (void)name_text(e, s->local);
        }
        export_as(e, s->exported);
    }
}

arena_ref
early__export_named(early *e, const ast_node *node)
{
    const ast_export_named_declaration *n = (const void *)node;
    check_attributes(e, n->start + 1, n->attributes);
    if (n->declaration == 0 && early__has(e, EARLY_IN_NAMESPACE)
        && !early__has(e, EARLY_IN_AMBIENT)) {
        early__error(e, EARLY_NAMESPACE_EXPORT, early__span(node));
    }
    if (e->scope != e->module_scope) {
        return n->declaration; /* of a namespace */
    }
    export_specifiers(e, n);
    if (n->declaration != 0) {
        early__push(e, ACTION_END_EXPORT);
        e->exporting = true;
    }
    return n->declaration;
}

arena_ref
early__export_default(early *e, const ast_node *node)
{
    const ast_export_default_declaration *n = (const void *)node;
    uint16_t tag = early__tag(e, n->declaration);
    bool merges = tag == AST_TS_INTERFACE_DECLARATION || tag == AST_TS_DECLARE_FUNCTION;
    if (e->scope == e->module_scope && !merges) {
        export_default(e, (source_span){n->start, n->start + 6}); /* `export` */
    }
    return n->declaration;
}

arena_ref
early__export_all(early *e, const ast_node *node)
{
    const ast_export_all_declaration *n = (const void *)node;
    check_attributes(e, n->start + 1, n->attributes);
    if (n->exported != 0 && e->scope == e->module_scope) {
        export_as(e, n->exported);
    }
    return 0;
}

/* ---- The program -------------------------------------------------------- */

arena_ref
early__program(early *e, const ast_node *node)
{
    const ast_program *n = (const void *)node;
    bool module = n->source_type == AST_SOURCE_TYPE_MODULE;
    e->scope = e->function = ++e->scopes;
    e->module_scope = module ? e->scope : 0;
    e->hoisting_scope = module ? 0 : e->scope;
    if (early__use_strict_of(e, n->body) != NULL) {
        e->context |= EARLY_IN_STRICT;
    }
    early__push(e, ACTION_END_PROGRAM);
    early__push_list(e, n->body);
    return 0;
}
