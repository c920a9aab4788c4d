//! The formula velocity (公式速度): the course's own figure, `V = S / t`.
//!
//! It assumes that trust began at 0, and falls as `1 / t` while trust holds still: its fall is no
//! decline, and clients of unequal age are not ranked by it.

use super::Series;
use crate::domain::{CivilDate, Client, PerDimension, Rating, Score, Scores};

/// The formula's figures at one rating.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FormulaVelocity {
    /// The rating's day.
    pub date: CivilDate,
    /// The rating's scores.
    pub scores: Scores,
    /// `S`, the sum of the four scores, 0–40; none if a score is missing.
    pub total: Option<f64>,
    /// `t`, the days since the first contact, 0 or more.
    pub days: i64,
    /// `S / t` in points per day; none without a total, and on the first day.
    pub per_day: Option<f64>,
    /// Each score over `t`, in points per day; if all four are there they add up to `per_day`.
    pub parts_per_day: PerDimension<Option<f64>>,
    /// The minutes of contact logged up to and including the day.
    pub contact_minutes: u32,
    /// `S` over the hours of contact up to and including the day, in points per hour: the course's
    /// "time that the client experiences in the interaction". None without a total, and while no
    /// minute is logged.
    pub per_contact_hour: Option<f64>,
}

/// The formula velocity at every rating of a series, the earliest first.
///
/// ```
#[doc = include_str!("example.md")]
/// let series = Series::of(&client, &Rater::Seller, Instrument::Sliders1, today);
/// let first = formula(&series)[0];
/// assert_eq!((first.total, first.days), (Some(12.0), 10));
/// assert_eq!(first.per_day, Some(1.2));
/// assert_eq!(first.parts_per_day[Dimension::Expertise], Some(0.4));
/// assert_eq!(first.per_contact_hour, Some(6.0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn formula(series: &Series) -> Vec<FormulaVelocity> {
    let ratings = series.ratings().iter();
    ratings.map(|rating| at(rating, series.client())).collect()
}

fn at(rating: &Rating, client: &Client) -> FormulaVelocity {
    let total = rating.scores().total();
    let days = rating.date.days_since(client.first_contact());
    let contact_minutes = minutes_until(rating.date, client);
    let hours = f64::from(contact_minutes) / 60.0;
    FormulaVelocity {
        date: rating.date,
        scores: rating.scores(),
        total,
        days,
        per_day: over(total, days as f64),
        parts_per_day: PerDimension(
            rating
                .scores()
                .0
                .map(|score| over(score.map(Score::value), days as f64)),
        ),
        contact_minutes,
        per_contact_hour: over(total, hours),
    }
}

fn minutes_until(day: CivilDate, client: &Client) -> u32 {
    let contacts = client.contacts().iter();
    contacts
        .filter(|contact| contact.date <= day)
        .map(|contact| u32::from(contact.minutes))
        .fold(0, u32::saturating_add)
}

fn over(amount: Option<f64>, time: f64) -> Option<f64> {
    amount.filter(|_| 0.0 < time).map(|amount| amount / time)
}

#[cfg(test)]
mod tests {
    use super::super::testing::History;
    use super::*;

    #[test]
    fn the_first_day_is_a_baseline() {
        let client = History::since("2026-03-02").rated("2026-03-02", [3.0, 4.0, 1.0, 2.0]);
        let rows = formula(&client.series("2026-03-02"));
        assert_eq!((rows[0].total, rows[0].days), (Some(10.0), 0));
        assert_eq!(rows[0].per_day, None);
        assert_eq!(rows[0].parts_per_day, PerDimension([None; 4]));
        assert_eq!(rows[0].per_contact_hour, None);
    }

    #[test]
    fn a_missing_score_leaves_the_other_parts() {
        let client = History::since("2026-01-01")
            .rated_in_part("2026-01-11", [Some(4.0), Some(5.0), None, Some(3.0)])
            .met("2026-01-02", 60);
        let row = formula(&client.series("2026-02-01"))[0];
        assert_eq!(
            (row.total, row.per_day, row.per_contact_hour),
            (None, None, None)
        );
        assert_eq!(
            row.parts_per_day,
            PerDimension([Some(0.4), Some(0.5), None, Some(0.3)])
        );
    }

    #[test]
    fn contact_counts_up_to_and_including_the_day() {
        let client = History::since("2026-01-01")
            .rated("2026-01-11", [3.0; 4])
            .met("2026-01-12", 600)
            .met("2026-01-11", 60)
            .met("2026-01-01", 0);
        let row = formula(&client.series("2026-02-01"))[0];
        assert_eq!(
            (row.contact_minutes, row.per_contact_hour),
            (60, Some(12.0))
        );
    }
}
