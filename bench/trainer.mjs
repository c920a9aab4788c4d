// The trainer's browser with a live class: Chromium shows the built site's page of the session, simulated
// phones join and hand in sealed answers, and the longest task of the page's main thread is what is told.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Broker, freePorts, until } from "../tests/live/brokers.mjs";
import { startCaddy } from "../tests/live/site.mjs";
import { Connection } from "./mqtt.mjs";
import { Bench } from "./page.mjs";
import { PhoneCrypto, assignmentOf, sealKeyOf } from "./phone_crypto.mjs";

export const TRAINER_ROWS = [60, 300, 1_000, 3_000].map((phones) => ({ name: `trainer-${phones}`, phones }));
const EXERCISE = { name: "one-over-t", points: 4, tasks: 5 };
/** The longest task that is aimed at, in milliseconds. */
const GOAL = 100;
const SPREAD = 1_000;
const JOINING_AT_ONCE = 20;
const MOST_SECONDS = 120;

/** A phone that hands in until it has a receipt. */
class SealedPhone {
  constructor(address, assignment, host, name) {
    Object.assign(this, { address, assignment, host, name });
    this.receipt = new Promise((came) => (this.receiptCame = () => came(performance.now())));
  }

  async join() {
    this.crypto = await PhoneCrypto.new(this.assignment, this.host);
    const own = `tv/1/${this.assignment.channel}/to/${this.crypto.id}`;
    const { connection } = await Connection.subscribed(this.address, this.receiptCame, {}, [own], 0);
    this.connection = connection;
    await this.#send(await this.crypto.here(this.name));
    // Sealed before the burst: the phones' work is not the trainer's.
    this.answer = await this.#sealed();
  }

  /** Milliseconds until the receipt; infinite if none came. */
  async handIn() {
    const begin = performance.now();
    let isOver = false;
    let wait = 2_000;
    let timer;
    const again = async () => {
      await this.#send(this.answer);
      timer = setTimeout(async () => {
        this.answer = await this.#sealed();
        if (!isOver) await again();
      }, wait * (0.75 + Math.random() / 2));
      wait = Math.min(2 * wait, 30_000);
    };
    again().catch(() => {});
    const late = new Promise((over) => setTimeout(() => over(Number.POSITIVE_INFINITY), MOST_SECONDS * 1_000).unref());
    const end = await Promise.race([this.receipt, late]);
    isOver = true;
    clearTimeout(timer);
    return end - begin;
  }

  #sealed() {
    return this.crypto.submission(this.name, EXERCISE.points, EXERCISE.tasks);
  }

  #send(bytes) {
    return this.connection.publish(`tv/1/${this.assignment.channel}/in`, bytes, { qos: 1 });
  }
}

/** Begins a live session in a page; gives its join link. */
async function begin(page) {
  await page.page.goto(`${page.address}#/class/exercises/${EXERCISE.name}/session`);
  await until("the live way", () => page.evaluate(() => {
    const way = document.querySelector("#way-live");
    way?.click();
    return way !== null;
  }));
  await page.evaluate(() => document.querySelector("form [type=submit]").click());
  return until("the join link", () => page.evaluate(() => document.querySelector("#join-message")?.value.match(/#\/join\/\S+/)?.[0]));
}

async function inTurn(phones, work) {
  const waiting = [...phones];
  await Promise.all(Array.from({ length: JOINING_AT_ONCE }, async () => {
    for (let phone = waiting.pop(); phone; phone = waiting.pop()) await work(phone);
  }));
}

const centile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];

export async function measureTrainer(site, work, count) {
  const folder = mkdtempSync(join(tmpdir(), "live-"));
  const programs = [];
  let bench;
  try {
    const broker = await Broker.one(join(folder, "node"));
    programs.push(broker.program);
    const [port] = await freePorts(1);
    programs.push(await startCaddy(folder, port, resolve(site), [broker]));
    bench = await Bench.launch(`http://127.0.0.1:${port}`, join(folder, "profile"));
    const page = await bench.open(".");
    const assignment = assignmentOf(await begin(page));
    const address = `ws://127.0.0.1:${port}/live`;
    const state = new Promise((came) => {
      Connection.subscribed(address, (_, payload) => came(payload), {}, [`tv/1/${assignment.channel}/state`], 0);
    });
    const host = sealKeyOf(await state);
    const phones = Array.from({ length: count }, (_, at) => new SealedPhone(address, assignment, host, `Trainee ${at + 1}`));
    const before = await page.memory();
    const [, joining] = await page.longestTask(async () => {
      await inTurn(phones, (phone) => phone.join());
      await until("all are here", () => page.evaluate((count) => document.querySelector("#live-counts").textContent.startsWith(`${count} `), count), MOST_SECONDS);
    });
    const cpu = await page.cpu();
    const begun = performance.now();
    let counted;
    const [waits, longest] = await page.longestTask(async () => {
      const waits = await Promise.all(phones.map(async (phone) => {
        await new Promise((due) => setTimeout(due, Math.random() * SPREAD));
        return phone.handIn();
      }));
      await until("all are counted", () => page.evaluate((count) => document.querySelector("#count .session__number").textContent.startsWith(`${count}`), count), MOST_SECONDS);
      counted = performance.now() - begun;
      return waits;
    });
    const sorted = waits.filter(Number.isFinite).sort((one, other) => one - other);
    const result = {
      joining, longest, counted, cpu: (await page.cpu()) - cpu, before, after: await page.memory(),
      p50: centile(sorted, 0.5), p99: centile(sorted, 0.99), lost: count - sorted.length,
    };
    for (const { connection } of phones) connection.close();
    return result;
  } finally {
    await bench?.close();
    for (const program of programs) await program.end("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  }
}

const seconds = (milliseconds) => (milliseconds / 1_000).toFixed(2);

export function trainerReport(rows, table) {
  const lines = TRAINER_ROWS.map(({ name, phones }) => {
    const got = rows[name];
    if (!got) return [phones.toLocaleString("en"), "not measured", ...Array(10).fill("")];
    if (got.error) return [phones.toLocaleString("en"), got.error, ...Array(8).fill(""), got.load.toFixed(1), got.day];
    return [
      phones.toLocaleString("en"), got.longest.toFixed(0), got.longest <= GOAL ? "met" : "missed", got.joining.toFixed(0), seconds(got.counted),
      seconds(got.p50), seconds(got.p99), got.lost, seconds(got.cpu), `${got.before.toFixed(1)} / ${got.after.toFixed(1)}`, got.load.toFixed(1), got.day,
    ];
  });
  const head = ["Phones", "Longest task, ms", `Goal: ${GOAL} ms`, "Longest task as they join, ms", "All counted, s", "Receipt p50, s", "p99", "Lost", "CPU of the page's thread, s", "Memory before / after, MB", "Load before", "Day"];
  return `## The trainer's browser

Chromium shows the session's page of the built site, with one node and Caddy. Phones whose messages are sealed and signed as the pages' are join ${JOINING_AT_ONCE} at a time, and hand in within ${SPREAD / 1_000} s; the page opens, verifies, stores and shows each answer, and seals and signs each receipt. A task's length is the CPU time of the page's main thread in it. Memory is JavaScript's heap and WebAssembly's after a collection.

${table(head, lines)}`;
}
