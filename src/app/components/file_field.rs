//! A box to choose a file in, or to drop one on.

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;

use crate::app::state::use_text;

/// Lets the person choose a file, including the same one again. The browser's own field covers the
/// box, so it accepts clicks and dropped files by itself.
#[component]
pub fn FileField(
    /// The field's id.
    id: &'static str,
    #[prop(into)] label: Signal<String>,
    /// The accepted kinds, by ending or media type.
    #[prop(optional)]
    accept: &'static str,
    /// Whether several may be chosen at once.
    #[prop(optional)]
    several: bool,
    /// Called with each file.
    chosen: impl Fn(web_sys::File) + 'static,
) -> impl IntoView {
    let text = use_text();
    let change = move |event: ev::Event| {
        let input: web_sys::HtmlInputElement =
            event_target::<web_sys::Element>(&event).unchecked_into();
        let Some(files) = input.files() else { return };
        // Resetting the field empties the list.
        let files: Vec<_> = (0..files.length()).filter_map(|at| files.get(at)).collect();
        input.set_value("");
        for file in files {
            chosen(file);
        }
    };
    view! {
        <div class="file">
            <input class="file__input" type="file" id=id accept=accept multiple=several on:change=change/>
            <label class="file__label" for=id>
                <strong>{label}</strong>
                " "
                <span class="quiet file__drop">{text.or_drop_it()}</span>
            </label>
        </div>
    }
}
