//! Accepting answers: from a link, from pasted text, or by the camera.
//!
//! Invariant: an answer is shown before it is accepted, and an answer to a request counts once.

mod found_answer;
mod preview;

use found_answer::FoundAnswer;
use leptos::{ev, prelude::*};

use crate::{
    app::{
        components::{
            BackLink, FormFailure, FormState, PasteField, QrReader, focus_first_error, focus_soon,
        },
        state::use_text,
    },
    exchange::link::{Answered, LinkError},
    platform,
    route::{Route, payload},
};

/// Accepts the answer in the location's hash, or asks for one.
#[component]
pub fn AnswersPage() -> impl IntoView {
    let text = use_text();
    let hash = platform::hash();
    let answered = RwSignal::new(payload(&hash).map(|text| Answered::find(&text)));
    let other = move |_| {
        answered.set(None);
        if payload(&platform::hash()).is_some() {
            platform::go(Route::Answers);
        }
        focus_soon("#answer-text");
    };
    let content = move || match answered.get() {
        Some(Ok(found)) => view! {
            <FoundAnswer answered=found/>
            <p>
                <button class="button" type="button" id="other-answer" on:click=other>
                    {text.other_answer()}
                </button>
            </p>
        }
        .into_any(),
        Some(Err(error)) => view! { <Paste answered error=Some(error)/> }.into_any(),
        None => view! { <Paste answered error=None/> }.into_any(),
    };
    view! {
        <article class="page page--text answers">
            <p class="client__back"><BackLink to=Route::Clients label=text.clients()/></p>
            <h1 class="page__title" tabindex="-1">{text.accept_answer()}</h1>
            {content}
        </article>
    }
}

/// The box for a received answer, and the camera.
#[component]
fn Paste(
    answered: RwSignal<Option<Result<Answered, LinkError>>>,
    /// The error of the previous text.
    error: Option<LinkError>,
) -> impl IntoView {
    let text = use_text();
    let state = FormState::new();
    let pasted = RwSignal::new(String::new());
    if let Some(error) = error {
        state.fail(text.answer_error(&error));
    }
    let take = move |found: &str| match Answered::find(found) {
        Ok(found) => answered.set(Some(Ok(found))),
        Err(error) => {
            state.clear();
            state.fail(text.answer_error(&error));
            focus_first_error();
        }
    };
    let read = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let pasted = pasted.get_untracked();
        if pasted.trim().is_empty() {
            state.clear();
            state.fail(text.nothing_pasted().to_owned());
            return focus_first_error();
        }
        take(&pasted);
    };
    let scanned = UnsyncCallback::new(move |found: String| take(&found));
    view! {
        <form class="form" novalidate on:submit=read>
            <FormFailure state/>
            <PasteField id="answer-text" label=text.answer_field() value=pasted rows=4 hint=text.answer_field_hint()/>
            <p>
                <button class="button button--primary" type="submit" id="read-answer">
                    {text.read_it()}
                </button>
            </p>
        </form>
        <QrReader on_text=scanned/>
    }
}
