@a @b() @c.d @e.f(g) @(h) class A {
  @i j;
  @k() l() { }
  @m static n = 1;
  @o get p() { return 1 }
  @q private readonly r: string;
  @s accessor t = 1;
  @u @v w: X;
  constructor(@x a, @y() private b: string, @z c = 1, @w { d }: E, @v [f], @u public readonly g?: string, @t ...rest) { }
  m(@a b: string, @c d?: number) { }
  @dec
  newline() { }
  @f<T>() generic;
}
@a export class B { }
export @b class C { }
@a.b export default class D { }
const E = @a class { };
@a abstract class F { @b abstract c: string; abstract e(): void }
