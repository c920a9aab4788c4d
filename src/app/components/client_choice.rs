//! A choice of one client: a search among them all, and of those found what the caller makes of each.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::state::{use_store, use_text},
    domain::{ClientId, Summary},
    platform,
};

/// The most clients that are shown at once: the search finds the others.
const MOST: usize = 8;

/// The search, and those found: whom one has just dealt with comes first.
#[component]
pub fn ClientChoice<K, F>(
    /// The id of the search field.
    id: &'static str,
    /// The id of the list.
    list_id: &'static str,
    /// Whether a client can be chosen.
    keeps: K,
    /// Makes the list item of a client with this name.
    item: F,
) -> impl IntoView
where
    K: Fn(&Summary) -> bool + Copy + Send + Sync + 'static,
    F: Fn(ClientId, String) -> AnyView + Copy + Send + Sync + 'static,
{
    let store = use_store();
    let text = use_text();
    let search = RwSignal::new(String::new());
    let found = move || {
        let words = platform::searchable(search.get().trim());
        let mut all = store.listed();
        all.retain(|it| keeps(&it.summary));
        all.sort_by_key(|it| std::cmp::Reverse(it.summary.last_contact.map(|(day, _)| day)));
        let lines = all.into_iter().map(|it| (it.summary.id, line(&it.summary)));
        let found = lines.filter(|(_, line)| platform::searchable(line).contains(&words));
        found.take(MOST).collect::<Vec<_>>()
    };
    let list = move || {
        let found = found();
        if found.is_empty() {
            return view! { <p role="status">{text.no_client_found()}</p> }.into_any();
        }
        let items = found.into_iter().map(|(id, line)| {
            view! { <li>{item(id, line)}</li> }
        });
        view! { <ul class="menu" id=list_id>{items.collect_view()}</ul> }.into_any()
    };
    view! {
        <input
            class="field__input"
            type="search"
            id=id
            autocomplete="off"
            aria-label=text.search_client()
            placeholder=text.search_client()
            prop:value=search
            on:input=move |event| search.set(event_target_value(&event))
        />
        {list}
    }
}

fn line(summary: &Arc<Summary>) -> String {
    let organisation = summary.organisation.as_ref();
    let organisation = organisation.map(|it| format!(" · {}", it.as_str()));
    format!(
        "{}{}",
        summary.name.as_str(),
        organisation.unwrap_or_default()
    )
}
