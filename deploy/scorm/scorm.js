// Speaks with the learning platform (SCORM 1.2) and starts the app in the package; `window.scorm` is for
// the app (src/platform/scorm.rs), and the event `scorm` tells of a change.
//
// Invariant: nothing of the app reaches the storage of the platform's origin: it gets a storage in memory,
// no database and no worker. What is to outlive the page goes through `cmi.suspend_data`, and a score is set
// by `send` alone.
import { isDraft, packed, plain, unpacked } from "./suspend.mjs";

const { js, wasm } = document.currentScript.dataset;

// --- The platform ---

/** More windows than any platform nests. */
const MOST_WINDOWS = 500;
const api = apiAbove(window) ?? apiAbove(window.opener) ?? apiAbove(outermost()?.opener);
const state = { error: "", isUnreadable: false, leftOut: 0, progress: "", sent: "", status: "" };
let isOpen = false;
let written = "";

/** The standard walk: this window and those above it. */
function apiAbove(start) {
  try {
    for (let at = start, steps = 0; at && steps < MOST_WINDOWS; at = at.parent, steps++) {
      if (at.API) return at.API;
      if (at.parent === at) return null;
    }
  } catch {
    // A window of another origin: the platform is not to be asked there.
  }
  return null;
}

function outermost() {
  try {
    return window.top;
  } catch {
    return null;
  }
}

/** The platform's answer; what it throws is an error like any other. */
function ask(name, ...words) {
  try {
    return `${api[name](...words)}`;
  } catch (error) {
    state.error = `${name}: ${error}`;
    return "";
  }
}

/** Asks for what the platform does or refuses; returns whether it has done it. */
function command(name, ...words) {
  if (ask(name, ...words) === "true") return true;
  const code = ask("LMSGetLastError");
  state.error = `${name}: ${code} ${ask("LMSGetErrorString", code)}`.trim();
  return false;
}

function set(element, value) {
  return command("LMSSetValue", element, `${value}`);
}

function changed() {
  dispatchEvent(new Event("scorm"));
}

/** Begins the session; returns what was kept. */
function begin() {
  isOpen = Boolean(api) && command("LMSInitialize", "");
  if (!isOpen) return "";
  state.status = ask("LMSGetValue", "cmi.core.lesson_status");
  state.sent = ask("LMSGetValue", "cmi.core.score.raw");
  if (["", "not attempted", "unknown"].includes(state.status)) {
    if (set("cmi.core.lesson_status", "incomplete")) state.status = "incomplete";
  }
  // Else the platform begins anew the next time.
  set("cmi.core.exit", "suspend");
  command("LMSCommit", "");
  return ask("LMSGetValue", "cmi.suspend_data");
}

function finish() {
  if (!isOpen) return;
  isOpen = false;
  ask("LMSCommit", "");
  ask("LMSFinish", "");
}

// --- What is kept ---

/** The app's storage, in the order of the last changes. */
const texts = new Map();
const KEPT = ["trust-velocity/myself", "trust-velocity/settings"];
const isKept = (key) => KEPT.includes(key) || isDraft(key);
let isPacking = false;
let isDue = false;

const storage = {
  get length() {
    return texts.size;
  },
  key: (at) => [...texts.keys()][at] ?? null,
  getItem: (key) => texts.get(key) ?? null,
  setItem(key, text) {
    if (texts.get(key) === `${text}`) return;
    texts.delete(key);
    texts.set(key, `${text}`);
    if (isKept(key)) keep();
  },
  removeItem(key) {
    if (texts.delete(key) && isKept(key)) keep();
  },
};

function current() {
  return { progress: state.progress, entries: [...texts].filter(([key]) => isKept(key)) };
}

/** Keeps all at once where it fits as it is; else as soon as it is packed. */
function keep() {
  if (!isOpen || state.isUnreadable) return;
  const text = plain(current());
  isDue = text === null;
  if (isDue) pack();
  else write(text, 0);
}

async function pack() {
  if (isPacking) return;
  isPacking = true;
  try {
    while (isDue) {
      isDue = false;
      const { text, leftOut } = await packed(current());
      // Something may have changed meanwhile, and be written already.
      if (!isDue && plain(current()) === null) write(text, leftOut.length);
    }
  } catch (error) {
    // An old browser that cannot deflate.
    state.error = `${error}`;
    changed();
  }
  isPacking = false;
}

function write(text, leftOut) {
  if (!isOpen || text === written) return;
  state.error = "";
  state.leftOut = leftOut;
  if (set("cmi.suspend_data", text) && command("LMSCommit", "")) written = text;
  changed();
}

async function restore(text) {
  written = text;
  if (!text) return;
  try {
    const { progress, entries } = await unpacked(text);
    state.progress = progress;
    for (const [key, entry] of entries) texts.set(key, entry);
  } catch {
    // The page of the progress says so, and writes nothing over it unless the learner asks.
    state.isUnreadable = true;
  }
}

// --- The app ---

window.scorm = {
  get hasPlatform() {
    return isOpen;
  },
  get isComplete() {
    return ["completed", "passed"].includes(state.status);
  },
  get isUnreadable() {
    return state.isUnreadable;
  },
  get leftOut() {
    return `${state.leftOut}`;
  },
  get error() {
    return state.error;
  },
  get sent() {
    return state.sent;
  },
  get progress() {
    return state.progress;
  },
  keep(progress) {
    state.progress = progress;
    keep();
    changed();
  },
  complete() {
    if (isOpen && set("cmi.core.lesson_status", "completed") && command("LMSCommit", "")) {
      state.status = "completed";
    }
    changed();
  },
  send(score) {
    state.error = "";
    const values = { min: 0, max: 100, raw: score };
    const isSet = ([name, value]) => set(`cmi.core.score.${name}`, value);
    if (isOpen && Object.entries(values).every(isSet) && command("LMSCommit", "")) state.sent = `${score}`;
    changed();
  },
  beginAnew() {
    state.isUnreadable = false;
    state.progress = "";
    keep();
    changed();
  },
};

for (const [owner, name, value] of [
  [window, "localStorage", storage],
  [window, "indexedDB", undefined],
  [navigator, "storage", undefined],
  [navigator, "serviceWorker", undefined],
]) {
  Object.defineProperty(owner, name, { value, configurable: true });
}

// Platforms know no type for these files, and browsers compile no other.
const realFetch = window.fetch;
window.fetch = async (...words) => {
  const response = await realFetch(...words);
  const isProgram = response.ok && new URL(response.url).pathname.endsWith(".wasm");
  if (!isProgram) return response;
  return new Response(response.body, { headers: { "Content-Type": "application/wasm" } });
};

/** The pages of the package; every other address leads to the page that says so. */
const HOME = "#/more";
const ELSEWHERE = "#/not-found";
const PAGES = /^#\/(more|not-found|(learn|help)(\/[^/]+)?|myself(\/.+)?|class\/exercises\/[^/]+\/practice)$/;

function guard() {
  if (!PAGES.test(location.hash)) history.replaceState(null, "", ELSEWHERE);
}

// Heard before the app hears it.
addEventListener("hashchange", guard);
addEventListener("keydown", (event) => {
  // The search for a client.
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") event.stopImmediatePropagation();
});
addEventListener("pagehide", finish);
// Its session is over.
addEventListener("pageshow", (event) => event.persisted && location.reload());

async function start() {
  if (!location.hash) history.replaceState(null, "", HOME);
  guard();
  await restore(begin());
  const script = document.createElement("script");
  script.src = "start.js";
  Object.assign(script.dataset, { js, wasm });
  document.head.append(script);
}

start();
