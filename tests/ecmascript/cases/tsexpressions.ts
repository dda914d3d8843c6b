let g0: A<B>= y, g1: A<B<C>>= z;
let nl: A
[b].c;
a as B; a as const; a as B as C; a as any[] + 1; (a as B).c; a satisfies B; a satisfies B as C;
<A>b; <const>c; <A<B>>d; <A>b.c; <T>(x) => x; <T>(x: T): T => x;
a!; a!.b; a![0]; a!(); a!!; a! + b; a?.b!; a?.b!.c; (a?.b)!.c; a!?.b; a = b!;
f<T>(); f<T>(a, b); new F<T>(); new F<T>; f<T>`x`; a.b<T>(); a?.b<T>(); a?.<T>(); f<T>; const inst = f<T>, inst2 = g<A, B>;
a < b > c; a < b || c > d; f(a < b, c > d); a<b>>c; a < b;
(a: string) => a; (a?: string) => a; (a: string, b?: number): void => { }; async (a: A): Promise<B> => a; (a): a is B => true;
async <T>(a: T) => a; a ? (b) : c => d; a ? (b, c) : d; a ? (b): c => d : e; a ? b ? (c) : d : e; a ? (b = c) : d;
a ? async (b): Promise<C> => d : e;
function f1(this: A) { }
(a as B) = c; (<A>b) = c; a! = b; (a!) += 1; [a as B] = c; ({ a: b as C } = d); [a!] = b; for (a as B of c); for (a! in b);
let x = y as unknown as Z, w = <V>u;
if ((a as B) && <C>d) { }
type_; let as_ = as;
as as as; satisfies; as; a
as;
a
!b;
let v1 = a < (b >> c), v2 = a < b >= c;
x = a as A ? b : c; x = a as A | B ? c : d; x = a as (b) => c; x = `${a as B}`;
for (const a of <any>b) { } for (let i = 0 as number; i < (n as any); i++) { }
throw a as B;
const o = { m<T>(this: A, a: T): T { return a }, get p(): A { return b }, set p(v: A) { }, async *g<T>(): X { }, [k]<T>() { }, a: <T>(x) => x };
var fn = function* <T>(a?: A): B { };
abstract(a); declare(a); type(a); namespace(a); module(a);
type
X1 = 1; // three statements until here, by the newline after type
enum_; declare
let q1;
new a.b<C>; new (a<B>); new A<B>().c; super_<T>();
x = y as any as T[]; x = y as typeof z; x = a as keyof B;
using_; using
y1;
a.b!.c!.d; a[b!]!.c; f()!.g; new X()!.y; this!.z; `t`!; [a!, b]!; (<T>a)!; 
