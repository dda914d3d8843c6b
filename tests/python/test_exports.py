"""The export list is honest."""

from __future__ import annotations

import importlib
import inspect
import pickle
import pkgutil
import subprocess
import sys
from types import ModuleType

import pytest

import arenite

PUBLIC_MODULES = {
    "arenite",
    "arenite.ecmascript",
    "arenite.ecmascript.ast",
    "arenite.global_allocator",
    "arenite.system_allocator",
}
"""A module that is none of these has a name with an underscore."""

ENTRY_POINTS = {"arenite.__main__"}


def is_public(name: str) -> bool:
    return not name.startswith("_")


def submodules() -> list[str]:
    return [m.name for m in pkgutil.walk_packages(arenite.__path__, "arenite.")]


def importable(names: set[str]) -> list[str]:
    return sorted(name for name in names if name == "arenite" or name in submodules())


def test_other_modules_are_private() -> None:
    private = set(submodules()) - PUBLIC_MODULES - ENTRY_POINTS
    assert [m for m in private if not any(part.startswith("_") for part in m.split("."))] == []


@pytest.mark.parametrize("name", importable(PUBLIC_MODULES))
def test_all_is_complete(name: str) -> None:
    module = importlib.import_module(name)
    defined = {
        attribute
        for attribute, value in vars(module).items()
        if is_public(attribute) and is_ours(module, value)
    }
    assert defined - set(module.__all__) == set()
    assert [n for n in module.__all__ if not hasattr(module, n)] == []
    assert len(module.__all__) == len(set(module.__all__))


def is_ours(module: ModuleType, value: object) -> bool:
    """Whether a module defines what it has a name for, or shows it for its package."""
    if not callable(value):
        return False
    home = getattr(value, "__module__", None) or ""
    return home == module.__name__ or home.startswith(f"{module.__name__}._")


def test_star_import_gives_just_the_list() -> None:
    namespace: dict[str, object] = {}
    exec("from arenite import *", namespace)
    del namespace["__builtins__"]
    assert sorted(namespace) == sorted(arenite.__all__)


@pytest.mark.parametrize("name", sorted(arenite.__all__))
def test_classes_say_where_to_import_them_from(name: str) -> None:
    value = getattr(arenite, name)
    if inspect.isclass(value):
        assert (value.__module__, value.__qualname__) == ("arenite", name)


@pytest.mark.parametrize("name", sorted(arenite.__all__))
def test_everything_is_documented(name: str) -> None:
    value = getattr(arenite, name)
    if not callable(value) or name in NUMBERS:
        return
    assert inspect.getdoc(value), name
    for attribute, member in vars(value).items() if inspect.isclass(value) else ():
        if is_public(attribute) and (inspect.isroutine(member) or inspect.isdatadescriptor(member)):
            assert inspect.getdoc(member), f"{name}.{attribute}"


NUMBERS = {"i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64", "f32", "f64"}
"""Aliases: what they are called says all."""


@pytest.mark.parametrize("method", [n for n in vars(arenite.Bump) if is_public(n)])
def test_methods_have_signatures(method: str) -> None:
    function = getattr(arenite.Bump, method)
    if inspect.isroutine(function):
        parameters = list(inspect.signature(function).parameters)
        assert parameters[:1] == ["self"] or inspect.isbuiltin(function)


def test_import_loads_no_more_than_it_needs() -> None:
    """Modules that only some programs need are imported when they are asked for."""
    heavy = {"dataclasses", "inspect", "numpy", "ast", "dis", "arenite._allocator"}
    heavy |= {"arenite.ecmascript", "arenite.system_allocator", "arenite._global"}
    code = (
        "import sys; before = set(sys.modules); import arenite; print(*set(sys.modules) - before)"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert heavy & set(loaded) == set()


def test_what_many_programs_never_use_is_imported_when_it_is_asked_for() -> None:
    code = (
        "import sys, arenite\n"
        "assert not {'arenite._pool', 'arenite._columns', 'arenite._c_api'} & set(sys.modules)\n"
        "assert set(arenite.__all__) <= set(dir(arenite))\n"
        "assert arenite.BumpPool is arenite._pool.BumpPool\n"
        "assert arenite.system_allocator is sys.modules['arenite.system_allocator']\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = arenite.nothing


def run(code: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout


def test_an_import_alone_brings_nothing() -> None:
    out = run(
        "import sys, arenite\n"
        "print([n for n in sys.modules if n.startswith('arenite')], hasattr(arenite, 'nothing'))\n"
        "arenite.u8\n"
        "print('arenite._core' in sys.modules)\n"
    )
    assert out == "['arenite'] False\nTrue\n"


@pytest.mark.parametrize(
    "use",
    [
        "class A(core.Struct): pass",
        "core.Struct.__signature__",
        "core.Bump().vec(float)",
        "core.Bump().alloc_slice(float, [1])",
        "core.Bump().map(int, int)",
    ],
)
def test_the_core_alone_becomes_whole_when_it_needs_to(use: str) -> None:
    out = run(
        "import arenite._core as core, sys\n"
        "assert 'arenite._hooks' not in sys.modules\n"
        "try:\n"
        f"    {use}\n"
        "except Exception as error:\n"
        "    print(error)\n"
        "print('arenite._hooks' in sys.modules)\n"
        "from collections.abc import MutableSequence\n"
        "assert issubclass(core.Vec, MutableSequence)\n"
    )
    assert out.endswith("True\n")


def test_names_asked_for_in_threads() -> None:
    out = run(
        "import arenite, sys, threading\n"
        "sys.setswitchinterval(1e-6)\n"
        "start, failed = threading.Barrier(8), []\n"
        "def ask(i):\n"
        "    start.wait()\n"
        "    names = sorted(arenite.__all__)\n"
        "    for name in names[i * 7:] + names[:i * 7]:\n"
        "        try:\n"
        "            getattr(arenite, name)\n"
        "            if i % 2: import arenite._core; type('A', (arenite._core.Struct,), {})\n"
        "        except BaseException as error: failed.append((name, error))\n"
        "threads = [threading.Thread(target=ask, args=[i]) for i in range(8)]\n"
        "[t.start() for t in threads]; [t.join() for t in threads]\n"
        "print(failed)\n"
    )
    assert out == "[]\n"


def test_an_error_of_the_package_can_be_unpickled_first() -> None:
    data = pickle.dumps(arenite.ArenaLimitError("full"))
    assert run(f"import pickle; print(repr(pickle.loads({data!r})))") == "ArenaLimitError('full')\n"
