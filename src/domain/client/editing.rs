//! The entries of a client put, taken out, and the first contact moved: a change that is refused changes
//! nothing.

use super::{Client, DateError};
use crate::domain::{CivilDate, EntryId, IdIndex, Record, record::Entry};

impl Client {
    /// Adds an entry, or puts it in the place of the one with its id. An entry moved to another
    /// date, or made of another kind, counts as entered last.
    ///
    /// # Errors
    /// [`DateError`] if the entry lies before the first contact; then nothing has changed.
    pub fn put(&mut self, record: Record) -> Result<(), DateError> {
        self.put_all(vec![record])
    }

    /// Adds entries as [`Self::put`] does each, in this order, and in n log n for n of both. Of two
    /// with one id the last one is put.
    ///
    /// # Errors
    /// [`DateError`] if one of them lies before the first contact; then nothing has changed.
    pub fn put_all(&mut self, records: Vec<Record>) -> Result<(), DateError> {
        let first_contact = self.first_contact;
        if records.iter().any(|record| record.date() < first_contact) {
            return Err(DateError::BeforeFirstContact { first_contact });
        }
        let index = IdIndex::new(records.iter().map(Record::id));
        let mut new: Vec<_> = records.into_iter().map(Some).collect();
        replace(&mut self.ratings, &index, &mut new);
        replace(&mut self.contacts, &index, &mut new);
        replace(&mut self.breaches, &index, &mut new);
        replace(&mut self.promises, &index, &mut new);
        replace(&mut self.feedback, &index, &mut new);
        replace(&mut self.actions, &index, &mut new);
        replace(&mut self.stages, &index, &mut new);
        replace(&mut self.requests, &index, &mut new);
        for (place, record) in new.into_iter().enumerate() {
            let record = record.filter(|record| index.place(record.id()) == Some(place));
            match record {
                Some(Record::Rating(rating)) => self.ratings.push(rating),
                Some(Record::Contact(contact)) => self.contacts.push(contact),
                Some(Record::Breach(breach)) => self.breaches.push(breach),
                Some(Record::Promise(promise)) => self.promises.push(promise),
                Some(Record::Feedback(feedback)) => self.feedback.push(feedback),
                Some(Record::Action(action)) => self.actions.push(action),
                Some(Record::Stage(stage)) => self.stages.push(stage),
                Some(Record::Request(request)) => self.requests.push(request),
                None => {}
            }
        }
        Ok(())
    }

    /// Takes an entry out; the only stage stays, since a relationship always stands somewhere.
    ///
    /// Returns whether the entry was there and is gone.
    pub fn remove(&mut self, id: EntryId) -> bool {
        if self.stages.len() == 1 && self.stages.iter().any(|entry| entry.id == id) {
            return false;
        }
        let before = self.outlines().count();
        self.retain(|other| other != id);
        self.outlines().count() < before
    }

    /// Keeps the entries of these ids alone; whoever calls it leaves a stage.
    pub(in crate::domain) fn retain(&mut self, keeps: impl Fn(EntryId) -> bool) {
        self.ratings.retain(|entry| keeps(entry.id));
        self.contacts.retain(|entry| keeps(entry.id));
        self.breaches.retain(|entry| keeps(entry.id));
        self.promises.retain(|entry| keeps(entry.id));
        self.feedback.retain(|entry| keeps(entry.id));
        self.actions.retain(|entry| keeps(entry.id));
        self.stages.retain(|entry| keeps(entry.id));
        self.requests.retain(|entry| keeps(entry.id));
    }

    /// Moves the first contact, and the first stage with it if that began on the same day.
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
            .outlines()
            .filter(|(id, _, day)| *day < date && Some(*id) != moves_along)
            .min_by_key(|(.., day)| *day);
        if let Some((_, kind, date)) = in_the_way {
            return Err(DateError::RecordInTheWay { kind, date });
        }
        if let Some(at) = first_stage {
            self.stages[at].date = date;
        }
        self.first_contact = date;
        Ok(())
    }
}

/// Replaces each entry of a list by the new one of its id and date, which is taken out of `new`. One
/// that is new on another date, or of another kind, leaves the list, to be entered last.
fn replace<T: Entry>(list: &mut Vec<T>, index: &IdIndex, new: &mut [Option<Record>]) {
    list.retain_mut(|old| {
        let Some(place) = index.place(old.id()) else {
            return true;
        };
        let same = |record: &mut Record| (record.kind(), record.date()) == (T::KIND, old.date());
        match new[place]
            .take_if(same)
            .and_then(|new| T::try_from(new).ok())
        {
            Some(entry) => {
                *old = entry;
                true
            }
            None => false,
        }
    });
}
