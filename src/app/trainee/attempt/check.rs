//! The open questions: before the ratings close, and before submitting.

use leptos::{ev, prelude::*};

use super::{AttemptState, NextButton, Step};
use crate::{app::state::use_text, domain::exercise::Case, i18n::Text};

/// Says that the ratings close now, and which are open.
#[component]
pub fn ClosingStep(attempt: AttemptState) -> impl IntoView {
    let text = use_text();
    view! {
        <h1 class="page__title" tabindex="-1" id="step-title">{text.ratings_close()}</h1>
        <p id="ratings-close">{text.ratings_close_why()}</p>
        <Open attempt is_tasks=false/>
        <form class="form work__form" novalidate on:submit=attempt.on_submit()>
            <NextButton attempt label=text.ratings_close_now()/>
        </form>
    }
}

/// The last page: the open questions, and the button to finish.
#[component]
pub fn CheckStep(attempt: AttemptState, finish: &'static str) -> impl IntoView {
    let text = use_text();
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        attempt.finish();
    };
    view! {
        <h1 class="page__title" tabindex="-1" id="step-title">{text.check_your_answers()}</h1>
        <Open attempt is_tasks=true/>
        <form class="form work__form" novalidate on:submit=submit>
            <p class="actions work__actions">
                <button class="button button--primary" type="submit" id="hand-in">{finish}</button>
            </p>
        </form>
    }
}

/// The pages with an open question, each with a link.
#[component]
fn Open(attempt: AttemptState, is_tasks: bool) -> impl IntoView {
    let text = use_text();
    let case = attempt.case.get_value();
    let is_closed = attempt.progress.with_untracked(|it| it.is_closed);
    let mut open = Vec::new();
    if !is_closed {
        open.extend((0..case.points.len()).filter_map(|at| open_point(attempt, text, &case, at)));
    }
    if is_tasks {
        let tasks = (0..case.tasks.len()).filter(|at| attempt.task(*at).is_none());
        open.extend(tasks.map(|at| (Step::Task(at), text.task_number(&(at + 1)))));
    }
    if open.is_empty() {
        return view! { <p id="all-answered">{text.all_is_answered()}</p> }.into_any();
    }
    let rows = open.into_iter().map(|(step, words)| {
        view! {
            <li>
                <button class="questionnaire__skipped" type="button" on:click=move |_| attempt.go(step)>
                    {words}
                </button>
            </li>
        }
    });
    view! {
        <p>{text.still_open()}</p>
        <ul class="questionnaire__skips" id="open">{rows.collect_view()}</ul>
    }
    .into_any()
}

fn open_point(attempt: AttemptState, text: Text, case: &Case, at: usize) -> Option<(Step, String)> {
    let (dimensions, stage, action) = untrack(|| attempt.open_at(at));
    let names = dimensions.into_iter().map(|it| text.dimension_short(it));
    let stage = stage.then(|| text.stage());
    let action = action.then(|| text.next_action_short());
    let names: Vec<_> = names.chain(stage).chain(action).collect();
    let day = case.points.get(at)?.day;
    let words = format!(
        "{}{}{}",
        text.on_day(&day),
        text.colon(),
        names.join(text.list_comma())
    );
    (!names.is_empty()).then_some((Step::Point(at), words))
}
