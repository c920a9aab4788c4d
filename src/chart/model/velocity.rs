//! The velocity chart: formula velocity, net changes and recent trend over true dates.

use std::sync::Arc;

use super::{FiniteRange, Period, Plot, Plotted, Timeline, ValueTicks};
use crate::domain::{
    Assumptions, CivilDate, Unit,
    velocity::{self, Series, TrendLine, Verdict},
};

/// One complete rating of the chart, and one row of its data table. Velocities are in points per
/// the chart's unit, never clipped.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct VelocityPoint {
    /// The day it speaks of.
    pub date: CivilDate,
    /// Days since the first contact.
    pub days: i64,
    /// The total trust, 0–40.
    pub total: f64,
    /// The formula velocity; none on the day of the first contact (baseline recorded).
    pub formula: Option<f64>,
    /// The net change since the complete rating before; none for the first.
    pub net: Option<f64>,
    /// Whether that change is more than error.
    pub beyond_error: bool,
}

/// A net change between two complete ratings, in points per unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NetStep {
    /// The earlier rating's date.
    pub from: CivilDate,
    /// The later rating's date.
    pub to: CivilDate,
    /// The change per unit.
    pub value: f64,
    /// Whether it is more than error.
    pub beyond_error: bool,
}

/// The recent trend over its dates, in points per unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TrendSpan {
    /// The first date that it uses.
    pub from: CivilDate,
    /// The last date that it uses.
    pub to: CivilDate,
    /// The slope.
    pub value: f64,
    /// The lower end of its 95 % band.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// The verdict; a stale one is drawn as such.
    pub verdict: Verdict,
}

/// The figures for a text in place of the chart, over the days shown; in points per unit.
#[derive(Clone, Debug, PartialEq)]
pub struct VelocitySummary {
    /// How many complete ratings.
    pub ratings: usize,
    /// The first of them.
    pub first: Option<VelocityPoint>,
    /// The last of them.
    pub last: Option<VelocityPoint>,
    /// The recent trend, if there is one.
    pub trend: Option<TrendSpan>,
    /// How many values stand beyond the chart's edge.
    pub beyond_the_edge: usize,
}

/// The velocities of one series over its dates.
#[derive(Clone, Debug, PartialEq)]
pub struct VelocityChart {
    timeline: Timeline,
    shown_from: usize,
    range: FiniteRange,
    ticks: ValueTicks,
    history: Arc<History>,
}

/// The data from which a chart shows parts, up to its `as_of`; dates ascend.
#[derive(Debug, PartialEq)]
struct History {
    first_contact: CivilDate,
    as_of: CivilDate,
    unit: Unit,
    points: Vec<VelocityPoint>,
    steps: Vec<NetStep>,
    trend: Option<TrendSpan>,
}

impl VelocityChart {
    /// The chart of a series up to its `as_of`, in points per `unit`.
    pub fn new(series: &Series<'_>, period: Period, unit: Unit, assumptions: &Assumptions) -> Self {
        let steps: Vec<_> = velocity::net_changes(series, assumptions)
            .into_iter()
            .map(|change| NetStep {
                from: change.from,
                to: change.to,
                value: unit.from_per_day(change.per_day),
                beyond_error: change.beyond_error(),
            })
            .collect();
        let points: Vec<_> = velocity::formula(series)
            .into_iter()
            .filter_map(|row| {
                let step = step_to(&steps, row.date);
                Some(VelocityPoint {
                    date: row.date,
                    days: row.days,
                    total: row.total?,
                    formula: row.per_day.map(|per_day| unit.from_per_day(per_day)),
                    net: step.map(|step| step.value),
                    beyond_error: step.is_some_and(|step| step.beyond_error),
                })
            })
            .collect();
        let trend = velocity::trend(series, assumptions);
        let verdict = trend.verdict;
        let history = History {
            first_contact: series.client().first_contact(),
            as_of: series.as_of(),
            unit,
            points,
            steps,
            trend: trend.line.map(|line| span(&line, verdict, unit)),
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
        let shown_from = history.points.partition_point(|point| point.date < start);
        let shown = history.points.get(shown_from..).unwrap_or_default();
        let trend_shown = history.trend.filter(|trend| start <= trend.to);
        let (low, high) = bounds(shown, &history.steps, timeline, trend_shown);
        let (range, ticks) = ValueTicks::around(low, high);
        Self {
            timeline,
            shown_from,
            range,
            ticks,
            history,
        }
    }

    /// The complete ratings within the days shown, the earliest first: readout and table rows.
    pub fn points(&self) -> &[VelocityPoint] {
        self.history
            .points
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
    pub fn summary(&self) -> VelocitySummary {
        let points = self.points();
        let values = points
            .iter()
            .flat_map(|point| [point.formula, point.net])
            .flatten();
        VelocitySummary {
            ratings: points.len(),
            first: points.first().copied(),
            last: points.last().copied(),
            trend: self.history.trend,
            beyond_the_edge: values.filter(|value| !self.range.contains(*value)).count(),
        }
    }

    /// The unit of every velocity of the chart.
    pub fn unit(&self) -> Unit {
        self.history.unit
    }

    /// The dates shown.
    pub const fn timeline(&self) -> Timeline {
        self.timeline
    }

    /// The velocities shown, in points per unit; values outside it are marked at the edge.
    pub const fn range(&self) -> FiniteRange {
        self.range
    }

    /// The numbers on the value axis.
    pub const fn ticks(&self) -> &ValueTicks {
        &self.ticks
    }

    /// The net changes, also those before the days shown.
    pub fn steps(&self) -> &[NetStep] {
        &self.history.steps
    }

    /// The net change that ends with a rating.
    pub(in crate::chart) fn step_to(&self, date: CivilDate) -> Option<&NetStep> {
        step_to(&self.history.steps, date)
    }

    /// The recent trend.
    pub fn trend(&self) -> Option<TrendSpan> {
        self.history.trend
    }

    /// The formula's values with their dates, also those before the days shown.
    pub(in crate::chart) fn formula(&self) -> impl Iterator<Item = (CivilDate, f64)> {
        self.history
            .points
            .iter()
            .filter_map(|point| point.formula.map(|value| (point.date, value)))
    }

    pub(in crate::chart) fn x(&self, plot: &Plot, date: CivilDate) -> i32 {
        plot.x(self.timeline.range().share(self.timeline.day(date)))
    }
}

impl Plotted for VelocityChart {
    fn plot(&self, size: (u32, u32)) -> Option<Plot> {
        Plot::inside(size, [26, 10, 26, self.ticks.room()])
    }
}

/// The step that ends on a date, of steps by their dates.
fn step_to(steps: &[NetStep], date: CivilDate) -> Option<&NetStep> {
    let at = steps.partition_point(|step| step.to < date);
    steps.get(at).filter(|step| step.to == date)
}

fn span(line: &TrendLine, verdict: Verdict, unit: Unit) -> TrendSpan {
    TrendSpan {
        from: line.from,
        to: line.to,
        value: unit.from_per_day(line.per_day),
        low: unit.from_per_day(line.low),
        high: unit.from_per_day(line.high),
        verdict,
    }
}

/// The lowest and the highest velocity to show: of the net changes, the trend, and the last value of the
/// formula. A value beyond three times their upper quartile is left to the edge, where one odd step
/// would press everything else flat; the trend's slope always stands inside, its band as far as it goes.
/// The formula's earlier values are as high as they are: a rating a day after first contact has one of
/// 20 points a day.
fn bounds(
    points: &[VelocityPoint],
    steps: &[NetStep],
    timeline: Timeline,
    trend: Option<TrendSpan>,
) -> (f64, f64) {
    const FAR: f64 = 3.0;
    const ROOM: f64 = 1.05;
    let formula = points.iter().rev().find_map(|point| point.formula);
    let shown = steps.iter().filter(|step| timeline.start() < step.to);
    let net: Vec<f64> = shown.map(|step| step.value).collect();
    let slope = trend.map_or(0.0, |trend| trend.value.abs() * ROOM);
    let last = formula.unwrap_or(0.0);
    let limit = (FAR * upper_quartile(&net)).max(slope).max(last);
    let ends = trend
        .into_iter()
        .flat_map(|trend| [trend.low, trend.value, trend.high]);
    let ends = ends.map(|end| end.clamp(-limit, limit));
    let inside = net.iter().copied().filter(|value| value.abs() <= limit);
    let (low, high) = inside
        .chain(ends)
        .chain(formula)
        .fold((0.0_f64, 0.0_f64), |(low, high), value| {
            (low.min(value), high.max(value))
        });
    if low == 0.0 && high == 0.0 {
        (0.0, 1.0)
    } else {
        (low * ROOM, high * ROOM)
    }
}

/// The size that three quarters of the values do not exceed; 0 if there are none.
fn upper_quartile(values: &[f64]) -> f64 {
    let mut sizes: Vec<f64> = values.iter().map(|value| value.abs()).collect();
    sizes.sort_by(f64::total_cmp);
    sizes
        .get(sizes.len().saturating_sub(1) * 3 / 4)
        .copied()
        .unwrap_or(0.0)
}
