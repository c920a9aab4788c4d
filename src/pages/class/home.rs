//! Exercises and sessions.

use leptos::prelude::*;

use crate::state::use_text;

/// Exercises and sessions.
#[component]
pub fn HomePage() -> impl IntoView {
    let text = use_text();

    view! {
        <div class="page page--text">
            <h1 class="page__title" tabindex="-1">{text.classroom()}</h1>
        </div>
    }
}
