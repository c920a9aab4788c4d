// Keeps one build of the site for use without a network.
//
// Invariant: a page gets all its files from the build that it began with. A new build waits until
// the person asks for it ("skip-waiting") or every page is closed; the build before it is kept,
// since pages of it may still be open.

// `split/precache.mjs` writes both at build time: each file with its SRI sum. The page itself has
// the build's name in it instead, since hosts write into pages. A kept worker reads both lines of a
// newer one, so they stay as they are.
const BUILD = "none";
const FILES = [["./"]];

const { scope } = registration;
const PREFIX = `trust-velocity ${scope} `;
const OWN = PREFIX + BUILD;
const FRESH = `fresh ${PREFIX}`;

// The pages that were open when this worker took over. It is lost when the browser stops the
// worker; by then such a page has started, and the program that it still fetches is named by its
// build.
let older = new Set();

addEventListener("install", (event) => event.waitUntil(keep(OWN, BUILD, FILES)));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("message", ({ data }) => {
  if (data === "skip-waiting") skipWaiting();
});
addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  // Whether the host has a broker is asked of the host, each time.
  if (address.href === `${scope}live.json`) return;
  if (request.mode !== "navigate") return event.respondWith(answer(request, event.clientId));
  // What chat apps append behind a `?` is ignored; other documents are none of ours.
  const isPage = [scope, `${scope}index.html`].includes(address.origin + address.pathname);
  if (!isPage) return;
  const answered = address.search === "?reset" ? startOver(request) : answer(request, "", scope);
  event.respondWith(answered);
});

// All files or none: a host that is being changed just now gives files of two builds.
async function keep(name, build, files) {
  await caches.delete(name);
  const cache = await caches.open(name);
  const requests = files.map(([path, integrity]) => new Request(path, { cache: "reload", integrity }));
  try {
    await cache.addAll(requests);
    const page = await (await cache.match("./")).text();
    if (!page.includes(build)) throw new Error("the page is of another build");
  } catch (error) {
    await caches.delete(name);
    throw error;
  }
}

async function activate() {
  const pages = await clients.matchAll();
  older = new Set(pages.map(({ id }) => id));
  // In the order in which they were made.
  const ours = await builds();
  const old = ours.slice(0, Math.max(0, ours.indexOf(OWN) - 1));
  await Promise.all(old.map((name) => caches.delete(name)));
  // The first page of all came from the network: the rest of it is here now.
  await clients.claim();
}

// Gives up everything, itself too, for a page that comes from the network and starts anew; but only
// once the host has given a whole build, which a broken one does not.
async function startOver(request) {
  try {
    await keep(FRESH, ...(await newest()));
  } catch {
    return answer(request, "", scope);
  }
  await registration.unregister();
  await Promise.all([FRESH, ...(await builds())].map((name) => caches.delete(name)));
  return Response.redirect(scope);
}

// The name of the build that the host has, and its files.
async function newest() {
  const worker = await fetch(location.href, { cache: "no-store" });
  const [, ...values] = (await worker.text()).match(/^const BUILD = (.*);\nconst FILES = (.*);$/m);
  return values.map((value) => JSON.parse(value));
}

// From this build, else from another one that is kept, else from the network; for older pages
// this build comes last.
async function answer(request, page, name = request) {
  const others = (await builds()).filter((build) => build !== OWN);
  for (const build of older.has(page) ? [...others, OWN] : [OWN, ...others]) {
    const cache = await caches.open(build);
    const kept = await cache.match(name, { ignoreVary: true });
    if (kept) return kept;
  }
  return fetch(request);
}

async function builds() {
  return (await caches.keys()).filter((name) => name.startsWith(PREFIX));
}
