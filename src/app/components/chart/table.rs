//! The data of a chart as a table.

use leptos::prelude::*;

/// A table whose first column heads its rows.
#[component]
pub fn DataTable(head: Vec<String>, rows: Vec<Vec<String>>) -> impl IntoView {
    let head = head
        .into_iter()
        .map(|cell| view! { <th scope="col">{cell}</th> });
    let rows = rows.into_iter().map(|row| {
        let mut cells = row.into_iter();
        let first = cells.next();
        view! {
            <tr>
                <th scope="row">{first}</th>
                {cells.map(|cell| view! { <td>{cell}</td> }).collect_view()}
            </tr>
        }
    });
    view! {
        <table class="table">
            <thead><tr>{head.collect_view()}</tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}
