//! The example clients, loaded and removed with one tap.
// The split point is a foreign function of the first wasm file.
#![allow(unsafe_code)]
// If the file cannot be fetched, wasm_split returns the error.
#![allow(clippy::unnecessary_wraps)]

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use wasm_split_helpers::SplitLoaderError;

use crate::{
    app::state::{Store, use_store, use_text},
    content::parse_examples,
    domain::ClientId,
    i18n::Text,
    platform::{self, split_point},
};

/// Loads the examples, or removes them if they are loaded.
#[component]
pub fn ExamplesButton() -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let busy = RwSignal::new(false);
    let loaded = Memo::new(move |_| !example_ids(store).is_empty());
    let press = move |_| {
        busy.set(true);
        spawn_local(async move {
            if press_now(store, text, loaded.get_untracked(), busy)
                .await
                .is_err()
            {
                busy.try_set(false);
                store.show_toast(text.page_not_fetched());
            }
        });
    };
    view! {
        <button class="button" type="button" id="examples" disabled=busy on:click=press>
            {move || if loaded.get() { text.remove_examples() } else { text.load_examples() }}
        </button>
    }
}

/// Loads the examples; `busy` becomes false once they are there, or a toast says why not.
pub async fn load_examples(store: Store, text: Text, busy: RwSignal<bool>) {
    busy.set(true);
    if press_now(store, text, false, busy).await.is_err() {
        busy.try_set(false);
        store.show_toast(text.page_not_fetched());
    }
}

/// The examples that are not in the bin.
pub fn example_ids(store: Store) -> Vec<ClientId> {
    let listed = store.listed().into_iter();
    let examples = listed.filter(|listed| listed.summary.is_example);
    examples.map(|listed| listed.summary.id).collect()
}

// All code that changes records is in the file `records`.
split_point!(records;
    fn press_now(store: Store, text: Text, is_loaded: bool, busy: RwSignal<bool>) -> Result<(), SplitLoaderError> {
        change(store, text, is_loaded, busy);
        Ok(())
    }
);

fn change(store: Store, text: Text, is_loaded: bool, busy: RwSignal<bool>) {
    spawn_local(async move {
        let done = if is_loaded {
            remove(store, text).await
        } else {
            load(store, text).await
        };
        if let Err(words) = done {
            store.show_toast(&words);
        }
        busy.try_set(false);
        // A button that is disabled, or goes with the welcome, loses the focus.
        request_animation_frame(|| {
            let has_focus = |focused: web_sys::Element| focused.tag_name() != "BODY";
            if !document().active_element().is_some_and(has_focus)
                && !platform::focus_in_place("main #examples")
            {
                platform::focus_in_place("main h1");
            }
        });
    });
}

async fn load(store: Store, text: Text) -> Result<(), String> {
    let address = format!("content/examples.{}.jsonl", text.language().id());
    let file = platform::fetch_text(&address).await;
    let file = file.map_err(|reason| text.not_fetched(&reason))?;
    let today = untrack(|| store.today());
    let clients = parse_examples(&file, today)
        .map_err(|error| text.not_fetched(&text.decode_error(&error)))?;
    store
        .put_clients(clients, text.examples_loaded())
        .await
        .map_err(|error| text.save_error(&error))
}

async fn remove(store: Store, text: Text) -> Result<(), String> {
    let mut examples = Vec::new();
    for id in untrack(|| example_ids(store)) {
        let read = store.read_client(id).await;
        read.map_err(|error| text.save_error(&error))?;
        examples.extend(untrack(|| store.client(id)));
    }
    store
        .remove_clients(examples, text.examples_removed())
        .await
        .map_err(|error| text.save_error(&error))
}
