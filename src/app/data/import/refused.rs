//! The rows that are not taken, or not wholly.

use std::sync::Arc;

use leptos::prelude::*;

use super::{choices::in_one_line, preview::MOST_ROWS};
use crate::{
    app::{components::SaveOrCopy, state::use_text},
    exchange::{Refused, Table, lack_date_reading, refused_csv},
};

/// The most characters that are shown of a row.
const MOST_CHARS: usize = 200;

/// Each row with its line and the reason, and a file of those that can be mended.
#[component]
pub fn RefusedRows(
    #[prop(default = "refused")] id: &'static str,
    title: &'static str,
    table: Arc<Table>,
    refused: Vec<Refused>,
    /// Whether something can be added without them.
    has_others: bool,
    /// The rows in the file to mend, if they are not these.
    #[prop(optional_no_strip)]
    to_mend: Option<Vec<Refused>>,
) -> impl IntoView {
    let text = use_text();
    if refused.is_empty() {
        return None;
    }
    let item = |row: &Refused| {
        view! {
            <li class="refused">
                <strong>{text.nth_line(&row.line)}</strong>
                " "
                <span class="refused__reason">{text.row_error(&row.reason)}</span>
                <bdi class="refused__row">{in_one_line(&row.cells, " · ", MOST_CHARS)}</bdi>
            </li>
        }
    };
    let items = refused.iter().take(MOST_ROWS).map(item);
    let items = items.collect_view();
    let rest = refused.len().saturating_sub(MOST_ROWS);
    let hint = if has_others {
        Some(text.refused_rows_hint())
    } else {
        // A choice above is all they need.
        (!lack_date_reading(&refused)).then(|| text.refused_rows_hint_alone())
    };
    let to_mend = to_mend.unwrap_or(refused);
    let can_be_mended = to_mend.iter().any(Refused::can_be_mended);
    let to_mend = Arc::new(to_mend);
    let content = move || {
        let headings = [text.line_column(), text.reason_column()];
        let reason = |error: &_| text.row_error(error);
        refused_csv(&table, &to_mend, headings, reason)
    };
    Some(view! {
        <h3 class="card__title">{title}</h3>
        {hint.filter(|_| can_be_mended).map(|hint| view! { <p class="quiet">{hint}</p> })}
        <ul class="cards" id=id>{items}</ul>
        {(0 < rest).then(|| view! { <p class="quiet">{text.more_rows(rest)}</p> })}
        {can_be_mended.then(|| view! {
            <SaveOrCopy
                id="refused-rows"
                save=text.save_rows()
                file_name="trust-velocity-rows.csv".to_owned()
                content
            />
        })}
    })
}
