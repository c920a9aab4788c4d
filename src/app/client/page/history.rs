//! Everything recorded of a client, newest first, each entry with its way to edit and to delete.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::{
    app::{
        components::{Icon, ScoreBar, Shape, describe_entry},
        state::{use_store, use_text},
    },
    domain::{Client, Record, RecordKind, Request},
    route::Route,
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
    let (title, details, scores) = describe_entry(text, &record);
    let which = format!("{title}, {date}");
    let delete = move |_| {
        let client = Arc::clone(&client);
        spawn_local(async move {
            if let Err(error) = store.remove_record(client, id).await {
                store.show_toast(&error.words(text));
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
