/* estree.c - ESTree as JSON: a sink of estree_walk.h. */
#include "estree.h"

#include "estree_sink.h"
#include "json_text.h"

struct estree_sink {
    estree_buffer *out;
    bool range;
};

#include "estree_walk.h"

enum { ROOM_FOR_SPAN = 128 }; /* the end of an opening, four positions, and their keys */

#define APPEND(s, literal) json_append((s)->out, literal, sizeof(literal) - 1)

static void *
sink_resize(estree_sink *s, void *block, size_t old_size, size_t new_size)
{
    return s->out->resize(s->out->context, block, old_size, new_size);
}

/* ---- Nodes -------------------------------------------------------------- */

/* 0,"end":1,"range":[0,1]   with room for it */
static void
put_span(estree_sink *s, estree_span span)
{
    estree_buffer *out = s->out;
    json_put_u32(out, span.start);
    json_put(out, ",\"end\":", 7);
    json_put_u32(out, span.end);
    if (s->range) {
        json_put(out, ",\"range\":[", 10);
        json_put_u32(out, span.start);
        json_put_char(out, ',');
        json_put_u32(out, span.end);
        json_put_char(out, ']');
    }
}

static bool
sink_begin_node(estree_sink *s, uint16_t tag, estree_span span, bool usual)
{
    (void)usual;
    const ast_type *type = &ast_types[tag];
    if (!json_room(s->out, (size_t)type->opening_length + ROOM_FOR_SPAN)) {
        return false;
    }
    json_put(s->out, type->opening, type->opening_length);
    put_span(s, span);
    return true;
}

static bool
sink_end_node(estree_sink *s)
{
    return APPEND(s, "}");
}

static bool
sink_field(estree_sink *s, const ast_field *field, unsigned i)
{
    (void)i;
    return json_append(s->out, field->key, field->key_length);
}

static bool
sink_key(estree_sink *s, estree_key key)
{
#define ESTREE_KEY(name, text) [ESTREE_KEY_##name] = ESTREE_TEXT(",\"" text "\":"),
    static const estree_text keys[] = {ESTREE_KEYS(ESTREE_KEY)};
#undef ESTREE_KEY
    estree_text k = keys[key];
    size_t comma = s->out->data[s->out->length - 1] == '{' ? 1 : 0;
    return json_append(s->out, (const char *)k.bytes + comma, k.length - comma);
}

static bool
sink_begin_object(estree_sink *s)
{
    return APPEND(s, "{");
}

static bool
sink_end_object(estree_sink *s)
{
    return APPEND(s, "}");
}

/* ---- Lists -------------------------------------------------------------- */

static bool
sink_begin_list(estree_sink *s, uint32_t length)
{
    (void)length;
    return APPEND(s, "[");
}

static bool
sink_item(estree_sink *s, bool first)
{
    return first || APPEND(s, ",");
}

static bool
sink_end_list(estree_sink *s)
{
    return APPEND(s, "]");
}

/* {"type":"Line","value":" a","start":0,"end":4} */
static bool
sink_entry(estree_sink *s, const estree_entry *entry)
{
    estree_buffer *out = s->out;
    if (!json_room(out, entry->type.length + ROOM_FOR_SPAN)) {
        return false;
    }
    json_put(out, "{\"type\":\"", 9);
    json_put(out, (const char *)entry->type.bytes, entry->type.length);
    json_put(out, "\",\"value\":\"", 11);
    if (!json_append_escaped(out, entry->value.bytes, entry->value.length)
        || !json_room(out, ROOM_FOR_SPAN)) {
        return false;
    }
    json_put(out, "\",\"start\":", 10);
    put_span(s, entry->span);
    json_put_char(out, '}');
    return true;
}

/* ---- Values ------------------------------------------------------------- */

static bool
sink_null(estree_sink *s)
{
    return APPEND(s, "null");
}

static bool
sink_bool(estree_sink *s, bool value)
{
    return value ? APPEND(s, "true") : APPEND(s, "false");
}

static bool
sink_number(estree_sink *s, double value)
{
    return json_append_number(s->out, value);
}

static bool
sink_text(estree_sink *s, estree_text text)
{
    return APPEND(s, "\"") && json_append_escaped(s->out, text.bytes, text.length) &&
           APPEND(s, "\"");
}

static bool
sink_regexp(estree_sink *s, estree_text pattern, estree_text flags)
{
    return APPEND(s, "\"/") && json_append_escaped(s->out, pattern.bytes, pattern.length) &&
           APPEND(s, "/") && json_append_escaped(s->out, flags.bytes, flags.length) &&
           APPEND(s, "\"");
}

static bool
sink_member(estree_sink *s, const ast_field *field, unsigned i, uint8_t member)
{
    (void)i;
    const char *text = field->members->json[member];
    return json_append(s->out, text, strlen(text));
}

/* ---- All of it ---------------------------------------------------------- */

estree_result
estree_write(const arena *a, arena_ref node, const uint8_t *source,
             uint32_t source_length, estree_options options, estree_buffer *out)
{
    estree_sink sink = {out, options.range};
    return estree_walk(a, node, source, source_length, options, &sink);
}
