//! One rater's ratings of one client with one instrument: what every figure is taken from.
//!
//! Invariant: the ratings of a [`Series`] ascend by date, no two share a date, none is later than
//! `as_of`.

use crate::domain::{
    Breach, CivilDate, Client, Instrument, PerDimension, Rater, Rating, Score,
    sort::last_of_each_day, sorted,
};

/// The ratings of one client by one rater with one instrument, up to a day.
///
/// Of two ratings on one date the last entered stands.
#[derive(Clone, Debug)]
pub struct Series<'a> {
    client: &'a Client,
    instrument: Instrument,
    ratings: Vec<&'a Rating>,
    as_of: CivilDate,
}

/// A dimension's latest score, and the day it speaks of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Known {
    /// The score.
    pub score: Score,
    /// The day of the rating it comes from.
    pub date: CivilDate,
}

impl<'a> Series<'a> {
    /// The series of a rater and an instrument as it stands on the day `as_of`.
    ///
    /// ```
    #[doc = include_str!("example.md")]
    /// let all = Series::of(&client, &Rater::Seller, Instrument::Sliders1, today);
    /// assert_eq!(all.ratings().len(), 3);
    ///
    /// let then = Series::of(&client, &Rater::Seller, Instrument::Sliders1, date("2026-02-28")?);
    /// assert_eq!(then.ratings().len(), 2);
    ///
    /// let others = Series::of(&client, &Rater::Peer, Instrument::Sliders1, today);
    /// assert!(others.ratings().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn of(
        client: &'a Client,
        rater: &Rater,
        instrument: Instrument,
        as_of: CivilDate,
    ) -> Series<'a> {
        let known = client.ratings().iter().filter(|rating| {
            &rating.rater == rater && rating.instrument() == instrument && rating.date <= as_of
        });
        Series {
            client,
            instrument,
            ratings: last_of_each_day(known, |rating| rating.date),
            as_of,
        }
    }

    /// The client rated.
    pub const fn client(&self) -> &'a Client {
        self.client
    }

    /// The instrument of all of them.
    pub const fn instrument(&self) -> Instrument {
        self.instrument
    }

    /// "Today": nothing later counts.
    pub const fn as_of(&self) -> CivilDate {
        self.as_of
    }

    /// The ratings, one a date, the earliest first; some scores may be missing.
    pub fn ratings(&self) -> &[&'a Rating] {
        &self.ratings
    }

    /// The date and the total (0–40) of each rating that has all four scores.
    ///
    /// ```
    #[doc = include_str!("example.md")]
    /// let series = Series::of(&client, &Rater::Seller, Instrument::Sliders1, today);
    /// let totals: Vec<_> = series.complete().map(|(_, total)| total).collect();
    /// assert_eq!(totals, [12.0, 18.0, 24.0]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn complete(&self) -> impl Iterator<Item = (CivilDate, f64)> {
        self.ratings
            .iter()
            .filter_map(|rating| Some((rating.date, rating.scores().total()?)))
    }

    /// Each dimension's latest score; a rating that misses it leaves the older one standing.
    ///
    /// ```
    #[doc = include_str!("example.md")]
    /// let series = Series::of(&client, &Rater::Seller, Instrument::Sliders1, today);
    /// let relationship = series.latest_known()[Dimension::Relationship];
    /// assert_eq!(relationship.map(|known| known.score.value()), Some(5.0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn latest_known(&self) -> PerDimension<Option<Known>> {
        PerDimension::from_fn(|dimension| {
            self.ratings.iter().rev().find_map(|rating| {
                Some(Known {
                    score: rating.scores()[dimension]?,
                    date: rating.date,
                })
            })
        })
    }

    /// The breaches up to `as_of`, the earliest first; of one date in the order of entry.
    pub(super) fn breaches(&self) -> Vec<&'a Breach> {
        let breaches = self.client.breaches().iter();
        let known = breaches.filter(|breach| breach.date <= self.as_of);
        sorted(known.collect(), |a, b| a.date.cmp(&b.date))
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{History, assert_near, day};
    use super::*;
    use crate::domain::{Dimension, Name};

    #[test]
    fn the_last_entered_of_a_date_stands_even_if_it_lacks_a_score() {
        let client = History::since("2026-01-01")
            .rated("2026-02-01", [5.0, 5.0, 5.0, 5.0])
            .rated_in_part("2026-02-01", [Some(6.0), None, Some(6.0), Some(6.0)])
            .rated("2026-01-10", [1.0, 2.0, 3.0, 4.0]);
        let series = client.series("2026-03-01");

        assert_eq!(series.ratings().len(), 2);
        assert_eq!(
            series.complete().collect::<Vec<_>>(),
            [(day("2026-01-10"), 10.0)]
        );
        let known = series.latest_known();
        assert_eq!(
            known[Dimension::Expertise].map(|k| k.date),
            Some(day("2026-02-01"))
        );
        assert_eq!(
            known[Dimension::Conduct].map(|k| k.date),
            Some(day("2026-01-10"))
        );
    }

    #[test]
    fn versions_of_items_are_apart_and_a_short_form_has_twice_the_error() {
        use super::super::{net_changes, trend};
        use crate::domain::{Assumptions, EntryId, Measurement, Note, Record};

        let mut client = History::since("2026-01-01").0;
        let dated = [
            ("2026-01-01", "4444", "4444444444444444"),
            ("2026-01-11", "5555", "5555555555555555"),
            ("2026-01-21", "6666", "6666666666666666"),
        ];
        let mut id = 100;
        for (date, short, full) in dated {
            for text in [short, full].map(|it| [it.to_owned(), format!("2:{it}")]) {
                for text in text {
                    id += 1;
                    let rating = Rating {
                        id: EntryId::new(id),
                        date: day(date),
                        rater: Rater::Seller,
                        measurement: Measurement::Items(text.parse().unwrap()),
                        is_blind: false,
                        note: Note::default(),
                        evidence: Vec::new(),
                    };
                    client.put(Record::Rating(rating)).unwrap();
                }
            }
        }
        let assumptions = Assumptions::default();
        let errors = Instrument::ITEMS.map(|instrument| {
            let series = Series::of(&client, &Rater::Seller, instrument, day("2026-02-01"));
            assert_eq!(series.ratings().len(), 3, "{instrument:?}");
            let own = |rating: &&Rating| rating.instrument() == instrument;
            assert!(series.ratings().iter().all(own));
            let line = trend(&series, &assumptions).line.unwrap();
            (
                line.standard_error,
                net_changes(&series, &assumptions)[0].reliable_change,
            )
        });
        assert_eq!([errors[0], errors[1]], [errors[2], errors[3]]);
        assert_near(errors[1].0, errors[0].0 * 2.0);
        assert_near(errors[1].1 * 2.0, errors[0].1);
    }

    #[test]
    fn nothing_later_counts_and_raters_stay_apart() {
        let chen = Rater::Client(Name::new("陈工").unwrap());
        let client = History::since("2026-01-01")
            .rated("2026-01-10", [1.0; 4])
            .rated("2026-03-02", [2.0; 4])
            .rated_by(chen.clone(), "2026-01-11", [3.0; 4])
            .breached("2026-03-02")
            .breached("2026-02-02")
            .breached("2026-01-02");
        let series = client.series("2026-03-01");

        assert_eq!(series.complete().count(), 1);
        let breaches: Vec<_> = series.breaches().iter().map(|b| b.date).collect();
        assert_eq!(breaches, [day("2026-01-02"), day("2026-02-02")]);

        let theirs = Series::of(&client.0, &chen, Instrument::Sliders1, day("2026-03-01"));
        assert_eq!(
            theirs.complete().collect::<Vec<_>>(),
            [(day("2026-01-11"), 12.0)]
        );
        assert_eq!(theirs.client().id(), client.0.id());
        assert_eq!(theirs.as_of(), day("2026-03-01"));
    }
}
