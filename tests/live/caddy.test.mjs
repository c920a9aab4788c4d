// Caddy with the files of deploy/ leads from the site's own address to the broker, and to nothing else of it.
import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Broker, freePorts, sources } from "./brokers.mjs";
import { Client, newChannel } from "./clients.mjs";
import { startCaddy } from "./site.mjs";

const folder = mkdtempSync(join(tmpdir(), "live-"));
const root = join(folder, "root");
let broker, caddy, host;

before(async () => {
  mkdirSync(join(root, "trust"), { recursive: true });
  for (const place of [root, join(root, "trust")]) {
    copyFileSync(join(sources, "assets/live.json"), join(place, "live.json"));
    writeFileSync(join(place, "index.html"), "<!doctype html>");
  }
  broker = await Broker.one(join(folder, "node"));
  const [port] = await freePorts(1);
  host = `127.0.0.1:${port}`;
  caddy = await startCaddy(folder, port, root, [broker]);
});

after(async () => {
  await caddy.end();
  await broker.program.end();
  rmSync(folder, { recursive: true });
});

for (const place of ["", "trust/"]) {
  test(`a class at /${place}`, async () => {
    const answer = await fetch(`http://${host}/${place}live.json`);
    assert.equal(answer.headers.get("Cache-Control"), "no-store");
    assert.equal(answer.headers.get("Content-Type"), "application/json");
    assert.equal(answer.headers.get("X-Content-Type-Options"), "nosniff");
    const { broker: path } = await answer.json();
    assert.equal(path, "live");
    const address = `ws://${host}/${place}${path}`;
    const [trainer, phone] = [await Client.open(address), await Client.open(address)];
    const inbox = `tv/1/${newChannel()}/in`;
    assert.equal(await trainer.subscribe(inbox, 1), 1);
    await phone.publish(inbox, "handed in", { qos: 1 });
    assert.deepEqual(await trainer.texts(1), ["handed in"]);
    assert.equal(await phone.subscribe("#"), null);
    for (const client of [trainer, phone]) await client.close();
    const page = await fetch(`http://${host}/${place}`);
    assert.equal(page.headers.get("Cache-Control"), "no-cache");
    assert.equal(page.headers.get("Content-Security-Policy"), "frame-ancestors 'none'");
  });
}

test("nothing else of the broker is there", async () => {
  for (const path of ["mqtt", "live/", "live/mqtt", "varz", "jsz"]) {
    await assert.rejects(Client.open(`ws://${host}/${path}`), path);
    assert.equal((await fetch(`http://${host}/${path}`)).status, 404, path);
  }
});
