//! The second round: after talk in pairs, before the reveal, each trainee answers again.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{CurrentSession, live::is_live};
use crate::{
    app::{
        components::Confirm,
        state::{use_store, use_text},
    },
    domain::classroom::{Round, Session},
    exchange::link::Assignment,
};

/// The button to begin the second round; nothing once there is one, or after the reveal.
#[component]
pub fn SecondRoundPart(current: CurrentSession) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let asks = RwSignal::new(false);
    let may_begin = Memo::new(move |_| {
        let may = |session: &Session| session.round() == Round::First && !session.is_revealed;
        current.read(may) == Some(true)
    });
    let question = move || {
        let count = current.read(|session| (session.submissions().len(), session.expects()));
        let count = match count.unwrap_or_default() {
            (count, Some(of)) => text.handed_in_of(&count, &of),
            (count, None) => text.handed_in_count(&count),
        };
        if current.read(is_live) == Some(true) {
            text.live_vote_again_question(&count)
        } else {
            text.vote_again_question(&count)
        }
    };
    let begin = move |()| {
        let Some(mut session) = current.read_now(Session::clone) else {
            return;
        };
        // A link that cannot be made would leave the class without a code.
        if let Err(reason) = Assignment::second_round(&session.assignment) {
            return store.show_toast(&text.session_not_made(&reason));
        }
        if session.begin_second_round() {
            spawn_local(async move { current.put(session, text.second_round_begun()).await });
        }
    };
    let button = move || {
        may_begin.get().then(|| {
            view! {
                <button class="button" type="button" id="vote-again" on:click=move |_| asks.set(true)>
                    {text.vote_again()}
                </button>
            }
        })
    };
    view! {
        {button}
        <Confirm
            id="confirm-vote-again"
            open=asks
            label=text.vote_again()
            question=Signal::derive(question)
            act=begin
        />
    }
}

/// The task of the class in the second round, and the number of those who handed in to the first.
#[component]
pub fn SecondRoundNote(current: CurrentSession) -> impl IntoView {
    let text = use_text();
    let count = Memo::new(move |_| {
        let first = |session: &Session| session.submissions().len();
        let is_second = current.read(Session::round) == Some(Round::Second);
        current.read(first).filter(|_| is_second)
    });
    move || {
        count.get().map(|count| {
            view! {
                <p class="session__note" id="second-round-note">
                    {text.second_round_note()}" "{text.first_round_count(&count)}
                </p>
            }
        })
    }
}

/// The payload of the link of the round that is answered now.
pub fn payload_of(session: &Session) -> String {
    let first = session.assignment.clone();
    match session.round() {
        Round::First => first,
        // A text that cannot be read opens neither round, and phones say so.
        Round::Second => Assignment::second_round(&first).unwrap_or(first),
    }
}
