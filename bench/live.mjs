// Measures live classes with simulated phones, and writes LIVE.md: `node live.mjs SITE WORK [ROW...]`, as
// `./dev bench live` calls it. A row is NODESxPHONES, such as 3x300, or NODESxPHONESxCLASSES, where
// each class has so many phones, or trainer-PHONES, which has the built SITE in a browser as its host
// (trainer.mjs); WORK keeps the results of the others.
//
// The phones speak MQTT over WebSocket through Caddy and brokers on the loopback address, all started here
// with the files of deploy/. A phone joins, asks for the state, says that it is here, hands in, and waits for
// the receipt; it sends again after waits that grow. Then the host tells all of them a new state. Its messages have the sizes of the
// sealed ones and random bytes in them: what sealing and opening costs, phones and trainer pay and not the
// broker, and is not in these figures. The hosts are a thread that answers every message.
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";
import { Broker, freePorts } from "../tests/live/brokers.mjs";
import { startCaddy } from "../tests/live/site.mjs";
import { Connection } from "./mqtt.mjs";
import { TRAINER_ROWS, measureTrainer, trainerReport } from "./trainer.mjs";

/** What sessions the broker keeps: a class has the first; the others tell what that choice costs or saves. */
const SESSIONS = {
  "": { name: "host's kept", host: true, phones: false },
  "-kept": { name: "all kept", host: true, phones: true },
  "-clean": { name: "none kept", host: false, phones: false },
};
const rowsOf = (classes, phones, sessions = "") =>
  [1, 3].flatMap((nodes) => phones.map((each) => ({ nodes, classes, phones: each, sessions })));
const ROWS = [
  ...rowsOf(1, [60, 300, 1_000, 3_000]), ...rowsOf(1, [300], "-kept"), ...rowsOf(100, [10]), ...rowsOf(300, [10]),
  ...rowsOf(100, [10], "-clean"), ...rowsOf(300, [10], "-clean"),
];
const nameOf = ({ nodes, phones, classes, sessions }) => `${nodes}x${phones}${classes === 1 ? "" : `x${classes}`}${sessions}`;
/** The longest that a row may wait for one thing, in seconds. */
const MOST_SECONDS = 120;
/** So many phones join at the same time; a class does so by scanning a code. */
const JOINING_AT_ONCE = 50;
/** So many classes begin at the same time. */
const BEGINNING_AT_ONCE = 10;
/** All hand in within so many milliseconds. */
const SPREAD = 1_000;
/** The sealed sizes: presence and receipts, and an answer. */
const [SMALL, ANSWER] = [512, 2_048];

/** In the thread of the hosts. */
async function hosts({ address, channels, sessions }) {
  const opened = [];
  const waiting = [...channels];
  await Promise.all(Array.from({ length: BEGINNING_AT_ONCE }, async () => {
    for (let channel = waiting.pop(); channel; channel = waiting.pop()) opened.push(await host(address, channel, SESSIONS[sessions]));
  }));
  parentPort.postMessage({ begunAgain: sum(opened.map(({ again }) => again)) });
  parentPort.on("message", (message) => {
    if (message === "tell") return opened.forEach(({ tell }) => tell());
    for (const { connection } of opened) connection.close();
    return parentPort.close();
  });
}

async function host(address, channel, kept) {
  const session = { clientId: randomBytes(12).toString("base64url"), clean: !kept.host };
  const { connection, again } = await Connection.subscribed(address, (topic, payload) => {
    if (payload.length < ANSWER) return;
    const phone = payload.toString("latin1", 0, 22);
    connection.publish(`tv/1/${channel}/to/${phone}`, randomBytes(SMALL), { qos: kept.phones ? 1 : 0 });
  }, session, [`tv/1/${channel}/in`], kept.host ? 1 : 0);
  const tell = () => connection.publish(`tv/1/${channel}/state`, randomBytes(SMALL), { qos: 1, retain: true });
  await tell();
  return { connection, tell, again };
}

/** What is promised, or infinity if it does not come in time. */
async function within(promise) {
  let timer;
  const late = new Promise((over) => (timer = setTimeout(() => over(Number.POSITIVE_INFINITY), MOST_SECONDS * 1_000)));
  const value = await Promise.race([promise, late]);
  clearTimeout(timer);
  return value;
}

class Phone {
  name = randomBytes(16).toString("base64url");
  again = 0;

  constructor(address, channel, kept) {
    Object.assign(this, { address, channel, kept });
    this.state = new Promise((came) => (this.stateCame = came));
    this.nextState = new Promise((came) => (this.nextStateCame = came));
    this.receipt = new Promise((came) => (this.receiptCame = came));
  }

  async join() {
    const [state, own] = [`tv/1/${this.channel}/state`, `tv/1/${this.channel}/to/${this.name}`];
    const come = (topic) => {
      if (topic === own) return this.receiptCame(performance.now());
      if (this.hasState) return this.nextStateCame(performance.now());
      this.hasState = true;
      return this.stateCame();
    };
    const session = { clientId: randomBytes(12).toString("base64url"), clean: !this.kept };
    const { connection, again } = await Connection.subscribed(this.address, come, session, [state, own], this.kept ? 1 : 0);
    Object.assign(this, { connection, joinedAgain: again });
    await this.state;
    await this.connection.publish(`tv/1/${this.channel}/in`, this.#message(SMALL));
  }

  /** Milliseconds until the receipt; infinite if none came. */
  async handIn() {
    const begin = performance.now();
    let isOver = false, wait = 2_000, timer;
    const send = () => {
      if (isOver) return;
      this.connection.publish(`tv/1/${this.channel}/in`, this.#message(ANSWER), { qos: 1 }).catch(() => {});
      timer = setTimeout(() => {
        this.again += 1;
        send();
      }, wait * (0.75 + Math.random() / 2));
      wait = Math.min(2 * wait, 30_000);
    };
    send();
    const end = await within(this.receipt);
    isOver = true;
    clearTimeout(timer);
    return end - begin;
  }

  #message(size) {
    const bytes = randomBytes(size);
    bytes.write(this.name, "latin1");
    return bytes;
  }
}

/** The CPU time of a process in seconds, and the most memory that it has had in MB; Linux tells both. */
function costOf(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
  const TICKS = 100;
  const memory = readFileSync(`/proc/${pid}/status`, "utf8").match(/VmHWM:\s*(\d+) kB/)[1];
  return { seconds: (Number(fields[11]) + Number(fields[12])) / TICKS, memory: Number(memory) / 1_024 };
}

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
const centile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];

async function measure({ nodes, phones: each, classes, sessions }) {
  const count = each * classes;
  const folder = mkdtempSync(join(tmpdir(), "live-"));
  const programs = [];
  let worker;
  try {
    const brokers = nodes === 1 ? [await Broker.one(join(folder, "node"))] : await Broker.three(folder);
    programs.push(...brokers.map(({ program }) => program));
    const [port] = await freePorts(1);
    const caddy = await startCaddy(folder, port, folder, brokers);
    programs.push(caddy);
    const address = `ws://127.0.0.1:${port}/live`;
    const channels = Array.from({ length: classes }, () => randomBytes(16).toString("base64url"));
    const opening = performance.now();
    worker = new Worker(new URL(import.meta.url), { workerData: { address, channels, sessions } });
    const isOpen = await within(new Promise((ready, failed) => worker.once("message", ready).once("error", failed)));
    if (isOpen === Number.POSITIVE_INFINITY) throw new Error(`the hosts were not ready after ${MOST_SECONDS} s`);
    const opened = performance.now() - opening;
    const phones = Array.from({ length: count }, (_, index) => new Phone(address, channels[index % classes], SESSIONS[sessions].phones));
    const costs = () => [sum(brokers.map(({ program }) => costOf(program.process.pid).seconds)), costOf(caddy.process.pid).seconds];
    const before = costs();
    let joined = 0;
    const waiting = [...phones];
    const begin = performance.now();
    const allJoined = Promise.all(Array.from({ length: JOINING_AT_ONCE }, async () => {
      for (let phone = waiting.pop(); phone; phone = waiting.pop()) {
        await phone.join();
        joined += 1;
      }
    }));
    if ((await within(allJoined)) === Number.POSITIVE_INFINITY) throw new Error(`only ${joined} of ${count} had joined after ${MOST_SECONDS} s`);
    const joining = performance.now() - begin;
    const waits = await Promise.all(phones.map(async (phone) => {
      await new Promise((due) => setTimeout(due, Math.random() * SPREAD));
      return phone.handIn();
    }));
    const [broker, proxy] = costs().map((seconds, index) => seconds - before[index]);
    const told = performance.now();
    worker.postMessage("tell");
    const lastState = Math.max(...(await Promise.all(phones.map((phone) => within(phone.nextState))))) - told;
    worker.postMessage("end");
    for (const { connection } of phones) connection.close();
    const sorted = waits.filter(Number.isFinite).sort((one, other) => one - other);
    return {
      opened, joining, lastState, connectedAgain: isOpen.begunAgain + sum(phones.map(({ joinedAgain }) => joinedAgain)),
      p50: centile(sorted, 0.5), p95: centile(sorted, 0.95), p99: centile(sorted, 0.99), most: sorted.at(-1),
      again: sum(phones.map((phone) => phone.again)), lost: count - sorted.length,
      brokerSeconds: broker, brokerMemory: brokers.map(({ program }) => costOf(program.process.pid).memory),
      proxySeconds: proxy, proxyMemory: costOf(caddy.process.pid).memory,
    };
  } finally {
    await worker?.terminate();
    for (const program of programs) await program.end("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  }
}

const table = (head, rows) => [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
const seconds = (milliseconds) => (milliseconds / 1_000).toFixed(2);

function report({ machine, rows }) {
  const lines = ROWS.map((row) => {
    const got = rows[nameOf(row)];
    const begin = [row.nodes, row.classes, row.phones.toLocaleString("en"), SESSIONS[row.sessions].name];
    if (!got) return [...begin, "not measured", ...Array(13).fill("")];
    const end = [got.load.toFixed(1), got.day];
    if (got.error) return [...begin, got.error, ...Array(11).fill(""), ...end];
    return [
      ...begin, ...[got.opened, got.joining, got.p50, got.p95, got.p99, got.most, got.lastState].map(seconds), got.connectedAgain ?? 0, got.again, got.lost,
      `${got.brokerMemory.map((memory) => memory.toFixed(0)).join(", ")} / ${got.proxyMemory.toFixed(0)}`,
      `${got.brokerSeconds.toFixed(1)} / ${got.proxySeconds.toFixed(1)}`, ...end,
    ];
  });
  const head = ["Nodes", "Classes", "Phones of each", "Sessions", "Classes begun, s", "All joined, s", "Receipt p50, s", "p95", "p99", "the last", "State to all, s", "Connected again", "Sent again", "Lost", "Memory, MB: nodes / Caddy", "CPU, s: nodes / Caddy", "Load before", "Day"];
  return `# Live classes, measured

Written by \`./dev bench live\` on a machine of ${machine}; phones, hosts, brokers and Caddy are all on it, so that the phones' own work is in the times. Each row was run once. "Load before" is the system's load average of a minute as the row began: what is well above 0 says that others used the machine.

${BEGINNING_AT_ONCE} hosts at a time begin their classes. "Host's kept": the broker keeps the host's session, and the messages of QoS 1 for it, so that they wait while it is away; phones have clean sessions at QoS 0. "All kept" gives phones such sessions too, "none kept" gives them to nobody. ${JOINING_AT_ONCE} phones at a time join through Caddy, without TLS: they connect, subscribe, get the state and say that they are here. When all have, each hands in an answer of ${ANSWER.toLocaleString("en")} bytes at QoS 1 at a moment within ${SPREAD / 1_000} s, and waits for a receipt of ${SMALL} bytes; it sends again after 2 s, 4 s and so on. "Lost" had no receipt after ${MOST_SECONDS} s. "Connected again": the broker closed a connection in the middle of what it was asked, and it was tried anew after a second. "State to all" is the time from the hosts' telling a new state until the last phone has it. Memory is the most that each process had, CPU time that of the whole row. The hosts answer without sealing, opening or storing: what the trainer's browser adds is in the second table.

${table(head, lines)}

${trainerReport(rows, table)}
`;
}

async function main() {
  const [site, work, ...wanted] = process.argv.slice(2);
  const all = new Map([
    ...ROWS.map((row) => [nameOf(row), () => measure(row)]),
    ...TRAINER_ROWS.map(({ name, phones }) => [name, () => measureTrainer(site, work, phones)]),
  ]);
  for (const name of wanted) if (!all.has(name)) throw new Error(`no such row: ${name} (${[...all.keys()].join(" ")})`);
  const kept = join(work, "live.json");
  const results = existsSync(kept) ? JSON.parse(readFileSync(kept, "utf8")) : { rows: {} };
  results.machine = `${cpus().length} cores, ${process.platform} ${process.arch}`;
  mkdirSync(work, { recursive: true });
  for (const name of wanted.length === 0 ? all.keys() : wanted) {
    const about = { load: loadavg()[0], day: new Date().toISOString().slice(0, 10) };
    console.log(`bench: live ${name}`);
    const figures = await all.get(name)().catch((error) => ({ error: error.message }));
    results.rows[name] = { ...figures, ...about };
    console.log(JSON.stringify(results.rows[name]));
    writeFileSync(kept, JSON.stringify(results));
    writeFileSync(new URL("LIVE.md", import.meta.url), report(results));
  }
}

if (isMainThread) {
  await main();
  // Phones of a row that was given up still wait.
  process.exit();
} else await hosts(workerData);
