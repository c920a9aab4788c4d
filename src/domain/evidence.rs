//! Evidence: the contacts, promises and feedback that a rating cites.
//!
//! Invariant: a rating cites entries by their ids. One that was deleted counts no more, and counts again
//! once it is brought back.

use super::{
    CivilDate, Client, EntryId, IdIndex, Instrument, PerDimension, Promise, PromiseOutcome, Rater,
    Rating, Record, sorted,
};

/// By how many points a score rises at least before it is asked what that rests on.
pub const NOTABLE_RISE: f64 = 2.0;

impl Rating {
    /// The entries that it cites and that are in the client's history, newest first.
    pub fn cited(&self, client: &Client) -> Vec<Record> {
        let ids = self.evidence.iter();
        let found = ids.filter_map(|id| client.record(*id));
        newest_first(found.filter(is_citable).collect())
    }

    /// By how many points each score of the seller's rose since the rating before this one, if by
    /// [`NOTABLE_RISE`] or more and neither an entry nor the note says what that rests on.
    pub fn unexplained_rises(&self, client: &Client) -> PerDimension<Option<f64>> {
        // Tenths are not exact in binary.
        const ROUNDING: f64 = 1e-9;
        let is_explained = !self.note.is_empty() || !self.cited(client).is_empty();
        let before = match self.rater {
            Rater::Seller if !is_explained => {
                client.rating_before(self.id, &self.rater, self.instrument(), self.date)
            }
            _ => None,
        };
        PerDimension::from_fn(|dimension| {
            let (is, was) = (self.scores()[dimension]?, before?.scores()[dimension]?);
            let rise = is.value() - was.value();
            (NOTABLE_RISE - ROUNDING <= rise).then_some(rise)
        })
    }
}

impl Client {
    /// The latest rating until a day by a rater with an instrument, but for the one of an id; of one day
    /// the last entered.
    pub fn rating_before(
        &self,
        id: EntryId,
        rater: &Rater,
        instrument: Instrument,
        day: CivilDate,
    ) -> Option<&Rating> {
        let others = self.ratings().iter().filter(|rating| {
            rating.id != id && &rating.rater == rater && rating.instrument() == instrument
        });
        let before = others.filter(|rating| rating.date <= day);
        before.max_by_key(|rating| rating.date)
    }

    /// The contacts, promises and feedback from one day, or the beginning, to another, newest first. A
    /// promise counts on the day it was made, and on that of its outcome.
    ///
    /// ```
    #[doc = include_str!("velocity/example.md")]
    /// let found = client.citable(None, today);
    /// assert!(matches!(found.as_slice(), [Record::Contact(_)]));
    /// assert!(client.citable(Some(date("2026-01-06")?), today).is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn citable(&self, from: Option<CivilDate>, to: CivilDate) -> Vec<Record> {
        let is_between = |day: CivilDate| from.is_none_or(|from| from <= day) && day <= to;
        let contacts = self
            .contacts()
            .iter()
            .filter(|contact| is_between(contact.date));
        let promises = self.promises().iter().filter(|promise| {
            let settled = promise.outcome.map(PromiseOutcome::on);
            is_between(promise.date) || settled.is_some_and(is_between)
        });
        let feedback = self
            .feedback()
            .iter()
            .filter(|feedback| is_between(feedback.date));
        let found = contacts.cloned().map(Record::Contact);
        let found = found.chain(promises.cloned().map(Promise::into));
        newest_first(
            found
                .chain(feedback.cloned().map(Record::Feedback))
                .collect(),
        )
    }
}

const fn is_citable(record: &Record) -> bool {
    matches!(
        record,
        Record::Contact(_) | Record::Promise(_) | Record::Feedback(_)
    )
}

fn newest_first(records: Vec<Record>) -> Vec<Record> {
    sorted(records, |a, b| b.date().cmp(&a.date()))
}

/// How many of the seller's ratings rest on entries.
///
/// ```
#[doc = include_str!("velocity/example.md")]
/// let figures = EvidenceFigures::of(&client, today);
/// assert_eq!((figures.ratings, figures.cite), (3, 0));
/// assert_eq!(figures.share(), Some(0.0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EvidenceFigures {
    /// The seller's ratings by a day, with any instrument.
    pub ratings: usize,
    /// Those that cite an entry that is in the history.
    pub cite: usize,
}

impl EvidenceFigures {
    /// The figures of a client on a day, in n log n for n entries.
    pub fn of(client: &Client, today: CivilDate) -> Self {
        let contacts = client.contacts().iter().map(|contact| contact.id);
        let promises = client.promises().iter().map(|promise| promise.id);
        let feedback = client.feedback().iter().map(|feedback| feedback.id);
        let known = IdIndex::new(contacts.chain(promises).chain(feedback));
        let ratings = client.ratings().iter();
        let ratings = ratings.filter(|it| it.rater == Rater::Seller && it.date <= today);
        let mut figures = Self {
            ratings: 0,
            cite: 0,
        };
        for rating in ratings {
            figures.ratings += 1;
            figures.cite += usize::from(rating.evidence.iter().any(|id| known.contains(*id)));
        }
        figures
    }

    /// The share that cites an entry, 0–1; none before the first rating.
    pub fn share(self) -> Option<f64> {
        (0 < self.ratings).then(|| self.cite as f64 / self.ratings as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        Channel, Contact, Dimension, LikertScore, Name, Note,
        velocity::testing::{History, day},
    };

    const TODAY: &str = "2026-06-01";

    fn contact(id: u64, date: &str) -> Record {
        Record::Contact(Contact {
            id: EntryId::new(id),
            date: day(date),
            channel: Channel::Call,
            minutes: 0,
            served: PerDimension::default(),
            note: Note::default(),
            next: None,
        })
    }

    fn promise(id: u64, date: &str, kept: Option<&str>) -> Record {
        let score = LikertScore::new(4).unwrap();
        Record::Promise(Promise {
            id: EntryId::new(id),
            date: day(date),
            due: day("2026-12-31"),
            expected: score,
            what: Note::new("寄样品").unwrap(),
            outcome: kept.map(|on| PromiseOutcome::Kept {
                on: day(on),
                experienced: score,
            }),
        })
    }

    /// Rated twice, the second time 2 points higher for conduct, and with some entries.
    fn client() -> Client {
        let mut client = History::since("2026-01-01")
            .rated("2026-02-01", [5.0, 6.2, 5.0, 5.0])
            .rated("2026-04-01", [6.9, 8.2, 4.0, 5.0])
            .0;
        let entries = vec![
            contact(101, "2026-01-31"),
            contact(102, "2026-02-01"),
            promise(103, "2026-01-05", Some("2026-03-01")),
            promise(104, "2026-01-05", None),
            contact(105, "2026-04-02"),
        ];
        client.put_all(entries).unwrap();
        client
    }

    fn second(client: &Client) -> Rating {
        client.ratings()[1].clone()
    }

    fn ids(records: &[Record]) -> Vec<u64> {
        records.iter().map(|record| record.id().number()).collect()
    }

    #[test]
    fn what_happened_since_the_rating_before_can_be_cited() {
        let client = client();
        let rating = second(&client);
        let before =
            client.rating_before(rating.id, &rating.rater, rating.instrument(), rating.date);
        let before = before.unwrap().date;
        assert_eq!(before, day("2026-02-01"));
        let found = client.citable(Some(before), rating.date);
        assert_eq!(ids(&found), [102, 103]);
        assert_eq!(
            ids(&client.citable(None, day(TODAY))),
            [105, 102, 101, 103, 104]
        );
        let first = &client.ratings()[0];
        let none = client.rating_before(first.id, &first.rater, first.instrument(), first.date);
        assert_eq!(none, None);
    }

    #[test]
    fn a_rise_of_two_points_asks_once_nothing_says_what_it_rests_on() {
        let client = client();
        let rating = second(&client);
        let asks = |rating: &Rating| {
            let rises = rating.unexplained_rises(&client);
            let rises = rises.iter().filter(|(_, rise)| rise.is_some());
            rises.map(|(dimension, _)| dimension).collect::<Vec<_>>()
        };
        // 8.2 − 6.2 is a little under 2 in binary; 6.9 − 5.0 is under it.
        assert_eq!(asks(&rating), [Dimension::Conduct]);
        let with = |edit: fn(&mut Rating)| {
            let mut rating = rating.clone();
            edit(&mut rating);
            asks(&rating)
        };
        assert_eq!(with(|it| it.note = Note::new("下了单").unwrap()), []);
        assert_eq!(with(|it| it.evidence = vec![EntryId::new(102)]), []);
        assert_eq!(with(|it| it.rater = Rater::Peer), []);
        let gone = with(|it| it.evidence = vec![EntryId::new(999)]);
        assert_eq!(gone, [Dimension::Conduct]);
        // A stage is not evidence, nor is another rating.
        let rating_as_evidence = with(|it| it.evidence = vec![it.id]);
        assert_eq!(rating_as_evidence, [Dimension::Conduct]);
    }

    #[test]
    fn a_deleted_entry_counts_again_once_it_is_back() {
        let mut client = client();
        let mut rating = second(&client);
        rating.evidence = vec![EntryId::new(102), EntryId::new(103)];
        client.put(rating.clone().into()).unwrap();
        let of = |client: &Client| EvidenceFigures::of(client, day(TODAY));
        assert_eq!(
            of(&client),
            EvidenceFigures {
                ratings: 2,
                cite: 1
            }
        );
        assert_eq!(of(&client).share(), Some(0.5));
        assert_eq!(ids(&rating.cited(&client)), [102, 103]);
        assert!(client.remove(EntryId::new(102)) && client.remove(EntryId::new(103)));
        assert_eq!(of(&client).cite, 0);
        client.put(contact(102, "2026-02-01")).unwrap();
        assert_eq!(of(&client).cite, 1);
        assert_eq!(ids(&second(&client).cited(&client)), [102]);
    }

    #[test]
    fn only_the_sellers_ratings_by_the_day_count() {
        let chen = Rater::Client(Name::new("陈工").unwrap());
        let client = History::since("2026-01-01").rated_by(chen, "2026-02-01", [5.0; 4]);
        let none = EvidenceFigures::of(&client.0, day(TODAY));
        assert_eq!((none.ratings, none.share()), (0, None));
        let client = client.rated("2026-06-02", [5.0; 4]);
        assert_eq!(EvidenceFigures::of(&client.0, day(TODAY)).ratings, 0);
    }
}
