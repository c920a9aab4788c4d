//! An invitation to a team: what would be shared, and the button to join. Nothing is sent by joining.

use leptos::{ev, prelude::*};
use wasm_bindgen_futures::spawn_local;

use super::current::{all, go_to, link_to, put};
use crate::{
    app::{
        components::{
            BackLink, FormFailure, FormState, PasteField, QrReader, TextField, focus_first_error,
        },
        live::{SellerStart, drivers},
        state::{Store, use_store, use_text},
    },
    documents::TeamDocument,
    domain::{
        EntryId, Name,
        live::PublicKey,
        team::{Membership, TeamInvitation},
    },
    exchange::link::{LinkError, find_team_invitation, write_team_invitation},
    platform,
    route::Route,
};

/// An invitation, as the seller who opened it sees it.
#[component]
pub fn JoinPage(invitation: TeamInvitation) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let title = text.team_invited_to(&text.name_in_text(&invitation.name));
    let naming = if invitation.is_anonymous {
        text.team_invited_anonymous()
    } else {
        text.team_invited_named()
    };
    let known = untrack(|| membership_of(store, &invitation));
    let way = match known {
        Some(membership) => {
            let (manager, seller) = (invitation.live, membership.seller);
            spawn_local(async move {
                // The team may have become live since the person joined it.
                if let Err(words) = join_live(store, &membership, manager).await {
                    store.show_toast(&words);
                }
            });
            view! {
                <p>{text.team_joined_as()}</p>
                <p>
                    <a class="button button--primary" id="open-team" href=link_to(seller)>
                        {text.team_open_it()}
                    </a>
                </p>
            }
            .into_any()
        }
        None => view! { <JoinForm invitation/> }.into_any(),
    };
    view! {
        <div class="page page--text team">
            <p class="client__back"><BackLink to=Route::Team label=text.team()/></p>
            <h1 class="page__title" tabindex="-1">{title}</h1>
            <p>{naming}</p>
            <p>{text.team_what_is_shared()}</p>
            <p><strong>{text.team_nothing_yet()}</strong></p>
            {way}
        </div>
    }
}

/// The person's membership of the invitation's team, if there is one.
fn membership_of(store: Store, invitation: &TeamInvitation) -> Option<Membership> {
    all(store).into_iter().find_map(|team| match team {
        Ok(TeamDocument::Joined(membership))
            if membership.team.team == invitation.team && membership.team.key == invitation.key =>
        {
            Some(membership)
        }
        _ => None,
    })
}

/// Keeps the manager's key of a live team for a membership, with keys of the seller's own.
async fn join_live(
    store: Store,
    membership: &Membership,
    manager: Option<PublicKey>,
) -> Result<(), String> {
    if manager.is_none() {
        return Ok(());
    }
    let drivers = drivers().await;
    let drivers = drivers.map_err(|_| store.text().page_not_fetched().to_owned())?;
    let membership = membership.clone();
    drivers
        .join_team(
            store,
            SellerStart {
                membership,
                manager,
            },
        )
        .await
}

#[component]
fn JoinForm(invitation: TeamInvitation) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let state = FormState::new();
    let own_name = untrack(|| store.myself());
    let own_name = own_name.name.as_ref().map_or("", Name::as_str).to_owned();
    let name = RwSignal::new(own_name);
    let is_anonymous = invitation.is_anonymous;
    let join = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if untrack(|| state.is_saving()) {
            return;
        }
        state.clear();
        let typed = name.get_untracked();
        let name = if is_anonymous || typed.trim().is_empty() {
            None
        } else {
            let name = Name::new(&typed);
            let Some(name) = state.accept("seller-name", name, |error| text.name_error(&error))
            else {
                return focus_first_error();
            };
            Some(name)
        };
        let invitation = invitation.clone();
        state.run(async move {
            let words = text.team_joined(&text.name_in_text(&invitation.name));
            let manager = invitation.live;
            let seller = EntryId::new(platform::random_number());
            let membership = Membership::new(seller, invitation, name);
            join_live(store, &membership, manager).await?;
            put(store, seller, membership, &words).await?;
            go_to(&link_to(seller));
            Ok(())
        });
    };
    let name_field = (!is_anonymous).then(|| {
        view! {
            <TextField
                name="seller-name"
                label=text.team_own_name()
                value=name
                state
                hint=text.team_own_name_hint()
            />
        }
    });
    view! {
        <form class="form" novalidate on:submit=join>
            <FormFailure state/>
            {name_field}
            <p>
                <button class="button button--primary" type="submit" id="join-team">
                    {text.join_team()}
                </button>
            </p>
        </form>
    }
}

/// The reason why an invitation cannot be opened, and a box to paste it whole.
#[component]
pub fn NotOpened(error: LinkError) -> impl IntoView {
    let text = use_text();
    view! {
        <div class="page page--text team" id="team-not-opened">
            <p class="client__back"><BackLink to=Route::Team label=text.team()/></p>
            <h1 class="page__title" tabindex="-1">{text.team_not_opened()}</h1>
            <p role="alert">{text.team_invitation_error(&error)}</p>
            <PasteInvitation/>
        </div>
    }
}

/// A box for an invitation, and the camera.
#[component]
pub fn PasteInvitation() -> impl IntoView {
    let text = use_text();
    let state = FormState::new();
    let pasted = RwSignal::new(String::new());
    let fail = move |words: &str| {
        state.clear();
        state.fail(words.to_owned());
        focus_first_error();
    };
    let take = move |found: &str| {
        let payload = find_team_invitation(found).and_then(|it| write_team_invitation(&it));
        match payload {
            Ok(payload) => go_to(&format!("{}/{payload}", Route::Team)),
            Err(error) => fail(text.team_invitation_error(&error)),
        }
    };
    let read = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let pasted = pasted.get_untracked();
        if pasted.trim().is_empty() {
            return fail(text.team_invitation_nothing());
        }
        take(&pasted);
    };
    let scanned = UnsyncCallback::new(move |found: String| take(&found));
    view! {
        <form class="form" novalidate on:submit=read>
            <FormFailure state/>
            <PasteField id="team-invitation" label=text.team_invitation_field() value=pasted rows=2/>
            <p>
                <button class="button" type="submit" id="open-invitation">
                    {text.team_open_invitation()}
                </button>
            </p>
        </form>
        <details class="fold" id="scan-invitation">
            <summary>{text.team_collect_camera()}</summary>
            <QrReader on_text=scanned/>
        </details>
    }
}
