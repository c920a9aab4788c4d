//! The form of an own exercise.

use leptos::prelude::*;

use crate::{domain::EntryId, state::use_text};

/// The form of an own exercise.
#[component]
pub fn EditPage(#[prop(optional)] id: Option<EntryId>) -> impl IntoView {
    let text = use_text();
    let _ = id;
    view! {
        <div class="page page--text">
            <h1 class="page__title" tabindex="-1">{text.classroom()}</h1>
        </div>
    }
}
