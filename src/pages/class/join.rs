//! What a trainee sees of a session.

use leptos::prelude::*;

use crate::state::use_text;

/// What a trainee sees of a session.
#[component]
pub fn JoinPage() -> impl IntoView {
    let text = use_text();

    view! {
        <div class="page page--text">
            <h1 class="page__title" tabindex="-1">{text.classroom()}</h1>
        </div>
    }
}

/// The ways to join a session without its link: the camera, a paste, a file.
#[component]
pub fn JoinBox() -> impl IntoView {}
