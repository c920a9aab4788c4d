//! Axes: the range of dates, the range of values, their ticks, and the box they map onto.

use crate::domain::CivilDate;

/// A range of numbers with finite, distinct bounds. Made only inside `chart::model`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FiniteRange {
    low: f64,
    high: f64,
}

impl FiniteRange {
    /// The range between two numbers, in either order; a bound that is not finite counts as 0, and
    /// equal bounds are moved apart.
    pub(super) fn new(one: f64, other: f64) -> Self {
        let finite = |bound: f64| {
            if bound.is_finite() {
                bound.clamp(-1e12, 1e12)
            } else {
                0.0
            }
        };
        let (one, other) = (finite(one), finite(other));
        let (low, high) = (one.min(other), one.max(other));
        let least = (high.abs() + low.abs()).max(1.0) * 1e-9;
        Self {
            low,
            high: high.max(low + least),
        }
    }

    /// The lower bound.
    pub const fn low(self) -> f64 {
        self.low
    }

    /// The upper bound, above the lower.
    pub const fn high(self) -> f64 {
        self.high
    }

    /// The position of a number, 0 at the lower bound and 1 at the upper; a number beyond a bound is held at
    /// it.
    pub fn share(self, number: f64) -> f64 {
        let share = (number - self.low) / (self.high - self.low);
        if share.is_nan() {
            0.0
        } else {
            share.clamp(0.0, 1.0)
        }
    }

    /// Whether a number lies within, bounds included.
    pub fn contains(self, number: f64) -> bool {
        self.low <= number && number <= self.high
    }
}

/// How much of the history a chart shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// From the first contact on.
    All,
    /// The last so many days.
    Days(u16),
}

/// How finely a date on the axis is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grain {
    /// Month and day, as 3月5日.
    Day,
    /// The month alone, as 3月.
    Month,
    /// The year, as 2026年.
    Year,
}

/// A date with a label on the axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateTick {
    /// The date.
    pub date: CivilDate,
    /// How to tell it.
    pub grain: Grain,
}

/// The dates that a chart spans, at least [`Timeline::LEAST_DAYS`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Timeline {
    start: CivilDate,
    end: CivilDate,
}

#[derive(Clone, Copy)]
enum Step {
    Days(i64),
    Months(i32),
}

impl Timeline {
    /// A span shorter than this is widened, so that one day does not fill the whole chart.
    pub const LEAST_DAYS: i64 = 7;

    /// From the first contact, or the start of the period, to `as_of`.
    pub(super) fn new(first_contact: CivilDate, as_of: CivilDate, period: Period) -> Self {
        let start = match period {
            Period::All => first_contact,
            Period::Days(days) => as_of
                .plus_days(-i64::from(days))
                .map_or(first_contact, |start| start.max(first_contact)),
        };
        let end = as_of.max(start);
        if Self::LEAST_DAYS <= end.days_since(start) {
            return Self { start, end };
        }
        match start.plus_days(Self::LEAST_DAYS) {
            Some(end) => Self { start, end },
            None => Self {
                start: end.plus_days(-Self::LEAST_DAYS).unwrap_or(start),
                end,
            },
        }
    }

    /// The first day.
    pub const fn start(self) -> CivilDate {
        self.start
    }

    /// The last day, after the first.
    pub const fn end(self) -> CivilDate {
        self.end
    }

    /// Whether a date lies within, both ends included.
    pub fn contains(self, date: CivilDate) -> bool {
        self.start <= date && date <= self.end
    }

    /// Days from the first day, negative before it.
    pub fn day(self, date: CivilDate) -> f64 {
        date.days_since(self.start) as f64
    }

    /// The range of [`Timeline::day`].
    pub fn range(self) -> FiniteRange {
        FiniteRange::new(0.0, self.day(self.end))
    }

    /// The most labels that `fits` takes, on round dates: days, weeks (Mondays), months, quarters
    /// or years; the first day alone if no others fit.
    pub fn ticks(self, fits: impl Fn(&[DateTick]) -> bool) -> Vec<DateTick> {
        const STEPS: [Step; 15] = [
            Step::Days(1),
            Step::Days(2),
            Step::Days(7),
            Step::Days(14),
            Step::Months(1),
            Step::Months(2),
            Step::Months(3),
            Step::Months(6),
            Step::Months(12),
            Step::Months(24),
            Step::Months(60),
            Step::Months(120),
            Step::Months(240),
            Step::Months(600),
            Step::Months(1_200),
        ];
        STEPS
            .into_iter()
            .filter_map(|step| self.every(step))
            .find(|ticks| fits(ticks))
            .unwrap_or_else(|| {
                vec![DateTick {
                    date: self.start,
                    grain: Grain::Day,
                }]
            })
    }

    /// The dates of one step; none if there are none or far too many.
    fn every(self, step: Step) -> Option<Vec<DateTick>> {
        const MOST: usize = 40;
        let ticks: Vec<_> = match step {
            Step::Days(step) => self.every_days(step).take(MOST + 1).collect(),
            Step::Months(step) => self.every_months(step).take(MOST + 1).collect(),
        };
        (1..=MOST).contains(&ticks.len()).then_some(ticks)
    }

    fn every_days(self, step: i64) -> impl Iterator<Item = DateTick> {
        // The calendar's first day, 1900-01-01, was a Monday: steps of 7 fall on Mondays.
        let since_monday =
            CivilDate::new(1900, 1, 1).map_or(0, |monday| self.start.days_since(monday));
        let to_first = (step - since_monday.rem_euclid(step)) % step;
        let first = self.start.plus_days(to_first);
        std::iter::successors(first, move |date| date.plus_days(step))
            .take_while(move |date| *date <= self.end)
            .map(|date| DateTick {
                date,
                grain: Grain::Day,
            })
    }

    fn every_months(self, step: i32) -> impl Iterator<Item = DateTick> {
        let month_of =
            |date: CivilDate| date.year() * 12 + i32::try_from(date.month()).unwrap_or(1) - 1;
        let first = month_of(self.start).div_euclid(step) * step;
        let last = month_of(self.end);
        let steps = usize::try_from(step).unwrap_or(1);
        (first..=last).step_by(steps).filter_map(move |month| {
            let in_year = u32::try_from(month.rem_euclid(12)).ok()?;
            let date = CivilDate::new(month.div_euclid(12), in_year + 1, 1)?;
            let grain = if in_year == 0 {
                Grain::Year
            } else {
                Grain::Month
            };
            self.contains(date).then_some(DateTick { date, grain })
        })
    }
}

/// Round numbers on a value axis, from the range's lower bound to its upper.
#[derive(Clone, Debug, PartialEq)]
pub struct ValueTicks {
    /// The numbers, the lowest first.
    pub values: Vec<f64>,
    /// How many decimals tell them apart.
    pub decimals: usize,
}

impl ValueTicks {
    /// About four round steps that hold 0 and the two numbers.
    pub(super) fn around(low: f64, high: f64) -> (FiniteRange, Self) {
        let wanted = FiniteRange::new(low.min(0.0), high.max(0.0));
        let rough = ((wanted.high - wanted.low) / 4.0).max(1e-6);
        let power = power_of_ten(rough);
        let step = [1.0, 2.0, 2.5, 5.0, 10.0]
            .into_iter()
            .map(|factor| factor * power)
            .find(|step| rough <= step * 1.000_001)
            .unwrap_or(10.0 * power);
        let first = (wanted.low / step + 1e-9).floor();
        let last = (wanted.high / step - 1e-9).ceil().max(first + 1.0);
        let values: Vec<_> = std::iter::successors(Some(first), |n| Some(n + 1.0))
            .take_while(|n| *n <= last)
            .take(12)
            .map(|n| n * step)
            .collect();
        let decimals = (0..6)
            .find(|decimals| {
                let scaled = step * 10_f64.powi(*decimals);
                (scaled - scaled.round()).abs() < 1e-6 * scaled
            })
            .and_then(|decimals| usize::try_from(decimals).ok())
            .unwrap_or(6);
        (
            FiniteRange::new(first * step, last * step),
            Self { values, decimals },
        )
    }

    /// The room that the labels take left of a box, in CSS pixels.
    pub(super) fn room(&self) -> i32 {
        12 + i32::try_from(self.widest()).unwrap_or(1) * 7
    }

    /// The most characters that a label takes, with sign, point and separators of thousands.
    fn widest(&self) -> usize {
        self.values
            .iter()
            .map(|value| {
                let digits = format!("{:.0}", value.abs().trunc()).len();
                let sign = usize::from(*value < 0.0);
                let point = if self.decimals == 0 {
                    0
                } else {
                    self.decimals + 1
                };
                digits + (digits - 1) / 3 + sign + point
            })
            .max()
            .unwrap_or(1)
    }
}

/// The highest power of ten up to a number between 1e-6 and 1e15; `powf` would weigh 4 kB of wasm.
fn power_of_ten(number: f64) -> f64 {
    (-6..15)
        .map(|power| 10_f64.powi(power))
        .rfind(|power| *power <= number)
        .unwrap_or(1e-6)
}

/// A chart that is drawn in one box.
pub(in crate::chart) trait Plotted {
    /// The box on a canvas of a size, in CSS pixels; none if it is too small to show anything.
    fn plot(&self, size: (u32, u32)) -> Option<Plot>;
}

/// The box on the canvas that the axes map onto, in CSS pixels from the upper left corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plot {
    /// The left edge.
    pub left: i32,
    /// The upper edge.
    pub top: i32,
    /// The right edge, right of the left one.
    pub right: i32,
    /// The lower edge, below the upper one.
    pub bottom: i32,
}

impl Plot {
    /// The first and last day stand this far from the edges, so that their markers are whole.
    const INSET: i32 = 7;
    const LEAST: i32 = 4 * Self::INSET;

    /// The box inside of margins; none if the canvas is too small to show anything.
    pub(super) fn inside(size: (u32, u32), [top, right, bottom, left]: [i32; 4]) -> Option<Self> {
        let (width, height) = (i32::try_from(size.0).ok()?, i32::try_from(size.1).ok()?);
        let plot = Self {
            left,
            top,
            right: width.checked_sub(right)?,
            bottom: height.checked_sub(bottom)?,
        };
        let roomy = Self::LEAST <= plot.right - plot.left && Self::LEAST <= plot.bottom - plot.top;
        roomy.then_some(plot)
    }

    /// The column of a share of the range of dates.
    pub fn x(&self, share: f64) -> i32 {
        place(self.left + Self::INSET, self.right - Self::INSET, share)
    }

    /// A range of days with what the insets show on both sides of it: from edge to edge.
    pub(in crate::chart) fn widened(&self, days: FiniteRange) -> FiniteRange {
        let inner = f64::from(self.right - self.left - 2 * Self::INSET);
        let more = (days.high - days.low) * f64::from(Self::INSET) / inner;
        FiniteRange::new(days.low - more, days.high + more)
    }

    /// The column of a share from edge to edge, as of a [`Plot::widened`] range.
    pub(in crate::chart) fn widened_x(&self, share: f64) -> i32 {
        place(self.left, self.right, share)
    }

    /// The row of a share of the range of values, the lowest at the lower edge.
    pub fn y(&self, share: f64) -> i32 {
        place(self.bottom, self.top, share)
    }
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "between two i32, and a float's cast saturates"
)]
fn place(from: i32, to: i32, share: f64) -> i32 {
    (f64::from(from) + f64::from(to - from) * share).round() as i32
}

/// The part of a straight line between two points that lies within both ranges, if any.
pub(in crate::chart) fn clip(
    (x0, y0): (f64, f64),
    (x1, y1): (f64, f64),
    across: FiniteRange,
    along: FiniteRange,
) -> Option<[(f64, f64); 2]> {
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for (start, step, range) in [(x0, x1 - x0, across), (y0, y1 - y0, along)] {
        if step == 0.0 {
            if !range.contains(start) {
                return None;
            }
            continue;
        }
        let (one, other) = ((range.low - start) / step, (range.high - start) / step);
        enter = enter.max(one.min(other));
        leave = leave.min(one.max(other));
    }
    let at = |share: f64| (x0 + (x1 - x0) * share, y0 + (y1 - y0) * share);
    (enter <= leave).then(|| [at(enter), at(leave)])
}
