// Gives the imports of a wasm file short names, there and in wasm-bindgen's script beside it, and drops
// from the script what nothing calls: `node shorten.mjs PATH`, for PATH.js and PATH_bg.wasm. The names
// carry a hash each, which no compression takes away.
import { readFileSync, writeFileSync } from "node:fs";
import { numbered, readNumber, sections } from "./wasm.mjs";

const [path] = process.argv.slice(2);
const wasm = readFileSync(`${path}_bg.wasm`);
let script = readFileSync(`${path}.js`, "utf8");

const IMPORTS = 2;
const FUNCTION = 0;

function shortName(index) {
  const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  return index < letters.length ? letters[index] : shortName(Math.floor(index / letters.length) - 1) + letters[index % letters.length];
}

const out = [wasm.subarray(0, 8)];
for (const { id, start, content, end } of sections(wasm)) {
  out.push(id === IMPORTS ? shortened(content) : wasm.subarray(start, end));
}
writeFileSync(`${path}_bg.wasm`, Buffer.concat(out));

// The import section, with short names for functions; the script is renamed alike.
function shortened(at) {
  let count;
  [count, at] = readNumber(wasm, at);
  const parts = [numbered(count)];
  const renamed = new Map();
  for (let index = 0; index < count; index++) {
    const begin = at;
    let length;
    [length, at] = readNumber(wasm, at);
    at += length;
    const module = wasm.subarray(begin, at);
    const isOwn = module.toString("utf8").endsWith("_bg.js");
    [length, at] = readNumber(wasm, at);
    const name = wasm.toString("utf8", at, at + length);
    at += length;
    if (wasm[at] !== FUNCTION) throw new Error(`${name} is no function`);
    const kind = at;
    [, at] = readNumber(wasm, at + 1);
    const short = isOwn ? shortName(index) : name;
    if (isOwn) renamed.set(name, short);
    parts.push(module, numbered(short.length), Buffer.from(short), wasm.subarray(kind, at));
  }
  script = script.replaceAll(/^ {8}(\w+): (?=function|\(|[\w.]+,$)/gm, (line, name) => {
    const short = renamed.get(name);
    renamed.delete(name);
    return short ? line.replace(name, short) : line;
  });
  if (renamed.size > 0) throw new Error(`the script lacks ${[...renamed.keys()]}`);
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([IMPORTS]), numbered(content.length), content]);
}

// Leptos brings these classes of wasm-streams, for server functions: nothing here makes one.
script = script.replaceAll(/^export class IntoUnderlying[^]*?^}\nif \(Symbol.dispose\).*\n/gm, "");
writeFileSync(`${path}.js`, script);
