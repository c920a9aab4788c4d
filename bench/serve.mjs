// A static host, as the app and its peers are measured on: every file in brotli 11, packed once. Files
// with a hash in their name (the peers' assets/) may be kept by the browser; the others are asked for
// again with their ETag, as the app's README asks of a host.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, sep } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".jsonl": "application/jsonl",
  ".md": "text/markdown",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};
/** A page without a script at the same origin: from here the store is filled. */
export const BLANK = "blank.html";

function brotli(bytes, packed) {
  if (!existsSync(packed)) {
    const { BROTLI_PARAM_LGWIN, BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = constants;
    const params = { [BROTLI_PARAM_QUALITY]: 11, [BROTLI_PARAM_LGWIN]: 24, [BROTLI_PARAM_SIZE_HINT]: bytes.length };
    writeFileSync(packed, brotliCompressSync(bytes, { params }));
  }
  return readFileSync(packed);
}

function read(site, packed) {
  mkdirSync(packed, { recursive: true });
  const entries = readdirSync(site, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = entries.map((entry) => {
    const path = join(entry.parentPath ?? entry.path, entry.name), bytes = readFileSync(path);
    const sum = createHash("sha256").update(bytes).digest("hex").slice(0, 24);
    const isPacked = extname(path) !== ".png";
    const address = path.slice(site.length).replaceAll(sep, "/");
    const headers = {
      "Content-Type": TYPES[extname(path)] ?? "application/octet-stream",
      ETag: `"${sum}"`,
      "Cache-Control": address.includes("/assets/") ? "max-age=31536000, immutable" : "no-cache",
      ...(isPacked ? { "Content-Encoding": "br" } : {}),
    };
    return [address, { headers, body: isPacked ? brotli(bytes, join(packed, `${sum}.br`)) : bytes }];
  });
  const blank = { headers: { "Content-Type": "text/html", ETag: '"blank"' }, body: '<!doctype html><title>blank</title><link rel="icon" href="data:,">' };
  return new Map([...files, [`/${BLANK}`, blank]]);
}

/** Serves a folder on a free port; `packed` is a folder for what brotli made of its files. */
export async function serve(site, packed) {
  const files = read(site, packed);
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const file = files.get(pathname.endsWith("/") ? `${pathname}index.html` : pathname);
    if (!file) return response.writeHead(404).end();
    if (request.headers["if-none-match"] === file.headers.ETag) return response.writeHead(304, file.headers).end();
    response.writeHead(200, { ...file.headers, "Content-Length": Buffer.byteLength(file.body) });
    return response.end(request.method === "HEAD" ? undefined : file.body);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return { address: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}
