//! A promise while it is written down, and what became of it.

use super::{
    Field, LaterDateError, TypedDateError,
    check::{checked, entry_date, later_date},
};
use crate::domain::{
    CivilDate, Client, EntryId, LikertScore, Note, NoteError, Promise, PromiseOutcome,
};

/// The kind of what became of a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutcomeKind {
    /// It was kept.
    Kept,
    /// It was broken.
    Broken,
    /// It was taken back.
    Withdrawn,
}

impl OutcomeKind {
    /// All, in the order shown.
    pub const ALL: [Self; 3] = [Self::Kept, Self::Broken, Self::Withdrawn];

    /// The stable name used in the page.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Broken => "broken",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The kind of an outcome.
    pub const fn of(outcome: PromiseOutcome) -> Self {
        match outcome {
            PromiseOutcome::Kept { .. } => Self::Kept,
            PromiseOutcome::Broken { .. } => Self::Broken,
            PromiseOutcome::Withdrawn { .. } => Self::Withdrawn,
        }
    }
}

/// The typed fields of a promise.
///
/// ```
#[doc = include_str!("../velocity/example.md")]
/// use trust_velocity::domain::draft::{Field, OutcomeKind, PromiseDraft, PromiseError};
/// let mut draft = PromiseDraft {
///     date: "2026-03-20".to_owned(),
///     what: "周五前给出测算".to_owned(),
///     due: "2026-03-27".to_owned(),
///     expected: LikertScore::new(6),
///     outcome: None,
///     on: String::new(),
///     experienced: None,
/// };
/// assert!(draft.check(EntryId::new(9), &client, today).is_ok_and(|promise| promise.is_open()));
/// draft.outcome = Some(OutcomeKind::Kept);
/// draft.on = "2026-03-26".to_owned();
/// let errors = draft.check(EntryId::new(9), &client, today).unwrap_err();
/// assert_eq!(errors, [(Field::Experienced, PromiseError::NoExperience)]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PromiseDraft {
    /// The day it was made.
    pub date: String,
    /// The promise, in words; must say something.
    pub what: String,
    /// The last day on which it is kept in time.
    pub due: String,
    /// The client's expectation; must be chosen.
    pub expected: Option<LikertScore>,
    /// The outcome; none while it is open.
    pub outcome: Option<OutcomeKind>,
    /// The day of that; of no account while it is open.
    pub on: String,
    /// How the client experienced it; must be chosen if it was kept, else of no account.
    pub experienced: Option<LikertScore>,
}

/// A field of a [`PromiseDraft`] cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PromiseError {
    /// The day it was made.
    #[error(transparent)]
    Date(#[from] TypedDateError),
    /// The due date, or the day of what became of it.
    #[error(transparent)]
    LaterDate(#[from] LaterDateError),
    /// Nothing was typed of what was promised.
    #[error("nothing is said of what was promised")]
    NothingSaid,
    /// The promise, in words.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// No expectation was chosen.
    #[error("no expectation")]
    NoExpectation,
    /// It was kept, and no experience was chosen.
    #[error("no experience")]
    NoExperience,
}

impl PromiseDraft {
    /// The promise that was typed, as an entry of a client.
    ///
    /// # Errors
    /// Each field that cannot be taken, and why.
    pub fn check(
        &self,
        id: EntryId,
        client: &Client,
        today: CivilDate,
    ) -> Result<Promise, Vec<(Field, PromiseError)>> {
        checked(|faults| {
            let date = faults.accept(Field::Date, entry_date(&self.date, client, today));
            // The other days are looked at even if this one is wrong.
            let earliest = date.unwrap_or_else(|| client.first_contact());
            let what = faults.accept(Field::What, said(&self.what));
            let due = faults.accept(Field::Due, later_date(&self.due, earliest, None));
            let expected = self.expected.ok_or(PromiseError::NoExpectation);
            let expected = faults.accept(Field::Expected, expected);
            let outcome = match self.outcome {
                None => None,
                Some(kind) => {
                    let on = later_date(&self.on, earliest, Some(today));
                    let on = faults.accept(Field::On, on);
                    let experienced = match (kind, self.experienced) {
                        (OutcomeKind::Kept, None) => {
                            faults.accept(Field::Experienced, Err(PromiseError::NoExperience))
                        }
                        (_, experienced) => experienced,
                    };
                    Some(match kind {
                        OutcomeKind::Kept => PromiseOutcome::Kept {
                            on: on?,
                            experienced: experienced?,
                        },
                        OutcomeKind::Broken => PromiseOutcome::Broken { on: on? },
                        OutcomeKind::Withdrawn => PromiseOutcome::Withdrawn { on: on? },
                    })
                }
            };
            Some(Promise {
                id,
                date: date?,
                due: due?,
                expected: expected?,
                what: what?,
                outcome,
            })
        })
    }
}

/// A note that says something.
fn said(typed: &str) -> Result<Note, PromiseError> {
    let note = Note::new(typed)?;
    if note.is_empty() {
        return Err(PromiseError::NothingSaid);
    }
    Ok(note)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::draft::testing::{TODAY, client, day, malformed, today};

    fn draft() -> PromiseDraft {
        PromiseDraft {
            date: "2026-04-01".to_owned(),
            what: " 寄样品 ".to_owned(),
            due: "2026-05-01".to_owned(),
            expected: LikertScore::new(5),
            outcome: None,
            on: "not looked at".to_owned(),
            experienced: None,
        }
    }

    fn check(edit: impl FnOnce(&mut PromiseDraft)) -> Result<Promise, Vec<(Field, PromiseError)>> {
        let mut draft = draft();
        edit(&mut draft);
        draft.check(EntryId::new(9), &client(), today())
    }

    #[test]
    fn a_good_draft_gives_the_promise_that_was_typed() {
        let promise = Promise {
            id: EntryId::new(9),
            date: day("2026-04-01"),
            due: day("2026-05-01"),
            expected: LikertScore::new(5).unwrap(),
            what: Note::new("寄样品").unwrap(),
            outcome: None,
        };
        assert_eq!(check(|_| ()), Ok(promise.clone()));
        let experienced = LikertScore::new(7);
        for (kind, outcome) in [
            (
                OutcomeKind::Kept,
                PromiseOutcome::Kept {
                    on: today(),
                    experienced: experienced.unwrap(),
                },
            ),
            (OutcomeKind::Broken, PromiseOutcome::Broken { on: today() }),
            (
                OutcomeKind::Withdrawn,
                PromiseOutcome::Withdrawn { on: today() },
            ),
        ] {
            let checked = check(|draft| {
                (draft.outcome, draft.experienced) = (Some(kind), experienced);
                TODAY.clone_into(&mut draft.on);
            });
            assert_eq!(checked.unwrap().outcome, Some(outcome));
            assert_eq!(OutcomeKind::of(outcome), kind);
        }
    }

    #[test]
    fn nothing_comes_before_the_day_it_was_made_and_no_outcome_after_today() {
        let earliest = day("2026-04-01");
        let before = || PromiseError::LaterDate(LaterDateError::Before { earliest });
        let found = check(|draft| {
            "2026-03-31".clone_into(&mut draft.due);
            draft.outcome = Some(OutcomeKind::Broken);
            "2026-03-31".clone_into(&mut draft.on);
        });
        assert_eq!(
            found,
            Err(vec![(Field::Due, before()), (Field::On, before())])
        );
        let found = check(|draft| {
            draft.outcome = Some(OutcomeKind::Broken);
            "2026-04-21".clone_into(&mut draft.on);
        });
        let after = LaterDateError::AfterToday { today: today() };
        assert_eq!(
            found,
            Err(vec![(Field::On, PromiseError::LaterDate(after))])
        );
        let same_day = check(|draft| "2026-04-01".clone_into(&mut draft.due));
        assert_eq!(same_day.map(|promise| promise.due), Ok(earliest));
    }

    #[test]
    fn all_faults_are_found_at_once() {
        let found = check(|draft| {
            draft.date.clear();
            draft.what = " \n".to_owned();
            draft.due.clear();
            draft.expected = None;
            draft.outcome = Some(OutcomeKind::Kept);
        });
        let fields: Vec<_> = found.unwrap_err().into_iter().collect();
        let no_date = |typed: &str| match malformed(typed) {
            TypedDateError::Malformed(error) => {
                PromiseError::LaterDate(LaterDateError::Malformed(error))
            }
            TypedDateError::Refused(_) => panic!("it is malformed"),
        };
        assert_eq!(
            fields,
            [
                (Field::Date, PromiseError::Date(malformed(""))),
                (Field::What, PromiseError::NothingSaid),
                (Field::Due, no_date("")),
                (Field::Expected, PromiseError::NoExpectation),
                (Field::On, no_date("not looked at")),
                (Field::Experienced, PromiseError::NoExperience),
            ]
        );
    }
}
