//! The progress chart: the four dimensions over true dates, with stages, gates and marks.

use std::sync::Arc;

use super::{FiniteRange, Period, Plot, Plotted, Timeline};
use crate::domain::{
    Assumptions, CivilDate, PerDimension, Score, Scores, Stay, stays,
    velocity::{Known, Recovery, Series, recoveries},
};

/// One rating of the chart, and one row of its data table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ProgressPoint {
    /// The day it speaks of.
    pub date: CivilDate,
    /// The four scores, 0–10; a missing one is `None`.
    pub scores: Scores,
    /// Their sum, 0–40, if all four are there.
    pub total: Option<f64>,
}

/// The threshold of a gate over the days on which it counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GateLine {
    /// The score to reach.
    pub threshold: Score,
    /// The first day.
    pub from: CivilDate,
    /// The day after the last; none if it still counts.
    pub until: Option<CivilDate>,
}

/// The first and the last known score of a dimension.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KnownSpan {
    /// The first, with its date.
    pub first: Known,
    /// The last, with its date; the first again if there is no other.
    pub last: Known,
}

/// The figures for a text in place of the chart, over the days shown.
#[derive(Clone, Debug, PartialEq)]
pub struct ProgressSummary {
    /// How many ratings.
    pub ratings: usize,
    /// The first rating's date.
    pub first: Option<CivilDate>,
    /// The last rating's date.
    pub last: Option<CivilDate>,
    /// Per dimension the first and last known score.
    pub dimensions: PerDimension<Option<KnownSpan>>,
    /// The stages, the earliest first.
    pub bands: Vec<Stay>,
    /// The breaches, the earliest first, and what became of trust after each.
    pub breaches: Vec<Recovery>,
    /// How many contacts.
    pub contacts: usize,
}

/// The four dimensions of one series over its dates.
#[derive(Clone, Debug, PartialEq)]
pub struct ProgressChart {
    timeline: Timeline,
    shown_from: usize,
    bands: Vec<Stay>,
    gates: Vec<GateLine>,
    history: Arc<History>,
}

/// The data from which a chart shows parts, up to its `as_of`; dates ascend.
#[derive(Debug, PartialEq)]
struct History {
    first_contact: CivilDate,
    as_of: CivilDate,
    ratings: Vec<ProgressPoint>,
    others: Vec<Vec<ProgressPoint>>,
    stages: Vec<Stay>,
    breaches: Vec<Recovery>,
    contacts: Vec<CivilDate>,
    thresholds: PerDimension<Score>,
}

impl ProgressChart {
    /// The chart of a series up to its `as_of`; `others` (other raters' series of the same client)
    /// lie faintly behind, and enter no figure.
    pub fn new(
        series: &Series<'_>,
        others: &[Series<'_>],
        period: Period,
        assumptions: &Assumptions,
    ) -> Self {
        let (client, as_of) = (series.client(), series.as_of());
        let contacts = client.contacts().iter().map(|contact| contact.date);
        let mut contacts: Vec<_> = contacts.filter(|date| *date <= as_of).collect();
        contacts.sort_unstable();
        let history = History {
            first_contact: client.first_contact(),
            as_of,
            ratings: points_of(series),
            others: others.iter().map(points_of).collect(),
            stages: stays(client, as_of),
            breaches: recoveries(series),
            contacts,
            thresholds: assumptions.thresholds(),
        };
        Self::of(Arc::new(history), period)
    }

    /// The same history over another range of time.
    #[must_use]
    pub fn over(&self, period: Period) -> Self {
        Self::of(Arc::clone(&self.history), period)
    }

    fn of(history: Arc<History>, period: Period) -> Self {
        let timeline = Timeline::new(history.first_contact, history.as_of, period);
        let start = timeline.start();
        let bands = bands(&history.stages, timeline);
        Self {
            shown_from: history.ratings.partition_point(|point| point.date < start),
            gates: gates(&bands, &history.thresholds),
            bands,
            timeline,
            history,
        }
    }

    /// The ratings within the days shown, the earliest first: readout and table rows.
    pub fn points(&self) -> &[ProgressPoint] {
        self.history
            .ratings
            .get(self.shown_from..)
            .unwrap_or_default()
    }

    /// The index into [`Self::points`] of the rating nearest to a column, in CSS pixels from the
    /// left edge of a canvas of this size; none if nothing is drawn.
    pub fn nearest(&self, x: f64, size: (u32, u32)) -> Option<usize> {
        let plot = self.plot(size)?;
        super::nearest(x, self.points(), |point| self.x(&plot, point.date))
    }

    /// The figures for a text in place of the chart.
    pub fn summary(&self) -> ProgressSummary {
        let points = self.points();
        ProgressSummary {
            ratings: points.len(),
            first: points.first().map(|point| point.date),
            last: points.last().map(|point| point.date),
            dimensions: PerDimension::from_fn(|dimension| {
                let mut known = points.iter().filter_map(|point| {
                    point.scores[dimension].map(|score| Known {
                        score,
                        date: point.date,
                    })
                });
                let first = known.next()?;
                Some(KnownSpan {
                    first,
                    last: known.next_back().unwrap_or(first),
                })
            }),
            bands: self.bands.clone(),
            breaches: self.breaches().to_vec(),
            contacts: self.contacts().len(),
        }
    }

    /// The dates shown.
    pub const fn timeline(&self) -> Timeline {
        self.timeline
    }

    /// The stages within the dates shown, the earliest first.
    pub fn bands(&self) -> &[Stay] {
        &self.bands
    }

    /// The gates' thresholds, each distinct one of a stage once.
    pub fn gates(&self) -> &[GateLine] {
        &self.gates
    }

    /// The breaches within the dates shown, the earliest first, and what became of trust after each. They
    /// are those of the series: another rater's may have come back further.
    pub fn breaches(&self) -> &[Recovery] {
        self.shown(&self.history.breaches, |breach| breach.date)
    }

    /// The share of what the last breach took from the kind of trust that it hit, and a rating of after it
    /// has regained: below 0 if it fell further. None before any breach, and if nothing was lost.
    pub fn regained_by(&self, point: &ProgressPoint) -> Option<f64> {
        let breaches = &self.history.breaches;
        let after = breaches.partition_point(|breach| breach.date <= point.date);
        let last = breaches.get(after.checked_sub(1)?)?;
        let score = point.scores[last.dimension]?;
        last.of_dimension.share_at(score.value())
    }

    /// The days of contacts within the dates shown, the earliest first.
    pub fn contacts(&self) -> &[CivilDate] {
        self.shown(&self.history.contacts, |date| *date)
    }

    fn shown<'a, T>(&self, marks: &'a [T], date: impl Fn(&T) -> CivilDate) -> &'a [T] {
        let from = marks.partition_point(|mark| date(mark) < self.timeline.start());
        marks.get(from..).unwrap_or_default()
    }

    /// Scores go from 0 to 10, whatever was rated.
    pub(in crate::chart) fn scores() -> FiniteRange {
        FiniteRange::new(0.0, 10.0)
    }

    /// The ratings, also those before the days shown.
    pub(in crate::chart) fn ratings(&self) -> &[ProgressPoint] {
        &self.history.ratings
    }

    /// The ratings by each other rater, also those before the days shown.
    pub(in crate::chart) fn others(&self) -> &[Vec<ProgressPoint>] {
        &self.history.others
    }

    pub(in crate::chart) fn x(&self, plot: &Plot, date: CivilDate) -> i32 {
        plot.x(self.timeline.range().share(self.timeline.day(date)))
    }
}

impl Plotted for ProgressChart {
    fn plot(&self, size: (u32, u32)) -> Option<Plot> {
        Plot::inside(size, [26, 10, 26, 26])
    }
}

fn points_of(series: &Series<'_>) -> Vec<ProgressPoint> {
    let point = |date, scores: Scores| ProgressPoint {
        date,
        scores,
        total: scores.total(),
    };
    series
        .ratings()
        .iter()
        .map(|rating| point(rating.date, rating.scores()))
        .collect()
}

/// The stages within the dates shown.
fn bands(stages: &[Stay], timeline: Timeline) -> Vec<Stay> {
    let shown = |band: &&Stay| band.until.is_none_or(|until| timeline.start() < until);
    let mut bands: Vec<_> = stages.iter().filter(shown).copied().collect();
    if let Some(first) = bands.first_mut() {
        first.from = first.from.max(timeline.start());
    }
    bands
}

fn gates(bands: &[Stay], thresholds_of: &PerDimension<Score>) -> Vec<GateLine> {
    let mut gates: Vec<GateLine> = Vec::new();
    for band in bands {
        let mut thresholds: Vec<Score> = Vec::new();
        for dimension in band.stage.gate() {
            let threshold = thresholds_of[*dimension];
            if !thresholds.contains(&threshold) {
                thresholds.push(threshold);
            }
        }
        for threshold in thresholds {
            let goes_on =
                |gate: &&mut GateLine| gate.threshold == threshold && gate.until == Some(band.from);
            match gates.iter_mut().find(goes_on) {
                Some(gate) => gate.until = band.until,
                None => gates.push(GateLine {
                    threshold,
                    from: band.from,
                    until: band.until,
                }),
            }
        }
    }
    gates
}
