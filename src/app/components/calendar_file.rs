//! Saves days of clients as a calendar file.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::Checkbox;
use crate::{
    app::state::{Store, use_store, use_text},
    domain::Client,
    exchange::{CalendarEvent, CalendarItem, calendar_file},
    platform,
    platform::files,
};

/// The choice of names, and the button; the items are asked for when it is pressed.
#[component]
pub fn CalendarFile(
    items: impl Fn() -> Vec<(Arc<Client>, CalendarItem)> + 'static,
) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let names = RwSignal::new(false);
    let outcome = RwSignal::new(None::<Result<(), String>>);
    let save = move |_| {
        let items = untrack(&items);
        let names = names.get_untracked();
        spawn_local(async move {
            outcome.try_set(Some(save(store, items, names).await));
        });
    };
    let said = move || {
        outcome
            .get()
            .and_then(Result::ok)
            .map(|()| text.calendar_saved())
    };
    let failed = move || {
        let words = outcome.get().and_then(Result::err);
        words.map(|words| view! { <p class="form__failure" role="alert">{words}</p> })
    };
    view! {
        <Checkbox id="calendar-names" label=text.calendar_names() checked=names set=move |is| names.set(is)/>
        <p class="quiet">{text.calendar_names_hint()}</p>
        {platform::is_wechat().then(|| view! { <p>{text.wechat_saves_no_files()}</p> })}
        <p class="actions">
            <button class="button button--primary" type="button" id="save-calendar" on:click=save>
                {text.calendar_save()}
            </button>
        </p>
        <p role="status" id="calendar-outcome">{said}</p>
        {failed}
        <p class="quiet">{text.calendar_twice()}</p>
    }
}

async fn save(
    store: Store,
    items: Vec<(Arc<Client>, CalendarItem)>,
    names: bool,
) -> Result<(), String> {
    let text = store.text();
    let revs = store
        .revs()
        .await
        .map_err(|error| text.save_error(&error))?;
    let events = items.into_iter().map(|(client, item)| {
        // Both are in the order of the clients' ids.
        let place = revs.binary_search_by_key(&item.client, |(id, _)| *id);
        CalendarEvent {
            rev: place.map_or(0, |place| revs[place].1),
            summary: text.calendar_summary(&client.profile, &item.kind, names),
            item,
        }
    });
    let today = untrack(|| store.today());
    let content = calendar_file(&events.collect::<Vec<_>>(), today);
    let name = format!("trust-velocity-{today}.ics");
    files::save_text(&content, "text/calendar;charset=utf-8", &name)
        .map_err(|reason| text.calendar_not_saved(&reason))
}
