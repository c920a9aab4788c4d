//! A stage entered, while it is written down.

use super::{
    Field, TypedDateError,
    check::{checked, entry_date},
};
use crate::domain::{CivilDate, Client, EntryId, Stage, StageEntry};

/// The typed fields of a stage entered.
///
/// ```
#[doc = include_str!("../velocity/example.md")]
/// use trust_velocity::domain::draft::{Field, StageDraft};
/// let mut draft = StageDraft { date: "2026-03-30".to_owned(), stage: Stage::LongTerm };
/// let entry = draft.check(EntryId::new(9), &client, today);
/// assert_eq!(entry.map(|entry| entry.stage), Ok(Stage::LongTerm));
/// draft.date = "2026-04-01".to_owned();
/// let errors = draft.check(EntryId::new(9), &client, today).unwrap_err();
/// assert_eq!(errors, [(Field::Date, DateError::AfterToday { today }.into())]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageDraft {
    /// The first day in the stage.
    pub date: String,
    /// The stage entered.
    pub stage: Stage,
}

impl StageDraft {
    /// The stage that was typed, as an entry of a client.
    ///
    /// # Errors
    /// The date, if it cannot be taken, and why.
    pub fn check(
        &self,
        id: EntryId,
        client: &Client,
        today: CivilDate,
    ) -> Result<StageEntry, Vec<(Field, TypedDateError)>> {
        checked(|faults| {
            let date = faults.accept(Field::Date, entry_date(&self.date, client, today));
            Some(StageEntry {
                id,
                date: date?,
                stage: self.stage,
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        DateError,
        draft::testing::{FIRST_CONTACT, client, day, malformed, today},
    };

    fn check(date: &str) -> Result<StageEntry, Vec<(Field, TypedDateError)>> {
        let draft = StageDraft {
            date: date.to_owned(),
            stage: Stage::Ended,
        };
        draft.check(EntryId::new(9), &client(), today())
    }

    #[test]
    fn a_good_draft_gives_the_stage_that_was_chosen() {
        let entry = StageEntry {
            id: EntryId::new(9),
            date: day(FIRST_CONTACT),
            stage: Stage::Ended,
        };
        assert_eq!(check(FIRST_CONTACT), Ok(entry));
    }

    #[test]
    fn a_stage_begins_between_the_first_contact_and_today() {
        let refused = |error| Err(vec![(Field::Date, TypedDateError::Refused(error))]);
        let first_contact = day(FIRST_CONTACT);
        let before = DateError::BeforeFirstContact { first_contact };
        assert_eq!(check("2026-01-09"), refused(before));
        let after = DateError::AfterToday { today: today() };
        assert_eq!(check("2026-04-21"), refused(after));
        assert_eq!(check(""), Err(vec![(Field::Date, malformed(""))]));
    }
}
