// Compares ESTree JSON of ours with what oxc-parser gives for the same file.
//
//     node oxc_estree.mjs CORPUS < pairs
//
// CORPUS holds node_modules.  Each line of the input is a JSON array
// [source file, file with our JSON, oxc's astType]; each line of the output says of one pair
// {file, status, nodes, differences: [{path, type, ours, oxc}]}.  The comparison is
// done here and not in Python because both trees of a large file together take a
// gigabyte there.

import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import readline from 'node:readline';
import { pathToFileURL } from 'node:url';

const require = createRequire(path.resolve(process.argv[2], 'package.json'));
// Not by require(): it is an ES module, and Node.js 18 tells them apart.
const { parseSync } = await import(pathToFileURL(require.resolve('oxc-parser')));
const MOST_DIFFERENCES = 5;

const isObject = (value) => typeof value === 'object' && value !== null;

// What JSON cannot say: regular expressions, BigInts and infinities.
function plain(value) {
  if (value instanceof RegExp) return {};
  if (typeof value === 'bigint') return null;
  if (typeof value === 'number' && !Number.isFinite(value)) return null;
  return value;
}

function shown(value) {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value, (_, inner) => plain(inner));
  return text.length > 200 ? text.slice(0, 200) + '...' : text;
}

const sorted = (text) => [...String(text)].sort().join('');

// A Literal or JSXText of JSX whose text holds a `&`.
function isEntityText(left, right) {
  return left.raw === right.raw && typeof right.value === 'string' && right.value.includes('&')
    && (right.type === 'JSXText' || right.value === right.raw.slice(1, -1));
}

// Depth first in the order of the source, on a stack of its own: trees are deep.
function compare(ours, oxc) {
  const differences = [];
  const stack = [[ours, oxc, 'program', null]];
  let nodes = 0;
  while (stack.length && differences.length < MOST_DIFFERENCES) {
    const [left, right0, where, parent] = stack.pop();
    const right = plain(right0);
    if (!isObject(left) || !isObject(right) || Array.isArray(left) !== Array.isArray(right)) {
      if (left !== right && !(Object.is(left, 0) && right === 0)) {
        differences.push({ path: where, type: parent, ours: shown(left), oxc: shown(right) });
      }
      continue;
    }
    if (left.type) nodes++;
    const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])];
    for (const key of keys.reverse()) {
      // Whether there is a RegExp object depends on this engine, not on the parser.
      if (key === 'value' && right.regex) continue;
      // ESTree has the flags as they are spelled, oxc in the order of its bits.
      if (key === 'flags' && sorted(left[key]) === sorted(right[key])) continue;
      // The value of JSX has its entities replaced; oxc leaves them as they stand.
      if (key === 'value' && isEntityText(left, right)) continue;
      stack.push([left[key], right[key], `${where}.${key}`, right.type ?? parent]);
    }
  }
  return { nodes, differences };
}

function compareFiles(file, oursFile, astType) {
  const source = fs.readFileSync(file, 'utf8');
  const result = parseSync(file, source, { range: true, astType });
  if (result.errors.length) {
    return { file, status: 'oxc-error', message: result.errors[0].message };
  }
  const ours = JSON.parse(fs.readFileSync(oursFile, 'utf8'));
  const { nodes, differences } = compare(ours, result.program);
  return { file, status: differences.length ? 'differs' : 'equal', nodes, differences };
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  const [file, oursFile, astType] = JSON.parse(line);
  console.log(JSON.stringify(compareFiles(file, oursFile, astType)));
}
