//! The parts of the list that are fetched once they are asked for: their code lies in a file of its own.
// The split point is a foreign function of the list's file.
#![allow(unsafe_code)]
// If the file cannot be fetched, wasm_split returns the error.
#![allow(clippy::unnecessary_wraps)]

use leptos::prelude::*;
use wasm_split_helpers::SplitLoaderError;

use super::{
    actions::Actions,
    filter_controls::FilterControls,
    saved::{FilterButtons, FilterEditor},
};
use crate::{
    app::components::OnceFetched,
    domain::{ClientId, RelationshipKind},
    platform::{at_once, split_point},
};

/// A part of the list that is fetched later.
#[derive(Clone, Copy)]
pub enum LaterPart {
    /// The actions on the selected clients.
    Actions(Memo<Vec<ClientId>>),
    /// Saving, renaming and deleting filters, in an open dialog.
    FilterEditor(FilterControls, RwSignal<bool>),
    /// The saved filters, of which there are some; with the tags and kinds of relationship that clients have.
    FilterButtons(
        FilterControls,
        Memo<Vec<String>>,
        Memo<Vec<RelationshipKind>>,
    ),
}

split_point!(selection, fetch_selection;
    fn later_part(part: LaterPart) -> Result<AnyView, SplitLoaderError> {
        Ok(match part {
            LaterPart::Actions(chosen) => view! { <Actions chosen/> }.into_any(),
            LaterPart::FilterEditor(controls, open) => view! { <FilterEditor controls open/> }.into_any(),
            LaterPart::FilterButtons(controls, tags, kinds) => {
                view! { <FilterButtons controls tags kinds/> }.into_any()
            }
        })
    }
);

/// A part, once its file is here.
#[component]
pub fn Later(part: LaterPart) -> impl IntoView {
    let view = move || at_once(later_part(part)).and_then(Result::ok);
    view! { <OnceFetched fetch=fetch_selection view/> }
}
