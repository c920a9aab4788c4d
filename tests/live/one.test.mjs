// One broker with deploy/live/one.conf lets a class through, and refuses everything else.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { Broker, PASSWORD, sources, until } from "./brokers.mjs";
import { Client, newChannel, newId } from "./clients.mjs";

const folder = mkdtempSync(join(tmpdir(), "live-"));
let broker;
const clients = [];

async function client(options) {
  const opened = await Client.open(broker.address, options);
  clients.push(opened);
  return opened;
}

before(async () => {
  broker = await Broker.one(folder);
});

after(async () => {
  for (const opened of clients) await opened.close();
  await broker.program.end();
  rmSync(folder, { recursive: true });
});

test("a message of QoS 1 waits for a host that is away", async () => {
  const inbox = `tv/1/${newChannel()}/in`;
  const session = { clientId: newId(), clean: false };
  const host = await client(session);
  assert.equal(await host.subscribe(inbox, 1), 1);
  await host.close();
  const phone = await client();
  await phone.publish(inbox, "handed in", { qos: 1 });
  const back = await client(session);
  assert.deepEqual(await back.texts(1), ["handed in"]);
  assert.equal(back.messages[0].qos, 1);
});

test("a state is kept, is given to who comes later, and is gone once emptied", async () => {
  const state = `tv/1/${newChannel()}/state`;
  const host = await client();
  await host.publish(state, "step 1", { qos: 1, retain: true });
  await host.publish(state, "step 2", { qos: 1, retain: true });
  const phone = await client();
  assert.equal(await phone.subscribe(state), 0);
  assert.deepEqual(await phone.texts(1), ["step 2"]);
  assert.equal(phone.messages[0].retain, true);
  await host.publish(state, "", { qos: 1, retain: true });
  assert.deepEqual(await phone.texts(2), ["step 2", ""]);
  const later = await client();
  await later.subscribe(state);
  await later.flush();
  assert.deepEqual(later.messages, []);
});

test("a receipt comes to the phone alone that it is for", async () => {
  const channel = newChannel();
  const [one, other, host] = [await client(), await client(), await client()];
  await one.subscribe(`tv/1/${channel}/to/one`);
  await other.subscribe(`tv/1/${channel}/to/other`);
  await host.publish(`tv/1/${channel}/to/one`, "received", { qos: 0 });
  assert.deepEqual(await one.texts(1), ["received"]);
  await other.flush();
  assert.deepEqual(other.messages, []);
});

test("nobody subscribes to more than a class has", async () => {
  const channel = newChannel();
  const refused = [
    "#", "+", "+/#", "+/+", "+/+/+/+", "/#", "tv/#", "tv/+/+/in", "tv/1/#", "tv/1/+/#", "tv/1/+/+", "tv/1/+/to/#",
    `tv/1/${channel}/#`, `tv/1/${channel}/+`, `tv/1/${channel}/to`, `tv/2/${channel}/in`, "$SYS/#", "$SYS/ACCOUNT/#",
    "$JS/#", "$JS/API/#", "$JS/EVENT/#", "$MQTT/#", "$MQTT/+/#", "$MQTT/sub/#", "$MQTT/sub/+", "$MQTT/sub/x",
    "$MQTT/msgs/#", "$MQTT/rmsgs", "$MQTT/sess/#", "_INBOX/#", "$G/#",
  ];
  const intruder = await client();
  for (const topic of refused) {
    for (const qos of [0, 1]) assert.equal(await intruder.subscribe(topic, qos), null, topic);
  }
  // A message of each kind, and none comes.
  const phone = await client();
  await phone.subscribe(`tv/1/${channel}/in`, 1);
  for (const topic of [`tv/1/${channel}/in`, `tv/1/${channel}/state`]) await phone.publish(topic, "x", { qos: 1 });
  await phone.texts(1);
  await intruder.flush();
  assert.deepEqual(intruder.messages, []);
});

// The broker knows no way to forbid it (docs/live.md): that topics are random hides nothing, and what is
// in a message must be sealed. If this fails, a newer broker does, and the page is to be changed.
test("a single + in the place of a channel goes through", async () => {
  const intruder = await client();
  for (const topic of ["tv/1/+/in", "tv/1/+/state", "tv/1/+/to/+"]) assert.equal(await intruder.subscribe(topic), 0);
  const phone = await client();
  await phone.publish(`tv/1/${newChannel()}/in`, "sealed", { qos: 1 });
  assert.deepEqual(await intruder.texts(1), ["sealed"]);
});

test("nobody publishes beyond a class", async () => {
  const channel = newChannel();
  const refused = [
    "x", "tv/1", `tv/1/${channel}`, `tv/1/${channel}/in/x`, `tv/1/${channel}/to`, `tv/2/${channel}/in`,
    "$JS/API/STREAM/DELETE/$MQTT_msgs", "$JS/API/STREAM/DELETE/$MQTT_rmsgs", "$JS/API/STREAM/DELETE/$MQTT_sess",
    "$JS/API/STREAM/PURGE/$MQTT_rmsgs", "$JS/API/STREAM/UPDATE/$MQTT_rmsgs", "$JS/API/STREAM/CREATE/x",
    "$JS/ACK/x", `$MQTT/msgs/tv/1/${channel}/in`, "$MQTT/rmsgs", "$MQTT/sess/x", "$MQTT/sub/x", "$SYS/REQ/USER/INFO",
  ];
  const host = await client({ clientId: newId(), clean: false });
  await host.subscribe(`tv/1/${channel}/in`, 1);
  await host.publish(`tv/1/${channel}/state`, "kept", { qos: 1, retain: true });
  const intruder = await client();
  for (const topic of refused) {
    const subject = topic.replaceAll("/", ".");
    for (const options of [{ qos: 0 }, { qos: 1 }, { qos: 1, retain: true }]) {
      broker.program.told = "";
      await intruder.publish(topic, "x", options);
      await until(`a refusal of ${topic}`, () => broker.program.told.includes(`Publish Violation - User "class", Subject "${subject}"`));
    }
  }
  const streams = await broker.streams();
  assert.deepEqual(Object.keys(streams).sort(), ["$MQTT_msgs", "$MQTT_rmsgs", "$MQTT_sess"]);
  assert(0 < streams.$MQTT_rmsgs.state.messages && 0 < streams.$MQTT_sess.state.messages);
  // And all still works.
  await intruder.publish(`tv/1/${channel}/in`, "still", { qos: 1 });
  assert.deepEqual(await host.texts(1), ["still"]);
  const phone = await client();
  await phone.subscribe(`tv/1/${channel}/state`);
  assert.deepEqual(await phone.texts(1), ["kept"]);
});

test("the operator comes by the loopback port alone, and a class by MQTT alone", async () => {
  const operator = { username: "operator", password: PASSWORD };
  await assert.rejects(Client.open(broker.address, operator), /Not authorized/);
  await assert.rejects(Client.open(`mqtt://127.0.0.1:${broker.ports.mqtt}`, operator), /Not authorized/);
  for (const [user, password] of [["class", ""], ["operator", "guessed"], [undefined, undefined]]) {
    assert.match(await plain({ user, pass: password }), /Authorization Violation/, user);
  }
  assert.doesNotMatch(await plain({ user: "operator", pass: PASSWORD }), /Violation/);
});

/** What the broker's own protocol answers to a name, a password and a ping. */
async function plain(options) {
  const socket = connect(broker.ports.plain, "127.0.0.1");
  let told = "";
  socket.on("data", (data) => (told += data)).on("error", () => {});
  socket.write(`CONNECT ${JSON.stringify({ verbose: false, ...options })}\r\nPING\r\n`);
  await until("an answer", () => /PONG|-ERR/.test(told));
  socket.destroy();
  return told;
}

test("streams.mjs sets the streams' limits, and the broker keeps to them", async () => {
  const script = join(sources, "deploy/live/streams.mjs");
  const run = (password) =>
    promisify(execFile)("node", [script, `127.0.0.1:${broker.ports.plain}`], {
      env: { ...process.env, LIVE_PASSWORD: password },
    });
  await assert.rejects(run("guessed"), /Authorization Violation/);
  await run(PASSWORD);
  const DAY = 86_400e9;
  const { $MQTT_msgs: messages, $MQTT_rmsgs: states, $MQTT_sess: sessions } = await broker.streams();
  assert.equal(messages.config.max_age, DAY);
  assert.equal(states.config.max_age, DAY);
  // See streams.mjs.
  assert.equal(sessions.config.max_age, 0);
  const channel = newChannel();
  const host = await client();
  await host.subscribe(`tv/1/${channel}/in`, 1);
  const phone = await client();
  await phone.publish(`tv/1/${channel}/in`, "a".repeat(9_000), { qos: 1 });
  await phone.publish(`tv/1/${channel}/state`, "b".repeat(9_000), { qos: 1, retain: true });
  await host.texts(1);
  const tooLarge = await client();
  tooLarge.publish(`tv/1/${channel}/in`, "c".repeat(20_000), { qos: 1 }).catch(() => {});
  await tooLarge.closed;
  await host.flush();
  assert.equal(host.messages.length, 1);
});

test("one connection has eight subscriptions at most", async () => {
  const phone = await client();
  const granted = [];
  for (let count = 0; count < 10; count += 1) granted.push(await phone.subscribe(`tv/1/${newChannel()}/state`));
  assert.equal(granted.filter((qos) => qos === 0).length, 8);
});

test("what was stored is there after the broker was killed and started again", async () => {
  const channel = newChannel();
  const session = { clientId: newId(), clean: false };
  const host = await client(session);
  await host.subscribe(`tv/1/${channel}/in`, 1);
  await host.publish(`tv/1/${channel}/state`, "kept", { qos: 1, retain: true });
  await host.close();
  const phone = await client();
  await phone.publish(`tv/1/${channel}/in`, "handed in", { qos: 1 });
  await broker.program.end("SIGKILL");
  await broker.start();
  const back = await client(session);
  assert.deepEqual(await back.texts(1), ["handed in"]);
  const later = await client();
  await later.subscribe(`tv/1/${channel}/state`);
  assert.deepEqual(await later.texts(1), ["kept"]);
});
