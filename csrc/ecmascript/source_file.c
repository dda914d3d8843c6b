/* source_file.c - see source_file.h. */
#ifndef _WIN32
#define _POSIX_C_SOURCE 200809L /* O_CLOEXEC */
#endif

#include "source_file.h"

#ifdef _WIN32 /* paths are no bytes there: Python reads the file */

bool
source_file_open(source_file *f, const char *path)
{
    (void)f;
    (void)path;
    return false;
}

bool
source_file_read(const source_file *f, uint8_t *to)
{
    (void)f;
    (void)to;
    return false;
}

void
source_file_close(const source_file *f)
{
    (void)f;
}

#else

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

bool
source_file_open(source_file *f, const char *path)
{
    struct stat status;
    /* Who writes to a pipe would notice that it is opened. */
    if (stat(path, &status) != 0 || !S_ISREG(status.st_mode)) {
        return false;
    }
    f->descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (f->descriptor < 0) {
        return false;
    }
    if (fstat(f->descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
        source_file_close(f);
        return false;
    }
    f->size = (uint64_t)status.st_size;
    return true;
}

/* How many bytes were read, up to `length`: fewer at the end, or after an error. */
static size_t
read_up_to(const source_file *f, uint8_t *to, size_t length)
{
    size_t done = 0;
    while (done < length) {
        ssize_t got = read(f->descriptor, to + done, length - done);
        if (got <= 0 && !(got < 0 && errno == EINTR)) {
            break;
        }
        done += got > 0 ? (size_t)got : 0;
    }
    return done;
}

bool
source_file_read(const source_file *f, uint8_t *to)
{
    uint8_t behind;
    return read_up_to(f, to, (size_t)f->size) == f->size && read_up_to(f, &behind, 1) == 0;
}

void
source_file_close(const source_file *f)
{
    (void)close(f->descriptor);
}

#endif
