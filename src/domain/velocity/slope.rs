//! The slope of the recent trend: as much of a [`TrendLine`](super::TrendLine) as the verdict
//! follows from, without the median of all pairs.

use super::{
    Series, Verdict, Z95,
    trend::{FEWEST_POINTS, Fit, outside_window, used_totals},
};
use crate::domain::{Assumptions, CivilDate};

/// The slope of a recent trend, its error, and the ratings that it rests on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slope {
    /// The first rating used.
    pub from: CivilDate,
    /// The last rating used.
    pub to: CivilDate,
    /// How many ratings it rests on, 3 or more.
    pub points: usize,
    /// [`Assumptions::window_days`] when it was computed.
    pub window_days: u16,
    /// The slope in points per day, by least squares.
    pub per_day: f64,
    /// The slope's standard error in points per day.
    pub standard_error: f64,
}

/// The slope of the trend that [`trend`](super::trend) gives for the same series; none through fewer
/// than three ratings.
///
/// ```
#[doc = include_str!("example.md")]
/// let series = Series::of(&client, &Rater::Seller, Instrument::Sliders1, today);
/// let slope = slope(&series, &Assumptions::default()).ok_or("no slope")?;
/// assert!(near(slope.per_day, 0.2));
/// assert_eq!(slope.verdict(today), Verdict::Rising);
/// // The last rating, of 2026-03-12, is 90 days old on 2026-06-10.
/// assert_eq!(slope.verdict(date("2026-06-10")?), Verdict::Stale);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn slope(series: &Series, assumptions: &Assumptions) -> Option<Slope> {
    let assumptions = &assumptions.with_error_of(series.instrument());
    let totals = used_totals(series, assumptions);
    Slope::through(&totals, &Fit::of(&totals)?, assumptions)
}

impl Slope {
    pub(super) fn through(
        totals: &[(CivilDate, f64)],
        fit: &Fit,
        assumptions: &Assumptions,
    ) -> Option<Self> {
        Some(Self {
            from: totals.first()?.0,
            to: totals.last()?.0,
            points: totals.len(),
            window_days: assumptions.window_days(),
            per_day: fit.slope,
            standard_error: assumptions.total_sem() / fit.spread.sqrt(),
        })
    }

    /// The lower end of the slope's 95 % band, 1.96 standard errors below it.
    pub fn low(&self) -> f64 {
        self.per_day - Z95 * self.standard_error
    }

    /// The upper end of the slope's 95 % band, 1.96 standard errors above it.
    pub fn high(&self) -> f64 {
        self.per_day + Z95 * self.standard_error
    }

    /// The verdict of the slope on a day, if no other rating counts by then.
    pub fn verdict(&self, today: CivilDate) -> Verdict {
        if outside_window(self.to, today, self.window_days) {
            Verdict::Stale
        } else if 0.0 < self.low() {
            Verdict::Rising
        } else if self.high() < 0.0 {
            Verdict::Falling
        } else {
            Verdict::WithinError
        }
    }

    /// The day on which the first rating leaves the window; none if the slope rests on three ratings,
    /// which stand however old they are, or if that day lies after the year 2199.
    pub fn changes_on(&self) -> Option<CivilDate> {
        let leaves = self.from.plus_days(self.window_days.into());
        leaves.filter(|_| FEWEST_POINTS < self.points)
    }
}
