//! What to do next in a relationship that is none with a client: for the weakest dimension in the focus of
//! its stage, and for the weakest of all where that is another one.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::{
        components::AdviceBlock,
        state::{use_store, use_text},
    },
    content::Advice,
    domain::{
        CivilDate, Client, Dimension, Instrument, Rater, RelationshipKind, Stage, velocity::Series,
    },
    platform,
};

/// The advice for a relationship of this kind.
#[component]
pub fn AdviceCard(kind: RelationshipKind, client: Signal<Arc<Client>>) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let advice = platform::fetched(Advice::address(kind).to_owned(), |file| {
        Advice::parse(file).map_err(|error| error.to_string())
    });
    let advised = Memo::new(move |_| client.with(|client| advised(client, store.today())));
    let body = move || match advice.get() {
        None => view! { <p class="quiet" role="status">{text.loading()}</p> }.into_any(),
        Some(Err(reason)) => view! { <p role="alert">{text.not_fetched(&reason)}</p> }.into_any(),
        Some(Ok(advice)) => advised
            .get()
            .into_iter()
            .map(|(dimension, stage)| {
                view! { <AdviceBlock advice=advice.clone() dimension stage/> }
            })
            .collect_view()
            .into_any(),
    };
    view! {
        <section class="card next" id="advice" aria-labelledby="advice-title">
            <h2 class="card__title" id="advice-title" tabindex="-1">{text.advice()}</h2>
            <p class="quiet">{text.advice_hint()}</p>
            <div class="next__list">{body}</div>
        </section>
    }
}

/// The dimensions that advice is given for, each with the stage that focuses on it, if that is why.
fn advised(client: &Client, today: CivilDate) -> Vec<(Dimension, Option<Stage>)> {
    let Some(stage) = client.stage_on(today).map(|entry| entry.stage) else {
        return Vec::new();
    };
    let series = Series::of(client, &Rater::Seller, Instrument::Sliders1, today);
    let latest = series.latest_known();
    let weakest = |among: &[Dimension]| {
        let rated = among.iter().filter_map(|dimension| {
            let known = latest[*dimension]?;
            Some((*dimension, known.score.value()))
        });
        rated
            .min_by(|a, b| a.1.total_cmp(&b.1))
            .map(|(dimension, _)| dimension)
    };
    let focus = stage.focus();
    let in_focus = weakest(focus).or(focus.first().copied());
    let of_all = weakest(&Dimension::ALL);
    let of_all = of_all.filter(|dimension| !focus.is_empty() && !focus.contains(dimension));
    let in_focus = in_focus.map(|dimension| (dimension, Some(stage)));
    let of_all = of_all.map(|dimension| (dimension, None));
    in_focus.into_iter().chain(of_all).collect()
}
