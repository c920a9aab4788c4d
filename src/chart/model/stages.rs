//! The chart of stages over time: how many clients stood in each, a row of bars for each stage.

use super::{FiniteRange, Grain, Plot, Plotted, ValueTicks};
use crate::domain::{CivilDate, CountStep, Stage, StageCount, StageCounts};

/// How many clients stood in each stage at the end of each month, quarter or year.
#[derive(Clone, Debug, PartialEq)]
pub struct StagesChart {
    counts: StageCounts,
    stages: Vec<Option<Stage>>,
    range: FiniteRange,
    ticks: ValueTicks,
}

impl StagesChart {
    /// The height of a row's words, in CSS pixels.
    const HEAD: i32 = 17;

    /// The chart of these counts. The three stages of a relationship have their rows always, its end and
    /// clients without a stage if there are any.
    pub fn new(counts: StageCounts) -> Self {
        const FEWEST: usize = 4;
        let is_any = |stage| counts.points.iter().any(|point| 0 < point.of(stage));
        let is_shown = |stage: &Option<Stage>| match stage {
            Some(Stage::Initial | Stage::Deepening | Stage::LongTerm) => true,
            Some(Stage::Ended) | None => is_any(*stage),
        };
        let all = [None].into_iter().chain(Stage::ALL.map(Some));
        let stages: Vec<_> = all.filter(is_shown).collect();
        let of_row =
            |stage: &Option<Stage>| counts.points.iter().map(|point| point.of(*stage)).max();
        let most = stages.iter().filter_map(of_row).max().unwrap_or(0);
        // Steps between fewer would not be whole clients.
        let (range, ticks) = ValueTicks::around(0.0, most.max(FEWEST) as f64);
        Self {
            counts,
            stages,
            range,
            ticks,
        }
    }

    /// The counts, the earliest first.
    pub fn points(&self) -> &[StageCount] {
        &self.counts.points
    }

    /// The time between two of them.
    pub const fn step(&self) -> CountStep {
        self.counts.step
    }

    /// The stages that have a row, from above; `None` is of clients without a stage.
    pub fn stages(&self) -> &[Option<Stage>] {
        &self.stages
    }

    /// The index of the count whose bars are nearest to a column, in CSS pixels from the left edge of a
    /// canvas of this size; none if nothing is drawn.
    pub fn nearest(&self, x: f64, size: (u32, u32)) -> Option<usize> {
        let plot = self.plot(size)?;
        let middle = |(nth, _): &(usize, StageCount)| {
            let (left, right) = self.bar(&plot, *nth);
            i32::midpoint(left, right)
        };
        let points: Vec<_> = self.points().iter().copied().enumerate().collect();
        super::nearest(x, &points, middle)
    }

    /// The middle of the words of a row, and the box of its bars below them.
    pub(in crate::chart) fn row(&self, plot: &Plot, nth: usize) -> (i32, Plot) {
        let edge = |nth: usize| {
            let share = nth as f64 / self.stages.len().max(1) as f64;
            plot.y(1.0 - share)
        };
        let (top, bottom) = (edge(nth), edge(nth + 1));
        let field = Plot {
            top: top + Self::HEAD,
            bottom: bottom - 1,
            ..*plot
        };
        (top + Self::HEAD / 2, field)
    }

    /// The left and the right edge of the bars of a count.
    pub(in crate::chart) fn bar(&self, plot: &Plot, nth: usize) -> (i32, i32) {
        let edge = |nth: usize| plot.widened_x(nth as f64 / self.points().len().max(1) as f64);
        let (left, right) = (edge(nth), edge(nth + 1));
        let gap = ((right - left) / 8).max(1);
        (left + gap, (right - gap).max(left + gap))
    }

    /// The row of pixels of a number of clients.
    pub(in crate::chart) fn y(&self, field: &Plot, clients: usize) -> i32 {
        field.y(self.range.share(clients as f64))
    }

    /// The number of clients at the upper edge of each row.
    pub(in crate::chart) fn most(&self) -> f64 {
        self.range.high()
    }

    /// The dates with a label, the most that `fits` takes: of months and quarters also the first ones of
    /// the years, which are told as years; the last date alone if no others fit.
    pub(in crate::chart) fn labels(
        &self,
        fits: impl Fn(&[(usize, CivilDate, Grain)]) -> bool,
    ) -> Vec<(usize, CivilDate, Grain)> {
        let step = self.counts.step;
        let every = match step {
            CountStep::Month => [1, 2, 3, 6, 12],
            CountStep::Quarter => [1, 2, 4, 8, 16],
            CountStep::Year => [1, 2, 5, 10, 20],
        };
        let in_year = 12 / step.months();
        let label = |(nth, point): (usize, &StageCount)| {
            let is_first = step.number(point.date) % in_year == 0;
            let grain = if is_first { Grain::Year } else { Grain::Month };
            (nth, point.date, grain)
        };
        let of = |every: i32| {
            let all = self.points().iter().enumerate();
            let some = all.filter(move |(_, point)| step.number(point.date) % every == 0);
            some.map(label).collect::<Vec<_>>()
        };
        let last = self.points().iter().enumerate().next_back().map(label);
        let sets = every.into_iter().map(of);
        let mut fitting = sets.filter(|labels| !labels.is_empty() && fits(labels));
        fitting.next().unwrap_or_else(|| last.into_iter().collect())
    }
}

impl Plotted for StagesChart {
    fn plot(&self, size: (u32, u32)) -> Option<Plot> {
        const LEAST_FIELD: i32 = 12;
        let plot = Plot::inside(size, [2, 10, 26, self.ticks.room()])?;
        let count = i32::try_from(self.stages.len()).unwrap_or(1).max(1);
        let is_roomy = Self::HEAD + LEAST_FIELD <= (plot.bottom - plot.top) / count;
        is_roomy.then_some(plot)
    }
}
