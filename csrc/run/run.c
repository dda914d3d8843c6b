/* run.c - arenite._run: a program runs as if `python` had started it.
 *
 * `python -m arenite run script.py` is a Python program that is to run another and
 * to leave no trace in it.  Run with exec() or runpy, the program would have callers:
 * tracebacks, warnings.warn(stacklevel=2), traceback.print_stack, sys._getframe(1) and
 * a debugger show them; and its end would be imitated: what SystemExit, an exception,
 * KeyboardInterrupt, a failing sys.excepthook do.
 *
 * So the program is run by the functions with which CPython's own main() does it, all
 * of its public API: PyRun_AnyFile for files, runpy for modules, PyErr_Print for what
 * they raise.  Meanwhile the thread has no frames, as at the start of the interpreter:
 *
 *     before   runpy -> arenite.__main__ -> arenite._launch -> (this)
 *     during                                                   (this) -> the program
 *
 * Our callers get their frames back when the program has returned.  It does not return
 * if it exits (PyErr_Print of SystemExit ends the process, as it does in main()). */
#include "compat.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

/* What happens to the callers while the program runs. */
typedef struct out_of_sight {
    PyThreadState *thread;
    struct _PyInterpreterFrame *frame;
    int depth;
} out_of_sight;

static out_of_sight
hide_callers(void)
{
    out_of_sight o = {.thread = PyThreadState_Get()};
    o.frame = COMPAT_FRAME(o.thread);
    o.depth = COMPAT_RECURSION_LIMIT(o.thread) - COMPAT_RECURSION_REMAINING(o.thread);
    COMPAT_FRAME(o.thread) = NULL;
    COMPAT_RECURSION_REMAINING(o.thread) += o.depth;
    return o;
}

static void
show_callers(out_of_sight o)
{
    COMPAT_FRAME(o.thread) = o.frame;
    COMPAT_RECURSION_REMAINING(o.thread) -= o.depth;
}

/* (file descriptor or -1 for stdin, file name in the file system's encoding) -> whether
 * the program failed.  Closes the descriptor. */
static PyObject *
run_file(PyObject *module, PyObject *args)
{
    (void)module;
    int fd;
    const char *name;
    if (!PyArg_ParseTuple(args, "iy:file", &fd, &name)) {
        return NULL;
    }
    FILE *file = fd < 0 ? stdin : fdopen(fd, "rb");
    if (!file) {
        return PyErr_SetFromErrno(PyExc_OSError);
    }
    PyCompilerFlags flags = _PyCompilerFlags_INIT;
    out_of_sight o = hide_callers();
    int failed = PyRun_AnyFileExFlags(file, name, fd >= 0, &flags);
    show_callers(o);
    return PyBool_FromLong(failed);
}

/* (code in UTF-8) -> whether the program failed */
static PyObject *
run_command(PyObject *module, PyObject *code)
{
    (void)module;
    const char *text = PyBytes_AsString(code);
    if (!text) {
        return NULL;
    }
    PyCompilerFlags flags = _PyCompilerFlags_INIT;
    out_of_sight o = hide_callers();
    int failed = PyRun_SimpleStringFlags(text, &flags);
    show_callers(o);
    return PyBool_FromLong(failed);
}

/* What main() does when KeyboardInterrupt has ended a module: a shell that waits for
 * the program must see that the signal has. */
static _Noreturn void
die_of_sigint(void)
{
    (void)Py_FinalizeEx();
    (void)signal(SIGINT, SIG_DFL);
    (void)raise(SIGINT);
    exit(128 + SIGINT); /* it is blocked */
}

/* (name, whether sys.argv[0] becomes its file) -> whether the module failed */
static PyObject *
run_module(PyObject *module, PyObject *args)
{
    (void)module;
    PyObject *runpy = PyImport_ImportModule("runpy");
    PyObject *run = runpy ? PyObject_GetAttrString(runpy, "_run_module_as_main") : NULL;
    Py_XDECREF(runpy);
    if (!run) {
        return NULL;
    }
    out_of_sight o = hide_callers();
    PyObject *result = PyObject_Call(run, args, NULL);
    int failed = result == NULL;
    if (failed) {
        bool interrupted = PyErr_Occurred() == PyExc_KeyboardInterrupt;
        PyErr_Print();
        if (interrupted) {
            die_of_sigint();
        }
    }
    show_callers(o);
    Py_XDECREF(result);
    Py_DECREF(run);
    return PyBool_FromLong(failed);
}

/* Whether modules can be imported from a path: a folder or a zip file. */
static PyObject *
run_is_import_path(PyObject *module, PyObject *path)
{
    (void)module;
    PyObject *importer = PyImport_GetImporter(path);
    if (!importer) {
        return NULL;
    }
    bool found = importer != Py_None;
    Py_DECREF(importer);
    return PyBool_FromLong(found);
}

static PyMethodDef run_methods[] = {
    {"file", run_file, METH_VARARGS, NULL},
    {"command", run_command, METH_O, NULL},
    {"module", run_module, METH_VARARGS, NULL},
    {"is_import_path", run_is_import_path, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef_Slot run_slots[] = {
    COMPAT_MODULE_SLOTS
    {0, NULL},
};

static struct PyModuleDef run_definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "arenite._run",
    .m_doc = "Programs run as if python had started them.",
    .m_methods = run_methods,
    .m_slots = run_slots,
};

PyMODINIT_FUNC
PyInit__run(void)
{
    return PyModuleDef_Init(&run_definition);
}
