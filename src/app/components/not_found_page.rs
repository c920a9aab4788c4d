//! The page for an unknown address.

use leptos::prelude::*;

use crate::{app::state::use_text, route::Route};

/// Says that there is no such page, or no such client, and links to the list.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    let text = use_text();
    view! {
        <div class="page">
            <h1 class="page__title" tabindex="-1">{text.not_found()}</h1>
            <p>{text.not_found_why()}</p>
            <p><a class="button button--primary" href=Route::Clients.to_string()>{text.to_clients()}</a></p>
        </div>
    }
}
