//! Passphrases: the input field, and their errors in words.

use leptos::prelude::*;

use super::{
    Checkbox, FormState,
    form::{FieldFrame, described_by},
};
use crate::{app::state::use_text, i18n::Text, platform::crypto::CryptoError};

/// The fewest characters of a new passphrase.
pub const LEAST_CHARS: usize = 8;

/// A passphrase, hidden while `shown` is false. No draft keeps it.
#[component]
pub fn PassphraseField(
    /// The field's name within the form.
    name: &'static str,
    #[prop(into)] label: String,
    value: RwSignal<String>,
    state: FormState,
    /// Whether it is readable.
    shown: RwSignal<bool>,
    /// The hint for password managers: `new-password` or `current-password`.
    autocomplete: &'static str,
    #[prop(optional, into)] hint: Option<String>,
) -> impl IntoView {
    view! {
        <FieldFrame name label state hint>
            <input
                class="field__input"
                id=name
                name=name
                type=move || if shown.get() { "text" } else { "password" }
                autocomplete=autocomplete
                autocapitalize="off"
                spellcheck="false"
                prop:value=value
                aria-invalid=move || state.is_invalid(name)
                aria-describedby=described_by(name)
                on:input=move |event| value.set(event_target_value(&event))
            />
        </FieldFrame>
    }
}

/// Lets the person read the typed passphrase.
#[component]
pub fn ShowPassphrase(shown: RwSignal<bool>) -> impl IntoView {
    let text = use_text();
    view! {
        <Checkbox
            id="show-passphrase"
            label=text.show_passphrase()
            checked=shown
            set=move |is_shown| shown.set(is_shown)
        />
    }
}

/// The reason why a text was not encrypted or decrypted, and what to do.
pub fn crypto_words(text: Text, error: &CryptoError) -> String {
    match error {
        CryptoError::Unavailable => text.crypto_unavailable().to_owned(),
        CryptoError::WrongKey => text.passphrase_wrong().to_owned(),
        CryptoError::Failed(reason) => text.crypto_failed(reason),
    }
}
