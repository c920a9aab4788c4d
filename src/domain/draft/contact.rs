//! A contact while it is written down.

use super::{
    Field, LaterDateError, TypedDateError,
    check::{checked, entry_date, later_date},
};
use crate::domain::{Channel, CivilDate, Client, Contact, EntryId, Note, NoteError, PerDimension};

/// The typed fields of a contact.
///
/// ```
#[doc = include_str!("../velocity/example.md")]
/// use trust_velocity::domain::draft::{ContactDraft, ContactError, Field};
/// let mut draft = ContactDraft {
///     date: "2026-03-30".to_owned(),
///     channel: Channel::Call,
///     minutes: "15".to_owned(),
///     served: PerDimension([true, false, false, false]),
///     note: String::new(),
///     next: "2026-04-06".to_owned(),
/// };
/// let contact = draft.check(EntryId::new(9), &client, today);
/// assert_eq!(contact.map(|contact| contact.minutes), Ok(15));
/// draft.minutes = "1441".to_owned();
/// let errors = draft.check(EntryId::new(9), &client, today).unwrap_err();
/// assert_eq!(errors, [(Field::Minutes, ContactError::Minutes)]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactDraft {
    /// The day.
    pub date: String,
    /// By what way.
    pub channel: Channel,
    /// How many minutes it took; empty if nobody counted.
    pub minutes: String,
    /// The kinds of trust that it served.
    pub served: PerDimension<bool>,
    /// The note: what was said or done; may be empty.
    pub note: String,
    /// The day of the next one; empty if there is none.
    pub next: String,
}

/// A field of a [`ContactDraft`] cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ContactError {
    /// The date.
    #[error(transparent)]
    Date(#[from] TypedDateError),
    /// The minutes.
    #[error("not a whole number from 0 to {most}", most = ContactDraft::MAX_MINUTES)]
    Minutes,
    /// The note.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// The day of the next one.
    #[error(transparent)]
    Next(#[from] LaterDateError),
}

impl ContactDraft {
    /// The most minutes of a contact: a day.
    pub const MAX_MINUTES: u16 = 1_440;

    /// The contact that was typed, as an entry of a client.
    ///
    /// # Errors
    /// Each field that cannot be taken, and why.
    pub fn check(
        &self,
        id: EntryId,
        client: &Client,
        today: CivilDate,
    ) -> Result<Contact, Vec<(Field, ContactError)>> {
        checked(|faults| {
            let date = faults.accept(Field::Date, entry_date(&self.date, client, today));
            let minutes = faults.accept(Field::Minutes, minutes(&self.minutes));
            let note = faults.accept(Field::Note, Note::new(&self.note));
            let earliest = date.unwrap_or_else(|| client.first_contact());
            let next = (!self.next.is_empty()).then(|| later_date(&self.next, earliest, None));
            let next = next.map(|next| faults.accept(Field::Next, next));
            Some(Contact {
                id,
                date: date?,
                channel: self.channel,
                minutes: minutes?,
                served: self.served,
                note: note?,
                next: match next {
                    Some(next) => Some(next?),
                    None => None,
                },
            })
        })
    }
}

/// Whole minutes; nothing typed is 0.
fn minutes(typed: &str) -> Result<u16, ContactError> {
    let minutes = match typed.trim() {
        "" => Some(0),
        digits => digits.parse().ok(),
    };
    let minutes = minutes.filter(|minutes| *minutes <= ContactDraft::MAX_MINUTES);
    minutes.ok_or(ContactError::Minutes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        DateError,
        draft::testing::{FIRST_CONTACT, TODAY, client, day, malformed, today},
    };

    fn draft() -> ContactDraft {
        ContactDraft {
            date: TODAY.to_owned(),
            channel: Channel::Meeting,
            minutes: " 45 ".to_owned(),
            served: PerDimension([false, true, false, true]),
            note: " 谈了报价 ".to_owned(),
            next: "2026-04-27".to_owned(),
        }
    }

    fn check(draft: &ContactDraft) -> Result<Contact, Vec<(Field, ContactError)>> {
        draft.check(EntryId::new(9), &client(), today())
    }

    fn errors(edit: impl FnOnce(&mut ContactDraft)) -> Vec<(Field, ContactError)> {
        let mut draft = draft();
        edit(&mut draft);
        check(&draft).unwrap_err()
    }

    #[test]
    fn a_good_draft_gives_the_contact_that_was_typed() {
        let contact = Contact {
            id: EntryId::new(9),
            date: today(),
            channel: Channel::Meeting,
            minutes: 45,
            served: PerDimension([false, true, false, true]),
            note: Note::new("谈了报价").unwrap(),
            next: Some(day("2026-04-27")),
        };
        assert_eq!(check(&draft()), Ok(contact));
    }

    #[test]
    fn minutes_are_a_whole_number_up_to_a_day_and_may_be_missing() {
        let taken = |typed: &str| minutes(typed).ok();
        assert_eq!(taken(""), Some(0));
        assert_eq!(taken(" \u{3000}"), Some(0));
        assert_eq!(taken("0"), Some(0));
        assert_eq!(taken("007"), Some(7));
        assert_eq!(taken("+5"), Some(5));
        assert_eq!(taken("1440"), Some(1_440));
        for bad in [
            "1441", "65536", "-1", "1.5", "1,440", "４５", "1e2", "ten", "4 5",
        ] {
            let found = errors(|draft| bad.clone_into(&mut draft.minutes));
            assert_eq!(found, [(Field::Minutes, ContactError::Minutes)], "{bad}");
        }
    }

    #[test]
    fn a_date_lies_between_the_first_contact_and_today() {
        let on = |typed: &str| {
            let mut draft = draft();
            typed.clone_into(&mut draft.date);
            check(&draft).map(|contact| contact.date)
        };
        let refused = |error: DateError| {
            let error = TypedDateError::Refused(error);
            Err(vec![(Field::Date, ContactError::Date(error))])
        };
        assert_eq!(on(FIRST_CONTACT), Ok(day(FIRST_CONTACT)));
        assert_eq!(on(TODAY), Ok(today()));
        let first_contact = day(FIRST_CONTACT);
        let before = DateError::BeforeFirstContact { first_contact };
        assert_eq!(on("2026-01-09"), refused(before));
        assert_eq!(
            on("2026-04-21"),
            refused(DateError::AfterToday { today: today() })
        );
        for bad in [
            "",
            "2026-02-30",
            "2026-4-1",
            " 2026-04-01",
            "２０２６-04-01",
        ] {
            let error = ContactError::Date(malformed(bad));
            assert_eq!(on(bad), Err(vec![(Field::Date, error)]));
        }
    }

    #[test]
    fn the_next_contact_is_not_before_this_one_and_may_be_missing() {
        let next = |typed: &str| {
            let mut draft = draft();
            typed.clone_into(&mut draft.next);
            check(&draft).map(|contact| contact.next)
        };
        assert_eq!(next(""), Ok(None));
        assert_eq!(next(TODAY), Ok(Some(today())));
        assert_eq!(next("2027-01-01"), Ok(Some(day("2027-01-01"))));
        let earliest = today();
        let before = ContactError::Next(LaterDateError::Before { earliest });
        assert_eq!(next("2026-04-19"), Err(vec![(Field::Next, before)]));
        assert!(next("soon").is_err());
    }

    #[test]
    fn a_note_is_bounded() {
        let long = "a".repeat(Note::MAX_CHARS + 1);
        let error = ContactError::Note(NoteError(4_001));
        let found = errors(|draft| draft.note = long);
        assert_eq!(found, [(Field::Note, error)]);
    }

    #[test]
    fn all_faults_are_found_at_once() {
        let found = errors(|draft| {
            draft.date.clear();
            "many".clone_into(&mut draft.minutes);
            draft.note = "a".repeat(4_001);
        });
        let all = [
            (Field::Date, ContactError::Date(malformed(""))),
            (Field::Minutes, ContactError::Minutes),
            (Field::Note, ContactError::Note(NoteError(4_001))),
        ];
        assert_eq!(found, all);
    }
}
