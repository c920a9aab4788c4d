//! Teams: what a seller shares with a manager, and what the manager sees of it.
//!
//! Invariants: nothing is shared that the seller has not seen in the list, and nothing is sent by itself until
//! the seller of a live team says so; no seller is ranked by figures.

mod collect;
mod current;
mod figures;
mod funnel;
mod home;
mod invite;
mod join;
mod led;
mod level_chart;
mod live;
mod live_share;
mod member;
mod need;
mod sellers;
mod send;
mod share_table;

use leptos::prelude::*;

use crate::{
    app::{components::NotFoundPage, state::use_store},
    documents::{DocumentId, OpaqueDocument, TeamDocument},
    domain::EntryId,
    exchange::link::find_team_invitation,
    platform,
    route::payload,
};

/// The page of the location's hash: a team, a membership, an invitation, or all teams.
pub fn team_page() -> AnyView {
    let Some(text) = payload(&platform::hash()) else {
        return view! { <home::HomePage/> }.into_any();
    };
    if let Ok(id) = text.parse() {
        return view! { <StoredPage id/> }.into_any();
    }
    match find_team_invitation(&text) {
        Ok(invitation) => view! { <join::JoinPage invitation/> }.into_any(),
        Err(error) => view! { <join::NotOpened error/> }.into_any(),
    }
}

/// The kind of the document under an id.
#[derive(Clone, PartialEq)]
enum Kind {
    Led,
    Joined,
    Unreadable(String),
    Missing,
}

/// A stored team or membership; the page stays while it changes.
#[component]
fn StoredPage(id: EntryId) -> impl IntoView {
    let store = use_store();
    let kind = Memo::new(move |_| {
        let document = store.document(DocumentId::Team(id));
        match document.as_ref().map(OpaqueDocument::team) {
            Some(Ok(TeamDocument::Led(_))) => Kind::Led,
            Some(Ok(TeamDocument::Joined(_))) => Kind::Joined,
            Some(Err(reason)) => Kind::Unreadable(reason.to_string()),
            None => Kind::Missing,
        }
    });
    move || match kind.get() {
        Kind::Led => view! { <led::LedPage id/> }.into_any(),
        Kind::Joined => view! { <member::MemberPage id/> }.into_any(),
        Kind::Unreadable(reason) => view! { <current::Unreadable reason/> }.into_any(),
        Kind::Missing => view! { <NotFoundPage/> }.into_any(),
    }
}
