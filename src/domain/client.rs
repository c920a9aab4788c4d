//! A client and what was recorded of the relation.
//!
//! Invariant: no record of a [`Client`] lies before its first contact, and its entries have
//! distinct ids. Lists keep the order of entry: of two records on one date the later entered stands.

use super::{
    Breach, CivilDate, ClientId, Contact, EntryId, Name, Note, Rating, Record, RecordKind, Request,
    Stage, StageEntry,
};

/// Who the client is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// The person's name.
    pub name: Name,
    /// The organisation, if any.
    pub organisation: Option<Name>,
    /// The person's position, if known.
    pub title: Option<Name>,
    /// Words to find the client by.
    pub tags: Vec<Name>,
    /// Anything worth remembering.
    pub note: Note,
}

/// A date cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// A record would lie before the first contact.
    #[error("before the first contact on {first_contact}")]
    BeforeFirstContact {
        /// The first contact.
        first_contact: CivilDate,
    },
    /// The date has not come yet.
    #[error("after today, {today}")]
    AfterToday {
        /// Today.
        today: CivilDate,
    },
    /// The first contact would lie after a record.
    #[error("a {kind:?} of {date} would lie before the first contact")]
    RecordInTheWay {
        /// The earliest such record's kind.
        kind: RecordKind,
        /// The earliest such record's date.
        date: CivilDate,
    },
}

/// A client: who it is, and the history of the relation.
#[derive(Clone, Debug, PartialEq)]
pub struct Client {
    id: ClientId,
    /// Who it is.
    pub profile: Profile,
    first_contact: CivilDate,
    illustration: bool,
    binned: Option<CivilDate>,
    ratings: Vec<Rating>,
    contacts: Vec<Contact>,
    breaches: Vec<Breach>,
    stages: Vec<StageEntry>,
    requests: Vec<Request>,
}

impl Client {
    /// A client met for the first time on `first_contact`, in the stage `initial` since then.
    ///
    /// # Errors
    /// [`DateError::AfterToday`].
    pub fn new(
        id: ClientId,
        profile: Profile,
        first_contact: CivilDate,
        stage_entry: EntryId,
        today: CivilDate,
    ) -> Result<Self, DateError> {
        if first_contact > today {
            return Err(DateError::AfterToday { today });
        }
        let mut client = Self::empty(id, profile, first_contact);
        client.stages.push(StageEntry {
            id: stage_entry,
            date: first_contact,
            stage: Stage::Initial,
        });
        Ok(client)
    }

    /// A client with no entry at all, to be filled from a stored document.
    pub const fn empty(id: ClientId, profile: Profile, first_contact: CivilDate) -> Self {
        Self {
            id,
            profile,
            first_contact,
            illustration: false,
            binned: None,
            ratings: Vec::new(),
            contacts: Vec::new(),
            breaches: Vec::new(),
            stages: Vec::new(),
            requests: Vec::new(),
        }
    }

    /// The same client, marked as an example with invented numbers.
    #[must_use]
    pub fn as_illustration(mut self) -> Self {
        self.illustration = true;
        self
    }

    /// The same client under another id: a second one with the same history.
    #[must_use]
    pub const fn with_id(mut self, id: ClientId) -> Self {
        self.id = id;
        self
    }

    /// The same client, put into the bin on a day.
    #[must_use]
    pub const fn into_bin(mut self, day: CivilDate) -> Self {
        self.binned = Some(day);
        self
    }

    /// The same client, not in the bin.
    #[must_use]
    pub const fn out_of_bin(mut self) -> Self {
        self.binned = None;
        self
    }

    /// The same client with every date moved by some days; none where one would leave the calendar.
    #[must_use]
    pub fn moved_by(mut self, days: i64) -> Option<Self> {
        let ratings = self.ratings.iter_mut().map(|entry| &mut entry.date);
        let contacts = self.contacts.iter_mut().map(|entry| &mut entry.date);
        let breaches = self.breaches.iter_mut().map(|entry| &mut entry.date);
        let stages = self.stages.iter_mut().map(|entry| &mut entry.date);
        let requests = self.requests.iter_mut().map(|entry| &mut entry.date);
        let first = std::iter::once(&mut self.first_contact);
        for date in first
            .chain(ratings)
            .chain(contacts)
            .chain(breaches)
            .chain(stages)
            .chain(requests)
        {
            *date = date.plus_days(days)?;
        }
        Some(self)
    }

    /// Which client.
    pub const fn id(&self) -> ClientId {
        self.id
    }

    /// The day of the first contact; no record lies before it.
    pub const fn first_contact(&self) -> CivilDate {
        self.first_contact
    }

    /// Whether it is an example with invented numbers.
    pub const fn is_illustration(&self) -> bool {
        self.illustration
    }

    /// The day it was put into the bin; `None` where it is not there.
    pub const fn binned(&self) -> Option<CivilDate> {
        self.binned
    }

    /// Makes the relation begin on a day that no entry lies before.
    pub(super) const fn begin(&mut self, day: CivilDate) {
        self.first_contact = day;
    }

    /// All ratings of all raters, in the order of entry.
    pub fn ratings(&self) -> &[Rating] {
        &self.ratings
    }

    /// All contacts, in the order of entry.
    pub fn contacts(&self) -> &[Contact] {
        &self.contacts
    }

    /// All breaches, in the order of entry.
    pub fn breaches(&self) -> &[Breach] {
        &self.breaches
    }

    /// All stages entered, in the order of entry.
    pub fn stages(&self) -> &[StageEntry] {
        &self.stages
    }

    /// All requests for a rating, in the order of entry.
    pub fn requests(&self) -> &[Request] {
        &self.requests
    }

    /// The stages in the order of their dates; of one date in the order of entry.
    pub fn stage_history(&self) -> Vec<&StageEntry> {
        let mut history: Vec<_> = self.stages.iter().collect();
        history.sort_by_key(|entry| entry.date);
        history
    }

    /// The stage on a day: the last one entered by then.
    pub fn stage_on(&self, day: CivilDate) -> Option<&StageEntry> {
        self.stages
            .iter()
            .filter(|entry| entry.date <= day)
            .max_by_key(|entry| entry.date)
    }

    /// The last contact by a day.
    pub fn last_contact(&self, day: CivilDate) -> Option<&Contact> {
        self.contacts
            .iter()
            .filter(|contact| contact.date <= day)
            .max_by_key(|contact| contact.date)
    }

    /// Every entry, newest first; of one date ratings, contacts, breaches, stages, then requests, and
    /// within each kind the later entered first.
    pub fn history(&self) -> Vec<Record> {
        let requests = self.requests.iter().cloned().map(Record::Request);
        let stages = self.stages.iter().cloned().map(Record::Stage);
        let breaches = self.breaches.iter().cloned().map(Record::Breach);
        let contacts = self.contacts.iter().cloned().map(Record::Contact);
        let ratings = self.ratings.iter().cloned().map(Record::Rating);
        let mut all: Vec<_> = requests
            .chain(stages)
            .chain(breaches)
            .chain(contacts)
            .chain(ratings)
            .collect();
        all.reverse();
        all.sort_by_key(|record| std::cmp::Reverse(record.date()));
        all
    }

    /// The entry of an id.
    pub fn record(&self, id: EntryId) -> Option<Record> {
        self.history().into_iter().find(|record| record.id() == id)
    }

    /// Checks that a record may carry a date: not before the first contact, not after today.
    ///
    /// # Errors
    /// [`DateError`] says which bound is crossed.
    pub fn check_date(&self, date: CivilDate, today: CivilDate) -> Result<(), DateError> {
        if date < self.first_contact {
            return Err(DateError::BeforeFirstContact {
                first_contact: self.first_contact,
            });
        }
        if date > today {
            return Err(DateError::AfterToday { today });
        }
        Ok(())
    }

    /// Adds an entry, or puts it in the place of the one with its id. An entry moved to another
    /// date counts as entered last.
    ///
    /// # Errors
    /// [`DateError`] where the entry lies before the first contact; then nothing has changed.
    pub fn put(&mut self, record: Record) -> Result<(), DateError> {
        if record.date() < self.first_contact {
            return Err(DateError::BeforeFirstContact {
                first_contact: self.first_contact,
            });
        }
        let old = self.record(record.id());
        // Moved to another date, or of another kind: entered anew, so it is the last of its date.
        if old.is_some_and(|old| old.kind() != record.kind() || old.date() != record.date()) {
            self.delete(record.id());
        }
        match record {
            Record::Rating(rating) => put_by(&mut self.ratings, rating, |entry| entry.id),
            Record::Contact(contact) => put_by(&mut self.contacts, contact, |entry| entry.id),
            Record::Breach(breach) => put_by(&mut self.breaches, breach, |entry| entry.id),
            Record::Stage(stage) => put_by(&mut self.stages, stage, |entry| entry.id),
            Record::Request(request) => put_by(&mut self.requests, request, |entry| entry.id),
        }
        Ok(())
    }

    /// Takes an entry out; the only stage stays, since a relation always stands somewhere.
    ///
    /// Returns whether the entry was there and is gone.
    pub fn remove(&mut self, id: EntryId) -> bool {
        if self.stages.len() == 1 && self.stages.iter().any(|entry| entry.id == id) {
            return false;
        }
        self.delete(id)
    }

    fn delete(&mut self, id: EntryId) -> bool {
        let count = |client: &Self| {
            client.ratings.len()
                + client.contacts.len()
                + client.breaches.len()
                + client.stages.len()
                + client.requests.len()
        };
        let before = count(self);
        self.ratings.retain(|entry| entry.id != id);
        self.contacts.retain(|entry| entry.id != id);
        self.breaches.retain(|entry| entry.id != id);
        self.stages.retain(|entry| entry.id != id);
        self.requests.retain(|entry| entry.id != id);
        count(self) < before
    }

    /// Moves the first contact, and the first stage with it where that began on the same day.
    ///
    /// # Errors
    /// [`DateError::AfterToday`], or [`DateError::RecordInTheWay`] with the earliest record that
    /// would lie before the new date; then nothing has changed.
    pub fn set_first_contact(
        &mut self,
        date: CivilDate,
        today: CivilDate,
    ) -> Result<(), DateError> {
        if date > today {
            return Err(DateError::AfterToday { today });
        }
        let first_stage = self
            .stages
            .iter()
            .position(|entry| entry.date == self.first_contact);
        let moves_along = first_stage.map(|at| self.stages[at].id);
        let in_the_way = self
            .history()
            .into_iter()
            .rev()
            .find(|record| record.date() < date && Some(record.id()) != moves_along);
        if let Some(record) = in_the_way {
            return Err(DateError::RecordInTheWay {
                kind: record.kind(),
                date: record.date(),
            });
        }
        if let Some(at) = first_stage {
            self.stages[at].date = date;
        }
        self.first_contact = date;
        Ok(())
    }
}

fn put_by<T>(list: &mut Vec<T>, entry: T, id: impl Fn(&T) -> EntryId) {
    match list.iter_mut().find(|old| id(old) == id(&entry)) {
        Some(old) => *old = entry,
        None => list.push(entry),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Channel, Dimension, PerDimension, Rater, Reading, Score, Severity};

    fn day(text: &str) -> CivilDate {
        text.parse().unwrap()
    }

    fn profile() -> Profile {
        Profile {
            name: Name::new("陈工").unwrap(),
            organisation: None,
            title: None,
            tags: Vec::new(),
            note: Note::default(),
        }
    }

    /// Met on 2026-01-10; the stage `initial` since then is entry 1.
    fn client() -> Client {
        let (first_contact, today) = (day("2026-01-10"), day("2026-06-01"));
        Client::new(
            ClientId::new(7),
            profile(),
            first_contact,
            EntryId::new(1),
            today,
        )
        .unwrap()
    }

    fn rating(id: u64, date: &str, score: f64) -> Record {
        Record::Rating(Rating {
            id: EntryId::new(id),
            date: day(date),
            rater: Rater::Seller,
            reading: Reading::Sliders(PerDimension([Score::new(score).ok(); 4])),
            note: Note::default(),
        })
    }

    fn contact(id: u64, date: &str) -> Record {
        Record::Contact(Contact {
            id: EntryId::new(id),
            date: day(date),
            channel: Channel::Call,
            minutes: 15,
            served: PerDimension::default(),
            note: Note::default(),
        })
    }

    fn breach(id: u64, date: &str) -> Record {
        Record::Breach(Breach {
            id: EntryId::new(id),
            date: day(date),
            dimension: Dimension::Conduct,
            severity: Severity::Minor,
            what: Note::default(),
            done: Note::default(),
        })
    }

    fn stage(id: u64, date: &str, stage: Stage) -> Record {
        Record::Stage(StageEntry {
            id: EntryId::new(id),
            date: day(date),
            stage,
        })
    }

    fn ids(history: &[Record]) -> Vec<EntryId> {
        history.iter().map(Record::id).collect()
    }

    #[test]
    fn a_relation_begins_in_the_first_stage_and_not_in_the_future() {
        let client = client();
        assert_eq!(
            (client.id(), client.first_contact()),
            (ClientId::new(7), day("2026-01-10"))
        );
        assert_eq!(
            client.stage_on(day("2026-01-10")).map(|e| e.stage),
            Some(Stage::Initial)
        );
        assert_eq!(client.stage_on(day("2026-01-09")), None);
        assert!(!client.is_illustration());
        assert!(client.as_illustration().is_illustration());

        let (first_contact, today) = (day("2026-06-02"), day("2026-06-01"));
        let early = Client::new(
            ClientId::new(7),
            profile(),
            first_contact,
            EntryId::new(1),
            today,
        );
        assert_eq!(early, Err(DateError::AfterToday { today }));
    }

    #[test]
    fn an_entry_before_the_first_contact_changes_nothing() {
        let mut client = client();
        let before = client.clone();
        for record in [
            rating(2, "2026-01-09", 5.0),
            contact(2, "2026-01-09"),
            breach(2, "2026-01-09"),
            stage(1, "2026-01-09", Stage::Deepening),
        ] {
            let first_contact = day("2026-01-10");
            assert_eq!(
                client.put(record),
                Err(DateError::BeforeFirstContact { first_contact })
            );
            assert_eq!(client, before);
        }
    }

    #[test]
    fn an_entry_takes_the_place_of_the_one_with_its_id() {
        let mut client = client();
        client.put(rating(2, "2026-02-01", 5.0)).unwrap();
        client.put(rating(3, "2026-02-01", 6.0)).unwrap();
        client.put(rating(2, "2026-02-01", 7.0)).unwrap();
        let totals: Vec<_> = client
            .ratings()
            .iter()
            .map(|r| r.scores().total())
            .collect();
        assert_eq!(totals, [Some(28.0), Some(24.0)]);

        client.put(contact(2, "2026-02-02")).unwrap();
        assert_eq!((client.ratings().len(), client.contacts().len()), (1, 1));
        let kind = client.record(EntryId::new(2)).map(|record| record.kind());
        assert_eq!(kind, Some(RecordKind::Contact));
    }

    #[test]
    fn the_only_stage_stays() {
        let mut client = client();
        client.put(breach(2, "2026-02-01")).unwrap();
        assert!(client.remove(EntryId::new(2)));
        assert!(!client.remove(EntryId::new(2)));
        assert!(client.breaches().is_empty());

        assert!(!client.remove(EntryId::new(1)));
        client
            .put(stage(3, "2026-02-01", Stage::Deepening))
            .unwrap();
        assert!(client.remove(EntryId::new(1)));
        assert!(!client.remove(EntryId::new(3)));
        assert_eq!(client.stages().len(), 1);
    }

    #[test]
    fn history_runs_from_the_newest_entry() {
        let mut client = client();
        for record in [
            contact(2, "2026-02-01"),
            contact(3, "2026-03-01"),
            contact(4, "2026-02-01"),
            stage(5, "2026-02-15", Stage::Deepening),
            breach(6, "2026-02-20"),
            rating(7, "2026-04-01", 5.0),
        ] {
            client.put(record).unwrap();
        }
        assert_eq!(
            ids(&client.history()),
            [7, 3, 6, 5, 4, 2, 1].map(EntryId::new)
        );
        assert_eq!(client.record(EntryId::new(8)), None);
        let last = |date| client.last_contact(day(date)).map(|contact| contact.id);
        assert_eq!(last("2026-01-31"), None);
        assert_eq!(last("2026-02-28"), Some(EntryId::new(4)));
    }

    #[test]
    fn of_two_stages_on_one_day_the_later_entered_stands() {
        let mut client = client();
        client.put(stage(2, "2026-03-01", Stage::LongTerm)).unwrap();
        client.put(stage(3, "2026-02-01", Stage::Ended)).unwrap();
        client
            .put(stage(4, "2026-02-01", Stage::Deepening))
            .unwrap();
        let on = |date| client.stage_on(day(date)).map(|entry| entry.stage);
        assert_eq!(on("2026-02-28"), Some(Stage::Deepening));
        assert_eq!(on("2026-03-01"), Some(Stage::LongTerm));
        let history: Vec<_> = client
            .stage_history()
            .iter()
            .map(|entry| entry.stage)
            .collect();
        assert_eq!(
            history,
            [
                Stage::Initial,
                Stage::Ended,
                Stage::Deepening,
                Stage::LongTerm
            ]
        );
    }

    #[test]
    fn a_date_lies_between_the_first_contact_and_today() {
        let (client, today) = (client(), day("2026-02-01"));
        assert_eq!(client.check_date(day("2026-01-10"), today), Ok(()));
        assert_eq!(client.check_date(today, today), Ok(()));
        let first_contact = day("2026-01-10");
        let early = DateError::BeforeFirstContact { first_contact };
        assert_eq!(client.check_date(day("2026-01-09"), today), Err(early));
        let late = DateError::AfterToday { today };
        assert_eq!(client.check_date(day("2026-02-02"), today), Err(late));
    }

    #[test]
    fn the_first_stage_moves_with_the_first_contact() {
        let mut client = client();
        client.put(contact(2, "2026-02-01")).unwrap();
        for date in ["2026-01-01", "2026-02-01"].map(day) {
            client.set_first_contact(date, day("2026-06-01")).unwrap();
            assert_eq!(
                (client.first_contact(), client.stages()[0].date),
                (date, date)
            );
        }
    }

    #[test]
    fn a_first_contact_cannot_pass_a_record() {
        let mut client = client();
        client.put(contact(2, "2026-03-01")).unwrap();
        client.put(breach(3, "2026-02-01")).unwrap();
        let (before, today) = (client.clone(), day("2026-06-01"));
        let breach = DateError::RecordInTheWay {
            kind: RecordKind::Breach,
            date: day("2026-02-01"),
        };
        assert_eq!(
            client.set_first_contact(day("2026-03-02"), today),
            Err(breach)
        );
        let late = DateError::AfterToday { today };
        assert_eq!(
            client.set_first_contact(day("2026-06-02"), today),
            Err(late)
        );
        assert_eq!(client, before);
    }

    #[test]
    fn a_later_stage_stays_where_it_was_entered() {
        let mut client = Client::empty(ClientId::new(1), profile(), day("2026-01-10"));
        client.put(stage(1, "2026-02-01", Stage::Initial)).unwrap();
        client
            .set_first_contact(day("2026-01-01"), day("2026-06-01"))
            .unwrap();
        assert_eq!(client.stages()[0].date, day("2026-02-01"));
    }

    #[test]
    fn names_lead_back() {
        for channel in Channel::ALL {
            assert_eq!(Channel::from_id(channel.id()), Some(channel));
        }
        for severity in Severity::ALL {
            assert_eq!(Severity::from_number(severity.number()), Some(severity));
        }
        for kind in RecordKind::ALL {
            assert_eq!(RecordKind::from_id(kind.id()), Some(kind));
        }
        assert_eq!(Channel::from_id("telex"), None);
        assert_eq!(Severity::from_number(0), None);
    }
}
