"""A symbol table: each name is stored once, and is a number from then on.

A `Symbol` field holds four bytes for a name, however often the name occurs, and reads as the
same `str` object each time. A `SymbolTable` of its own gives the numbers themselves, small and
dense, which index a list. On top of that, what a compiler calls a symbol table: scopes that
map names to declarations and know the scope around them.
"""

from arenite import Bump, Map, Struct, Symbol, SymbolTable, field, u32

SOURCE = """
let price
let count
{ let count use price use count
  { use count use tax } }
use count
"""


class Declaration(Struct):
    name: Symbol
    line: u32
    uses: u32 = 0


class Scope(Struct):
    """The names that a block declares, and the block around it."""

    outer: "Scope | None" = None
    names: Map[Symbol, Declaration] = field(default=())

    def find(self, name: str) -> Declaration | None:
        """The declaration of a name in this block, or the nearest one around it."""
        scope: Scope | None = self
        while scope:
            found = scope.names.get(name)
            if found:
                return found
            scope = scope.outer
        return None


def resolve(source: str) -> list[Declaration]:
    """Tie each use of a name to its declaration."""
    scope, declarations = Scope(), []
    for number, line in enumerate(source.splitlines()):
        words = iter(line.split())
        for word in words:
            if word == "{":
                scope = Scope(scope)
            elif word == "}":
                assert scope.outer
                scope = scope.outer
            elif word == "let":
                declaration = Declaration(next(words), number)
                scope.names[declaration.name] = declaration
                declarations.append(declaration)
            elif found := scope.find(name := next(words)):
                found.uses += 1
            else:
                print(f"line {number}: {name} is not declared")
    return declarations


def main() -> None:
    """Number words, then resolve names in nested scopes."""
    with Bump() as bump:
        table = SymbolTable()
        text = ["to", "be", "or", "not", "to", "be"]
        ids = [table.intern(word) for word in text]
        print(f"{len(text)} words, {len(table)} symbols: {ids}")
        print(f"symbol 3 is {table.resolve(3)!r}; or is in it: {'or' in table}")

        declarations = resolve(SOURCE)
        for declaration in declarations:
            print(f"line {declaration.line}: {declaration.name} has uses: {declaration.uses}")
        first, second = (d for d in declarations if d.name == "count")
        print(f"one str for both: {first.name is second.name}; {bump.stats().used} bytes")


if __name__ == "__main__":
    main()
