//! The choices above the list.

use leptos::prelude::*;

use super::choices;
use crate::{app::state::use_text, domain::RelationshipKind};

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

/// The choice among the tags, if there are any.
#[component]
pub fn TagFilter(tags: Memo<Vec<String>>, chosen: RwSignal<String>) -> impl IntoView {
    let text = use_text();
    move || {
        let tags = tags.get();
        (!tags.is_empty()).then(|| {
            let tags: Vec<_> = tags
                .iter()
                .map(|tag| (tag.as_str(), tag.as_str()))
                .collect();
            let choices = choices(&[("", text.all_tags())], &tags);
            view! { <Select id="tag-filter" label=text.tag_filter() choices chosen/> }
        })
    }
}

/// The choice among the kinds of relationship, if there is more than one.
#[component]
pub fn KindFilter(kinds: Memo<Vec<RelationshipKind>>, chosen: RwSignal<String>) -> impl IntoView {
    let text = use_text();
    move || {
        let kinds = kinds.get();
        (1 < kinds.len()).then(|| {
            let kinds: Vec<_> = kinds
                .into_iter()
                .map(|kind| (kind.id(), text.relationship_kind(kind)))
                .collect();
            let choices = choices(&[("", text.all_kinds())], &kinds);
            view! { <Select id="kind-filter" label=text.kind_filter() choices chosen/> }
        })
    }
}
