//! How to join a session, and who has handed in.

use leptos::prelude::*;

use crate::{domain::EntryId, state::use_text};

/// How to join a session, and who has handed in.
#[component]
pub fn SessionPage(id: EntryId) -> impl IntoView {
    let text = use_text();
    let _ = id;
    view! {
        <div class="page page--text">
            <h1 class="page__title" tabindex="-1">{text.classroom()}</h1>
        </div>
    }
}

/// The sessions of this trainer, the latest first.
#[component]
pub fn SessionList() -> impl IntoView {
    let text = use_text();
    view! { <section><h2 class="section__title">{text.sessions()}</h2></section> }
}
