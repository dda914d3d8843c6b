/* docs.h - what help() says of the methods of Bump, Slice and Scope, and of the
 * module's functions.  The first line of each is the signature, which inspect
 * reads; sizes are in bytes. */
#ifndef ARENITE_DOCS_H
#define ARENITE_DOCS_H

/* ---- Bump --------------------------------------------------------------- */

#define BUMP_DOC \
    "Bump(capacity=0, *, limit=None, min_align=1)\n--\n\n" \
    "An arena: memory handed out by moving a cursor, and freed all at once.\n\n" \
    "`capacity` bytes are reserved at once; with 0 nothing is allocated before the first use.\n" \
    "`limit` bounds the bytes in use. Every allocation is aligned to `min_align`, a power of\n" \
    "two. `with Bump() as bump:` makes it the arena that `Node(...)` allocates in, and closes\n" \
    "it at the end.\n\n" \
    "What does not fit raises MemoryError, over the limit ArenaLimitError, and leaves the arena\n" \
    "as it was. Any use after close() raises ArenaClosedError; using a handle of what was freed\n" \
    "raises StaleReferenceError."

#define BUMP_RESERVE_DOC \
    "reserve($type, /, size=1073741824, *, limit=None)\n--\n\n" \
    "An arena over one reserved range of `size` bytes of address space.\n\n" \
    "The system gives memory to its pages as they are first touched. What does not fit raises\n" \
    "MemoryError. ValueError unless 0 < size <= 32 GiB - 512."

#define BUMP_OVER_DOC \
    "over($type, /, buffer, *, limit=None)\n--\n\n" \
    "An arena inside a writable buffer of the caller's, which close() releases.\n\n" \
    "BufferError or TypeError if it is not writable or not contiguous."

#define BUMP_ALLOC_DOC \
    "alloc($self, cls, /, *args, **kwargs)\n--\n\n" \
    "Allocate a record of a Struct class; the arguments are those of its constructor.\n\n" \
    "TypeError for arguments that are missing, unknown or of a wrong type, OverflowError for a\n" \
    "number out of range, LifetimeError for a reference that would outlive its target,\n" \
    "MemoryError. After an error the arena is as it was, except that a record whose\n" \
    "__post_init__ raises keeps its bytes."

#define BUMP_COPY_DOC \
    "copy($self, root, /)\n--\n\n" \
    "Copy a record of any arena, and all that it leads to, into this one.\n\n" \
    "What is shared stays shared, cycles stay cycles, and depth is not limited. Python objects\n" \
    "in `object` fields are not copied, only held. `compact(roots, into=bump)` copies several\n" \
    "roots that share what they lead to. StaleReferenceError, CorruptArenaError, MemoryError;\n" \
    "after an error the arena is as it was."

#define BUMP_OWN_DOC \
    "own($self, manager, /)\n--\n\n" \
    "Enter a context manager and leave it when the memory allocated next dies.\n\n" \
    "Returns what `__enter__` returned. `__exit__` is called without an exception, as a\n" \
    "callback() is. TypeError if it is no context manager."

#define BUMP_CALLBACK_DOC \
    "callback($self, function, /, *args, **kwargs)\n--\n\n" \
    "Call `function(*args, **kwargs)` when the memory allocated next dies; returns `function`.\n\n" \
    "By the end of the scope, rewind(), reset(), close(), or when the arena is collected:\n" \
    "newest first, while all that lies in the arena is still there. One that raises does not\n" \
    "stop the others; after them, and after the memory was freed, the exception is raised, or\n" \
    "an ExceptionGroup of several (when the arena is collected, they are reported as\n" \
    "unraisable). Callbacks cannot free the arena, or add callbacks: RuntimeError. Each takes\n" \
    "8 bytes of the arena."

#define BOX_DOC \
    "A single value in the arena: `bump.alloc(42)`, `bump.alloc(u128, 2**128 - 1)`.\n\n" \
    "`value` reads and replaces it. Two boxes are equal if they are the same place."

#define BUMP_ALLOC_STR_DOC \
    "alloc_str($self, text, /)\n--\n\n" \
    "Copy a str into the arena, as UTF-8.\n\n" \
    "A str field of a record of this arena refers to the Text without another copy."

#define BUMP_ALLOC_BYTES_DOC \
    "alloc_bytes($self, data, /)\n--\n\n" \
    "Copy a contiguous buffer (bytes, memoryview, ...) into the arena: a Slice of u8."

#define BUMP_ALLOC_SLICE_DOC \
    "alloc_slice($self, item_type, items, /)\n--\n\n" \
    "Copy the items of an iterable into the arena, stored as a field of `item_type` is.\n\n" \
    "A buffer whose items are stored that way already is copied as memory. The iterable is\n" \
    "used up before anything is allocated. Errors as of alloc()."

#define BUMP_ZEROS_DOC \
    "zeros($self, item_type, count, /)\n--\n\n" \
    "A Slice of `count` zeros: numbers, or None where `item_type` is optional.\n\n" \
    "TypeError if zero bytes are no value of `item_type`, ValueError if `count` is negative."

#define BUMP_ALLOC_LAYOUT_DOC \
    "alloc_layout($self, /, size, align=8)\n--\n\n" \
    "A writable memoryview of `size` new bytes at an address that is a multiple of `align`.\n\n" \
    "What is in them is unspecified. Until the view is released they cannot be freed: reset()\n" \
    "raises BufferError. It is allocate() by the name that bumpalo has for it: grow(), shrink()\n" \
    "and deallocate() take the memoryview."

#define BUMP_SCOPE_DOC \
    "scope($self, /)\n--\n\n" \
    "A context manager: what is allocated inside of it is freed at its end.\n\n" \
    "Storing a reference to what dies with the scope in a record that does not raises\n" \
    "LifetimeError."

#define BUMP_MARK_DOC \
    "mark($self, /)\n--\n\n" \
    "The point that the arena has reached, for rewind().\n\n" \
    "While the Mark exists, records below it cannot refer to records above it (LifetimeError)."

#define BUMP_REWIND_DOC \
    "rewind($self, mark, /)\n--\n\n" \
    "Free all that was allocated since mark(). The mark can be used again.\n\n" \
    "StaleReferenceError if the mark itself was freed, LifetimeError if it is of another\n" \
    "arena, BufferError if a buffer of what would be freed is exported."

#define BUMP_RESET_DOC \
    "reset($self, /, keep='largest')\n--\n\n" \
    "Free everything in the arena, which can be used again.\n\n" \
    "`keep` says what stays reserved: the 'largest' chunk, 'all', 'none', or as many chunks as\n" \
    "fit a number of bytes. BufferError if a buffer of the arena's memory is exported."

#define BUMP_CLOSE_DOC \
    "close($self, /)\n--\n\n" \
    "Free everything and end the arena. Closing it again does nothing.\n\n" \
    "BufferError if a buffer of the arena's memory is exported."

#define BUMP_STATS_DOC \
    "stats($self, /)\n--\n\n" \
    "Figures of the arena: a Stats, with sizes in bytes."

#define BUMP_CHUNKS_DOC \
    "chunks($self, /)\n--\n\n" \
    "Read-only memoryviews of the bytes in use, newest chunk first.\n\n" \
    "Until they are released reset() and close() raise BufferError."

#define BUMP_LIMIT_DOC \
    "Bytes that may be in use, or None. It may be set below what is used already: then nothing\n" \
    "more can be allocated until something is freed."

#define BUMP_CLOSED_DOC "Whether close() was called."

/* ---- Scope and Mark ----------------------------------------------------- */

#define SCOPE_DOC \
    "What is allocated inside `with bump.scope():` dies at its end.\n\n" \
    "Inside of it the arena is also the one that `Node(...)` allocates in."

#define SCOPE_CLOSE_DOC \
    "close($self, /)\n--\n\n" \
    "Free what was allocated in the scope, if it is open.\n\n" \
    "BufferError if a buffer of it is exported: release it and call this again."

#define MARK_DOC "A point that Bump.rewind goes back to; made by Bump.mark."

/* ---- Slice and Text ----------------------------------------------------- */

#define SLICE_DOC \
    "A run of values in an arena, of fixed length: a sequence whose items can be replaced.\n\n" \
    "Ranges of it are tuples. It is equal to a Slice, list or tuple of equal items. A Slice of\n" \
    "numbers has a buffer: memoryview() and NumPy use the arena's memory itself, which cannot\n" \
    "be freed until they let go of it. Any use after it was freed raises StaleReferenceError."

#define SLICE_INDEX_DOC \
    "index($self, value, start=0, stop=sys.maxsize, /)\n--\n\n" \
    "Index of the first item equal to `value`. ValueError if there is none."

#define SLICE_COUNT_DOC \
    "count($self, value, /)\n--\n\n" \
    "How many items are equal to `value`."

#define TEXT_DOC \
    "Text in an arena, as UTF-8. It compares and hashes as the str that str() copies out.\n\n" \
    "A str field of a record of the same arena refers to it without a copy. Any use after it\n" \
    "was freed raises StaleReferenceError."

/* ---- Struct ------------------------------------------------------------- */

#define STRUCT_DOC \
    "The base of record classes, which are declared as dataclasses are.\n\n" \
    "`bump.alloc(Node, ...)` makes a record in that arena, `Node(...)` in the one of the\n" \
    "innermost `with`, or raises NoArenaError. An instance is a handle: it refers to the\n" \
    "record, reads and assigns its fields in place, and raises StaleReferenceError once the\n" \
    "record is freed. `==` and `hash` are the record's identity.\n\n" \
    "Options of the class statement: `tag=True` makes the base class of a family, whose\n" \
    "records are told apart by a tag; `tag=3` gives a class in it a number of its own;\n" \
    "`abstract=True` a class in it without records; `kw_only=True` fields that the constructor\n" \
    "takes by keyword only."

/* ---- Functions ---------------------------------------------------------- */

#define ARENA_OF_DOC \
    "arena_of($module, handle, /)\n--\n\n" \
    "The Bump that a record, Text, Slice, collection or SymbolTable lives in.\n\n" \
    "TypeError for a SymbolTable that is in none."

#define FIELDS_DOC \
    "fields($module, record, /)\n--\n\n" \
    "The fields of a Struct class or record, in the order of its constructor."

#define SIZEOF_DOC \
    "sizeof($module, record, /)\n--\n\n" \
    "Bytes of a record, or of the records of a Struct class: a multiple of 8.\n\n" \
    "Texts and slices that it refers to are not counted."

#define IS_LIVE_DOC \
    "is_live($module, handle, /)\n--\n\n" \
    "Whether what a handle of a record, Text, Slice, collection or SymbolTable refers to has\n" \
    "not been freed. TypeError for a SymbolTable that is in no arena."

#define WALK_DOC \
    "walk($module, root, /)\n--\n\n" \
    "All records that `root` leads to, itself first, parents before children, in the order of\n" \
    "their fields: an iterator, which also has a method count().\n\n" \
    "Embedded records come after their holder, and those behind a Slice, Array, Vec or Map in\n" \
    "the order of its items, of a Map each key before its value. What object fields hold is\n" \
    "not followed.\n\n" \
    "Each comes once, also in graphs with cycles. Records may be changed and added meanwhile:\n" \
    "the fields of a record are read when it is given out, the items of a Slice, Array or Vec\n" \
    "when it is their turn (so that what is appended to a Vec has one, too), a Map at once\n" \
    "before the first of its records. StaleReferenceError once any that came, or are still to\n" \
    "come, are freed; CorruptArenaError for bytes that are no record."

#define FIND_ALL_DOC \
    "find_all($module, root, /, *types)\n--\n\n" \
    "Those records of walk(root) that are instances of one of the classes.\n\n" \
    "No handle is made of any other record. find_all(root, cls).count() makes none at all."

#define WALKER_DOC "An iterator over records, made by walk() and find_all()."

#define WALKER_COUNT_DOC \
    "count($self, /)\n--\n\n" \
    "How many records are still to come; it takes them all, and makes a handle of none."

#endif
