// Drives Chromium: opens a variant of the page, does what a person does, and reads what it cost.
//
// The measure is the CPU time of the renderer's main thread (script, style, layout, paint, a canvas'
// raster), which a busy machine does not blur. Milliseconds by the clock are used for starts alone.

import { readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import puppeteer from "puppeteer-core";
import { BLANK } from "./serve.mjs";

const PROBE = readFileSync(new URL("probe.js", import.meta.url), "utf8");
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--lang=en-US", "--enable-precise-memory-info"];
const PHONE = { width: 412, height: 823, deviceScaleFactor: 1.75 };
/** 1.6 Mbit/s down, 0.75 up, 150 ms. */
const SLOW_LINE = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 };
const LONGEST_VISIT = 240_000;
export const APP = "app";

export const sleep = (milliseconds) => wait(milliseconds);

export class Bench {
  static async launch(address, profile) {
    const browser = await puppeteer.launch({
      executablePath: process.env.CHROME_PATH,
      headless: true,
      userDataDir: profile,
      protocolTimeout: 300_000,
      args: FLAGS,
      defaultViewport: PHONE,
    });
    return new Bench(browser, address);
  }

  constructor(browser, address) {
    this.browser = browser;
    this.address = address;
  }

  close() {
    return this.browser.close();
  }

  /** Puts these pairs of key and text in the place of all that is stored. */
  async fill(pairs, context = this.browser.defaultBrowserContext()) {
    const page = await context.newPage();
    await page.goto(`${this.address}/${BLANK}`);
    const size = await page.evaluate(async (pairs) => {
      // The app's journal would bring back what is taken away here.
      await new Promise((done, failed) => {
        const deleting = indexedDB.deleteDatabase("trust-velocity");
        deleting.onsuccess = done;
        deleting.onerror = deleting.onblocked = () => failed(new Error("the journal stayed"));
      });
      localStorage.clear();
      let size = 0;
      for (const [key, text] of pairs) {
        localStorage.setItem(key, text);
        size += key.length + text.length;
      }
      return size;
    }, pairs);
    // The browser hands the texts on bit by bit, and drops those of a page that is closed.
    await sleep(1_500);
    await page.close();
    return size;
  }

  /**
   * The store as a user has it: the app has been opened once since, so what it keeps beside the records is
   * there. Without `keepFiles` the browser then has no file of it.
   */
  async settle({ context, keepFiles = true } = {}) {
    const page = await this.open(APP, { context, bypassWorker: !keepFiles });
    await page.start("#/clients");
    await page.idle();
    await sleep(1_500);
    await page.idle();
    if (!keepFiles) await page.forgetFiles();
    await page.close();
  }

  /** A page for a variant, on a CPU so many times slower, on a slow line, without IndexedDB if wished. */
  async open(variant, { context = this.browser.defaultBrowserContext(), slowdown = 1, slowLine = false, bypassWorker = false, hasDatabases = true } = {}) {
    const page = await context.newPage();
    const cdp = await page.createCDPSession();
    await cdp.send("Page.enable");
    await cdp.send("Runtime.enable");
    await cdp.send("Runtime.addBinding", { name: "benchTells" });
    await cdp.send("Page.addScriptToEvaluateOnNewDocument", { source: PROBE });
    if (!hasDatabases) await cdp.send("Page.addScriptToEvaluateOnNewDocument", { source: "Object.defineProperty(window, 'indexedDB', { value: undefined });" });
    await cdp.send("Performance.enable", { timeDomain: "threadTicks" });
    await cdp.send("Network.enable");
    if (bypassWorker) await cdp.send("Network.setBypassServiceWorker", { bypass: true });
    if (slowLine) await cdp.send("Network.emulateNetworkConditions", SLOW_LINE);
    if (slowdown > 1) await cdp.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
    return new Page(page, cdp, `${this.address}/${variant}/`, slowdown);
  }

  /** Runs `work` with a page, closes the page, and returns what the work gave. One that never ends is given up. */
  async visit(variant, options, work) {
    const page = await this.open(variant, options);
    const limit = new AbortController();
    const late = wait(LONGEST_VISIT, undefined, { signal: limit.signal }).then(() => {
      throw new Error(`a visit took more than ${LONGEST_VISIT / 60_000} minutes`);
    });
    try {
      return await Promise.race([work(page), late]);
    } finally {
      late.catch(() => {});
      limit.abort();
      await page.close();
    }
  }

  /** Runs `work` in a window that nothing was kept for. */
  async inNewContext(work) {
    const context = await this.browser.createBrowserContext();
    try {
      return await work(context);
    } finally {
      await context.close();
    }
  }
}

class Page {
  constructor(page, cdp, address, slowdown) {
    Object.assign(this, { page, cdp, address, slowdown });
  }

  close() {
    return this.page.close();
  }

  evaluate(work, ...given) {
    return this.page.evaluate(work, ...given);
  }

  /** Milliseconds that the main thread has worked since the page was made. */
  async cpu() {
    const { metrics } = await this.cdp.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration").value * 1_000;
  }

  /** Waits until the main thread has next to nothing to do. */
  async idle() {
    const LEAST = 3, PAUSE = 120, TIMES = 60;
    let before = await this.cpu();
    for (let at = 0; at < TIMES; at += 1) {
      await sleep(PAUSE);
      const now = await this.cpu();
      if (now - before < LEAST * this.slowdown) return;
      before = now;
    }
  }

  /**
   * Opens the page at a hash; returns the milliseconds until an element that the selector names was painted,
   * and the CPU time until then.
   */
  async start(hash, selector = ".client-row") {
    await this.cdp.send("Page.addScriptToEvaluateOnNewDocument", { source: `window.bench.watch(${JSON.stringify(selector)});` });
    const told = new Promise((told, failed) => {
      const timer = setTimeout(() => failed(new Error(`${this.address}${hash}: no ${selector}`)), 120_000);
      this.cdp.once("Runtime.bindingCalled", ({ payload }) => {
        clearTimeout(timer);
        told(Number(payload));
      });
    });
    const opened = this.page.goto(this.address + hash, { waitUntil: "domcontentloaded", timeout: 120_000 });
    const [ms, cpu] = await Promise.all([told, told.then(() => this.cpu()), opened]);
    return { ms, cpu };
  }

  /** Does an action of the probe until its condition holds; returns its milliseconds and CPU time, work put off included. */
  async act(action, condition) {
    await this.idle();
    const before = await this.cpu();
    const ms = await this.page.evaluate((action, condition) => window.bench.act(action, condition), action, condition);
    await this.idle();
    if (ms === null) throw new Error(`${this.address}: ${action} in vain`);
    return { ms, cpu: (await this.cpu()) - before };
  }

  /** What `work` gives, and the longest task of the main thread meanwhile, in milliseconds of its CPU time. */
  async longestTask(work) {
    await this.page.tracing.start({ categories: ["-*", "toplevel"] });
    let given, trace;
    try {
      given = await work();
      // A task that has not ended is not in the trace.
      await this.idle();
    } finally {
      trace = await this.page.tracing.stop();
    }
    const { traceEvents } = JSON.parse(new TextDecoder().decode(trace));
    const isMain = ({ name, args }) => name === "thread_name" && args.name === "CrRendererMain";
    const threads = new Set(traceEvents.filter(isMain).map(({ pid, tid }) => `${pid} ${tid}`));
    // Some tasks are there only with what ran within them; no part is longer than its task.
    const tasks = traceEvents.filter(({ pid, tid, tdur }) => threads.has(`${pid} ${tid}`) && tdur !== undefined);
    if (tasks.length === 0) throw new Error("the trace tells no task");
    return [given, tasks.reduce((most, { tdur }) => Math.max(most, tdur / 1_000), 0)];
  }

  /** Megabytes of JavaScript's heap and of WebAssembly's memory after a collection. */
  async memory() {
    await this.cdp.send("HeapProfiler.collectGarbage");
    const { usedSize } = await this.cdp.send("Runtime.getHeapUsage");
    const wasm = await this.page.evaluate(() => window.bench.memory?.buffer.byteLength ?? 0);
    return (usedSize + wasm) / 1e6;
  }

  nodes() {
    return this.page.evaluate(() => document.querySelectorAll("*").length);
  }

  /** Bytes over the line and number of the files asked for before `at` milliseconds, icons and manifest left out. */
  async files(at) {
    const files = await this.page.evaluate((at) => {
      const all = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
      return all.filter(({ startTime }) => startTime <= at).map(({ name, encodedBodySize }) => [name, encodedBodySize]);
    }, at);
    const counted = files.filter(([name]) => name.startsWith("http") && !/icon|manifest/.test(name));
    return { bytes: counted.reduce((sum, [, bytes]) => sum + bytes, 0), count: counted.length };
  }

  /** Forgets what worker, caches and browser keep of the site; the records stay. */
  async forgetFiles() {
    await this.page.evaluate(async () => {
      for (const registration of (await navigator.serviceWorker?.getRegistrations()) ?? []) await registration.unregister();
      for (const name of await caches.keys()) await caches.delete(name);
    });
    await this.cdp.send("Network.clearBrowserCache");
  }
}
