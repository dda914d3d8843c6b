"""CPython's own tests, under the global allocator and without.

    python tests/cpython_suite.py [--quick] [--policy POLICY] [--jobs N] [MODULE ...]

Each module of the list runs as `python -m arenite run -m test MODULE`. One that does not pass
runs again without arenite: what fails there too, test for test, is as CPython has it here.
Prints a line a module and exits with 1 if arenite makes a difference.

A test that starts interpreters starts them without arenite; what it does itself is what is
tested. Where the interpreter was installed without its tests, the list is printed as skipped.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

QUICK = """
    test_dict test_list test_tuple test_set test_deque test_unicode test_str test_bytes test_string
    test_memoryview test_buffer test_struct test_array test_int test_long test_float test_complex
    test_bool test_range test_slice test_sort test_heapq test_bisect test_collections
    test_defaultdict test_ordered_dict test_dictviews test_userdict test_enumerate test_iter
    test_itertools test_functools test_operator test_generators test_genexps test_coroutines
    test_asyncgen test_yield_from test_listcomps test_gc test_weakref test_weakset test_finalization
    test_descr test_class test_super test_types test_typing test_enum test_dataclasses test_abc
    test_inspect test_structseq test_type_cache test_opcache test_dict_version test_exceptions
    test_baseexception test_exception_group test_except_star test_raise test_traceback
    test_tracemalloc test_sys test_sys_settrace test_sys_setprofile test_frame test_code
    test_compile test_ast test_dis test_grammar test_syntax test_symtable test_tokenize test_unparse
    test_patma test_fstring test_format test_string_literals test_io test_memoryio test_fileio
    test_file test_bufio test_json test_pickle test_pickletools test_picklebuffer test_copy
    test_marshal test_re test_decimal test_fractions test_statistics test_random test_math test_csv
    test_xml_etree test_xml_etree_c test_pyexpat test_minidom test_zlib test_bz2 test_lzma test_gzip
    test_hashlib test_base64 test_codecs test_unicodedata test_ucn test_threading test_thread
    test_threading_local test_threadsignals test_queue test_sched test_context test_contextlib
    test_concurrent_futures.test_thread_pool test_fork1 test_wait3 test_popen test_subprocess
    test_os test_posix test_select test_mmap test_ctypes test_capi test_interpreters
    test__xxsubinterpreters test__interpreters test_import test_runpy test_pkgutil test_zipimport
    test_atexit test_audit test_warnings test_argparse test_configparser test_datetime test_time
    test_strptime test_email test_html test_textwrap test_difflib test_pprint test_reprlib
    test_urlparse test_sqlite3 test_doctest test_pdb test_profile test_cprofile test_timeit
    test_shelve test_dbm test_tempfile test_glob test_uuid test_zoneinfo test_tomllib
    test_asyncio.test_futures test_asyncio.test_queues test_asyncio.test_streams
    test_asyncio.test_base_events test_asyncio.test_locks test_asyncio.test_taskgroups
"""
"""Those that take few seconds: what CI runs."""

THOROUGH = """
    test_asyncio.test_tasks test_asyncio.test_events test_asyncio.test_subprocess
    test_concurrent_futures.test_process_pool test_concurrent_futures.test_wait
    test_multiprocessing_fork.test_threads test_multiprocessing_fork.test_misc
    test_multiprocessing_fork.test_processes test_multiprocessing_forkserver.test_threads
    test_multiprocessing_main_handling test_multiprocessing_spawn.test_threads test_bdb
    test_cmd_line test_cmd_line_script test_faulthandler test_gettext test_importlib test_logging
    test_pathlib test_selectors test_shutil test_signal test_socket test_ssl test_tarfile test_trace
    test_unittest test_zipfile
"""
"""What is run beside them without --quick."""

OPTIONS = {
    # Some hang without arenite too: under CPython 3.11, and where a sandbox has these sockets.
    "test_interpreters": ["--ignore", "*thread*"],
    "test__xxsubinterpreters": ["--ignore", "*thread*"],
    "test_socket": ["--ignore", "*VSOCK*"],
}

FINE = {"passed", "skipped"}
MORE = 2  # runs of what fails under arenite only


class Outcome(NamedTuple):
    """How one run of a module has ended."""

    status: str  # those, or failed, crashed, timeout
    failures: frozenset[str]  # tests, as unittest names them
    seconds: float
    output: str


class Row(NamedTuple):
    """A module: under arenite, and without it where that was needed."""

    module: str
    under: Outcome
    again: Outcome | None
    without: Outcome | None

    def worse(self) -> Outcome:
        """Of the runs under arenite, the one that counts: a crash always does."""
        return self.under if self.again is None or self.under.status == "crashed" else self.again

    def differs(self) -> bool:
        under = self.worse()
        if self.without is None or under.status in FINE:
            return False
        return under.status != self.without.status or not under.failures <= self.without.failures


def is_shipped(module: str) -> bool:
    try:
        return importlib.util.find_spec(f"test.{module}") is not None
    except ImportError:
        return False


def environment() -> dict[str, str]:
    """No options of ours, and as many files as can be beside each other."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


def run(module: str, prefix: list[str], limit: float, *, verbose: bool = False) -> Outcome:
    options = [*["-v"] * verbose, module, *OPTIONS.get(module, [])]
    command = [sys.executable, *prefix, "-m", "test", *options]
    begin = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="cpython-suite-") as folder:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment() | {"TMPDIR": folder},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            output, _ = process.communicate(timeout=limit)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            output, _ = process.communicate()
            status = "timeout"
        else:
            status = status_of(process.returncode, output)
    text = output.decode(errors="backslashreplace")
    return Outcome(status, failures_in(text), time.monotonic() - begin, text)


def status_of(returncode: int, output: bytes) -> str:
    if returncode < 0:
        return "crashed"
    if b"1 test skipped" in output or b"NO TESTS RAN" in output:
        return "skipped"  # some versions make an exit status of it
    return "failed" if returncode else "passed"


def failures_in(text: str) -> frozenset[str]:
    return frozenset(
        re.findall(r"^(?:FAIL|ERROR|UNEXPECTED SUCCESS): (.*?)\s*$", text, re.MULTILINE)
    )


def examine(module: str, policy: str, limit: float) -> Row:
    """One run, if it passes.

    What fails may be a test that depends on the machine's load, so it runs once more. What fails
    then, or has crashed, runs without arenite. What passes there, and has not crashed here, has
    two more chances.
    """
    prefix = ["-m", "arenite", "run", "--policy", policy]
    under = run(module, prefix, limit)
    if under.status in FINE:
        return Row(module, under, None, None)
    again = run(module, prefix, limit, verbose=True)
    if again.status in FINE and under.status != "crashed":
        return Row(module, under, again, None)
    row = Row(module, under, again, run(module, [], limit, verbose=True))
    for _ in range(MORE):
        if "crashed" in {row.worse().status, under.status} or not row.differs():
            break
        row = row._replace(again=run(module, prefix, limit, verbose=True))
    return row


def show(row: Row) -> None:
    without = row.without.status if row.without else "-"
    under = row.under.status
    if row.again and row.again.status != under:
        under += f", then {row.again.status}"
    mark = "DIFFERS" if row.differs() else ""
    print(f"{row.module:<50} {under:<22} {without:<9} {row.under.seconds:6.1f} {mark}", flush=True)
    if row.without is None:
        return
    best = row.worse()
    for name in sorted(best.failures | row.without.failures):
        where = [
            word for word, o in (("under", best), ("without", row.without)) if name in o.failures
        ]
        print(f"    {name}: {' and '.join(where)}")
    if row.differs():
        print("\n".join(f"    | {line}" for line in best.output.splitlines()[-60:]))


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("modules", nargs="*", metavar="MODULE", help="these, not the list")
    parser.add_argument("--quick", action="store_true", help="only those that take seconds")
    parser.add_argument("--policy", default="recycle", choices=["recycle", "last", "leak"])
    parser.add_argument("--jobs", type=int, default=2, help="at a time (default 2)")
    parser.add_argument("--timeout", type=float, default=300, help="seconds a module (default 300)")
    options = parser.parse_args()
    wanted = options.modules or (QUICK + ("" if options.quick else THOROUGH)).split()
    shipped = [module for module in wanted if is_shipped(module)]
    # A shell that runs this in the background has told it, and so its children, to ignore this.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    begin = time.monotonic()
    print(f"CPython {sys.version.split()[0]}, policy {options.policy}, {len(wanted)} modules")
    print(f"{'module':<50} {'under arenite':<22} {'without':<9} seconds")
    for module in wanted:
        if module not in shipped:
            print(f"{module:<50} not installed with this interpreter, skipped")
    rows = []
    with ThreadPoolExecutor(options.jobs) as pool:
        outcomes = pool.map(lambda name: examine(name, options.policy, options.timeout), shipped)
        for row in outcomes:
            show(row)
            rows.append(row)
    different = [row.module for row in rows if row.differs()]
    passed = sum(row.worse().status == "passed" for row in rows)
    print(
        f"\n{passed} of {len(wanted)} modules pass under arenite, "
        f"{len(rows) - passed - len(different)} end as they do without, "
        f"{len(wanted) - len(shipped)} are not installed, {len(different)} differ: "
        f"{', '.join(different) or 'none'} ({time.monotonic() - begin:.0f} s)"
    )
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
