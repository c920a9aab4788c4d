//! One's own rating error, from ratings that were repeated blind.

use super::quantile::chi_square;
use crate::domain::{CivilDate, Client, Instrument, Rater, Rating, Scores};

/// How many days a blind re-rating may come after the first rating.
pub const MOST_DAYS_BETWEEN: i64 = 7;

/// How many re-ratings an estimate is offered from.
pub const FEWEST_RE_RATINGS: usize = 10;

/// How far repeated ratings of the same trust lie apart.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct OwnError {
    /// How many re-ratings share at least one dimension with the first rating.
    pub re_ratings: usize,
    /// How many pairs of scores they have, of all dimensions together.
    pub score_pairs: usize,
    /// The estimate; none without a pair.
    pub estimate: Option<ErrorEstimate>,
}

/// A standard error of measurement and its 95 % interval, in points of one dimension's score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ErrorEstimate {
    /// The standard error of measurement.
    pub score_sem: f64,
    /// The lower end of the interval.
    pub low: f64,
    /// The upper end of the interval.
    pub high: f64,
}

impl OwnError {
    /// The error of pairs of scores: the first rating's, and the blind re-rating's.
    ///
    /// With d = first − second over the n pairs of scores of all dimensions, the standard error of
    /// measurement is √(Σd² / 2n) (Dahlberg 1940), and its interval goes from √(½Σd² / χ²(.975, n)) to
    /// √(½Σd² / χ²(.025, n)).
    ///
    /// ```
    /// use trust_velocity::domain::{PerDimension, Score, velocity::OwnError};
    /// let scores = |values: [f64; 4]| PerDimension(values.map(|value| Score::new(value).ok()));
    /// let (first, second) = (scores([6.0, 6.0, 4.0, 3.0]), scores([7.0, 6.0, 3.0, 3.0]));
    /// let error = OwnError::of([[first, second]; 12]);
    /// assert_eq!((error.re_ratings, error.score_pairs), (12, 48));
    /// let estimate = error.offered().ok_or("ten re-ratings are enough")?;
    /// // Σd² = 24, and 24 / 96 = 0.25.
    /// assert!((estimate.score_sem - 0.5).abs() < 1e-9);
    /// assert!(estimate.low < 0.42 && 0.62 < estimate.high);
    /// # Ok::<(), &str>(())
    /// ```
    pub fn of(pairs: impl IntoIterator<Item = [Scores; 2]>) -> Self {
        let mut error = Self::default();
        let mut squares = 0.0;
        for [first, second] in pairs {
            let both = first.0.into_iter().zip(second.0);
            let both = both.filter_map(|(first, second)| Some((first?, second?)));
            let before = error.score_pairs;
            for (first, second) in both {
                squares += (first.value() - second.value()).powi(2);
                error.score_pairs += 1;
            }
            error.re_ratings += usize::from(before < error.score_pairs);
        }
        let n = error.score_pairs;
        error.estimate = (0 < n).then(|| {
            let half = squares / 2.0;
            ErrorEstimate {
                score_sem: (half / n as f64).sqrt(),
                low: (half / chi_square(0.975, n)).sqrt(),
                high: (half / chi_square(0.025, n)).sqrt(),
            }
        });
        error
    }

    /// The estimate, if there are [enough](FEWEST_RE_RATINGS) re-ratings and it is not 0: scores that
    /// always come out the same say that they were remembered, not that there is no error.
    pub fn offered(&self) -> Option<ErrorEstimate> {
        let estimate = self.estimate.filter(|estimate| 0.0 < estimate.score_sem);
        estimate.filter(|_| FEWEST_RE_RATINGS <= self.re_ratings)
    }
}

/// The seller's pairs of a rating and its blind re-rating up to a day, in the order of entry: the same
/// instrument, at most [`MOST_DAYS_BETWEEN`] later, and no breach between. The first is the latest that
/// was entered before.
///
/// ```
#[doc = include_str!("example.md")]
/// let mut again = client.ratings()[2].clone();
/// (again.id, again.date, again.is_blind) = (EntryId::new(9), date("2026-03-15")?, true);
/// client.put(Record::Rating(again))?;
/// assert_eq!(blind_pairs(&client, today).len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn blind_pairs(client: &Client, as_of: CivilDate) -> Vec<[Scores; 2]> {
    let own: Vec<_> = client
        .ratings()
        .iter()
        .filter(|rating| rating.rater == Rater::Seller && rating.date <= as_of)
        .collect();
    let blind = own.iter().enumerate().filter(|(_, rating)| rating.is_blind);
    let pairs = blind.filter_map(|(at, second)| {
        let first = first_of(&own[..at], second)?;
        let breaches = client.breaches().iter().map(|breach| breach.date);
        let is_between = |day: CivilDate| first.date < day && day <= second.date;
        let is_apart = breaches.into_iter().any(is_between);
        (!is_apart).then(|| [first.scores(), second.scores()])
    });
    pairs.collect()
}

/// The rating that would be repeated by a blind one on a day, with sliders: the last of one's own, one
/// to [`MOST_DAYS_BETWEEN`] days old, and no blind one itself. Offered is thus at most every other
/// rating, and none of the same day, whose scores one still knows.
///
/// ```
#[doc = include_str!("example.md")]
/// // The last rating is of 2026-03-12.
/// let offered = |day: &str| Ok::<_, ParseDateError>(blind_offer(&client, date(day)?).is_some());
/// assert_eq!([offered("2026-03-12")?, offered("2026-03-13")?], [false, true]);
/// assert_eq!([offered("2026-03-19")?, offered("2026-03-20")?], [true, false]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn blind_offer(client: &Client, day: CivilDate) -> Option<&Rating> {
    let own = client.ratings().iter();
    let own = own.filter(|rating| rating.rater == Rater::Seller);
    let last = own.max_by_key(|rating| rating.date)?;
    let days = day.days_since(last.date);
    let was_slid = last.instrument() == Instrument::Sliders1;
    let since = client.breaches().iter().map(|breach| breach.date);
    let is_apart = since
        .into_iter()
        .any(|date| last.date < date && date <= day);
    let is_offered = was_slid && !last.is_blind && !is_apart;
    (is_offered && (1..=MOST_DAYS_BETWEEN).contains(&days)).then_some(last)
}

/// The rating that another repeats.
fn first_of<'a>(earlier: &[&'a Rating], second: &Rating) -> Option<&'a Rating> {
    let same = earlier.iter().copied().filter(|first| {
        let days = second.date.days_since(first.date);
        first.instrument() == second.instrument() && (0..=MOST_DAYS_BETWEEN).contains(&days)
    });
    // Of one date the last entered.
    same.max_by_key(|first| first.date)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{History, day};
    use super::*;

    /// The first expertise scores of the pairs, first and second.
    fn pairs(client: &History) -> Vec<[f64; 2]> {
        let pairs = blind_pairs(&client.0, day("2026-06-01"));
        let expertise = |scores: Scores| scores.0[0].unwrap().value();
        pairs.into_iter().map(|pair| pair.map(expertise)).collect()
    }

    #[test]
    fn a_blind_rating_repeats_the_latest_of_the_seven_days_before() {
        let cases: [(&str, &str, usize); 5] = [
            ("2026-02-01", "2026-02-01", 1),
            ("2026-02-01", "2026-02-08", 1),
            ("2026-02-01", "2026-02-09", 0),
            // Entered first, but of a later day: the blind one came before it.
            ("2026-02-05", "2026-02-01", 0),
            ("2026-06-01", "2026-06-02", 0),
        ];
        for (first, second, found) in cases {
            let client = History::since("2026-01-01")
                .rated(first, [5.0; 4])
                .rated_blind(second, [6.0; 4]);
            assert_eq!(pairs(&client).len(), found, "{first} {second}");
        }
        let client = History::since("2026-01-01")
            .rated("2026-02-03", [4.0; 4])
            .rated("2026-02-02", [5.0; 4])
            .rated_blind("2026-02-04", [6.0; 4])
            .rated("2026-02-05", [7.0; 4])
            .rated_blind("2026-02-06", [8.0; 4]);
        assert_eq!(pairs(&client), [[4.0, 6.0], [7.0, 8.0]]);
    }

    #[test]
    fn no_breach_lies_between_and_raters_stay_apart() {
        for (breach, found) in [("2026-02-01", 1), ("2026-02-02", 0), ("2026-02-03", 0)] {
            let client = History::since("2026-01-01")
                .rated("2026-02-01", [5.0; 4])
                .breached(breach)
                .rated_blind("2026-02-03", [6.0; 4]);
            assert_eq!(pairs(&client).len(), found, "{breach}");
        }
        let client = History::since("2026-01-01")
            .rated_by(Rater::Peer, "2026-02-01", [5.0; 4])
            .rated_blind("2026-02-03", [6.0; 4]);
        assert_eq!(pairs(&client).len(), 0);
        // Without the mark it is a rating like any other.
        let client = History::since("2026-01-01")
            .rated("2026-02-01", [5.0; 4])
            .rated("2026-02-03", [6.0; 4]);
        assert_eq!(pairs(&client).len(), 0);
    }

    #[test]
    fn the_offer_is_for_one_to_seven_days_and_not_after_a_blind_one() {
        let rated = || History::since("2026-01-01").rated("2026-02-01", [5.0; 4]);
        let is_offered = |client: &History, on| blind_offer(&client.0, day(on)).is_some();
        let days = ["2026-02-01", "2026-02-02", "2026-02-08", "2026-02-09"];
        let offered = days.map(|on| is_offered(&rated(), on));
        assert_eq!(offered, [false, true, true, false]);
        let blind = rated().rated_blind("2026-02-02", [5.0; 4]);
        assert!(!is_offered(&blind, "2026-02-03"));
        let damaged = rated().breached("2026-02-02");
        assert!(!is_offered(&damaged, "2026-02-03"));
        assert!(!is_offered(&History::since("2026-01-01"), "2026-01-02"));
    }

    #[test]
    fn it_is_offered_from_ten_pairs_that_are_not_all_alike() {
        let scores = |value| Scores::from_fn(|_| crate::domain::Score::new(value).ok());
        let offered = |second, count| {
            let pairs = std::iter::repeat_n([scores(5.0), scores(second)], count);
            OwnError::of(pairs).offered().is_some()
        };
        assert_eq!(
            [offered(5.1, 9), offered(5.1, 10), offered(5.0, 10)],
            [false, true, false]
        );
        assert_eq!(OwnError::of([]), OwnError::default());
        let nothing = OwnError::of([[Scores::default(), scores(5.0)]]);
        assert_eq!(nothing, OwnError::default());
    }
}
