//! Making a report and sending it: as a text, a file or QR codes.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::current::Current;
use crate::{
    app::{
        components::{QrCode, ToSend, crypto_words},
        state::{use_store, use_text},
    },
    domain::team::{InvalidReport, Membership, Shared, SharedReport},
    i18n::Text,
    platform::crypto,
};

/// A report that was made.
#[derive(Clone, PartialEq)]
struct Made {
    edition: u32,
    date: String,
    code: String,
}

/// The button that makes a report, when the last one was made, and every means to send it.
#[component]
pub fn SendReport(current: Current<Membership>, shared: Memo<Vec<Shared>>) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let made = RwSignal::new(None::<Made>);
    let is_making = RwSignal::new(false);
    let failure = RwSignal::new(None::<String>);
    let last = move || {
        current.read(|it| match it.last {
            Some((edition, date)) => text.team_last_sent(&edition, &text.full_date(date)),
            None => text.team_never_sent().to_owned(),
        })
    };
    let begin = move |_| {
        if is_making.get_untracked() {
            return;
        }
        is_making.set(true);
        failure.set(None);
        let today = store.today_at_save();
        let shared = shared.get_untracked();
        spawn_local(async move {
            let done = make_report(text, current, &shared, today).await;
            // The page may be gone by now.
            is_making.try_set(false);
            match done {
                Ok(one) => made.try_set(Some(one)),
                Err(words) => {
                    failure.try_set(Some(words));
                    None
                }
            };
        });
    };
    let progress = move || is_making.get().then(|| text.team_making_report());
    let is_busy = move || is_making.get() || store.is_reading();
    let to_send = move || {
        let Made {
            edition,
            date,
            code,
        } = made.get()?;
        let team = untrack(|| current.read(|it| it.team.name.clone()))?;
        let message = text.team_report_message(&team, &code);
        let file_name = text.team_report_file(&date);
        Some(view! {
            <p id="report-made">{text.team_report_made(&edition)}</p>
            <ToSend id="report" message code=code.clone() file_name/>
            <details class="fold" id="report-qr">
                <summary>{text.team_report_codes()}</summary>
                <QrCode shown=code/>
            </details>
        })
    };
    view! {
        <section class="card" aria-labelledby="send-title">
            <h2 class="card__title" id="send-title">{text.team_send_title()}</h2>
            <p class="quiet">{text.team_send_hint()}</p>
            <p id="last-report">{last}</p>
            {move || failure.get().map(|words| view! { <p class="form__failure" role="alert">{words}</p> })}
            <p>
                <button
                    class="button button--primary"
                    type="button"
                    id="make-report"
                    prop:disabled=is_busy
                    on:click=begin
                >
                    {text.team_make_report()}
                </button>
            </p>
            <p class="quiet" role="status">{progress}</p>
            {to_send}
        </section>
    }
}

/// Makes the next edition of the report, and notes it.
async fn make_report(
    text: Text,
    current: Current<Membership>,
    shared: &[Shared],
    today: crate::domain::CivilDate,
) -> Result<Made, String> {
    let key = untrack(|| current.read(|membership| membership.team.key.clone()));
    let key = key.ok_or_else(|| text.team_missing().to_owned())?;
    let report = current.next_report(shared, today).await?;
    let report = report.map_err(|error| match error {
        InvalidReport::TooManyClients(count) => {
            text.team_too_many_clients(&count, &SharedReport::MAX_CLIENTS)
        }
        error => text.team_not_made(&error),
    })?;
    let sealed = crypto::seal_report(&report, &key).await;
    let sealed = sealed.map_err(|error| crypto_words(text, &error))?;
    let code = sealed
        .write()
        .map_err(|_| text.team_report_too_long().to_owned())?;
    Ok(Made {
        edition: report.edition,
        date: today.to_string(),
        code,
    })
}
