//! The share of the seller's ratings that rest on entries.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::{
        components::GlossaryLinks,
        state::{use_store, use_text},
    },
    domain::{Client, EvidenceFigures},
    i18n::GlossaryEntry,
};

/// The share of ratings that cite entries; nothing before the first rating.
#[component]
pub fn EvidenceCard(client: Signal<Arc<Client>>) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    move || {
        let figures = EvidenceFigures::of(&client.get(), store.today());
        let share = text.percent(figures.share()?);
        let words = text.evidence_share(&figures.cite, &figures.ratings, &share);
        Some(view! {
            <section class="card" aria-labelledby="evidence-title">
                <h2 class="card__title" id="evidence-title">{text.evidence()}</h2>
                <p id="evidence-share">{words}</p>
                <GlossaryLinks entries=&[GlossaryEntry::Evidence]/>
            </section>
        })
    }
}
