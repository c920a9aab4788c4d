//! The rows that may be the same person as another of this name.

use std::{collections::BTreeSet, sync::Arc};

use leptos::prelude::*;

use super::preview::MOST_ROWS;
use crate::{
    app::state::use_text,
    domain::{Name, Profile},
    exchange::{ImportPlan, Namesake},
    i18n::Text,
};

/// The rows with the name of an earlier row, both without an organisation: left out unless chosen.
#[component]
pub fn Namesakes(plan: Arc<ImportPlan>, chosen: RwSignal<BTreeSet<usize>>) -> impl IntoView {
    let text = use_text();
    if plan.namesakes.is_empty() {
        return None;
    }
    let item = |row: &Namesake| {
        view! {
            <li class="refused">
                <strong>{text.nth_line(&row.line)}</strong>
                " "
                <bdi>{person(text, &row.client.profile)}</bdi>
                " "
                <span class="quiet">{text.same_name_as(&row.first)}</span>
                <AnotherPerson line=row.line chosen/>
            </li>
        }
    };
    let items = plan.namesakes.iter().take(MOST_ROWS).map(item);
    let items = items.collect_view();
    let rest = plan.namesakes.len().saturating_sub(MOST_ROWS);
    Some(view! {
        <h3 class="card__title">{text.namesakes()}</h3>
        <p class="quiet">{text.namesakes_hint()}</p>
        <ul class="cards" id="namesakes">{items}</ul>
        {(0 < rest).then(|| view! { <p class="quiet">{text.more_clients(rest)}</p> })}
    })
}

/// The choice to add the row on a line as a person of its own.
#[component]
pub fn AnotherPerson(line: usize, chosen: RwSignal<BTreeSet<usize>>) -> impl IntoView {
    let text = use_text();
    let is_chosen = move || chosen.with(|lines| lines.contains(&line));
    let choose = move |event| {
        let ticked = event_target_checked(&event);
        chosen.update(|lines| {
            if ticked {
                lines.insert(line);
            } else {
                lines.remove(&line);
            }
        });
    };
    view! {
        <label class="check">
            <input
                type="checkbox"
                id=format!("another-{line}")
                prop:checked=is_chosen
                on:change=choose
            />
            {text.add_as_another()}
        </label>
    }
}

/// The details that distinguish a person from namesakes: position, tags and the beginning of the note.
fn person(text: Text, profile: &Profile) -> String {
    const MOST_CHARS: usize = 60;
    let tags = profile.tags.iter().map(Name::as_str);
    let tags = tags.collect::<Vec<_>>().join(text.list_comma());
    let note: String = profile.note.as_str().chars().take(MOST_CHARS).collect();
    let title = profile.title.as_ref().map_or("", Name::as_str);
    let parts = [profile.name.as_str(), title, &tags, &note];
    let filled: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    filled.join(" · ")
}
