// The cover grammars.
[a, b] = [b, a];
[a.b, c[d], ...e.f] = g;
[a = 1, [b, { c = 2 }] = [], ...[d, e]] = f;
[, a, , b, ,] = c;
({ a, b: c, d = 1, e: f = 2, [g]: h, 'i': j.k, ...l } = m);
({ a: [b], c: { d } } = e);
({ a: b.c, d: e[0] = 1 } = f);
[(a), (b.c)] = d;
({ a: (b), c: (d.e) } = f);
(a) = 1;
(a.b) = 2;
((a)) += 3;
for ([a, b] of c);
for ({ a, b } of c);
for ((a) of b);
for ((a.b) in c);
var [a, [b, c = 1], { d, e: { f } }, ...[g, h]] = i;
var { a, b: c, d = 1, e: f = 2, [g]: h, 'i': j, 1: k, ...l } = m;
const { } = {}, [] = [];
((a, b = 1, { c, d: [e] }, ...[f]) => 0);
(({ a = 1 }) => a);
(([a = 1] = []) => a);
async ({ a = 1 }, [b = 2]) => a;
function f({ a = 1 } = {}, [b = 2] = [], ...{ length }) { }
try { } catch ([a, { b }]) { }
x = { a, b } = c;
x = [y = 1] = z;
a = b = c;
({ a } = { a: b } = c);
[a, b].c = d;
({ a }).b = c;
({ a: { b } = c, d } = e);
