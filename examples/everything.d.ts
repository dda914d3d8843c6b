// Lantern: the typed interface of an imaginary library that renders weather maps.
// It exists to use every kind of type and declaration that TypeScript has, in the
// way a library would. `make run` parses it.

/// <reference lib="es2022" />

import DefaultPalette from "lantern/palette";
import * as geometry from "lantern/geometry";
import { Projection, type Ellipsoid, default as Grid, "north pole" as northPole } from "lantern/grid";
import type { Station } from "lantern/stations";
import type Feed from "lantern/feed";
import type * as units from "lantern/units";
import Legend, { type Entry as LegendEntry } from "lantern/legend";
import icons from "lantern/icons.json" with { type: "json" };
import defer * as tiles from "lantern/tiles";
import "lantern/polyfill";
import legacy = require("lantern/legacy");
import Point = geometry.planar.Point;
import type Archive = require("lantern/archive");

export { Projection, Grid as Raster, northPole as "north pole" };
export type { Station, Ellipsoid as Globe };
export { type LegendEntry, Legend } from "lantern/legend";
export * from "lantern/shapes";
export * as symbols from "lantern/symbols";
export type * from "lantern/events";
export type * as wire from "lantern/wire";
export import Sketch = geometry.planar.Sketch;

// ---- Keywords and literals -----------------------------------------------------

export type Anything = any;
export type Mystery = unknown;
export type Nothing = never;
export type Label = string;
export type Reading = number;
export type Count = bigint;
export type Toggle = boolean;
export type Key = symbol;
export type Plain = object;
export type Absent = undefined;
export type Empty = null;
export type Silent = void;

export type Zero = 0;
export type Freezing = -273.15;
export type Planets = 8n;
export type Debt = -12_000n;
export type Mask = 0xff;
export type Hello = "hello, \u{1F30D}\n";
export type Yes = true;
export type No = false;
export type Plainly = `no substitution`;
export type Shouted<T extends string> = Uppercase<T>;
export type ClassName = `lantern-${Layer["kind"]}-${number}`;

// ---- References, queries, imports ----------------------------------------------

export type Nested = geometry.planar.Polygon<Point, 3>;
export type Default = typeof DefaultPalette;
export type Member = typeof geometry.planar.origin;
export type Applied = typeof createMap<Raster>;
export type Remote = import("lantern/remote").Connection<string>;
export type RemoteModule = typeof import("lantern/remote");
export type Data = import("lantern/data.json", { with: { type: "json" } }).Rows;
type Raster = InstanceType<typeof Grid>;

// ---- Lists, tuples, functions --------------------------------------------------

export type Row = Reading[];
export type Matrix = readonly Row[];
export type Cell = Matrix[number][0];
export type Pair = [Reading, Reading];
export type Unit = [];
export type Coordinates = [longitude: Reading, latitude: Reading, altitude?: Reading];
export type Loose = [Label, Reading?, ...Toggle[]];
export type Tail = readonly [first: Label, ...rest: (Label | Reading)[]];
export type Unary = (x: Reading) => Reading;
export type Variadic = (this: Canvas, first: Label, second?: Reading, ...others: Reading[]) => void;
export type Generic = <const T extends readonly unknown[], U = T[number]>(items: T) => U;
export type Maker = new (size: Reading) => Canvas;
export type AbstractMaker = abstract new <T>(...args: T[]) => Canvas;
export type Handler = ((event: Storm) => void) | (() => Promise<void>);
export type Destructuring = ({ x, y: [a, , b], ...rest }: { x: 1; y: Row; z: 2 }, [c]: Row) => Row;
export type Guard = (value: unknown) => value is Station;
export type Assertion = (value: unknown, message?: string) => asserts value;
export type Narrowing = (value: unknown) => asserts value is Storm;

// ---- Unions, intersections, operators ------------------------------------------

export type Layer =
  | { kind: "wind"; speed: Reading }
  | { kind: "rain"; depth: Reading; readonly probability?: Reading }
  | { kind: "cloud" };
export type Both = Named & Timed;
export type Leading = & Named & (Timed | Placed);
export type Keys = keyof Canvas;
export type Brand = unique symbol;
export type Frozen = readonly Label[];
export type KeysOfKeys = keyof (keyof Named)[];

// ---- Conditional and mapped types ----------------------------------------------

export type Item<T> = T extends readonly (infer U)[] ? U : never;
export type First<T> = T extends [infer Head extends string, ...unknown[]] ? Head : undefined;
export type Chain<T> = T extends string ? "text" : T extends number ? "number" : T extends null ? "null" : "other";
export type Result<F> = F extends (...args: any[]) => infer R ? Awaited<R> : F extends abstract new (...args: infer A) => any ? A : never;
export type Mutable<T> = { -readonly [K in keyof T]-?: T[K] };
export type Locked<T> = { +readonly [K in keyof T]+?: T[K] };
export type Getters<T> = { readonly [K in keyof T as `get${Capitalize<K & string>}`]: () => T[K] };
export type Flags = { [K in "hot" | "cold"]?: boolean };
export type Untyped = { [K in Label] };
export type Deep<T> = { [K in keyof T]: T[K] extends object ? Deep<T[K]> : T[K] };
type Whole<T> = T extends infer U ? (U extends string ? U : never) : never;

// ---- Object types --------------------------------------------------------------

export interface Named {
  name: Label;
}

interface Timed {
  readonly from: Date;
  until?: Date;
}

interface Placed extends Named, geometry.planar.Located<Point> {
  at: Coordinates;
}

export interface Canvas<in out T extends Layer = Layer, out R = void> {
  (layer: T): R;
  <U extends T>(layer: U, options: Options): R;
  new (size: Pair): Canvas<T, R>;
  readonly width: Reading;
  readonly height: Reading;
  title?: Label;
  "background-color": Label;
  0: T;
  1e3: T;
  [index: number]: T;
  readonly [key: `data-${string}`]: Label;
  [Symbol.iterator](): Iterator<T>;
  [DefaultPalette.key]: Label;
  get scale(): Reading;
  set scale(value: Reading | Label);
  draw(layer: T): this;
  draw?(layer: T, at: Coordinates): this;
  find<K extends T["kind"]>(kind: K): Extract<T, { kind: K }> | undefined;
  is(this: Canvas, other: unknown): other is this;
  get: Reading;
  set(value: Reading): void;
  readonly: Toggle;
  type: Label;
  async?: Toggle;
}

export interface Options extends Partial<Record<"animated" | "interactive", Toggle>> {
  colors: { land: Label, sea: Label; };
  onload: null | ((this: Canvas) => void);
  parse(text: Label): asserts text is Label;
}

// ---- Variables and functions ---------------------------------------------------

export declare const version: "4.2.0";
export const answer = 42, negative = -1, word = "lantern", huge = 9_007_199_254_740_993n;
export declare let current: Canvas | undefined, previous: typeof current;
declare var lantern: { readonly loaded: Toggle };
export declare const { alpha, beta: [gamma] }: { alpha: Reading; beta: Row };
declare const secret: unique symbol;

export declare function createMap<T = Raster>(element: Label, options?: Options): Canvas;
export declare function createMap(element: Label, size: Pair, ...layers: Layer[]): Promise<Canvas>;
export function interpolate([x0, y0]: Pair, { at = 0.5 }: { at?: Reading }): Reading;
declare function isStorm(this: void, value: unknown): value is Storm;
declare function assertReady(): asserts lantern;
declare function frames(): Generator<Canvas, void, Reading>;
declare function load(url: Label | URL): Promise<void>;

// ---- Classes -------------------------------------------------------------------

export declare abstract class Weather<T extends Layer = Layer> implements Named, Timed {
  static readonly zero: Weather<any>;
  static #registry: Map<Label, Weather>;
  readonly #id: Reading;
  declare readonly from: Date;
  until?: Date;
  name: Label;
  protected layers: T[];
  private cache?: Map<Label, T>;
  public static override readonly kind: "weather";
  accessor opacity: Reading;
  static accessor shared: Toggle;
  readonly limit = 10;
  "quoted name": Label;
  7: Label;
  [Symbol.toStringTag]: Label;
  [key: string]: unknown;
  static [key: string]: unknown;

  constructor();
  protected constructor(seed: Reading, tag?: Label);
  get temperature(): Reading;
  set temperature(value: Reading);
  static get registry(): Map<Label, Weather>;
  abstract get pressure(): Reading;
  abstract describe(): Label;
  protected abstract readonly region: Label;
  update<U extends T>(this: this, layer: U): this;
  update(layer: T, at?: Date): void;
  optional?(): void;
  static create(this: new () => Weather): Weather;
  refresh(): Promise<void>;
  steps(): Generator<T>;
  private secret;
  static: Label;
  get: Label;
  async: Toggle;
  ;
}

export declare class Storm extends Weather<Extract<Layer, { kind: "wind" }>> implements Placed, Timed {
  at: Coordinates;
  get pressure(): Reading;
  describe(): Label;
  protected readonly region: Label;
}

declare class Mixed extends geometry.mixin(Storm, Grid)<Layer> {}
declare class Bare extends null {}

// ---- Enums ---------------------------------------------------------------------

export declare enum Direction {
  North,
  East = 90,
  South = East * 2,
  West = (South + East),
  Everywhere = North | East | South | West,
  "north-east" = 1 << 4,
  Inverted = ~North,
  Text = "text",
  Joined = `${Text}-joined`,
  Length = "lantern".length,
}

declare const enum Severity { Low = 1, Medium = Low << 1, High = Medium << 1 ** 2, ["Extreme"] = -1 }

// ---- Namespaces and modules ----------------------------------------------------

export declare namespace charts {
  const palette: readonly Label[];
  function draw(data: Row): void;
  namespace axes.labels {
    type Side = "left" | "right";
    export interface Axis { side: Side }
  }
  export { palette as colors };
  export import Axis = axes.labels.Axis;
  export interface Chart extends axes.labels.Axis { rows: Row }
}

declare module "lantern/plugins" {
  import type { Options } from "lantern";
  interface Plugin<T = {}> {
    readonly name: string;
    install(options: Options & T): void | Promise<void>;
  }
  const plugins: Plugin[];
  export = plugins;
}

declare module "lantern/untyped";
declare module "*.geojson" {
  const value: import("lantern/geometry").Feature;
  export default value;
}

declare global {
  interface Window {
    lantern?: typeof import("lantern");
  }
  var __LANTERN_DEBUG__: boolean | undefined;
  namespace NodeJS { interface ProcessEnv { LANTERN_KEY?: string } }
}

export as namespace Lantern;

// ---- Names that are keywords elsewhere, and names that are not English ---------

declare type type = number;
declare type of = type;
declare namespace declare { const module: type; let global: of, namespace: type; }
declare function abstract(is: of, asserts: type, infer: 1, keyof: 2, readonly: 3): void;
export declare const größe: Reading, 地図: Canvas, \u0061bc: Label, $: typeof lantern, _: never;

export default Weather;
