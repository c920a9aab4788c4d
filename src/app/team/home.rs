//! All teams, the form to begin one, and the box for an invitation.

use leptos::{ev, prelude::*};

use super::{
    current::{all, go_to, link_to, put},
    join::PasteInvitation,
};
use crate::{
    app::{
        components::{
            BackLink, Choice, ChoiceField, FormFailure, FormState, TextField, crypto_words,
            focus_first_error,
        },
        state::{use_store, use_text},
    },
    documents::TeamDocument,
    domain::{EntryId, Name, team::Team},
    platform,
    platform::crypto,
    route::Route,
};

/// All teams.
#[component]
pub fn HomePage() -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let teams = Memo::new(move |_| {
        let (mut led, mut joined, mut unread) = (Vec::new(), Vec::new(), Vec::new());
        for team in all(store) {
            match team {
                Ok(TeamDocument::Led(team)) => {
                    let sellers = text.team_of_sellers(team.reports().len());
                    led.push((team.id, team.name, sellers));
                }
                Ok(TeamDocument::Joined(membership)) => {
                    let state = match (membership.left, membership.last) {
                        (Some(date), _) => text.team_left_on(&text.full_date(date)),
                        (None, Some((edition, date))) => {
                            text.team_last_sent(&edition, &text.full_date(date))
                        }
                        (None, None) => text.team_never_sent().to_owned(),
                    };
                    joined.push((membership.seller, membership.team.name, state));
                }
                Err((id, reason)) => unread.push((id, reason)),
            }
        }
        (led, joined, unread)
    });
    let lists = move || {
        let (led, joined, unread) = teams.get();
        let is_empty = led.is_empty() && joined.is_empty() && unread.is_empty();
        let empty =
            is_empty.then(|| view! { <p class="empty" id="no-teams">{text.no_teams()}</p> });
        let unread = unread.into_iter().map(|(id, reason)| {
            let id = format!("unread-{id}");
            view! { <p class="card" id=id>{text.document_unreadable(&reason)}</p> }
        });
        view! {
            {empty}
            <TeamList id="teams-led" title=text.teams_led() teams=led/>
            <TeamList id="teams-joined" title=text.teams_joined() teams=joined/>
            {unread.collect_view()}
        }
    };
    view! {
        <div class="page page--text team">
            <p class="client__back"><BackLink to=Route::More label=text.more()/></p>
            <h1 class="page__title" tabindex="-1">{text.team()}</h1>
            <p class="quiet">{text.team_lead()}</p>
            {lists}
            <section class="card" aria-labelledby="begin-team-title">
                <h2 class="card__title" id="begin-team-title">{text.begin_team()}</h2>
                <BeginForm/>
            </section>
            <section class="card" aria-labelledby="join-team-title">
                <h2 class="card__title" id="join-team-title">{text.join_team()}</h2>
                <PasteInvitation/>
            </section>
        </div>
    }
}

#[component]
fn TeamList(
    id: &'static str,
    title: &'static str,
    teams: Vec<(EntryId, Name, String)>,
) -> impl IntoView {
    (!teams.is_empty()).then(|| {
        let rows = teams.into_iter().map(|(id, name, state)| {
            let name = name.as_str().to_owned();
            view! {
                <li>
                    <a class="card card--link" href=link_to(id)>
                        <strong><bdi>{name}</bdi></strong>
                        <span class="quiet">{state}</span>
                    </a>
                </li>
            }
        });
        view! {
            <section>
                <h2 class="section__title">{title}</h2>
                <ul class="cards" id=id>{rows.collect_view()}</ul>
            </section>
        }
    })
}

/// The name of a new team, and whether it is anonymous.
#[component]
fn BeginForm() -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let state = FormState::new();
    let name = RwSignal::new(String::new());
    let naming = RwSignal::new(0);
    let begin = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if untrack(|| state.is_saving()) {
            return;
        }
        state.clear();
        let name = Name::new(&name.get_untracked());
        let Some(name) = state.accept("team-name", name, |error| text.name_error(&error)) else {
            return focus_first_error();
        };
        let is_anonymous = naming.get_untracked() == 1;
        let today = store.today_at_save();
        state.run(async move {
            let key = crypto::new_response_key_pair().await;
            let key = key.map_err(|error| crypto_words(text, &error))?;
            let id = EntryId::new(platform::random_number());
            let words = text.team_begun(&text.name_in_text(&name));
            let team = Team::new(id, name, is_anonymous, today, key);
            put(store, id, team, &words).await?;
            go_to(&link_to(id));
            Ok(())
        });
    };
    let namings = [
        Choice::new("named", text.team_named()).meaning(text.team_named_means()),
        Choice::new("anonymous", text.team_anonymous()).meaning(text.team_anonymous_means()),
    ];
    let unavailable = (!crypto::is_available())
        .then(|| view! { <p class="banner banner--warning">{text.crypto_unavailable()}</p> });
    view! {
        <form class="form" novalidate on:submit=begin>
            {unavailable}
            <FormFailure state/>
            <TextField name="team-name" label=text.team_name_label() value=name state required=true/>
            <ChoiceField
                name="team-naming"
                label=text.team_naming()
                value=naming
                choices=namings.to_vec()
            />
            <p>
                <button
                    class="button button--primary"
                    type="submit"
                    id="begin-team"
                    prop:disabled=move || state.is_saving()
                >
                    {text.begin_team()}
                </button>
            </p>
        </form>
    }
}
