"""`arenite run` is `python`: each program here runs both ways, and says and does the same.

Stdout, stderr and the exit status are compared as they are. What must differ has a test of its
own at the end, with the reason.
"""

from __future__ import annotations

import itertools
import os
import re
import subprocess
import sys
import tempfile
import textwrap
import zipfile
from pathlib import Path

import pytest

if os.environ.get("PYTHONMALLOC") or sys.flags.dev_mode:
    pytest.skip("the global allocator is not for these hooks", allow_module_level=True)

RUN = ["-m", "arenite", "run"]

ADDRESS = re.compile(r"0x[0-9a-f]+")

ENVIRONMENT = {
    name: value
    for name, value in os.environ.items()
    if not name.startswith("PYTHON") or name == "PYTHONPATH"
} | {"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "100"}


def start(arguments: list[str], folder: Path, stdin: bytes | None) -> subprocess.Popen[bytes]:
    with tempfile.TemporaryFile() as file:  # one for each: the other run is reading its own
        file.write(stdin or b"")
        file.seek(0)
        return subprocess.Popen(
            [sys.executable, *arguments],
            cwd=folder,
            env=ENVIRONMENT,
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )


def ended(process: subprocess.Popen[bytes]) -> tuple[int, str, str]:
    try:
        out, err = (ADDRESS.sub("0x", text.decode()) for text in process.communicate(timeout=600))
    except subprocess.TimeoutExpired:
        process.kill()
        raise
    return process.returncode, out, err


def assert_same(
    folder: Path, arguments: list[str], flags: tuple[str, ...] = (), stdin: bytes | None = None
) -> tuple[int, str, str]:
    """The two runs go on beside each other."""
    plain = start([*flags, *arguments], folder, stdin)
    under = start([*flags, *RUN, *arguments], folder, stdin)
    expected = ended(plain)
    assert ended(under) == expected
    return expected


# ---- Scripts ----------------------------------------------------------------------------

SCRIPTS = {
    "namespace": """
        for name, value in sorted(globals().items()):
            print(name, getattr(value, "__name__", None) or type(value).__name__, value is None)
        print(list(globals()))
        import __main__, sys
        print(sys.modules["__main__"] is __main__, vars(__main__) is globals(), __main__)
        print(type(__loader__), __loader__.name, __loader__.path, __file__)
        """,
    "arguments": "import sys; print(sys.argv, sys.path, sys.flags.safe_path)",
    "annotations": """
        value: undefined_is_an_error = 1
        """,
    "future": """
        from __future__ import annotations
        value: anything = 1
        print(__annotations__, exec("x: int = 1; print(__annotations__)", {}))
        """,
    "docstring": '"""A docstring."""\nprint(__doc__)',
    "empty": "",
    "no newline": "print(1)  # the last line",
    "exit with a number": "import sys; sys.exit(3)",
    "exit with nothing": "import sys; sys.exit()",
    "exit with a text": "import sys; sys.exit('a reason')",
    "exit with an object": "raise SystemExit([1, 'x'])",
    "exit with a large number": "raise SystemExit(2**80)",
    "exit with a number of many bytes": "raise SystemExit(256 + 7)",
    "exit with a negative number": "raise SystemExit(-1)",
    "exit with a bool": "raise SystemExit(True)",
    "exit in a function": """
        def leave():
            try:
                raise SystemExit(5)
            finally:
                print("leaving")
        leave()
        """,
    "a subclass of SystemExit": """
        class Leave(SystemExit):
            pass
        raise Leave(4)
        """,
    "_exit": "import os; print('lost', end=''); os._exit(9)",
    "abort": "import os; os.abort()",
    "an exception": """
        def inner(x):
            return 1 / x

        def outer():
            inner(0)

        outer()
        """,
    "an exception at once": "1 / 0",
    "chained exceptions": """
        try:
            {}["key"]
        except KeyError as error:
            try:
                int("x")
            except ValueError:
                raise RuntimeError("both") from error
        """,
    "exceptions in handlers": """
        try:
            try:
                1 / 0
            finally:
                [].x
        except AttributeError:
            raise TypeError("last")
        """,
    "a group": """
        def fail(x):
            raise ValueError(x)

        errors = []
        for i in range(3):
            try:
                fail(i)
            except ValueError as error:
                error.add_note(f"note {i}")
                errors.append(error)
        raise ExceptionGroup("some", errors)
        """,
    "recursion": """
        def down(n):
            return down(n + 1)
        down(0)
        """,
    "how deep": """
        def down(n):
            try:
                return down(n + 1)
            except RecursionError:
                return n
        print(down(0))
        import sys
        sys.setrecursionlimit(5000)
        print(down(0))
        """,
    "an exception with a bad repr": """
        class Bad(Exception):
            def __str__(self):
                raise ValueError
        raise Bad
        """,
    "no memory": "raise MemoryError('not really')",
    "a hook": """
        import sys, traceback
        def hook(kind, value, trace):
            print("hook", kind, value, traceback.extract_tb(trace))
            print(sys.last_type, sys.last_value is value, sys.last_traceback is trace)
            print(value.__traceback__ is trace, sys.excepthook is hook, sys.exc_info())
            print(getattr(sys, "last_exc", value) is value, sys._getframe().f_back)
        sys.excepthook = hook
        def f():
            raise ValueError("x")
        f()
        """,
    "a hook that fails": """
        import sys
        def hook(*_):
            raise TypeError("in the hook")
        sys.excepthook = hook
        raise ValueError("first")
        """,
    "a hook that exits": """
        import sys
        sys.excepthook = lambda *_: sys.exit(17)
        raise ValueError
        """,
    "no hook": """
        import sys
        del sys.excepthook
        raise ValueError("x")
        """,
    "a hook and exit": """
        import sys
        sys.excepthook = print
        sys.exit("reason")
        """,
    "a syntax error": "x = 1\nif x\n    pass\n",
    "an indentation error": "if 1:\npass\n",
    "tabs and spaces": "if 1:\n        x = 1\n\ty = 2\n",
    "an unknown encoding": "# coding: nothing\n",
    "warnings of the compiler": "assert (1, 2)\nprint(1 is 1)\n",
    "a syntax error of the compiler": "def f():\n    x = 1\n    global x\n",
    "eval of wrong code": "eval('1 +')",
    "KeyboardInterrupt": """
        import atexit
        atexit.register(print, "at exit")
        def f():
            raise KeyboardInterrupt
        f()
        """,
    "KeyboardInterrupt that is chained": """
        try:
            raise KeyboardInterrupt
        except BaseException:
            raise ValueError
        """,
    "SIGINT": """
        import os, signal, time
        try:
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(10)
        finally:
            print("finally")
        """,
    "SIGINT with a handler": """
        import os, signal
        def handler(number, frame):
            print(number, frame.f_code.co_name, frame.f_back)
        signal.signal(signal.SIGINT, handler)
        os.kill(os.getpid(), signal.SIGINT)
        print("goes on")
        """,
    "SIGTERM": "import os, signal; print('lost', end=''); os.kill(os.getpid(), signal.SIGTERM)",
    "SIGTERM with a handler": """
        import os, signal, sys
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(15))
        os.kill(os.getpid(), signal.SIGTERM)
        print("not reached")
        """,
    "SIGPIPE is ignored": "import signal; print(signal.getsignal(signal.SIGPIPE))",
    "callers": """
        import inspect, logging, sys, traceback, warnings
        traceback.print_stack()
        print([frame.function for frame in inspect.stack()])
        warnings.warn("one")
        warnings.warn("two", stacklevel=2)
        logging.warning("logged")
        print(sys._getframe().f_back)
        try:
            sys._getframe(1)
        except ValueError as error:
            print(error)
        def f():
            warnings.warn("three", stacklevel=2)
            warnings.warn("four", stacklevel=3)
            traceback.print_stack()
        f()
        """,
    "names from callers": """
        import collections, enum, typing
        print(collections.namedtuple("P", "x")(1), collections.namedtuple("P", "x").__module__)
        print(enum.Enum("E", "A B").__module__, typing.NamedTuple("N", [("x", int)]).__module__)
        """,
    "source": """
        import inspect, linecache, sys
        def f(x):
            return x  # a comment
        class A:
            pass
        print(inspect.getsource(f), inspect.getsourcefile(A), inspect.getsource(A))
        print(linecache.getline(__file__, 2), inspect.getmodule(f))
        """,
    "pickle": """
        import pickle, copy
        class A:
            def __init__(self):
                self.x = 1
        print(pickle.dumps(A()), pickle.loads(pickle.dumps(A())).x, A.__module__, A)
        print(pickle.loads(pickle.dumps(A)) is A)
        """,
    "a module that imports main": """
        import sys, types
        x = 5
        exec("import __main__; print(__main__.x, __main__.__name__)", {})
        """,
    "the end of things": """
        import atexit, sys, weakref
        class A:
            def __init__(self, name):
                self.name = name
            def __del__(self):
                print("del", self.name)
        a, b = A("a"), A("b")
        a.itself = a
        weakref.finalize(b, print, "finalized")
        atexit.register(lambda: print("exit", sorted(globals())))
        sys.kept = A("kept")
        _x = A("private")
        import threading
        """,
    "atexit that fails": """
        import atexit
        @atexit.register
        def f():
            1 / 0
        """,
    "atexit that exits": """
        import atexit, sys
        atexit.register(sys.exit, 3)
        """,
    "threads": """
        import threading
        def work():
            threading.main_thread().join()
            print("thread", threading.main_thread().name, threading.current_thread().name)
        threading.Thread(target=work, name="w").start()
        print("main ends")
        """,
    "a thread that fails": """
        import threading
        def work():
            raise ValueError("in a thread")
        t = threading.Thread(target=work, name="w")
        t.start(); t.join()
        """,
    "a thread of the background": """
        import threading, time
        threading.Thread(target=time.sleep, args=[100], daemon=True).start()
        """,
    "main fails while a thread runs": """
        import threading, time
        def work():
            time.sleep(0.05)
            print("late")
        threading.Thread(target=work).start()
        raise ValueError
        """,
    "frames of threads": """
        import sys, threading
        print([f.f_code.co_name for f in sys._current_frames().values()])
        print(threading.enumerate()[0].name)
        """,
    "a fork": """
        import os, sys
        pid = os.fork()
        if not pid:
            print("child", flush=True)
            sys.exit(6)
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
        """,
    "a fork that fails": """
        import os
        pid = os.fork()
        if not pid:
            1 / 0
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
        """,
    "a child": """
        import subprocess, sys
        print(subprocess.run([sys.executable, "-c", "print(__name__)"], stdout=-1).stdout)
        print(subprocess.run(["cat"], input=b"x", stdout=-1).stdout)
        """,
    "asyncio": """
        import asyncio
        async def main():
            await asyncio.sleep(0.01)
            return await asyncio.gather(*map(other, range(3)))
        async def other(x):
            await asyncio.sleep(0)
            return x
        print(asyncio.run(main()))
        async def failing():
            raise ValueError
        asyncio.run(failing())
        """,
    "SIGINT in asyncio": """
        import asyncio, os, signal
        async def main():
            os.kill(os.getpid(), signal.SIGINT)
            await asyncio.sleep(10)
        asyncio.run(main())
        """,
    "generators at the end": """
        def g():
            try:
                yield 1
            finally:
                print("closed")
        it = g()
        next(it)
        """,
    "trace": """
        import sys
        events = []
        def tracer(frame, event, arg):
            events.append((event, frame.f_code.co_name, frame.f_lineno))
            return tracer
        def f():
            return 1
        sys.settrace(tracer)
        f()
        sys.settrace(None)
        print(events)
        sys.settrace(tracer)
        """,
    "profile": """
        import cProfile, pstats, io
        p = cProfile.Profile()
        p.runcall(sorted, range(3))
        print(sorted(key[2] for key in pstats.Stats(p).stats))
        """,
    "no modules left": """
        import sys
        sys.modules.clear()
        raise ValueError("x")
        """,
    "main is replaced": """
        import sys, types, atexit
        sys.modules["__main__"] = types.ModuleType("other")
        atexit.register(lambda: print(sys.modules["__main__"]))
        """,
    "no stdout": "import sys; sys.stdout = None; print(1); raise SystemExit('x')",
    "a closed stdout": "import sys; sys.stdout.close()",
    "a closed file descriptor": "import os; print(1); os.close(1)",
    "a closed stderr": "import sys; sys.stderr.close(); 1 / 0",
    "no stderr": "import sys; sys.stderr = None; 1 / 0",
    "chdir": """
        import os
        os.chdir("/")
        print(__file__)
        1 / 0
        """,
    "run_path": """
        import runpy, sys
        if __name__ == "__main__":
            print(sorted(runpy.run_path(__file__, run_name="x")))
        print(__name__)
        """,
    "exec in the module": """
        exec("import sys; print(sys._getframe().f_back.f_code.co_name, __name__)")
        eval("print(__file__)")
        """,
    "the garbage collector": """
        import gc
        gc.set_debug(gc.DEBUG_SAVEALL)
        class A: pass
        a = A(); a.a = a; del a
        print(gc.collect() >= 1, gc.get_referrers(globals()) != [], gc.isenabled())
        """,
    "resource": """
        import resource
        print(resource.getrlimit(resource.RLIMIT_AS))
        """,
    "faulthandler": """
        import faulthandler, sys
        def f():
            faulthandler.dump_traceback()
        f()
        """,
    "a crash": "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)",
    "unraisable": """
        class A:
            def __del__(self):
                raise ValueError("in del")
        A()
        """,
    "warnings of resources": """
        import warnings
        warnings.simplefilter("always")
        open(__file__)
        """,
    "interactive helpers": """
        exit(2)
        """,
    "code": """
        import code
        code.interact(local={"x": 1})
        """,
    "contextvars": """
        import contextvars
        v = contextvars.ContextVar("v", default=1)
        print(len(contextvars.copy_context()), v.get())
        """,
    "large output": "print('x' * 1_000_000)",
    "interpreters": """
        try:
            import _interpreters as i
        except ImportError:
            import _xxsubinterpreters as i
        one = i.create()
        i.run_string(one, "print(__name__, flush=True)")
        i.destroy(one)
        """,
}


@pytest.mark.parametrize("name", SCRIPTS)
def test_script(name: str, tmp_path: Path) -> None:
    (tmp_path / "script.py").write_text(textwrap.dedent(SCRIPTS[name]))
    assert_same(tmp_path, ["script.py", "one", "--two", "-x"])


@pytest.mark.parametrize(
    "source",
    [
        b"# coding: latin-1\nprint(ascii('\xe9'))\n1/0 # \xe9\n",
        b"print('\xe9')\n",
        b"x = 1\0\n",
        b"\xef\xbb\xbfprint(ascii('\xc3\xa9'))\n",
        b"print(1)\r\nprint(2)\r\n1 / 0\r\n",
        b"print(1)\x0c\n",
        b"# coding: utf-8\n" + b"x = 1\n" * 10_000 + b"print(x",
    ],
)
def test_bytes_of_a_script(source: bytes, tmp_path: Path) -> None:
    (tmp_path / "script.py").write_bytes(source)
    assert_same(tmp_path, ["script.py"])


INPUT = """
    import sys
    print(input(), input("prompt "))
    print(sys.stdin.readline(), sys.stdin.fileno(), sys.stdin.isatty(), sys.stdin.name)
    print(sys.stdin.read())
    input()
    """


def test_the_input_is_the_programs(tmp_path: Path) -> None:
    (tmp_path / "script.py").write_text(textwrap.dedent(INPUT))
    assert_same(tmp_path, ["script.py"], stdin=b"one\ntwo\nthree\nfour\nfive")


MULTIPROCESSING = """
    import multiprocessing, os, sys

    class Thing:
        def __init__(self, x):
            self.x = x

    def work(thing):
        return Thing(thing.x * 2)

    if __name__ == "__main__":
        context = multiprocessing.get_context(sys.argv[1])
        with context.Pool(2) as pool:
            print([thing.x for thing in pool.map(work, map(Thing, range(5)))])
        process = context.Process(target=sys.exit, args=[3])
        process.start()
        process.join()
        print(process.exitcode)
    elif __name__ != "__mp_main__":
        print(__name__)
    """


@pytest.mark.parametrize(
    ("form", "method"),
    [
        *itertools.product(["script", "module"], ["fork", "spawn", "forkserver"]),
        ("folder", "fork"),  # what is in a folder's __main__ is out of reach of the other methods
    ],
)
def test_multiprocessing(form: str, method: str, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    for file in (tmp_path / "script.py", folder / "__main__.py"):
        file.write_text(textwrap.dedent(MULTIPROCESSING))
    program = {"script": ["script.py"], "module": ["-m", "script"], "folder": ["folder"]}[form]
    status, _, err = assert_same(tmp_path, [*program, method])
    assert (status, err) == (0, "")


DEBUGGER = b"w\nu\nn\np x\nd\ns\nw\np undefined\nc\n"


def test_the_debugger(tmp_path: Path) -> None:
    script = "x = 1\ndef f():\n    breakpoint()\n    return x\nprint(f())\nf()\n1 / 0\n"
    (tmp_path / "script.py").write_text(script)
    assert_same(tmp_path, ["script.py"], stdin=DEBUGGER)
    assert_same(tmp_path, ["-m", "pdb", "script.py"], stdin=b"b 4\nc\nw\nc\nq\n")


# ---- Other forms of a program -----------------------------------------------------------

SELF = """
    import __main__, os, sys
    for name in ("__name__", "__file__", "__cached__", "__doc__", "__package__"):
        print(name, globals().get(name, "(absent)"))
    spec = __spec__ and (__spec__.name, __spec__.origin, __spec__.parent, __spec__.cached)
    loader = __loader__ if isinstance(__loader__, type) else type(__loader__)
    print(spec, loader, __main__, list(globals()))
    print(sys.argv, sys.path[:2])
    if "fail" in sys.argv:
        def f():
            raise ValueError("x")
        f()
    if "exit" in sys.argv:
        sys.exit(7)
    if "interrupt" in sys.argv:
        raise KeyboardInterrupt
    """


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    """A folder in which the same program is in every form."""
    text = textwrap.dedent(SELF)
    for name in (
        "script.py", "no_suffix", "with space.py", "ünicode.py", "-dash.py", "folder/__main__.py",
        "package/__init__.py", "package/__main__.py", "package/part.py", "deep/er/script.py",
    ):  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    (tmp_path / "package" / "__init__.py").write_text("print('package', __name__)\n")
    (tmp_path / "empty").mkdir()
    (tmp_path / "bare").mkdir()
    (tmp_path / "bare" / "__init__.py").touch()
    (tmp_path / "broken.py").write_text("x = (\n")
    (tmp_path / "link.py").symlink_to("deep/er/script.py")
    (tmp_path / "link").symlink_to("folder")
    (tmp_path / "text.txt").write_text("just a text\n")
    with zipfile.ZipFile(tmp_path / "program.zip", "w") as archive:
        archive.writestr("__main__.py", text)
    with zipfile.ZipFile(tmp_path / "empty.zip", "w") as archive:
        archive.writestr("other.py", text)
    return tmp_path


FORMS = {
    "script": ["script.py"],
    "script with a path": ["./deep/../deep/er/script.py"],
    "no suffix": ["no_suffix"],
    "space": ["with space.py"],
    "unicode": ["ünicode.py"],
    "dash": ["./-dash.py"],
    "symlink": ["link.py"],
    "folder": ["folder"],
    "folder with a slash": ["./folder/"],
    "symlink to a folder": ["link"],
    "zip": ["program.zip"],
    "module": ["-m", "script"],
    "module, attached": ["-mscript"],
    "package": ["-m", "package"],
    "module of a package": ["-m", "package.part"],
    "module of a folder": ["-m", "deep.er.script"],
    "stdin": ["-"],
    "code": ["-c", textwrap.dedent(SELF)],
    "code, attached": ["-cimport sys; print(sys.argv)\nprint(__name__)"],
}


@pytest.mark.parametrize("way", ["end", "fail", "exit", "interrupt"])
@pytest.mark.parametrize("form", FORMS)
def test_form(form: str, way: str, forms: Path) -> None:
    source = textwrap.dedent(SELF).encode() if form == "stdin" else b""
    status, _, err = assert_same(forms, [*FORMS[form], way, "-m", "--size"], stdin=source)
    if "attached" not in form:
        assert status == {"end": 0, "fail": 1, "exit": 7, "interrupt": -2}[way], err


def test_absolute_paths(forms: Path) -> None:
    for name in ("script.py", "folder", "program.zip", "link.py"):
        assert_same(forms, [str(forms / name)])


@pytest.mark.parametrize(
    "arguments",
    [
        ["empty"],
        ["empty.zip"],
        ["text.txt"],
        ["broken.py"],
        ["-m", "broken"],
        ["-c", "x = ("],
        ["-c", "1 +"],
        ["-c", ""],
        ["-c", "", "script.py"],
        ["-m", "", "script.py"],
        ["", "script.py"],
        ["--", "script.py", "--"],
        ["-c", "\udcff"],
        ["-m", "nothing"],
        ["-m", "bare"],
        ["-m", "sys"],
        ["-m", "os.path"],
        ["-m", "package.nothing"],
        ["-m", ""],
        ["-m", "script.py"],
        ["-m", "timeit", "-n1", "-r1", "-s", "print(1)", "raise ValueError"],
        ["-m", "json.tool", "-h"],
        ["-m", "this"],
    ],
)
def test_wrong_programs(arguments: list[str], forms: Path) -> None:
    assert_same(forms, arguments)


@pytest.mark.parametrize(
    "flags",
    [
        ("-I",),
        ("-P",),
        ("-O",),
        ("-OO",),
        ("-E", "-s"),
        ("-u",),
        ("-b",),
        ("-W", "error"),
        ("-X", "utf8"),
        ("-X", "faulthandler"),
        ("-S",),
    ],
)
def test_options_of_the_interpreter(flags: tuple[str, ...], forms: Path) -> None:
    # From here, the site's folders are where arenite is only if site is imported.
    if "-S" in flags:
        pytest.skip("without site, an environment's packages are not there")
    for form in ("script", "folder", "module", "stdin", "code"):
        if form == "module" and flags[0] in {"-I", "-P"}:
            continue  # the module is nowhere
        assert_same(forms, [*FORMS[form], "fail"], flags, textwrap.dedent(SELF).encode())


def test_going_on_interactively(forms: Path) -> None:
    commands = b"import sys; print(__name__, f.__name__, sys.last_type)\nsys.exit(4)\n"
    for form in ("script", "folder", "module", "code"):
        status, _, _ = assert_same(forms, [*FORMS[form], "fail"], ("-i",), commands)
        assert status == 4
    assert_same(forms, ["script.py"], ("-i",), b"print(__name__)\n")
    assert_same(forms, ["script.py", "exit"], ("-i",), b"print(__name__)\n")


def test_compiled_scripts(forms: Path) -> None:
    import py_compile

    compiled = py_compile.compile(str(forms / "script.py"), str(forms / "script.pyc"))
    assert compiled is not None
    for way in ("end", "fail", "exit", "interrupt"):
        assert_same(forms, ["script.pyc", way])


def test_a_script_that_reads_itself(tmp_path: Path) -> None:
    """A script on the standard input shares it with its program."""
    assert_same(tmp_path, ["-"], stdin=b"import sys\nprint(sys.stdin.read(5))\nprint(2)\n1 / 0\n")
    assert_same(tmp_path, ["-"], stdin=b"x = (\n")


def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    name = os.fsdecode(b"scr\xffpt.py")
    (tmp_path / name).write_text("print(ascii(__file__)); 1 / 0")
    assert_same(tmp_path, [name])


def test_a_pipe_as_script(tmp_path: Path) -> None:
    (tmp_path / "twice.sh").write_text(
        'exec "$@" /dev/fd/3 3<<END\nimport sys\nprint(sys.argv)\nEND\n'
    )
    runs = [
        subprocess.run(
            ["sh", "twice.sh", sys.executable, *way],
            cwd=tmp_path, env=ENVIRONMENT, capture_output=True, check=False, timeout=600,
        )
        for way in ([], RUN)
    ]  # fmt: skip
    assert (runs[0].stdout, runs[0].stderr) == (runs[1].stdout, runs[1].stderr)
    assert runs[0].returncode == runs[1].returncode


def test_nobody_reads_the_output(tmp_path: Path) -> None:
    (tmp_path / "script.py").write_text("for i in range(100_000): print(i)\n")
    results = []
    for way in ([], RUN):
        reader, writer = os.pipe()
        os.close(reader)
        with open(writer, "wb") as pipe:  # noqa: PTH123
            done = subprocess.run(
                [sys.executable, *way, "script.py"],
                cwd=tmp_path, env=ENVIRONMENT, stdout=pipe, stderr=-1, check=False, timeout=600,
            )  # fmt: skip
        results.append((done.returncode, done.stderr))
    assert results[0] == results[1]


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    code = (
        "import os, subprocess, sys; os.mkdir('gone'); os.chdir('gone'); os.rmdir('../gone')\n"
        "for way in [], ['-m', 'arenite', 'run']:\n"
        "    print(subprocess.run([sys.executable, *way, '-c', 'import sys; print(sys.path)'],\n"
        "          capture_output=True, timeout=600), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path, env=ENVIRONMENT, capture_output=True, text=True, check=True, timeout=600,
    )  # fmt: skip
    plain, under = done.stderr.splitlines()
    assert plain.partition("returncode")[2] == under.partition("returncode")[2]


# ---- The command itself -----------------------------------------------------------------


def run(arguments: list[str], folder: Path) -> tuple[int, str, str]:
    return ended(start([*RUN, *arguments], folder, None))


def test_the_script_of_the_environment(forms: Path) -> None:
    """`arenite run`, by the script that an installer writes."""
    script = forms / "bin" / "arenite"
    script.parent.mkdir()
    script.write_text("import sys\nfrom arenite.__main__ import main\nsys.exit(main())\n")
    for form in ("script", "folder", "module", "code"):
        for way in ("end", "fail", "exit"):
            plain = ended(start([*FORMS[form], way], forms, None))
            under = ended(start([str(script), "run", *FORMS[form], way], forms, None))
            assert under == plain


def test_it_is_installed_for_the_program(tmp_path: Path) -> None:
    code = "import arenite.global_allocator as a; print(a.installed(), a.stats().policy)"
    for policy in ("recycle", "last", "leak"):
        assert run(["--policy", policy, "-c", code], tmp_path) == (0, f"True {policy}\n", "")


def test_sizes_and_domains(tmp_path: Path) -> None:
    code = "import arenite.global_allocator as a; print(a.stats().size, *a.stats().domains)"
    for size, number in (("64M", 64 << 20), ("67108864", 64 << 20), ("2g", 2 << 30)):
        status, out, err = run([f"--size={size}", "--domains", "obj", "-c", code], tmp_path)
        given, *domains = out.split()
        assert (status, domains, err) == (0, ["obj"], "")
        assert 0.98 * number <= int(given) <= number  # some of it is the allocator's own
    out = run(["--domains", "raw,mem,obj", "--size", "1G", "-c", code], tmp_path)
    assert (out[0], set(out[1].split()[1:])) == (0, {"raw", "mem", "obj"})


@pytest.mark.parametrize(
    ("program", "status"),
    [
        ("print('out')", 0),
        ("import sys; sys.exit(3)", 3),
        ("1 / 0", 1),
        ("raise KeyboardInterrupt", -2),
        ("import atexit; atexit.register(print, 'last', file=__import__('sys').stderr)", 0),
        ("import threading, time; threading.Thread(target=time.sleep, args=[0.1]).start()", 0),
        ("import os\nif os.fork(): os.wait()", 0),
    ],
)
def test_stats_at_the_end(program: str, status: int, tmp_path: Path) -> None:
    (tmp_path / "script.py").write_text(program)
    plain = ended(start(["script.py"], tmp_path, None))
    code, out, err = run(["--stats", "--policy=leak", "script.py"], tmp_path)
    assert (code, out) == (status, plain[1])
    said, figures = err[: len(plain[2])], err[len(plain[2]) :]
    assert said == plain[2]
    lines = figures.splitlines()
    assert lines[0] == "arenite run:"
    assert dict(line.split(maxsplit=1) for line in lines[1:])["policy"] == "leak"
    assert figures.count("policy") == 1


def test_no_stats(tmp_path: Path) -> None:
    assert run(["--stats", "-c", "import os; os._exit(4)"], tmp_path) == (4, "", "")
    assert run(["--stats", "-c", "import sys; sys.stderr = None"], tmp_path) == (0, "", "")
    assert run(["--stats", "-c", "import sys; sys.stderr.close()"], tmp_path) == (0, "", "")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "say what to run: a script, - for stdin, -m module or -c code"),
        (["--stats"], "say what to run"),
        (["--"], "-- needs something behind it"),
        (["-m"], "-m needs something behind it"),
        (["-c"], "-c needs something behind it"),
        (["--size"], "--size needs something behind it"),
        (["--size", "4X", "x.py"], "--size 4X: a size is a number of bytes above 0"),
        (["--size", "-1", "x.py"], "--size -1: a size"),
        (["--size", "0", "x.py"], "--size 0: a size"),
        (["--size", "0K", "x.py"], "--size 0K: a size"),
        (["--size", "", "x.py"], "--size : a size"),
        (["--size", "M", "x.py"], "--size M: a size"),
        (["--size", "1e30", "x.py"], "--size 1e30: a size"),
        (["--size", "9" * 5000, "x.py"], "a size is a number"),
        (["--size=٤", "x.py"], "a size is a number"),
        (["--policy", "other", "x.py"], "policy"),
        (["--domains", "obj,other", "x.py"], "other"),
        (["--domains", "", "x.py"], "domain"),
        (["-O", "x.py"], "python -O -m arenite run"),
        (["--polic", "leak", "x.py"], "--polic is no option"),
        (["--stats=1", "x.py"], "--stats=1 is no option"),
        (["nothing.py"], "can't open file '{folder}/nothing.py': [Errno 2]"),
        (["nothing/"], "can't open file '{folder}/nothing/': [Errno 2]"),
    ],
)
def test_wrong_arguments(arguments: list[str], words: str, tmp_path: Path) -> None:
    """Where python names itself, as in "can't open file", this names itself."""
    status, out, err = run(arguments, tmp_path)
    assert (status, out) == (2, "")
    assert err.startswith("arenite run: ")
    assert words.format(folder=tmp_path) in err
    assert err.count("\n") == 1


def test_more_than_there_are_addresses(tmp_path: Path) -> None:
    status, out, err = run(["--size", "9999999T", "-c", ""], tmp_path)
    assert status in {1, 2}
    assert (out, err.count("\n")) == ("", 1)


def test_what_cannot_be_installed(tmp_path: Path) -> None:
    status, out, err = ended(start(["-X", "tracemalloc", *RUN, "-c", "print(1)"], tmp_path, None))
    assert (status, out) == (1, "")
    assert err.startswith("arenite run: ")
    assert "tracemalloc" in err
    assert err.count("\n") == 1


def test_help(tmp_path: Path) -> None:
    status, out, err = run(["--help"], tmp_path)
    assert (status, err) == (0, "")
    for word in ("--size", "--policy", "--domains", "--stats", "-m MODULE", "-c CODE", "recycle"):
        assert word in out
    assert run(["-h", "--size"], tmp_path) == (0, out, "")
    listed = ended(start(["-m", "arenite", "--help"], tmp_path, None))
    assert "run a program with its objects in one region" in listed[1]


def test_what_a_program_can_see(tmp_path: Path) -> None:
    """It sees what was typed and which modules have started it.

    So a program that starts itself again, with sys.orig_argv, runs in the same way.
    """
    (tmp_path / "script.py").write_text(
        "import sys\n"
        "print(sys.orig_argv[1:])\n"
        "print(sorted(name[8:] for name in sys.modules if name.startswith('arenite.')))\n"
    )
    _, out, _ = run(["--size", "1G", "script.py", "x"], tmp_path)
    assert out.splitlines() == [
        "['-m', 'arenite', 'run', '--size', '1G', 'script.py', 'x']",
        "['_global', '_launch', '_run', 'global_allocator']",
    ]


def test_imports_that_starting_costs(tmp_path: Path) -> None:
    """Beside `python script.py`: what python -m brings, what is built in, and our own few."""
    (tmp_path / "script.py").write_text("import sys; print(*sys.modules)")
    plain = set(ended(start(["script.py"], tmp_path, None))[1].split())
    under = set(run(["script.py"], tmp_path)[1].split())
    module = set(ended(start(["-m", "script"], tmp_path, None))[1].split())
    added = under - plain - module - {*sys.builtin_module_names}
    assert [name for name in added if not name.startswith("arenite")] == []
