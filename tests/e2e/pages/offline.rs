//! The files kept for use without a network, and builds that come after the first.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;

use super::App;
use crate::stage;

impl App {
    /// Waits until all files are kept, and this page gets its own from among them.
    #[track_caller]
    pub fn is_kept(&self) {
        self.until("the site's files are kept", || {
            self.script("return !!navigator.serviceWorker.controller") == true
        });
    }

    /// Lets the browser look for a new build, and waits until it is there.
    #[track_caller]
    pub fn hears_of_a_new_build(&self) {
        self.script_async(
            "const done = arguments[arguments.length - 1];
             navigator.serviceWorker.ready
               .then((registration) => registration.update()).then(() => done(true))",
        );
        self.script("navigator.serviceWorker.ready.then((it) => { window.registration = it })");
        // A browser with much to do can give up an installation: then it is asked to look again.
        self.until("the new build is there", || {
            self.script(
                "const found = window.registration;
                 const isIdle = found && !found.installing && !found.waiting;
                 if (isIdle && 2000 < performance.now() - (window.lookedAt ?? 0)) {
                   window.lookedAt = performance.now();
                   found.update().catch(() => {});
                 }
                 return !!found?.waiting",
            ) == true
        });
    }

    /// Waits until a build has started, by the mark in its page.
    #[track_caller]
    pub fn runs_build(&self, mark: &str) {
        self.until(&format!("the build “{mark}” runs"), || {
            self.has(&format!("html[data-mark='{mark}'] main"))
        });
    }

    /// Puts another text in the place of a kept file.
    #[track_caller]
    pub fn breaks_kept_file(&self, path: &str, text: &str) {
        let script = "const done = arguments[arguments.length - 1];
             const [path, text] = [window.path, window.text];
             caches.keys().then(async (names) => {
               for (const name of names)
                 await (await caches.open(name)).put(new URL(path, location), new Response(
                 text, { headers: { 'Content-Type': path.endsWith('.js') ? 'text/javascript' : 'text/plain' } }));
               done(true);
             })";
        self.script_with(
            "[window.path, window.text] = arguments",
            json!([path, text]),
        );
        self.script_async(script);
    }

    /// How many builds of the site are kept.
    #[track_caller]
    pub fn kept_builds(&self) -> usize {
        let count = self.script_async(
            "const done = arguments[arguments.length - 1];
             caches.keys().then((names) => done(names.length))",
        );
        count
            .as_u64()
            .and_then(|count| count.try_into().ok())
            .unwrap_or_default()
    }

    /// Presses the button that starts the kept files over.
    #[track_caller]
    pub fn resets_offline_files(&self) {
        self.goes_to_data();
        if !self.has("#offline [open]") {
            self.click("#offline summary");
        }
        self.script("window.isOld = true");
        self.click("#reset-offline");
    }

    /// Waits for the page to be loaded again after that.
    #[track_caller]
    pub fn is_loaded_again(&self) {
        self.until("the page is loaded again", || {
            self.script("return !window.isOld") == true && self.has("main h1")
        });
    }
}

/// Another build of the site, marked in its page and its help; its wasm file of the pages has
/// another name.
pub fn other_build(mark: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(mark);
    fs::remove_dir_all(&folder).ok();
    copy(&stage::dist(), &folder);
    let edit = |name: &str, old: &str, new: &str| {
        let path = folder.join(name);
        let text = fs::read_to_string(&path).expect("a file of the site");
        assert!(text.contains(old), "{name} has no {old}");
        fs::write(path, text.replace(old, new)).expect("a file of ours");
    };
    edit("index.html", "<html ", &format!("<html data-mark={mark} "));
    for language in ["en", "zh"] {
        let name = format!("content/help.{language}.md");
        let path = folder.join(&name);
        let text = fs::read_to_string(&path).expect("the help");
        fs::write(path, format!("{text}\n\n{mark}\n")).expect("a file of ours");
    }
    let files = fs::read_dir(&folder).expect("the copy");
    let names: Vec<_> = files
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    // The scripts name the pages' files by the build.
    let pages = names
        .iter()
        .filter_map(|name| name.strip_suffix(".wasm")?.split_once('-'));
    let pages: Vec<_> = pages.filter(|(page, _)| *page != "trust").collect();
    let (_, build) = pages.first().expect("the pages' files");
    for script in ["trust-velocity.js", "start.js"] {
        edit(script, build, mark);
    }
    for (page, _) in &pages {
        let [old, new] = [build, mark].map(|build| folder.join(format!("{page}-{build}.wasm")));
        fs::rename(old, new).expect("a file of ours");
    }
    let list = Command::new("node")
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("split/precache.mjs"))
        .arg(&folder)
        .status();
    assert!(list.expect("node runs").success(), "the list is written");
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a temporary folder");
    for entry in fs::read_dir(from).expect("a built site: `./dev build`") {
        let path = entry.expect("its entries").path();
        let copied = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &copied);
        } else {
            fs::copy(&path, copied).expect("a copy");
        }
    }
}
