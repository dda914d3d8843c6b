interface A { }
interface B<T> extends C, D.E<T>, F<G> { a: T; b(): void }
interface C { (a: string): void; new(b: number): C; readonly [k: string]: any }
type Alias<T = {}> = T;
enum E { }
enum F { A, B = 1, 'c-d' = 2, 'E' = B | 2, G = 'x'.length, }
const enum H { A = 1 << 0, B = ~A }
declare enum I { A }
declare const enum J { B }
namespace N.M.O { }
module P { }
declare module Q { }
declare module 'mod' { export const a: string; export default a; import b from 'b'; export = b; }
declare module 'short';
declare global { interface Window { a: string } var g: number; }
declare namespace R { let x: number; function f(): void; class K { m(): void } }
declare var v: string, v2;
declare let l: number;
declare const c: unique symbol;
declare function fn(): void;
declare function fn<T>(a: T, b?: number, ...c: T[]): T;
declare class D1 { constructor(); m(): void; p: string; static s; readonly r: number; get g(): string; set g(v); private constructor(a); protected q?; [k: string]: any }
declare abstract class D2 extends D1<A> implements B<string>, C { abstract m(): void; abstract p: string; abstract get g(): number }
function over(a: string): void;
function over(a: number): void;
import type T from 'a';
import type { U, V as W } from 'b';
import type * as X from 'c';
import { type Y, type Z as Z1, type as, type as as as1, type type } from 'd';
declare module 'e2' { import type from 'e'; }
declare module 'f2' { import type, { } from 'f'; }
import eq = require('g');
import type eq2 = require('h');
import alias = A.B.C;
import alias2 = N;
export import alias3 = A.B;
export import eq3 = require('i');
export type { T, U as U2 };
export type { V } from 'j';
export type * from 'k';
export type * as ns from 'l';
export { type W, type X as X2, type Y as default1 };
export interface Exported { }
export type Exported2 = A;
export enum Exported3 { }
export const enum Exported4 { }
export declare const ex: number;
export declare function ex2(): void;
export abstract class Ex3 { }
export namespace Ex4 { }
export declare namespace Ex5 { }
export default interface Def { }
export as namespace Umd;
