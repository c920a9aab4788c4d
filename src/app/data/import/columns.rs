//! The mapping of a table's columns, which the person can change.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::state::use_text,
    exchange::{CardRemarks, Field, Mapping, Table},
    i18n::Text,
};

/// Each column by its name and an example, with its field; for cards, the fields that are imported.
#[component]
pub fn Columns(table: Arc<Table>, mapping: RwSignal<Mapping>) -> impl IntoView {
    let text = use_text();
    if let Some(remarks) = table.cards() {
        let left_out = left_out(text, remarks);
        return view! {
            <p>{text.imported_of_cards()}</p>
            {left_out.map(|words| view! { <p id="left-out">{words}</p> })}
        }
        .into_any();
    }
    let columns = table.header().iter().enumerate();
    let rows = columns.filter_map(|(column, name)| {
        let rows = table.rows().iter().filter(|row| row.error.is_none());
        let mut cells = rows.map(|row| row.cell(column));
        let sample = cells.find(|cell| !cell.is_empty());
        // A column without any value imports nothing, so it is left out.
        let sample = sample?.chars().take(60).collect();
        let name = match name.as_str() {
            "" => text.nth_column(&(column + 1)),
            name => name.to_owned(),
        };
        Some(view! { <Column column name sample mapping/> })
    });
    view! {
        <h3 class="card__title">{text.columns_title()}</h3>
        <p class="quiet">{text.columns_hint()}</p>
        <ul class="columns">{rows.collect_view()}</ul>
    }
    .into_any()
}

/// The details of the cards that are not imported, in words; none if there are none.
fn left_out(text: Text, remarks: &CardRemarks) -> Option<String> {
    let details = remarks.details.iter();
    let details: Vec<_> = details.map(|detail| text.card_detail(*detail)).collect();
    let comma = text.list_comma();
    (!details.is_empty()).then(|| text.details_left_out(&details.join(comma)))
}

#[component]
fn Column(
    column: usize,
    name: String,
    sample: String,
    mapping: RwSignal<Mapping>,
) -> impl IntoView {
    let text = use_text();
    let id = format!("column-{column}");
    let held = move || mapping.with(|mapping| mapping.field(column));
    let choose = move |event| {
        let field = Field::from_id(&event_target_value(&event));
        mapping.update(|mapping| mapping.set(column, field));
    };
    view! {
        <li class="columns__column">
            <label class="field__label" for=id.clone()><bdi>{name}</bdi></label>
            <span class="quiet">{text.sample()}" "<bdi>{sample}</bdi></span>
            <select class="select" id=id on:change=choose>
                <option value="" prop:selected=move || held().is_none()>{text.not_imported()}</option>
                {Field::ALL.map(|field| view! {
                    <option value=field.id() prop:selected=move || held() == Some(field)>
                        {text.field(field)}
                    </option>
                })}
            </select>
        </li>
    }
}
