//! Everything recorded of a client, newest first, each entry with its way to edit and to delete.

use std::sync::Arc;

use leptos::{ev, prelude::*};
use wasm_bindgen_futures::spawn_local;

use crate::{
    app::{
        components::{
            EntryWords, Icon, MoreRows, ScoreBar, Shape, entry_date, entry_words, focus_soon,
            repair_words,
        },
        state::{use_store, use_text},
    },
    domain::{Client, EntryId, Record, RecordKind, Request},
    route::Route,
};

/// How many entries are shown at first, and are added at a time.
const BATCH: usize = 6;

/// The first entry that the button adds.
const FIRST_ADDED: &str = ".entry:nth-child(7) summary";

/// The history of a client: its latest entries, until all are asked for. Then it grows as it is
/// scrolled; on paper it is whole.
#[component]
pub fn History(
    #[prop(into)] client: Signal<Arc<Client>>,
    /// The steps that stand in the repair plan until they are done.
    in_repair: Memo<Vec<EntryId>>,
) -> impl IntoView {
    let text = use_text();
    let shown = RwSignal::new(BATCH);
    let is_all_asked_for = RwSignal::new(false);
    let is_printed = is_printed();
    let order = Memo::new(move |_| {
        let history = client.get().history();
        let ids = history.iter().map(Record::id);
        in_repair.with(|steps| ids.filter(|id| !steps.contains(id)).collect::<Vec<_>>())
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
            view! { <Entry client=Arc::clone(&client) record removable is_printed/> }
        });
        entries.collect_view()
    };
    let more = move || shown.update(|shown| *shown += BATCH);
    let show_all = move |_| {
        is_all_asked_for.set(true);
        more();
        focus_soon(FIRST_ADDED);
    };
    let end = move || {
        if is_all_asked_for.get() {
            return view! { <MoreRows rest more/> }.into_any();
        }
        (move || {
            (0 < rest.get()).then(|| {
                view! {
                    <button class="button" type="button" on:click=show_all>{text.show_all(count())}</button>
                }
            })
        })
        .into_any()
    };
    view! {
        <section class="card history" aria-labelledby="history-title">
            <h2 class="card__title" id="history-title">{text.history()}</h2>
            <ol class="history__list">
                <For each=batches key=|batch| *batch children=move |batch| move || entries(batch)/>
            </ol>
            {end}
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

/// An entry in one line; what else is known of it, and what can be done with it, is made when it is
/// opened.
#[component]
fn Entry(
    client: Arc<Client>,
    record: Record,
    removable: bool,
    is_printed: RwSignal<bool>,
) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let is_open = RwSignal::new(false);
    let kind = record.kind();
    let shape = match kind {
        RecordKind::Rating => Shape::Rating,
        RecordKind::Contact => Shape::Contact,
        RecordKind::Breach => Shape::Breach,
        RecordKind::Promise => Shape::Promise,
        RecordKind::Feedback => Shape::Feedback,
        RecordKind::Action => Shape::Today,
        RecordKind::Stage => Shape::Stage,
        RecordKind::Request => Shape::Request,
    };
    let EntryWords {
        title,
        facts,
        scores,
    } = EntryWords::of(text, &record);
    let facts = facts.join(" · ");
    // On paper nothing is opened: all is in the line.
    let line = move || match scores.filter(|_| is_printed.get()) {
        Some(scores) => format!("{} · {facts}", text.scores_line(&scores)),
        None => facts.clone(),
    };
    let date = entry_date(text, record.date(), untrack(|| store.today()));
    let toggled = move |event: ev::Event| {
        let fold = event_target::<web_sys::HtmlDetailsElement>(&event);
        is_open.set(fold.open());
    };
    let rest = StoredValue::new((client, record));
    let more = move || {
        let (client, record) = is_open.get().then(|| rest.get_value())?;
        Some(view! { <EntryDetails client record removable/> })
    };
    view! {
        <li class="entry entry--fold" data-kind=kind.id()>
            <details on:toggle=toggled>
                <summary class="entry__line">
                    <span class="entry__icon"><Icon shape/></span>
                    <span class="entry__title">
                        <strong>{title}</strong>" "<span class="quiet">{date}</span>
                    </span>
                    <span class="entry__facts">{line}</span>
                </summary>
                {more}
            </details>
        </li>
    }
}

/// Everything about an entry, and the ways to edit and to delete it.
#[component]
fn EntryDetails(client: Arc<Client>, record: Record, removable: bool) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let (client_id, id, kind) = (client.id(), record.id(), record.kind());
    let edit = Route::Record(client_id, kind, Some(id)).to_string();
    let EntryWords {
        title,
        facts,
        scores,
    } = EntryWords::of(text, &record);
    let date = text.full_date(record.date());
    let which = format!("{title}, {date}");
    let cited = match &record {
        Record::Rating(rating) => rating.cited(&client),
        _ => Vec::new(),
    };
    let cited = cited
        .iter()
        .map(|record| text.cites(&entry_words(text, record)));
    let steps = match &record {
        Record::Breach(breach) => repair_words(text, &client, breach),
        _ => Vec::new(),
    };
    let cited = cited.chain(steps).map(|words| {
        view! { <p class="entry__detail">{words}</p> }
    });
    let cited = cited.collect_view();
    let delete = move |_| {
        let client = Arc::clone(&client);
        spawn_local(async move {
            if let Err(error) = store.remove_record(client, id).await {
                store.show_toast(&error.words(text));
            }
        });
    };
    let scores = scores.map(|scores| {
        view! {
            <ScoreBar scores/>
            <p class="entry__detail">{text.scores_line(&scores)}</p>
        }
    });
    let facts = facts.into_iter();
    let facts = facts.map(|fact| view! { <p class="entry__detail">{fact}</p> });
    view! {
        <div class="entry__body">
            <p class="quiet">{date}</p>
            {scores}
            {facts.collect_view()}
            {cited}
            <p class="entry__actions">
                <a class="button button--quiet" href=edit aria-label=text.edit_entry(&which)>
                    <Icon shape=Shape::Edit/>{text.edit()}
                </a>
                {removable.then(|| view! {
                    <button
                        class="button button--quiet"
                        type="button"
                        aria-label=text.delete_entry(&which)
                        on:click=delete
                    >
                        <Icon shape=Shape::Delete/>{text.delete()}
                    </button>
                })}
            </p>
        </div>
    }
}
