"""A tree whose nodes know their parents: folders, as a disk usage tool holds them.

With reference counts such a tree is all cycles, and waits for the garbage collector or needs
weak references. In an arena a parent is a field of four bytes. Children are a `Vec`, which
grows as they are found; a node is whole from the moment it is made.
"""

from collections.abc import Iterator

from arenite import Bump, Struct, Vec, field, u64

FILES = {
    "src/arena/chunk.c": 9_200,
    "src/arena/arena.c": 12_100,
    "src/main.py": 800,
    "docs/guide.md": 15_300,
    "docs/pictures/arena.png": 81_000,
    "README.md": 4_100,
}


class Node(Struct):
    """A file or a folder; `size` counts all that is below."""

    name: str
    parent: "Node | None" = None
    size: u64 = 0
    children: Vec["Node"] = field(default=())

    def ancestors(self) -> Iterator["Node"]:
        """The folder it is in, the one that is in, and so on."""
        node = self.parent
        while node:
            yield node
            node = node.parent

    @property
    def path(self) -> str:
        """The names from the root to here."""
        return "/".join(reversed([self.name, *(node.name for node in self.ancestors())]))

    def child(self, name: str) -> "Node":
        """The child of this name, made if need be."""
        for child in self.children:
            if child.name == name:
                return child
        child = Node(name, self)
        self.children.append(child)
        return child


def add(root: Node, path: str, size: int) -> None:
    """Put a file in its place, and its size on all folders above."""
    node = root
    for name in path.split("/"):
        node = node.child(name)
    for counted in (node, *node.ancestors()):
        counted.size += size


def show(node: Node, depth: int = 0) -> None:
    """The tree, the largest first."""
    print(f"{node.size:9,}  {'  ' * depth}{node.name}")
    for child in sorted(node.children, key=lambda child: child.size, reverse=True):
        show(child, depth + 1)


def common(a: Node, b: Node) -> Node | None:
    """The innermost folder that both are in."""
    above = set(a.ancestors())
    return next((node for node in b.ancestors() if node in above), None)


def main() -> None:
    """Build a tree from paths, and go up and down in it."""
    with Bump() as bump:
        root = Node("project")
        for path, size in FILES.items():
            add(root, path, size)
        show(root)

        chunk = root.child("src").child("arena").child("chunk.c")
        script = root.child("src").child("main.py")
        folder = common(chunk, script)
        print(f"{chunk.path} and {script.path} are both in {folder.path if folder else 'nothing'}")
        print(f"{bump.stats().used} bytes")


if __name__ == "__main__":
    main()
