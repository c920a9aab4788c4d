//! The answer to be sent back.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::perspective_of;
use crate::{
    app::{
        components::{AnswerList, ToSend, crypto_words},
        state::use_text,
    },
    domain::{CivilDate, ItemResponses},
    exchange::link::{Invitation, Response},
    i18n::Text,
    platform,
    platform::crypto,
    route::Route,
};

/// The answer's link, whom to send it to, and the button to correct it.
#[component]
pub fn Finished(
    invitation: Invitation,
    date: CivilDate,
    answers: ItemResponses,
    #[prop(into)] correct: Callback<()>,
) -> impl IntoView {
    let text = use_text();
    let written = RwSignal::new(None::<Result<String, String>>);
    let response = Response {
        request: invitation.request,
        date,
        answers,
    };
    let key = invitation.key.clone().filter(|_| crypto::is_available());
    let privacy = match (&invitation.key, &key) {
        (_, Some(_)) => text.answer_sealed(),
        (Some(_), None) => text.answer_not_sealed(),
        (None, None) => text.answer_clear(),
    };
    spawn_local(async move {
        let payload = write(text, response, key).await;
        // The page may be gone by now.
        written.try_set(Some(payload));
    });
    let to_send = move || match written.get() {
        None => view! { <p class="quiet" role="status">{text.loading()}</p> }.into_any(),
        Some(Err(reason)) => {
            view! { <p class="form__failure" role="alert">{text.answer_not_made(&reason)}</p> }
                .into_any()
        }
        Some(Ok(payload)) => {
            let link = format!("{}{}/{payload}", platform::address(), Route::Answers);
            let message = text.answer_message(&link);
            view! { <ToSend id="answer" message link code=payload/> }.into_any()
        }
    };
    view! {
        <article class="page page--text">
            <h1 class="page__title" tabindex="-1">{text.answer_done()}</h1>
            <section class="card">
                <p class="guest__lead" id="send-back">{text.send_back_to(invitation.from.as_ref())}</p>
                {to_send}
                <p class="quiet" id="answer-privacy">{privacy}</p>
            </section>
            <details class="fold">
                <summary>{text.answered_by_you()}</summary>
                <AnswerList answers perspective=perspective_of(invitation.asked)/>
            </details>
            <p>
                <button class="button" type="button" id="correct" on:click=move |_| correct.run(())>
                    {text.correct_answer()}
                </button>
            </p>
        </article>
    }
}

async fn write(text: Text, response: Response, key: Option<Vec<u8>>) -> Result<String, String> {
    let written = match key {
        Some(key) => {
            let sealed = crypto::seal_answer(&response, &key).await;
            sealed.map_err(|error| crypto_words(text, &error))?.write()
        }
        None => response.write(),
    };
    written.map_err(|error| error.to_string())
}
