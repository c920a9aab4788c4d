// Joins what wasm-split-cli leaves in a folder, a wasm file for each set of pages that share code, into
// few files; optimises them, and writes their loader anew: `node join.mjs FOLDER BUILD`. It calls
// binaryen's commands with the features in WASM_FEATURES.
import { execFile } from "node:child_process";
import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { stateOf, withoutZeros, writesZeros } from "./wasm.mjs";

// A page fetches at most so many files; that of a client, which most visits open, has a budget of its own.
const MOST = 7;
const MOST_OF = { client: 3 };
// The page that people come back to has all in one file, copies of what others share included: a copy of
// code writes the same functions into the same places of the table, and read-only data into the same places
// of the memory. Data that change would begin anew: what is copied has none but those that begin as zeros, and
// no file writes zeros. The pages below begin at it or after it.
const WHOLE = "list";
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

// What a page's own code fetches has all that the page has; the list stands beside the page of a client.
const WITHIN = { workbook: "data", client: WHOLE, cards: "client", selection: WHOLE };
const within = (page) => (WITHIN[page] ? [WITHIN[page], ...within(WITHIN[page])] : []);
const needs = (users) => users.filter((user) => !within(user).some((page) => users.includes(page)));

// A set of files that are fetched together, and the pages that need them.
const others = pages.filter((page) => page !== WHOLE);
const part = ({ file, users }) => ({
  files: [file],
  users: new Set(users.includes(ALWAYS) ? others : needs(users).filter((user) => user !== WHOLE)),
  size: statSync(path(file)).size,
});
const pieces = [
  ...pages.map((page) => ({ file: `split_${page}.wasm`, users: [page] })),
  ...chunks.map(([, users, number]) => ({ file: `chunk_${number}.wasm`, users: users.split(", ") })),
];
const ofWhole = pieces.filter(({ users }) => users.includes(WHOLE)).map(({ file }) => file);
let parts = pieces.map(part).filter(({ users }) => 0 < users.size);
for (const [file] of parts.map(({ files }) => files)) {
  const state = ofWhole.includes(file) ? stateOf(readFileSync(path(file))) : [];
  if (0 < state.length) throw new Error(`${file} would be copied, and has ${state}`);
}
// Parts of the same pages are joined; then, as long as a page has many files, those two of it by which
// pages fetch the least that they do not need. What only one page needs stays apart. What all have is
// fetched by those who open no page, too, and most visits open a client. The numbers here were chosen among
// several hundred, for the pages that people open first.
const weights = { [ALWAYS]: 20, client: 16 };
const weight = (page) => weights[page] ?? 1;
const extra = (one, other) =>
  [...other.users].filter((page) => !one.users.has(page)).reduce((sum, page) => sum + one.size * weight(page), 0);
const hasMany = (page) => (MOST_OF[page] ?? MOST) < parts.filter(({ users }) => users.has(page)).length;
for (;;) {
  const many = new Set(others.filter(hasMany));
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

parts.push({ files: ofWhole, users: new Set([WHOLE]) });
// Those of several pages are numbered: the names of their pages would be bytes of the first load.
const shared = parts.filter(({ users }) => 1 < users.size && users.size < others.length);
for (const part of parts) {
  const [page] = part.users.size === 1 ? part.users : [ALWAYS];
  part.name = shared.includes(part) ? `shared${shared.indexOf(part)}` : page;
}

// Each file imports the memory and the table from the first one; a joined one imports them once.
const text = await run("wasm-dis", ...features, path(`split_${ALWAYS}.wasm`));
const imports = text.match(/^ \(import "__wasm_split" .*$/gm);
const lines = imports.map((line, at) => {
  const [, name, kind, type] = line.match(/^ \(import "__wasm_split" "(\w+)" \((\w+) \S+ (.*)\)\)$/);
  return [`(import "shared" "${name}" (${kind} $${at} ${type}))`, `(export "${name}" (${kind} $${at}))`];
});
const [imported, reexported] = [0, 1].map((at) => lines.map((both) => both[at]).join("\n"));
writeFileSync(path("shared.wat"), `(module ${imported} ${reexported})`);
await run("wasm-as", ...features, path("shared.wat"), "-o", path("shared.wasm"));

// What the list and the first page of a client fetch is worth the time: the flow of control made anew is one
// per cent less of it.
const SMALLER = ["--flatten", "--rereloop", "-Oz", "-Oz"];

async function makeFile({ files, name, users }) {
  // Named by the build: a page that is open over a new deployment misses its file, and says so, and
  // never meets one of another build.
  const file = `${name}-${build}.wasm`;
  const modules = files.flatMap((each) => [path(each), each]);
  const joined = path(`${name}.joined`);
  await run("wasm-merge", ...features, "--enable-multimemory", path("shared.wasm"), "__wasm_split", ...modules, "-o", joined);
  // The memory is all zero when the first file makes it. Zeros that a file would write might meet what the code
  // of an earlier one, a copy of its own, has put there since.
  writeFileSync(joined, withoutZeros(readFileSync(joined)));
  const passes = users.has(WHOLE) || users.has("client") ? SMALLER : ["-Oz"];
  await run("wasm-opt", ...passes, "--remove-exports=*", "--low-memory-unused", ...features, joined, "-o", path(file));
  rmSync(joined);
  if (writesZeros(readFileSync(path(file)))) throw new Error(`${file} writes zeros`);
}

const waiting = [...parts];
async function work() {
  for (let part; (part = waiting.pop()); ) await makeFile(part);
}
await Promise.all(Array.from({ length: availableParallelism() }, work));
for (const file of [...pieces.map(({ file }) => file), "shared.wat", "shared.wasm"]) rmSync(path(file));

// The loader is written anew; `shared` is the name that the joined files import from.
const [, exports] = loader.match(/const { (.*?),\s*} = initSync\(/);
const names = parts.map(({ name }) => name);
const head = `import { initSync } from "./trust-velocity.js";
const names = ${JSON.stringify(names)};
const loading = [];
let imports;
function getImports() {
  if (!imports) {
    const { ${exports} } = initSync();
    imports = { shared: { ${exports} } };
  }
  return imports;
}
// Asked for by start.js already, or now. A failure is forgotten: the next call asks again.
const fetchFile = (name) => {
  const early = window.early[name];
  delete window.early[name];
  return early ?? fetch(new URL("./" + name + "-${build}.wasm", import.meta.url));
};
const loadFile = (at) => (loading[at] ??=
  WebAssembly.instantiateStreaming(fetchFile(names[at]), getImports()).catch((error) => {
    loading[at] = undefined;
    throw error;
  }));
const load = (...files) => async (callback, data) => {
  let isHere = true;
  try {
    await Promise.all(files.map(loadFile));
  } catch (error) {
    console.error(error);
    isHere = false;
  }
  getImports().shared.__indirect_function_table.get(callback)(data, isHere);
};
`;
const filesOf = (page) => {
  const all = [page, ...within(page)];
  return parts.filter(({ users }) => all.some((each) => users.has(each))).map(({ name }) => name);
};
const exported = pages.map((page) => {
  const files = filesOf(page).map((name) => names.indexOf(name));
  return `export const __wasm_split_load_${page} = load(${files});\n`;
});
writeFileSync(path("__wasm_split.js"), [head, ...exported].join(""));
// assets/start.js asks for these if the address names such a page.
const early = Object.fromEntries([WHOLE, "client"].map((page) => [page, filesOf(page)]));
writeFileSync(path("early.json"), JSON.stringify({ build, ...early }));
