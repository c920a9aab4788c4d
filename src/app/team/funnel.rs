//! The clients of a team by stage, now and over time.

use leptos::prelude::*;

use super::{current::Current, figures::cell_words};
use crate::{
    app::{
        components::{FigureTable, stage_words},
        state::use_text,
    },
    domain::team::{FunnelStep, TALLIED, Team, TeamFigures},
};

/// The stages by the last reports; over time where the team has names.
#[component]
pub fn Funnel(current: Current<Team>, figures: Memo<Option<TeamFigures>>) -> impl IntoView {
    let text = use_text();
    let now = move || {
        let figures = figures.get()?;
        let rows = figures.stages.into_iter().map(|(stage, cell)| {
            let [clients, sellers] = cell_words(cell, text);
            vec![stage_words(stage, text).to_owned(), clients, sellers]
        });
        let rows: Vec<_> = rows.collect();
        let head = vec![text.stage(), text.team_clients(), text.team_sellers()];
        Some(view! { <FigureTable id="team-funnel" name=text.team_funnel() head rows/> })
    };
    let steps = Memo::new(move |_| current.read(Team::funnel_steps).unwrap_or_default());
    let over_time = move || {
        let steps = steps.get();
        // One day is what stands above.
        (1 < steps.len()).then(|| {
            let row = |step: &FunnelStep| {
                let counts = step.tally.iter().map(ToString::to_string);
                let mut cells = vec![text.full_date(step.date), step.sellers.to_string()];
                cells.extend(counts);
                cells
            };
            let rows: Vec<_> = steps.iter().rev().map(row).collect();
            let mut head = vec![text.team_reported(), text.team_sellers()];
            head.extend(TALLIED.map(|stage| stage_words(stage, text)));
            view! {
                <h3 class="section__title">{text.team_funnel_over_time()}</h3>
                <p class="quiet">{text.team_funnel_over_time_hint()}</p>
                <FigureTable id="team-funnel-steps" name=text.team_funnel_over_time() head rows/>
            }
        })
    };
    view! {
        <section class="card" aria-labelledby="funnel-title">
            <h2 class="card__title" id="funnel-title">{text.team_funnel()}</h2>
            <p class="quiet">{text.team_funnel_hint()}</p>
            {now}
            {over_time}
        </section>
    }
}
