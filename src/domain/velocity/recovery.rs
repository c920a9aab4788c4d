//! How much of the trust lost in a breach has come back.
//!
//! A breach is a step: the last total before its day against the first on or after it. What
//! follows the next breach belongs to that one.

use super::Series;
use crate::domain::{Breach, CivilDate, EntryId};

/// A breach and what became of the total after it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recovery {
    /// The breach's entry.
    pub breach: EntryId,
    /// The breach's day.
    pub date: CivilDate,
    /// The last total before that day, 0–40.
    pub before: Option<f64>,
    /// The first total on or after that day and before the next breach's, 0–40.
    pub after: Option<f64>,
    /// The latest such total, 0–40.
    pub latest: Option<f64>,
    /// `before − after` in points; 0 or below where nothing was lost.
    pub drop: Option<f64>,
    /// The share of the drop that `latest` has regained: 0 nothing, 1 all; below 0 where it fell
    /// further, above 1 where more came back. Only where the drop is above 0.
    pub recovered: Option<f64>,
    /// The days from the breach to the first rating at or above `before`. Only where the drop is
    /// above 0.
    pub days_to_recover: Option<i64>,
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
/// assert_eq!((recovery.before, recovery.after), (Some(18.0), Some(24.0)));
/// assert_eq!((recovery.drop, recovery.recovered), (Some(-6.0), None));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn recoveries(series: &Series) -> Vec<Recovery> {
    let totals: Vec<_> = series.complete().collect();
    let breaches = series.breaches();
    let recover = |breach: &&Breach| {
        let mut dates = breaches.iter().map(|other| other.date);
        let next = dates.find(|date| breach.date < *date);
        recovery(breach, next, &totals)
    };
    breaches.iter().map(recover).collect()
}

/// The latest breach, if trust has not come back from it: no complete rating since, or a drop of
/// which less than all is regained.
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
/// assert_eq!((open.before, open.after), (Some(24.0), None));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn unrecovered_breach(series: &Series) -> Option<Recovery> {
    let latest = recoveries(series).pop()?;
    let regained = latest.recovered.is_none_or(|share| 1.0 <= share);
    (latest.after.is_none() || !regained).then_some(latest)
}

fn recovery(breach: &Breach, next: Option<CivilDate>, totals: &[(CivilDate, f64)]) -> Recovery {
    let (earlier, later) = totals.split_at(totals.partition_point(|(date, _)| *date < breach.date));
    let since: Vec<_> = later
        .iter()
        .take_while(|(date, _)| next.is_none_or(|next| *date < next))
        .collect();

    let before = earlier.last().map(|(_, total)| *total);
    let after = since.first().map(|(_, total)| *total);
    let latest = since.last().map(|(_, total)| *total);
    let drop = before.zip(after).map(|(before, after)| before - after);
    let lost = drop.filter(|drop| 0.0 < *drop);
    let regained = latest.zip(after).map(|(latest, after)| latest - after);
    let healed = since
        .iter()
        .find(|(_, total)| before.is_some_and(|before| before <= *total));
    Recovery {
        breach: breach.id,
        date: breach.date,
        before,
        after,
        latest,
        drop,
        recovered: regained.zip(lost).map(|(regained, lost)| regained / lost),
        days_to_recover: lost
            .and(healed)
            .map(|(date, _)| date.days_since(breach.date)),
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
        assert_eq!((found[0].before, found[0].after), (Some(24.0), Some(14.0)));
        assert_eq!((found[0].latest, found[0].drop), (Some(19.0), Some(10.0)));
        assert_near(found[0].recovered.unwrap(), 0.5);
        assert_eq!(found[0].days_to_recover, None);
        assert_eq!(
            unrecovered_breach(&history.series("2026-04-01")),
            Some(found[0])
        );

        let history = history.rated("2026-03-13", [7.0, 5.0, 6.0, 6.0]);
        let found = recoveries(&history.series("2026-04-01"));
        assert_eq!(
            (found[0].recovered, found[0].days_to_recover),
            (Some(1.0), Some(40))
        );
        assert_eq!(unrecovered_breach(&history.series("2026-04-01")), None);
    }

    #[test]
    fn not_rated_since_is_unrecovered_and_no_drop_is_not() {
        let history = rated_24_then_breached();
        let open = unrecovered_breach(&history.series("2026-04-01")).unwrap();
        assert_eq!((open.after, open.drop, open.recovered), (None, None, None));

        let history = history.rated("2026-02-02", [7.0, 7.0, 5.0, 6.0]);
        assert_eq!(unrecovered_breach(&history.series("2026-04-01")), None);
        let found = recoveries(&history.series("2026-04-01"));
        assert_eq!(
            (found[0].drop, found[0].days_to_recover),
            (Some(-1.0), None)
        );
    }

    #[test]
    fn never_rated_before_is_no_drop() {
        let history = History::since("2026-01-01")
            .breached("2026-01-02")
            .rated("2026-01-03", [1.0; 4]);
        let found = recoveries(&history.series("2026-04-01"));
        assert_eq!((found[0].drop, found[0].recovered), (None, None));
        assert_eq!(unrecovered_breach(&history.series("2026-04-01")), None);
    }

    #[test]
    fn the_next_breach_takes_over() {
        let history = rated_24_then_breached()
            .rated("2026-02-05", [4.0; 4])
            .breached("2026-03-01")
            .rated("2026-03-01", [8.0; 4]);
        let found = recoveries(&history.series("2026-04-01"));
        assert_eq!(
            (found[0].latest, found[0].recovered),
            (Some(16.0), Some(0.0))
        );
        assert_eq!((found[1].before, found[1].drop), (Some(16.0), Some(-16.0)));
    }

    #[test]
    fn two_breaches_of_one_day_are_one_step() {
        let history = rated_24_then_breached()
            .breached("2026-02-01")
            .rated("2026-02-05", [4.0; 4]);
        let found = recoveries(&history.series("2026-04-01"));
        assert_eq!((found[0].drop, found[1].drop), (Some(8.0), Some(8.0)));
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
            (found[0].recovered, found[0].days_to_recover),
            (Some(1.0), Some(10))
        );
    }
}
