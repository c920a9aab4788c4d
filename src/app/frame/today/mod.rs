//! The first page: whom to turn to, and why.
//!
//! Its rows are made of summaries, and links lead to all that is done; what stands below them, and the days
//! until which a client is snoozed, are in the file of the list.

mod row;

use std::sync::Arc;

use leptos::{ev, prelude::*};

use crate::{
    app::{
        components::{
            ClientSearch, Icon, PagePlaces, SearchPurpose, Shape, Slices, Welcome, is_printing,
        },
        split::{Screen, SplitPage},
        state::{use_store, use_text},
    },
    domain::{Priorities, Priority, RecordKind},
};
use row::Row;

/// How many rows there are at first, and how many more come when asked for.
const ROWS: usize = 20;

/// How many rows are made in a task: more than a phone shows at once.
const SLICE: usize = 5;

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
    // Who comes back finds the place only if all rows are there at once.
    let first = if place.row().is_some() { ROWS } else { SLICE };
    let slices = Slices::begin(first, SLICE, ROWS);
    let is_printing = is_printing();
    let waiting = Memo::new(move |_| priorities.with(|all| all.waiting.len()));
    let has_clients = Memo::new(move |_| 0 < store.client_count());
    let rest = move || waiting.get().saturating_sub(slices.most());
    // All below the rows is made after them.
    let has_rows = Memo::new(move |_| waiting.get().min(slices.most()) <= slices.made());
    // Paper gets them all.
    let not_made = move || {
        is_printing.get().then(|| {
            let rows = priorities.with(|all| slice(all, slices.made(), usize::MAX));
            in_rows(rows)
        })
    };
    let page = move || {
        view! {
            {move || (waiting.get() == 0).then(|| view! {
                <p class="today__calm" role="status">{text.nobody_waits()}</p>
            })}
            <ul class="today__rows" role="list">{batch(0, priorities, slices)}{not_made}</ul>
            {move || (0 < rest()).then(|| view! {
                <button class="button" type="button" id="more-rows" on:click=move |_| slices.add(ROWS)>
                    {move || text.show_more(rest())}
                </button>
            })}
            {move || has_rows.get().then(|| view! { <SplitPage screen=Screen::TodayRest(priorities)/> })}
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

/// The rows from a place on that come at one press of the button, and those of the presses after it. Each
/// slice has rows of its own: they are made anew only if one of them is another now.
fn batch(from: usize, priorities: Memo<Arc<Priorities>>, slices: Slices) -> AnyView {
    let rows = (from..from + ROWS).step_by(SLICE).map(|from| {
        let shown = Memo::new(move |_| {
            let end = slices.made().min(from + SLICE);
            priorities.with(|all| slice(all, from, end))
        });
        move || in_rows(shown.get())
    });
    let has_next = Memo::new(move |_| from + ROWS < slices.made());
    view! {
        {rows.collect_view()}
        {move || has_next.get().then(|| batch(from + ROWS, priorities, slices))}
    }
    .into_any()
}

/// Those who wait, from a place to before another one; none if they are fewer.
fn slice(all: &Priorities, from: usize, end: usize) -> Vec<Priority> {
    let end = end.min(all.waiting.len());
    all.waiting.get(from..end).unwrap_or_default().to_vec()
}

fn in_rows(priorities: Vec<Priority>) -> impl IntoView {
    let rows = priorities.into_iter();
    rows.map(|priority| view! { <Row priority/> })
        .collect_view()
}
