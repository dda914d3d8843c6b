"""`with_arena`: a function that is given an arena which lasts as long as its call.

Each call has a new Bump. Taking one from a pool was measured: it costs twice as
much for an arena of a few records, nothing more or less for what Python code
allocates one by one, and pays only for megabytes that native code fills. There
the caller can use a BumpPool; here nothing should stay reserved for a call that
may never come again.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Generator
from functools import partial, update_wrapper
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar, overload

from arenite._core import Bump, LifetimeError, _ambient, arena_of

if TYPE_CHECKING:
    from contextvars import Token

P = ParamSpec("P")
R = TypeVar("R")
S = TypeVar("S")


@overload
def with_arena(function: Callable[Concatenate[Bump, P], R], /) -> Callable[P, R]: ...
@overload
def with_arena(
    function: Callable[Concatenate[S, Bump, P], R], /
) -> Callable[Concatenate[S, P], R]: ...
def with_arena(function: Any, /) -> Any:
    """Give a function an arena of its own for each call, which ends with the call.

    `@with_arena def f(bump, x)` is called as `f(x)`, also as `with_arena(f)(x)`.
    The arena is the first argument; the second, if the first parameter is named
    `self` or `cls`. It is the ambient arena inside of the function as well.

    Of a coroutine function the arena lasts until it has returned; of a generator
    function, also an async one, until it is exhausted or closed. Between its
    steps a generator's arena is not the ambient one.

    A result that lives in the arena raises LifetimeError: return a copy, as
    to_heap() makes. Lists and other containers are not searched for such, nor
    are the items of generators, which are good as long as the generator runs.
    BufferError if a buffer of the arena is still exported at the end.
    """
    import inspect  # an import that takes longer than that of arenite

    if isinstance(function, staticmethod | classmethod):
        return type(function)(with_arena(function.__func__))
    if not callable(function):
        raise TypeError(f"with_arena() takes a function, not {type(function).__name__}")
    parameter = _first_parameter(function)
    place = 1 if parameter in ("self", "cls") else 0
    is_function = inspect.isroutine(function) or isinstance(function, partial)
    called = function if is_function else function.__call__
    if inspect.isasyncgenfunction(called):
        made: Callable[..., Any] = _async_generator(function, place)
    elif inspect.isgeneratorfunction(called):
        made = _generator(function, place)
    elif inspect.iscoroutinefunction(called):
        made = _coroutine(function, place)
    else:
        made = _plain(function, place)
    return update_wrapper(made, function)


def _first_parameter(function: Callable[..., Any]) -> str:
    import inspect

    try:
        return next(iter(inspect.signature(function).parameters), "")
    except ValueError:  # of what is not written in Python
        return ""


# ---- One wrapper for each kind of function ----------------------------------
#
# It is of that kind itself, so that inspect, asyncio and pytest see what it is.


def _plain(function: Callable[..., Any], place: int) -> Callable[..., Any]:
    def call(*args: Any, **kwargs: Any) -> Any:
        with Bump() as bump:
            result = function(*args[:place], bump, *args[place:], **kwargs)
            return _checked(result, bump, function)

    return call


def _coroutine(function: Callable[..., Any], place: int) -> Callable[..., Any]:
    async def call(*args: Any, **kwargs: Any) -> Any:
        with Bump() as bump:
            result = await function(*args[:place], bump, *args[place:], **kwargs)
            return _checked(result, bump, function)

    return call


# What `yield from` does, but each step is taken with the ambient arena that the
# one before has left: the consumer is in the same context, and has its own.


def _generator(function: Callable[..., Any], place: int) -> Callable[..., Any]:
    def generate(*args: Any, **kwargs: Any) -> Generator[Any, Any, Any]:
        with _Ending() as bump:
            generator = function(*args[:place], bump, *args[place:], **kwargs)
            step, value = generator.send, None
            ambient: Bump | None = bump
            while True:
                token = _ambient.set(ambient)
                try:
                    item = step(value)
                except StopIteration as stop:
                    return _checked(stop.value, bump, function)
                finally:
                    ambient, value = _ambient.get(None), None
                    _restore(token)
                try:
                    step, value = generator.send, (yield item)
                except BaseException as error:  # noqa: BLE001  GeneratorExit, too
                    step, value = generator.throw, error

    return generate


def _async_generator(function: Callable[..., Any], place: int) -> Callable[..., Any]:
    async def generate(*args: Any, **kwargs: Any) -> AsyncGenerator[Any, Any]:
        with _Ending() as bump:
            generator = function(*args[:place], bump, *args[place:], **kwargs)
            step, value = generator.asend, None
            ambient: Bump | None = bump
            while True:
                token = _ambient.set(ambient)
                try:
                    item = await step(value)
                except StopAsyncIteration:
                    return
                finally:
                    ambient, value = _ambient.get(None), None
                    _restore(token)
                try:
                    step, value = generator.asend, (yield item)
                except BaseException as error:  # noqa: BLE001  GeneratorExit, too
                    step, value = generator.athrow, error

    return generate


class _Ending:
    """An arena that is closed at the end of a block, and not the ambient one."""

    __slots__ = ("_bump",)

    def __enter__(self) -> Bump:
        self._bump = Bump()
        return self._bump

    def __exit__(self, kind: object, exception: BaseException | None, traceback: object) -> None:
        try:
            self._bump.close()
        except BufferError as refused:
            if exception is None:
                raise
            exception.add_note(str(refused))  # what is closed must not fail for that


def _restore(token: Token[Bump | None]) -> None:
    try:
        _ambient.reset(token)
    except ValueError:
        return  # the step was ended in another context, where it has changed nothing


# ---- What comes out of it ---------------------------------------------------

_NOWHERE = frozenset({type(None), bool, int, float, str, bytes, tuple, list, dict, set})
"""Types of results that need no question."""


def _checked(result: Any, bump: Bump, function: Callable[..., Any]) -> Any:
    if type(result) not in _NOWHERE and _home_of(result) is bump:
        name = getattr(function, "__qualname__", repr(function))
        raise LifetimeError(
            f"{name}() returns a {type(result).__name__} of the arena that ends with the call: "
            "return a copy on the heap, as to_heap(record), str(text) or list(slice), or one in "
            "another arena, as compact([record]) or outer.copy(record)"
        )
    return result


def _home_of(value: Any) -> Bump | None:
    """The arena that a handle refers to, or that the value is."""
    if isinstance(value, Bump):
        return value
    try:
        return arena_of(value)
    except TypeError:
        return None
