//! Whether the page is being printed.

use leptos::prelude::*;

/// Whether the page is being printed: true from just before its layout for paper until after it.
pub fn is_printing() -> ReadSignal<bool> {
    let (is_printing, set) = signal(false);
    for (event, value) in [("beforeprint", true), ("afterprint", false)] {
        let listener = window_event_listener_untyped(event, move |_| set.set(value));
        on_cleanup(move || listener.remove());
    }
    is_printing
}
