//! Whether the order by level survives other weights, in words.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::state::{use_store, use_text},
    domain::{OtherWeights, PerDimension, Score, Stage, Summary, level_orders},
    i18n::Text,
};

/// The order by level with each dimension counted twice in turn; nothing for fewer than four clients.
#[component]
pub fn Weights() -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let orders = Memo::new(move |_| {
        let listed = store.listed();
        let clients: Vec<_> = listed.iter().filter_map(|it| scores(&it.summary)).collect();
        level_orders(&clients)
    });
    move || {
        orders.get().map(|orders| {
            let rows = orders.map(|order| view! { <li>{sentence(&order, text)}</li> });
            view! {
                <section class="card" id="weights" aria-labelledby="weights-title">
                    <h2 class="card__title" id="weights-title">{text.weights_title()}</h2>
                    <p>{text.weights_intro()}</p>
                    <ul class="bullets">{rows}</ul>
                    <p class="quiet">{text.weights_meaning()}</p>
                </section>
            }
        })
    }
}

/// The four latest scores of a client whose relationship goes on, if all are known.
fn scores(summary: &Arc<Summary>) -> Option<PerDimension<Score>> {
    if let Some((Stage::Ended, _)) = summary.stage {
        return None;
    }
    let [expertise, conduct, relationship, benefit] = summary.latest.0;
    let known = [expertise?, conduct?, relationship?, benefit?];
    Some(PerDimension(known.map(|known| known.score)))
}

fn sentence(order: &OtherWeights, text: Text) -> String {
    text.weights_of(
        &text.dimension(order.doubled),
        &order.kept,
        &order.first,
        &text.number_or_dash(order.tau, 2),
    )
}
