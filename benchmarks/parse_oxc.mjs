// One round of oxc-parser for parse.py: node parse_oxc.mjs PACKAGE_JSON VARIANT PASSES FILE...
// Prints the seconds of each pass over all files.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename } from "node:path";

const [packageJson, variant, passes, ...files] = process.argv.slice(2);
const oxc = createRequire(packageJson)("oxc-parser");

const OPTIONS = {
  json: { lang: "dts" },
  program: { lang: "dts" },
  raw: { lang: "dts", experimentalRawTransfer: true },
  lazy: { lang: "dts", experimentalLazy: true },
};
const texts = files.map((file) => [basename(file), readFileSync(file, "utf8")]);
const options = OPTIONS[variant];

function pass() {
  let spent = 0n;
  for (const [name, text] of texts) {
    const start = process.hrtime.bigint();
    const result = oxc.parseSync(name, text, options);
    if (variant !== "json" && result.program.type !== "Program" && variant !== "lazy") {
      throw new Error("no program");
    }
    spent += process.hrtime.bigint() - start;
    if (variant !== "lazy" && result.errors.length > 0) {
      throw new Error(`${name}: ${result.errors[0].message}`);
    }
    result.dispose?.();
  }
  return Number(spent) / 1e9;
}

if (variant === "raw" || variant === "lazy") {
  if (!oxc.rawTransferSupported()) {
    console.log(JSON.stringify({ unsupported: `Node.js ${process.version}` }));
    process.exit(0);
  }
}
const warm = Math.max(3, Number(passes));
for (let i = 0; i < warm; i++) pass();
const seconds = [];
for (let i = 0; i < Number(passes); i++) seconds.push(pass());
console.log(JSON.stringify({ seconds }));
