//! Practising an exercise alone.
//!
//! Nothing is submitted, so the answers have no session's id; the key is shown at once.

use leptos::prelude::*;

use super::{
    super::components::{exercise_of, page_about, sources},
    attempt::{AttemptState, ResultPart, Start, Step, WorkForm, fetched_anchors},
};
use crate::{
    app::{
        components::{BackLink, change_scorm_progress},
        state::use_text,
    },
    domain::{
        EntryId,
        classroom::{Round, Submission},
        exercise::{Attempt, Exercise, ExerciseId},
    },
    platform::scorm::is_scorm,
    route::Route,
};

/// An exercise to practise alone.
#[component]
pub fn PracticePage(id: ExerciseId) -> impl IntoView {
    let (store, text, built_in) = sources();
    page_about(
        move || exercise_of(store, text, built_in, id, text.language()),
        move |exercise| view! { <Practising id exercise/> },
    )
}

#[component]
fn Practising(id: ExerciseId, exercise: Exercise) -> impl IntoView {
    let text = use_text();
    let case = exercise.case().clone();
    let nobody = Submission {
        session: EntryId::new(0),
        id: EntryId::new(0),
        round: Round::First,
        edition: 0,
        name: None,
        attempt: Attempt::none(&case),
    };
    let attempt = AttemptState::new(case, nobody, format!("practice/{id}"));
    let is_ready = attempt.resume();
    let anchors = fetched_anchors();
    let step = attempt.step();
    let back = move || {
        let (to, label) = if is_scorm() {
            (Route::More, text.scorm_to_progress())
        } else {
            (Route::Exercise(id), text.to_exercise())
        };
        view! { <p><BackLink to label/></p> }
    };
    move || {
        if !is_ready.get() {
            return view! { <p class="page quiet" role="status">{text.loading()}</p> }.into_any();
        }
        match step.get() {
            Step::Start => view! { <Start attempt foot=back/> }.into_any(),
            Step::Finished => {
                let made = attempt
                    .progress
                    .with_untracked(|it| it.submission.attempt.clone());
                if let (ExerciseId::BuiltIn(slug), Some(agreement)) =
                    (id, exercise.agreement(&made))
                {
                    change_scorm_progress(|progress| progress.finish(slug, agreement));
                }
                view! {
                    <article class="page page--text">
                        <h1 class="page__title" tabindex="-1">{text.your_result()}</h1>
                        <p class="quiet work__title"><bdi>{exercise.case().title.as_str().to_owned()}</bdi></p>
                        <ResultPart exercise=exercise.clone() attempt=made/>
                        <p class="actions">
                            <button class="button" type="button" id="practise-again" on:click=move |_| attempt.start_over()>
                                {text.practise_again()}
                            </button>
                        </p>
                        {back()}
                    </article>
                }
                .into_any()
            }
            _ => view! { <WorkForm attempt anchors finish=text.see_result()/> }.into_any(),
        }
    }
}
