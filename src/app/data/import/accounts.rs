//! The accounts that the people of an import will stand in, and the spellings of organisations that may
//! be one.

use std::sync::Arc;

use leptos::prelude::*;

use super::preview::{MOST_ROWS, Outcome};
use crate::{
    app::state::{Store, use_store, use_text},
    domain::Name,
    exchange::{ImportPlan, ImportedAccount, Mapping, imported_accounts, respellings},
    platform,
};

/// The most accounts that are shown.
const MOST_ACCOUNTS: usize = 5;

/// The accounts of several people, at least one of them new; nothing if there is none.
#[component]
pub fn Accounts(plan: Arc<ImportPlan>) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let here = untrack(|| organisations_here(store));
    let accounts = imported_accounts(organisations_of(&plan), &here, platform::composed);
    if accounts.is_empty() {
        return None;
    }
    let words = |account: &ImportedAccount| {
        let all = account.new + account.here;
        text.imported_account(all, &text.name_in_text(&account.name), &account.here)
    };
    let shown = accounts.iter().take(MOST_ACCOUNTS).map(words);
    let shown = shown.map(|words| view! { <li>{words}</li> }).collect_view();
    let rest = accounts.len().saturating_sub(MOST_ACCOUNTS);
    Some(view! {
        <h3 class="card__title" id="imported-accounts-title">{text.imported_accounts()}</h3>
        <p class="quiet">{text.imported_accounts_hint()}</p>
        <ul id="imported-accounts" aria-labelledby="imported-accounts-title">{shown}</ul>
        {(0 < rest).then(|| view! { <p class="quiet">{text.more_accounts(rest)}</p> })}
    })
}

/// The choices to write organisations in another spelling; nothing if there are none.
#[component]
pub fn Respellings(outcome: Memo<Outcome>, mapping: RwSignal<Mapping>) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let offered = Memo::new(move |_| {
        let plan = outcome.get().ok();
        let here = organisations_here(store);
        let new = plan.iter().flat_map(|plan| organisations_of(plan));
        let mut offered = respellings(new, &here, platform::composed);
        // The plan has those that were chosen in the other spelling.
        mapping.with(|mapping| {
            let chosen = mapping.organisations.iter();
            offered.extend(chosen.map(|(from, to)| (from.clone(), to.clone())));
        });
        offered.into_iter().collect::<Vec<_>>()
    });
    let any = Memo::new(move |_| offered.with(|offered| !offered.is_empty()));
    let first = move || offered.with(|all| all.iter().take(MOST_ROWS).cloned().collect::<Vec<_>>());
    let choice = move |(from, to): (Name, Name)| {
        let label = text.respell(&text.name_in_text(&from), &text.name_in_text(&to));
        let is_chosen = {
            let from = from.clone();
            move || mapping.with(|mapping| mapping.organisations.contains_key(&from))
        };
        let choose = move |event| {
            let ticked = event_target_checked(&event);
            mapping.update(|mapping| {
                if ticked {
                    mapping.organisations.insert(from.clone(), to.clone());
                } else {
                    mapping.organisations.remove(&from);
                }
            });
        };
        view! {
            <li>
                <label class="check">
                    <input type="checkbox" prop:checked=is_chosen on:change=choose/>
                    {label}
                </label>
            </li>
        }
    };
    move || {
        any.get().then(|| {
            view! {
                <h3 class="card__title" id="respellings-title">{text.respellings()}</h3>
                <p class="quiet">{text.respellings_hint()}</p>
                <ul class="cards" id="respellings" aria-labelledby="respellings-title">
                    <For each=first key=Clone::clone children=choice/>
                </ul>
            }
        })
    }
}

/// The organisations of the new clients.
fn organisations_of(plan: &ImportPlan) -> impl Iterator<Item = &Name> {
    let clients = plan.clients.iter();
    clients.filter_map(|(_, client)| client.profile.organisation.as_ref())
}

/// The organisations of the clients here, of each client once.
fn organisations_here(store: Store) -> Vec<Name> {
    let clients = store.clients();
    let own = clients.iter().filter(|client| !client.is_example());
    own.filter_map(|client| client.profile.organisation.clone())
        .collect()
}
