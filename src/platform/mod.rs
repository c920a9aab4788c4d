//! The browser's interfaces below Leptos' components: the clock, random numbers, the location,
//! locks, files, the camera, sound, the canvas, storage, cryptography, and code in other WebAssembly files.
//!
//! Invariants: a refusal by the browser is an error value or `None`, never a panic; no module but
//! this, `app` and `i18n/format.rs`, which asks Intl, names a browser crate.

mod badge;
mod broker;
pub mod camera;
pub mod canvas;
mod clipboard;
mod clock;
mod containment;
pub mod crypto;
mod environment;
pub mod files;
mod journal;
mod local_storage;
mod locks;
pub mod mqtt;
mod navigation;
pub mod offline;
mod persistence;
pub mod pictures;
mod random;
pub mod scorm;
mod site;
pub mod sound;
mod split_point;
mod tabs;
mod turns;

use wasm_bindgen::{JsCast, JsValue};

pub use badge::{has_badge, show_badge};
pub use broker::broker;
pub use clipboard::copy_text;
pub use clock::{
    SLICE_MILLIS, day_of, in_slices, mark, now_millis, painted, pause, today, whole_millis,
};
pub use containment::contained;
pub use environment::{
    composed, is_wechat, language, matches_media, searchable, system_theme, wants_less_motion,
};
pub use journal::IndexedJournal;
pub use local_storage::LocalBackend;
pub use locks::{Exclusive, exclusive, has_locks};
pub use navigation::{
    address, focus, focus_in_place, go, go_instead, hash, is_file, is_whole_screen, leave_focus,
    offers_whole_screen, reload, switch_whole_screen,
};
pub use persistence::{is_persisted, persist};
pub use random::random_number;
pub use site::{add_style, fetch_text, fetch_text_if_any, fetched};
pub use split_point::at_once;
pub(crate) use split_point::split_point;
pub use tabs::{TabMessage, broadcast, on_tab_message};
pub use turns::Turns;

/// An error in the browser's words.
fn words(error: JsValue) -> String {
    match error.dyn_into::<js_sys::Error>() {
        Ok(error) => error.message().into(),
        Err(other) => format!("{other:?}"),
    }
}
