/* module.h - between the files of arenite.ecmascript._parser. */
#ifndef ARENITE_ECMASCRIPT_MODULE_H
#define ARENITE_ECMASCRIPT_MODULE_H

#include "compat.h"

#define ARENITE_LINKED
#include "arenite.h"

#include "ast.h"

/* ---- module_traversal.c -------------------------------------------------- */

extern PyType_Spec traversal_spec;

/* ---- module_parse.c ------------------------------------------------------ */

extern PyMethodDef parse_methods[];

/* ---- module_source.c ----------------------------------------------------- */

extern PyMethodDef source_methods[];

#endif
