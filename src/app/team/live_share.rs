//! A live team on a seller's page: the phrase, sharing by itself, and how it stands.
//!
//! Invariants: nothing goes by itself until the seller has said so, and then only what the list on the same
//! page shows; it says “received” only if the manager's browser has said that the report is stored.

use std::time::Duration;

use leptos::prelude::*;
use sha2::{Digest as _, Sha256};
use wasm_bindgen_futures::spawn_local;

use super::{current::Current, live::PhraseWords};
use crate::{
    app::{
        live::{LinkState, SellerLink, SellerStart, SellerWish, drivers},
        state::{use_store, use_text},
    },
    documents::{LastShared, LiveSeller},
    domain::{
        CivilDate,
        team::{Membership, Shared},
    },
    exchange::link::report_content,
    i18n::Text,
    live::team::{Pending, SellerStatus},
};

/// After how many days a list that has not changed is sent again.
const DUE_DAYS: i64 = 7;

/// How long the list must stay as it is before it goes: choices are made one after the other.
const SETTLED: Duration = Duration::from_secs(2);

/// The card, if the membership is of a live team.
#[component]
pub fn LiveShare(
    current: Current<Membership>,
    shared: Memo<Vec<Shared>>,
    has_left: Memo<bool>,
) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let link = SellerLink::new();
    let is_live = RwSignal::new(false);
    let failure = RwSignal::new(None::<String>);
    let start = untrack(|| current.get());
    spawn_local(async move {
        let Some(membership) = start else { return };
        let draft = store.draft(&LiveSeller::draft(membership.seller)).await;
        if !matches!(draft, Ok(Some(_))) {
            return;
        }
        let start = SellerStart {
            membership,
            manager: None,
        };
        let begun = match drivers().await {
            Ok(drivers) => drivers.begin_seller(store, link, start).await,
            Err(_) => Err(text.page_not_fetched().to_owned()),
        };
        // The page may be gone by now.
        match begun {
            Ok(is_here) => _ = is_live.try_set(is_here),
            Err(words) => _ = failure.try_set(Some(words)),
        }
    });
    let is_sharing = Memo::new(move |_| link.shared.with(Option::is_some));
    let share = move || {
        let (date, shared) = (store.today_at_save(), shared.get_untracked());
        spawn_local(async move {
            let made = shared_now(text, current, &shared, date).await;
            match made {
                Ok(wish) => {
                    failure.try_set(None);
                    link.wish.try_set(Some(wish));
                }
                Err(words) => _ = failure.try_set(Some(words)),
            }
        });
    };
    let turns = StoredValue::new(0_u32);
    Effect::new(move || {
        // One that waits gives way to this one, which may find that nothing is due any more.
        let turn = turns.get_value().wrapping_add(1);
        turns.set_value(turn);
        let Some(last) = link.shared.get().filter(|_| !has_left.get()) else {
            return;
        };
        let (today, digest) = (
            store.today(),
            shared.with(|shared| digest_of(current, shared)),
        );
        let is_due = digest.is_some_and(|digest| digest != last.digest)
            || DUE_DAYS <= today.days_since(last.date);
        if !is_due || store.is_reading() {
            return;
        }
        set_timeout(
            move || {
                // The page may be gone by now, or the driver not have taken the last report yet.
                let is_its_turn = turns.try_get_value() == Some(turn);
                if is_its_turn && link.wish.get_untracked().is_none() {
                    share();
                }
            },
            SETTLED,
        );
    });
    Effect::new(move || {
        if has_left.get() && is_sharing.get() {
            let last = untrack(|| current.read(|it| it.last)).flatten();
            link.wish.set(Some(SellerWish {
                pending: Pending::Leave(last.map_or(0, |(edition, _)| edition)),
                shared: None,
            }));
        }
    });
    let status = move || {
        let words = status_words(text, link, has_left.get())?;
        Some(view! { <p id="team-share-status" role="status">{words}</p> })
    };
    let network = move || {
        let words = match link.link.get() {
            LinkState::Unreachable => text.team_share_unreachable(),
            LinkState::Gone => text.team_share_gone(),
            _ => return None,
        };
        Some(view! { <p class="quiet">{words}</p> })
    };
    let failed = move || {
        let words = text.team_share_failed(&failure.get()?);
        Some(view! { <p class="form__failure" role="alert">{words}</p> })
    };
    let phrase = move || {
        (!has_left.get()).then(|| {
            view! {
                <h3 class="card__subtitle">{text.team_share_phrase()}</h3>
                <div id="team-phrase">{move || view! { <PhraseWords phrase=link.phrase.get()/> }}</div>
                <p class="quiet">{text.team_share_phrase_hint()}</p>
            }
        })
    };
    let begin = move || {
        (!has_left.get() && !is_sharing.get()).then(|| {
            view! {
                <p>
                    <button
                        class="button"
                        type="button"
                        id="share-live"
                        prop:disabled=move || store.is_reading()
                        on:click=move |_| share()
                    >
                        {text.team_share_live_begin()}
                    </button>
                </p>
            }
        })
    };
    let is_shown = Memo::new(move |_| {
        let tells = !has_left.get() || status_words(text, link, true).is_some();
        (is_live.get() && tells) || failure.with(Option::is_some)
    });
    move || {
        is_shown.get().then(|| {
            view! {
                <section class="card" aria-labelledby="team-share-title" id="team-share">
                    <h2 class="card__title" id="team-share-title">{text.team_share_live()}</h2>
                    <p class="quiet">{text.team_share_live_hint()}</p>
                    {failed}
                    {status}
                    {network}
                    {begin}
                    {phrase}
                </section>
            }
        })
    }
}

fn status_words(text: Text, link: SellerLink, has_left: bool) -> Option<String> {
    let status = link.status.get()?;
    match (status, has_left) {
        (SellerStatus::Leaving, _) => Some(text.team_share_leaving().to_owned()),
        (SellerStatus::Left, true) => Some(text.team_share_left().to_owned()),
        (_, true) => None,
        (SellerStatus::NotShared | SellerStatus::Left, false) => {
            Some(text.team_share_not_yet().to_owned())
        }
        (SellerStatus::Sending, false) => Some(text.team_share_sending().to_owned()),
        (SellerStatus::Waiting, false) => Some(text.team_share_waiting().to_owned()),
        (SellerStatus::Received { edition: received }, false) => {
            let date = link.shared.get().map(|shared| text.full_date(shared.date));
            Some(text.team_share_received(&received, &date.unwrap_or_default()))
        }
        (SellerStatus::Refused, false) => Some(text.team_share_refused().to_owned()),
    }
}

/// A digest of what a report of the list would have in it, whatever its edition and its day.
fn digest_of(current: Current<Membership>, shared: &[Shared]) -> Option<String> {
    let content = current.read(|membership| {
        let undated = Membership {
            last: None,
            ..membership.clone()
        };
        let report = undated.report(shared, CivilDate::MIN).ok()?;
        report_content(&report).ok()
    });
    let digest = Sha256::digest(content.flatten()?);
    let digits = digest.iter().map(|byte| format!("{byte:02x}"));
    Some(digits.collect())
}

/// Makes the next edition of the report, and notes it.
async fn shared_now(
    text: Text,
    current: Current<Membership>,
    shared: &[Shared],
    date: CivilDate,
) -> Result<SellerWish, String> {
    let too_long = || text.team_share_too_long().to_owned();
    let digest = untrack(|| digest_of(current, shared)).ok_or_else(too_long)?;
    let report = current.next_report(shared, date).await?;
    let report = report.map_err(|_| too_long())?;
    let pending = Pending::Report {
        edition: report.edition,
        text: report_content(&report).map_err(|_| too_long())?,
    };
    if pending.messages().is_none() {
        return Err(too_long());
    }
    Ok(SellerWish {
        pending,
        shared: Some(LastShared { digest, date }),
    })
}
