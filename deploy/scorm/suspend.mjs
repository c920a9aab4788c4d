// The text of `cmi.suspend_data`: what the learner has done, within what SCORM 1.2 lets a platform keep.
// JSON where that fits, else the same deflated, in base64; ASCII alone, which every platform keeps.

/** The most characters of `cmi.suspend_data`. */
export const MOST_CHARS = 4096;

const DEFLATED = "deflate:";

/** The state as JSON, if that fits; null if it does not. */
export function plain(state) {
  const text = json(state);
  return text.length <= MOST_CHARS ? text : null;
}

/**
 * The text of a state, and the keys of the entries that did not fit: the oldest go first, drafts before
 * all others. `state.entries` are `[key, text]`, the oldest first. The progress alone always fits.
 */
export async function packed(state) {
  const leftOut = [];
  let { entries } = state;
  for (;;) {
    const rest = { ...state, entries };
    const text = plain(rest) ?? DEFLATED + await deflated(json(rest));
    if (text.length <= MOST_CHARS) return { text, leftOut };
    if (entries.length === 0) throw new RangeError("the progress does not fit");
    const [oldest] = entries.find(([key]) => isDraft(key)) ?? entries[0];
    leftOut.push(oldest);
    entries = entries.filter(([key]) => key !== oldest);
  }
}

/** The state of a text; throws where it is damaged or of another program. */
export async function unpacked(text) {
  const isDeflated = text.startsWith(DEFLATED);
  const state = JSON.parse(isDeflated ? await inflated(text.slice(DEFLATED.length)) : text);
  const isText = (value) => typeof value === "string";
  const isEntry = (entry) => Array.isArray(entry) && entry.length === 2 && entry.every(isText);
  if (state?.version !== 1 || !isText(state.progress) || !state.entries?.every(isEntry)) {
    throw new TypeError("not the progress of this package");
  }
  return state;
}

/** Whether a key of the storage is a draft's. */
export function isDraft(key) {
  return key.startsWith("trust-velocity/draft/");
}

function json(state) {
  const escaped = (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return JSON.stringify({ version: 1, ...state }).replace(/[^ -~]/g, escaped);
}

async function deflated(text) {
  const bytes = await through(new CompressionStream("deflate"), new TextEncoder().encode(text));
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

async function inflated(text) {
  const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  return new TextDecoder().decode(await through(new DecompressionStream("deflate"), bytes));
}

async function through(transform, bytes) {
  const stream = new Response(bytes).body.pipeThrough(transform);
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
