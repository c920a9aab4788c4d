// Serves a built site with live classes on the loopback address: `node serve.mjs SITE PORT`. One broker with
// a store that goes with it, and Caddy; both end when this ends, and this when one of them does.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Broker } from "./brokers.mjs";
import { startCaddy } from "./site.mjs";

const [site, port] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "live-"));
const programs = [];
try {
  const broker = await Broker.one(join(folder, "node"));
  programs.push(broker.program);
  programs.push(await startCaddy(folder, port, resolve(site), [broker]));
  console.log(`Trust Velocity with live classes is at http://127.0.0.1:${port}/ (Ctrl+C ends it)`);
  const ended = await Promise.race(programs.map((program) => program.ended.then(() => program)));
  // Ctrl+C goes to all of them, and they then end well.
  if (ended.process.exitCode) throw new Error(`${ended.name} ended:\n${ended.told}`);
} finally {
  for (const program of programs) await program.end();
  rmSync(folder, { recursive: true, force: true });
}
