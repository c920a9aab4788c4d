//! Who changed their answers, and the former ones to bring back.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::CurrentSession;
use crate::{
    app::state::use_text,
    domain::classroom::{Session, Submission},
    platform,
};

/// The submissions that took the place of others; nothing of their answers.
#[component]
pub fn Former(current: CurrentSession) -> impl IntoView {
    let text = use_text();
    let edited = Memo::new(move |_| {
        let edited = |session: &Session| {
            let edited = session.edited();
            let edited = edited.map(|(now, former)| (now.clone(), former.to_vec()));
            edited.collect::<Vec<_>>()
        };
        current.read(edited).unwrap_or_default()
    });
    let is_shown = Memo::new(move |_| edited.with(|edited| !edited.is_empty()));
    let title = move || text.former_title(edited.with(Vec::len));
    let trainee = move |(now, former): (Submission, Vec<Submission>)| {
        let who = text.who_in(now.name.as_ref(), now.round);
        let former = former.into_iter();
        let buttons = former.map(|former| view! { <BringBack current former/> });
        view! {
            <li>
                <p>{text.former_now(&who, &now.edition)}</p>
                <p class="actions">{buttons.collect_view()}</p>
            </li>
        }
    };
    let list = move || edited.get().into_iter().map(trainee).collect_view();
    move || {
        is_shown.get().then(|| {
            view! {
                <details class="fold" id="former">
                    <summary>{title}</summary>
                    <p class="quiet">{text.former_hint()}</p>
                    <ul class="fold__list">{list}</ul>
                </details>
            }
        })
    }
}

#[component]
fn BringBack(current: CurrentSession, former: Submission) -> impl IntoView {
    let text = use_text();
    let who = text.who_in(former.name.as_ref(), former.round);
    let edition = former.edition;
    let words = text.answers_brought_back(&who, &edition);
    let bring_back = move |_| {
        let Some(mut session) = current.read_now(Session::clone) else {
            return;
        };
        if session.bring_back(&former) {
            let words = words.clone();
            spawn_local(async move {
                current.put(session, &words).await;
                // The button is gone.
                platform::focus_in_place("#former summary");
            });
        }
    };
    view! {
        <button
            class="button"
            type="button"
            aria-label=text.bring_back_of(&who, &edition)
            on:click=bring_back
        >
            {text.bring_back(&edition)}
        </button>
    }
}
