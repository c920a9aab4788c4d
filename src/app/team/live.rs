//! A live team on its manager's page: whether it is live, and which sellers are admitted.
//!
//! Invariants: nothing of a seller is shown but the name and the phrase before the manager admits it; a team
//! that is not live fetches nothing for it but the site's file that names a broker.

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::current::Current;
use crate::{
    app::{
        components::Confirm,
        live::{
            AcceptReport, EntrantView, LinkState, ManagerLink, ManagerStart, ManagerWish, Soon,
            drivers,
        },
        state::{use_store, use_text},
    },
    documents::LiveManager,
    domain::{
        Language,
        team::{Admission, SharedReport, Team},
    },
    i18n::Text,
    live::team::Phrase,
    platform::{self, crypto},
};

/// The card, where the team is live or may become so.
#[component]
pub fn LiveReports(current: Current<Team>, link: ManagerLink) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let is_offered = RwSignal::new(false);
    let failure = RwSignal::new(None::<String>);
    let team = StoredValue::new(untrack(|| current.get()));
    let begin = move |is_new: bool| {
        // The page may be gone by now.
        let Some(team) = team.try_get_value().flatten() else {
            return;
        };
        let accept: AcceptReport = Rc::new(move |report: SharedReport| -> Soon<()> {
            Box::pin(async move {
                let accepted = current.edit(|team| team.accept(report));
                accepted.await.map(|_| ())
            })
        });
        let start = ManagerStart {
            team,
            is_new,
            accept,
        };
        spawn_local(async move {
            let begun = match drivers().await {
                Ok(drivers) => drivers.begin_manager(store, link, start).await,
                Err(_) => Err(text.page_not_fetched().to_owned()),
            };
            // The page may be gone by now.
            failure.try_set(begun.err());
        });
    };
    let id = untrack(|| current.read(|team| team.id));
    spawn_local(async move {
        let Some(id) = id else { return };
        match store.live_keys(&LiveManager::draft(id)).await {
            Ok(Some(_)) => begin(false),
            Ok(None) => {}
            Err(error) => {
                failure.try_set(Some(text.save_error(&error)));
                return;
            }
        }
        // A site whose file cannot be read now offers none.
        let broker = platform::broker().await.ok().flatten();
        is_offered.try_set(broker.is_some() && crypto::is_available());
    });
    let failed = move || {
        let reason = failure.get()?;
        let words = text.team_live_not_begun(&reason);
        Some(view! { <p class="form__failure" role="alert">{words}</p> })
    };
    let is_live = Memo::new(move |_| link.link.get().is_some());
    let body = move || {
        if is_live.get() {
            view! { <Live current link/> }.into_any()
        } else {
            let offer = is_offered.get().then(|| {
                view! {
                    <p>{text.team_live_offer()}</p>
                    <p>
                        <button class="button" type="button" id="begin-team-live" on:click=move |_| begin(true)>
                            {text.team_live_begin()}
                        </button>
                    </p>
                }
            });
            view! { {offer} }.into_any()
        }
    };
    let is_shown =
        Memo::new(move |_| is_live.get() || is_offered.get() || failure.with(Option::is_some));
    move || {
        is_shown.get().then(|| {
            view! {
                <section class="card team__live" aria-labelledby="team-live-title" id="team-live">
                    <h2 class="card__title" id="team-live-title">{text.team_live()}</h2>
                    {failed}
                    {body}
                </section>
            }
        })
    }
}

#[component]
fn Live(current: Current<Team>, link: ManagerLink) -> impl IntoView {
    let text = use_text();
    let asks = RwSignal::new(false);
    let wish = move |wish| link.wishes.update(|wishes| wishes.push(wish));
    let state = move || link.link.get().map(|state| link_words(text, state));
    let sellers = Memo::new(move |_| {
        let mut sellers = link.view.with(|view| view.sellers.clone());
        sellers.sort_by_key(|it| (place_of(it), it.name.clone()));
        sellers
    });
    let nobody = move || {
        sellers.with(Vec::is_empty).then(|| {
            view! { <p class="empty" id="no-entrants">{text.team_live_nobody()} " " {text.team_live_invite_again()}</p> }
        })
    };
    let failure = move || {
        let reason = link.view.with(|view| view.failure.clone())?;
        let words = text.team_live_not_stored(&reason);
        Some(view! { <p class="form__failure" role="alert">{words}</p> })
    };
    let left_out = move || {
        let count = link.view.with(|view| view.left_out.sum());
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        (0 < count).then(
            || view! { <p class="quiet" id="team-left-out">{text.team_live_left_out(count)}</p> },
        )
    };
    let is_anonymous = untrack(|| current.read(|team| team.is_anonymous)).unwrap_or_default();
    let list = move || {
        (!sellers.with(Vec::is_empty)).then(|| {
            view! {
                <p class="quiet">{text.team_live_admit_hint()}</p>
                <ul class="team__entrants" id="team-entrants" aria-label=text.team_live_sellers()>
                    <For each=move || sellers.get() key=EntrantView::clone let(seller)>
                        <Entrant seller is_anonymous wish=Callback::new(wish)/>
                    </For>
                </ul>
            }
        })
    };
    view! {
        <p role="status" id="team-live-link">{state}</p>
        {failure}
        {nobody}
        {list}
        {left_out}
        <p class="actions">
            <button class="button button--quiet" type="button" id="end-team-live" on:click=move |_| asks.set(true)>
                {text.team_live_end()}
            </button>
        </p>
        <Confirm
            id="confirm-end-team-live"
            open=asks
            label=text.team_live_end()
            question=Signal::derive(move || text.team_live_end_question().to_owned())
            act=move |()| wish(ManagerWish::End)
        />
    }
}

/// Those who wait first, those who left last.
const fn place_of(seller: &EntrantView) -> u8 {
    match (seller.has_left, seller.admission) {
        (true, _) => 3,
        (false, Admission::Waiting) => 0,
        (false, Admission::Admitted) => 1,
        (false, Admission::Refused) => 2,
    }
}

#[component]
fn Entrant(seller: EntrantView, is_anonymous: bool, wish: Callback<ManagerWish>) -> impl IntoView {
    let text = use_text();
    let EntrantView {
        id,
        name,
        phrase,
        admission,
        has_left,
    } = seller;
    let who = text.team_seller(name.as_ref());
    let shown = name.map_or_else(
        || {
            let none = if is_anonymous {
                text.team_a_seller()
            } else {
                text.team_unnamed_seller()
            };
            none.to_owned()
        },
        |name| name.as_str().to_owned(),
    );
    let state = match admission {
        _ if has_left => text.team_live_has_left(),
        Admission::Waiting => text.team_live_waiting(),
        Admission::Admitted => text.team_live_admitted(),
        Admission::Refused => text.team_live_refused(),
    };
    let button = |kind: &'static str, words, label: String, wanted| {
        view! {
            <button class=kind type="button" aria-label=label on:click=move |_| wish.run(wanted)>{words}</button>
        }
    };
    let admit = (admission != Admission::Admitted && phrase.is_some()).then(|| {
        let (words, label) = (text.team_live_admit(), text.team_live_admit_of(&who));
        button("button team__admit", words, label, ManagerWish::Admit(id))
    });
    let refuse = (admission != Admission::Refused).then(|| {
        let (words, label) = (text.team_live_refuse(), text.team_live_refuse_of(&who));
        button(
            "button button--quiet team__refuse",
            words,
            label,
            ManagerWish::Refuse(id),
        )
    });
    let forget = (admission == Admission::Refused || has_left).then(|| {
        let (words, label) = (text.team_live_forget(), text.team_live_forget_of(&who));
        button(
            "button button--quiet team__forget",
            words,
            label,
            ManagerWish::Forget(id),
        )
    });
    view! {
        <li data-admission=admission.id()>
            <strong><bdi>{shown}</bdi></strong>
            " "
            <span class="quiet">{state}</span>
            <PhraseWords phrase/>
            <p class="actions">{admit}{refuse}{forget}</p>
        </li>
    }
}

/// The four words, in the page's language and in the other, since the two sides may have different ones.
#[component]
pub fn PhraseWords(phrase: Option<Phrase>) -> impl IntoView {
    let text = use_text();
    match phrase {
        None => view! { <p class="quiet">{text.team_live_deriving()}</p> }.into_any(),
        Some(phrase) => {
            let (own, other) = match text.language() {
                Language::Zh => (Language::Zh, Language::En),
                Language::En => (Language::En, Language::Zh),
            };
            view! {
                <p>
                    <strong class="team__phrase" lang=own.id()>{phrase.words(own)}</strong>
                    " "
                    <span class="quiet" lang=other.id()>{phrase.words(other)}</span>
                </p>
            }
            .into_any()
        }
    }
}

const fn link_words(text: Text, link: LinkState) -> &'static str {
    match link {
        LinkState::Connecting | LinkState::Waiting => text.team_live_connecting(),
        LinkState::Connected => text.team_live_connected(),
        LinkState::Unreachable => text.team_live_unreachable(),
        LinkState::Gone | LinkState::Ended => text.team_live_gone(),
        LinkState::Elsewhere | LinkState::TakenOver => text.team_live_elsewhere(),
    }
}
