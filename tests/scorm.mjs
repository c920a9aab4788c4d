// Tests a SCORM package: `node tests/scorm.mjs FOLDER ZIP`, with its files and as one. The manifest lists
// every file and no other, the page allows no address but its own, the zip holds the folder's bytes; and any
// progress is packed within the bound, and comes back.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { test } from "node:test";
import { inflateRawSync } from "node:zlib";
import { MOST_CHARS, isDraft, packed, plain, unpacked } from "../deploy/scorm/suspend.mjs";

const [folder, zip] = process.argv.slice(2);
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(join(folder, sep).length))
  .map((name) => name.replaceAll(sep, "/"))
  .sort();
const read = (name) => readFileSync(join(folder, name), "utf8");

test("the manifest is of SCORM 1.2 and lists every file of its one SCO", () => {
  const manifest = read("imsmanifest.xml");
  assert.match(manifest, /<schema>ADL SCORM<\/schema>\s*<schemaversion>1\.2<\/schemaversion>/);
  const scos = [...manifest.matchAll(/<resource [^>]*adlcp:scormtype="sco" href="([^"]*)"/g)];
  assert.deepEqual(scos.map(([, href]) => href), ["index.html"]);
  const listed = [...manifest.matchAll(/<file href="([^"]*)"\/>/g)].map(([, href]) => href);
  assert.deepEqual(listed.sort(), files.filter((name) => name !== "imsmanifest.xml"));
});

test("the package has what its pages need, and no page of clients or trainers", () => {
  for (const name of ["more", "items", "trainee", "records"]) {
    assert.ok(files.some((file) => file.startsWith(`${name}-`)), name);
  }
  const isForeign = (name) => /^(client|cards|forms|class|data|portfolio|selection|workbook)-|^sw\.js|webmanifest|trainers-guide|exercise-sheets/.test(name);
  assert.deepEqual(files.filter(isForeign), []);
  const page = read("index.html");
  const [, policy] = page.match(/http-equiv="Content-Security-Policy" content="([^"]*)"/);
  assert.match(policy, /default-src 'none'; script-src 'self' 'wasm-unsafe-eval';/);
  assert.doesNotMatch(policy, /https?:|unsafe-inline|worker-src/);
  for (const [, name] of page.matchAll(/(?:src|href)="(?:\.\/)?([^"#]*)"/g)) {
    assert.ok(files.includes(name), name);
  }
});

test("the zip holds the bytes of the folder, the manifest first", () => {
  const bytes = readFileSync(zip);
  const names = [];
  let at = bytes.readUInt32LE(bytes.length - 6);
  while (bytes.toString("latin1", at, at + 4) === "PK\x01\x02") {
    const [deflated, length, name] = [bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 24), bytes.readUInt16LE(at + 28)];
    const own = bytes.toString("utf8", at + 46, at + 46 + name);
    const local = bytes.readUInt32LE(at + 42);
    assert.equal(bytes.toString("latin1", local, local + 4), "PK\x03\x04");
    const body = bytes.subarray(local + 30 + name, local + 30 + name + deflated);
    const unpackedBytes = inflateRawSync(body);
    assert.equal(unpackedBytes.length, length);
    assert.ok(unpackedBytes.equals(readFileSync(join(folder, own))), own);
    names.push(own);
    at += 46 + name;
  }
  assert.equal(names[0], "imsmanifest.xml");
  assert.deepEqual(names.sort(), files);
});

/** A random source that gives the same each time. */
function randomSource(seed) {
  let state = seed;
  return (most) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
}

function anyText(random, most) {
  const chars = "ab{}[]\",:.0123456789 \\\n价信任\u{1f600}";
  return Array.from({ length: random(most) }, () => [...chars][random([...chars].length)]).join("");
}

function anyState(random) {
  const keys = ["trust-velocity/settings", "trust-velocity/myself"];
  for (let count = random(12); 0 < count; count--) keys.push(`trust-velocity/draft/practice/${count}`);
  keys.sort(() => random(3) - 1);
  const most = [20, 200, 1500][random(3)];
  return { progress: anyText(random, 1000), entries: keys.map((key) => [key, anyText(random, most)]) };
}

test("any progress is packed within the bound, and comes back without what is left out", async () => {
  const random = randomSource(7);
  let leftOutOnce = 0;
  let deflatedOnce = 0;
  for (let round = 0; round < 150; round++) {
    const state = anyState(random);
    const { text, leftOut } = await packed(state);
    assert.ok(text.length <= MOST_CHARS && /^[ -~]*$/.test(text), `${text.length}`);
    const entries = state.entries.filter(([key]) => !leftOut.includes(key));
    const back = await unpacked(text);
    assert.deepEqual([back.progress, back.entries], [state.progress, entries]);
    // The oldest drafts go first, and all of them before anything else.
    const order = [...state.entries].sort(([one], [other]) => isDraft(other) - isDraft(one)).map(([key]) => key);
    assert.deepEqual(leftOut, order.slice(0, leftOut.length));
    assert.equal(plain(state) !== null, plain(state) === text);
    leftOutOnce += leftOut.length > 0;
    deflatedOnce += text.startsWith("deflate:");
  }
  assert.ok(leftOutOnce > 20 && deflatedOnce > 20, `${leftOutOnce} ${deflatedOnce}`);
});

test("what is damaged, or another program's, is refused", async () => {
  const { text } = await packed({ progress: "assessment\n", entries: [] });
  const others = ["", "x", "{}", "null", "[]", text.slice(0, -1), text.replace(":1", ":2"), "deflate:", "deflate:####",
    '{"version":1,"progress":"","entries":[["a"]]}', '{"version":1,"progress":1,"entries":[]}', '{"version":1,"progress":""}'];
  for (const other of others) await assert.rejects(unpacked(other), undefined, other);
});
