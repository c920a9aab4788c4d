// Shows the welcome on a first visit, then starts the app: Trunk.toml's `pattern_script` names its files.
// Then lets sw.js keep the site. What can be taken meanwhile is a function of the window; the event
// `offer` tells of a change. It blocks the page's first paint, so it stays small.
const root = document.documentElement;
const { js, wasm } = document.currentScript.dataset;
// Asked for here, not by a preload link: WebKit does not reuse those, and would fetch it twice.
const code = fetch(new URL(wasm, document.baseURI));
code.catch(() => {});
// The loader of the pages' files takes from here those that were asked for already.
window.early = {};

try {
  // The list of clients and a client's page lie in files of their own, which are asked for beside the
  // first one, unless the lock stands before them. EARLY names them: the build writes it.
  const [, place, id, form] = location.hash.split("/");
  if (place === "clients" && !form && !localStorage.getItem("trust-velocity/lock")) {
    for (const name of EARLY[/^\w{16}$/.test(id) ? "client" : "list"]) {
      (early[name] = fetch(new URL(`${name}-${EARLY.build}.wasm`, document.baseURI))).catch(() => {});
    }
  }
  // The welcome of index.html is for who has stored nothing but settings, and follows no link: whoever
  // has records or a lock never sees it. What is tapped meanwhile is done once the program is up: links
  // change the address, which it reads then, and it presses the button named by `data-tapped`.
  const settingsKey = "trust-velocity/settings";
  if (["", "#/", "#/today"].includes(location.hash) && !hasRecords(settingsKey)) {
    const settings = JSON.parse(localStorage.getItem(settingsKey))?.settings;
    const tags = [settings?.language, ...navigator.languages].map((tag) => tag?.slice(0, 2).toLowerCase());
    root.dataset.firstVisit = tags.find((tag) => tag === "zh" || tag === "en") ?? "en";
    if (settings?.theme) root.dataset.theme = settings.theme;
  }
} catch {
  // Without storage, or with settings that cannot be read, the program says so: nothing early, no welcome.
}
addEventListener("click", ({ target }) => {
  const tapped = target.closest?.(".first-visit a, .first-visit button");
  if (!tapped) return;
  root.dataset.waiting = "";
  if (tapped.value) root.dataset.tapped = tapped.value;
});

addEventListener("beforeinstallprompt", (event) => {
  // The data page has a button instead.
  event.preventDefault();
  offer("install", () => event.prompt());
});
addEventListener("appinstalled", () => offer("install"));
start();

// Key by key: a list of all keys is made with all texts.
function hasRecords(settingsKey) {
  for (let at = 0; at < localStorage.length; at++) {
    const key = localStorage.key(at);
    if (key.startsWith("trust-velocity/") && key !== settingsKey) return true;
  }
  return false;
}

async function start() {
  try {
    const { default: init } = await import(new URL(js, document.baseURI));
    await parsed();
    await init({ module_or_path: code });
  } catch (error) {
    await parsed();
    delete root.dataset.firstVisit;
    const loading = document.getElementById("loading");
    loading.textContent = `打不开，请更新浏览器或重新加载。 Could not start: update the browser or reload. (${error}) `;
    const reset = document.createElement("a");
    reset.href = "?reset";
    reset.textContent = "重置离线文件 Reset the offline files";
    loading.append(reset);
    throw error;
  }
  // Not on plain http, nor in some private windows.
  navigator.serviceWorker?.register("sw.js", { updateViaCache: "none" }).then(watch, () => {});
}

async function parsed() {
  if (document.readyState !== "loading") return;
  await new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve));
}

function offer(name, take) {
  window[name] = take;
  dispatchEvent(new Event("offer"));
}

function watch(registration) {
  const { serviceWorker } = navigator;
  const take = () => {
    // Another tab may have taken it before.
    if (!registration.waiting) return location.reload();
    serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    registration.waiting.postMessage("skip-waiting");
  };
  // It waits beside one at work: while the first is installed, WebKit can call it waiting long after.
  const isNew = () => registration.active && registration.waiting?.state === "installed";
  const look = () => isNew() && serviceWorker.controller && offer("acceptUpdate", take);
  const follow = () => registration.installing?.addEventListener("statechange", look);
  registration.addEventListener("updatefound", follow);
  follow();
  look();
  // A page can stay open for days.
  let asked = Date.now();
  const ask = () => {
    if (document.hidden || Date.now() < asked + 3_600_000) return;
    asked = Date.now();
    registration.update().catch(() => {});
  };
  addEventListener("focus", ask);
  addEventListener("visibilitychange", ask);
}
