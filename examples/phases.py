"""Several arenas for several phases: what a phase leaves behind is copied, the rest goes.

A compiler reads a file into one arena, keeps the little that others may import in another,
which lives longer, and drops the first. Two arenas never refer to each other, so nothing can
dangle; `bump.copy` takes a record and all that it leads to across, sharing and cycles kept.
`compact` does the same into a fresh arena, for what has been edited for long; `to_heap`
makes dataclasses, which need no arena at all.
"""

from arenite import Bump, Slice, Struct, arena_of, compact, field, to_heap

MODULES = {
    "shapes": "def area(width height) ... def _check(value) ... def scale(shape by)",
    "colors": "def mix(first second) ... def _clamp(value)",
}


class Token(Struct):
    """A word of the source; only the first phase needs it."""

    text: str
    next: "Token | None" = None


class Function(Struct):
    """What the second phase finds."""

    name: str
    params: Slice[str]
    origin: "Module"


class Module(Struct):
    """Functions that others may use, which know where they are from: a cycle."""

    name: str
    functions: Slice[Function] = field(default=())


def tokenize(source: str) -> Token:
    """Phase one: a chain of tokens, made from its end."""
    token = None
    for text in reversed(source.replace("(", " ").replace(")", " ) ").split()):
        token = Token(text, token)
    assert token
    return token


def analyse(name: str, token: Token | None) -> Module:
    """Phase two: the functions among the tokens."""
    module, found = Module(name), []
    while token:
        if token.text == "def" and token.next:
            name, token = token.next.text, token.next.next
            params = []
            while token and token.text != ")":
                params.append(token.text)
                token = token.next
            if not name.startswith("_"):
                found.append(Function(name, params, module))
        token = token.next if token else None
    module.functions = found
    return module


def main() -> None:
    """Read modules, each in an arena of its own; keep their interfaces in a common one."""
    with Bump() as interfaces:
        modules = []
        for name, source in MODULES.items():
            with Bump() as work:
                module = analyse(name, tokenize(source))
                modules.append(interfaces.copy(module))
                print(f"{name}: {work.stats().used} bytes of work")
        print(f"{interfaces.stats().used} bytes of interfaces")
        for module in modules:
            for function in module.functions:
                print(f"  {function.origin.name}.{function.name}({', '.join(function.params)})")

        for module in modules:
            module.name = f"the_{module.name}_of_another_package"  # the old name is left behind
        print(f"after renaming {interfaces.stats().wasted} bytes are wasted", end="; ")
        modules = compact(modules)
        print(f"compacted {arena_of(modules[0]).stats().wasted}")
        answer = to_heap(modules[0].functions[0])

    print(f"after all arenas: {answer.name} of {answer.origin.name}")


if __name__ == "__main__":
    main()
