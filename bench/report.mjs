// Writes RESULTS.md: what was to be reached and what was, the misses with their reasons, how cost grows
// with size, and every median with its least and greatest.

import { FLOOR, GROWTH, LIST_STEP_NAMES, MOST_FULL_CLIENTS, MOST_ROUNDS, PORTFOLIO_ROWS, REACT, SOLID, VARIANTS, today } from "./rows.mjs";
import { APP } from "./page.mjs";

const NAMES = {
  app: "the app",
  "react-chartjs": "React + Chart.js",
  "react-echarts": "React + ECharts",
  "solid-uplot": "Solid + uPlot",
  floor: "by hand",
};
const PEERS = VARIANTS.filter((variant) => variant !== APP && variant !== FLOOR);
const BEST = "the best peer";

/** A goal: the app's median of a row, divided by that of `to` (a peer, the best one, or another row of the app's), is at most `most`. */
const ratio = (work, row, most, to = BEST) => ({ work, row, most, to });
/** A goal in the row's own unit. */
const absolute = (work, row, most, unit, digits = 0) => ({ work, row, most, unit, digits });

const sizes = (work, part, rows, most) => rows.flatMap((row) => [1_000, 3_000].map((count) => ratio(`${work(row)}, ${thousands(count)} clients`, `${part}-${count}/${row}`, most)));
/** A start at the list, and one at Today, each beside the peers' list. */
const starts = (work, row, most, to) => [ratio(`${work}: the list`, row, most, to), ratio(`${work}: Today`, today(row), most, to)];
const slow = (row, most) => absolute(`Longest task, CPU ÷ 4: ${row}`, `slow/${row}`, most, "ms");

const GOALS = [
  absolute("Bytes before the first usable list", "bytes/list", 120, "kB", 1),
  absolute("Bytes for list and one client's page", "bytes/page", 300, "kB", 1),
  absolute("Requests for list and one client's page", "bytes/requests", 10, ""),
  ratio("First visit, slow line: the welcome readable", "welcome/readable", 0.6, REACT),
  ratio("First visit, slow line: a tap answered", "welcome/answered", 1.2, REACT),
  ...[4, 200].flatMap((count) => starts(`Cold start, slow line, ${count} clients`, `cold/${count}`, 1.2, REACT)),
  ...[4, 200].flatMap((count) => starts(`Warm start, slow line, ${count} clients`, `warm/${count}`, 0.7, REACT)),
  ...[4, 200].flatMap((count) => starts(`Warm start, slow line, ${count} clients`, `warm/${count}`, 1, SOLID)),
  ...sizes(() => "Start", "list", ["start"], 0.8),
  ...[1_000, 3_000].flatMap((count) => starts(`Start again, ${thousands(count)} clients`, `list-${count}/start again`, 0.8, BEST)),
  ...sizes((step) => `List: ${step}`, "list", LIST_STEP_NAMES, 1),
  ratio("To the end of 3,000 clients", "list-3000/to the end", 1.2),
  absolute("Nodes at the end of 3,000 clients", "list-3000/nodes at the end", 300, ""),
  ...sizes(() => "Save a rating", "list", ["save a rating"], 1),
  ratio("Save a rating, 3,000 clients", "list-3000/save a rating", 1.1, "list-1000/save a rating"),
  ratio("Open a client, 1,000 clients", "list-1000/open a client", 1, REACT),
  ratio("Open another, 1,000 clients", "list-1000/open another", 1, REACT),
  ...[12, 400, 5_000].map((count) => ratio(`Chart redraw, ${thousands(count)} ratings`, `chart/${count}/redraw`, 0.9, SOLID)),
  ...[12, 400, 5_000].map((count) => ratio(`Pointer move, ${thousands(count)} ratings`, `chart/${count}/pointer`, 1, SOLID)),
  ratio("Pointer move, 5,000 ratings", "chart/5000/pointer", 1.2, "chart/12/pointer"),
  ...[400, 5_000].map((count) => ratio(`Range of time, ${thousands(count)} ratings`, `chart/${count}/range`, 1, `chart/${count}/redraw`)),
  ratio("Open a client of 5,000 ratings", "chart/5000/open", 1, REACT),
  absolute("Keeping a draft, 3,000 clients: longest pause", "draft/pause", 16, "ms", 1),
  absolute("Keeping a draft: keys written", "draft/keys", 1, ""),
  absolute("Nodes of a client's page, 400 ratings", "chart/400/nodes", 600, ""),
  ratio("Save with the journal", "disk/save", 1.1, "disk/save without the journal"),
  absolute("A save's wait for the disk, p99", "disk/wait, p99", 100, "ms", 1),
  slow("start", 250),
  slow(today("start"), 250),
  ...[...LIST_STEP_NAMES, "open a client", "open another", "save a rating", "to the end"].map((row) => slow(row, 100)),
  ...["open", "redraw", "pointer over", "range of"].map((row) => slow(`${row} 5,000 ratings`, 100)),
  ...PORTFOLIO_ROWS.map((row) => absolute(`Longest task, 2,000 clients, CPU ÷ 4: ${row}`, `portfolio/${row}`, 100, "ms")),
  absolute("Memory, 3,000 clients", "list-3000/memory", 14, "MB", 1),
  absolute("Memory, 3,000 clients, after all of the above", "list-3000/memory after all", 14, "MB", 1),
  absolute("Stored characters of a summary", "list-3000/summary", 250, ""),
];

function thousands(number) {
  return number.toLocaleString("en");
}

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

const table = (head, rows) => [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
const short = (number) => (Number.isNaN(number) ? "–" : Math.abs(number) < 20 ? number.toFixed(1) : thousands(Math.round(number)));

/** The median of a row for a variant; NaN if there is none. */
const medianOf = (rows, row, variant) => median(rows[row]?.[variant] ?? [Number.NaN]);

/** What a goal's row is divided by: its name and its median. */
function baseOf({ row, to }, rows) {
  if (to !== BEST) return NAMES[to] ? [NAMES[to], medianOf(rows, row, to)] : [`\`${to}\``, medianOf(rows, to, APP)];
  const peers = PEERS.map((peer) => [NAMES[peer], medianOf(rows, row, peer)]).filter(([, cost]) => !Number.isNaN(cost));
  return peers.reduce((best, peer) => (best[1] < peer[1] ? best : peer), [BEST, Number.NaN]);
}

/** A goal beside what was measured. */
function judge(goal, rows) {
  const { work, row, most, to, unit, digits } = goal;
  const app = medianOf(rows, row, APP);
  const ratioTo = (cost) => `${(app / cost).toFixed(2)} ×`;
  const floorCost = medianOf(rows, row, FLOOR);
  const floor = Number.isNaN(app / floorCost) ? "" : ratioTo(floorCost);
  const withUnit = (number) => `${number.toFixed(digits)} ${unit}`.trim();
  const [name, base] = to === undefined ? [] : baseOf(goal, rows);
  const wanted = to === undefined ? `≤ ${withUnit(most)}` : `≤ ${most.toFixed(1)} × ${to === BEST ? BEST : name}`;
  const result = to === undefined ? withUnit(app) : `${ratioTo(base)} ${to === BEST ? name : ""}`.trim();
  const isMeasured = !Number.isNaN(app) && !Number.isNaN(base ?? 0);
  return { work, row, wanted, result: isMeasured ? result : "not measured", isMet: isMeasured && app / (base ?? 1) <= most, floor };
}

function goals(judged) {
  const rows = judged.map(({ work, wanted, result, isMet, floor }) => [work, wanted, result, isMet ? "yes" : "**no**", floor]);
  return table(["Work", "Goal", "Result", "Reached", "To the floor"], rows);
}

function misses(judged, notes) {
  const missed = judged.filter(({ isMet }) => !isMet);
  if (missed.length === 0) return "None.";
  return missed.map(({ work, row, result, floor }) => {
    const distance = floor === "" ? "" : `, ${floor} the floor`;
    return `- **${work}** (\`${row}\`): ${result}${distance}. ${notes[row] ?? "No reason is known yet."}`;
  }).join("\n");
}

/** The exponent of growth between two sizes: 1 is linear, 0 is flat. */
const exponent = ([size, cost], [nextSize, nextCost]) => Math.log(nextCost / cost) / Math.log(nextSize / size);
/** What is above this grows faster than linearly, whatever a run's noise is. */
const LINEAR = 1.1;

function growthTable(axis, rows) {
  const counts = GROWTH[axis];
  const rowOf = (count, cost) => `growth/${axis}/${count}/${cost}`;
  const costs = Object.keys(rows).filter((row) => row.startsWith(rowOf(counts[0], ""))).map((row) => row.split("/").at(-1));
  // The largest store has smaller clients: it says nothing about growth.
  const alike = counts.filter((count) => axis !== "clients" || count <= MOST_FULL_CLIENTS);
  const lines = costs.map((cost) => {
    const pairs = alike.map((count) => [count, medianOf(rows, rowOf(count, cost), APP)]);
    const grown = exponent(...pairs.slice(-2));
    const cells = counts.map((count) => short(medianOf(rows, rowOf(count, cost), APP)));
    return [cost, ...cells, grown > LINEAR ? `**${grown.toFixed(2)}**` : grown.toFixed(2)];
  });
  const [before, last] = alike.slice(-2).map(thousands);
  return table([axis, ...counts.map(thousands), `exponent ${before} → ${last}`], lines);
}

function growth(rows) {
  return `## Growth

What a step of the app costs with ever more of one thing, in milliseconds of CPU time; memory in megabytes. An exponent of 1 is linear growth, 0 is none; small costs are noise.

### Clients

Each has 12 ratings; the 10,000 have one rating and no contact each, since more does not fit into the browser's storage.

${growthTable("clients", rows)}

### Ratings of one client

Among ten clients of 12 ratings each.

${growthTable("ratings", rows)}

### Responses of a class

Among ten clients. Open is the board's first step, the chart that of the next, and a minute more on the timer is what is saved.

${growthTable("responses", rows)}

`;
}

function medians(rows) {
  const cell = (numbers) => (numbers ? `${short(median(numbers))} (${short(Math.min(...numbers))}–${short(Math.max(...numbers))})` : "");
  const lines = Object.entries(rows).filter(([row]) => !row.startsWith("growth/")).map(([row, byVariant]) => [row, ...VARIANTS.map((variant) => cell(byVariant[variant]))]);
  return table(["Row", ...VARIANTS.map((variant) => NAMES[variant])], lines);
}

/** The text of RESULTS.md. `notes` has the reason for each missed row, by the row's name. */
export function report({ build, machine, versions, parts }, notes) {
  const rows = Object.assign({}, ...Object.values(parts).map(({ rows }) => rows));
  const judged = GOALS.filter(({ row }) => row.split("/")[0] in parts).map((goal) => judge(goal, rows));
  const runs = Object.entries(parts).map(([part, { day, rounds }]) => `${part} on ${day} in ${Math.min(rounds, MOST_ROUNDS[part] ?? rounds)}`);
  const reached = judged.filter(({ isMet }) => isMet).length;
  return `# Results of the bench

Written by \`./dev bench\` on a machine of ${machine}, for the build ${build}. Parts and their rounds: ${runs.join(", ")}. Versions: ${versions.join(", ")}.

All variants read the same stored documents in one browser and take turns round by round, after a first round that is not counted. A row is the median of its rounds: the CPU time of the main thread in milliseconds (script, style, layout, paint and the canvas), except starts of the parts \`welcome\`, \`cold\` and \`warm\`, which are milliseconds by the clock on a line of 1.6 Mbit/s and 150 ms with a CPU ÷ 4. Bytes are those of brotli 11. The peers are small pages that do the same first screens; they check no field, merge no tabs, undo nothing, lock nothing and speak one language. The floor is written by hand, without framework or library of charts.

What live classes cost is in [LIVE.md](LIVE.md).

## What was to be reached

${reached} of ${judged.length} goals are reached. "To the floor" is the app divided by the page written by hand.

${goals(judged)}

## Misses

${misses(judged, notes)}

${"growth" in parts ? growth(rows) : ""}## All medians

With the least and the greatest.

${medians(rows)}
`;
}
