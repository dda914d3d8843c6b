class A<T, U extends T = T> extends B<T> implements C, D.E<U> {
  a: string;
  b?: number = 1;
  c!: boolean;
  readonly d = 1;
  static e: string;
  private f;
  protected g;
  public h;
  private static readonly i: number = 2;
  declare j: string;
  override k() { }
  static override readonly l = 1;
  public static async m<T>(a: T): Promise<void> { }
  private get n(): string { return '' }
  protected set n(v: string) { }
  o?(): void;
  p(): void;
  p(a: string): void;
  p(a?: string) { }
  [k: string]: any;
  static [k: number]: string;
  readonly [k: symbol]: X;
  constructor();
  constructor(a: string);
  constructor(private a?: string, public readonly b = 1, protected c: X = y, readonly d?: Z, override e?: W) { super() }
  accessor q = 1;
  static accessor s: number;
  'quoted'?: string;
  [computed]: string;
  [computed2]?(): void;
  #priv?: string;
  readonly #ro: number = 1;
  static #sp<T>() { }
  async *gen(): AsyncGenerator<number> { }
  get x(): number { return 1 }
  set x(v) { }
  static { let a: string }
  declare; readonly; abstract; public; private; static; override; accessor; async; get; set;
  declare1; readonly?: X; static?(): void; get?; set!: Y;
  arrow = <T>(a: T): T => a;
  fn: () => void = () => { };
  m2(this: A, a: string, ...b: any[]): this is B { return true }
  m3(): asserts this { }
}
abstract class F { abstract a(): void; abstract b: string; protected abstract readonly c?: number; abstract get d(): string; abstract set d(v); private e; abstract [k]: string; abstract f?(): void; }
const C2 = class <T> extends A<T> implements X { };
const C3 = class implements Y { };
const C4 = class Z<T> { };
const C5 = abstract;
export default abstract class G { }
class I extends f<T>() { }
