//! A seller's page of a team: exactly what is shared, sending it, and leaving.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{
    current::{Current, go_to},
    live_share::LiveShare,
    send::SendReport,
    share_table::ShareTable,
};
use crate::{
    app::{
        components::BackLink,
        state::{use_store, use_text},
    },
    documents::LiveSeller,
    domain::{
        EntryId,
        team::{Membership, Shared},
    },
    exchange::initials,
    route::Route,
};

/// The page of a membership.
#[component]
pub fn MemberPage(id: EntryId) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let current = Current::<Membership>::new(id);
    let shared = Memo::new(move |_| {
        let assumptions = store.settings().assumptions;
        let listed = store.listed();
        let clients = listed.iter().map(|listed| &listed.summary);
        let shared = current
            .read(|membership| membership.shared(clients, initials, &assumptions, store.today()));
        shared.unwrap_or_default()
    });
    let title = move || current.read(|it| text.name_in_text(&it.team.name));
    let naming = move || {
        current.read(|it| {
            if it.team.is_anonymous {
                text.team_invited_anonymous()
            } else {
                text.team_invited_named()
            }
        })
    };
    let has_left = Memo::new(move |_| current.read(|it| it.left.is_some()) == Some(true));
    let list = move || {
        (!has_left.get()).then(|| {
            view! {
                <p class="quiet">{text.team_what_is_shared()}</p>
                <ShareTable current shared/>
            }
        })
    };
    let rest = move || {
        if has_left.get() {
            view! { <Left current/> }.into_any()
        } else {
            view! { <Sharing current shared/> }.into_any()
        }
    };
    view! {
        <div class="page team">
            <p class="client__back"><BackLink to=Route::Team label=text.team()/></p>
            <h1 class="page__title" tabindex="-1"><bdi>{title}</bdi></h1>
            <p>{naming}</p>
            {list}
            <LiveShare current shared has_left/>
            {rest}
        </div>
    }
}

/// The other ways to send, and leaving.
#[component]
fn Sharing(current: Current<Membership>, shared: Memo<Vec<Shared>>) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let leave = move |_| {
        let Some(mut wanted) = untrack(|| current.get()) else {
            return;
        };
        let words = text.team_left(&text.name_in_text(&wanted.team.name));
        wanted.left = Some(store.today_at_save());
        spawn_local(async move {
            if let Err(words) = current.put(wanted, &words).await {
                store.show_toast(&words);
            }
        });
    };
    view! {
        <SendReport current shared/>
        <section class="card" aria-labelledby="leave-title">
            <h2 class="card__title" id="leave-title">{text.team_leave()}</h2>
            <p>{text.team_leave_hint()}</p>
            <p>
                <button class="button button--danger" type="button" id="leave-team" on:click=leave>
                    {text.team_leave()}
                </button>
            </p>
        </section>
    }
}

/// The page once the seller has left.
#[component]
fn Left(current: Current<Membership>) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let words = move || {
        let left = current.read(|it| it.left).flatten()?;
        Some(text.team_left_on(&text.full_date(left)))
    };
    let rejoin = move |_| {
        let Some(mut wanted) = untrack(|| current.get()) else {
            return;
        };
        let words = text.team_rejoined(&text.name_in_text(&wanted.team.name));
        wanted.left = None;
        spawn_local(async move {
            if let Err(words) = current.put(wanted, &words).await {
                store.show_toast(&words);
            }
        });
    };
    let forget = move |_| {
        let name = untrack(|| current.read(|it| text.name_in_text(&it.team.name)));
        let words = text.team_forgotten(&name.unwrap_or_default());
        let seller = untrack(|| current.read(|it| it.seller));
        spawn_local(async move {
            match current.remove(&words).await {
                Ok(()) => {
                    if let Some(seller) = seller {
                        store.drop_draft(LiveSeller::draft(seller));
                    }
                    go_to(&Route::Team.to_string());
                }
                Err(words) => store.show_toast(&words),
            }
        });
    };
    view! {
        <p id="has-left" role="status">{words}</p>
        <p class="actions">
            <button class="button" type="button" id="rejoin-team" on:click=rejoin>
                {text.team_rejoin()}
            </button>
            <button class="button button--danger" type="button" id="forget-team" on:click=forget>
                {text.team_forget()}
            </button>
        </p>
    }
}
