//! The tables of a class that voted twice.

use leptos::prelude::*;

use crate::{
    app::{
        class::{
            board::{cell_and_key, error_words, rounds_head, rounds_row},
            results::CurrentResults,
        },
        components::FigureTable,
        state::use_text,
    },
    domain::Dimension,
};

/// Both rounds, as a whole and at each time point; nothing if nobody handed in to the second.
#[component]
pub fn RoundsTables(results: CurrentResults) -> impl IntoView {
    let text = use_text();
    let body = move || {
        let results = results.get()?;
        let rounds = results.board.both_rounds()?;
        let case = results.board.exercise().case();
        let count = case.points.len();
        let [first, second] = rounds.handed_in;
        let tables = (0..count).filter(|_| 0 < rounds.count).map(|at| {
            let rows = Dimension::ALL.into_iter().filter_map(|dimension| {
                let (cell, _) = cell_and_key(&results, at, dimension)?;
                Some(rounds_row(text, dimension, cell))
            });
            view! {
                <section class="report__point">
                    <h3 class="report__subtitle">{text.point_of(&(at + 1), &count)}</h3>
                    <FigureTable name=text.two_rounds() head=rounds_head(text).to_vec() rows=rows.collect()/>
                </section>
            }
        });
        let whole = if rounds.count == 0 {
            view! { <p>{text.nobody_in_both()}</p> }.into_any()
        } else {
            let pairs = rounds.error.map(|error| text.error_of_pairs(error.pairs));
            view! {
                <p>{text.rounds_of(&rounds.count, &first, &second)}</p>
                <p>{text.towards_each_other()}{text.colon()}<strong>{text.spreads(rounds.spreads())}</strong></p>
                <p>{text.towards_key()}{text.colon()}<strong>{error_words(text, rounds)}</strong>" "{pairs}</p>
            }
            .into_any()
        };
        let told = case
            .tells_scores()
            .then(|| view! { <p class="quiet">{text.tasks_told_scores()}</p> });
        (0 < count).then(|| {
            view! {
                <section class="report__section" id="report-rounds">
                    <h2 class="section__title">{text.two_rounds()}</h2>
                    {whole}
                    <p>{text.convergence_is_not_learning()}</p>
                    {told}
                    <p class="quiet">{text.other_screens_latest()}</p>
                    {tables.collect_view()}
                </section>
            }
        })
    };
    view! { {body} }
}
