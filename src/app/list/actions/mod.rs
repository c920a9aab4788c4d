//! Actions on the selected clients.

mod export;
mod forms;

use leptos::prelude::*;

use crate::{
    app::{
        components::{BulkEdit, Dialog, EditOutcome},
        state::use_text,
    },
    domain::{ClientEdit, ClientId},
};
use export::Export;
use forms::{SnoozeForm, StageForm, TagForm};

pub use forms::ActionForm;

/// An action that opens a dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Action {
    Tag,
    Stage,
    Snooze,
    Export,
}

/// The buttons, their dialogs, and what became of the last action.
#[component]
pub fn Actions(chosen: Memo<Vec<ClientId>>) -> impl IntoView {
    let text = use_text();
    let edit = BulkEdit::of(chosen);
    let open = RwSignal::new(false);
    let action = RwSignal::new(Action::Tag);
    let named = move |action| match action {
        Action::Tag => text.tags_label(),
        Action::Stage => text.change_stage(),
        Action::Snooze => text.snooze(),
        Action::Export => text.export_clients(),
    };
    let button = move |id: &'static str, of: Action| {
        let press = move |_| {
            if edit.may_begin() {
                action.set(of);
                open.set(true);
            }
        };
        view! {
            <button class="button" type="button" id=id aria-haspopup="dialog" on:click=press>
                {named(of)}
            </button>
        }
    };
    let delete = move |_| {
        if edit.may_begin() {
            edit.begin(ClientEdit::PutIntoBin, move |count| {
                text.clients_binned(count)
            });
        }
    };
    let title = Signal::derive(move || {
        let count = chosen.with(Vec::len);
        format!("{} · {}", named(action.get()), text.clients_selected(count))
    });
    view! {
        <p class="selection__actions">
            {button("tag-selected", Action::Tag)}
            {button("stage-selected", Action::Stage)}
            {button("snooze-selected", Action::Snooze)}
            {button("export-selected", Action::Export)}
            <button class="button button--danger" type="button" id="delete-selected" on:click=delete>
                {text.put_into_bin()}
            </button>
        </p>
        <EditOutcome edit/>
        <Dialog open title>
            {move || match action.get_untracked() {
                Action::Tag => view! { <TagForm edit open/> }.into_any(),
                Action::Stage => view! { <StageForm edit open/> }.into_any(),
                Action::Snooze => view! { <SnoozeForm edit open/> }.into_any(),
                Action::Export => view! { <Export chosen/> }.into_any(),
            }}
        </Dialog>
    }
}
