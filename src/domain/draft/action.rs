//! A planned action while it is written down, what became of it, and its review.

use super::{
    Field, LaterDateError, TypedDateError,
    check::{Faults, checked, entry_date, later_date},
};
use crate::domain::{
    ActionOrigin, ActionOutcome, ActionReview, CivilDate, Client, EntryId, NonEmptyText,
    NonEmptyTextError, PlannedAction, ReviewResult,
};

/// The outcome of a planned action, without its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionState {
    /// It is still to be done.
    Open,
    /// It was done.
    Done,
    /// It was given up.
    Dismissed,
}

impl ActionState {
    /// All, in the order shown.
    pub const ALL: [Self; 3] = [Self::Open, Self::Done, Self::Dismissed];

    /// The stable name used in the page.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::Dismissed => "dismissed",
        }
    }

    /// The state that an outcome, or none, leaves.
    pub const fn of(outcome: Option<ActionOutcome>) -> Self {
        match outcome {
            None => Self::Open,
            Some(ActionOutcome::Done(_)) => Self::Done,
            Some(ActionOutcome::Dismissed(_)) => Self::Dismissed,
        }
    }
}

/// The typed fields of a planned action.
///
/// ```
#[doc = include_str!("../velocity/example.md")]
/// use trust_velocity::domain::draft::{ActionDraft, ActionError, ActionState, Field};
/// let mut draft = ActionDraft {
///     date: "2026-03-20".to_owned(),
///     what: "请工程师一起到现场".to_owned(),
///     due: "2026-03-27".to_owned(),
///     state: ActionState::Open,
///     on: String::new(),
///     review: String::new(),
///     result: None,
///     why: String::new(),
/// };
/// let origin = ActionOrigin::Own;
/// assert!(draft.check(EntryId::new(9), origin.clone(), &client, today).is_ok_and(|it| it.is_open()));
/// draft.result = Some(ReviewResult::Kept);
/// draft.why = "客户愿意再见".to_owned();
/// let errors = draft.check(EntryId::new(9), origin, &client, today).unwrap_err();
/// assert_eq!(errors, [(Field::Review, ActionError::NoReviewDay)]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionDraft {
    /// The day it was planned.
    pub date: String,
    /// The action, in words; must say something.
    pub what: String,
    /// The day by which it is to be done.
    pub due: String,
    /// The outcome.
    pub state: ActionState,
    /// The day of that; of no account while it is open.
    pub on: String,
    /// The day of the review; empty if none is planned.
    pub review: String,
    /// The result of the review; none before.
    pub result: Option<ReviewResult>,
    /// Why; of no account before the review.
    pub why: String,
}

/// A field of an [`ActionDraft`] cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ActionError {
    /// The day it was planned.
    #[error(transparent)]
    Date(#[from] TypedDateError),
    /// The due date, the day of what became of it, or that of the review.
    #[error(transparent)]
    LaterDate(#[from] LaterDateError),
    /// The action, in words.
    #[error("what is to be done: {0}")]
    What(NonEmptyTextError),
    /// Why the review came to what it did.
    #[error("why: {0}")]
    Why(NonEmptyTextError),
    /// The review came to something, and has no day.
    #[error("no day of the review")]
    NoReviewDay,
}

impl ActionDraft {
    /// The planned action that was typed, as an entry of a client.
    ///
    /// # Errors
    /// Each field that cannot be taken, and why.
    pub fn check(
        &self,
        id: EntryId,
        origin: ActionOrigin,
        client: &Client,
        today: CivilDate,
    ) -> Result<PlannedAction, Vec<(Field, ActionError)>> {
        checked(|faults| {
            let what = NonEmptyText::new(&self.what).map_err(ActionError::What);
            let what = faults.accept(Field::What, what);
            let date = faults.accept(Field::Date, entry_date(&self.date, client, today));
            // The other days are looked at even if this one is wrong.
            let earliest = date.unwrap_or_else(|| client.first_contact());
            let due = faults.accept(Field::Due, later_date(&self.due, earliest, None));
            let outcome = match self.state {
                ActionState::Open => Some(None),
                state => {
                    let on = later_date(&self.on, earliest, Some(today));
                    let on = faults.accept(Field::On, on);
                    on.map(|on| match state {
                        ActionState::Dismissed => Some(ActionOutcome::Dismissed(on)),
                        ActionState::Done | ActionState::Open => Some(ActionOutcome::Done(on)),
                    })
                }
            };
            let has_review = self.result.is_some() || !self.review.trim().is_empty();
            let review = has_review.then(|| self.review(earliest, faults));
            Some(PlannedAction {
                id,
                date: date?,
                due: due?,
                what: what?,
                origin,
                outcome: outcome?,
                review: match review {
                    Some(review) => Some(review?),
                    None => None,
                },
            })
        })
    }

    fn review(
        &self,
        earliest: CivilDate,
        faults: &mut Faults<ActionError>,
    ) -> Option<ActionReview> {
        let on = if self.review.trim().is_empty() {
            faults.accept(Field::Review, Err(ActionError::NoReviewDay))
        } else {
            faults.accept(Field::Review, later_date(&self.review, earliest, None))
        };
        let result = match self.result {
            None => None,
            Some(result) => {
                let why = NonEmptyText::new(&self.why).map_err(ActionError::Why);
                Some((result, faults.accept(Field::Why, why)?))
            }
        };
        Some(ActionReview { on: on?, result })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::draft::testing::{TODAY, client, day, malformed, today};

    fn draft() -> ActionDraft {
        ActionDraft {
            date: "2026-04-01".to_owned(),
            what: " 寄样品 ".to_owned(),
            due: "2026-05-01".to_owned(),
            state: ActionState::Open,
            on: "not looked at".to_owned(),
            review: String::new(),
            result: None,
            why: "not looked at".to_owned(),
        }
    }

    fn check(
        edit: impl FnOnce(&mut ActionDraft),
    ) -> Result<PlannedAction, Vec<(Field, ActionError)>> {
        let mut draft = draft();
        edit(&mut draft);
        draft.check(EntryId::new(9), ActionOrigin::Own, &client(), today())
    }

    #[test]
    fn a_good_draft_gives_the_action_that_was_typed() {
        let action = PlannedAction {
            id: EntryId::new(9),
            date: day("2026-04-01"),
            due: day("2026-05-01"),
            what: NonEmptyText::new("寄样品").unwrap(),
            origin: ActionOrigin::Own,
            outcome: None,
            review: None,
        };
        assert_eq!(check(|_| ()), Ok(action.clone()));
        for (state, outcome) in [
            (ActionState::Done, ActionOutcome::Done(today())),
            (ActionState::Dismissed, ActionOutcome::Dismissed(today())),
        ] {
            let checked = check(|draft| {
                draft.state = state;
                TODAY.clone_into(&mut draft.on);
            });
            assert_eq!(checked.unwrap().outcome, Some(outcome));
            assert_eq!(ActionState::of(Some(outcome)), state);
        }
        let reviewed = check(|draft| {
            "2026-06-01".clone_into(&mut draft.review);
            draft.result = Some(ReviewResult::Changed);
            draft.why = " 客户换了负责人 ".to_owned();
        });
        let why = NonEmptyText::new("客户换了负责人").unwrap();
        let review = ActionReview {
            on: day("2026-06-01"),
            result: Some((ReviewResult::Changed, why)),
        };
        assert_eq!(reviewed.unwrap().review, Some(review));
    }

    #[test]
    fn no_day_comes_before_the_plan_and_nothing_is_done_after_today() {
        let earliest = day("2026-04-01");
        let before = || ActionError::LaterDate(LaterDateError::Before { earliest });
        let found = check(|draft| {
            "2026-03-31".clone_into(&mut draft.due);
            draft.state = ActionState::Done;
            "2026-03-31".clone_into(&mut draft.on);
            "2026-03-31".clone_into(&mut draft.review);
        });
        let fields = [Field::Due, Field::On, Field::Review];
        assert_eq!(found, Err(fields.map(|field| (field, before())).to_vec()));
        let found = check(|draft| {
            draft.state = ActionState::Dismissed;
            "2026-04-21".clone_into(&mut draft.on);
        });
        let after = LaterDateError::AfterToday { today: today() };
        assert_eq!(found, Err(vec![(Field::On, after.into())]));
    }

    #[test]
    fn all_faults_are_found_at_once() {
        let found = check(|draft| {
            draft.what.clear();
            draft.date.clear();
            draft.result = Some(ReviewResult::Ended);
            draft.why = " ".to_owned();
        });
        let empty = || NonEmptyTextError::Empty;
        let all = vec![
            (Field::What, ActionError::What(empty())),
            (Field::Date, malformed("").into()),
            (Field::Review, ActionError::NoReviewDay),
            (Field::Why, ActionError::Why(empty())),
        ];
        assert_eq!(found, Err(all));
    }
}
