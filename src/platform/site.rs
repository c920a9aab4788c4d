//! Texts of this site, fetched when first needed.

use leptos::prelude::{RwSignal, Set};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::words;

/// Fetches a text of this site by its relative address.
///
/// # Errors
/// The browser's words if it cannot be fetched.
pub async fn fetch_text(address: &str) -> Result<String, String> {
    let window = web_sys::window().ok_or("no window")?;
    let response = JsFuture::from(window.fetch_with_str(address))
        .await
        .map_err(words)?;
    let response: web_sys::Response = response.dyn_into().map_err(words)?;
    if !response.ok() {
        return Err(format!("{} {}", response.status(), response.status_text()));
    }
    let text = JsFuture::from(response.text().map_err(words)?)
        .await
        .map_err(words)?;
    text.as_string().ok_or_else(|| "no text".to_owned())
}

/// A text of this site, parsed once it has been fetched; `None` until then.
pub fn fetched<T: Send + Sync + 'static>(
    address: String,
    parse: impl FnOnce(&str) -> Result<T, String> + 'static,
) -> RwSignal<Option<Result<T, String>>> {
    let fetched = RwSignal::new(None);
    spawn_local(async move {
        let parsed = fetch_text(&address).await.and_then(|text| parse(&text));
        // The page may be gone by now.
        fetched.try_set(Some(parsed));
    });
    fetched
}
