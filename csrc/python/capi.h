/* capi.h - how another extension gets at the arena of a Bump: a table of
 * functions in the capsule arenite._core._C_API. */
#ifndef ARENITE_CAPI_H
#define ARENITE_CAPI_H

#include "compat.h"

#include "arena.h"

#define ARENITE_CAPI_NAME "arenite._core._C_API"
enum { ARENITE_CAPI_VERSION = 1 };

typedef struct arenite_capi {
    int version;
    /* Copies the arena out, to be used without the GIL, and refuses all changes
     * through the Bump until give_back puts it back: what is in it can be read
     * the while.  0, or -1 with an exception (no Bump, closed, lent). */
    int (*lend)(PyObject *bump, arena *out);
    void (*give_back)(PyObject *bump, const arena *in);
    /* A handle of the record at `ref`, which must be one of `type` (a Struct
     * class): CorruptArenaError if its bytes are not in use. */
    PyObject *(*record)(PyObject *bump, PyObject *type, arena_ref ref);
    /* The Bump (borrowed) and reference of a record that is alive; NULL with an
     * exception. */
    PyObject *(*locate)(PyObject *record, arena_ref *ref);
    /* The arena of an open Bump, to read while the GIL is held; NULL with an
     * exception. */
    const arena *(*read)(PyObject *bump);
    /* Raises MemoryError or ArenaLimitError for the arena's status. */
    void (*raise_failure)(PyObject *bump, size_t size);
} arenite_capi;

#endif
