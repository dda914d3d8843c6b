/* search.h - finding items by their value: what Slice and Vec share. */
#ifndef ARENITE_SEARCH_H
#define ARENITE_SEARCH_H

#include "core.h"

enum { SEARCH_NONE = -1, SEARCH_ERROR = -2, SEARCH_UNKNOWN = -3 };

/* Index of the first of the items from `start` to before `stop` that is equal to the
 * value.  SEARCH_UNKNOWN: only Python's own comparison can tell.  Runs no Python code. */
Py_ssize_t search_stored(Bump *b, const Plan *item, const char *data, Py_ssize_t start,
                         Py_ssize_t stop, PyObject *value);

/* The same for a whole sequence, whose length is its own to know, by any means. */
typedef Py_ssize_t (*search_items)(PyObject *self, PyObject *value, Py_ssize_t start,
                                   Py_ssize_t stop);

/* The methods of a sequence that is called `name`. */
int search_contains(search_items search, PyObject *self, PyObject *value);
PyObject *search_index(search_items search, PyObject *self, PyObject *args, const char *name);
PyObject *search_count(search_items search, PyObject *self, PyObject *value);

#endif
