//! Net change (净变化): what happened between one complete rating and the next.

use super::{Series, Z95};
use crate::domain::{Assumptions, CivilDate};

/// The change of the total between two consecutive complete ratings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NetChange {
    /// The earlier rating's day.
    pub from: CivilDate,
    /// The later rating's day.
    pub to: CivilDate,
    /// The earlier rating's total, 0–40.
    pub before: f64,
    /// The later rating's total, 0–40.
    pub after: f64,
    /// `ΔS` in points, −40 to 40.
    pub change: f64,
    /// `Δt`, the days between the two, 1 or more.
    pub days: i64,
    /// `ΔS / Δt` in points per day.
    pub per_day: f64,
    /// The reliable-change index `ΔS / (√2 · σ)` of Jacobson & Truax 1991, σ being
    /// [`Assumptions::total_sem`].
    pub reliable_change: f64,
}

impl NetChange {
    /// The change from one dated total (0–40) to another one of a later date. The assumptions are to
    /// have [their error](Assumptions::with_error_of).
    pub fn between(
        (from, before): (CivilDate, f64),
        (to, after): (CivilDate, f64),
        assumptions: &Assumptions,
    ) -> Self {
        let change = after - before;
        let days = to.days_since(from);
        Self {
            from,
            to,
            before,
            after,
            change,
            days,
            per_day: change / days as f64,
            reliable_change: change / (2_f64.sqrt() * assumptions.total_sem()),
        }
    }

    /// Whether the change is more than the error of two ratings: its index lies beyond ±1.96.
    pub fn beyond_error(&self) -> bool {
        Z95 < self.reliable_change.abs()
    }
}

/// The least change of a total, in points, that is more than the error of two ratings: that at which the
/// reliable-change index reaches 1.96. The assumptions are to have the error of the instrument.
///
/// ```
/// use trust_velocity::domain::{Assumptions, velocity::least_reliable_change};
/// let least = least_reliable_change(&Assumptions::default());
/// assert!((least - 1.96 * 2_f64.sqrt() * 1.6).abs() < 0.001);
/// ```
pub fn least_reliable_change(assumptions: &Assumptions) -> f64 {
    Z95 * 2_f64.sqrt() * assumptions.total_sem()
}

/// The changes between consecutive complete ratings, the earliest first.
///
/// ```
#[doc = include_str!("example.md")]
/// let series = Series::of(&client, &Rater::Seller, Instrument::Sliders1, today);
/// let changes = net_changes(&series, &Assumptions::default());
/// assert_eq!((changes[0].change, changes[0].days), (6.0, 30));
/// assert_eq!(changes[0].per_day, 0.2);
/// assert!(near(changes[0].reliable_change, 6.0 / (2_f64.sqrt() * 1.6)));
/// assert!(changes[0].beyond_error());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn net_changes(series: &Series, assumptions: &Assumptions) -> Vec<NetChange> {
    let assumptions = &assumptions.with_error_of(series.instrument());
    let later = series.complete().skip(1);
    series
        .complete()
        .zip(later)
        .map(|(before, after)| NetChange::between(before, after, assumptions))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{History, assert_near, day};
    use super::*;

    #[test]
    fn steps_over_an_incomplete_rating() {
        let client = History::since("2026-01-01")
            .rated("2026-01-01", [2.0; 4])
            .rated_in_part("2026-01-06", [Some(9.0), None, None, None])
            .rated("2026-01-11", [2.0, 2.0, 2.0, 3.0]);
        let changes = net_changes(&client.series("2026-02-01"), &Assumptions::default());
        assert_eq!(changes.len(), 1);
        assert_eq!(
            (changes[0].from, changes[0].to),
            (day("2026-01-01"), day("2026-01-11"))
        );
        assert_near(changes[0].per_day, 0.1);
        assert_near(changes[0].reliable_change, 0.441_941_738_241_592_1);
        assert!(!changes[0].beyond_error());
    }

    #[test]
    fn a_great_fall_is_beyond_error_too() {
        let client = History::since("2026-01-01")
            .rated("2026-01-01", [6.0; 4])
            .rated("2026-01-11", [4.0; 4]);
        let changes = net_changes(&client.series("2026-02-01"), &Assumptions::default());
        assert!(changes[0].beyond_error());
    }

    #[test]
    fn one_rating_is_no_change() {
        let client = History::since("2026-01-01").rated("2026-01-01", [6.0; 4]);
        assert_eq!(
            net_changes(&client.series("2026-02-01"), &Assumptions::default()),
            []
        );
    }
}
