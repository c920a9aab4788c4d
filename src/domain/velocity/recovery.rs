//! Recovery: how much of the trust lost in a breach has come back.
//!
//! A breach is a step: the last value before its day against the first on or after it, of the total and
//! of the kind of trust that it hit. A value after the next breach belongs to that one.

use super::Series;
use crate::domain::{Breach, CivilDate, Dimension, EntryId, PerDimension, Score};

/// A breach and what became of trust after it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recovery {
    /// The breach's entry.
    pub breach: EntryId,
    /// The breach's day.
    pub date: CivilDate,
    /// The kind of trust that it hit.
    pub dimension: Dimension,
    /// The loss and regain of that kind's own score, 0–10.
    pub of_dimension: Regain,
    /// The loss and regain of the total, 0–40.
    pub of_total: Regain,
    /// Whether a complete rating of a later day is there, before the next breach's day. A rating on
    /// the breach's own day counts as after it in every figure, and may have been rated before it:
    /// records of one day have no order.
    pub is_rated_later: bool,
}

/// A value before a breach, its loss, and how much of that has come back.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Regain {
    /// The last value before the breach's day.
    pub before: Option<f64>,
    /// The first value on or after that day and before the next breach's.
    pub after: Option<f64>,
    /// The latest such value.
    pub latest: Option<f64>,
    /// `before − after` in points; 0 or below if nothing was lost.
    pub drop: Option<f64>,
    /// The share of the drop that `latest` has regained: 0 nothing, 1 all; below 0 if it fell
    /// further, above 1 if more came back. Only if the drop is above 0, and not so near the
    /// smallest number that the share is too large for one. A typed score has a step of 0.1; a file may
    /// hold any.
    pub recovered: Option<f64>,
    /// The days from the breach to the first value at or above `before`. Only if the drop is
    /// above 0.
    pub days_to_recover: Option<i64>,
}

impl Recovery {
    /// Whether trust has not come back, as far as is known: no complete rating of a later day, or a
    /// drop, of the kind that was hit or of the total, of which less than all is regained.
    pub fn is_open(&self) -> bool {
        let regains = [self.of_dimension, self.of_total];
        !self.is_rated_later || regains.iter().any(Regain::is_partial)
    }
}

impl Regain {
    /// The share of the drop that a value of after the breach has regained, as [`Self::recovered`] is that
    /// of the latest; none if nothing was lost.
    ///
    /// ```
    /// use trust_velocity::domain::velocity::Regain;
    /// let regain = Regain {
    ///     before: Some(7.0), after: Some(2.0), latest: Some(5.0), drop: Some(5.0), recovered: Some(0.6),
    ///     days_to_recover: None,
    /// };
    /// assert_eq!(regain.share_at(4.0), Some(0.4));
    /// assert_eq!(Regain { drop: Some(0.0), ..regain }.share_at(4.0), None);
    /// ```
    pub fn share_at(&self, value: f64) -> Option<f64> {
        let lost = self.drop.filter(|drop| 0.0 < *drop)?;
        // Over a drop near the smallest number the share is too large for one.
        Some((value - self.after?) / lost).filter(|share| share.is_finite())
    }

    /// Whether something was lost that has not wholly come back.
    fn is_partial(&self) -> bool {
        self.recovered.is_some_and(|share| share < 1.0)
    }
}

/// The recovery from every breach, the earliest first; of one date in the order of entry.
///
/// ```
#[doc = include_str!("example.md")]
/// client.put(Record::Breach(Breach {
///     id: EntryId::new(6),
///     date: date("2026-03-01")?,
///     dimension: Dimension::Conduct,
///     severity: Severity::Serious,
///     what: Note::new("delivered two weeks late")?,
///     done: Note::default(),
/// }))?;
/// let series = Series::of(&client, &Rater::Seller, Instrument::Sliders1, today);
/// let recovery = recoveries(&series)[0];
/// // The total rose from 18 to 24 all the same: there is no drop to recover from.
/// let total = recovery.of_total;
/// assert_eq!((total.before, total.after), (Some(18.0), Some(24.0)));
/// assert_eq!((total.drop, total.recovered), (Some(-6.0), None));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn recoveries(series: &Series) -> Vec<Recovery> {
    let totals: Vec<_> = series.complete().collect();
    let scores = PerDimension::from_fn(|dimension| scores(series, dimension));
    let recover = |(breach, next): (&Breach, _)| Recovery {
        breach: breach.id,
        date: breach.date,
        dimension: breach.dimension,
        of_dimension: regain(breach.date, next, &scores[breach.dimension]),
        of_total: regain(breach.date, next, &totals),
        is_rated_later: totals
            .iter()
            .any(|(date, _)| breach.date < *date && next.is_none_or(|next| *date < next)),
    };
    with_next(series).map(recover).collect()
}

/// The losses and regains of one kind's own scores, whatever kind each breach hit: a row a breach, the
/// earliest first; a rating that misses the score is passed over.
///
/// ```
#[doc = include_str!("example.md")]
/// use trust_velocity::domain::velocity::regains;
/// client.put(Record::Breach(Breach {
///     id: EntryId::new(6),
///     date: date("2026-03-01")?,
///     dimension: Dimension::Conduct,
///     severity: Severity::Serious,
///     what: Note::default(),
///     done: Note::default(),
/// }))?;
/// let series = Series::of(&client, &Rater::Seller, Instrument::Sliders1, today);
/// let relationship = regains(&series, Dimension::Relationship)[0];
/// assert_eq!((relationship.before, relationship.after), (Some(3.0), Some(5.0)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn regains(series: &Series, dimension: Dimension) -> Vec<Regain> {
    let scores = scores(series, dimension);
    with_next(series)
        .map(|(breach, next)| regain(breach.date, next, &scores))
        .collect()
}

/// The latest breach, if trust has [not come back](Recovery::is_open) from it.
///
/// ```
#[doc = include_str!("example.md")]
/// client.put(Record::Breach(Breach {
///     id: EntryId::new(6),
///     date: date("2026-03-20")?,
///     dimension: Dimension::Conduct,
///     severity: Severity::Serious,
///     what: Note::new("delivered two weeks late")?,
///     done: Note::default(),
/// }))?;
/// let series = Series::of(&client, &Rater::Seller, Instrument::Sliders1, today);
/// let open = unrecovered_breach(&series).ok_or("not rated since: cannot be recovered")?;
/// assert_eq!((open.of_total.before, open.of_total.after), (Some(24.0), None));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn unrecovered_breach(series: &Series) -> Option<Recovery> {
    recoveries(series).pop().filter(Recovery::is_open)
}

/// The breaches, each with the day of the next later one.
fn with_next<'a>(series: &Series<'a>) -> impl Iterator<Item = (&'a Breach, Option<CivilDate>)> {
    let breaches = series.breaches();
    let dates: Vec<_> = breaches.iter().map(|breach| breach.date).collect();
    breaches.into_iter().map(move |breach| {
        let next = dates.partition_point(|date| *date <= breach.date);
        (breach, dates.get(next).copied())
    })
}

/// One kind's scores, the earliest first.
fn scores(series: &Series, dimension: Dimension) -> Vec<(CivilDate, f64)> {
    let scored = series.ratings().iter().filter_map(|rating| {
        let score = rating.scores()[dimension].map(Score::value)?;
        Some((rating.date, score))
    });
    scored.collect()
}

/// The loss and regain of dated values, which ascend by date, after a breach and before the next one.
fn regain(breach: CivilDate, next: Option<CivilDate>, values: &[(CivilDate, f64)]) -> Regain {
    let (earlier, later) = values.split_at(values.partition_point(|(date, _)| *date < breach));
    let end = next.map_or(later.len(), |next| {
        later.partition_point(|(date, _)| *date < next)
    });
    let since = &later[..end];

    let before = earlier.last().map(|(_, value)| *value);
    let after = since.first().map(|(_, value)| *value);
    let latest = since.last().map(|(_, value)| *value);
    let drop = before.zip(after).map(|(before, after)| before - after);
    let lost = drop.filter(|drop| 0.0 < *drop);
    let healed = since
        .iter()
        .find(|(_, value)| before.is_some_and(|before| before <= *value));
    let regain = Regain {
        before,
        after,
        latest,
        drop,
        recovered: None,
        days_to_recover: lost.and(healed).map(|(date, _)| date.days_since(breach)),
    };
    Regain {
        recovered: latest.and_then(|latest| regain.share_at(latest)),
        ..regain
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{History, assert_near};
    use super::*;

    fn rated_24_then_breached() -> History {
        History::since("2026-01-01")
            .rated("2026-01-31", [7.0, 7.0, 5.0, 5.0])
            .breached("2026-02-01")
    }

    #[test]
    fn the_evening_of_the_bad_day_counts_as_after() {
        let history = rated_24_then_breached()
            .rated("2026-02-01", [5.0, 2.0, 4.0, 3.0])
            .rated("2026-03-03", [6.0, 4.0, 5.0, 4.0]);
        let found = recoveries(&history.series("2026-04-01"));
        assert_eq!(
            (found[0].of_total.before, found[0].of_total.after),
            (Some(24.0), Some(14.0))
        );
        assert_eq!(
            (found[0].of_total.latest, found[0].of_total.drop),
            (Some(19.0), Some(10.0))
        );
        assert_near(found[0].of_total.recovered.unwrap(), 0.5);
        assert_eq!(found[0].of_total.days_to_recover, None);
        assert_eq!(
            unrecovered_breach(&history.series("2026-04-01")),
            Some(found[0])
        );

        // The total is back, and the kind that was hit is not.
        let history = history.rated("2026-03-13", [7.0, 5.0, 6.0, 6.0]);
        let found = recoveries(&history.series("2026-04-01"));
        let (total, conduct) = (found[0].of_total, found[0].of_dimension);
        assert_eq!(
            (total.recovered, total.days_to_recover),
            (Some(1.0), Some(40))
        );
        assert_eq!((conduct.before, conduct.after), (Some(7.0), Some(2.0)));
        assert_near(conduct.recovered.unwrap(), 0.6);
        assert_eq!(
            unrecovered_breach(&history.series("2026-04-01")),
            Some(found[0])
        );

        let history = history.rated("2026-03-23", [6.0, 7.0, 6.0, 6.0]);
        let found = recoveries(&history.series("2026-04-01"));
        assert_eq!(found[0].of_dimension.days_to_recover, Some(50));
        assert_eq!(unrecovered_breach(&history.series("2026-04-01")), None);
    }

    #[test]
    fn not_rated_since_is_unrecovered_and_no_drop_is_not() {
        let history = rated_24_then_breached();
        let open = unrecovered_breach(&history.series("2026-04-01")).unwrap();
        assert_eq!(
            (
                open.of_total.after,
                open.of_total.drop,
                open.of_total.recovered
            ),
            (None, None, None)
        );

        let history = history.rated("2026-02-02", [7.0, 7.0, 5.0, 6.0]);
        assert_eq!(unrecovered_breach(&history.series("2026-04-01")), None);
        let found = recoveries(&history.series("2026-04-01"));
        assert_eq!(
            (found[0].of_total.drop, found[0].of_total.days_to_recover),
            (Some(-1.0), None)
        );
    }

    #[test]
    fn a_rating_of_the_bad_day_may_be_older_than_the_breach() {
        // The morning's rating shows no fall, and says nothing of the evening.
        let history = rated_24_then_breached().rated("2026-02-01", [7.0, 7.0, 5.0, 5.0]);
        let open = unrecovered_breach(&history.series("2026-04-01")).unwrap();
        assert_eq!(
            (open.of_total.drop, open.is_rated_later),
            (Some(0.0), false)
        );

        let history = history.rated("2026-02-02", [7.0, 7.0, 5.0, 5.0]);
        assert_eq!(unrecovered_breach(&history.series("2026-04-01")), None);
        // Before the next day's rating was known, it was open.
        assert!(unrecovered_breach(&history.series("2026-02-01")).is_some());
    }

    #[test]
    fn never_rated_before_is_no_drop() {
        let history = History::since("2026-01-01")
            .breached("2026-01-02")
            .rated("2026-01-03", [1.0; 4]);
        let found = recoveries(&history.series("2026-04-01"));
        assert_eq!(
            (found[0].of_total.drop, found[0].of_total.recovered),
            (None, None)
        );
        assert_eq!(unrecovered_breach(&history.series("2026-04-01")), None);
    }

    #[test]
    fn the_share_of_the_smallest_drop_is_no_figure() {
        let history = History::since("2026-01-01")
            .rated("2026-01-31", [5e-324; 4])
            .breached("2026-02-01")
            .rated("2026-02-05", [0.0; 4])
            .rated("2026-03-01", [0.1; 4]);
        let found = recoveries(&history.series("2026-04-01"));
        let hit = found[0].of_dimension;
        assert!(hit.drop.is_some_and(|drop| 0.0 < drop));
        assert_eq!((hit.recovered, hit.days_to_recover), (None, Some(28)));
    }

    #[test]
    fn the_next_breach_takes_over() {
        let history = rated_24_then_breached()
            .rated("2026-02-05", [4.0; 4])
            .breached("2026-03-01")
            .rated("2026-03-01", [8.0; 4]);
        let found = recoveries(&history.series("2026-04-01"));
        assert_eq!(
            (found[0].of_total.latest, found[0].of_total.recovered),
            (Some(16.0), Some(0.0))
        );
        assert_eq!(
            (found[1].of_total.before, found[1].of_total.drop),
            (Some(16.0), Some(-16.0))
        );
    }

    #[test]
    fn two_breaches_of_one_day_are_one_step() {
        let history = rated_24_then_breached()
            .breached("2026-02-01")
            .rated("2026-02-05", [4.0; 4]);
        let found = recoveries(&history.series("2026-04-01"));
        assert_eq!(
            (found[0].of_total.drop, found[1].of_total.drop),
            (Some(8.0), Some(8.0))
        );
        assert_ne!(found[0].breach, found[1].breach);
    }

    #[test]
    fn the_same_total_in_other_parts_is_recovered() {
        // Plain sums in floating point differ: 0.1 + 0.2 + 0.3 + 0 against 0.3 + 0.3 + 0 + 0.
        let history = History::since("2026-01-01")
            .rated("2026-01-31", [0.1, 0.2, 0.3, 0.0])
            .breached("2026-02-01")
            .rated("2026-02-02", [0.0; 4])
            .rated("2026-02-11", [0.3, 0.3, 0.0, 0.0]);
        let found = recoveries(&history.series("2026-04-01"));
        assert_eq!(
            (
                found[0].of_total.recovered,
                found[0].of_total.days_to_recover
            ),
            (Some(1.0), Some(10))
        );
    }
}
