//! The set-up of a journey: the site's address, the date, and the state of the storage.

use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::json;

use crate::broker::{Broker, Cluster};
use crate::camera::Camera;
use crate::line::Line;
use crate::server::Site;

/// Notes everything that went wrong in the page, for [`crate::page::Page::has_no_problems`].
const WATCH: &str = r#"
window.problems = [];
// Caught in the capture phase: a load error does not bubble.
addEventListener("error", ({ message, target }) =>
  problems.push(`error: ${message ?? target.src ?? target.href}`), true);
addEventListener("unhandledrejection", (event) => problems.push(`rejection: ${event.reason}`));
document.addEventListener("securitypolicyviolation", (event) =>
  problems.push(`policy: ${event.violatedDirective} ${event.blockedURI}`));
for (const level of ["error", "warn"]) {
  const print = console[level];
  console[level] = (...words) => { problems.push(`${level}: ${words.join(" ")}`); print(...words); };
}
"#;

/// Holds the app in a frame, which can be narrower than any window.
const FRAME: &str = r#"<!doctype html><meta charset="utf-8"><title>frame</title>
<style>body { margin: 0 } iframe { border: 0; display: block }</style><iframe></iframe>"#;

/// The folder of the built site; `DIST` names another one.
pub fn dist() -> PathBuf {
    let folder = env::var_os("DIST").unwrap_or_else(|| "dist".into());
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(folder)
}

/// A stage to be set before the app starts.
#[derive(Clone, Debug)]
pub struct Stage {
    site: Site,
    time_zone: Option<&'static str>,
    camera: Option<Camera>,
    is_in_full_chromium: bool,
    profile: Option<PathBuf>,
    port: Option<u16>,
}

impl Stage {
    /// The built site at the host's root, on today's day, with an empty storage.
    pub fn new() -> Self {
        let mut site = Site::new(dist());
        site.extras.push(("watch.js", WATCH.to_owned()));
        site.extras.push(("frame.html", FRAME.to_owned()));
        Self {
            site,
            time_zone: None,
            camera: None,
            is_in_full_chromium: false,
            profile: None,
            port: None,
        }
    }

    /// The SCORM package that `SCORM` names, in the frame of a learning platform: that of the file of
    /// scorm-again that `SCORM_AGAIN` names.
    pub fn on_platform() -> Self {
        let named = |name| env::var_os(name).unwrap_or_else(|| panic!("{name} names a file"));
        let runtime = fs::read_to_string(named("SCORM_AGAIN")).expect("scorm-again can be read");
        let mut stage = Self::new();
        stage.site.root = named("SCORM").into();
        let platform = include_str!("platform.js");
        let scripts = format!("<script>{runtime}</script><script>{platform}</script><iframe");
        for (_, page) in stage
            .site
            .extras
            .iter_mut()
            .filter(|it| it.0 == "frame.html")
        {
            *page = page.replace("<iframe", &scripts);
        }
        stage
    }

    /// Serves from a sub-folder: `/some/folder/`.
    pub fn in_folder(mut self, base: &str) -> Self {
        base.clone_into(&mut self.site.base);
        self
    }

    /// Serves a site with this broker for live sessions.
    pub fn with_broker(mut self, broker: &Broker) -> Self {
        self.site.broker = Some((broker.port(), "/mqtt"));
        self
    }

    /// The same by a line that can be cut.
    pub fn with_broker_by(mut self, line: &Line) -> Self {
        self.site.broker = Some((line.port(), "/mqtt"));
        self
    }

    /// The same with three brokers behind Caddy.
    pub fn with_cluster(mut self, cluster: &Cluster) -> Self {
        self.site.broker = Some((cluster.port(), "/live"));
        self
    }

    /// Makes every signature wrong, as a client does that signs for another phone.
    pub fn with_signatures_forged(self) -> Self {
        self.with(
            "forged.js",
            r"const { sign } = SubtleCrypto.prototype;
SubtleCrypto.prototype.sign = async function (...words) {
  const signature = await sign.apply(this, words);
  new Uint8Array(signature)[9] ^= 1;
  return signature;
};"
            .to_owned(),
        )
    }

    /// Sets the time zone of the browser, such as `Asia/Shanghai`.
    pub fn in_time_zone(mut self, name: &'static str) -> Self {
        self.time_zone = Some(name);
        self
    }

    /// The time zone asked for.
    pub fn time_zone(&self) -> Option<&'static str> {
        self.time_zone
    }

    /// Gives Chromium a camera, or refuses it; the other engines are left without one.
    pub fn with_camera(mut self, camera: Camera) -> Self {
        self.camera = Some(camera);
        self
    }

    /// The camera, if there is one.
    pub fn camera(&self) -> Option<&Camera> {
        self.camera.as_ref()
    }

    /// Asks for Chromium as people have it, which remembers permissions and installs sites: its
    /// headless shell does neither. The other engines are the same in every journey.
    pub fn in_full_chromium(mut self) -> Self {
        self.is_in_full_chromium = true;
        self
    }

    /// Whether Chromium as people have it was asked for.
    pub fn is_in_full_chromium(&self) -> bool {
        self.is_in_full_chromium
    }

    /// Keeps what the browser stores in this folder, for another start after [`Page::killed`]. That of
    /// `WebKit` has no such folder.
    ///
    /// [`Page::killed`]: crate::page::Page::killed
    pub fn with_profile(mut self, folder: PathBuf) -> Self {
        self.profile = Some(folder);
        self
    }

    /// The folder in which the browser keeps its data, if it was told.
    pub fn profile(&self) -> Option<&Path> {
        self.profile.as_deref()
    }

    /// Serves at this port: an origin that was there before.
    pub fn on_port(mut self, port: u16) -> Self {
        self.port = Some(port);
        self
    }

    /// The port asked for.
    pub fn port(&self) -> Option<u16> {
        self.port
    }

    /// Moves the clock to this moment, such as `2026-06-30T09:00:00` (local) or
    /// `2026-06-30T16:30:00Z`; it runs on from there.
    pub fn at(self, moment: &str) -> Self {
        let moment = json!(moment);
        self.with(
            "clock.js",
            format!(
                r"(() => {{
  const Real = Date;
  const shift = new Real({moment}).getTime() - Real.now();
  globalThis.Date = class extends Real {{
    constructor(...parts) {{ if (parts.length) super(...parts); else super(Real.now() + shift); }}
    static now() {{ return Real.now() + shift; }}
  }};
}})();"
            ),
        )
    }

    /// Makes the browser ask for this language first.
    pub fn in_language(self, tag: &str) -> Self {
        let tag = json!(tag);
        self.with(
            "language.js",
            format!(
                r#"Object.defineProperty(navigator, "language", {{ get: () => {tag} }});
Object.defineProperty(navigator, "languages", {{ get: () => [{tag}] }});"#
            ),
        )
    }

    /// Puts these entries into localStorage, once: a reload finds what the app has made of them.
    pub fn with_stored(self, entries: &[(String, String)]) -> Self {
        let entries = json!(entries);
        self.with(
            "stored.js",
            format!(
                r#"if (!localStorage.getItem("staged")) {{
  localStorage.setItem("staged", "1");
  for (const [key, value] of {entries}) localStorage.setItem(key, value);
}}"#
            ),
        )
    }

    /// Forbids localStorage, as a browser does that blocks site data.
    pub fn with_storage_blocked(self) -> Self {
        self.with(
            "blocked.js",
            r#"Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("The operation is insecure.", "SecurityError"); },
});"#
                .to_owned(),
        )
    }

    /// Takes localStorage away from the open page while `window.storageIsTaken`, as a browser does when
    /// the person forbids the site to store data.
    pub fn with_storage_to_take(self) -> Self {
        self.with(
            "taken.js",
            r#"const refuse = () => { throw new DOMException("The operation is insecure.", "SecurityError"); };
for (const name of ["getItem", "setItem", "removeItem", "key"]) {
  const real = Storage.prototype[name];
  Storage.prototype[name] = function (...words) {
    return window.storageIsTaken ? refuse() : real.apply(this, words);
  };
}
const area = localStorage;
Object.defineProperty(window, "localStorage", {
  get: () => window.storageIsTaken ? refuse() : area,
});"#
                .to_owned(),
        )
    }

    /// Counts in `window.clientsReadBeforeRows` how often a client's document was read before the rows of
    /// Today stood in the page.
    pub fn with_reads_counted(self) -> Self {
        self.with(
            "reads.js",
            r#"let clientsRead = 0;
const getItem = Storage.prototype.getItem;
Storage.prototype.getItem = function (key) {
  if (key.startsWith("trust-velocity/client/")) clientsRead += 1;
  return getItem.call(this, key);
};
new MutationObserver((_, observer) => {
  if (!document.querySelector(".today__row")) return;
  window.clientsReadBeforeRows = clientsRead;
  observer.disconnect();
}).observe(document, { childList: true, subtree: true });"#
                .to_owned(),
        )
    }

    /// Lets no write to localStorage succeed while `window.storageIsFull` is not false.
    pub fn with_storage_full(self) -> Self {
        self.with(
            "full.js",
            r#"const setItem = Storage.prototype.setItem;
Storage.prototype.setItem = function (...entry) {
  if (window.storageIsFull === false) return setItem.apply(this, entry);
  throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
};"#
            .to_owned(),
        )
    }

    /// Lets `window.setRatio` tell the page of other device pixels to a CSS pixel, as zooming does.
    pub fn with_ratio_to_set(self) -> Self {
        self.with(
            "ratio.js",
            r#"(() => {
  const queries = [];
  const real = window.matchMedia;
  window.matchMedia = (media) => {
    const query = real.call(window, media);
    if (media.includes("dppx")) queries.push(query);
    return query;
  };
  window.setRatio = (ratio) => {
    Object.defineProperty(window, "devicePixelRatio", { get: () => ratio, configurable: true });
    for (const query of [...queries]) query.dispatchEvent(new Event("change"));
  };
})();"#
                .to_owned(),
        )
    }

    /// Tells the page nothing of other tabs, nor that it is looked at, while `window.isDeaf`.
    pub fn deaf_to_other_tabs(self) -> Self {
        self.with(
            "deaf.js",
            r#"for (const name of ["storage", "focus", "visibilitychange"])
  for (const target of [window, document]) target.addEventListener(name, (event) => {
    if (window.isDeaf) event.stopImmediatePropagation();
  }, true);"#
                .to_owned(),
        )
    }

    /// Makes the browser name itself as WeChat's.
    pub fn in_wechat(self) -> Self {
        self.with(
            "wechat.js",
            r#"const agent = `${navigator.userAgent} MicroMessenger/8.0.50`;
Object.defineProperty(navigator, "userAgent", { get: () => agent });"#
                .to_owned(),
        )
    }

    /// Lets transactions of `IndexedDB` tell another durability than they were asked for.
    pub fn with_durability_ignored(self) -> Self {
        self.with(
            "durability.js",
            r#"Object.defineProperty(IDBTransaction.prototype, "durability", { get: () => "default" });"#
                .to_owned(),
        )
    }

    /// Removes `IndexedDB`, as in some private windows.
    pub fn without_database(self) -> Self {
        self.with(
            "database.js",
            r#"Object.defineProperty(window, "indexedDB", { value: undefined });"#.to_owned(),
        )
    }

    /// Removes the Web Locks, as on plain http.
    pub fn without_locks(self) -> Self {
        self.with(
            "locks.js",
            r#"Object.defineProperty(navigator, "locks", { value: undefined });"#.to_owned(),
        )
    }

    /// Takes away the browser's cryptography, as on plain http; random numbers stay.
    pub fn without_cryptography(self) -> Self {
        self.with(
            "crypto.js",
            r#"Object.defineProperty(crypto, "subtle", { value: undefined });"#.to_owned(),
        )
    }

    /// Loses the file of the pages while `window.pagesAreLost` is not false.
    pub fn with_pages_lost(self) -> Self {
        self.with(
            "lost.js",
            r#"const realFetch = window.fetch;
window.fetch = (address, ...rest) =>
  window.pagesAreLost !== false && `${address}`.includes("/forms-")
    ? Promise.reject(new TypeError("the network is gone"))
    : realFetch(address, ...rest);"#
                .to_owned(),
        )
    }

    /// Holds the program back until `window.programComes()` is called: the page is then as it is painted
    /// first.
    pub fn with_program_held(self) -> Self {
        self.with(
            "held.js",
            r#"const realFetch = window.fetch;
const isCalled = new Promise((resolve) => { window.programComes = resolve; });
window.fetch = async (address, ...rest) => {
  if (`${address}`.includes("_bg.wasm")) await isCalled;
  return realFetch(address, ...rest);
};"#
            .to_owned(),
        )
    }

    /// Keeps what the app saves as a file, in `window.saved` by its name, instead of downloading it.
    pub fn with_downloads_kept(self) -> Self {
        self.with(
            "downloads.js",
            r"window.saved = [];
window.showSaveFilePicker = undefined;
const blobs = {};
const createObjectURL = URL.createObjectURL;
URL.createObjectURL = (blob) => {
  const address = createObjectURL.call(URL, blob);
  blobs[address] = blob;
  return address;
};
const { click } = HTMLElement.prototype;
HTMLAnchorElement.prototype.click = function () {
  if (!this.download) return click.call(this);
  blobs[this.href].text().then((text) => saved.push({ name: this.download, text }));
};"
            .to_owned(),
        )
    }

    /// Lets the person choose a place for files, with `window.picked` there; a part of what is
    /// written is lost while `window.diskIsFull`. Texts can be shared to other apps, into
    /// `window.sent`.
    pub fn with_picker_and_share(self) -> Self {
        self.with(
            "picker.js",
            r#"window.showSaveFilePicker = async ({ suggestedName: name }) => ({
  createWritable: async () => ({
    write: async (file) => {
      const text = await file.text();
      window.picked = { name, text: window.diskIsFull ? text.slice(0, -9) : text };
    },
    close: async () => {},
  }),
  getFile: async () => new File([window.picked.text], name),
});
navigator.canShare = ({ files: [file] }) => file.type === "text/plain";
navigator.share = async ({ files: [file] }) => {
  if (window.isCancelled) throw new DOMException("cancelled", "AbortError");
  window.sent = { name: file.name, text: await file.text() };
};"#
            .to_owned(),
        )
    }

    /// Gives other bytes when a file is read, while `window.filesAreSound` is not true.
    pub fn with_files_damaged(self) -> Self {
        self.with(
            "damaged.js",
            r"const { arrayBuffer } = Blob.prototype;
Blob.prototype.arrayBuffer = async function () {
  const buffer = await arrayBuffer.call(this);
  if (!window.filesAreSound) new Uint8Array(buffer)[buffer.byteLength >> 1] ^= 1;
  return buffer;
};"
            .to_owned(),
        )
    }

    /// Runs this script before the app.
    fn with(mut self, name: &'static str, script: String) -> Self {
        self.site.extras.push((name, script));
        self
    }

    /// The site to serve.
    pub fn site(&self) -> &Site {
        &self.site
    }
}
