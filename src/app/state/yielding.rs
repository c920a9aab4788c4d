//! Yielding to the browser within a long command.

use std::{cell::Cell, rc::Rc, time::Duration};

use leptos::prelude::*;

use super::Store;
use crate::{
    platform,
    storage::{Yield, YieldFuture},
};

/// Yields to the browser after each slice of a command, and tells how much is left.
pub(super) struct BrowserYield {
    left: RwSignal<usize>,
    /// When the slice ends, in milliseconds.
    until: Rc<Cell<f64>>,
}

impl BrowserYield {
    pub(super) fn of(store: Store) -> Self {
        Self {
            left: store
                .internals
                .with_value(|internals| internals.command_left),
            until: Rc::default(),
        }
    }
}

impl Yield for BrowserYield {
    fn next(&self, left: usize) -> Option<YieldFuture> {
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
