#!/usr/bin/env node
'use strict';
"not \x61 directive";
var a = 1, b, c = 2;
let d = 3;
const e = 4;
;;
{ }
{ a; { b } }
if (a) b; else if (c) d; else { e }
if (a) ; else ;
for (;;) break;
for (var i = 0, n = 1; i < n; i++) continue;
for (let i = 0; ; ) { }
for (a = 0; a < 1; a++);
for (a in b);
for (var a in b);
for (const [k, v] of Object.entries(x)) { }
for (let { a, b } of c);
for ([a, b] of c);
for (a.b in c);
for (let of of xs);
for (var x of (a, b));
for (("a" in b);;);
while (a) b;
do a; while (b) c
do { } while (a);
outer: for (;;) { inner: while (1) { continue outer; break inner } }
switch (a) { case 1: case 2: b; break; default: c; case 3: }
switch (a) { }
try { } catch { }
try { a } catch (e) { b } finally { c }
try { } catch ({ message, ...rest }) { }
try { } finally { }
throw new Error('x');
debugger;
function f() { return }
function g() { return a
+ b }
function* h() { yield }
async function k() { await using x = y; for await (const z of w) ; }
{ using r = open(); }
for (using r of rs) ;
class A { }
a: b: c: d;
let async; async
function notAsync() { }
var let_, yield_, of, get, set, from, as, type, async_;
of = 1
if (1) function_; else 2
do ; while (0) x
