//! The saved filters above the list: a tap applies one, and a dialog saves, renames and deletes them.

mod editor;

use leptos::prelude::*;

use super::{
    filter_controls::FilterControls,
    later::{Later, LaterPart},
};
use crate::{
    app::{
        components::Dialog,
        state::{use_store, use_text},
    },
    domain::{ListFilter, RelationshipKind, SavedFilter},
};

pub use editor::FilterEditor;

/// The button of the dialog that saves, renames and deletes filters.
#[component]
pub fn FilterMenu(controls: FilterControls) -> impl IntoView {
    let text = use_text();
    let open = RwSignal::new(false);
    view! {
        <button
            class="button button--quiet"
            type="button"
            id="saved-filters"
            aria-haspopup="dialog"
            on:click=move |_| open.set(true)
        >
            {text.saved_filters()}
        </button>
        <Dialog open title=text.saved_filters().to_owned()>
            <Later part=LaterPart::FilterEditor(controls, open)/>
        </Dialog>
    }
}

/// The saved filters, if there are some.
#[component]
pub fn SavedFilters(
    controls: FilterControls,
    /// The tags that clients have.
    tags: Memo<Vec<String>>,
    /// The kinds of relationship that there are.
    kinds: Memo<Vec<RelationshipKind>>,
) -> impl IntoView {
    let store = use_store();
    let has_some = Memo::new(move |_| !store.myself().filters().is_empty());
    move || {
        has_some.get().then(|| {
            view! { <Later part=LaterPart::FilterButtons(controls, tags, kinds)/> }
        })
    }
}

/// A button for each saved filter; a press on the one that is applied clears it.
#[component]
pub fn FilterButtons(
    controls: FilterControls,
    /// The tags that clients have.
    tags: Memo<Vec<String>>,
    /// The kinds of relationship that there are.
    kinds: Memo<Vec<RelationshipKind>>,
) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let saved = Memo::new(move |_| store.myself().filters().to_vec());
    let now = Memo::new(move |_| controls.filter());
    let press = move |filter: &ListFilter| {
        if now.with_untracked(|now| now == filter) {
            controls.apply(&ListFilter::default());
            return;
        }
        controls.apply(filter);
        // Nobody may have the tag any more, or be of the kind: no list is shown as if it were so filtered.
        let is_unused = |tag: &str| !tags.with_untracked(|tags| tags.iter().any(|one| one == tag));
        let tag = filter.tag.as_ref().map(|tag| tag.as_str().to_owned());
        let tag = tag.filter(|tag| is_unused(tag));
        let kind = filter.kind;
        let kind = kind.filter(|kind| !kinds.with_untracked(|kinds| kinds.contains(kind)));
        if tag.is_some() {
            controls.tag.set(String::new());
        }
        if kind.is_some() {
            controls.kind.set(String::new());
        }
        let kind = kind.map(|kind| text.relationship_kind(kind).to_owned());
        let gone: Vec<_> = tag.into_iter().chain(kind).collect();
        if !gone.is_empty() {
            store.show_toast(&text.filter_part_unused(&gone.join(text.list_comma())));
        }
    };
    let one = move |SavedFilter { name, filter, .. }: SavedFilter| {
        let of = filter.clone();
        let is_applied = move || now.with(|now| *now == of);
        view! {
            <li>
                <button
                    class="button"
                    type="button"
                    aria-pressed=move || is_applied().to_string()
                    on:click=move |_| press(&filter)
                >
                    <bdi>{name.as_str().to_owned()}</bdi>
                </button>
            </li>
        }
    };
    view! {
        <ul class="saved-filters" aria-label=text.saved_filters()>
            {move || saved.get().into_iter().map(one).collect_view()}
        </ul>
    }
}
