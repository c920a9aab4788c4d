//! What an exercise is about, and what can be done with it.

use leptos::prelude::*;

use crate::{domain::exercise::ExerciseId, state::use_text};

/// What an exercise is about, and what can be done with it.
#[component]
pub fn ExercisePage(id: ExerciseId) -> impl IntoView {
    let text = use_text();
    let _ = id;
    view! {
        <div class="page page--text">
            <h1 class="page__title" tabindex="-1">{text.classroom()}</h1>
        </div>
    }
}

/// The exercises there are, and the ways to more.
#[component]
pub fn ExerciseList() -> impl IntoView {
    let text = use_text();
    view! { <section><h2 class="section__title">{text.exercises()}</h2></section> }
}
