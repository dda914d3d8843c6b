from typing import Any, Final, Literal, TypeAlias, final

from _typeshed import structseq
from typing_extensions import CapsuleType

Policy: TypeAlias = Literal["leak", "last", "recycle"]
Domain: TypeAlias = Literal["raw", "mem", "obj"]

@final
class GlobalStats(
    structseq[Any],
    tuple[Policy, tuple[Domain, ...], int, int, int, int | None, int, int, bool],
):
    __match_args__: Final = (
        "policy",
        "domains",
        "size",
        "peak",
        "used",
        "live",
        "threads",
        "fallbacks",
        "exhausted",
    )
    @property
    def policy(self) -> Policy: ...
    @property
    def domains(self) -> tuple[Domain, ...]: ...
    @property
    def size(self) -> int: ...
    @property
    def peak(self) -> int: ...
    @property
    def used(self) -> int: ...
    @property
    def live(self) -> int | None: ...
    @property
    def threads(self) -> int: ...
    @property
    def fallbacks(self) -> int: ...
    @property
    def exhausted(self) -> bool: ...

def install(size: int, policy: str, domains: tuple[str, ...], /) -> None: ...
def installed() -> bool: ...
def stats() -> GlobalStats: ...
def source() -> CapsuleType: ...
