//! The manager's figures: each says of how many sellers it is, and how old their reports are.

use leptos::prelude::*;

use super::{
    current::Current, funnel::Funnel, level_chart::LevelAndTrend, need::Need, sellers::Sellers,
};
use crate::{
    app::{
        components::FigureTable,
        state::{use_store, use_text},
    },
    domain::team::{Cell, RatingAge, Team, TeamFigures},
    i18n::Text,
};

/// All figures, or that there is no report.
#[component]
pub fn Figures(current: Current<Team>) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let figures = Memo::new(move |_| {
        let today = store.today();
        current.read(|team| TeamFigures::of(team, today))
    });
    let has_reports = Memo::new(move |_| {
        figures.with(|figures| figures.as_ref().is_some_and(|it| 0 < it.sellers))
    });
    let is_anonymous = untrack(|| current.read(|team| team.is_anonymous)).unwrap_or_default();
    let sources = move || {
        let figures = figures.get()?;
        let (oldest, newest) = figures.reported?;
        let [oldest, newest] = [oldest, newest].map(|date| text.full_date(date));
        Some(text.team_sources(figures.sellers, &oldest, &newest))
    };
    let is_hidden = Memo::new(move |_| {
        figures.with(|figures| figures.as_ref().is_none_or(|it| it.all.is_none()))
    });
    let body = move || {
        if is_hidden.get() {
            return view! { <p class="empty" id="too-few">{text.team_too_few()}</p> }.into_any();
        }
        view! {
            {is_anonymous.then(|| view! { <p class="quiet">{text.team_hidden_hint()}</p> })}
            <Funnel current figures/>
            <LevelAndTrend current figures/>
            <Need current figures/>
            <Coverage figures/>
        }
        .into_any()
    };
    move || {
        if !has_reports.get() {
            return view! { <p class="empty" id="no-reports">{text.team_no_reports()}</p> }
                .into_any();
        }
        view! {
            <p id="team-sources">{sources}</p>
            {body}
            <Sellers current/>
        }
        .into_any()
    }
}

/// A figure with the number of its sellers.
pub fn cell_words(cell: Option<Cell>, text: Text) -> [String; 2] {
    match cell {
        Some(cell) => [cell.clients.to_string(), cell.sellers.to_string()],
        None => [text.team_hidden().to_owned(), text.team_hidden().to_owned()],
    }
}

/// How many clients are rated, and how long ago.
#[component]
fn Coverage(figures: Memo<Option<TeamFigures>>) -> impl IntoView {
    let text = use_text();
    let rows = move || {
        let figures = figures.get()?;
        let row = |(age, cell): (RatingAge, Option<Cell>)| {
            let [clients, sellers] = cell_words(cell, text);
            vec![text.team_age(age).to_owned(), clients, sellers]
        };
        let rows: Vec<_> = figures.ages.into_iter().map(row).collect();
        let head = vec![
            text.team_last_rating(),
            text.team_clients(),
            text.team_sellers(),
        ];
        Some(view! { <FigureTable id="team-coverage" name=text.team_coverage() head rows/> })
    };
    view! {
        <section class="card" aria-labelledby="coverage-title">
            <h2 class="card__title" id="coverage-title">{text.team_coverage()}</h2>
            <p class="quiet">{text.team_coverage_hint()}</p>
            {rows}
        </section>
    }
}
