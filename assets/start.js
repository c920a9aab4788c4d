// Starts the app. Trunk would write this into the page, where the Content-Security-Policy forbids
// scripts; so Trunk.toml's `pattern_script` only names the two files, and this one loads them.
const loading = document.getElementById("loading");
const { js, wasm } = document.querySelector("script[data-wasm]").dataset;
try {
  // Asked for here, not by a preload link: WebKit does not reuse those, and would fetch it twice.
  const code = fetch(new URL(wasm, document.baseURI));
  const { default: init } = await import(new URL(js, document.baseURI));
  await init({ module_or_path: code });
  loading.remove();
} catch (error) {
  loading.textContent = `打不开，请更新浏览器或重新加载。 Could not start: update the browser or reload. (${error})`;
  throw error;
}
