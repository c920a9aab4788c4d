//! Feedback while it is written down.

use super::{
    Field, TypedDateError,
    check::{checked, entry_date},
};
use crate::domain::{
    Channel, CivilDate, Client, Comment, CommentKind, EntryId, Feedback, FeedbackContent,
    NonEmptyText, NonEmptyTextError, Recommendation, Satisfaction,
};

/// The typed fields of feedback.
///
/// ```
#[doc = include_str!("../velocity/example.md")]
/// use trust_velocity::domain::draft::{FeedbackDraft, FeedbackError, Field};
/// let mut draft = FeedbackDraft {
///     date: "2026-03-30".to_owned(),
///     channel: Channel::Call,
///     satisfaction: Satisfaction::new(4),
///     recommendation: None,
///     kind: None,
///     comment: String::new(),
/// };
/// assert!(draft.check(EntryId::new(9), &client, today).is_ok());
/// draft.comment = "交货快了很多".to_owned();
/// let errors = draft.check(EntryId::new(9), &client, today).unwrap_err();
/// assert_eq!(errors, [(Field::What, FeedbackError::NoKind)]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedbackDraft {
    /// The day the client gave it.
    pub date: String,
    /// By what way it came.
    pub channel: Channel,
    /// How satisfied the client is; none if they did not say.
    pub satisfaction: Option<Satisfaction>,
    /// How likely the client recommends one; none if they did not say.
    pub recommendation: Option<Recommendation>,
    /// Whether the words complain or praise; none if there are no words.
    pub kind: Option<CommentKind>,
    /// The client's words; empty if there are none.
    pub comment: String,
}

/// A field of a [`FeedbackDraft`], or the whole of it, cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FeedbackError {
    /// The date.
    #[error(transparent)]
    Date(#[from] TypedDateError),
    /// The words.
    #[error(transparent)]
    Comment(#[from] NonEmptyTextError),
    /// There are words, but nobody chose whether they complain or praise.
    #[error("neither a complaint nor praise")]
    NoKind,
    /// Nothing was said at all.
    #[error("nothing is said")]
    NothingSaid,
}

impl FeedbackDraft {
    /// The feedback that was typed, as an entry of a client.
    ///
    /// # Errors
    /// Each field that cannot be taken, and why. If each can be taken but nothing is said,
    /// [`FeedbackError::NothingSaid`] for the whole.
    pub fn check(
        &self,
        id: EntryId,
        client: &Client,
        today: CivilDate,
    ) -> Result<Feedback, Vec<(Field, FeedbackError)>> {
        checked(|faults| {
            let date = faults.accept(Field::Date, entry_date(&self.date, client, today));
            let comment = faults.accept(Field::What, self.comment())?;
            let content = FeedbackContent::new(self.satisfaction, self.recommendation, comment);
            let content = faults.accept(Field::Whole, content.ok_or(FeedbackError::NothingSaid));
            Some(Feedback {
                id,
                date: date?,
                channel: self.channel,
                content: content?,
            })
        })
    }

    fn comment(&self) -> Result<Option<Comment>, FeedbackError> {
        match self.kind {
            None if self.comment.trim().is_empty() => Ok(None),
            None => Err(FeedbackError::NoKind),
            Some(kind) => {
                let text = NonEmptyText::new(&self.comment)?;
                Ok(Some(Comment { kind, text }))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        DateError,
        draft::testing::{client, day, malformed, today},
    };

    fn draft() -> FeedbackDraft {
        FeedbackDraft {
            date: "2026-04-01".to_owned(),
            channel: Channel::Wechat,
            satisfaction: Satisfaction::new(2),
            recommendation: Recommendation::new(0),
            kind: Some(CommentKind::Complaint),
            comment: " 报价回得太慢 ".to_owned(),
        }
    }

    fn check(
        edit: impl FnOnce(&mut FeedbackDraft),
    ) -> Result<Feedback, Vec<(Field, FeedbackError)>> {
        let mut draft = draft();
        edit(&mut draft);
        draft.check(EntryId::new(9), &client(), today())
    }

    #[test]
    fn a_good_draft_gives_the_feedback_that_was_typed() {
        let comment = Comment {
            kind: CommentKind::Complaint,
            text: NonEmptyText::new("报价回得太慢").unwrap(),
        };
        let content =
            FeedbackContent::new(Satisfaction::new(2), Recommendation::new(0), Some(comment));
        let feedback = Feedback {
            id: EntryId::new(9),
            date: day("2026-04-01"),
            channel: Channel::Wechat,
            content: content.unwrap(),
        };
        assert_eq!(check(|_| ()), Ok(feedback));
    }

    #[test]
    fn each_of_the_three_is_enough() {
        let nothing = |draft: &mut FeedbackDraft| {
            draft.satisfaction = None;
            draft.recommendation = None;
            draft.kind = None;
            draft.comment = " \n".to_owned();
        };
        let fault = vec![(Field::Whole, FeedbackError::NothingSaid)];
        assert_eq!(check(nothing), Err(fault));
        let with = |edit: fn(&mut FeedbackDraft)| {
            check(|draft| {
                nothing(draft);
                edit(draft);
            })
            .is_ok()
        };
        assert!(with(|draft| draft.satisfaction = Satisfaction::new(1)));
        assert!(with(|draft| draft.recommendation = Recommendation::new(10)));
        assert!(with(|draft| {
            draft.kind = Some(CommentKind::Praise);
            draft.comment = "好".to_owned();
        }));
    }

    #[test]
    fn words_and_their_kind_come_together() {
        let fault = |error| Err(vec![(Field::What, error)]);
        assert_eq!(
            check(|draft| draft.kind = None),
            fault(FeedbackError::NoKind)
        );
        let empty = check(|draft| draft.comment.clear());
        assert_eq!(empty, fault(NonEmptyTextError::Empty.into()));
        let long = check(|draft| draft.comment = "长".repeat(2_001));
        assert_eq!(long, fault(NonEmptyTextError::TooLong(2_001).into()));
    }

    #[test]
    fn all_faults_are_found_at_once() {
        let found = check(|draft| {
            draft.date.clear();
            draft.kind = None;
        });
        let all = vec![
            (Field::Date, malformed("").into()),
            (Field::What, FeedbackError::NoKind),
        ];
        assert_eq!(found, Err(all));
        let late = check(|draft| "2026-04-21".clone_into(&mut draft.date));
        let after = TypedDateError::Refused(DateError::AfterToday { today: today() });
        assert_eq!(late, Err(vec![(Field::Date, after.into())]));
    }
}
