// Three brokers with deploy/live/three.conf: one is killed while messages flow, and none that was
// acknowledged to its sender is lost.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Broker, PASSWORD, Program, freePorts, sources, until } from "./brokers.mjs";
import { Client, newChannel, newId } from "./clients.mjs";

const folder = mkdtempSync(join(tmpdir(), "live-"));
let brokers = [];

before(async () => {
  brokers = await Broker.three(folder);
});

after(async () => {
  await Promise.all(brokers.map((broker) => broker.program.end("SIGKILL")));
  rmSync(folder, { recursive: true });
});

/** A connection to a node, tried until it is ready for it. */
const open = (broker, options) => until("a connection", () => Client.open(broker.address, options).catch(() => null));

test("each stream is kept by all three, with limits that any node sets", async () => {
  await (await open(brokers[0])).close();
  const script = join(sources, "deploy/live/streams.mjs");
  execFileSync("node", [script, `127.0.0.1:${brokers[1].ports.plain}`], { env: { ...process.env, LIVE_PASSWORD: PASSWORD } });
  const streams = await until("the limits everywhere", async () => {
    const all = await Promise.all(brokers.map((broker) => broker.streams()));
    return all.every(({ $MQTT_msgs: { config } = { config: {} } }) => config.max_age === 86_400e9) && all[2];
  });
  for (const name of ["$MQTT_msgs", "$MQTT_rmsgs", "$MQTT_sess"]) assert.equal(streams[name].config.num_replicas, 3);
  assert.equal(streams.$MQTT_rmsgs.config.max_age, 86_400e9);
});

test("a node without a certificate of our authority is not let in", async () => {
  const [plain, own] = await freePorts(2);
  const route = (await brokers[0].figures("varz")).cluster.urls[0];
  const stranger = new Program("nats-server", [
    "-a", "127.0.0.1", "-p", `${plain}`, "--cluster_name", "live", "--cluster", `nats://127.0.0.1:${own}`,
    "--routes", `nats-route://${route}`,
  ]);
  try {
    await stranger.listensAt(plain);
    await until("a refusal", () => brokers.some(({ program }) => /TLS route handshake error/.test(program.told)));
    const known = (await brokers[0].figures("routez")).routes.map((route) => route.remote_id);
    const ours = await Promise.all(brokers.slice(1).map(async (broker) => (await broker.figures("varz")).server_id));
    assert.deepEqual(known.sort(), ours.sort());
  } finally {
    await stranger.end("SIGKILL");
  }
});

// The node that is killed is the one at which the host is, and which leads the stream of the messages. The
// host goes to another one with its session, as Caddy leads it.
test("a node is killed while messages flow, and none that was acknowledged is lost", async () => {
  const channel = newChannel();
  const inbox = `tv/1/${channel}/in`;
  const state = `tv/1/${channel}/state`;
  const { leader } = (await brokers[0].streams()).$MQTT_msgs.cluster;
  const killed = brokers.find((broker) => broker.folder.endsWith(leader));
  const [hosts, phones] = brokers.filter((broker) => broker !== killed);
  const session = { clientId: newId(), clean: false };
  const host = await open(killed, session);
  assert.equal(await host.subscribe(inbox, 1), 1);
  await host.publish(state, "kept", { qos: 1, retain: true });
  const acknowledged = new Set();
  // Each phone sends again until it is acknowledged, as the pages do until they have a receipt.
  const send = async (number) => {
    for (;;) {
      const phone = await open(phones);
      const sent = phone.publish(inbox, `${number}`, { qos: 1 }).then(() => true, () => false);
      const isTaken = await Promise.race([sent, phone.closed.then(() => false)]);
      await phone.close();
      if (isTaken) return acknowledged.add(`${number}`);
    }
  };
  const COUNT = 120;
  const sending = [];
  for (let number = 0; number < COUNT; number += 1) {
    sending.push(send(number));
    if (number === COUNT / 2) await killed.program.end("SIGKILL");
    await Promise.race([sending.at(-1), until("a while", () => acknowledged.size > number - 20)]);
  }
  await Promise.all(sending);
  assert.equal(acknowledged.size, COUNT);
  const moved = await open(hosts, session);
  const arrived = () => new Set([host, moved].flatMap(({ messages }) => messages.map(({ text }) => text)));
  await until("all of them at the host", () => arrived().size === COUNT, 60);
  assert(0 < host.messages.length && 0 < moved.messages.length);
  await moved.close();
  // The node comes back, and whoever comes to it finds what was kept.
  await killed.start();
  const phone = await open(killed);
  assert.equal(await phone.subscribe(state), 0);
  assert.deepEqual(await phone.texts(1), ["kept"]);
  await phone.close();
});
