//! The broker of this site, read anew each time it is asked for.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestCache, RequestInit};

use super::{address, is_file, scorm::is_scorm, words};
use crate::live::site::{Broker, FILE};

/// The broker that the site names; `None` if it has none, as a page from a disk or in a learning platform.
///
/// # Errors
/// The browser's words if the file cannot be fetched, or the reason why it cannot be read.
pub async fn broker() -> Result<Option<Broker>, String> {
    const MISSING: u16 = 404;
    if is_file() || is_scorm() {
        return Ok(None);
    }
    let window = web_sys::window().ok_or("no window")?;
    let init = RequestInit::new();
    init.set_cache(RequestCache::NoStore);
    let response = JsFuture::from(window.fetch_with_str_and_init(FILE, &init)).await;
    let response: web_sys::Response = response.and_then(JsCast::dyn_into).map_err(words)?;
    if response.status() == MISSING {
        return Ok(None);
    }
    if !response.ok() {
        return Err(format!("{} {}", response.status(), response.status_text()));
    }
    let text = JsFuture::from(response.text().map_err(words)?).await;
    let text = text.map_err(words)?.as_string().unwrap_or_default();
    Broker::read(&text, &address()).map_err(|error| error.to_string())
}
