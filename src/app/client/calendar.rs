//! The day of one entry as a calendar file.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::{
        components::{CalendarFile, Dialog},
        state::{use_store, use_text},
    },
    domain::{Client, EntryId},
    exchange::CalendarItem,
};

/// The button that opens the dialog about an entry.
#[component]
pub fn ToCalendar(
    entry: EntryId,
    /// The entry in words, for the button's name.
    what: String,
    chosen: RwSignal<Option<EntryId>>,
) -> impl IntoView {
    let text = use_text();
    let name = text.add_to_calendar_which(&what);
    view! {
        <button
            class="button button--quiet to-calendar"
            type="button"
            aria-label=name
            on:click=move |_| chosen.set(Some(entry))
        >
            {text.add_to_calendar()}
        </button>
    }
}

/// The dialog about the day of an entry, open while one is chosen.
#[component]
pub fn CalendarDialog(
    client: Memo<Arc<Client>>,
    chosen: RwSignal<Option<EntryId>>,
) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let open = RwSignal::new(false);
    Effect::new(move || open.set(chosen.get().is_some()));
    Effect::new(move |was_open: Option<bool>| {
        let is_open = open.get();
        if was_open == Some(true) && !is_open {
            chosen.set(None);
        }
        is_open
    });
    let items = move || {
        let client = client.get();
        let items = CalendarItem::of(&client, store.today()).into_iter();
        let items = items.filter(|item| Some(item.entry) == chosen.get());
        items
            .map(|item| (Arc::clone(&client), item))
            .collect::<Vec<_>>()
    };
    let lines = move || {
        let line = |(client, item): (Arc<Client>, CalendarItem)| {
            let words = text.calendar_summary(&client.profile, &item.kind, true);
            view! { <p>{words}" · "{text.full_date(item.day)}</p> }
        };
        items().into_iter().map(line).collect_view()
    };
    view! {
        <Dialog open title=text.add_to_calendar().to_owned()>
            {lines}
            <CalendarFile items/>
        </Dialog>
    }
}
