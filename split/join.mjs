// Joins what wasm-split-cli leaves in a folder, a wasm file for each set of pages that share code, into
// few files; optimises them, and writes their loader anew: `node join.mjs FOLDER BUILD`. It calls
// binaryen's commands with the features in WASM_FEATURES.
import { execFile } from "node:child_process";
import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

// A page fetches at most so many files, besides the one that all have.
const MOST = 6;
// Fetched after the first paint, so it is there for every page: what every command needs.
const ALWAYS = "records";

const [folder, build] = process.argv.slice(2);
const features = process.env.WASM_FEATURES.split(" ");
const path = (name) => join(folder, name);
const run = async (command, ...options) =>
  // Binaryen warns of a part of the names' section that it does not know.
  (await promisify(execFile)(command, options, { maxBuffer: 2 ** 30 })).stdout;

const loader = readFileSync(path("__wasm_split.js"), "utf8");
const pages = [...loader.matchAll(/^export const __wasm_split_load_(\w+) /gm)].map(([, page]) => page);
const chunks = [...loader.matchAll(/^\/\* (.+) \*\/\nconst __chunk_(\d+) /gm)];
const count = (pattern) => loader.match(pattern)?.length;
if (pages.length !== count(/^export /gm) || chunks.length !== count(/^const __chunk/gm))
  throw new Error("the loader has another form than it had");

// What a page's own code fetches has all that the page has.
const WITHIN = { workbook: "data", cards: "client", selection: "client" };
const needs = (users) => users.filter((user) => !users.includes(WITHIN[user]));

// A set of files that are fetched together, and the pages that need them.
const part = (file, users) => ({
  files: [file],
  users: new Set(users.includes(ALWAYS) ? pages : needs(users)),
  size: statSync(path(file)).size,
});
let parts = [
  ...pages.map((page) => part(`split_${page}.wasm`, [page])),
  ...chunks.map(([, users, number]) => part(`chunk_${number}.wasm`, users.split(", "))),
];
// Parts of the same pages are joined; then, as long as a page has many files, those two of it by which
// pages fetch the least that they do not need. What only one page needs stays apart. What all have is
// fetched by those who open no page, too, and most visits open a client. The numbers here were chosen among
// several hundred, for the pages that people open first.
const weights = { [ALWAYS]: 20, client: 4 };
const weight = (page) => weights[page] ?? 1;
const extra = (one, other) =>
  [...other.users].filter((page) => !one.users.has(page)).reduce((sum, page) => sum + one.size * weight(page), 0);
const hasMany = (page) => MOST < parts.filter(({ users }) => users.has(page) && users.size < pages.length).length;
for (;;) {
  const many = new Set(pages.filter(hasMany));
  const isOwn = ({ users }) => users.size === 1;
  const helps = (a, b) => !isOwn(a) && !isOwn(b) && [...a.users].some((page) => b.users.has(page) && many.has(page));
  const pairs = parts
    .flatMap((a, at) => parts.slice(at + 1).map((b) => ({ a, b, cost: extra(a, b) + extra(b, a) })))
    .filter(({ a, b, cost }) => cost === 0 || helps(a, b));
  if (pairs.length === 0) break;
  const { a, b } = pairs.reduce((least, pair) => (pair.cost < least.cost ? pair : least));
  const both = { files: [...a.files, ...b.files], users: new Set([...a.users, ...b.users]), size: a.size + b.size };
  parts = [...parts.filter((one) => one !== a && one !== b), both];
}

// Each file imports the memory and the table from the first one; a joined one imports them once.
const text = await run("wasm-dis", ...features, path(`split_${ALWAYS}.wasm`));
const imports = text.match(/^ \(import "__wasm_split" .*$/gm);
const shared = imports.map((line, at) => {
  const [, name, kind, type] = line.match(/^ \(import "__wasm_split" "(\w+)" \((\w+) \S+ (.*)\)\)$/);
  return [`(import "shared" "${name}" (${kind} $${at} ${type}))`, `(export "${name}" (${kind} $${at}))`];
});
const [imported, reexported] = [0, 1].map((at) => shared.map((lines) => lines[at]).join("\n"));
writeFileSync(path("shared.wat"), `(module ${imported} ${reexported})`);
await run("wasm-as", ...features, path("shared.wat"), "-o", path("shared.wasm"));

async function makeFile({ files, users }) {
  const own = files.find((file) => file.startsWith("split_"));
  const name = own ? own.slice("split_".length, -".wasm".length) : `of_${[...users].join("_")}`;
  // Named by the build: a page that is open over a new deployment misses its file, and says so, and
  // never meets one of another build.
  const file = `${name}-${build}.wasm`;
  const modules = files.flatMap((each) => [path(each), each]);
  const joined = path(`${name}.joined`);
  await run("wasm-merge", ...features, "--enable-multimemory", path("shared.wasm"), "__wasm_split", ...modules, "-o", joined);
  await run("wasm-opt", "-Oz", "--remove-exports=*", "--low-memory-unused", ...features, joined, "-o", path(file));
  rmSync(joined);
  return { name, file, users };
}

const fetched = [];
const waiting = [...parts];
async function work() {
  for (let part; (part = waiting.pop()); ) fetched.push(await makeFile(part));
}
await Promise.all(Array.from({ length: availableParallelism() }, work));
// The same in every build, whichever was made first.
fetched.sort((one, other) => (one.name < other.name ? -1 : 1));
for (const file of [...parts.flatMap(({ files }) => files), "shared.wat", "shared.wasm"]) rmSync(path(file));

// What follows the helpers is written anew; `shared` is the name that the joined files import from.
const head = loader
  .slice(0, loader.indexOf("/* "))
  .replace("{ __wasm_split: {  } }", "{ shared: {} }")
  .replaceAll(/sharedImports\.__wasm_split\b/g, "sharedImports.shared");
const loads = fetched.map(
  ({ name, file }) => `const load_${name} = makeLoad(() => {
    const src = fetch(new URL("./${file}", import.meta.url));
    src.catch(() => {});
    return async (imports) => WebAssembly.instantiateStreaming(src, imports);
}, []);
`,
);
const exported = pages.map((page) => {
  const names = fetched.filter(({ users }) => users.has(page)).map(({ name }) => name);
  return `export const __wasm_split_load_${page} = wrapAsyncCb(() => Promise.all([${names.map((name) => `load_${name}()`).join(", ")}]));\n`;
});
writeFileSync(path("__wasm_split.js"), [head, ...loads, ...exported].join(""));
