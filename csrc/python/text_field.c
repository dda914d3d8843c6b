/* text_field.c - fields of text: str and bytes.
 *
 * A text that was copied in for a field is the field's own: nothing else refers to
 * it, because reading gives a str.  So it is overwritten in place by one that is
 * not longer, or that it can grow to; but not in a scope that is younger than the
 * field, where a longer one would be refused: whether an assignment is allowed must
 * not depend on lengths.  A Text that is stored is shared. */
#include "core.h"

/* ---- Loading ------------------------------------------------------------ */

static arena_text
read_text(const char *data)
{
    arena_text text;
    memcpy(&text, data, sizeof text);
    return text;
}

/* The bytes of a text; *data NULL for None; -1 with an exception. */
static int
find_text(Bump *b, Plan *p, const char **data, size_t *length, place where)
{
    arena_text text = read_text(*data);
    *length = arena_text_length(text);
    if (*length == 0) {
        bool none = arena_text_is_null(text) && p->optional;
        *data = none ? NULL : "";
        return 0;
    }
    *data = arena_at_position(&b->arena, arena_text_position(text), *length);
    if (UNLIKELY(!*data)) {
        raise_corrupt(b->state, where, "no such text at position", arena_text_position(text));
        return -1;
    }
    return 0;
}

static PyObject *
load_text(Bump *b, Plan *p, const char *data, uint64_t position, place where)
{
    (void)position;
    size_t length;
    if (find_text(b, p, &data, &length, where) < 0) {
        return NULL;
    }
    if (!data) {
        Py_RETURN_NONE;
    }
    if (p->kind == PLAN_BYTES) {
        return PyBytes_FromStringAndSize(data, (Py_ssize_t)length);
    }
    return text_decode(b->state, data, length, where);
}

/* ---- Storing ------------------------------------------------------------ */

static void
write_text(char *data, uint64_t position, size_t length, bool owned)
{
    arena_text text = arena_text_make(length ? position : EMPTY_POSITION, length);
    text.lo |= owned && length ? ARENA_TEXT_OWNED : 0;
    memcpy(data, &text, sizeof text);
}

static int
check_length(size_t length, place where)
{
    if (LIKELY(length <= ARENA_MAX_TEXT)) {
        return 0;
    }
    place_raise(PyExc_OverflowError, where,
                "%zu bytes of text are more than the %llu that a field refers to", length,
                (unsigned long long)ARENA_MAX_TEXT);
    return -1;
}

void
text_waste(Bump *b, const char *data)
{
    arena_text text = read_text(data);
    if (arena_text_is_owned(text)) {
        bump_waste(b, arena_text_position(text), arena_text_length(text));
    }
}

/* The newest allocation can grow where it is, unless a rewind would then cut its
 * end off. */
static bool
grow_text(Bump *b, char *at, uint64_t position, size_t from, size_t to)
{
    return position >= bump_innermost_mark(b) && arena_resize(&b->arena, at, from, to);
}

static bool
overwrite(Bump *b, char *data, uint64_t holder, const char *bytes, size_t length)
{
    arena_text old = read_text(data);
    size_t room = arena_text_length(old);
    uint64_t position = arena_text_position(old);
    char *at = arena_text_is_owned(old) ? arena_at_position(&b->arena, position, room) : NULL;
    if (!at || room == 0 || !lifetime_can_allocate_for(b, holder)
        || (length > room && !grow_text(b, at, position, room, length))) {
        return false;
    }
    memcpy(at, bytes, length);
    if (length < room) {
        bump_waste(b, position + length, room - length);
    }
    write_text(data, position, length, true);
    return true;
}

static store_result
put_text(Bump *b, char *data, uint64_t position, const char *bytes, size_t length, place where)
{
    if (check_length(length, where) < 0) {
        return STORE_ERROR;
    }
    if (length && overwrite(b, data, position, bytes, length)) {
        return STORE_OK;
    }
    uint64_t at = EMPTY_POSITION;
    if (length) {
        char *to = bump_alloc_bytes(b, length, 1);
        if (!to) {
            return STORE_ERROR;
        }
        at = arena_position(&b->arena, to);
        if (check_copy(b, position, at, where) < 0) {
            return STORE_ERROR;
        }
        memcpy(to, bytes, length);
    }
    text_waste(b, data);
    write_text(data, at, length, true);
    return STORE_OK;
}

static store_result
share_text(Bump *b, char *data, uint64_t position, Bump *other, uint64_t target, size_t length,
           place where)
{
    if (check_length(length, where) < 0
        || check_reference(b, position, other, target, where) < 0) {
        return STORE_ERROR;
    }
    text_waste(b, data);
    write_text(data, target, length, false);
    return STORE_OK;
}

static store_result
store_str(Bump *b, Plan *p, char *data, uint64_t position, PyObject *value, place where)
{
    if (PyUnicode_Check(value)) {
        size_t length;
        PyObject *keep = NULL;
        const char *utf8 = text_utf8(value, &length, &keep);
        store_result result =
            utf8 ? put_text(b, data, position, utf8, length, where) : STORE_ERROR;
        Py_XDECREF(keep);
        return result;
    }
    if (!Py_IS_TYPE(value, b->state->text_type)) {
        return raise_type(p, value, where);
    }
    Text *t = (Text *)value;
    return text_data(t) ? share_text(b, data, position, t->bump, t->position, t->length, where)
                        : STORE_ERROR;
}

/* One whose bytes a field may refer to.  What chunks() gives is read-only, and
 * spans what dies at different times; what a field owns is not for another one. */
static bool
is_byte_slice(core_state *state, PyObject *value)
{
    return Py_IS_TYPE(value, state->slice_type) && ((Slice *)value)->item->kind == PLAN_U8
           && !((Slice *)value)->readonly && !((Slice *)value)->owned;
}

static store_result
store_bytes(Bump *b, Plan *p, char *data, uint64_t position, PyObject *value, place where)
{
    (void)p;
    if (PyBytes_Check(value)) {
        return put_text(b, data, position, PyBytes_AS_STRING(value),
                        (size_t)PyBytes_GET_SIZE(value), where);
    }
    if (!is_byte_slice(b->state, value)) {
        return STORE_NEEDS_CONVERSION;
    }
    Slice *s = (Slice *)value;
    return slice_data(s) ? share_text(b, data, position, s->bump, s->position, (size_t)s->length,
                                      where)
                         : STORE_ERROR;
}

store_result
text_duplicate(Bump *b, const char *from, char *data, uint64_t position, place where)
{
    arena_text text = read_text(from);
    uint64_t at = arena_text_position(text);
    size_t length = arena_text_length(text);
    if (length == 0) {
        memcpy(data, &text, sizeof text);
        return STORE_OK;
    }
    const char *bytes = arena_at_position(&b->arena, at, length);
    if (!bytes) {
        raise_corrupt(b->state, where, "no such text at position", at);
        return STORE_ERROR;
    }
    memset(data, 0, sizeof text);
    return arena_text_is_owned(text) ? put_text(b, data, position, bytes, length, where)
                                     : share_text(b, data, position, b, at, length, where);
}

static PyObject *
convert_bytes(Bump *b, Plan *p, PyObject *value, place where)
{
    if (PyBytes_Check(value) || is_byte_slice(b->state, value)) {
        return Py_NewRef(value);
    }
    if (!PyObject_CheckBuffer(value)) {
        (void)raise_type(p, value, where);
        return NULL;
    }
    return PyBytes_FromObject(value);
}

const plan_ops str_ops = {"str", 8, 4, load_text, store_str, NULL};
const plan_ops bytes_ops = {"bytes", 8, 4, load_text, store_bytes, convert_bytes};
