/* elsewhere.c - a file that calls arenite_import nowhere: its module has. */
#include "elsewhere.h"

bool
fill_elsewhere(arena *a, size_t size)
{
    char *bytes = arena_alloc(a, size, 16);
    if (bytes) {
        memset(bytes, 1, size);
    }
    return bytes != NULL;
}
