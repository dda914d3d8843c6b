class A {
  constructor(a) { super_(); }
  method() { }
  get a() { return 1 }
  set a(v) { }
  static b() { }
  static get c() { return 2 }
  async d() { }
  *e() { }
  async *f() { }
  static async *g() { }
  #p = 1;
  static #q;
  #m() { return this.#p + this?.#q + a.b.#p; }
  get #r() { return #p in this && !(#q in A) }
  set #r(v) { this.#p ??= v }
  x;
  y = 1
  z = () => this
  [a] = 2;
  'str' = 3;
  42 = 4;
  static s = 5;
  static;
  static static;
  static async;
  get;
  set;
  async
  static { this.s = await_; { var x } }
  static { }
  get
  h() { }
  static get get() { return 1 }
  static async async() { }
  accessor i = 1;
  static accessor #j;
  accessor;
  accessor
  k;
  ;;
}
class B extends A {
  constructor() { super(...arguments); super.a; super['b'](); }
  static x() { return super.y }
}
class C extends (a ? b : c) { }
class D extends a.b(c) { }
(class { });
(class Named extends null { });
export default class { }
