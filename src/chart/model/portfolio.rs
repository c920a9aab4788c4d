//! The portfolio chart: each client's level against its recent trend.

use std::sync::Arc;

use super::{FiniteRange, Plot, Plotted, ValueTicks};
use crate::domain::{CivilDate, Stage, Summary, Unit, sorted, sorted_places, velocity::Verdict};

/// The totals that the chart spans: always all, so that the same client stands at the same place.
const TOTALS: (f64, f64) = (0.0, 40.0);

/// How far from a dot the pointer or finger still means it, in CSS pixels.
const REACH: f64 = 28.0;

/// A client whose level and recent trend are known. Trends are in points per the chart's unit.
#[derive(Clone, Debug, PartialEq)]
pub struct PortfolioPoint {
    /// The client's summary.
    pub summary: Arc<Summary>,
    /// The total of the latest complete rating, 0–40.
    pub total: f64,
    /// The recent trend.
    pub trend: f64,
    /// Half of the trend's 95 % band: it reaches this far to both sides.
    pub margin: f64,
    /// [`Verdict::Rising`], [`Verdict::Falling`] or [`Verdict::WithinError`].
    pub verdict: Verdict,
}

impl PortfolioPoint {
    /// The stage on the day of the chart.
    pub fn stage(&self) -> Option<Stage> {
        self.summary.stage.map(|(stage, _)| stage)
    }

    /// Whether the trend cannot be told from error: then the dot is hollow.
    pub fn is_within_error(&self) -> bool {
        self.verdict == Verdict::WithinError
    }

    fn of(summary: &Arc<Summary>, unit: Unit, verdict: Verdict) -> Option<Self> {
        let slope = summary.slope?;
        Some(Self {
            total: summary.total?,
            trend: unit.from_per_day(slope.per_day),
            margin: unit.from_per_day(slope.high() - slope.per_day),
            verdict,
            summary: Arc::clone(summary),
        })
    }
}

/// Why a client has no dot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// Fewer than three complete ratings.
    Insufficient,
    /// The latest rating is too old for the trend to be a recent one.
    Stale,
    /// The relationship has ended.
    Ended,
}

impl LeftOut {
    /// All, in the order shown.
    pub const ALL: [Self; 3] = [Self::Stale, Self::Insufficient, Self::Ended];
}

/// The figures for a text in place of the chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PortfolioSummary {
    /// How many dots.
    pub clients: usize,
    /// How many of them rise.
    pub rising: usize,
    /// How many fall.
    pub falling: usize,
    /// How many trends cannot be told from error.
    pub within_error: usize,
    /// How many dots stand at the edge, since their trend lies beyond it.
    pub beyond_the_edge: usize,
}

/// All clients of a day.
#[derive(Clone, Debug, PartialEq)]
pub struct PortfolioChart {
    unit: Unit,
    points: Vec<PortfolioPoint>,
    /// The indices of the points, the lowest trend first.
    by_trend: Vec<usize>,
    left_out: Vec<(Arc<Summary>, LeftOut)>,
    zone: Option<f64>,
    range: FiniteRange,
    ticks: ValueTicks,
}

impl PortfolioChart {
    /// The chart of these clients on a day, in points per `unit`.
    pub fn new<'a>(
        summaries: impl Iterator<Item = &'a Arc<Summary>>,
        unit: Unit,
        today: CivilDate,
    ) -> Self {
        let (mut points, mut left_out) = (Vec::new(), Vec::new());
        for summary in summaries {
            let verdict = summary.verdict(today);
            let why = match (summary.stage, verdict) {
                (Some((Stage::Ended, _)), _) => Some(LeftOut::Ended),
                (_, Verdict::Stale) => Some(LeftOut::Stale),
                (_, Verdict::Insufficient) => Some(LeftOut::Insufficient),
                (_, Verdict::Rising | Verdict::Falling | Verdict::WithinError) => None,
            };
            match (why, PortfolioPoint::of(summary, unit, verdict)) {
                (None, Some(point)) => points.push(point),
                (why, _) => {
                    let why = why.unwrap_or(LeftOut::Insufficient);
                    left_out.push((Arc::clone(summary), why));
                }
            }
        }
        let points = sorted(points, |a: &PortfolioPoint, b: &PortfolioPoint| {
            let levels = a.total.total_cmp(&b.total);
            levels.then(a.trend.total_cmp(&b.trend))
        });
        let by_trend = sorted_places(points.len(), &mut |a, b| {
            points[a].trend.total_cmp(&points[b].trend)
        });
        let zone = median(points.iter().map(|point| point.margin).collect());
        let (low, high) = bounds(&points, &by_trend, zone);
        let (range, ticks) = ValueTicks::around(low, high);
        Self {
            unit,
            points,
            by_trend,
            left_out,
            zone,
            range,
            ticks,
        }
    }

    /// The dots, the lowest level first; of equal ones the lowest trend.
    pub fn points(&self) -> &[PortfolioPoint] {
        &self.points
    }

    /// The clients without a dot, in the order given, and why.
    pub fn left_out(&self) -> &[(Arc<Summary>, LeftOut)] {
        &self.left_out
    }

    /// The unit of every trend of the chart.
    pub const fn unit(&self) -> Unit {
        self.unit
    }

    /// Half the height of the zone around 0: the median of the margins, so that half of the clients
    /// have a narrower band and half a wider one. A client's own band decides its verdict. None
    /// if there is no dot.
    pub const fn zone(&self) -> Option<f64> {
        self.zone
    }

    /// The trends shown; dots outside of it stand at its edge.
    pub const fn range(&self) -> FiniteRange {
        self.range
    }

    /// The numbers on the axis of trends.
    pub const fn ticks(&self) -> &ValueTicks {
        &self.ticks
    }

    /// The figures for a text in place of the chart.
    pub fn summary(&self) -> PortfolioSummary {
        let count = |condition: &dyn Fn(&PortfolioPoint) -> bool| {
            self.points.iter().filter(|point| condition(point)).count()
        };
        PortfolioSummary {
            clients: self.points.len(),
            rising: count(&|point| point.verdict == Verdict::Rising),
            falling: count(&|point| point.verdict == Verdict::Falling),
            within_error: count(&PortfolioPoint::is_within_error),
            beyond_the_edge: count(&|point| !self.range.contains(point.trend)),
        }
    }

    /// The index of the dot that is next by its trend: the next higher one or the next lower, the
    /// same one at the end; from no dot on the lowest or the highest. None if there is no dot.
    pub fn next_by_trend(&self, index: Option<usize>, is_higher: bool) -> Option<usize> {
        let last = self.by_trend.len().checked_sub(1)?;
        let place = index.and_then(|index| self.by_trend.iter().position(|other| *other == index));
        let next = match (place, is_higher) {
            (Some(place), true) => (place + 1).min(last),
            (Some(place), false) => place.saturating_sub(1),
            (None, true) => 0,
            (None, false) => last,
        };
        self.by_trend.get(next).copied()
    }

    /// The index of the dot nearest to a point, in CSS pixels from the upper left corner of a canvas
    /// of this size; none if no dot is near.
    pub fn nearest(&self, (x, y): (f64, f64), size: (u32, u32)) -> Option<usize> {
        let plot = self.plot(size)?;
        let mut nearest = None;
        let mut least = REACH * REACH;
        for (index, point) in self.points.iter().enumerate() {
            let (column, row) = self.place(&plot, point);
            let (right, down) = (f64::from(column) - x, f64::from(row) - y);
            let distance = right * right + down * down;
            if distance < least {
                (nearest, least) = (Some(index), distance);
            }
        }
        nearest
    }

    /// The position of a dot, in pixels; one beyond the edge is drawn before it, with room for an arrow.
    pub(in crate::chart) fn place(&self, plot: &Plot, point: &PortfolioPoint) -> (i32, i32) {
        const ARROW: i32 = 13;
        let row = if self.range.contains(point.trend) {
            plot.y(self.range.share(point.trend))
        } else if self.range.high() < point.trend {
            plot.top + ARROW
        } else {
            plot.bottom - ARROW
        };
        (Self::column(plot, point.total), row)
    }

    /// The column of a total.
    pub(in crate::chart) fn column(plot: &Plot, total: f64) -> i32 {
        plot.x(FiniteRange::new(TOTALS.0, TOTALS.1).share(total))
    }
}

impl Plotted for PortfolioChart {
    fn plot(&self, size: (u32, u32)) -> Option<Plot> {
        Plot::inside(size, [26, 10, 38, self.ticks.room()])
    }
}

/// The lowest and the highest trend to show: what nine tenths of the clients have and the zone with
/// room to both sides; single steep ones stand at the edge, where they would press all others flat.
fn bounds(points: &[PortfolioPoint], by_trend: &[usize], zone: Option<f64>) -> (f64, f64) {
    const ROOM: f64 = 1.15;
    const LEFT_TO_THE_EDGE: usize = 20;
    let zone = zone.unwrap_or(1.0);
    let cut = by_trend.len() / LEFT_TO_THE_EDGE;
    let inner = by_trend.get(cut..by_trend.len() - cut).unwrap_or_default();
    let trend = |index: Option<&usize>| index.map_or(0.0, |index| points[*index].trend);
    let low = trend(inner.first()).min(-zone);
    let high = trend(inner.last()).max(zone);
    (low * ROOM, high * ROOM)
}

fn median(values: Vec<f64>) -> Option<f64> {
    let values = sorted(values, f64::total_cmp);
    let upper = values.get(values.len() / 2)?;
    let lower = values.get((values.len() - 1) / 2)?;
    Some(f64::midpoint(*lower, *upper))
}
