// Starts Caddy and nginx with the files of deploy/ over a built site, and asks them as a browser does:
// `node tests/hosting.mjs FOLDER`. Each one that is not installed is left out, and that is said.
//
// The site lies at the root and once more in a sub-folder. Only what the files ask to be changed is
// changed: address, certificate, root.
import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { get as getPlain } from "node:http";
import { get as getSecure } from "node:https";
import { createServer, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

const [site] = process.argv.slice(2);
const sources = join(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "..");
const place = mkdtempSync(join(tmpdir(), "hosting-"));
const root = join(place, "root");
const SUB_FOLDER = "trust/";

// What README.md tells hosts to send is what they send.
const headers = Object.fromEntries(
  readFileSync(join(sources, "README.md"), "utf8")
    .match(/```\n(Content-Security-Policy: [^`]*)```/)[1]
    .trim()
    .split("\n")
    .map((line) => line.split(": "))
    .map(([name, value]) => [name.toLowerCase(), value]),
);
assert.equal(Object.keys(headers).length, 8, "the headers of README.md");

const TYPES = {
  html: "text/html; charset=utf-8",
  js: /^(text|application)\/javascript(; charset=utf-8)?$/,
  css: "text/css; charset=utf-8",
  wasm: "application/wasm",
  webmanifest: "application/manifest+json",
  json: "application/json",
  jsonl: "application/jsonl",
  md: "text/markdown; charset=utf-8",
  txt: "text/plain; charset=utf-8",
  svg: /^image\/svg\+xml/,
  png: "image/png",
};

const UNPACK = { br: brotliDecompressSync, gzip: gunzipSync };

function installed(program, option) {
  const { error } = spawnSync(program, [option]);
  return error === undefined;
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

// Waits until something listens at the port; fails if the process ends before.
async function listening(port, process_, told) {
  for (;;) {
    if (process_.exitCode !== null) throw new Error(`it ended:\n${told.join("")}`);
    const socket = connect(port, "127.0.0.1");
    const up = await new Promise((resolve) => {
      socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    });
    socket.destroy();
    if (up) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function start(program, arguments_, port, env = {}) {
  const started = spawn(program, arguments_, { env: { ...process.env, ...env } });
  const told = [];
  for (const stream of [started.stdout, started.stderr]) stream.on("data", (data) => told.push(data));
  await listening(port, started, told);
  return started;
}

async function startCaddy() {
  const port = await freePort();
  const file = join(place, "Caddyfile");
  // Without its port for changes while it runs, and without the certificate.
  const config = readFileSync(join(sources, "deploy/Caddyfile"), "utf8");
  writeFileSync(file, `{\n\tadmin off\n}\n${config}`);
  const origin = `http://127.0.0.1:${port}/`;
  const env = {
    SITE: `http://127.0.0.1:${port}`,
    SITE_ROOT: root,
    XDG_DATA_HOME: place,
    XDG_CONFIG_HOME: place,
  };
  const arguments_ = ["run", "--config", file, "--adapter", "caddyfile"];
  const started = await start("caddy", arguments_, port, env);
  return { started, origin, get: getPlain, packed: ["br", "gzip"], own: async () => {} };
}

async function startNginx() {
  const [plain, secure] = [await freePort(), await freePort()];
  const [certificate, key] = [join(place, "certificate.pem"), join(place, "key.pem")];
  const request = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=trust.example.org"];
  execFileSync("openssl", [...request, "-out", certificate, "-keyout", key], { stdio: "ignore" });
  let config = readFileSync(join(sources, "deploy/nginx.conf"), "utf8");
  const change = (from, to) => {
    assert(config.includes(from), `deploy/nginx.conf has no ${from}`);
    config = config.replaceAll(from, to);
  };
  change("\tlisten [::]:80;\n", "");
  change("\tlisten [::]:443 ssl http2;\n", "");
  change("listen 80;", `listen 127.0.0.1:${plain};`);
  change("listen 443 ", `listen 127.0.0.1:${secure} `);
  change("/etc/letsencrypt/live/trust.example.org/fullchain.pem", certificate);
  change("/etc/letsencrypt/live/trust.example.org/privkey.pem", key);
  change("root /var/www/trust-velocity;", `root ${root};`);
  change("root /var/www/html;", `root ${place}/challenges;`);
  const CHALLENGE = ".well-known/acme-challenge/asked";
  mkdirSync(join(place, "challenges", CHALLENGE, ".."), { recursive: true });
  writeFileSync(join(place, "challenges", CHALLENGE), "answered");
  writeFileSync(join(place, "site.conf"), config);
  // As Debian's own nginx.conf includes it.
  const kinds = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  const paths = kinds.map((kind) => `${kind}_temp_path ${place}/${kind};`);
  const file = join(place, "nginx.conf");
  writeFileSync(
    file,
    `pid ${place}/nginx.pid;\ndaemon off;\nerror_log stderr;\nevents {}\nhttp {
      access_log off;\n${paths.join("\n")}
      include /etc/nginx/mime.types;\ndefault_type application/octet-stream;\ngzip on;
      include ${place}/site.conf;\n}\n`,
  );
  // Where it is started as root, its workers have a user of their own.
  execFileSync("chmod", ["-R", "a+rX", place]);
  const started = await start("nginx", ["-c", file, "-e", "stderr", "-p", place], secure);
  const own = async () => {
    const challenge = await ask(getPlain, `http://127.0.0.1:${plain}/${CHALLENGE}`);
    assert.equal(challenge.body.toString(), "answered");
    const moved = await ask(getPlain, `http://127.0.0.1:${plain}/a?b`, { host: "trust.example.org" });
    assert.equal(moved.status, 301);
    assert.equal(moved.headers.location, "https://trust.example.org/a?b");
  };
  return { started, origin: `https://127.0.0.1:${secure}/`, get: getSecure, packed: ["gzip"], own };
}

async function ask(get, address, asked = {}) {
  const [response] = await once(
    get(address, { headers: asked, rejectUnauthorized: false, agent: false }),
    "response",
  );
  const parts = [];
  for await (const part of response) parts.push(part);
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) };
}

function typeIs(answer, name, where) {
  const type = TYPES[name.split(".").pop()];
  assert(type, `${where}: no MIME type is known for it here`);
  const got = answer.headers["content-type"];
  assert(type instanceof RegExp ? type.test(got) : type === got, `${where}: ${got}`);
}

function headersAre(answer, where) {
  // Whether a host has live classes is asked each time.
  const own = where.endsWith("/live.json") ? { "cache-control": "no-store" } : {};
  for (const [name, value] of Object.entries({ ...headers, ...own })) {
    assert.equal(answer.headers[name], value, `${where}: ${name}`);
  }
}

// Each file at this address: unpacked, packed in each way, and asked for again.
async function check({ get, packed }, base, names) {
  for (const name of names) {
    const address = base + name.split("/").map(encodeURIComponent).join("/");
    const bytes = readFileSync(join(site, name));
    const whole = await ask(get, name === "index.html" ? base : address);
    assert.equal(whole.status, 200, address);
    assert(whole.body.equals(bytes), `${address}: other bytes`);
    assert.equal(whole.headers["content-encoding"], undefined, address);
    typeIs(whole, name, address);
    headersAre(whole, address);
    const again = await ask(get, name === "index.html" ? base : address, {
      "if-none-match": whole.headers.etag,
    });
    assert.equal(again.status, 304, `${address}: it is sent again though it is the same`);
    if (name.endsWith(".png") || name === "live.json") continue;
    for (const way of packed) {
      const where = `${address} as ${way}`;
      const answer = await ask(get, name === "index.html" ? base : address, { "accept-encoding": way });
      assert.equal(answer.headers["content-encoding"], way, where);
      assert.match(answer.headers.vary ?? "", /accept-encoding/i, where);
      // The very bytes that were prepared, not those of a compression on the way.
      const file = join(root, `${name}.${way === "gzip" ? "gz" : way}`);
      assert(answer.body.equals(readFileSync(file)), `${where}: not the prepared bytes`);
      assert(UNPACK[way](answer.body).equals(bytes), `${where}: other bytes`);
      typeIs(answer, name, where);
      headersAre(answer, where);
    }
  }
  for (const name of ["none.wasm", "none/", "none"]) {
    const answer = await ask(get, base + name);
    assert.equal(answer.status, 404, base + name);
    headersAre(answer, base + name);
  }
}

async function checkServer(title, startServer, names) {
  const server = await startServer();
  try {
    await server.own();
    await check(server, server.origin, names);
    await check(server, server.origin + SUB_FOLDER, names);
    const bare = await ask(server.get, server.origin + SUB_FOLDER.slice(0, -1));
    assert([301, 308].includes(bare.status), "a folder's name without its / leads to the folder");
    assert.equal(new URL(bare.headers.location, server.origin).href, server.origin + SUB_FOLDER);
  } finally {
    server.started.kill();
    await once(server.started, "exit");
  }
  console.log(`${title}: ${names.length} files at the root and in a sub-folder are served as told`);
}

try {
  const names = readdirSync(site, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(join(site, "/").length))
    .filter((name) => !/\.(br|gz)$/.test(name));
  assert(names.includes("index.html"), `${site} is no built site`);
  mkdirSync(root);
  cpSync(site, root, { recursive: true });
  execFileSync("node", [join(sources, "deploy/compress.mjs"), root]);
  cpSync(root, join(place, "copy"), { recursive: true });
  cpSync(join(place, "copy"), join(root, SUB_FOLDER), { recursive: true });
  for (const [title, program, option, startServer] of [
    ["Caddy", "caddy", "version", startCaddy],
    ["nginx", "nginx", "-v", startNginx],
  ]) {
    if (installed(program, option)) await checkServer(title, startServer, names);
    else console.log(`${title}: left out, it is not installed (apt-get install ${program})`);
  }
} finally {
  rmSync(place, { recursive: true, force: true });
}
