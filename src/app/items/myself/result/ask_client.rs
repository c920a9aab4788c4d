//! The choice of a client to ask for their view: a search among the clients, each with the way to ask.

use leptos::prelude::*;

use crate::{
    app::{
        components::{ClientChoice, Dialog},
        state::use_text,
    },
    domain::{ClientId, RecordKind},
    route::Route,
};

/// The button to ask a client, and the dialog that lets one be chosen.
#[component]
pub fn AskClient() -> impl IntoView {
    let text = use_text();
    let open = RwSignal::new(false);
    view! {
        <button class="button" type="button" id="ask-client" on:click=move |_| open.set(true)>
            {text.ask_client_too()}
        </button>
        <Dialog open title=text.ask_which_client()>
            <Choice/>
        </Dialog>
    }
}

#[component]
fn Choice() -> impl IntoView {
    let text = use_text();
    let item = |id: ClientId, line: String| {
        let route = Route::Record(id, RecordKind::Request, None).to_string();
        view! { <a class="menu__item" href=route><bdi>{line}</bdi></a> }.into_any()
    };
    view! {
        <ClientChoice
            id="ask-search"
            list_id="ask-whom"
            keeps=|summary| summary.kind.has_items()
            item
        />
        <p><a class="button" id="ask-new-client" href=Route::NewClient.to_string()>{text.ask_new_client()}</a></p>
    }
}
