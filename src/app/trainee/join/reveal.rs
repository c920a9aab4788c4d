//! The field for the reveal code.

use leptos::{ev, prelude::*};
use wasm_bindgen_futures::spawn_local;

use crate::{
    app::{
        components::{
            FormFailure, FormState, TextField, crypto_words, focus_first_error, spares_composition,
        },
        state::use_text,
        trainee::attempt::{AttemptState, show_top},
    },
    domain::classroom::RevealCode,
    exchange::sealed::Sealed,
    platform::{crypto, crypto::CryptoError},
};

/// Asks for the code, and keeps the decrypted text.
#[component]
pub fn RevealForm(
    attempt: AttemptState,
    /// The text that the code decrypts.
    sealed: Sealed,
    /// Checks that the decrypted text is the key of this exercise; the reason in words if not.
    check: Callback<String, Result<(), String>>,
) -> impl IntoView {
    let text = use_text();
    let state = FormState::new();
    let typed = RwSignal::new(String::new());
    let is_opening = RwSignal::new(false);
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if is_opening.get_untracked() {
            return;
        }
        state.clear();
        let code = RevealCode::new(&typed.get_untracked());
        let code = state.accept("reveal-code", code, |error| {
            text.typed_reveal_code_error(error)
        });
        focus_first_error();
        let Some(code) = code else { return };
        let sealed = sealed.clone();
        is_opening.set(true);
        spawn_local(async move {
            let opened = crypto::open_text(&sealed, code.as_str()).await;
            // The page may be gone by now.
            if is_opening.try_set(false).is_some() {
                return;
            }
            let wrong = match opened {
                Ok(secret) => match check.run(secret.clone()) {
                    Ok(()) => {
                        attempt.edit(|progress| progress.secret = Some(secret));
                        return show_top();
                    }
                    Err(words) => return state.fail(words),
                },
                Err(CryptoError::WrongKey) => Err(text.typed_code_wrong().to_owned()),
                Err(error) => return state.fail(crypto_words(text, &error)),
            };
            state.accept::<(), _>("reveal-code", wrong, |words| words);
            focus_first_error();
        });
    };
    view! {
        <section class="card" id="reveal-part">
            <h2 class="section__title">{text.see_key()}</h2>
            <form class="form" novalidate on:submit=submit on:keydown=|event| spares_composition(&event)>
                <FormFailure state/>
                <TextField name="reveal-code" label=text.reveal_code_label() value=typed state hint=text.reveal_code_hint()/>
                <p>
                    <button class="button button--primary" type="submit" id="reveal">
                        {text.open_key()}
                    </button>
                    " "
                    <span class="quiet" role="status">{move || is_opening.get().then(|| text.opening_key())}</span>
                </p>
            </form>
        </section>
    }
}
