//! The reveal, and the code for the class, which is shown afterwards in a separate step.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::CurrentSession;
use crate::{
    app::{
        components::{Confirm, focus_soon},
        state::use_text,
    },
    domain::classroom::Session,
};

/// The button to reveal; afterwards, the button to show the code.
#[component]
pub fn RevealPart(
    current: CurrentSession,
    /// Whether the code is shown on the screen.
    shown: RwSignal<bool>,
) -> impl IntoView {
    let text = use_text();
    let asks = RwSignal::new(false);
    let is_revealed = Memo::new(move |_| current.read(|session| session.is_revealed) == Some(true));
    let question = move || {
        let count = current.read(|session| {
            let here = session.of_round(session.round());
            (here.len(), session.expects())
        });
        let (count, of) = count.unwrap_or_default();
        text.reveal_question(count, of)
    };
    let reveal = move |()| {
        let Some(mut session) = current.read_now(Session::clone) else {
            return;
        };
        session.is_revealed = true;
        spawn_local(async move { current.put(session, text.revealed_now()).await });
    };
    let show = move |_| {
        let is_shown = !untrack(|| shown.get());
        shown.set(is_shown);
        if is_shown {
            focus_soon("#reveal-code");
        }
    };
    let show_label = move || {
        if shown.get() {
            text.hide_reveal_code()
        } else {
            text.show_reveal_code()
        }
    };
    let part = move || {
        if !is_revealed.get() {
            return view! {
                <button
                    class="button"
                    type="button"
                    id="reveal"
                    on:click=move |_| asks.set(true)
                >
                    {text.reveal()}
                </button>
            }
            .into_any();
        }
        view! {
            <button class="button" type="button" id="show-code" on:click=show>
                {show_label}
            </button>
        }
        .into_any()
    };
    view! {
        {part}
        <Confirm
            id="confirm-reveal"
            open=asks
            label=text.reveal()
            question=Signal::derive(question)
            act=reveal
        />
    }
}

/// The code in letters readable from the last row, if it is shown.
#[component]
pub fn ShownCode(current: CurrentSession, shown: RwSignal<bool>) -> impl IntoView {
    let text = use_text();
    let code = move || {
        let code = current.read(|session| {
            let code = session.reveal_code.to_string();
            session.is_revealed.then_some(code)
        });
        code.flatten().filter(|_| shown.get())
    };
    move || {
        code().map(|code| {
            view! {
                <section class="shown-code" id="reveal-code" tabindex="-1">
                    <h2 class="shown-code__title">{text.reveal_code()}</h2>
                    <p class="shown-code__code">{code}</p>
                    <p class="session__note">{text.reveal_code_use()}</p>
                </section>
            }
        })
    }
}
