//! An exercise, worked through alone.

use leptos::prelude::*;

use crate::{domain::exercise::ExerciseId, state::use_text};

/// An exercise, worked through alone.
#[component]
pub fn PracticePage(id: ExerciseId) -> impl IntoView {
    let text = use_text();
    let _ = id;
    view! {
        <div class="page page--text">
            <h1 class="page__title" tabindex="-1">{text.classroom()}</h1>
        </div>
    }
}
