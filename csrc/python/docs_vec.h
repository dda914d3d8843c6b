/* docs_vec.h - what help() says of Vec and String. */
#ifndef ARENITE_DOCS_VEC_H
#define ARENITE_DOCS_VEC_H

#define VEC_DOC \
    "Vec(item_type, items=(), *, allocator=None)\n--\n\n" \
    "A list in an arena: `Vec(i32, [1, 2])` in that of the innermost `with`, `bump.vec(i32)`,\n" \
    "or a field annotated `Vec[i32]`. With `allocator` it lies in what `allocator.arena()` gives:\n" \
    "that Bump, or a new one of arenite.system_allocator or another arenite.Allocator, which the\n" \
    "Vec owns and `arena_of(vec).close()` ends.\n\n" \
    "It does what a list does. Ranges of it are lists. It is a reference to the items, as a\n" \
    "list is: assigning it to a field shares it, any other iterable is copied into a new one.\n" \
    "A Vec of numbers has a buffer: memoryview() and NumPy use the arena's memory itself, and\n" \
    "until they let go of it the number of items cannot change (BufferError).\n\n" \
    "It grows in place while its items are the newest in the arena, and moves otherwise; what\n" \
    "it leaves behind is counted in stats().wasted. One that is older than an open scope\n" \
    "cannot grow in it: LifetimeError. Any use after it was freed raises StaleReferenceError."

#define VEC_APPEND_DOC \
    "append($self, value, /)\n--\n\n" \
    "Add a value at the end.\n\n" \
    "TypeError or OverflowError if it is no value of the item type, LifetimeError in a scope\n" \
    "that is younger than the Vec if there is no room, MemoryError."

#define VEC_EXTEND_DOC \
    "extend($self, items, /)\n--\n\n" \
    "Add the values of an iterable at the end: all, or, after an error, none.\n\n" \
    "A buffer whose items are stored as the Vec's are is copied as memory."

#define VEC_INSERT_DOC \
    "insert($self, index, value, /)\n--\n\n" \
    "Add a value before the item at `index`."

#define VEC_POP_DOC \
    "pop($self, index=-1, /)\n--\n\n" \
    "Remove an item and return it. IndexError if there is none."

#define VEC_REMOVE_DOC \
    "remove($self, value, /)\n--\n\n" \
    "Remove the first item equal to `value`. ValueError if there is none."

#define VEC_CLEAR_DOC \
    "clear($self, /)\n--\n\n" \
    "Remove all items. The capacity stays."

#define VEC_INDEX_DOC \
    "index($self, value, start=0, stop=sys.maxsize, /)\n--\n\n" \
    "Index of the first item equal to `value`. ValueError if there is none."

#define VEC_COUNT_DOC \
    "count($self, value, /)\n--\n\n" \
    "How many items are equal to `value`."

#define VEC_SORT_DOC \
    "sort($self, /, *, key=None, reverse=False)\n--\n\n" \
    "Sort the items in place, those that are equal in the order that they had.\n\n" \
    "Numbers without a key are sorted without making objects of them; NaN counts as greater\n" \
    "than any other. Other items are sorted as by list.sort. If an error is raised, or if a\n" \
    "key or comparison changes the Vec (ValueError), it is not sorted."

#define VEC_REVERSE_DOC \
    "reverse($self, /)\n--\n\n" \
    "Reverse the order of the items in place."

#define VEC_RESERVE_DOC \
    "reserve($self, additional, /)\n--\n\n" \
    "Make room for `additional` items more. ValueError if negative."

#define VEC_SHRINK_DOC \
    "shrink_to_fit($self, /)\n--\n\n" \
    "Let go of the room behind the items.\n\n" \
    "If it is the newest memory of the arena it can be used again, otherwise it is wasted."

#define VEC_FREEZE_DOC \
    "freeze($self, /)\n--\n\n" \
    "The items as a Slice, without a copy. The Vec is empty afterwards.\n\n" \
    "Room behind them is let go as by shrink_to_fit()."

#define VEC_CAPACITY_DOC "Items that there is room for before the Vec has to grow."

#define BUMP_VEC_DOC \
    "vec($self, /, item_type, items=())\n--\n\n" \
    "A new Vec in the arena: a list of values stored as a field of `item_type` is."

/* ---- String ------------------------------------------------------------- */

#define STRING_DOC \
    "String(text='', *, allocator=None)\n--\n\n" \
    "Text in an arena that can be added to: in that of the innermost `with`, by\n" \
    "`bump.string()`, or a field annotated `String`; with `allocator` as a Vec.\n\n" \
    "str() copies it out, len() counts code points. Only its end changes: `+=`, append(),\n" \
    "write() as of a file, format(), truncate(). It is kept as UTF-8, surrogates passed\n" \
    "through, and grows as a Vec does, with the same errors. It compares as its str does."

#define STRING_APPEND_DOC \
    "append($self, text, /)\n--\n\n" \
    "Add a str, Text or String at the end. TypeError if it is none."

#define STRING_WRITE_DOC \
    "write($self, text, /)\n--\n\n" \
    "Add a str at the end, as to a file; returns the number of its code points."

#define STRING_EXTEND_DOC \
    "extend($self, texts, /)\n--\n\n" \
    "Add the texts of an iterable at the end: all, or, after an error, none."

#define STRING_WRITELINES_DOC \
    "writelines($self, texts, /)\n--\n\n" \
    "The same as extend(), as of a file: no line ends are added."

#define STRING_FLUSH_DOC \
    "flush($self, /)\n--\n\n" \
    "Does nothing: print(..., file=string, flush=True) calls it."

#define STRING_FORMAT_DOC \
    "format($self, template, /, *args, **kwargs)\n--\n\n" \
    "Add `template.format(*args, **kwargs)` at the end."

#define STRING_TRUNCATE_DOC \
    "truncate($self, length, /)\n--\n\n" \
    "Keep the first `length` code points; nothing happens if there are not more.\n\n" \
    "ValueError if negative."

#define STRING_CLEAR_DOC \
    "clear($self, /)\n--\n\n" \
    "Remove all text. The capacity stays."

#define STRING_RESERVE_DOC \
    "reserve($self, additional, /)\n--\n\n" \
    "Make room for `additional` bytes more. ValueError if negative."

#define STRING_SHRINK_DOC \
    "shrink_to_fit($self, /)\n--\n\n" \
    "Let go of the room behind the text, as Vec.shrink_to_fit() does."

#define STRING_FREEZE_DOC \
    "freeze($self, /)\n--\n\n" \
    "The text as a Text, without a copy. The String is empty afterwards."

#define BUMP_STRING_DOC \
    "string($self, /, text='')\n--\n\n" \
    "A new String in the arena, to build text in."

#endif
