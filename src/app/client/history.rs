//! Everything recorded of a client, newest first, each entry with its way to edit and to delete.

use std::sync::Arc;

use leptos::{ev, prelude::*};
use wasm_bindgen_futures::spawn_local;

use crate::{
    app::{
        components::{Icon, MoreRows, ScoreBar, Shape, describe_entry},
        state::{use_store, use_text},
    },
    domain::{Client, Record, RecordKind, Request},
    route::Route,
};

/// How many entries are shown at first, and are added at a time.
const BATCH: usize = 10;

/// The history of a client. It grows as it is scrolled; on paper it is whole.
#[component]
pub fn History(#[prop(into)] client: Signal<Arc<Client>>) -> impl IntoView {
    let text = use_text();
    let shown = RwSignal::new(BATCH);
    let is_printed = is_printed();
    let order = Memo::new(move |_| {
        let history = client.get().history();
        history.iter().map(Record::id).collect::<Vec<_>>()
    });
    let count = move || order.with(Vec::len);
    let rest = Memo::new(move |_| {
        let hidden = count().saturating_sub(shown.get());
        if is_printed.get() { 0 } else { hidden }
    });
    let batches = move || 0..count().saturating_sub(rest.get()).div_ceil(BATCH);
    let entries = move |batch: usize| {
        let client = client.get();
        let only_stage = client.stages().len() == 1;
        let ids = order.with(|order| {
            let ids = order.iter().skip(batch * BATCH).take(BATCH);
            ids.copied().collect::<Vec<_>>()
        });
        let records = ids.into_iter().filter_map(|id| client.record(id));
        let entries = records.map(|record| {
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
        entries.collect_view()
    };
    view! {
        <section class="card history" aria-labelledby="history-title">
            <h2 class="card__title" id="history-title">{text.history()}</h2>
            <ol class="history__list">
                <For each=batches key=|batch| *batch children=move |batch| move || entries(batch)/>
            </ol>
            <MoreRows rest more=move || shown.update(|shown| *shown += BATCH)/>
        </section>
    }
}

/// Whether the page is on its way to paper.
fn is_printed() -> RwSignal<bool> {
    let is_printed = RwSignal::new(false);
    let before = window_event_listener(ev::beforeprint, move |_| is_printed.set(true));
    let after = window_event_listener(ev::afterprint, move |_| is_printed.set(false));
    on_cleanup(move || {
        before.remove();
        after.remove();
    });
    is_printed
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
