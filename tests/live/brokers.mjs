// Starts brokers with the files of deploy/live on free ports of the loopback address, each with a store in
// a temporary folder; for the tests of live classes, their bench, and `./dev live`.
//
// Only what the files ask to be changed is changed: addresses, store, password.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, connect } from "node:net";
import { join } from "node:path";

export const sources = join(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "../..");
/** What the operator's own program says in the tests. */
export const PASSWORD = "loopback";

/** As many free ports as asked for, all different. */
export async function freePorts(count) {
  const servers = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(servers.map((server) => once(server, "listening")));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))));
  return ports;
}

/** Calls until what it gives counts as true, and gives that; fails after some seconds with what was waited for. */
export async function until(what, call, seconds = 30) {
  const end = performance.now() + seconds * 1_000;
  for (;;) {
    const value = await call();
    if (value) return value;
    if (end < performance.now()) throw new Error(`not within ${seconds} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function isListening(port) {
  const socket = connect(port, "127.0.0.1");
  const is = await new Promise((resolve) => {
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
  });
  socket.destroy();
  return is;
}

/** A text of deploy/ with each part replaced; fails where one is not there. */
function changed(name, changes) {
  let text = readFileSync(join(sources, "deploy", name), "utf8");
  for (const [from, to] of changes) {
    assert(text.includes(from), `deploy/${name} has no ${from}`);
    text = text.replaceAll(from, to);
  }
  return text;
}

// Whatever ends this, the programs end with it.
const started = new Set();
process.on("exit", () => started.forEach((process_) => process_.kill()));
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => process.exit(130));

/** A started program, with what it told. */
export class Program {
  constructor(name, arguments_, env = {}) {
    this.name = name;
    this.told = "";
    this.process = spawn(name, arguments_, { env: { ...process.env, ...env } });
    this.ended = once(this.process, "exit");
    started.add(this.process);
    this.process.once("exit", () => started.delete(this.process));
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream.on("data", (data) => (this.told += data));
    }
  }

  async listensAt(port) {
    await until(`${this.name} listens at ${port}`, () => {
      if (this.process.exitCode !== null) throw new Error(`${this.name} ended:\n${this.told}`);
      return isListening(port);
    });
  }

  async end(signal = "SIGTERM") {
    if (this.process.exitCode === null && this.process.signalCode === null) this.process.kill(signal);
    await this.ended;
  }
}

/** The nodes' own authority, as docs/live.md makes it. */
function makeAuthority(folder) {
  const openssl = (...arguments_) => execFileSync("openssl", arguments_, { stdio: "ignore" });
  const [certificate, key] = [join(folder, "nodes.pem"), join(folder, "nodes.key")];
  const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  openssl("req", "-x509", ...newKey, "-days", "3650", "-subj", "/CN=nodes", "-keyout", key, "-out", certificate);
  const issue = (place) => {
    const own = { certificate: join(place, "node.pem"), key: join(place, "node.key") };
    openssl("req", "-x509", ...newKey, "-days", "3650", "-subj", "/CN=node", "-addext", "subjectAltName=IP:127.0.0.1",
      "-addext", "basicConstraints=critical,CA:FALSE", "-CA", certificate, "-CAkey", key, "-keyout", own.key, "-out", own.certificate);
    return own;
  };
  return { certificate, issue };
}

/** One nats-server. */
export class Broker {
  constructor(folder, ports) {
    this.folder = folder;
    this.ports = ports;
    mkdirSync(folder, { recursive: true });
  }

  /** One node alone, with deploy/live/one.conf. */
  static async one(folder) {
    const [plain, figures, websocket, mqtt] = await freePorts(4);
    const broker = new Broker(folder, { plain, figures, websocket, mqtt });
    broker.write("one.conf");
    await broker.start();
    return broker;
  }

  /** Three nodes, with deploy/live/three.conf; they have agreed on a leader. */
  static async three(folder) {
    const authority = makeAuthority(folder);
    const ports = await freePorts(15);
    const routes = [0, 1, 2].map((index) => `127.0.0.1:${ports[5 * index + 4]}`);
    const brokers = routes.map((route, index) => {
      const [plain, figures, websocket, mqtt] = ports.slice(5 * index);
      const broker = new Broker(join(folder, `node${index + 1}`), { plain, figures, websocket, mqtt });
      const { certificate, key } = authority.issue(broker.folder);
      broker.write("three.conf", [
        ["server_name: NODE1", `server_name: node${index + 1}`],
        ['listen: "NODE1:6222"', `listen: "${route}"`],
        ...routes.map((other, at) => [`NODE${at + 1}:6222`, other]),
        ["/etc/nats/node.pem", certificate],
        ["/etc/nats/node.key", key],
        ["/etc/nats/nodes.pem", authority.certificate],
      ]);
      return broker;
    });
    await Promise.all(brokers.map((broker) => broker.start()));
    await until("three nodes that agree", async () => {
      const all = await Promise.all(brokers.map((broker) => broker.figures("jsz")));
      return all.every(({ meta_cluster: { leader, replicas, cluster_size: size } = {} }) =>
        leader && size === 3 && (!replicas || replicas.every(({ current }) => current)));
    });
    return brokers;
  }

  write(name, changes = []) {
    const { plain, figures, websocket, mqtt } = this.ports;
    const addresses = [["127.0.0.1:4222", `127.0.0.1:${plain}`], ["127.0.0.1:8222", `127.0.0.1:${figures}`]];
    writeFileSync(join(this.folder, "broker.conf"), changed("live/broker.conf", addresses));
    const config = changed(`live/${name}`, [
      ["/var/lib/nats", join(this.folder, "store")],
      ["127.0.0.1:8083", `127.0.0.1:${websocket}`],
      ["127.0.0.1:1883", `127.0.0.1:${mqtt}`],
      ...changes,
    ]);
    writeFileSync(join(this.folder, "nats.conf"), config);
  }

  async start() {
    this.program = new Program("nats-server", ["-c", join(this.folder, "nats.conf")], { LIVE_PASSWORD: PASSWORD });
    await this.program.listensAt(this.ports.websocket);
  }

  get address() {
    return `ws://127.0.0.1:${this.ports.websocket}/mqtt`;
  }

  /** What the broker tells of itself: `varz`, `jsz?streams=1&config=1`, `connz`. */
  async figures(of) {
    return (await fetch(`http://127.0.0.1:${this.ports.figures}/${of}`)).json();
  }

  /** The streams that MQTT keeps its things in, by name. */
  async streams() {
    const { account_details: accounts = [] } = await this.figures("jsz?accounts=1&streams=1&config=1");
    const streams = accounts.flatMap(({ stream_detail: streams = [] }) => streams);
    return Object.fromEntries(streams.map((stream) => [stream.name, stream]));
  }
}
