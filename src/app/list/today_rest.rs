//! The part of Today below its rows.

use std::sync::Arc;

use leptos::prelude::*;

use super::week::Week;
use crate::{
    app::state::{use_store, use_text},
    domain::{Priorities, Summary},
    route::Route,
};

/// The most snoozed clients that stand in the page.
const MOST: usize = 20;

/// The entries due within a week, those who are snoozed, and how many need nothing.
#[component]
pub fn TodayRest(priorities: Memo<Arc<Priorities>>) -> impl IntoView {
    let text = use_text();
    let calm = Memo::new(move |_| priorities.with(|all| all.calm));
    let snoozed = Memo::new(move |_| priorities.with(|all| all.snoozed.clone()));
    view! {
        <Week/>
        {move || {
            let snoozed = snoozed.get();
            (!snoozed.is_empty()).then(|| view! { <Snoozed clients=snoozed/> })
        }}
        {move || (0 < calm.get()).then(|| view! {
            <p class="today__others">
                <a class="link" href=Route::Clients.to_string()>{text.others_need_nothing(calm.get())}</a>
            </p>
        })}
    }
}

/// Those who are snoozed, with the way back into the list.
#[component]
fn Snoozed(clients: Vec<Arc<Summary>>) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let count = clients.len();
    let rows = clients.into_iter().take(MOST).filter_map(|client| {
        let id = client.id;
        let name = text.summary_line(&client);
        let until = text.snoozed_until(&text.full_date(client.snoozed_until?));
        let label = text.wake_who(&name);
        Some(view! {
            <li class="today__item">
                <span><a href=Route::Client(id).to_string()>{name}</a>" "<span class="quiet">{until}</span></span>
                <button class="button" type="button" aria-label=label on:click=move |_| store.snooze(id, None)>
                    {text.wake()}
                </button>
            </li>
        })
    });
    view! {
        <details class="today__section" id="snoozed">
            <summary class="today__summary">{text.clients_snoozed(count)}</summary>
            <ul role="list">{rows.collect_view()}</ul>
        </details>
    }
}
