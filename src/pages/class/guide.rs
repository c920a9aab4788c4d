//! The trainer's guide.

use leptos::prelude::*;

use crate::state::use_text;

/// The trainer's guide.
#[component]
pub fn GuidePage() -> impl IntoView {
    let text = use_text();

    view! {
        <div class="page page--text">
            <h1 class="page__title" tabindex="-1">{text.classroom()}</h1>
        </div>
    }
}
