//! Collecting reports: pasted, as files, or by the camera in a row.
//!
//! Invariant: each received text gets a line in the log, whatever the outcome; one that cannot be read costs
//! no other.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::current::Current;
use crate::{
    app::{
        components::{CollectingQrReader, FileField, PasteField, ScanOutcome, crypto_words},
        state::{use_store, use_text},
    },
    domain::team::{AcceptedReport, SharedReport, Team},
    exchange::link::{LinkError, SealedReport, find_reports},
    i18n::Text,
    platform::{crypto, crypto::CryptoError, files},
};

/// The most bytes of a file with reports.
const MOST_BYTES: usize = 2_000_000;

/// The box for pasted reports, files and the camera.
#[component]
pub fn Collect(current: Current<Team>) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let pasted = RwSignal::new(String::new());
    let log = RwSignal::new(Vec::<String>::new());
    let collect = move |received: String| async move {
        let (lines, is_stored) = collect_text(text, current, &received).await;
        // The page may be gone by now; what was collected is stored all the same.
        log.try_update(|log| log.extend(lines));
        is_stored
    };
    let take = move |_| {
        let typed = pasted.get_untracked();
        spawn_local(async move {
            // A text that could not be stored stays for another try.
            if collect(typed).await {
                pasted.try_set(String::new());
            }
        });
    };
    let chosen = move |file: web_sys::File| {
        spawn_local(async move {
            match files::text_of(&file, MOST_BYTES).await {
                Ok(content) => _ = collect(content).await,
                Err(_) => store.show_toast(text.team_file_unreadable()),
            }
        });
    };
    let scanned = UnsyncCallback::new(move |found: String| {
        let is_ours = !find_reports(&found).reports.is_empty();
        spawn_local(async move { _ = collect(found).await });
        if is_ours {
            ScanOutcome::Accepted
        } else {
            ScanOutcome::Refused
        }
    });
    let camera = RwSignal::new(false);
    let lines = move || {
        let lines = log.get().into_iter().rev();
        lines.map(|line| view! { <li>{line}</li> }).collect_view()
    };
    view! {
        <section class="card team__collect" aria-labelledby="collect-title">
            <h2 class="card__title" id="collect-title">{text.team_collect_title()}</h2>
            <PasteField
                id="pasted-reports"
                label=text.team_collect_field()
                value=pasted
                rows=3
                hint=text.team_collect_hint()
            />
            <p class="actions">
                <button class="button button--primary" type="button" id="collect-reports" on:click=take>
                    {text.team_collect()}
                </button>
            </p>
            <FileField id="report-files" label=text.team_collect_files() several=true chosen/>
            <details
                class="fold"
                id="scan-reports"
                on:toggle=move |event| {
                    camera.set(event_target::<web_sys::Element>(&event).has_attribute("open"));
                }
            >
                <summary>{text.team_collect_camera()}</summary>
                {move || camera.get().then(|| view! { <CollectingQrReader on_text=scanned/> })}
            </details>
            <div role="status"><ul class="team__log" id="report-log">{lines}</ul></div>
        </section>
    }
}

/// Takes every report in a text; the outcome of each in words, and whether what was found could be stored.
async fn collect_text(text: Text, current: Current<Team>, received: &str) -> (Vec<String>, bool) {
    let found = find_reports(received);
    let problem = |(beginning, error): (String, LinkError)| {
        text.team_report_problem(&beginning, &text.team_report_error(&error))
    };
    let mut lines: Vec<_> = found.problems.into_iter().map(problem).collect();
    if found.reports.is_empty() {
        if lines.is_empty() {
            lines.push(text.team_report_not_found().to_owned());
        }
        return (lines, true);
    }
    let mut opened = Vec::new();
    for sealed in found.reports {
        match open(text, current, &sealed).await {
            Ok(report) => opened.push(report),
            Err(words) => lines.push(words),
        }
    }
    if opened.is_empty() {
        return (lines, true);
    }
    let accepted = current.edit(|team| {
        let told = opened.into_iter().map(|report| {
            let name = report.name.clone().filter(|_| !team.is_anonymous);
            let count = report.clients().len();
            text.team_accepted(team.accept(report), name.as_ref(), count)
        });
        told.collect::<Vec<_>>()
    });
    match accepted.await {
        Ok(told) => lines.extend(told),
        Err(words) => {
            lines.push(words);
            return (lines, false);
        }
    }
    (lines, true)
}

async fn open(
    text: Text,
    current: Current<Team>,
    sealed: &SealedReport,
) -> Result<SharedReport, String> {
    let team = untrack(|| current.read(|team| (team.id, team.key.clone())));
    let (id, key) = team.ok_or_else(|| text.team_missing().to_owned())?;
    if sealed.team != id {
        return Err(text.team_accepted(AcceptedReport::OtherTeam, None, 0));
    }
    let opened = crypto::open_report(sealed, &key).await;
    opened.map_err(|error| match error {
        CryptoError::WrongKey => text.team_report_wrong_key().to_owned(),
        CryptoError::Failed(_) => text.team_report_malformed().to_owned(),
        CryptoError::Unavailable => crypto_words(text, &error),
    })
}
