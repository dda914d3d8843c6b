/* heap_buffer.h - the heap as the memory of the ESTree writer. */
#ifndef ARENITE_TESTS_HEAP_BUFFER_H
#define ARENITE_TESTS_HEAP_BUFFER_H

#include <stdlib.h>

static void *
resize(void *context, void *block, size_t old_size, size_t new_size)
{
    (void)context;
    (void)old_size;
    if (new_size == 0) {
        free(block);
        return NULL;
    }
    return realloc(block, new_size);
}

#endif
