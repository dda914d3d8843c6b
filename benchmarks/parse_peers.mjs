// One contender of parse.py that runs in Node.js: node --expose-gc parse_peers.mjs JOB
// JOB is JSON: contender, file, language, module, seconds (0: memory instead of time), and the
// folders corpus and peers.
// Prints the seconds of each pass, or bytes and nodes, or why there is nothing to print.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";

const job = JSON.parse(process.argv[2]);
const corpus = createRequire(join(job.corpus, "package.json"));
const peers = createRequire(join(job.peers, "package.json"));
const name = basename(job.file);

class Unsupported extends Error {}

// ---- What each contender does -------------------------------------------------------
// parse(text) is timed, dispose(tree) is not. wrong(tree) is a complaint or undefined, and
// root(tree) where nodes are counted from.

const NOT_LAZY = { experimentalLazy: false, showSemanticErrors: false };

async function oxc(options, finish = (result) => result) {
  // Not by require(): it is an ES module, and Node.js 18 tells them apart.
  const parser = await import(pathToFileURL(corpus.resolve("oxc-parser")));
  if ((options.experimentalLazy || options.experimentalRawTransfer) && !parser.rawTransferSupported()) {
    throw new Unsupported(`no raw transfer in Node.js ${process.version}`);
  }
  const all = { lang: job.language, sourceType: job.module ? "module" : "script", ...options };
  return {
    parse: (text) => finish(parser.parseSync(name, text, all)),
    wrong: (result) => result.errors[0]?.message,
    // Nodes of a lazy tree cannot be counted without being made; another parse has as many.
    root: (result, text) =>
      (options.experimentalLazy ? parser.parseSync(name, text, { ...all, ...NOT_LAZY }) : result).program,
    dispose: (result) => result.dispose?.(),
  };
}

function withProgram(result) {
  if (result.program.type !== "Program") throw new Error("no program");
  return result;
}

const swcOptions = () => ({
  syntax: job.language === "js" ? "ecmascript" : "typescript",
  dts: job.language === "dts",
  target: "esnext",
  isModule: job.module,
});

function swc() {
  const { parseSync } = peers("@swc/core");
  return { parse: (text) => parseSync(text, swcOptions()), root: (tree) => tree };
}

function swcJson() {
  const { parseSync } = peers("@swc/core/binding");
  const options = Buffer.from(JSON.stringify(swcOptions()));
  return { parse: (text) => parseSync(text, options) };
}

function acorn(options) {
  if (job.language !== "js") throw new Unsupported("acorn reads JavaScript only");
  const { parse } = peers("acorn");
  const all = { ecmaVersion: "latest", sourceType: job.module ? "module" : "script", ...options };
  return { parse: (text) => parse(text, all), root: (tree) => tree };
}

function typescript(mode) {
  const ts = corpus("typescript");
  const options = {
    languageVersion: ts.ScriptTarget.ESNext,
    jsDocParsingMode: ts.JSDocParsingMode[mode],
  };
  return {
    parse: (text) => ts.createSourceFile(name, text, options, /* setParentNodes */ false),
    wrong: (file) => file.parseDiagnostics[0] && String(file.parseDiagnostics[0].messageText),
    nodes(file) {
      let found = 0;
      const waiting = [file];
      while (waiting.length > 0) {
        found++;
        ts.forEachChild(waiting.pop(), (child) => void waiting.push(child));
      }
      return found;
    },
  };
}

const CONTENDERS = {
  "oxc lazy": () => oxc({ experimentalLazy: true }),
  "oxc lazy, semantic": () => oxc({ experimentalLazy: true, showSemanticErrors: true }),
  "oxc raw": () => oxc({ experimentalRawTransfer: true }, withProgram),
  "oxc json": () => oxc({}),
  "oxc program": () => oxc({}, withProgram),
  "swc json": swcJson,
  swc,
  acorn: () => acorn({}),
  "acorn locations": () => acorn({ locations: true, ranges: true }),
  typescript: () => typescript("ParseAll"),
  "typescript, no JSDoc": () => typescript("ParseNone"),
};

// ---- Time -----------------------------------------------------------------------------

function timed(contender, text) {
  const before = performance.now();
  const tree = contender.parse(text);
  const spent = (performance.now() - before) / 1e3;
  contender.dispose?.(tree);
  return spent;
}

// As many passes as `seconds` have room for.
function passes(contender, text, seconds, atLeast) {
  const times = [];
  for (let spent = 0; spent < seconds || times.length < atLeast; ) {
    const time = timed(contender, text);
    times.push(time);
    spent += time;
  }
  return times;
}

// ---- Memory ---------------------------------------------------------------------------

let alive; // the tree: what the collector must not take

// 0 where the system does not say.
function kilobytes(path, key) {
  try {
    const text = readFileSync(path, "utf8");
    return Number.parseInt(text.slice(text.indexOf(key) + key.length), 10) * 1024 || 0;
  } catch {
    return 0;
  }
}

const resident = () => kilobytes("/proc/self/smaps_rollup", "Rss:");

// The system counts its peak in batches, and V8's other threads give memory back at any time: it may
// say less than a reading of `resident` did before.
const peak = () => kilobytes("/proc/self/status", "VmHWM:");

// Where the system does not forget, the peak is that of the process' life.
function forgetPeak() {
  try {
    writeFileSync("/proc/self/clear_refs", "5");
  } catch {}
}

// Objects with a type that is a string: what ESTree and swc call a node.
function countNodes(root) {
  let found = 0;
  const waiting = [root];
  while (waiting.length > 0) {
    const value = waiting.pop();
    found += typeof value.type === "string";
    for (const key in value) {
      const child = value[key];
      if (child !== null && typeof child === "object") waiting.push(child);
    }
  }
  return found;
}

function memory(contender, text) {
  const tiny = contender.parse("let a;");
  contender.dispose?.(tiny);
  globalThis.gc();
  forgetPeak();
  const before = resident();
  alive = contender.parse(text);
  globalThis.gc();
  const after = resident();
  const most = Math.max(peak(), after);
  const root = contender.root?.(alive, text);
  const nodes = contender.nodes?.(alive) ?? (root && countNodes(root));
  return { peak: most - before, kept: after - before, nodes };
}

// ---- A job ----------------------------------------------------------------------------

async function run() {
  const contender = await CONTENDERS[job.contender]();
  const text = readFileSync(job.file, "utf8");
  if (job.seconds === 0) return memory(contender, text);
  const tree = contender.parse(text);
  const wrong = contender.wrong?.(tree);
  contender.dispose?.(tree);
  if (wrong) throw new Unsupported(`refused: ${wrong}`);
  passes(contender, text, job.seconds, 1);
  return { seconds: passes(contender, text, job.seconds, 3) };
}

async function answer() {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Unsupported) return { unsupported: error.message };
    if (error.code === "MODULE_NOT_FOUND") return { unsupported: "not installed" };
    return { unsupported: `failed: ${error.message}` };
  }
}

console.log(JSON.stringify(await answer()));
