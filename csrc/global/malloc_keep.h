/* malloc_keep.h - the C library's malloc, to which "recycle" leaves large blocks. */
#ifndef ARENITE_GLOBAL_MALLOC_KEEP_H
#define ARENITE_GLOBAL_MALLOC_KEEP_H

/* Has malloc keep some of what is freed instead of giving it back at once.  glibc gives back
 * what is free at the end of its heap from 128 KiB on.  Small blocks in between would
 * prevent it, but those are in the region now: a program that parses one file after another
 * would fault the same pages in again for each. */
void malloc_keep(void);

#endif
