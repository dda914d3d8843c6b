#include "regexp.h"

#include <string.h>

#include "regexp_internal.h"

const char *
regexp_read_flags(const uint8_t *p, const uint8_t *end, unsigned *flags)
{
    static const char known[] = "dgimsuvy";
    unsigned seen = 0;
    for (; p < end; p++) {
        const char *flag = *p ? strchr(known, *p) : NULL;
        if (!flag) {
            return "Unknown regular expression flag";
        }
        unsigned bit = 1u << (flag - known);
        if (seen & bit) {
            return "Duplicate regular expression flag";
        }
        seen |= bit;
    }
    *flags = seen;
    unsigned both = REGEXP_U | REGEXP_V;
    return (seen & both) == both ? "The flags u and v exclude each other" : NULL;
}

static void
init(regexp *r, const uint8_t *start, const uint8_t *end, unsigned flags)
{
    memset(r, 0, offsetof(regexp, levels));
    scratch_init(&r->levels);
    scratch_init(&r->names);
    r->root = r->pending = REGEXP_NONE;
    r->p = r->start = start;
    r->end = end;
    r->sets = (flags & REGEXP_V) != 0;
    r->unicode = r->sets || (flags & REGEXP_U) != 0;
}

/* What can be judged only when all groups are known. */
static bool
check_end(regexp *r)
{
    if (r->reference > r->groups) {
        return regexp__fail(r, r->reference_start, r->reference_end,
                            "The pattern has no group of that number");
    }
    bool has_names = r->root != REGEXP_NONE;
    if (has_names && r->loose_k) {
        return regexp__fail(r, r->loose_k, r->loose_k + 2, "A group's name expected behind '\\k'");
    }
    return (!has_names && !r->unicode) || regexp__check_references(r);
}

regexp_result
regexp_validate(const uint8_t *source, uint32_t start, uint32_t flags, uint32_t end)
{
    unsigned set = 0;
    const char *wrong = regexp_read_flags(source + flags, source + end, &set);
    if (wrong) {
        return (regexp_result){{wrong, flags, end}, false};
    }
    regexp r;
    regexp_result result = {{NULL, 0, 0}, false};
    init(&r, source + start, source + flags - 1, set);
    if (!regexp__pattern(&r) || !check_end(&r)) {
        result.no_memory = r.message == NULL;
    }
    if (r.message) {
        result.error = (syntax_error){r.message, (uint32_t)(r.error_start - source),
                                      (uint32_t)(r.error_end - source)};
    }
    scratch_free(&r.levels);
    scratch_free(&r.names);
    return result;
}
