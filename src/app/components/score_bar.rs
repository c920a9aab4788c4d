//! The four scores as one small bar.

use leptos::prelude::*;

use crate::{app::state::use_text, domain::Scores};

/// The properties that tell the styles where each part of the bar ends, in the order of the dimensions.
pub const PART_ENDS: [&str; 4] = [
    "--expertise-end",
    "--conduct-end",
    "--relationship-end",
    "--benefit-end",
];

/// The four scores in a row, as shares of the maximum of 40 points.
#[component]
pub fn ScoreBar(scores: Scores) -> impl IntoView {
    let text = use_text();
    let [expertise, conduct, relationship, benefit] = part_ends(&scores);
    view! {
        <span
            class="score-bar"
            role="img"
            aria-label=text.scores_line(&scores)
            style:--expertise-end=expertise
            style:--conduct-end=conduct
            style:--relationship-end=relationship
            style:--benefit-end=benefit
        ></span>
    }
}

/// The end of each part, as a percentage of the bar, in the order of the dimensions.
pub fn part_ends(scores: &Scores) -> [String; 4] {
    let mut hundredths = 0;
    scores.0.map(|score| {
        // Whole numbers: printing decimals takes 11 kB of code, which the first file does without. They
        // are between 0 and 2,500.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let part = score.map_or(0, |score| (score.value() * 250.0).round() as u32);
        hundredths += part;
        format!("{}.{:02}%", hundredths / 100, hundredths % 100)
    })
}
