//! The parts that a client of version 4 may have since its shape landed, as `v4` tells: what each is
//! called in `needs`, and the shape of what it holds.

use serde::{Deserialize, Serialize};

use super::{DecodeError, each, invalid, known, parsed};
use crate::domain::{
    Channel, Comment, CommentKind, Feedback, FeedbackContent, IdIndex, NonEmptyText, Rating,
    Recommendation, Satisfaction,
};

/// A part that came after the shape had landed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// What clients say of one's work.
    Feedback,
    /// The entries that ratings rest on.
    Evidence,
    /// Which ratings were given without having been shown the last scores.
    Blind,
    /// The day before which the priority list leaves the client out.
    SnoozedUntil,
    /// The kind of the relationship, where it is none with a client.
    Kind,
    /// The client who recommended this one.
    RecommendedBy,
}

impl Part {
    /// All, in the order in which `needs` names them.
    pub const ALL: [Self; 6] = [
        Self::Feedback,
        Self::Evidence,
        Self::Blind,
        Self::SnoozedUntil,
        Self::Kind,
        Self::RecommendedBy,
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
            let text = NonEmptyText::new(&text);
            let text = text.map_err(|error| invalid("comment", &error.to_string()))?;
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
