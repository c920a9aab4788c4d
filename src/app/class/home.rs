//! Exercises and sessions: the lists, and the links to begin one.

use leptos::prelude::*;

use super::{
    super::components::JoinBox,
    exercise::{ExerciseList, FIRST},
    session::SessionList,
};
use crate::{app::state::use_text, platform, route::Route};

/// Exercises and sessions.
#[component]
pub fn HomePage() -> impl IntoView {
    let text = use_text();
    // Trainees come with a phone, and trainers with what is on the projector.
    let trains = platform::matches_media("(min-width: 700px)");
    let first = FIRST.parse().ok();
    let begin = first.map(|first| {
        view! {
            <p>
                <a class="button button--primary" id="begin-first" href=Route::NewSession(first).to_string()>
                    {text.begin_first_session()}
                </a>
            </p>
        }
    });
    view! {
        <div class="page class-home">
            <h1 class="page__title" tabindex="-1">{text.classroom()}</h1>
            <p class="quiet">
                {text.classroom_hint()}" "
                <a class="link" id="to-guide" href=Route::TrainersGuide(None).to_string()>{text.trainers_guide()}</a>
            </p>
            {(!trains).then(|| view! { <JoinBox/> })}
            {begin}
            <SessionList/>
            <ExerciseList/>
            {trains.then(|| view! { <JoinBox/> })}
        </div>
    }
}
