//! The parts of the list that are fetched once they are asked for: their code lies in a file of its own.
// The split point is a foreign function of the list's file.
#![allow(unsafe_code)]
// If the file cannot be fetched, wasm_split returns the error.
#![allow(clippy::unnecessary_wraps)]

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use wasm_split_helpers::SplitLoaderError;

use super::{actions::Actions, filter_controls::FilterControls, saved::FilterEditor};
use crate::{
    app::state::use_text,
    domain::ClientId,
    platform::{at_once, split_point},
};

/// A part of the list that is fetched later.
#[derive(Clone, Copy)]
pub enum LaterPart {
    /// The actions on the selected clients.
    Actions(Memo<Vec<ClientId>>),
    /// Saving, renaming and deleting filters, in an open dialog.
    FilterEditor(FilterControls, RwSignal<bool>),
}

split_point!(selection, fetch_selection;
    fn later_part(part: LaterPart) -> Result<AnyView, SplitLoaderError> {
        Ok(match part {
            LaterPart::Actions(chosen) => view! { <Actions chosen/> }.into_any(),
            LaterPart::FilterEditor(controls, open) => view! { <FilterEditor controls open/> }.into_any(),
        })
    }
);

/// A part, once its file is here.
#[component]
pub fn Later(part: LaterPart) -> impl IntoView {
    let text = use_text();
    let fetched = RwSignal::new(None::<bool>);
    let fetch = move || {
        fetched.set(None);
        spawn_local(async move {
            let is_here = fetch_selection().await.is_ok();
            // The part may be gone by now.
            fetched.try_set(Some(is_here));
        });
    };
    fetch();
    move || {
        match fetched.get() {
        None => Some(view! { <p class="quiet">{text.loading()}</p> }.into_any()),
        Some(true) => at_once(later_part(part)).and_then(Result::ok),
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
