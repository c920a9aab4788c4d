//! The browser's turns within a long command.

use std::{cell::Cell, rc::Rc, time::Duration};

use leptos::prelude::*;

use super::Store;
use crate::{
    platform,
    storage::{Turn, Turns},
};

/// Gives the browser its turn after each slice of a command, and tells how much is left.
pub(super) struct BrowserTurns {
    left: RwSignal<usize>,
    /// When the slice ends, in milliseconds.
    until: Rc<Cell<f64>>,
}

impl BrowserTurns {
    pub(super) fn of(store: Store) -> Self {
        Self {
            left: store
                .internals
                .with_value(|internals| internals.command_left),
            until: Rc::default(),
        }
    }
}

impl Turns for BrowserTurns {
    fn next(&self, left: usize) -> Option<Turn> {
        if platform::now_millis() < self.until.get() {
            return None;
        }
        let (signal, until) = (self.left, Rc::clone(&self.until));
        Some(Box::pin(async move {
            signal.set(left);
            platform::pause(Duration::ZERO).await;
            until.set(platform::now_millis() + platform::SLICE_MILLIS);
        }))
    }
}

impl Store {
    /// How many parts are left of the long command that goes on.
    pub fn command_left(self) -> usize {
        let left = self
            .internals
            .with_value(|internals| internals.command_left);
        left.get()
    }
}
