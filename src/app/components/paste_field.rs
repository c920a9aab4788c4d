//! A box for a text that the person received and pastes.

use leptos::prelude::*;

/// A box for a pasted text, with its label and its hint.
#[component]
pub fn PasteField(
    /// The box's id.
    id: &'static str,
    label: &'static str,
    value: RwSignal<String>,
    /// How many lines of it are visible.
    rows: u8,
    #[prop(optional)] hint: Option<&'static str>,
) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    let described_by = hint.map(|_| hint_id.clone());
    view! {
        <div class="field">
            <label class="field__label" for=id>{label}</label>
            <textarea
                class="field__input"
                id=id
                rows=rows.to_string()
                autocomplete="off"
                spellcheck="false"
                aria-describedby=described_by
                prop:value=value
                on:input=move |event| value.set(event_target_value(&event))
            ></textarea>
            {hint.map(|hint| view! { <p class="field__hint" id=hint_id>{hint}</p> })}
        </div>
    }
}
