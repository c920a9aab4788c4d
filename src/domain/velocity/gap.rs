//! The gap between the seller's estimate and the client's own answer.
//!
//! Both are given, never only the difference (Edwards & Parry 1993), and never a blend.

use crate::domain::{CivilDate, Client, Instrument, PerDimension, Rater, Rating, Scores, sorted};

/// How many days apart the two ratings of a gap may be.
pub const MOST_DAYS_APART: i64 = 30;

/// A client's own answer beside the seller's nearest rating.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gap {
    /// The day of the client's answer.
    pub client_date: CivilDate,
    /// How the client answered.
    pub client_instrument: Instrument,
    /// The client's scores.
    pub client: Scores,
    /// The day of the seller's rating, at most [`MOST_DAYS_APART`] from the client's.
    pub seller_date: CivilDate,
    /// How the seller rated: as the client answered, if there is such a rating.
    pub seller_instrument: Instrument,
    /// The seller's scores.
    pub seller: Scores,
}

impl Gap {
    /// Seller − client in points, −10 to 10; `None` if either is missing.
    pub fn difference(&self) -> PerDimension<Option<f64>> {
        PerDimension::from_fn(|dimension| {
            let (seller, client) = (self.seller[dimension]?, self.client[dimension]?);
            Some(seller.value() - client.value())
        })
    }
}

/// The gaps of one rater's answers up to a day, the earliest first. An answer with no seller's rating
/// near it has none; of ratings equally near the later counts, of one date the later entered.
///
/// ```
#[doc = include_str!("example.md")]
/// # use trust_velocity::domain::velocity::gaps;
/// let own = Rater::Client(Name::new("陈工")?);
/// assert!(gaps(&client, &own, today).is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn gaps(client: &Client, rater: &Rater, as_of: CivilDate) -> Vec<Gap> {
    let gaps: Vec<_> = client
        .ratings()
        .iter()
        .filter(|rating| &rating.rater == rater && rating.date <= as_of)
        .filter_map(|theirs| {
            let ours = nearest(client, theirs, as_of)?;
            Some(Gap {
                client_date: theirs.date,
                client_instrument: theirs.instrument(),
                client: theirs.scores(),
                seller_date: ours.date,
                seller_instrument: ours.instrument(),
                seller: ours.scores(),
            })
        })
        .collect();
    sorted(gaps, |a, b| a.client_date.cmp(&b.client_date))
}

fn nearest<'a>(client: &'a Client, theirs: &Rating, as_of: CivilDate) -> Option<&'a Rating> {
    let days = |ours: &Rating| ours.date.days_since(theirs.date).abs();
    client
        .ratings()
        .iter()
        .filter(|ours| ours.rater == Rater::Seller && ours.date <= as_of)
        .filter(|ours| days(ours) <= MOST_DAYS_APART)
        // Of equal ones the last is taken.
        .max_by_key(|ours| {
            let is_same = ours.instrument() == theirs.instrument();
            (is_same, -days(ours), ours.date)
        })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{History, day};
    use super::*;
    use crate::domain::{Dimension, EntryId, Measurement, Name, Note, Record};

    fn chen() -> Rater {
        Rater::Client(Name::new("陈工").unwrap())
    }

    fn found(client: &History) -> Vec<(CivilDate, CivilDate)> {
        let gaps = gaps(&client.0, &chen(), day("2026-06-01"));
        gaps.iter()
            .map(|gap| (gap.client_date, gap.seller_date))
            .collect()
    }

    #[test]
    fn the_nearest_within_thirty_days() {
        let client = History::since("2026-01-01")
            .rated("2026-02-01", [5.0; 4])
            .rated("2026-02-11", [6.0; 4])
            .rated("2026-06-02", [9.0; 4])
            .rated_by(chen(), "2026-03-14", [7.0; 4])
            .rated_by(chen(), "2026-03-13", [7.0; 4])
            .rated_by(chen(), "2026-02-06", [7.0; 4])
            .rated_by(chen(), "2026-06-01", [7.0; 4]);
        let pairs = [("2026-02-06", "2026-02-11"), ("2026-03-13", "2026-02-11")];
        assert_eq!(found(&client), pairs.map(|(a, b)| (day(a), day(b))));
    }

    #[test]
    fn the_same_instrument_goes_before_a_nearer_day() {
        let mut client = History::since("2026-01-01")
            .rated("2026-02-01", [5.0; 4])
            .rated_by(chen(), "2026-02-20", [7.0; 4]);
        let items = |id, rater| {
            Record::Rating(Rating {
                id: EntryId::new(id),
                date: day("2026-02-19"),
                rater,
                measurement: Measurement::Items("4444".parse().unwrap()),
                is_blind: false,
                note: Note::default(),
                evidence: Vec::new(),
            })
        };
        client.0.put(items(100, Rater::Seller)).unwrap();
        assert_eq!(found(&client), [(day("2026-02-20"), day("2026-02-01"))]);
        client.0.put(items(101, chen())).unwrap();
        let pairs = [("2026-02-19", "2026-02-19"), ("2026-02-20", "2026-02-01")];
        assert_eq!(found(&client), pairs.map(|(a, b)| (day(a), day(b))));
    }

    #[test]
    fn a_missing_score_has_no_difference() {
        let client = History::since("2026-01-01")
            .rated_in_part("2026-02-01", [Some(6.0), None, Some(4.0), Some(4.0)])
            .rated_by(chen(), "2026-02-01", [7.0, 7.0, 3.5, 4.0]);
        let gap = gaps(&client.0, &chen(), day("2026-06-01"))[0];
        let difference = gap.difference();
        assert_eq!(difference.0, [Some(-1.0), None, Some(0.5), Some(0.0)]);
        assert_eq!(difference[Dimension::Conduct], None);
    }
}
