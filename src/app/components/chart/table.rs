//! The data of a chart as a table.

use leptos::prelude::*;

use super::Describe;
use crate::{
    app::{components::MoreRows, state::use_text},
    route::Route,
};

/// How many rows are added at a time.
const BATCH: usize = 40;

/// A table whose first column heads its rows; a long one grows as it is scrolled.
#[component]
pub fn DataTable<C: Describe>(chart: Memo<C>) -> impl IntoView {
    let text = use_text();
    let shown = RwSignal::new(BATCH);
    let count = move || chart.with(Describe::row_count);
    let rest = Memo::new(move |_| count().saturating_sub(shown.get()));
    let head = move || {
        let cells = chart.with(|chart| chart.head(text)).into_iter();
        cells
            .map(|cell| view! { <th scope="col">{cell}</th> })
            .collect_view()
    };
    let batches = move || 0..count().min(shown.get()).div_ceil(BATCH);
    let rows = move |batch: usize| {
        let range = batch * BATCH..(batch + 1) * BATCH;
        chart.with(|chart| {
            let rows = range.clone().zip(chart.rows(range, text));
            rows.map(|(at, cells)| row(cells, chart.row_opens(at)))
                .collect_view()
        })
    };
    view! {
        <table class="table">
            <thead><tr>{head}</tr></thead>
            <tbody>
                <For each=batches key=|batch| *batch children=move |batch| move || rows(batch)/>
            </tbody>
        </table>
        <MoreRows rest more=move || shown.update(|shown| *shown += BATCH)/>
    }
}

fn row(cells: Vec<String>, opens: Option<Route>) -> impl IntoView {
    let mut cells = cells.into_iter();
    let first = cells.next();
    let first = match opens {
        Some(route) => view! { <a href=route.to_string()>{first}</a> }.into_any(),
        None => first.into_any(),
    };
    view! {
        <tr>
            <th scope="row">{first}</th>
            {cells.map(|cell| view! { <td>{cell}</td> }).collect_view()}
        </tr>
    }
}
