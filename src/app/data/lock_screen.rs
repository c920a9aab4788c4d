//! The lock screen: only the passphrase unlocks the records.

use leptos::{ev, prelude::*};

use crate::{
    app::{
        components::{FormFailure, FormState, PassphraseField, ShowPassphrase},
        state::{use_store, use_text},
    },
    documents::DecodeError,
    platform,
};

/// Asks for the passphrase.
#[component]
pub fn LockScreen() -> impl IntoView {
    let store = use_store();
    let text = use_text();
    // The icon may still have the count of before.
    platform::show_badge(0);
    if let Err((lock, reason)) = store.read_lock() {
        return view! { <Jammed lock reason/> }.into_any();
    }
    let state = FormState::new();
    let (passphrase, shown) = (RwSignal::new(String::new()), RwSignal::new(false));
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if untrack(|| state.is_saving()) {
            return;
        }
        state.clear();
        let typed = passphrase.get_untracked();
        state.run(async move {
            let opened = store.unlock(&typed).await;
            opened.map_err(|error| error.words(text))
        });
    };
    view! {
        <div class="page page--text lock-screen">
            <h1 class="page__title" tabindex="-1">{text.locked_title()}</h1>
            <form class="card form" novalidate on:submit=submit>
                <p>{text.locked_hint()}</p>
                <FormFailure state/>
                <PassphraseField
                    name="passphrase"
                    label=text.passphrase()
                    value=passphrase
                    state
                    shown
                    autocomplete="current-password"
                />
                <ShowPassphrase shown/>
                <p class="actions">
                    <button class="button button--primary" type="submit" id="unlock" disabled=move || state.is_saving()>
                        {move || if state.is_saving() { text.unlocking() } else { text.unlock() }}
                    </button>
                </p>
            </form>
        </div>
    }
    .into_any()
}

/// The lock document cannot be read.
#[component]
fn Jammed(lock: String, reason: DecodeError) -> impl IntoView {
    let text = use_text();
    view! {
        <div class="page page--text lock-screen">
            <h1 class="page__title" tabindex="-1">{text.locked_title()}</h1>
            <section class="card">
                <p role="alert">{text.lock_unreadable(&text.decode_error(&reason))}</p>
                <label class="field__label" for="lock-text">{text.kept_as_it_is()}</label>
                <textarea class="field__input" id="lock-text" readonly rows="5" prop:value=lock></textarea>
            </section>
        </div>
    }
}
