//! The bin: deleted clients, until they expire.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::{
    app::{
        components::Confirm,
        state::{use_store, use_text},
    },
    domain::Client,
    storage::DAYS_IN_BIN,
};

/// The clients in the bin, each with a button to restore it, and the button to empty the bin.
#[component]
pub fn BinPage() -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let confirm = RwSignal::new(false);
    let empty = move |()| {
        let bin = untrack(|| store.bin());
        spawn_local(async move {
            if let Err(error) = store.remove_clients(bin, text.bin_emptied()).await {
                store.show_toast(&text.save_error(&error));
            }
        });
    };
    let list = move || {
        let bin = store.bin();
        if bin.is_empty() {
            return view! { <p class="empty">{text.bin_empty()}</p> }.into_any();
        }
        let rows = bin
            .into_iter()
            .map(|client| view! { <Row client/> })
            .collect_view();
        view! {
            <ul class="cards">{rows}</ul>
            <p class="actions">
                <button
                    class="button button--danger"
                    type="button"
                    id="empty-bin"
                    on:click=move |_| confirm.set(true)
                >
                    {text.empty_bin()}
                </button>
            </p>
        }
        .into_any()
    };
    view! {
        <p>{text.bin_hint(&DAYS_IN_BIN)}</p>
        {list}
        <Confirm
            open=confirm
            title=text.empty_bin_title()
            label=text.empty_bin()
            question=Signal::derive(move || text.empty_bin_question(store.bin().len()))
            deletes=true
            act=empty
        />
    }
}

#[component]
fn Row(client: Arc<Client>) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let name = text.client_line(&client.profile);
    let days = client
        .binned()
        .map(|day| DAYS_IN_BIN - untrack(|| store.today()).days_since(day));
    let days = days
        .and_then(|days| usize::try_from(days).ok())
        .unwrap_or(0);
    let restore = {
        let words = text.restored_what(&name);
        move |_| {
            let (client, words) = (Arc::clone(&client), words.clone());
            spawn_local(async move {
                if let Err(error) = store.restore_client(client, &words).await {
                    store.show_toast(&text.save_error(&error));
                }
            });
        }
    };
    let label = text.restore_named(&name);
    view! {
        <li class="card bin__row">
            <span>
                <strong><bdi>{name}</bdi></strong>
                <span class="quiet">{text.days_left(days)}</span>
            </span>
            <button class="button" type="button" aria-label=label on:click=restore>
                {text.put_back()}
            </button>
        </li>
    }
}
