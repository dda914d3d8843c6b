// What only scripts may do.
with (a) b;
var yield, await, let, static, implements, interface, package;
yield = await + let;
let
x
if (a) function f() { }
label: function g() { }
010 + 08 + 0777 + 09.5;
"\1\08\377\x41";
<!-- an HTML comment
--> and another
x<!--y
delete x;
arguments = eval = 1;
let [y] = z;
for (var i = 0 in {});
for (let in {});
function h(a, a) { return new.target }
async = await => 1;
return_: { break return_ }
