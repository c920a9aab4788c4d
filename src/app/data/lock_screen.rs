//! The lock screen: only the passphrase unlocks the records.

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;

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
        return view! { <UnreadableLock lock reason/> }.into_any();
    }
    let state = FormState::new();
    let (passphrase, shown) = (RwSignal::new(String::new()), RwSignal::new(false));
    let is_opening = RwSignal::new(false);
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if is_opening.get_untracked() {
            return;
        }
        state.clear();
        is_opening.set(true);
        let typed = passphrase.get_untracked();
        spawn_local(async move {
            let opened = store.unlock(&typed).await;
            // The screen goes once the records are open.
            if is_opening.try_set(false).is_some() {
                return;
            }
            if let Err(error) = opened {
                state.fail(error.words(text));
                select_passphrase();
            }
        });
    };
    // There is nothing else to do here.
    select_passphrase();
    view! {
        <div class="page page--text lock-screen">
            // The field has the focus, whatever was left.
            <h1 class="page__title">{text.locked_title()}</h1>
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
                    <button class="button button--primary" type="submit" id="unlock" disabled=is_opening>
                        {move || if is_opening.get() { text.unlocking() } else { text.unlock() }}
                    </button>
                </p>
            </form>
            <details class="fold" id="passphrase-forgotten">
                <summary>{text.passphrase_forgotten()}</summary>
                <p>{text.passphrase_forgotten_hint()}</p>
            </details>
        </div>
    }
    .into_any()
}

/// Has the next key replace what is in the field, once it is in the page.
fn select_passphrase() {
    request_animation_frame(|| {
        let field = document().get_element_by_id("passphrase");
        let field = field.and_then(|field| field.dyn_into::<web_sys::HtmlInputElement>().ok());
        if let Some(field) = field {
            // A field in the page accepts the focus.
            let _ = field.focus();
            field.select();
        }
    });
}

/// The lock document cannot be read.
#[component]
fn UnreadableLock(lock: String, reason: DecodeError) -> impl IntoView {
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
