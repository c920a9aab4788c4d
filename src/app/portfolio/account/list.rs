//! All accounts, those with most people first, each with its weakest link.

use std::sync::Arc;

use leptos::prelude::*;

use super::all_accounts;
use crate::{
    app::state::{use_store, use_text},
    domain::{Account, AccountFigures, Assumptions, ClientId, Summary},
    i18n::Text,
    route::Route,
};

/// How many accounts are shown at first, and more at a time.
const BATCH: usize = 50;

/// An account as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Row {
    /// One of its people.
    first: ClientId,
    name: String,
    people: usize,
    weakest: Option<String>,
}

/// The list of the accounts.
#[component]
pub fn AccountList() -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let shown = RwSignal::new(BATCH);
    let accounts = Memo::new(move |_| all_accounts(store));
    let count = Memo::new(move |_| accounts.with(Vec::len));
    let rows = move || {
        let assumptions = store.settings().assumptions;
        accounts.with(|accounts| {
            let first = accounts.iter().take(shown.get());
            let rows = first.filter_map(|account| row(account, &assumptions, text));
            rows.collect::<Vec<_>>()
        })
    };
    let rest = move || count.get().saturating_sub(shown.get());
    move || {
        if count.get() == 0 {
            return view! { <p class="empty" id="no-accounts">{text.accounts_empty()}</p> }
                .into_any();
        }
        view! {
            <p class="quiet">{text.accounts_hint()}</p>
            <div class="scroll account__list" tabindex="0" role="group" aria-label=text.by_account()>
                <table class="table table--stacked" id="accounts">
                    <thead>
                        <tr>
                            <th scope="col">{text.organisation_label()}</th>
                            <th scope="col">{text.people_column()}</th>
                            <th scope="col">{text.weakest_link()}</th>
                        </tr>
                    </thead>
                    <tbody>
                        <For each=rows key=Clone::clone let(row)>
                            <tr>
                                <th scope="row">
                                    <a class="link" href=Route::Account(row.first).to_string()>
                                        <bdi>{row.name}</bdi>
                                    </a>
                                </th>
                                <td data-label=text.people_column()>{row.people}</td>
                                <td data-label=text.weakest_link()>
                                    {row.weakest.unwrap_or_else(|| "—".to_owned())}
                                </td>
                            </tr>
                        </For>
                    </tbody>
                </table>
            </div>
            {move || (0 < rest()).then(|| view! {
                <button class="button" type="button" on:click=move |_| shown.update(|shown| *shown += BATCH)>
                    {move || text.show_more(rest())}
                </button>
            })}
        }
        .into_any()
    }
}

fn row(account: &Account, assumptions: &Assumptions, text: Text) -> Option<Row> {
    let figures = AccountFigures::of(&account.people, assumptions);
    let weakest = figures.weakest.first().map(|link| {
        let person = account.people.iter().find(|it| it.id == link.client);
        let name = person.map_or_else(String::new, |it| text.name_in_text(&it.name));
        let score = text.score(Some(link.known.score));
        let is_other = |it: &&Arc<Summary>| {
            it.id != link.client && figures.weakest.iter().any(|other| other.client == it.id)
        };
        let more = account.people.iter().filter(is_other).count();
        let more = (0 < more).then(|| format!("{}{}", text.list_comma(), text.and_others(more)));
        let more = more.unwrap_or_default();
        format!("{name} · {} {score}{more}", text.dimension(link.dimension))
    });
    Some(Row {
        first: account.people.first()?.id,
        name: account.name.as_str().to_owned(),
        people: account.people.len(),
        weakest,
    })
}
