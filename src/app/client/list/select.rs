//! A choice above the list.

use leptos::prelude::*;

/// A choice among a few; what is chosen is its id.
#[component]
pub fn Select(
    id: &'static str,
    label: &'static str,
    /// Their ids and words.
    choices: Vec<(String, String)>,
    chosen: RwSignal<String>,
) -> impl IntoView {
    let now = chosen.get_untracked();
    let options: Vec<_> = choices
        .into_iter()
        .map(|(id, words)| {
            let is_chosen = id == now;
            view! { <option value=id selected=is_chosen>{words}</option> }
        })
        .collect();
    view! {
        <select
            class="select"
            id=id
            aria-label=label
            prop:value=chosen
            on:change=move |event| chosen.set(event_target_value(&event))
        >
            {options}
        </select>
    }
}
