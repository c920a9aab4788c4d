//! The offers of `assets/start.js`, and the files that `assets/sw.js` caches for offline use.
//!
//! Invariant: nothing here touches the records.

use js_sys::{Function, Reflect};
use leptos::prelude::{RwSignal, Set, on_cleanup, window_event_listener_untyped};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestCache, RequestInit, ServiceWorkerContainer};

use super::{matches_media, words};

/// An action that the browser may offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    /// A new build of the site; accepting it reloads the page.
    Update,
    /// Installing the site as an app.
    Install,
}

impl Offer {
    /// Accepts the offer, if it still stands.
    pub fn accept(self) {
        if let Some(accept) = self.function() {
            // The function of start.js throws nothing.
            let _ = accept.call0(&JsValue::UNDEFINED);
        }
    }

    fn function(self) -> Option<Function> {
        let name = match self {
            Self::Update => "acceptUpdate",
            Self::Install => "install",
        };
        let window = web_sys::window()?;
        Reflect::get(&window, &name.into()).ok()?.dyn_into().ok()
    }
}

/// Whether it is offered; the signal follows changes.
pub fn offered(offer: Offer) -> RwSignal<bool> {
    let is_offered = RwSignal::new(offer.function().is_some());
    let listener = window_event_listener_untyped("offer", move |_| {
        is_offered.try_set(offer.function().is_some());
    });
    on_cleanup(move || listener.remove());
    is_offered
}

/// Whether the page runs as an installed app.
pub fn is_installed() -> bool {
    matches_media("(display-mode: standalone)")
}

/// Whether the browser can cache the site's files: not over plain http, nor in some private
/// windows.
pub fn is_supported() -> bool {
    workers().is_some()
}

/// Waits until all of the site's files are cached.
pub async fn ready() {
    let ready = workers().and_then(|workers| workers.ready().ok());
    if let Some(ready) = ready {
        // The promise is never rejected.
        JsFuture::from(ready).await.ok();
    }
}

/// Drops all cached files and reloads the page, once the site has given a whole build: the worker does
/// so for `?reset`, which a person can also append by hand. If the site gives none, the page is loaded
/// again from the cached files.
///
/// # Errors
/// The browser's words if the site cannot be reached; then nothing has changed.
pub async fn reset() -> Result<(), String> {
    let window = web_sys::window().ok_or("no window")?;
    // The worker intercepts only GET.
    let init = RequestInit::new();
    init.set_method("HEAD");
    init.set_cache(RequestCache::NoStore);
    let answer = JsFuture::from(window.fetch_with_str_and_init("./", &init)).await;
    let answer: web_sys::Response = answer.and_then(JsCast::dyn_into).map_err(words)?;
    if !answer.ok() {
        return Err(format!("{} {}", answer.status(), answer.status_text()));
    }
    let location = window.location();
    // The same address again would be taken for a move within the page.
    if was_refused() {
        location.reload().map_err(words)
    } else {
        location.set_search(RESET).map_err(words)
    }
}

/// Whether the cached files were to be dropped, and the site gave no whole build in their place: the
/// address still says so.
pub fn was_refused() -> bool {
    let window = web_sys::window();
    window.and_then(|window| window.location().search().ok()) == Some(RESET.to_owned())
}

/// The query by which a page asks the service worker to reset.
const RESET: &str = "?reset";

fn workers() -> Option<ServiceWorkerContainer> {
    let navigator = web_sys::window()?.navigator();
    let workers = Reflect::get(&navigator, &"serviceWorker".into()).ok()?;
    workers.dyn_into().ok()
}
