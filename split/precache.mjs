// Writes into a built site's sw.js what the worker keeps: `node precache.mjs FOLDER`. Done again on
// a changed folder, it makes another build of it.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, sep } from "node:path";

const [folder] = process.argv.slice(2);
const page = join(folder, "index.html");
const worker = join(folder, "sw.js");
const sha256 = (bytes) => createHash("sha256").update(bytes);

// Without what this has written before.
const unmarked = readFileSync(page, "utf8").replace(/ data-build=\w+/, "");
writeFileSync(page, unmarked);
const lines = /^const (BUILD|FILES) = .*;$/gm;
const script = readFileSync(worker, "utf8");
if (script.match(lines)?.length !== 2) throw new Error(`${worker} lacks the lines to be written`);

// The browser fetches the worker by itself, and the system the pictures of the installed app; live.json is
// the host's to change.
const isKept = (path) =>
  !["sw.js", "live.json"].includes(path) && !path.startsWith("icons/") && !path.endsWith(".map");
const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
  .map((path) => path.slice(join(folder, sep).length).replaceAll(sep, "/"))
  .filter(isKept)
  .sort();
const sums = paths.map((path) => [
  path,
  `sha256-${sha256(readFileSync(join(folder, path))).digest("base64")}`,
]);
// Another worker is another build too: it must not write into the files of the one that runs.
const build = sha256(JSON.stringify([sums, script.replace(lines, "")])).digest("hex").slice(0, 16);

// The page is known by its mark, since hosts write into pages; and kept by the address that people
// open, since some redirect from its file's name.
writeFileSync(page, unmarked.replace("<html", () => `<html data-build=${build}`));
const files = sums.map(([path, sum]) => (path === "index.html" ? ["./"] : [path, sum]));
const values = { BUILD: build, FILES: files };
writeFileSync(worker, script.replace(lines, (_, name) => `const ${name} = ${JSON.stringify(values[name])};`));
