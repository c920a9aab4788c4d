//! A checkbox with its label.

use leptos::prelude::*;

/// A checkbox; `set` is called with each new state.
#[component]
pub fn Checkbox(
    /// The input's id.
    id: &'static str,
    #[prop(into)] label: String,
    #[prop(into)] checked: Signal<bool>,
    set: impl Fn(bool) + 'static,
) -> impl IntoView {
    view! {
        <label class="check">
            <input
                type="checkbox"
                id=id
                prop:checked=checked
                on:change=move |event| set(event_target_checked(&event))
            />
            {label}
        </label>
    }
}
