//! The recent trend (近期趋势): the straight line through the latest totals, and how sure it is.
//!
//! A breach is a step, not a slope: only ratings on or after the last breach's day count.

use super::{Series, Slope};
use crate::domain::{Assumptions, CivilDate, Rating};

/// The verdict of the recent trend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// The whole 95 % band lies above 0.
    Rising,
    /// The whole 95 % band lies below 0.
    Falling,
    /// The band holds 0: the error of the ratings alone could make this slope.
    WithinError,
    /// Fewer than three ratings.
    Insufficient,
    /// The latest rating is as old as the window or older: the line is the last known one.
    Stale,
}

impl Verdict {
    /// All, in the order of a legend.
    pub const ALL: [Self; 5] = [
        Self::Rising,
        Self::Falling,
        Self::WithinError,
        Self::Insufficient,
        Self::Stale,
    ];

    /// The stable name used in styles and locale keys.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Rising => "rising",
            Self::Falling => "falling",
            Self::WithinError => "within_error",
            Self::Insufficient => "insufficient",
            Self::Stale => "stale",
        }
    }
}

/// The recent trend of a series.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trend {
    /// The verdict.
    pub verdict: Verdict,
    /// How many ratings it rests on.
    pub points: usize,
    /// The line; none if the verdict is [`Verdict::Insufficient`].
    pub line: Option<TrendLine>,
}

/// A straight line through three or more totals.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TrendLine {
    /// The first rating used.
    pub from: CivilDate,
    /// The last rating used.
    pub to: CivilDate,
    /// The total of the first rating used, 0–40.
    pub first_total: f64,
    /// The total of the last rating used, 0–40.
    pub last_total: f64,
    /// The mean of the totals, 0–40: the line's height at the mean of the dates.
    pub mean_total: f64,
    /// The slope in points per day, by least squares.
    pub per_day: f64,
    /// The slope's standard error `σ / √Σ(t − t̄)²` in points per day (Brandmaier et al. 2018),
    /// σ being [`Assumptions::total_sem`].
    pub standard_error: f64,
    /// The lower end of the slope's 95 % band, 1.96 standard errors below it.
    pub low: f64,
    /// The upper end of the slope's 95 % band, 1.96 standard errors above it.
    pub high: f64,
    /// The median of the slopes between every two ratings (Sen 1968), in points per day: one odd
    /// rating hardly moves it.
    pub theil_sen_per_day: f64,
    mean_day: f64,
}

impl TrendLine {
    /// The line's height on a day, in points; beyond its own dates it may leave 0–40.
    ///
    /// ```
    #[doc = include_str!("example.md")]
    /// let series = Series::of(&client, &Rater::Seller, Instrument::Sliders1, today);
    /// let line = trend(&series, &Assumptions::default()).line.ok_or("no line")?;
    /// assert!(near(line.total_on(date("2026-02-10")?), 18.0));
    /// assert!(near(line.total_on(date("2026-02-20")?), 20.0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn total_on(&self, date: CivilDate) -> f64 {
        let day = date.days_since(self.from) as f64;
        self.mean_total + self.per_day * (day - self.mean_day)
    }
}

/// The trend of the complete ratings of the last [`Assumptions::window_days`], or of the last
/// three if those are fewer.
///
/// ```
#[doc = include_str!("example.md")]
/// let series = Series::of(&client, &Rater::Seller, Instrument::Sliders1, today);
/// let trend = trend(&series, &Assumptions::default());
/// assert_eq!((trend.verdict, trend.points), (Verdict::Rising, 3));
///
/// let line = trend.line.ok_or("no line")?;
/// assert!(near(line.per_day, 0.2));
/// assert!(near(line.standard_error, 1.6 / 1800_f64.sqrt()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn trend(series: &Series, assumptions: &Assumptions) -> Trend {
    let assumptions = &assumptions.with_error_of(series.instrument());
    let totals = used_totals(series, assumptions);
    Trend::through(&totals, series.as_of(), assumptions)
}

/// The trend of dated totals that are nobody's ratings of a client, as self-assessments are: of the
/// last [`Assumptions::window_days`], or of the last three if those are fewer. Dates ascend and
/// are distinct. The assumptions are to have [their error](Assumptions::with_error_of).
///
/// ```
/// use trust_velocity::domain::{Assumptions, CivilDate, velocity::{Verdict, trend_of_totals}};
/// let day = |text: &str| text.parse::<CivilDate>();
/// let totals = [(day("2026-01-01")?, 20.0), (day("2026-02-01")?, 26.0), (day("2026-03-01")?, 32.0)];
/// let trend = trend_of_totals(&totals, day("2026-03-02")?, &Assumptions::default());
/// assert_eq!((trend.verdict, trend.points), (Verdict::Rising, 3));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn trend_of_totals(
    totals: &[(CivilDate, f64)],
    as_of: CivilDate,
    assumptions: &Assumptions,
) -> Trend {
    let from = first_used(totals.iter().map(|(date, _)| *date), as_of, assumptions);
    Trend::through(&totals[from..], as_of, assumptions)
}

impl Trend {
    fn through(totals: &[(CivilDate, f64)], as_of: CivilDate, assumptions: &Assumptions) -> Self {
        let found = line(totals, assumptions);
        Self {
            verdict: found.map_or(Verdict::Insufficient, |(slope, _)| slope.verdict(as_of)),
            points: totals.len(),
            line: found.map(|(_, line)| line),
        }
    }
}

/// Date and total of the ratings that the trend rests on, the earliest first.
pub(super) fn used_totals(series: &Series, assumptions: &Assumptions) -> Vec<(CivilDate, f64)> {
    let used = used_ratings(series, assumptions);
    let total = |rating: &Rating| Some((rating.date, rating.scores().total()?));
    used.into_iter().filter_map(total).collect()
}

/// The complete ratings that the trend rests on, the earliest first.
pub(super) fn used_ratings<'a>(series: &Series<'a>, assumptions: &Assumptions) -> Vec<&'a Rating> {
    let last_breach = series.breaches().last().map(|breach| breach.date);
    let mut ratings = series.ratings().to_vec();
    ratings.retain(|rating| rating.scores().total().is_some() && last_breach <= Some(rating.date));

    let dates = ratings.iter().map(|rating| rating.date);
    ratings.split_off(first_used(dates, series.as_of(), assumptions))
}

/// The position of the first of the ascending dates that a trend uses.
fn first_used(
    dates: impl ExactSizeIterator<Item = CivilDate>,
    as_of: CivilDate,
    assumptions: &Assumptions,
) -> usize {
    let count = dates.len();
    let recent = dates.filter(|date| !outside_window(*date, as_of, assumptions.window_days()));
    count.saturating_sub(recent.count().max(FEWEST_POINTS))
}

/// A least-squares line through three or more dated values.
pub(super) struct Fit {
    /// Points per day.
    pub slope: f64,
    /// `Σ(t − t̄)²` in square days, 2 or more.
    pub spread: f64,
    /// The mean date, in days after the first.
    mean_day: f64,
    mean_value: f64,
}

impl Fit {
    /// The line through values of ascending, distinct dates; none through fewer than three.
    pub fn of(points: &[(CivilDate, f64)]) -> Option<Self> {
        let &[(from, start), _, _, ..] = points else {
            return None;
        };
        let count = points.len() as f64;
        // From the first point on, values that do not change have a slope of exactly 0.
        let steps = || {
            points
                .iter()
                .map(|(date, value)| (date.days_since(from) as f64, value - start))
        };
        let mean_day = steps().map(|(day, _)| day).sum::<f64>() / count;
        let mean_step = steps().map(|(_, step)| step).sum::<f64>() / count;
        let spread = steps().map(|(day, _)| (day - mean_day).powi(2)).sum();
        let slope = steps()
            .map(|(day, step)| (day - mean_day) * step)
            .sum::<f64>()
            / spread;
        Some(Self {
            slope,
            spread,
            mean_day,
            mean_value: start + mean_step,
        })
    }
}

pub(super) const FEWEST_POINTS: usize = 3;

pub(in crate::domain) fn outside_window(
    date: CivilDate,
    as_of: CivilDate,
    window_days: u16,
) -> bool {
    i64::from(window_days) <= as_of.days_since(date)
}

fn line(totals: &[(CivilDate, f64)], assumptions: &Assumptions) -> Option<(Slope, TrendLine)> {
    let fit = Fit::of(totals)?;
    let slope = Slope::through(totals, &fit, assumptions)?;
    let (&(_, first_total), &(_, last_total)) = totals.first().zip(totals.last())?;
    let line = TrendLine {
        from: slope.from,
        to: slope.to,
        first_total,
        last_total,
        mean_total: fit.mean_value,
        per_day: slope.per_day,
        standard_error: slope.standard_error,
        low: slope.low(),
        high: slope.high(),
        theil_sen_per_day: median_slope(totals)?,
        mean_day: fit.mean_day,
    };
    Some((slope, line))
}

fn median_slope(points: &[(CivilDate, f64)]) -> Option<f64> {
    let mut slopes = Vec::new();
    for (i, (from, before)) in points.iter().enumerate() {
        for (to, after) in &points[i + 1..] {
            slopes.push((after - before) / to.days_since(*from) as f64);
        }
    }
    slopes.sort_unstable_by(f64::total_cmp);
    let upper = slopes.get(slopes.len() / 2)?;
    let lower = slopes.get((slopes.len() - 1) / 2)?;
    Some(f64::midpoint(*lower, *upper))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{History, assert_near, day};
    use super::*;

    fn three_ratings() -> History {
        History::since("2026-01-01")
            .rated("2026-01-01", [2.0; 4])
            .rated("2026-01-11", [3.0; 4])
            .rated("2026-01-21", [4.0; 4])
    }

    fn verdict_on(history: &History, as_of: &str) -> (Verdict, usize) {
        let trend = trend(&history.series(as_of), &Assumptions::default());
        assert_eq!(trend.line.is_none(), trend.verdict == Verdict::Insufficient);
        (trend.verdict, trend.points)
    }

    #[test]
    fn a_window_ends_exactly_after_its_days() {
        // 2026-04-20 is 89 days after the last rating, 2026-04-21 is 90.
        let history = three_ratings();
        assert_eq!(verdict_on(&history, "2026-04-20"), (Verdict::Rising, 3));
        assert_eq!(verdict_on(&history, "2026-04-21"), (Verdict::Stale, 3));
    }

    #[test]
    fn older_ratings_only_make_up_for_missing_ones() {
        let history = three_ratings().rated("2026-01-31", [5.0; 4]);
        // On 2026-03-31 the first rating is 89 days old, a day later it is out.
        assert_eq!(verdict_on(&history, "2026-03-31").1, 4);
        assert_eq!(verdict_on(&history, "2026-04-01").1, 3);
        assert_eq!(verdict_on(&history, "2027-04-01"), (Verdict::Stale, 3));
    }

    #[test]
    fn two_ratings_are_too_few() {
        let history = History::since("2026-01-01")
            .rated("2026-01-01", [2.0; 4])
            .rated_in_part("2026-01-11", [Some(3.0), None, Some(3.0), Some(3.0)])
            .rated("2026-01-21", [4.0; 4]);
        assert_eq!(
            verdict_on(&history, "2026-02-01"),
            (Verdict::Insufficient, 2)
        );
    }

    #[test]
    fn the_trend_starts_anew_on_the_day_of_a_breach() {
        let history = three_ratings()
            .breached("2026-01-22")
            .rated("2026-01-22", [2.0; 4])
            .rated("2026-02-01", [1.0; 4]);
        assert_eq!(
            verdict_on(&history, "2026-02-02"),
            (Verdict::Insufficient, 2)
        );
        let history = history.rated("2026-02-11", [0.0; 4]);
        assert_eq!(verdict_on(&history, "2026-02-12"), (Verdict::Falling, 3));
        // Before the breach was known, nothing of it counts.
        assert_eq!(verdict_on(&history, "2026-01-21"), (Verdict::Rising, 3));
    }

    #[test]
    fn trust_that_holds_still_has_a_slope_of_exactly_0() {
        let history = History::since("2026-01-01")
            .rated("2026-01-01", [6.1, 6.3, 0.7, 1.1])
            .rated("2026-01-04", [6.3, 6.1, 1.1, 0.7])
            .rated("2026-02-21", [0.7, 6.1, 6.3, 1.1]);
        let trend = trend(&history.series("2026-02-22"), &Assumptions::default());
        let line = trend.line.unwrap();
        assert_eq!(
            (trend.verdict, line.per_day.to_bits()),
            (Verdict::WithinError, 0)
        );
    }

    #[test]
    fn one_odd_rating_moves_the_median_slope_least() {
        let history = three_ratings()
            .rated("2026-01-31", [9.0; 4])
            .rated("2026-02-10", [6.0; 4]);
        let trend = trend(&history.series("2026-02-11"), &Assumptions::default());
        let line = trend.line.unwrap();
        assert_near(line.theil_sen_per_day, 0.4);
        assert!(line.per_day > 0.45);
        assert_eq!((line.from, line.to), (day("2026-01-01"), day("2026-02-10")));
        assert_near(line.mean_total, 19.2);
        assert_near(line.total_on(day("2026-01-21")), 19.2);
    }
}
