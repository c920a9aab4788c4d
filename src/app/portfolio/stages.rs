//! The stages over time: how many clients stood in each, and how long they stay.
//!
//! A summary knows the stage of today alone, so the clients themselves are read, a few at a time.

use std::{ops::Range, sync::Arc};

use leptos::prelude::*;

use super::all_clients::AllClients;
use crate::{
    app::{
        components::{ChartCard, Describe, stage_words},
        state::{use_store, use_text},
    },
    chart::StagesChart,
    domain::{Client, Stage, StageCount, StageCounts, StageDurations, StageHistory},
    i18n::Text,
};

/// The stages that a relationship goes on from.
const LASTING: [Stage; 3] = [Stage::Initial, Stage::Deepening, Stage::LongTerm];

/// How many stays a median needs to be told without a warning.
const FEW: usize = 5;

/// Reads all clients, and shows their stages.
#[component]
pub fn StagesOverTime() -> impl IntoView {
    view! { <AllClients><Histories/></AllClients> }
}

/// The chart and the durations, or that the history is too short for them.
#[component]
fn Histories() -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let histories = Memo::new(move |_| {
        let today = store.today();
        let of = |client: &Arc<Client>| StageHistory::of(client, today);
        store.clients().iter().map(of).collect::<Vec<_>>()
    });
    let counts = Memo::new(move |_| histories.with(|all| StageCounts::of(all, store.today())));
    move || {
        let Some(counts) = counts.get() else {
            return view! { <p class="empty" id="stages-too-short">{text.stages_too_short()}</p> }
                .into_any();
        };
        view! {
            <Counts counts/>
            <Durations histories/>
        }
        .into_any()
    }
}

#[component]
fn Counts(counts: StageCounts) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let chart = Memo::new(move |_| StagesChart::new(counts.clone()));
    let caption = Signal::derive(move || {
        let title = text.stages_over_time().to_owned();
        (title, text.full_date(store.today()))
    });
    view! {
        <ChartCard
            id="stages"
            title=text.clients_by_stage()
            chart
            caption
            hint=text.stages_hint()
        />
    }
}

/// How long clients stay in each stage, as a table.
#[component]
fn Durations(histories: Memo<Vec<StageHistory>>) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let durations = Memo::new(move |_| {
        let today = store.today();
        histories.with(|all| LASTING.map(|stage| (stage, StageDurations::of(all, stage, today))))
    });
    let row = move |(stage, found): (Stage, StageDurations)| {
        let counts = [
            found.stays(),
            found.onward,
            found.back,
            found.ended,
            found.running,
        ];
        let cells = counts.map(|count| view! { <td>{text.number(count as f64, 0)}</td> });
        view! {
            <tr>
                <th scope="row">{text.stage_name(stage)}</th>
                <td>{median(&found, text)}</td>
                {cells.collect_view()}
            </tr>
        }
    };
    let rows = move || durations.get().map(row).collect_view();
    let few = move || {
        let few = durations.get().into_iter();
        let few = few.filter(|(_, found)| (1..FEW).contains(&found.stays()));
        let words = |(stage, found): (Stage, StageDurations)| {
            let words = text.few_stays(found.stays(), &text.stage_name(stage));
            view! { <p class="quiet">{words}</p> }
        };
        few.map(words).collect_view()
    };
    let head = [
        text.stage(),
        text.median_days_column(),
        text.stays_column(),
        text.onward_column(),
        text.back_column(),
        text.ended_column(),
        text.running_column(),
    ];
    view! {
        <section class="card" id="time-in-stage" aria-labelledby="time-in-stage-title">
            <h2 class="card__title" id="time-in-stage-title">{text.time_in_stage()}</h2>
            <div class="scroll" tabindex="0" role="group" aria-label=text.time_in_stage()>
                <table class="table">
                    <thead>
                        <tr>{head.map(|cell| view! { <th scope="col">{cell}</th> }).collect_view()}</tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {few}
            <p class="quiet">{text.time_in_stage_hint()}</p>
        </section>
    }
}

/// The median in days, that it is beyond the longest stay, or a dash if there is no stay.
fn median(found: &StageDurations, text: Text) -> String {
    match (found.median, found.stays()) {
        (Some(days), _) => text.days(days),
        (None, 0) => text.number_or_dash(None, 0),
        (None, _) => text.median_not_reached(&text.days(found.longest)),
    }
}

fn clients(count: usize, text: Text) -> String {
    text.number(count as f64, 0)
}

impl Describe for StagesChart {
    fn hint(text: Text) -> &'static str {
        text.stages_chart_hint()
    }

    fn readouts(&self) -> usize {
        self.points().len()
    }

    fn nearest_to(&self, (x, _): (f64, f64), size: (u32, u32)) -> Option<usize> {
        self.nearest(x, size)
    }

    fn readout(&self, index: usize, text: Text) -> Option<String> {
        let point = self.points().get(index)?;
        let mut words = vec![text.full_date(point.date)];
        words.extend(in_each(self, point, text));
        Some(words.join(" · "))
    }

    fn description(&self, text: Text) -> String {
        let points = self.points();
        let (Some(first), Some(last)) = (points.first(), points.last()) else {
            return String::new();
        };
        let dates = [first, last].map(|point| text.full_date(point.date));
        let on = |(point, date): (&StageCount, &String)| {
            let counts = in_each(self, point, text).join(text.list_comma());
            text.stages_on(date, &counts)
        };
        let sentences = [
            text.stages_summary(&dates[0], &dates[1]),
            on((first, &dates[0])),
            on((last, &dates[1])),
        ];
        sentences.join(text.sentence_space())
    }

    fn head(&self, text: Text) -> Vec<String> {
        let stages = self.stages().iter().map(|stage| stage_words(*stage, text));
        let head = [text.date_column()].into_iter().chain(stages);
        head.map(str::to_owned).collect()
    }

    fn row_count(&self) -> usize {
        self.points().len()
    }

    fn rows(&self, range: Range<usize>, text: Text) -> Vec<Vec<String>> {
        let row = |point: &StageCount| {
            let stages = self.stages().iter();
            let counts = stages.map(|stage| clients(point.of(*stage), text));
            [point.date.to_string()].into_iter().chain(counts).collect()
        };
        let latest_first = self.points().iter().rev();
        latest_first
            .skip(range.start)
            .take(range.len())
            .map(row)
            .collect()
    }
}

/// Each stage with how many are in it.
fn in_each(chart: &StagesChart, point: &StageCount, text: Text) -> Vec<String> {
    let stages = chart.stages().iter();
    let words = stages.map(|stage| {
        let count = clients(point.of(*stage), text);
        format!("{}\u{a0}{count}", stage_words(*stage, text))
    });
    words.collect()
}
