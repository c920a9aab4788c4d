//! The ratings of all clients as a table for spreadsheets.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::{
        components::SaveOrCopy,
        state::{use_store, use_text},
    },
    domain::Client,
    exchange::ratings_csv,
    route::{DataPart, Route},
};

/// The export of the ratings: its content, and the buttons.
#[component]
pub fn ExportCard() -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let own = move || {
        let mut clients = store.clients();
        clients.retain(|client| !client.is_example());
        clients
    };
    let count = Memo::new(move |_| {
        let own = own();
        own.iter()
            .map(|client| client.ratings().len())
            .sum::<usize>()
    });
    let content = move || {
        let own: Vec<Arc<Client>> = untrack(own);
        let name_of = |id| {
            let client = store.client(id)?;
            Some(client.profile.name.clone())
        };
        untrack(|| ratings_csv(own.iter().map(Arc::as_ref), name_of, &text))
    };
    let ways = move || match count.get() {
        0 => view! { <p class="empty" id="ratings-count">{text.no_ratings_to_export()}</p> }
            .into_any(),
        count => {
            let file_name = format!("trust-velocity-ratings-{}.csv", store.today());
            view! {
                <p id="ratings-count">{text.ratings_to_export(count)}</p>
                <SaveOrCopy id="ratings" save=text.save_as_file() file_name content/>
            }
            .into_any()
        }
    };
    view! {
        <section class="card">
            <h2 class="section__title">{text.export_ratings()}</h2>
            <p>
                {text.export_hint()}" "
                <a href=Route::DataPart(DataPart::Backup).to_string()>{text.back_up_now()}</a>
            </p>
            {ways}
        </section>
    }
}
