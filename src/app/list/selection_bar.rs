//! The bar over the rows while clients are selected: how many, and what is done with them.

use std::sync::Arc;

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;

use super::{
    later::{Later, LaterPart},
    selected::Selected,
    table::Table,
};
use crate::{app::state::use_text, domain::ClientId, platform};

/// The clients that are selected; `None` if nobody is selecting.
pub type Selection = RwSignal<Option<Selected>>;

/// The button that begins and ends selecting.
#[component]
pub fn SelectButton(selection: Selection) -> impl IntoView {
    let text = use_text();
    let press = move |_| {
        selection.update(|selected| {
            *selected = match selected {
                Some(_) => None,
                None => Some(Selected::default()),
            };
        });
    };
    view! {
        <button class="button button--quiet" type="button" id="select-clients" on:click=press>
            {move || if selection.with(Option::is_some) { text.end_selecting() } else { text.select_several() }}
        </button>
    }
}

/// The bar, while clients are selected.
#[component]
pub fn SelectionBar(
    selection: Selection,
    table: Memo<Arc<Table>>,
    /// The indices of the rows that are listed.
    found: Memo<Vec<usize>>,
) -> impl IntoView {
    let is_selecting = Memo::new(move |_| selection.with(Option::is_some));
    move || {
        is_selecting
            .get()
            .then(|| view! { <Selecting selection table found/> })
    }
}

/// How many are selected, and what is done with them. Escape ends the selection.
#[component]
fn Selecting(
    selection: Selection,
    table: Memo<Arc<Table>>,
    found: Memo<Vec<usize>>,
) -> impl IntoView {
    let text = use_text();
    let pressed = window_event_listener(ev::keydown, move |event| {
        if event.key() == "Escape" && !is_taken(&event) {
            selection.set(None);
            platform::focus_in_place("#select-clients");
        }
    });
    on_cleanup(move || pressed.remove());
    // Who is gone is not selected any more, and is again after an undo.
    let chosen = Memo::new(move |_| {
        selection.with(|selected| {
            let Some(selected) = selected else {
                return Vec::new();
            };
            let table = table.get();
            let ids = table.rows().iter().map(|row| row.summary.id);
            ids.filter(|id| selected.contains(*id)).collect::<Vec<_>>()
        })
    });
    let unlisted = Memo::new(move |_| {
        let listed = listed(table, found);
        let chosen_listed = selection.with(|selected| {
            let is_selected = |id: &&ClientId| {
                let selected = selected.as_ref();
                selected.is_some_and(|selected| selected.contains(**id))
            };
            listed.iter().filter(is_selected).count()
        });
        chosen.with(Vec::len).saturating_sub(chosen_listed)
    });
    let count = move || {
        let chosen = text.clients_selected(chosen.with(Vec::len));
        match unlisted.get() {
            0 => chosen,
            unlisted => format!("{chosen}{}", text.selected_unlisted(unlisted)),
        }
    };
    let select_all = move |_| {
        let listed = untrack(|| listed(table, found));
        selection.update(|selected| {
            if let Some(selected) = selected {
                selected.add(&listed);
            }
        });
    };
    view! {
        <section class="selection" aria-label=text.selection()>
            <p class="selection__count">
                <span role="status" id="selection-count">{count}</span>
                <button class="button" type="button" id="select-all" on:click=select_all>
                    {move || text.select_all_listed(found.with(Vec::len))}
                </button>
            </p>
            <Later part=LaterPart::Actions(chosen)/>
        </section>
    }
}

/// The clients that are listed, in their order.
pub fn listed(table: Memo<Arc<Table>>, found: Memo<Vec<usize>>) -> Vec<ClientId> {
    let table = table.get();
    let id = |index: &usize| table.rows()[*index].summary.id;
    found.with(|found| found.iter().map(id).collect())
}

/// Whether a key is meant for a dialog or a field, which Escape closes or empties.
fn is_taken(event: &ev::KeyboardEvent) -> bool {
    let target = event.target();
    let target = target.and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    // A selector of our own is well-formed.
    let taken = target.and_then(|target| target.closest("dialog, [type=search], select").ok()?);
    taken.is_some() || event.is_composing()
}
