/// Each form that the parser of type expressions knows, once.
/** A shape. */
interface Shape<K extends string = "square"> extends Base, Map<string, K[]> {
    readonly kind: K;
    name?: string | null;
    "quoted-name": -1 | 0.5;
    new: boolean;
    (x: number): void;
    <T>(x: T): T;
    new (...args: any[]): Shape;
    get area(): number;
    set area(value: number);
    get(key: K): this;
    method?<T, U extends keyof T>(this: Window, ...rest: [first: T, second?: U, ...U[]]): asserts x is T;
    [index: number]: Shape;
    readonly [key: string]: any;
    readonly [Symbol.iterator]: unique symbol;
    readonly: string;
    [Symbol.toStringTag]
}

type Handler = ((this: Shape, event?: Event) => any) | (new () => Handler) | null;
type Pick<T, K extends keyof T> = { readonly [P in K]?: T[P]; };
type Bare<T> = { -readonly [P in keyof T as `on${P}!`]-?: T[P] };
type Element<T> = T extends readonly (infer U)[] ? U : T extends { a: 1, b: 2 } ? never : T & {};
type Is = (value: unknown) => value is typeof globalThis.String;
type Generic = <T>(x: T) => asserts x;
declare var shape: Shape<"square">;
declare const undefinedType;
export declare function draw(shape: Shape, count?: number): void;
declare namespace Deep.Inside {
    interface Empty {}
    function inner(): `a${string}b`;
}
