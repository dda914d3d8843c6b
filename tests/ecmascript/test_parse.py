"""`ecmascript.parse` as its users call it: sources in, nodes and figures out."""

from __future__ import annotations

import copy
import gc
import os
import pickle
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from arenite import ArenaClosedError, ArenaLimitError, Bump, StaleReferenceError, find_all, walk
from arenite.ecmascript import Language, Location, ParseError, ast, parse, parse_file

EXAMPLE = Path(__file__).parents[2] / "examples" / "everything.d.ts"


def test_a_source_becomes_nodes() -> None:
    with parse("type T = A | B | C;", language="ts") as out:
        (alias,) = out.program.body
        assert isinstance(alias, ast.TSTypeAliasDeclaration)
        union = alias.type_annotation
        assert isinstance(union, ast.TSUnionType)
        assert [out.text(t) for t in union.types] == ["A", "B", "C"]
        assert (alias.start, alias.end) == (0, 19)
        assert out.nodes == sum(1 for _ in walk(out.program))


def test_match_statement() -> None:
    with parse("interface A { b: string }") as out:
        match out.program.body[0]:
            case ast.TSInterfaceDeclaration(id=ast.Identifier(name=name)):
                assert name == "A"
            case other:
                pytest.fail(f"{other}")


@pytest.mark.parametrize("source", ["type ä = 'ö';", "type ä = 'ö';".encode()])
def test_text_and_bytes(source: str | bytes) -> None:
    with parse(source) as out:
        (alias,) = out.program.body
        assert isinstance(alias, ast.TSTypeAliasDeclaration)
        assert alias.id.name == "ä"
        assert out.source == "type ä = 'ö';".encode()
        assert out.text(alias) == "type ä = 'ö';"


@pytest.mark.parametrize("wrap", [bytearray, memoryview])
def test_other_buffers(wrap: type) -> None:
    with parse(wrap(b"type T = 1")) as out:
        assert out.text(out.program.body[0]) == "type T = 1"


def test_an_empty_source() -> None:
    with parse("") as out:
        assert list(out.program.body) == []
        assert out.nodes == 1


def test_locations_count_code_points_and_all_line_ends() -> None:
    with parse("type A = 1;\r\ntype B = '𝒳';\u2028type C = 2;\rtype D = 3") as out:
        places = [out.location(node.start) for node in out.program.body]
        assert places == [Location(line, 0) for line in (1, 2, 3, 4)]
        assert out.location(out.program.body[1].end) == Location(2, 13)


def test_a_file_names_its_language(tmp_path: Path) -> None:
    path = tmp_path / "x.d.mts"
    path.write_text("export declare const x: number;\n", encoding="utf-8")
    with parse_file(path) as out:
        assert out.language == "dts"
        assert out.filename == str(path)
        assert out.program.source_type == "module"


@pytest.mark.parametrize(
    ("language", "source"),
    [
        ("js", "async function* f() { for await (const x of y) yield x }"),
        ("jsx", "const a = <b c={d}>e</b>;"),
        ("ts", "const f = <T>(x: T): T => x!;"),
        ("tsx", "const f = <T,>(x: T) => <b<T> {...x}/>;"),
        ("dts", "declare const a: 1;"),
    ],
)
def test_languages(language: Language, source: str) -> None:
    with parse(source, language=language) as out:
        assert out.language == language
        assert len(out.program.body) == 1


@pytest.mark.parametrize(
    ("filename", "source", "source_type"),
    [
        ("a.js", "var x", "script"),
        ("a.js", "export {}", "module"),
        ("a.js", "await f()", "module"),
        ("a.js", "await (f); import 'a'", "module"),
        ("a.js", "await (f)", "script"),
        ("a.mjs", "var x", "module"),
        ("a.cjs", "return require('x')", "commonjs"),
        ("a.ts", "import.meta", "module"),
    ],
)
def test_a_source_says_what_it_is(filename: str, source: str, source_type: str) -> None:
    with parse(source, filename=filename) as out:
        assert out.program.source_type == source_type


def test_module_or_script_as_asked_for() -> None:
    with parse("with (a) b", filename="a.js", module=False) as out:
        assert out.program.source_type == "script"
    with pytest.raises(ParseError, match="strict mode"):
        parse("with (a) b", filename="a.js", module=True)


def test_unknown_language() -> None:
    with pytest.raises(ValueError, match="'cobol' is none of js, jsx, ts, tsx, dts"):
        parse("", language="cobol")  # type: ignore[arg-type]


# ---- The arena --------------------------------------------------------------


def test_the_arena_is_closed_with_the_output() -> None:
    with parse("type T = 1") as out:
        program = out.program
    assert out.arena.closed
    with pytest.raises(StaleReferenceError):
        program.body


def test_an_arena_that_was_given_stays_open() -> None:
    with Bump() as bump:
        before = bump.alloc_str("kept")
        with bump.scope():
            out = parse("type T = 1", arena=bump)
            out.close()
            assert out.text(out.program.body[0]) == "type T = 1"
        with pytest.raises(StaleReferenceError):
            out.program.body
        assert str(before) == "kept"


def test_several_sources_in_one_arena() -> None:
    with Bump() as bump:
        outputs = [parse(f"type T{i} = {i};", arena=bump) for i in range(50)]
        names = [out.program.body[0].id.name for out in outputs]  # type: ignore[attr-defined]
        assert names == [f"T{i}" for i in range(50)]


def test_dropping_everything_frees_the_arena() -> None:
    out = parse("type T = 1")
    node = out.program.body[0]
    del out
    gc.collect()
    assert node.end == 10


def test_a_limit_that_is_too_small_leaves_the_arena_as_it_was() -> None:
    source = "".join(f"type T{i} = A | B;" for i in range(100))
    with Bump() as bump:
        kept = bump.alloc_str("kept")
        used = bump.stats().used
        for limit in range(used, used + 9_000, 97):
            bump.limit = limit
            with pytest.raises(ArenaLimitError):
                parse(source, arena=bump)
            assert bump.stats().used == used
            bump._check()
        bump.limit = None
        parse(source, arena=bump)
        assert str(kept) == "kept"


def test_a_failed_parse_leaves_the_arena_as_it_was() -> None:
    with Bump() as bump:
        used = bump.stats().used
        with pytest.raises(ParseError):
            parse("type T = {" * 1000, arena=bump)
        assert bump.stats().used == used


def test_a_closed_arena() -> None:
    bump = Bump()
    bump.close()
    with pytest.raises(ArenaClosedError):
        parse("type T = 1", arena=bump)


def test_something_else_than_an_arena() -> None:
    with pytest.raises(TypeError, match="expected a Bump, got int"):
        parse("type T = 1", arena=5)  # type: ignore[arg-type]


def test_something_else_than_a_source() -> None:
    with pytest.raises(TypeError):
        parse(5)  # type: ignore[arg-type]


def test_nodes_can_be_made_in_python() -> None:
    with Bump() as bump:
        name = bump.alloc(ast.Identifier, "T")
        reference = bump.alloc(ast.TSTypeReference, name)
        assert reference.type_name.name == "T"  # type: ignore[union-attr]
        assert (reference.start, reference.end) == (0, 0)


# ---- Errors -----------------------------------------------------------------


def test_an_error_has_a_place() -> None:
    with pytest.raises(ParseError) as caught:
        parse("type A = 1;\ntype B = ;\n", filename="x.d.ts")
    error = caught.value
    assert isinstance(error, SyntaxError)
    assert (error.filename, error.lineno, error.offset, error.text) == (
        "x.d.ts", 2, 10, "type B = ;",
    )  # fmt: skip
    assert (error.start, error.end) == (21, 22)


def test_an_error_in_a_long_line_shows_a_part_of_it() -> None:
    with pytest.raises(ParseError) as caught:
        parse("type A = 1;" * 1000 + "type B = ;" + "type A = 1;" * 1000)
    error = caught.value
    assert error.column == 11_009
    assert error.text is not None
    assert error.offset is not None
    assert len(error.text) <= 200
    assert error.text[error.offset - 1] == ";"


def test_an_error_survives_copy_and_pickle() -> None:
    with pytest.raises(ParseError) as caught:
        parse("type = ;", filename="x.ts")
    for other in (copy.copy(caught.value), pickle.loads(pickle.dumps(caught.value))):
        assert str(other) == str(caught.value)
        assert (other.lineno, other.start, other.end) == (1, caught.value.start, caught.value.end)


@pytest.mark.parametrize(
    ("source", "start"),
    [
        (b"type T = '\xff';", 10),
        (b"type \xc3", 5),
        (b"// \xed\xa0\x80\n", 3),
        (b"\xff\xfet\x00", 0),
    ],
)
def test_bytes_that_are_not_utf8(source: bytes, start: int) -> None:
    with pytest.raises(ParseError, match="UTF-8") as caught:
        parse(source)
    assert caught.value.start == start


def test_half_of_a_surrogate_pair() -> None:
    with pytest.raises(ParseError, match="surrogate"):
        parse("type ä = '\ud800'")


@pytest.mark.parametrize("source", ["\0", "type T\0 = 1", "type T = 1;\0", "a\0b"])
def test_nul(source: str) -> None:
    with pytest.raises(ParseError):
        parse(source)


def test_a_source_over_4_gib(monkeypatch: pytest.MonkeyPatch) -> None:
    mmap = pytest.importorskip("mmap")
    try:
        big = mmap.mmap(-1, 2**32)  # pages that nobody touches
    except (OSError, ValueError, OverflowError) as error:
        pytest.skip(f"the system gives no 4 GiB of address space: {error}")
    with big, pytest.raises(ValueError, match="the most is 4 GiB"):
        parse(big)


@pytest.mark.slow
def test_a_source_over_512_mib() -> None:
    """Texts are at most 256 MiB long, sources are not; positions have more bits."""
    if os.environ.get("ARENITE_SANITIZED"):
        pytest.skip("takes several GiB under a sanitizer")
    half = 2**29
    with parse(b" " * half + b"type T = 'x';") as out:
        (alias,) = out.program.body
        assert isinstance(alias, ast.TSTypeAliasDeclaration)
        assert (alias.id.name, alias.start) == ("T", half)
    for source in (b"type " + b"a" * half + b" = 1", b"type T = '" + b"a" * half + b"'"):
        with pytest.raises(ParseError, match="256 MiB"):
            parse(source)


# ---- Threads ----------------------------------------------------------------


def test_threads_parse_at_once() -> None:
    source = "interface A { b: string; c(x: number): void }\n" * 2000
    counts: list[int] = []

    def work() -> None:
        for _ in range(3):
            with parse(source) as out:
                counts.append(out.nodes)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(counts) == 12
    assert len(set(counts)) == 1


def test_an_arena_that_is_being_parsed_into_can_be_read_but_not_changed() -> None:
    source = "".join(f"type T{i} = A | B | C;\n" for i in range(200_000)).encode()
    refused = 0
    with Bump() as bump:
        kept = bump.alloc_str("kept")
        thread = threading.Thread(target=lambda: parse(source, arena=bump))
        thread.start()
        while thread.is_alive():
            assert str(kept) == "kept"
            try:
                bump.alloc_str("x")
            except RuntimeError as error:
                assert "in use by native code" in str(error)
                refused += 1
        thread.join()
        bump._check()
    # On a machine that is quick, or slow, the threads may never meet.
    assert refused >= 0


# ---- The example and the command line ---------------------------------------


def arenite(*args: str | Path, source: bytes | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "arenite", *map(os.fspath, args)],
        input=None if source is None else source.decode("utf-8", "surrogateescape"),
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="surrogateescape",
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )


def test_the_example_parses() -> None:
    with parse_file(EXAMPLE) as out:
        kinds = {type(node).__name__ for node in walk(out.program)}
        types = {kind for kind in vars(ast) if kind.startswith("TS") and kind.endswith("Type")}
        abstract = {"TSType", "TSJSDocNullableType", "TSJSDocNonNullableType"}
        missing = {kind for kind in types - kinds - abstract if not kind.startswith("TSJSDoc")}
        assert not missing, f"the example has no {missing}"
        used = out.arena.stats().used - len(out.source)
        assert used / out.nodes <= 32


def test_tree_and_stats() -> None:
    done = arenite("parse", EXAMPLE, "--tree", "--stats")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Program 0..")
    for word in ("arena used", "arena reserved", "bytes a node", "MB/s", "free"):
        assert word in done.stdout


def test_the_tree_can_be_printed_whole() -> None:
    source = "interface A { b: string; c(d: 1): A[] }\n" * 100
    done = arenite("parse", "-", "--tree", "--lines", "0", source=source.encode())
    with parse(source) as out:
        assert len(done.stdout.splitlines()) == out.nodes


def test_standard_input() -> None:
    done = arenite("parse", "-", source=b"type T = 1")
    assert (done.returncode, done.stdout) == (0, "-: 5 nodes\n")


def test_an_error_is_shown_with_its_line_and_the_other_files_are_parsed(tmp_path: Path) -> None:
    bad = tmp_path / "bad.d.ts"
    bad.write_text("type T = ;\n", encoding="utf-8")
    done = arenite("parse", bad, tmp_path / "missing.d.ts", EXAMPLE)
    assert done.returncode == 1
    assert "bad.d.ts" in done.stderr
    assert "type T = ;" in done.stderr
    assert "^" in done.stderr
    assert "missing.d.ts" in done.stderr
    assert "everything.d.ts" in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell with pipes")
def test_a_reader_that_has_seen_enough() -> None:
    command = f"'{sys.executable}' -m arenite parse '{EXAMPLE}' --tree --lines 0 | head -n 1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert done.stdout.startswith("Program 0..")
    assert done.stderr == ""


def test_names_are_the_public_ones() -> None:
    assert ParseError.__module__ == "arenite.ecmascript"
    assert Location.__module__ == "arenite.ecmascript"


def test_find_all_is_over_families_too() -> None:
    with parse("type T = 'a' | 1 | null;") as out:
        literals = list(find_all(out.program, ast.Literal))
        assert {type(node).__name__ for node in literals} >= {"StringLiteral", "NumericLiteral"}
