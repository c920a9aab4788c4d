//! A request that was made: the link to send, its QR code, and its status.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::{
    app::{
        components::{BackLink, FormState, NotFoundPage, TextField, ToSend},
        state::{use_store, use_text},
    },
    domain::{Client, EntryId, Name, Record, RecordKind, Request, Respondent},
    exchange::link::Invitation,
    i18n::Text,
    platform,
    route::Route,
};

/// The page of a client's request.
#[component]
pub fn MadePage(client: Arc<Client>, entry: EntryId) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let Some(Record::Request(request)) = client.record(entry) else {
        return view! { <NotFoundPage/> }.into_any();
    };
    let id = client.id();
    let back = Route::Client(id);
    let line = text.client_line(&client.profile);
    let title = match &request.respondent {
        Respondent::Client(person) => text.asked_client(person),
        Respondent::Peer => text.asked_peer().to_owned(),
    };
    let facts = [
        text.request_made_on(&text.full_date(request.date)),
        text.by_items(request.version, request.form).to_owned(),
        text.language_name(Some(request.language)).to_owned(),
    ];
    // An answer accepted meanwhile, here or in another tab, shows at once.
    let now = Memo::new(move |_| {
        let client = store.client(id)?;
        let Some(Record::Request(request)) = client.record(entry) else {
            return None;
        };
        let answer = request.answer(&client)?;
        Some((answer.id, answer.date))
    });
    let state = move || match now.get() {
        Some((rating, date)) => {
            let route = Route::Record(id, RecordKind::Rating, Some(rating)).to_string();
            view! {
                <p>
                    {text.request_accepted_on(&text.full_date(date))}" "
                    <a href=route>{text.see_rating()}</a>
                </p>
            }
            .into_any()
        }
        None => view! { <p>{text.request_waits()}</p> }.into_any(),
    };
    let privacy = if request.key.is_some() {
        text.link_privacy_sealed()
    } else {
        text.link_privacy_clear()
    };
    let delete = move |_| {
        let Some(client) = untrack(|| store.client(id)) else {
            return;
        };
        spawn_local(async move {
            match store.remove_record(client, entry).await {
                Ok(()) => platform::go(Route::Client(id)),
                Err(error) => store.show_toast(&error.words(text)),
            }
        });
    };
    let to_send = move || view! { <Link request=request.clone()/> };
    view! {
        <article class="page page--text request">
            <header>
                <BackLink to=back label=line/>
                <h1 class="page__title" tabindex="-1">{title}</h1>
                <p class="quiet">{facts.join(" · ")}</p>
            </header>
            <div id="request-state" role="status">{state}</div>
            <section class="card" aria-labelledby="send-title">
                <h2 class="section__title" id="send-title">{text.send_it()}</h2>
                {to_send}
                <p class="quiet" id="link-privacy">{text.link_privacy()}{text.sentence_space()}{privacy}</p>
            </section>
            <section class="card" aria-labelledby="accept-title">
                <h2 class="section__title" id="accept-title">{text.accept_answer()}</h2>
                <p>{text.accept_answer_hint()}</p>
                <p>
                    <a class="button" id="to-answers" href=Route::Answers.to_string()>
                        {text.accept_answer()}
                    </a>
                </p>
            </section>
            <section>
                <p class="quiet">{text.delete_request_hint()}</p>
                <p>
                    <button class="button button--danger" type="button" id="delete-request" on:click=delete>
                        {text.delete_request()}
                    </button>
                </p>
            </section>
        </article>
    }
    .into_any()
}

/// The message, in the respondent's language, signed with the current name.
#[component]
fn Link(request: Request) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let invitation = Invitation::of(&request, store.myself().name.clone());
    let (called, state) = (RwSignal::new(String::new()), FormState::new());
    let about = Memo::new(move |_| {
        called.with(|called| (!called.trim().is_empty()).then(|| Name::new(called)))
    });
    Effect::new(move || {
        state.clear();
        if let Some(name) = about.get() {
            state.accept("client-called", name, |error| text.name_error(&error));
        }
    });
    let field = (request.respondent == Respondent::Peer).then(|| {
        view! {
            <TextField
                name="client-called"
                label=text.client_called_label()
                value=called
                state
                hint=text.client_called_hint()
            />
        }
    });
    match invitation.write() {
        Ok(payload) => {
            let link = format!("{}{}/{payload}", platform::address(), Route::Invitation);
            let to_send = move || {
                let about = about.get().and_then(Result::ok);
                let message = Text(request.language).request_message(
                    invitation.asked,
                    invitation.from.as_ref(),
                    about.as_ref(),
                    request.form,
                    &link,
                );
                view! { <ToSend id="link" message link=link.clone()/> }
            };
            view! {
                {field}
                {to_send}
            }
            .into_any()
        }
        Err(error) => view! { <p role="alert">{text.invitation_error(&error)}</p> }.into_any(),
    }
}
