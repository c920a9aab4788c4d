//! The journeys: each starts in a browser of its own, with nothing stored.

use crate::browser::Engine;
use crate::first_load;
use crate::page::Page;
use crate::stage::{self, Stage};

/// A journey, or a round of screenshots.
pub struct Journey {
    /// Its function's name.
    pub name: &'static str,
    /// Whether it makes pictures instead of judging.
    pub makes_shots: bool,
    /// The journey itself; it panics where something is not as it should be.
    pub run: fn(Engine),
}

macro_rules! journeys {
    ($($name:ident),* $(,)?) => {
        vec![$(Journey { name: stringify!($name), makes_shots: false, run: $name }),*]
    };
}

/// Every journey.
pub fn all() -> Vec<Journey> {
    journeys![opens_from_a_sub_folder, fetches_only_what_the_budget_counts]
}

fn opens_from_a_sub_folder(engine: Engine) {
    let page = Page::open(engine, Stage::new().in_folder("/some/folder/"));
    page.sees("main h1");
    page.is_accessible();
    page.has_no_problems();
}

fn fetches_only_what_the_budget_counts(engine: Engine) {
    let page = Page::open(engine, Stage::new());
    page.sees("main h1");
    let script =
        "return performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname)";
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
