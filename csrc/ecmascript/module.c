/* module.c - arenite.ecmascript._parser: the module.  But for module*.c, all the rest of
 * this folder knows nothing of Python. */
#include "module.h"

static int
parser_exec(PyObject *module)
{
    if (arenite_import() < 0 || plans_init(PyModule_GetState(module)) < 0
        || PyModule_AddFunctions(module, estree_methods) < 0
        || PyModule_AddFunctions(module, source_methods) < 0
        || PyModule_AddFunctions(module, parse_methods) < 0
        || PyModule_AddIntConstant(module, "TAGS", AST_TAGS) < 0) {
        return -1;
    }
    PyObject *type = PyType_FromModuleAndSpec(module, &traversal_spec, NULL);
    int added = type ? PyModule_AddType(module, (PyTypeObject *)type) : -1;
    Py_XDECREF(type);
    return added;
}

static void
parser_free(void *module)
{
    plans *p = PyModule_GetState(module);
    if (p) {
        plans_free(p);
    }
}

static PyModuleDef_Slot parser_slots[] = {
    {Py_mod_exec, parser_exec},
    COMPAT_MODULE_SLOTS
    {0, NULL},
};

static struct PyModuleDef parser_module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "arenite.ecmascript._parser",
    .m_doc = "The JavaScript and TypeScript parser over an arena.",
    .m_size = sizeof(plans),
    .m_slots = parser_slots,
    .m_free = parser_free,
};

PyMODINIT_FUNC
PyInit__parser(void)
{
    return PyModuleDef_Init(&parser_module);
}
