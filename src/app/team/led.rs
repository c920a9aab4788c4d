//! A manager's page of a team.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{
    collect::Collect,
    current::{Current, go_to},
    figures::Figures,
    invite::Invite,
    live::LiveReports,
};
use crate::{
    app::{
        components::{BackLink, Confirm},
        live::ManagerLink,
        state::{use_store, use_text},
    },
    documents::LiveManager,
    domain::{EntryId, team::Team},
    route::Route,
};

/// The page of a team.
#[component]
pub fn LedPage(id: EntryId) -> impl IntoView {
    let text = use_text();
    let current = Current::<Team>::new(id);
    let live = ManagerLink::new();
    let title = move || current.read(|team| team.name.as_str().to_owned());
    let naming = move || {
        current.read(|team| {
            if team.is_anonymous {
                text.team_anonymous()
            } else {
                text.team_named()
            }
        })
    };
    let print = |_| {
        // A browser that cannot print says so in its own menu.
        let _ = window().print();
    };
    view! {
        <div class="page team" id="team-page">
            <p class="client__back"><BackLink to=Route::Team label=text.team()/></p>
            <h1 class="page__title" tabindex="-1"><bdi>{title}</bdi></h1>
            <p class="quiet">{naming}</p>
            <div class="team__ways">
                <Invite current live/>
                <LiveReports current link=live/>
                <Collect current/>
            </div>
            <Figures current/>
            <p class="actions team__end">
                <button class="button" type="button" id="print" on:click=print>{text.print_page()}</button>
            </p>
            <End current/>
        </div>
    }
}

/// Ends the team.
#[component]
fn End(current: Current<Team>) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let asks = RwSignal::new(false);
    let name = move || current.read(|team| text.name_in_text(&team.name));
    let name = move || name().unwrap_or_default();
    let question = Signal::derive(move || text.team_end_question(&name()));
    let end = move |()| {
        let words = text.team_ended(&untrack(name));
        let id = untrack(|| current.read(|team| team.id));
        spawn_local(async move {
            match current.remove(&words).await {
                Ok(()) => {
                    go_to(&Route::Team.to_string());
                    if let Some(id) = id {
                        store.remove_live_keys(&LiveManager::draft(id)).await;
                    }
                }
                Err(words) => store.show_toast(&words),
            }
        });
    };
    view! {
        <section class="team__end">
            <p class="quiet">{text.team_end_hint()}</p>
            <p>
                <button class="button button--danger" type="button" id="end-team" on:click=move |_| asks.set(true)>
                    {text.team_end()}
                </button>
            </p>
            <Confirm id="confirm-end-team" open=asks label=text.team_end() question deletes=true act=end/>
        </section>
    }
}
