//! Client feedback: how satisfied they are with one's work, how likely they recommend it, a complaint or
//! praise.
//!
//! Invariant: feedback says something, so at least one of the three is there.

use super::{Channel, CivilDate, Client, EntryId, NonEmptyText, Rater};

/// How many days feedback stays current: beside the gate of `long_term`.
pub const FEEDBACK_MAX_AGE_DAYS: i64 = 180;

/// A client's feedback on one's work (客户反馈).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feedback {
    /// The entry's id.
    pub id: EntryId,
    /// The day the client gave it.
    pub date: CivilDate,
    /// The medium in which it came.
    pub channel: Channel,
    /// The content.
    pub content: FeedbackContent,
}

impl Client {
    /// The last day until `day` on which the client told of their own view: in feedback, or by a rating.
    pub fn last_feedback(&self, day: CivilDate) -> Option<CivilDate> {
        let ratings = self.ratings().iter();
        let ratings = ratings.filter(|rating| matches!(rating.rater, Rater::Client(_)));
        let dates = ratings.map(|rating| rating.date);
        let dates = dates.chain(self.feedback().iter().map(|feedback| feedback.date));
        dates.filter(|date| *date <= day).max()
    }
}

/// The content of feedback: satisfaction, recommendation and comment, at least one of them.
///
/// ```
/// use trust_velocity::domain::{FeedbackContent, Recommendation, Satisfaction};
/// let content = FeedbackContent::new(Satisfaction::new(4), Recommendation::new(0), None);
/// assert_eq!(content.and_then(|content| content.satisfaction()).map(|it| it.number()), Some(4));
/// assert_eq!(FeedbackContent::new(None, None, None), None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedbackContent {
    satisfaction: Option<Satisfaction>,
    recommendation: Option<Recommendation>,
    comment: Option<Comment>,
}

impl FeedbackContent {
    /// The content; `None` if all three are missing.
    pub fn new(
        satisfaction: Option<Satisfaction>,
        recommendation: Option<Recommendation>,
        comment: Option<Comment>,
    ) -> Option<Self> {
        let says = satisfaction.is_some() || recommendation.is_some() || comment.is_some();
        says.then_some(Self {
            satisfaction,
            recommendation,
            comment,
        })
    }

    /// How satisfied the client is, if they said so.
    pub const fn satisfaction(&self) -> Option<Satisfaction> {
        self.satisfaction
    }

    /// How likely the client recommends one, if they said so.
    pub const fn recommendation(&self) -> Option<Recommendation> {
        self.recommendation
    }

    /// The complaint or the praise, if there was one.
    pub const fn comment(&self) -> Option<&Comment> {
        self.comment.as_ref()
    }
}

/// How satisfied a client is, from 1, very dissatisfied, to 5, very satisfied.
///
/// ```
/// use trust_velocity::domain::Satisfaction;
/// assert_eq!(Satisfaction::new(5).map(Satisfaction::number), Some(5));
/// assert_eq!((Satisfaction::new(0), Satisfaction::new(6)), (None, None));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Satisfaction(u8);

impl Satisfaction {
    /// The highest.
    pub const MAX: u8 = 5;

    /// The satisfaction of a number from 1 to 5; none for any other.
    pub fn new(number: u8) -> Option<Self> {
        (1..=Self::MAX).contains(&number).then_some(Self(number))
    }

    /// All five, the least first.
    pub fn all() -> impl Iterator<Item = Self> {
        (1..=Self::MAX).map(Self)
    }

    /// The number, 1–5.
    pub const fn number(self) -> u8 {
        self.0
    }
}

/// How likely a client recommends one, from 0, not at all, to 10, extremely. It is shown as it was
/// given: a net promoter score is a figure of many clients, never of one.
///
/// ```
/// use trust_velocity::domain::Recommendation;
/// assert_eq!(Recommendation::new(0).map(Recommendation::number), Some(0));
/// assert_eq!(Recommendation::new(11), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Recommendation(u8);

impl Recommendation {
    /// The highest.
    pub const MAX: u8 = 10;

    /// The likelihood of a number from 0 to 10; none for any other.
    pub fn new(number: u8) -> Option<Self> {
        (number <= Self::MAX).then_some(Self(number))
    }

    /// All eleven, the least first.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..=Self::MAX).map(Self)
    }

    /// The number, 0–10.
    pub const fn number(self) -> u8 {
        self.0
    }
}

/// A complaint or praise, in the client's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Which of the two.
    pub kind: CommentKind,
    /// The words.
    pub text: NonEmptyText,
}

/// Whether a comment complains or praises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommentKind {
    /// 意见: something should be better.
    Complaint,
    /// 表扬: something was good.
    Praise,
}

impl CommentKind {
    /// Both, in the order shown.
    pub const ALL: [Self; 2] = [Self::Complaint, Self::Praise];

    /// The stable name used in the page.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Complaint => "complaint",
            Self::Praise => "praise",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_the_three_is_enough_and_nothing_is_not() {
        let comment = Comment {
            kind: CommentKind::Praise,
            text: NonEmptyText::new("交付很准时").unwrap(),
        };
        let of = |content: Option<FeedbackContent>| content.is_some();
        assert!(of(FeedbackContent::new(Satisfaction::new(1), None, None)));
        assert!(of(FeedbackContent::new(None, Recommendation::new(0), None)));
        assert!(of(FeedbackContent::new(None, None, Some(comment))));
        assert!(!of(FeedbackContent::new(
            Satisfaction::new(0),
            Recommendation::new(11),
            None
        )));
    }

    #[test]
    fn the_last_feedback_is_a_rating_by_the_client_or_feedback() {
        use crate::domain::{
            Name, Record,
            velocity::testing::{History, day},
        };

        let feedback = |id, date| {
            Record::Feedback(Feedback {
                id: EntryId::new(id),
                date: day(date),
                channel: Channel::Call,
                content: FeedbackContent::new(Satisfaction::new(3), None, None).unwrap(),
            })
        };
        let chen = Rater::Client(Name::new("陈工").unwrap());
        let mut client = History::since("2026-01-01")
            .rated("2026-05-01", [5.0; 4])
            .rated_by(chen, "2026-02-01", [5.0; 4])
            .0;
        let last = |client: &Client, on| client.last_feedback(day(on));
        assert_eq!(last(&client, "2026-01-31"), None);
        assert_eq!(last(&client, "2026-05-01"), Some(day("2026-02-01")));
        client.put(feedback(100, "2026-03-01")).unwrap();
        client.put(feedback(101, "2026-06-01")).unwrap();
        assert_eq!(last(&client, "2026-05-31"), Some(day("2026-03-01")));
        assert_eq!(last(&client, "2026-02-28"), Some(day("2026-02-01")));
    }

    #[test]
    fn every_step_has_its_number() {
        let numbers: Vec<_> = Satisfaction::all().map(Satisfaction::number).collect();
        assert_eq!(numbers, [1, 2, 3, 4, 5]);
        let numbers: Vec<_> = Recommendation::all().map(Recommendation::number).collect();
        assert_eq!(numbers, (0..=10).collect::<Vec<_>>());
    }
}
