//! Who needs help and why: by the reasons and points of the sellers' own follow-up lists.

use leptos::prelude::*;

use super::{current::Current, figures::cell_words, share_table::reasons_of};
use crate::{
    app::{
        components::{FigureTable, MoreRows},
        state::use_text,
    },
    domain::team::{Cell, ReasonKind, Team, TeamFigures, Waiting},
    i18n::Text,
};

/// How many clients are shown at first, and more at a time.
const BATCH: usize = 50;

/// The reasons with their counts, and in a team with names the clients.
#[component]
pub fn Need(current: Current<Team>, figures: Memo<Option<TeamFigures>>) -> impl IntoView {
    let text = use_text();
    let is_anonymous = untrack(|| current.read(|team| team.is_anonymous)).unwrap_or_default();
    let counts = move || {
        let figures = figures.get()?;
        let row = |(kind, cell): (ReasonKind, Option<Cell>)| {
            let [clients, sellers] = cell_words(cell, text);
            vec![text.team_reason(kind).to_owned(), clients, sellers]
        };
        let rows: Vec<_> = figures.reasons.into_iter().map(row).collect();
        let head = vec![
            text.team_reason_counts(),
            text.team_clients(),
            text.team_sellers(),
        ];
        Some(view! { <FigureTable id="team-reasons" name=text.team_reason_counts() head rows/> })
    };
    view! {
        <section class="card" aria-labelledby="need-title">
            <h2 class="card__title" id="need-title">{text.team_waiting()}</h2>
            <p class="quiet">{text.team_waiting_hint()}</p>
            {counts}
            {(!is_anonymous).then(|| view! { <WaitingClients current/> })}
        </section>
    }
}

#[component]
fn WaitingClients(current: Current<Team>) -> impl IntoView {
    let text = use_text();
    let shown = RwSignal::new(BATCH);
    let rows = Memo::new(move |_| {
        let rows = current.read(|team| {
            let waiting = team.waiting();
            waiting.iter().map(|it| row(it, text)).collect::<Vec<_>>()
        });
        rows.unwrap_or_default()
    });
    let rest = Memo::new(move |_| rows.with(Vec::len).saturating_sub(shown.get()));
    let table = move || {
        let first = rows.with(|rows| rows.iter().take(shown.get()).cloned().collect::<Vec<_>>());
        if first.is_empty() {
            return view! { <p class="empty">{text.team_nobody_waits()}</p> }.into_any();
        }
        let head = vec![
            text.client_column(),
            text.team_sellers(),
            text.stage(),
            text.team_reasons(),
            text.team_reported(),
        ];
        view! { <FigureTable id="team-waiting" name=text.team_waiting() head rows=first/> }
            .into_any()
    };
    view! {
        {table}
        <MoreRows rest more=move || shown.update(|shown| *shown += BATCH)/>
    }
}

fn row(waiting: &Waiting<'_>, text: Text) -> Vec<String> {
    let report = &waiting.kept.report;
    let stage = waiting
        .client
        .stage
        .map(|(stage, _)| text.stage_name(stage));
    vec![
        client_name(waiting, text),
        report.name.as_ref().map_or_else(
            || text.team_unnamed_seller().to_owned(),
            |name| name.as_str().to_owned(),
        ),
        stage.unwrap_or_else(|| text.without_stage()).to_owned(),
        format!(
            "{} · {}",
            waiting.client.points(),
            reasons_of(waiting.client, text)
        ),
        text.full_date(report.date()),
    ]
}

/// The name or initials of a client, or its number in the report.
fn client_name(waiting: &Waiting<'_>, text: Text) -> String {
    waiting.client.called.as_ref().map_or_else(
        || text.team_client_number(&(waiting.at + 1)),
        |name| name.as_str().to_owned(),
    )
}
