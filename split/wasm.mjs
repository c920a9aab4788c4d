// The binary format of WebAssembly, as far as the split reads it.

const [CUSTOM, TABLES, MEMORIES, GLOBALS, DATA] = [0, 4, 5, 6, 11];
// Of the custom section `name`: the names of the data segments.
const SEGMENT_NAMES = 9;

/** The unsigned number (LEB128) at a place, and the place after it. */
export function readNumber(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return [value, at];
  }
}

/** The name at a place, and the place after it. */
function readName(bytes, at) {
  const [length, start] = readNumber(bytes, at);
  return [Buffer.from(bytes.subarray(start, start + length)).toString("utf8"), start + length];
}

/** The sections of a module: its id, and where it, its content and what follows it begin. */
export function* sections(bytes) {
  for (let at = 8; at < bytes.length; ) {
    const start = at;
    const [length, content] = readNumber(bytes, at + 1);
    at = content + length;
    yield { id: bytes[start], start, content, end: at };
  }
}

const isZero = (content) => content.every((byte) => byte === 0);

/**
 * What a module brings that can change while it runs, and begins anew in a copy: memories, tables and globals
 * of its own, and data that are neither the linker's read-only ones nor all zero. Zeros are written nowhere
 * (`writesZeros`), so copies find what is there.
 */
export function stateOf(bytes) {
  const kinds = { [TABLES]: "tables", [MEMORIES]: "memories", [GLOBALS]: "globals" };
  const own = [...sections(bytes)].map(({ id }) => kinds[id]).filter(Boolean);
  const names = segmentNames(bytes);
  const data = segments(bytes)
    .map((content, nth) => ({ content, name: names.get(nth) ?? `data segment ${nth}` }))
    .filter(({ content, name }) => !name.startsWith(".rodata") && !isZero(content));
  return [...own, ...data.map(({ name }) => name)];
}

/** Whether a module writes zeros alone over some place, as if nothing had been there before it. */
export const writesZeros = (bytes) => segments(bytes).some((content) => 0 < content.length && isZero(content));

/** The names of the data segments, by their number. */
function segmentNames(bytes) {
  const names = new Map();
  for (const { id, content, end } of sections(bytes)) {
    if (id !== CUSTOM) continue;
    let [section, at] = readName(bytes, content);
    while (section === "name" && at < end) {
      const kind = bytes[at];
      let [length, place] = readNumber(bytes, at + 1);
      at = place + length;
      if (kind !== SEGMENT_NAMES) continue;
      let count, nth, name;
      [count, place] = readNumber(bytes, place);
      for (; 0 < count; count--) {
        [nth, place] = readNumber(bytes, place);
        [name, place] = readName(bytes, place);
        names.set(nth, name);
      }
    }
  }
  return names;
}

/** A number as LEB128. */
export function numbered(value) {
  const bytes = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) + 128);
  return Buffer.from([...bytes, value]);
}

/** The module with its data segments of zeros alone made empty. */
export function withoutZeros(bytes) {
  const section = [...sections(bytes)].find(({ id }) => id === DATA);
  if (!section) return bytes;
  const { start, content, end } = section;
  const parts = [];
  let [, at] = readNumber(bytes, content);
  parts.push(bytes.subarray(content, at));
  for (const segment of segments(bytes)) {
    const from = segment.byteOffset - bytes.byteOffset;
    const next = from + segment.length;
    const isEmptied = isZero(segment);
    const head = bytes.subarray(at, from - numbered(segment.length).length);
    parts.push(head, numbered(isEmptied ? 0 : segment.length), isEmptied ? Buffer.of() : segment);
    at = next;
  }
  const data = Buffer.concat(parts);
  return Buffer.concat([bytes.subarray(0, start), Buffer.of(DATA), numbered(data.length), data, bytes.subarray(end)]);
}

/** The content of each data segment. */
function segments(bytes) {
  const [PASSIVE, WITH_MEMORY, I32_CONST, END] = [1, 2, 0x41, 0x0b];
  const section = [...sections(bytes)].find(({ id }) => id === DATA);
  if (!section) return [];
  let [count, at] = readNumber(bytes, section.content);
  const found = [];
  for (; 0 < count; count--) {
    let kind, length;
    [kind, at] = readNumber(bytes, at);
    if (kind === WITH_MEMORY) [, at] = readNumber(bytes, at);
    if (kind !== PASSIVE) {
      const isConstant = bytes[at] === I32_CONST;
      [, at] = readNumber(bytes, at + 1);
      if (!isConstant || bytes[at++] !== END) throw new Error("a data segment has no constant address");
    }
    [length, at] = readNumber(bytes, at);
    found.push(bytes.subarray(at, at + length));
    at += length;
  }
  return found;
}
