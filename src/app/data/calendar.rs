//! The coming days of all clients as one calendar file.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::{
        components::CalendarFile,
        state::{Store, use_store, use_text},
    },
    domain::Client,
    exchange::CalendarItem,
};

/// How much there is in the coming days, and the button to save it.
#[component]
pub fn CalendarSection() -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let counts = Memo::new(move |_| {
        let (cancelled, planned): (Vec<_>, Vec<_>) = coming(store)
            .into_iter()
            .partition(|(_, item)| item.is_cancelled);
        (planned.len(), cancelled.len())
    });
    let content = move || {
        let (planned, cancelled) = counts.get();
        let some = |words: String| view! { <p>{words}</p> };
        let has_any = 0 < planned + cancelled;
        let none = (planned == 0).then(|| view! { <p class="empty">{text.calendar_nothing()}</p> });
        view! {
            {none}
            {(0 < planned).then(|| some(text.calendar_coming(planned)))}
            {(0 < cancelled).then(|| some(text.calendar_cancelled(cancelled)))}
            {has_any.then(|| view! { <CalendarFile items=move || coming(store)/> })}
        }
    };
    view! {
        <section class="card" id="calendar" aria-labelledby="calendar-title">
            <h2 class="card__title" id="calendar-title">{text.calendar_title()}</h2>
            {content}
        </section>
    }
}

/// The items of all clients but the invented ones, also of those in the bin.
fn coming(store: Store) -> Vec<(Arc<Client>, CalendarItem)> {
    let today = store.today();
    let mut coming = Vec::new();
    for client in store.all_clients() {
        if client.is_example() {
            continue;
        }
        let items = CalendarItem::of(&client, today).into_iter();
        let items = items.filter(|item| item.is_of_coming_days(today));
        coming.extend(items.map(|item| (Arc::clone(&client), item)));
    }
    coming
}
