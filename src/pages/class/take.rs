//! Taking an exercise from another trainer.

use leptos::prelude::*;

use crate::state::use_text;

/// Taking an exercise from another trainer.
#[component]
pub fn TakePage() -> impl IntoView {
    let text = use_text();

    view! {
        <div class="page page--text">
            <h1 class="page__title" tabindex="-1">{text.classroom()}</h1>
        </div>
    }
}
