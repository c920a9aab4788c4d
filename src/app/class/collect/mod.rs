//! Taking what trainees hand in: by the camera in a row, pasted, or as files.
//!
//! Invariant: everything that comes in is told, whatever became of it; what was answered never is.

mod taking;

use leptos::prelude::*;
use taking::{Entry, Taking};
use wasm_bindgen_futures::spawn_local;

use super::{
    super::components::{Found, exercise_of_session, page_about, sources},
    session::{Count, Missing, Opened, SessionNav, session_page},
};
use crate::{
    app::{
        components::{CollectingQrReader, FileField, ScanOutcome},
        state::use_text,
    },
    domain::{EntryId, exercise::Case},
    route::SessionPart,
};

/// Taking what trainees hand in.
#[component]
pub fn CollectPage(id: EntryId) -> impl IntoView {
    session_page(id, |opened| {
        let (store, text, built_in) = sources();
        let exercise = move || {
            let found = opened.read(|session| exercise_of_session(store, text, built_in, session));
            match found {
                None | Some(Found::Loading) => Found::Loading,
                Some(Found::Failed(words)) => Found::Failed(words),
                Some(Found::Here(exercise)) => Found::Here(exercise.case().clone()),
            }
        };
        page_about(exercise, move |case| view! { <Collect opened case/> })
    })
}

#[component]
fn Collect(opened: Opened, case: Case) -> impl IntoView {
    let text = use_text();
    let taking = Taking::new(opened, case);
    let title = move || opened.read(|session| session.title.as_str().to_owned());
    let is_revealed = move || opened.read(|session| session.is_revealed) == Some(true);
    let read = move |scanned: String| taking.hear(&scanned);
    view! {
        <div class="page collect">
            <SessionNav id=opened.id part=SessionPart::Collect/>
            <h1 class="page__title" tabindex="-1">{text.collect()}" · "<bdi>{title}</bdi></h1>
            {move || is_revealed().then(|| view! {
                <p class="banner banner--warning" id="is-revealed">{text.collect_after_reveal()}</p>
            })}
            <div class="collect__head">
                <Count opened/>
                <Missing opened/>
                <p class="collect__last" role="status" id="last-taken">{move || taking.last()}</p>
            </div>
            <div class="collect__ways">
                <section class="card">
                    <h2 class="card__title">{text.collect_by_camera()}</h2>
                    <CollectingQrReader on_text=read/>
                </section>
                <Pasted taking/>
                <Log taking/>
            </div>
        </div>
    }
}

/// What was pasted, and files.
#[component]
fn Pasted(taking: Taking) -> impl IntoView {
    let text = use_text();
    let pasted = RwSignal::new(String::new());
    let take = move |_| {
        let typed = pasted.get_untracked();
        spawn_local(async move {
            // What could not be stored stays to be tried again.
            if taking.take_text(&typed).await {
                pasted.try_set(String::new());
            }
        });
    };
    let chosen = move |file| spawn_local(taking.take_file(file));
    let progress = move || {
        let (done, of) = taking.progress()?;
        Some(text.collect_progress(&done, &of))
    };
    let busy = move || taking.progress().is_some();
    view! {
        <section class="card">
            <h2 class="card__title">{text.collect_by_text()}</h2>
            <div class="field">
                <label class="field__label" for="pasted">{text.collect_pasted()}</label>
                <textarea
                    class="field__input"
                    id="pasted"
                    rows="5"
                    aria-describedby="pasted-hint"
                    prop:value=pasted
                    on:input=move |event| pasted.set(event_target_value(&event))
                ></textarea>
                <p class="field__hint" id="pasted-hint">{text.collect_pasted_hint()}</p>
            </div>
            <p class="actions">
                <button
                    class="button button--primary"
                    type="button"
                    id="take-pasted"
                    prop:disabled=busy
                    on:click=take
                >
                    {text.collect_take()}
                </button>
            </p>
            <p class="quiet" role="status" id="collect-progress">{progress}</p>
            <FileField id="collect-files" label=text.collect_files() several=true chosen/>
        </section>
    }
}

/// What became of each, the newest first.
#[component]
fn Log(taking: Taking) -> impl IntoView {
    let text = use_text();
    let counts = move || {
        let [new, again, refused] = taking.counts();
        text.collect_counts(&new, &again, &refused)
    };
    let lines = move || {
        let lines = taking
            .lines()
            .into_iter()
            .rev()
            .map(|Entry { heard, words }| {
                let heard = match heard {
                    ScanOutcome::Taken => "taken",
                    ScanOutcome::Again => "again",
                    ScanOutcome::Refused => "refused",
                };
                view! { <li class="taken" data-heard=heard>{words}</li> }
            });
        lines.collect_view()
    };
    view! {
        <section class="card collect__log">
            <h2 class="card__title">{text.collect_log()}</h2>
            <p id="collect-counts">{counts}</p>
            <ul class="taken-list" id="collect-log">{lines}</ul>
        </section>
    }
}
