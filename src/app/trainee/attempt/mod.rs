//! Working on an exercise's case: a page for each time point and each task, then a check.
//!
//! Every change is kept at once, so a reload, a call or a closed page returns to the same page.
//! Invariant: nothing here knows the key, and the tasks, which reveal scores of it, come after the
//! ratings have closed.

mod attempt_state;
mod check;
mod choices;
mod point;
mod progress;
mod result;
mod start;
mod task;

use leptos::prelude::*;

pub use attempt_state::{AttemptState, show_top};
pub use progress::{Progress, Step};
pub use result::ResultPart;
pub use start::Start;

use self::{
    attempt_state::Direction,
    check::{CheckStep, ClosingStep},
    point::PointStep,
    task::TaskStep,
};
use crate::{
    app::{
        components::{Icon, Shape},
        state::use_text,
    },
    content::Anchors,
    platform,
};

/// The meanings of the scores, once they have been fetched; the sliders work without them.
pub fn fetched_anchors() -> Signal<Option<Anchors>> {
    let anchors = platform::fetched("content/anchors.json".to_owned(), |file| {
        Anchors::parse(file).map_err(|error| error.to_string())
    });
    Signal::derive(move || anchors.get().and_then(Result::ok))
}

/// The pages between the start and the end.
#[component]
pub fn WorkForm(
    attempt: AttemptState,
    /// The meanings of the scores, once they have been fetched.
    #[prop(into)]
    anchors: Signal<Option<Anchors>>,
    /// The label of the last button.
    finish: &'static str,
) -> impl IntoView {
    let step = attempt.step();
    let title = attempt.case.with_value(|case| case.title.clone());
    view! {
        <section class="page page--text work">
            <Head attempt/>
            <p class="quiet work__title"><bdi>{title.as_str().to_owned()}</bdi></p>
            <Resumed attempt/>
            {move || match step.get() {
                Step::Point(at) => view! { <PointStep attempt at anchors/> }.into_any(),
                Step::Closing => view! { <ClosingStep attempt/> }.into_any(),
                Step::Task(at) => view! { <TaskStep attempt at/> }.into_any(),
                Step::Check => view! { <CheckStep attempt finish/> }.into_any(),
                Step::Start | Step::Finished => ().into_any(),
            }}
        </section>
    }
}

/// The link back, the progress, and the link to the end.
#[component]
fn Head(attempt: AttemptState) -> impl IntoView {
    let text = use_text();
    let step = attempt.step();
    let place = Memo::new(move |_| {
        let steps = attempt.case.with_value(Progress::all_steps);
        let at = steps.iter().position(|other| *other == step.get());
        (at.map_or(0, |at| at + 1), steps.len())
    });
    let back = move || {
        let (before, _) = attempt.neighbours();
        before.is_some().then(|| {
            view! {
                <button class="link questionnaire__back" type="button" id="previous-step" on:click=move |_| attempt.leave(Direction::Back)>
                    <Icon shape=Shape::Back/>{text.work_back()}
                </button>
            }
        })
    };
    let check = move || {
        (step.get() != Step::Check && attempt.may_go(Step::Check)).then(|| {
            view! {
                <button class="link work__check" type="button" id="to-check" on:click=move |_| attempt.leave(Direction::ToCheck)>
                    {text.to_check()}
                </button>
            }
        })
    };
    view! {
        <header class="questionnaire__head">
            <span class="questionnaire__side">{back}</span>
            <span class="questionnaire__count" id="step-count">
                {move || { let (at, of) = place.get(); format!("{at} / {of}") }}
            </span>
            <span class="questionnaire__side">{check}</span>
            <progress
                class="questionnaire__progress"
                max=move || place.get().1.to_string()
                prop:value=move || place.get().0.to_string()
                aria-label=move || { let (at, of) = place.get(); text.step_of(&at, &of) }
            ></progress>
        </header>
    }
}

/// Says that the attempt was resumed, with a button to start over.
#[component]
fn Resumed(attempt: AttemptState) -> impl IntoView {
    let text = use_text();
    let again = move || {
        // A trainee who has seen the tasks knows scores of the key.
        let is_closed = attempt.progress.with(|progress| progress.is_closed);
        (!is_closed).then(|| {
            view! {
                <button class="button button--quiet" type="button" id="start-over" on:click=move |_| attempt.start_over()>
                    {text.start_over()}
                </button>
            }
        })
    };
    move || {
        attempt.is_resumed.get().then(|| {
            view! { <p class="questionnaire__resumed" id="resumed" role="status">{text.resumed_here()}" "{again}</p> }
        })
    }
}

/// The button to the next page, or why there is none yet.
#[component]
fn NextButton(
    attempt: AttemptState,
    #[prop(optional)] label: Option<&'static str>,
) -> impl IntoView {
    let text = use_text();
    let may_go = Memo::new(move |_| {
        let (_, next) = attempt.neighbours();
        next.is_none_or(|next| attempt.may_go(next))
    });
    let next = move || {
        may_go.get().then(|| {
            view! {
                <button class="button button--primary" type="submit" id="next-step">
                    {label.unwrap_or_else(|| text.work_next())}
                </button>
            }
        })
    };
    let led = move || (!may_go.get()).then(|| text.live_led());
    view! {
        <p class="actions work__actions">{next}<span class="quiet" role="status" id="led">{led}</span></p>
    }
}
