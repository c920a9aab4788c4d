//! Short-hand for the histories in this module's unit tests.

use super::Series;
use crate::domain::{
    Breach, Channel, CivilDate, Client, ClientId, Contact, Dimension, EntryId, Instrument,
    Measurement, Name, Note, PerDimension, Profile, Rater, Rating, Record, Score, Severity, Stage,
    StageEntry,
};

/// The day of an ISO text.
pub fn day(text: &str) -> CivilDate {
    text.parse().unwrap()
}

/// Asserts that two figures agree to nine digits.
#[track_caller]
pub fn assert_near(actual: f64, expected: f64) {
    let room = 1e-9_f64.mul_add(expected.abs(), 1e-12);
    assert!(
        (actual - expected).abs() <= room,
        "{actual} is not {expected}"
    );
}

/// A client's records, one call each.
pub struct History(pub Client, u64);

impl History {
    pub fn since(first_contact: &str) -> Self {
        let profile = Profile {
            name: Name::new("陈工").unwrap(),
            organisation: None,
            title: None,
            tags: Vec::new(),
            note: Note::default(),
        };
        Self(
            Client::empty(ClientId::new(1), profile, day(first_contact)),
            0,
        )
    }

    pub fn rated(self, date: &str, scores: [f64; 4]) -> Self {
        self.rated_in_part(date, scores.map(Some))
    }

    pub fn rated_in_part(self, date: &str, scores: [Option<f64>; 4]) -> Self {
        self.rating(Rater::Seller, date, scores)
    }

    pub fn rated_by(self, rater: Rater, date: &str, scores: [f64; 4]) -> Self {
        self.rating(rater, date, scores.map(Some))
    }

    pub fn rated_blind(mut self, date: &str, scores: [f64; 4]) -> Self {
        self = self.rated(date, scores);
        let mut rating = self.0.ratings().last().unwrap().clone();
        rating.is_blind = true;
        self.with(Record::Rating(rating))
    }

    pub fn met(mut self, date: &str, minutes: u16) -> Self {
        let contact = Contact {
            id: self.next_id(),
            date: day(date),
            channel: Channel::Visit,
            minutes,
            served: PerDimension::default(),
            note: Note::default(),
            next: None,
        };
        self.with(Record::Contact(contact))
    }

    pub fn breached(mut self, date: &str) -> Self {
        let breach = Breach {
            id: self.next_id(),
            date: day(date),
            dimension: Dimension::Conduct,
            severity: Severity::Serious,
            what: Note::default(),
            done: Note::default(),
        };
        self.with(Record::Breach(breach))
    }

    pub fn entered(mut self, date: &str, stage: Stage) -> Self {
        let id = self.next_id();
        let entry = StageEntry {
            id,
            date: day(date),
            stage,
        };
        self.with(Record::Stage(entry))
    }

    /// The seller's series.
    pub fn series(&self, as_of: &str) -> Series<'_> {
        Series::of(&self.0, &Rater::Seller, Instrument::Sliders1, day(as_of))
    }

    fn rating(mut self, rater: Rater, date: &str, scores: [Option<f64>; 4]) -> Self {
        let rating = Rating {
            id: self.next_id(),
            date: day(date),
            rater,
            measurement: Measurement::Sliders(PerDimension(
                scores.map(|score| score.map(|s| Score::new(s).unwrap())),
            )),
            is_blind: false,
            note: Note::default(),
            evidence: Vec::new(),
        };
        self.with(Record::Rating(rating))
    }

    fn with(mut self, record: Record) -> Self {
        self.0.put(record).unwrap();
        self
    }

    fn next_id(&mut self) -> EntryId {
        self.1 += 1;
        EntryId::new(self.1)
    }
}
