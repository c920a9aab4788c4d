//! The offer to rate again without the last scores.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::{components::Checkbox, state::use_text},
    domain::{CivilDate, Client, velocity::blind_offer},
};

/// The offer, and what was chosen of it. While it stands, the last scores are hidden.
#[derive(Clone, Copy)]
pub struct Blind {
    /// The day of the last rating; none if nothing is offered.
    last: Memo<Option<CivilDate>>,
    /// Whether the person has not looked at the last scores, by their own word.
    is_said: RwSignal<bool>,
    /// Whether they asked to be shown them.
    is_shown: RwSignal<bool>,
}

impl Blind {
    /// The offer for a rating of the typed day, if `is_asked` says that it may be made.
    pub fn of(
        client: Arc<Client>,
        date: RwSignal<String>,
        is_asked: impl Fn() -> bool + Send + Sync + 'static,
    ) -> Self {
        let is_shown = RwSignal::new(false);
        let last = Memo::new(move |_| {
            let day = date.get().parse().ok()?;
            let offer = blind_offer(&client, day)?;
            (is_asked() && !is_shown.get()).then_some(offer.date)
        });
        Self {
            last,
            is_said: RwSignal::new(false),
            is_shown,
        }
    }

    /// Whether the last scores are hidden.
    pub fn hides(self) -> bool {
        self.last.get().is_some()
    }

    /// Whether the rating is blind.
    pub fn is_chosen(self) -> bool {
        untrack(|| self.hides() && self.is_said.get())
    }
}

/// The offer, while it stands.
#[component]
pub fn BlindOffer(blind: Blind) -> impl IntoView {
    let text = use_text();
    let Blind {
        last,
        is_said,
        is_shown,
    } = blind;
    move || {
        let last = last.get()?;
        Some(view! {
            <section class="card" id="blind-offer">
                <p>{text.blind_offer(&text.full_date(last))}</p>
                <Checkbox id="blind" label=text.blind_label() checked=is_said set=move |is| is_said.set(is)/>
                <p class="actions">
                    <button class="button" type="button" id="show-last" on:click=move |_| is_shown.set(true)>
                        {text.show_last_scores()}
                    </button>
                </p>
            </section>
        })
    }
}
