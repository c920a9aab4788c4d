//! Collecting submissions: by the camera in a row, pasted, or as files.
//!
//! Invariant: each received text gets a log entry, whatever the outcome; no entry shows an answer.

mod collector;

use collector::{Collector, LogEntry};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{
    super::components::{Lookup, exercise_of_session, page_about, sources},
    session::{Count, CurrentSession, Missing, SessionNav, session_page},
};
use crate::{
    app::{
        components::{CollectingQrReader, FileField, PasteField, ScanOutcome},
        state::use_text,
    },
    domain::{EntryId, exercise::Case},
    route::SessionPart,
};

/// The page to collect submissions.
#[component]
pub fn CollectPage(id: EntryId) -> impl IntoView {
    session_page(id, |current| {
        let (store, text, built_in) = sources();
        let exercise = move || {
            let found = current.read(|session| exercise_of_session(store, text, built_in, session));
            match found {
                None | Some(Lookup::Loading) => Lookup::Loading,
                Some(Lookup::Failed(words)) => Lookup::Failed(words),
                Some(Lookup::Found(exercise)) => Lookup::Found(exercise.case().clone()),
            }
        };
        page_about(exercise, move |case| view! { <Collect current case/> })
    })
}

#[component]
fn Collect(current: CurrentSession, case: Case) -> impl IntoView {
    let text = use_text();
    let collector = Collector::new(current, case);
    let title = move || current.read(|session| session.title.as_str().to_owned());
    let is_revealed = move || current.read(|session| session.is_revealed) == Some(true);
    let read = move |scanned: String| collector.collect_code(&scanned);
    view! {
        <div class="page collect">
            <SessionNav id=current.id part=SessionPart::Collect/>
            <h1 class="page__title" tabindex="-1">{text.collect()}" · "<bdi>{title}</bdi></h1>
            {move || is_revealed().then(|| view! {
                <p class="banner banner--warning" id="is-revealed">{text.collect_after_reveal()}</p>
            })}
            <div class="collect__head">
                <Count current/>
                <Missing current/>
                <p class="collect__last" role="status" id="last-collected">{move || collector.last()}</p>
            </div>
            <div class="collect__ways">
                <section class="card">
                    <h2 class="card__title">{text.collect_by_camera()}</h2>
                    <CollectingQrReader on_text=read/>
                </section>
                <Pasted collector/>
                <Log collector/>
            </div>
        </div>
    }
}

/// The box for pasted submissions, and files.
#[component]
fn Pasted(collector: Collector) -> impl IntoView {
    let text = use_text();
    let pasted = RwSignal::new(String::new());
    let take = move |_| {
        let typed = pasted.get_untracked();
        spawn_local(async move {
            // A text that could not be stored stays for another try.
            if collector.collect_text(&typed).await {
                pasted.try_set(String::new());
            }
        });
    };
    let chosen = move |file| spawn_local(collector.collect_file(file));
    let progress = move || {
        let (done, of) = collector.progress()?;
        Some(text.collect_progress(&done, &of))
    };
    let busy = move || collector.progress().is_some();
    view! {
        <section class="card">
            <h2 class="card__title">{text.collect_by_text()}</h2>
            <PasteField id="pasted" label=text.collect_pasted() value=pasted rows=5 hint=text.collect_pasted_hint()/>
            <p class="actions">
                <button
                    class="button button--primary"
                    type="button"
                    id="collect-pasted"
                    prop:disabled=busy
                    on:click=take
                >
                    {text.collect_accept()}
                </button>
            </p>
            <p class="quiet" role="status" id="collect-progress">{progress}</p>
            <FileField id="collect-files" label=text.collect_files() several=true chosen/>
        </section>
    }
}

/// The log, the newest entry first.
#[component]
fn Log(collector: Collector) -> impl IntoView {
    let text = use_text();
    let counts = move || {
        let [new, again, refused] = collector.counts();
        text.collect_counts(&new, &again, &refused)
    };
    let lines = move || {
        let lines = collector.lines().into_iter().rev().map(|entry| {
            let LogEntry {
                outcome,
                words,
                doubtful,
            } = entry;
            let outcome = match outcome {
                ScanOutcome::Accepted => "accepted",
                ScanOutcome::Duplicate => "duplicate",
                ScanOutcome::Refused => "refused",
            };
            let let_count = doubtful.map(|submission| {
                let decide = move |_| spawn_local(collector.let_count(submission.clone()));
                view! {
                    " "
                    <button class="button let-count" type="button" on:click=decide>
                        {text.let_it_count()}
                    </button>
                }
            });
            view! { <li class="collect__entry" data-outcome=outcome>{words}{let_count}</li> }
        });
        lines.collect_view()
    };
    view! {
        <section class="card collect__log">
            <h2 class="card__title">{text.collect_log()}</h2>
            <p id="collect-counts">{counts}</p>
            <ul class="collect__entries" id="collect-log">{lines}</ul>
        </section>
    }
}
