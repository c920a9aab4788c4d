//! A client and the records of the relationship.
//!
//! Invariant: no record of a [`Client`] lies before its first contact, its entries have distinct ids, and
//! nobody is recommended by themself. Lists keep the order of entry: of two records on one date the later
//! entered stands.

mod editing;
mod moved;
mod parts;
mod profile;
#[cfg(test)]
mod tests;

use super::{
    Breach, BuyingRole, CivilDate, ClientId, Contact, EntryId, Feedback, IndexedEntries,
    PlannedAction, Promise, Rating, Record, RecordKind, RelationshipKind, Request, Stage,
    StageEntry, record::Entry, sorted,
};

pub use parts::{ClientParts, InvalidClient};
pub use profile::{Profile, RecommendsItself};

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

/// A client: who it is, and the history of the relationship. Whatever the [kind](RelationshipKind) of the
/// relationship is, the records are called those of a client.
#[derive(Clone, Debug, PartialEq)]
pub struct Client {
    id: ClientId,
    /// The client's profile.
    pub profile: Profile,
    /// The kind of relationship.
    pub kind: RelationshipKind,
    /// The role in the buying decision, if one is known.
    pub role: Option<BuyingRole>,
    recommended_by: Option<ClientId>,
    first_contact: CivilDate,
    example: bool,
    binned: Option<CivilDate>,
    snoozed_until: Option<CivilDate>,
    ratings: Vec<Rating>,
    contacts: Vec<Contact>,
    breaches: Vec<Breach>,
    promises: Vec<Promise>,
    feedback: Vec<Feedback>,
    actions: Vec<PlannedAction>,
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
            kind: RelationshipKind::Client,
            role: None,
            recommended_by: None,
            first_contact,
            example: false,
            binned: None,
            snoozed_until: None,
            ratings: Vec::new(),
            contacts: Vec::new(),
            breaches: Vec::new(),
            promises: Vec::new(),
            feedback: Vec::new(),
            actions: Vec::new(),
            stages: Vec::new(),
            requests: Vec::new(),
        }
    }

    /// The same client, marked as an example with invented numbers.
    #[must_use]
    pub fn as_example(mut self) -> Self {
        self.example = true;
        self
    }

    /// The same client under another id: a second one with the same history. One that this id had
    /// recommended would be recommended by itself, and is by nobody.
    #[must_use]
    pub fn with_id(mut self, id: ClientId) -> Self {
        self.id = id;
        self.recommended_by = self.recommended_by.filter(|by| *by != id);
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

    /// The same client, left out of the priority list before a day; in it with `None`.
    #[must_use]
    pub const fn snoozed(mut self, until: Option<CivilDate>) -> Self {
        self.snoozed_until = until;
        self
    }

    /// The client's id.
    pub const fn id(&self) -> ClientId {
        self.id
    }

    /// The day of the first contact; no record lies before it.
    pub const fn first_contact(&self) -> CivilDate {
        self.first_contact
    }

    /// Whether it is an example with invented numbers.
    pub const fn is_example(&self) -> bool {
        self.example
    }

    /// The day it was put into the bin; `None` if it is not there.
    pub const fn binned(&self) -> Option<CivilDate> {
        self.binned
    }

    /// The day before which the priority list leaves it out; it may be past.
    pub const fn snoozed_until(&self) -> Option<CivilDate> {
        self.snoozed_until
    }

    /// Makes the relationship begin on a day that no entry lies before.
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

    /// All promises, in the order of entry.
    pub fn promises(&self) -> &[Promise] {
        &self.promises
    }

    /// All feedback, in the order of entry.
    pub fn feedback(&self) -> &[Feedback] {
        &self.feedback
    }

    /// All planned actions, in the order of entry.
    pub fn actions(&self) -> &[PlannedAction] {
        &self.actions
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
        sorted(self.stages.iter().collect(), |a, b| a.date.cmp(&b.date))
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

    /// The next contact as it was last agreed: that of the last contact by a day.
    pub fn next_contact(&self, day: CivilDate) -> Option<CivilDate> {
        self.last_contact(day)?.next
    }

    /// Every entry: ratings, contacts, breaches, promises, feedback, planned actions, stages, then requests,
    /// each kind in the order of entry.
    pub fn entries(&self) -> impl Iterator<Item = Record> {
        let ratings = self.ratings.iter().cloned().map(Record::Rating);
        let contacts = self.contacts.iter().cloned().map(Record::Contact);
        let breaches = self.breaches.iter().cloned().map(Record::Breach);
        let promises = self.promises.iter().cloned().map(Record::Promise);
        let feedback = self.feedback.iter().cloned().map(Record::Feedback);
        let actions = self.actions.iter().cloned().map(Record::Action);
        let stages = self.stages.iter().cloned().map(Record::Stage);
        let requests = self.requests.iter().cloned().map(Record::Request);
        let entries = ratings.chain(contacts).chain(breaches).chain(promises);
        let entries = entries.chain(feedback).chain(actions);
        entries.chain(stages).chain(requests)
    }

    /// Every entry, to be looked up by its id in log n.
    pub fn indexed_entries(&self) -> IndexedEntries {
        IndexedEntries::new(self.entries().collect())
    }

    /// Id, kind and date of every entry, in the order of [`Self::entries`] and without copying them.
    fn outlines(&self) -> impl Iterator<Item = (EntryId, RecordKind, CivilDate)> {
        let ratings = self.ratings.iter().map(Entry::outline);
        let contacts = self.contacts.iter().map(Entry::outline);
        let breaches = self.breaches.iter().map(Entry::outline);
        let promises = self.promises.iter().map(Entry::outline);
        let feedback = self.feedback.iter().map(Entry::outline);
        let actions = self.actions.iter().map(Entry::outline);
        let stages = self.stages.iter().map(Entry::outline);
        let requests = self.requests.iter().map(Entry::outline);
        let outlines = ratings.chain(contacts).chain(breaches).chain(promises);
        let outlines = outlines.chain(feedback).chain(actions);
        outlines.chain(stages).chain(requests)
    }

    /// Every entry, newest first; of one date ratings, contacts, breaches, promises, feedback, planned
    /// actions, stages, then requests, and within each kind the later entered first.
    pub fn history(&self) -> Vec<Record> {
        let requests = self.requests.iter().cloned().map(Record::Request);
        let stages = self.stages.iter().cloned().map(Record::Stage);
        let actions = self.actions.iter().cloned().map(Record::Action);
        let feedback = self.feedback.iter().cloned().map(Record::Feedback);
        let promises = self.promises.iter().cloned().map(Record::Promise);
        let breaches = self.breaches.iter().cloned().map(Record::Breach);
        let contacts = self.contacts.iter().cloned().map(Record::Contact);
        let ratings = self.ratings.iter().cloned().map(Record::Rating);
        let mut all: Vec<_> = requests
            .chain(stages)
            .chain(actions)
            .chain(feedback)
            .chain(promises)
            .chain(breaches)
            .chain(contacts)
            .chain(ratings)
            .collect();
        all.reverse();
        sorted(all, |a, b| b.date().cmp(&a.date()))
    }

    /// The entry of an id; only that one is copied.
    pub fn record(&self, id: EntryId) -> Option<Record> {
        fn of<T: Entry>(list: &[T], id: EntryId) -> Option<Record> {
            let found = list.iter().find(|entry| entry.id() == id);
            found.cloned().map(Into::into)
        }
        of(&self.ratings, id)
            .or_else(|| of(&self.contacts, id))
            .or_else(|| of(&self.breaches, id))
            .or_else(|| of(&self.promises, id))
            .or_else(|| of(&self.feedback, id))
            .or_else(|| of(&self.actions, id))
            .or_else(|| of(&self.stages, id))
            .or_else(|| of(&self.requests, id))
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
}
