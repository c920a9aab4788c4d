//! The page in the place of items that are worded for clients, of a relationship of another kind.

use leptos::prelude::*;

use crate::{
    app::{components::BackLink, state::use_text},
    domain::Client,
    route::Route,
};

/// Says that there are sliders alone, and leads to them.
#[component]
pub fn ClientsOnly(
    /// The title of the page that a client would have.
    title: &'static str,
    client: std::sync::Arc<Client>,
) -> impl IntoView {
    let text = use_text();
    let line = text.client_line(&client.profile);
    view! {
        <article class="page">
            <BackLink to=Route::Client(client.id()) label=line/>
            <h1 class="page__title" tabindex="-1">{title}</h1>
            <p id="clients-only">{text.sliders_only()}</p>
        </article>
    }
}
