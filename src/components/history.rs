//! Everything recorded of a client, newest first, each entry with its way to edit and to delete.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{Icon, ScoreBar, Shape};
use crate::{
    domain::{
        Client, Dimension, Instrument, PerDimension, Record, RecordKind, Request, Respondent,
    },
    i18n::Text,
    route::Route,
    state::{use_store, use_text},
};

/// How many entries are shown at first, and more at each request.
const PAGE: usize = 30;

/// The history of a client.
#[component]
pub fn History(#[prop(into)] client: Signal<Arc<Client>>) -> impl IntoView {
    let text = use_text();
    let shown = RwSignal::new(PAGE);
    let entries = move || {
        let client = client.get();
        let only_stage = client.stages().len() == 1;
        let history = client.history();
        let rest = history.len().saturating_sub(shown.get());
        let rows = history.into_iter().take(shown.get()).map(|record| {
            let record = match record {
                // Its rating may have been deleted: then it is open again.
                Record::Request(request) => {
                    let rating = request.answer(&client).map(|rating| rating.id);
                    Record::Request(Request { rating, ..request })
                }
                other => other,
            };
            let removable = !(only_stage && record.kind() == RecordKind::Stage);
            view! { <Entry client=Arc::clone(&client) record removable/> }
        });
        view! {
            <ol class="history__list">{rows.collect_view()}</ol>
            {(rest > 0).then(|| view! {
                <button class="button" type="button" on:click=move |_| shown.update(|n| *n += PAGE)>
                    {text.show_more(rest)}
                </button>
            })}
        }
    };
    view! {
        <section class="card history" aria-labelledby="history-title">
            <h2 class="card__title" id="history-title">{text.history()}</h2>
            {entries}
        </section>
    }
}

#[component]
fn Entry(client: Arc<Client>, record: Record, removable: bool) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let (client_id, id, kind) = (client.id(), record.id(), record.kind());
    let date = text.full_date(record.date());
    let edit = Route::Record(client_id, kind, Some(id)).to_string();
    let shape = match kind {
        RecordKind::Rating => Shape::Rating,
        RecordKind::Contact => Shape::Contact,
        RecordKind::Breach => Shape::Breach,
        RecordKind::Stage => Shape::Stage,
        RecordKind::Request => Shape::Request,
    };
    let (title, details, scores) = describe(text, &record);
    let which = format!("{title}, {date}");
    let delete = move |_| {
        let client = Arc::clone(&client);
        spawn_local(async move {
            if let Err(error) = store.remove_record(client, id).await {
                store.tell(&error.words(text));
            }
        });
    };
    view! {
        <li class="entry" data-kind=kind.id()>
            <span class="entry__icon"><Icon shape/></span>
            <div class="entry__body">
                <p class="entry__title">
                    <strong>{title}</strong>" "<span class="quiet">{date}</span>
                </p>
                {scores.map(|scores| view! { <ScoreBar scores/> })}
                {details.into_iter().map(|line| view! { <p class="entry__detail">{line}</p> }).collect_view()}
            </div>
            <span class="entry__actions">
                <a class="button button--quiet button--icon" href=edit aria-label=text.edit_entry(&which)>
                    <Icon shape=Shape::Edit/>
                </a>
                {removable.then(|| view! {
                    <button
                        class="button button--quiet button--icon"
                        type="button"
                        aria-label=text.delete_entry(&which)
                        on:click=delete
                    >
                        <Icon shape=Shape::Delete/>
                    </button>
                })}
            </span>
        </li>
    }
}

/// An entry in one line.
pub fn entry_words(text: Text, record: &Record) -> String {
    let (title, details, _) = describe(text, record);
    let date = text.full_date(record.date());
    let parts = [vec![title, date], details].concat();
    parts.join(" · ")
}

type Described = (String, Vec<String>, Option<crate::domain::Scores>);

fn describe(text: Text, record: &Record) -> Described {
    let with_note = |mut lines: Vec<String>, note: &str| {
        if !note.is_empty() {
            lines.push(note.to_owned());
        }
        lines
    };
    match record {
        Record::Rating(rating) => {
            let total = match rating.scores().total() {
                Some(total) => text.total_points(&text.number(total, 1)),
                None => text.incomplete_rating().to_owned(),
            };
            let scores = text.scores_line(&rating.scores());
            let title = text.rater_name(&rating.rater);
            let mut lines = vec![format!("{scores} · {total}")];
            if let Instrument::Items1(form) = rating.instrument() {
                lines.push(text.by_items(form).to_owned());
            }
            let lines = with_note(lines, rating.note.as_str());
            (title, lines, Some(rating.scores()))
        }
        Record::Contact(contact) => {
            let mut facts = Vec::new();
            if contact.minutes > 0 {
                facts.push(text.minutes(u32::from(contact.minutes)));
            }
            let served = served_names(text, contact.served);
            if !served.is_empty() {
                facts.push(text.served(&served));
            }
            let facts = facts.join(" · ");
            let lines = if facts.is_empty() {
                Vec::new()
            } else {
                vec![facts]
            };
            (
                text.channel(contact.channel).to_owned(),
                with_note(lines, contact.note.as_str()),
                None,
            )
        }
        Record::Breach(breach) => {
            let facts = format!(
                "{} · {}",
                text.dimension(breach.dimension),
                text.severity(breach.severity)
            );
            let mut lines = with_note(vec![facts], breach.what.as_str());
            if !breach.done.is_empty() {
                lines.push(text.what_was_done(&breach.done.as_str()));
            }
            (text.trust_damaged().to_owned(), lines, None)
        }
        Record::Stage(entry) => (
            text.entered_stage(&text.stage_name(entry.stage)),
            Vec::new(),
            None,
        ),
        Record::Request(request) => {
            let title = match &request.respondent {
                Respondent::Client(person) => text.asked_client(person),
                Respondent::Peer => text.asked_peer().to_owned(),
            };
            let state = match request.rating {
                Some(_) => text.request_answered(),
                None => text.request_open(),
            };
            let form = text.by_items(request.form);
            (title, vec![format!("{form} · {state}")], None)
        }
    }
}

fn served_names(text: Text, served: PerDimension<bool>) -> String {
    let names: Vec<_> = Dimension::ALL
        .into_iter()
        .filter(|dimension| served[*dimension])
        .map(|dimension| text.dimension_short(dimension))
        .collect();
    names.join(text.list_comma())
}
