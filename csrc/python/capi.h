/* capi.h - what arenite.h reaches by a capsule. */
#ifndef ARENITE_CAPI_H
#define ARENITE_CAPI_H

#include "compat.h"

/* The capsule of the table; new reference. */
PyObject *capi_capsule(void);

#endif
