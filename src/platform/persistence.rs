//! Persistent storage.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// Whether the browser promises to keep this site's storage; `None` if it does not say.
pub async fn is_persisted() -> Option<bool> {
    ask_storage_manager("persisted").await
}

/// Asks the browser to keep this site's storage permanently; returns its answer.
pub async fn persist() -> Option<bool> {
    ask_storage_manager("persist").await
}

async fn ask_storage_manager(question: &str) -> Option<bool> {
    let navigator = web_sys::window()?.navigator();
    let manager = Reflect::get(&navigator, &"storage".into()).ok()?;
    let ask: Function = Reflect::get(&manager, &question.into())
        .ok()?
        .dyn_into()
        .ok()?;
    let answer: Promise = ask.call0(&manager).ok()?.dyn_into().ok()?;
    JsFuture::from(answer).await.ok()?.as_bool()
}
