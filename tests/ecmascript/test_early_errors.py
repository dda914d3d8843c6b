"""Early errors: what is refused, where, and beside what; and what must not be.

In a source, double angle quotation marks stand around what the error's span must be, single ones
around the other place that it tells of.
"""

from __future__ import annotations

import pickle
import re
from typing import Any

import pytest

from arenite import Bump, ecmascript
from arenite.ecmascript import ParseError

MARKS = re.compile("[«»‹›]")


def plain(marked: str) -> tuple[str, tuple[int, int], tuple[int, int] | None]:
    """The source, the span of the error, that of the other place."""
    source, places = "", {}
    for part in re.split("([«»‹›])", marked):
        if MARKS.fullmatch(part):
            places[part] = len(source.encode())
        else:
            source += part
    related = (places["‹"], places["›"]) if "‹" in places else None
    return source, (places["«"], places["»"]), related


def refused(marked: str, code: str, **options: Any) -> ParseError:
    source, span, related = plain(marked)
    options.setdefault("language", "js")
    with pytest.raises(ParseError) as caught:
        ecmascript.parse(source, **options)
    error = caught.value
    assert error.code == code
    assert (error.start, error.end) == span
    assert (error.related and (error.related.start, error.related.end)) == related
    assert ecmascript.parse(source, early_errors=False, **options).nodes > 0
    return error


# ---- JavaScript, script or module by what is in it --------------------------------

REFUSED = [
    # redeclarations
    ("redeclared", "let ‹a›; let «a»"),
    ("redeclared", "let ‹a›; var «a»"),
    ("redeclared", "var ‹a›; let «a»"),
    ("redeclared", "const ‹a› = 1; { var «a» }"),
    ("redeclared", "{ { var ‹a› } let «a» }"),
    ("redeclared", "{ { let [b, ‹a›] = c; { var { d: «a» } = e } } }"),
    ("redeclared", "let ‹a›; function «a»() {}"),
    ("redeclared", "{ function a() {} async function ‹b›() {} function «b»() {} }"),
    ("redeclared", "'use strict'; { function ‹a›() {} function «a»() {} }"),
    ("redeclared", "class ‹A› {} class «A» {}"),
    ("redeclared", "function f(‹a›) { let «a» }"),
    ("redeclared", "(‹a›) => { let «a» }"),
    ("redeclared", "function f([‹a›]) { const «a» = 1 }"),
    ("redeclared", "try {} catch (‹a›) { let «a» }"),
    ("redeclared", "try {} catch ([‹a›]) { var «a» }"),
    ("redeclared", "let ‹a›; try {} catch (a) { var «a» }"),
    ("redeclared", "for (let ‹a›;;) { var «a» }"),
    ("redeclared", "for (const ‹a› of b) { var «a» }"),
    ("redeclared", "for (let [‹a›, «a»] of b);"),
    ("redeclared", "switch (a) { case 1: let ‹b›; default: let «b» }"),
    ("redeclared", "class A { static { let ‹a›; var «a» } }"),
    ("redeclared", "import { ‹a› } from 'b'; import «a» from 'b'"),
    ("redeclared", "import * as ‹a› from 'b'; function «a»() {}"),
    ("redeclared", "import 'b'; function ‹a›() {} function «a»() {}"),
    ("redeclared", "let ‹a›; let «\\u0061»"),
    ("redeclared", "let ‹ä›; /* ö */ let «ä»"),
    ("let-as-name", "let a, «let» = 1"),
    ("let-as-name", "for (const «let» of a);"),
    # parameters
    ("duplicate-parameter", "'use strict'; function f(‹a›, «a») {}"),
    ("duplicate-parameter", "function f(‹a›, «a») { 'use strict' }"),
    ("duplicate-parameter", "function f(‹a›, b, «a» = 1) {}"),
    ("duplicate-parameter", "function f(‹a›, { b: [«a»] }) {}"),
    ("duplicate-parameter", "function f(‹a›, ...«a») {}"),
    ("duplicate-parameter", "(‹a›, «a») => b"),
    ("duplicate-parameter", "({ f(‹a›, «a») {} })"),
    ("duplicate-parameter", "class A { f(‹a›, «a») {} }"),
    ("use-strict-parameters", "function f(a, ‹b = 1›) { «'use strict';» }"),
    ("use-strict-parameters", "(‹...a›) => { «'use strict'» }"),
    ("strict-name", "function «eval»() { 'use strict' }"),
    ("strict-name", "(function («arguments») { 'use strict' })"),
    ("strict-name", "'use strict'; try {} catch («eval») {}"),
    ("strict-name", "import { a as «eval» } from 'b'"),
    ("strict-name", "'use strict'; async «eval» => 1"),
    ("strict-name", "'use strict'; «arguments» => 1"),
    ("strict-reserved-word", "function «static»() { 'use strict' }"),
    ("strict-reserved-word", "function f(a, «yield») { 'use strict' }"),
    ("strict-reserved-word", "(«let») => { 'use strict' }"),
    # targets
    ("strict-target", "'use strict'; «eval» = 1"),
    ("strict-target", "'use strict'; «arguments»++"),
    ("strict-target", "'use strict'; [a, { b: «eval» }] = c"),
    ("strict-target", "'use strict'; ({ «eval» } = c)"),
    ("strict-target", "'use strict'; ({ «arguments» = 1 } = c)"),
    ("strict-target", "'use strict'; [...«eval»] = c"),
    ("strict-target", "'use strict'; for («eval» in a);"),
    ("strict-delete", "'use strict'; «delete a»"),
    ("strict-delete", "'use strict'; «delete ((a))»"),
    ("delete-private-name", "class A { #a; m() { «delete this.#a» } }"),
    ("delete-private-name", "class A { #a; m() { «delete (b?.c.#a)» } }"),
    ("duplicate-proto", "({ ‹__proto__›: a, «'__proto__'»: b })"),
    # labels and jumps
    ("duplicate-label", "‹a›: { b: «a»: c }"),
    ("unknown-label", "a: { } break «a»"),
    ("unknown-label", "a: for (;;) { () => { continue «a» } }"),
    ("continue-without-loop-label", "‹a›: { for (;;) { continue «a» } }"),
    ("break-outside", "{ «break;» }"),
    ("break-outside", "for (;;) { function f() { «break» } }"),
    ("continue-outside", "switch (a) { case 1: «continue» }"),
    ("labeled-function", "for (;;) a: b: «function c() {}»"),
    ("labeled-function", "if (a) b; else c: «function d() {}»"),
    # classes
    ("unknown-private-name", "class A { m() { this.«#a» } }"),
    ("unknown-private-name", "class A { #a } b.«#a»"),
    ("unknown-private-name", "class A extends B.«#a» { #a }"),
    ("unknown-private-name", "class A { m() { return «#a» in b } }"),
    ("duplicate-private-name", "class A { ‹#a›; «#a»() {} }"),
    ("duplicate-private-name", "class A { get ‹#a›() {} get «#a»() {} }"),
    ("duplicate-private-name", "class A { static get ‹#a›() {} set «#a»(b) {} }"),
    ("private-constructor-name", "class A { «#constructor» }"),
    ("private-of-super", "class A extends B { #a; m() { super.«#a» } }"),
    ("duplicate-constructor", "class A { ‹constructor›() {} «'constructor'»() {} }"),
    ("static-prototype", "class A { static «prototype»() {} }"),
    ("static-prototype", "class A { static «'prototype'» = 1 }"),
    ("super-call-outside", "class A { constructor() { «super»() } }"),
    ("super-call-outside", "class A extends B { m() { «super»() } }"),
    ("super-call-outside", "class A extends B { constructor() { function f() { «super»() } } }"),
    ("super-property-outside", "function f() { «super».a }"),
    ("super-property-outside", "({ a: () => «super».b })"),
    ("new-target-outside", "() => «new.target»"),
    ("arguments-in-field", "class A { a = () => «arguments» }"),
    ("arguments-in-field", "class A { static { b(«arguments»[0]) } }"),
    ("arguments-in-field", "class A { a = { «arguments» } }"),
    # modules
    ("duplicate-export", "export let ‹a›; export { b as «a» }; let b"),
    ("duplicate-export", "export const [‹a›] = b; export { «a» }"),
    ("duplicate-export", "‹export› default 1; «export» default 2"),
    ("duplicate-export", "export { a as ‹default› } from 'b'; «export» default 1"),
    ("duplicate-export", "export * as ‹'a b'› from 'c'; export * as «'a b'» from 'd'"),
    ("undeclared-export", "export { «a» }; { let a }"),
    ("export-name-surrogate", "export { a as «'\\ud83d'» }; let a"),
    ("export-name-surrogate", "import { «'\\ud83d'» as a } from 'b'"),
    ("duplicate-attribute", "import a from 'b' with { ‹c›: 'd', «'c'»: 'e' }"),
]


@pytest.mark.parametrize(("code", "marked"), REFUSED)
def test_refused(code: str, marked: str) -> None:
    refused(marked, code)


ACCEPTED = [
    "var a; var a; function a() {} function a() {}",
    "{ function a() {} function a() {} }",
    "switch (a) { case 1: function b() {} case 2: function b() {} }",
    "if (a) function b() {} else function b() {} let b",
    "if (a) { var b } else function b() {} if (c) function d() {} else { var d }",
    "let a; { let a; { let a } } function f() { let a; var b } var b",
    "function f(a, a) { var a; function a() {} { let a } }",
    "try {} catch (a) { var a; for (var a in b); for (var a of b); { let a } }",
    "try {} catch { let a } finally { let a }",
    "for (let a;;) { let a } for (let a of b) for (let a of b); let a",
    "(function a() { let a }); (class b { static { let b } }); let a, b",
    "function f(a, b = () => a) { var b }",
    "class A { static { var a } static { let a } constructor(a) {} }",
    "let a = () => { var a }; { var c } function g() { { var d } } let d",
    "a: { break a } a: for (;;) { b: for (;;) { continue a } } a: b: while (c) continue a",
    "a: { function f() { a: for (;;) break a } }",
    "switch (a) { case 1: break } for (;;) { switch (a) { default: continue } }",
    "a: function f() {} { b: function f() {} }",
    "class A { #a; get #b() {} set #b(c) {} m() { return #a in b && class { n() { b.#a } } } }",
    "class A { #a; [b.#a] = 1; m(a = this.#b) {} static #b() {} }",
    "class A extends B { constructor() { super(); () => super.m() } a = super.b; m() { super.c } }",
    "class A { constructor() {} static constructor() {} ['constructor']() {} prototype() {} }",
    "({ m() { super.a; () => super.b }, get a() { return super.a } })",
    "function f() { () => new.target } class A { a = new.target; static { new.target } }",
    "class A { a = function () { arguments }; [arguments] = 1; m() { arguments } }",
    "({ __proto__: a, ['__proto__']: b, __proto__() {}, __proto__ })",
    "({ __proto__: a, __proto__: b } = c)",
    "export { a, a as b, a as 'c d' }; export default class a {} export * from 'a'",
    "export { default, b } from 'a'; var c; export { c }; function d() {} export { d }",
    "eval = 1; arguments++; delete a; var eval, yield, static; with (a) b",
    "'use strict'; delete a.b; eval.c = 1; a[eval] = arguments",
    "import a from 'b' with { c: 'd', e: 'd' }; import f from 'b' with { c: 'd' }",
]  # fmt: skip


@pytest.mark.parametrize("source", ACCEPTED)
def test_accepted(source: str) -> None:
    with ecmascript.parse(source, language="js") as out:
        assert out.nodes > 0


def test_what_depends_on_the_goal() -> None:
    twice = "function a() {} function a() {}"
    ecmascript.parse(twice, language="js", module=False)
    refused("function ‹a›() {} function «a»() {}", "redeclared", module=True)
    ecmascript.parse("new.target; return", filename="a.cjs", language="js")
    refused("«new.target»", "new-target-outside", module=False)
    refused("«delete a»", "strict-delete", module=True)


# ---- TypeScript -------------------------------------------------------------------

TYPESCRIPT_REFUSED = [
    ("redeclared", "let ‹a›: b; let «a»: c"),
    ("redeclared", "function f(‹a›?: b) { let «a»: c }"),
    ("redeclared", "type ‹A› = b; type «A» = c"),
    ("redeclared", "type ‹A› = b; interface «A» {}"),
    ("redeclared", "class ‹A› {} enum «A» {}"),
    ("redeclared", "enum ‹A› {} let «A»"),
    ("redeclared", "const enum ‹A› {} enum «A» {}"),
    ("redeclared", "import { ‹A› } from 'b'; import type { «A» } from 'c'"),
    ("duplicate-parameter", "function f(this: a, ‹b›: c, { «b» }: d) {}"),
    ("duplicate-parameter", "class A { constructor(private ‹a›: b, «a»: c) {} }"),
    ("duplicate-parameter", "a ? (‹b›, «b»): c => d : e"),
    ("duplicate-constructor", "class A { constructor(a); ‹constructor›() {} «constructor»() {} }"),
    ("duplicate-export", "export { a as ‹b› }; export { c as «b» }"),
    ("unknown-private-name", "class A { m() { (this as any).«#a» } }"),
    ("break-outside", "namespace A { «break;» }"),
    ("export-in-namespace", "namespace A { «export { a };» }"),
    ("abstract-member", "class A { «abstract m(): a;» }"),
    ("parameter-property-overload", "class A { constructor(«private a: b»); constructor(a) {} }"),
    ("duplicate-parameter", "function f(‹a›, «a») {}"),
    ("parameter-property-overload", "declare class A { constructor(«readonly a: b») }"),
]


@pytest.mark.parametrize(("code", "marked"), TYPESCRIPT_REFUSED)
def test_refused_in_typescript(code: str, marked: str) -> None:
    refused(marked, code, language="ts")


TYPESCRIPT_ACCEPTED = [
    "function f(): void; function f(a: b): c; function f(a?: d) {}",
    "export default function f(): void; export default function f(a?: b) {}",
    "export default interface A {} export default class B {}",
    "interface A {} interface A {} class A {} namespace A { export let b }",
    "enum A { b } enum A { c = 1 } namespace A {} const enum B {} const enum B {}",
    "namespace A.B {} namespace A {} function A() {} type C = 1; const C = 1",
    "let A; interface A {} function f<A>(A: A) {}",
    "import { A } from 'b'; const A = 1; import B = require('c'); type B = 1",
    "export { A }; export type { B }; declare const A: B",
    "declare global { let a; interface Window {} } let a",
    "declare function eval(): void; declare let arguments: a",
    "declare module 'a' { import b from 'c'; export default b; export { b } } ",
    "declare namespace A { export { b }; let b; import C = A.b }",
    "abstract class A { abstract m(): b; abstract c: d; constructor(private e: f) {} }",
    "class A { constructor(readonly a: b, @c d) { 'use strict' } }",
    "class A { m(): a; m(b?: c) {} #d(): e; #d(f?: g) {} }",
    "declare class A { private a; static prototype: A; constructor(a: b); constructor() }",
    "type T = (a: b, a: c) => void; interface I { m(a: b, a: c): void }",
]  # fmt: skip


@pytest.mark.parametrize("source", TYPESCRIPT_ACCEPTED)
def test_accepted_in_typescript(source: str) -> None:
    with ecmascript.parse(source, language="ts") as out:
        assert out.nodes > 0


@pytest.mark.parametrize(
    "source",
    [
        "declare function eval(a: string): any; declare var a: b; interface a {}",
        "export { a as b }; export default c; export as namespace d",
        "declare class A { static prototype: A; private constructor(); m(a, a): void }",
    ],
)
def test_accepted_in_declarations(source: str) -> None:
    with ecmascript.parse(source, language="dts") as out:
        assert out.nodes > 0


# ---- The errors -------------------------------------------------------------------


def test_the_error_says_both_places() -> None:
    with pytest.raises(ParseError, match="declared already") as caught:
        ecmascript.parse("// ä\nlet first;\n\n  let first;\n", filename="a.js")
    error = caught.value
    assert (error.filename, error.lineno, error.offset, error.text) == (
        "a.js",
        4,
        7,
        "  let first;",
    )
    assert error.related is not None
    assert error.related == ("first declared here", 10, 15, 2, 4)
    assert (error.related.note, error.related.lineno) == ("first declared here", 2)


def test_errors_of_the_grammar_have_a_code_too() -> None:
    for source, code in (("let = = 1", "syntax"), (b"\xff", "encoding"), ("\ud800", "encoding")):
        with pytest.raises(ParseError) as caught:
            ecmascript.parse(source, language="js")
        assert caught.value.code == code
        assert caught.value.related is None


def test_an_error_can_be_pickled() -> None:
    error = refused("let ‹a›; let «a»", "redeclared")
    copy = pickle.loads(pickle.dumps(error))
    assert (copy.code, copy.related, copy.start) == (error.code, error.related, error.start)
    assert str(copy) == str(error)


def test_the_arena_is_as_it_was() -> None:
    with Bump() as arena:
        used = arena.stats().used
        with pytest.raises(ParseError, match="label"):
            ecmascript.parse("break a", language="js", arena=arena)
        assert arena.stats().used == used


def test_the_first_error_is_told() -> None:
    refused("function f() { «break» } let a; let a", "break-outside")
