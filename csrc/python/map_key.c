/* map_key.c - Python objects as keys.
 *
 * A key is looked up as what would be stored for it: a number of up to 64 bits, or
 * bytes of text.  No object whose type or value a Map of such keys cannot hold is
 * in it: to look for one finds nothing, as in a dict; only storing it is an error.
 * So is looking for what has no hash, as in a dict. */
#include "map.h"

static inline bool
small_word(plan_kind kind, PyObject *object, uint64_t *word)
{
    int64_t n;
    if (!PyLong_CheckExact(object) || !compat_small_int(object, &n)) {
        return false;
    }
    switch (kind) {
    case PLAN_I8: *word = (uint8_t)n; return n == (int8_t)n;
    case PLAN_I16: *word = (uint16_t)n; return n == (int16_t)n;
    case PLAN_I32: *word = (uint32_t)n; return n == (int32_t)n;
    case PLAN_I64: *word = (uint64_t)n; return true;
    case PLAN_U8: *word = (uint8_t)n; return n == (uint8_t)n;
    case PLAN_U16: *word = (uint16_t)n; return n == (uint16_t)n;
    case PLAN_U32: *word = (uint32_t)n; return n == (uint32_t)n;
    case PLAN_U64: *word = (uint64_t)n; return n >= 0;
    default: return false;
    }
}

/* Numbers, characters, members: as they are stored.  One out of range is absent. */
static key_result
parse_number(Bump *b, Plan *plan, PyObject *object, map_key *out)
{
    char bytes[sizeof(uint64_t)] = {0};
    store_result result = value_store(b, plan, bytes, 0, object, (place){0});
    if (result == STORE_OK) {
        memcpy(&out->key.word, bytes, sizeof bytes);
        return KEY_OK;
    }
    if (result == STORE_NEEDS_CONVERSION) {
        return plan->kind == PLAN_MEMBER || plan->kind == PLAN_BOOL ? KEY_ABSENT : KEY_CONVERT;
    }
    if (PyErr_ExceptionMatches(PyExc_MemoryError)) {
        return KEY_ERROR;
    }
    PyErr_Clear();
    return KEY_ABSENT;
}

static key_result
parse_text(Bump *b, PyObject *object, map_key *out)
{
    if (PyUnicode_Check(object)) {
        out->key.text = text_utf8(object, &out->key.length, &out->keep);
    } else if (Py_IS_TYPE(object, b->state->text_type)) {
        out->key.text = text_data((Text *)object);
        out->key.length = ((Text *)object)->length;
    } else {
        return KEY_ABSENT;
    }
    return out->key.text ? KEY_OK : KEY_ERROR;
}

static key_result
parse_bytes(PyObject *object, map_key *out)
{
    if (!PyBytes_Check(object)) {
        return KEY_ABSENT;
    }
    out->key.text = PyBytes_AS_STRING(object);
    out->key.length = (size_t)PyBytes_GET_SIZE(object);
    return KEY_OK;
}

static key_result
parse_record(Bump *b, Plan *plan, PyObject *object, map_key *out)
{
    if (UNLIKELY(!plan->resolved)) {
        return KEY_CONVERT;
    }
    if (!is_struct_type(b->state, (PyObject *)Py_TYPE(object))
        || !plan_allows(plan, RECORD_TYPE(object)) || ((Record *)object)->bump != b) {
        return KEY_ABSENT;
    }
    if (!record_data((Record *)object)) {
        return KEY_ERROR;
    }
    out->key.word = ((Record *)object)->ref;
    return KEY_OK;
}

static key_result
parse_symbol(Bump *b, PyObject *object, map_key *out)
{
    uint32_t symbol;
    if (!PyUnicode_Check(object) || !bump_find_symbol(b, object, &symbol)) {
        return PyErr_Occurred() ? KEY_ERROR : KEY_ABSENT;
    }
    out->key.word = (uint64_t)symbol + 1;
    return KEY_OK;
}

key_result
key_parse(Bump *b, Plan *plan, PyObject *object, map_key *out)
{
    out->object = object;
    out->keep = NULL;
    if (LIKELY(small_word((plan_kind)plan->kind, object, &out->key.word))) {
        return KEY_OK;
    }
    switch ((plan_kind)plan->kind) {
    case PLAN_STR: return parse_text(b, object, out);
    case PLAN_BYTES: return parse_bytes(object, out);
    case PLAN_REF: return parse_record(b, plan, object, out);
    case PLAN_SYMBOL: return parse_symbol(b, object, out);
    default: return parse_number(b, plan, object, out);
    }
}

/* Bytes are bytes: a bytearray has no hash. */
PyObject *
key_convert(Bump *b, Plan *plan, PyObject *object)
{
    return plan->kind == PLAN_BYTES ? Py_NewRef(object)
                                    : value_convert(b, plan, object, PLACE_KEY);
}

store_result
key_store(Bump *b, Plan *plan, char *data, uint64_t position, const map_key *key)
{
    if (plan->kind == PLAN_STR || plan->kind == PLAN_BYTES) {
        return value_store(b, plan, data, position, key->object, PLACE_KEY);
    }
    if (plan->kind == PLAN_REF
        && check_reference(b, position, b, key->key.word * ARENA_GRANULE, PLACE_KEY) < 0) {
        return STORE_ERROR;
    }
    memcpy(data, &key->key.word, plan->size);
    return STORE_OK;
}

bool
key_at(const Bump *b, const Plan *plan, const char *data, table_key *key)
{
    *key = (table_key){0};
    if (plan->kind != PLAN_STR && plan->kind != PLAN_BYTES) {
        memcpy(&key->word, data, plan->size);
        return true;
    }
    arena_text text;
    memcpy(&text, data, sizeof text);
    key->length = arena_text_length(text);
    key->text = key->length
                    ? arena_at_position(&b->arena, arena_text_position(text), key->length)
                    : "";
    return key->text != NULL;
}

/* Raises why an object cannot be a key. */
static void
key_refuse(Bump *b, Plan *plan, PyObject *object)
{
    char bytes[sizeof(uint64_t)] = {0};
    store_result result = plan->kind == PLAN_BYTES
                              ? raise_type(plan, object, PLACE_KEY)
                              : value_store(b, plan, bytes, 0, object, PLACE_KEY);
    if (result == STORE_NEEDS_CONVERSION) {
        Py_XDECREF(value_convert(b, plan, object, PLACE_KEY));
    }
    if (!PyErr_Occurred()) {
        (void)raise_type(plan, object, PLACE_KEY);
    }
}

key_result
key_parse_to_store(Bump *b, Plan *plan, PyObject *object, map_key *out)
{
    uint32_t symbol;
    key_result result = key_parse(b, plan, object, out);
    if (result != KEY_ABSENT) {
        return result;
    }
    if (plan->kind != PLAN_SYMBOL || !PyUnicode_Check(object)) {
        key_refuse(b, plan, object);
        return KEY_ERROR;
    }
    if (bump_check_open(b) < 0 || bump_make_symbol(b, object, &symbol) < 0) {
        return KEY_ERROR;
    }
    out->key.word = (uint64_t)symbol + 1;
    return KEY_OK;
}
