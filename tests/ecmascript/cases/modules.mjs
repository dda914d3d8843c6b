import 'a';
import a from 'a';
import * as b from 'b';
import { } from 'c';
import { c, d as e, default as f, 'string name' as g } from 'd';
import h, { i } from 'e';
import j, * as k from 'f';
import l from 'g' with { type: 'json', 'x': 'y' };
import { } from 'h' with { };
import m, { as, from, of as as2 } from 'i';
import defer * as n from 'j';
import source o from 'k';
import from_, { type } from 'l';
export { };
export { a, b as p, e as 'string' };
export { q, default as r, 'x' as y, 'z' } from 'm';
export * from 'n';
export * as s from 'o';
export * as 'str' from 'p';
export * as default2 from 'q' with { type: 'json' };
export var t = 1, u;
export let [v, { w }] = x;
export const y1 = 2;
export function fn() { }
export async function fn2() { }
export function* gen() { }
export class Cls { }
import.meta.url;
import('x').then(a);
import.source('y');
import.defer('z');
await top;
for await (const aa of bb);
export default (a, b);
