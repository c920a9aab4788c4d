// Tests what split/ knows of wasm files: `node split.mjs`.
import assert from "node:assert/strict";
import { numbered, readNumber, sections, stateOf, withoutZeros, writesZeros } from "../split/wasm.mjs";

const text = (words) => [words.length, ...Buffer.from(words)];
const section = (id, ...content) => [id, content.length, ...content];
const module = (...parts) => Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, ...parts.flat()]);
const NAMES = 9;

/** The sections of active data segments, each `[name, ...bytes]`, at some address, and of their names. */
function data(...segments) {
  const contents = segments.map(([, ...bytes]) => [0, 0x41, 0x90, 0x01, 0x0b, bytes.length, ...bytes]);
  const names = segments.map(([name], nth) => [nth, ...text(name)]);
  return [
    section(11, segments.length, ...contents.flat()),
    section(0, ...text("name"), ...section(0, ...text("m")), ...section(NAMES, segments.length, ...names.flat())),
  ];
}

const piece = (...segments) => module(...data(...segments));
assert.deepEqual(readNumber([0, 0xe5, 0x8e, 0x26], 1), [624485, 4]);
const found = [...sections(module(section(1, 0), section(10, 0, 0)))];
assert.deepEqual(found.map(({ id, end }) => [id, end]), [[1, 11], [10, 15]]);

// A copy may have code, read-only data, and room that begins as zeros.
assert.deepEqual(stateOf(module(section(10, 0))), []);
assert.deepEqual(stateOf(piece([".rodata", 1, 2], [".data"], [".bss", 0, 0], [".rodata_3", 0])), []);
// It may have no data that begin as anything else, whether named or not, and nothing that it declares.
assert.deepEqual(stateOf(piece([".rodata", 1], [".data", 0, 3], [".tdata", 4])), [".data", ".tdata"]);
assert.deepEqual(stateOf(module(data([".rodata", 1])[0])), ["data segment 0"]);
assert.deepEqual(stateOf(module(section(6, 0), section(5, 0), section(4, 0))), ["globals", "memories", "tables"]);
// An address that the linker did not set could be any.
const relative = module(section(11, 1, 0, 0x23, 0, 0x0b, 1, 7));
assert.throws(() => stateOf(relative), /no constant address/);

assert.equal(writesZeros(piece([".rodata", 1, 0], [".data"])), false);
assert.equal(writesZeros(piece([".rodata", 1], [".bss", 0, 0])), true);
const emptied = withoutZeros(piece([".rodata", 1, 0], [".bss", 0, 0], [".rodata_3", 2]));
assert.deepEqual([...emptied], [...piece([".rodata", 1, 0], [".bss"], [".rodata_3", 2])]);
assert.deepEqual(withoutZeros(module(section(10, 0))), module(section(10, 0)));
assert.deepEqual([...numbered(624485)], [0xe5, 0x8e, 0x26]);
console.log("split/wasm.mjs reads what it should");
