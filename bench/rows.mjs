// What is measured, in parts that can be run alone. A part opens pages and notes numbers:
// `note(row, variant, number)`; a round's first visit of each variant warms up and notes nothing.

import { APP, sleep } from "./page.mjs";
import { clients, session } from "./records.mjs";

export const FLOOR = "floor";
export const REACT = "react-chartjs";
export const ECHARTS = "react-echarts";
export const SOLID = "solid-uplot";
export const VARIANTS = [APP, REACT, ECHARTS, SOLID, FLOOR];
/** ECharts' page has React's list. */
const LIST_VARIANTS = [APP, REACT, SOLID, FLOOR];
/** A CPU a quarter as fast. */
const PHONE = 4;
/** Parts that need no more rounds than this: of bytes there is no noise, and the others tell an order of magnitude. */
export const MOST_ROUNDS = { bytes: 1, slow: 3, portfolio: 3, growth: 3 };

const DIMENSIONS = ["expertise", "conduct", "relationship", "benefit"];
const CHART = "#progress-box, #progress-chart";
const CHART_SIZES = [12, 400, 5_000];
const PORTFOLIO_CLIENTS = 2_000;
const SUBMIT = "form button[type=submit]";
const page = (id) => `#/clients/${id}`;
/** The app's list; the peers' is their first page. */
const list = (variant) => (variant === APP ? "#/clients" : "");
/** The row of a start at Today, the app's first page, beside that of a start at the list. */
export const today = (row) => `${row}, Today`;

/** What is done to the list, one after the other. */
const LIST_STEPS = [
  ["first letter", ["type", "#search", "王"]],
  ["second letter", ["type", "#search", "王芳"]],
  ["third letter", ["type", "#search", "王芳1"]],
  ["clear search", ["type", "#search", ""]],
  ["filter by stage", ["choose", "#stage-filter", "deepening"]],
  ["all stages", ["choose", "#stage-filter", ""]],
  ["sort by trend", ["choose", "#sort", "trend"]],
  ["sort by trust", ["choose", "#sort", "trust"]],
  ["sort by name", ["choose", "#sort", "name"]],
  ["sort by last contact", ["choose", "#sort", "last-contact"]],
];
export const LIST_STEP_NAMES = LIST_STEPS.map(([name]) => name);

/** What is done on Today and among the views of all clients, one after the other. */
const PORTFOLIO_STEPS = [
  ["Today, to the end", ["toEnd"]],
  ["find a client", ["click", "#quick-log"], ["visible", ".search__option"]],
  ["find, first letter", ["type", "#client-search", "王"]],
  ["find, second letter", ["type", "#client-search", "王芳"]],
  ["list", ["go", "#/clients"], ["visible", ".client-row"]],
  ["list, first letter", ["type", "#search", "王"]],
  ["list, clear search", ["type", "#search", ""]],
  ["list, to the end", ["toEnd"], ["end", PORTFOLIO_CLIENTS]],
  ["level and trend", ["go", "#/clients/chart"], ["canvas", "#portfolio canvas"]],
  ["level and trend, to the end", ["toEnd"]],
  ["board", ["go", "#/clients/board"], ["visible", ".stage-board__card"]],
  ["board, to the end", ["toEnd"]],
  ["stages", ["go", "#/clients/stages"], ["canvas", "#stages canvas"]],
  ["accounts", ["go", "#/clients/accounts"], ["visible", "#accounts tbody tr"]],
  ["accounts, to the end", ["toEnd"]],
];
export const PORTFOLIO_ROWS = ["start at Today", "more rows of Today", ...PORTFOLIO_STEPS.map(([name]) => name)];

/** Visits every variant in turn, `rounds` times after a first one; a visit that fails is told and left out. */
async function inRounds(rounds, variants, note, visit) {
  for (let round = 0; round <= rounds; round += 1) {
    for (const variant of variants) {
      const noteNow = (row, number) => round > 0 && note(row, variant, number);
      try {
        await visit(variant, noteNow);
      } catch (error) {
        console.error(`bench: ${variant}: ${error.message}`);
      }
    }
  }
}

/** Fills the store, and lets the app make what it keeps beside the records. */
async function fill(bench, variant, pairs) {
  await bench.fill(pairs);
  if (variant === APP) await bench.settle();
}

async function bytes(bench, note) {
  const { pairs, ids } = clients(4);
  for (const variant of VARIANTS) {
    await bench.inNewContext(async (context) => {
      await bench.fill(pairs, context);
      if (variant === APP) await bench.settle({ context, keepFiles: false });
      await bench.visit(variant, { context, bypassWorker: true }, async (visited) => {
        await visited.start(list(variant));
        const atList = await visited.evaluate(() => window.bench.inDocument);
        await visited.evaluate((hash) => window.bench.act(["go", hash], ["drawn", hash]), page(ids[0]));
        const atPage = await visited.evaluate(() => performance.now());
        await visited.idle();
        const [forList, forPage] = [await visited.files(atList), await visited.files(atPage)];
        note("bytes/list", variant, forList.bytes / 1_000);
        note("bytes/page", variant, forPage.bytes / 1_000);
        note("bytes/requests", variant, forPage.count);
      });
    });
  }
}

async function welcome(bench, note, rounds) {
  const shown = ".welcome, #welcome", button = ".welcome :is(a, button), #welcome :is(a, button)";
  await inRounds(rounds, VARIANTS, note, (variant, note) => bench.inNewContext(async (context) => {
    await bench.visit(variant, { context, bypassWorker: true, slowLine: true, slowdown: PHONE }, async (visited) => {
      const { ms } = await visited.start("", shown);
      const answered = await visited.evaluate(async (button) => {
        await window.bench.act(["click", button], ["visible", "form"]);
        return performance.now();
      }, button);
      note("welcome/readable", ms);
      note("welcome/answered", answered);
    });
  }));
}

/** Starts at the list and at Today, each by a visit of its own; the peers' list stands beside both. */
async function starts(variant, row, note, visit) {
  const atList = await visit((visited) => visited.start(list(variant)));
  note(row, atList);
  note(today(row), variant === APP ? await visit((visited) => visited.start("#/today", ".today__row")) : atList);
}

async function cold(bench, note, rounds) {
  for (const count of [4, 200]) {
    const { pairs } = clients(count);
    await inRounds(rounds, VARIANTS, note, (variant, note) => starts(variant, `cold/${count}`, note, (start) => bench.inNewContext(async (context) => {
      await bench.fill(pairs, context);
      if (variant === APP) await bench.settle({ context, keepFiles: false });
      const options = { context, bypassWorker: true, slowLine: true, slowdown: PHONE };
      return (await bench.visit(variant, options, start)).ms;
    })));
  }
}

async function warm(bench, note, rounds) {
  for (const count of [4, 200]) {
    const { pairs } = clients(count);
    await bench.fill(pairs);
    // A second visit has what the browser, the worker and the engine's cache of code keep.
    for (const variant of VARIANTS) {
      for (let visit = 0; visit < 3; visit += 1) {
        await bench.visit(variant, {}, async (visited) => {
          await visited.start(list(variant));
          await sleep(variant === APP ? 3_000 : 500);
        });
      }
    }
    await inRounds(rounds, VARIANTS, note, (variant, note) => starts(variant, `warm/${count}`, note, (start) => bench.visit(variant, { slowLine: true, slowdown: PHONE }, async (visited) => {
      const { ms } = await start(visited);
      const byWorker = await visited.evaluate(() => navigator.serviceWorker?.controller != null);
      if (variant === APP && !byWorker) throw new Error("its worker did not answer");
      return ms;
    })));
  }
}

/** Opens the rating's form of the client that is shown, rates, types a note, and waits until a draft of it is kept. */
async function rate(visited, words) {
  await visited.act(["click", "#rate"], ["visible", SUBMIT]);
  // The app's sliders are no answers until they are touched; those of the peers begin with the last scores.
  const isOpen = await visited.evaluate(() => !!document.querySelector('[data-answer="open"]'));
  for (const dimension of isOpen ? DIMENSIONS : []) await visited.act(["type", `#score-${dimension}`, "7"]);
  await visited.act(["type", "textarea", words]);
  await sleep(400);
}

/** One visit through the list, two clients and a rating; `measure(row, work)` notes what the work cost. */
async function throughList(visited, variant, measure) {
  const act = (row, ...what) => measure(row, () => visited.act(...what));
  await measure("start", () => visited.start(list(variant)));
  await visited.idle();
  for (const [name, action] of LIST_STEPS) await act(name, action);
  const hashes = await visited.evaluate(() => [...document.querySelectorAll(".client-row")].slice(0, 2).map((row) => row.hash));
  const open = (hash) => [["click", `.client-row[href$="${hash}"]`], ["drawn", hash]];
  await act("open a client", ...open(hashes[0]));
  await visited.act(["go", "#/clients"], ["visible", ".client-row"]);
  await act("open another", ...open(hashes[1]));
  await rate(visited, "a note of the bench");
  await act("save a rating", ["click", SUBMIT], ["entry", "a note of the bench"]);
  await visited.act(["go", "#/clients"], ["visible", ".client-row"]);
}

const toEnd = (visited, count) => visited.act(["toEnd"], ["end", count]);

const listAt = (count) => async (bench, note, rounds) => {
  const { pairs } = clients(count);
  const part = `list-${count}`;
  await inRounds(rounds, LIST_VARIANTS, note, async (variant, note) => {
    await fill(bench, variant, pairs);
    await bench.visit(variant, {}, async (visited) => {
      const measure = async (row, work) => {
        const { ms, cpu } = await work();
        note(`${part}/${row}`, cpu);
        if (row === "save a rating") note(`${part}/keys of a save`, await keysWritten(visited));
        if (row !== "start") return;
        note(`${part}/start, time`, ms);
        await visited.idle();
        note(`${part}/start until idle`, await visited.cpu());
        note(`${part}/memory`, await visited.memory());
        if (variant === APP) note(`${part}/summary`, await summarySize(visited) / count);
      };
      await throughList(visited, variant, measure);
      await measure("to the end", () => toEnd(visited, count));
      note(`${part}/nodes at the end`, await visited.nodes());
      note(`${part}/memory after all`, await visited.memory());
    });
    await starts(variant, `${part}/start again`, note, async (start) => (await bench.visit(variant, {}, start)).cpu);
  });
};

/** How many keys were written since the last action began. */
const keysWritten = (visited) => visited.evaluate(() => new Set(window.bench.written).size);

/** The characters that are kept beside the records, keys included. */
function summarySize(visited) {
  return visited.evaluate(() => {
    const records = /^trust-velocity\/((client|exercise|session|draft)\/|(myself|settings|upkeep|lock|writer)$)/;
    const keys = Array.from({ length: localStorage.length }, (_, at) => localStorage.key(at));
    const beside = keys.filter((key) => key.startsWith("trust-velocity/") && !records.test(key));
    return beside.reduce((sum, key) => sum + key.length + localStorage.getItem(key).length, 0);
  });
}

async function slow(bench, note, rounds) {
  const variants = [APP, REACT, FLOOR], few = Math.min(rounds, MOST_ROUNDS.slow);
  const { pairs } = clients(3_000);
  await inRounds(few, variants, note, async (variant, note) => {
    await fill(bench, variant, pairs);
    await bench.visit(variant, { slowdown: PHONE }, async (visited) => {
      const measure = async (row, work) => note(`slow/${row}`, (await visited.longestTask(work))[1]);
      await throughList(visited, variant, measure);
      await measure("to the end", () => toEnd(visited, 3_000));
    });
    if (variant !== APP) return;
    await bench.visit(variant, { slowdown: PHONE }, async (visited) => {
      const [, longest] = await visited.longestTask(() => visited.start("#/today", ".today__row"));
      note(today("slow/start"), longest);
    });
  });
  const { pairs: charted, ids } = clients(4, { special: [5_000] });
  await inRounds(few, variants, note, async (variant, note) => {
    await fill(bench, variant, charted);
    await bench.visit(variant, { slowdown: PHONE }, async (visited) => {
      const measure = async (row, work) => note(`slow/${row}`, (await visited.longestTask(work))[1]);
      await visited.start(list(variant));
      await visited.idle();
      const hash = page(ids.at(-1));
      await measure("open 5,000 ratings", () => visited.act(["go", hash], ["drawn", hash]));
      const chart = await showChart(visited);
      await measure("redraw 5,000 ratings", () => redraw(visited, chart, 5));
      await measure("pointer over 5,000 ratings", () => movePointer(visited, chart, 5));
      if (variant === APP) await measure("range of 5,000 ratings", () => chooseRange(visited));
    });
  });
}

/** The longest task of each step on Today and among the views of all clients, on a phone. The app alone. */
async function portfolio(bench, note, rounds) {
  const { pairs } = clients(PORTFOLIO_CLIENTS);
  await inRounds(Math.min(rounds, MOST_ROUNDS.portfolio), [APP], note, async (variant, note) => {
    await fill(bench, variant, pairs);
    await bench.visit(variant, { slowdown: PHONE }, async (visited) => {
      const measure = async (row, work) => note(`portfolio/${row}`, (await visited.longestTask(work))[1]);
      const row = ".today__row";
      await measure("start at Today", () => visited.start("#/today", row));
      await visited.idle();
      const stored = await visited.evaluate(() => Object.keys(localStorage).filter((key) => key.includes("/client/")).length);
      if (stored !== PORTFOLIO_CLIENTS) throw new Error(`${stored} clients are stored`);
      const count = await visited.evaluate((row) => document.querySelectorAll(row).length, row);
      await measure("more rows of Today", () => visited.act(["click", "#more-rows"], ["more", row, count]));
      for (const [name, ...what] of PORTFOLIO_STEPS) await measure(name, () => visited.act(...what));
    });
  });
}

/** Brings the chart into view; returns its selector and its rectangle. */
async function showChart(visited) {
  const chart = await visited.evaluate((candidates) => {
    const selector = candidates.split(", ").find((one) => document.querySelector(one));
    const element = document.querySelector(selector);
    element.scrollIntoView({ block: "center" });
    const { left, top, width, height } = element.getBoundingClientRect();
    return { selector, left, top, width, height };
  }, CHART);
  await visited.idle();
  return chart;
}

/** The CPU time of one redraw: of so many by another width, less that of as many frames without. */
async function redraw(visited, { selector }, times = 40) {
  const resize = async (isResized) => {
    const before = await visited.cpu();
    const strokes = await visited.evaluate((...given) => window.bench.resize(...given), selector, times, isResized);
    await visited.idle();
    return [(await visited.cpu()) - before, strokes];
  };
  const [idle] = await resize(false);
  const [busy, strokes] = await resize(true);
  if (strokes < times) throw new Error("the chart was not drawn at each width");
  return (busy - idle) / times;
}

/** The CPU time of one move over the chart: of so many, less that of as many above it. */
async function movePointer(visited, { left, top, width, height }, times = 60) {
  const move = async (y) => {
    const before = await visited.cpu();
    for (let at = 0; at < times; at += 1) await visited.page.mouse.move(left + 30 + (at * (width - 45)) / times, y);
    await visited.idle();
    return (await visited.cpu()) - before;
  };
  const words = () => visited.evaluate(() => document.querySelector("#progress-readout").textContent);
  // The first moves of a page do what no other does.
  await move(top - 30);
  const idle = await move(top - 30);
  const before = await words();
  const busy = await move(top + height / 2);
  if (before === (await words())) throw new Error("the readout tells no point");
  return (busy - idle) / times;
}

/** The CPU time of one choice of a range of time: the mean of a year, all, a year, all, less that of doing nothing. */
async function chooseRange(visited) {
  const select = "#progress select:last-of-type", choices = [1, 0, 1, 0];
  let sum = 0;
  for (const nth of choices) {
    sum += (await visited.act(["chooseNth", select, nth])).cpu;
    sum -= (await visited.act(["nothing"])).cpu;
  }
  return sum / choices.length;
}

async function chart(bench, note, rounds) {
  const { pairs, ids } = clients(4, { special: CHART_SIZES });
  await fill(bench, APP, pairs);
  for (const [at, size] of CHART_SIZES.entries()) {
    const hash = page(ids[4 + at]);
    await inRounds(rounds, VARIANTS, note, (variant, note) => bench.visit(variant, {}, async (visited) => {
      await visited.start(list(variant));
      await visited.idle();
      note(`chart/${size}/open`, (await visited.act(["go", hash], ["drawn", hash])).cpu);
      note(`chart/${size}/nodes`, await visited.nodes());
      const shown = await showChart(visited);
      note(`chart/${size}/redraw`, await redraw(visited, shown));
      note(`chart/${size}/pointer`, await movePointer(visited, shown));
      if (variant === APP) note(`chart/${size}/range`, await chooseRange(visited));
    }));
  }
}

async function draft(bench, note, rounds) {
  const { pairs, ids } = clients(3_000);
  await fill(bench, APP, pairs);
  await inRounds(rounds, [APP], note, (variant, note) => bench.visit(variant, {}, async (visited) => {
    await visited.start(`${page(ids[7])}/rating`, SUBMIT);
    await visited.idle();
    await visited.evaluate(() => {
      document.querySelector("textarea").focus();
      window.bench.written.length = 0;
    });
    const [, longest] = await visited.longestTask(async () => {
      await visited.page.keyboard.type("twelve words", { delay: 90 });
      await sleep(400);
    });
    const keys = await keysWritten(visited);
    if (keys === 0) throw new Error("no draft was kept");
    note("draft/pause", longest);
    note("draft/keys", keys);
  }));
}

/** Saves with the journal and without, and how long each waited for the disk. The app alone. */
async function disk(bench, note, rounds) {
  const SAVES = 12;
  const { pairs, ids } = clients(1_000);
  const waits = [];
  await inRounds(rounds, [true, false], (row, _, number) => note(row, APP, number), async (hasDatabases, note) => {
    await fill(bench, APP, pairs);
    await bench.visit(APP, { hasDatabases }, async (visited) => {
      await visited.start(page(ids[7]), "#rate");
      for (let save = 0; save < SAVES; save += 1) {
        const words = `note ${save} of the bench`;
        await rate(visited, words);
        await visited.evaluate(() => { window.bench.waits.length = 0; });
        const { cpu } = await visited.act(["click", SUBMIT], ["entry", words]);
        note(hasDatabases ? "disk/save" : "disk/save without the journal", cpu);
        waits.push(...(await visited.evaluate(() => window.bench.waits)));
      }
    });
  });
  waits.sort((a, b) => a - b);
  for (const [row, share] of [["disk/wait, median", 0.5], ["disk/wait, p99", 0.99]]) note(row, APP, waits[Math.ceil(waits.length * share) - 1]);
}

/** What grows: the steps of one client's day, with ever more of one thing. The app alone. */
const GROWTH_CLIENTS = [10, 100, 1_000, 3_000, 10_000];
const GROWTH_RATINGS = [1, 12, 100, 400, 5_000];
const GROWTH_RESPONSES = [10, 100, 1_000, 3_000];
/** So many clients fit only with one rating each and no contact. */
export const MOST_FULL_CLIENTS = 3_000;
export const GROWTH = { clients: GROWTH_CLIENTS, ratings: GROWTH_RATINGS, responses: GROWTH_RESPONSES };

/** Start, search, one client's page, its chart, a save, memory. */
async function growthOfClient(visited, hash, note) {
  note("start", (await visited.start("#/clients")).cpu);
  await visited.idle();
  note("search letter", (await visited.act(["type", "#search", "王"])).cpu);
  await visited.act(["type", "#search", ""]);
  note("open", (await visited.act(["go", hash], ["drawn", hash])).cpu);
  const shown = await showChart(visited);
  note("chart redraw", await redraw(visited, shown, 20));
  note("pointer move", await movePointer(visited, shown, 30));
  await rate(visited, "a note of the bench");
  note("save", (await visited.act(["click", SUBMIT], ["entry", "a note of the bench"])).cpu);
  note("memory", await visited.memory());
}

async function growth(bench, note, rounds) {
  const few = Math.min(rounds, MOST_ROUNDS.growth);
  for (const count of GROWTH_CLIENTS) {
    const { pairs, ids } = clients(count, count > MOST_FULL_CLIENTS ? { ratings: 1, contacts: 0 } : {});
    await inRounds(few, [APP], note, async (variant, note) => {
      const size = await bench.fill(pairs);
      await bench.settle();
      note(`growth/clients/${count}/characters`, size);
      await bench.visit(variant, {}, (visited) => growthOfClient(visited, page(ids[3]), (row, number) => note(`growth/clients/${count}/${row}`, number)));
    });
  }
  for (const count of GROWTH_RATINGS) {
    const { pairs, ids } = clients(10, { special: [count] });
    await inRounds(few, [APP], note, async (variant, note) => {
      await fill(bench, variant, pairs);
      await bench.visit(variant, {}, (visited) => growthOfClient(visited, page(ids.at(-1)), (row, number) => note(`growth/ratings/${count}/${row}`, number)));
    });
  }
  for (const count of GROWTH_RESPONSES) {
    const { pairs, key, id } = session(count);
    await inRounds(few, [APP], note, async (variant, note) => {
      await fill(bench, variant, [...clients(10).pairs, ...pairs]);
      await bench.visit(variant, {}, async (visited) => {
        const noteHere = (row, number) => note(`growth/responses/${count}/${row}`, number);
        noteHere("start", (await visited.start("#/clients")).cpu);
        await visited.idle();
        noteHere("open", (await visited.act(["go", `#/class/sessions/${id}/board`], ["visible", "#board"])).cpu);
        noteHere("chart redraw", (await visited.act(["click", "#next-step"], ["canvas", "#board canvas"])).cpu);
        await visited.act(["go", `#/class/sessions/${id}/join`], ["visible", "#timer-longer"]);
        noteHere("save", (await visited.act(["click", "#timer-longer"], ["written", key])).cpu);
        noteHere("memory", await visited.memory());
      });
    });
  }
}

export const PARTS = {
  bytes,
  welcome,
  cold,
  warm,
  "list-1000": listAt(1_000),
  "list-3000": listAt(3_000),
  chart,
  draft,
  disk,
  slow,
  portfolio,
  growth,
};
