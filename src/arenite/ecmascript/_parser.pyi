from typing_extensions import Buffer

from arenite import Bump
from arenite.ecmascript.ast import Node, Program

def parse(
    arena: Bump,
    source: Buffer,
    language: int,
    goal: int,
    early_errors: bool,
    program: type[Program],
    /,
) -> tuple[Program, int] | tuple[str, int, int, str, tuple[str, int, int] | None]: ...
def estree(
    node: Node, source: Buffer | None, range: bool, parentheses: bool, typescript: bool, /
) -> bytes: ...
