"""Every way in which the grammar nests, as texts: what is repeated, and what stands around it.

`before + open * n + middle + close * n + after` is a program for any n from 1 on, in each
of the languages. Those of DEEP are read without recursion, and so at any depth.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

Family = Literal["js", "ts", "jsx"]
LANGUAGES: Final[dict[Family, tuple[str, ...]]] = {
    "js": ("js", "jsx", "ts", "tsx"),
    "ts": ("ts", "tsx"),
    "jsx": ("jsx", "tsx"),
}


class Nesting(NamedTuple):
    before: str
    open: str
    middle: str
    close: str = ""
    after: str = ""

    def source(self, depth: int) -> str:
        return self.before + self.open * depth + self.middle + self.close * depth + self.after


JS: Final = (
    # expressions
    Nesting("", "(", "a", ")"),
    Nesting("", "[", "", "]"),
    Nesting("x = ", "[...", "a", "]"),
    Nesting("x = ", "{ a: ", "b", "}"),
    Nesting("x = ", "{ [", "a", "]: b }"),
    Nesting("x = ", "{ ...", "a", "}"),
    Nesting("x = ", "{ a() { return ", "b", "} }"),
    Nesting("x = ", "{ get a() { return ", "b", "} }"),
    Nesting("x = ", "{ async *[", "a", "]() {} }"),
    Nesting("x = ", "function() { return ", "b", "}"),
    Nesting("x = ", "class extends ", "a", " {}"),
    Nesting("x = ", "class { a = ", "b", "}"),
    Nesting("x = ", "class { [", "b", "]() {} }"),
    Nesting("x = ", "class { static { a = ", "b", "} }"),
    Nesting("x = ", "class { #a = ", "b", "}"),
    Nesting("x = ", "class { get a() { return ", "b", "} }"),
    Nesting("x = ", "class { accessor a = ", "b", "}"),
    Nesting("x = ", "class { @(", "b", ") a }"),
    Nesting("x = ", "class { constructor(a = ", "b", ") {} }"),
    Nesting("x = ", "@(", "a", ") class {}"),
    Nesting("x = ", "a(", "b", ")"),
    Nesting("x = ", "a(...", "b", ")"),
    Nesting("x = ", "a?.(", "b", ")"),
    Nesting("x = ", "a[", "b", "]"),
    Nesting("x = ", "a?.[", "b", "]"),
    Nesting("x = ", "new a(", "b", ")"),
    Nesting("x = ", "new ", "a"),
    Nesting("x = ", "import(", "a", ")"),
    Nesting("x = ", "import.defer(", "a", ")"),
    Nesting("x = ", "`${", "a", "}`"),
    Nesting("x = ", "a`${", "b", "}`"),
    Nesting("x = ", "a ** ", "b"),
    Nesting("x = ", "a = ", "b"),
    Nesting("x = ", "a ??= ", "b"),
    Nesting("x = ", "a ? ", "b", " : c"),
    Nesting("x = ", "a + (", "b", ")"),
    Nesting("x = ", "a => ", "b"),
    Nesting("x = ", "() => ", "b"),
    Nesting("x = ", "async a => ", "b"),
    Nesting("x = ", "async (a, b) => ", "b"),
    Nesting("x = ", "() => { return ", "b", "}"),
    Nesting("x = ", "async (", "b", ")"),
    Nesting("x = ", "(a = ", "b", ") => c"),
    Nesting("x = ", "(", "b", ", c)"),
    Nesting("x = ", "({ a = ", "b", "}) => c"),
    Nesting("x = ", "([a = ", "b", "]) => c"),
    Nesting("function* f() { ", "yield ", "a", "", "}"),
    Nesting("function* f() { ", "yield* ", "a", "", "}"),
    # patterns
    Nesting("", "[", "a", "]", " = b"),
    Nesting("", "[", "a", "] = b"),
    Nesting("(", "{ a: ", "b", "}", " = c)"),
    Nesting("(", "{ a: ", "b", "} = {}", " = c)"),
    Nesting("(", "{ a: [", "b", "] = c }", " = d)"),
    Nesting("", "[...", "a", "]", " = b"),
    Nesting("(", "[", "a", "]", ") => b"),
    Nesting("(", "{ a: ", "b", "}", ") => c"),
    Nesting("let ", "[", "a", "]", " = b"),
    Nesting("let ", "{ a: ", "b", "}", " = c"),
    Nesting("let ", "[a = [", "b", "]]", " = c"),
    Nesting("let ", "[...", "a", "]", " = b"),
    Nesting("function f(", "[", "a", "]", ") {}"),
    Nesting("function f(", "{ a: ", "b", "}", ") {}"),
    Nesting("try {} catch (", "[", "a", "]", ") {}"),
    Nesting("for (const ", "[", "a", "]", " of b);"),
    Nesting("for (", "[", "a", "]", " of b);"),
    # statements
    Nesting("", "{", "", "}"),
    Nesting("", "if (a) ", "b"),
    Nesting("", "if (a) { ", "b", "}"),
    Nesting("", "if (a) b; else { ", "c", "}"),
    Nesting("", "for (;;) ", ";"),
    Nesting("", "for (a in b) ", ";"),
    Nesting("", "for (const a of b) ", ";"),
    Nesting("async () => { ", "for await (a of b) ", ";", "", "}"),
    Nesting("", "while (a) ", ";"),
    Nesting("", "do ", ";", " while (a);"),
    Nesting("", "try { ", "", "} catch {}"),
    Nesting("", "try {} catch (a) { ", "", "}"),
    Nesting("", "try {} finally { ", "", "}"),
    Nesting("", "switch (a) { case b: ", "", "}"),
    Nesting("", "switch (a) { default: { ", "", "} }"),
    Nesting("", "function f() { ", "", "}"),
    Nesting("", "async function* f() { ", "", "}"),
    Nesting("", "function f(a = ", "b", ") {}"),
    Nesting("", "class A { a() { ", "", "} }"),
    Nesting("", "class A { static { ", "", "} }"),
    Nesting("", "(class extends ", "a", " {})"),
    Nesting("", "@(", "a", ") class B {}"),
    Nesting("export default ", "[", "a", "]"),
    Nesting("export default ", "class { a() { return ", "b", "} }"),
    Nesting("export const a = ", "{ b: ", "c", "}"),
    Nesting("export const ", "{ a: ", "b", "}", " = c"),
)

DEEP_JS: Final = (
    Nesting("x = ", "a + ", "b"),
    Nesting("x = ", "a || ", "b"),
    Nesting("x = ", "a ?? ", "b"),
    Nesting("x = ", "a, ", "b"),
    Nesting("x = a", ".b", ""),
    Nesting("x = a", "?.b", ""),
    Nesting("x = a", "[b]", ""),
    Nesting("x = a", "()", ""),
    Nesting("x = a", "?.()", ""),
    Nesting("x = a", "`b`", ""),
    Nesting("x = ", "- ", "a"),
    Nesting("x = ", "!", "a"),
    Nesting("x = ", "typeof ", "a"),
    Nesting("x = ", "delete ", "a"),
    Nesting("async () => { ", "await ", "a", "", "}"),
    Nesting("x = ", "a ? b : ", "c"),
    Nesting("", "if (a) b; else ", "c"),
    Nesting("x = [", "a, ", "", "", "]"),
    Nesting("x = {", "a, ", "", "", "}"),
    Nesting("x = `", "${a}", "", "", "`"),
    Nesting("", ";", ""),
    Nesting("", "a;", ""),
    Nesting("var a", ", b", ""),
    Nesting("switch (a) { ", "case b: ", "", "", "}"),
    Nesting("class A { ", "a; ", "", "", "}"),
    Nesting("", "@a ", "", "", "class B {}"),
    Nesting("function f(", "{}, ", "", "", ") {}"),
    Nesting("", "import 'a'; ", ""),
    Nesting("", "export {}; ", ""),
    Nesting("x = /", "(?:", "a", ")", "/"),
    Nesting("x = /", "(?:|", "a", ")*", "/"),
    Nesting("x = /", "(?=", "a", ")", "/u"),
    Nesting("x = /", "[", "a", "]", "/v"),
    Nesting("x = /", "[^", "a", "]", "/v"),
    Nesting("x = /", "a|", "", "", "/v"),
    Nesting("", "/* a */", ";"),
    Nesting("", "// a\n", ";"),
)

TS: Final = (
    # types
    Nesting("type A = ", "(", "b", ")"),
    Nesting("type A = ", "[", "b", "]"),
    Nesting("type A = ", "[a: ", "b", "]"),
    Nesting("type A = ", "[a?: ", "b", "]"),
    Nesting("type A = ", "[...", "b", "]"),
    Nesting("type A = ", "{ a: ", "b", "}"),
    Nesting("type A = ", "{ a(): ", "b", "}"),
    Nesting("type A = ", "{ (a: ", "b", "): c }"),
    Nesting("type A = ", "{ new (): ", "b", "}"),
    Nesting("type A = ", "{ get a(): ", "b", "}"),
    Nesting("type A = ", "{ [a: string]: ", "b", "}"),
    Nesting("type A = ", "{ [a in ", "b", "]: c }"),
    Nesting("type A = ", "{ [a in b as ", "c", "]: d }"),
    Nesting("type A = ", "{ readonly [a in b]?: ", "c", "}"),
    Nesting("type A = ", "B<", "c", ">"),
    Nesting("type A = ", "typeof b<", "c", ">"),
    Nesting("type A = ", "import('a').b<", "c", ">"),
    Nesting("type A = ", "b[", "c", "]"),
    Nesting("type A = ", "`${", "b", "}`"),
    Nesting("type A = ", "keyof ", "b"),
    Nesting("type A = ", "readonly (", "b", ")[]"),
    Nesting("type A = ", "(a: ", "b", ") => c"),
    Nesting("type A = ", "({ a: b }: ", "b", ") => c"),
    Nesting("type A = ", "() => ", "b"),
    Nesting("type A = ", "() => asserts a is ", "b"),
    Nesting("type A = ", "(a) => a is ", "b"),
    Nesting("type A = ", "new () => ", "b"),
    Nesting("type A = ", "abstract new () => ", "b"),
    Nesting("type A = ", "<T extends ", "b", ">() => c"),
    Nesting("type A = ", "<T = ", "b", ">() => c"),
    Nesting("type A = ", "b extends c ? ", "d", " : e"),
    Nesting("type A = ", "b extends (", "c", ") ? d : e"),
    Nesting("type A = b extends ", "infer C extends ", "d", "", " ? e : f"),
    Nesting("type A = a extends ", "(infer C extends ", "d", " ? e : f)", " ? g : h"),
    Nesting("type A = ", "a & (b | ", "c", ")"),
    Nesting("interface A extends ", "B<", "c", ">", "{}"),
    Nesting("let a: ", "{ b: ", "c", "}"),
    # what types stand in
    Nesting("x = ", "(a: b) => ", "c"),
    Nesting("x = ", "(a: typeof b = ", "c", ") => d"),
    Nesting("x = ", "a ? (b): c => ", "d", " : e"),
    Nesting("x = a as ", "(b: ", "c", ") => d"),
    Nesting("x = a satisfies ", "[", "b", "]"),
    Nesting("x = ", "a<", "b", ">"),
    Nesting("x = ", "a<{ [", "b", "]: c }>()"),
    Nesting("x = ", "<T = ", "b", ">() => c"),
    Nesting("function f(a: ", "{ b(c: ", "d", "): e }", ") {}"),
    Nesting("", "namespace A { ", "", "}"),
    Nesting("", "declare module A { ", "", "}"),
    Nesting("enum A { b = ", "(", "c", ")", "}"),
    Nesting("enum A { b = ", "c(", "d", ")", "}"),
    Nesting("", "abstract class A { a() { ", "", "} }"),
    Nesting("x = ", "class { constructor(private a = ", "b", ") {} }"),
    Nesting("x = ", "class { @(", "b", ") readonly c?: d }"),
)

DEEP_TS: Final = (
    Nesting("type A = a", "[]", ""),
    Nesting("type A = a", "['b']", ""),
    Nesting("type A = a", "| b", ""),
    Nesting("type A = a", "& b", ""),
    Nesting("type A = ", "a & ", "b"),
    Nesting("type A = a", ".b", ""),
    Nesting("type A = typeof a", ".b", ""),
    Nesting("type A = ", "b extends c ? d : ", "e"),
    Nesting("type A = `", "${a}", "", "", "`"),
    Nesting("type A = { ", "a: b; ", "", "", "}"),
    Nesting("namespace A", ".b", "", "", " {}"),
    Nesting("import a = b", ".c", ""),
    Nesting("x = a", "!", ""),
    Nesting("x = a", " as b", ""),
    Nesting("x = a", " satisfies b", ""),
    Nesting("enum A { ", "b, ", "", "", "}"),
    Nesting("interface A extends ", "B, ", "C", "", " {}"),
    Nesting("function f<", "A, ", "", "", ">() {}"),
)

JSX: Final = (
    Nesting("x = ", "<a>{", "b", "}</a>"),
    Nesting("x = ", "<a b={", "c", "}/>"),
    Nesting("x = ", "<a b=", "<c/>", "/>"),
    Nesting("x = ", "<a {...", "b", "}/>"),
    Nesting("x = ", "<a>{...", "b", "}</a>"),
    Nesting("x = ", "<a>b {c => ", "d", "}</a>"),
    Nesting("x = ", "<><b>{", "c", "}</b></>"),
)

DEEP_JSX: Final = (
    Nesting("x = ", "<a>", "", "</a>"),
    Nesting("x = ", "<>", "b", "</>"),
    Nesting("x = ", "<a><b>c", "", "</b></a>"),
    Nesting("x = <a>", "<b/>", "", "", "</a>"),
    Nesting("x = <a>", "{b}", "", "", "</a>"),
    Nesting("x = <a", " b", "", "", "/>"),
    Nesting("x = <a", ".b", "", "", "/>"),
)

# Assertions by `<T>` are none where there is JSX.
ASSERTIONS: Final = (Nesting("x = ", "<a>", "b"),)

ALL: Final[tuple[tuple[tuple[Nesting, ...], tuple[str, ...]], ...]] = (
    (JS + DEEP_JS, LANGUAGES["js"]),
    (TS + DEEP_TS, LANGUAGES["ts"]),
    (JSX + DEEP_JSX, LANGUAGES["jsx"]),
    (ASSERTIONS, ("ts",)),
)
DEEP: Final[tuple[tuple[tuple[Nesting, ...], tuple[str, ...]], ...]] = (
    (DEEP_JS, LANGUAGES["js"]),
    (DEEP_TS, LANGUAGES["ts"]),
    (DEEP_JSX, LANGUAGES["jsx"]),
    (ASSERTIONS, ("ts",)),
)
