//! Level against trend of a team's clients, in the model of the chart of one's own clients.

use std::{ops::Range, sync::Arc};

use leptos::prelude::*;
use plotters::{coord::Shift, drawing::DrawingArea, prelude::DrawingBackend};

use super::current::Current;
use crate::{
    app::{
        components::{ChartCard, Describe},
        state::{use_store, use_text},
    },
    chart::{Drawn, LegendEntry, PortfolioChart, RenderContext, Scene},
    domain::{
        ClientId, Name, PerDimension, RelationshipKind, Summary,
        team::{KeptReport, SharedClient, Team, TeamFigures},
    },
    i18n::Text,
};

/// The chart, in an anonymous team only of three sellers or more.
#[component]
pub fn LevelAndTrend(current: Current<Team>, figures: Memo<Option<TeamFigures>>) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let chart = Memo::new(move |_| {
        let summaries = current.read(|team| summaries(team, text));
        let summaries = summaries.unwrap_or_default();
        let (unit, today) = (store.settings().unit, store.today());
        TeamChart(PortfolioChart::new(summaries.iter(), unit, today))
    });
    let caption = Signal::derive(move || {
        let name = current.read(|team| team.name.as_str().to_owned());
        (name.unwrap_or_default(), text.full_date(store.today()))
    });
    let is_shown = Memo::new(move |_| {
        figures.with(|figures| figures.as_ref().is_some_and(|it| it.drawn.is_some()))
    });
    let left_out = move || {
        let count = chart.with(|chart| chart.0.left_out().len());
        (0 < count).then(|| view! { <p class="quiet">{text.team_chart_left_out(count)}</p> })
    };
    move || {
        is_shown.get().then(|| {
            view! {
                <ChartCard
                    id="team-chart"
                    title=text.team_chart()
                    chart
                    caption
                    hint=text.team_chart_hint()
                />
                {left_out}
            }
        })
    }
}

/// The chart of one's own clients, whose dots open no page here.
#[derive(Clone, PartialEq)]
struct TeamChart(PortfolioChart);

impl Scene for TeamChart {
    fn draw<DB: DrawingBackend>(
        &self,
        area: &DrawingArea<DB, Shift>,
        context: &RenderContext<'_>,
    ) -> Drawn<DB> {
        self.0.draw(area, context)
    }

    fn draw_highlight<DB: DrawingBackend>(
        &self,
        area: &DrawingArea<DB, Shift>,
        context: &RenderContext<'_>,
        index: usize,
    ) -> Drawn<DB> {
        self.0.draw_highlight(area, context, index)
    }

    fn keys(&self, context: &RenderContext<'_>) -> Vec<LegendEntry> {
        self.0.keys(context)
    }
}

impl Describe for TeamChart {
    fn readouts(&self) -> usize {
        self.0.readouts()
    }

    fn nearest_to(&self, at: (f64, f64), size: (u32, u32)) -> Option<usize> {
        self.0.nearest_to(at, size)
    }

    fn next_upward(&self, index: Option<usize>, is_up: bool) -> Option<usize> {
        self.0.next_upward(index, is_up)
    }

    fn readout(&self, index: usize, text: Text) -> Option<String> {
        self.0.readout(index, text)
    }

    fn description(&self, text: Text) -> String {
        self.0.description(text)
    }

    fn head(&self, text: Text) -> Vec<String> {
        self.0.head(text)
    }

    fn row_count(&self) -> usize {
        self.0.row_count()
    }

    fn rows(&self, range: Range<usize>, text: Text) -> Vec<Vec<String>> {
        self.0.rows(range, text)
    }
}

/// The clients of all reports, as the chart knows clients.
fn summaries(team: &Team, text: Text) -> Vec<Arc<Summary>> {
    let of = |kept| {
        let clients = clients_of(kept).iter().enumerate();
        clients.map(move |(at, client)| (kept, at, client))
    };
    let all = team.reports().iter().flat_map(of);
    let summaries = (0..).zip(all).filter_map(|(number, (kept, at, client))| {
        // An anonymous team tells no client's place in a report.
        let at = if team.is_anonymous { None } else { Some(at) };
        summary(ClientId::new(number), kept, at, client, text)
    });
    summaries.map(Arc::new).collect()
}

fn clients_of(kept: &KeptReport) -> &[SharedClient] {
    kept.report.clients()
}

/// A client as the chart knows it: what was not shared is not known.
fn summary(
    id: ClientId,
    kept: &KeptReport,
    at: Option<usize>,
    client: &SharedClient,
    text: Text,
) -> Option<Summary> {
    let number = at.map(|at| text.team_client_number(&(at + 1)));
    let words = number.unwrap_or_else(|| text.client_column().to_owned());
    let name = client.called.clone().or_else(|| Name::new(&words).ok())?;
    Some(Summary {
        id,
        name,
        // It stands behind the client's name.
        organisation: kept.report.name.clone(),
        title: None,
        tags: Vec::new(),
        kind: RelationshipKind::Client,
        recommended_by: None,
        is_example: false,
        binned: None,
        snoozed_until: None,
        first_contact: client.stage.map_or(kept.report.date(), |(_, since)| since),
        stage: client.stage,
        last_rating: client.last_rating,
        latest: PerDimension::default(),
        total: client.level,
        slope: client.slope,
        last_contact: None,
        next_contact: None,
        open: Vec::new(),
        last_feedback: None,
        unrecovered_breach: client.unrecovered_breach,
        changes_on: None,
    })
}
