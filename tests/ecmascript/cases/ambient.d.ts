/// <reference lib="x" />
declare const a: string;
export declare function b(x: number): void;
export function c(): string;
export const d: number, e: string;
export let f;
export class G { private h; protected constructor(i: string); static j: number; get k(): string; set k(v: string); readonly l?: number; m?(): void; #n; }
export namespace O { const p: string; function q(): void; namespace R.S { } export { p as t }; }
export { };
interface U { v: string, w(): void }
export default function x(y: string): void;
export type Z = import('./z').Z;
declare module '*.css' { const content: string; export = content; }
