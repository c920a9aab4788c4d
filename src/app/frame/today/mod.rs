//! The first page: whom to turn to, and why.
//!
//! Its rows are made of summaries, and links lead to all that is done; to snooze a client waits for the
//! file of the records.

mod row;
mod week;

use std::sync::Arc;

use leptos::{ev, prelude::*};

use crate::{
    app::{
        components::{ClientSearch, Icon, PagePlaces, SearchPurpose, Shape, Welcome},
        state::{use_store, use_text},
    },
    domain::{Priorities, Priority, RecordKind, Summary},
    route::Route,
};
use row::{Row, SnoozeDays};
use week::Week;

/// How many rows there are at first, and how many more come when asked for.
const ROWS: usize = 20;

/// The page.
#[component]
pub fn TodayPage() -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let place = expect_context::<PagePlaces>().today;
    let search = expect_context::<ClientSearch>().0;
    let scrolled = window_event_listener(ev::scroll, move |_| place.keep());
    on_cleanup(move || scrolled.remove());
    let priorities = Memo::new_with_compare(
        move |_| {
            let listed = store.listed();
            let cadence = store.settings().assumptions.cadence();
            let clients = listed.iter().map(|listed| &listed.summary);
            Arc::new(Priorities::of(clients, cadence, store.today()))
        },
        |before, now| before.map(Arc::as_ptr) != now.map(Arc::as_ptr),
    );
    let most = RwSignal::new(ROWS);
    let waiting = Memo::new(move |_| priorities.with(|all| all.waiting.len()));
    let calm = Memo::new(move |_| priorities.with(|all| all.calm));
    // Rows are made anew only if one of them is another now.
    let shown = Memo::new(move |_| {
        priorities.with(|all| {
            all.waiting
                .iter()
                .take(most.get())
                .cloned()
                .collect::<Vec<Priority>>()
        })
    });
    let snoozed = Memo::new(move |_| priorities.with(|all| all.snoozed.clone()));
    let has_clients = Memo::new(move |_| 0 < store.client_count());
    let rows = move || {
        let days = SnoozeDays::after(store.today(), text);
        let rows = shown.get().into_iter();
        rows.map(|priority| view! { <Row priority days=days.clone()/> })
            .collect_view()
    };
    let rest = move || waiting.get().saturating_sub(most.get());
    let page = move || {
        view! {
            {move || (waiting.get() == 0).then(|| view! {
                <p class="today__calm" role="status">{text.nobody_waits()}</p>
            })}
            <ul class="today__rows" role="list">{rows}</ul>
            {move || (0 < rest()).then(|| view! {
                <button class="button" type="button" id="more-rows" on:click=move |_| most.update(|most| *most += ROWS)>
                    {move || text.show_more(rest())}
                </button>
            })}
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
    };
    view! {
        <div class="page page--text today">
            <header class="today__head">
                <h1 class="page__title" tabindex="-1">{text.today()}</h1>
                {move || has_clients.get().then(|| view! {
                    <div class="today__actions">
                        <button class="button" type="button" id="find-client" on:click=move |_| search.set(Some(SearchPurpose::Open))>
                            {text.find_client()}
                        </button>
                        <button class="button" type="button" id="quick-log" on:click=move |_| search.set(Some(SearchPurpose::NewRecord(RecordKind::Contact)))>
                            <Icon shape=Shape::Plus/>{text.log_contact()}
                        </button>
                    </div>
                    <p class="quiet" id="today-count">
                        {text.full_date(store.today())}" · "{move || text.clients_to_follow_up(waiting.get())}
                    </p>
                })}
            </header>
            {move || if has_clients.get() {
                page().into_any()
            } else if store.is_reading() {
                view! { <p class="empty" role="status">{text.loading()}</p> }.into_any()
            } else {
                view! { <Welcome/> }.into_any()
            }}
        </div>
    }
}

/// Those who are snoozed, with the way back into the list.
#[component]
fn Snoozed(clients: Vec<Arc<Summary>>) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let count = clients.len();
    let rows = clients.into_iter().take(ROWS).filter_map(|client| {
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
