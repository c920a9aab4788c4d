// Makes a SCORM 1.2 package of a built site: `node scorm.mjs SITE FOLDER ZIP [PART...]`. FOLDER is filled
// with the package's files, ZIP is the package. The parts, `assessment` and `exercise`, are what its
// completion needs: both if none is named.
//
// It carries the very files of the site, without those of pages that the package does not have: clients, the
// trainer's pages, the pages of all records. The app knows the package by `data-scorm` on the root of
// index.html; scorm/scorm.js speaks with the platform. The same site gives the same bytes.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const PARTS = ["assessment", "exercise"];
/** The files of WebAssembly with pages of the package, by the names in src/app/split.rs, and the first one. */
const PROGRAMS = ["trust", "more", "items", "trainee", "records"];
const LEFT_OUT = /^(index\.html|trust-velocity\.html|.*\.zip|sw\.js|manifest\.webmanifest|live\.json|class\.css|icons\/.*)$/;
const LEFT_OUT_TEXTS = /^content\/(trainers-guide|exercise-sheets|examples)\./;
const TITLE = "信任速度 · Trust Velocity";

const [site, folder, zip, ...named] = process.argv.slice(2);
const parts = named.length > 0 ? PARTS.filter((part) => named.includes(part)) : PARTS;
const unknown = named.filter((part) => !PARTS.includes(part));
if (unknown.length > 0) throw new Error(`no part of the package: ${unknown} (${PARTS})`);
const own = join(dirname(fileURLToPath(import.meta.url)), "scorm");

/** The text with the one place that fits the pattern replaced; fails if there is not exactly one. */
function replaceOne(text, pattern, by) {
  const places = text.match(new RegExp(pattern, "g"))?.length ?? 0;
  if (places !== 1) throw new Error(`${places} places, not one, fit ${pattern}`);
  return text.replace(pattern, by);
}

function filesOf(root) {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(join(root, sep).length))
    .map((name) => name.replaceAll(sep, "/"))
    .sort();
}

/** Whether the package has this file of the site. What pages share (split/join.mjs) is carried whole. */
function isCarried(name) {
  if (LEFT_OUT.test(name) || LEFT_OUT_TEXTS.test(name)) return false;
  if (!name.endsWith(".wasm")) return true;
  return PROGRAMS.includes(name.split("-")[0]) || name.startsWith("shared");
}

function page() {
  let html = readFileSync(join(site, "index.html"), "utf8");
  html = replaceOne(html, /<html(?= )/, `<html data-scorm="${parts.join(" ")}"`);
  html = replaceOne(html, / manifest-src 'self'; worker-src 'self';/, "");
  html = replaceOne(html, /<link rel="manifest"[^>]*>/, "");
  html = replaceOne(html, /<link rel="apple-touch-icon"[^>]*>/, '<link rel="stylesheet" href="scorm.css">');
  html = replaceOne(html, /<div class="first-visit[\s\S]*(?=<noscript>)/, "");
  return replaceOne(html, /(?<=<script src=")[^"]*start\.js(?=")/, "scorm.js");
}

function manifest(files) {
  const listed = files.map((name) => `      <file href="${name}"/>`).join("\n");
  return `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="trust-velocity" version="1.0" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>1.2</schemaversion>
  </metadata>
  <organizations default="organization">
    <organization identifier="organization">
      <title>${TITLE}</title>
      <item identifier="item" identifierref="resource" isvisible="true">
        <title>${TITLE}</title>
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="resource" type="webcontent" adlcp:scormtype="sco" href="index.html">
${listed}
    </resource>
  </resources>
</manifest>
`;
}

/** A zip of the files, each with the first day that a zip can name, so that no clock is in it. */
function zipped(files) {
  const FIRST_DAY = (1 << 5) | 1;
  const IS_UTF8 = 1 << 11;
  const locals = [];
  const entries = [];
  let offset = 0;
  for (const name of files) {
    const bytes = readFileSync(join(folder, name));
    // gzip has what a zip needs: a head of ten bytes, the deflated bytes, their checksum, their count.
    const packed = gzipSync(bytes, { level: 9 });
    const deflated = packed.subarray(10, -8);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(IS_UTF8, 2);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt16LE(FIRST_DAY, 8);
    packed.copy(fields, 10, packed.length - 8, packed.length - 4);
    fields.writeUInt32LE(deflated.length, 14);
    fields.writeUInt32LE(bytes.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), fields, Buffer.from(name), deflated]);
    // Its comment, disk and attributes are empty; the offset comes last.
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    entries.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), fields, rest, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06");
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

rmSync(folder, { recursive: true, force: true });
for (const name of filesOf(site).filter(isCarried)) {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  cpSync(join(site, name), join(folder, name));
}
writeFileSync(join(folder, "index.html"), page());
cpSync(join(own, "scorm.css"), join(folder, "scorm.css"));
execFileSync("esbuild", [
  join(own, "scorm.js"), "--bundle", "--minify", "--format=iife", "--log-level=error", `--outfile=${join(folder, "scorm.js")}`,
]);
const files = filesOf(folder);
writeFileSync(join(folder, "imsmanifest.xml"), manifest(files));
// The manifest lies first: some platforms look no further.
const bytes = zipped(["imsmanifest.xml", ...files]);
writeFileSync(zip, bytes);
console.log(`${zip}: ${bytes.length} bytes, ${files.length + 1} files, completed by: ${parts.join(" and ")}`);
