//! The button that shows the reveal code and hides it again.

use leptos::prelude::*;

use crate::app::state::use_text;

/// Turns `shown`: the screen may be on a projector, and the trainer says when the room reads along.
#[component]
pub fn CodeButton(shown: RwSignal<bool>) -> impl IntoView {
    let text = use_text();
    let label = move || {
        if shown.get() {
            text.hide_reveal_code()
        } else {
            text.show_reveal_code()
        }
    };
    view! {
        <div>
            <button
                class="button"
                type="button"
                id="show-code"
                on:click=move |_| shown.update(|shown| *shown = !*shown)
            >
                {label}
            </button>
        </div>
    }
}
