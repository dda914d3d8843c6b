/* plan.c - how a value of some type is stored, and what a reference may point
 * to.
 *
 * A Plan is made in Python from an annotation.  A reference may name a class
 * that does not exist yet, so its classes are asked for when the first value is
 * stored or read.  Classes in a family are told apart by the tag in the record:
 * `allowed` has a byte a tag, made anew when the family has grown. */
#include "core.h"

/* Tunable: plans in plans, as slices of slices.  Nobody needs more, and the C
 * stack bears it. */
enum { MAX_DEPTH = 32 };

#define SCALAR(name, size) &(const plan_ops){name, size, size, NULL, NULL, NULL}

/* A kind that has none cannot be made. */
static const plan_ops *const kinds[PLAN_KINDS] = {
    [PLAN_BOOL] = SCALAR("bool", 1), [PLAN_I8] = SCALAR("i8", 1),   [PLAN_I16] = SCALAR("i16", 2),
    [PLAN_I32] = SCALAR("i32", 4),   [PLAN_I64] = SCALAR("i64", 8), [PLAN_U8] = SCALAR("u8", 1),
    [PLAN_U16] = SCALAR("u16", 2),   [PLAN_U32] = SCALAR("u32", 4), [PLAN_U64] = SCALAR("u64", 8),
    [PLAN_F32] = SCALAR("f32", 4),   [PLAN_F64] = SCALAR("f64", 8), [PLAN_I128] = &i128_ops,
    [PLAN_U128] = &u128_ops,         [PLAN_CHAR] = &char_ops,       [PLAN_MEMBER] = &member_ops,
    [PLAN_OPTION] = &option_ops,     [PLAN_STR] = &str_ops,         [PLAN_BYTES] = &bytes_ops,
    [PLAN_REF] = &ref_ops,           [PLAN_OBJECT] = &object_ops,   [PLAN_SLICE] = &slice_ops,
    [PLAN_VEC] = &vec_ops,           [PLAN_STRING] = &string_ops,
    [PLAN_ARRAY] = &array_ops,       [PLAN_INLINE] = &inline_ops,
    [PLAN_SYMBOL] = &symbol_ops,     [PLAN_MAP] = &map_ops,
};

static int
find_kind(const char *name)
{
    for (int kind = 0; kind < PLAN_KINDS; kind++) {
        if (kinds[kind] && strcmp(kinds[kind]->name, name) == 0) {
            return kind;
        }
    }
    PyErr_Format(PyExc_ValueError, "unknown kind of plan %s", name);
    return -1;
}

/* ---- What a reference may point to -------------------------------------- */

static int
add_target(core_state *state, Plan *p, PyObject *target)
{
    if (!is_struct_type(state, target)) {
        PyErr_Format(PyExc_TypeError, "%U: %R is not a Struct class, so no reference can point to it",
                     p->label, target);
        return -1;
    }
    StructType *type = (StructType *)target;
    if (!type->ready) { /* __init_subclass__ sees it before its layout and its family */
        PyErr_Format(PyExc_TypeError, "%U: %s is not complete yet", p->label,
                     ((PyTypeObject *)type)->tp_name);
        return -1;
    }
    if (type->family) {
        if (p->exact || (p->family && p->family != type->family)) {
            PyErr_Format(PyExc_TypeError,
                         "%U: the classes of a union must be of one family (one base class "
                         "with tag=True)", p->label);
            return -1;
        }
        p->family = type->family;
        return 0;
    }
    if (p->exact || p->family) {
        PyErr_Format(PyExc_TypeError,
                     "%U: %s is in no family, so its records cannot be told from others; give "
                     "the classes one base class with tag=True",
                     p->label, ((PyTypeObject *)type)->tp_name);
        return -1;
    }
    p->exact = type;
    return 0;
}

int
plan_resolve(Plan *p)
{
    if (p->resolved) {
        return 0;
    }
    core_state *state = core_state_of_type(Py_TYPE(p));
    PyObject *targets =
        core_hooks(state) == 0 ? PyObject_CallOneArg(state->resolve, p->target) : NULL;
    if (!targets) {
        return -1;
    }
    if (p->resolved || !PyTuple_Check(targets)) { /* the call may have come here first */
        Py_DECREF(targets);
        return p->resolved ? 0 : (PyErr_BadInternalCall(), -1);
    }
    p->exact = p->family = NULL;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(targets); i++) {
        if (add_target(state, p, PyTuple_GET_ITEM(targets, i)) < 0) {
            Py_DECREF(targets);
            if (!p->resolved) { /* by a __repr__ that the message ran */
                p->exact = p->family = NULL;
            }
            return -1;
        }
    }
    p->targets = targets;
    p->resolved = true;
    return 0;
}

static bool
is_target(const Plan *p, PyTypeObject *type)
{
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(p->targets); i++) {
        if (PyType_IsSubtype(type, (PyTypeObject *)PyTuple_GET_ITEM(p->targets, i))) {
            return true;
        }
    }
    return false;
}

/* Without memory for the table the answer is no table: is_target is asked. */
static void
refresh_allowed(Plan *p)
{
    uint32_t length = p->family->members_length;
    uint8_t *allowed = PyMem_Realloc(p->allowed, length);
    if (!allowed) {
        return;
    }
    for (uint32_t tag = 0; tag < length; tag++) {
        StructType *member = p->family->members[tag];
        allowed[tag] = member && is_target(p, (PyTypeObject *)member);
    }
    p->allowed = allowed;
    p->allowed_length = length;
    p->allowed_version = p->family->members_version;
}

bool
plan_allows(Plan *p, StructType *type)
{
    if (type == p->exact) {
        return true;
    }
    if (!p->family || type->family != p->family || type->tag == 0) {
        return false;
    }
    if (UNLIKELY(p->allowed_version != p->family->members_version)) {
        refresh_allowed(p);
    }
    if (UNLIKELY(type->tag >= p->allowed_length)) {
        return is_target(p, (PyTypeObject *)type);
    }
    return p->allowed[type->tag];
}

StructType *
plan_member(Plan *p, uint16_t tag)
{
    if (!p->family || tag >= p->family->members_length) {
        return NULL;
    }
    StructType *type = p->family->members[tag];
    return type && plan_allows(p, type) ? type : NULL;
}

bool
plan_equals(const Plan *a, const Plan *b)
{
    return a == b || (a->optional == b->optional && plan_holds_same(a, b));
}

bool
plan_holds_same(const Plan *a, const Plan *b)
{
    if (a->kind != b->kind || a->count != b->count) {
        return false;
    }
    switch ((plan_kind)a->kind) {
    case PLAN_MEMBER: return a->members == b->members;
    case PLAN_OPTION: case PLAN_SLICE: case PLAN_VEC: case PLAN_ARRAY:
        return plan_equals(a->item, b->item);
    case PLAN_MAP: return plan_equals(a->key, b->key) && plan_equals(a->item, b->item);
    case PLAN_INLINE: return a->exact == b->exact;
    case PLAN_REF:
        return a->resolved && b->resolved && PyTuple_GET_SIZE(a->targets) == 1
               && PyTuple_GET_SIZE(b->targets) == 1
               && PyTuple_GET_ITEM(a->targets, 0) == PyTuple_GET_ITEM(b->targets, 0);
    default: return true;
    }
}

/* ---- The Python type ---------------------------------------------------- */

Plan *
plan_for(core_state *state, PyObject *annotation)
{
    PyObject *plan =
        core_hooks(state) == 0 ? PyObject_CallOneArg(state->plan_of, annotation) : NULL;
    if (plan && !Py_IS_TYPE(plan, state->plan_type)) {
        Py_DECREF(plan);
        PyErr_BadInternalCall();
        return NULL;
    }
    return (Plan *)plan;
}

/* What plan_new was given. */
typedef struct parts {
    plan_kind kind;
    int optional;
    PyObject *annotation, *label, *members, *target, *item, *key;
    Py_ssize_t count;
} parts;

static bool
has_item(plan_kind kind)
{
    return kind == PLAN_OPTION || kind == PLAN_SLICE || kind == PLAN_ARRAY || kind == PLAN_VEC
           || kind == PLAN_MAP;
}

static int
check_parts(PyTypeObject *type, const parts *o)
{
    plan_kind k = o->kind;
    bool right = (k == PLAN_MEMBER) == (o->members && PyTuple_Check(o->members))
                 && (k == PLAN_REF || k == PLAN_INLINE) == (o->target != NULL)
                 && has_item(k) == (o->item && Py_IS_TYPE(o->item, type))
                 && (k == PLAN_MAP) == (o->key && Py_IS_TYPE(o->key, type))
                 && (k == PLAN_ARRAY) == (o->count >= 0);
    if (!right) {
        PyErr_SetString(PyExc_TypeError,
                        "a plan of kind member takes members, ref and inline take target, "
                        "option, slice, array, vec and map take item, array count, map key");
        return -1;
    }
    if (o->item && ((Plan *)o->item)->depth == MAX_DEPTH) {
        PyErr_Format(PyExc_TypeError, "types are nested more than %d deep", MAX_DEPTH);
        return -1;
    }
    if (k == PLAN_MEMBER && PyTuple_GET_SIZE(o->members) >= UINT16_MAX) {
        PyErr_Format(PyExc_TypeError, "%zd members are more than a field can tell apart",
                     PyTuple_GET_SIZE(o->members));
        return -1;
    }
    return 0;
}

/* The class whose records the plan embeds: it must be complete, as its size counts. */
static int
embed(Plan *p, core_state *state)
{
    StructType *type = (StructType *)p->target;
    if (!is_struct_type(state, p->target) || !type->ready || type->abstract) {
        PyErr_Format(PyExc_TypeError, "%U: only a complete class of records can be embedded",
                     p->label);
        return -1;
    }
    p->exact = type;
    p->size = type->size;
    p->align = ARENA_GRANULE;
    p->has_links = true;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(type->fields); i++) {
        p->has_objects |= type->order[i].plan->has_objects;
    }
    return 0;
}

static int
measure_array(Plan *p, Py_ssize_t count)
{
    if (count > PLAN_MAX_SIZE || (uint64_t)count * p->item->stride > PLAN_MAX_SIZE) {
        PyErr_Format(PyExc_TypeError, "%U: %zd items of %u bytes are more than the %d of a record",
                     p->label, count, p->item->stride, PLAN_MAX_SIZE);
        return -1;
    }
    p->count = (uint32_t)count;
    p->has_links &= count != 0;
    p->size = p->count * p->item->stride;
    p->align = p->item->align;
    return 0;
}

static bool
can_be_key(const Plan *key)
{
    bool is_integer = key->kind <= PLAN_U64 || key->kind == PLAN_CHAR;
    bool is_other = key->kind == PLAN_MEMBER || key->kind == PLAN_STR || key->kind == PLAN_BYTES
                    || key->kind == PLAN_REF || key->kind == PLAN_SYMBOL;
    return (is_integer || is_other) && !key->optional;
}

/* An entry of a Map is its key and, behind it, its value. */
static int
measure_map(Plan *p)
{
    const Plan *key = p->key, *item = p->item;
    if (!can_be_key(key)) {
        PyErr_Format(PyExc_TypeError,
                     "%U: %U cannot be a key; use an integer of at most 64 bits, bool, char, str, "
                     "bytes, Symbol, an Enum, a Literal or a Struct class", p->label, key->label);
        return -1;
    }
    if (!item->is_movable) {
        PyErr_Format(PyExc_TypeError,
                     "%U: %U cannot be a value, which moves when the Map grows; use a reference to "
                     "a record, or a Slice", p->label, item->label);
        return -1;
    }
    uint32_t align = key->align > item->align ? key->align : item->align;
    uint32_t offset = (key->size + item->align - 1) / item->align * item->align;
    p->item_offset = (uint8_t)offset;
    p->entry_stride = (uint8_t)((offset + item->size + align - 1) / align * align);
    return 0;
}

/* Size, alignment, and what follows from the parts. */
static int
measure(Plan *p, core_state *state, const parts *o)
{
    p->size = p->ops->size;
    p->align = p->ops->align;
    p->has_links = o->kind == PLAN_REF;
    p->has_objects = o->kind == PLAN_OBJECT;
    p->is_movable = o->kind != PLAN_ARRAY && o->kind != PLAN_INLINE;
    if (o->members && PyTuple_GET_SIZE(o->members) >= UINT8_MAX) {
        p->size = p->align = 2;
    }
    if (p->item) {
        bool in_place = o->kind == PLAN_OPTION || o->kind == PLAN_ARRAY;
        p->depth = (uint8_t)(p->item->depth + 1);
        p->has_links = p->item->has_links || (p->key && p->key->has_links);
        p->has_objects = in_place && p->item->has_objects;
        p->is_movable &= !in_place || p->item->is_movable;
    }
    if (o->kind == PLAN_OPTION) {
        p->size = p->item->size + 1;
        p->align = p->item->align;
    }
    if ((o->kind == PLAN_MAP && measure_map(p) < 0)
        || (o->kind == PLAN_ARRAY && measure_array(p, o->count) < 0)
        || (o->kind == PLAN_INLINE && embed(p, state) < 0)) {
        return -1;
    }
    p->stride = (p->size + p->align - 1) / p->align * p->align;
    return 0;
}

static PyObject *
plan_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"kind",    "annotation", "label", "optional", "members",
                            "target",  "item",       "key",   "count",    NULL};
    const char *name;
    parts o = {.count = -1};
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "sOU|p$OOOOn", names, &name, &o.annotation,
                                     &o.label, &o.optional, &o.members, &o.target, &o.item,
                                     &o.key, &o.count)) {
        return NULL;
    }
    int kind = find_kind(name);
    o.kind = (plan_kind)kind;
    Plan *p = kind >= 0 && check_parts(type, &o) == 0 ? NEW_OBJECT(Plan, type) : NULL;
    if (!p) {
        return NULL;
    }
    p->kind = (uint8_t)kind;
    p->ops = kinds[kind];
    p->optional = o.optional;
    p->annotation = Py_NewRef(o.annotation);
    p->label = Py_NewRef(o.label);
    p->members = Py_XNewRef(o.members);
    p->target = Py_XNewRef(o.target);
    p->item = (Plan *)Py_XNewRef(o.item);
    p->key = (Plan *)Py_XNewRef(o.key);
    if (measure(p, core_state_of_type(type), &o) < 0) {
        Py_CLEAR(p);
    }
    return (PyObject *)p;
}

static int
plan_traverse(PyObject *self, visitproc visit, void *arg)
{
    Plan *p = (Plan *)self;
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(p->annotation);
    Py_VISIT(p->members);
    Py_VISIT(p->target);
    Py_VISIT(p->targets);
    Py_VISIT(p->item);
    Py_VISIT(p->key);
    return 0;
}

static int
plan_clear(PyObject *self)
{
    Plan *p = (Plan *)self;
    p->resolved = false;
    p->exact = p->family = NULL;
    p->allowed_length = 0;
    Py_CLEAR(p->annotation);
    Py_CLEAR(p->label);
    Py_CLEAR(p->members);
    Py_CLEAR(p->target);
    Py_CLEAR(p->targets);
    Py_CLEAR(p->item);
    Py_CLEAR(p->key);
    return 0;
}

static void
plan_dealloc(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    (void)plan_clear(self);
    PyMem_Free(((Plan *)self)->allowed);
    type->tp_free(self);
    Py_DECREF(type);
}

static PyObject *
plan_get_kind(PyObject *self, void *closure)
{
    (void)closure;
    return PyUnicode_FromString(((Plan *)self)->ops->name);
}

static PyObject *
plan_get_size(PyObject *self, void *closure)
{
    (void)closure;
    return PyLong_FromUnsignedLong(((Plan *)self)->size);
}

static PyObject *
plan_get_align(PyObject *self, void *closure)
{
    (void)closure;
    return PyLong_FromLong(((Plan *)self)->align);
}

static PyObject *
plan_get_count(PyObject *self, void *closure)
{
    (void)closure;
    return PyLong_FromUnsignedLong(((Plan *)self)->count);
}

static PyObject *
plan_get_movable(PyObject *self, void *closure)
{
    (void)closure;
    return PyBool_FromLong(((Plan *)self)->is_movable);
}

static PyObject *
plan_get_optional(PyObject *self, void *closure)
{
    (void)closure;
    return PyBool_FromLong(((Plan *)self)->optional);
}

static PyObject *
plan_get_object(PyObject *self, void *closure)
{
    PyObject *o = *(PyObject **)((char *)self + (uintptr_t)closure);
    return Py_NewRef(o ? o : Py_None);
}

static PyGetSetDef plan_getset[] = {
    {"kind", plan_get_kind, NULL, "What is stored: the name of a scalar, str, ref, ...", NULL},
    {"optional", plan_get_optional, NULL, "Whether None can be stored.", NULL},
    {"size", plan_get_size, NULL, "Bytes in the record.", NULL},
    {"align", plan_get_align, NULL, "Alignment in the record.", NULL},
    {"count", plan_get_count, NULL, "Items of an array.", NULL},
    {"movable", plan_get_movable, NULL, "Whether it can be an item of a Vec.", NULL},
    {"annotation", plan_get_object, NULL, "The type as it was written.",
     (void *)offsetof(Plan, annotation)},
    {"label", plan_get_object, NULL, "The type as messages name it.", (void *)offsetof(Plan, label)},
    {"members", plan_get_object, NULL, "The values of a Literal or Enum.",
     (void *)offsetof(Plan, members)},
    {"item", plan_get_object, NULL, "The plan of the items, or of a map's values.",
     (void *)offsetof(Plan, item)},
    {"key", plan_get_object, NULL, "The plan of a map's keys.", (void *)offsetof(Plan, key)},
    {"target", plan_get_object, NULL, "What a reference may point to.",
     (void *)offsetof(Plan, target)},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyType_Slot plan_slots[] = {
    {Py_tp_doc, "How values of a type are stored in records and slices."},
    {Py_tp_new, plan_new},
    {Py_tp_dealloc, plan_dealloc},
    {Py_tp_traverse, plan_traverse},
    {Py_tp_clear, plan_clear},
    {Py_tp_getset, plan_getset},
    {0, NULL},
};

PyType_Spec plan_spec = {
    .name = "arenite._core.Plan",
    .basicsize = sizeof(Plan),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = plan_slots,
};
