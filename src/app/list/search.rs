//! The search for a client from any page: type, choose by the arrow keys and Enter, or tap.

use std::time::Duration;

use leptos::{ev, prelude::*};

use super::{row::Filter, table::Table};
use crate::{
    app::{
        components::{ClientSearch, Dialog, SearchPurpose},
        state::{use_store, use_text},
    },
    domain::{ClientId, Order, RecordKind},
    platform,
};

/// The most clients that it shows.
const MOST: usize = 8;

/// The dialog of the search, which is open.
#[component]
pub fn SearchDialog(search: ClientSearch) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let purpose = search.0.get_untracked().unwrap_or(SearchPurpose::Open);
    let title = match purpose {
        SearchPurpose::Open => text.find_client(),
        SearchPurpose::NewRecord(RecordKind::Contact) => text.log_contact(),
        SearchPurpose::NewRecord(RecordKind::Rating) => text.rate(),
        SearchPurpose::NewRecord(kind) => text.record_kind(kind),
    };
    let open = RwSignal::new(true);
    Effect::new(move || {
        if !open.get() {
            search.0.set(None);
        }
    });
    let table = Memo::new_with_compare(
        move |_| {
            let cadence = store.settings().assumptions.cadence();
            Table::of(&store.listed(), store.today(), cadence, None)
        },
        |_, _| true,
    );
    let sorted = Memo::new(move |_| table.with(|table| table.sorted(Order::LastContact, text)));
    let words = RwSignal::new(String::new());
    // Opening a dialog lays the page out; the clients are looked through in a task after it.
    let is_shown = RwSignal::new(false);
    // It may be gone by then.
    set_timeout(move || _ = is_shown.try_set(true), Duration::ZERO);
    let found = Memo::new(move |_| {
        if !is_shown.get() {
            return Vec::new();
        }
        let filter = Filter {
            words: platform::searchable(words.get().trim()),
            ..Filter::default()
        };
        table.with(|table| {
            let found = sorted.with(|sorted| table.found(sorted, &filter));
            let client = |index: usize| {
                let summary = &table.rows()[index].summary;
                (summary.id, text.summary_line(summary))
            };
            found.into_iter().take(MOST).map(client).collect::<Vec<_>>()
        })
    });
    let active = RwSignal::new(0_usize);
    let choose = move |client: ClientId| {
        open.set(false);
        platform::go(purpose.route(client));
    };
    let keydown = move |event: ev::KeyboardEvent| {
        // Enter that ends a composition chooses nobody.
        if event.is_composing() {
            return;
        }
        let count = found.with(Vec::len);
        match event.key().as_str() {
            "ArrowDown" if 0 < count => active.update(|at| *at = (*at + 1) % count),
            "ArrowUp" if 0 < count => active.update(|at| *at = (*at + count - 1) % count),
            "Enter" => {
                let client = found.with(|found| found.get(active.get()).map(|(id, _)| *id));
                if let Some(client) = client {
                    choose(client);
                }
            }
            _ => return,
        }
        event.prevent_default();
    };
    let typed = move |event| {
        words.set(event_target_value(&event));
        active.set(0);
    };
    let is_some = move || 0 < found.with(Vec::len);
    let options = move || {
        let options = found.get().into_iter().enumerate();
        options
            .map(|(at, (client, name))| {
                view! {
                    <li
                        class="search__option"
                        role="option"
                        id=option_id(at)
                        aria-selected=move || (active.get() == at).to_string()
                        on:click=move |_| choose(client)
                    >
                        {name}
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <Dialog open title=title.to_owned()>
            <input
                class="field__input"
                type="text"
                id="client-search"
                role="combobox"
                autofocus=true
                autocomplete="off"
                aria-label=text.search()
                aria-controls="clients-found"
                aria-autocomplete="list"
                aria-expanded=move || is_some().to_string()
                aria-activedescendant=move || is_some().then(|| option_id(active.get()))
                placeholder=text.search()
                prop:value=words
                on:input=typed
                on:keydown=keydown
            />
            <ul id="clients-found" role="listbox" aria-label=text.clients()>
                {options}
            </ul>
            <p role="status" class="quiet">
                {move || (is_shown.get() && !is_some()).then(|| text.nothing_found())}
            </p>
        </Dialog>
    }
}

fn option_id(at: usize) -> String {
    format!("client-found-{at}")
}
