//! The plan for a table of ratings, stages and last contacts, and the button that carries it out.

use std::{sync::Arc, time::Duration};

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{
    add::{AddButton, Adding},
    preview::{MOST_ROWS, import_context},
    refused::RefusedRows,
};
use crate::{
    app::{
        components::SaveOrCopy,
        state::{Store, use_store, use_text},
    },
    domain::{Client, Language},
    exchange::{
        HistoryPlan, HistoryPlanner, ImportContext, Mapping, NoNameColumn, PlannedClient, Table,
        history_template,
    },
    i18n::Text,
    platform,
    storage::{Change, ChangeSet},
};

/// How many rows are read, or clients planned, before the browser gets its turn.
const STEPS_IN_SLICE: usize = 100;
/// The most lines that are named in one list.
const MOST_LINES: usize = 20;

/// The progress of a plan.
#[derive(Clone)]
enum Planning {
    /// A percentage.
    Busy(usize),
    Done(Result<Arc<HistoryPlan>, NoNameColumn>),
}

/// The plan for a table of histories.
#[component]
pub fn History(table: RwSignal<Arc<Table>>, mapping: RwSignal<Mapping>) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let planning = RwSignal::new(Planning::Busy(0));
    // Only the plan that was begun last is shown.
    let last = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let (table, mapping) = (table.get(), mapping.get());
        let (clients, here) = (store.clients(), import_context(store));
        last.update_value(|last| *last += 1);
        let own = last.get_value();
        planning.set(Planning::Busy(0));
        spawn_local(async move {
            let is_last = || last.try_get_value() == Some(own);
            let progress = |percent| {
                if is_last() {
                    planning.try_set(Planning::Busy(percent));
                }
                is_last()
            };
            if let Some(plan) = plan(&table, mapping, clients, here, progress).await
                && is_last()
            {
                planning.try_set(Planning::Done(plan.map(Arc::new)));
            }
        });
    });
    let count = move || match planning.get() {
        Planning::Busy(percent) => text.history_planning(&percent),
        Planning::Done(Err(NoNameColumn)) => text.no_name_column().to_owned(),
        Planning::Done(Ok(plan)) => text.history_summary(&plan),
    };
    let lists = move || {
        let Planning::Done(Ok(plan)) = planning.get() else {
            return None;
        };
        let table = table.get_untracked();
        let to_mend = plan.to_mend();
        // The file of rows to mend is offered once.
        let (of_refused, of_left_out) = if plan.refused.is_empty() {
            (None, Some(to_mend))
        } else {
            (Some(to_mend), Some(Vec::new()))
        };
        Some(view! {
            <Add store plan=Arc::clone(&plan)/>
            <Changed plan=Arc::clone(&plan)/>
            <Known plan=Arc::clone(&plan)/>
            <RefusedRows
                id="left-out-values"
                title=text.left_out_values()
                table=Arc::clone(&table)
                refused=plan.left_out.clone()
                has_others=!plan.clients.is_empty()
                to_mend=of_left_out
            />
            <RefusedRows
                title=text.refused_rows()
                table
                refused=plan.refused.clone()
                has_others=!plan.clients.is_empty()
                to_mend=of_refused
            />
        })
    };
    view! {
        <p class="quiet">{text.history_is_read()}</p>
        <p role="status" id="import-count">{count}</p>
        {lists}
    }
}

/// Plans slice by slice, and tells the percentage; none if nobody waits for it any more.
async fn plan(
    table: &Table,
    mapping: Mapping,
    clients: Vec<Arc<Client>>,
    here: ImportContext,
    progress: impl Fn(usize) -> bool,
) -> Option<Result<HistoryPlan, NoNameColumn>> {
    let words = [Text(Language::Zh), Text(Language::En)];
    let words = words.each_ref().map(|text| text as _);
    let id = platform::random_number;
    let mut planner = match HistoryPlanner::new(table, mapping, clients, here, &words, id) {
        Ok(planner) => planner,
        Err(error) => return Some(Err(error)),
    };
    let rows = table.rows().len().max(1);
    loop {
        let left = planner.step(STEPS_IN_SLICE);
        if left == 0 {
            return Some(Ok(planner.finish()));
        }
        // Clients are planned once all rows are read.
        let percent = 100 - 100 * left.min(rows) / rows;
        if !progress(percent) {
            return None;
        }
        platform::pause(Duration::ZERO).await;
    }
}

/// The button that adds what the plan has.
#[component]
fn Add(store: Store, plan: Arc<HistoryPlan>) -> impl IntoView {
    let text = use_text();
    let adds_any = !plan.clients.is_empty();
    let add = move || -> Adding {
        let plan = Arc::clone(&plan);
        Box::pin(async move {
            let changes = plan.clients.iter().map(|client| Change {
                before: client.before.clone(),
                after: Some(Arc::new(client.after.clone())),
            });
            let words = text.history_added(plan.clients.len());
            let changes = ChangeSet::of_clients(changes.collect());
            store.change(changes, &words).await
        })
    };
    let label = move || adds_any.then(|| text.history_add().to_owned());
    view! { <AddButton id="add-history" label add/> }
}

/// The clients that get something, each with what, and from which lines.
#[component]
fn Changed(plan: Arc<HistoryPlan>) -> impl IntoView {
    let text = use_text();
    if plan.clients.is_empty() {
        return None;
    }
    let item = |client: &PlannedClient| {
        let name = text.client_line(&client.after.profile);
        let new = client.before.is_none().then(|| text.history_new_mark());
        let what = text.history_counts([client.ratings, client.stages, client.contacts]);
        let lines = text.history_lines(&some_lines(text, &client.lines));
        let what = [new.unwrap_or_default(), &what, &lines];
        let what = what.into_iter().filter(|part| !part.is_empty());
        let what = what.collect::<Vec<_>>().join(" · ");
        view! { <li class="refused"><bdi>{name}</bdi>" "<span class="quiet">{what}</span></li> }
    };
    let items = plan.clients.iter().take(MOST_ROWS).map(item);
    let rest = plan.clients.len().saturating_sub(MOST_ROWS);
    Some(view! {
        <h3 class="card__title">{text.history_clients()}</h3>
        <ul class="cards" id="history-clients">{items.collect_view()}</ul>
        {(0 < rest).then(|| view! { <p class="quiet">{text.more_clients(rest)}</p> })}
    })
}

/// The lines of rows that are here already.
#[component]
fn Known(plan: Arc<HistoryPlan>) -> impl IntoView {
    let text = use_text();
    let lines = some_lines(text, &plan.known);
    (!plan.known.is_empty()).then(|| {
        view! {
            <details class="more" id="already">
                <summary>{text.history_known_title()}</summary>
                <p>{text.history_known_lines(&lines)}</p>
            </details>
        }
    })
}

/// The first lines, by their numbers.
fn some_lines(text: Text, lines: &[usize]) -> String {
    let first = lines.iter().take(MOST_LINES).map(ToString::to_string);
    let first = first.collect::<Vec<_>>().join(text.list_comma());
    let more = if MOST_LINES < lines.len() { "…" } else { "" };
    format!("{first}{more}")
}

/// The columns that a table of ratings needs, and an empty table to fill in.
#[component]
pub fn HistoryCard() -> impl IntoView {
    let text = use_text();
    view! {
        <section class="card">
            <h2 class="section__title">{text.history_title()}</h2>
            <p>{text.history_hint()}</p>
            <SaveOrCopy
                id="template"
                save=text.save_template()
                file_name="trust-velocity-template.csv".to_owned()
                content=move || history_template(text.template_headings())
            />
        </section>
    }
}
