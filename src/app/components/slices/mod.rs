//! Parts of a page that are made a few in a task, so that no task is long and a tap is heard between them.

mod count;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::platform;
use count::next_count;

/// How many parts of a page are made by now: its rows, its cards, or the cards of a column.
#[derive(Clone, Copy)]
pub struct Slices {
    made: RwSignal<usize>,
    most: RwSignal<usize>,
    slice: usize,
}

impl Slices {
    /// The first parts at once; then, whenever the last ones have been painted, a slice of so many more,
    /// until there are `most`.
    pub fn begin(first: usize, slice: usize, most: usize) -> Self {
        let slices = Self {
            made: RwSignal::new(first),
            most: RwSignal::new(most),
            slice,
        };
        slices.go_on();
        slices
    }

    /// How many are made.
    pub fn made(self) -> usize {
        self.made.get()
    }

    /// How many there will be, if there are as many at all.
    pub fn most(self) -> usize {
        self.most.get()
    }

    /// Makes so many more.
    pub fn add(self, count: usize) {
        let is_at_rest = self.next().is_none();
        self.most.update(|most| *most += count);
        if is_at_rest {
            self.go_on();
        }
    }

    fn go_on(self) {
        spawn_local(async move {
            while let Some(next) = self.next() {
                platform::painted().await;
                self.made.try_set(next);
            }
        });
    }

    /// None at the end, or if the page is gone.
    fn next(self) -> Option<usize> {
        let (made, most) = (
            self.made.try_get_untracked()?,
            self.most.try_get_untracked()?,
        );
        next_count(made, self.slice, most)
    }
}
