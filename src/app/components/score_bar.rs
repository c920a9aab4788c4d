//! The four scores as one small bar.

use leptos::prelude::*;

use crate::{
    app::state::use_text,
    domain::{PerDimension, Score},
};

/// The four scores in a row, as shares of the maximum of 40 points.
#[component]
pub fn ScoreBar(scores: PerDimension<Option<Score>>) -> impl IntoView {
    let text = use_text();
    let words = scores.iter().map(|(dimension, score)| {
        format!(
            "{}\u{a0}{}",
            text.dimension_short(dimension),
            text.score(*score)
        )
    });
    let words = words.collect::<Vec<_>>().join(" · ");
    let parts = scores.iter().map(|(dimension, score)| {
        let width = score.map_or(0.0, |score| score.value() * 2.5);
        view! {
            <span class="score-bar__part" data-dimension=dimension.id() style:width=format!("{width}%")></span>
        }
    });
    view! {
        <span class="score-bar" role="img" aria-label=words>
            {parts.collect_view()}
        </span>
    }
}
