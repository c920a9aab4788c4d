//! A table of figures.

use leptos::prelude::*;

/// A table that scrolls sideways if the page is narrow; the first cell of each row is its head.
#[component]
pub fn FigureTable(
    #[prop(optional)] id: Option<&'static str>,
    name: &'static str,
    head: Vec<&'static str>,
    rows: Vec<Vec<String>>,
) -> impl IntoView {
    let head = head
        .into_iter()
        .map(|cell| view! { <th scope="col">{cell}</th> });
    let row = |cells: Vec<String>| {
        let mut cells = cells.into_iter();
        let first = cells.next();
        let cells = cells.map(|cell| view! { <td>{cell}</td> });
        view! {
            <tr>
                <th scope="row"><bdi>{first}</bdi></th>
                {cells.collect_view()}
            </tr>
        }
    };
    view! {
        <div class="scroll scroll--whole" tabindex="0" role="group" aria-label=name>
            <table class="table" id=id>
                <thead><tr>{head.collect_view()}</tr></thead>
                <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}
