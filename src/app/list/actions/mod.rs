//! Actions on the selected clients. Their code lies in a file of its own, fetched when selecting
//! begins.
// The split point is a foreign function of the list's file.
#![allow(unsafe_code)]
// Where the file cannot be fetched, wasm_split returns the error.
#![allow(clippy::unnecessary_wraps)]

mod export;
mod forms;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use wasm_split_helpers::SplitLoaderError;

use crate::{
    app::{
        components::{BulkEdit, Dialog, EditOutcome, at_once, split_point},
        state::use_text,
    },
    domain::{ClientEdit, ClientId},
};
use export::Export;
use forms::{SnoozeForm, StageForm, TagForm};

split_point!(selection, fetch_selection;
    fn selected_actions(chosen: Memo<Vec<ClientId>>) -> Result<AnyView, SplitLoaderError> {
        Ok(view! { <Actions chosen/> }.into_any())
    }
);

/// What is done with the selected clients, once its file is here.
#[component]
pub fn SelectedActions(chosen: Memo<Vec<ClientId>>) -> impl IntoView {
    let text = use_text();
    let fetched = RwSignal::new(None::<bool>);
    let fetch = move || {
        fetched.set(None);
        spawn_local(async move {
            let is_here = fetch_selection().await.is_ok();
            // The bar may be gone by now.
            fetched.try_set(Some(is_here));
        });
    };
    fetch();
    move || {
        match fetched.get() {
        None => Some(view! { <p class="quiet">{text.loading()}</p> }.into_any()),
        Some(true) => at_once(selected_actions(chosen)).and_then(Result::ok),
        Some(false) => Some(
            view! {
                <p role="alert">{text.page_not_fetched()}</p>
                <button class="button" type="button" on:click=move |_| fetch()>{text.retry()}</button>
            }
            .into_any(),
        ),
    }
    }
}

/// What opens a dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Action {
    Tag,
    Stage,
    Snooze,
    Export,
}

/// The buttons, their dialogs, and what became of the last action.
#[component]
fn Actions(chosen: Memo<Vec<ClientId>>) -> impl IntoView {
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
