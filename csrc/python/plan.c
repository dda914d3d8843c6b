/* plan.c - how a value of some type is stored, and what a reference may point
 * to.
 *
 * A Plan is made in Python from an annotation.  A reference may name a class
 * that does not exist yet, so its classes are asked for when the first value is
 * stored or read.  Classes in a family are told apart by the tag in the record:
 * `allowed` has a byte a tag, made anew when the family has grown. */
#include "core.h"

/* Tunable: slices in slices.  Nobody needs more, and the C stack bears it. */
enum { MAX_DEPTH = 32 };

static const struct kind_info {
    const char *name;
    uint8_t size, align;
} kinds[PLAN_KINDS] = {
    [PLAN_BOOL] = {"bool", 1, 1},   [PLAN_I8] = {"i8", 1, 1},
    [PLAN_I16] = {"i16", 2, 2},     [PLAN_I32] = {"i32", 4, 4},
    [PLAN_I64] = {"i64", 8, 8},     [PLAN_U8] = {"u8", 1, 1},
    [PLAN_U16] = {"u16", 2, 2},     [PLAN_U32] = {"u32", 4, 4},
    [PLAN_U64] = {"u64", 8, 8},     [PLAN_F32] = {"f32", 4, 4},
    [PLAN_F64] = {"f64", 8, 8},     [PLAN_STR] = {"str", 8, 4},
    [PLAN_BYTES] = {"bytes", 8, 4}, [PLAN_REF] = {"ref", 4, 4},
    [PLAN_MEMBER] = {"member", 1, 1}, [PLAN_SLICE] = {"slice", 8, 4},
};

static int
find_kind(const char *name)
{
    for (int kind = 0; kind < PLAN_KINDS; kind++) {
        if (strcmp(kinds[kind].name, name) == 0) {
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
    PyObject *targets = PyObject_CallOneArg(state->resolve, p->target);
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

bool
plan_equals(const Plan *a, const Plan *b)
{
    if (a == b) {
        return true;
    }
    if (a->kind != b->kind || a->optional != b->optional) {
        return false;
    }
    switch ((plan_kind)a->kind) {
    case PLAN_MEMBER: return a->members == b->members;
    case PLAN_SLICE: return plan_equals(a->item, b->item);
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
    PyObject *plan = PyObject_CallOneArg(state->plan_of, annotation);
    if (plan && !Py_IS_TYPE(plan, state->plan_type)) {
        Py_DECREF(plan);
        PyErr_BadInternalCall();
        return NULL;
    }
    return (Plan *)plan;
}

static int
check_parts(PyTypeObject *type, int kind, PyObject *members, PyObject *target, PyObject *item)
{
    bool right = (kind == PLAN_MEMBER) == (members && PyTuple_Check(members))
                 && (kind == PLAN_REF) == (target != NULL)
                 && (kind == PLAN_SLICE) == (item && Py_IS_TYPE(item, type));
    if (!right) {
        PyErr_SetString(PyExc_TypeError,
                        "a plan of kind member takes members, ref takes target, slice takes item");
        return -1;
    }
    if (kind == PLAN_SLICE && ((Plan *)item)->depth == MAX_DEPTH) {
        PyErr_Format(PyExc_TypeError, "slices are nested more than %d deep", MAX_DEPTH);
        return -1;
    }
    if (kind == PLAN_MEMBER && PyTuple_GET_SIZE(members) >= UINT16_MAX) {
        PyErr_Format(PyExc_TypeError, "%zd members are more than a field can tell apart",
                     PyTuple_GET_SIZE(members));
        return -1;
    }
    return 0;
}

static PyObject *
plan_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"kind",    "annotation", "label", "optional",
                            "members", "target",     "item",  NULL};
    const char *name;
    PyObject *annotation, *label, *members = NULL, *target = NULL, *item = NULL;
    int optional = 0;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "sOU|p$OOO", names, &name, &annotation, &label,
                                     &optional, &members, &target, &item)) {
        return NULL;
    }
    int kind = find_kind(name);
    if (kind < 0 || check_parts(type, kind, members, target, item) < 0) {
        return NULL;
    }
    Plan *p = NEW_OBJECT(Plan, type);
    if (!p) {
        return NULL;
    }
    p->kind = (uint8_t)kind;
    p->optional = optional;
    p->size = kinds[kind].size;
    p->align = kinds[kind].align;
    p->annotation = Py_NewRef(annotation);
    p->label = Py_NewRef(label);
    p->members = Py_XNewRef(members);
    p->target = Py_XNewRef(target);
    p->item = (Plan *)Py_XNewRef(item);
    p->depth = item ? (uint8_t)(p->item->depth + 1) : 0;
    if (members && PyTuple_GET_SIZE(members) >= UINT8_MAX) {
        p->size = p->align = 2;
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
    return 0;
}

static int
plan_clear(PyObject *self)
{
    Plan *p = (Plan *)self;
    p->resolved = false;
    p->exact = p->family = NULL;
    Py_CLEAR(p->annotation);
    Py_CLEAR(p->label);
    Py_CLEAR(p->members);
    Py_CLEAR(p->target);
    Py_CLEAR(p->targets);
    Py_CLEAR(p->item);
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
    return PyUnicode_FromString(kinds[((Plan *)self)->kind].name);
}

static PyObject *
plan_get_uint8(PyObject *self, void *closure)
{
    return PyLong_FromLong(*((uint8_t *)self + (uintptr_t)closure));
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
    {"size", plan_get_uint8, NULL, "Bytes in the record.", (void *)offsetof(Plan, size)},
    {"align", plan_get_uint8, NULL, "Alignment in the record.", (void *)offsetof(Plan, align)},
    {"annotation", plan_get_object, NULL, "The type as it was written.",
     (void *)offsetof(Plan, annotation)},
    {"label", plan_get_object, NULL, "The type as messages name it.", (void *)offsetof(Plan, label)},
    {"members", plan_get_object, NULL, "The values of a Literal or Enum.",
     (void *)offsetof(Plan, members)},
    {"item", plan_get_object, NULL, "The plan of a slice's items.", (void *)offsetof(Plan, item)},
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
