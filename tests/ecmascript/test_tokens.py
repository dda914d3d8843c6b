"""`parse(..., tokens=True)`: what the source consists of, by typescript-estree's names."""

from __future__ import annotations

from pathlib import Path

import pytest

from arenite import Bump, StaleReferenceError, walk
from arenite.ecmascript import Token, ast, parse, parse_file

CASES = sorted((Path(__file__).parent / "cases").iterdir())

SHORT = {
    "Keyword": "K", "Identifier": "I", "PrivateIdentifier": "#", "Punctuator": "P",
    "String": "S", "Numeric": "N", "Template": "T", "RegularExpression": "R", "Boolean": "B",
    "Null": "0", "JSXIdentifier": "X", "JSXText": "J", "Hashbang": "!",
}  # fmt: skip


def tokens(source: str, filename: str) -> list[str]:
    with parse(source, filename=filename, tokens=True) as out:
        for token in out.tokens:
            assert out.source[token.start : token.end].decode() == token.text
        return [f"{SHORT[token.type]}{token.text}" for token in out.tokens]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", ""),
        ("let a = 1n, b = 0x1F", "Klet Ia P= N1n P, Ib P= N0x1F"),
        ("'a\\'b' + \"ä\"", "S'a\\'b' P+ S\"ä\""),
        ("a?.b ?? c?.5:1", "Ia P?. Ib P?? Ic P? N.5 P: N1"),
        ("x >>>= y >> z >= 1", "Ix P>>>= Iy P>> Iz P>= N1"),
        ("true; null; this", "Btrue P; 0null P; Kthis"),
        ("a.class.if; ({default: 1, get: 2})",
         "Ia P. Iclass P. Iif P; P( P{ Idefault P: N1 P, Iget P: N2 P} P)"),
        ("class A { static async delete() {} #b }",
         "Kclass IA P{ Kstatic Iasync Idelete P( P) P{ P} ##b P}"),
        ("function f() { new.target }", "Kfunction If P( P) P{ Knew P. Itarget P}"),
        ("/[/]/g.test(a / b / c)", "R/[/]/g P. Itest P( Ia P/ Ib P/ Ic P)"),
        ("a = /=/", "Ia P= R/=/"),
        ("`a`; `b${c}d${`e`}f`", "T`a` P; T`b${ Ic T}d${ T`e` T}f`"),
        ("`${{}}`", "T`${ P{ P} T}`"),
        ("#!x\na", "!#!x Ia"),
        ("\ufeffa\u00a0+\u2028b", "Ia P+ Ib"),
        ("x = \\u0061b", "Ix P= I\\u0061b"),
        ("{ } /a/", "P{ P} R/a/"),
    ],
)  # fmt: skip
def test_javascript(source: str, expected: str) -> None:
    assert " ".join(tokens(source, "a.js")) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("let x: A<B<C>>= d", "Klet Ix P: IA P< IB P< IC P> P> P= Id"),
        ("let x: A<B<C<D>>>= d", "Klet Ix P: IA P< IB P< IC P< ID P> P> P> P= Id"),
        ("type A<T>= B", "Itype IA P< IT P> P= IB"),
        ("f<<T>(x: T) => T>(y)", "If P< P< IT P> P( Ix P: IT P) P=> IT P> P( Iy P)"),
        ("a << b; a >> c", "Ia P<< Ib P; Ia P>> Ic"),
        ("<A<B>>c", "P< IA P< IB P> P> Ic"),
        ("type T = `a${B}c`", "Itype IT P= T`a${ IB T}c`"),
        ("interface A { if: string }", "Kinterface IA P{ Iif P: Istring P}"),
        ("enum E { default }", "Kenum IE P{ Idefault P}"),
        ("declare namespace a.b {}", "Ideclare Inamespace Ia P. Ib P{ P}"),
        ("function f(this: A): asserts this is B {}",
         "Kfunction If P( Kthis P: IA P) P: Iasserts Kthis Iis IB P{ P}"),
        ("@a.b() class C {}", "P@ Ia P. Ib P( P) Kclass IC P{ P}"),
    ],
)  # fmt: skip
def test_typescript(source: str, expected: str) -> None:
    assert " ".join(tokens(source, "a.ts")) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<a/>", ["P<", "Xa", "P/", "P>"]),
        ("<a b-c='d\n\"' {...e}>f 'g {h}</a>",
         ["P<", "Xa", "Xb-c", "P=", "J'd\n\"'", "P{", "P...", "Ie", "P}", "P>", "Jf 'g ", "P{",
          "Ih", "P}", "P<", "P/", "Xa", "P>"]),
        ("<></>", ["P<", "P>", "P<", "P/", "P>"]),
        ("<a.b.c/>", ["P<", "Xa", "P.", "Xb", "P.", "Xc", "P/", "P>"]),
        ("<a:b c:d/>", ["P<", "Xa", "P:", "Xb", "Xc", "P:", "Xd", "P/", "P>"]),
        ("<a>= // b</a>", ["P<", "Xa", "P>", "J= // b", "P<", "P/", "Xa", "P>"]),
        ("<a b=<c/>>d</a>",
         ["P<", "Xa", "Xb", "P=", "P<", "Xc", "P/", "P>", "P>", "Jd", "P<", "P/", "Xa", "P>"]),
        ("<if class='x'/>", ["P<", "Xif", "Xclass", "P=", "J'x'", "P/", "P>"]),
    ],
)  # fmt: skip
def test_jsx(source: str, expected: list[str]) -> None:
    assert tokens(source, "a.jsx") == expected
    assert tokens(source, "a.tsx") == expected


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_nodes_begin_and_end_with_tokens(path: Path) -> None:
    with parse_file(path, tokens=True, comments=True, early_errors=False) as out:
        starts = {token.start for token in out.tokens}
        ends = {token.end for token in out.tokens}
        for node in walk(out.program):
            assert isinstance(node, ast.Node)
            if not isinstance(node, ast.Program | ast.JSXEmptyExpression) and node.text:
                assert node.start in starts, node
                assert node.end in ends, node


def test_tokens_of_a_node() -> None:
    with parse("a; f(b, c); d", tokens=True) as out:
        _, call, last = out.program.body
        assert [t.text for t in out.tokens.of(call)] == ["f", "(", "b", ",", "c", ")", ";"]
        before, after = out.tokens.before(call), out.tokens.after(call)
        assert before is not None
        assert after is not None
        assert (before.text, after.text) == (";", "d")
        assert out.tokens.after(last) is None
        inside = out.tokens.at(5)
        assert isinstance(inside, Token)
        assert (inside.text, out.tokens.at(2), out.tokens.at(10_000)) == ("b", None, None)
        assert repr(inside) == "<Token Identifier 5..6>"
        assert repr(out.tokens) == "<Tokens: 10>"


def test_they_must_be_asked_for() -> None:
    with parse("a", comments=True) as out, pytest.raises(ValueError, match="tokens=True"):
        _ = out.tokens


def test_after_the_arena_is_gone() -> None:
    with Bump() as bump:
        out = parse("a", tokens=True, arena=bump)
        token = out.tokens[0]
        bump.reset()
        with pytest.raises(StaleReferenceError):
            _ = token.text
        with pytest.raises(StaleReferenceError):
            _ = out.tokens


def test_a_large_source() -> None:
    with parse("f(a, /b/g, `c${d}e`);\n" * 20_000, filename="a.js", tokens=True) as out:
        assert len(out.tokens) == 11 * 20_000
        assert out.tokens[-1].text == ";"
