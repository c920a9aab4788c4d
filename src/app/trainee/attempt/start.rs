//! The introduction to an exercise.

use leptos::prelude::*;

use super::{AttemptState, Step};
use crate::app::{components::spares_composition, state::use_text};

/// The title, the duration, the purpose, and the button to begin.
#[component]
pub fn Start(
    attempt: AttemptState,
    /// Whether it may begin now, or the reason why not.
    #[prop(optional, into)]
    may_begin: Option<Callback<(), bool>>,
    /// Content above the button.
    #[prop(optional, into)]
    lead: ViewFn,
    /// Content below the button.
    #[prop(optional, into)]
    foot: ViewFn,
) -> impl IntoView {
    let text = use_text();
    let case = attempt.case.get_value();
    let counts = text.parts_of(case.points.len(), case.tasks.len());
    let minutes = text.takes_minutes(&text.minutes(u32::from(case.minutes)));
    let first = match case.points.len() {
        0 => Step::Task(0),
        _ => Step::Point(0),
    };
    let begin = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if may_begin.is_none_or(|may_begin| may_begin.run(())) {
            attempt.go(first);
        }
    };
    let paragraph = |words: &str| {
        let words = words.to_owned();
        (!words.is_empty()).then(|| view! { <p class="work__facts"><bdi>{words}</bdi></p> })
    };
    view! {
        <article class="page page--text">
            <h1 class="page__title" tabindex="-1"><bdi>{case.title.as_str().to_owned()}</bdi></h1>
            <p class="quiet" id="exercise-size">{format!("{minutes} · {counts}")}</p>
            {paragraph(case.about.as_str())}
            {case.points.is_empty().then(|| paragraph(case.intro.as_str()))}
            <form class="form" novalidate on:submit=begin on:keydown=|event| spares_composition(&event)>
                {lead.run()}
                <p>
                    <button class="button button--primary guest__begin" type="submit" id="begin">
                        {text.start()}
                    </button>
                </p>
            </form>
            {foot.run()}
        </article>
    }
}
