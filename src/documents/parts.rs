//! The parts that a client of version 4 may have since its shape landed, as `v4` tells: what each is
//! called in `needs`, and the shape of what it holds.

use serde::{Deserialize, Serialize};

use super::{DecodeError, each, invalid, known, parsed};
use crate::domain::{
    ActionOrigin, ActionOutcome, ActionReview, AdviceKey, Channel, Comment, CommentKind, Feedback,
    FeedbackContent, IdIndex, NonEmptyText, PlannedAction, Rating, Recommendation, RepairStep,
    ReviewResult, Satisfaction,
};

/// A part that came after the shape had landed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Clients' feedback on one's work.
    Feedback,
    /// The entries that ratings rest on.
    Evidence,
    /// The ratings given without having been shown the last scores.
    Blind,
    /// The day before which the priority list leaves the client out.
    SnoozedUntil,
    /// The kind of the relationship, if it is none with a client.
    Kind,
    /// The client who recommended this one.
    RecommendedBy,
    /// Planned actions.
    Actions,
    /// The role in the buying decision.
    Role,
}

impl Part {
    /// All, in the order in which `needs` names them.
    pub const ALL: [Self; 8] = [
        Self::Feedback,
        Self::Evidence,
        Self::Blind,
        Self::SnoozedUntil,
        Self::Kind,
        Self::RecommendedBy,
        Self::Actions,
        Self::Role,
    ];

    /// Its name in `needs`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Feedback => "feedback",
            Self::Evidence => "evidence",
            Self::Blind => "blind",
            Self::SnoozedUntil => "snoozed_until",
            Self::Kind => "kind",
            Self::RecommendedBy => "recommended_by",
            Self::Actions => "actions",
            Self::Role => "role",
        }
    }

    /// Whether this app knows all of these names.
    pub fn are_known(needs: &[String]) -> bool {
        let is_known = |name: &String| Self::ALL.iter().any(|part| part.name() == name);
        needs.iter().all(is_known)
    }
}

/// id, date, channel, satisfaction, likelihood to recommend, and the words if there are any
#[derive(Serialize, Deserialize)]
pub(super) struct FeedbackV4(
    String,
    String,
    String,
    Option<u8>,
    Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")] Option<CommentV4>,
);

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum CommentV4 {
    Complaint(String),
    Praise(String),
}

impl From<&Feedback> for FeedbackV4 {
    fn from(feedback: &Feedback) -> Self {
        let content = &feedback.content;
        let comment = content.comment().map(|comment| {
            let text = comment.text.as_str().to_owned();
            match comment.kind {
                CommentKind::Complaint => CommentV4::Complaint(text),
                CommentKind::Praise => CommentV4::Praise(text),
            }
        });
        Self(
            feedback.id.to_string(),
            feedback.date.to_string(),
            feedback.channel.id().to_owned(),
            content.satisfaction().map(Satisfaction::number),
            content.recommendation().map(Recommendation::number),
            comment,
        )
    }
}

impl FeedbackV4 {
    pub fn into_feedback(self) -> Result<Feedback, DecodeError> {
        let Self(id, date, channel, satisfaction, recommendation, comment) = self;
        let satisfaction = satisfaction.map(|number| {
            Satisfaction::new(number).ok_or_else(|| invalid("satisfaction", &number.to_string()))
        });
        let recommendation = recommendation.map(|number| {
            Recommendation::new(number)
                .ok_or_else(|| invalid("recommendation", &number.to_string()))
        });
        let comment = comment.map(|comment| {
            let (kind, text) = match comment {
                CommentV4::Complaint(text) => (CommentKind::Complaint, text),
                CommentV4::Praise(text) => (CommentKind::Praise, text),
            };
            let text = words("comment", &text)?;
            Ok(Comment { kind, text })
        });
        let content = FeedbackContent::new(
            satisfaction.transpose()?,
            recommendation.transpose()?,
            comment.transpose()?,
        );
        Ok(Feedback {
            id: parsed("feedback id", &id)?,
            date: parsed("feedback date", &date)?,
            channel: known("channel", &channel, Channel::from_id)?,
            content: content.ok_or_else(|| invalid("feedback", "says nothing"))?,
        })
    }
}

/// The id of a rating, and those of the entries that it rests on.
#[derive(Serialize, Deserialize)]
pub(super) struct EvidenceV4(String, Vec<String>);

impl EvidenceV4 {
    /// The evidence of a rating; none if it cites nothing.
    pub fn of(rating: &Rating) -> Option<Self> {
        let cited: Vec<_> = rating.evidence.iter().map(ToString::to_string).collect();
        (!cited.is_empty()).then(|| Self(rating.id.to_string(), cited))
    }

    /// Gives each rating its evidence.
    ///
    /// # Errors
    /// [`DecodeError`] if there is no such rating, or its evidence is empty or there twice.
    pub fn put_all(all: Vec<Self>, ratings: &mut [Rating]) -> Result<(), DecodeError> {
        let index = IdIndex::new(ratings.iter().map(|rating| rating.id));
        for Self(id, cited) in all {
            let place = index.place(parsed("evidence", &id)?);
            let rating = place.and_then(|place| ratings.get_mut(place));
            let rating = rating.filter(|rating| rating.evidence.is_empty() && !cited.is_empty());
            let rating = rating.ok_or_else(|| invalid("evidence", &id))?;
            rating.evidence = each(cited, |id| parsed("evidence", &id))?;
        }
        Ok(())
    }
}

/// id, day planned, day due, what, origin, outcome, review
#[derive(Serialize, Deserialize)]
pub(super) struct ActionV4(
    String,
    String,
    String,
    String,
    Option<OriginV4>,
    Option<ActionOutcomeV4>,
    Option<ReviewV4>,
);

/// Absent for one's own words.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum OriginV4 {
    /// key
    Advice(String),
    /// breach, step
    Repair(String, String),
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ActionOutcomeV4 {
    Done(String),
    Dismissed(String),
}

/// day, and what it came to
#[derive(Serialize, Deserialize)]
struct ReviewV4(String, Option<ReviewResultV4>);

/// Each with why.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ReviewResultV4 {
    Kept(String),
    Changed(String),
    Ended(String),
}

impl From<&PlannedAction> for ActionV4 {
    fn from(action: &PlannedAction) -> Self {
        let origin = match &action.origin {
            ActionOrigin::Own => None,
            ActionOrigin::Advice(key) => Some(OriginV4::Advice(key.as_str().to_owned())),
            ActionOrigin::Repair { breach, step } => {
                Some(OriginV4::Repair(breach.to_string(), step.id().to_owned()))
            }
        };
        let outcome = action.outcome.map(|outcome| {
            let on = outcome.on().to_string();
            match outcome {
                ActionOutcome::Done(_) => ActionOutcomeV4::Done(on),
                ActionOutcome::Dismissed(_) => ActionOutcomeV4::Dismissed(on),
            }
        });
        let review = action.review.as_ref().map(|review| {
            let result = review.result.as_ref().map(|(result, why)| {
                let why = why.as_str().to_owned();
                match result {
                    ReviewResult::Kept => ReviewResultV4::Kept(why),
                    ReviewResult::Changed => ReviewResultV4::Changed(why),
                    ReviewResult::Ended => ReviewResultV4::Ended(why),
                }
            });
            ReviewV4(review.on.to_string(), result)
        });
        Self(
            action.id.to_string(),
            action.date.to_string(),
            action.due.to_string(),
            action.what.as_str().to_owned(),
            origin,
            outcome,
            review,
        )
    }
}

impl ActionV4 {
    pub fn into_action(self) -> Result<PlannedAction, DecodeError> {
        let Self(id, date, due, what, origin, outcome, review) = self;
        let origin = match origin {
            None => ActionOrigin::Own,
            Some(OriginV4::Advice(key)) => {
                ActionOrigin::Advice(known("advice", &key, AdviceKey::new)?)
            }
            Some(OriginV4::Repair(breach, step)) => ActionOrigin::Repair {
                breach: parsed("repaired breach", &breach)?,
                step: known("repair step", &step, RepairStep::from_id)?,
            },
        };
        let outcome = outcome.map(|outcome| {
            Ok(match outcome {
                ActionOutcomeV4::Done(on) => ActionOutcome::Done(parsed("done", &on)?),
                ActionOutcomeV4::Dismissed(on) => {
                    ActionOutcome::Dismissed(parsed("dismissed", &on)?)
                }
            })
        });
        let review = review.map(|ReviewV4(on, result)| {
            let result = result.map(|result| {
                let (result, why) = match result {
                    ReviewResultV4::Kept(why) => (ReviewResult::Kept, why),
                    ReviewResultV4::Changed(why) => (ReviewResult::Changed, why),
                    ReviewResultV4::Ended(why) => (ReviewResult::Ended, why),
                };
                Ok((result, words("why", &why)?))
            });
            Ok(ActionReview {
                on: parsed("review", &on)?,
                result: result.transpose()?,
            })
        });
        Ok(PlannedAction {
            id: parsed("action id", &id)?,
            date: parsed("action date", &date)?,
            due: parsed("due", &due)?,
            what: words("what", &what)?,
            origin,
            outcome: outcome.transpose()?,
            review: review.transpose()?,
        })
    }
}

fn words(field: &'static str, text: &str) -> Result<NonEmptyText, DecodeError> {
    NonEmptyText::new(text).map_err(|error| invalid(field, &error.to_string()))
}
