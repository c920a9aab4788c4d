//! The journeys: each starts in a browser of its own, with nothing stored.

use crate::browser::Engine;
use crate::page::Page;
use crate::stage::Stage;

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
    journeys![opens_from_a_sub_folder]
}

fn opens_from_a_sub_folder(engine: Engine) {
    let page = Page::open(engine, Stage::new().in_folder("/some/folder/"));
    page.sees("main h1");
    page.is_accessible();
    page.has_no_problems();
}
