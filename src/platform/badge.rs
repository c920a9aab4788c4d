//! The count on the installed app's icon, if the browser shows one.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Navigator;

use super::matches_media;

/// Whether this is the installed app, and its icon can show a count.
pub fn has_badge() -> bool {
    matches_media("(display-mode: standalone)") && setter().is_some()
}

/// Shows a count on the icon; 0 takes it away.
pub fn show_badge(count: usize) {
    let Some((navigator, set)) = setter() else {
        return;
    };
    let asked = set.call1(&navigator, &(count as f64).into());
    let asked = asked
        .ok()
        .and_then(|asked| asked.dyn_into::<Promise>().ok());
    if let Some(asked) = asked {
        spawn_local(async move {
            // If the system refuses, the icon shows no count.
            JsFuture::from(asked).await.ok();
        });
    }
}

fn setter() -> Option<(Navigator, Function)> {
    let navigator = web_sys::window()?.navigator();
    let set = Reflect::get(&navigator, &"setAppBadge".into()).ok()?;
    Some((navigator, set.dyn_into().ok()?))
}
