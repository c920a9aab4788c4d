//! The reading of all clients, a few at a time, for all that their summaries do not tell.

use leptos::prelude::*;

use crate::app::state::{NeededRecords, PageClients, ReadError, use_store, use_text};

/// Reads all clients, says how many are left, and then shows what is made of them.
#[component]
pub fn AllClients(children: ChildrenFn) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let clients = PageClients::read(store, NeededRecords::All);
    let progress = move || match clients.left() {
        0 => text.loading().to_owned(),
        left => text.clients_left_to_read(left),
    };
    move || match clients.result() {
        None => view! { <p class="quiet" role="status">{progress}</p> }.into_any(),
        Some(Err(ReadError::NotFetched)) => view! {
            <p role="alert">{text.page_not_fetched()}</p>
            <p>
                <button class="button" type="button" on:click=move |_| clients.read_again(store)>
                    {text.retry()}
                </button>
            </p>
        }
        .into_any(),
        Some(Err(ReadError::Store(error))) => {
            view! { <p role="alert">{text.save_error(&error)}</p> }.into_any()
        }
        Some(Ok(())) => children().into_any(),
    }
}
