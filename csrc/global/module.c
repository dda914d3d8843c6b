/* module.c - arenite._global: install, installed, stats, and a source of chunks. */
#include "../python/compat.h"
#include "arena.h"
#include "domains.h"

static const char *const policy_names[] = {
    [GLOBAL_LEAK] = "leak", [GLOBAL_LAST] = "last", [GLOBAL_RECYCLE] = "recycle", NULL,
};
static const char *const domain_names[] = {
    [PYMEM_DOMAIN_RAW] = "raw", [PYMEM_DOMAIN_MEM] = "mem", [PYMEM_DOMAIN_OBJ] = "obj", NULL,
};

/* The index of the name; -1 and an exception if it is none of them. */
static int
index_of(const char *const *names, PyObject *name, const char *what, const char *choices)
{
    bool is_text = PyUnicode_Check(name);
    for (int i = 0; is_text && names[i]; i++) {
        if (PyUnicode_CompareWithASCIIString(name, names[i]) == 0) {
            return i;
        }
    }
    PyErr_Format(is_text ? PyExc_ValueError : PyExc_TypeError, "%s must be one of %s, not %R",
                 what, choices, name);
    return -1;
}

/* ---- install ------------------------------------------------------------ */

/* The domains as bits; 0 and an exception if they are wrong. */
static unsigned
read_domains(PyObject *names)
{
    unsigned domains = 0;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(names); i++) {
        int domain = index_of(domain_names, PyTuple_GET_ITEM(names, i), "a domain",
                              "'raw', 'mem' and 'obj'");
        if (domain < 0) {
            return 0;
        }
        domains |= 1u << domain;
    }
    if (!domains) {
        PyErr_SetString(PyExc_ValueError, "domains is empty: name 'mem', 'obj' or both");
    }
    return domains;
}

static bool
may_install(void)
{
    const char *reason = NULL;
    if (the_domains.installed) {
        reason = "the global allocator is installed already, and stays so";
    } else if (PyInterpreterState_Get() != PyInterpreterState_Main()) {
        reason = "the global allocator is the whole process's: install it from the main interpreter";
    } else if (domains_are_debugged()) {
        reason = "CPython's debug hooks check each block and would be left without: run without "
                 "PYTHONMALLOC=debug, -X dev and PYTHONDEVMODE, on a release build";
    }
    if (reason) {
        PyErr_SetString(PyExc_RuntimeError, reason);
    }
    return !reason;
}

/* Whether it is an int; one that is too large for any system counts as the largest. */
static bool
read_size(PyObject *value, Py_ssize_t *size)
{
    if (!PyIndex_Check(value)) {
        PyErr_Format(PyExc_TypeError, "size must be an int, a number of bytes, not %.100s",
                     Py_TYPE(value)->tp_name);
        return false;
    }
    *size = PyNumber_AsSsize_t(value, NULL);
    if (*size < GLOBAL_MIN_SIZE && !PyErr_Occurred()) {
        PyErr_Format(PyExc_ValueError, "size is %R: the least is %d bytes", value,
                     GLOBAL_MIN_SIZE);
    }
    return !PyErr_Occurred();
}

PyDoc_STRVAR(install_doc,
"install(size, policy, domains, /)\n--\n\n"
"Route CPython's memory domains through one region of `size` bytes.");

static PyObject *
global_install(PyObject *module, PyObject *args)
{
    (void)module;
    Py_ssize_t size;
    PyObject *size_value, *policy_name, *names;
    if (!PyArg_ParseTuple(args, "OOO!:install", &size_value, &policy_name, &PyTuple_Type, &names)
        || !read_size(size_value, &size)) {
        return NULL;
    }
    int policy = index_of(policy_names, policy_name, "policy", "'leak', 'last' and 'recycle'");
    unsigned domains = policy < 0 ? 0 : read_domains(names);
    if (!domains || !may_install()) {
        return NULL;
    }
    if (!global_open((size_t)size, (global_policy)policy)) {
        return PyErr_Format(PyExc_MemoryError,
                            "the system refuses to reserve %zd bytes of address space: ask for a "
                            "smaller size, or raise the limit (ulimit -v)", size);
    }
    domains_install((global_policy)policy, domains);
    Py_RETURN_NONE;
}

/* ---- installed, stats --------------------------------------------------- */

PyDoc_STRVAR(installed_doc, "installed()\n--\n\nWhether install() was called in this process.");

static PyObject *
global_installed(PyObject *module, PyObject *unused)
{
    (void)module, (void)unused;
    return PyBool_FromLong(the_domains.installed);
}

static PyObject *
domain_tuple(void)
{
    PyObject *list = PyList_New(0);
    for (int domain = 0; list && domain < DOMAINS; domain++) {
        PyObject *name = NULL;
        if ((the_domains.domains & (1u << domain)) &&
            (!(name = PyUnicode_FromString(domain_names[domain])) || PyList_Append(list, name))) {
            Py_CLEAR(list);
        }
        Py_XDECREF(name);
    }
    PyObject *tuple = list ? PyList_AsTuple(list) : NULL;
    Py_XDECREF(list);
    return tuple;
}

static PyStructSequence_Field stats_fields[] = {
    {"policy", "as installed"},
    {"domains", "as installed"},
    {"size", "bytes of the region for blocks: what was asked for, less the allocator's own table"},
    {"peak", "of them, bytes that were in use at some time"},
    {"used", "bytes in use, in whole chunks"},
    {"live", "blocks that were not freed; None where the policy does not count them"},
    {"threads", "the most threads at a time that have allocated"},
    {"fallbacks", "blocks that the wrapped allocator gave because the region had no room"},
    {"exhausted", "whether a block ever found no room in the region"},
    {NULL, NULL},
};

static PyStructSequence_Desc stats_desc = {
    .name = "arenite.global_allocator.GlobalStats",
    .doc = "What the global allocator does. Of other threads it counts what they may be\n"
           "changing in the meantime.",
    .fields = stats_fields,
    .n_in_sequence = sizeof stats_fields / sizeof *stats_fields - 1,
};

typedef struct module_state {
    PyTypeObject *stats_type;
} module_state;

/* Takes over the references to the values, of which any may be NULL. */
static PyObject *
new_stats(PyTypeObject *type, PyObject **values)
{
    PyObject *result = PyStructSequence_New(type);
    bool failed = !result;
    for (Py_ssize_t i = 0; i < stats_desc.n_in_sequence; i++) {
        failed = failed || !values[i];
        if (result) {
            PyStructSequence_SetItem(result, i, values[i]);
        } else {
            Py_XDECREF(values[i]);
        }
    }
    if (failed) {
        Py_CLEAR(result);
    }
    return result;
}

PyDoc_STRVAR(stats_doc, "stats()\n--\n\nWhat the allocator does now, as GlobalStats.");

static PyObject *
global_stats(PyObject *module, PyObject *unused)
{
    (void)unused;
    if (!the_domains.installed) {
        PyErr_SetString(PyExc_RuntimeError, "the global allocator is not installed");
        return NULL;
    }
    global_policy policy = the_domains.policy;
    global_figures f = global_read_figures(policy);
    bool counted = policy == GLOBAL_RECYCLE;
    PyObject *values[] = {
        PyUnicode_FromString(policy_names[policy]),
        domain_tuple(),
        PyLong_FromSize_t(f.size),
        PyLong_FromSize_t(f.taken),
        PyLong_FromSize_t(f.used),
        counted ? PyLong_FromUnsignedLongLong(f.live) : Py_NewRef(Py_None),
        PyLong_FromUnsignedLong(f.heaps),
        PyLong_FromUnsignedLongLong(atomic_load(&the_domains.fallbacks)),
        PyBool_FromLong(f.used_up),
    };
    return new_stats(((module_state *)PyModule_GetState(module))->stats_type, values);
}

/* ---- A source of chunks for arenas -------------------------------------- */

static void *
acquire(void *context, size_t size)
{
    (void)context;
    return domains_take_block(size);
}

static void
release(void *context, void *block, size_t size)
{
    (void)context, (void)size;
    domains_give_block(block);
}

static arena_source the_source = {acquire, release, NULL};

PyDoc_STRVAR(source_doc,
"source()\n--\n\n"
"A capsule with the arena_source that takes chunks from the region, or from malloc before\n"
"install() and for what the region does not hold.");

static PyObject *
global_source(PyObject *module, PyObject *unused)
{
    (void)module, (void)unused;
    return PyCapsule_New(&the_source, "arenite._global.source", NULL);
}

/* ---- The module --------------------------------------------------------- */

static PyMethodDef global_methods[] = {
    {"install", global_install, METH_VARARGS, install_doc},
    {"installed", global_installed, METH_NOARGS, installed_doc},
    {"stats", global_stats, METH_NOARGS, stats_doc},
    {"source", global_source, METH_NOARGS, source_doc},
    {NULL, NULL, 0, NULL},
};

static int
global_exec(PyObject *module)
{
    module_state *state = PyModule_GetState(module);
    state->stats_type = PyStructSequence_NewType(&stats_desc);
    return state->stats_type
               ? PyModule_AddObjectRef(module, "GlobalStats", (PyObject *)state->stats_type)
               : -1;
}

static int
global_traverse(PyObject *module, visitproc visit, void *arg)
{
    Py_VISIT(((module_state *)PyModule_GetState(module))->stats_type);
    return 0;
}

static int
global_clear(PyObject *module)
{
    Py_CLEAR(((module_state *)PyModule_GetState(module))->stats_type);
    return 0;
}

static PyModuleDef_Slot global_slots[] = {
    {Py_mod_exec, global_exec},
    COMPAT_MODULE_SLOTS
    {0, NULL},
};

static struct PyModuleDef global_module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "arenite._global",
    .m_doc = "An allocator for the whole process.",
    .m_size = sizeof(module_state),
    .m_methods = global_methods,
    .m_slots = global_slots,
    .m_traverse = global_traverse,
    .m_clear = global_clear,
};

PyMODINIT_FUNC
PyInit__global(void)
{
    return PyModuleDef_Init(&global_module);
}
