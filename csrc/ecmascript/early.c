/* early.c - from a Program to the first of its early errors. */
#include "early_internal.h"

void
early__error_with(early *e, early_code code, source_span span, source_span related)
{
    if (!e->stopped) {
        e->result = (early_result){EARLY_ERROR, code, span, related};
        e->stopped = true;
    }
}

void
early__error(early *e, early_code code, source_span span)
{
    early__error_with(e, code, span, (source_span){0, 0});
}

void
early__no_memory(early *e)
{
    e->result = (early_result){.status = EARLY_NO_MEMORY};
    e->stopped = true;
}

static uint32_t
first_context(const ast_program *n, parse_options options)
{
    uint32_t context = 0;
    if (n->source_type == AST_SOURCE_TYPE_MODULE) {
        context |= EARLY_IN_STRICT;
    }
    if (n->source_type == AST_SOURCE_TYPE_COMMONJS) { /* it is a function's body */
        context |= EARLY_HAS_NEW_TARGET;
    }
    if (options.language == PARSE_DTS) {
        context |= EARLY_IN_AMBIENT;
    }
    return context;
}

early_result
early_check(const arena *a, arena_ref program, parse_options options)
{
    early e = {.arena = a, .typescript = options.language >= PARSE_TS};
    /* Where the arena lies is known to nobody who writes names. */
    e.seed = (uint64_t)(uintptr_t)arena_address(a, program) * UINT64_C(0x9E3779B97F4A7C15);
    const ast_program *root = early__node(&e, program);
    e.context = first_context(root, options);
    e.source_length = root->source.length;
    scratch_init(&e.work);
    scratch_init(&e.exported_names);
    early__walk(&e, program);
    if (!e.stopped && (e.work.failed || e.exported_names.failed)) {
        early__no_memory(&e);
    }
    scratch_free(&e.work);
    scratch_free(&e.exported_names);
    early__free_stack(&e.bindings);
    early__free_stack(&e.variables);
    early__free_stack(&e.labels);
    early__free_stack(&e.privates);
    early__free_stack(&e.exports);
    early__free_names(&e);
    return e.result;
}
