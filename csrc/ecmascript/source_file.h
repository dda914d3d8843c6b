/* source_file.h - a file that is read where it is needed, without Python and its lock.
 *
 * It knows regular files only, and no reasons: whatever else a path may be, or why it
 * cannot be read, is found out, and told, by Python's own open(). */
#ifndef ARENITE_ECMASCRIPT_SOURCE_FILE_H
#define ARENITE_ECMASCRIPT_SOURCE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct source_file {
    int descriptor;
    uint64_t size; /* bytes, when it was opened */
} source_file;

/* False if it cannot be opened or is no regular file; nothing is open then. */
bool source_file_open(source_file *f, const char *path);
/* All `size` bytes; false if it has fewer or more: some files do not say their size. */
bool source_file_read(const source_file *f, uint8_t *to);
void source_file_close(const source_file *f);

#endif
