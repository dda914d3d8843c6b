const a = <div />;
const b = <div></div>;
const c = <div className="x" data-y='z' aria-label={d} {...e} f g={`h`} i=<j /> k=<></> l="a &amp; b" />;
const d2 = <A.B.C x:y="z" ns:attr />;
const e2 = <a:b></a:b>;
const f = <>text {expr} {/* comment */} {...spread} <b>bold</b> more</>;
const g = <p>
  line one
  line &nbsp; two &#169; &lt;
</p>;
const h = <this.x />;
const i = cond ? <a /> : <b />;
const j = <a>{[1, 2].map(x => <li key={x}>{x}</li>)}</a>;
const k = <input value="a
b" disabled />;
const l = <x-y-z />;
const m = <a b={<c />}>{}</a>;
const n = (<div>" ' ` not special</div>);
const p = <a>{"string"}{1}{`t`}</a>;
function Q() { return <Q.R {...{ s: 1 }} t={{ u: 2 }}>é😀</Q.R> }
const kw = <if for="x" class="y" />;
