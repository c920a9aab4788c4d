//! The cards of which some characters could not be read.

use std::sync::Arc;

use leptos::prelude::*;

use super::preview::MOST_ROWS;
use crate::{
    app::state::use_text,
    exchange::{Field, ImportPlan, Table},
};

/// The new clients whose cards have fields that could not be read wholly.
#[component]
pub fn DamagedCards(table: Arc<Table>, plan: Arc<ImportPlan>) -> impl IntoView {
    let text = use_text();
    let damaged = table.cards().map_or(&[][..], |remarks| &remarks.damaged);
    let of_client = |(line, fields): &(usize, Vec<Field>)| {
        let at = plan.clients.binary_search_by_key(line, |(line, _)| *line);
        let (_, client) = plan.clients.get(at.ok()?)?;
        Some((*line, text.client_line(&client.profile), fields.clone()))
    };
    let damaged: Vec<_> = damaged.iter().filter_map(of_client).collect();
    if damaged.is_empty() {
        return None;
    }
    let rest = damaged.len().saturating_sub(MOST_ROWS);
    let item = |(line, name, fields): (usize, String, Vec<Field>)| {
        let fields = fields.iter().map(|field| text.field(*field));
        let fields = fields.collect::<Vec<_>>().join(text.list_comma());
        view! {
            <li class="refused">
                <strong>{text.nth_line(&line)}</strong>
                " "
                <bdi>{name}</bdi>
                " "
                <span class="refused__reason">{fields}</span>
            </li>
        }
    };
    let items = damaged.into_iter().take(MOST_ROWS).map(item);
    Some(view! {
        <h3 class="card__title">{text.damaged_cards()}</h3>
        <p class="quiet">{text.damaged_cards_hint()}</p>
        <ul class="cards" id="damaged">{items.collect_view()}</ul>
        {(0 < rest).then(|| view! { <p class="quiet">{text.more_clients(rest)}</p> })}
    })
}
