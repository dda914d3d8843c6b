from typing_extensions import Buffer

from arenite import Bump
from arenite.ecmascript.ast import Node, Program

def parse(
    arena: Bump, source: Buffer, language: int, goal: int, program: type[Program], /
) -> tuple[Program, int] | tuple[str, int, int]: ...
def estree(
    node: Node, source: Buffer | None, range: bool, parentheses: bool, typescript: bool, /
) -> bytes: ...
