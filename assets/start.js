// Starts the app: Trunk.toml's `pattern_script` names its files. Then lets sw.js keep the site. What
// can be taken meanwhile is a function of the window; the event `offer` tells of a change.
const loading = document.getElementById("loading");
const { js, wasm } = document.querySelector("script[data-wasm]").dataset;
addEventListener("beforeinstallprompt", (event) => {
  // The data page has a button instead.
  event.preventDefault();
  offer("install", () => event.prompt());
});
addEventListener("appinstalled", () => offer("install"));
try {
  // Asked for here, not by a preload link: WebKit does not reuse those, and would fetch it twice.
  const code = fetch(new URL(wasm, document.baseURI));
  const { default: init } = await import(new URL(js, document.baseURI));
  await init({ module_or_path: code });
  loading.remove();
} catch (error) {
  loading.textContent = `打不开，请更新浏览器或重新加载。 Could not start: update the browser or reload. (${error}) `;
  const reset = document.createElement("a");
  reset.href = "?reset";
  reset.textContent = "重置离线文件 Reset the offline files";
  loading.append(reset);
  throw error;
}
// Not on plain http, nor in some private windows.
navigator.serviceWorker?.register("sw.js", { updateViaCache: "none" }).then(watch, () => {});

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
  const look = () => registration.waiting && serviceWorker.controller && offer("takeUpdate", take);
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
