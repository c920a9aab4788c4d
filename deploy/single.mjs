// Writes a built site as one HTML file, to be opened from a disk: `node single.mjs SITE FILE`, SITE
// being the folder of the built site.
//
// The file carries the very files of the site, not another build: what is tested once holds for both.
// Each lies in it packed (gzip, base64), in a script element that no browser runs, and `fetch` gives it
// from there: the policy forbids every request.
import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { gzipSync } from "node:zlib";

const [site, output] = process.argv.slice(2);
const read = (name) => readFileSync(join(site, name), "utf8");
const sum = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** The text with the one place that fits the pattern replaced; fails if there is not exactly one. */
function replaceOne(text, pattern, by) {
  const places = text.match(new RegExp(pattern, "g"))?.length ?? 0;
  if (places !== 1) throw new Error(`${places} places, not one, fit ${pattern}`);
  return text.replace(pattern, () => by);
}

const page = read("index.html");
const styles = ["style.css", "pages.css", "class.css"];
const scripts = ["start.js", "trust-velocity.js"];
// A worker, a manifest and its icons work at no address of a disk, and nothing is live there.
const isLeftOut = (name) =>
  [...styles, ...scripts, "index.html", "sw.js", "manifest.webmanifest", "live.json"].includes(name) ||
  name.startsWith("icons/") || name.endsWith(".html");
const carried = readdirSync(site, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
  .map((path) => path.slice(join(site, sep).length).replaceAll(sep, "/"))
  .filter((name) => !isLeftOut(name))
  .sort();

// start.js imports the script of the program by its address: here both are one script, after the
// function that gives the carried files.
const folder = mkdtempSync(join(tmpdir(), "single-"));
const start = replaceOne(read("start.js"), /import\(new URL\(\w+,\s?document\.baseURI\)\)/, 'import("./program.js")');
writeFileSync(join(folder, "start.js"), replaceOne(start, /document\.currentScript\.dataset/,
  '{ wasm: "trust-velocity_bg.wasm" }'));
writeFileSync(join(folder, "program.js"), read("trust-velocity.js"));
writeFileSync(join(folder, "main.js"), `
const types = { wasm: "application/wasm", json: "application/json" };
globalThis.fetch = async (address) => {
  if (document.readyState === "loading") {
    await new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve));
  }
  const name = new URL(address, document.baseURI).href.slice(new URL(".", document.baseURI).href.length);
  const file = document.querySelector(\`script[data-file="\${CSS.escape(name)}"]\`);
  if (!file) return new Response(null, { status: 404, statusText: name });
  const bytes = Uint8Array.from(atob(file.textContent), (char) => char.charCodeAt(0));
  const text = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const type = types[name.split(".").at(-1)] ?? "text/plain";
  return new Response(text, { headers: { "Content-Type": type } });
};
import("./start.js");
`);
const script = execFileSync("esbuild", [
  join(folder, "main.js"), "--bundle", "--minify", "--format=iife", "--log-level=error",
  "--define:import.meta.url=document.baseURI",
], { encoding: "utf8", maxBuffer: 1 << 26 }).replaceAll("</script", "<\\/script").trim();
rmSync(folder, { recursive: true });

const texts = styles.map((name) => [name, read(name).trim()]);
const policy = [
  "default-src 'none'", `script-src ${sum(script)} 'wasm-unsafe-eval'`,
  `style-src ${texts.map(([, text]) => sum(text)).join(" ")}`, "img-src data: blob:",
  "connect-src 'none'", "base-uri 'none'", "form-action 'none'",
].join("; ");
const icon = `data:image/svg+xml;base64,${readFileSync(join(site, "icon.svg")).toString("base64")}`;
// The app looks for a stylesheet by its address before it adds one.
const styled = texts.map(([name, text]) => `<style rel="stylesheet" href="${name}">${text}</style>`);
const packed = carried.map((name) => {
  const bytes = gzipSync(readFileSync(join(site, name)), { level: 9 }).toString("base64");
  return `<script type="application/gzip" data-file="${name}">${bytes}</script>\n`;
});

let html = replaceOne(page, /(?<=http-equiv="Content-Security-Policy" content=")[^"]*/, policy);
html = html.replace(/<link[^>]*>/g, "");
html = replaceOne(html, /<script[^>]*src=[^>]*><\/script>/, `<script>${script}</script>`);
html = replaceOne(html, /(?=<\/head>)/, `<link rel="icon" href="${icon}">\n${styled.join("\n")}\n`);
html = replaceOne(html, /(?=<\/body>)/, packed.join(""));
writeFileSync(output, html);

const parts = [...carried, ...styles, ...scripts]
  .map((name) => gzipSync(readFileSync(join(site, name)), { level: 9 }).length)
  .reduce((sum, bytes) => sum + bytes, 0);
const ratio = Buffer.byteLength(html) / parts;
console.log(`${output}: ${Buffer.byteLength(html)} bytes, ${ratio.toFixed(2)} times its parts after gzip -9`);
if (1.5 < ratio) throw new Error("it may be 1.5 times its parts");
