/* module.h - between the files of arenite.ecmascript._parser. */
#ifndef ARENITE_ECMASCRIPT_MODULE_H
#define ARENITE_ECMASCRIPT_MODULE_H

#include "compat.h"

#define ARENITE_LINKED
#include "arenite.h"

#include "ast.h"
#include "estree.h"
#include "module_plans.h"

/* ---- module_traversal.c -------------------------------------------------- */

extern PyType_Spec traversal_spec;

/* ---- module_parse.c ------------------------------------------------------ */

extern PyMethodDef parse_methods[];

/* ---- module_source.c ----------------------------------------------------- */

extern PyMethodDef source_methods[];

/* ---- module_estree.c ----------------------------------------------------- */

extern PyMethodDef estree_methods[];

/* NULL, with the exception for a result that is not ESTREE_OK. */
PyObject *estree_raise(estree_result result);

/* ---- module_dicts.c ------------------------------------------------------ */

/* What json.loads would make of what estree_write writes; no Python code runs. */
PyObject *dicts_make(plans *p, const arena *a, arena_ref ref, const Py_buffer *source,
                     estree_options options);

#endif
