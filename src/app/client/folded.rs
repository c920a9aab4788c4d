//! The cards that a phone shows only once they are asked for. Their code lies in a file of its own, which a
//! phone fetches after the page is there, and a wide window with it.
// The split point is a foreign function of the client page's file.
#![allow(unsafe_code)]
// If the file cannot be fetched, wasm_split returns the error.
#![allow(clippy::unnecessary_wraps)]

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use leptos::{ev, prelude::*};
use wasm_bindgen_futures::spawn_local;
use wasm_split_helpers::SplitLoaderError;

use super::{
    actions_card::ActionsCard, advice_card::AdviceCard, evidence_card::EvidenceCard,
    feedback_card::FeedbackCard, gap_card::GapCard, repair_card::RepairCard,
    velocity_card::VelocityCard,
};
use crate::{
    app::{
        components::{MadeForPaper, focus_soon},
        state::use_text,
    },
    domain::{Client, EntryId},
    platform::{self, at_once, split_point},
};

/// A window that has room for every card.
const ROOMY: &str = "(min-width: 700px)";

/// How long the page is there before a phone fetches the folded cards.
const BEFORE_PREFETCHING: Duration = Duration::from_millis(500);

/// Whether the file is here. A load that is asked for and not waited for would begin again.
static IS_HERE: AtomicBool = AtomicBool::new(false);

/// Cards behind one title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoldedCards {
    /// The repair of an open breach: it is what the page is opened for, so it is never folded.
    Repair,
    /// Planned actions and advice.
    NextSteps,
    /// The client's own answers and feedback.
    ClientView,
    /// The velocity chart.
    Velocity,
}

impl FoldedCards {
    /// The element that has the focus once the cards are there.
    const fn focus(self) -> &'static str {
        match self {
            Self::Repair => "#repair-title",
            Self::NextSteps => "#actions-title",
            Self::ClientView => ":is(#gap-title, #feedback-title)",
            Self::Velocity => "#velocity-chart",
        }
    }
}

/// Fetches the file of the folded cards if the window shows them at once.
///
/// # Errors
/// [`SplitLoaderError`] if it cannot be fetched.
pub async fn fetch_shown_cards() -> Result<(), SplitLoaderError> {
    if platform::matches_media(ROOMY) {
        fetch_all().await
    } else {
        Ok(())
    }
}

async fn fetch_all() -> Result<(), SplitLoaderError> {
    fetch_cards().await?;
    IS_HERE.store(true, Ordering::Relaxed);
    Ok(())
}

split_point!(cards, fetch_cards;
    fn unfolded(cards: FoldedCards, client: Signal<Arc<Client>>, calendar: RwSignal<Option<EntryId>>) -> Result<AnyView, SplitLoaderError> {
        Ok(match cards {
            FoldedCards::Repair => view! { <RepairCard client calendar/> }.into_any(),
            FoldedCards::NextSteps => {
                let kind = Memo::new(move |_| client.with(|client| client.kind));
                view! {
                    <ActionsCard client calendar/>
                    {move || view! { <AdviceCard kind=kind.get() client/> }}
                }
                .into_any()
            }
            FoldedCards::ClientView => view! {
                <GapCard client/>
                <FeedbackCard client/>
                <EvidenceCard client/>
            }
            .into_any(),
            FoldedCards::Velocity => view! { <VelocityCard client/> }.into_any(),
        })
    }
);

/// Cards behind a button with their title, until it is pressed; at once if there is room, and on paper.
/// Folded cards are not built.
#[component]
pub fn Folded(
    cards: FoldedCards,
    #[prop(into)] client: Signal<Arc<Client>>,
    title: &'static str,
    /// The entry whose day is to go into the calendar.
    calendar: RwSignal<Option<EntryId>>,
    /// The summary shown while they are folded.
    #[prop(optional)]
    gist: Option<Signal<String>>,
) -> impl IntoView {
    let text = use_text();
    let is_roomy = platform::matches_media(ROOMY) || cards == FoldedCards::Repair;
    let is_open = RwSignal::new(is_roomy);
    // Whether the file could be fetched, once that is known.
    let fetched = RwSignal::new(IS_HERE.load(Ordering::Relaxed).then_some(true));
    let fetch = move |focuses: bool| {
        spawn_local(async move {
            let is_here = fetch_all().await.is_ok();
            // The page may be gone, and what it shows already stays.
            if fetched.try_get_untracked().flatten() != Some(is_here) {
                fetched.try_set(Some(is_here));
            }
            if focuses {
                focus_soon(cards.focus());
            }
        });
    };
    if fetched.get_untracked().is_none() {
        let wait = if is_roomy {
            Duration::ZERO
        } else {
            BEFORE_PREFETCHING
        };
        set_timeout(move || fetch(false), wait);
    }
    let is_for_paper = StoredValue::new(false);
    provide_context(MadeForPaper(is_for_paper));
    let printed = window_event_listener(ev::beforeprint, move |_| {
        // Cards made anew would have blank charts.
        if !is_open.get_untracked() {
            is_for_paper.set_value(true);
            is_open.set(true);
        }
    });
    on_cleanup(move || printed.remove());
    let open = move |_| {
        is_open.set(true);
        fetch(true);
    };
    move || {
        let is_here = is_open.get().then(|| fetched.get()).flatten();
        let unfolded = (is_here == Some(true)).then(|| at_once(unfolded(cards, client, calendar)));
        if let Some(Ok(view)) = unfolded.flatten() {
            return view;
        }
        let failure = (is_here == Some(false))
            .then(|| view! { <p class="card" role="alert">{text.page_not_fetched()}</p> });
        view! {
            <button class="card card--folded" type="button" aria-expanded="false" on:click=open>
                <span class="card__title">{title}</span>
                {gist.map(|gist| view! { <span class="card__gist">{gist}</span> })}
            </button>
            {failure}
        }
        .into_any()
    }
}
