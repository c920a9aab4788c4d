//! Taking what trainees hand in.

use leptos::prelude::*;

use crate::{domain::EntryId, state::use_text};

/// Taking what trainees hand in.
#[component]
pub fn CollectPage(id: EntryId) -> impl IntoView {
    let text = use_text();
    let _ = id;
    view! {
        <div class="page page--text">
            <h1 class="page__title" tabindex="-1">{text.classroom()}</h1>
        </div>
    }
}
