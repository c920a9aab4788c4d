//! The figures to take home.

use leptos::prelude::*;

use crate::{domain::EntryId, state::use_text};

/// The figures to take home.
#[component]
pub fn ReportPage(id: EntryId) -> impl IntoView {
    let text = use_text();
    let _ = id;
    view! {
        <div class="page page--text">
            <h1 class="page__title" tabindex="-1">{text.classroom()}</h1>
        </div>
    }
}
