//! A breach of trust while it is written down.

use super::{
    Field, TypedDateError,
    check::{checked, entry_date},
};
use crate::domain::{Breach, CivilDate, Client, Dimension, EntryId, Note, NoteError, Severity};

/// The typed fields of a breach.
///
/// ```
#[doc = include_str!("../velocity/example.md")]
/// use trust_velocity::domain::draft::{BreachDraft, BreachError, Field};
/// let mut draft = BreachDraft {
///     date: "2026-03-30".to_owned(),
///     dimension: Some(Dimension::Conduct),
///     severity: Some(Severity::Minor),
///     what: "交货晚了三天".to_owned(),
///     done: String::new(),
/// };
/// let breach = draft.check(EntryId::new(9), &client, today);
/// assert!(breach.is_ok_and(|breach| breach.done.is_empty()));
/// draft.what = " ".to_owned();
/// let errors = draft.check(EntryId::new(9), &client, today).unwrap_err();
/// assert_eq!(errors, [(Field::What, BreachError::NothingSaid)]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BreachDraft {
    /// The day.
    pub date: String,
    /// The dimension that it hit most; must be chosen.
    pub dimension: Option<Dimension>,
    /// How grave it was; must be chosen.
    pub severity: Option<Severity>,
    /// The event, in words; must say something.
    pub what: String,
    /// The remedy, in words; may be empty.
    pub done: String,
}

/// A field of a [`BreachDraft`] cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BreachError {
    /// The date.
    #[error(transparent)]
    Date(#[from] TypedDateError),
    /// No dimension was chosen.
    #[error("no dimension")]
    NoDimension,
    /// No severity was chosen.
    #[error("no severity")]
    NoSeverity,
    /// Nothing was typed of what happened.
    #[error("nothing is said of what happened")]
    NothingSaid,
    /// The event, or the remedy.
    #[error(transparent)]
    Note(#[from] NoteError),
}

impl BreachDraft {
    /// The breach that was typed, as an entry of a client.
    ///
    /// # Errors
    /// Each field that cannot be taken, and why.
    pub fn check(
        &self,
        id: EntryId,
        client: &Client,
        today: CivilDate,
    ) -> Result<Breach, Vec<(Field, BreachError)>> {
        checked(|faults| {
            let date = faults.accept(Field::Date, entry_date(&self.date, client, today));
            let dimension = self.dimension.ok_or(BreachError::NoDimension);
            let dimension = faults.accept(Field::Dimension, dimension);
            let severity = self.severity.ok_or(BreachError::NoSeverity);
            let severity = faults.accept(Field::Severity, severity);
            let what = faults.accept(Field::What, said(&self.what));
            let done = faults.accept(Field::Done, Note::new(&self.done));
            Some(Breach {
                id,
                date: date?,
                dimension: dimension?,
                severity: severity?,
                what: what?,
                done: done?,
            })
        })
    }
}

/// A note that says something.
fn said(typed: &str) -> Result<Note, BreachError> {
    let note = Note::new(typed)?;
    if note.is_empty() {
        return Err(BreachError::NothingSaid);
    }
    Ok(note)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        DateError,
        draft::testing::{TODAY, client, malformed, today},
    };

    fn draft() -> BreachDraft {
        BreachDraft {
            date: TODAY.to_owned(),
            dimension: Some(Dimension::Benefit),
            severity: Some(Severity::Grave),
            what: " 报价算错 ".to_owned(),
            done: " ".to_owned(),
        }
    }

    fn check(draft: &BreachDraft) -> Result<Breach, Vec<(Field, BreachError)>> {
        draft.check(EntryId::new(9), &client(), today())
    }

    fn errors(edit: impl FnOnce(&mut BreachDraft)) -> Vec<(Field, BreachError)> {
        let mut draft = draft();
        edit(&mut draft);
        check(&draft).unwrap_err()
    }

    #[test]
    fn a_good_draft_gives_the_breach_that_was_typed() {
        let breach = Breach {
            id: EntryId::new(9),
            date: today(),
            dimension: Dimension::Benefit,
            severity: Severity::Grave,
            what: Note::new("报价算错").unwrap(),
            done: Note::default(),
        };
        assert_eq!(check(&draft()), Ok(breach));
    }

    #[test]
    fn what_happened_must_be_said_and_what_was_done_need_not() {
        for empty in ["", " \n\u{3000}"] {
            let found = errors(|draft| empty.clone_into(&mut draft.what));
            assert_eq!(found, [(Field::What, BreachError::NothingSaid)]);
        }
    }

    #[test]
    fn each_text_is_bounded_at_its_own_field() {
        let long = || "a".repeat(4_001);
        let error = || BreachError::Note(NoteError(4_001));
        assert_eq!(
            errors(|draft| draft.what = long()),
            [(Field::What, error())]
        );
        assert_eq!(
            errors(|draft| draft.done = long()),
            [(Field::Done, error())]
        );
    }

    #[test]
    fn no_breach_lies_in_the_future() {
        let found = errors(|draft| "2026-04-21".clone_into(&mut draft.date));
        let error = TypedDateError::Refused(DateError::AfterToday { today: today() });
        assert_eq!(found, [(Field::Date, BreachError::Date(error))]);
    }

    #[test]
    fn all_faults_are_found_at_once() {
        let found = errors(|draft| {
            "yesterday".clone_into(&mut draft.date);
            (draft.dimension, draft.severity) = (None, None);
            draft.what.clear();
            draft.done = "a".repeat(4_001);
        });
        let all = [
            (Field::Date, BreachError::Date(malformed("yesterday"))),
            (Field::Dimension, BreachError::NoDimension),
            (Field::Severity, BreachError::NoSeverity),
            (Field::What, BreachError::NothingSaid),
            (Field::Done, BreachError::Note(NoteError(4_001))),
        ];
        assert_eq!(found, all);
    }
}
