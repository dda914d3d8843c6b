"""What the grammar does not have is an error that says so, in its place."""

from __future__ import annotations

import pytest

from arenite.ecmascript import ParseError, parse

JAVASCRIPT = [
    # ---- Statements
    ("if (a) const b = 1", "needs a block"),
    ("while (a) function f() {}", "needs a block"),
    ("if (a) async function f() {}", "needs a block"),
    ("for (;;) class A {}", "needs a block"),
    ("for (let of a) ;", "Expected"),
    ("for (let.a of b) ;", "begin with 'let'"),
    ("for (async of a) ;", "cannot be 'async'"),
    ("for (var a, b of c) ;", "one variable"),
    ("for (let a = 1 in b) ;", "no initial value"),
    ("for (a + b of c) ;", "cannot be assigned"),
    ("for (a of b, c) ;", r"Expected '\)'"),
    ("for await (a of b) ; with (c) d", "strict mode"),
    ("function f() { for await (a of b) ; }", "async functions"),
    ("const a", "needs an initial value"),
    ("let [a]", "needs an initial value"),
    ("try { }", "'catch' or 'finally'"),
    ("switch (a) { default: default: }", "one 'default'"),
    ("switch (a) { case b: using c = d }", "needs a block"),
    ("throw\na", "line break"),
    ("return", "outside of a function"),
    ("'use strict'; with (a) b", "strict mode"),
    ("'use strict'; 010", "strict mode"),
    ("'\\1'; 'use strict'", "strict mode"),
    ("'use strict'; let static", "reserved word"),
    ("{ import a from 'b' }", "top level"),
    ("var static; import 'a'", "reserved word"),
    ("function f() { 010 } import 'a'", "strict mode"),
    ("a b", "';' or a line break"),
    ("enum A {}", "Expected an expression"),
    ("v\\u0061r a", "reserved word"),
    # ---- Expressions
    ("({ a = 1 })", "no default values"),
    ("({ a = 1 }).b", "no default values"),
    ("f({ a = 1 }, { b = 2 } = {})", "no default values"),
    ("a ?? b || c", "parentheses"),
    ("-a ** b", "parentheses"),
    ("async () => await a ** b", "parentheses"),
    ("a?.b = c", "cannot be assigned"),
    ("a?.b`c`", "optional chain"),
    ("new a?.b()", "optional chain"),
    ("new import('a')", "import"),
    ("`\\u`", "escape"),
    ("f() = 1", "cannot be assigned"),
    ("++a++", "cannot be assigned"),
    ("([a]) = 1", "cannot be assigned"),
    ("[...a, b] = c", "rest element"),
    ("[...a,] = c", "rest element"),
    ("[...a = b] = c", "rest element"),
    ("({ ...{ a } } = b)", "needs a name"),
    ("({ a() {} } = b)", "method"),
    ("({ get a(b) {} })", "no parameters"),
    ("({ set a(...b) {} })", "rest parameter"),
    ("({ if })", "cannot stand alone"),
    ("#a + b", "private name"),
    ("super", "'super' must"),
    ("import.b", "'meta'"),
    # ---- Functions
    ("(a, b)", None),
    ("()", "'=>'"),
    ("(a,)", "'=>'"),
    ("(...a)", "'=>'"),
    ("(a)\n=> b", "line break"),
    ("a + b => c", "not allowed here"),
    ("!() => a", "not allowed here"),
    ("() => {} || a", "';' or a line break"),
    ("() => {} ? a : b", "';' or a line break"),
    ("(a.b) => c", "parameter"),
    ("((a)) => b", "parameter"),
    ("([a.b]) => c", "parameter"),
    ("((a) = b) => c", "parameter"),
    ("([(a)] = b) => c", "parameter"),
    ("([a = [(b)] = c]) => d", None),
    ("([(a) = b] = c) => d", "parameter"),
    ("({ a: (b) }) => c", "parameter"),
    ("(a = (b) = c) => d", None),
    ("a = /(/", "not closed"),
    ("({ a: [b.c] = d }) => e", "parameter"),
    ("(...a, b) => c", "rest parameter"),
    ("async (...a, b) => c", "rest element"),
    ("async (await) => a", "'await'"),
    ("async (a = await b) => c", "'await'|await"),
    ("async function f() { (a = await b) => c }", "'await'"),
    ("function* g() { (a = yield) => b }", "'yield'"),
    ("function* g(a = yield) {}", "'yield'"),
    ("function* g() { yield ? a : b }", "Expected|';'"),
    ("function* g() { function yield() { } var yield }", "reserved word"),
    ("async function f() { var await }", "reserved word"),
    ("function f(...a, b) {}", "rest parameter"),
    ("function f(a: b) {}", r"Expected '\)'"),
    # ---- Classes
    ("class A { constructor() {} get constructor() {} }", "constructor"),
    ("class A { constructor = 1 }", "constructor"),
    ("class A { async get a() {} }", "async|Expected"),
    ("class A { static { await a } }", "'await'"),
    ("class A { static { return } }", "'return'"),
    ("class A { a: b }", "';'"),
    ("class A { private a }", "';'"),
    ("class A implements B {}", "'{'"),
    ("class A { @a static {} }", "decorators"),
    ("@a var b", "Expected a class"),
    # ---- Modules
    ("export { 'a' }", "must be a name"),
    ("export { if }", "must be a name"),
    ("export using a = b", "cannot be exported"),
    ("import type { a } from 'b'", "Expected"),
    ("export = a", "Expected a declaration"),
    ("import a = b", "'from'"),
    ("import { yield } from 'a'", "needs 'as'"),
    ("import { static } from 'a'", "needs 'as'"),
    ("import { st\\u0061tic } from 'a'", "reserved word"),
    ("import { await } from 'a'", "needs 'as'"),
    ("import { a as default } from 'b'", "reserved word"),
    ("import { a as let } from 'b'", "reserved word"),
    ("import { a as 'b' } from 'c'", "Expected a name"),
    ("import { if as a, 'b' as c, as as as } from 'd'", None),
]

TYPESCRIPT = [
    ("class A { get a(): b { } set a(c): d { } }", "no return type"),
    ("class A { constructor<T>() { } }", "no type parameters"),
    ("class A { abstract a = 1 }", "no initial value"),
    ("class A { private #a }", "private name"),
    ("class A { a!: b = 1 }", "no initial value"),
    ("let a!: b = 1", "no initial value"),
    ("declare let a = 1", "no initial value"),
    ("declare function f() { }", "cannot have a body"),
    ("a as b = c", "parentheses"),
    ("<a>b = c", "parentheses"),
    ("a<b>.c", "property"),
    ("(a?: b)", "'=>'"),
    ("(a: b)", "'=>'"),
    ("(a.b: c) => d", "parameter"),
    ("(a?, b) => c", "required parameter"),
    ("import type { type a } from 'b'", "types already"),
    ("if (a) type B = c", "needs a block"),
    ("abstract interface A {}", "Only a class|Expected|';'"),
    ("@a abstract * class B {}", "Expected a class"),
    ("@a declare function f(): void", "Expected a class"),
    ("declare using a", "';'"),
    ("namespace A { import 'b' }", "cannot name a module"),
    ("namespace A { import b = require('c') }", "cannot name a module"),
    ("namespace A { export * from 'b' }", "cannot name a module"),
    ("declare namespace A { export default b }", "for modules"),
    ("declare namespace A { export = b }", "for modules"),
    ("declare module 'a' { namespace B { export { c } from 'd' } }", "cannot name a module"),
    ("declare module 'a' { export = b; export * from 'c' }", None),
    ("namespace A { import b = c.d }", None),
    ("import type a = b.c", "for modules"),
    ("import type a, { b } from 'c'", "not both"),
    ("class implements {}", "Expected a name"),
    ("interface A extends b() {}", "has a name"),
    ("import { type a as 'b' } from 'c'", "Expected a name"),
    ("import { type a as if } from 'b'", "reserved word"),
    ("import { type as as if } from 'b'", "reserved word"),
    ("import { type as as as as } from 'b'", "Expected"),
    ("import { type as as as } from 'b'", None),
]

JSX = [
    ("<a>", "not closed"),
    ("<a></b>", "does not fit"),
    ("<a.b></a.c>", "does not fit"),
    ("<a></>", "does not fit"),
    ("<></a>", "does not fit"),
    ("<a b={}/>", "must be an expression"),
    ("<a b={...c}/>", "must be an expression"),
    ("<a {b}/>", r"'\.\.\.'"),
    ("<a b=c/>", "Expected a string"),
    ("<a/><b/>", "side by side"),
    ("<a>}</a>", "in JSX text"),
    ("<a>></a>", "in JSX text"),
    ("<a:b.c/>", "Expected"),
]

CASES = [
    *(("a.js", *case) for case in JAVASCRIPT),
    *(("a.ts", *case) for case in TYPESCRIPT),
    *(("a.jsx", *case) for case in JSX),
]


@pytest.mark.parametrize(("filename", "source", "message"), CASES)
def test_refusal(filename: str, source: str, message: str | None) -> None:
    if message is None:
        parse(source, filename=filename).close()
        return
    with pytest.raises(ParseError, match=message) as caught:
        parse(source, filename=filename)
    assert 0 <= caught.value.start <= caught.value.end <= len(source)


def test_a_script_and_a_module_differ() -> None:
    for source in ("import 'a'", "using a = b", "await a", "import.meta"):
        with pytest.raises(ParseError):
            parse(source, filename="a.js", module=False)
    for source in ("with (a) b", "<!-- a", "var await", "010", "yield"):
        parse(source, filename="a.js", module=False).close()
        with pytest.raises(ParseError):
            parse(source, filename="a.js", module=True)


def test_the_place_is_that_of_the_default() -> None:
    with pytest.raises(ParseError) as caught:
        parse("[{ a = 1 }.b, { c = 2 }] = d", filename="a.js")
    assert (caught.value.start, caught.value.end) == (3, 8)
