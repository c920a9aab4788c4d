// Measures the built app beside its peers, and writes RESULTS.md: `node run.mjs SITE WORK [PART...]`, as
// `./dev bench` calls it. SITE is the built site, WORK a folder for what is made meanwhile. PART is the
// beginning of a part's name; the results of the other parts are kept from runs on the same build.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { APP, Bench } from "./page.mjs";
import { buildPeers } from "./peers/build.mjs";
import { report } from "./report.mjs";
import { PARTS } from "./rows.mjs";
import { serve } from "./serve.mjs";

const [site, work, ...wanted] = process.argv.slice(2);
const rounds = Number(process.env.ROUNDS ?? 7);
const here = (name) => new URL(name, import.meta.url);
const kept = join(work, "results.json");

const parts = Object.keys(PARTS).filter((part) => wanted.length === 0 || wanted.some((begin) => part.startsWith(begin)));
if (parts.length === 0) throw new Error(`no part of the bench begins with ${wanted.join(" or ")}: ${Object.keys(PARTS).join(", ")}`);

/** Names the build by what its files hold. */
function buildOf(folder) {
  const sum = createHash("sha256");
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath ?? entry.path, entry.name)).sort();
  for (const path of paths) sum.update(readFileSync(path));
  return sum.digest("hex").slice(0, 12);
}

function versions() {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(here("package.json"), "utf8"));
  const chromium = execFileSync(process.env.CHROME_PATH, ["--version"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  const packages = Object.entries({ ...dependencies, ...devDependencies }).map(([name, version]) => `${name} ${version}`);
  return [chromium, `Node ${process.versions.node}`, ...packages];
}

const build = buildOf(site);
const before = existsSync(kept) ? JSON.parse(readFileSync(kept, "utf8")) : {};
const results = { build, machine: `${cpus().length} cores, ${process.platform} ${process.arch}`, versions: versions(), parts: before.build === build ? before.parts : {} };

const served = join(work, "site");
rmSync(served, { recursive: true, force: true });
mkdirSync(served, { recursive: true });
cpSync(site, join(served, APP), { recursive: true });
await buildPeers(served);
const host = await serve(served, join(work, "packed"));
for (const part of parts) {
  console.log(`bench: ${part}`);
  const profile = join(work, "profile");
  rmSync(profile, { recursive: true, force: true });
  const bench = await Bench.launch(host.address, profile);
  const rows = {};
  const note = (row, variant, number) => {
    if (!Number.isFinite(number)) throw new Error(`${row} is no number`);
    ((rows[row] ??= {})[variant] ??= []).push(number);
  };
  try {
    await PARTS[part](bench, note, rounds);
  } finally {
    await bench.close();
  }
  results.parts[part] = { day: new Date().toISOString().slice(0, 10), rounds, rows };
  writeFileSync(kept, JSON.stringify(results));
}
host.close();
const notes = JSON.parse(readFileSync(here("notes.json"), "utf8"));
writeFileSync(here("RESULTS.md"), report(results, notes));
