//! The form to begin a session.

use leptos::prelude::*;

use crate::{domain::exercise::ExerciseId, state::use_text};

/// The form to begin a session.
#[component]
pub fn BeginPage(id: ExerciseId) -> impl IntoView {
    let text = use_text();
    let _ = id;
    view! {
        <div class="page page--text">
            <h1 class="page__title" tabindex="-1">{text.classroom()}</h1>
        </div>
    }
}
