//! The browser's events that a connection needs: each second, and whenever the network may have changed.

use std::time::Duration;

use leptos::{
    ev,
    leptos_dom::helpers::{IntervalHandle, WindowListenerHandle},
    prelude::*,
};

/// A function that is called each second, until this is dropped.
pub struct Pulse {
    interval: Option<IntervalHandle>,
    listeners: Vec<WindowListenerHandle>,
}

impl Pulse {
    /// Calls `beat` each second with false, and with true when the browser comes online, or the page is shown
    /// again after the phone slept.
    pub fn new(beat: impl Fn(bool) + Clone + 'static) -> Self {
        const BEAT: Duration = Duration::from_secs(1);
        let (each, online, shown) = (beat.clone(), beat.clone(), beat);
        let shown = move |_| {
            if !document().hidden() {
                shown(true);
            }
        };
        Self {
            interval: set_interval_with_handle(move || each(false), BEAT).ok(),
            listeners: vec![
                window_event_listener(ev::online, move |_| online(true)),
                window_event_listener(ev::visibilitychange, shown),
            ],
        }
    }
}

impl Drop for Pulse {
    fn drop(&mut self) {
        if let Some(interval) = self.interval.take() {
            interval.clear();
        }
        self.listeners
            .drain(..)
            .for_each(WindowListenerHandle::remove);
    }
}
