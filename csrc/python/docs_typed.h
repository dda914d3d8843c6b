/* docs_typed.h - what help() says of TypedArena; see docs.h. */
#ifndef ARENITE_DOCS_TYPED_H
#define ARENITE_DOCS_TYPED_H

#define TYPED_DOC \
    "TypedArena(cls, /, capacity=0, *, bump=None, allocator=None)\n--\n\n" \
    "Many records of one Struct class side by side: a table of rows.\n\n" \
    "A sequence of handles, in the order of allocation; rows are added at its end, never moved,\n" \
    "and die with their arena's memory: after `bump.reset()` the table is empty and can be\n" \
    "filled again. The arena is its own, or `bump`, shared with tables and records that refer to\n" \
    "one another, or what `allocator.arena()` gives. Room for `capacity` rows is taken at once, in one run. A full table grows in\n" \
    "place while it is the arena's newest allocation, else by a further run of twice the size;\n" \
    "as long as there is one run, the rows are a buffer (`memoryview`, NumPy).\n\n" \
    "A table that has rows cannot grow in a scope that was opened since: LifetimeError; reserve()\n" \
    "before it. MemoryError or ArenaLimitError when `capacity` does not fit."

#define TYPED_ALLOC_DOC \
    "alloc($self, /, *args, **kwargs)\n--\n\n" \
    "Add a row; the arguments are those of the class. Returns its handle.\n\n" \
    "Raises as `Bump.alloc` does, and the table is as before then, except that a row whose\n" \
    "__post_init__ raises stays."

#define TYPED_ALLOC_EXTEND_DOC \
    "alloc_extend($self, rows, /)\n--\n\n" \
    "Add a row for each of an iterable: a sequence of values in the order of the class's\n" \
    "arguments, a mapping by field name, or a record of the class, which is copied.\n\n" \
    "Returns the range of the new indices. Errors name the row, counted from 0; then, and when\n" \
    "the iterable raises, nothing was added."

#define TYPED_ALLOC_COLUMNS_DOC \
    "alloc_columns($self, /, **columns)\n--\n\n" \
    "Add rows from one column a field, all of the same length. Returns the range of their indices.\n\n" \
    "Numbers are copied from any one-dimensional buffer (NumPy, array, memoryview; strided,\n" \
    "read-only, of any width and byte order; two-dimensional for Array fields), others from any\n" \
    "iterable of values. A field that refers to records takes records, or `(table, indices)`,\n" \
    "where -1 stands for None and this very table's new rows count already. A field with a\n" \
    "default may be left out.\n\n" \
    "ValueError for columns of different lengths or a wrong number of dimensions, TypeError for a\n" \
    "column of another type, OverflowError for a number out of range: field, row and value are\n" \
    "named, and nothing was added."

#define TYPED_RESERVE_DOC \
    "reserve($self, rows, /)\n--\n\n" \
    "Make room for so many rows more.\n\n" \
    "MemoryError or ArenaLimitError, and nothing is changed, if they do not fit."

#define TYPED_INDEX_DOC \
    "index($self, record, start=0, stop=9223372036854775807, /)\n--\n\n" \
    "The index of the row that a handle is of; found by its place, not by comparing rows.\n\n" \
    "ValueError if it is no row of this table."

#define TYPED_COUNT_DOC \
    "count($self, record, /)\n--\n\n" \
    "1 if the handle is of a row of this table, else 0."

#define TYPED_VIEW_DOC \
    "view($self, name, /)\n--\n\n" \
    "A column as a memoryview with strides, without a copy.\n\n" \
    "Of numbers it can be written. References (u32; 0 for None), characters (UCS-4), and the\n" \
    "choice of a Literal or Enum (1 for the first, 0 for None) are read-only. It shows the rows\n" \
    "that are there now, and pins them: BufferError from what would free them. AttributeError if\n" \
    "there is no such field, TypeError for fields whose values have no fixed size, BufferError\n" \
    "when the rows lie in several runs."

#define TYPED_COLUMN_DOC \
    "column($self, name, /)\n--\n\n" \
    "A column as a NumPy array, without a copy; see view().\n\n" \
    "ImportError without NumPy."

#define TYPED_ARRAY_DOC \
    "array($self, /)\n--\n\n" \
    "All rows as a structured NumPy array, without a copy, of the dtype `numpy_dtype(cls)`.\n\n" \
    "It can be written if the class has number fields only. BufferError when the rows lie in\n" \
    "several runs, ImportError without NumPy."

#define TYPED_CLOSE_DOC \
    "close($self, /)\n--\n\n" \
    "Close the arena, if it is the table's own; RuntimeError if it was given."

#endif
