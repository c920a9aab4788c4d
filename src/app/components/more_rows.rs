//! The end of a long list of which a part stands in the page.

use leptos::{html, prelude::*};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

use crate::app::state::use_text;

/// How far below the screen the end may be when more is asked for.
const MARGIN: &str = "300px 0px";

/// Asks for more of a list when the list's end nears the screen, or when it is pressed; nothing if
/// the whole list is there.
#[component]
pub fn MoreRows(
    /// How many rows are not in the page.
    rest: Memo<usize>,
    /// Adds some of them.
    more: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let text = use_text();
    let node = NodeRef::<html::Button>::new();
    // A new observer tells where the end stands after each addition.
    Effect::new(move |_| {
        rest.track();
        let button = node.get()?;
        let callback = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
            if entries.iter().any(|entry| is_intersecting(&entry)) {
                more();
            }
        });
        let options = web_sys::IntersectionObserverInit::new();
        options.set_root_margin(MARGIN);
        let observer = web_sys::IntersectionObserver::new_with_options(
            callback.as_ref().unchecked_ref(),
            &options,
        )
        .ok()?;
        observer.observe(&button);
        let kept = StoredValue::new_local((observer, callback));
        on_cleanup(move || {
            kept.try_with_value(|(observer, _)| observer.disconnect());
        });
        Some(())
    });
    move || {
        (0 < rest.get()).then(|| {
            view! {
                <button class="button" type="button" node_ref=node on:click=move |_| more()>
                    {move || text.show_more(rest.get())}
                </button>
            }
        })
    }
}

fn is_intersecting(entry: &JsValue) -> bool {
    entry
        .dyn_ref::<web_sys::IntersectionObserverEntry>()
        .is_some_and(web_sys::IntersectionObserverEntry::is_intersecting)
}
