//! Exercises and sessions: the lists, and the links to begin one.

use leptos::prelude::*;

use super::{super::components::JoinBox, exercise::ExerciseList, session::SessionList};
use crate::{app::state::use_text, route::Route};

/// Exercises and sessions.
#[component]
pub fn HomePage() -> impl IntoView {
    let text = use_text();
    view! {
        <div class="page class-home">
            <h1 class="page__title" tabindex="-1">{text.classroom()}</h1>
            <p class="quiet">
                {text.classroom_hint()}" "
                <a class="link" id="to-guide" href=Route::TrainersGuide.to_string()>{text.trainers_guide()}</a>
            </p>
            <JoinBox/>
            <SessionList/>
            <ExerciseList/>
        </div>
    }
}
