// Writes FILE.br and FILE.gz beside each file of a built site: `node compress.mjs FOLDER`. Hosts send
// these instead of compressing anew at each request; `./dev compress FOLDER` makes such a folder. live.json
// is left as it is: a host may change it.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

const [folder] = process.argv.slice(2);
const done = /\.(br|gz|png)$/;
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && !done.test(entry.name) && entry.name !== "live.json")
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
for (const file of files) {
  const bytes = readFileSync(file);
  writeFileSync(`${file}.br`, brotliCompressSync(bytes));
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
}
