//! What the app asks of the browser beside storage: the calendar, random numbers, the language,
//! the location, the clipboard, files of this site and of the person.

pub mod camera;
pub mod files;
pub mod offline;
pub mod pictures;
pub mod sound;

use std::time::Duration;

use js_sys::{Array, Date, Function, Promise, Reflect};
use leptos::prelude::{RwSignal, Set, request_animation_frame, set_timeout};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::domain::{CivilDate, Language, Theme};

/// Today by the local calendar: at 00:30 in Shanghai it is already the new day.
///
/// A clock that stands outside of the years 1900–2199 counts as the nearest day in them.
pub fn today() -> CivilDate {
    let now = Date::new_0();
    let year = i32::try_from(now.get_full_year())
        .unwrap_or(i32::MAX)
        .clamp(1900, 2199);
    CivilDate::new(year, now.get_month() + 1, now.get_date()).unwrap_or(CivilDate::MIN)
}

/// Milliseconds of the browser's clock.
pub fn milliseconds() -> f64 {
    Date::now()
}

/// A number that nobody else draws: 64 bits from the browser's cryptographic source.
pub fn random_number() -> u64 {
    let mut bytes = [0_u8; 8];
    let crypto = web_sys::window().and_then(|window| window.crypto().ok());
    let filled =
        crypto.is_some_and(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_ok());
    if filled {
        return u64::from_le_bytes(bytes);
    }
    // Every browser that runs WebAssembly has the source above; this keeps ids apart without it.
    js_sys::Math::random().to_bits().rotate_left(32) ^ Date::now().to_bits()
}

/// The language that the browser asks for: Chinese where any kind of it comes before English.
pub fn language() -> Language {
    let wanted = web_sys::window().map(|window| window.navigator().languages());
    wanted
        .into_iter()
        .flat_map(|list| list.iter().collect::<Vec<_>>())
        .filter_map(|tag| tag.as_string())
        .find_map(|tag| Language::from_id(tag.get(..2)?.to_ascii_lowercase().as_str()))
        .unwrap_or(Language::En)
}

/// Whether the page is open within WeChat, which saves no files and installs nothing.
pub fn is_wechat() -> bool {
    let agent = web_sys::window().and_then(|window| window.navigator().user_agent().ok());
    agent.is_some_and(|agent| agent.contains("MicroMessenger"))
}

/// A text in lower case, by the rules of Unicode.
pub fn lower_case(text: &str) -> String {
    js_sys::JsString::from(text).to_lower_case().into()
}

/// The theme that the system asks for.
pub fn system_theme() -> Theme {
    let dark = matches_media("(prefers-color-scheme: dark)");
    if dark { Theme::Dark } else { Theme::Light }
}

/// Whether a media query of our own holds now.
pub fn matches_media(query: &str) -> bool {
    let list = web_sys::window().and_then(|window| window.match_media(query).ok().flatten());
    list.is_some_and(|list| list.matches())
}

/// Whether the person asked the system for less motion.
pub fn wants_less_motion() -> bool {
    matches_media("(prefers-reduced-motion: reduce)")
}

/// The location's hash.
pub fn hash() -> String {
    web_sys::window()
        .and_then(|window| window.location().hash().ok())
        .unwrap_or_default()
}

/// The address of this site, to put a route behind: what chat apps append to it is left off.
pub fn address() -> String {
    let href = web_sys::window().and_then(|window| window.location().href().ok());
    let href = href.unwrap_or_default();
    href.split(['#', '?']).next().unwrap_or_default().to_owned()
}

/// Goes to another page of the app, as a click on a link does.
pub fn go(route: crate::route::Route) {
    if let Some(window) = web_sys::window() {
        // Setting the hash of an own page is never refused.
        let _ = window.location().set_hash(&route.to_string());
    }
}

/// Loads the page again.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        // A page may always load itself again.
        let _ = window.location().reload();
    }
}

/// Gives the focus to the first such element, where there is one.
pub fn focus(selector: &str) {
    let document = web_sys::window().and_then(|window| window.document());
    let found = document.and_then(|document| document.query_selector(selector).ok().flatten());
    if let Some(element) = found.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
    {
        // An element in the page takes the focus, or does not: nothing depends on it.
        let _ = element.focus();
    }
}

/// Whether the page may take the whole screen.
pub fn offers_whole_screen() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| document.fullscreen_enabled())
}

/// Whether the page has the whole screen.
pub fn is_whole_screen() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| document.fullscreen_element().is_some())
}

/// Takes the whole screen, or gives it back.
pub fn switch_whole_screen() {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return;
    };
    if document.fullscreen_element().is_some() {
        document.exit_fullscreen();
    } else if let Some(root) = document.document_element() {
        // Where the browser refuses, the page stays as it is.
        let _ = root.request_fullscreen();
    }
}

/// A text of this site, by its relative address.
///
/// # Errors
/// The browser's words where it cannot be fetched.
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

/// A text of this site, parsed once it has been fetched; none until then.
pub fn fetched<T: Send + Sync + 'static>(
    address: String,
    parse: impl FnOnce(&str) -> Result<T, String> + 'static,
) -> RwSignal<Option<Result<T, String>>> {
    let fetched = RwSignal::new(None);
    spawn_local(async move {
        let parsed = fetch_text(&address).await.and_then(|text| parse(&text));
        // The page that asked may be gone by now.
        fetched.try_set(Some(parsed));
    });
    fetched
}

fn words(error: JsValue) -> String {
    match error.dyn_into::<js_sys::Error>() {
        Ok(error) => error.message().into(),
        Err(other) => format!("{other:?}"),
    }
}

/// Copies a text to the clipboard.
///
/// # Errors
/// The browser's words where it refuses, as it does on plain http.
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

/// Hands a file to the person under a name.
///
/// # Errors
/// The browser's words where it refuses.
pub fn save_file(blob: &web_sys::Blob, name: &str) -> Result<(), JsValue> {
    let address = web_sys::Url::create_object_url_with_blob(blob)?;
    let document = web_sys::window().and_then(|window| window.document());
    let document = document.ok_or_else(|| JsValue::from("no document"))?;
    let link: web_sys::HtmlAnchorElement = document.create_element("a")?.dyn_into()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // Safari begins to read it only later.
    let revoke = move || {
        // An address that is not ours to revoke is not there any more.
        let _ = web_sys::Url::revoke_object_url(&address);
    };
    set_timeout(revoke, Duration::from_secs(60));
    Ok(())
}

/// Waits until the page shows what it was told so far, before work that lets it show nothing.
pub async fn painted() {
    let shown = Promise::new(&mut |resolve, _| {
        let resume = move || {
            // A promise's own resolve function throws nothing.
            let _ = resolve.call0(&JsValue::NULL);
        };
        request_animation_frame(|| set_timeout(resume, Duration::ZERO));
    });
    // It is never rejected.
    JsFuture::from(shown).await.ok();
}

/// Waits for this long.
pub async fn pause(length: Duration) {
    let over = Promise::new(&mut |resolve, _| {
        let resume = move || {
            // A promise's own resolve function throws nothing.
            let _ = resolve.call0(&JsValue::NULL);
        };
        set_timeout(resume, length);
    });
    // It is never rejected.
    JsFuture::from(over).await.ok();
}

/// The right to change the storage while no other tab does; it ends with this value.
pub struct Exclusive {
    release: Function,
}

impl Drop for Exclusive {
    fn drop(&mut self) {
        // A promise's own resolve function throws nothing.
        let _ = self.release.call0(&JsValue::NULL);
    }
}

/// Whether tabs can wait for each other: not in old browsers, nor on plain http.
pub fn has_locks() -> bool {
    locks().is_some()
}

/// Waits until no other tab holds this right; none where tabs cannot wait for each other.
pub async fn exclusive(name: &str) -> Option<Exclusive> {
    let locks = locks()?;
    let request: Function = Reflect::get(&locks, &"request".into())
        .ok()?
        .dyn_into()
        .ok()?;
    let mut release = None;
    let until_released = Promise::new(&mut |resolve, _| release = Some(resolve));
    let release = release?;
    let mut grant = None;
    let granted = Promise::new(&mut |resolve, _| grant = Some(resolve));
    let grant = grant?;
    let callback = Closure::once_into_js(move || {
        // A promise's own resolve function throws nothing.
        let _ = grant.call0(&JsValue::NULL);
        until_released
    });
    let asked = request.call2(&locks, &name.into(), &callback).ok()?;
    // Refused, the first promise never comes, and the second is rejected.
    JsFuture::from(Promise::race(&Array::of2(&granted, &asked)))
        .await
        .ok()?;
    Some(Exclusive { release })
}

fn locks() -> Option<JsValue> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    locks.is_object().then_some(locks)
}

/// Whether the browser promises to keep this site's storage; none where it does not say.
pub async fn is_persisted() -> Option<bool> {
    ask_storage_manager("persisted").await
}

/// Asks the browser to keep this site's storage for good; gives its answer.
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
