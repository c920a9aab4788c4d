//! How the site is served and fetched.

use crate::browser::Engine;
use crate::first_load;
use crate::page::Page;
use crate::stage::{self, Stage};

pub fn opens_from_a_sub_folder(engine: Engine) {
    let page = Page::open(engine, Stage::new().in_folder("/some/folder/"), "#/clients");
    page.click("#examples");
    page.sees(".client-row");
    page.go("#/help");
    page.sees(".prose");
    page.reload();
    page.sees(".prose");
    page.has_no_problems();
}

/// A hidden tab has no frames, and a browser may stop drawing one that is seen.
pub fn works_without_a_frame(engine: Engine) {
    let page = Page::open_held(engine, Stage::new(), "#/clients");
    page.script("window.requestAnimationFrame = () => 0; window.programComes()");
    page.click("#examples");
    page.sees(".client-row");
    page.has_no_problems();
}

pub fn asks_again_for_pages_that_were_lost(engine: Engine) {
    let page = Page::open(engine, Stage::new().with_pages_lost(), "");
    page.click(".welcome .button--primary");
    page.sees(".split__detail [role=alert]");
    page.script("window.pagesAreLost = false");
    page.click(".split__detail button");
    page.sees("#name");
}

pub fn fetches_only_what_the_budget_counts(engine: Engine) {
    let page = Page::open(engine, Stage::new(), "");
    page.sees("main h1");
    page.until("the first view is marked", || {
        let marked = "return performance.getEntriesByName('first-view').length";
        page.script(marked) == 1
    });
    // Files that are fetched once the first view is painted are no part of the first load.
    // Requests of the service worker are not the page's. The worker's script, which WebKit lists
    // here, is fetched once the app has started.
    let script = "const fetched = performance.getEntriesByType('resource')
           .map(({ name, startTime, responseEnd }) => ({ path: new URL(name).pathname, startTime, responseEnd }));
         const app = fetched.find(({ path }) => path.endsWith('_bg.wasm'));
         const [shown] = performance.getEntriesByName('first-view');
         return fetched
           .filter(({ startTime }) => startTime < shown.startTime)
           .filter(({ path, startTime }) => path !== '/sw.js' || startTime < app.responseEnd)
           .map(({ path }) => path)";
    let fetched: Vec<String> =
        serde_json::from_value(page.script(script)).expect("a list of paths");
    let known = first_load::of(&stage::dist());
    for path in fetched.iter().map(|path| path.trim_start_matches('/')) {
        let of_the_harness = path.starts_with("test/");
        assert!(
            of_the_harness || known.contains(path),
            "{path} is fetched, but not counted by tests/size.rs"
        );
    }
}
