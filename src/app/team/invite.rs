//! The invitation of a team, to be sent to its sellers.

use leptos::prelude::*;

use super::current::Current;
use crate::{
    app::{components::ToSend, live::ManagerLink, state::use_text},
    domain::team::{Team, TeamInvitation},
    exchange::link::write_team_invitation,
    platform,
    route::Route,
};

/// The link and its code.
#[component]
pub fn Invite(current: Current<Team>, live: ManagerLink) -> impl IntoView {
    let text = use_text();
    let invitation = Memo::new(move |_| {
        let live = live.view.with(|view| view.sign);
        current.read(|team| TeamInvitation {
            live,
            ..team.invitation()
        })
    });
    let to_send = move || {
        let invitation = invitation.get()?;
        Some(match write_team_invitation(&invitation) {
            Ok(payload) => {
                let link = format!("{}{}/{payload}", platform::address(), Route::Team);
                let message = text.team_invite_message(&invitation.name, &link);
                view! { <ToSend id="invitation" message link/> }.into_any()
            }
            Err(error) => view! { <p role="alert">{text.team_not_made(&error)}</p> }.into_any(),
        })
    };
    view! {
        <details class="card fold" id="invite">
            <summary class="card__title">{text.team_invite_title()}</summary>
            <p class="quiet">{text.team_invite_hint()}</p>
            {to_send}
        </details>
    }
}
