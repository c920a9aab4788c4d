//! The formula with numbers in it.

use leptos::prelude::*;

use super::DimensionMark;
use crate::{
    app::state::use_text,
    domain::{Dimension, Scores, Unit},
};

/// Four scores over the days since the first contact, and what they make per unit of time; on the first
/// day, that they are the baseline.
#[component]
pub fn Fraction(
    #[prop(into)] scores: Signal<Scores>,
    #[prop(into)] days: Signal<i64>,
    #[prop(into)] unit: Signal<Unit>,
) -> impl IntoView {
    let text = use_text();
    let terms = Dimension::ALL.into_iter().enumerate().map(move |(at, dimension)| {
        view! {
            {(at > 0).then(|| view! { <span class="fraction__plus">"+"</span> })}
            <span class="fraction__term" data-dimension=dimension.id()>
                <DimensionMark dimension/>
                <span class="fraction__score">{move || text.score(scores.get()[dimension])}</span>
                <span class="fraction__name">{text.dimension_short(dimension)}</span>
            </span>
        }
    });
    let velocity = move || {
        let days = Some(days.get()).filter(|days| 0 < *days)?;
        Some(unit.get().from_per_day(scores.get().total()? / days as f64))
    };
    let words = move || match velocity() {
        Some(_) => text.points_per(unit.get()),
        None => text.baseline_recorded(),
    };
    view! {
        <span class="fraction">
            <span class="fraction__quotient">
                <span class="fraction__numerator">{terms.collect_view()}</span>
                <span class="fraction__denominator">{move || text.days(days.get())}</span>
            </span>
            <span class="fraction__outcome">
                <span class="fraction__equals">"="</span>
                <span class="fraction__result">
                    <strong class="fraction__value" id="formula-value">
                        {move || text.number_or_dash(velocity(), 1)}
                    </strong>
                    <span class="fraction__unit">{words}</span>
                </span>
            </span>
        </span>
    }
}
