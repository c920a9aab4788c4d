//! The answers of a class, for the projector: one screen after another, by keys or buttons.
//!
//! The current screen is not stored: each visit begins with the overview.

mod distribution_card;
mod end;
mod overview;
mod point;
mod rounds;
mod steps;
mod task;
mod votes;

pub use self::{
    overview::{discussion_words, why_no_alpha},
    rounds::{cell_and_key, error_words, rounds_head, rounds_row},
    task::{choice_votes, verdict_votes, working_words},
    votes::{Vote, action_votes, stage_votes},
};

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::Element;

use self::{
    end::EndStep,
    overview::OverviewStep,
    point::PointStep,
    rounds::{PointRoundsStep, RoundsStep},
    steps::{Move, Step},
    task::TaskStep,
};
use super::results::{CurrentResults, expected, results_page};
use crate::{
    app::state::{use_store, use_text},
    domain::EntryId,
    platform,
    route::SessionPart,
};

/// The answers of a class, for the projector.
#[component]
pub fn BoardPage(id: EntryId) -> impl IntoView {
    results_page(
        id,
        SessionPart::Board,
        move |results| view! { <BoardSteps results/> },
    )
}

#[component]
fn BoardSteps(results: CurrentResults) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let steps = Memo::new(move |_| {
        let results = results.get();
        results.map_or_else(Vec::new, |results| Step::all(&results.board))
    });
    let at = RwSignal::new(0_usize);
    let step = Memo::new(move |_| steps.with(|steps| steps.get(at.get()).copied()));
    let go = Callback::new(move |to: usize| {
        let last = steps.with_untracked(Vec::len).saturating_sub(1);
        at.set(to.min(last));
        // The projector has no room for it.
        store.toasts().dismiss();
        window().scroll_to_with_x_and_y(0.0, 0.0);
    });
    let make = move |wanted: Move| {
        let here = at.get_untracked();
        go.run(match wanted {
            Move::Back => here.saturating_sub(1),
            Move::On => here + 1,
            Move::First => 0,
            Move::Last => usize::MAX,
        });
    };
    let listener = window_event_listener(ev::keydown, move |event| {
        if let Some(wanted) = wanted_move(&event) {
            event.prevent_default();
            make(wanted);
        }
    });
    on_cleanup(move || listener.remove());
    // The button that was pressed is gone, so the heading gets the focus.
    let open_point = Callback::new(move |point: usize| {
        let to = steps.with_untracked(|all| all.iter().position(|it| *it == Step::Point(point)));
        go.run(to.unwrap_or_default());
        request_animation_frame(|| platform::focus("#board h1"));
    });
    let language = move || results.get().map(|it| it.session.language.tag());
    let title = move || results.get().map(|it| it.session.title.as_str().to_owned());
    let subtitle = move || {
        let words = results.get().zip(step.get())?;
        Some(format!(" · {}", words.1.subtitle(text, &words.0)?))
    };
    let headline = move || Some(step.get()?.headline(text, &*results.get()?));
    let count = move || {
        let results = results.get()?;
        let count = results.session.latest().len();
        let expected = expected(text, &results.session);
        Some(match expected {
            Some(expected) => view! { <strong>{count}</strong>" "{expected} }.into_any(),
            None => view! { <strong>{text.people(count)}</strong> }.into_any(),
        })
    };
    let body = move || {
        Some(match step.get()? {
            Step::Overview => view! { <OverviewStep results open_point/> }.into_any(),
            Step::Rounds => view! { <RoundsStep results/> }.into_any(),
            Step::Point(at) => view! { <PointStep results at/> }.into_any(),
            Step::PointRounds(at) => view! { <PointRoundsStep results at/> }.into_any(),
            Step::Task(at) => view! { <TaskStep results at/> }.into_any(),
            Step::End => view! { <EndStep results/> }.into_any(),
        })
    };
    let options = move || {
        let (steps, count) = (steps.get(), steps.with(Vec::len));
        let option = |(nth, step): (usize, Step)| {
            view! {
                <option value=nth.to_string()>
                    {format!("{} / {count} · {}", nth + 1, step.name(text))}
                </option>
            }
        };
        steps.into_iter().enumerate().map(option).collect_view()
    };
    let choose = move |event| {
        go.run(event_target_value(&event).parse().unwrap_or_default());
        // The keys turn the pages only outside the select field, so the focus leaves it.
        platform::focus("#board h1");
    };
    let is_first = move || at.get() == 0;
    let is_last = move || steps.with(Vec::len) <= at.get() + 1;
    view! {
        <section class="page board" id="board">
            <div class="board__bar">
                <button
                    class="button"
                    type="button"
                    id="previous-step"
                    aria-disabled=move || is_first().then_some("true")
                    on:click=move |_| make(Move::Back)
                >
                    <span aria-hidden="true">"←"</span>
                    <span class="board__bar-words">{text.previous_step()}</span>
                </button>
                <select
                    class="select"
                    id="step"
                    aria-label=text.step_choice()
                    // Firefox ignores a changed `selected` attribute once the person has chosen an
                    // option.
                    prop:value=move || at.get().to_string()
                    on:change=choose
                >
                    {options}
                </select>
                <button
                    class="button"
                    type="button"
                    id="next-step"
                    aria-disabled=move || is_last().then_some("true")
                    on:click=move |_| make(Move::On)
                >
                    <span class="board__bar-words">{text.next_step()}</span>
                    <span aria-hidden="true">"→"</span>
                </button>
                <p class="board__count" id="handed-in">
                    {count}
                    <span class="board__revealed">{text.revealed()}</span>
                </p>
            </div>
            <header class="board__head" aria-live="polite">
                <p class="board__about"><bdi lang=language>{title}</bdi>{subtitle}</p>
                <h1 class="board__finding" tabindex="-1">{headline}</h1>
            </header>
            {body}
        </section>
    }
}

/// The move that a key asks for; `None` if the focused element uses the key.
fn wanted_move(event: &ev::KeyboardEvent) -> Option<Move> {
    let has_modifier = event.ctrl_key() || event.alt_key() || event.meta_key() || event.shift_key();
    if has_modifier || event.default_prevented() {
        return None;
    }
    let target = event.target()?.dyn_into::<Element>().ok();
    let is_within = |selector: &str| {
        let found = target.as_ref().map(|element| element.closest(selector));
        found.is_some_and(|found| found.is_ok_and(|found| found.is_some()))
    };
    let wanted = match event.key().as_str() {
        // Presenter remotes send these.
        "PageUp" => return (!is_within("input, select, textarea, dialog")).then_some(Move::Back),
        "PageDown" => return (!is_within("input, select, textarea, dialog")).then_some(Move::On),
        "ArrowLeft" => Move::Back,
        "ArrowRight" => Move::On,
        "Home" => Move::First,
        "End" => Move::Last,
        _ => return None,
    };
    let reads = "input, select, textarea, dialog, canvas, [role=group]";
    (!is_within(reads)).then_some(wanted)
}
