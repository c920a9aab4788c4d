//! The progress chart of a client.

use std::{ops::Range, sync::Arc};

use leptos::prelude::*;

use super::period::{PERIODS, PeriodSelect, client_caption};
use crate::{
    app::{
        components::{ChartCard, Describe, regain_words},
        state::{use_store, use_text},
    },
    chart::{Period, ProgressChart, ProgressPoint},
    domain::{
        Client, Dimension, Instrument, ItemsVersion, Rater, sorted,
        velocity::{Recovery, Series},
    },
    i18n::Text,
};

/// The series that is shown at first: the seller's, by sliders.
const OWN: (Rater, Instrument) = (Rater::Seller, Instrument::Sliders1);

/// The progress chart with its controls: whose ratings, and which range of time.
#[component]
pub fn ProgressCard(#[prop(into)] client: Signal<Arc<Client>>) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let period = RwSignal::new(0_usize);
    let chosen = RwSignal::new(OWN);
    // A series is one rater and one instrument.
    let raters = Memo::new(move |_| {
        let client = client.get();
        let ratings = client.ratings().iter();
        let all = ratings.map(|rating| (rating.rater.clone(), rating.instrument()));
        let mut all = sorted(all.chain([OWN]).collect(), Ord::cmp);
        all.dedup();
        all
    });
    let all_time = Memo::new(move |_| {
        let (client, today) = (client.get(), store.today());
        let rater = Some(chosen.get()).filter(|rater| raters.with(|all| all.contains(rater)));
        let rater = rater.unwrap_or(OWN);
        let series = |(rater, instrument): &(Rater, Instrument)| {
            Series::of(&client, rater, *instrument, today)
        };
        let others: Vec<_> = raters
            .get()
            .iter()
            .filter(|other| **other != rater)
            .map(series)
            .collect();
        let assumptions = store.settings().assumptions;
        ProgressChart::new(&series(&rater), &others, Period::All, &assumptions)
    });
    let chart = Memo::new(move |_| all_time.with(|chart| chart.over(PERIODS[period.get()])));
    let name = move |(rater, instrument): &(Rater, Instrument)| {
        let name = text.rater_name(rater);
        match instrument {
            Instrument::Sliders1 => name,
            Instrument::Items(version, form) => {
                format!("{name} · {}", text.by_items(*version, *form))
            }
        }
    };
    let rater_select = move || {
        (1 < raters.with(Vec::len)).then(|| {
            let options = raters.get().into_iter().enumerate().map(|(at, rater)| {
                let label = name(&rater);
                view! {
                    <option value=at.to_string() selected=move || chosen.get() == rater>{label}</option>
                }
            });
            view! {
                <select
                    class="select select--quiet"
                    aria-label=text.chart_rater()
                    on:change=move |event| {
                        let at: usize = event_target_value(&event).parse().unwrap_or(0);
                        chosen.set(raters.with(|all| all.get(at).cloned()).unwrap_or(OWN));
                    }
                >
                    {options.collect_view()}
                </select>
            }
        })
    };
    // Of one rater's answers those to the newer items are a series of their own.
    let new_series = move || {
        let has = |rater: &Rater, version| {
            let of_version = |(other, it): &(Rater, Instrument)| {
                other == rater && matches!(it, Instrument::Items(found, _) if *found == version)
            };
            raters.with(|all| all.iter().any(of_version))
        };
        let both = |(rater, _): &(Rater, Instrument)| {
            has(rater, ItemsVersion::V1) && has(rater, ItemsVersion::V2)
        };
        let is_told = raters.with(|all| all.iter().any(both));
        is_told.then(|| view! { <p class="quiet" id="new-series">{text.new_series()}</p> })
    };
    let caption = Signal::derive(move || {
        let whose = chosen.with(name);
        client_caption(text, &client.get(), text.progress(), &whose, store.today())
    });
    view! {
        <ChartCard id="progress" title=text.progress() chart caption>
            {rater_select}
            <PeriodSelect period/>
            {new_series}
        </ChartCard>
    }
}

impl Describe for ProgressChart {
    fn readouts(&self) -> usize {
        self.points().len()
    }

    fn nearest_to(&self, (x, _): (f64, f64), size: (u32, u32)) -> Option<usize> {
        self.nearest(x, size)
    }

    fn readout(&self, index: usize, text: Text) -> Option<String> {
        let point = self.points().get(index)?;
        let scores = point.scores.iter().map(|(dimension, score)| {
            format!(
                "{}\u{a0}{}",
                text.dimension_short(dimension),
                text.score(*score)
            )
        });
        let mut words = vec![text.full_date(point.date)];
        words.extend(scores);
        words.extend(
            point
                .total
                .map(|total| text.total_points(&text.number(total, 1))),
        );
        let regained = self.regained_by(point).map(|share| regained(share, text));
        words.extend(regained.map(|share| text.regained_share(&share)));
        Some(words.join(" · "))
    }

    fn description(&self, text: Text) -> String {
        let summary = self.summary();
        let (Some(first), Some(last)) = (summary.first, summary.last) else {
            return text.chart_empty().to_owned();
        };
        let mut sentences = vec![text.chart_summary(
            &summary.ratings,
            &text.full_date(first),
            &text.full_date(last),
        )];
        sentences.extend(summary.dimensions.iter().filter_map(|(dimension, span)| {
            let span = span.as_ref()?;
            Some(text.chart_dimension_summary(
                &text.dimension(dimension),
                &text.number(span.first.score.value(), 1),
                &text.number(span.last.score.value(), 1),
            ))
        }));
        sentences.extend(summary.bands.iter().map(|band| {
            text.chart_stage_summary(&text.stage_name(band.stage), &text.full_date(band.from))
        }));
        let words = |breach: &Recovery| {
            let date = text.full_date(breach.date);
            let regain = &breach.of_dimension;
            if regain.drop.is_none() {
                return text.chart_breach_summary(&date);
            }
            let words = regain_words(text, text.dimension(breach.dimension), regain);
            text.chart_recovery_summary(&date, &words)
        };
        sentences.extend(summary.breaches.iter().map(words));
        sentences.join(text.sentence_space())
    }

    fn head(&self, text: Text) -> Vec<String> {
        let mut head = vec![text.date_column().to_owned()];
        head.extend(Dimension::ALL.map(|dimension| text.dimension_short(dimension).to_owned()));
        head.push(text.total_column().to_owned());
        head.extend(has_regained(self).then(|| text.regained_column().to_owned()));
        head
    }

    fn row_count(&self) -> usize {
        self.points().len()
    }

    fn rows(&self, range: Range<usize>, text: Text) -> Vec<Vec<String>> {
        let has_regained = has_regained(self);
        let row = |point: &ProgressPoint| {
            let mut row = vec![point.date.to_string()];
            row.extend(point.scores.0.map(|score| text.score(score)));
            row.push(text.number_or_dash(point.total, 1));
            if has_regained {
                let share = self.regained_by(point).map(|share| regained(share, text));
                row.push(share.unwrap_or_else(|| text.number_or_dash(None, 0)));
            }
            row
        };
        let latest_first = self.points().iter().rev();
        latest_first
            .skip(range.start)
            .take(range.len())
            .map(row)
            .collect()
    }
}

/// Whether any rating shown tells how much has come back.
fn has_regained(chart: &ProgressChart) -> bool {
    let mut points = chart.points().iter();
    points.any(|point| chart.regained_by(point).is_some())
}

/// A share that has come back: nothing if it fell further, all if more came back.
fn regained(share: f64, text: Text) -> String {
    text.percent(share.clamp(0.0, 1.0))
}
