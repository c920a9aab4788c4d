//! The browser's own way to choose a file.

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;

/// Lets the person choose a file, also the same one again.
#[component]
pub fn FileField(
    /// The field's id.
    id: &'static str,
    #[prop(into)] label: String,
    /// Takes the file.
    chosen: impl Fn(web_sys::File) + 'static,
) -> impl IntoView {
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
        <div class="field">
            <label class="field__label" for=id>{label}</label>
            <input class="field__input" type="file" id=id on:change=change/>
        </div>
    }
}
