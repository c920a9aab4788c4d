//! The clipboard.

use js_sys::Reflect;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use super::words;

/// Copies a text to the clipboard.
///
/// # Errors
/// The browser's words if it refuses, as it does on plain http.
pub async fn copy_text(text: &str) -> Result<(), String> {
    let navigator = web_sys::window().map(|window| window.navigator());
    let clipboard = navigator
        .and_then(|navigator| Reflect::get(&navigator, &"clipboard".into()).ok())
        .and_then(|clipboard| clipboard.dyn_into::<web_sys::Clipboard>().ok())
        .ok_or_else(|| "no clipboard".to_owned())?;
    JsFuture::from(clipboard.write_text(text))
        .await
        .map(drop)
        .map_err(words)
}
