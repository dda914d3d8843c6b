const a = <A<string> b="c" />;
const b = <T,>(x: T) => x;
const c = <T extends U>(x: T) => <div>{x as any}</div>;
const d = <A.B<C, D>>{x!}</A.B>;
const e = f<T>(<div />);
function g<T>(this: A): JSX.Element { return <>{x satisfies Y}</> }
const h = <const T,>(x: T) => x;
