//! An answer, and its request, which is looked up among all clients, including those in the bin.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::preview::Preview;
use crate::{
    app::{
        components::{ToSend, crypto_words, focus_soon},
        state::{Store, use_store, use_text},
    },
    domain::{Client, EntryId, Request},
    exchange::link::{Answered, Response},
    i18n::Text,
    platform,
    platform::{crypto, crypto::CryptoError},
    route::Route,
};

/// The actions on an answer.
#[component]
pub fn FoundAnswer(answered: Answered) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let id = answered.request();
    let is_sealed = matches!(answered, Answered::Sealed(_));
    let place = Memo::new(move |_| request_of(store, id));
    let opened = RwSignal::new(None::<Result<Response, CryptoError>>);
    let is_opening = StoredValue::new(false);
    let copied = answered.clone();
    Effect::new(move || {
        let Some((_, request)) = place.get() else {
            return;
        };
        if !is_opening.get_value() {
            is_opening.set_value(true);
            let answered = answered.clone();
            spawn_local(async move {
                let response = open(answered, request).await;
                // The page may be gone by now.
                opened.try_set(Some(response));
            });
        }
    });
    // Announced once it is shown, and not again when the answer is accepted.
    let is_told = StoredValue::new(false);
    Effect::new(move || {
        let is_there = place.with(Option::is_none) || opened.with(Option::is_some);
        if is_there && !is_told.get_value() {
            is_told.set_value(true);
            focus_soon("#answer-title");
        }
    });
    move || {
        let Some((client, request)) = place.get() else {
            return view! { <Unmatched answered=copied.clone()/> }.into_any();
        };
        if client.binned().is_some() {
            return view! { <Binned client/> }.into_any();
        }
        let failed = |words: String| {
            view! {
                <p class="form__failure" id="answer-title" role="alert" tabindex="-1">{words}</p>
            }
            .into_any()
        };
        match opened.get() {
            None => view! { <p class="quiet" role="status">{text.opening_answer()}</p> }.into_any(),
            Some(Err(error)) => failed(not_opened(text, &error)),
            Some(Ok(response)) if response.answers.instrument() != request.instrument() => {
                failed(text.answer_other_form().to_owned())
            }
            Some(Ok(response)) if response.answers.scores().0.iter().all(Option::is_none) => {
                failed(text.answer_empty().to_owned())
            }
            Some(Ok(response)) => view! { <Preview client request response is_sealed/> }.into_any(),
        }
    }
}

fn request_of(store: Store, id: EntryId) -> Option<(Arc<Client>, Request)> {
    store.all_clients().into_iter().find_map(|client| {
        let request = client.requests().iter().find(|request| request.id == id);
        let request = request?.clone();
        Some((client, request))
    })
}

async fn open(answered: Answered, request: Request) -> Result<Response, CryptoError> {
    match (answered, request.key) {
        (Answered::Clear(response), _) => Ok(response),
        (Answered::Sealed(sealed), Some(key)) => crypto::open_answer(&sealed, &key).await,
        (Answered::Sealed(_), None) => Err(CryptoError::WrongKey),
    }
}

fn not_opened(text: Text, error: &CryptoError) -> String {
    match error {
        CryptoError::WrongKey => text.answer_wrong_key().to_owned(),
        error => crypto_words(text, error),
    }
}

/// The request is not in this browser: the answer should be opened where the request was made.
#[component]
fn Unmatched(answered: Answered) -> impl IntoView {
    let text = use_text();
    let payload = match answered {
        Answered::Clear(response) => response.write(),
        Answered::Sealed(sealed) => sealed.write(),
    };
    // An answer that was parsed can be written.
    let payload = payload.unwrap_or_default();
    let link = format!("{}{}/{payload}", platform::address(), Route::Answers);
    view! {
        <section class="card" id="answer-unmatched">
            <h2 class="section__title" id="answer-title" tabindex="-1">
                {text.answer_unmatched_title()}
            </h2>
            <p>{text.answer_unmatched()}</p>
            <ToSend id="answer" message=link.clone() link code=payload/>
            <p class="quiet">{text.answer_unmatched_deleted()}</p>
        </section>
    }
}

/// The client is in the bin, and can be restored.
#[component]
fn Binned(client: Arc<Client>) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let line = text.client_line(&client.profile);
    let restored = text.restored_what(&line);
    let restore = move |_| {
        let (client, words) = (Arc::clone(&client), restored.clone());
        spawn_local(async move {
            if let Err(error) = store.restore_client(client, &words).await {
                store.show_toast(&text.save_error(&error));
            }
        });
    };
    view! {
        <section class="card" id="answer-binned">
            <h2 class="section__title" id="answer-title" tabindex="-1">{text.answer_preview()}</h2>
            <p>{text.answer_binned(&line)}</p>
            <p>
                <button class="button button--primary" type="button" id="restore-client" on:click=restore>
                    {text.restore_this_client()}
                </button>
            </p>
        </section>
    }
}
