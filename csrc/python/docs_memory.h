/* docs_memory.h - what help() says of the methods of an allocator. */
#ifndef ARENITE_DOCS_MEMORY_H
#define ARENITE_DOCS_MEMORY_H

#define BUMP_ARENA_DOC \
    "arena($self, /)\n--\n\n" \
    "The Bump itself: what is made with `allocator=bump` lies in it."

#define BUMP_ALLOCATE_DOC \
    "allocate($self, /, size, align=8)\n--\n\n" \
    "A writable memoryview of `size` new bytes at an address that is a multiple of `align`.\n\n" \
    "What is in them is unspecified. `align` is a power of two of at most 4096, else ValueError.\n" \
    "MemoryError, over an arena's limit ArenaLimitError."

#define BUMP_GROW_DOC \
    "grow($self, memory, size, /)\n--\n\n" \
    "The memory that allocate() gave, with `size` bytes, as another memoryview.\n\n" \
    "The first bytes are as they were, the rest is unspecified; `memory` is released. The newest\n" \
    "allocation grows where it is, as long as its chunk and no scope or mark since are in the\n" \
    "way; any other moves to a new one, and counts in stats().wasted. Errors as of allocate()\n" \
    "and deallocate(); after one, all is as it was."

#define BUMP_SHRINK_DOC \
    "shrink($self, memory, size, /)\n--\n\n" \
    "The first `size` bytes of the memory that allocate() gave, as another memoryview.\n\n" \
    "They stay where they are, and `memory` is released. The rest of the newest allocation is\n" \
    "free, as by deallocate(), and that of another counts in stats().wasted."

#define BUMP_DEALLOCATE_DOC \
    "deallocate($self, memory, /)\n--\n\n" \
    "Give back what allocate() gave, and release the memoryview.\n\n" \
    "The newest allocation is free then, if no scope or mark was begun since. Any other counts\n" \
    "in stats().wasted until the arena is reset.\n\n" \
    "`memory` is the memoryview itself, not a part, a cast or a read-only view of it\n" \
    "(ValueError), of this arena (LifetimeError), and its only user: BufferError while there are\n" \
    "slices of it or NumPy arrays over it. After an error all is as it was."

#define SOURCE_DOC \
    "Source(capsule=None, /)\n--\n\n" \
    "The allocator behind arenite.system_allocator and arenite.global_allocator.\n\n" \
    "`capsule` is one named \"arenite._global.source\"; None stands for the system's malloc.\n" \
    "TypeError for any other."

#define SOURCE_ARENA_DOC \
    "arena($self, /)\n--\n\n" \
    "A new Bump, whose chunks come from here."

#define SOURCE_GROW_DOC \
    "grow($self, memory, size, /)\n--\n\n" \
    "The memory that allocate() gave, moved to a block of `size` bytes.\n\n" \
    "The first bytes are as they were, the rest is unspecified; `memory` is released. Errors as\n" \
    "of allocate() and deallocate(); after one, all is as it was."

#define SOURCE_SHRINK_DOC \
    "shrink($self, memory, size, /)\n--\n\n" \
    "The first `size` bytes of what allocate() gave, moved to a block of that size.\n\n" \
    "`memory` is released. Errors as of grow()."

#define SOURCE_DEALLOCATE_DOC \
    "deallocate($self, memory, /)\n--\n\n" \
    "Free what allocate() gave, and release the memoryview.\n\n" \
    "Memory that is not given back is freed when its last memoryview is gone. ValueError for a\n" \
    "part, a cast or a read-only view, LifetimeError for memory of another allocator,\n" \
    "BufferError while there are slices of the memoryview or NumPy arrays over it."

#endif
