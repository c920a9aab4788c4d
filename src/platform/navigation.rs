//! The location, the focus and full screen.

use wasm_bindgen::{JsCast, JsValue};

use crate::route::Route;

/// The location's hash.
pub fn hash() -> String {
    web_sys::window()
        .and_then(|window| window.location().hash().ok())
        .unwrap_or_default()
}

/// The address of this site, to append a route to; parameters that chat apps add are removed.
pub fn address() -> String {
    let href = web_sys::window().and_then(|window| window.location().href().ok());
    let href = href.unwrap_or_default();
    href.split(['#', '?']).next().unwrap_or_default().to_owned()
}

/// Whether the page was opened from a disk: as the one file of `./dev single`, at an address that nobody
/// else can open.
pub fn is_file() -> bool {
    address().starts_with("file:")
}

/// Goes to another page of the app, as a click on a link does.
pub fn go(route: Route) {
    if let Some(window) = web_sys::window() {
        // Setting the hash of the own page never fails.
        let _ = window.location().set_hash(&route.to_string());
    }
}

/// Gives the page that is shown another route, which takes its place in the history: nothing is told
/// of it.
pub fn go_instead(route: Route) {
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        let route = route.to_string();
        // A browser may refuse it after hundreds in a short time; then the address stays.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&route));
    }
}

/// Reloads the page.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        // A page may always reload itself.
        let _ = window.location().reload();
    }
}

/// Focuses the first element that matches, if any.
pub fn focus(selector: &str) {
    if let Some(element) = element(selector) {
        // Nothing depends on whether the element accepts the focus.
        let _ = element.focus();
    }
}

/// Focuses the first element that matches without scrolling to it; returns whether there is one.
pub fn focus_in_place(selector: &str) -> bool {
    let Some(element) = element(selector) else {
        return false;
    };
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    // As above.
    let _ = element.focus_with_options(&options);
    true
}

/// Takes the focus from the page that is about to go, unless something can be typed there. A browser that
/// finds the focus in what is removed lays the page out in between, which takes a third of a save.
pub fn leave_focus() {
    let document = web_sys::window().and_then(|window| window.document());
    let focused = document.and_then(|document| document.active_element());
    let focused = focused.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    // A selector of our own is well-formed. The list stays beside a page.
    let goes = |element: &web_sys::HtmlElement| {
        let part = "main *:not(input, textarea, select, .split__list *)";
        element.matches(part).unwrap_or_default()
    };
    if let Some(focused) = focused.filter(goes) {
        // Nothing depends on whether it loses the focus now.
        let _ = focused.blur();
    }
}

fn element(selector: &str) -> Option<web_sys::HtmlElement> {
    let document = web_sys::window()?.document()?;
    document.query_selector(selector).ok()??.dyn_into().ok()
}

/// Whether the page may enter full screen.
pub fn offers_whole_screen() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| document.fullscreen_enabled())
}

/// Whether the page is in full screen.
pub fn is_whole_screen() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| document.fullscreen_element().is_some())
}

/// Enters full screen, or leaves it.
pub fn switch_whole_screen() {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return;
    };
    if document.fullscreen_element().is_some() {
        document.exit_fullscreen();
    } else if let Some(root) = document.document_element() {
        // If the browser refuses, the page stays as it is.
        let _ = root.request_fullscreen();
    }
}
