/* docs_map.h - what help() says of Map and SymbolTable. */
#ifndef ARENITE_DOCS_MAP_H
#define ARENITE_DOCS_MAP_H

#define MAP_DOC \
    "Map(key_type, value_type, /, items=(), *, allocator=None)\n--\n\n" \
    "A mapping in the arena, in insertion order: a dict of typed keys and values.\n\n" \
    "`Map(str, i32)` lies in the arena of the innermost `with`, `bump.map(str, i32)` in that\n" \
    "one, with `allocator` in what its arena() gives; as the type of a field it is\n" \
    "`Map[str, i32]`. Keys are integers of up to 64 bits,\n" \
    "bool, char, str, bytes, Symbol, members of an Enum or Literal, or records, by identity;\n" \
    "values whatever a field can have but Inline and Array. It is equal to a Map or dict of\n" \
    "equal items.\n\n" \
    "Storing a key or value of a wrong type raises TypeError, one out of range OverflowError;\n" \
    "to look for such a key finds nothing, unless it is unhashable: TypeError. Growing needs\n" \
    "new memory: MemoryError, and in a scope that is younger than the Map LifetimeError, unless\n" \
    "reserve() was called before it. After an error the Map is as it was. Changing its size\n" \
    "while it is iterated over makes the iterator raise RuntimeError. Any use after it was freed\n" \
    "raises StaleReferenceError."

#define MAP_GET_DOC \
    "get($self, key, default=None, /)\n--\n\n" \
    "The value of `key`, or `default`."

#define MAP_SETDEFAULT_DOC \
    "setdefault($self, key, default=None, /)\n--\n\n" \
    "The value of `key`, which is set to `default` if it is missing."

#define MAP_POP_DOC \
    "pop($self, key, default=<unrepresentable>, /)\n--\n\n" \
    "Delete `key` and return its value; `default`, or KeyError, if it is missing."

#define MAP_POPITEM_DOC \
    "popitem($self, /)\n--\n\n" \
    "Delete the newest item and return it as a pair. KeyError if the Map is empty."

#define MAP_UPDATE_DOC \
    "update($self, items=(), /, **more)\n--\n\n" \
    "Set all items of a mapping or of an iterable of pairs, or, after any error, none."

#define MAP_CLEAR_DOC \
    "clear($self, /)\n--\n\n" \
    "Delete all items; the room for them stays."

#define MAP_RESERVE_DOC \
    "reserve($self, additional, /)\n--\n\n" \
    "Make room for so many more entries, so that up to there nothing has to grow."

#define MAP_KEYS_DOC \
    "keys($self, /)\n--\n\n" \
    "The keys, as they are at the time: a set-like view."

#define MAP_VALUES_DOC \
    "values($self, /)\n--\n\n" \
    "The values, as they are at the time."

#define MAP_ITEMS_DOC \
    "items($self, /)\n--\n\n" \
    "Pairs of key and value, as they are at the time: a set-like view."

#define MAP_ISDISJOINT_DOC \
    "isdisjoint($self, other, /)\n--\n\n" \
    "Whether nothing of the iterable `other` is here."

#define BUMP_MAP_DOC \
    "map($self, key_type, value_type, /, items=())\n--\n\n" \
    "A Map in this arena, with the items of a mapping or of an iterable of pairs."

#define BUMP_INTERN_DOC \
    "intern($self, text, /)\n--\n\n" \
    "The number of a text in `symbols`, where it is added if it is missing."

#define BUMP_SYMBOLS_DOC \
    "The arena's own SymbolTable: what its Symbol fields and keys refer to.\n\n" \
    "Symbols live until reset() or close(), whatever scope they were made in; their bytes count\n" \
    "against `limit` and in `stats().used`."

#define SYMBOL_TABLE_DOC \
    "SymbolTable(*, allocator=None)\n--\n\n" \
    "Texts and their numbers: 0, 1, 2, ... in the order in which they were first seen.\n\n" \
    "`text in table`, `len(table)`, and iteration over the texts in that order.\n\n" \
    "Its memory is its own, or, with `allocator`, in what `allocator.arena()` gives: it counts\n" \
    "against the limit of that Bump, and any use after it was freed there raises\n" \
    "StaleReferenceError. As a Vec it cannot grow in a scope that is younger: LifetimeError."

#define SYMBOLS_INTERN_DOC \
    "intern($self, text, /)\n--\n\n" \
    "The number of a text, which is added if it is missing. TypeError if it is no str,\n" \
    "MemoryError; after it the table is as it was."

#define SYMBOLS_RESOLVE_DOC \
    "resolve($self, symbol, /)\n--\n\n" \
    "The text of a number: each time the same str. IndexError if there is none."

#endif
