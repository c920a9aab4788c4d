//! A client whose whole history lies earlier or later.

use crate::domain::Client;

impl Client {
    /// The same client with every date moved by some days; none if one would leave the calendar.
    #[must_use]
    pub fn moved_by(mut self, days: i64) -> Option<Self> {
        let ratings = self.ratings.iter_mut().map(|entry| &mut entry.date);
        let contacts = self.contacts.iter_mut().map(|entry| &mut entry.date);
        let breaches = self.breaches.iter_mut().map(|entry| &mut entry.date);
        let feedback = self.feedback.iter_mut().map(|entry| &mut entry.date);
        let stages = self.stages.iter_mut().map(|entry| &mut entry.date);
        let requests = self.requests.iter_mut().map(|entry| &mut entry.date);
        let first = std::iter::once(&mut self.first_contact);
        for date in first
            .chain(ratings)
            .chain(contacts)
            .chain(breaches)
            .chain(feedback)
            .chain(stages)
            .chain(requests)
        {
            *date = date.plus_days(days)?;
        }
        for promise in &mut self.promises {
            promise.moved_by(days)?;
        }
        for action in &mut self.actions {
            action.moved_by(days)?;
        }
        for next in self
            .contacts
            .iter_mut()
            .filter_map(|contact| contact.next.as_mut())
        {
            *next = next.plus_days(days)?;
        }
        if let Some(until) = &mut self.snoozed_until {
            *until = until.plus_days(days)?;
        }
        Some(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        ActionOrigin, ActionOutcome, ActionReview, EntryId, LikertScore, NonEmptyText, Note,
        PlannedAction, Promise, PromiseOutcome, Record, Stage,
        velocity::testing::{History, day},
    };

    /// A client with entries of many kinds, all of whose days are these.
    fn client(days: [&str; 9]) -> Client {
        let [
            first,
            rated,
            met,
            breached,
            promised,
            due,
            settled,
            review,
            until,
        ] = days;
        let mut client = History::since(first)
            .entered(first, Stage::Initial)
            .rated(rated, [5.0; 4])
            .met(met, 30)
            .breached(breached)
            .0;
        let mut contact = client.contacts()[0].clone();
        contact.next = Some(day(until));
        let promise = Promise {
            id: EntryId::new(101),
            date: day(promised),
            due: day(due),
            expected: LikertScore::new(4).unwrap(),
            what: Note::default(),
            outcome: Some(PromiseOutcome::Broken { on: day(settled) }),
        };
        let action = PlannedAction {
            id: EntryId::new(102),
            date: day(promised),
            due: day(due),
            what: NonEmptyText::new("寄样品").unwrap(),
            origin: ActionOrigin::Own,
            outcome: Some(ActionOutcome::Done(day(settled))),
            review: Some(ActionReview {
                on: day(review),
                result: None,
            }),
        };
        for record in [
            Record::Contact(contact),
            Record::Promise(promise),
            Record::Action(action),
        ] {
            client.put(record).unwrap();
        }
        client.snoozed(Some(day(until)))
    }

    #[test]
    fn every_date_is_moved_by_the_same_days() {
        let one = client([
            "2026-01-01",
            "2026-01-02",
            "2026-01-03",
            "2026-01-04",
            "2026-01-05",
            "2026-01-06",
            "2026-01-07",
            "2026-01-08",
            "2026-01-09",
        ]);
        let later = client([
            "2026-01-31",
            "2026-02-01",
            "2026-02-02",
            "2026-02-03",
            "2026-02-04",
            "2026-02-05",
            "2026-02-06",
            "2026-02-07",
            "2026-02-08",
        ]);
        assert_eq!(one.clone().moved_by(30), Some(later.clone()));
        assert_eq!(later.moved_by(-30), Some(one.clone()));
        assert_eq!(one.moved_by(80_000), None, "beyond the calendar");
    }
}
