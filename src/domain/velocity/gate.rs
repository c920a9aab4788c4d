//! The evidence for the next stage: the gate, the stage's own velocity, and when the gate may open.
//!
//! The app shows it and suggests; it never moves a client itself.

use super::trend::{Fit, used_ratings};
use super::{Known, Series, Verdict, Z95, trend};
use crate::domain::{
    Assumptions, CivilDate, Dimension, PerDimension, Rating, Score, Stage, StageEntry,
};

/// The figures of the stage that a client stands in.
#[derive(Clone, Debug, PartialEq)]
pub struct StageFigures {
    /// The stage.
    pub stage: Stage,
    /// The first day in it.
    pub since: CivilDate,
    /// Each dimension's latest score.
    pub latest: PerDimension<Option<Known>>,
    /// The mean over the gate's dimensions of `min(1, score / threshold)`, 0–1, an unknown score
    /// counting as 0; none once the relationship has ended.
    pub gate_progress: Option<f64>,
    /// The gate's dimension that is furthest from its threshold, and its share of it, 0–1; of equal
    /// ones the first. None once the relationship has ended.
    pub weakest: Option<(Dimension, f64)>,
    /// The gate's dimensions whose latest score is below its threshold or unknown.
    pub unmet: Vec<Dimension>,
    /// The stage velocity, in points per day: the change of the focus dimensions' sum from the
    /// last rating at the entry (else the first after it) to the latest, over the days between
    /// those two.
    pub focus_per_day: Option<f64>,
    /// When the gate may open; only while the trend is [`Verdict::Rising`] and a dimension unmet.
    pub forecast: Option<Forecast>,
}

/// When every unmet dimension will have reached its threshold, if each goes on at its own slope.
///
/// The numbers are days after [`Forecast::from`], above 0; `None` is open: a dimension's slope is
/// not above 0, or so flat that no number of days is finite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Forecast {
    /// The day to count from: that of the newest score of an unmet dimension.
    pub from: CivilDate,
    /// The days at the least-squares slopes.
    pub days: Option<f64>,
    /// The days at the upper ends of the slopes' 95 % bands.
    pub early: Option<f64>,
    /// The days at the lower ends of the slopes' 95 % bands.
    pub late: Option<f64>,
}

impl Forecast {
    /// The first day that lies `days` or more after [`Forecast::from`]; none if that day is
    /// already past on `today`, or lies after the year 2199.
    ///
    /// ```
    #[doc = include_str!("example.md")]
    /// let series = Series::of(&client, &Rater::Seller, Instrument::Sliders1, today);
    /// let figures = stage_figures(&series, &Assumptions::default()).ok_or("no stage")?;
    /// let forecast = figures.forecast.ok_or("no forecast")?;
    /// assert_eq!(forecast.upcoming(19.5, today), Some(date("2026-04-01")?));
    /// assert_eq!(forecast.upcoming(18.5, today), Some(today));
    /// assert_eq!(forecast.upcoming(17.5, today), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn upcoming(&self, days: f64, today: CivilDate) -> Option<CivilDate> {
        // The cast saturates, and no date is so far away.
        #[allow(clippy::cast_possible_truncation)]
        let day = self.from.plus_days(days.ceil() as i64)?;
        (today <= day).then_some(day)
    }
}

/// The figures of the last stage entered by the series' `as_of`; none if none was.
///
/// ```
#[doc = include_str!("example.md")]
/// let series = Series::of(&client, &Rater::Seller, Instrument::Sliders1, today);
/// let figures = stage_figures(&series, &Assumptions::default()).ok_or("no stage")?;
/// // The gate asks for expertise, conduct and relationship at 6; relationship has 5.
/// assert_eq!(figures.unmet, [Dimension::Relationship]);
/// assert!(figures.gate_progress.is_some_and(|share| near(share, (1.0 + 1.0 + 5.0 / 6.0) / 3.0)));
/// assert!(figures.weakest.is_some_and(|(_, share)| near(share, 5.0 / 6.0)));
/// // At the last rating before the stage, 60 days before the latest, relationship was at 2.
/// assert!(figures.focus_per_day.is_some_and(|per_day| near(per_day, (5.0 - 2.0) / 60.0)));
/// // One point is missing, and relationship grows by a point in 20 days.
/// let forecast = figures.forecast.ok_or("no forecast")?;
/// assert!(forecast.days.is_some_and(|days| near(days, 20.0)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn stage_figures(series: &Series, assumptions: &Assumptions) -> Option<StageFigures> {
    let entry = series.client().stage_on(series.as_of())?;
    let gate = entry.stage.gate();
    let latest = series.latest_known();
    let is_unmet = |dimension: &Dimension| {
        latest[*dimension].is_none_or(|known| known.score < assumptions.thresholds()[*dimension])
    };
    let unmet: Vec<_> = gate.iter().copied().filter(is_unmet).collect();
    let shares: Vec<_> = gate
        .iter()
        .map(|dimension| (*dimension, share(*dimension, &latest, assumptions)))
        .collect();
    Some(StageFigures {
        stage: entry.stage,
        since: entry.date,
        latest,
        gate_progress: gate_progress(&shares),
        weakest: weakest(&shares),
        focus_per_day: focus_per_day(entry, series.ratings()),
        forecast: forecast(series, &latest, &unmet, assumptions),
        unmet,
    })
}

/// `min(1, score / threshold)`; 0 of an unknown score.
fn share(
    dimension: Dimension,
    latest: &PerDimension<Option<Known>>,
    assumptions: &Assumptions,
) -> f64 {
    let threshold = assumptions.thresholds()[dimension].value();
    latest[dimension].map_or(0.0, |known| (known.score.value() / threshold).min(1.0))
}

fn gate_progress(shares: &[(Dimension, f64)]) -> Option<f64> {
    let sum: f64 = shares.iter().map(|(_, share)| share).sum();
    (!shares.is_empty()).then(|| sum / shares.len() as f64)
}

fn weakest(shares: &[(Dimension, f64)]) -> Option<(Dimension, f64)> {
    let shares = shares.iter().copied();
    shares.min_by(|(_, share), (_, other)| share.total_cmp(other))
}

fn focus_per_day(entry: &StageEntry, ratings: &[&Rating]) -> Option<f64> {
    let focus = entry.stage.focus();
    if focus.is_empty() {
        return None;
    }
    let sums: Vec<_> = ratings
        .iter()
        .filter_map(|rating| Some((rating.date, focus_sum(focus, rating)?)))
        .collect();
    let entered_after = sums.partition_point(|(date, _)| *date <= entry.date);
    let (from, before) = sums.get(entered_after.saturating_sub(1))?;
    let (to, after) = sums.last()?;
    (from < to).then(|| (after - before) / to.days_since(*from) as f64)
}

fn focus_sum(focus: &[Dimension], rating: &Rating) -> Option<f64> {
    let scores = focus.iter().map(|dimension| rating.scores()[*dimension]);
    scores.map(|score| score.map(Score::value)).sum()
}

fn forecast(
    series: &Series,
    latest: &PerDimension<Option<Known>>,
    unmet: &[Dimension],
    assumptions: &Assumptions,
) -> Option<Forecast> {
    if trend(series, assumptions).verdict != Verdict::Rising {
        return None;
    }
    let assumptions = &assumptions.with_error_of(series.instrument());
    let used = used_ratings(series, assumptions);
    let climb = |dimension: &Dimension| {
        let scores: Vec<_> = used
            .iter()
            .filter_map(|rating| Some((rating.date, rating.scores()[*dimension]?.value())))
            .collect();
        let fit = Fit::of(&scores)?;
        let known = latest[*dimension]?;
        Some(Climb {
            from: known.date,
            gap: assumptions.thresholds()[*dimension].value() - known.score.value(),
            slope: fit.slope,
            margin: Z95 * assumptions.score_sem() / fit.spread.sqrt(),
        })
    };
    let climbs: Vec<_> = unmet.iter().map(climb).collect::<Option<_>>()?;
    Some(Forecast {
        from: climbs.iter().map(|climb| climb.from).max()?,
        days: longest(&climbs, 0.0),
        early: longest(&climbs, 1.0),
        late: longest(&climbs, -1.0),
    })
}

/// The rest of an unmet dimension's way to the threshold.
struct Climb {
    from: CivilDate,
    gap: f64,
    slope: f64,
    margin: f64,
}

/// The days that the slowest climb takes, `margins` to the side of the slopes.
fn longest(climbs: &[Climb], margins: f64) -> Option<f64> {
    climbs.iter().try_fold(0.0, |longest: f64, climb| {
        let slope = climb.slope + margins * climb.margin;
        let days = climb.gap / slope;
        (0.0 < slope && days.is_finite()).then_some(longest.max(days))
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{History, assert_near, day};
    use super::*;

    fn figures(history: &History, as_of: &str) -> StageFigures {
        stage_figures(&history.series(as_of), &Assumptions::default()).unwrap()
    }

    #[test]
    fn no_stage_before_the_first_entry() {
        let history = History::since("2026-01-01").entered("2026-02-01", Stage::Initial);
        let none = stage_figures(&history.series("2026-01-31"), &Assumptions::default());
        assert_eq!(none, None);
    }

    #[test]
    fn the_end_has_no_gate() {
        let history = History::since("2026-01-01")
            .rated("2026-01-02", [1.0; 4])
            .rated("2026-01-12", [3.0; 4])
            .rated("2026-01-22", [5.0; 4])
            .entered("2026-01-01", Stage::Initial)
            .entered("2026-01-05", Stage::Ended);
        let ended = figures(&history, "2026-02-01");
        assert_eq!((ended.stage, ended.gate_progress), (Stage::Ended, None));
        assert_eq!((ended.focus_per_day, ended.forecast), (None, None));
        assert!(ended.unmet.is_empty());
    }

    #[test]
    fn an_unknown_score_counts_as_0() {
        let history = History::since("2026-01-01")
            .entered("2026-01-01", Stage::Initial)
            .rated_in_part("2026-01-11", [Some(6.0), None, None, None]);
        let initial = figures(&history, "2026-02-01");
        assert_eq!(initial.gate_progress, Some(0.5));
        assert_eq!(initial.unmet, [Dimension::Conduct]);
        assert_eq!(initial.latest[Dimension::Conduct], None);
    }

    #[test]
    fn the_stage_velocity_runs_between_the_two_ratings_it_compares() {
        let history = History::since("2026-01-01")
            .entered("2026-02-01", Stage::Deepening)
            .rated_in_part("2026-02-11", [None, None, Some(2.0), None]);
        assert_eq!(figures(&history, "2026-03-01").focus_per_day, None);

        let history = history.rated("2026-03-03", [9.0, 9.0, 4.0, 9.0]);
        let after_entry = figures(&history, "2026-04-01").focus_per_day;
        assert_near(after_entry.unwrap(), 2.0 / 20.0);

        // A rating on the day of the entry is what the stage began with.
        let history = history.rated("2026-02-01", [9.0, 9.0, 1.0, 9.0]);
        let on_entry = figures(&history, "2026-04-01").focus_per_day;
        assert_near(on_entry.unwrap(), 3.0 / 30.0);

        // Nothing is newer than the entry: no velocity yet.
        assert_eq!(figures(&history, "2026-02-01").focus_per_day, None);
    }

    #[test]
    fn the_slowest_dimension_opens_the_gate() {
        let history = History::since("2026-01-01")
            .entered("2026-01-01", Stage::Initial)
            .rated("2026-01-01", [2.0, 1.0, 0.0, 0.0])
            .rated("2026-01-11", [3.0, 3.0, 3.0, 3.0])
            .rated("2026-01-21", [4.0, 5.0, 6.0, 6.0]);
        let forecast = figures(&history, "2026-01-25").forecast.unwrap();
        let margin = 1.96 * 0.8 / 200_f64.sqrt();
        assert_eq!(forecast.from, day("2026-01-21"));
        assert_near(forecast.days.unwrap(), 20.0);
        assert_near(forecast.early.unwrap(), 2.0 / (0.1 + margin));
        // Expertise may not be growing at all.
        assert_eq!(forecast.late, None);
    }

    #[test]
    fn a_forecast_counts_from_the_newest_score_it_rests_on() {
        let history = History::since("2026-01-01")
            .entered("2026-01-01", Stage::Initial)
            .rated("2026-01-01", [1.0; 4])
            .rated("2026-01-11", [3.0; 4])
            .rated("2026-01-21", [5.0; 4])
            .rated_in_part("2026-01-23", [Some(5.5), None, Some(9.0), None]);
        let forecast = figures(&history, "2026-01-25").forecast.unwrap();
        assert_eq!(forecast.from, day("2026-01-23"));
        assert_near(forecast.days.unwrap(), 5.0);
    }

    #[test]
    fn no_forecast_where_every_dimension_is_met() {
        let history = History::since("2026-01-01")
            .entered("2026-01-01", Stage::Initial)
            .rated("2026-01-01", [2.0; 4])
            .rated("2026-01-11", [4.0; 4])
            .rated("2026-01-21", [6.0; 4]);
        let met = figures(&history, "2026-01-25");
        assert_eq!((met.gate_progress, met.forecast), (Some(1.0), None));
        assert!(met.unmet.is_empty());
    }

    #[test]
    fn a_dimension_that_holds_still_leaves_the_forecast_open() {
        let history = History::since("2026-01-01")
            .entered("2026-01-01", Stage::Initial)
            .rated("2026-01-01", [5.9, 7.0, 0.0, 0.0])
            .rated("2026-01-11", [5.9, 7.0, 4.0, 4.0])
            .rated("2026-01-21", [5.9, 7.0, 8.0, 8.0]);
        let forecast = figures(&history, "2026-01-25").forecast.unwrap();
        assert_eq!((forecast.days, forecast.late), (None, None));
        assert!(forecast.early.is_some());
    }

    #[test]
    fn a_slope_too_flat_for_a_finite_number_is_open() {
        let history = History::since("2026-01-01")
            .entered("2026-01-01", Stage::Initial)
            .rated("2026-01-01", [0.0, 7.0, 0.0, 0.0])
            .rated("2026-01-11", [0.0, 7.0, 4.0, 4.0])
            .rated("2026-01-21", [1e-310, 7.0, 8.0, 8.0]);
        let forecast = figures(&history, "2026-01-25").forecast.unwrap();
        assert_eq!(forecast.days, None);
    }

    #[test]
    fn a_day_past_or_beyond_the_calendar_is_not_told() {
        let from = day("2026-01-21");
        let forecast = Forecast {
            from,
            days: Some(1.0),
            early: None,
            late: None,
        };
        let upcoming = |days, today| forecast.upcoming(days, day(today));
        assert_eq!(upcoming(0.1, "2026-01-22"), Some(day("2026-01-22")));
        assert_eq!(upcoming(1.0, "2026-01-22"), Some(day("2026-01-22")));
        assert_eq!(upcoming(1.0, "2026-01-23"), None);
        assert_eq!(upcoming(1e300, "2026-01-22"), None);
    }
}
