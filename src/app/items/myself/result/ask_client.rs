//! Which client to ask for their view: a search among the clients, each with the way to ask.

use leptos::prelude::*;

use crate::{
    app::{
        components::Dialog,
        state::{use_store, use_text},
    },
    domain::RecordKind,
    platform,
    route::Route,
};

/// The most clients that are shown at once: the search finds the others.
const MOST: usize = 8;

/// The button to ask a client, and the dialog that lets one be chosen.
#[component]
pub fn AskClient() -> impl IntoView {
    let text = use_text();
    let open = RwSignal::new(false);
    view! {
        <button class="button" type="button" id="ask-client" on:click=move |_| open.set(true)>
            {text.ask_client_too()}
        </button>
        <Dialog open title=text.ask_which_client()>
            <Choice/>
        </Dialog>
    }
}

#[component]
fn Choice() -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let search = RwSignal::new(String::new());
    let found = move || {
        let words = platform::searchable(search.get().trim());
        let mut all = store.listed();
        // Whom one has just dealt with is asked first.
        all.sort_by_key(|it| std::cmp::Reverse(it.summary.last_contact.map(|(day, _)| day)));
        let lines = all.into_iter().map(|it| {
            let organisation = it.summary.organisation.as_ref();
            let organisation = organisation.map(|it| format!(" · {}", it.as_str()));
            let line = format!(
                "{}{}",
                it.summary.name.as_str(),
                organisation.unwrap_or_default()
            );
            (it.summary.id, line)
        });
        let found = lines.filter(|(_, line)| platform::searchable(line).contains(&words));
        found.take(MOST).collect::<Vec<_>>()
    };
    let list = move || {
        let found = found();
        if found.is_empty() {
            return view! { <p role="status">{text.no_client_to_ask()}</p> }.into_any();
        }
        let links = found.into_iter().map(|(id, line)| {
            view! {
                <li><a class="menu__item" href=Route::Record(id, RecordKind::Request, None).to_string()><bdi>{line}</bdi></a></li>
            }
        });
        view! { <ul class="menu" id="ask-whom">{links.collect_view()}</ul> }.into_any()
    };
    view! {
        <input
            class="field__input"
            type="search"
            id="ask-search"
            autocomplete="off"
            aria-label=text.search_client()
            placeholder=text.search_client()
            prop:value=search
            on:input=move |event| search.set(event_target_value(&event))
        />
        {list}
        <p><a class="button" id="ask-new-client" href=Route::NewClient.to_string()>{text.ask_new_client()}</a></p>
    }
}
