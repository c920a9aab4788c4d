//! Evidence in the forms of a rating: the entries since the rating before it, to be ticked, and the question
//! what a rise rests on.

use std::sync::Arc;

use leptos::prelude::*;

use super::{entry_words, focus_soon};
use crate::{
    app::state::use_text,
    domain::{Client, Dimension, EntryId, Instrument, PerDimension, Rater, Rating, Record},
};

/// At most so many are listed, the newest.
const MOST: usize = 30;

/// The chosen evidence, and the question that the form asks about it.
#[derive(Clone, Copy)]
pub struct Evidence {
    /// The entries that the rating cites.
    cited: RwSignal<Vec<EntryId>>,
    /// By how many points each score rose about which the form asks.
    rises: RwSignal<PerDimension<Option<f64>>>,
    is_asked: StoredValue<bool>,
}

impl Evidence {
    /// That of a rating, or of none.
    pub fn of(old: Option<&Rating>) -> Self {
        let cited = old.map_or_else(Vec::new, |old| old.evidence.clone());
        Self {
            cited: RwSignal::new(cited),
            rises: RwSignal::new(PerDimension::default()),
            is_asked: StoredValue::new(false),
        }
    }

    /// The entries that the rating cites.
    pub fn cited(self) -> Vec<EntryId> {
        self.cited.get_untracked()
    }

    /// Asks, once in a form, what the rises of a rating rest on, and focuses the question; returns whether
    /// it asks now.
    pub fn asks(self, rating: &Rating, old: Option<&Rating>, client: &Client) -> bool {
        // A rating that was saved with these scores has been asked about.
        let is_new = old.is_none_or(|old| old.scores() != rating.scores());
        let rises = if is_new && !self.is_asked.get_value() {
            rating.unexplained_rises(client)
        } else {
            PerDimension::default()
        };
        let asks = rises.0.iter().any(Option::is_some);
        self.rises.set(rises);
        self.is_asked.update_value(|is_asked| *is_asked |= asks);
        if asks {
            focus_soon(".form__asks");
        }
        asks
    }

    fn cite(self, id: EntryId, is_cited: bool) {
        self.cited.update(|cited| {
            cited.retain(|other| *other != id);
            cited.extend(is_cited.then_some(id));
        });
    }
}

/// The question what the rises rest on, while the form asks.
#[component]
pub fn RisesAsked(evidence: Evidence) -> impl IntoView {
    let text = use_text();
    move || {
        let rises = evidence.rises.get();
        let each = Dimension::ALL.into_iter().filter_map(|dimension| {
            let rise = text.number(rises[dimension]?, 1);
            Some(format!("{} +{rise}", text.dimension(dimension)))
        });
        let each: Vec<_> = each.collect();
        let words = text.rises_ask(&each.join(text.list_comma()));
        (!each.is_empty()).then(|| view! { <p class="form__asks" tabindex="-1">{words}</p> })
    }
}

/// The entries since the seller's rating before this one, and those that it cites already; nothing if
/// there are none.
#[component]
pub fn EvidenceField(
    client: Arc<Client>,
    entry: EntryId,
    /// That of the rating.
    instrument: Instrument,
    #[prop(into)] date: Signal<String>,
    evidence: Evidence,
) -> impl IntoView {
    let text = use_text();
    let shown = Memo::new(move |old: Option<&Vec<Record>>| {
        // A date that is being typed changes nothing.
        let Ok(to) = date.get().parse() else {
            return old.cloned().unwrap_or_default();
        };
        let before = client.rating_before(entry, &Rater::Seller, instrument, to);
        let mut found = client.citable(before.map(|before| before.date), to);
        found.truncate(MOST);
        let cited = evidence.cited();
        let is_missing = |id: &&EntryId| found.iter().all(|record| record.id() != **id);
        let missing = cited.iter().filter(is_missing);
        let missing: Vec<_> = missing.filter_map(|id| client.record(*id)).collect();
        found.extend(missing);
        found
    });
    let rows = move || {
        let rows = shown.get().into_iter().map(|record| {
            let id = record.id();
            view! {
                <li>
                    <label class="check">
                        <input
                            type="checkbox"
                            id=format!("cite-{id}")
                            prop:checked=move || evidence.cited.with(|cited| cited.contains(&id))
                            on:change=move |event| evidence.cite(id, event_target_checked(&event))
                        />
                        <span>{entry_words(text, &record)}</span>
                    </label>
                </li>
            }
        });
        rows.collect_view()
    };
    let count = move || {
        let cited = evidence.cited.get();
        let shown = shown.get();
        let is_shown = |id: &&EntryId| shown.iter().any(|record| record.id() == **id);
        text.evidence_cited(cited.iter().filter(is_shown).count())
    };
    let is_asked = move || evidence.rises.get().0.iter().any(Option::is_some);
    let is_empty = Memo::new(move |_| shown.with(Vec::is_empty));
    move || {
        (!is_empty.get()).then(|| {
            view! {
                <details class="fold" id="evidence" open=is_asked>
                    <summary>{count}</summary>
                    <p class="form__hint">{text.evidence_hint()}</p>
                    <ul>{rows}</ul>
                </details>
            }
        })
    }
}
