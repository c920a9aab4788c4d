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
