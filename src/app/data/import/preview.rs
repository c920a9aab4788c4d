//! The preview of an import.

use std::{collections::BTreeSet, sync::Arc};

use leptos::prelude::*;

use super::{
    accounts::{Accounts, Respellings},
    add::{AddButton, Adding},
    choices::{DateChoices, HeaderChoice},
    columns::Columns,
    damaged::DamagedCards,
    history::History,
    namesakes::{AnotherPerson, Namesakes},
    refused::RefusedRows,
};
use crate::{
    app::state::{Store, use_store, use_text},
    domain::{Client, Name},
    exchange::{
        ExistingRow, ImportContext, ImportPlan, Mapping, NoNameColumn, Table, lack_date_reading,
        plan_import,
    },
    i18n::Text,
    platform,
    route::Route,
};

/// The most new clients that are shown.
const MOST_CLIENTS: usize = 5;
/// The most rows that are listed of those not imported.
pub(super) const MOST_ROWS: usize = 50;

/// The plan for the chosen mapping.
pub(super) type Outcome = Result<Arc<ImportPlan>, NoNameColumn>;

/// The mapping of the columns, and what is asked about the file; then the plan, and the button that
/// carries it out.
#[component]
pub fn Preview(table: Arc<Table>, children: Children) -> impl IntoView {
    let text = use_text();
    let mapping = RwSignal::new(Mapping::guess(&table));
    let is_of_history = Memo::new(move |_| mapping.with(Mapping::is_of_history));
    let table = RwSignal::new(table);
    let plan = move || {
        if is_of_history.get() {
            view! { <History table mapping/> }.into_any()
        } else {
            view! { <Clients table mapping/> }.into_any()
        }
    };
    view! {
        <section class="card" aria-labelledby="preview-title">
            <h2 class="section__title" id="preview-title" tabindex="-1" aria-describedby="import-count">
                {text.preview()}
            </h2>
            {children()}
            <HeaderChoice table mapping/>
            {move || view! { <Columns table=table.get() mapping/> }}
            <DateChoices table mapping/>
            {plan}
        </section>
    }
}

/// The plan for a table of people.
#[component]
fn Clients(table: RwSignal<Arc<Table>>, mapping: RwSignal<Mapping>) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let outcome: Memo<Outcome> = Memo::new(move |_| {
        let clients = store.clients();
        let existing = clients.iter().map(Arc::as_ref);
        let (table, mapping) = (table.get(), mapping.get());
        let here = import_context(store);
        plan_import(&table, &mapping, existing, here, platform::random_number).map(Arc::new)
    });
    let chosen = RwSignal::new(BTreeSet::new());
    let lists = move || {
        let plan = outcome.get().ok()?;
        let table = table.get_untracked();
        Some(view! {
            <NewClients plan=Arc::clone(&plan)/>
            <Accounts plan=Arc::clone(&plan)/>
            <DamagedCards table=Arc::clone(&table) plan=Arc::clone(&plan)/>
            <Namesakes plan=Arc::clone(&plan) chosen/>
            <ExistingRows plan=Arc::clone(&plan) chosen/>
            <RefusedRows
                title=text.refused_rows()
                table
                refused=plan.refused.clone()
                has_others=!plan.clients.is_empty()
            />
        })
    };
    view! {
        <p role="status" id="import-count">{move || counts(text, &outcome.get())}</p>
        <Respellings outcome mapping/>
        <Add outcome chosen/>
        {lists}
    }
}

/// The state of the app that an import needs.
pub(super) fn import_context(store: Store) -> ImportContext {
    ImportContext {
        today: store.today(),
        day_of: platform::day_of,
        composed: platform::composed,
    }
}

/// How many rows there are of each kind, or why there are none.
fn counts(text: Text, outcome: &Outcome) -> String {
    let Ok(plan) = outcome else {
        return text.no_name_column().to_owned();
    };
    let (new, already, refused) = (plan.clients.len(), plan.existing.len(), plan.refused.len());
    let mut sentences = Vec::new();
    if 0 < new {
        sentences.push(text.can_be_added(new));
    }
    if 0 < already {
        sentences.push(text.are_here_already(already));
    }
    if !plan.namesakes.is_empty() {
        sentences.push(text.have_a_known_name(plan.namesakes.len()));
    }
    if 0 < refused {
        sentences.push(text.cannot_be_imported(refused));
    }
    if new == 0 && plan.namesakes.is_empty() {
        let why = if refused == 0 {
            text.all_here_already()
        } else if lack_date_reading(&plan.refused) {
            text.choose_date_reading()
        } else {
            text.nothing_can_be_added()
        };
        sentences.push(why.to_owned());
    }
    sentences.join(text.sentence_space())
}

/// The button that adds the new clients, and the chosen rows.
#[component]
fn Add(outcome: Memo<Outcome>, chosen: RwSignal<BTreeSet<usize>>) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let count = move || {
        let plan = outcome.get();
        plan.map_or(0, |plan| chosen.with(|lines| plan.chosen(lines).count()))
    };
    let add = move || -> Adding {
        let (plan, lines) = (outcome.get_untracked(), chosen.get_untracked());
        Box::pin(async move {
            let chosen = plan.iter().flat_map(|plan| plan.chosen(&lines));
            let clients: Vec<_> = chosen.cloned().collect();
            let words = text.clients_added(clients.len());
            store.put_clients(clients, &words).await
        })
    };
    let label = move || match count() {
        0 => None,
        count => Some(text.add_clients(count)),
    };
    view! { <AddButton id="add-clients" label add/> }
}

#[component]
fn NewClients(plan: Arc<ImportPlan>) -> impl IntoView {
    let (store, text) = (use_store(), use_text());
    if plan.clients.is_empty() {
        return None;
    }
    let today = untrack(|| store.today());
    let is_of_today = |(_, client): &&(_, Client)| client.first_contact() == today;
    let of_today = plan.clients.iter().filter(is_of_today).count();
    let shown = plan.clients.iter().take(MOST_CLIENTS);
    let rows = shown.map(|(_, client)| client_row(text, client));
    let rest = plan.clients.len().saturating_sub(MOST_CLIENTS);
    Some(view! {
        {(0 < of_today).then(|| view! {
            <p class="note" id="first-contact-today">{text.dated_today(of_today)}</p>
        })}
        <div class="scroll" tabindex="0" role="group" aria-label=text.new_clients()>
            <table class="table table--words" id="new-clients">
                <thead>
                    <tr>
                        <th scope="col">{text.name_label()}</th>
                        <th scope="col">{text.organisation_label()}</th>
                        <th scope="col">{text.tags_label()}</th>
                        <th scope="col">{text.first_contact()}</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
        {(0 < rest).then(|| view! { <p class="quiet">{text.more_clients(rest)}</p> })}
    })
}

fn client_row(text: Text, client: &Client) -> impl IntoView + use<> {
    let profile = &client.profile;
    let name = profile.name.as_str().to_owned();
    let organisation = profile.organisation.as_ref().map(Name::as_str);
    let organisation = organisation.unwrap_or_default().to_owned();
    let tags = profile.tags.iter().map(Name::as_str);
    let tags = tags.collect::<Vec<_>>().join(text.list_comma());
    view! {
        <tr>
            <th scope="row"><bdi>{name}</bdi></th>
            <td><bdi>{organisation}</bdi></td>
            <td><bdi>{tags}</bdi></td>
            <td>{text.full_date(client.first_contact())}</td>
        </tr>
    }
}

#[component]
fn ExistingRows(plan: Arc<ImportPlan>, chosen: RwSignal<BTreeSet<usize>>) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    if plan.existing.is_empty() {
        return None;
    }
    let item = |already: &ExistingRow| {
        let client = untrack(|| store.client(already.client))?;
        let name = text.client_line(&client.profile);
        Some(view! {
            <li>
                {text.nth_line(&already.line)}" "
                <a class="link" href=Route::Client(already.client).to_string()><bdi>{name}</bdi></a>
                {already.another.is_some().then(|| view! {
                    <AnotherPerson line=already.line chosen/>
                })}
            </li>
        })
    };
    let items = plan.existing.iter().take(MOST_ROWS).filter_map(item);
    let rest = plan.existing.len().saturating_sub(MOST_ROWS);
    Some(view! {
        <details class="more" id="already">
            <summary>{text.here_already()}</summary>
            <ul>{items.collect_view()}</ul>
            {(0 < rest).then(|| view! { <p class="quiet">{text.more_clients(rest)}</p> })}
        </details>
    })
}
