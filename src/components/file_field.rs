//! A box to choose a file in, or to drop one on.

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;

use crate::state::use_text;

/// Lets the person choose a file, also the same one again. The browser's own field covers the box,
/// so that it takes clicks and dropped files by itself.
#[component]
pub fn FileField(
    /// The field's id.
    id: &'static str,
    #[prop(into)] label: Signal<String>,
    /// The kinds offered, by ending or media type.
    #[prop(optional)]
    accept: &'static str,
    /// Takes the file.
    chosen: impl Fn(web_sys::File) + 'static,
) -> impl IntoView {
    let text = use_text();
    let change = move |event: ev::Event| {
        let input: web_sys::HtmlInputElement =
            event_target::<web_sys::Element>(&event).unchecked_into();
        let file = input.files().and_then(|files| files.get(0));
        input.set_value("");
        if let Some(file) = file {
            chosen(file);
        }
    };
    view! {
        <div class="file">
            <input class="file__input" type="file" id=id accept=accept on:change=change/>
            <label class="file__label" for=id>
                <strong>{label}</strong>
                " "
                <span class="quiet file__drop">{text.or_drop_it()}</span>
            </label>
        </div>
    }
}
