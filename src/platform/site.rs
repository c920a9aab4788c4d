//! Texts and styles of this site, fetched when first needed.

use js_sys::{Promise, Reflect};
use leptos::prelude::{RwSignal, Set};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::words;

/// Fetches a text of this site by its relative address.
///
/// # Errors
/// The browser's words if it cannot be fetched.
pub async fn fetch_text(address: &str) -> Result<String, String> {
    let found = fetch_text_if_any(address).await?;
    found.ok_or_else(|| MISSING.to_string())
}

/// The status of an answer about a file that the site does not have.
const MISSING: u16 = 404;

/// Fetches a text of this site by its relative address; `None` if the site has no such file.
///
/// # Errors
/// The browser's words if it cannot be fetched.
pub async fn fetch_text_if_any(address: &str) -> Result<Option<String>, String> {
    let window = web_sys::window().ok_or("no window")?;
    let response = JsFuture::from(window.fetch_with_str(address))
        .await
        .map_err(words)?;
    let response: web_sys::Response = response.dyn_into().map_err(words)?;
    if response.status() == MISSING {
        return Ok(None);
    }
    if !response.ok() {
        return Err(format!("{} {}", response.status(), response.status_text()));
    }
    let text = JsFuture::from(response.text().map_err(words)?)
        .await
        .map_err(words)?;
    let text = text.as_string().ok_or_else(|| "no text".to_owned())?;
    Ok(Some(text))
}

/// Adds a stylesheet of this site to the page at once, unless it is there; the future waits until it
/// applies.
///
/// # Errors
/// The browser's words if it cannot be fetched; it can be added again then.
pub fn add_style(address: &str) -> impl Future<Output = Result<(), String>> + use<> {
    let link = style_link(address);
    let applied = link.as_ref().ok().and_then(applied);
    async move {
        let link = link.map_err(words)?;
        let Some(applied) = applied else {
            return Ok(());
        };
        let applied = JsFuture::from(applied).await;
        applied.map(drop).map_err(|error| {
            link.remove();
            words(error)
        })
    }
}

/// When the stylesheet of a link applies; none if it does already.
fn applied(link: &web_sys::Element) -> Option<Promise> {
    let sheet = Reflect::get(link, &"sheet".into());
    let is_loading = sheet.is_ok_and(|sheet| sheet.is_null());
    is_loading.then(|| {
        Promise::new(&mut |resolve, reject| {
            // Adding a listener is never refused.
            let _ = link.add_event_listener_with_callback("load", &resolve);
            let _ = link.add_event_listener_with_callback("error", &reject);
        })
    })
}

fn style_link(address: &str) -> Result<web_sys::Element, JsValue> {
    let document = web_sys::window().and_then(|window| window.document());
    let document = document.ok_or("no document")?;
    let known = document.query_selector(&format!("[rel=stylesheet][href='{address}']"))?;
    if let Some(link) = known {
        return Ok(link);
    }
    let link = document.create_element("link")?;
    link.set_attribute("rel", "stylesheet")?;
    link.set_attribute("href", address)?;
    let head = document.query_selector("head")?.ok_or("no head")?;
    head.append_child(&link)?;
    Ok(link)
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
