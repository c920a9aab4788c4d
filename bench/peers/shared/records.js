// What the peers share, so that only how they render differs: the app's own documents (docs/format.md)
// read from localStorage, the figures of a row and of a page, search, filter and sort, and the writing
// of one document. They do less than the app: no field is checked, no change of another tab is merged,
// nothing is undone or locked, there is one language.
const PREFIX = "trust-velocity/client/";
const DAY = 86_400_000;
const WINDOW_DAYS = 90;
/** The standard error of a total: four scores of 0.8 each. */
const TOTAL_ERROR = 1.6;

export const DIMENSIONS = [
  { id: "expertise", name: "Expertise", colour: "#2f6fb0" },
  { id: "conduct", name: "Conduct", colour: "#b3572b" },
  { id: "relationship", name: "Relationship", colour: "#3d8b5f" },
  { id: "benefit", name: "Benefit", colour: "#8a5bb0" },
];
/** Of each stage its name, the colour of its band, and the score that its gate asks for. */
export const STAGES = {
  initial: { name: "First contact", tint: "#e9eef5", gate: 6 },
  deepening: { name: "Deepening", tint: "#eef3e6", gate: 6 },
  long_term: { name: "Long-term", tint: "#f6efe2", gate: 7 },
  ended: { name: "Ended", tint: "#eeeeee", gate: null },
};
export const ORDERS = {
  name: "By name",
  trust: "By trust",
  trend: "By trend",
  "last-contact": "Longest without contact",
};
export const VERDICTS = {
  rising: "▲ rising",
  falling: "▼ falling",
  within_error: "＝ within error",
  insufficient: "○ too few ratings",
  stale: "◌ stale",
};

const dayFormat = new Intl.DateTimeFormat("en", { year: "numeric", month: "short", day: "numeric", timeZone: "UTC" });
const longFormat = new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "UTC" });
const scoreFormat = new Intl.NumberFormat("en", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const collator = new Intl.Collator("en");

/** The number of a date's day since 1970. */
export const dayOf = (date) => Date.parse(date) / DAY;
export const shortDate = (day) => dayFormat.format(new Date(day * DAY));
export const longDate = (date) => longFormat.format(new Date(date));
export const score = (value) => (value == null ? "–" : scoreFormat.format(value));

const now = new Date();
const pad = (number) => String(number).padStart(2, "0");
export const todayDate = `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
const today = dayOf(todayDate);

/** Every client's document by its id. */
export function readDocuments() {
  const documents = new Map();
  for (let at = 0; at < localStorage.length; at += 1) {
    const key = localStorage.key(at);
    if (!key.startsWith(PREFIX)) continue;
    const document = JSON.parse(localStorage.getItem(key));
    if (!document.binned) documents.set(document.client.id, document);
  }
  return documents;
}

/** Writes one document, reads it back, and returns it. */
function write(document) {
  const key = PREFIX + document.client.id;
  const text = JSON.stringify(document);
  localStorage.setItem(key, text);
  if (localStorage.getItem(key) !== text) throw new Error("the browser did not keep it");
  return document;
}

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function saveRating(document, scores, note) {
  const rating = [newId(), todayDate, "seller", "sliders-1", scores, note];
  const client = { ...document.client, ratings: [...document.client.ratings, rating] };
  return write({ ...document, rev: document.rev + 1, client });
}

export function saveClient(name) {
  const client = {
    id: newId(), name, organisation: null, title: null, tags: [], note: "",
    first_contact: todayDate, illustration: false,
    ratings: [], contacts: [], breaches: [], stages: [[newId(), todayDate, "initial"]], requests: [],
  };
  return write({ v: 3, rev: 1, binned: null, client });
}

/** The seller's slider ratings in the order of their dates, the last entered of each date. */
export function points(client) {
  const byDate = new Map();
  for (const [, date, rater, instrument, scores] of client.ratings) {
    if (rater === "seller" && instrument === "sliders-1") byDate.set(date, scores);
  }
  const dates = [...byDate.keys()].sort();
  return dates.map((date) => {
    const scores = byDate.get(date);
    const total = scores.includes(null) ? null : scores[0] + scores[1] + scores[2] + scores[3];
    return { date, day: dayOf(date), scores, total };
  });
}

/** The verdict on the last 90 days, or on the last three ratings, and the slope in points a day. */
export function trend(all) {
  const complete = all.filter(({ total }) => total != null);
  let used = complete.filter(({ day }) => today - day < WINDOW_DAYS);
  if (used.length < 3) used = complete.slice(-3);
  if (used.length < 3) return { verdict: "insufficient", slope: null };
  let days = 0, totals = 0;
  for (const { day, total } of used) { days += day; totals += total; }
  const meanDay = days / used.length, meanTotal = totals / used.length;
  let spread = 0, product = 0;
  for (const { day, total } of used) {
    spread += (day - meanDay) ** 2;
    product += (day - meanDay) * (total - meanTotal);
  }
  const slope = product / spread;
  const band = (1.96 * TOTAL_ERROR) / Math.sqrt(spread);
  if (today - used.at(-1).day >= WINDOW_DAYS) return { verdict: "stale", slope };
  const verdict = slope > band ? "rising" : slope < -band ? "falling" : "within_error";
  return { verdict, slope };
}

const latest = (entries) => entries.reduce((last, entry) => (last && last[1] > entry[1] ? last : entry), null);
export const title = ({ organisation, name }) => (organisation ? `${organisation} · ${name}` : name);
export const scoreWords = (scores) => DIMENSIONS.map(({ name }, at) => `${name} ${score(scores[at])}`).join(" · ");

/** What the list shows of a client, searches and sorts by. */
export function row({ client }) {
  const all = points(client);
  const known = DIMENSIONS.map((_, at) => all.findLast(({ scores }) => scores[at] != null)?.scores[at] ?? null);
  const contact = latest(client.contacts);
  return {
    id: client.id,
    name: client.name,
    title: title(client),
    words: [client.name, client.organisation ?? "", client.title ?? "", ...client.tags].join("\n").toLowerCase(),
    stage: latest(client.stages)?.[2] ?? null,
    scores: known,
    total: all.findLast(({ total }) => total != null)?.total ?? null,
    ...trend(all),
    contactDate: contact?.[1] ?? "",
    contact: contact ? `${shortDate(dayOf(contact[1]))} · ${contact[2]}` : "no contact yet",
  };
}

const GROUPS = { rising: 0, within_error: 1, falling: 2, insufficient: 3, stale: 3 };
const highestFirst = (a, b) => (a == null || b == null ? (a == null) - (b == null) : b - a);
const compare = {
  name: () => 0,
  trust: (a, b) => highestFirst(a.total, b.total),
  trend: (a, b) => GROUPS[a.verdict] - GROUPS[b.verdict] || highestFirst(a.slope, b.slope),
  "last-contact": (a, b) => (a.contactDate < b.contactDate ? -1 : a.contactDate > b.contactDate ? 1 : 0),
};

/** The rows that the search and the stage leave, in this order. */
export function find(rows, { search, stage, order }) {
  const words = search.trim().toLowerCase();
  const first = compare[order];
  return rows
    .filter((row) => row.words.includes(words) && (stage === "" || row.stage === stage))
    .sort((a, b) => first(a, b) || collator.compare(a.name, b.name) || (a.id < b.id ? -1 : 1));
}

/** What a client's page shows beside the chart. */
export function figures(client, all) {
  const total = all.findLast(({ total }) => total != null)?.total ?? null;
  const days = today - dayOf(client.first_contact);
  const { verdict, slope } = trend(all);
  return {
    about: [client.title, `first contact ${longDate(client.first_contact)}`, ...client.tags].filter(Boolean).join(" · "),
    velocity: total == null || days === 0 ? "—" : `${score(total)} ÷ ${days} days = ${score((total / days) * 7)} points a week`,
    trend: `${VERDICTS[verdict]}${slope == null ? "" : ` ${score(slope * 7)} points a week`}`,
  };
}

/** What the chart draws: the points, the bands of the stages, the gate of the latest. */
export function chart(client, all) {
  const stages = client.stages.map(([, date, id]) => ({ id, from: dayOf(date) })).sort((a, b) => a.from - b.from);
  const bands = stages.map((stage, at) => ({ ...STAGES[stage.id], from: stage.from, to: stages[at + 1]?.from ?? today }));
  return { points: all, from: dayOf(client.first_contact), to: today, bands, gate: bands.at(-1)?.gate ?? null };
}

export const readout = ({ date, scores, total }) => `${longDate(date)} · ${scoreWords(scores)} · ${score(total)} points`;

/** Every entry, newest first. */
export function history(client) {
  const ratings = client.ratings.map(([id, date, , , scores, note]) => ({ id, date, title: "My rating", line: note, scores }));
  const contacts = client.contacts.map(([id, date, channel, minutes]) => ({ id, date, title: channel, line: minutes ? `${minutes} min` : "" }));
  const stages = client.stages.map(([id, date, stage]) => ({ id, date, title: `Entered: ${STAGES[stage].name}`, line: "" }));
  const all = [...ratings, ...contacts, ...stages].reverse();
  return all.sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0));
}

/** The last scores, to begin a rating with. */
export const lastScores = (client) => points(client).at(-1)?.scores.map((value) => value ?? 5) ?? [5, 5, 5, 5];

/** The address's page: `id` is a client's, or "new"; `form` is "rating" or null. */
export function route() {
  const [, , id = null, form = null] = location.hash.split("/");
  return { id, form };
}

export const LIST = "#/clients";
export const NEW_CLIENT = "#/clients/new";
export const pageOf = (id) => `#/clients/${id}`;
export const ratingOf = (id) => `#/clients/${id}/rating`;

/** The rows of a list that is windowed by hand: all have one height. */
export const ROW_HEIGHT = 98;
const SPARE_ROWS = 5;
export function rowsInView(scrollTop) {
  const from = Math.max(0, Math.floor(scrollTop / ROW_HEIGHT) - SPARE_ROWS);
  return [from, from + Math.ceil(innerHeight / ROW_HEIGHT) + 2 * SPARE_ROWS];
}
