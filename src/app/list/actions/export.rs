//! The selected clients as a table: of their summaries, so no client is read.

use leptos::prelude::*;

use crate::{
    app::{
        components::SaveOrCopy,
        state::{use_store, use_text},
    },
    domain::ClientId,
    exchange::clients_csv,
};

/// The contents of the table, and the buttons.
#[component]
pub fn Export(chosen: Memo<Vec<ClientId>>) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let content = move || {
        let chosen = chosen.get_untracked();
        let listed = untrack(|| store.listed());
        // Both are in the order of their ids.
        let is_chosen = |id: &ClientId| chosen.binary_search(id).is_ok();
        let summaries = listed.iter().map(|listed| &*listed.summary);
        clients_csv(summaries.filter(|summary| is_chosen(&summary.id)), &text)
    };
    let file_name = format!("trust-velocity-clients-{}.csv", untrack(|| store.today()));
    view! {
        <p>{text.export_clients_hint()}</p>
        <SaveOrCopy id="selected" save=text.save_as_file() file_name content/>
    }
}
